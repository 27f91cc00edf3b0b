"""What another room keeps is recorded there: it is asked before an event of a body is written by hand, before
one is taken back, and before its day is corrected.
"""

from datetime import date

from alongside.casework.models import Case, CaseEvent
from alongside.casework.rules.bodies import ToBody
from alongside.casework.rules.recording import NewEvent
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.law.events import EXCEPTION
from alongside.web.components import Door
from alongside.web.offers import beside, in_the_way

STEP = "casework.event_of_body"
TAKEN_BACK = "casework.taken_back_of_body"
CORRECTED = "casework.corrected_of_body"


def check_not_kept_elsewhere(case: Case, new: NewEvent) -> None:
    """Raises Refusal where a higher room has an open record that does not say so yet. That room changes its
    own record first, and then asks to have it written here.
    """
    if not isinstance(new.body, ToBody):
        return
    step = f"{STEP}:{new.kind}:{new.body.body}"
    if why := in_the_way(case.area_id, step, case.ref):
        raise Refusal(why[0], field="body")


def check_not_standing_elsewhere(earlier: CaseEvent) -> None:
    """Raises Refusal where a higher room has a record that says the same of that day."""
    if why := why_not_taken_back(earlier):
        raise Refusal(why)


def why_not_taken_back(earlier: CaseEvent) -> str:
    """The sentence of that refusal; empty for none."""
    return next(iter(in_the_way(earlier.area_id, _step(TAKEN_BACK, earlier), earlier.case.ref)), "")


def ways_to_take_back(actor: Actor, earlier: CaseEvent, *, today: date) -> tuple[Door, ...]:
    """Where a higher room’s record that says the same is put right, as far as this person may open it."""
    return _ways(actor, earlier, TAKEN_BACK, today)


def ways_to_correct(actor: Actor, earlier: CaseEvent, *, today: date) -> tuple[Door, ...]:
    """Where a higher room’s record has its day put right, as far as this person may open it."""
    return _ways(actor, earlier, CORRECTED, today)


def _ways(actor: Actor, earlier: CaseEvent, name: str, today: date) -> tuple[Door, ...]:
    found = beside(actor, _step(name, earlier), earlier.case.ref, today)
    return tuple(door for each in found for door in each.doors)


def check_day_not_kept_elsewhere(earlier: CaseEvent, new: NewEvent) -> None:
    """Raises Refusal where a higher room has a record that says the same of that day, and another would stand
    here. A body that nobody had written down may be. That room corrects its own record, and then the event.
    """
    body = earlier.body.get("body", "")
    is_same_day = new.counts_from == _counts_from(earlier)
    if is_same_day and (not body or getattr(new.body, "body", "") == body):
        return
    if why := why_day_not_corrected(earlier):
        raise Refusal(why, field="happened_on")


def why_day_not_corrected(earlier: CaseEvent) -> str:
    """The sentence of that refusal; empty for none."""
    return next(iter(in_the_way(earlier.area_id, _step(CORRECTED, earlier), earlier.case.ref)), "")


def is_mended(subject: str) -> bool:
    """Whether a room is asked for its ways to mend an event that somebody is about to take back or correct."""
    return subject.startswith((f"{TAKEN_BACK}:", f"{CORRECTED}:"))


def may_stand_elsewhere(kind: str) -> bool:
    """Whether events of that kind may be said by a higher room too, and be put right there alone."""
    return kind.startswith("advice_") or kind in (EXCEPTION, "appointment_missed")


def _step(name: str, earlier: CaseEvent) -> str:
    body = earlier.body.get("body", "")
    return f"{name}:{earlier.kind}:{_counts_from(earlier).isoformat()}:{body}"


def _counts_from(event: CaseEvent) -> date:
    return event.received_on or event.happened_on


def taken_back_in(step: str) -> tuple[str, date, str] | None:
    """The kind of event, its day and the body, for a room that is asked; None for any other step. The body is
    empty where it is no one body’s.

    >>> taken_back_in("casework.taken_back_of_body:advice_returned:2025-05-01:health")
    ('advice_returned', datetime.date(2025, 5, 1), 'health')
    >>> taken_back_in("casework.final_plan") is None
    True
    """
    return _day_in(step, TAKEN_BACK)


def corrected_in(step: str) -> tuple[str, date, str] | None:
    """The same for an event whose day or body would be another.

    >>> corrected_in("casework.corrected_of_body:advice_returned:2025-05-01:health")
    ('advice_returned', datetime.date(2025, 5, 1), 'health')
    """
    return _day_in(step, CORRECTED)


def _day_in(step: str, wanted: str) -> tuple[str, date, str] | None:
    name, _, rest = step.partition(":")
    if name != wanted:
        return None
    kind, on, body = rest.split(":", 2)
    return kind, date.fromisoformat(on), body


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
