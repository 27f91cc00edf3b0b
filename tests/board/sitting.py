"""A board that sits: chair, education, health, families, a scrutineer, and a vacant seat for social
care; five members make a quorum of three with health and families.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from alongside.board.models import Board, Meeting, Seat
from alongside.board.operations.attendance import Mark, record_attendance
from alongside.board.operations.meetings import plan_meeting
from alongside.board.rules.codes import Presence
from alongside.kernel.actor import Actor
from alongside.people import operations as people
from alongside.people.models import Post
from tests.board.factories import make_board, make_seat
from tests.plan.factories import AT, Place

MEETING_DAY = date(2020, 7, 15)
BEFORE = datetime(2020, 6, 15, 9, 0, tzinfo=UTC)
THAT_DAY = datetime(2020, 7, 15, 17, 0, tzinfo=UTC)
LATER = datetime(2020, 7, 20, 9, 0, tzinfo=UTC)
CAME = {
    "chair": "attended",
    "director": "attended",
    "nurse": "attended",
    "forum": "attended",
    "care": "absent",
    "scrutineer": "attended",
}


@dataclass
class Room:
    """``seats`` and ``posts`` go by short names; nobody holds "care"."""

    place: Place
    board: Board
    posts: Mapping[str, Post]
    seats: Mapping[str, Seat]

    @property
    def officer(self) -> Actor:
        return self.place.officer

    @property
    def chair(self) -> Actor:
        return self.place.chair

    @property
    def member(self) -> Actor:
        return self.place.actor("Dora Director", "board_member")

    @property
    def outsider(self) -> Actor:
        return self.place.actor("Sam Scrutiny", "scrutiny_member")


def make_room(place: Place) -> Room:
    board = make_board(place, quorum_count=3, quorum_sides=["health", "families"])
    posts = {
        "chair": place.post("Chair of the board", holder="Charlie Chair"),
        "director": place.post("Director of education", holder="Dora Director"),
        "nurse": place.post("Chief nurse", place.health, holder="Nora Nurse"),
        "forum": place.post("Forum representative", holder="Frances Forum"),
        "care": place.post("Head of social care"),
        "scrutineer": place.post("Independent scrutineer", holder="Iris Independent"),
    }
    sides = {
        "chair": ("chair", "other"),
        "director": ("member", "education"),
        "nurse": ("member", "health"),
        "forum": ("member", "families"),
        "care": ("member", "social_care"),
        "scrutineer": ("independent_scrutineer", "other"),
    }
    seats = {
        name: make_seat(place, board, posts[name], kind=kind, side=side)
        for name, (kind, side) in sides.items()
    }
    return Room(place, board, posts, seats)


def plan(room: Room, held_on: date = MEETING_DAY, at: datetime = BEFORE) -> Meeting:
    return plan_meeting(actor=room.officer, at=at, board_ref=room.board.ref, held_on=held_on)


def marks(room: Room, who: str = "", **changed: str) -> tuple[Mark, ...]:
    """Everybody but social care came, unless said otherwise; ``who`` names every deputy."""
    given = {**CAME, **changed}
    return tuple(
        Mark(room.seats[name].ref, Presence(code), who if code == "deputy" else "")
        for name, code in given.items()
    )


def hold(room: Room, meeting: Meeting, at: datetime = THAT_DAY, **changed: str) -> Meeting:
    """Record who came."""
    meeting.refresh_from_db()
    return record_attendance(
        actor=room.officer,
        at=at,
        meeting_ref=meeting.ref,
        expected_version=meeting.version,
        marks=marks(room, who="Dan Deputy", **changed),
    )


def close_post(room: Room, post: Post, on: date) -> None:
    people.change_post(
        actor=room.place.operator(),
        at=AT,
        ref=post.ref,
        expected_version=post.version,
        title=post.title,
        organisation=post.organisation,
        closed_on=on,
    )


def leave_post(room: Room, name: str, on: date) -> None:
    """Its holder leaves and nobody follows."""
    holding = room.posts[name].holdings.get()
    people.end_holding(actor=room.place.operator(), at=AT, ref=holding.ref, held_until=on)
