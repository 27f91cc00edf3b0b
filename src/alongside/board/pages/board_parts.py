"""The parts of one board's page as plain values: what is missing, seats, lines and own work."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.html import format_html

from alongside.board import perms
from alongside.board.pages.board_trail import CHANGE, board_address, change_cell
from alongside.board.queries.board_values import BoardPage
from alongside.board.queries.governance import SeatHolder
from alongside.board.rules.codes import PARTNER_SIDES, SeatKind, Voice
from alongside.board.rules.governance import SeatFact, sides_with_nobody, voices_missing
from alongside.board.rules.quorum import gaps_in_reach, listed, rule_in_words
from alongside.board.words import VOICES
from alongside.kernel.actor import Actor
from alongside.web.components import Cell, Column, Door, RecordedItem, Row, Table
from alongside.web.markup import link
from alongside.web.writing import day, short_day

SEATS = (
    Column("Seat", is_wide=True),
    Column("Held today by"),
    Column("Sits as"),
    Column("Speaks for"),
    Column("Since"),
)
OFFICES = {
    SeatKind.CHAIR: "Nobody chairs this board today.",
    SeatKind.VICE_CHAIR: "Nobody is vice chair today.",
    SeatKind.SCRUTINEER: "There is no independent scrutineer today.",
}


def doors_of(actor: Actor, one: BoardPage) -> tuple[Door, ...]:
    if not actor.may(perms.RUN):
        return ()
    titles = {
        "add_seat": "Add a seat",
        "add_terms": "Add a version of the terms of reference",
        "add_standing_item": "Add a standing item",
        "add_forward_item": "Add to the forward plan",
        "change_board": "Change the facts of the board",
    }
    plan = reverse("board:plan_meeting", args=[actor.area_slug])
    return (
        Door("Plan a meeting", f"{plan}?board={one.head.ref}", is_main=True),
        *(Door(title, _at(actor, name, one.head.ref)) for name, title in titles.items()),
    )


def gaps_of(one: BoardPage) -> tuple[str, ...]:
    """What a reader must not miss, in whole sentences. An ordinary board needs only its chair."""
    if not one.seats:
        return ()
    facts = [_fact(seat) for seat in one.seats]
    filled = {fact.kind for fact in facts if fact.is_filled}
    offices = OFFICES if one.head.is_improvement else {SeatKind.CHAIR: OFFICES[SeatKind.CHAIR]}
    gaps = [sentence for kind, sentence in offices.items() if kind not in filled]
    if one.head.is_improvement:
        sides = sides_with_nobody(facts, PARTNER_SIDES)
        gaps += [f"Nobody sits here for {listed([side])}." for side in sides]
        gaps += [f"{VOICES[voice]}: not heard here today." for voice in voices_missing(facts)]
    gaps += [f"{seat.words}: nobody holds this post today." for seat in one.seats if seat.is_vacant]
    return (*gaps, *gaps_in_reach(one.head.quorum, [(fact.kind, fact.side) for fact in facts]))


def facts_of(actor: Actor, one: BoardPage) -> tuple[Row, ...]:
    rows = [Row("Quorum", rule_in_words(one.head.quorum))]
    rows += [Row(title, _office(one, kind)) for kind, title in _office_titles(one)]
    if one.head.is_improvement:
        rows += [Row(VOICES[voice], _voice(one, voice)) for voice in Voice]
        rows.append(Row("Reports are due", f"By day {one.head.report_due_day} of the next month"))
    return tuple(rows)


def seats_table(actor: Actor, one: BoardPage) -> Table:
    runs = actor.may(perms.RUN)
    return Table(
        "Who sits on the board",
        (*SEATS, CHANGE) if runs else SEATS,
        [tuple(_seat_row(actor, seat, runs=runs)) for seat in one.seats],
        caption_hidden=True,
        stack=True,
        empty="Nobody has a seat on this board yet.",
    )


def former_seats(one: BoardPage) -> tuple[RecordedItem, ...]:
    return tuple(
        RecordedItem(
            title=f"{seat.words}, {seat.kind_label.lower()}",
            notes=(
                f"From {day(seat.seat_from)} until {day(seat.seat_until)}"
                if seat.seat_until
                else f"Begins on {day(seat.seat_from)}",
            ),
        )
        for seat in one.former
    )


def lines_of(actor: Actor, one: BoardPage) -> tuple[str, ...]:
    """Sentences in which the other board is a link."""
    own = one.head.id
    return tuple(
        format_html(
            "{} {} {}.",
            line.lower if line.lower_id == own else _board_link(actor, line.lower_ref, line.lower),
            line.words,
            line.upper if line.upper_id == own else _board_link(actor, line.upper_ref, line.upper),
        )
        for line in one.lines
    )


def _fact(seat: SeatHolder) -> SeatFact:
    return SeatFact(seat.kind, seat.side, seat.voice, is_filled=not seat.is_vacant)


def _office_titles(one: BoardPage) -> Iterator[tuple[SeatKind, str]]:
    yield SeatKind.CHAIR, "Chair"
    yield SeatKind.VICE_CHAIR, "Vice chair"
    if one.head.is_improvement:
        yield SeatKind.SCRUTINEER, "Independent scrutineer"


def _office(one: BoardPage, kind: SeatKind) -> str | list[str]:
    return _who([seat for seat in one.seats if seat.kind is kind])


def _voice(one: BoardPage, voice: Voice) -> str | list[str]:
    return _who([seat for seat in one.seats if seat.voice is voice])


def _who(seats: list[SeatHolder]) -> str | list[str]:
    words = [_seat_words(seat) for seat in seats]
    return words[0] if len(words) == 1 else words or "Nobody"


def _seat_words(seat: SeatHolder) -> str:
    if not seat.title:
        return seat.words
    return (
        f"{seat.holder_words.capitalize() if seat.is_vacant else seat.holder_words}, {seat.title}"
    )


def _seat_row(actor: Actor, seat: SeatHolder, *, runs: bool) -> Iterator[Cell | str]:
    yield Cell(seat.words, is_header=True, note=seat.organisation)
    if seat.is_vacant:
        yield Cell("Vacant", tag_colour="red")
    else:
        yield seat.holder_words if seat.title else "Comes as themselves"
    yield Cell(seat.kind_label, note=VOICES[seat.voice] if seat.voice else "")
    yield seat.side_label
    yield short_day(seat.seat_from)
    if runs and seat.seat_until is None:
        yield change_cell(actor, "End", "end_seat", seat.ref, what=f"the seat of {seat.words}")
    elif runs:
        yield f"Ends on {day(seat.seat_until)}"


def _board_link(actor: Actor, ref: str, title: str) -> str:
    return link(title, board_address(actor, ref))


def _at(actor: Actor, name: str, ref: str) -> str:
    return reverse(f"board:{name}", args=[actor.area_slug, ref])
