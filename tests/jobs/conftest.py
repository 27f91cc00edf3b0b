"""Work to be done in tests, registered for the time of one test."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from alongside.jobs import registry
from alongside.jobs.models import Job
from alongside.jobs.queue import enqueue
from alongside.ledger import triggers

AT = datetime(2020, 6, 5, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test registers its own work and sees no other."""
    monkeypatch.setattr(registry, "_registered", {})


@pytest.fixture
def ask(db: None) -> Callable[..., Job]:
    """Enqueue in a transaction of its own."""

    def ask_for(name: str, key: str = "k", **values: object) -> Job:
        given = {"arguments": {}, "at": AT, **values}
        with transaction.atomic():
            return enqueue(name=name, key=key, **given)  # type: ignore[arg-type]

    return ask_for


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """For tests that commit: the ledger's guards would refuse the emptying of tables afterwards."""
    yield
    triggers.remove(connection)
