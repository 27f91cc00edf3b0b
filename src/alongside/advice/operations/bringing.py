"""Bringing over advice that was given before the area kept its cases here: its days, and where it stands.

The words stay where they are. What is brought over was accepted, so nobody has anything left to do with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from alongside.advice.framework import framework_on
from alongside.advice.models import AdviceCheck, AdviceRequest, AdviceStep, AdviceSubmission
from alongside.advice.rules.codes import (
    BODY_OF,
    Act,
    Adviser,
    Outcome,
    Purpose,
    State,
    SubmissionState,
)
from alongside.advice.words import ADVISERS
from alongside.casework import perms as casework
from alongside.casework.models import Case
from alongside.casework.rules.codes import Source
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people.models import Post
from alongside.web.clock import london_day

ELSEWHERE = "This advice was given before the case was kept here. It stands in the earlier records."


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBefore:
    """What a body gave, which ``post`` answered for. ``service``: with which service the single point of access
    shared it, and who answered there; None where the body gave it itself.
    """

    case: Case
    adviser: Adviser
    post: Post
    asked_on: date
    received_on: date
    given_on: date
    accepted_on: date
    source: str
    service: tuple[Adviser, Post] | None = None


@transaction.atomic
def bring_over_advice(*, actor: Actor, at: datetime, given: Sequence[GivenBefore]) -> int:
    """All of it or nothing. Returns how many requests. Raises Refusal for days that cannot be."""
    actor.check_may(casework.BRING_OVER)
    for each in given:
        _check_days(each, london_day(at))
    wholes = AdviceRequest.objects.bulk_create(_whole(actor, at, each) for each in given)
    told = list(zip(given, wholes, strict=True))
    parts = AdviceRequest.objects.bulk_create(
        _part(whole, *each.service) for each, whole in told if each.service
    )
    of_whole = {part.part_of_id: part for part in parts}
    answered = [(each, whole, of_whole.get(whole.pk, whole)) for each, whole in told]
    AdviceStep.objects.bulk_create(
        step for each, whole, own in answered for step in _steps(actor, each, whole, own)
    )
    submissions = AdviceSubmission.objects.bulk_create(
        _submission(each, own) for each, _, own in answered
    )
    AdviceCheck.objects.bulk_create(
        _check(each, submission) for each, submission in zip(given, submissions, strict=True)
    )
    record(
        actor=actor,
        at=at,
        verb="advice.bring_over",
        subject="advice.request",
        subject_ref="",
        detail={"count": len(wholes) + len(parts)},
    )
    return len(wholes) + len(parts)


def _check_days(each: GivenBefore, today: date) -> None:
    days = [each.asked_on, each.received_on, each.given_on, each.accepted_on, today]
    if days != sorted(days):
        raise Refusal(
            "Advice is asked for, received by the body, given and accepted in this order, and not after today."
        )


def _whole(actor: Actor, at: datetime, each: GivenBefore) -> AdviceRequest:
    frame = framework_on(each.asked_on)
    return AdviceRequest(
        area_id=actor.area_id,
        case=each.case,
        adviser=each.adviser.value,
        side=frame.advisers[each.adviser].side.value,
        body=BODY_OF[each.adviser].value,
        purpose=Purpose.ASSESSMENT.value,
        framework=frame.version,
        post=each.post,
        state=State.ACCEPTED.value,
        asked_on=each.asked_on,
        received_on=each.received_on,
        first_given_on=each.given_on,
        given_on=each.given_on,
        accepted_on=each.accepted_on,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )


def _part(whole: AdviceRequest, service: Adviser, post: Post) -> AdviceRequest:
    """The same but for whom it is."""
    kept = (
        "area_id", "case_id", "side", "body", "purpose", "framework", "state", "asked_on", "received_on",
        "first_given_on", "given_on", "accepted_on", "recorded_at", "recorded_by_id",
    )  # fmt: skip
    same = {name: getattr(whole, name) for name in kept}
    return AdviceRequest(**same, part_of=whole, adviser=service.value, post=post)


def _steps(
    actor: Actor, each: GivenBefore, whole: AdviceRequest, own: AdviceRequest
) -> Iterator[AdviceStep]:
    """Each on its own day; what the service did stands at its part."""
    yield _step(actor, whole, Act.ASK, each.asked_on, post=whole.post)
    yield _step(actor, whole, Act.RECEIVE, each.received_on, source=each.source)
    if own is not whole:
        yield _step(actor, own, Act.SHARE, each.received_on, post=own.post)
    yield _step(actor, own, Act.ENTER, each.given_on, source=each.source, words=ELSEWHERE)
    yield _step(actor, own, Act.CHECK, each.accepted_on, code=Outcome.ACCEPTED.value)


def _step(actor: Actor, request: AdviceRequest, act: Act, on: date, **said: Any) -> AdviceStep:
    return AdviceStep(
        area_id=request.area_id,
        request=request,
        act=act.value,
        happened_on=on,
        recorded_at=request.recorded_at,
        recorded_by_id=actor.person_id,
        **{"source": Source.OWN_WORK.value, **said},
    )


def _submission(each: GivenBefore, own: AdviceRequest) -> AdviceSubmission:
    return AdviceSubmission(
        area_id=own.area_id,
        request=own,
        number=1,
        state=SubmissionState.ACCEPTED.value,
        text=ELSEWHERE,
        author_role=ADVISERS[Adviser(own.adviser)],
        given_on=each.given_on,
        source=each.source,
        is_entered_for=True,
        entered_at=own.recorded_at,
        entered_by_id=own.recorded_by_id,
    )


def _check(each: GivenBefore, submission: AdviceSubmission) -> AdviceCheck:
    return AdviceCheck(
        area_id=submission.area_id,
        submission=submission,
        outcome=Outcome.ACCEPTED.value,
        checked_on=each.accepted_on,
        recorded_at=submission.entered_at,
        recorded_by_id=submission.entered_by_id,
    )
