"""The commissioning body agrees to section G of an EHC plan at the single point of access, or refuses with a
reason. An agreement stands in the EHC plan itself; one by letter is written down there by its officer.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from alongside.advice.keeping import SUBJECT
from alongside.advice.models import AgreementRefused
from alongside.advice.on_the_case import for_this_case
from alongside.advice.queries.agreements import agreement_waiting
from alongside.casework.families.news import posts_with
from alongside.casework.operations.plan_parts import Asked, agree_health_provision
from alongside.casework.plans.finding import find_version
from alongside.casework.queries.health_agreements import WaitingAgreement
from alongside.casework.rules.plans.codes import AskedBy
from alongside.casework.rules.plans.parts import Agreement
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.notices.telling import tell_holders
from alongside.people.rules import check_text
from alongside.web.clock import london_day

CHANGED = "Section G was changed since you read it. Read it again, then answer."
NOT_WRITTEN = "This draft was sent to the family. You can answer once the officer begins the next version of it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerer:
    """For which body somebody answers, and in which role. Who it is, and when, is known."""

    body: str
    role: str


@transaction.atomic
def agree_section_g(
    *, actor: Actor, at: datetime, case_ref: str, expected_version: int, by: Answerer
) -> None:
    """To the rows as they stand, today, by the actor. Raises Hidden where nothing waits, and Refusal for what
    was changed since it was read.
    """
    found = _waiting(actor, at, case_ref, expected_version)
    agreement = Agreement(
        body=check_text(by.body, "Say for which body you agree.", field="body"),
        agreed_by=actor.name,
        role=check_text(by.role, "Say in which role.", field="role"),
        agreed_on=london_day(at),
    )
    agree_health_provision(
        actor=for_this_case(actor, case_ref),
        at=at,
        version_ref=found.version_ref,
        agreement=agreement,
        asked=Asked(by=AskedBy.ADVISER),
    )
    record(actor=actor, at=at, **_entry("advice.agree_section_g", found))
    tell_holders(
        **_told(actor, at, found),
        sentence="The commissioning body agreed to section G of a case.",
        key=_key(at, found),
    )


@transaction.atomic
def refuse_section_g(
    *,
    actor: Actor,
    at: datetime,
    case_ref: str,
    expected_version: int,
    by: Answerer,
    reasons: str,
) -> AgreementRefused:
    """With the reasons, for the rows as they stand: once they are changed, it waits anew. Raises Hidden and
    Refusal as an agreement does.
    """
    found = _waiting(actor, at, case_ref, expected_version)
    version = find_version(for_this_case(actor, case_ref), found.version_ref, today=london_day(at))
    made: AgreementRefused = AgreementRefused.objects.create(
        area_id=actor.area_id,
        plan=version,
        of=found.of,
        body=check_text(by.body, "Say for which body you answer.", field="body"),
        refused_by=actor.name,
        role=check_text(by.role, "Say in which role.", field="role"),
        refused_on=london_day(at),
        reasons=check_text(reasons, "Say what you do not agree to, and why.", field="reasons"),
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    record(actor=actor, at=at, **_entry("advice.refuse_section_g", found))
    tell_holders(
        **_told(actor, at, found),
        sentence="The commissioning body did not agree to section G of a case.",
        key=_key(at, found),
    )
    return made


def _waiting(actor: Actor, at: datetime, case_ref: str, expected_version: int) -> WaitingAgreement:
    """Its version is locked until the transaction ends."""
    found = agreement_waiting(actor, case_ref=case_ref)
    if not found.is_written:
        raise Refusal(NOT_WRITTEN)
    find_version(for_this_case(actor, case_ref), found.version_ref, today=london_day(at))
    again = agreement_waiting(actor, case_ref=case_ref)
    if again.version != expected_version:
        raise Refusal(CHANGED)
    return again


def _told(actor: Actor, at: datetime, found: WaitingAgreement) -> dict[str, Any]:
    """Whoever has the case, and where they read it."""
    deputy = for_this_case(actor, found.case_ref)
    version = find_version(deputy, found.version_ref, today=london_day(at))
    return {
        "actor": actor,
        "posts": posts_with(version.case, london_day(at)),
        "address": reverse("casework:plan_desk", args=[actor.area_slug, found.version_ref]),
        "at": at,
    }


def _key(at: datetime, found: WaitingAgreement) -> str:
    return f"advice.section_g:{found.version_ref}:{at.isoformat()}"


def _entry(verb: str, found: WaitingAgreement) -> dict[str, Any]:
    return {
        "verb": verb,
        "subject": SUBJECT,
        "subject_ref": found.case_ref,
        "detail": {"version": found.version_ref, "of": found.of},
    }
