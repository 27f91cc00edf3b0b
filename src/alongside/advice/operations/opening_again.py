"""Opening a request again that ended by mistake: withdrawn, declined, accepted, or earlier advice used again.

What had ended it is undone, here and in the case, and stays readable with why. The law’s days are what they were.
"""

from datetime import datetime

from django.db import transaction

from alongside.advice.days_told import KEPT, days_told, moment_of, steps_done, steps_with_days
from alongside.advice.ending import why_not_opened
from alongside.advice.finding import find_request, stands
from alongside.advice.keeping import NewStep, Said, keep_step, keep_whole, set_state
from alongside.advice.models import AdviceRequest, AdviceStep
from alongside.advice.on_the_case import Undone, undone
from alongside.advice.rules.codes import Act, State, SubmissionState
from alongside.advice.rules.opening_again import ending_step, state_from
from alongside.advice.telling import Message, tell_officers
from alongside.casework.rules.codes import Source
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.people.rules import check_text
from alongside.web.clock import london_day


@transaction.atomic
def open_request_again(*, actor: Actor, at: datetime, request_ref: str, why: str) -> AdviceRequest:
    """As it stood before it ended, with its parts. Raises Hidden for what is not this person’s to open, and
    Refusal with the reason.
    """
    request = find_request(actor, request_ref, today=london_day(at))
    _check(actor, at, request)
    why = check_text(why, "Say why it is opened again.", field="note")
    ending, whole = _ending_of(request), request.part_of or request
    before = days_told(whole)
    said = Said(on=london_day(at), source=Source.OWN_WORK.value, note=why)
    step = NewStep(act=Act.OPEN_AGAIN, said=said, code=ending.act)
    record(actor=actor, at=at, **keep_step(actor, at, request, step))
    _undo(request, Act(ending.act))
    whole.refresh_from_db()
    took = Undone(on=ending.stands_on, moment=moment_of(ending), why=why)
    undone(actor, at, whole, took, before)
    _tell(actor, at, request)
    return request


def _check(actor: Actor, at: datetime, request: AdviceRequest) -> None:
    today = london_day(at)
    sentence = why_not_opened(actor, request, stands(actor, request, today=today), today=today)
    if sentence is None:
        raise Hidden(Act.OPEN_AGAIN)
    if sentence:
        raise Refusal(sentence)


def _ending_of(request: AdviceRequest) -> AdviceStep:
    """It was checked that there is one."""
    last, steps = ending_step(steps_done(request)), list(steps_with_days(request))
    if last is None:
        raise LookupError(f"Nothing ended {request.ref}.")
    found: AdviceStep = steps[last.number - 1]
    return found


def _undo(request: AdviceRequest, act: Act) -> None:
    """What was kept of how it ended, and how it stands now."""
    names: tuple[str, ...] = ("accepted_on",) if act is Act.CHECK else ()
    if act is Act.CHECK:
        _set_check_aside(request)
    elif act is Act.REUSE:
        _set_earlier_aside(request)
        names = KEPT
    elif act is Act.WITHDRAW:
        _open_parts(request)
    if request.part_of is not None:
        _clear(request.part_of, KEPT if act is Act.DECLINE else names)
    _clear(request, names)
    if request.parts.exists():
        keep_whole(request)
    else:
        set_state(request, state_from(steps_done(request)))


def _clear(request: AdviceRequest, names: tuple[str, ...]) -> None:
    for name in (*names, "ended_on"):
        setattr(request, name, None)
    request.save(update_fields=[*names, "ended_on"])


def _open_parts(whole: AdviceRequest) -> None:
    """A part is withdrawn only with its whole."""
    for part in whole.parts.filter(state=State.WITHDRAWN.value):
        part.state, part.ended_on = state_from(steps_done(part)).value, None
        part.save(update_fields=["state", "ended_on"])


def _set_check_aside(request: AdviceRequest) -> None:
    """The version that it accepted waits for its check again."""
    submission = request.submissions.get(state=SubmissionState.ACCEPTED.value)
    check = submission.quality_check
    check.submission, check.set_aside_from = None, submission
    check.save(update_fields=["submission", "set_aside_from"])
    submission.state = SubmissionState.GIVEN.value
    submission.save(update_fields=["state"])


def _set_earlier_aside(request: AdviceRequest) -> None:
    earlier = request.earlier_advice
    earlier.request, earlier.set_aside_from = None, request
    earlier.save(update_fields=["request", "set_aside_from"])


def _tell(actor: Actor, at: datetime, request: AdviceRequest) -> None:
    """Whoever it and its parts are with, and the officers of the case."""
    what = f"open_again:{at.isoformat()}"
    for each in (request, *request.parts.select_related("case", "post")):
        Message(each, each.post).about(
            actor=actor,
            at=at,
            sentence="A request for advice that had ended is open again.",
            what=what,
        )
    tell_officers(
        request,
        actor=actor,
        at=at,
        sentence="A request for advice that had ended is open again.",
        what=what,
    )
