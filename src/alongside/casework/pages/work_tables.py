"""The tables of the worklists, on a page and to take away."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from django.urls import reverse

from alongside.casework import perms
from alongside.casework.pages.trail import case_address
from alongside.casework.queries.worklists import WorkRow
from alongside.casework.rules.children import year_group
from alongside.casework.rules.worklists import Judged
from alongside.casework.saying import body_words
from alongside.casework.words import RISK_COLOURS, RISKS, UNCONFIRMED, year_group_words
from alongside.exchange.csv_out import Value
from alongside.kernel.actor import Actor
from alongside.law.provisions import PARTIES
from alongside.law.words import days_in_words
from alongside.web.components import Cell, Column, Table
from alongside.web.writing import day

Found: TypeAlias = Any
"""A queryset of limits, not read yet."""
Moves: TypeAlias = Iterable[tuple[WorkRow, Judged]]
REVIEW_HEADINGS = (
    "Setting", "Case", "Child or young person", "Year group", "Time runs from", "Review due by",
    "How it stands", "With",
)  # fmt: skip
TRANSFER_HEADINGS = (
    "Setting", "Case", "Child or young person", "Year group", "Move", "Last lawful day",
    "How it stands", "Why", "With",
)  # fmt: skip
WIDTHS = (36, 12, 32, 14, 40, 18, 24, 50, 30)
NO_SETTING = "No setting is recorded"


def reviews(actor: Actor, rows: Sequence[WorkRow], today: date) -> Table:
    return Table(
        caption="Annual reviews by setting",
        caption_hidden=True,
        columns=(
            Column("Setting"),
            Column("Case", is_wide=True),
            Column("By when"),
            Column("Time runs from"),
            Column("With"),
        ),
        rows=[
            (
                each.setting or NO_SETTING,
                _case(actor, each, today),
                by_when(each.due_on, today),
                Cell(day(each.since), note=_mark(each)),
                each.post or "Nobody",
            )
            for each in rows
        ],
        stack=True,
        empty="No review is due here. Choose another term or setting.",
    )


def late(actor: Actor, rows: Sequence[WorkRow], kinds: Mapping[str, str], today: date) -> Table:
    return Table(
        caption="What is late in reviews",
        caption_hidden=True,
        columns=(
            Column("Case", is_wide=True),
            Column("What is late"),
            Column("By how long"),
            Column("Setting"),
            Column("With"),
        ),
        rows=[
            (
                _case(actor, each, today),
                Cell(kinds[each.rule], note=f"{_who(each)}. {_mark(each)}".strip()),
                by_when(each.due_on, today),
                each.setting or NO_SETTING,
                each.post or "Nobody",
            )
            for each in rows
        ],
        stack=True,
        empty="Nothing is late in a review.",
    )


def transfers(actor: Actor, rows: Moves, moves: Mapping[str, str], today: date) -> Table:
    return Table(
        caption="Moves to another phase whose next place is not named yet",
        caption_hidden=True,
        columns=(
            Column("Case", is_wide=True),
            Column("Move"),
            Column("Last lawful day"),
            Column("How it stands", is_wide=True),
            Column("With"),
        ),
        rows=[
            (
                _case(actor, each, today),
                Cell(moves[each.rule].partition(":")[0], note=each.setting or NO_SETTING),
                Cell(day(each.due_on), note=f"{_left(each.due_on, today)}. {_mark(each)}".strip()),
                Cell(RISKS[judged.risk], tag_colour=RISK_COLOURS[judged.risk], note=judged.reason),
                each.post or "Nobody",
            )
            for each, judged in rows
        ],
        stack=True,
        empty="No recorded move waits here. Choose others, or record an expected move in its case.",
    )


MOVE_KINDS = {
    "REV-PT-S": "phase_transfer_expected",
    "REV-PT-16": "post16_transfer_expected",
}
"""What is recorded in the case for each move."""


def not_recorded(
    actor: Actor, rows: Sequence[WorkRow], moves: Mapping[str, str], today: date
) -> Table:
    return Table(
        caption="Of an age to move, and no move is recorded",
        columns=(
            Column("Case", is_wide=True),
            Column("Move"),
            Column("Last lawful day"),
            Column("What to do"),
            Column("With"),
        ),
        rows=[
            (
                _case(actor, each, today),
                Cell(moves[each.rule].partition(":")[0], note=each.setting or NO_SETTING),
                by_when(each.due_on, today),
                _record(actor, each),
                each.post or "Nobody",
            )
            for each in rows
        ],
        stack=True,
        empty="Whoever is of an age to move has a move recorded.",
    )


def _record(actor: Actor, each: WorkRow) -> Cell:
    if not actor.may_somewhere(perms.RECORD):
        return Cell("Record the move")
    kept = [actor.area_slug, each.ref, MOVE_KINDS[each.rule]]
    return Cell("Record the move", reverse("casework:record_event", args=kept))


def review_values(rows: Iterable[WorkRow], today: date) -> list[Sequence[Value]]:
    return [
        (
            each.setting or NO_SETTING,
            each.number,
            each.name,
            _year(each, today),
            each.since,
            each.due_on,
            _left(each.due_on, today),
            each.post,
        )
        for each in rows
    ]


def transfer_values(rows: Moves, moves: Mapping[str, str], today: date) -> list[Sequence[Value]]:
    return [
        (
            each.setting or NO_SETTING,
            each.number,
            each.name,
            _year(each, today),
            moves[each.rule],
            each.due_on,
            RISKS[judged.risk],
            judged.reason,
            each.post,
        )
        for each, judged in rows
    ]


def not_recorded_values(
    rows: Iterable[WorkRow], moves: Mapping[str, str], today: date
) -> list[Sequence[Value]]:
    """In the columns of the moves, after them: whoever takes the list away has to see these too."""
    return [
        (
            each.setting or NO_SETTING,
            each.number,
            each.name,
            _year(each, today),
            moves[each.rule],
            each.due_on,
            "No move is recorded",
            MISSED if each.due_on < today else "Of an age to move this school year",
            each.post,
        )
        for each in rows
    ]


MISSED = "Missed: the last lawful day has passed, and no move is recorded"


def by_when(due_on: date, today: date) -> Cell:
    left = (due_on - today).days
    colour = "red" if left < 0 else "amber" if left <= 14 else "grey"
    return Cell(_left(due_on, today), tag_colour=colour, note=day(due_on))


def _left(due_on: date, today: date) -> str:
    left = (due_on - today).days
    if left < 0:
        return f"Late by {days_in_words(-left)}"
    return "Today" if left == 0 else f"In {days_in_words(left)}"


def _case(actor: Actor, each: WorkRow, today: date) -> Cell:
    note = f"{each.number} · {_year(each, today)}"
    return Cell(each.name, case_address(actor, each.ref), note=note, is_header=True)


def _year(each: WorkRow, today: date) -> str:
    return year_group_words(year_group(each.born_on, today))


def _mark(each: WorkRow) -> str:
    return UNCONFIRMED if each.needs_lawyer else ""


def _who(each: WorkRow) -> str:
    words = PARTIES[each.who][0] if each.who in PARTIES else body_words(each.who)
    return words[:1].upper() + words[1:]
