"""Sending somebody without an account a link for one request, and ending it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from alongside.access.by_link import digest_of, new_secret
from alongside.advice.finding import find_request, standing_of, stands
from alongside.advice.keeping import SUBJECT
from alongside.advice.models import AdviceLink, AdviceLinkShown, AdviceRequest
from alongside.advice.queries.links import domains_of, readable_advice
from alongside.advice.rules.codes import CLOSED, Stand
from alongside.advice.rules.links import check_address, check_lasts
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.people import queries as people
from alongside.people.rules import check_text
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """``shows``: refs of advice of the same case that they may read. ``checked_how`` is needed where the
    address is at no domain of the organisation.
    """

    email: str
    organisation_ref: str
    role: str
    consent: str
    lasts: int
    checked_how: str = ""
    shows: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class GivenLink:
    """``secret`` goes into one e-mail, or is shown once, and is kept nowhere."""

    link: AdviceLink
    secret: str


@transaction.atomic
def give_advice_link(*, actor: Actor, at: datetime, request_ref: str, new: NewLink) -> GivenLink:
    """An earlier link to the same address ends. Raises Hidden, and Refusal with the reason."""
    request = _request(actor, request_ref, at)
    _check_open(request)
    email, secret = new.email.strip().lower(), new_secret()
    request.links.filter(email=email, ended_at=None).update(
        ended_at=at, ended_by=actor.person_id, ended_why="A new link was sent."
    )
    made = _made(actor, at, request, new, secret)
    _show(actor, at, made, new.shows)
    detail = {"request": request.ref, "link": made.ref, "checked": made.checked_by}
    record(
        actor=actor,
        at=at,
        verb="advice.give_link",
        subject=SUBJECT,
        subject_ref=request.case.ref,
        detail={**detail, "lasts": new.lasts},
    )
    return GivenLink(made, secret)


def _made(
    actor: Actor, at: datetime, request: AdviceRequest, new: NewLink, secret: str
) -> AdviceLink:
    organisation = people.organisation(new.organisation_ref)
    domains = domains_of(actor, organisation_ref=organisation.ref)
    checked_by = check_address(new.email, domains=domains, how=new.checked_how)
    made: AdviceLink = AdviceLink.objects.create(
        area_id=actor.area_id,
        request=request,
        email=new.email.strip().lower(),
        organisation=organisation,
        role=check_text(new.role, "Say in which role they work.", field="role"),
        checked_by=checked_by.value,
        checked_how=new.checked_how.strip(),
        consent=check_text(new.consent, "Say what the family agreed to.", field="consent"),
        digest=digest_of(secret),
        given_at=at,
        given_by_id=actor.person_id,
        given_until=at + timedelta(days=check_lasts(new.lasts)),
    )
    return made


@transaction.atomic
def end_advice_link(*, actor: Actor, at: datetime, link_ref: str, why: str) -> AdviceLink:
    """At once: a visit that is going on ends with it."""
    link: AdviceLink | None = (
        AdviceLink.objects.visible_to(actor)
        .select_related("request__case")
        .filter(ref=link_ref)
        .first()
    )
    if link is None:
        raise Hidden("link")
    _request(actor, link.request.ref, at)
    if link.ended_at is not None:
        raise Refusal("This link has ended already.")
    link.ended_at, link.ended_by_id = at, actor.person_id
    link.ended_why = check_text(why, "Say why it ends.", field="why")
    link.save(update_fields=["ended_at", "ended_by", "ended_why"])
    link.visits.filter(left_at=None, ends_at__gt=at).update(left_at=at)
    record(
        actor=actor,
        at=at,
        verb="advice.end_link",
        subject=SUBJECT,
        subject_ref=link.request.case.ref,
        detail={"request": link.request.ref, "link": link.ref},
    )
    return link


def _request(actor: Actor, ref: str, at: datetime) -> AdviceRequest:
    """Of whoever asks, looks after it or holds the post; never of a visitor. Raises Hidden."""
    request = find_request(actor, ref, today=london_day(at))
    may = {Stand.HOLDER, Stand.OVERSEER, Stand.ASKER}
    if may.isdisjoint(stands(actor, request, today=london_day(at))):
        raise Hidden("request")
    return request


def _check_open(request: AdviceRequest) -> None:
    standing = standing_of(request)
    if standing.state in CLOSED:
        raise Refusal("This request is closed. No link can be sent for it.")
    if standing.parts:
        raise Refusal("This was shared. Send a link for the part of one service.")


def _show(actor: Actor, at: datetime, link: AdviceLink, refs: Sequence[str]) -> None:
    """Only what the sender may read themselves. Raises Refusal."""
    readable = readable_advice(actor, request_ref=link.request.ref, today=london_day(at))
    found = {each.ref: each for each in readable}
    if not found.keys() >= set(refs):
        raise Refusal("Choose advice from the list.", field="shows")
    for ref in dict.fromkeys(refs):
        AdviceLinkShown.objects.create(area_id=link.area_id, link=link, submission=found[ref])
