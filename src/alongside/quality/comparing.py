"""Reads what a lesson is compared by, and says what came of it.

Whoever loads this module loads the statistics too: the worker does, and no page. What was superseded when it
was audited is left out, and of two marks of one item the agreed one counts, or the first auditor’s.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery

from alongside.casework.queries.glossary import area_glossary
from alongside.casework.queries.to_compare import plans_to_compare, reviews_to_compare
from alongside.kernel.actor import Actor
from alongside.quality.models import AgreedGrade, AuditAnswer, DrawnItem, Finding, Lesson
from alongside.quality.rules.codes import AuditState, Effect, Seat
from alongside.quality.rules.compared import Compared, Made, Unit, looks_in
from alongside.quality.rules.comparing_lessons import LOOKS_BACK, compare
from alongside.quality.rules.grading import MET, rank_of
from alongside.quality.rules.plan_effects import is_plain, specific_share
from alongside.quality.tools import tool_numbered
from alongside.web.clock import london_day


def compared(actor: Actor, lesson: Lesson, *, today: date) -> Compared:
    """By its effect, from the looks that were taken so far. The lesson has a change that was made.

    ``actor`` may read every case: the worker, for this purpose alone. Raises Hidden.
    """
    made = [
        Made(each.done_on, tuple(each.teams))
        for each in lesson.changes.exclude(done_on=None).order_by("done_on", "id")
    ]
    last = lesson.readings.order_by("-id").first()
    from_on = made[0].on - LOOKS_BACK
    return compare(
        _units(actor, lesson, from_on, today),
        effect=Effect(lesson.effect),
        made=made,
        looks=looks_in(last.numbers) if last else (),
        today=today,
    )


def _units(actor: Actor, lesson: Lesson, from_on: date, today: date) -> Iterator[Unit]:
    effect, until_on = Effect(lesson.effect), today + timedelta(days=1)
    if effect is Effect.QUESTION:
        return _of_question(lesson, from_on)
    if effect in (Effect.SPECIFIC_HELP, Effect.PLAIN_WORDS):
        return _of_plans(actor, effect, from_on, until_on)
    return _of_reviews(actor, effect, from_on, today)


def _of_plans(actor: Actor, effect: Effect, from_on: date, until_on: date) -> Iterator[Unit]:
    held = area_glossary(actor.area_id)
    for each in plans_to_compare(actor, from_on=from_on, until_on=until_on):
        told = (
            specific_share(each.parts)
            if effect is Effect.SPECIFIC_HELP
            else is_plain(each.parts, held)
        )
        if told is not None:
            yield Unit(
                child=each.case_id,
                on=each.issued_on,
                begun_on=each.begun_on,
                team=each.team,
                value=float(told),
            )


def _of_reviews(actor: Actor, effect: Effect, from_on: date, today: date) -> Iterator[Unit]:
    for each in reviews_to_compare(actor, from_on=from_on, until_on=today, today=today):
        value = each.is_in_time if effect is Effect.REVIEW_IN_TIME else each.has_voice
        yield Unit(child=each.case_id, on=each.held_on, team=each.team, value=float(value))


def _of_question(lesson: Lesson, from_on: date) -> Iterator[Unit]:
    """Each item once. One to which the question does not apply is left out."""
    taught = _rounds_that_taught(lesson)
    for item in _marked(lesson, from_on):
        rank = _rank(lesson, item)
        if rank is not None:
            yield Unit(
                child=item.case_id,
                on=item.happened_on,
                begun_on=london_day(item.plan.begun_at) if item.plan else None,
                team=item.team,
                value=float(rank >= MET),
                taught=item.draw.round_id in taught,
            )


def _rank(lesson: Lesson, item: Any) -> int | None:
    """None where it does not apply, where nobody has answered yet, and by a version that does not ask it."""
    tool = tool_numbered(lesson.tool, item.draw.round.tool_version)
    marks = {lesson.question: item.agreed_mark or item.first_mark or ""}
    asked = (each for each in tool.questions if each.code == lesson.question)
    return next((rank_of(each, marks) for each in asked), None)


def _marked(lesson: Lesson, from_on: date) -> Any:
    """Items of this tool with the mark that a meeting agreed and that of the first auditor."""
    answers = AuditAnswer.objects.in_area(lesson.area_id).filter(
        audit__item=OuterRef("pk"),
        audit__seat=Seat.FIRST.value,
        audit__state=AuditState.SUBMITTED.value,
        audit__was_superseded=False,
        question=lesson.question,
    )
    agreed = AgreedGrade.objects.in_area(lesson.area_id).filter(
        item=OuterRef("pk"), question=lesson.question
    )
    return (
        DrawnItem.objects.in_area(lesson.area_id)
        .filter(draw__round__tool=lesson.tool, was_superseded=False, happened_on__gte=from_on)
        .annotate(
            agreed_mark=Subquery(agreed.values("mark")[:1]),
            first_mark=Subquery(answers.values("mark")[:1]),
        )
        .select_related("draw__round", "plan")
        .order_by("id")
    )


def _rounds_that_taught(lesson: Lesson) -> frozenset[int]:
    """The rounds in which the findings of its theme were made before it was written."""
    found = Finding.objects.in_area(lesson.area_id).filter(
        recorded_at__lte=lesson.recorded_at, theme=lesson.theme_id, audit__isnull=False
    )
    return frozenset(found.values_list("audit__item__draw__round_id", flat=True))
