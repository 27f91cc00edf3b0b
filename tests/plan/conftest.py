"""A place with one action in it, for most tests of this room."""

import pytest

from alongside.plan.models import Line
from tests.plan.factories import Place, make_line, make_place


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def line(place: Place) -> Line:
    return make_line(place)
