"""Raising, assessing, changing and closing risks and issues. Each assessment is a dated row."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people.finding import find, find_post
from alongside.people.versions import apply, check_version
from alongside.plan import perms
from alongside.plan.commands import Assessment, RiskDetails
from alongside.plan.models import Line, Risk, RiskAssessment, RiskLine, Statement
from alongside.plan.rules.risks import check_may_assess
from alongside.plan.telling import tell_owner
from alongside.web.clock import london_day

LABELS = {
    "kind": "Risk or issue",
    "title": "Title",
    "description": "What may happen",
    "mitigation": "What is done about it",
    "owner_post": "Owner",
    "review_on": "Review date",
    "closed_on": "Closed",
}


@transaction.atomic
def raise_risk(
    *,
    actor: Actor,
    at: datetime,
    statement_ref: str,
    details: RiskDetails,
    assessment: Assessment,
) -> Risk:
    """A risk or issue with its first assessment."""
    actor.check_may(perms.RISKS)
    statement = find(Statement, actor, statement_ref)
    _check_details(details)
    risk = Risk.objects.create(
        area_id=actor.area_id,
        statement=statement,
        raised_at=at,
        raised_by_id=actor.person_id,
        **_columns(actor, details),
    )
    _link_lines(actor, risk, details.line_refs)
    _add_assessment(actor, at, risk, assessment)
    _record(actor, at, "raise_risk", risk, {"statement": statement.ref, "kind": risk.kind})
    tell_owner(actor=actor, at=at, risk=risk)
    return risk


@transaction.atomic
def edit_risk(
    *, actor: Actor, at: datetime, risk_ref: str, expected_version: int, details: RiskDetails
) -> Risk:
    actor.check_may(perms.RISKS)
    _check_details(details)
    risk = _open_risk(actor, risk_ref)
    wanted = _columns(actor, details)
    check_version(risk, expected_version, wanted=wanted, labels=LABELS)
    changed = apply(risk, wanted)
    _link_lines(actor, risk, details.line_refs)
    _record(actor, at, "edit_risk", risk, {"changed": sorted(changed)})
    if "owner_post" in changed:
        tell_owner(actor=actor, at=at, risk=risk)
    return risk


@transaction.atomic
def assess_risk(
    *, actor: Actor, at: datetime, risk_ref: str, assessment: Assessment
) -> RiskAssessment:
    """A later assessment beside the earlier ones."""
    actor.check_may(perms.RISKS)
    risk = _open_risk(actor, risk_ref)
    assessed = _add_assessment(actor, at, risk, assessment)
    _record(
        actor,
        at,
        "assess_risk",
        risk,
        {
            "on": assessed.assessed_on.isoformat(),
            "before": [assessed.likelihood_before, assessed.impact_before],
            "after": [assessed.likelihood_after, assessed.impact_after],
        },
    )
    return assessed


@transaction.atomic
def close_risk(
    *,
    actor: Actor,
    at: datetime,
    risk_ref: str,
    expected_version: int,
    closed_on: date,
    closing_words: str,
) -> Risk:
    actor.check_may(perms.RISKS)
    risk = _open_risk(actor, risk_ref)
    check_version(risk, expected_version, wanted={"closed_on": closed_on}, labels=LABELS)
    if not closing_words.strip():
        raise Refusal("Say why it is closed.", field="closing_words")
    if closed_on > london_day(at):
        raise Refusal(f"{day_in_words(closed_on)} has not come yet.", field="closed_on")
    apply(risk, {"closed_on": closed_on, "closing_words": closing_words.strip()})
    _record(actor, at, "close_risk", risk, {"on": closed_on.isoformat()})
    return risk


def _open_risk(actor: Actor, ref: str) -> Risk:
    risk = find(Risk, actor, ref)
    if risk.closed_on is not None:
        raise Refusal("It has been closed. Raise it again if it has come back.")
    return risk


def _check_details(details: RiskDetails) -> None:
    if not details.title.strip():
        raise Refusal("Give the risk or issue a title.", field="title")


def _columns(actor: Actor, details: RiskDetails) -> dict[str, object]:
    return {
        "kind": details.kind.value,
        "title": details.title.strip(),
        "description": details.description,
        "mitigation": details.mitigation,
        "owner_post": find_post(actor, details.owner_post_ref),
        "review_on": details.review_on,
    }


def _link_lines(actor: Actor, risk: Risk, refs: Sequence[str]) -> None:
    wanted = set(refs)
    lines = list(
        Line.objects.visible_to(actor).filter(ref__in=wanted, statement_id=risk.statement_id)
    )
    if len(lines) != len(wanted):
        raise Refusal("Choose lines of the same action plan.", field="lines")
    risk.line_links.exclude(line__in=lines).delete()
    held = set(risk.line_links.values_list("line_id", flat=True))
    for line in lines:
        if line.pk not in held:
            RiskLine.objects.create(area_id=risk.area_id, risk=risk, line=line)


def _add_assessment(
    actor: Actor, at: datetime, risk: Risk, assessment: Assessment
) -> RiskAssessment:
    check_may_assess(
        before=(assessment.likelihood_before, assessment.impact_before),
        after=(assessment.likelihood_after, assessment.impact_after),
    )
    if assessment.assessed_on > london_day(at):
        raise Refusal(
            f"{day_in_words(assessment.assessed_on)} has not come yet.", field="assessed_on"
        )
    return RiskAssessment.objects.create(
        area_id=risk.area_id,
        risk=risk,
        assessed_on=assessment.assessed_on,
        likelihood_before=assessment.likelihood_before,
        impact_before=assessment.impact_before,
        likelihood_after=assessment.likelihood_after,
        impact_after=assessment.impact_after,
        note=assessment.note,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )


def _record(actor: Actor, at: datetime, verb: str, risk: Risk, facts: dict[str, JSON]) -> None:
    record(
        actor=actor,
        at=at,
        verb=f"plan.{verb}",
        subject="plan.risk",
        subject_ref=risk.ref,
        detail=facts,
    )
