"""Writing minutes, signing them, and what a signature covers."""

from datetime import date

import pytest

from alongside.board.models import AgendaItem, Decision, Meeting
from alongside.board.operations import agenda, attendance, follow_ups, minutes, papers
from alongside.board.operations.agenda import ItemDetails
from alongside.board.operations.follow_ups import NewFollowUp
from alongside.board.operations.meetings import MeetingDetails, change_meeting
from alongside.board.queries.minutes import digest_of, minutes_content
from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.notices.models import Notice
from tests.board.sitting import (
    BEFORE,
    LATER,
    THAT_DAY,
    Room,
    hold,
    make_room,
    marks,
    plan,
)
from tests.board.test_meetings_operations import add_paper
from tests.plan.factories import make_place

pytestmark = pytest.mark.django_db
SIGNED = r"The minutes of this meeting are signed\. Minute a correction at the next meeting\."


@pytest.fixture
def room(db: None) -> Room:
    return make_room(make_place())


@pytest.fixture
def meeting(room: Room) -> Meeting:
    return plan(room)


@pytest.fixture
def item(room: Room, meeting: Meeting) -> AgendaItem:
    return agenda.add_item(
        actor=room.officer, at=BEFORE, meeting_ref=meeting.ref, details=ItemDetails("Transport")
    )


def write(room: Room, item: AgendaItem, text: str = "The board agreed.") -> AgendaItem:
    item.refresh_from_db()
    return minutes.write_minutes(
        actor=room.officer, at=THAT_DAY, item_ref=item.ref, expected_version=item.version,
        minutes=text,
    )  # fmt: skip


def sign(room: Room, meeting: Meeting) -> Meeting:
    meeting.refresh_from_db()
    return minutes.sign_minutes(
        actor=room.chair,
        at=LATER,
        meeting_ref=meeting.ref,
        expected_digest=digest_of(room.chair, meeting),
    )


def give(room: Room, meeting: Meeting) -> str:
    made = follow_ups.give_follow_up(
        actor=room.officer,
        at=THAT_DAY,
        meeting_ref=meeting.ref,
        new=NewFollowUp("Ask the bus firm", room.posts["director"].ref, date(2020, 9, 1)),
    )
    return made.ref


@pytest.mark.both_engines
def test_the_second_of_two_writers_sees_both_minutes_and_chooses(
    room: Room, item: AgendaItem
) -> None:
    write(room, item, "First.")
    with pytest.raises(Changed) as changed:
        minutes.write_minutes(
            actor=room.chair, at=THAT_DAY, item_ref=item.ref, expected_version=1, minutes="Mine."
        )
    assert changed.value.differences == (("Minutes", "First.", "Mine."),)
    assert write(room, item, "Mine.").minutes == "Mine."


def test_minutes_are_written_from_the_day_of_the_meeting_on(room: Room, item: AgendaItem) -> None:
    with pytest.raises(Refusal, match=r"The meeting is on 15 July 2020\."):
        minutes.write_minutes(
            actor=room.officer, at=BEFORE, item_ref=item.ref, expected_version=1, minutes="Early."
        )


def test_nobody_else_writes_or_signs(room: Room, meeting: Meeting, item: AgendaItem) -> None:
    elsewhere = make_place("shire", "Shire")
    hold(room, meeting)
    for actor in (room.member, room.outsider, elsewhere.officer):
        with pytest.raises(Hidden):
            minutes.write_minutes(
                actor=actor, at=THAT_DAY, item_ref=item.ref, expected_version=1, minutes="X"
            )
    for actor in (room.officer, room.member, room.outsider, elsewhere.chair):
        with pytest.raises(Hidden):
            minutes.sign_minutes(
                actor=actor, at=LATER, meeting_ref=meeting.ref, expected_digest="x"
            )


def test_signing_freezes_a_fingerprint_and_tells_the_board(
    room: Room, meeting: Meeting, item: AgendaItem
) -> None:
    write(room, item)
    give(room, meeting)
    hold(room, meeting)
    signed = sign(room, meeting)
    assert signed.minutes_digest == digest_of(room.member, signed)
    event = LedgerEntry.objects.order_by("-seq")[0]
    assert event.verb == "board.sign_minutes"
    assert signed.minutes_digest in event.detail.content
    sentence = "The minutes of the board meeting on 15 July 2020 were signed."
    told = Notice.objects.in_area(room.place.area.pk).filter(sentence=sentence)
    names = set(told.values_list("person__name", flat=True))
    assert "Dora Director" in names
    assert "Charlie Chair" not in names


