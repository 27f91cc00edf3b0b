"""An area with an officer who keeps files, and a store of its own for every test."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from alongside.kernel.actor import Actor, Holding
from alongside.people.models import LocalArea, Person
from tests.people.factories import make_area, make_person


@pytest.fixture(autouse=True)
def own_store(settings: LazySettings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path / "files"


@pytest.fixture
def area(db: None) -> LocalArea:
    return make_area()


@pytest.fixture
def person(area: LocalArea) -> Person:
    return make_person(area)


@pytest.fixture
def officer(area: LocalArea, person: Person) -> Actor:
    return actor_in(area, person)


def actor_in(area: LocalArea, person: Person) -> Actor:
    holding = Holding(role="workstream_officer", permissions=frozenset({"plan.edit"}))
    return Actor(person.pk, person.name, area.pk, area.slug, (holding,))
