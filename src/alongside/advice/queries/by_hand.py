"""Whether what somebody writes into a case by hand belongs to an open request for advice."""

from collections.abc import Sequence

from alongside.advice.models import AdviceRequest
from alongside.advice.rules.by_hand import RECORD_THERE, RequestSays, is_in_the_way
from alongside.advice.rules.codes import State
from alongside.casework.recorded_elsewhere import body_event_in


def by_hand_in(area_id: int, step: str, case_ref: str) -> Sequence[str]:
    """For a step that is an event of a body: a sentence where its request has to say it first."""
    told = body_event_in(step)
    if told is None:
        return ()
    kind, body = told
    rows = AdviceRequest.objects.in_area(area_id).filter(
        case__ref=case_ref, body=body, part_of=None
    )
    last = rows.order_by("-id").first()
    if last is None:
        return ()
    said = RequestSays(
        state=State(last.state),
        received_on=last.received_on,
        first_given_on=last.first_given_on,
        accepted_on=last.accepted_on,
    )
    return (RECORD_THERE,) if is_in_the_way(kind, said) else ()
