"""The pages of meetings and the action log: reading them, and every form that changes something."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from alongside.board.models import AgendaItem, Declaration, Meeting, Paper
from alongside.board.operations.agenda import ItemDetails, add_item
from alongside.board.operations.forward_plan import add_forward_item
from alongside.kernel.dates import PartialDate
from alongside.web import clock
from tests.board.sitting import BEFORE, CAME, Room, hold, make_room, plan
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
def member(room: Room, sign_in: SignIn) -> Client:  # noqa: F811
    return sign_in("Dora Director", "board_member")


def to(name: str, *args: str) -> str:
    return reverse(f"board:{name}", args=["york", *args])


def answers(room: Room, version: int, **changed: str) -> dict[str, str]:
    """What the form of who came sends."""
    came = {**CAME, **changed}
    sent = {f"presence_{room.seats[name].ref}": code for name, code in came.items()}
    return {**sent, "expected_version": str(version)}


def test_a_meeting_is_planned_moved_and_cancelled(
    officer: Client, room: Room, stand_on: Stand
) -> None:
    stand_on(6, 15)
    sent = {
        "board": room.board.ref, "starts": "half ten", "place": "Room 1",
        **boxes("held_on", 15, 7, 2020), **boxes("reports_month", "", 6, 2020),
    }  # fmt: skip
    refused = officer.post(to("plan_meeting"), sent)
    assert refused.status_code == 422
    assert "Write the time like 10am, 2:30pm or 14:30." in words(refused)
    assert 'value="half ten"' in refused.content.decode()
    made = officer.post(to("plan_meeting"), {**sent, "starts": "10.30am"})
    meeting = Meeting.objects.in_area(room.place.area.pk).get()
    assert made["Location"] == to("meeting", meeting.ref)
    assert "15 July 2020, 10:30am" in words(officer.get(to("meeting", meeting.ref)))
    twice = officer.post(to("plan_meeting"), {**sent, "starts": ""})
    assert "The board already has a meeting on 15 July 2020." in words(twice)
    move = {"expected_version": "1", **boxes("held_on", 22, 7, 2020)}
    assert officer.post(to("move_meeting", meeting.ref), move).status_code == 302
    stale = officer.post(to("move_meeting", meeting.ref), {**move, **boxes("held_on", 29, 7, 2020)})
    assert "Save mine over theirs" in words(stale)
    cancel = to("cancel_meeting", meeting.ref)
    assert "A cancelled meeting cannot be taken up again." in words(officer.get(cancel))
    assert "Say why the meeting is cancelled" in words(officer.post(cancel, {"why": " "}))
    assert officer.post(cancel, {"why": "Too few can come."}).status_code == 302
    page = words(officer.get(to("meeting", meeting.ref)))
    assert "This meeting was cancelled by Olive Officer on 15 June 2020: Too few can come." in page
    assert "Add an item" not in page
    assert "Too few can come." in words(officer.get(f"{to('meetings')}?show=cancelled"))


def test_a_paper_needs_its_file_and_the_form_says_so(officer: Client, meeting: Meeting) -> None:
    address = to("add_paper", meeting.ref)
    assert "File (optional)" not in words(officer.get(address))
    refused = officer.post(address, {"title": "Paper 1"})
    assert refused.status_code == 422
    assert "Choose the file of the paper." in words(refused)


def test_the_facts_of_a_meeting_are_changed(officer: Client, meeting: Meeting) -> None:
    address = to("change_meeting", meeting.ref)
    sent = {
        "starts": "9am", "place": "Online", "expected_version": "1",
        **boxes("papers_due_on", 16, 7, 2020), **boxes("reports_month", "", 6, 2020),
    }  # fmt: skip
    late = officer.post(address, sent)
    assert "Papers are due on or before the day of the meeting." in words(late)
    assert officer.post(address, {**sent, **boxes("papers_due_on", 10, 7, 2020)}).status_code == 302
    assert "Papers are due 10 July 2020" in words(officer.get(to("meeting", meeting.ref)))


def test_the_agenda_is_made_on_its_page(officer: Client, room: Room, meeting: Meeting) -> None:
    add = to("add_item", meeting.ref)
    assert "Give the item a title" in words(officer.post(add, {"kind": "discussion"}))
    for title in ("One", "Two"):
        assert officer.post(add, {"title": title, "kind": "decision"}).status_code == 302
    ahead = add_forward_item(
        actor=room.officer,
        at=BEFORE,
        board_ref=room.board.ref,
        title="Three",
        due=PartialDate(2020, 9),
    )
    taken = officer.post(to("take_forward_item", meeting.ref), {"forward": ahead.ref})
    assert taken.status_code == 302
    refs = {each.title: each.ref for each in AgendaItem.objects.in_area(room.place.area.pk)}
    order = to("order_agenda", meeting.ref)
    sent = {refs["One"]: "1", refs["Two"]: "x", refs["Three"]: "1"}
    assert "Write a whole number with digits only" in words(officer.post(order, sent))
    assert officer.post(order, {**sent, refs["Two"]: "2"}).status_code == 302
    assert "1. Three" in words(officer.get(to("meeting", meeting.ref)))
    change = {"title": "Uno", "kind": "report", "expected_version": "1"}
    assert officer.post(to("change_item", refs["One"]), change).status_code == 302
    off = to("take_off_item", refs["Two"])
    assert "It no longer shows here." in words(officer.get(off))
    assert officer.post(off, {}).status_code == 302
    page = words(officer.get(to("meeting", meeting.ref)))
    assert "2. Uno" in page
    assert "Two" not in page


def test_papers_are_added_read_and_taken_back(
    officer: Client, member: Client, meeting: Meeting, item: AgendaItem
) -> None:
    address = to("add_paper", meeting.ref)
    assert "A paper that is added now shows as late." in words(officer.get(address))
    upload = SimpleUploadedFile("bus.txt", b"Routes.\n")
    refused = officer.post(address, {"title": "", "file": upload, "item": item.ref})
    kept = re.search(r'name="waiting_file" value="([^"]+)"', refused.content.decode())
    assert kept
    sent = {"title": "Bus routes", "waiting_file": kept[1], "item": item.ref}
    assert officer.post(address, sent).status_code == 302
    paper = Paper.objects.in_area(meeting.area_id).get()
    page = words(member.get(to("meeting", meeting.ref)))
    assert "Bus routes Late TXT, 8 bytes" in page
    file = member.get(to("paper_file", paper.ref))
    assert b"".join(file.streaming_content) == b"Routes.\n"
    back = to("withdraw_paper", paper.ref)
    assert officer.post(back, {"why": "The wrong file."}).status_code == 302
    assert member.get(to("paper_file", paper.ref)).status_code == 404
    assert "Taken back on 15 July 2020: The wrong file." in words(
        member.get(to("meeting", meeting.ref))
    )


def test_whoever_presents_an_item_adds_its_papers_and_no_others(
    officer: Client,
    room: Room,
    meeting: Meeting,
    item: AgendaItem,
    sign_in: SignIn,  # noqa: F811
) -> None:
    AgendaItem.objects.in_area(meeting.area_id).filter(pk=item.pk).update(
        presenter=room.posts["forum"]
    )
    details = ItemDetails("Figures")
    other = add_item(actor=room.officer, at=BEFORE, meeting_ref=meeting.ref, details=details)
    forum = sign_in("Frances Forum", "forum_officer")
    page = forum.get(to("meeting", meeting.ref)).content.decode()
    address = f"{to('add_paper', meeting.ref)}?item={item.ref}"
    assert page.count(f'href="{to("add_paper", meeting.ref)}') == 1
    assert address in page
    form = words(forum.get(address))
    assert "The whole meeting" not in form
    assert other.title not in form
    upload = SimpleUploadedFile("views.txt", b"Views.\n")
    sent = {"title": "What families say", "file": upload, "item": item.ref}
    for wrong in ("", other.ref):
        upload.seek(0)
        assert forum.post(address, {**sent, "item": wrong}).status_code == 422
    upload.seek(0)
    assert forum.post(address, sent).status_code == 302
    assert Paper.objects.in_area(meeting.area_id).get().item == item
    assert "What families say" in words(officer.get(to("meeting", meeting.ref)))


def test_who_came_is_recorded_corrected_and_shown_by_side(
    officer: Client, room: Room, meeting: Meeting
) -> None:
    address = to("record_attendance", meeting.ref)
    assert "Member, social care: vacant" in words(officer.get(address))
    nothing = officer.post(address, {"expected_version": "1"})
    assert "Say whether Chief nurse came" in words(nothing)
    deputy = officer.post(address, answers(room, 1, nurse="deputy"))
    assert "Say who came for Chief nurse." in words(deputy)
    named = {**answers(room, 1, nurse="deputy"), f"who_{room.seats['nurse'].ref}": "Dan Deputy"}
    assert officer.post(address, named).status_code == 302
    page = words(officer.get(to("meeting", meeting.ref)))
    assert "There was a quorum: 4 of 5 members came, and 3 are needed." in page
    assert "Sent a deputy Dan Deputy" in page
    assert "Social care 0 of 1 came" in page
    assert 'value="Dan Deputy"' in officer.get(address).content.decode()
    stale = officer.post(address, answers(room, 1))
    assert "Chief nurse Sent a deputy: Dan Deputy Attended" in words(stale)


def test_a_meeting_without_a_quorum_says_so(officer: Client, room: Room, meeting: Meeting) -> None:
    hold(room, meeting, forum="absent")
    page = words(officer.get(to("meeting", meeting.ref)))
    assert "There was no quorum: nobody came from families." in page
    assert "No quorum" in words(officer.get(f"{to('meetings')}?show=past"))


def test_declarations_are_shown_and_taken_back(
    officer: Client, room: Room, meeting: Meeting
) -> None:
    address = to("add_declaration", meeting.ref)
    sent = {"seat": room.seats["nurse"].ref, "interest": "A trustee", "what_was_done": ""}
    refused = officer.post(address, sent)
    assert "Say what was done about it" in words(refused)
    assert "A trustee" in words(refused)
    assert officer.post(address, {**sent, "what_was_done": "Left."}).status_code == 302
    declared = Declaration.objects.in_area(meeting.area_id).get()
    assert "A trustee What was done: Left." in words(officer.get(to("meeting", meeting.ref)))
    assert officer.post(to("withdraw_declaration", declared.ref), {}).status_code == 302
    assert "A trustee" not in words(officer.get(to("meeting", meeting.ref)))


def test_readers_see_no_form_and_scrutiny_sees_no_meeting(
    member: Client,
    meeting: Meeting,
    item: AgendaItem,
    sign_in: SignIn,  # noqa: F811
) -> None:
    AgendaItem.objects.in_area(meeting.area_id).update(presenter=None)
    scrutiny = sign_in("Sam Scrutiny", "scrutiny_member")
    page = words(member.get(to("meeting", meeting.ref)))
    assert "Write the minutes" not in page
    assert "Add a paper" not in page
    for name, args in (
        ("plan_meeting", ()), ("change_meeting", (meeting.ref,)), ("move_meeting", (meeting.ref,)),
        ("cancel_meeting", (meeting.ref,)), ("add_item", (meeting.ref,)),
        ("order_agenda", (meeting.ref,)), ("add_paper", (meeting.ref,)),
        ("record_attendance", (meeting.ref,)), ("add_declaration", (meeting.ref,)),
        ("sign_minutes", (meeting.ref,)), ("add_follow_up", (meeting.ref,)),
        ("write_minutes", (item.ref,)), ("change_item", (item.ref,)), ("take_off_item", (item.ref,)),
    ):  # fmt: skip
        assert member.get(to(name, *args)).status_code == 404, name
        assert member.post(to(name, *args), {}).status_code == 404, name
    for name, args in (("meetings", ()), ("meeting", (meeting.ref,)), ("follow_ups", ())):
        assert scrutiny.get(to(name, *args)).status_code == 404, name
