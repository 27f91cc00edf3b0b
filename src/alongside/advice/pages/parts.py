"""Tables and lines of requests that several pages show."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from alongside.advice.pages.trail import at
from alongside.advice.queries.lists import Board
from alongside.advice.queries.values import ProviderRow, RequestRow
from alongside.advice.rules.codes import CLOSED, Adviser, State
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


def provider_requests(rows: Sequence[RequestRow], today: date, *, empty: str) -> Table:
    """For whoever manages a provider: by the number of the case, and nothing of it opens."""
    return Table(
        caption="Requests for advice",
        caption_hidden=True,
        columns=(
            Column("Who is asked", is_wide=True),
            Column("Case"),
            Column("With", is_wide=True),
            Column("Due"),
            Column("How it stands"),
        ),
        rows=[
            (
                Cell(ADVISERS[each.adviser], is_header=True, note=_of(each)),
                each.case_number,
                Cell(each.post, note=each.organisation),
                _due(each, today),
                Cell(STATES[each.state], tag_colour=STATE_COLOURS[each.state]),
            )
            for each in rows
        ],
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


def first_time_figure(found: Proportion) -> KeyFigure:
    return KeyFigure(
        "Accepted at first submission",
        share(found, none="None checked yet"),
        base(found),
        "Of the first checks of the last 365 days.",
    )


def share(found: Proportion, *, none: str = "None due yet") -> str:
    percent = found.percent(0)
    return none if percent is None else f"{percent}%"


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


def days_table(
    actor: Actor, rows: Sequence[ServiceDays], *, opens: Collection[Adviser] = tuple(Adviser)
) -> Table:
    """``opens``: which services lead to their chart."""
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
                Cell(
                    ADVISERS[each.adviser],
                    at(actor, "service_days", each.adviser.value) if each.adviser in opens else "",
                    is_header=True,
                ),
                str(each.count),
                Cell(f"{each.median:.0f} days", note=_plausible(each)),
                f"{each.half[0]:.0f} to {each.half[1]:.0f} days" if each.half else "Too few to say",
                f"{each.shortest} and {each.longest} days",
            )
            for each in rows
        ],
        stack=True,
        empty="No advice was received in the last year.",
    )


def _plausible(each: ServiceDays) -> str:
    """How far chance alone could move the middle of so few."""
    if each.plausible is None:
        return ""
    low, high = each.plausible
    return f"Plausible range: {low} to {high} days"


def _row(actor: Actor, each: RequestRow, today: date) -> tuple[Cell | str, ...]:
    return (
        Cell(
            ADVISERS[each.adviser], at(actor, "request", each.ref), is_header=True, note=_of(each)
        ),
        Cell(each.name, note=f"Case {each.case_number}"),
        Cell(each.post, note=each.organisation),
        _due(each, today),
        Cell(STATES[each.state], tag_colour=STATE_COLOURS[each.state]),
    )


def _due(each: RequestRow, today: date) -> Cell:
    """What is late and did not come stands out."""
    due, note = due_words(each, today)
    is_open = each.state not in CLOSED
    if is_open and each.is_late(today) and not each.first_given_on:
        return Cell(note, tag_colour="red", note=f"It was due: {due}")
    return Cell(due, note=note)


def _of(each: RequestRow) -> str:
    if each.is_part:
        return "Through the single point of access"
    return each.body if each.adviser == "other" else ""
