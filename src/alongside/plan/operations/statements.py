"""Making an action plan, its weaknesses and the partners who must lead its lines."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people.finding import find
from alongside.people.versions import apply, check_version
from alongside.plan import perms
from alongside.plan.commands import StatementDetails
from alongside.plan.models import AccountablePartner, Statement, Weakness
from alongside.plan.review_points import keep_points_change
from alongside.plan.rules.codes import Partner, StatementKind
from alongside.plan.rules.embedding import check_points_not_lowered

LABELS = {
    "title": "Title",
    "inspected_from": "Inspection began",
    "inspected_until": "Inspection ended",
    "report_published_on": "Inspection report published",
    "judged_fit_on": "Judged fit for purpose",
    "fit_judge": "Who judged it fit",
    "due_on": "Due",
    "submitted_on": "Submitted",
    "timescale_months": "Months it was written for",
    "timescale_text": "What it says of its timescale",
    "embedded_review_points": "Review points for embedded",
    "text": "What the inspectors found",
}
ALWAYS_ACCOUNTABLE = (Partner.COUNCIL, Partner.HEALTH)


@transaction.atomic
def create_statement(
    *, actor: Actor, at: datetime, kind: StatementKind, details: StatementDetails
) -> Statement:
    """A new action plan for which the council and health are accountable."""
    actor.check_may(perms.EDIT)
    _check_details(details)
    statement = Statement.objects.create(
        area_id=actor.area_id,
        kind=kind.value,
        created_at=at,
        created_by_id=actor.person_id,
        **asdict(details),
    )
    for partner in ALWAYS_ACCOUNTABLE:
        AccountablePartner.objects.create(
            area_id=actor.area_id, statement=statement, partner=partner.value
        )
    record(
        actor=actor,
        at=at,
        verb="plan.create_statement",
        subject="plan.statement",
        subject_ref=statement.ref,
        detail={"kind": kind.value, "title": statement.title},
    )
    return statement


@transaction.atomic
def edit_statement(
    *,
    actor: Actor,
    at: datetime,
    statement_ref: str,
    expected_version: int,
    details: StatementDetails,
) -> Statement:
    """Change the facts of the document itself. Its kind stays; its review points are only raised."""
    actor.check_may(perms.EDIT)
    _check_details(details)
    statement = find(Statement, actor, statement_ref)
    wanted = asdict(details)
    check_version(statement, expected_version, wanted=wanted, labels=LABELS)
    before = statement.embedded_review_points
    check_points_not_lowered(before, details.embedded_review_points)
    changed = apply(statement, wanted)
    keep_points_change(actor, at, statement, before)
    record(
        actor=actor,
        at=at,
        verb="plan.edit_statement",
        subject="plan.statement",
        subject_ref=statement.ref,
        detail={"changed": changed},
    )
    return statement


@transaction.atomic
def set_accountable_partners(
    *, actor: Actor, at: datetime, statement_ref: str, partners: Sequence[Partner]
) -> Statement:
    """Which partners must have a lead on every line. The council and health always must."""
    actor.check_may(perms.EDIT)
    statement = find(Statement, actor, statement_ref)
    if not set(ALWAYS_ACCOUNTABLE) <= set(partners):
        raise Refusal("The council and health are always accountable.", field="partners")
    wanted = {partner.value for partner in partners}
    held = set(statement.partners.values_list("partner", flat=True))
    statement.partners.filter(partner__in=held - wanted).delete()
    for partner in sorted(wanted - held):
        AccountablePartner.objects.create(
            area_id=actor.area_id, statement=statement, partner=partner
        )
    record(
        actor=actor,
        at=at,
        verb="plan.set_accountable_partners",
        subject="plan.statement",
        subject_ref=statement.ref,
        detail={"before": sorted(held), "after": sorted(wanted)},
    )
    return statement


@transaction.atomic
def add_weakness(
    *, actor: Actor, at: datetime, statement_ref: str, number: int, title: str, text: str = ""
) -> Weakness:
    """An area of significant weakness with its number in the inspectors' letter."""
    actor.check_may(perms.EDIT)
    statement = find(Statement, actor, statement_ref)
    _check_title(title, "Give the weakness a title.")
    if number < 1:
        raise Refusal("Number weaknesses from 1.", field="number")
    if statement.weaknesses.filter(number=number).exists():
        raise Refusal(
            f"There is already a weakness {number}. Choose another number.", field="number"
        )
    weakness = Weakness.objects.create(
        area_id=actor.area_id, statement=statement, number=number, title=title.strip(), text=text
    )
    record(
        actor=actor,
        at=at,
        verb="plan.add_weakness",
        subject="plan.weakness",
        subject_ref=weakness.ref,
        detail={"statement": statement.ref, "number": number},
    )
    return weakness


@transaction.atomic
def edit_weakness(
    *,
    actor: Actor,
    at: datetime,
    weakness_ref: str,
    expected_version: int,
    title: str,
    text: str,
) -> Weakness:
    actor.check_may(perms.EDIT)
    _check_title(title, "Give the weakness a title.")
    weakness = find(Weakness, actor, weakness_ref)
    wanted = {"title": title.strip(), "text": text}
    check_version(weakness, expected_version, wanted=wanted, labels=LABELS)
    changed = apply(weakness, wanted)
    record(
        actor=actor,
        at=at,
        verb="plan.edit_weakness",
        subject="plan.weakness",
        subject_ref=weakness.ref,
        detail={"changed": changed},
    )
    return weakness


def _check_title(title: str, sentence: str) -> None:
    if not title.strip():
        raise Refusal(sentence, field="title")


def _check_details(details: StatementDetails) -> None:
    _check_title(details.title, "Give the document a title.")
    if not 1 <= details.embedded_review_points <= 24:
        raise Refusal(
            "Set between 1 and 24 review points for embedded.", field="embedded_review_points"
        )
    began, ended = details.inspected_from, details.inspected_until
    if began is not None and ended is not None and ended <= began:
        raise Refusal("The inspection must end after it begins.", field="inspected_until")
    if (
        details.judged_fit_on
        and details.submitted_on
        and details.judged_fit_on < details.submitted_on
    ):
        raise Refusal(
            "It cannot have been judged fit before it was submitted. Check both dates.",
            field="judged_fit_on",
        )
