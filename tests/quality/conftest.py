"""The council of a module, made once: it takes longer to make than most of what is tested in it. And people at
the pages of learning and results.
"""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from alongside.people.models import LocalArea
from tests.casework.factories import actor_for
from tests.people.factories import make_area
from tests.quality.factories import Council, make_council
from tests.quality.learning_desks import TODAY, At
from tests.quality.learning_factories import DECIDES, LEADS, Place, make_round, mark_items


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


@pytest.fixture
def area(db: None) -> LocalArea:
    return make_area()


@pytest.fixture
def lead(area: LocalArea) -> At:
    return At(area, "Lea Leader", "quality_lead")


@pytest.fixture
def auditor(area: LocalArea) -> At:
    return At(area, "Aud Auditor", "quality_auditor")


@pytest.fixture
def chair(area: LocalArea) -> At:
    return At(area, "Cher Chair", "chair")


@pytest.fixture
def head(area: LocalArea) -> At:
    return At(area, "Hetty Head", "head_of_send")


@pytest.fixture
def place(area: LocalArea, lead: At, auditor: At, chair: At, head: At) -> Place:
    """Sixty EHC plans that were marked: forty before April, of which ten taught the lesson."""
    people = [each.account.person for each in (lead, chair, auditor, head)]
    made = Place(
        area=area,
        lead=actor_for(area, people[0], LEADS),
        chair=actor_for(area, people[1], DECIDES),
        auditor=people[2],
        marks=actor_for(area, people[2], frozenset()),
        owner=actor_for(area, people[3], frozenset()),
        post=head.post,
    )
    mark_items(made, make_round(made, "Spring audits"), "1" * 10, first_on=date(2025, 1, 6))
    others = make_round(made, "Other audits")
    mark_items(made, others, "1" * 30, first_on=date(2024, 11, 1))
    mark_items(made, others, "2" * 25, first_on=TODAY)
    return made
