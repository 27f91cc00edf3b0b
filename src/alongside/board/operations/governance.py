"""Boards, whom they report to, and who sits on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from alongside.board import perms
from alongside.board.models import Board, ReportingLine, Seat
from alongside.board.operations.recording import record_on
from alongside.board.queries.governance import in_force
from alongside.board.rules.codes import BoardKind, LineKind, SeatKind, Side, Voice
from alongside.board.rules.governance import (
    ONCE,
    Line,
    check_begin,
    check_end,
    check_new_line,
    check_post_is_open,
    check_quorum_count,
    check_quorum_reach,
)
from alongside.board.rules.quorum import COUNTING
from alongside.board.words import SIDES
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Changed, Refusal
from alongside.people import queries as people
from alongside.people.finding import find, find_post
from alongside.people.models import Post
from alongside.people.versions import CHANGED, apply
from alongside.web.clock import london_day

LABELS = {
    "title": "Title",
    "purpose": "What it is for",
    "organisation": "Organisation",
    "quorum_count": "Members needed for a quorum",
    "quorum_sides": "Sides needed for a quorum",
    "report_due_day": "Day by which reports are due",
}


@dataclass(frozen=True, slots=True)
class BoardDetails:
    """Everything about a board apart from its kind."""

    title: str
    purpose: str = ""
    organisation_ref: str = ""
    quorum_count: int | None = None
    quorum_sides: tuple[Side, ...] = ()
    report_due_day: int = 5


@dataclass(frozen=True, slots=True)
class NewSeat:
    """Exactly one of ``post_ref`` and ``person_ref`` is given."""

    kind: SeatKind
    side: Side
    seat_from: date
    post_ref: str = ""
    person_ref: str = ""
    voice: Voice | None = None


@transaction.atomic
def create_board(*, actor: Actor, at: datetime, kind: BoardKind, details: BoardDetails) -> Board:
    """An area has one improvement board; of the other kinds there may be several."""
    actor.check_may(perms.RUN)
    _check_details(actor, details, but=None)
    boards = Board.objects.visible_to(actor)
    if kind is BoardKind.IMPROVEMENT and boards.filter(kind=kind.value).exists():
        raise Refusal("The area already has its improvement board.", field="kind")
    board = Board.objects.create(
        area_id=actor.area_id,
        kind=kind.value,
        created_at=at,
        created_by_id=actor.person_id,
        **_wanted(details),
    )
    record_on(actor=actor, at=at, verb="create_board", subject=board, facts={"kind": board.kind})
    return board


@transaction.atomic
def change_board(
    *, actor: Actor, at: datetime, board_ref: str, expected_version: int, details: BoardDetails
) -> Board:
    """Its kind stays; another kind of board is another board."""
    actor.check_may(perms.RUN)
    board = find(Board, actor, board_ref)
    wanted = _wanted(details)
    _check_version(board, expected_version, wanted)
    _check_details(actor, details, but=board)
    if details.quorum_count != board.quorum_count:
        seats = Seat.objects.visible_to(actor).filter(board=board, kind__in=COUNTING)
        check_quorum_reach(details.quorum_count, in_force(seats, london_day(at)).count())
    changed = apply(board, wanted)
    record_on(
        actor=actor, at=at, verb="change_board", subject=board, facts={"changed": sorted(changed)}
    )
    return board


@transaction.atomic
def add_reporting_line(
    *,
    actor: Actor,
    at: datetime,
    lower_ref: str,
    upper_ref: str,
    kind: LineKind,
    line_from: date,
) -> ReportingLine:
    """``lower`` reports to ``upper``, or is scrutinised by it."""
    actor.check_may(perms.RUN)
    lower, upper = find(Board, actor, lower_ref), find(Board, actor, upper_ref)
    check_begin(line_from, today=london_day(at), field="line_from")
    lines = ReportingLine.objects.visible_to(actor).filter(kind=kind.value, line_until=None)
    pairs = [Line(*pair) for pair in lines.values_list("lower_id", "upper_id")]
    new = Line(lower.pk, upper.pk)
    if new in pairs:
        raise Refusal("This reporting line is there already.", field="upper")
    check_new_line(new, pairs)
    line = ReportingLine.objects.create(
        area_id=actor.area_id, lower=lower, upper=upper, kind=kind.value, line_from=line_from
    )
    facts = {"line": line.ref, "upper": upper.ref, "kind": kind.value}
    record_on(actor=actor, at=at, verb="add_reporting_line", subject=lower, facts=facts)
    return line


@transaction.atomic
def end_reporting_line(
    *, actor: Actor, at: datetime, line_ref: str, line_until: date
) -> ReportingLine:
    """``line_until`` is the first day on which it no longer holds."""
    actor.check_may(perms.RUN)
    line = find(ReportingLine, actor, line_ref)
    if line.line_until is not None:
        raise Refusal("This reporting line has ended already.")
    check_end(line.line_from, line_until, today=london_day(at), field="line_until")
    line.line_until = line_until
    line.save(update_fields=["line_until"])
    facts = {"line": line.ref, "until": line_until.isoformat()}
    record_on(actor=actor, at=at, verb="end_reporting_line", subject=line.lower, facts=facts)
    return line


@transaction.atomic
def add_seat(*, actor: Actor, at: datetime, board_ref: str, new: NewSeat) -> Seat:
    """For a post, so that its next holder follows, or for a person who comes as themselves."""
    actor.check_may(perms.RUN)
    board = find(Board, actor, board_ref)
    today = london_day(at)
    check_begin(new.seat_from, today=today, field="seat_from")
    if bool(new.post_ref) == bool(new.person_ref):
        raise Refusal("Choose either a post or a person, not both.", field="post")
    post = find_post(actor, new.post_ref)
    person = people.person(actor, new.person_ref) if new.person_ref else None
    _check_post(post, max(today, new.seat_from))
    _check_free(actor, board, new, post=post, person=person)
    seat = Seat.objects.create(
        area_id=actor.area_id,
        board=board,
        kind=new.kind.value,
        side=new.side.value,
        voice=new.voice.value if new.voice else "",
        post=post,
        person=person,
        seat_from=new.seat_from,
    )
    facts = {"seat": seat.ref, "kind": seat.kind, "side": seat.side}
    record_on(actor=actor, at=at, verb="add_seat", subject=board, facts=facts)
    return seat


@transaction.atomic
def end_seat(*, actor: Actor, at: datetime, seat_ref: str, seat_until: date) -> Seat:
    """``seat_until`` is the first day on which it is no longer a seat of the board."""
    actor.check_may(perms.RUN)
    seat = find(Seat, actor, seat_ref)
    if seat.seat_until is not None:
        raise Refusal("This seat has ended already.")
    check_end(seat.seat_from, seat_until, today=london_day(at), field="seat_until")
    seat.seat_until = seat_until
    seat.save(update_fields=["seat_until"])
    facts = {"seat": seat.ref, "until": seat_until.isoformat()}
    record_on(actor=actor, at=at, verb="end_seat", subject=seat.board, facts=facts)
    return seat


def _wanted(details: BoardDetails) -> dict[str, Any]:
    named = details.organisation_ref
    return {
        "title": details.title.strip(),
        "purpose": details.purpose.strip(),
        "organisation": people.organisation(named) if named else None,
        "quorum_count": details.quorum_count,
        "quorum_sides": [side.value for side in details.quorum_sides],
        "report_due_day": details.report_due_day,
    }


def _check_details(actor: Actor, details: BoardDetails, *, but: Board | None) -> None:
    title = details.title.strip()
    if not title:
        raise Refusal("Give the board a title.", field="title")
    same = Board.objects.visible_to(actor).filter(title=title)
    if same.exclude(pk=but.pk if but else None).exists():
        raise Refusal("There is already a board with this title.", field="title")
    check_quorum_count(details.quorum_count)
    if not 1 <= details.report_due_day <= 28:
        raise Refusal("Reports are due on a day from 1 to 28.", field="report_due_day")


def _check_version(board: Board, expected: int, wanted: Mapping[str, object]) -> None:
    """With the sides of a quorum in words, which the shared check would show as they are stored."""
    if board.version == expected:
        return
    raise Changed(
        CHANGED,
        differences=[
            (LABELS[name], _shown(getattr(board, name)), _shown(value))
            for name, value in wanted.items()
            if getattr(board, name) != value
        ],
    )


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(SIDES[Side(each)] for each in value) or "Nothing"
    return "Nothing" if value is None or value == "" else str(value)


def _check_post(post: Post | None, on: date) -> None:
    if post is not None:
        check_post_is_open(post.closed_on, on=on, title=post.title, field="post")


def _check_free(actor: Actor, board: Board, new: NewSeat, *, post: object, person: object) -> None:
    """One seat for each post or person, one chair and one vice chair at a time."""
    seats = Seat.objects.visible_to(actor).filter(board=board)
    beside = seats.filter(Q(seat_until=None) | Q(seat_until__gt=new.seat_from))
    if beside.filter(post=post, person=person).exists():
        raise Refusal("They already have a seat on the board.", field="post" if post else "person")
    if new.kind in ONCE and in_force(beside, new.seat_from).filter(kind=new.kind.value).exists():
        raise Refusal(ONCE[new.kind], field="kind")
