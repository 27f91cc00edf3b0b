"""What comes up at a meeting stays as it was known when the day of the meeting ended, and is kept when
the minutes are signed; the reports of every month that no meeting received are among it.
"""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from alongside.board.models import (
    Challenge,
    ChallengeAnswer,
    ChallengeMove,
    FollowUp,
    FollowUpMove,
    LookBack,
    Meeting,
)
from alongside.board.operations.minutes import sign_minutes
from alongside.board.operations.reports import file_report, save_draft
from alongside.board.pages.meeting_came_up import as_of_words
from alongside.board.queries.agenda import came_up
from alongside.board.queries.came_up_values import CameUp
from alongside.board.queries.issuing import issue_facts
from alongside.board.queries.minutes import digest_of
from alongside.board.queries.one_meeting import find_meeting, head_of
from alongside.board.rules.reports import ReportText, months_received
from alongside.people.models import Post
from tests.board.reporting import freeze_pack, make_workstream
from tests.board.sitting import THAT_DAY, Room, hold, make_room, plan
from tests.board.test_meetings_queries import AUGUST, JULY, challenge, decision, give
from tests.plan.factories import make_place, make_statement

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2020, 9, 16)
MUCH_LATER = datetime(2020, 9, 12, 9, 0, tzinfo=UTC)


@pytest.fixture
def room(db: None) -> Room:
    return make_room(make_place())


@pytest.fixture
def august(room: Room) -> Meeting:
    return plan(room, AUGUST)


def up(room: Room, meeting: Meeting, today: date = SEPTEMBER) -> CameUp:
    return came_up(room.member, find_meeting(room.member, meeting.ref), today=today)


def words(found: CameUp) -> dict[str, list[tuple[Any, ...]]]:
    return {
        "challenges": [(x.number, x.owner, x.due_on, x.is_late) for x in found.challenges],
        "decisions": [(x.number, x.since) for x in found.decisions],
        "follow_ups": [(x.ref, x.owner, x.due_on, x.owner_left) for x in found.follow_ups],
    }


def rows(room: Room, model: Any) -> Any:
    return model.objects.in_area(room.place.area.pk)


def rewrite_the_past(room: Room) -> None:
    """Everything that somebody may record in September about a day before the meeting of August."""
    area, of = room.place.area, rows(room, Challenge).get(number="C1")
    ChallengeAnswer.objects.create(
        area=area, challenge=of, verdict="answered", text="It was.",
        answered_on=date(2020, 7, 20), answered_at=MUCH_LATER,
    )  # fmt: skip
    late = challenge(room, "C9", date(2020, 7, 2))
    given = rows(room, Challenge).get(number="C2")
    ChallengeMove.objects.create(
        area=area, challenge=given, old_owner=given.owner, old_due_on=given.due_on, why="She left.",
        moved_at=MUCH_LATER,
    )  # fmt: skip
    rows(room, Challenge).filter(pk=late.pk).update(recorded_at=MUCH_LATER)
    rows(room, Challenge).filter(pk=given.pk).update(
        owner=room.posts["nurse"], due_on=date(2020, 10, 1)
    )
    LookBack.objects.create(
        area=area, decision=rows(room, Meeting).get(held_on=JULY).decisions.get(number="D1"),
        looked_on=date(2020, 8, 10), verdict="partly", text="Some.", recorded_at=MUCH_LATER,
    )  # fmt: skip
    done, moved = rows(room, FollowUp).order_by("id")
    rows(room, FollowUp).filter(pk=done.pk).update(
        done_on=date(2020, 8, 1), done_words="Done.", closed_at=MUCH_LATER
    )
    FollowUpMove.objects.create(
        area=area, follow_up=moved, old_owner=moved.owner, old_due_on=moved.due_on, why="She left.",
        moved_at=MUCH_LATER,
    )  # fmt: skip
    rows(room, FollowUp).filter(pk=moved.pk).update(
        owner=room.posts["nurse"], due_on=date(2020, 10, 1)
    )


def fill(room: Room) -> None:
    july = plan(room, JULY)
    challenge(room, "C1", date(2020, 7, 1))
    challenge(room, "C2", date(2020, 7, 1))
    decision(room, july, "D1", date(2020, 8, 1))
    give(room, july)
    give(room, july, "care")


def test_what_is_recorded_later_about_earlier_days_does_not_change_what_came_up(
    room: Room, august: Meeting
) -> None:
    fill(room)
    before = words(up(room, august))
    assert [each[0] for each in before["challenges"]] == ["C1", "C2"]
    assert [len(each) for each in before.values()] == [2, 1, 2]
    rewrite_the_past(room)
    assert words(up(room, august)) == before


def test_the_next_meeting_knows_what_was_recorded_meanwhile(room: Room, august: Meeting) -> None:
    fill(room)
    rewrite_the_past(room)
    found = up(room, plan(room, SEPTEMBER))
    assert [(each.number, each.owner) for each in found.challenges] == [
        ("C9", "Director of education"), ("C2", "Chief nurse"),
    ]  # fmt: skip
    assert found.decisions == ()
    assert [each.owner for each in found.follow_ups] == ["Chief nurse"]


def test_what_was_withdrawn_later_had_come_up(room: Room, august: Meeting) -> None:
    asked = challenge(room, "C1", date(2020, 7, 1))
    rows(room, Challenge).filter(pk=asked.pk).update(
        withdrawn_at=MUCH_LATER, withdrawn_why="A slip."
    )
    assert [each.number for each in up(room, august).challenges] == ["C1"]
    assert up(room, plan(room, SEPTEMBER)).challenges == ()


