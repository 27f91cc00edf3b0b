"""Keeping the days on which the terms of an area begin, as the area gave them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from alongside.casework import perms
from alongside.casework.models import TermDates
from alongside.casework.rules.terms import OwnTerms, own_terms
from alongside.kernel.actor import Actor
from alongside.ledger.operations import record


@transaction.atomic
def give_term_dates(*, actor: Actor, at: datetime, begins: Sequence[date]) -> OwnTerms:
    """The list takes the place of the one before, which stays. Raises Refusal."""
    actor.check_may(perms.TERM_DATES)
    found = own_terms(begins)
    kept = [each.isoformat() for each in begins]
    TermDates.objects.create(
        area_id=actor.area_id, begins=kept, given_at=at, given_by_id=actor.person_id
    )
    record(
        actor=actor,
        at=at,
        verb="casework.give_term_dates",
        subject="people.area",
        subject_ref=actor.area_slug,
        detail={"begins": kept},
    )
    return found
