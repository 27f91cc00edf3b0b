"""What may be chosen when somebody asks something of a post: which posts there are, grouped by whom they
work or speak for, and which of them nobody holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from alongside.board.asking import MEMBERS
from alongside.board.models import Board
from alongside.board.queries.governance import check_may_read, improvement_board, seat_holders
from alongside.board.rules.codes import BoardKind
from alongside.kernel.actor import Actor
from alongside.people.queries import holders_of, posts_of
from alongside.web.forms import Groups

Choices = list[tuple[str, str]]
NOBODY = "nobody holds this post"


@dataclass(frozen=True, slots=True)
class PostsToAsk:
    """``groups`` for a drop-down list; ``vacant`` are the refs of posts without a holder today."""

    groups: Groups
    vacant: frozenset[str] = frozenset()

    def without(self, ref: str) -> Groups:
        """The same list without the post that is asked already."""
        kept = [(name, [each for each in own if each[0] != ref]) for name, own in self.groups]
        return [(name, own) for name, own in kept if own]


@dataclass(frozen=True, slots=True)
class _Post:
    group: str
    ref: str
    title: str
    holders: tuple[str, ...]


def committee_choices(actor: Actor) -> Choices:
    """The scrutiny committees of the area."""
    check_may_read(actor)
    rows = Board.objects.visible_to(actor).filter(kind=BoardKind.SCRUTINY.value).order_by("id")
    return list(rows.values_list("ref", "title"))


def posts_to_ask(actor: Actor, *, today: date) -> PostsToAsk:
    """Every post that is not closed, below its organisation, in the order of the alphabet."""
    posts = [each for each in posts_of(actor) if each.closed_on is None or each.closed_on > today]
    held = holders_of(posts, today)
    found = [
        _Post(
            each.organisation.name,
            each.ref,
            each.title,
            tuple(holding.person.name for holding in held.get(each.pk, ())),
        )
        for each in posts
    ]
    return _grouped(sorted(found, key=lambda each: (each.group.lower(), each.title.lower())))


def member_posts(actor: Actor, *, today: date) -> PostsToAsk:
    """The posts that sit on the improvement board as members, below those for whom they speak."""
    board = improvement_board(actor)
    if board is None:
        return PostsToAsk([])
    found = [
        _Post(seat.side_label, seat.post_ref, seat.title_words, seat.names)
        for seat in seat_holders(actor, board, today)
        if seat.post_ref and seat.kind in MEMBERS
    ]
    return _grouped(found)


def _grouped(found: Iterable[_Post]) -> PostsToAsk:
    groups: dict[str, Choices] = {}
    vacant = set()
    for each in found:
        names = " and ".join(each.holders) or NOBODY
        groups.setdefault(each.group, []).append((each.ref, f"{each.title} ({names})"))
        if not each.holders:
            vacant.add(each.ref)
    return PostsToAsk(list(groups.items()), frozenset(vacant))
