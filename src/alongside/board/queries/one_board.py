"""One board whole: its seats, terms of reference, standing items and forward plan."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Q

from alongside.board.models import (
    Board,
    ForwardItem,
    ReportingLine,
    Seat,
    StandingItem,
    TermsOfReference,
)
from alongside.board.queries.board_values import (
    BoardPage,
    ForwardView,
    StandingView,
    TermsPage,
    TermsView,
)
from alongside.board.queries.boards import find_board, head_of, lines_in_force
from alongside.board.queries.governance import SeatHolder, filled
from alongside.board.queries.meetings import check_may_view
from alongside.board.rules.codes import SeatKind
from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Hidden
from alongside.people.models import Post
from alongside.people.partial_dates import read
from alongside.people.queries import holders_of


def board_page(actor: Actor, *, board_ref: str, today: date) -> BoardPage:
    """In seven queries. Raises Hidden."""
    board = find_board(actor, board_ref)
    lines = ReportingLine.objects.visible_to(actor).filter(Q(lower=board) | Q(upper=board))
    seats = list(
        Seat.objects.visible_to(actor)
        .filter(board=board)
        .select_related("post__organisation", "person")
        .order_by("id")
    )
    standing = list(board.standing_items.select_related("presenter"))
    forward = list(board.forward_items.select_related("owner", "meeting"))
    posts = [each.presenter for each in standing] + [each.owner for each in forward]
    names = _names([post for post in posts if post is not None], today)
    current = [seat for seat in seats if _is_in_force(seat, today)]
    return BoardPage(
        head=head_of(board),
        lines=lines_in_force(lines, today),
        seats=_by_kind(filled(current, today)),
        former=filled([seat for seat in seats if seat not in current], today),
        terms=_terms(actor, board),
        standing=tuple(_standing(each, names) for each in standing),
        forward=tuple(_forward(each, names) for each in forward),
    )


def terms_page(actor: Actor, *, terms_ref: str) -> TermsPage:
    """One version, whether in force or not. Raises Hidden."""
    check_may_view(actor)
    rows = TermsOfReference.objects.visible_to(actor).filter(ref=terms_ref)
    found = rows.select_related("board__organisation").first()
    if found is None:
        raise Hidden("terms of reference")
    terms = next(each for each in _terms(actor, found.board) if each.ref == terms_ref)
    return TermsPage(head_of(found.board), terms)


def forward_choices(actor: Actor, *, board_ref: str) -> list[tuple[str, str]]:
    """What of a board's forward plan no meeting has taken."""
    rows = ForwardItem.objects.visible_to(actor).filter(
        board__ref=board_ref, meeting=None, withdrawn_at=None
    )
    return [(row.ref, f"{row.title} ({_due(row)})") for row in rows.order_by("due_on", "id")]


def _is_in_force(seat: Seat, on: date) -> bool:
    return seat.seat_from <= on and (seat.seat_until is None or on < seat.seat_until)


def _by_kind(seats: Sequence[SeatHolder]) -> tuple[SeatHolder, ...]:
    order = list(SeatKind)
    return tuple(sorted(seats, key=lambda seat: (order.index(seat.kind), seat.id)))


def _terms(actor: Actor, board: Board) -> tuple[TermsView, ...]:
    """The latest first."""
    rows = list(
        TermsOfReference.objects.visible_to(actor)
        .filter(board=board)
        .select_related("file", "recorded_by")
        .order_by("-number")
    )
    return tuple(
        TermsView(
            ref=row.ref,
            number=row.number,
            text=row.text,
            file_name=row.file.name if row.file else "",
            what_changed=row.what_changed,
            agreed_on=row.agreed_on,
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by.name if row.recorded_by else "",
            is_current=place == 0,
        )
        for place, row in enumerate(rows)
    )


def _names(posts: Iterable[Post], today: date) -> Mapping[int, tuple[str, ...]]:
    held = holders_of(posts, today)
    return {pk: tuple(each.person.name for each in held[pk]) for pk in held}


def _standing(row: StandingItem, names: Mapping[int, tuple[str, ...]]) -> StandingView:
    return StandingView(
        ref=row.ref,
        title=row.title,
        presenter=row.presenter.title if row.presenter else "",
        presenters=names.get(row.presenter_id or 0, ()),
        item_from=row.item_from,
        item_until=row.item_until,
    )


def _forward(row: ForwardItem, names: Mapping[int, tuple[str, ...]]) -> ForwardView:
    return ForwardView(
        ref=row.ref,
        title=row.title,
        due=_due(row),
        due_on=row.due_on,
        owner=row.owner.title if row.owner else "",
        owners=names.get(row.owner_id or 0, ()),
        meeting_ref=row.meeting.ref if row.meeting else "",
        meeting_on=row.meeting.held_on if row.meeting else None,
        withdrawn_why=row.withdrawn_why,
        is_withdrawn=row.withdrawn_at is not None,
    )


def _due(row: ForwardItem) -> PartialDate | None:
    return read(row.due_on, row.due_precision)
