"""Asking for an assessment without an account, and what an officer makes of it: filing it in a case, from
the day on which it came, or setting it aside with the reason.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from alongside.casework import perms
from alongside.casework.families.filing import Manner, file_in, register_for
from alongside.casework.families.news import tell_leads_of_request
from alongside.casework.families.words import ON_BEHALF, WHY_ON_BEHALF
from alongside.casework.finding import find_case
from alongside.casework.models import ReceivedRequest
from alongside.casework.rules.asking import (
    NewRequest,
    OnBehalf,
    RequestState,
    check_request,
    is_for_another,
)
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.web.clock import london_day

EMPTIED = (
    "name", "place", "email", "phone", "safely", "given_names", "family_name", "text",
)  # fmt: skip
SETTLED = "Somebody has dealt with this request meanwhile."


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """In which case. Without ``case_ref`` the child or young person is registered, with ``sex`` and the
    post that works on it. ``has_responsibility``: an officer knows that whoever asked has it. ``joins``: an
    assessment is under way there, so the words come to it and no new time begins.
    """

    case_ref: str = ""
    post_ref: str = ""
    sex: str = ""
    has_responsibility: bool = False
    joins: bool = False


@transaction.atomic
def ask_for_assessment(*, actor: Actor, at: datetime, new: NewRequest) -> ReceivedRequest:
    """By anybody, in the area of the actor, who is nobody known. Raises Refusals."""
    check_request(new, today=london_day(at))
    made: ReceivedRequest = ReceivedRequest.objects.create(
        area_id=actor.area_id,
        asker=new.asker,
        name=new.name.strip(),
        place=new.place.strip(),
        email=new.email.strip(),
        phone=new.phone.strip(),
        safely=new.safely.strip(),
        given_names=" ".join(new.given_names.split()),
        family_name=" ".join(new.family_name.split()),
        born_on=new.born_on,
        text=_words(new, london_day(at)),
        received_on=london_day(at),
        received_at=at,
    )
    tell_leads_of_request(made, actor=actor, at=at)
    _record(actor, at, made, "casework.ask_for_assessment")
    return made


@transaction.atomic
def file_request(
    *, actor: Actor, at: datetime, request_ref: str, filing: Filing
) -> ReceivedRequest:
    """Time runs from the day on which it came, unless it joins an assessment. Raises Hidden, and Refusal or
    Refusals where the case takes no request now.
    """
    row = _waiting(actor, request_ref)
    if filing.case_ref:
        actor.check_may(perms.RECORD, case_ref=filing.case_ref)
        find_case(actor, filing.case_ref, today=london_day(at))
    case_ref = filing.case_ref or register_for(
        row, actor=actor, at=at, post_ref=filing.post_ref, sex=filing.sex
    )
    manner = Manner(has_responsibility=filing.has_responsibility, joins=filing.joins)
    case = file_in(row, case_ref, actor=actor, at=at, manner=manner)
    row.state, row.case = RequestState.FILED.value, case
    row.settled_at, row.settled_by_id = at, actor.person_id
    row.born_on = None
    for name in EMPTIED:
        setattr(row, name, "")
    row.save()
    _record(actor, at, row, "casework.file_request", case.ref)
    return row


@transaction.atomic
def set_aside_request(*, actor: Actor, at: datetime, request_ref: str, why: str) -> ReceivedRequest:
    """It is no request, or it is one that is dealt with already. Its words are kept, with the reason."""
    row = _waiting(actor, request_ref)
    if not why.strip():
        raise Refusal("Say why it is set aside.", field="why")
    row.state, row.why = RequestState.SET_ASIDE.value, why.strip()
    row.settled_at, row.settled_by_id = at, actor.person_id
    row.save(update_fields=["state", "why", "settled_at", "settled_by"])
    _record(actor, at, row, "casework.set_aside_request")
    return row


def _words(new: NewRequest, today: date) -> str:
    """Theirs, and why they ask where the right is the young person's own."""
    if not is_for_another(new.asker, new.born_on, today):
        return new.text.strip()
    answer = ON_BEHALF[OnBehalf(new.on_behalf)]
    return "\n\n".join((WHY_ON_BEHALF.format(answer=answer), new.text.strip())).strip()


def _waiting(actor: Actor, ref: str) -> ReceivedRequest:
    """Locked. Raises Hidden, or Refusal when it was dealt with."""
    actor.check_may(perms.REGISTER)
    found: ReceivedRequest | None = (
        ReceivedRequest.objects.visible_to(actor).select_for_update().filter(ref=ref).first()
    )
    if found is None:
        raise Hidden("request")
    if found.state != RequestState.WAITING.value:
        raise Refusal(SETTLED)
    return found


def _record(
    actor: Actor, at: datetime, row: ReceivedRequest, verb: str, case_ref: str = ""
) -> None:
    """That it came and what became of it: never a name or a word of it."""
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="casework.case" if case_ref else "casework.request",
        subject_ref=case_ref or row.ref,
        detail={"request": row.ref, "received_on": row.received_on.isoformat()},
    )
