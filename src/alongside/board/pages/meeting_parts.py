"""The other parts of one meeting's page: its facts, who came, what came up by itself, and what may
be done.
"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from alongside.board import perms
from alongside.board.pages.meeting_agenda import may_change, may_record
from alongside.board.pages.meeting_trail import when_words
from alongside.board.queries.meeting_values import MeetingHead, MeetingPage, PlaceView
from alongside.board.queries.meetings import MeetingRow
from alongside.board.rules.codes import PARTNER_SIDES, PackKind, Presence, Side
from alongside.board.rules.packs import PackState, too_late_words
from alongside.board.words import PRESENCES, SIDES
from alongside.kernel.actor import Actor
from alongside.kernel.dates import month_in_words
from alongside.web.components import Cell, Column, Door, KeyFigure, Row, Table
from alongside.web.writing import day, instant

CAME = (
    Column("Speaks for"),
    Column("Seat", is_wide=True),
    Column("Held on the day by"),
    Column("Sits as"),
)
PRESENCE_COLOURS = {
    Presence.ATTENDED: "green",
    Presence.DEPUTY: "blue",
    Presence.APOLOGIES: "grey",
    Presence.ABSENT: "red",
}


def head_rows(head: MeetingHead, months: Sequence[date]) -> tuple[Row, ...]:
    """``months`` are those whose reports it receives."""
    named = " and ".join(month_in_words(month) for month in months)
    reports = (Row("Assurance reports for", named),) if named else ()
    return (
        Row("When", when_words(head.row)),
        Row("Where", head.row.place or "Not said"),
        Row("Papers are due", _papers_due(head)),
        *reports,
    )


def _papers_due(head: MeetingHead) -> str:
    due = day(head.row.papers_due_on)
    late = head.row.papers_due_on < head.row.planned_on
    return f"{due}; this meeting was planned after that" if late else due


def came_table(one: MeetingPage) -> Table:
    """By side; before the meeting was held, who is expected."""
    is_held = any(place.presence for place in one.places)
    last = (Column("Came"),) if is_held else ()
    sides = list(Side)
    places = sorted(one.places, key=lambda place: sides.index(place.seat.side))
    return Table(
        "Who came" if is_held else "Who is expected",
        (*CAME, *last),
        [_place_row(place) for place in places],
        caption_hidden=True,
        stack=True,
        empty="Nobody has a seat on this board on the day of the meeting.",
    )


def came_by_side(one: MeetingPage) -> tuple[KeyFigure, ...]:
    """Education, health, social care and families: so many of so many."""
    return tuple(_side_figure(one, side) for side in PARTNER_SIDES)


def doors_of(actor: Actor, one: MeetingPage, *, today: date) -> tuple[Door, ...]:
    """The main one is what most people come for at this point of a meeting's life."""
    head, ref = one.head, one.head.row.ref
    if not may_change(actor, head):
        return tuple(_pack_doors(actor, one, today))
    recording = may_record(actor, head, today)
    is_held = head.row.state == "held"
    doors = []
    if is_held and actor.may(perms.SIGN):
        doors.append(Door("Sign the minutes", _at(actor, "sign_minutes", ref), is_main=True))
    if recording:
        words = "Correct who came" if is_held else "Record who came"
        doors.append(Door(words, _at(actor, "record_attendance", ref), is_main=not is_held))
    doors += _recording_doors(actor, head) if recording else []
    doors += _preparing_doors(actor, one, is_main=not recording)
    return (*doors, *_pack_doors(actor, one, today))


def _recording_doors(actor: Actor, head: MeetingHead) -> list[Door]:
    ref = head.row.ref
    decide = Door("Record a decision", _at(actor, "record_decision", ref))
    return [
        *((decide,) if head.row.state == "held" else ()),
        Door("Give a follow-up", _at(actor, "add_follow_up", ref)),
        Door("Add a declaration of interest", _at(actor, "add_declaration", ref)),
    ]


def _preparing_doors(actor: Actor, one: MeetingPage, *, is_main: bool) -> list[Door]:
    ref = one.head.row.ref
    add = Door("Add an item to the agenda", _at(actor, "add_item", ref), is_main=is_main)
    order = Door("Put the agenda in order", _at(actor, "order_agenda", ref))
    planned = one.head.row.state == "planned"
    return [
        add,
        Door("Take an item from the forward plan", _at(actor, "take_forward_item", ref)),
        *((order,) if len(one.items) > 1 else ()),
        Door("Add a paper", _at(actor, "add_paper", ref)),
        Door("Change time, place or papers day", _at(actor, "change_meeting", ref)),
        *((Door("Move to another day", _at(actor, "move_meeting", ref)),) if planned else ()),
        *((Door("Cancel the meeting", _at(actor, "cancel_meeting", ref)),) if planned else ()),
    ]


def _pack_doors(actor: Actor, one: MeetingPage, today: date) -> list[Door]:
    """Another edition of a report to another board is issued from that report's own page."""
    row = one.head.row
    if not actor.may(perms.RUN) or row.state == "cancelled":
        return []
    packs = sum(each.edition_count for each in one.packs if each.kind == PackKind.BOARD)
    offered = (
        ("Issue the pack", "issue_pack", PackKind.BOARD, packs),
        ("Issue a report to another board", "issue_upward", PackKind.UPWARD, 0),
    )
    return [
        Door(title, _at(actor, name, row.ref))
        for title, name, kind, issued in offered
        if not _too_late(row, kind, issued, today)
    ]


def _too_late(row: MeetingRow, kind: PackKind, issued: int, today: date) -> str:
    state = PackState(
        kind, issued, is_being_made=False, held_on=row.held_on, is_signed=row.state == "signed"
    )
    return too_late_words(state, today)


def _place_row(place: PlaceView) -> tuple[Cell | str, ...]:
    seat = place.seat
    held = seat.holder_words if seat.title else "Comes as themselves"
    row = (
        seat.side_label,
        Cell(seat.words, is_header=True, note=seat.organisation),
        Cell("Vacant", tag_colour="red") if seat.is_vacant else held,
        seat.kind_label,
    )
    if place.presence is None:
        return row
    words, colour = PRESENCES[place.presence], PRESENCE_COLOURS[place.presence]
    note = ". ".join(part for part in (place.who, place.recorded_words) if part)
    return (*row, Cell(words, tag_colour=colour, note=note))


def _side_figure(one: MeetingPage, side: Side) -> KeyFigure:
    own = [place for place in one.places if place.seat.side is side]
    if not own:
        return KeyFigure(SIDES[side], "Nobody", note="No seat on this board")
    if all(place.presence is None for place in own):
        filled = sum(not place.seat.is_vacant for place in own)
        return KeyFigure(SIDES[side], f"{filled} of {len(own)}", base="seats are filled")
    came = sum(place.came for place in own)
    return KeyFigure(SIDES[side], f"{came} of {len(own)}", base="came")


def _at(actor: Actor, name: str, ref: str) -> str:
    return reverse(f"board:{name}", args=[actor.area_slug, ref])


def signed_words(head: MeetingHead) -> str:
    return f"The minutes were signed by {head.signed_by} on {instant(head.signed_at)}."
