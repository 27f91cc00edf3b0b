"""Reading grants, accounts and emergency accesses: as the actor, or for one's own account."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from alongside.access import perms
from alongside.access.models import Account, Grant, SignedInSession
from alongside.access.models.grants import EMERGENCY
from alongside.access.roles import CASE, ROLES
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.models import LocalArea, Person
from alongside.people.queries import areas_among, people_of

GOVERNANCE_LEAD = "information_governance_lead"
ADMINISTRATOR = "administrator"


def grants_in(actor: Actor) -> Any:
    """Every grant of the area with its person and organisation, newest first."""
    actor.check_may(perms.GRANT)
    return (
        Grant.objects.visible_to(actor)
        .select_related("person", "person__account", "organisation", "granted_by")
        .order_by("-granted_from", "-id")
    )


def grant_in(actor: Actor, ref: str) -> Grant:
    found: Grant | None = grants_in(actor).filter(ref=ref).first()
    if found is None:
        raise Hidden("grant")
    return found


def emergencies_in(actor: Actor) -> Any:
    """Every emergency access of the area with its review, newest first."""
    actor.check_may(perms.SEE_EMERGENCIES)
    return (
        Grant.objects.visible_to(actor)
        .filter(kind=EMERGENCY)
        .select_related("person", "organisation", "review", "review__reviewed_by")
        .order_by("-granted_from", "-id")
    )


def emergency_in(actor: Actor, ref: str) -> Grant:
    found: Grant | None = emergencies_in(actor).filter(ref=ref).first()
    if found is None:
        raise Hidden("emergency access")
    return found


def emergencies_to_review(actor: Actor) -> Any:
    return emergencies_in(actor).filter(review=None).exclude(person_id=actor.person_id)


def own_emergencies(actor: Actor, *, at: datetime) -> Sequence[Grant]:
    """The emergency access that the actor took in this area and holds now, oldest first."""
    return list(
        Grant.objects.visible_to(actor)
        .in_force(at)
        .filter(kind=EMERGENCY, person_id=actor.person_id)
        .select_related("organisation")
        .order_by("granted_from", "id")
    )


def of_the_area(actor: Actor) -> Q:
    """Accounts of people registered here, with a post here, or with access here now or before."""
    granted = Grant.objects.visible_to(actor).values("person_id")
    return Q(person_id__in=granted) | Q(person_id__in=people_of(actor).values("id"))


def accounts_in(actor: Actor) -> Any:
    actor.check_may(perms.ADMINISTER)
    found = Account.objects.filter(of_the_area(actor))
    return found.select_related("person").order_by("person__name", "id")


def account_in(actor: Actor, ref: str) -> Account:
    found: Account | None = accounts_in(actor).filter(ref=ref).first()
    if found is None:
        raise Hidden("account")
    return found


def account_with_email(email: str) -> Account | None:
    """For operators' commands, who know an address rather than a public name."""
    found: Account | None = Account.objects.filter(email=email.strip().lower()).first()
    return found


def account_with_code(code: str) -> Account | None:
    """By its public name, which only its holder can tell to somebody of another area."""
    found: Account | None = Account.objects.filter(ref="".join(code.split()).lower()).first()
    return found


def own_grants(account: Account, *, at: datetime) -> Sequence[Grant]:
    """What the account's person holds now, in every area."""
    return list(
        Grant.objects.across_areas(reason="A person's own grants, wherever they are.")
        .filter(person_id=account.person_id)
        .in_force(at)
        .select_related("area", "organisation")
        .order_by("area__name", "id")
    )


def areas_of(person_id: int, *, at: datetime) -> Sequence[LocalArea]:
    """The areas in which the person holds something now, by name."""
    held = (
        Grant.objects.across_areas(reason="Which areas a person may enter.")
        .filter(person_id=person_id)
        .in_force(at)
        .values("area_id")
    )
    return areas_among(held)


def own_sessions(account: Account) -> Sequence[SignedInSession]:
    return list(account.sessions.order_by("-seen_at", "-id"))


def holders_of_role(*, role: str, area_id: int, at: datetime) -> set[int]:
    """Person ids, for telling them something."""
    return set(
        Grant.objects.in_area(area_id)
        .in_force(at)
        .filter(role=role)
        .values_list("person_id", flat=True)
    )


def people_who_may(actor: Actor, permission: str, *, at: datetime) -> list[Person]:
    """Everybody whose role in the actor’s area gives the permission now, by name."""
    roles = [role.code for role in ROLES if permission in role.permissions]
    held = Grant.objects.in_area(actor.area_id).in_force(at).filter(role__in=roles)
    found = {each.person_id: each.person for each in held.select_related("person")}
    return sorted(found.values(), key=lambda each: (each.name, each.pk))


def family_holders(*, area_id: int, case_ref: str, at: datetime) -> list[tuple[int, str, str]]:
    """(id, public name, name) of everybody who holds a family's role for the case now."""
    roles = [role.code for role in ROLES if role.scope == CASE]
    rows = Grant.objects.in_area(area_id).in_force(at).filter(case_ref=case_ref, role__in=roles)
    found = rows.order_by("person__name").values_list("person_id", "person__ref", "person__name")
    return list(dict.fromkeys(found))


def people_granted_case(*, area_id: int, case_ref: str) -> frozenset[int]:
    """Everybody who holds, or ever held, a role for this one case."""
    rows = Grant.objects.in_area(area_id).filter(case_ref=case_ref)
    return frozenset(rows.values_list("person_id", flat=True))


def who_is_told_of_emergencies(*, area_id: int, at: datetime, taker_id: int | None) -> set[int]:
    """The information-governance leads, or else the administrators; never the taker alone."""
    for role in (GOVERNANCE_LEAD, ADMINISTRATOR):
        found = holders_of_role(role=role, area_id=area_id, at=at) - {taker_id}
        if found:
            return {person_id for person_id in found if person_id is not None}
    return set()


def roles_the_actor_may_give(actor: Actor) -> list[tuple[str, str]]:
    """(code, label) in the order of the role table."""
    mine = set(actor.roles)
    return [
        (role.code, role.label)
        for role in ROLES
        if "system" in mine or not mine.isdisjoint(role.granted_by)
    ]


def people_without_account(actor: Actor) -> QuerySet[Person]:
    actor.check_may(perms.ADMINISTER)
    return people_of(actor).filter(account=None)
