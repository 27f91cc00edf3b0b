"""Who of a family asks, in which case, and how they stand there. Not there and not theirs are the same.

Whoever signs in is known by their person. A visitor by link has no person: the actor's name says which
access let them in.
"""

from dataclasses import dataclass
from datetime import datetime

from alongside.access.roles import permissions_of
from alongside.casework import perms
from alongside.casework.models import Case, Contact, FamilyAccess, YoungPersonsChoice
from alongside.casework.rules.children import rights_pass_on
from alongside.casework.rules.families import Somebody, Standing, check_may_act, standing_of
from alongside.casework.rules.family_codes import Way
from alongside.kernel.actor import Actor, Holding, Scope
from alongside.kernel.refusals import Hidden
from alongside.web.clock import london_day

BY_LINK = "family link "
PURPOSE = "A family’s own case"


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """``contact`` is None for the young person. ``reach`` is what they chose for a contact."""

    case: Case
    access: FamilyAccess
    contact: Contact | None
    standing: Standing
    rights_passed: bool
    reach: str = ""

    @property
    def is_young_person(self) -> bool:
        return self.contact is None

    @property
    def is_restricted(self) -> bool:
        return self.contact is not None and bool(self.contact.restriction)


def link_actor(access: FamilyAccess) -> Actor:
    """A visitor who came by link: no person, one case, and what a family may do there."""
    role = "young_person" if access.contact_id is None else "parent"
    holding = Holding(
        role=role,
        permissions=permissions_of(role),
        scope=Scope(case_ref=access.case.ref),
        purpose=PURPOSE,
    )
    return Actor(
        person_id=None,
        name=f"{BY_LINK}{access.ref}",
        area_id=access.area_id,
        area_slug=access.area.slug,
        holdings=(holding,),
    )


def viewer_of(actor: Actor, *, case_ref: str, at: datetime) -> Viewer:
    """Raises Hidden. Whether they may see anything of the case is in ``standing``."""
    actor.check_may(perms.FAMILY, case_ref=case_ref)
    access = _access_of(actor, case_ref, at)
    case, contact = access.case, access.contact
    passes_on = rights_pass_on(case.child.born_on)
    today = london_day(at)
    reach = reach_of(contact) if contact is not None and today >= passes_on else ""
    who = Somebody(
        is_young_person=contact is None,
        rights_pass_on=passes_on,
        is_ended=contact is not None and contact.is_ended,
        reach=reach,
    )
    return Viewer(
        case=case,
        access=access,
        contact=contact,
        standing=standing_of(who, today=today),
        rights_passed=today >= passes_on,
        reach=reach,
    )


def reach_of(contact: Contact) -> str:
    """What the young person chose for this contact, as it stands; empty for nothing."""
    found: YoungPersonsChoice | None = contact.choices.filter(ended_at=None).first()
    return found.reach if found else ""


def viewer_who_acts(actor: Actor, *, case_ref: str, at: datetime) -> Viewer:
    """Raises Hidden for whoever sees no case, and Refusal for whoever only looks."""
    viewer = viewer_of(actor, case_ref=case_ref, at=at)
    if not viewer.standing.may_see:
        raise Hidden("case")
    check_may_act(viewer.standing)
    return viewer


def _access_of(actor: Actor, case_ref: str, at: datetime) -> FamilyAccess:
    rows = FamilyAccess.objects.in_area(actor.area_id).in_force(at).filter(case__ref=case_ref)
    if actor.person_id is not None:
        rows = rows.filter(way=Way.ACCOUNT.value, person_id=actor.person_id)
    else:
        ref = actor.name.removeprefix(BY_LINK)
        rows = rows.filter(way=Way.LINK.value, ref=ref)
    found: FamilyAccess | None = rows.select_related("case__child__school", "contact").first()
    if found is None:
        raise Hidden("case")
    return found
