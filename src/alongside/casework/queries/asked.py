"""Requests for an assessment that came in by the public page: what waits, and who may be here already."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.casework import perms
from alongside.casework.models import ReceivedRequest
from alongside.casework.queries.alike import AlikeCase, cases_alike, known_child
from alongside.casework.rules.asking import LawfulAnswer, RequestState, lawful_answers
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden

MOST_SET_ASIDE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """``answers`` are the law's own days from the day on which it came."""

    ref: str
    asker: str
    name: str
    place: str
    email: str
    phone: str
    safely: str
    child: str
    born_on: date | None
    text: str
    received_on: date
    state: str
    why: str
    answers: tuple[LawfulAnswer, ...]


def requests_waiting(actor: Actor) -> tuple[RequestView, ...]:
    """The earliest first: its clock runs since it came."""
    return tuple(_view(row) for row in _rows(actor).filter(state=RequestState.WAITING.value))


def requests_set_aside(actor: Actor) -> tuple[RequestView, ...]:
    """The last ones, with the reason."""
    rows = _rows(actor).filter(state=RequestState.SET_ASIDE.value).order_by("-settled_at")
    return tuple(_view(row) for row in rows[:MOST_SET_ASIDE])


def one_request(
    actor: Actor, *, request_ref: str, today: date
) -> tuple[RequestView, tuple[AlikeCase, ...]]:
    """One that waits, with the cases that may be of the same child. Raises Hidden."""
    row = _rows(actor).filter(ref=request_ref, state=RequestState.WAITING.value).first()
    if row is None:
        raise Hidden("request")
    return _view(row), cases_alike(actor, known_child(row), today=today)


def waits_twice(actor: Actor, one: RequestView) -> int:
    """How many other requests wait for somebody of that birth date."""
    rows = _rows(actor).filter(state=RequestState.WAITING.value, born_on=one.born_on)
    return int(rows.exclude(ref=one.ref).count())


def _rows(actor: Actor) -> Any:
    actor.check_may(perms.REGISTER)
    return ReceivedRequest.objects.visible_to(actor)


def _view(row: ReceivedRequest) -> RequestView:
    return RequestView(
        ref=row.ref,
        asker=row.asker,
        name=row.name,
        place=row.place,
        email=row.email,
        phone=row.phone,
        safely=row.safely,
        child=f"{row.given_names} {row.family_name}".strip(),
        born_on=row.born_on,
        text=row.text,
        received_on=row.received_on,
        state=row.state,
        why=row.why,
        answers=lawful_answers(row.received_on, clock_of_the_law()),
    )
