"""The demonstration as it is when it has just been loaded, for the tests that read it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from alongside.access.actors import arrive
from alongside.access.models import Account
from alongside.kernel.actor import Actor
from tests.world import TOOK, demonstration_home, standing_in

NOW = datetime(2022, 9, 12, 8, tzinfo=UTC)
TODAY = date(2022, 9, 12)


@dataclass(frozen=True)
class Loaded:
    steps: int
    seconds_of_work: float
    seconds_of_a_unit: float

    def actor(self, email: str) -> Actor:
        account = Account.objects.get(email=email)
        slug = "york" if email.endswith("@york.example") else "example-shire"
        arrival = arrive(person_id=account.person_id, area_slug=slug, at=NOW)
        assert arrival is not None, email
        return arrival.actor


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: Any) -> Iterator[Loaded]:
    home = demonstration_home()
    with django_db_blocker.unblock(), standing_in(home):
        yield Loaded(**json.loads((home / TOOK).read_text()))


@pytest.fixture
def chair(demonstration: Loaded) -> Actor:
    return demonstration.actor("chair@york.example")


@pytest.fixture
def officer(demonstration: Loaded) -> Actor:
    return demonstration.actor("nominated-officer@york.example")
