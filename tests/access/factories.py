"""Accounts and grants for tests, made by the real operations."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from alongside.access import operations
from alongside.access.actors import arrive
from alongside.access.models import Account, Grant
from alongside.access.perms import ADMINISTER, GRANT
from alongside.kernel.actor import Actor
from alongside.people.models import LocalArea, Person
from tests.people.factories import make_area, make_organisation, make_person, operator

AT = datetime(2021, 3, 1, 9, 0, tzinfo=UTC)
PASSWORD = "a long walk by the river Ouse"

__all__ = [
    "AT",
    "PASSWORD",
    "Told",
    "actor_of",
    "give",
    "make_account",
    "make_area",
    "make_organisation",
    "make_person",
    "runner",
]


def runner(area: LocalArea) -> Actor:
    """The operator of the installation, acting in one area."""
    return operator(area, ADMINISTER, GRANT)


def make_account(
    area: LocalArea, name: str = "Ada Okafor", email: str = "ada@example.org", *roles: str
) -> Account:
    person = make_person(area, name)
    account = operations.create_account(
        actor=runner(area), at=AT, person=person, email=email, password=PASSWORD
    )
    for role in roles:
        give(area, person, role)
    return account


def give(area: LocalArea, person: Person, role: str, **more: Any) -> Grant:
    more.setdefault("purpose", "For the tests")
    if role in {"inspector", "department_adviser"}:
        more.setdefault("until", datetime(2090, 1, 1, tzinfo=UTC))
    if role in ("senco", "provider_manager") and "organisation" not in more:
        more["organisation"] = make_organisation(area, f"School of {person.name}", "school")
    if role in {"parent", "young_person"}:
        more.setdefault("case_ref", "0123456789abcdef")
    return operations.grant_role(
        actor=runner(area), at=more.pop("at", AT), person=person, role=role, **more
    )


def actor_of(area: LocalArea, person: Person, at: datetime = AT + timedelta(minutes=1)) -> Actor:
    arrival = arrive(person_id=person.pk, area_slug=area.slug, at=at)
    assert arrival is not None
    return arrival.actor


@dataclass
class Told:
    """What a test's teller was asked to say."""

    calls: list[dict[str, Any]]

    def __call__(self, **said: Any) -> None:
        self.calls.append(said)