def test_what_was_asked_on_the_day_itself_did_not_wait_for_the_meeting(
    room: Room, august: Meeting
) -> None:
    challenge(room, "C1", AUGUST)
    assert up(room, august).challenges == ()
    assert [each.number for each in up(room, plan(room, SEPTEMBER)).challenges] == ["C1"]


def test_what_the_board_looked_back_on_at_the_meeting_had_come_up_at_it(
    room: Room, august: Meeting
) -> None:
    decision(room, plan(room, JULY), "D1", date(2020, 8, 19))
    LookBack.objects.create(
        area=room.place.area, decision=rows(room, Meeting).get(held_on=JULY).decisions.get(),
        looked_on=AUGUST, verdict="partly", text="Some.",
        recorded_at=datetime(2020, 8, 19, 12, 0, tzinfo=UTC),
    )  # fmt: skip
    assert [each.number for each in up(room, august).decisions] == ["D1"]
    assert up(room, plan(room, SEPTEMBER)).decisions == ()


# ---- Kept with the signature


def signed(room: Room, meeting: Meeting) -> Meeting:
    found = hold(room, meeting, datetime(2020, 8, 19, 17, 0, tzinfo=UTC))
    return sign_minutes(
        actor=room.chair,
        at=MUCH_LATER,
        meeting_ref=found.ref,
        expected_digest=digest_of(room.chair, found),
    )


def test_a_signature_keeps_what_came_up_for_good(room: Room, august: Meeting) -> None:
    fill(room)
    before = up(room, august)
    made = signed(room, august)
    rewrite_the_past(room)
    rows(room, Post).update(title="Renamed")
    rows(room, Challenge).update(recorded_at=MUCH_LATER, text="Rewritten")
    assert up(room, august) == before
    assert digest_of(room.member, find_meeting(room.member, made.ref)) == made.minutes_digest
    head = head_of(made)
    assert as_of_words(head, SEPTEMBER) == (
        "As it was known when 19 August 2020 ended, kept with the signed record."
    )


def test_the_fingerprint_covers_what_came_up(room: Room, august: Meeting) -> None:
    fill(room)
    made = signed(room, august)
    made.came_up["challenges"][0]["owner"] = "Somebody else"
    assert digest_of(room.member, made) != made.minutes_digest


def test_minutes_signed_before_it_was_kept_still_match_their_fingerprint(
    room: Room, august: Meeting
) -> None:
    fill(room)
    held = hold(room, august, datetime(2020, 8, 19, 17, 0, tzinfo=UTC))
    old_digest = digest_of(room.chair, held)
    rows(room, Meeting).filter(pk=held.pk).update(signed_at=THAT_DAY, minutes_digest=old_digest)
    found = find_meeting(room.member, held.ref)
    assert digest_of(room.member, found) == old_digest
    assert len(up(room, found).challenges) == 2


# ---- Reports of months without a meeting


def report(room: Room, stream_ref: str, month: date, at: datetime) -> None:
    write = {"actor": room.officer, "at": at, "workstream_ref": stream_ref, "month": month}
    draft = save_draft(**write, expected_version=1, text=ReportText("assured", "All is well."))
    file_report(**write, expected_version=draft.version)


def test_a_month_without_a_meeting_is_received_by_the_next_one(room: Room) -> None:
    plan(room, date(2020, 7, 15))
    make_workstream(room.place, make_statement(room.place), "Joint commissioning", "Wanda Works")
    september = plan(room, SEPTEMBER)
    found = up(room, september)
    assert found.months == (date(2020, 7, 1), date(2020, 8, 1))
    assert [(each.month, each.words) for each in found.reports] == [
        (date(2020, 7, 1), "No report received"), (date(2020, 8, 1), "No report received"),
    ]  # fmt: skip
    facts = issue_facts(room.officer, september, today=SEPTEMBER)
    assert facts.rows[-1].value == [
        "Joint commissioning, July 2020", "Joint commissioning, August 2020",
    ]  # fmt: skip


def test_a_report_that_came_late_says_so_on_the_agenda(room: Room) -> None:
    stream = make_workstream(room.place, make_statement(room.place), "Joint commissioning", "Wanda")
    report(room, stream.ref, date(2020, 7, 1), datetime(2020, 8, 14, 9, 0, tzinfo=UTC))
    edition = freeze_pack_of(room, datetime(2020, 8, 12, 9, 0, tzinfo=UTC))
    (found,) = up(room, edition).reports
    assert found.words == "No report received in time"
    assert found.note == (
        "Came 9 days late: Assured. Written by Olive Officer for the officer. "
        "Received after the pack was frozen"
    )


def freeze_pack_of(room: Room, at: datetime) -> Meeting:
    meeting: Meeting = freeze_pack(room, date(2020, 7, 1), at).pack.meeting
    rows(room, Meeting).filter(pk=meeting.pk).update(held_on=AUGUST)
    return meeting


@pytest.mark.parametrize(
    ("before", "board_from", "months"),
    [
        (date(2020, 7, 1), date(2020, 1, 1), [8]),
        (date(2020, 5, 1), date(2020, 1, 1), [6, 7, 8]),
        (date(2020, 8, 1), date(2020, 1, 1), [8]),
        (None, date(2020, 7, 1), [7, 8]),
        (None, date(2020, 7, 15), [8]),
    ],
)
def test_a_meeting_receives_every_month_that_no_earlier_one_received(
    before: date | None, board_from: date, months: list[int]
) -> None:
    found = months_received(date(2020, 8, 1), before=before, board_from=board_from)
    assert [each.month for each in found] == months
