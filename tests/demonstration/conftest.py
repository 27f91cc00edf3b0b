"""The demonstration, loaded once for the tests that read it and taken back after them."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction

from alongside.access.actors import arrive
from alongside.access.models import Account
from alongside.demonstration import loading
from alongside.kernel.actor import Actor

NOW = datetime(2022, 9, 12, 8, tzinfo=UTC)
TODAY = date(2022, 9, 12)


@dataclass(frozen=True)
class Loaded:
    steps: int
    seconds_of_work: float

    def actor(self, email: str) -> Actor:
        account = Account.objects.get(email=email)
        slug = "york" if email.endswith("@york.example") else "example-shire"
        arrival = arrive(person_id=account.person_id, area_slug=slug, at=NOW)
        assert arrival is not None, email
        return arrival.actor


@pytest.fixture(scope="package")
def demonstration(django_db_setup: None, django_db_blocker: Any) -> Iterator[Loaded]:
    steps = []
    with django_db_blocker.unblock(), transaction.atomic():
        begun = time.process_time()
        loading.load(step=lambda: steps.append(1))
        yield Loaded(len(steps), time.process_time() - begun)
        transaction.set_rollback(True)


@pytest.fixture
def chair(demonstration: Loaded) -> Actor:
    return demonstration.actor("chair@york.example")


@pytest.fixture
def officer(demonstration: Loaded) -> Actor:
    return demonstration.actor("nominated-officer@york.example")
