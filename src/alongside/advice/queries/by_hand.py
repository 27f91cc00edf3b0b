"""Whether what somebody writes into a case by hand, or takes back there, belongs to an open request for advice."""

from collections.abc import Sequence

from alongside.advice.models import AdviceRequest
from alongside.advice.rules.by_hand import (
    RECORD_THERE,
    STANDS_THERE,
    RequestSays,
    is_in_the_way,
    is_said_there,
)
from alongside.advice.rules.codes import State
from alongside.casework.recorded_elsewhere import body_event_in, taken_back_in


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
