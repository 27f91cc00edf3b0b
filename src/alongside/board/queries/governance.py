"""The area's boards and who sits on them on a day. Whoever may read the board's packs may read this."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from alongside.board import perms
from alongside.board.models import Board, Seat
from alongside.board.rules.codes import BoardKind, SeatKind, Side, Voice
from alongside.board.rules.governance import names_organisation
from alongside.board.words import SEAT_KINDS, SIDES
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.queries import holders_of, words_of_organisations
from alongside.people.scoping import AreaQuerySet
from alongside.people.words import partner_of_kind


@dataclass(frozen=True, slots=True)
class SeatHolder:
    """One seat and who fills it on the day, by id and name: nobody while its post is vacant."""

    id: int
    ref: str
    kind: SeatKind
    kind_label: str
    side: Side
    side_label: str
    voice: Voice | None
    post_ref: str
    title: str
    organisation: str
    people: Mapping[int, str]
    seat_from: date
    seat_until: date | None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.people.values())

    @property
    def person_ids(self) -> frozenset[int]:
        return frozenset(self.people)

    @property
    def is_vacant(self) -> bool:
        return not self.person_ids

    @property
    def words(self) -> str:
        """The post, or the person who comes without one."""
        return self.title or ", ".join(self.names)

    @property
    def title_words(self) -> str:
        """The post, with the organisation it speaks for."""
        return ", ".join(each for each in (self.title, self.organisation) if each)

    @property
    def holder_words(self) -> str:
        return " and ".join(self.names) or "vacant"


def check_may_read(actor: Actor) -> None:
    """Raises Hidden."""
    if not (actor.may_somewhere(perms.VIEW) or actor.may_somewhere(perms.PACKS)):
        raise Hidden(perms.VIEW)


def improvement_board(actor: Actor) -> Board | None:
    """The one board that answers for the action plan, once the area has set it up."""
    check_may_read(actor)
    found: Board | None = (
        Board.objects.visible_to(actor).filter(kind=BoardKind.IMPROVEMENT.value).first()
    )
    return found


def seats_on(actor: Actor, board_id: int, on: date) -> Sequence[Seat]:
    """The seats in force on the day with their posts and people, chair first, in one query."""
    check_may_read(actor)
    rows = in_force(Seat.objects.visible_to(actor), on).filter(board_id=board_id)
    found = list(rows.select_related("post__organisation", "person"))
    order = list(SeatKind)
    return sorted(found, key=lambda seat: (order.index(SeatKind(seat.kind)), seat.pk))


def in_force(seats: AreaQuerySet, on: date) -> AreaQuerySet:
    """Those of the seats that are there on the day."""
    return seats.filter(Q(seat_until=None) | Q(seat_until__gt=on), seat_from__lte=on)


def seat_holders(actor: Actor, board: Board, on: date) -> tuple[SeatHolder, ...]:
    """Every seat in force on the day and who fills it, in three queries."""
    return filled(seats_on(actor, board.pk, on), on)


def filled(seats: Sequence[Seat], on: date) -> tuple[SeatHolder, ...]:
    """The same for seats that the caller has already, each with ``post__organisation`` and
    ``person``.
    """
    posts = [seat.post for seat in seats if seat.post is not None]
    held = holders_of(posts, on)
    names = words_of_organisations({post.organisation for post in posts}, on) if posts else {}
    return tuple(
        _holder(
            seat,
            {each.person_id: each.person.name for each in held.get(seat.post_id or 0, ())},
            names,
        )
        for seat in seats
    )


def _organisation(seat: Seat, names: Mapping[int, str]) -> str:
    """Who answers for the post on the day. Empty where the seat speaks for itself alone, although a list
    keeps its post elsewhere.
    """
    if seat.post is None:
        return ""
    kind, voice = SeatKind(seat.kind), Voice(seat.voice) if seat.voice else None
    body = seat.post.organisation
    is_named = names_organisation(kind, Side(seat.side), voice, partner=partner_of_kind(body.kind))
    return names[body.pk] if is_named else ""


def _holder(seat: Seat, in_post: dict[int, str], names: Mapping[int, str]) -> SeatHolder:
    people = {seat.person.pk: seat.person.name} if seat.person else in_post
    return SeatHolder(
        id=seat.pk,
        ref=seat.ref,
        kind=SeatKind(seat.kind),
        kind_label=SEAT_KINDS[SeatKind(seat.kind)],
        side=Side(seat.side),
        side_label=SIDES[Side(seat.side)],
        voice=Voice(seat.voice) if seat.voice else None,
        post_ref=seat.post.ref if seat.post else "",
        title=seat.post.title if seat.post else "",
        organisation=_organisation(seat, names),
        people=people,
        seat_from=seat.seat_from,
        seat_until=seat.seat_until,
    )
