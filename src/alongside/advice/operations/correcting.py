"""Correcting the day of something that was done with a request.

The step stays as it was recorded; the correction stands beside it. The case has the same event on the right day,
so that the law counts anew.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from alongside.advice.days_told import days_told, history_of, moment_of
from alongside.advice.finding import find_step
from alongside.advice.keeping import SUBJECT
from alongside.advice.models import AdviceRequest, AdviceStep, DayCorrected
from alongside.advice.on_the_case import Redated, redated, standing_of
from alongside.advice.redating import redate
from alongside.advice.rules.codes import Act
from alongside.advice.rules.correcting import Clash, DayOf, check_is_another_day, clash_of
from alongside.advice.rules.deciding import check_was_under_way
from alongside.advice.telling import Message
from alongside.advice.words import ACTS
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people.rules import check_text
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDay:
    """``shown_by``: what shows that it is the right one."""

    on: date
    why: str
    shown_by: str


@transaction.atomic
def correct_day(
    *, actor: Actor, at: datetime, request_ref: str, number: int, new: NewDay
) -> DayCorrected:
    """``number``: which step of the request, from 1. Raises Hidden for one that is not this person’s to
    correct, and Refusal for a day on which it cannot have happened.
    """
    today = london_day(at)
    request, step = find_step(actor, request_ref, number, today=today)
    why = check_text(new.why, "Say what was wrong.", field="why")
    shown_by = check_text(new.shown_by, "Say what shows the right day.", field="shown_by")
    was_on, moment = step.stands_on, moment_of(step)
    _check_day(request, step, new.on, today)
    whole = request.part_of or request
    if step.act == Act.ASK:
        check_was_under_way(new.on, standing_of(actor, at, whole).began_on)
    before = days_told(whole)
    redate(request, step, was_on, new.on)
    made = DayCorrected.objects.create(
        area_id=request.area_id,
        step=step,
        was_on=was_on,
        now_on=new.on,
        why=why,
        shown_by=shown_by,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    _record(actor, at, request, made)
    said = Redated(
        act=Act(step.act), was_on=was_on, on=new.on, moment=moment, why=why, shown_by=shown_by
    )
    redated(actor, at, whole, said, before)
    _tell(actor, at, request, made)
    return made


def _check_day(request: AdviceRequest, step: AdviceStep, on: date, today: date) -> None:
    check_is_another_day(step.stands_on, on, today=today)
    there = DayOf(step.pk, Act(step.act), step.stands_on)
    if clash := clash_of(there, on, history_of(request)):
        raise Refusal(_sentence(on, clash), field="on")


def _sentence(on: date, clash: Clash) -> str:
    than = "before" if clash.is_passed_backwards else "after"
    day, said = day_in_words(clash.step.on), ACTS[clash.step.act]
    return f"{day_in_words(on)} is {than} {day}, and for that day the request says: “{said}”."


def _record(actor: Actor, at: datetime, request: AdviceRequest, made: DayCorrected) -> None:
    record(
        actor=actor,
        at=at,
        verb="advice.correct_day",
        subject=SUBJECT,
        subject_ref=request.case.ref,
        detail={
            "request": request.ref,
            "act": made.step.act,
            "was": made.was_on.isoformat(),
            "on": made.now_on.isoformat(),
        },
    )


def _tell(actor: Actor, at: datetime, request: AdviceRequest, made: DayCorrected) -> None:
    """Whoever the request and its parts are with, where the six weeks count from that day."""
    if made.step.act != Act.RECEIVE:
        return
    for each in (request, *request.parts.select_related("case", "post")):
        message = Message(each, each.post)
        message.about(
            actor=actor,
            at=at,
            sentence="The day on which a request for advice was received was corrected. "
            "It may be due on another day.",
            what=f"redated:{made.pk}",
        )
