"""As whom a school records in one case, and who is told of it."""

from dataclasses import replace
from datetime import datetime

from django.urls import reverse

from alongside.casework import perms
from alongside.casework.families.news import posts_with
from alongside.casework.models import Case
from alongside.kernel.actor import Actor, Scope
from alongside.notices.telling import tell_holders
from alongside.people.models import Organisation
from alongside.web.clock import london_day


def recorder_of(actor: Actor, case: Case, school: Organisation) -> Actor:
    """The same person, who records in this one case only."""
    reaches = [each for each in actor.holdings if perms.SCHOOL in each.permissions]
    holding = next(each for each in reaches if each.scope.organisation_id == school.pk)
    narrow = replace(
        holding, permissions=frozenset({perms.OWN, perms.RECORD}), scope=Scope(case_ref=case.ref)
    )
    return replace(actor, holdings=(narrow,))


def tell_of_sending(actor: Actor, at: datetime, case: Case, key: str) -> None:
    """Whoever has the case, that a school sent something in it."""
    tell_holders(
        actor=actor,
        posts=posts_with(case, london_day(at)),
        sentence="A school sent something in a case that is with you.",
        address=address_of_sent(actor, case),
        at=at,
        key=key,
    )


def address_of_sent(actor: Actor, case: Case) -> str:
    return reverse("casework:from_schools", args=[actor.area_slug, case.ref])
