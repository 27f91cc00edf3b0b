"""Writing into a child's case what happens with a request, through casework's own operation.

Whoever is asked for advice may not read or change the case. Within an operation of this room, and for
the one case that it is about, the same person may record what they did; the ledger names them.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from alongside.advice.keeping import Said
from alongside.advice.models import AdviceRequest
from alongside.advice.rules.codes import WITH_LAW_DAY, Purpose, State
from alongside.casework import perms as casework
from alongside.casework.operations.events import record_event
from alongside.casework.queries.asked_bodies import AskedBody, asked_body
from alongside.casework.rules.bodies import NOTE, Body, Relied, ToBody
from alongside.casework.rules.folding import class_of
from alongside.casework.rules.recording import NewEvent
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor, Holding, Scope
from alongside.law.events import EXCEPTION
from alongside.web.clock import london_day

ACCEPTED = "The advice was accepted."
ALL_DECLINED = "Every service that was asked declined under section 31."
RECORDS = frozenset({casework.OWN, casework.RECORD})


def for_this_case(actor: Actor, case_ref: str, *, decides: bool = False) -> Actor:
    """The same person, with leave to record in this one case."""
    allowed = RECORDS | {casework.DECIDE} if decides else RECORDS
    holding = Holding("advice", allowed, Scope(case_ref=case_ref), "Advice for this case")
    return replace(actor, holdings=(*actor.holdings, holding))


def happened(actor: Actor, at: datetime, request: AdviceRequest, kind: str, said: Said) -> None:
    """An event of the case, unless it stands there already. A purpose for which the law sets no day, and
    what the law counts once for all bodies, is a note.
    """
    standing = standing_of(actor, at, request)
    if Purpose(request.purpose) not in WITH_LAW_DAY or not standing.process:
        kind = NOTE
    elif kind in standing.days:
        return
    elif kind in standing.shared:
        kind = NOTE
    is_of_body = class_of(kind, clock_of_the_law().rules) is ToBody
    body = ToBody(body=request.body, note=said.note) if is_of_body else Body(note=said.note)
    deputy = for_this_case(actor, request.case.ref)
    _record(deputy, at, standing, _event(kind, said, body))


@dataclass(frozen=True, slots=True)
class WholeBefore:
    """What a body’s request had come to before one more thing was done with it, or with a part of it."""

    is_given: bool
    is_accepted: bool

    @classmethod
    def of(cls, request: AdviceRequest) -> "WholeBefore":
        whole = request.part_of or request
        return cls(whole.first_given_on is not None, whole.accepted_on is not None)


def whole_happened(
    actor: Actor, at: datetime, whole: AdviceRequest, before: WholeBefore, said: Said
) -> None:
    """What the law counts of the body as a whole, once its last part is in: came back, accepted, declined."""
    if whole.first_given_on is not None and not before.is_given:
        happened(actor, at, whole, "advice_returned", replace(said, on=whole.first_given_on))
    if whole.accepted_on is not None and not before.is_accepted:
        accepted = replace(said, on=whole.accepted_on, note=ACCEPTED)
        happened(actor, at, whole, "advice_quality_checked", accepted)
    if whole.state == State.DECLINED and whole.parts.exists():
        happened(actor, at, whole, "advice_declined", replace(said, note=ALL_DECLINED))


def noted(actor: Actor, at: datetime, request: AdviceRequest, said: Said) -> None:
    deputy, standing = for_this_case(actor, request.case.ref), standing_of(actor, at, request)
    _record(deputy, at, standing, _event(NOTE, said, Body(note=said.note)))


def relied(actor: Actor, at: datetime, request: AdviceRequest, said: Said, ground: Relied) -> None:
    """The body relies on a ground of regulation 8(2). Its day stays where it is."""
    deputy = for_this_case(actor, request.case.ref, decides=True)
    event = _event(EXCEPTION, said, replace(ground, body=request.body))
    _record(deputy, at, standing_of(actor, at, request), event)


def standing_of(actor: Actor, at: datetime, request: AdviceRequest) -> AskedBody:
    return asked_body(
        for_this_case(actor, request.case.ref),
        case_ref=request.case.ref,
        body=request.body,
        today=london_day(at),
    )


def _event(kind: str, said: Said, body: Body) -> NewEvent:
    return NewEvent(kind=kind, happened_on=said.on, source=said.source, body=body)


def _record(actor: Actor, at: datetime, standing: AskedBody, new: NewEvent) -> None:
    case = standing.case
    record_event(actor=actor, at=at, case_ref=case.ref, expected_version=case.version, new=new)
