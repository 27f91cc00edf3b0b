"""An area with its people, a teller that remembers, and a clean slate of rate limits."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from alongside.access import announce
from alongside.access.offers import OFFERS as ACCESS
from alongside.people.models import LocalArea
from alongside.people.offers import OFFERS as PEOPLE
from alongside.web import offers
from tests.access.factories import Told, make_area


@pytest.fixture(autouse=True)
def two_rooms() -> Iterator[None]:
    """The menu of these tests: their addresses hold no other room's pages."""
    installed = offers.installed()
    offers.install([PEOPLE, ACCESS])
    yield
    offers.install(installed)


@pytest.fixture
def york() -> LocalArea:
    return make_area()


@pytest.fixture
def told() -> Iterator[Told]:
    teller = Told([])
    before = announce.installed()
    announce.install(teller)
    yield teller
    announce.install(before)


@pytest.fixture
def no_limits_used(db: None) -> None:
    cache.clear()
