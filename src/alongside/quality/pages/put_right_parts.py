"""Tables, facts and ways of what has to be put right, for its pages and for others’."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.law.words import days_in_words
from alongside.quality.pages.short_parts import short_item
from alongside.quality.pages.trail import at
from alongside.quality.put_right_words import BECAUSE, STATE_COLOURS, STATES, WAYS_DONE
from alongside.quality.queries.putting_right import PutRightPage, PutRightRow
from alongside.quality.rules.codes import PutRightState
from alongside.quality.words import GRADES
from alongside.web.components import Cell, Column, Door, RecordedItem, Row, Table
from alongside.web.markup import tag
from alongside.web.writing import day

TITLE = "To put right"
CLOSED = "This was closed. What was recorded stays."
NOT_TOLD = "Not told yet"


def table_of(actor: Actor, rows: Sequence[PutRightRow]) -> Table:
    return Table(
        caption="What has to be put right",
        caption_hidden=True,
        columns=(
            Column("Child or young person", is_wide=True),
            Column("Why", is_wide=True),
            Column("With"),
            Column("Due"),
            Column("Family"),
        ),
        rows=[_row(actor, each) for each in rows],
        stack=True,
        empty="Nothing is shown. Change the filter.",
    )


def state_words(row: PutRightRow) -> tuple[str, str]:
    """The words of its tag, and their colour."""
    if row.state is PutRightState.OPEN and row.late:
        return f"Late by {days_in_words(row.late)}", "red"
    return STATES[row.state], STATE_COLOURS[row.state]


def state_of(row: PutRightRow) -> str:
    return tag(*state_words(row))


def facts_of(found: PutRightPage) -> tuple[Row, ...]:
    return tuple(_facts(found))


def doors_of(actor: Actor, found: PutRightPage) -> tuple[Door, ...]:
    return tuple(_doors(actor, found))


def short_of(found: PutRightPage) -> tuple[RecordedItem, ...] | None:
    """Every question that was not met; None for what no audit graded."""
    if found.short is None:
        return None
    return tuple(short_item(each) for each in found.short.short)


def item_of(actor: Actor, row: PutRightRow) -> RecordedItem:
    """On the page of the case."""
    told = f"The family was told on {day(row.told_on)}" if row.told_on else "The family is not told"
    return RecordedItem(
        title=BECAUSE[row.because],
        notes=(f"With {row.owner}", _due(row), told),
        tag=state_of(row),
        address=at(actor, "put_right", row.ref),
    )


def _due(row: PutRightRow) -> str:
    if row.closed_on is None or row.way is None:
        return f"Due: {day(row.due_on)}"
    return f"{WAYS_DONE[row.way]}, on {day(row.closed_on)}"


def _row(actor: Actor, each: PutRightRow) -> tuple[Cell | str, ...]:
    words, colour = state_words(each)
    due = f"It was due: {day(each.due_on)}" if each.late else f"Due: {day(each.due_on)}"
    return (
        Cell(
            each.name,
            at(actor, "put_right", each.ref),
            is_header=True,
            note=f"Case {each.case_number}",
        ),
        Cell(BECAUSE[each.because], note=f"Found on {day(each.opened_on)}"),
        each.owner,
        Cell(words, tag_colour=colour, note=due),
        f"Told on {day(each.told_on)}" if each.told_on else NOT_TOLD,
    )


def _facts(found: PutRightPage) -> Iterator[Row]:
    row = found.row
    safety = ", about safety" if found.is_about_safety else ""
    grade = f": {GRADES[found.grade]}" if found.grade else ""
    yield Row("Why", f"{BECAUSE[row.because]}{grade}{safety}")
    yield Row("Found on", day(row.opened_on))
    yield Row("Due", day(row.due_on))
    yield Row("With", f"{row.owner} ({', '.join(found.holders) or 'nobody holds this post today'})")
    how = f"{day(row.told_on)}: {found.told_how}" if row.told_on else NOT_TOLD
    yield Row("The family", how)
    if row.way is not None:
        on = f", {day(found.done_on)}" if found.done_on else ""
        yield Row("Closed", f"{WAYS_DONE[row.way]}{on}. Recorded on {day(row.closed_on)}.")
    if found.short and found.short.agreed_why:
        yield Row("Why the meeting agreed this grade", found.short.agreed_why)
    if found.arranged:
        on = f", {day(found.arranged_on)}" if found.arranged_on else ""
        yield Row("Arranged at once", f"{found.arranged} ({found.arranged_by}{on})")
    yield from unneeded_facts(found)
    if found.reason:
        yield Row("What came of it", found.reason)


def unneeded_facts(found: PutRightPage) -> Iterator[Row]:
    """Who said first that nothing has to be put right, and whether a second person is still needed."""
    if found.unneeded is None:
        return
    told = f"{found.unneeded.by} on {day(found.unneeded.at)}: {found.unneeded.why}"
    yield Row("Says that nothing is needed", told)
    if found.row.state is PutRightState.OPEN:
        yield Row("It stays open", "Somebody else has to agree.")


def _doors(actor: Actor, found: PutRightPage) -> Iterator[Door]:
    ref = found.row.ref
    if found.row.told_on is None:
        yield Door("Record that the family was told", at(actor, "tell_family", ref))
    if found.row.state is PutRightState.OPEN:
        yield Door("Close it", at(actor, "close_put_right", ref), is_main=True)
        yield Door("Give it to another post", at(actor, "hand_over_put_right", ref))
    if found.may_read_case:
        yield Door("The case", reverse("casework:case", args=[actor.area_slug, found.row.case_ref]))
