"""Every board of the area with its reporting lines, and the bare facts of one."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from alongside.board.meeting_facts import quorum_of
from alongside.board.models import Board, ReportingLine, Seat
from alongside.board.queries.board_values import BoardHead, BoardRow, BoardsPage, LineView
from alongside.board.queries.governance import SeatHolder, filled, in_force
from alongside.board.queries.meetings import check_may_view
from alongside.board.rules.codes import BoardKind, LineKind, SeatKind
from alongside.board.words import BOARD_KINDS, LINE_KINDS
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.scoping import AreaQuerySet


def boards_page(actor: Actor, *, today: date) -> BoardsPage:
    """In four queries."""
    check_may_view(actor)
    rows = Board.objects.visible_to(actor).select_related("organisation").order_by("id")
    seats = in_force(Seat.objects.visible_to(actor), today)
    held = filled(list(seats.select_related("post__organisation", "person")), today)
    board_of = dict(seats.values_list("id", "board_id"))
    sitting: dict[int, list[SeatHolder]] = defaultdict(list)
    for seat in held:
        sitting[board_of[seat.id]].append(seat)
    return BoardsPage(
        boards=tuple(_row(row, sitting[row.pk]) for row in rows),
        lines=lines_in_force(ReportingLine.objects.visible_to(actor), today),
    )


def board_head(actor: Actor, *, board_ref: str) -> BoardHead:
    """Only its facts, in one query, for the pages that change something. Raises Hidden."""
    return head_of(find_board(actor, board_ref))


def board_choices(actor: Actor) -> list[tuple[str, str]]:
    rows = Board.objects.visible_to(actor).order_by("id").values_list("ref", "title")
    return [(ref, title) for ref, title in rows]


def head_of(row: Board) -> BoardHead:
    """``row`` comes with its organisation."""
    return BoardHead(
        id=row.pk,
        ref=row.ref,
        version=row.version,
        kind=BoardKind(row.kind),
        kind_label=BOARD_KINDS[BoardKind(row.kind)],
        title=row.title,
        purpose=row.purpose,
        organisation=row.organisation.name if row.organisation else "",
        organisation_ref=row.organisation.ref if row.organisation else "",
        quorum=quorum_of(row),
        report_due_day=row.report_due_day,
    )


def find_board(actor: Actor, ref: str) -> Board:
    check_may_view(actor)
    rows = Board.objects.visible_to(actor).select_related("organisation")
    found: Board | None = rows.filter(ref=ref).first()
    if found is None:
        raise Hidden("board")
    return found


def lines_in_force(found: AreaQuerySet, today: date) -> tuple[LineView, ...]:
    rows = found.filter(
        Q(line_until=None) | Q(line_until__gt=today), line_from__lte=today
    ).select_related("lower", "upper")
    return tuple(
        LineView(
            ref=row.ref,
            lower_id=row.lower_id,
            lower_ref=row.lower.ref,
            lower=row.lower.title,
            upper_id=row.upper_id,
            upper_ref=row.upper.ref,
            upper=row.upper.title,
            kind=LineKind(row.kind),
            words=LINE_KINDS[LineKind(row.kind)],
            line_from=row.line_from,
        )
        for row in rows.order_by("id")
    )


def _row(row: Board, seats: Sequence[SeatHolder]) -> BoardRow:
    chairs = [seat for seat in seats if seat.kind is SeatKind.CHAIR and not seat.is_vacant]
    return BoardRow(
        head=head_of(row),
        chair=" and ".join(name for seat in chairs for name in seat.names),
        seat_count=len(seats),
        vacant_count=sum(seat.is_vacant for seat in seats),
    )