def test_only_the_minutes_of_a_held_meeting_are_signed(room: Room, meeting: Meeting) -> None:
    with pytest.raises(Refusal, match=r"Record who came to the meeting first\."):
        sign(room, meeting)


def test_what_changed_after_the_chair_read_it_is_not_signed(
    room: Room, meeting: Meeting, item: AgendaItem
) -> None:
    hold(room, meeting)
    seen = digest_of(room.chair, meeting)
    write(room, item, "Slipped in.")
    with pytest.raises(Refusal, match=r"has changed\. Read it again, then sign\."):
        minutes.sign_minutes(
            actor=room.chair, at=LATER, meeting_ref=meeting.ref, expected_digest=seen
        )


def test_after_the_signature_nothing_of_the_meeting_changes(
    room: Room, meeting: Meeting, item: AgendaItem
) -> None:
    declared = attendance.add_declaration(
        actor=room.officer,
        at=THAT_DAY,
        meeting_ref=meeting.ref,
        seat_ref=room.seats["nurse"].ref,
        interest="I",
        what_was_done="W",
    )
    hold(room, meeting)
    sign(room, meeting)
    run, ref = {"actor": room.officer, "at": LATER}, meeting.ref
    for change in (
        lambda: write(room, item),
        lambda: give(room, meeting),
        lambda: sign(room, meeting),
        lambda: hold(room, meeting, LATER),
        lambda: add_paper(room, meeting),
        lambda: agenda.add_item(**run, meeting_ref=ref, details=ItemDetails("X")),
        lambda: agenda.take_off_item(**run, item_ref=item.ref),
        lambda: agenda.order_items(**run, meeting_ref=ref, item_refs=[item.ref]),
        lambda: attendance.add_declaration(
            **run, meeting_ref=ref, seat_ref="x", interest="I", what_was_done="W"
        ),
        lambda: attendance.withdraw_declaration(**run, declaration_ref=declared.ref),
        lambda: change_meeting(
            **run, meeting_ref=ref, expected_version=3, details=MeetingDetails()
        ),
    ):
        with pytest.raises(Refusal, match=SIGNED):
            change()


def test_a_wrong_file_can_be_taken_back_even_after_the_signature(
    room: Room, meeting: Meeting
) -> None:
    paper = add_paper(room, meeting)
    hold(room, meeting)
    signed = sign(room, meeting)
    papers.withdraw_paper(actor=room.officer, at=LATER, paper_ref=paper.ref, why="A child’s name.")
    assert digest_of(room.chair, signed) == signed.minutes_digest


def test_the_fingerprint_stays_when_a_follow_up_moves_or_a_post_is_renamed(
    room: Room, meeting: Meeting
) -> None:
    ref = give(room, meeting)
    hold(room, meeting)
    signed = sign(room, meeting)
    follow_ups.move_follow_up(
        actor=room.officer,
        at=LATER,
        follow_up_ref=ref,
        expected_version=1,
        owner_ref=room.posts["nurse"].ref,
        due_on=date(2020, 10, 1),
        why="A better place for it.",
    )
    assert digest_of(room.chair, signed) == signed.minutes_digest


@pytest.mark.parametrize("part", ["minutes", "decision", "attendance"])
def test_the_fingerprint_tells_when_the_record_is_touched(
    room: Room, meeting: Meeting, item: AgendaItem, part: str
) -> None:
    hold(room, meeting)
    signed = sign(room, meeting)
    area = room.place.area
    if part == "minutes":
        AgendaItem.objects.in_area(area.pk).update(minutes="Rewritten.")
    elif part == "decision":
        Decision.objects.create(
            area=area, meeting=meeting, number="D1", text="T", should_change="S",
            look_back_on=date(2020, 12, 1), was_quorate=True, recorded_at=LATER,
        )  # fmt: skip
    else:
        signed.attendance.update(presence="absent")
    assert digest_of(room.chair, signed) != signed.minutes_digest


def test_what_is_signed_holds_no_name(room: Room, meeting: Meeting, item: AgendaItem) -> None:
    write(room, item)
    content = minutes_content(room.chair, hold(room, meeting))
    assert content["quorate"] is True
    assert [each["minutes"] for each in content["agenda"]] == ["The board agreed."]
    assert len(content["attendance"]) == len(marks(room))
    assert "Charlie Chair" not in str(content)
