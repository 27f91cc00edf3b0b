"""The facts of how advice was used, and of evidence that the family paid for: codes and days, and no word."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from alongside.advice import perms
from alongside.advice.models import FamilyReport, RowUse, UseAnswer
from alongside.advice.rules.family_evidence import OURS_WAS_LATE
from alongside.advice.rules.using import Answer
from alongside.casework.facts.rows import child_key
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.measures.pseudonyms import fact_key

BATCH = 500
USE, REPORT = "advice row use", "family report"
Values = tuple[object, ...]


def use_rows(actor: Actor, today: date) -> Iterator[Values]:
    """One row for each need or row of help and each piece of advice it rests on. Raises Hidden."""
    for each in uses(actor).iterator(chunk_size=BATCH):
        yield (
            use_key(actor, each.pk),
            child_key(actor, each.case_id),
            each.submission.request.side,
            each.submission.request.adviser,
            each.asked_on,
            each.answered_on,
            each.said == Answer.YES if each.said else None,
        )


def report_rows(actor: Actor, today: date) -> Iterator[Values]:
    """Everything that families gave. Raises Hidden."""
    for each in reports(actor).iterator(chunk_size=BATCH):
        yield (
            report_key(actor, each.pk),
            child_key(actor, each.case_id),
            each.received_on,
            each.bought in OURS_WAS_LATE,
        )


def uses(actor: Actor) -> Any:
    """With the day of its author’s last answer and what it was. Raises Hidden."""
    _check(actor)
    answers = UseAnswer.objects.in_area(actor.area_id).filter(use=OuterRef("pk")).order_by("-id")
    return (
        RowUse.objects.in_area(actor.area_id)
        .filter(removed_on=None, submission__isnull=False)
        .annotate(
            answered_on=Subquery(answers.values("answered_on")[:1]),
            said=Subquery(answers.values("answer")[:1]),
        )
        .select_related("submission__request")
        .order_by("id")
    )


def reports(actor: Actor) -> Any:
    """Raises Hidden."""
    _check(actor)
    return FamilyReport.objects.in_area(actor.area_id).order_by("id")


def use_key(actor: Actor, use_id: int) -> str:
    return fact_key(actor.area_slug, USE, use_id)


def report_key(actor: Actor, report_id: int) -> str:
    return fact_key(actor.area_slug, REPORT, report_id)


def _check(actor: Actor) -> None:
    if not any(actor.may(each) for each in perms.OVERSEERS):
        raise Hidden("uses")
