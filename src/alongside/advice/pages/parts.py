"""Tables and lines of requests that several pages show."""

from collections.abc import Iterator, Sequence
from datetime import date

from alongside.advice.pages.trail import at
from alongside.advice.queries.lists import Board
from alongside.advice.queries.values import ProviderRow, RequestRow
from alongside.advice.rules.codes import CLOSED, State
from alongside.advice.rules.days import ServiceDays
from alongside.advice.rules.deciding import days_late
from alongside.advice.words import ADVISERS, STATE_COLOURS, STATES
from alongside.kernel.actor import Actor
from alongside.kernel.proportion import Proportion
from alongside.law.words import days_in_words
from alongside.web.components import Cell, Column, KeyFigure, Table
from alongside.web.writing import day

ENDED = {State.DECLINED: "Declined", State.WITHDRAWN: "Withdrawn"}
NEVER_IS_LATE = "What never came counts as late once its day has passed."


def request_table(actor: Actor, rows: Sequence[RequestRow], today: date, *, empty: str) -> Table:
    return Table(
        caption="Requests for advice",
        caption_hidden=True,
        columns=(
            Column("Who is asked", is_wide=True),
            Column("Child or young person"),
            Column("With", is_wide=True),
            Column("Due"),
            Column("How it stands"),
        ),
        rows=[_row(actor, each, today) for each in rows],
        stack=True,
        empty=empty,
    )


def due_words(row: RequestRow, today: date) -> tuple[str, str]:
    """The day, and below it how late or in time."""
    if row.due_on is None:
        return "Not yet: it counts from its receipt", ""
    due = day(row.due_on)
    if row.first_given_on:
        return due, _kept("First received", row.first_given_on, row.due_on)
    if row.state in ENDED:
        return due, _kept(ENDED[row.state], row.ended_on, row.due_on) if row.ended_on else ""
    late = days_late(row.due_on, today)
    return due, f"Late by {days_in_words(late)}" if late else ""


def _kept(what: str, on: date, due_on: date) -> str:
    """ "First received on 20 May 2025, in time"."""
    late = days_late(due_on, on)
    return f"{what} on {day(on)}, {f'late by {days_in_words(late)}' if late else 'in time'}"


def figures_of(found: Board) -> Iterator[KeyFigure]:
    yield KeyFigure("Late", str(found.late), "no advice has come and the day has passed")
    yield KeyFigure("Due within 14 days", str(found.due_soon))
    yield KeyFigure("Sent back", str(found.sent_back), "with their authors for amendment")
    yield KeyFigure("Wait for their check", str(found.waits_for_check))
    yield KeyFigure("Answered: not known", str(found.not_known), "the advice is still owed")
    yield KeyFigure(
        "First received in time", share(found.on_time), base(found.on_time), NEVER_IS_LATE
    )


def share(found: Proportion) -> str:
    percent = found.percent(0)
    return "None due yet" if percent is None else f"{percent}%"


def base(found: Proportion) -> str:
    return f"{found.numerator} of {found.denominator}" if found.denominator else ""


def provider_table(rows: Sequence[ProviderRow]) -> Table:
    return Table(
        caption="By provider",
        caption_hidden=True,
        columns=(
            Column("Provider", is_wide=True),
            Column("Open", is_number=True),
            Column("Late", is_number=True),
            Column("Sent back", is_number=True),
            Column("First received in time", is_number=True),
        ),
        rows=[
            (
                Cell(each.organisation, is_header=True),
                str(each.open_count),
                str(each.late_count),
                str(each.sent_back_count),
                Cell(share(each.on_time), note=base(each.on_time)),
            )
            for each in rows
        ],
        stack=True,
        empty="Nobody has been asked yet.",
    )


def days_table(rows: Sequence[ServiceDays]) -> Table:
    return Table(
        caption="Days by service",
        caption_hidden=True,
        columns=(
            Column("Service", is_wide=True),
            Column("Received", is_number=True),
            Column("Half came within", is_number=True),
            Column("The middle half took", is_number=True),
            Column("Shortest and longest", is_number=True),
        ),
        rows=[
            (
                Cell(ADVISERS[each.adviser], is_header=True),
                str(each.count),
                f"{each.median:.0f} days",
                f"{each.half[0]:.0f} to {each.half[1]:.0f} days" if each.half else "Too few to say",
                f"{each.shortest} and {each.longest} days",
            )
            for each in rows
        ],
        stack=True,
        empty="No advice was received in the last year.",
    )


def _row(actor: Actor, each: RequestRow, today: date) -> tuple[Cell | str, ...]:
    due, note = due_words(each, today)
    is_open = each.state not in CLOSED
    colour = "red" if is_open and each.is_late(today) and not each.first_given_on else ""
    return (
        Cell(
            ADVISERS[each.adviser], at(actor, "request", each.ref), is_header=True, note=_of(each)
        ),
        Cell(each.name, note=f"Case {each.case_number}"),
        Cell(each.post, note=each.organisation),
        Cell(note, tag_colour=colour, note=f"It was due: {due}")
        if colour
        else Cell(due, note=note),
        Cell(STATES[each.state], tag_colour=STATE_COLOURS[each.state]),
    )


def _of(each: RequestRow) -> str:
    if each.is_part:
        return "Through the single point of access"
    return each.body if each.adviser == "other" else ""
