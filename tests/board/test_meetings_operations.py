"""Planning, moving and cancelling a meeting, its agenda, its papers, and who came."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from alongside.board.models import AgendaItem, Meeting, Paper
from alongside.board.operations import agenda, attendance, forward_plan, meetings, papers
from alongside.board.operations.agenda import ItemDetails
from alongside.board.operations.attendance import Mark
from alongside.board.operations.meetings import MeetingDetails
from alongside.board.operations.papers import NewPaper
from alongside.board.rules.codes import Presence
from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.notices.models import Notice
from tests.board.factories import make_board
from tests.board.sitting import (
    BEFORE,
    MEETING_DAY,
    THAT_DAY,
    Room,
    close_post,
    make_room,
    plan,
)
from tests.plan.factories import make_place

pytestmark = pytest.mark.django_db
FILE = b"What the board is asked to agree.\n"


@pytest.fixture
def room(db: None) -> Room:
    return make_room(make_place())


@pytest.fixture
def meeting(room: Room) -> Meeting:
    return plan(room)


def last_event() -> LedgerEntry:
    return LedgerEntry.objects.order_by("-seq")[0]


def told(room: Room) -> dict[str, set[str]]:
    """Sentence -> the names of those who were told."""
    found: dict[str, set[str]] = {}
    for notice in Notice.objects.in_area(room.place.area.pk).select_related("person"):
        found.setdefault(notice.sentence, set()).add(notice.person.name)
    return found


def add_item(room: Room, meeting: Meeting, title: str) -> AgendaItem:
    return agenda.add_item(
        actor=room.officer, at=BEFORE, meeting_ref=meeting.ref, details=ItemDetails(title)
    )


def titles(meeting: Meeting) -> list[str]:
    return list(
        meeting.items.filter(withdrawn_at=None).order_by("order").values_list("title", flat=True)
    )


def add_paper(room: Room, meeting: Meeting, at: datetime = BEFORE, title: str = "Paper 1") -> Paper:
    new = NewPaper(title, ContentFile(FILE, name="paper.txt"))
    return papers.add_paper(actor=room.officer, at=at, meeting_ref=meeting.ref, new=new)


def test_a_plan_begins_with_standing_items_and_the_forward_plan_of_the_month(room: Room) -> None:
    run = {"actor": room.officer, "at": BEFORE, "board_ref": room.board.ref}
    forward_plan.add_standing_item(**run, title="Engagement", item_from=date(2020, 6, 1))
    forward_plan.add_standing_item(**run, title="From August", item_from=date(2020, 8, 1))
    ended = forward_plan.add_standing_item(**run, title="Ended", item_from=date(2020, 6, 1))
    forward_plan.end_standing_item(
        actor=room.officer, at=BEFORE, item_ref=ended.ref, item_until=MEETING_DAY
    )
    july = forward_plan.add_forward_item(**run, title="Transport", due=PartialDate(2020, 7))
    forward_plan.add_forward_item(**run, title="In August", due=PartialDate(2020, 8))
    meeting = plan(room)
    july.refresh_from_db()
    assert titles(meeting) == ["Engagement", "Transport"]
    assert july.meeting == meeting
    assert (meeting.papers_due_on, meeting.reports_month) == (date(2020, 7, 8), date(2020, 6, 1))


def test_those_who_sit_on_the_board_are_told_and_the_planner_is_not(
    room: Room, meeting: Meeting
) -> None:
    assert told(room) == {
        "A board meeting is planned for 15 July 2020.": {
            "Charlie Chair",
            "Dora Director",
            "Nora Nurse",
            "Frances Forum",
            "Iris Independent",
        }
    }
    assert last_event().verb == "board.plan_meeting"


def test_a_meeting_that_is_written_down_afterwards_is_no_news(room: Room) -> None:
    plan(room, date(2020, 6, 1))
    assert told(room) == {}


@pytest.mark.parametrize(
    ("held_on", "details", "sentence"),
    [
        (MEETING_DAY, MeetingDetails(), "The board already has a meeting on 15 July 2020"),
        (date(2019, 6, 1), MeetingDetails(), "1 June 2019 is more than a year ago"),
        (date(2020, 8, 1), MeetingDetails(starts="soon"), "Write the time like 10am"),
        (
            date(2020, 8, 1),
            MeetingDetails(papers_due_on=date(2020, 8, 2)),
            "Papers are due on or before the day of the meeting",
        ),
        (
            date(2020, 8, 1),
            MeetingDetails(reports_month=date(2020, 9, 1)),
            "September 2020 is after the meeting",
        ),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(
    room: Room, meeting: Meeting, held_on: date, details: MeetingDetails, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        meetings.plan_meeting(
            actor=room.officer,
            at=BEFORE,
            board_ref=room.board.ref,
            held_on=held_on,
            details=details,
        )


def test_another_board_receives_no_reports_unless_it_says_so(room: Room) -> None:
    other = make_board(room.place, title="Health board", kind="health_and_wellbeing_board")
    made = meetings.plan_meeting(
        actor=room.officer, at=BEFORE, board_ref=other.ref, held_on=MEETING_DAY
    )
    assert made.reports_month is None


def test_the_second_of_two_who_change_a_meeting_sees_both(room: Room, meeting: Meeting) -> None:
    change = {
        "actor": room.officer, "at": BEFORE, "meeting_ref": meeting.ref, "expected_version": 1,
    }  # fmt: skip
    meetings.change_meeting(**change, details=MeetingDetails("10am", "Room 1"))
    with pytest.raises(Changed) as changed:
        meetings.change_meeting(**change, details=MeetingDetails("10am", "Room 2"))
    assert changed.value.differences == (("Place", "Room 1", "Room 2"),)


def test_a_meeting_is_moved_with_its_agenda_and_the_ledger_keeps_its_day(
    room: Room, meeting: Meeting
) -> None:
    add_item(room, meeting, "Transport")
    move = {"actor": room.officer, "at": BEFORE, "meeting_ref": meeting.ref, "expected_version": 1}
    with pytest.raises(Refusal, match=r"on that day already"):
        meetings.move_meeting(**move, held_on=MEETING_DAY)
    moved = meetings.move_meeting(**move, held_on=date(2020, 7, 22))
    assert (moved.held_on, moved.papers_due_on) == (date(2020, 7, 22), date(2020, 7, 15))
    assert titles(moved) == ["Transport"]
    event = last_event()
    assert event.verb == "board.move_meeting"
    assert '"from":"2020-07-15"' in event.detail.content
    assert "A board meeting is planned for 22 July 2020." in told(room)


def test_a_cancelled_meeting_gives_back_what_it_took_and_keeps_its_reason(room: Room) -> None:
    item = forward_plan.add_forward_item(
        actor=room.officer,
        at=BEFORE,
        board_ref=room.board.ref,
        title="Transport",
        due=PartialDate(2020, 7),
    )
    meeting = plan(room)
    cancel = {"actor": room.officer, "at": BEFORE, "meeting_ref": meeting.ref}
    with pytest.raises(Refusal, match=r"Say why the meeting is cancelled\."):
        meetings.cancel_meeting(**cancel, why=" ")
    meetings.cancel_meeting(**cancel, why="Too few can come.")
    item.refresh_from_db()
    assert item.meeting is None
    assert "The board meeting on 15 July 2020 was cancelled." in told(room)
    with pytest.raises(Refusal, match=r"This meeting was cancelled\."):
        meetings.cancel_meeting(**cancel, why="Again.")
    assert plan(room).held_on == MEETING_DAY


def test_items_are_added_ordered_changed_and_taken_off(room: Room, meeting: Meeting) -> None:
    one, two, three = (add_item(room, meeting, title) for title in ("One", "Two", "Three"))
    agenda.order_items(
        actor=room.officer,
        at=BEFORE,
        meeting_ref=meeting.ref,
        item_refs=[three.ref, one.ref, two.ref],
    )
    assert titles(meeting) == ["Three", "One", "Two"]
    agenda.change_item(
        actor=room.officer,
        at=BEFORE,
        item_ref=one.ref,
        expected_version=1,
        details=ItemDetails("Uno", presenter_ref=room.posts["nurse"].ref),
    )
    agenda.take_off_item(actor=room.officer, at=BEFORE, item_ref=three.ref)
    assert titles(meeting) == ["Uno", "Two"]
    with pytest.raises(Refusal, match=r"Somebody changed the agenda meanwhile\."):
        agenda.order_items(
            actor=room.officer, at=BEFORE, meeting_ref=meeting.ref, item_refs=[one.ref]
        )
    with pytest.raises(Refusal, match=r"taken off the agenda"):
        agenda.take_off_item(actor=room.officer, at=BEFORE, item_ref=three.ref)


def test_an_item_under_which_something_is_minuted_stays(room: Room, meeting: Meeting) -> None:
    item = add_item(room, meeting, "One")
    AgendaItem.objects.in_area(room.place.area.pk).update(minutes="Agreed.")
    with pytest.raises(Refusal, match=r"Something is minuted under this item"):
        agenda.take_off_item(actor=room.officer, at=BEFORE, item_ref=item.ref)


def test_the_forward_plan_gives_an_item_once_and_takes_it_back(
    room: Room, meeting: Meeting
) -> None:
    ahead = forward_plan.add_forward_item(
        actor=room.officer,
        at=BEFORE,
        board_ref=room.board.ref,
        title="Transport",
        due=PartialDate(2020, 9),
        owner_ref=room.posts["director"].ref,
    )
    take = {
        "actor": room.officer, "at": BEFORE, "meeting_ref": meeting.ref, "item_ref": ahead.ref,
    }  # fmt: skip
    item = agenda.take_forward_item(**take)
    assert (item.title, item.presenter) == ("Transport", room.posts["director"])
    with pytest.raises(Refusal, match=r"another meeting has taken it"):
        agenda.take_forward_item(**take)
    agenda.take_off_item(actor=room.officer, at=BEFORE, item_ref=item.ref)
    ahead.refresh_from_db()
    assert ahead.meeting is None


def test_an_item_is_not_presented_by_a_closed_post(room: Room, meeting: Meeting) -> None:
    close_post(room, room.posts["care"], date(2020, 6, 1))
    with pytest.raises(Refusal, match=r"closed on 1 June 2020") as refused:
        agenda.add_item(
            actor=room.officer,
            at=BEFORE,
            meeting_ref=meeting.ref,
            details=ItemDetails("One", presenter_ref=room.posts["care"].ref),
        )
    assert refused.value.field == "presenter"


def everything(room: Room, meeting: Meeting) -> list[Callable[[Actor], object]]:
    at, ref = THAT_DAY, meeting.ref
    item, paper = add_item(room, meeting, "One"), add_paper(room, meeting)
    ahead = forward_plan.add_forward_item(
        actor=room.officer,
        at=BEFORE,
        board_ref=room.board.ref,
        title="F",
        due=PartialDate(2020, 9),
    )
    declared = attendance.add_declaration(
        actor=room.officer,
        at=THAT_DAY,
        meeting_ref=ref,
        seat_ref=room.seats["nurse"].ref,
        interest="I",
        what_was_done="W",
    )
    day, details = date(2020, 8, 19), ItemDetails("X")
    new = NewPaper("P", ContentFile(FILE, name="p.txt"))
    seat = room.seats["nurse"].ref
    one = [Mark(seat, Presence.ATTENDED)]
    return [
        lambda a: meetings.plan_meeting(actor=a, at=at, board_ref=room.board.ref, held_on=day),
        lambda a: meetings.change_meeting(
            actor=a, at=at, meeting_ref=ref, expected_version=1, details=MeetingDetails()
        ),
        lambda a: meetings.move_meeting(
            actor=a, at=at, meeting_ref=ref, expected_version=1, held_on=day
        ),
        lambda a: meetings.cancel_meeting(actor=a, at=at, meeting_ref=ref, why="W"),
        lambda a: agenda.add_item(actor=a, at=at, meeting_ref=ref, details=details),
        lambda a: agenda.take_forward_item(actor=a, at=at, meeting_ref=ref, item_ref=ahead.ref),
        lambda a: agenda.change_item(
            actor=a, at=at, item_ref=item.ref, expected_version=1, details=details
        ),
        lambda a: agenda.take_off_item(actor=a, at=at, item_ref=item.ref),
        lambda a: agenda.order_items(actor=a, at=at, meeting_ref=ref, item_refs=[item.ref]),
        lambda a: papers.add_paper(actor=a, at=at, meeting_ref=ref, new=new),
        lambda a: papers.withdraw_paper(actor=a, at=at, paper_ref=paper.ref, why="W"),
        lambda a: attendance.record_attendance(
            actor=a, at=at, meeting_ref=ref, expected_version=1, marks=one
        ),
        lambda a: attendance.add_declaration(
            actor=a, at=at, meeting_ref=ref, seat_ref=seat, interest="I", what_was_done="W"
        ),
        lambda a: attendance.withdraw_declaration(actor=a, at=at, declaration_ref=declared.ref),
    ]


def test_who_does_not_run_the_board_and_who_is_elsewhere_find_nothing(
    room: Room, meeting: Meeting
) -> None:
    elsewhere = make_place("shire", "Shire").officer
    for do in everything(room, meeting):
        for actor in (room.member, room.outsider, elsewhere):
            with pytest.raises(Hidden):
                do(actor)


@pytest.mark.both_engines
def test_the_database_keeps_a_meeting_whole(room: Room, meeting: Meeting) -> None:
    rows = Meeting.objects.in_area(room.place.area.pk)
    for broken in (
        {"held_at": THAT_DAY},
        {"cancelled_why": "No."},
        {"signed_at": THAT_DAY},
        {"papers_due_on": date(2020, 7, 16)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**broken)
