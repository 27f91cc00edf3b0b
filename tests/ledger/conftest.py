"""A ledger to write in, and one whose guards step aside while a test damages it or the tables are emptied."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import connection

from alongside.kernel.actor import Actor, Holding
from alongside.ledger import perms, triggers


@pytest.fixture
def chair() -> Actor:
    holding = Holding(
        role="chair", permissions=frozenset({perms.VIEW}), purpose="Chair of the board"
    )
    return Actor(
        person_id=7, name="Invented Person", area_id=1, area_slug="york", holdings=(holding,)
    )


@pytest.fixture
def governor() -> Actor:
    """The information-governance lead."""
    holding = Holding(
        role="information_governance_lead", permissions=frozenset({perms.VIEW, perms.ERASE})
    )
    return Actor(person_id=8, name="Other Person", area_id=1, area_slug="york", holdings=(holding,))


@contextmanager
def without_guards() -> Iterator[None]:
    """As somebody with the database's own password could do it."""
    triggers.remove(connection)
    yield
    triggers.install(connection)


@pytest.fixture
def tampering(db: None) -> Callable[[], AbstractContextManager[None]]:
    return without_guards


@pytest.fixture
def committed_ledger(transactional_db: None) -> Iterator[None]:
    """For tests that commit: the guards would refuse the emptying of tables that follows such a test."""
    yield
    triggers.remove(connection)
