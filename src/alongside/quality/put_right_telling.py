"""Telling a post that something has to be put right: nothing of the child, and not what was found."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from alongside.access.queries import people_who_may
from alongside.casework import perms as casework
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.notices.telling import tell, tell_holders
from alongside.people.queries import holders_of
from alongside.quality.models import PutRight
from alongside.quality.rules.codes import Because
from alongside.web.clock import london_day

URGENT = "An auditor raised an urgent concern in a case of yours. Please see to it today."


def tell_owner(actor: Actor, at: datetime, found: PutRight) -> None:
    """Whoever holds the post; those who lead casework when nobody holds it today."""
    is_urgent = found.because == Because.URGENT
    until = day_in_words(found.due_on)
    sentence = (
        URGENT if is_urgent else f"Something in a case of yours has to be put right, by {until}."
    )
    words: dict[str, Any] = {
        "sentence": sentence,
        "address": reverse("quality:put_right", args=[actor.area_slug, found.ref]),
        "at": at,
        "key": f"quality.put_right:{found.ref}:{found.version}",
    }
    if holders_of([found.owner], london_day(at)):
        tell_holders(actor=actor, posts=[found.owner], **words)
        return
    leads = {each.pk for each in people_who_may(actor, casework.ASSIGN, at=at)}
    tell(people=leads - {actor.person_id}, area_id=actor.area_id, **words)
