"""Taking back an appointment or a ground that was recorded by mistake: it stays readable, and counts no more."""

from datetime import datetime

from django.db import transaction

from alongside.advice.days_told import moment_of
from alongside.advice.finding import find_step
from alongside.advice.keeping import NewStep, Said, keep_step
from alongside.advice.models import AdviceRequest
from alongside.advice.on_the_case import Undone, never_happened
from alongside.advice.rules.codes import Act
from alongside.advice.rules.opening_again import TAKEN_BACK_ALONE
from alongside.casework.rules.codes import Source
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.ledger.operations import record
from alongside.people.rules import check_text
from alongside.web.clock import london_day


@transaction.atomic
def take_back_step(
    *, actor: Actor, at: datetime, request_ref: str, number: int, why: str
) -> AdviceRequest:
    """``number``: which step of the request, from 1. No due date was moved by it, and none moves. Raises Hidden for
    what is not this person’s to take back, or was taken back before.
    """
    today = london_day(at)
    request, step = find_step(actor, request_ref, number, today=today)
    if step.act not in TAKEN_BACK_ALONE:
        raise Hidden("step")
    why = check_text(why, "Say why it is taken back.", field="why")
    said = Said(on=today, source=Source.OWN_WORK.value, note=why)
    taken = NewStep(act=Act.TAKE_BACK, said=said, code=str(number))
    record(actor=actor, at=at, **keep_step(actor, at, request, taken))
    undone = Undone(on=step.stands_on, moment=moment_of(step), why=why)
    never_happened(actor, at, request.part_of or request, Act(step.act), undone)
    return request
