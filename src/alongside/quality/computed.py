"""What is worked out from audits, in words, and the way back from a figure to what was audited.

Light: the definitions stand in ``indicators``, which only the worker loads.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.measures.codes import PERCENT
from alongside.quality import perms
from alongside.quality.fact_rows import (
    item_key,
    lesson_key,
    lessons_with_checks,
    meeting_key,
)
from alongside.quality.marked import MarkedItem, marked_items, meetings_in
from alongside.quality.pages.trail import at, leads
from alongside.quality.queries.results import SEES_ALL
from alongside.quality.rules.codes import Present
from alongside.quality.rules.moderating import takes_part
from alongside.quality.rules.tools import Measure
from alongside.quality.words import DAYS, GRADES, ONE
from alongside.web.components import RecordedItem
from alongside.web.offers import Indicator

COMPUTED_IN = "alongside.quality.indicators"
SHARE_MONTHS = (1, 3, 12)
HIGH_STANDARD = "quality.high_standard"
CHILD_VOICE = "quality.child_voice"
COPRODUCTION = "quality.coproduction"
MODEL_EDUCATION = "quality.model_in_education"
MODEL_HEALTH = "quality.model_in_health"
MODEL_CARE = "quality.model_in_care"
MODEL = "quality.model_everywhere"
TOOK_PART = "quality.moderated_with_families_and_partners"
CHECKED = "quality.lessons_changed_and_checked"
PROMISE_OF: Mapping[str, Measure] = {
    HIGH_STANDARD: Measure.HIGH_STANDARD,
    CHILD_VOICE: Measure.CHILD_VOICE,
    COPRODUCTION: Measure.COPRODUCTION,
    MODEL_EDUCATION: Measure.MODEL_EDUCATION,
    MODEL_HEALTH: Measure.MODEL_HEALTH,
    MODEL_CARE: Measure.MODEL_CARE,
}
TITLES: Mapping[str, str] = {
    HIGH_STANDARD: "Audited EHC plans that keep to the law and are of a high standard",
    CHILD_VOICE: "Audited files with the child’s voice evident throughout",
    COPRODUCTION: "Audited files that show effective co-production",
    MODEL_EDUCATION: "Audited files in which education uses the co-production model",
    MODEL_HEALTH: "Audited files in which health uses the co-production model",
    MODEL_CARE: "Audited files in which social care uses the co-production model",
    MODEL: "Audited files in which education, health and social care all use the model",
    TOOK_PART: "Moderation meetings in which families and partners took part",
    CHECKED: "Lessons for which something was changed, and then compared",
}
ISSUED = "the day it was issued, held or accepted"
COUNTED_BY: Mapping[str, str] = {
    TOOK_PART: "the day of the meeting",
    CHECKED: "the day on which it was written",
}
INDICATORS = tuple(
    Indicator(code, title, PERCENT, SHARE_MONTHS, COUNTED_BY.get(code, ISSUED))
    for code, title in TITLES.items()
)


def rows_behind(
    actor: Actor, counted_as: str, keys: Collection[str]
) -> Sequence[RecordedItem] | None:
    """For whoever leads or marks audits, and lessons for whoever reads results; None for everybody else, who
    stops at the counts.
    """
    opens = perms.READS_RESULTS if counted_as == CHECKED else SEES_ALL
    if counted_as not in TITLES or not any(actor.may(each) for each in opens):
        return None
    wanted = frozenset(keys)
    if not wanted:
        return ()
    if counted_as == TOOK_PART:
        return tuple(_meetings(actor, wanted))
    if counted_as == CHECKED:
        return tuple(_lessons(actor, wanted))
    return tuple(
        _item(actor, each)
        for each in marked_items(actor.area_id)
        if item_key(actor, each.pk) in wanted
    )


def _item(actor: Actor, each: MarkedItem) -> RecordedItem:
    """The days that the figure rests on. Nobody who wrote or marked is named."""
    marked = each.marked
    happened = f"{DAYS[each.about].capitalize()} on {day_in_words(marked.happened_on)}"
    notes = (happened, f"{GRADES[marked.grade]}, agreed on {day_in_words(each.agreed_on)}")
    left_out = ("It had been superseded when it was audited",) if marked.was_superseded else ()
    return RecordedItem(
        title=f"{ONE[each.about]} {each.position} of {each.round_title}",
        notes=(*notes, *left_out),
        address=at(actor, "item", each.ref) if leads(actor) else "",
    )


def _meetings(actor: Actor, wanted: frozenset[str]) -> Iterator[RecordedItem]:
    for meeting in meetings_in(actor.area_id):
        if meeting_key(actor, meeting.pk) in wanted:
            present = {Present(x.present_as): x.count for x in meeting.present.all()}
            families, partners = takes_part(present)
            yield RecordedItem(
                title=f"Moderation meeting of {day_in_words(meeting.held_on)}",
                notes=(
                    "Families took part" if families else "No family took part",
                    "Partners took part" if partners else "No partner took part",
                ),
            )


def _lessons(actor: Actor, wanted: frozenset[str]) -> Iterator[RecordedItem]:
    for lesson in lessons_with_checks(actor):
        if lesson_key(actor, lesson.pk) in wanted:
            yield RecordedItem(
                title=lesson.title,
                notes=(
                    f"Written on {day_in_words(lesson.written_on)}",
                    "Something was changed" if lesson.is_changed else "Nothing was changed yet",
                    "Compared since" if lesson.is_checked else "Not compared yet",
                ),
                address=at(actor, "lesson", lesson.ref),
            )
