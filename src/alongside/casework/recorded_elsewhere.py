"""What another room keeps is recorded there: it is asked before an event of a body is written by hand."""

from alongside.casework.models import Case
from alongside.casework.rules.bodies import ToBody
from alongside.casework.rules.recording import NewEvent
from alongside.kernel.refusals import Refusal
from alongside.web.offers import in_the_way

STEP = "casework.event_of_body"


def check_not_kept_elsewhere(case: Case, new: NewEvent) -> None:
    """Raises Refusal where a higher room has an open record that does not say so yet. That room changes its
    own record first, and then asks to have it written here.
    """
    if not isinstance(new.body, ToBody):
        return
    step = f"{STEP}:{new.kind}:{new.body.body}"
    if why := in_the_way(case.area_id, step, case.ref):
        raise Refusal(why[0], field="body")


def body_event_in(step: str) -> tuple[str, str] | None:
    """The kind of event and the body, for a room that is asked; None for any other step.

    >>> body_event_in("casework.event_of_body:advice_returned:health")
    ('advice_returned', 'health')
    >>> body_event_in("casework.final_plan") is None
    True
    """
    name, _, rest = step.partition(":")
    kind, _, body = rest.partition(":")
    return (kind, body) if name == STEP else None
