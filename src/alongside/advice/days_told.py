"""What a request says of its days: of each step, and of each kind of event that its case has of it too."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from alongside.advice.models import AdviceRequest, AdviceStep
from alongside.advice.rules.codes import Act, State
from alongside.advice.rules.correcting import DayOf
from alongside.advice.rules.opening_again import Done, standing_steps
from alongside.law.events import EXCEPTION

SENT, RECEIVED, TAKEN_ON = (
    "advice_request_sent",
    "advice_request_received",
    "advice_accepted",
)
RETURNED, CHECKED, DECLINED, WITHDRAWN = (
    "advice_returned",
    "advice_quality_checked",
    "advice_declined",
    "advice_request_withdrawn",
)
NOT_BROUGHT = "appointment_missed"
IN_ORDER = (SENT, RECEIVED, TAKEN_ON, RETURNED, CHECKED, DECLINED, WITHDRAWN)

KEPT = ("first_given_on", "given_on", "accepted_on")
"""The days that a request keeps of its advice."""
ONCE_FOR_ALL: Mapping[str, Act] = {TAKEN_ON: Act.TAKE_ON, CHECKED: Act.CHECK}
"""What a case had once, of no one body, before it had each body’s: that of any further body was a note."""
TOLD_BY_STEPS: Mapping[str, Act] = {EXCEPTION: Act.RELY, NOT_BROUGHT: Act.NOT_BROUGHT}
"""Of which a request may have several."""


def steps_with_days(request: AdviceRequest) -> Any:
    """In the order in which they were recorded: the first is number 1."""
    return request.steps.prefetch_related("corrections").order_by("id")


def days_told(whole: AdviceRequest) -> Mapping[str, date]:
    """By kind of event of the case: the day that the request to a body has of it."""
    is_reused = whole.received_on is None and hasattr(whole, "earlier_advice")
    taken_on = whole.steps.filter(act=Act.TAKE_ON.value).prefetch_related("corrections").first()
    found = {
        SENT: whole.asked_on,
        RECEIVED: whole.first_given_on if is_reused else whole.received_on,
        TAKEN_ON: taken_on.stands_on if taken_on else None,
        RETURNED: whole.first_given_on,
        CHECKED: whole.accepted_on,
        DECLINED: whole.ended_on if whole.state == State.DECLINED else None,
        WITHDRAWN: whole.ended_on if whole.state == State.WITHDRAWN else None,
    }
    return {kind: on for kind, on in found.items() if on is not None}


def steps_done(request: AdviceRequest) -> tuple[Done, ...]:
    """What was done with it, in the order in which it was recorded."""
    rows = request.steps.order_by("id").values_list("act", "code")
    return tuple(Done(number, Act(act), code) for number, (act, code) in enumerate(rows, start=1))


def moment_of(step: AdviceStep) -> datetime:
    """When its day was written down last: the case has its event from the same moment."""
    corrected = [each.recorded_at for each in step.corrections.all()]
    return corrected[-1] if corrected else step.recorded_at


def history_of(request: AdviceRequest) -> Iterator[DayOf]:
    """Of a whole with its parts; of a part with what the whole says of being asked and received."""
    yield from _days(request)
    for part in request.parts.all():
        yield from _days(part)
    if request.part_of is not None:
        of_whole = _days(request.part_of)
        yield from (each for each in of_whole if each.act in (Act.ASK, Act.RECEIVE))


def _days(request: AdviceRequest) -> Iterator[DayOf]:
    for each in steps_with_days(request):
        yield DayOf(each.pk, Act(each.act), each.stands_on)


def moments_of(whole: AdviceRequest, act: Act) -> frozenset[datetime]:
    """When it or a part of it was written down so, and corrected; of what was not taken back."""
    found = set()
    for step in _steps_of_all(whole, act):
        found |= {step.recorded_at, *(each.recorded_at for each in step.corrections.all())}
    return frozenset(found)


def days_of_steps(whole: AdviceRequest, act: Act) -> frozenset[date]:
    """With those of its parts."""
    return frozenset(each.stands_on for each in _steps_of_all(whole, act))


def _steps_of_all(whole: AdviceRequest, act: Act) -> Iterator[AdviceStep]:
    """Those that count."""
    for request in (whole, *whole.parts.all()):
        standing = {each.number for each in standing_steps(steps_done(request))}
        for number, each in enumerate(steps_with_days(request), start=1):
            if number in standing and each.act == act:
                yield each
