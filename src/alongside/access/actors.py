"""Building the actor: what a person holds in one area at one instant, in one query."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from alongside.access.models import Account, Grant
from alongside.access.roles import permissions_of, role_of
from alongside.kernel.actor import Actor, Holding, Scope, system_actor
from alongside.people.models import LocalArea

NO_AREA = 0
"""The installation itself, as the ledger numbers it."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who holds something in the area they asked for."""

    actor: Actor
    area: LocalArea

    @property
    def needs_second_factor(self) -> bool:
        return any(
            role is not None and role.is_staff_role for role in map(role_of, self.actor.roles)
        )


def arrive(*, person_id: int, area_slug: str, at: datetime) -> Arrival | None:
    """None when the person holds nothing there now, or there is no such area."""
    grants = list(
        Grant.objects.across_areas(reason="The address says which area; the filter keeps to it.")
        .filter(person_id=person_id, area__slug=area_slug)
        .in_force(at)
        .select_related("area", "person")
        .order_by("id")
    )
    if not grants:
        return None
    first: Grant = grants[0]
    actor = Actor(
        person_id=person_id,
        name=first.person.name,
        area_id=first.area_id,
        area_slug=area_slug,
        holdings=tuple(_holding(grant) for grant in grants),
    )
    return Arrival(actor=actor, area=first.area)


def actors_of(
    person_ids: Collection[int], *, area_id: int, area_slug: str, at: datetime
) -> Mapping[int, Actor]:
    """Person id -> how they would act in the area now. Only those who have an account: the others
    cannot sign in. In two queries.
    """
    with_account = Account.objects.filter(person_id__in=person_ids, is_active=True)
    people = dict(with_account.values_list("person_id", "person__name"))
    held: dict[int, list[Holding]] = {person_id: [] for person_id in people}
    for grant in Grant.objects.in_area(area_id).in_force(at).filter(person_id__in=list(people)):
        held[grant.person_id].append(_holding(grant))
    return {
        person_id: Actor(person_id, name, area_id, area_slug, tuple(held[person_id]))
        for person_id, name in people.items()
    }


def account_actor(account: Account) -> Actor:
    """The account's person acting on their own account, in no area."""
    return Actor(person_id=account.person_id, name="", area_id=NO_AREA, area_slug="")


def sign_in_actor() -> Actor:
    """For what happens before anybody is known to be who they say."""
    return system_actor(name="sign-in", area_id=NO_AREA, area_slug="", permissions=())


def _holding(grant: Grant) -> Holding:
    return Holding(
        role=grant.role,
        permissions=permissions_of(grant.role),
        scope=Scope(organisation_id=grant.organisation_id, case_ref=grant.case_ref),
        purpose=grant.purpose,
        until=grant.granted_until,
    )
