"""Telling whoever holds the post that a lesson, or a change for it, is theirs, and what the board decided."""

from datetime import datetime

from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.notices.telling import tell_holders
from alongside.quality.models import Lesson, LessonChange


def tell_of_lesson(actor: Actor, at: datetime, lesson: Lesson) -> None:
    tell_holders(
        actor=actor,
        posts=[lesson.owner],
        sentence="A lesson from audits is yours to see to.",
        address=_address(actor, lesson),
        at=at,
        key=f"quality.lesson:{lesson.ref}",
    )


def tell_of_change(actor: Actor, at: datetime, change: LessonChange) -> None:
    tell_holders(
        actor=actor,
        posts=[change.owner],
        sentence="A change for a lesson from audits is yours to make.",
        address=_address(actor, change.lesson),
        at=at,
        key=f"quality.lesson_change:{change.ref}",
    )


def tell_of_decision(actor: Actor, at: datetime, lesson: Lesson) -> None:
    tell_holders(
        actor=actor,
        posts=[lesson.owner],
        sentence="The board has decided on a lesson of yours.",
        address=_address(actor, lesson),
        at=at,
        key=f"quality.lesson_decided:{lesson.ref}",
    )


def _address(actor: Actor, lesson: Lesson) -> str:
    return reverse("quality:lesson", args=[actor.area_slug, lesson.ref])
