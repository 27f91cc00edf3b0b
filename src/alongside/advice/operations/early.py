"""Early notification by health (section 23): a notice with its steps, and what staff decide that it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from alongside.advice import perms
from alongside.advice.early_cases import CaseChoice, EarlyWord, case_for, known_of, tell_case
from alongside.advice.early_telling import tell_officers
from alongside.advice.models import EarlyNotice, EarlyNoticeStep
from alongside.advice.rules.early import (
    BY_HEALTH,
    EarlyStep,
    Says,
    check_body,
    check_child,
    check_decide,
    check_step,
)
from alongside.kernel.actor import Actor
from alongside.kernel.identifiers import check_nhs_number
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.people import queries as people
from alongside.people.rules import check_text
from alongside.web.clock import london_day

SUBJECT = "advice.early_notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNotice:
    """``days``: the steps that were taken already, each on its day. The opinion has to be among them."""

    body_ref: str
    given_names: str
    family_name: str
    born_on: date
    opinion: str
    nhs_number: str = ""
    basis: str = ""
    days: Mapping[EarlyStep, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDecision:
    """``case``: the child's, or a new one; may be empty only where the notice says no needs."""

    says: str
    reasons: str
    case: CaseChoice


@transaction.atomic
def begin_early_notice(*, actor: Actor, at: datetime, new: NewNotice) -> EarlyNotice:
    """By a health body. Raises Hidden, and Refusal for an order of steps that cannot be."""
    actor.check_may(perms.NOTIFY)
    made = _begun(actor, at, new)
    for step in (each for each in BY_HEALTH if each in new.days):
        _keep(actor, at, made, step, new.days[step], box=f"{step.value}_on")
    record(
        actor=actor,
        at=at,
        verb="advice.begin_early_notice",
        subject=SUBJECT,
        subject_ref=made.ref,
        detail={"body": made.body.ref, "steps": [each.value for each in new.days]},
    )
    if EarlyStep.SENT in new.days:
        tell_officers(actor=actor, at=at, notice=made)
    return made


def _begun(actor: Actor, at: datetime, new: NewNotice) -> EarlyNotice:
    body = people.organisation(new.body_ref)
    check_body(body.kind)
    opinion_on = new.days.get(EarlyStep.OPINION)
    if opinion_on is None:
        raise Refusal("Say on which day the opinion was formed.", field="opinion_on")
    check_child(new.born_on, opinion_on)
    number = check_nhs_number(new.nhs_number, field="nhs_number").value if new.nhs_number else ""
    made: EarlyNotice = EarlyNotice.objects.create(
        area_id=actor.area_id,
        body=body,
        given_names=check_text(new.given_names, "Write a given name.", field="given_names"),
        family_name=check_text(new.family_name, "Write the family name.", field="family_name"),
        born_on=new.born_on,
        nhs_number=number,
        opinion=check_text(new.opinion, "Write the opinion.", field="opinion"),
        basis=new.basis.strip(),
        begun_at=at,
        begun_by_id=actor.person_id,
    )
    return made


@transaction.atomic
def record_early_step(
    *, actor: Actor, at: datetime, notice_ref: str, step: EarlyStep, on: date, note: str = ""
) -> EarlyNotice:
    """The receipt by whoever records for the authority, the rest by health. Raises Hidden and Refusal."""
    actor.check_may(perms.RECORD_EARLY if step is EarlyStep.RECEIVED else perms.NOTIFY)
    notice = _locked(actor, notice_ref)
    _keep(actor, at, notice, step, on, note=note)
    record(
        actor=actor,
        at=at,
        verb="advice.record_early_step",
        subject=SUBJECT,
        subject_ref=notice.ref,
        detail={"step": step.value, "on": on.isoformat()},
    )
    if step is EarlyStep.SENT:
        tell_officers(actor=actor, at=at, notice=notice)
    return notice


@transaction.atomic
def decide_early_notice(
    *, actor: Actor, at: datetime, notice_ref: str, new: NewDecision
) -> EarlyNotice:
    """Whether it says that the child has or may have special educational needs. If so, time runs from its
    receipt, in the child's case: it is brought to the authority's attention (section 24).
    """
    actor.check_may(perms.RECORD_EARLY)
    notice = _locked(actor, notice_ref)
    known = known_of(notice)
    says = check_decide(new.says, new.reasons, known)
    case = case_for(notice, new.case, actor=actor, at=at, needs=says is Says.NEEDS)
    notice.says, notice.reasons = says.value, new.reasons.strip()
    notice.decided_at, notice.decided_by_id, notice.case = at, actor.person_id, case
    word = EarlyWord(
        received_on=known.days[EarlyStep.RECEIVED],
        reasons=notice.reasons,
        needs=says is Says.NEEDS,
    )
    if case is not None:
        notice.is_start = tell_case(case, word, actor=actor, at=at)
    notice.save()
    record(
        actor=actor,
        at=at,
        verb="advice.decide_early_notice",
        subject="casework.case" if case else SUBJECT,
        subject_ref=case.ref if case else notice.ref,
        detail={"notice": notice.ref, "says": notice.says, "starts": notice.is_start},
    )
    return notice


def _keep(
    actor: Actor,
    at: datetime,
    notice: EarlyNotice,
    step: EarlyStep,
    on: date,
    *,
    box: str = "on",
    note: str = "",
) -> None:
    check_step(step, on, known_of(notice), today=london_day(at), field=box)
    EarlyNoticeStep.objects.create(
        area_id=actor.area_id,
        notice=notice,
        step=step.value,
        happened_on=on,
        words=note.strip(),
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )


def _locked(actor: Actor, ref: str) -> EarlyNotice:
    rows = EarlyNotice.objects.visible_to(actor).select_for_update(of=("self",))
    found: EarlyNotice | None = rows.filter(ref=ref).first()
    if found is None:
        raise Hidden("notice")
    return found
