"""What may be chosen when somebody asks something of a post: which posts there are, grouped by whom they
work or speak for, which of them nobody holds, and whom a question would not reach. A post whose
holders have an account and may not answer is not offered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from alongside.board.asking import MEMBERS
from alongside.board.models import Board
from alongside.board.queries.governance import (
    check_may_read,
    filled,
    improvement_board,
    seats_on,
)
from alongside.board.queries.reaching import Reach, reaches_of
from alongside.board.rules.codes import BoardKind, ChallengeKind, Side
from alongside.board.words import SIDES
from alongside.kernel.actor import Actor
from alongside.people.models import Post
from alongside.people.queries import holders_of, posts_of, words_of_organisations
from alongside.web.forms import Groups

Choices = list[tuple[str, str]]
NOBODY = "nobody holds this post"
NO_ACCOUNT = "no account here"


@dataclass(frozen=True, slots=True)
class PostsToAsk:
    """``groups`` for a drop-down list; ``vacant`` are the refs of posts without a holder today, and
    ``untold`` says of those whom no message reaches what to do: by the post's ref.
    """

    groups: Groups
    vacant: frozenset[str] = frozenset()
    untold: Mapping[str, str] = field(default_factory=dict)

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
    reach: Reach


def committee_choices(actor: Actor) -> Choices:
    """The scrutiny committees of the area."""
    check_may_read(actor)
    rows = Board.objects.visible_to(actor).filter(kind=BoardKind.SCRUTINY.value).order_by("id")
    return list(rows.values_list("ref", "title"))


def posts_to_ask(actor: Actor, *, today: date, at: datetime) -> PostsToAsk:
    """Every post that is not closed, below its organisation, in the order of the alphabet."""
    posts = [each for each in posts_of(actor) if each.closed_on is None or each.closed_on > today]
    names = words_of_organisations({each.organisation for each in posts}, today)
    named = {each.pk: (names[each.organisation_id], each) for each in posts}
    found = _posts(actor, named, today=today, at=at)
    return _grouped(sorted(found, key=lambda each: (each.group.lower(), each.title.lower())))


def member_posts(actor: Actor, *, today: date, at: datetime) -> PostsToAsk:
    """The posts that sit on the improvement board as members, below those for whom they speak."""
    board = improvement_board(actor)
    if board is None:
        return PostsToAsk([])
    seats = [each for each in seats_on(actor, board.pk, today) if each.kind in MEMBERS]
    sides = {each.post.pk: (SIDES[Side(each.side)], each.post) for each in seats if each.post}
    found = _posts(actor, sides, today=today, at=at, kind=ChallengeKind.RECOMMENDATION)
    titles = {each.post_ref: each.title_words for each in filled(seats, today)}
    return _grouped(replace(each, title=titles[each.ref]) for each in found)


def _posts(
    actor: Actor,
    posts: Mapping[int, tuple[str, Post]],
    *,
    today: date,
    at: datetime,
    kind: ChallengeKind = ChallengeKind.CHALLENGE,
) -> list[_Post]:
    """``posts``: id -> its group and the post."""
    plain = [post for _, post in posts.values()]
    held = holders_of(plain, today)
    reaches = reaches_of(actor, plain, kind, held, at=at)
    return [
        _Post(
            group,
            post.ref,
            post.title,
            tuple(each.person.name for each in held.get(pk, ())),
            reaches[pk],
        )
        for pk, (group, post) in posts.items()
        if reaches[pk].is_askable
    ]


def _grouped(found: Iterable[_Post]) -> PostsToAsk:
    groups: dict[str, Choices] = {}
    vacant, untold = set(), {}
    for each in found:
        names = " and ".join(each.holders) or NOBODY
        if each.reach.words:
            names, untold[each.ref] = f"{names}, {NO_ACCOUNT}", each.reach.words
        groups.setdefault(each.group, []).append((each.ref, f"{each.title} ({names})"))
        if not each.holders:
            vacant.add(each.ref)
    return PostsToAsk(list(groups.items()), frozenset(vacant), untold)
