"""Who is acting, in which local area, and what they may do there.

The access room builds actors from grants; every other room only asks them. An actor acts in one
area at a time. System work has a named actor with the permissions it needs and no person.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from alongside.kernel.refusals import Hidden


@dataclass(frozen=True, slots=True)
class Scope:
    """How far a holding reaches: the whole area, or one organisation, or one case."""

    organisation_id: int | None = None
    case_ref: str = ""

    @property
    def whole_area(self) -> bool:
        return self.organisation_id is None and not self.case_ref


@dataclass(frozen=True, slots=True)
class Holding:
    """One grant as it stands: a role's permissions, within a scope, for a purpose, until a time."""

    role: str
    permissions: frozenset[str]
    scope: Scope = Scope()
    purpose: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """``person_id`` is None for system work and ``name`` then says which work it is."""

    person_id: int | None
    name: str
    area_id: int
    area_slug: str
    holdings: tuple[Holding, ...] = field(default=())

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(holding.role for holding in self.holdings))

    @property
    def purpose(self) -> str:
        return "; ".join(dict.fromkeys(h.purpose for h in self.holdings if h.purpose))

    def may(
        self, permission: str, *, organisation_id: int | None = None, case_ref: str = ""
    ) -> bool:
        """True when a holding gives the permission for the whole area, or for what is named.

        >>> head = Holding("head", frozenset({"plan.view"}))
        >>> Actor(1, "A", 1, "york", (head,)).may("plan.view", organisation_id=7)
        True
        """
        return any(
            permission in holding.permissions
            and (
                holding.scope.whole_area
                or (
                    organisation_id is not None and holding.scope.organisation_id == organisation_id
                )
                or (bool(case_ref) and holding.scope.case_ref == case_ref)
            )
            for holding in self.holdings
        )

    def may_somewhere(self, permission: str) -> bool:
        """True when any holding gives the permission, however narrow its scope: for navigation."""
        return any(permission in holding.permissions for holding in self.holdings)

    def organisations_for(self, permission: str) -> frozenset[int] | None:
        """The organisations the permission reaches; None means the whole area."""
        holders = [h for h in self.holdings if permission in h.permissions]
        if any(h.scope.whole_area for h in holders):
            return None
        return frozenset(
            h.scope.organisation_id for h in holders if h.scope.organisation_id is not None
        )

    def check_may(
        self, permission: str, *, organisation_id: int | None = None, case_ref: str = ""
    ) -> None:
        """Raises Hidden when the actor may not: refusal looks like "not found"."""
        if not self.may(permission, organisation_id=organisation_id, case_ref=case_ref):
            raise Hidden(permission)


def system_actor(*, name: str, area_id: int, area_slug: str, permissions: Iterable[str]) -> Actor:
    """An actor for work nobody asked for by hand, such as reminders or an operator's command."""
    holding = Holding(role="system", permissions=frozenset(permissions), purpose=name)
    return Actor(
        person_id=None, name=name, area_id=area_id, area_slug=area_slug, holdings=(holding,)
    )
