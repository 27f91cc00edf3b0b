"""Answering the board or scrutiny, and finding the answer good."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from alongside.board import perms
from alongside.board.asking import address_of, judge_of_it
from alongside.board.models import Challenge, ChallengeAnswer
from alongside.board.queries.challenges import asked_of
from alongside.board.queries.reaching import may_answer_as_holder
from alongside.board.rules.challenges import (
    Reply,
    check_may_answer,
    check_may_close,
    check_may_judge,
)
from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.notices.telling import tell
from alongside.people.finding import find
from alongside.people.models import Post
from alongside.people.queries import holders_of
from alongside.people.versions import apply, check_version
from alongside.web.clock import london_day


@transaction.atomic
def answer_challenge(
    *, actor: Actor, at: datetime, challenge_ref: str, reply: Reply
) -> ChallengeAnswer:
    """By whoever holds the post that was asked, or by those who run the board, on its behalf."""
    asked = find(Challenge, actor, challenge_ref)
    is_on_behalf = _check_may_answer_it(actor, asked.owner, london_day(at))
    check_may_answer(asked_of(asked), reply, today=london_day(at))
    answer: ChallengeAnswer = ChallengeAnswer.objects.create(
        area_id=asked.area_id,
        challenge=asked,
        verdict=reply.verdict.value,
        answered_on=reply.answered_on,
        text=reply.text.strip(),
        is_on_behalf=is_on_behalf,
        answered_at=at,
        answered_by_id=actor.person_id,
    )
    tell(
        people=_askers(asked) - {actor.person_id},
        area_id=asked.area_id,
        sentence=f"Your challenge {asked.number} was answered.",
        address=address_of(actor, asked),
        at=at,
        key=f"board.answered:{asked.ref}",
    )
    facts: dict[str, JSON] = {
        "answer": answer.ref,
        "verdict": answer.verdict,
        "on_behalf": is_on_behalf,
    }
    _record(actor, at, "answer_challenge", asked, facts)
    return answer


@transaction.atomic
def find_answer_good(
    *, actor: Actor, at: datetime, challenge_ref: str, expected_version: int
) -> Challenge:
    """Whoever asked is satisfied. Whoever asked in the office before, and whoever answered, is told."""
    asked = find(Challenge, actor, challenge_ref)
    check_may_judge(asked_of(asked), judge_of_it(actor, asked))
    check_version(asked, expected_version, wanted={}, labels={})
    check_may_close(asked_of(asked))
    satisfied = {"satisfied_on": london_day(at), "satisfied_at": at}
    apply(asked, {**satisfied, "satisfied_by_id": actor.person_id})
    tell(
        people=(_askers(asked) | _answerers(asked)) - {actor.person_id},
        area_id=asked.area_id,
        sentence=f"The answer to {asked.number} was found good.",
        address=address_of(actor, asked),
        at=at,
        key=f"board.found_good:{asked.ref}",
    )
    _record(actor, at, "find_answer_good", asked, {})
    return asked


def _check_may_answer_it(actor: Actor, owner: Post, today: date) -> bool:
    """Whether the answer is on behalf of the post. Raises Hidden, or Refusal to other members."""
    held = holders_of([owner], today).get(owner.pk, ())
    if actor.person_id is not None and actor.person_id in {each.person_id for each in held}:
        if not may_answer_as_holder(actor, owner.organisation_id):
            raise Hidden(perms.ANSWER)
        return False
    if actor.may(perms.RUN):
        return True
    if actor.may(perms.ANSWER, organisation_id=owner.organisation_id):
        raise Refusal(f"Only whoever holds the post “{owner.title}” today may answer this.")
    raise Hidden(perms.ANSWER)


def _askers(asked: Challenge) -> frozenset[int]:
    """Whoever recorded it; nobody for system work."""
    return frozenset() if asked.recorded_by_id is None else frozenset({asked.recorded_by_id})


def _answerers(asked: Challenge) -> frozenset[int]:
    answer: ChallengeAnswer | None = getattr(asked, "answer", None)
    return frozenset({answer.answered_by_id} if answer and answer.answered_by_id else ())


def _record(
    actor: Actor, at: datetime, verb: str, asked: Challenge, facts: Mapping[str, JSON]
) -> None:
    record(
        actor=actor,
        at=at,
        verb=f"board.{verb}",
        subject="board.challenge",
        subject_ref=asked.ref,
        detail=facts,
    )
