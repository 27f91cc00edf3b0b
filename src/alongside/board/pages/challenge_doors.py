"""What a person may begin from a challenge. Whoever opens an address without a door is asked again
by the page and by the operation.
"""

from django.urls import reverse

from alongside.board import perms
from alongside.board.asking import judge_of
from alongside.board.queries.challenge_values import ChallengeView
from alongside.board.queries.reaching import may_answer_as_holder
from alongside.board.rules.challenges import (
    Judge,
    check_may_decide,
    check_may_judge,
)
from alongside.board.rules.codes import ChallengeKind
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
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
    decides = open_ and may_decide(actor, one)
    return _open(
        (may_answer_it(actor, one), _door(actor, "Answer", "answer_challenge", one.ref, main=True)),
        (
            others,
            _door(actor, f"Record the {word} for the post", "answer_challenge", one.ref),
        ),
        (
            closes,
            _door(
                actor, f"Say that the {word} is good enough", "find_answer_good", one.ref, main=True
            ),
        ),
        (closes, _door(actor, again, "ask_again", one.ref)),
        (decides, _door(actor, "Give it to another post", "give_challenge", one.ref)),
        (decides, _door(actor, "Withdraw it", "withdraw_challenge", one.ref)),
    )


def holds(actor: Actor, one: ChallengeView) -> bool:
    """Whether the actor holds the post that was asked."""
    return actor.person_id is not None and actor.person_id in one.holder_ids


def may_answer_it(actor: Actor, one: ChallengeView) -> bool:
    """As its holder."""
    may = may_answer_as_holder(actor, one.organisation_id)
    return one.is_open and holds(actor, one) and may


def may_close(actor: Actor, one: ChallengeView) -> bool:
    """Whoever asked, in the same office; scrutiny for its own; nobody an answer of their own."""
    return one.awaits_verdict and not judge_words(actor, one)


def may_decide(actor: Actor, one: ChallengeView) -> bool:
    """Whether it is theirs to give away and to withdraw."""
    return not decide_words(actor, one)


def judge_words(actor: Actor, one: ChallengeView) -> str:
    """Why this person does not judge the answer; empty when they do."""
    try:
        check_may_judge(one.asked, judge(actor, one))
    except Refusal as refusal:
        return refusal.sentence
    return ""


def decide_words(actor: Actor, one: ChallengeView) -> str:
    """Why this person does not decide about it; empty when they do."""
    try:
        check_may_decide(one.asked, judge(actor, one))
    except Refusal as refusal:
        return refusal.sentence
    return ""


def judge(actor: Actor, one: ChallengeView) -> Judge:
    answered_by = one.answer.by_id if one.answer else None
    return judge_of(actor, recorded_by=one.recorded_by_id, answered_by=answered_by)


def _door(actor: Actor, title: str, name: str, *args: str, main: bool = False) -> Door:
    return Door(title, reverse(f"board:{name}", args=[actor.area_slug, *args]), main)


def _open(*doors: tuple[bool, Door]) -> tuple[Door, ...]:
    return tuple(door for may, door in doors if may)
