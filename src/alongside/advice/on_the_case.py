"""Writing into a child's case what happens with a request, through casework's own operation.

Whoever is asked for advice may not read or change the case. Within an operation of this room, and for
the one case that it is about, the same person may record what they did; the ledger names them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from alongside.advice.days_told import IN_ORDER, NOT_BROUGHT, ONCE_FOR_ALL, days_told, moments_of
from alongside.advice.keeping import Said
from alongside.advice.models import AdviceRequest
from alongside.advice.queries.by_hand import is_said
from alongside.advice.rules.codes import WITH_LAW_DAY, Act, Purpose, State
from alongside.casework import perms as casework
from alongside.casework.operations.events import RightDay, correct_day_of_event, record_event
from alongside.casework.operations.taking_back import take_back_event
from alongside.casework.queries.asked_bodies import (
    AskedBody,
    WantedEvent,
    asked_body,
    standing_event,
)
from alongside.casework.rules.bodies import NOTE, Body, Relied, ToBody
from alongside.casework.rules.folding import class_of
from alongside.casework.rules.recording import NewEvent
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor, Holding, Scope
from alongside.law.events import EXCEPTION
from alongside.web.clock import london_day

ACCEPTED = "The advice was accepted."
AGAIN = "The request was opened again, which had ended by mistake."
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
    is_of_body = class_of(kind, clock_of_the_law().rules) is ToBody
    if Purpose(request.purpose) not in WITH_LAW_DAY or not standing.process:
        kind, is_of_body = NOTE, False
    elif kind in standing.days:
        return
    elif kind in standing.shared and not is_of_body:
        kind = NOTE
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Redated:
    """An act that happened on another day than was written down. ``moment``: when that was written down."""

    act: Act
    was_on: date
    on: date
    moment: datetime
    why: str
    shown_by: str


def redated(
    actor: Actor,
    at: datetime,
    whole: AdviceRequest,
    said: Redated,
    before: Mapping[str, date],
) -> None:
    """What the case has of it moves to the right day. ``before``: what the request told of its days."""
    deputy = for_this_case(actor, whole.case.ref, decides=said.act is Act.RELY)
    today = london_day(at)
    for wanted, on in _moved(whole, said, before):
        if found := standing_event(deputy, case_ref=whole.case.ref, wanted=wanted, today=today):
            right = RightDay(on=on, why=said.why, shown_by=said.shown_by, body=whole.body)
            correct_day_of_event(actor=deputy, at=at, event_ref=found, right=right)


def _moved(
    whole: AdviceRequest, said: Redated, before: Mapping[str, date]
) -> Iterator[tuple[WantedEvent, date]]:
    """Each event with its right day: what is moved on, the last one first, so that none passes another."""
    now = days_told(whole)
    kinds = [
        kind for kind in IN_ORDER if kind in before and now.get(kind, before[kind]) != before[kind]
    ]
    for kind in reversed(kinds) if said.on > said.was_on else kinds:
        for wanted in _wanted(whole, said.moment, kind, before[kind]):
            yield wanted, now[kind]
    yield _own(whole, said.act, said.was_on, said.moment), said.on


def _wanted(whole: AdviceRequest, moment: datetime, kind: str, on: date) -> Iterator[WantedEvent]:
    act, moments = ONCE_FOR_ALL.get(kind), frozenset({moment})
    moments |= moments_of(whole, act) if act else frozenset()
    yield WantedEvent(kinds=frozenset({kind}), on=on, body=whole.body, moments=moments)
    if act:
        yield WantedEvent(kinds=frozenset({kind, NOTE}), on=on, moments=moments, is_of_moment=True)


def _own(whole: AdviceRequest, act: Act, on: date, moment: datetime) -> WantedEvent:
    """What the law counts for no body: a note, an appointment, a ground that is relied on."""
    if act is Act.RELY:
        moments = frozenset({moment})
        return WantedEvent(kinds=frozenset({EXCEPTION}), on=on, body=whole.body, moments=moments)
    return _of_moment(moment, on, frozenset({NOTE, NOT_BROUGHT}))


def _of_moment(moment: datetime, on: date, kinds: frozenset[str]) -> WantedEvent:
    return WantedEvent(kinds=kinds, on=on, moments=frozenset({moment}), is_of_moment=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """How a request had ended by mistake: on which day, written down when, and why it is open again."""

    on: date
    moment: datetime
    why: str


def undone(
    actor: Actor, at: datetime, whole: AdviceRequest, said: Undone, before: Mapping[str, date]
) -> None:
    """The case takes it back, and has again what was taken back there meanwhile. ``before``: what the request
    told of its days.
    """
    deputy, today = for_this_case(actor, whole.case.ref), london_day(at)
    for wanted in _gone(whole, said, before):
        while found := standing_event(deputy, case_ref=whole.case.ref, wanted=wanted, today=today):
            take_back_event(actor=deputy, at=at, event_ref=found, why=said.why)
    if Purpose(whole.purpose) in WITH_LAW_DAY:
        for kind, on in days_told(whole).items():
            if not _stands(deputy, today, whole, said, (kind, on)):
                happened(actor, at, whole, kind, Said(on=on, note=f"{AGAIN} {said.why}"))


def _stands(
    deputy: Actor, today: date, whole: AdviceRequest, said: Undone, told: tuple[str, date]
) -> bool:
    """Of what the case once had of no one body: whether it still has it."""
    kind, on = told
    return kind in ONCE_FOR_ALL and any(
        standing_event(deputy, case_ref=whole.case.ref, wanted=wanted, today=today)
        for wanted in _wanted(whole, said.moment, kind, on)
    )


def never_happened(
    actor: Actor, at: datetime, whole: AdviceRequest, act: Act, said: Undone
) -> None:
    """The case takes back what it has of one step, which the law counts for no body."""
    deputy = for_this_case(actor, whole.case.ref, decides=act is Act.RELY)
    own, today = _own(whole, act, said.on, said.moment), london_day(at)
    if found := standing_event(deputy, case_ref=whole.case.ref, wanted=own, today=today):
        take_back_event(actor=deputy, at=at, event_ref=found, why=said.why)


def _gone(whole: AdviceRequest, said: Undone, before: Mapping[str, date]) -> Iterator[WantedEvent]:
    """The last first. What another request says of that day too stays."""
    now = days_told(whole)
    kinds = [kind for kind in reversed(IN_ORDER) if kind in before and kind not in now]
    for kind in kinds:
        for wanted in _wanted(whole, said.moment, kind, before[kind]):
            if not is_said(whole.area_id, whole.case.ref, (kind, wanted.on, wanted.body)):
                yield wanted
    for on in sorted({said.on, *(before[kind] for kind in kinds)}):
        yield _of_moment(said.moment, on, frozenset({NOTE}))
