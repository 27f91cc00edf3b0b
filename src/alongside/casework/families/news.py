"""Telling a family, and whoever works with them, that there is something to read: never a word of what.
Called inside the transaction of whatever happened.

Whoever comes in by link has no account for a message to stand in. They get an e-mail, and one for all
that changed within a quarter of an hour. It is asked again at the sending whether they may have it.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from django.db.models import Q
from django.urls import reverse

from alongside.access.queries import holders_of_role
from alongside.casework.families.door import BY_LINK, reach_of
from alongside.casework.models import (
    Case,
    CaseEvent,
    FamilyAccess,
    FamilyMessage,
    Letter,
    ReceivedRequest,
)
from alongside.casework.rules.bodies import MADE, NOTE
from alongside.casework.rules.children import rights_pass_on
from alongside.casework.rules.families import Somebody, standing_of
from alongside.casework.rules.family_codes import Way
from alongside.jobs.queue import enqueue
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.notices.telling import tell, tell_holders
from alongside.people.models import Post
from alongside.web.clock import london_day

LEADS = "head_of_send"
MAIL = "casework.mail_family"
WAITS = timedelta(minutes=15)


def tell_family_of_event(case: Case, made: CaseEvent, *, actor: Actor, at: datetime) -> None:
    """Whoever of the family has an account and may see the case today. A note tells nobody, nor does a
    decision before its letter.
    """
    if made.kind in (NOTE, MADE) or not _lets_somebody_in(case, at):
        return
    _ask_for_mail(_links(case, at), actor=actor, at=at)
    readers = {each for each in _readers(case, at) if each != actor.person_id}
    if not readers:
        return
    tell(
        people=readers,
        area_id=case.area_id,
        sentence="Something changed in a case that you follow.",
        address=_page_of(actor, case),
        at=at,
        key=f"casework.family_changed:{made.ref}",
    )


class Given(Protocol):
    """Something that came from one person of a family: from the young person without a contact."""

    case: Case
    area_id: int
    contact_id: int | None


def tell_family_of_answer(message: Given, key: str, *, actor: Actor, at: datetime) -> None:
    """Only whoever asked: nobody else of the family reads it."""
    links = _links(message.case, at).filter(contact_id=message.contact_id)
    _ask_for_mail(links, actor=actor, at=at)
    tell(
        people=_accounts(message.case, at, contact_id=message.contact_id),
        area_id=message.area_id,
        sentence="The council answered you.",
        address=_page_of(actor, message.case),
        at=at,
        key=f"casework.family_answered:{key}",
    )


def tell_of_withdrawn_letter(letter: Letter, *, actor: Actor, at: datetime) -> None:
    """Only whoever was sent it: it stays on their page, marked as withdrawn."""
    links = _links(letter.case, at).filter(contact_id=letter.contact_id)
    _ask_for_mail(links, actor=actor, at=at)
    tell(
        people=_accounts(letter.case, at, contact_id=letter.contact_id),
        area_id=letter.area_id,
        sentence="Something changed in a case that you follow.",
        address=_page_of(actor, letter.case),
        at=at,
        key=f"casework.family_changed:{letter.ref}",
    )


def tell_officers_of_message(message: FamilyMessage, *, actor: Actor, at: datetime) -> None:
    """The posts that work on the case; with a second "not happening", the head of the service too."""
    if message.reply_due_on is None:
        _tell_of_words(message, actor=actor, at=at)
    else:
        _tell_of_waiting(message, message.reply_due_on, actor=actor, at=at)
    if message.follows_id is not None:
        _tell_leads(message, actor=actor, at=at)


def tell_leads_of_request(row: ReceivedRequest, *, actor: Actor, at: datetime) -> None:
    """That one came in by the public page, and waits to be filed."""
    tell(
        people=holders_of_role(role=LEADS, area_id=row.area_id, at=at),
        area_id=row.area_id,
        sentence="A request for an assessment came in by the public page.",
        address=reverse("casework:requests", args=[actor.area_slug]),
        at=at,
        key=f"casework.request_came:{row.ref}",
    )


def _tell_of_words(message: FamilyMessage, *, actor: Actor, at: datetime) -> None:
    tell_holders(
        actor=actor,
        posts=posts_with(message.case, london_day(at)),
        sentence="A family wrote to you in a case.",
        address=_side_of(actor, message.case),
        at=at,
        key=f"casework.family_wrote:{message.ref}",
    )


def _tell_of_waiting(message: FamilyMessage, due_on: date, *, actor: Actor, at: datetime) -> None:
    day = day_in_words(due_on)
    tell_holders(
        actor=actor,
        posts=posts_with(message.case, london_day(at)),
        sentence=f"A family waits for your answer in a case. It is due: {day}.",
        address=_side_of(actor, message.case),
        at=at,
        key=f"casework.family_wrote:{message.ref}",
    )


def _tell_leads(message: FamilyMessage, *, actor: Actor, at: datetime) -> None:
    leads = holders_of_role(role=LEADS, area_id=message.area_id, at=at)
    tell(
        people=leads - {actor.person_id},
        area_id=message.area_id,
        sentence="A family says again that something is not settled.",
        address=_side_of(actor, message.case),
        at=at,
        key=f"casework.family_says_again:{message.ref}",
    )


def posts_with(case: Case, today: date) -> Iterable[Post]:
    rows = case.assignments.filter(
        Q(assigned_until=None) | Q(assigned_until__gt=today), assigned_from__lte=today
    ).select_related("post")
    return [row.post for row in rows]


def _ask_for_mail(links: Any, *, actor: Actor, at: datetime) -> None:
    """But for whoever did it themselves, on a visit by link."""
    for access in links.exclude(ref=actor.name.removeprefix(BY_LINK)):
        enqueue(
            name=MAIL,
            key=access.ref,
            arguments={"access": access.pk, "asked": at.isoformat()},
            at=at,
            run_after=at + WAITS,
        )


def _lets_somebody_in(case: Case, at: datetime) -> bool:
    """Whether anybody has a way in today: most cases have none, and then nothing else is asked."""
    return bool(FamilyAccess.objects.in_area(case.area_id).in_force(at).filter(case=case).exists())


def _links(case: Case, at: datetime) -> Any:
    """Of those who have no account as well, which tells them."""
    signs_in = _in_force(case, at).filter(contact__isnull=False).values("contact")
    rows = FamilyAccess.objects.in_area(case.area_id).in_force(at)
    return rows.filter(case=case, way=Way.LINK.value, contact__isnull=False).exclude(
        contact__in=signs_in
    )


def _readers(case: Case, at: datetime) -> set[int]:
    found = _in_force(case, at).select_related("contact")
    return {each.person_id for each in found if may_see(case, each, london_day(at))}


def may_see(case: Case, access: FamilyAccess, today: date) -> bool:
    """Whether this way in shows its holder the case today."""
    contact, passes_on = access.contact, rights_pass_on(case.child.born_on)
    who = Somebody(
        is_young_person=contact is None,
        rights_pass_on=passes_on,
        is_ended=contact is not None and contact.is_ended,
        reach=reach_of(contact) if contact is not None and today >= passes_on else "",
    )
    return standing_of(who, today=today).may_see


def has_way_in_to(case: Case, contact_id: int | None, *, at: datetime) -> bool:
    """Whether this contact, or the young person where it is None, can open the family's page now."""
    rows = FamilyAccess.objects.in_area(case.area_id).in_force(at)
    found = rows.filter(case=case, contact_id=contact_id).select_related("contact")
    return any(may_see(case, each, london_day(at)) for each in found)


def _accounts(case: Case, at: datetime, *, contact_id: int | None) -> set[int]:
    found = _in_force(case, at).filter(contact_id=contact_id)
    return set(found.values_list("person_id", flat=True))


def _in_force(case: Case, at: datetime) -> Any:
    rows = FamilyAccess.objects.in_area(case.area_id).in_force(at)
    return rows.filter(case=case, way=Way.ACCOUNT.value)


def _page_of(actor: Actor, case: Case) -> str:
    return reverse("casework:family", args=[actor.area_slug, case.ref])


def _side_of(actor: Actor, case: Case) -> str:
    return reverse("casework:family_side", args=[actor.area_slug, case.ref])
