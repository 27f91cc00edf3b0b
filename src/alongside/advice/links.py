"""Somebody without an account, who came by a link for one request: what the link lets them do, and how what
they did is told.
"""

from alongside.access.by_link import link_ref, visitor_name
from alongside.advice import perms
from alongside.advice.models import AdviceLink
from alongside.kernel.actor import Actor, Holding, Scope

ROLE = "advice_link"
PURPOSE = "Advice that was asked for"


def link_actor(link: AdviceLink) -> Actor:
    """No person, one request, and what somebody who is asked for advice may do there."""
    holding = Holding(
        role=ROLE,
        permissions=frozenset({perms.ANSWER}),
        scope=Scope(case_ref=link.request.case.ref),
        purpose=PURPOSE,
    )
    return Actor(
        person_id=None,
        name=visitor_name(link.ref, role=link.role, organisation=link.organisation.name),
        area_id=link.area_id,
        area_slug=link.area.slug,
        holdings=(holding,),
    )


def link_id_of(actor: Actor) -> int | None:
    """None for everybody who came by no link."""
    ref = link_ref(actor)
    if not ref:
        return None
    found: int = AdviceLink.objects.in_area(actor.area_id).values_list("pk", flat=True).get(ref=ref)
    return found


def by_link(link: AdviceLink | None) -> str:
    """ "Speech therapist, York Hospital, sal@hospital.example, by a link": for staff only."""
    if link is None:
        return ""
    return f"{link.role}, {link.organisation.name}, {link.email}, by a link"
