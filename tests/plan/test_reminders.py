"""The daily reminders: each true thing told once, to whoever it concerns."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.jobs.registry import registered, scheduled
from alongside.jobs.rules import Daily
from alongside.kernel.dates import PartialDate
from alongside.notices.models import Notice, OutboxMessage
from alongside.plan import operations
from alongside.plan.commands import Assessment, NewStatus, RiskDetails
from alongside.plan.models import Line, Milestone
from alongside.plan.reminders import remind
from alongside.plan.rules.codes import Partner, RiskKind
from tests.plan.factories import (
    AT,
    TODAY,
    Place,
    complete,
    lead,
    make_action,
    make_line,
    make_place,
    record,
)

pytestmark = pytest.mark.django_db
HEAD = "Harriet Head"
ENDS = date(2021, 3, 31)
DUE = "The end date of 2.1-A is March 2021."
PASSED = "The end date has passed for 2.1-A."
UNREPORTED = "No status has been recorded for 2.1-A this month."


@pytest.fixture
def led(place: Place, line: Line) -> Line:
    lead(place, line, Partner.COUNCIL, "Head of SEND", HEAD)
    OutboxMessage.objects.in_area(place.area.pk).delete()
    Notice.objects.in_area(place.area.pk).delete()
    return line


def on(today: date) -> int:
    return remind(at=datetime.combine(today, time(7), UTC), today=today)


def told(place: Place, name: str = HEAD) -> list[str]:
    rows = Notice.objects.in_area(place.area.pk).filter(person=place.person(name))
    return list(rows.order_by("id").values_list("sentence", flat=True))


def due_milestone(place: Place, line: Line) -> Milestone:
    return operations.add_milestone(
        actor=place.officer,
        at=AT,
        line_ref=line.ref,
        text="Hold the workshops",
        due=PartialDate(2020, 9, 15),
    )


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2021, 3, 16), []),
        (date(2021, 3, 17), [DUE]),
        (date(2021, 3, 20), [DUE]),
        (date(2021, 3, 21), [DUE, UNREPORTED]),
        (ENDS, [DUE, UNREPORTED]),
        (date(2021, 4, 1), [PASSED]),
        (date(2021, 5, 3), [PASSED]),
    ],
)
def test_an_end_and_a_month_without_status_are_told(
    place: Place, led: Line, today: date, expected: list[str]
) -> None:
    assert on(today) == len(expected)
    assert told(place) == expected


def test_everything_is_told_once(place: Place, led: Line) -> None:
    counts = [on(date(2021, 3, day)) for day in (17, 17, 18, 21, 21, 31)]
    assert counts == [1, 0, 0, 1, 0, 0]


def test_a_new_month_is_told_anew(place: Place, led: Line) -> None:
    assert on(date(2020, 10, 21)) == 1
    assert on(date(2020, 11, 21)) == 1


def test_an_end_date_that_moved_is_told_anew(place: Place, led: Line) -> None:
    on(date(2021, 3, 17))
    Line.objects.in_area(place.area.pk).filter(pk=led.pk).update(end_on=date(2021, 4, 30))
    on(date(2021, 4, 16))
    assert told(place) == [DUE, "The end date of 2.1-A is April 2021."]


def test_a_status_this_month_is_enough(place: Place, led: Line) -> None:
    record(place, led, "on_track", date(2020, 10, 1))
    assert on(date(2020, 10, 21)) == 0
    assert on(date(2020, 11, 20)) == 0
    assert on(date(2020, 11, 21)) == 1


def test_a_corrected_status_counts_by_its_correction_alone(place: Place, led: Line) -> None:
    record(place, led, "on_track", date(2020, 10, 1))
    led.refresh_from_db()
    operations.correct_status(
        actor=place.officer,
        at=datetime(2020, 10, 2, 9, tzinfo=UTC),
        status_ref=led.statuses.get().ref,
        expected_version=led.version,
        new=NewStatus("on_track", date(2020, 9, 30), note="The day was wrong."),
    )
    assert on(date(2020, 10, 21)) == 1


def test_a_line_that_has_not_begun_needs_no_status(place: Place, led: Line) -> None:
    assert on(date(2020, 5, 25)) == 0


def test_a_status_after_the_end_answers_it(place: Place, led: Line) -> None:
    record(place, led, "progressing_delayed", date(2021, 4, 2), note="Late.")
    assert on(date(2021, 4, 3)) == 0


def test_a_finished_line_is_left_alone(place: Place, led: Line) -> None:
    due_milestone(place, led)
    complete(place, led, date(2020, 7, 1))
    assert [on(day) for day in (date(2020, 9, 21), date(2021, 3, 25), date(2021, 5, 1))] == [0] * 3


def test_a_milestone_is_told_ahead_and_when_it_is_late(place: Place, led: Line) -> None:
    due_milestone(place, led)
    record(place, led, "on_track", date(2020, 8, 20))
    days = [date(2020, 8, 31), date(2020, 9, 1), date(2020, 9, 15)]
    assert [on(day) for day in days] == [0, 1, 0]
    assert on(date(2020, 9, 16)) == 1
    assert told(place)[-2:] == [
        "A milestone of 2.1-A is due: 15 September 2020.",
        "A milestone of 2.1-A is late. It was due: 15 September 2020.",
    ]


def test_a_milestone_that_is_done_is_not_told(place: Place, led: Line) -> None:
    operations.complete_milestone(
        actor=place.officer,
        at=AT,
        milestone_ref=due_milestone(place, led).ref,
        expected_version=1,
        done_on=TODAY,
    )
    assert on(date(2020, 9, 10)) == 0


def test_a_risk_is_told_to_its_owner_on_its_review_day(place: Place, line: Line) -> None:
    post = place.post("Chief Nurse", place.health, "Nora Nurse")
    review = date(2020, 9, 1)
    operations.raise_risk(
        actor=place.officer,
        at=AT,
        statement_ref=line.statement.ref,
        details=RiskDetails(
            RiskKind.RISK, "Nobody to lead it", owner_post_ref=post.ref, review_on=review
        ),
        assessment=Assessment(TODAY, 3, 3, 2, 2),
    )
    counts = [on(day) for day in (date(2020, 8, 19), review, date(2020, 9, 2))]
    assert counts == [0, 1, 0]
    assert told(place, "Nora Nurse")[-1] == "A risk or issue that you look after is due for review."


def test_a_lead_who_left_is_not_told_and_their_successor_is(place: Place, led: Line) -> None:
    on(date(2021, 3, 17))
    post = place.post("Head of SEND")
    post.holdings.update(held_until=date(2021, 3, 18))
    post.holdings.create(
        area=place.area, person=place.person("Sam Successor"), held_from=date(2021, 3, 18)
    )
    assert on(date(2021, 3, 18)) == 1
    assert told(place, "Sam Successor") == [DUE]
    assert told(place) == [DUE]


def test_each_local_area_is_told_of_its_own_lines(place: Place, led: Line) -> None:
    leeds = make_place("leeds", "Leeds")
    lead(leeds, make_line(leeds), Partner.COUNCIL, "Head of SEND", "Lee Lead")
    assert on(date(2021, 3, 17)) == 2
    assert told(place) == [DUE]
    assert told(leeds, "Lee Lead")[1:] == [DUE]


def test_what_is_read_does_not_grow_with_the_lines(place: Place, led: Line) -> None:
    def queries(today: date) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert on(today) == 0
        return len(captured)

    on(date(2021, 3, 25))
    few = queries(date(2021, 3, 26))
    for number in range(6):
        another = make_action(place, led.parent, f"2.1-X{number}")
        lead(place, another, Partner.COUNCIL, "Head of SEND")
        due_milestone(place, another)
    assert on(date(2021, 3, 27)) == 18
    assert queries(date(2021, 3, 28)) == few


def test_the_reminders_run_every_day_at_seven() -> None:
    schedules = {each.name: schedule for each, schedule in scheduled()}
    assert schedules["plan.remind"] == Daily(7)
    assert registered("plan.remind").attempts > 1
