"""Telling a post that something has to be put right: nothing of the child, and not what was found."""

from datetime import datetime

from django.urls import reverse

from alongside.access.queries import people_who_may
from alongside.casework import perms as casework
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.notices.telling import tell
from alongside.people.queries import holders_of
from alongside.quality.models import PutRight
from alongside.quality.rules.codes import Because
from alongside.web.clock import london_day


def tell_owner(actor: Actor, at: datetime, found: PutRight) -> None:
    """Whoever holds the post; those who lead casework when nobody holds it today."""
    people, day = _who(actor, at, found), day_in_words(found.due_on)
    address = reverse("quality:put_right", args=[actor.area_slug, found.ref])
    key = f"quality.put_right:{found.ref}:{found.version}"
    if found.because == Because.URGENT:
        tell(
            people=people,
            area_id=actor.area_id,
            sentence="An auditor raised an urgent concern in a case of yours. Please see to it today.",
            address=address,
            at=at,
            key=key,
        )
        return
    tell(
        people=people,
        area_id=actor.area_id,
        sentence=f"Something in a case of yours has to be put right, by {day}.",
        address=address,
        at=at,
        key=key,
    )


def tell_who_agrees(actor: Actor, at: datetime, found: PutRight) -> None:
    """Whoever leads casework, other than the first who said so."""
    leads = {each.pk for each in people_who_may(actor, casework.ASSIGN, at=at)}
    tell(
        people=leads - {actor.person_id},
        area_id=actor.area_id,
        sentence="Somebody says that nothing is needed after a concern about safety. Please agree, or do not.",
        address=reverse("quality:put_right", args=[actor.area_slug, found.ref]),
        at=at,
        key=f"quality.put_right_agree:{found.ref}:{found.version}",
    )


def _who(actor: Actor, at: datetime, found: PutRight) -> set[int]:
    held = holders_of([found.owner], london_day(at)).get(found.owner_id, ())
    people = {each.person_id for each in held}
    people = people or {each.pk for each in people_who_may(actor, casework.ASSIGN, at=at)}
    return people - {actor.person_id or 0}
