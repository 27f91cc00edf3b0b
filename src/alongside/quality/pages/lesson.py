"""One lesson with its thread: what was found, what was learned, what was changed, what came of it, and what the
board decided.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse

from alongside.jobs.queries import Standing as Work
from alongside.kernel.actor import Actor
from alongside.quality import perms
from alongside.quality.learning_words import (
    CHANGE_KINDS,
    DECIDED,
    EFFECTS,
    HOW_IT_IS_JUDGED,
    STANDING_COLOURS,
    STANDINGS,
    late_words,
)
from alongside.quality.pages.compared import Comparison, comparison_of, earlier_readings
from alongside.quality.pages.learning import finding_item
from alongside.quality.pages.learning_trail import lesson_crumbs
from alongside.quality.pages.trail import at, leads
from alongside.quality.queries.learning import lesson_page
from alongside.quality.queries.learning_values import ChangeRow, DecisionRow, LessonPage
from alongside.quality.rules.codes import LessonState
from alongside.quality.rules.learning import OPEN, Standing, try_again_by
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem, Row
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import day


@dataclass(frozen=True, slots=True)
class LessonShown:
    """``compared`` is None before the first comparison; ``why_none`` then says why."""

    title: str
    caption: str
    state: str
    words: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    facts: tuple[Row, ...]
    findings: tuple[RecordedItem, ...]
    changes: tuple[RecordedItem, ...]
    address: str
    comparing: Work | None
    compared: Comparison | None
    why_none: str
    how: tuple[str, ...]
    earlier: tuple[RecordedItem, ...]
    decision: tuple[RecordedItem, ...]


@page("GET", needs=perms.READS_RESULTS)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = lesson_page(actor, lesson_ref=ref, today=clock.today())
    content = LessonShown(
        title=found.row.title,
        caption=f"Lesson. Theme: {found.row.theme}",
        state=tag(STANDINGS[found.row.standing], STANDING_COLOURS[found.row.standing]),
        words=found.words,
        crumbs=lesson_crumbs(actor, found.row)[:-1],
        doors=tuple(_doors(actor, found)),
        facts=tuple(_facts(actor, found)),
        findings=tuple(finding_item(actor, each) for each in found.findings),
        changes=tuple(_change(actor, each) for each in found.changes),
        address=at(actor, "lesson", ref),
        comparing=found.comparing,
        compared=comparison_of(found),
        why_none=found.why_not_compare or "It is compared once a month, and when somebody asks.",
        how=HOW_IT_IS_JUDGED,
        earlier=earlier_readings(found),
        decision=tuple(_decision(found)),
    )
    return render_page(request, "quality/lesson.html", {"page": content})


def _doors(actor: Actor, found: LessonPage) -> Iterator[Door]:
    ref, is_open = found.row.ref, found.row.state in OPEN
    if actor.may(perms.DECIDE) and is_open and found.readings:
        yield Door("Decide for the board", at(actor, "decide_lesson", ref), is_main=True)
    if leads(actor) and is_open:
        is_first = not found.changes
        yield Door("Plan a change", at(actor, "plan_change", ref), is_main=is_first)
    if (leads(actor) or actor.may(perms.DECIDE)) and _may_compare(found):
        yield Door("Compare now", at(actor, "compare_lesson", ref))
    if leads(actor) and found.row.state is LessonState.CHANGED and found.after is None:
        address = at(actor, "write_lesson", found.row.theme_ref)
        yield Door("Write another try", f"{address}?instead_of={ref}", is_main=True)


def _may_compare(found: LessonPage) -> bool:
    return not found.why_not_compare and found.comparing is None


def _facts(actor: Actor, found: LessonPage) -> Iterator[Row]:
    row = found.row
    yield Row("Theme", row.theme, at(actor, "theme", row.theme_ref), "Open the theme")
    yield Row("Seen to by", row.owner)
    yield Row("Written", day(row.written_on))
    late = late_words(row.days_late)
    yield Row("Something is changed by", f"{day(row.due_on)}. {late}." if late else day(row.due_on))
    yield Row("Compared by", EFFECTS[row.effect] + (f": {found.asks}" if found.asks else ""))
    if found.before:
        ref, title = found.before
        yield Row("The try before it", title, at(actor, "lesson", ref), "Open it")
    if found.after:
        ref, title = found.after
        yield Row("The next try", title, at(actor, "lesson", ref), "Open it")


def _change(actor: Actor, each: ChangeRow) -> RecordedItem:
    made = (Door("Record that it was made", at(actor, "make_change", each.ref)),)
    if each.done_on:
        state = tag(f"Made on {day(each.done_on)}", "green")
    elif each.days_late:
        state = tag(late_words(each.days_late), "red")
    else:
        state = tag(f"Due {day(each.due_on)}", "grey")
    reach = f"Reaches: {', '.join(each.teams)}." if each.teams else "Reaches every team."
    return RecordedItem(
        title=CHANGE_KINDS[each.kind],
        body=each.words,
        notes=(f"By: {each.owner}. {reach}",),
        tag=state,
        doors=made if each.may_make else (),
    )


def _decision(found: LessonPage) -> Iterator[RecordedItem]:
    told = found.decision
    if told is None:
        return
    by = f" Recorded by {told.decided_by}." if told.decided_by else ""
    on = f"On the comparison of {day(told.read_on)}." if told.read_on else ""
    yield RecordedItem(
        title=f"{DECIDED[told.decided]}, {day(told.decided_on)}",
        body=told.reason,
        notes=(f"{on}{by}".strip(), *_came_after(found, told)),
    )
    if found.row.standing is Standing.TRY_AGAIN:
        yield RecordedItem(title=f"Another try is written by {day(try_again_by(told.decided_on))}")


def _came_after(found: LessonPage, told: DecisionRow) -> Iterator[str]:
    """Comparisons that were asked for before the decision and came after it."""
    for each in reversed(found.readings):
        if told.reading is not None and each.pk > told.reading:
            yield f"A comparison came after it, on {day(each.read_on)}. {each.sentence}"
