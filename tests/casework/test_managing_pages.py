"""The view of whoever leads casework: counts that lead to the cases behind them, and nobody else's."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.casework.models import Case, CaseDuty
from alongside.casework.queries.managing import managed
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.managing import Use
from alongside.casework.rules.worklists import Risk
from alongside.kernel.refusals import Hidden
from alongside.ledger.remembering import forget_everything
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.casework.factories import HEAD, actor_for, make_officer
from tests.casework.growing import Course, write_case
from tests.casework.test_pages import Desk
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db
AT = datetime(2022, 9, 12, 9, tzinfo=UTC)
TODAY = AT.date()
PLAN = ((40, "decided_to_assess"), (95, "decided_to_issue"), (99, "draft_sent"))
WHY = {"because": "A bereavement.", "evidence": "A letter.", "authorised_by": "The head."}


@pytest.fixture(autouse=True)
def september_2022(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def head(area: LocalArea) -> Desk:
    return Desk(area, "Hetty Head", "head_of_send")


def begun(days_ago: int, *steps: tuple[int, str]) -> Course:
    course, start = Course(), TODAY - timedelta(days=days_ago)
    course.add(start, "request_received", asker="1")
    for day, kind in steps:
        course.add(start + timedelta(days=day), kind)
    return course


def put(area: LocalArea, *courses: Course) -> list[Case]:
    return [write_case(area, n, course, today=TODAY) for n, course in enumerate(courses)]


def test_every_stage_shows_its_cases_how_long_and_what_is_late(area: LocalArea) -> None:
    put(area, *(begun(days) for days in (10, 30, 50)), begun(60, (40, "decided_to_assess")))
    head, _ = make_officer(area, "Hetty Head", HEAD)
    considering, assessing = managed(head, at=AT).stages
    assert (considering.stage, considering.count, considering.late) == (Stage.CONSIDERING, 3, 1)
    assert (considering.median_days, considering.oldest_days) == (30, 50)
    assert (considering.soon, assessing.count, assessing.oldest_days) == (1, 1, 20)


def test_cases_are_counted_by_post_and_those_without_one_are_said(
    area: LocalArea, head: Desk
) -> None:
    (case, _) = put(area, begun(50), begun(10))
    case.assignments.create(area=area, post=head.post, assigned_from=TODAY, assigned_at=clock.now())
    page = head.get("manager")
    assert "Post of Hetty Head" in page
    assert "1 case is with no post." in page
    actor = actor_for(area, head.account.person, HEAD)
    (load,) = managed(actor, at=AT).caseloads
    assert (load.count, load.worked_on, load.late, load.soon) == (1, 1, 1, 0)
    assert load.holders == "Hetty Head"


def test_a_bottleneck_is_named(area: LocalArea, head: Desk) -> None:
    assert "No stage stands out" in head.get("manager")
    put(area, *(begun(50 + days) for days in range(5)))
    page = head.get("manager")
    assert "Most is late here: Deciding whether to assess, with 5 of 5 cases late" in page


@pytest.mark.scenario(3)
def test_exceptions_are_counted_with_their_reasons_and_more_than_before_is_flagged(
    area: LocalArea, head: Desk
) -> None:
    courses = []
    for number in range(80):
        course = begun(200 if number < 30 else 900, (40, "decided_to_assess"))
        if number < 12:
            course.add(TODAY - timedelta(days=150), "exception_relied_on", ground="EXC-C", **WHY)
        courses.append(course)
    put(area, *courses)
    actor = actor_for(area, head.account.person, HEAD)
    (used,) = managed(actor, at=AT).used
    assert (used.ground, used.recent, used.recent_base) == ("EXC-C", 12, 30)
    assert (used.before, used.before_base, used.use) == (0, 50, Use.MORE)
    page = head.get("manager")
    assert "was relied on in 12 of 30 assessments of the last twelve months" in page
    assert "A bereavement." in page
    assert "12 of 30 (40%)" in page


@pytest.mark.scenario(3)
def test_an_exception_takes_nobody_off_the_late(area: LocalArea) -> None:
    course = begun(200, (40, "decided_to_assess"))
    course.add(TODAY - timedelta(days=150), "exception_relied_on", ground="EXC-C", **WHY)
    put(area, course)
    head, _ = make_officer(area, "Hetty Head", HEAD)
    (stage,) = managed(head, at=AT).stages
    assert stage.late == 1


def test_reviews_are_counted_by_term_and_moves_by_risk(area: LocalArea) -> None:
    courses = [begun(days, *PLAN, (130, "final_plan_sent")) for days in (700, 300, 200)]
    courses[1].add(TODAY - timedelta(days=10), "phase_transfer_expected", for_on="2023-09-01")
    courses[2].add(TODAY - timedelta(days=10), "post16_transfer_expected", for_on="2022-09-01")
    put(area, *courses)
    head, _ = make_officer(area, "Hetty Head", HEAD)
    found = managed(head, at=AT)
    assert found.reviews_late == 1
    assert [(each.term.code, each.count) for each in found.reviews] == [
        ("2022-autumn", 0),
        ("2023-spring", 1),
        ("2023-summer", 1),
        ("2023-autumn", 0),
    ]
    assert dict(found.transfers) == {
        ("REV-PT-S", Risk.ON_COURSE): 1,
        ("REV-PT-16", Risk.LATE): 1,
    }


@pytest.mark.parametrize("role", ["ehc_coordinator", "scrutiny_member", "chair", "administrator"])
def test_it_opens_only_for_whoever_reads_every_case(area: LocalArea, role: str) -> None:
    Desk(area, "Ola Other", role).get("manager", status=404)
    officer, _ = make_officer(area)
    with pytest.raises(Hidden):
        managed(officer, at=AT)


def test_the_queue_has_a_door_to_it_for_whoever_may(area: LocalArea, head: Desk) -> None:
    assert head.address("manager") in head.get("queue")
    coordinator = Desk(area, "Cora Coordinator", "ehc_coordinator")
    page = coordinator.get("queue")
    assert coordinator.address("manager") not in page
    assert coordinator.address("reviews_due") in page


def test_another_area_is_not_counted(area: LocalArea) -> None:
    put(area, begun(50))
    other = make_area("elsewhere", "Elsewhere")
    put(other, begun(50), begun(60))
    head, _ = make_officer(area, "Hetty Head", HEAD)
    assert [each.count for each in managed(head, at=AT).stages] == [1]
    assert CaseDuty.objects.in_area(other.pk).exists()


@pytest.mark.parametrize(
    ("name", "parts", "most"),
    [
        ("manager", (), 24),
        ("reviews_due", (), 14),
        ("late_reviews", (), 12),
        ("transfers", (), 14),
        ("export_reviews", ("csv",), 12),
        ("export_transfers", ("csv",), 13),
    ],
)
def test_a_page_asks_as_often_whatever_the_number_of_cases(
    area: LocalArea, head: Desk, name: str, parts: tuple[str, ...], most: int
) -> None:
    add_some_of_everything(area, 0)
    head.get(name, *parts)
    few = asked(head, name, *parts)
    add_some_of_everything(area, 20)
    assert few == asked(head, name, *parts)
    assert few <= most


def add_some_of_everything(area: LocalArea, first: int) -> None:
    plan = (*PLAN, (130, "final_plan_sent"))
    for number in range(first, first + 4):
        held = begun(400 + number, *plan, (300, "review_held"))
        held.add(TODAY - timedelta(days=5), "phase_transfer_expected", for_on="2023-09-01")
        held.add(TODAY - timedelta(days=380), "exception_relied_on", ground="EXC-C", **WHY)
        write_case(area, number, held, today=TODAY)
        write_case(area, number + 100, begun(700, *plan), today=TODAY)


def asked(desk: Desk, name: str, *parts: str) -> int:
    """How many queries, when nothing is remembered from before."""
    forget_everything()
    with CaptureQueriesContext(connection) as captured:
        desk.get(name, *parts)
    return len([each for each in captured if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))])
