"""What comes up at a meeting by itself, and how much the pages' readings cost."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.board.models import Board, Challenge, ChallengeAnswer, Decision, LookBack, Meeting
from alongside.board.operations.agenda import ItemDetails, add_item
from alongside.board.operations.follow_ups import NewFollowUp, close_follow_up, give_follow_up
from alongside.board.operations.meetings import MeetingDetails, change_meeting
from alongside.board.queries.agenda import CameUp, came_up
from alongside.board.queries.boards import boards_page
from alongside.board.queries.follow_ups import action_log, open_follow_ups
from alongside.board.queries.meetings import (
    CANCELLED,
    COMING,
    PAST,
    meetings_list,
    next_meeting,
)
from alongside.board.queries.one_board import board_page
from alongside.board.queries.one_meeting import meeting_page
from alongside.board.rules.codes import Presence
from alongside.kernel.refusals import Hidden
from tests.board.factories import make_board
from tests.board.reporting import make_workstream
from tests.board.sitting import LATER, THAT_DAY, Room, hold, make_room, plan
from tests.board.test_meetings_operations import add_paper
from tests.plan.factories import AT, make_place, make_statement

pytestmark = pytest.mark.django_db
JULY, AUGUST = date(2020, 7, 15), date(2020, 8, 19)
IN_AUGUST = datetime(2020, 8, 19, 9, 0, tzinfo=UTC)


@pytest.fixture
def room(db: None) -> Room:
    return make_room(make_place())


@pytest.fixture
def july(room: Room) -> Meeting:
    return plan(room, JULY)


@pytest.fixture
def august(room: Room) -> Meeting:
    return plan(room, AUGUST)


def up(room: Room, meeting: Meeting, today: date = AUGUST) -> CameUp:
    return came_up(room.member, meeting, today=today)


def challenge(room: Room, number: str, raised_on: date, board: Board | None = None) -> Challenge:
    made: Challenge = Challenge.objects.create(
        area=room.place.area,
        board=board or room.board,
        kind="challenge",
        number=number,
        by_seat="chair",
        raised_on=raised_on,
        text="Why is it late?",
        owner=room.posts["director"],
        due_on=max(raised_on, date(2020, 8, 1)),
        recorded_at=AT,
    )
    return made


def decision(room: Room, meeting: Meeting, number: str, look_back_on: date) -> Decision:
    made: Decision = Decision.objects.create(
        area=room.place.area,
        meeting=meeting,
        number=number,
        text="Pay for a nurse",
        should_change="Shorter waits",
        look_back_on=look_back_on,
        was_quorate=True,
        recorded_at=THAT_DAY,
    )
    return made


def look(room: Room, of: Decision, looked_on: date, again_on: date | None = None) -> None:
    LookBack.objects.create(
        area=room.place.area,
        decision=of,
        looked_on=looked_on,
        verdict="partly",
        text="Some.",
        again_on=again_on,
        recorded_at=THAT_DAY,
    )


def give(room: Room, meeting: Meeting, owner: str = "director") -> str:
    made = give_follow_up(
        actor=room.officer,
        at=LATER,
        meeting_ref=meeting.ref,
        new=NewFollowUp("Ask", room.posts[owner].ref, date(2020, 8, 1)),
    )
    return made.ref


# ---- What comes up by itself


def test_reports_that_were_not_received_by_the_day_are_missing(room: Room, august: Meeting) -> None:
    statement = make_statement(room.place)
    make_workstream(room.place, statement, "Joint commissioning", "Wanda Works")
    make_workstream(room.place, statement, "Without members", side=None)
    found = up(room, august)
    assert [(each.workstream, each.words) for each in found.reports] == [
        ("Joint commissioning", "No report received")
    ]
    assert (found.months, found.missing_count) == ((date(2020, 7, 1),), 1)
    early = up(room, august, date(2020, 8, 1))
    assert [each.words for each in early.reports] == ["Not due yet"]


def test_a_challenge_stays_until_it_was_answered_by_the_day_of_the_meeting(
    room: Room, july: Meeting, august: Meeting
) -> None:
    open_one = challenge(room, "C1", date(2020, 7, 1))
    answered = challenge(room, "C2", date(2020, 7, 1))
    challenge(room, "C3", date(2020, 8, 20))
    other = make_board(room.place, title="Health board", kind="health_and_wellbeing_board")
    challenge(room, "C4", date(2020, 7, 1), other)
    ChallengeAnswer.objects.create(
        area=room.place.area, challenge=answered, verdict="answered", text="Staff left.",
        answered_on=date(2020, 8, 10), answered_at=LATER,
    )  # fmt: skip
    assert [each.number for each in up(room, july).challenges] == ["C1", "C2"]
    (left,) = up(room, august).challenges
    assert (left.ref, left.by, left.owner, left.is_late) == (
        open_one.ref, "Chair", "Director of education", True,
    )  # fmt: skip


def test_decisions_come_up_when_their_day_has_come_and_nobody_looked_since(
    room: Room, july: Meeting, august: Meeting
) -> None:
    decision(room, july, "D1", date(2020, 8, 19))
    decision(room, july, "D2", date(2020, 8, 20))
    looked = decision(room, july, "D3", date(2020, 7, 20))
    look(room, looked, date(2020, 7, 30))
    again = decision(room, july, "D4", date(2020, 7, 20))
    look(room, again, date(2020, 7, 30), date(2020, 8, 15))
    later = decision(room, july, "D5", date(2020, 7, 20))
    look(room, later, date(2020, 8, 25))
    decision(room, august, "D6", date(2020, 8, 1))
    found = up(room, august).decisions
    assert {each.number: each.since for each in found} == {
        "D1": date(2020, 8, 19), "D4": date(2020, 8, 15), "D5": date(2020, 7, 20),
    }  # fmt: skip
    assert up(room, july).decisions == ()


def test_follow_ups_of_earlier_meetings_stay_until_they_are_done(
    room: Room, july: Meeting, august: Meeting
) -> None:
    done, still = give(room, july), give(room, july, "care")
    close_follow_up(
        actor=room.officer,
        at=IN_AUGUST,
        follow_up_ref=done,
        expected_version=1,
        done_on=date(2020, 8, 18),
        done_words="Asked.",
    )
    found = up(room, august).follow_ups
    assert [(each.ref, each.owner_left, each.is_late) for each in found] == [(still, True, True)]
    assert up(room, july).follow_ups == ()


# ---- Lists


def test_meetings_are_coming_past_or_cancelled(room: Room, july: Meeting, august: Meeting) -> None:
    hold(room, july)
    gone = plan(room, date(2020, 7, 22))
    Meeting.objects.in_area(room.place.area.pk).filter(pk=gone.pk).update(
        cancelled_at=LATER, cancelled_why="Ill."
    )
    forgotten = plan(room, date(2020, 6, 20))
    shown = {
        show: [line.row.ref for line in meetings_list(room.member, today=JULY, show=show)]
        for show in (COMING, PAST, CANCELLED)
    }
    assert shown == {COMING: [august.ref], PAST: [july.ref, forgotten.ref], CANCELLED: [gone.ref]}
    found = next_meeting(room.member, JULY)
    assert found is not None
    assert (found.ref, found.state) == (august.ref, "planned")
    assert next_meeting(room.member, date(2020, 8, 20)) is None


def test_names_are_as_they_were_on_the_day_of_the_meeting(room: Room, july: Meeting) -> None:
    hold(room, july)
    page = meeting_page(room.member, meeting_ref=july.ref, today=AUGUST)
    came = {place.seat.words: (place.presence, place.seat.names) for place in page.places}
    assert came["Chief nurse"] == (Presence.ATTENDED, ("Nora Nurse",))
    assert came["Head of social care"] == (Presence.ABSENT, ())


# ---- Who reads, and at what cost


def test_readers_of_packs_and_people_elsewhere_find_no_meeting(room: Room, july: Meeting) -> None:
    elsewhere = make_place("shire", "Shire").officer
    for read in (
        lambda a: meeting_page(a, meeting_ref=july.ref, today=JULY),
        lambda a: board_page(a, board_ref=room.board.ref, today=JULY),
    ):
        for actor in (room.outsider, elsewhere):
            with pytest.raises(Hidden):
                read(actor)
    for read_all in (
        lambda a: meetings_list(a, today=JULY, show=COMING),
        lambda a: open_follow_ups(a, JULY),
        lambda a: boards_page(a, today=JULY),
        lambda a: next_meeting(a, JULY),
    ):
        with pytest.raises(Hidden):
            read_all(room.outsider)


@contextmanager
def counting() -> Iterator[Callable[[], int]]:
    with CaptureQueriesContext(connection) as caught:
        yield lambda: len(caught)


def test_reading_costs_the_same_however_much_there_is(room: Room, july: Meeting) -> None:
    august = plan(room, AUGUST)

    def costs() -> list[int]:
        found = []
        for read in (
            lambda: meeting_page(room.member, meeting_ref=august.ref, today=AUGUST),
            lambda: meetings_list(room.member, today=JULY, show=COMING),
            lambda: action_log(room.member, today=AUGUST, show="open"),
            lambda: boards_page(room.member, today=JULY),
            lambda: board_page(room.member, board_ref=room.board.ref, today=JULY),
        ):
            with counting() as count:
                read()
            found.append(count())
        return found

    def fill(number: int) -> None:
        details = ItemDetails(f"Item {number}", presenter_ref=room.posts["nurse"].ref)
        add_item(actor=room.officer, at=AT, meeting_ref=august.ref, details=details)
        add_paper(room, august, title=f"Paper {number}")
        challenge(room, f"C{number}", date(2020, 7, 1))
        decision(room, july, f"D{number}", date(2020, 8, 1))
        give(room, july, "nurse")
        plan(room, date(2020, 9, 1 + number))
        make_board(room.place, title=f"Board {number}", kind="other")

    fill(0)
    first = costs()
    for number in range(1, 6):
        fill(number)
    assert costs() == first
    assert first[0] <= 21
    assert max(first[1:]) <= 8


def test_a_meeting_that_receives_the_reports_of_another_month_asks_for_those(
    room: Room, august: Meeting
) -> None:
    make_workstream(room.place, make_statement(room.place), "Joint commissioning", "Wanda Works")
    details = MeetingDetails(reports_month=date(2020, 6, 1))
    change_meeting(
        actor=room.officer, at=AT, meeting_ref=august.ref, expected_version=1, details=details
    )
    august.refresh_from_db()
    assert up(room, august).months == (date(2020, 6, 1),)
