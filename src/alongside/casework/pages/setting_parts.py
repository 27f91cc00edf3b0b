"""Parts that several pages of schools share: days and lateness, what is due, and what was sent."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from alongside.casework.queries.setting_values import SchoolDuty, SendingView
from alongside.casework.rules.settings import Sent, days_written_late
from alongside.casework.words import SENT
from alongside.law.words import days_in_words
from alongside.web.components import Cell, Column, Door, RecordedItem, Table
from alongside.web.writing import day

DUTIES = {
    "REV-12M": "Annual review: the council’s decision",
    "REV-NOTICE": "Invite everybody, two weeks before the meeting",
    "REV-PAPERS": "Send the papers, two weeks before the meeting",
    "REV-REPORT": "Send the report, two weeks after the meeting",
    "ADV-6W": "Educational advice",
    "DEC-6W": "The council’s answer to your request: whether it will assess",
}


BACK = "The council took this back. It no longer counts."
CORRECTED = "The council has put this right since."


def by_when(due_on: date, today: date) -> Cell:
    late = (today - due_on).days
    if late > 0:
        return Cell(
            f"Late by {days_in_words(late)}", tag_colour="red", note=f"was due {day(due_on)}"
        )
    return Cell(f"By {day(due_on)}", note="today" if not late else f"in {days_in_words(-late)}")


def duty_table(duties: Sequence[SchoolDuty], today: date) -> Table:
    return Table(
        caption="What is due, and by when",
        caption_hidden=True,
        columns=(Column("What", is_wide=True), Column("By when"), Column("Done")),
        rows=[
            (
                Cell(DUTIES[each.rule], is_header=True),
                day(each.due_on) if each.done_on else by_when(each.due_on, today),
                _done(each),
            )
            for each in duties
        ],
        stack=True,
        empty="Nothing is due from the school.",
    )


def _done(each: SchoolDuty) -> Cell | str:
    if each.done_on is None:
        return "Not yet"
    late = (each.done_on - each.due_on).days
    note = f"late by {days_in_words(late)}" if late > 0 else "in time"
    return Cell(day(each.done_on), note=note)


def review_table(due: Sequence[tuple[Cell, date]], today: date) -> Table:
    return Table(
        caption="Annual reviews due in the term",
        caption_hidden=True,
        columns=(Column("Pupil", is_wide=True), Column("By when")),
        rows=[(pupil, by_when(on, today)) for pupil, on in due],
        stack=True,
        empty="No annual review of a pupil on your roll is due in this term.",
    )


def sending_items(
    found: Sequence[SendingView],
    doors: Callable[[SendingView], Iterable[Door]],
    *,
    with_school: bool = False,
) -> tuple[RecordedItem, ...]:
    return tuple(
        RecordedItem(
            title=SENT[each.sent],
            body=each.text,
            notes=tuple(_notes(each, with_school=with_school)),
            doors=tuple(doors(each)),
            is_struck=each.is_taken_back,
        )
        for each in found
    )


def _notes(each: SendingView, *, with_school: bool) -> list[str]:
    who = f", by {each.by}" if each.by else ""
    where = f" {each.school}." if with_school else ""
    notes = [f"Sent on {day(each.on)}{who}.{where}"]
    if each.meeting_on:
        words = "The meeting is set for" if each.sent is Sent.MEETING else "The meeting was held on"
        notes.append(f"{words} {day(each.meeting_on)}.")
    if late := days_written_late(each.sent, each.meeting_on, each.on):
        notes.append(f"This was written down {days_in_words(late)} after the meeting.")
    if each.wrong:
        notes.append(each.wrong)
    if each.is_over:
        notes.append(BACK if each.is_taken_back else CORRECTED)
    return notes
