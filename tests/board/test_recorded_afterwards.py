"""A meeting that is written down after its day: it takes no month from a meeting that was planned, it
says how late it was recorded wherever it counts, and no pack is made up for a time that is past.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.board.models import Meeting
from alongside.board.operations.meetings import MeetingDetails, change_meeting, move_meeting
from alongside.board.operations.minutes import sign_minutes
from alongside.board.operations.packs import freeze_board_pack, freeze_upward_report
from alongside.board.paper.contribution_sections import contribution, who_came
from alongside.board.queries.activity import activity_page
from alongside.board.queries.contribution import ContributionPage, contribution_page
from alongside.board.queries.issuing import meeting_choices
from alongside.board.queries.minutes import digest_of
from alongside.board.queries.one_meeting import find_meeting, meeting_page
from alongside.board.queries.receiving import receiving
from alongside.board.queries.report_desk import freezes_of
from alongside.kernel.refusals import Refusal
from tests.board.factories import make_board
from tests.board.packing import issued
from tests.board.sitting import THAT_DAY, Room, hold, make_room, plan
from tests.plan.factories import make_place

pytestmark = pytest.mark.django_db
AUGUST, SEPTEMBER = date(2020, 8, 5), date(2020, 9, 14)
PLANNED = datetime(2020, 7, 20, 9, 0, tzinfo=UTC)
AFTER = datetime(2020, 9, 12, 9, 0, tzinfo=UTC)
JULY_REPORTS, AUGUST_REPORTS = date(2020, 7, 1), date(2020, 8, 1)


@pytest.fixture
def room(db: None) -> Room:
    return make_room(make_place())


@pytest.fixture
def september(room: Room) -> Meeting:
    """Planned in July; it receives July and August, since June has its own meeting."""
    plan(room, date(2020, 7, 15))
    return plan(room, SEPTEMBER, PLANNED)


def months(room: Room, meeting: Meeting) -> tuple[date, ...]:
    found = find_meeting(room.officer, meeting.ref)
    return receiving(room.officer, found, until=AFTER + timedelta(days=9)).months


def freeze(room: Room, meeting: Meeting, at: datetime = AFTER, seen: int = 0, why: str = "") -> str:
    made = freeze_board_pack(
        actor=room.officer, at=at, meeting_ref=meeting.ref, seen_number=seen, why=why
    )
    return str(issued(made, at).content)


def page(room: Room) -> ContributionPage:
    return contribution_page(room.officer, last=date(2020, 9, 1), today=AFTER.date())


def test_a_meeting_recorded_afterwards_takes_no_month_from_one_that_was_planned(
    room: Room, september: Meeting
) -> None:
    assert months(room, september) == (JULY_REPORTS, AUGUST_REPORTS)
    plan(room, AUGUST, AFTER)
    assert months(room, september) == (JULY_REPORTS, AUGUST_REPORTS)


def test_a_meeting_planned_in_time_still_takes_its_month(room: Room, september: Meeting) -> None:
    plan(room, AUGUST, PLANNED)
    assert months(room, september) == (AUGUST_REPORTS,)


def test_nothing_is_taken_out_of_a_pack_that_was_frozen_already(
    room: Room, september: Meeting
) -> None:
    freeze(room, september)
    plan(room, date(2020, 9, 13), AFTER + timedelta(hours=2))
    assert months(room, september) == (JULY_REPORTS, AUGUST_REPORTS)
    again = freeze(room, september, AFTER + timedelta(hours=3), seen=1, why="A late report.")
    assert "July 2020" in again


def test_a_report_stays_in_the_pack_that_held_it(room: Room, september: Meeting) -> None:
    freeze(room, september)
    plan(room, AUGUST, AFTER)
    assert set(freezes_of(room.officer, [JULY_REPORTS])) == {JULY_REPORTS}


def test_a_planned_meeting_is_not_moved_to_a_day_that_has_passed(
    room: Room, september: Meeting
) -> None:
    with pytest.raises(Refusal, match="5 August 2020 has passed"):
        move_meeting(
            actor=room.officer,
            at=AFTER,
            meeting_ref=september.ref,
            expected_version=september.version,
            held_on=AUGUST,
        )


def test_the_month_of_a_meeting_stays_once_its_day_has_passed(
    room: Room, september: Meeting
) -> None:
    july = room.board.meetings.get(held_on=date(2020, 7, 15))
    with pytest.raises(Refusal, match="month of its reports stays"):
        change_meeting(
            actor=room.officer,
            at=AFTER,
            meeting_ref=july.ref,
            expected_version=july.version,
            details=MeetingDetails(reports_month=JULY_REPORTS),
        )


def test_the_meeting_says_how_long_afterwards_it_was_recorded(room: Room) -> None:
    late = hold(room, plan(room, date(2020, 5, 1), THAT_DAY), THAT_DAY)
    soon = hold(room, plan(room), THAT_DAY)
    said = [
        meeting_page(room.officer, meeting_ref=each.ref, today=THAT_DAY.date()).head.recorded_words
        for each in (late, soon)
    ]
    assert said == ["Recorded 75 days after the meeting", ""]


def test_a_seat_that_was_corrected_long_afterwards_says_so(room: Room) -> None:
    meeting = hold(room, plan(room), THAT_DAY, nurse="absent")
    hold(room, meeting, THAT_DAY + timedelta(days=60), nurse="attended")
    places = meeting_page(room.officer, meeting_ref=meeting.ref, today=AFTER.date()).places
    said = {place.seat.title: place.recorded_words for place in places if place.recorded_words}
    assert said == {"Chief nurse": "Recorded 60 days after the meeting"}


def test_contribution_counts_apart_what_was_recorded_long_afterwards(room: Room) -> None:
    hold(room, plan(room), THAT_DAY)
    hold(room, plan(room, AUGUST, AFTER), AFTER)
    health = next(each for each in page(room).partners if each.side == "health")
    assert str(health.whole.meetings) == "2 of 2"
    assert health.whole.late_recorded_count == 1
    table, *_ = contribution(page(room))
    rows = {row[0].text: row[1].note for row in table.rows}
    assert rows["Health"] == "1 of 2 was recorded long afterwards"
    assert "Of these, 1 meeting was recorded long afterwards." in who_came(page(room))


def test_the_pack_and_the_activity_say_when_the_meeting_was_recorded(
    room: Room, september: Meeting
) -> None:
    hold(room, plan(room, AUGUST, AFTER), AFTER)
    deeds = activity_page(room.officer, today=AFTER.date()).months
    said = [deed.words for month in deeds for deed in month.by_board]
    assert said == ["SEND Improvement Board met. Recorded 38 days after the meeting"]
    assert "recorded long afterwards" in freeze(room, september)


def test_no_pack_is_made_for_a_meeting_of_long_ago(room: Room) -> None:
    july = hold(room, plan(room), THAT_DAY)
    with pytest.raises(Refusal, match="This meeting was 59 days ago"):
        freeze(room, july)
    council = make_board(room.place, title="Cabinet", kind="council_executive")
    with pytest.raises(Refusal, match="This meeting was 59 days ago"):
        freeze_upward_report(
            actor=room.officer,
            at=AFTER,
            meeting_ref=july.ref,
            to_board_ref=council.ref,
            seen_number=0,
        )
    assert july.ref not in dict(meeting_choices(room.officer, today=AFTER.date()))


def test_no_pack_is_made_once_the_minutes_are_signed(room: Room) -> None:
    meeting = hold(room, plan(room), THAT_DAY)
    seen = digest_of(room.chair, find_meeting(room.chair, meeting.ref))
    sign_minutes(actor=room.chair, at=THAT_DAY, meeting_ref=meeting.ref, expected_digest=seen)
    with pytest.raises(Refusal, match="minutes of this meeting are signed"):
        freeze(room, meeting, THAT_DAY)


def test_a_pack_that_was_issued_in_time_may_be_corrected_later(room: Room) -> None:
    meeting = plan(room)
    freeze(room, meeting, THAT_DAY)
    hold(room, meeting, THAT_DAY)
    assert meeting.ref in dict(meeting_choices(room.officer, today=AFTER.date()))
    assert "July 2020" in freeze(room, meeting, AFTER, seen=1, why="A figure was wrong.")
