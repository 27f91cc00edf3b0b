"""What holds after every test of this room; and two officers with a case that comes to its EHC plan."""

from collections.abc import Iterator

import pytest

from alongside.casework.models import Case, PlanVersion
from alongside.casework.rules.plans.codes import Section, VersionKind
from alongside.kernel.actor import Actor
from alongside.people.models import LocalArea, Post
from tests.casework.factories import HEAD, happen, make_case, make_officer, weeks
from tests.casework.owing import check_owed_is_kept
from tests.casework.plan_days import DRAFTED, SCHOOL, SENT, send_draft
from tests.casework.plan_factories import add, begin, go_out, write_whole
from tests.people.factories import make_area


@pytest.fixture(autouse=True)
def owed_is_kept(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a test did by the operations: a case is kept as owing letters exactly where one is owed."""
    marked = request.node.get_closest_marker("django_db")
    if (marked is None and "db" not in request.fixturenames) or (marked and marked.kwargs):
        yield
        return
    request.getfixturevalue("db")
    yield
    for area_id in LocalArea.objects.values_list("pk", flat=True):
        check_owed_is_kept(area_id)


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def desk(area: LocalArea) -> tuple[Actor, Post]:
    return make_officer(area)


@pytest.fixture
def officer(desk: tuple[Actor, Post]) -> Actor:
    return desk[0]


@pytest.fixture
def head(area: LocalArea) -> Actor:
    return make_officer(area, "Hetty Head", HEAD)[0]


@pytest.fixture
def case(desk: tuple[Actor, Post], head: Actor) -> Case:
    """Decided to issue, and nothing drafted yet."""
    made = make_case(*desk)
    happen(desk[0], made, "request_received")
    happen(head, made, "decided_to_assess", weeks(5))
    happen(head, made, "decided_to_issue", weeks(13))
    return made


@pytest.fixture
def draft(officer: Actor, case: Case) -> PlanVersion:
    """Whole, and being written."""
    made = begin(officer, case, at=DRAFTED)
    write_whole(officer, made, at=DRAFTED)
    made.refresh_from_db()
    return made


@pytest.fixture
def final(officer: Actor, head: Actor, case: Case, draft: PlanVersion) -> PlanVersion:
    """Whole, with a school named, and being written."""
    go_out(officer, send_draft(officer, draft))
    made = begin(officer, case, VersionKind.FINAL, at=SENT)
    add(officer, made, Section.PLACE, SCHOOL, at=SENT)
    return made
