"""Who came to a meeting, what that makes of its quorum, and interests that were declared."""

from datetime import date

import pytest

from alongside.board.models import Attendance, Decision, Declaration, Meeting
from alongside.board.operations import attendance, meetings
from alongside.kernel.refusals import Changed, Refusal, Refusals
from alongside.ledger.models import LedgerEntry
from tests.board.factories import make_board
from tests.board.sitting import (
    BEFORE,
    LATER,
    MEETING_DAY,
    THAT_DAY,
    Room,
    hold,
    make_room,
    marks,
    plan,
)
from tests.plan.factories import make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(db: None) -> Room:
    return make_room(make_place())


@pytest.fixture
def meeting(room: Room) -> Meeting:
    return plan(room)


def last_event() -> LedgerEntry:
    return LedgerEntry.objects.order_by("-seq")[0]


@pytest.mark.both_engines
def test_who_came_makes_the_quorum_and_marks_the_meeting_as_held(
    room: Room, meeting: Meeting
) -> None:
    held = hold(room, meeting, nurse="deputy")
    assert (held.was_quorate, held.held_at) == (True, THAT_DAY)
    assert held.quorum_words == "There was a quorum: 4 of 5 members came, and 3 are needed."
    nurse = Attendance.objects.in_area(room.place.area.pk).get(seat=room.seats["nurse"])
    assert (nurse.side, nurse.presence, nurse.who) == ("health", "deputy", "Dan Deputy")
    assert last_event().verb == "board.record_attendance"


def test_without_a_side_there_is_no_quorum_and_decisions_are_marked(
    room: Room, meeting: Meeting
) -> None:
    hold(room, meeting)
    decision = Decision.objects.create(
        area=room.place.area, meeting=meeting, number="D1", text="T", should_change="S",
        look_back_on=date(2020, 12, 1), was_quorate=True, recorded_at=THAT_DAY,
    )  # fmt: skip
    held = hold(room, meeting, LATER, nurse="apologies", forum="absent")
    assert held.was_quorate is False
    assert held.quorum_words == (
        "There was no quorum: 2 of 5 members came, and 3 are needed. "
        "Nobody came from health or families."
    )
    decision.refresh_from_db()
    assert decision.was_quorate is False
    assert held.held_at == THAT_DAY
    assert last_event().verb == "board.correct_attendance"


def test_every_seat_is_answered_for_and_a_deputy_has_a_name(room: Room, meeting: Meeting) -> None:
    record = {
        "actor": room.officer, "at": THAT_DAY, "meeting_ref": meeting.ref, "expected_version": 1,
    }  # fmt: skip
    with pytest.raises(Refusal, match=r"The seats of the board have changed\."):
        attendance.record_attendance(**record, marks=marks(room)[:-1])
    with pytest.raises(Refusals) as refused:
        attendance.record_attendance(**record, marks=marks(room, nurse="deputy", care="attended"))
    assert [each.field for each in refused.value.refusals] == [
        f"who_{room.seats['nurse'].ref}",
        f"presence_{room.seats['care'].ref}",
    ]


def test_nobody_came_before_the_day_of_the_meeting(room: Room, meeting: Meeting) -> None:
    with pytest.raises(Refusal, match=r"The meeting is on 15 July 2020\."):
        hold(room, meeting, BEFORE)


def test_a_board_without_seats_records_nobody(room: Room) -> None:
    other = make_board(room.place, title="Health board", kind="health_and_wellbeing_board")
    made = meetings.plan_meeting(
        actor=room.officer, at=BEFORE, board_ref=other.ref, held_on=MEETING_DAY
    )
    with pytest.raises(Refusal, match=r"Nobody sat on the board on that day\."):
        attendance.record_attendance(
            actor=room.officer, at=THAT_DAY, meeting_ref=made.ref, expected_version=1, marks=()
        )


@pytest.mark.both_engines
def test_the_second_of_two_who_record_who_came_sees_both(room: Room, meeting: Meeting) -> None:
    hold(room, meeting)
    with pytest.raises(Changed) as changed:
        attendance.record_attendance(
            actor=room.chair,
            at=THAT_DAY,
            meeting_ref=meeting.ref,
            expected_version=1,
            marks=marks(room, nurse="absent"),
        )
    assert changed.value.differences == (
        ("Chief nurse", "Attended", "Did not attend, no apologies"),
    )


def test_a_declaration_is_kept_and_taken_back_when_it_was_a_mistake(
    room: Room, meeting: Meeting
) -> None:
    add = {"actor": room.officer, "at": THAT_DAY, "meeting_ref": meeting.ref}
    nurse = room.seats["nurse"].ref
    with pytest.raises(Refusal, match=r"Say what was done about it\."):
        attendance.add_declaration(**add, seat_ref=nurse, interest="A trustee", what_was_done="")
    with pytest.raises(Refusal, match=r"Say what the interest is\."):
        attendance.add_declaration(**add, seat_ref=nurse, interest="", what_was_done="Left.")
    made = attendance.add_declaration(
        **add, seat_ref=nurse, interest="A trustee of a provider", what_was_done="Left the room."
    )
    back = {"actor": room.officer, "at": THAT_DAY, "declaration_ref": made.ref}
    attendance.withdraw_declaration(**back)
    with pytest.raises(Refusal, match=r"taken back already"):
        attendance.withdraw_declaration(**back)
    assert Declaration.objects.in_area(room.place.area.pk).get().withdrawn_at == THAT_DAY
