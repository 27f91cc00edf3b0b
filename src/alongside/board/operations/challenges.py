"""Challenging somebody to answer, recommending for scrutiny, asking again, asking another post, and
withdrawing. What was asked is never changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from alongside.board import perms
from alongside.board.asking import (
    address_of,
    check_sits,
    judge_of_it,
    office_of,
    post_to_answer,
    put,
    tell_owner,
)
from alongside.board.finding import find_improvement_board
from alongside.board.models import Board, Challenge, ChallengeMove
from alongside.board.queries.challenges import asked_of
from alongside.board.rules.challenges import (
    Asking,
    Giving,
    check_may_ask,
    check_may_close,
    check_may_decide,
    check_may_judge,
    check_may_move,
    check_may_withdraw,
)
from alongside.board.rules.codes import BoardKind, ChallengeKind
from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.notices.telling import tell_holders
from alongside.people.finding import find, found
from alongside.people.versions import apply, check_version
from alongside.plan.models import Line, Workstream
from alongside.web.clock import london_day

LABELS = {"owner": "Who is to answer", "due_on": "Answer due", "withdrawn_why": "Withdrawn"}


@dataclass(frozen=True, slots=True)
class NewChallenge:
    """``line_ref`` or ``workstream_ref`` says what it is about; both may be empty."""

    text: str
    owner_ref: str
    due_on: date
    line_ref: str = ""
    workstream_ref: str = ""


@dataclass(frozen=True, slots=True)
class NewRecommendation:
    """``raised_on`` is the day on which the committee made it."""

    text: str
    from_board_ref: str
    owner_ref: str
    raised_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Given:
    """To which post and why. ``due_on`` is its own day, asked for once the old one has passed."""

    owner_ref: str
    why: str
    due_on: date | None = None


@transaction.atomic
def raise_challenge(*, actor: Actor, at: datetime, new: NewChallenge) -> Challenge:
    """In the office that the actor holds: chair, vice chair or independent scrutineer."""
    actor.check_may(perms.CHALLENGE)
    office, today = office_of(actor), london_day(at)
    about = sum(1 for ref in (new.line_ref, new.workstream_ref) if ref)
    check_may_ask(Asking(new.text, today, new.due_on, about), today=today)
    asked = put(
        actor,
        at,
        find_improvement_board(actor),
        ChallengeKind.CHALLENGE,
        by_seat=office.value,
        raised_on=today,
        text=new.text.strip(),
        line=found(Line, actor, new.line_ref) if new.line_ref else None,
        workstream=found(Workstream, actor, new.workstream_ref) if new.workstream_ref else None,
        owner=post_to_answer(actor, new.owner_ref, ChallengeKind.CHALLENGE, at),
        due_on=new.due_on,
    )
    _record(actor, at, "raise_challenge", asked, _facts(asked))
    return asked


@transaction.atomic
def recommend(*, actor: Actor, at: datetime, new: NewRecommendation) -> Challenge:
    """A recommendation of a scrutiny committee to a post that sits on the improvement board."""
    if not (actor.may(perms.RECOMMEND) or actor.may(perms.RUN)):
        raise Hidden(perms.RECOMMEND)
    today = london_day(at)
    committee = found(Board, actor, new.from_board_ref)
    if committee.kind != BoardKind.SCRUTINY:
        raise Refusal("Only a scrutiny committee recommends. Choose one.", field="from_board")
    check_may_ask(Asking(new.text, new.raised_on, new.due_on), today=today)
    board, kind = find_improvement_board(actor), ChallengeKind.RECOMMENDATION
    owner = post_to_answer(actor, new.owner_ref, kind, at)
    check_sits(actor, board, owner, today)
    asked = put(
        actor,
        at,
        board,
        kind,
        from_board=committee,
        raised_on=new.raised_on,
        text=new.text.strip(),
        owner=owner,
        due_on=new.due_on,
    )
    _record(actor, at, "recommend", asked, _facts(asked))
    return asked


@transaction.atomic
def ask_again(
    *, actor: Actor, at: datetime, challenge_ref: str, text: str, owner_ref: str, due_on: date
) -> Challenge:
    """A new one about the same thing, which follows the one whose answer did not satisfy."""
    board, before = find_improvement_board(actor), find(Challenge, actor, challenge_ref)
    kind, today = ChallengeKind(before.kind), london_day(at)
    check_may_judge(asked_of(before), judge_of_it(actor, before))
    check_may_close(asked_of(before))
    check_may_ask(Asking(text, today, due_on), today=today)
    owner = post_to_answer(actor, owner_ref, kind, at)
    if kind is ChallengeKind.RECOMMENDATION:
        check_sits(actor, board, owner, today)
    asked = put(
        actor,
        at,
        board,
        kind,
        by_seat=before.by_seat,
        from_board=before.from_board,
        raised_on=today,
        text=text.strip(),
        line=before.line,
        workstream=before.workstream,
        owner=owner,
        due_on=due_on,
        follows=before,
    )
    _record(actor, at, "ask_again", asked, _facts(asked))
    return asked


@transaction.atomic
def give_challenge(
    *,
    actor: Actor,
    at: datetime,
    challenge_ref: str,
    expected_version: int,
    given: Given,
) -> Challenge:
    """Put it to another post, as when nobody holds the one that was asked. Only whoever asked may.

    Until its day it keeps the day; afterwards the new post gets one of its own, and the miss stays.
    """
    asked, today = find(Challenge, actor, challenge_ref), london_day(at)
    check_may_decide(asked_of(asked), judge_of_it(actor, asked))
    before = asked.owner
    after = post_to_answer(actor, given.owner_ref, ChallengeKind(asked.kind), at)
    wanted = {"owner": after, "due_on": given.due_on or asked.due_on}
    check_version(asked, expected_version, wanted=wanted, labels=LABELS)
    giving = Giving(is_same_post=before == after, why=given.why, due_on=given.due_on)
    check_may_move(asked_of(asked), giving, today=today)
    if asked.kind == ChallengeKind.RECOMMENDATION:
        check_sits(actor, asked.board, after, today)
    _keep_move(actor, at, asked, given.why)
    apply(asked, wanted)
    tell_owner(actor, at, asked)
    facts = {"from": before.ref, "to": after.ref, "due_on": asked.due_on.isoformat()}
    _record(actor, at, "give_challenge", asked, facts)
    return asked


@transaction.atomic
def withdraw_challenge(
    *, actor: Actor, at: datetime, challenge_ref: str, expected_version: int, why: str
) -> Challenge:
    """What was asked by mistake, by whoever asked. It stays readable and counts for nobody."""
    asked = find(Challenge, actor, challenge_ref)
    check_may_decide(asked_of(asked), judge_of_it(actor, asked))
    check_version(asked, expected_version, wanted={}, labels=LABELS)
    check_may_withdraw(asked_of(asked), why)
    withdrawn = {"withdrawn_at": at, "withdrawn_why": why.strip()}
    apply(asked, {**withdrawn, "withdrawn_by_id": actor.person_id})
    tell_holders(
        actor=actor,
        posts=[asked.owner],
        sentence=f"No answer to {asked.number} is needed any more: it was withdrawn.",
        address=address_of(actor, asked),
        at=at,
        key=f"board.withdrawn:{asked.ref}",
    )
    _record(actor, at, "withdraw_challenge", asked, {})
    return asked


def _keep_move(actor: Actor, at: datetime, asked: Challenge, why: str) -> None:
    ChallengeMove.objects.create(
        area_id=asked.area_id,
        challenge=asked,
        old_owner=asked.owner,
        old_due_on=asked.due_on,
        why=why.strip(),
        moved_at=at,
        moved_by_id=actor.person_id,
    )


def _facts(asked: Challenge) -> dict[str, JSON]:
    return {
        "number": asked.number,
        "owner": asked.owner.ref,
        "due_on": asked.due_on.isoformat(),
        "line": asked.line.ref if asked.line else "",
        "workstream": asked.workstream.ref if asked.workstream else "",
        "follows": asked.follows.ref if asked.follows else "",
    }


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
