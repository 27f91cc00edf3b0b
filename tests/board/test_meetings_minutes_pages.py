"""The minutes of a meeting and its follow-ups in the browser."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from alongside.board.models import AgendaItem, FollowUp, Meeting
from alongside.board.operations.agenda import ItemDetails, add_item
from alongside.web import clock
from tests.board.sitting import BEFORE, Room, hold, leave_post, make_room, plan
from tests.plan.factories import Place, make_place
from tests.plan.pages_changing.conftest import (  # noqa: F401
    SignIn,
    boxes,
    mail_to_memory,
    sign_in,
    words,
)

pytestmark = pytest.mark.django_db
Stand = Callable[[int, int], None]


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def room(place: Place) -> Room:
    return make_room(place)


@pytest.fixture
def stand_on(monkeypatch: pytest.MonkeyPatch) -> Stand:
    def stand(month: int, day: int) -> None:
        at = datetime(2020, month, day, 11, 0, tzinfo=UTC)
        monkeypatch.setattr(clock, "now", lambda: at)
        monkeypatch.setattr(clock, "today", lambda: at.date())

    return stand


@pytest.fixture(autouse=True)
def day_of_the_meeting(stand_on: Stand) -> None:
    stand_on(7, 15)


@pytest.fixture
def meeting(room: Room) -> Meeting:
    return plan(room)


@pytest.fixture
def item(room: Room, meeting: Meeting) -> AgendaItem:
    details = ItemDetails("Transport", presenter_ref=room.posts["director"].ref)
    return add_item(actor=room.officer, at=BEFORE, meeting_ref=meeting.ref, details=details)


@pytest.fixture
def officer(room: Room, sign_in: SignIn) -> Client:  # noqa: F811
    return sign_in("Olive Officer", "head_of_send")


@pytest.fixture
def chair(room: Room, sign_in: SignIn) -> Client:  # noqa: F811
    return sign_in("Charlie Chair", "chair")


@pytest.fixture
def member(room: Room, sign_in: SignIn) -> Client:  # noqa: F811
    return sign_in("Dora Director", "board_member")


def to(name: str, *args: str) -> str:
    return reverse(f"board:{name}", args=["york", *args])


def seen_by(client: Client, meeting: Meeting) -> str:
    page = client.get(to("sign_minutes", meeting.ref)).content.decode()
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found
    return found[1]


def test_two_writers_of_minutes_see_both(officer: Client, chair: Client, item: AgendaItem) -> None:
    address = to("write_minutes", item.ref)
    first = {"minutes": "The board agreed.", "expected_version": "1"}
    assert officer.post(address, first).status_code == 302
    second = chair.post(address, {**first, "minutes": "The board did not agree."})
    said = words(second)
    assert "Minutes The board agreed. The board did not agree." in said
    assert "Nothing you typed is lost" in said
    version = re.search(r'name="expected_version" value="(\d+)"', second.content.decode())
    assert version
    mine = {"minutes": "The board did not agree.", "expected_version": version[1]}
    assert chair.post(address, mine).status_code == 302
    assert "The board did not agree." in words(chair.get(to("meeting", item.meeting.ref)))


def test_the_chair_reads_the_record_and_signs(
    officer: Client, chair: Client, room: Room, meeting: Meeting, item: AgendaItem
) -> None:
    hold(room, meeting)
    address = to("sign_minutes", meeting.ref)
    page = words(chair.get(address))
    assert "From then on nothing of this meeting changes." in page
    assert "1. Transport Nothing is minuted under this item." in page
    assert officer.get(address).status_code == 404
    seen = seen_by(chair, meeting)
    untouched = chair.post(address, {"seen": seen})
    assert "Tick the box to sign the minutes" in words(untouched)
    officer.post(to("write_minutes", item.ref), {"minutes": "Agreed.", "expected_version": "1"})
    changed = chair.post(address, {"seen": seen, "agreed": "on"})
    assert "The record of this meeting has changed. Read it again, then sign." in words(changed)
    assert "1. Transport Agreed." in words(changed)
    fresh = re.search(r'name="seen" value="(\w+)"', changed.content.decode())
    assert fresh
    assert fresh[1] != seen
    assert chair.post(address, {"seen": fresh[1], "agreed": "on"}).status_code == 302
    page = words(officer.get(to("meeting", meeting.ref)))
    assert "The minutes were signed by Charlie Chair on 15 July 2020" in page
    assert "Change the minutes" not in page
    late = officer.post(
        to("write_minutes", item.ref), {"minutes": "Else.", "expected_version": "2"}
    )
    assert "The minutes of this meeting are signed." in words(late)


def test_the_signature_can_be_checked_by_every_reader(
    chair: Client, member: Client, room: Room, meeting: Meeting, item: AgendaItem
) -> None:
    check = to("signature", meeting.ref)
    assert "are not signed yet" in words(member.get(check))
    hold(room, meeting)
    sent = {"seen": seen_by(chair, meeting), "agreed": "on"}
    assert chair.post(to("sign_minutes", meeting.ref), sent).status_code == 302
    assert "The record is as it was signed" in words(member.get(check))
    AgendaItem.objects.in_area(meeting.area_id).update(minutes="Rewritten past the house.")
    assert "The record is not as it was signed" in words(member.get(check))


def test_a_follow_up_is_given_moved_and_done(
    officer: Client, member: Client, room: Room, meeting: Meeting, item: AgendaItem, stand_on: Stand
) -> None:
    address = to("add_follow_up", meeting.ref)
    sent = {
        "text": "Ask the bus firm", "owner": room.posts["nurse"].ref, "item": item.ref,
        **boxes("due_on", 14, 7, 2020),
    }  # fmt: skip
    early = officer.post(address, sent)
    assert "It was given on 15 July 2020. Choose that day or a later one." in words(early)
    assert officer.post(address, {**sent, **boxes("due_on", 1, 9, 2020)}).status_code == 302
    given = FollowUp.objects.in_area(meeting.area_id).get()
    close = to("close_follow_up", given.ref)
    assert member.get(close).status_code == 404
    move = {
        "owner": room.posts["director"].ref, "why": "It is about schools.", "expected_version": "1",
        **boxes("due_on", 1, 10, 2020),
    }  # fmt: skip
    assert officer.post(to("move_follow_up", given.ref), move).status_code == 302
    page = words(member.get(to("follow_up", given.ref)))
    assert "Until then: Chief nurse, due 1 September 2020 It is about schools." in page
    stand_on(7, 20)
    done = {"done_words": "", "expected_version": "2", **boxes("done_on", 20, 7, 2020)}
    assert "Say what was done" in words(member.post(close, done))
    assert member.post(close, {**done, "done_words": "They run."}).status_code == 302
    assert "Done on 20 July 2020 They run." in words(officer.get(f"{to('follow_ups')}?show=done"))


def test_a_follow_up_that_was_recorded_late_is_not_done_in_time_by_the_typed_day(
    officer: Client, room: Room, meeting: Meeting, stand_on: Stand
) -> None:
    sent = {
        "text": "Ask the bus firm", "owner": room.posts["nurse"].ref,
        **boxes("due_on", 18, 7, 2020),
    }  # fmt: skip
    assert officer.post(to("add_follow_up", meeting.ref), sent).status_code == 302
    given = FollowUp.objects.in_area(meeting.area_id).get()
    stand_on(7, 20)
    done = {"done_words": "They run.", "expected_version": "1", **boxes("done_on", 16, 7, 2020)}
    close = to("close_follow_up", given.ref)
    assert "It counts from today" in words(officer.get(close))
    assert officer.post(close, done).status_code == 302
    page = words(officer.get(to("follow_up", given.ref)))
    assert "Recorded as done on 20 July 2020, late" in page
    assert "Recorded as done 20 July 2020 by Olive Officer" in page
    assert "Said to have been done on 16 July 2020" in page
    log = words(officer.get(f"{to('follow_ups')}?show=done"))
    assert "Recorded as done on 20 July 2020, late" in log
    assert "Said to have been done on 16 July 2020. They run." in log


def test_a_day_that_is_still_to_come_has_no_example_in_the_past(
    officer: Client, meeting: Meeting
) -> None:
    for address in (to("add_follow_up", meeting.ref), to("plan_visit"), to("plan_meeting")):
        assert "27 3 2021" not in words(officer.get(address))


def test_a_follow_up_whose_owner_left_is_said_plainly(
    officer: Client, room: Room, meeting: Meeting
) -> None:
    sent = {
        "text": "Ask the bus firm", "owner": room.posts["director"].ref,
        **boxes("due_on", 1, 8, 2020),
    }  # fmt: skip
    assert officer.post(to("add_follow_up", meeting.ref), sent).status_code == 302
    leave_post(room, "director", date(2020, 7, 15))
    log = words(officer.get(to("follow_ups")))
    assert "1 open follow-up: nobody holds the post" in log
    assert "Ask the bus firm" in words(officer.get(f"{to('follow_ups')}?show=left"))
    assert "Nothing is late." in words(officer.get(f"{to('follow_ups')}?show=late"))
    given = FollowUp.objects.in_area(meeting.area_id).get()
    assert "Nobody holds this post" in words(officer.get(to("follow_up", given.ref)))
    assert "Owner left" in words(officer.get(to("meeting", meeting.ref)))
