"""What a person may begin from a challenge. Whoever opens an address without a door is asked again
by the page and by the operation.
"""

from django.urls import reverse

from alongside.board import perms
from alongside.board.queries.challenge_values import ChallengeView
from alongside.board.rules.challenges import LEADERS
from alongside.board.rules.codes import ChallengeKind
from alongside.kernel.actor import Actor
from alongside.web.components import Door


def doors_for_challenges(actor: Actor) -> tuple[Door, ...]:
    """Above the list."""
    may_recommend = actor.may(perms.RECOMMEND) or actor.may(perms.RUN)
    is_scrutiny = actor.may(perms.RECOMMEND)
    challenge = _door(actor, "Challenge somebody", "raise_challenge", main=True)
    record = _door(actor, "Record a recommendation of scrutiny", "recommend", main=is_scrutiny)
    return _open((actor.may(perms.CHALLENGE), challenge), (may_recommend, record))


def doors_for_challenge(actor: Actor, one: ChallengeView) -> tuple[Door, ...]:
    closes, open_ = may_close(actor, one), one.is_open
    word = "response" if one.kind is ChallengeKind.RECOMMENDATION else "answer"
    again = "Recommend again" if one.kind is ChallengeKind.RECOMMENDATION else "Ask again"
    others = open_ and not holds(actor, one) and actor.may(perms.RUN)
    gives = open_ and (actor.may(perms.CHALLENGE) or actor.may(perms.RUN))
    return _open(
        (may_answer_it(actor, one), _door(actor, "Answer", "answer_challenge", one.ref, main=True)),
        (
            others,
            _door(actor, f"Record the {word} for the post", "answer_challenge", one.ref),
        ),
        (closes, _door(actor, f"Find the {word} good", "find_answer_good", one.ref, main=True)),
        (closes, _door(actor, again, "ask_again", one.ref)),
        (gives, _door(actor, "Give it to another post", "give_challenge", one.ref)),
    )


def holds(actor: Actor, one: ChallengeView) -> bool:
    """Whether the actor holds the post that was asked."""
    return actor.person_id is not None and actor.person_id in one.holder_ids


def may_answer_it(actor: Actor, one: ChallengeView) -> bool:
    """As its holder."""
    answers = actor.may(perms.ANSWER, organisation_id=one.organisation_id)
    return one.is_open and holds(actor, one) and (answers or actor.may(perms.RUN))


def may_close(actor: Actor, one: ChallengeView) -> bool:
    """Whoever asked, the chair or the vice chair; scrutiny for its own."""
    if not one.awaits_verdict:
        return False
    if one.kind is ChallengeKind.RECOMMENDATION:
        return actor.may(perms.RECOMMEND)
    asked = actor.person_id is not None and one.recorded_by_id == actor.person_id
    leads = {seat.value for seat in LEADERS} & set(actor.roles)
    return actor.may(perms.CHALLENGE) and bool(asked or leads)


def _door(actor: Actor, title: str, name: str, *args: str, main: bool = False) -> Door:
    return Door(title, reverse(f"board:{name}", args=[actor.area_slug, *args]), main)


def _open(*doors: tuple[bool, Door]) -> tuple[Door, ...]:
    return tuple(door for may, door in doors if may)
