"""Asking for a lesson to be compared, and comparing it. What a reading says is kept as it was said."""

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from django.db import transaction

from alongside.jobs.queue import enqueue
from alongside.kernel.actor import Actor
from alongside.ledger.operations import record
from alongside.quality import perms
from alongside.quality.finding_learning import find_lesson
from alongside.quality.models import Lesson, LessonReading
from alongside.quality.rules.codes import COMPARE, LessonState
from alongside.quality.rules.compared import as_json
from alongside.quality.rules.learning import check_may_read
from alongside.web.clock import london_day

SUBJECT = "quality.lesson"
SOMEBODY_WAITS = timedelta(days=3650)
"""The worker takes what is longest due: papers of many EHC plans would otherwise come before it."""


@transaction.atomic
def ask_to_compare(*, actor: Actor, at: datetime, lesson_ref: str) -> Lesson:
    """The worker does it next, before all that nobody waits for. Raises Refusal."""
    lesson = find_lesson(actor, lesson_ref, needs=(perms.LEAD, perms.DECIDE))
    _check(lesson, at)
    enqueue(
        name=COMPARE,
        key=lesson.ref,
        arguments={"lesson": lesson.pk},
        at=at,
        run_after=at - SOMEBODY_WAITS,
    )
    record(
        actor=actor,
        at=at,
        verb="quality.ask_to_compare",
        subject=SUBJECT,
        subject_ref=lesson.ref,
        detail={},
    )
    return lesson


@transaction.atomic
def read_effect(
    *, actor: Actor, at: datetime, lesson_ref: str, was_asked: bool = False
) -> LessonReading:
    """By the worker alone, who may read every case for it. What somebody asked for is read although the board
    decided meanwhile. Raises Refusal.

    The statistics are loaded here, so that no page loads them.
    """
    lesson = find_lesson(actor, lesson_ref, needs=(perms.WORK,))
    _check(lesson, at, was_asked=was_asked)
    comparing: Any = import_module("alongside.quality.comparing")
    found = comparing.compared(actor, lesson, today=london_day(at))
    made = LessonReading.objects.create(
        area_id=actor.area_id,
        lesson=lesson,
        read_on=london_day(at),
        verdict=found.verdict.value,
        sentence=found.sentence,
        numbers=as_json(found),
        recorded_at=at,
    )
    record(
        actor=actor,
        at=at,
        verb="quality.read_effect",
        subject=SUBJECT,
        subject_ref=lesson.ref,
        detail={"reading": made.pk, "verdict": made.verdict},
    )
    return made


def _check(lesson: Lesson, at: datetime, *, was_asked: bool = False) -> None:
    last = lesson.readings.order_by("-id").values_list("read_on", flat=True).first()
    check_may_read(
        LessonState(lesson.state), last_on=last, today=london_day(at), was_asked=was_asked
    )
