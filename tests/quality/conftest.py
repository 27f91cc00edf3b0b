"""The council of a module, made once: it takes longer to make than most of what is tested in it."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction

from tests.people.factories import make_area
from tests.quality.factories import Council, make_council


@pytest.fixture(scope="module")
def made_council(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Council]:
    """With as many EHC plans as the module says in ``PLANS``. Each test leaves its records as they were, and
    they are undone after the last.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_council(make_area(), plans=request.module.PLANS)
        transaction.set_rollback(True)


@pytest.fixture
def council(made_council: Council, db: None) -> Council:
    """Its own copy of what stands in memory, for each test."""
    return deepcopy(made_council)
