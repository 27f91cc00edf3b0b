"""The board's daily reminders: each true thing told once, to whoever it concerns."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.board.models import (
    Challenge,
    ChallengeAnswer,
    Decision,
    FollowUp,
    LookBack,
    Meeting,
    Visit,
)
from alongside.board.reminders import remind
from alongside.notices.models import Notice, OutboxMessage
from tests.board.factories import make_meeting, make_seat
from tests.board.reporting import JULY, Desk, make_desk, noon
from tests.plan.factories import AT, make_place

pytestmark = pytest.mark.django_db
OFFICER, CHAIR, NURSE = "Wanda Works", "Charlie Chair", "Nora Nurse"
DUE = "Your assurance report for July 2020 is due: 5 August 2020."
MISSING = "No assurance report for July 2020 was received from your workstream."
NOT_RECEIVED = "An assurance report for July 2020 was not received."


@pytest.fixture
def desk(db: None) -> Desk:
    made = make_desk(make_place())
    made.file(at=noon(2020, 7, 2))
    _forget(made)
    return made


def _forget(desk: Desk) -> None:
    OutboxMessage.objects.in_area(desk.place.area.pk).delete()
    Notice.objects.in_area(desk.place.area.pk).delete()


def on(today: date) -> int:
    return remind(at=datetime.combine(today, time(7), UTC), today=today)


def told(desk: Desk, name: str) -> list[str]:
    rows = Notice.objects.in_area(desk.place.area.pk).filter(person=desk.place.person(name))
    return list(rows.order_by("id").values_list("sentence", flat=True))


@pytest.mark.parametrize(
    ("today", "officer", "chair"),
    [
        (date(2020, 7, 28), [], []),
        (date(2020, 7, 29), [DUE], []),
        (date(2020, 8, 5), [DUE], []),
        (date(2020, 8, 6), [MISSING], [NOT_RECEIVED]),
        (date(2020, 8, 20), [MISSING], [NOT_RECEIVED]),
    ],
)
def test_a_report_is_told_ahead_and_when_it_did_not_come(
    desk: Desk, today: date, officer: list[str], chair: list[str]
) -> None:
    assert on(today) == len(officer) + len(chair)
    assert told(desk, OFFICER) == officer
    assert told(desk, CHAIR) == chair


def test_everything_is_told_once(desk: Desk) -> None:
    days = [(7, 29), (7, 29), (7, 30), (8, 6), (8, 6), (8, 7)]
    assert [on(date(2020, *day)) for day in days] == [1, 0, 0, 2, 0, 0]


def test_a_report_that_came_is_not_told(desk: Desk) -> None:
    desk.file(month=JULY, at=noon(2020, 8, 3))
    _forget(desk)
    assert on(date(2020, 8, 4)) == 0
    assert on(date(2020, 8, 12)) == 0


def test_a_draft_is_not_a_report(desk: Desk) -> None:
    desk.save(month=JULY, at=noon(2020, 8, 3))
    assert on(date(2020, 8, 6)) == 2


def test_whoever_follows_the_officer_is_told_and_whoever_left_is_not(desk: Desk) -> None:
    post = desk.stream.officer_post
    post.holdings.update(held_until=date(2020, 8, 1))
    post.holdings.create(
        area=desk.place.area,
        person=desk.place.person("Sam Successor"),
        held_from=date(2020, 8, 1),
    )
    on(date(2020, 8, 6))
    assert told(desk, "Sam Successor") == [MISSING]
    assert told(desk, OFFICER) == []


def test_a_workstream_without_an_officer_is_still_told_to_the_chair(desk: Desk) -> None:
    desk.stream.officer_post.holdings.update(held_until=date(2020, 8, 1))
    assert on(date(2020, 8, 6)) == 1
    assert told(desk, CHAIR) == [NOT_RECEIVED]


def test_the_vice_chair_is_told_as_well(desk: Desk) -> None:
    post = desk.place.post("Executive Nurse", holder=NURSE)
    make_seat(desk.place, desk.board, post, kind="vice_chair", side="health")
    on(date(2020, 8, 6))
    assert told(desk, NURSE) == [NOT_RECEIVED]


def nurse_post(desk: Desk) -> object:
    return desk.place.post("Chief Nurse", desk.place.health, NURSE)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2020, 7, 8), []),
        (date(2020, 7, 9), ["Your answer to C1 is due: 16 July 2020."]),
        (date(2020, 7, 16), ["Your answer to C1 is due: 16 July 2020."]),
        (date(2020, 7, 17), ["Your answer to C1 is late. It was due: 16 July 2020."]),
    ],
)
def test_an_answer_is_told_ahead_and_when_it_is_late(
    desk: Desk, today: date, expected: list[str]
) -> None:
    _challenge(desk)
    assert on(today) == len(expected)
    assert told(desk, NURSE) == expected


def test_an_answer_that_was_given_is_not_told(desk: Desk) -> None:
    ChallengeAnswer.objects.create(
        area=desk.place.area, challenge=_challenge(desk), verdict="answered",
        answered_on=date(2020, 7, 3), text="Because.", answered_at=AT,
    )  # fmt: skip
    assert on(date(2020, 7, 17)) == 0


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2020, 7, 8), []),
        (date(2020, 7, 9), ["A follow-up that you look after is due: 16 July 2020."]),
        (date(2020, 7, 17), ["A follow-up that you look after is late. It was due: 16 July 2020."]),
    ],
)
def test_a_follow_up_is_told_ahead_and_when_it_is_late(
    desk: Desk, today: date, expected: list[str]
) -> None:
    follow_up = _follow_up(desk)
    assert on(today) == len(expected)
    assert told(desk, NURSE) == expected
    FollowUp.objects.in_area(desk.place.area.pk).filter(pk=follow_up.pk).update(
        done_on=date(2020, 7, 18), closed_at=AT
    )
    assert on(date(2020, 7, 20)) == 0


@pytest.mark.parametrize(("today", "count"), [(date(2020, 7, 1), 0), (date(2020, 7, 2), 1)])
def test_a_look_back_is_told_to_the_chair_two_weeks_ahead(
    desk: Desk, today: date, count: int
) -> None:
    _decision(desk)
    assert on(today) == count
    sentence = "The board looks back on D1, by 16 July 2020."
    assert told(desk, CHAIR) == [sentence] * count


def test_a_decision_that_was_looked_back_on_is_not_told(desk: Desk) -> None:
    decision = _decision(desk)
    LookBack.objects.create(
        area=desk.place.area, decision=decision, looked_on=date(2020, 7, 1), verdict="changed",
        text="It changed.", recorded_at=AT,
    )  # fmt: skip
    assert on(date(2020, 7, 10)) == 0


@pytest.mark.parametrize(
    ("today", "count"),
    [
        (date(2020, 7, 12), 0),
        (date(2020, 7, 13), 1),
        (date(2020, 7, 16), 1),
        (date(2020, 7, 17), 0),
    ],
)
def test_papers_are_told_to_the_chair_three_days_ahead(desk: Desk, today: date, count: int) -> None:
    make_meeting(desk.place, desk.board, date(2020, 7, 16))
    assert on(today) == count
    assert told(desk, CHAIR) == ["Papers for the board meeting are due: 16 July 2020."] * count


def test_papers_of_a_meeting_that_was_cancelled_are_not_told(desk: Desk) -> None:
    meeting = make_meeting(desk.place, desk.board, date(2020, 7, 16))
    Meeting.objects.in_area(desk.place.area.pk).filter(pk=meeting.pk).update(
        cancelled_at=AT, cancelled_why="Snow."
    )
    assert on(date(2020, 7, 14)) == 0


@pytest.mark.parametrize(
    ("today", "count"),
    [(date(2020, 7, 8), 0), (date(2020, 7, 9), 1), (date(2020, 7, 16), 1), (date(2020, 7, 17), 0)],
)
def test_the_freeze_before_a_visit_is_told_to_the_chair(
    desk: Desk, today: date, count: int
) -> None:
    Visit.objects.create(
        area=desk.place.area, board=desk.board, held_on=date(2020, 7, 30),
        freezes_on=date(2020, 7, 16), visitors="DfE and NHS England", created_at=AT,
    )  # fmt: skip
    assert on(today) == count
    assert told(desk, CHAIR) == ["The evidence for a visit freezes on 16 July 2020."] * count


def test_each_local_area_is_told_of_its_own(desk: Desk) -> None:
    leeds = make_desk(make_place("leeds", "Leeds"))
    leeds.file(at=noon(2020, 7, 2))
    _forget(leeds)
    assert on(date(2020, 7, 30)) == 2
    assert told(desk, OFFICER) == told(leeds, OFFICER) == [DUE]


def test_an_area_without_a_board_is_told_nothing(desk: Desk) -> None:
    make_place("leeds", "Leeds")
    assert on(date(2020, 7, 30)) == 1


def test_what_is_read_does_not_grow(desk: Desk) -> None:
    def queries(today: date) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert on(today) == 0
        return len(captured)

    _challenge(desk)
    _follow_up(desk)
    on(date(2020, 7, 10))
    few = queries(date(2020, 7, 11))
    for number in range(2, 8):
        _challenge(desk, f"C{number}")
        _follow_up(desk)
        desk.another(f"More {number}", f"Olga {number}", weakness=None)
    on(date(2020, 7, 12))
    assert queries(date(2020, 7, 13)) == few


def _challenge(desk: Desk, number: str = "C1") -> Challenge:
    made: Challenge = Challenge.objects.create(
        area=desk.place.area,
        board=desk.board,
        kind="challenge",
        number=number,
        by_seat="chair",
        raised_on=date(2020, 6, 20),
        text="Why is it late?",
        owner=nurse_post(desk),
        due_on=date(2020, 7, 16),
        recorded_at=AT,
    )
    return made


def _follow_up(desk: Desk) -> FollowUp:
    made: FollowUp = FollowUp.objects.create(
        area=desk.place.area,
        meeting=_past_meeting(desk),
        text="Bring the figures",
        owner=nurse_post(desk),
        due_on=date(2020, 7, 16),
        recorded_at=AT,
    )
    return made


def _decision(desk: Desk) -> Decision:
    made: Decision = Decision.objects.create(
        area=desk.place.area,
        meeting=_past_meeting(desk),
        number="D1",
        text="Hire two people",
        should_change="Advice comes in time",
        look_back_on=date(2020, 7, 16),
        was_quorate=True,
        recorded_at=AT,
    )
    return made


def _past_meeting(desk: Desk) -> Meeting:
    held_on = date(2020, 6, 17)
    found = Meeting.objects.in_area(desk.place.area.pk).filter(held_on=held_on).first()
    return found or make_meeting(desk.place, desk.board, held_on, held_at=noon(2020, 6, 17))
