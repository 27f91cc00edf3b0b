"""A whole world for tests: York as the demonstration tells it, a crowded area and an empty one.

It is made once a session by a child process (``tests/make_world.py``), as an operator would make it. Tests
in this process get a copy of its database; the browser's server gets a copy of its home. Beside it stands
the demonstration as it was when it had just been loaded.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.cache import cache as cache_of_the_house
from django.db import connection
from django.db.models import Model
from django.test import override_settings

from alongside.access.actors import arrive
from alongside.access.models import Account, Grant
from alongside.access.models.grants import ORDINARY
from alongside.config import demonstration_start
from alongside.kernel.actor import Actor
from alongside.ledger.remembering import forget_everything
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.ready import DATABASE, made_once, ready_home, run_in

YORK, SHIRE, BOROUGH = "york", "example-shire", "quiet-borough"
PASSWORD = "demonstration-only"  # everybody may know it: nothing real is kept there
WORLD = "world"
TOOK = "took.json"


def world_home() -> Path:
    """A home with the whole world in it. Nobody writes there: copy it first."""
    return made_once(WORLD, _make)


def demonstration_home() -> Path:
    """A home with the demonstration as it was just loaded. Nobody writes there: copy it first."""
    return loaded_beside(world_home())


def _make(home: Path) -> None:
    """Beside the home comes the demonstration as it was just loaded, in the folder that ends in LOADED."""
    for old in (home, loaded_beside(home)):
        shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(ready_home(), home)
    run_in(home, "-m", "tests.make_world", mode="demonstration")
    loaded_beside(home).rename(loaded_beside(home.with_name(WORLD)))


def loaded_beside(home: Path) -> Path:
    return home.with_name(f"{home.name}-loaded")


@dataclass
class Side:
    """One local area as the tests look at it, with an account for each role that is given there."""

    area: LocalArea
    accounts: dict[str, Account]
    _found: dict[Any, Model] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return self.area.slug

    def actor(self, role: str) -> Actor:
        arrival = arrive(
            person_id=self.accounts[role].person_id, area_slug=self.slug, at=clock.now()
        )
        assert arrival is not None, role
        return arrival.actor

    def first(self, model: type[Model], **conditions: object) -> Any:
        """The oldest record of the area for which the conditions hold. Having none fails."""
        key = (model, tuple(sorted(conditions.items())))
        if key not in self._found:
            manager: Any = model._default_manager
            inside = manager.in_area(self.area.pk) if hasattr(manager, "in_area") else manager.all()
            found = inside.filter(**conditions).order_by("pk").first()
            assert found is not None, f"{self.slug} has no {model.__name__} with {conditions}"
            self._found[key] = found
        return self._found[key]


@dataclass(frozen=True)
class World:
    york: Side
    shire: Side
    borough: Side


@contextmanager
def world() -> Iterator[World]:
    """Inside, the tests' database holds the world, and the clock is the demonstration's."""
    moved = clock.moved_by()
    clock.move(demonstration_start.moved_by(world_home()))
    try:
        with standing_in(world_home()):
            yield World(*(side_of(slug) for slug in (YORK, SHIRE, BOROUGH)))
    finally:
        clock.move(moved)


@contextmanager
def standing_in(home: Path) -> Iterator[None]:
    """Inside, the tests' database holds what this home's holds, and documents are found there."""
    before = _copy_of_database()
    with closing(sqlite3.connect(home / DATABASE)) as made:
        _replace_database(made)
    cache_of_the_house.clear()
    forget_everything()
    try:
        with override_settings(HOME=home):
            yield
    finally:
        with closing(before):
            _replace_database(before)


def side_of(slug: str) -> Side:
    area = LocalArea.objects.get(slug=slug)
    grants = Grant.objects.in_area(area.pk).filter(kind=ORDINARY, ended_at=None)
    found = grants.select_related("person__account").order_by("-pk")
    return Side(area, {grant.role: grant.person.account for grant in found})


def _copy_of_database() -> sqlite3.Connection:
    connection.ensure_connection()
    copy = sqlite3.connect(":memory:")
    connection.connection.backup(copy)
    return copy


def _replace_database(other: sqlite3.Connection) -> None:
    connection.ensure_connection()
    other.backup(connection.connection)
