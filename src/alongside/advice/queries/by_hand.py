"""Whether what somebody writes into a case by hand, corrects there or takes back there belongs to a request for
advice.
"""

import itertools
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from alongside.advice.days_told import (
    IN_ORDER,
    TOLD_BY_STEPS,
    WITHDRAWN,
    days_of_steps,
    days_told,
)
from alongside.advice.models import AdviceRequest
from alongside.advice.rules.by_hand import (
    CORRECTED_THERE,
    RECORD_THERE,
    TAKE_BACK_THERE,
    RequestSays,
    is_in_the_way,
    why_not_taken_back,
)
from alongside.advice.rules.codes import WITH_LAW_DAY, Adviser, State
from alongside.advice.words import ADVISERS
from alongside.casework.recorded_elsewhere import body_event_in, corrected_in, taken_back_in
from alongside.kernel.dates import day_in_words
from alongside.web.writing import in_a_sentence

KINDS = (*IN_ORDER, *TOLD_BY_STEPS)


def by_hand_in(area_id: int, step: str, case_ref: str) -> Sequence[str]:
    """For a step that is an event of a body: a sentence where its request has to say it first."""
    told = body_event_in(step)
    if told is None:
        return ()
    kind, body = told
    said = _newest(area_id, case_ref, body)
    return (RECORD_THERE,) if said and is_in_the_way(kind, said) else ()


def taken_back_by_hand_in(area_id: int, step: str, case_ref: str) -> Sequence[str]:
    """For an event that is taken back: a sentence where a request says the same, open or not."""
    told = taken_back_in(step)
    if told is None:
        return ()
    found = _keeps_it(area_id, case_ref, told)
    return (_of(*found),) if found else ()


def where_it_stands(area_id: int, step: str, case_ref: str) -> str:
    """For an event that is not corrected, or not taken back, in the case alone: the ref of the request that says the
    same. Empty for none.
    """
    if day := corrected_in(step):
        return next((each.ref for each in _that_say(area_id, case_ref, day, KINDS)), "")
    told = taken_back_in(step)
    found = _keeps_it(area_id, case_ref, told) if told else None
    return found[0].ref if found else ""


def _keeps_it(
    area_id: int, case_ref: str, told: tuple[str, date, str]
) -> tuple[AdviceRequest, str] | None:
    """The request because of which an event is not taken back in the case alone, and why."""
    kind = told[0]
    for each in _that_say(area_id, case_ref, told, KINDS):
        if kind in TOLD_BY_STEPS:
            return each, TAKE_BACK_THERE
        if why := why_not_taken_back(State(each.state), is_withdrawal=kind == WITHDRAWN):
            return each, why
    return None


def corrected_by_hand_in(area_id: int, step: str, case_ref: str) -> Sequence[str]:
    """For an event whose day would be another: a sentence where a request says that day too, open or not."""
    told = corrected_in(step)
    if told is None:
        return ()
    found = _that_say(area_id, case_ref, told, KINDS)
    return tuple(_of(each, CORRECTED_THERE) for each in itertools.islice(found, 1))


def is_said(area_id: int, case_ref: str, told: tuple[str, date, str]) -> bool:
    """Whether a request says what an event of that kind, day and body says."""
    return any(_that_say(area_id, case_ref, told, IN_ORDER))


def _that_say(
    area_id: int, case_ref: str, told: tuple[str, date, str], kinds: Collection[str]
) -> Iterator[AdviceRequest]:
    """The requests that say what an event says, the newest first. ``told``: its kind, its day and the body."""
    kind, on, body = told
    if kind not in kinds:
        return
    rows = AdviceRequest.objects.in_area(area_id).filter(
        case__ref=case_ref, part_of=None, purpose__in=[each.value for each in WITH_LAW_DAY]
    )
    of_body = rows.filter(body=body) if body else rows
    yield from (each for each in of_body.order_by("-id") if on in _days_of(each, kind))


def _of(request: AdviceRequest, sentence: str) -> str:
    whom = in_a_sentence(ADVISERS[Adviser(request.adviser)])
    return sentence.format(whom=whom, asked=day_in_words(request.asked_on))


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
    )
