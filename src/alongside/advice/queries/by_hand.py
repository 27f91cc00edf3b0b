"""Whether what somebody writes into a case by hand, corrects there or takes back there belongs to a request for
advice.
"""

from collections.abc import Collection, Sequence
from datetime import date

from alongside.advice.days_told import TOLD_BY_STEPS, days_of_steps, days_told
from alongside.advice.models import AdviceRequest
from alongside.advice.rules.by_hand import (
    CORRECTED_THERE,
    RECORD_THERE,
    STANDS_THERE,
    RequestSays,
    is_in_the_way,
    is_said_there,
)
from alongside.advice.rules.codes import WITH_LAW_DAY, Adviser, State
from alongside.advice.words import ADVISERS
from alongside.casework.recorded_elsewhere import body_event_in, corrected_in, taken_back_in
from alongside.kernel.dates import day_in_words
from alongside.web.writing import in_a_sentence


def by_hand_in(area_id: int, step: str, case_ref: str) -> Sequence[str]:
    """For a step that is an event of a body: a sentence where its request has to say it first."""
    told = body_event_in(step)
    if told is None:
        return ()
    kind, body = told
    said = _newest(area_id, case_ref, body)
    return (RECORD_THERE,) if said and is_in_the_way(kind, said) else ()


def taken_back_by_hand_in(area_id: int, step: str, case_ref: str) -> Sequence[str]:
    """For an event of a body that is taken back: a sentence while its open request says the same."""
    told = taken_back_in(step)
    if told is None:
        return ()
    kind, on, body = told
    said = _newest(area_id, case_ref, body)
    return (STANDS_THERE,) if said and is_said_there(kind, on, said) else ()


def corrected_by_hand_in(area_id: int, step: str, case_ref: str) -> Sequence[str]:
    """For an event whose day would be another: a sentence where a request says that day too, open or not."""
    told = corrected_in(step)
    if told is None:
        return ()
    kind, on, body = told
    rows = AdviceRequest.objects.in_area(area_id).filter(
        case__ref=case_ref, part_of=None, purpose__in=[each.value for each in WITH_LAW_DAY]
    )
    of_body = rows.filter(body=body) if body else rows
    for each in of_body.order_by("-id"):
        if on in _days_of(each, kind):
            whom = in_a_sentence(ADVISERS[Adviser(each.adviser)])
            return (CORRECTED_THERE.format(whom=whom, asked=day_in_words(each.asked_on)),)
    return ()


def _days_of(whole: AdviceRequest, kind: str) -> Collection[date]:
    if kind in TOLD_BY_STEPS:
        return days_of_steps(whole, TOLD_BY_STEPS[kind])
    told = days_told(whole)
    return {told[kind]} if kind in told else ()


def _newest(area_id: int, case_ref: str, body: str) -> RequestSays | None:
    rows = AdviceRequest.objects.in_area(area_id).filter(
        case__ref=case_ref, body=body, part_of=None
    )
    last = rows.order_by("-id").first()
    if last is None:
        return None
    return RequestSays(
        state=State(last.state),
        received_on=last.received_on,
        first_given_on=last.first_given_on,
        accepted_on=last.accepted_on,
        asked_on=last.asked_on,
    )
