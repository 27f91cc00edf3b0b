"""The facts that audits offer: one row for each item that was graded, for each moderation meeting and for each
lesson.

As codes, days and flags only. Nobody who wrote or marked becomes a fact.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from alongside.casework.facts.rows import child_key
from alongside.kernel.actor import Actor
from alongside.measures.pseudonyms import fact_key
from alongside.quality import perms
from alongside.quality.marked import MarkedItem, marked_items, meetings_in
from alongside.quality.models import Lesson, LessonChange, LessonReading
from alongside.quality.rules.codes import Present
from alongside.quality.rules.moderating import takes_part
from alongside.quality.rules.results import is_promise_met
from alongside.quality.rules.tools import Measure

ITEM, MEETING, LESSON = "audited item", "moderation meeting", "lesson"
MODELS = (Measure.MODEL_EDUCATION, Measure.MODEL_HEALTH, Measure.MODEL_CARE)
Values = tuple[object, ...]


def item_rows(actor: Actor, today: date) -> Iterator[Values]:
    """Raises Hidden."""
    actor.check_may(perms.LEAD)
    for each in marked_items(actor.area_id):
        kept = [is_promise_met(each.marked, measure) for measure in Measure]
        yield (
            item_key(actor, each.pk),
            child_key(actor, each.case_id),
            each.about.value,
            each.marked.happened_on,
            each.agreed_on,
            *kept,
            _everywhere(each),
            each.marked.was_superseded,
        )


def meeting_rows(actor: Actor, today: date) -> Iterator[Values]:
    """Raises Hidden."""
    actor.check_may(perms.LEAD)
    for meeting in meetings_in(actor.area_id):
        present = {Present(x.present_as): x.count for x in meeting.present.all()}
        families, partners = takes_part(present)
        yield meeting_key(actor, meeting.pk), meeting.held_on, families, partners


def lesson_rows(actor: Actor, today: date) -> Iterator[Values]:
    """A lesson is checked by a comparison after its change. Raises Hidden."""
    actor.check_may(perms.LEAD)
    for lesson in lessons_with_checks(actor):
        yield lesson_key(actor, lesson.pk), lesson.written_on, lesson.is_changed, lesson.is_checked


def lessons_with_checks(actor: Actor) -> Any:
    """Each with whether something was changed for it, and whether that was compared afterwards."""
    made = LessonChange.objects.in_area(actor.area_id).filter(
        lesson=OuterRef("pk"), done_on__isnull=False
    )
    read = LessonReading.objects.in_area(actor.area_id).filter(lesson=OuterRef("pk"))
    rows = Lesson.objects.in_area(actor.area_id)
    return rows.annotate(is_changed=Exists(made), is_checked=Exists(read)).order_by("id")


def lesson_key(actor: Actor, lesson_id: int) -> str:
    return fact_key(actor.area_slug, LESSON, lesson_id)


def item_key(actor: Actor, item_id: int) -> str:
    return fact_key(actor.area_slug, ITEM, item_id)


def meeting_key(actor: Actor, meeting_id: int) -> str:
    return fact_key(actor.area_slug, MEETING, meeting_id)


def _everywhere(each: MarkedItem) -> bool | None:
    """Whether each of the three agencies whose work is asked about uses the model; None for none."""
    found = [is_promise_met(each.marked, measure) for measure in MODELS]
    told = [one for one in found if one is not None]
    return all(told) if told else None
