"""Whom the board reaches here: who has an account, and who may open and answer what it asks."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from alongside.access.actors import actors_of
from alongside.board import perms
from alongside.board.models import Board
from alongside.board.queries.governance import seat_holders
from alongside.board.rules.codes import ChallengeKind
from alongside.kernel.actor import Actor
from alongside.people.models import Post, PostHolding
from alongside.people.queries import holders_of
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True)
class Reach:
    """Of those who hold a post: the names of those who ``may_answer``, of those ``without_account``,
    and of those who have an account and may not answer.
    """

    may_answer: tuple[str, ...] = ()
    without_account: tuple[str, ...] = ()
    may_not: tuple[str, ...] = ()

    @property
    def is_askable(self) -> bool:
        """Nobody holds it, somebody answers, or somebody can be told in another way."""
        return bool(self.may_answer or self.without_account) or not self.may_not

    @property
    def words(self) -> str:
        """What whoever asks has to do themselves; empty when somebody is told and may answer."""
        if self.may_answer:
            return ""
        return no_account_words(self.without_account) or may_not_words(self.may_not)


def no_account_words(names: Collection[str]) -> str:
    """ "Ann Alder has no account here. Tell them yourself."; empty for nobody."""
    if not names:
        return ""
    has = "has" if len(names) == 1 else "have"
    return f"{' and '.join(names)} {has} no account here. Tell them yourself."


def may_not_words(names: Collection[str]) -> str:
    """For somebody who has an account without the right to answer; empty for nobody."""
    if not names:
        return ""
    return f"{' and '.join(names)} cannot open and answer this here. Choose another post."


def may_answer_as_holder(actor: Actor, organisation_id: int) -> bool:
    """Whether somebody who holds a post of the organisation may answer what is asked of it: whoever
    answers for it, and whoever reads the board's work, as SENDIASS and the scrutineer do.
    """
    answers = actor.may(perms.ANSWER, organisation_id=organisation_id)
    return answers or actor.may(perms.VIEW) or actor.may(perms.RUN)


def reach_of(
    actor: Actor, post: Post, kind: ChallengeKind, held: Iterable[PostHolding], *, at: datetime
) -> Reach:
    """The same for one post."""
    return reaches_of(actor, [post], kind, {post.pk: tuple(held)}, at=at)[post.pk]


def reaches_of(
    actor: Actor,
    posts: Collection[Post],
    kind: ChallengeKind,
    held: Mapping[int, Collection[PostHolding]],
    *,
    at: datetime,
) -> Mapping[int, Reach]:
    """Post id -> whom a question to it reaches. ``held``: who holds each post; in two queries."""
    people = {each.person_id for holdings in held.values() for each in holdings}
    acting = actors_of(people, area_id=actor.area_id, area_slug=actor.area_slug, at=at)
    return {post.pk: _reach(post, kind, held.get(post.pk, ()), acting) for post in posts}


def reach_now(actor: Actor, post: Post, kind: ChallengeKind, *, at: datetime) -> Reach:
    """Whoever holds the post on that day."""
    held = holders_of([post], london_day(at)).get(post.pk, ())
    return reach_of(actor, post, kind, held, at=at)


def untold_on_board(actor: Actor, board: Board, *, today: date, at: datetime) -> tuple[str, ...]:
    """Those who sit on the board and have no account, so that no message reaches them."""
    names: dict[int, str] = {}
    for seat in seat_holders(actor, board, today):
        names |= seat.people
    known = actors_of(names, area_id=actor.area_id, area_slug=actor.area_slug, at=at)
    return tuple(sorted(name for person_id, name in names.items() if person_id not in known))


def _reach(
    post: Post, kind: ChallengeKind, held: Iterable[PostHolding], acting: Mapping[int, Actor]
) -> Reach:
    sorted_out: dict[str, list[str]] = {"may_answer": [], "without_account": [], "may_not": []}
    for person_id, name in {each.person_id: each.person.name for each in held}.items():
        somebody = acting.get(person_id)
        if somebody is None:
            sorted_out["without_account"].append(name)
        elif _may_answer(somebody, post, kind):
            sorted_out["may_answer"].append(name)
        else:
            sorted_out["may_not"].append(name)
    return Reach(**{place: tuple(names) for place, names in sorted_out.items()})


def _may_answer(somebody: Actor, post: Post, kind: ChallengeKind) -> bool:
    """Opens it and answers it, as the pages ask."""
    opens = perms.PACKS if kind is ChallengeKind.RECOMMENDATION else perms.VIEW
    return somebody.may_somewhere(opens) and may_answer_as_holder(somebody, post.organisation_id)
