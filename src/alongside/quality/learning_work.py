"""The worker's part in learning: each lesson that was acted on is compared once a month, and when it is asked."""

from datetime import date, datetime

from alongside.casework import perms as casework
from alongside.kernel.actor import Actor, system_actor
from alongside.kernel.dates import first_of_month
from alongside.people.models import LocalArea
from alongside.people.queries import all_areas
from alongside.quality import perms
from alongside.quality.models import Lesson, LessonReading
from alongside.quality.operations.comparing import read_effect
from alongside.quality.rules.codes import LessonState


def compare_due(*, at: datetime, today: date) -> int:
    """Each lesson that has no reading of this month yet, in a transaction of its own. Returns how many. Safe to
    run twice. Raises what went wrong once all have had their turn.
    """
    wrong: list[Exception] = []
    count = sum(_compare_in(place, at, today, wrong) for place in all_areas())
    if wrong:
        raise wrong[0]
    return count


def compare_one(*, lesson_id: int, at: datetime, today: date) -> bool:
    """Whether it was compared; not a second time on one day. The board may have decided since it was asked."""
    rows = Lesson.objects.across_areas(reason="The worker was asked for this one.")
    lesson = rows.select_related("area").get(pk=lesson_id)
    if lesson.readings.filter(read_on=today).exists() or lesson.state == LessonState.WRITTEN:
        return False
    read_effect(actor=_actor(lesson.area), at=at, lesson_ref=lesson.ref, was_asked=True)
    return True


def _compare_in(place: LocalArea, at: datetime, today: date, wrong: list[Exception]) -> int:
    month = LessonReading.objects.in_area(place.pk).filter(read_on__gte=first_of_month(today))
    due = (
        Lesson.objects.in_area(place.pk)
        .filter(state=LessonState.ACTED_ON.value)
        .exclude(pk__in=month.values("lesson"))
        .order_by("id")
    )
    count = 0
    for ref in list(due.values_list("ref", flat=True)):
        try:
            read_effect(actor=_actor(place), at=at, lesson_ref=ref)
        except Exception as error:  # the outer edge of one lesson: the others are compared first
            wrong.append(error)
        else:
            count += 1
    return count


def _actor(place: LocalArea) -> Actor:
    return system_actor(
        name="comparing lessons",
        area_id=place.pk,
        area_slug=place.slug,
        permissions=(perms.WORK, casework.ALL),
    )
