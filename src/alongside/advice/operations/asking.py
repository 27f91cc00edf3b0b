"""Asking a body for advice, sharing the request with services, and withdrawing it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from alongside.advice import perms
from alongside.advice.finding import find_for
from alongside.advice.framework import framework_on
from alongside.advice.keeping import NewStep, Said, keep_step, keep_whole, set_state
from alongside.advice.models import AdviceRequest
from alongside.advice.on_the_case import happened
from alongside.advice.rules.codes import (
    BODY_OF,
    CLOSED,
    WITH_LAW_DAY,
    Act,
    Adviser,
    Purpose,
    State,
)
from alongside.advice.rules.deciding import check_day, check_services, check_was_under_way
from alongside.advice.telling import Message
from alongside.advice.words import ADVISERS
from alongside.casework.queries.asked_bodies import AskedBody, asked_body
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people import queries as people
from alongside.people.models import Post
from alongside.web.clock import london_day

SENT, RECEIVED, RETURNED = "advice_request_sent", "advice_request_received", "advice_returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """``name`` is whom, where that is another person. ``wanted_by_on`` only where the law sets no day."""

    adviser: str
    post_ref: str
    said: Said
    purpose: str = Purpose.ASSESSMENT.value
    name: str = ""
    asks: str = ""
    wanted_by_on: date | None = None


@transaction.atomic
def ask_for_advice(*, actor: Actor, at: datetime, case_ref: str, new: NewRequest) -> AdviceRequest:
    """The case says so too, unless that was recorded there before: then its days are taken over. Raises
    Refusal.
    """
    actor.check_may(perms.ASK, case_ref=case_ref)
    adviser, today = Adviser(new.adviser), london_day(at)
    body = _body(adviser, new.name)
    standing = asked_body(actor, case_ref=case_ref, body=body, today=today)
    _check_purpose(new, standing)
    _check_not_asked(standing, body)
    check_day(new.said.on, today=today, not_before=None, field="on")
    check_was_under_way(new.said.on, standing.began_on)
    post = people.post(actor, new.post_ref)
    made = _make(actor, at, new, standing, body=body, post=post)
    happened(actor, at, made, SENT, new.said)
    asked = replace(new.said, on=made.asked_on)
    record(
        actor=actor,
        at=at,
        **keep_step(actor, at, made, NewStep(act=Act.ASK, said=asked, post=post)),
    )
    if made.received_on is not None:
        told = replace(asked, on=made.received_on, note="The case said so already.")
        keep_step(actor, at, made, NewStep(act=Act.RECEIVE, said=told))
    Message(made, post).about(
        actor=actor, at=at, sentence="You are asked for advice.", what="asked"
    )
    return made


@transaction.atomic
def share_request(
    *, actor: Actor, at: datetime, request_ref: str, services: Sequence[tuple[str, str]], said: Said
) -> list[AdviceRequest]:
    """With each service, and the post that answers there. A part has the due date of the whole: it
    counts from the receipt at the single point of access. Raises Refusal.
    """
    today = london_day(at)
    whole = find_for(actor, request_ref, Act.SHARE, today=today)
    check_day(said.on, today=today, not_before=whole.received_on, field="on")
    there = [Adviser(each) for each in whole.parts.values_list("adviser", flat=True)]
    check_services([Adviser(service) for service, _ in services], there)
    made = [_part(actor, at, whole, service, post_ref, said) for service, post_ref in services]
    set_state(whole, State.SHARED)
    keep_whole(whole)
    happened(actor, at, whole, "advice_allocated", said)
    return made


@transaction.atomic
def withdraw_request(*, actor: Actor, at: datetime, request_ref: str, said: Said) -> AdviceRequest:
    """With its parts. What was given stays."""
    request = find_for(actor, request_ref, Act.WITHDRAW, today=london_day(at))
    if not said.note.strip():
        raise Refusal("Say why it is withdrawn.", field="note")
    check_day(said.on, today=london_day(at), not_before=request.asked_on, field="on")
    closed = [each.value for each in CLOSED]
    parts = request.parts.exclude(state__in=closed)
    ended = list(parts.select_related("case", "post"))
    parts.update(state=State.WITHDRAWN.value, ended_on=said.on)
    set_state(request, State.WITHDRAWN, ended_on=said.on)
    record(
        actor=actor, at=at, **keep_step(actor, at, request, NewStep(act=Act.WITHDRAW, said=said))
    )
    for each in (request, *ended):
        Message(each, each.post).about(
            actor=actor,
            at=at,
            sentence="A request for advice was withdrawn.",
            what=f"withdrawn:{at.isoformat()}",
        )
    note = f"The request for advice was withdrawn: {said.note.strip()}"
    happened(actor, at, request, "advice_request_withdrawn", replace(said, note=note))
    return request


def _body(adviser: Adviser, name: str) -> str:
    """As the law's events have it. Whoever regulation 6 does not name is called by name."""
    if adviser in BODY_OF:
        return BODY_OF[adviser].value
    if adviser is Adviser.OTHER and not name.strip():
        raise Refusal("Say whom you ask, by role and place.", field="name")
    return name.strip() or ADVISERS[adviser]


def _check_purpose(new: NewRequest, standing: AskedBody) -> None:
    purpose = Purpose(new.purpose)
    if purpose in WITH_LAW_DAY and standing.process != purpose:
        raise Refusal("Nothing of this kind is under way in the case.", field="purpose")
    if purpose not in WITH_LAW_DAY and new.wanted_by_on is None:
        raise Refusal(
            "The law sets no day for this. Say by when you need it.", field="wanted_by_on"
        )


def _check_not_asked(standing: AskedBody, body: str) -> None:
    """Raises Refusal where this body is asked already, or answered."""
    asked = AdviceRequest.objects.in_area(standing.case.area_id).filter(
        case=standing.case, body=body, part_of=None
    )
    if asked.exclude(state__in=[each.value for each in CLOSED]).exists():
        raise Refusal("This body has been asked already, and its request is open.", field="adviser")
    if day := standing.days.get(RETURNED):
        raise Refusal(
            f"The case says that this advice came back on {day_in_words(day)}. If that is wrong, take it back in "
            "the case. Then ask.",
            field="adviser",
        )


def _make(
    actor: Actor, at: datetime, new: NewRequest, standing: AskedBody, *, body: str, post: Post
) -> AdviceRequest:
    adviser, frame = Adviser(new.adviser), framework_on(new.said.on)
    received_on = standing.days.get(RECEIVED)
    return AdviceRequest.objects.create(
        area_id=actor.area_id,
        case=standing.case,
        adviser=adviser.value,
        side=frame.advisers[adviser].side.value,
        body=body,
        purpose=new.purpose,
        framework=frame.version,
        asks=new.asks.strip(),
        post=post,
        state=(State.RECEIVED if received_on else State.ASKED).value,
        asked_on=standing.days.get(SENT, new.said.on),
        received_on=received_on,
        wanted_by_on=new.wanted_by_on,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )


def _part(
    actor: Actor, at: datetime, whole: AdviceRequest, service: str, post_ref: str, said: Said
) -> AdviceRequest:
    post = people.post(actor, post_ref)
    made = AdviceRequest.objects.create(
        area_id=whole.area_id,
        case=whole.case,
        part_of=whole,
        adviser=Adviser(service).value,
        side=whole.side,
        body=whole.body,
        purpose=whole.purpose,
        framework=whole.framework,
        asks=whole.asks,
        post=post,
        state=State.RECEIVED.value,
        asked_on=whole.asked_on,
        received_on=whole.received_on,
        wanted_by_on=whole.wanted_by_on,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    record(
        actor=actor,
        at=at,
        **keep_step(actor, at, made, NewStep(act=Act.SHARE, said=said, post=post)),
    )
    Message(made, post).about(
        actor=actor, at=at, sentence="A request for advice was shared with you.", what="shared"
    )
    return made
