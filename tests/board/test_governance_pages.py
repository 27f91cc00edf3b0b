"""The pages of boards: reading them, and every form that changes one."""

import re
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from alongside.board.models import (
    Board,
    ForwardItem,
    ReportingLine,
    Seat,
    StandingItem,
    TermsOfReference,
)
from alongside.web import clock
from tests.board.factories import make_board
from tests.board.sitting import Room, make_room
from tests.plan.factories import Place, make_place
from tests.plan.pages_changing.conftest import (  # noqa: F401
    SignIn,
    boxes,
    mail_to_memory,
    sign_in,
    words,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2020, 6, 15, 11, 0, tzinfo=UTC)


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def room(place: Place) -> Room:
    return make_room(place)


@pytest.fixture(autouse=True)
def june(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    monkeypatch.setattr(clock, "today", lambda: NOON.date())


@pytest.fixture
def officer(room: Room, sign_in: SignIn) -> Client:  # noqa: F811
    return sign_in("Olive Officer", "head_of_send")


@pytest.fixture
def member(room: Room, sign_in: SignIn) -> Client:  # noqa: F811
    return sign_in("Dora Director", "board_member")


def to(name: str, *args: str) -> str:
    return reverse(f"board:{name}", args=["york", *args])


def add_line(officer: Client, room: Room, kind: str = "reports") -> ReportingLine:
    upper = make_board(room.place, title=f"Board above {kind}", kind="scrutiny_committee")
    sent = {
        "lower": room.board.ref, "upper": upper.ref, "kind": kind,
        **boxes("line_from", 1, 6, 2020),
    }  # fmt: skip
    assert officer.post(to("add_reporting_line"), sent).status_code == 302
    return ReportingLine.objects.in_area(room.place.area.pk).get(kind=kind)


def test_the_drawing_and_its_sentences_say_the_same(
    officer: Client, member: Client, room: Room
) -> None:
    add_line(officer, room)
    add_line(officer, room, "scrutinised")
    make_board(room.place, title="Apart board", kind="other")
    page = member.get(to("boards")).content.decode()
    drawn = set(re.findall(r"<title>([^<]+)\.</title>", page))
    said = {
        sentence.removesuffix(".")
        for sentence in re.findall(r'board-said__sentence">([^<]+)</span>', page)
    }
    assert drawn == said - {"Apart board has no reporting line"} == {
        "SEND Improvement Board reports to Board above reports",
        "SEND Improvement Board is scrutinised by Board above scrutinised",
    }  # fmt: skip
    assert "Apart board has no reporting line." in page
    for board in Board.objects.in_area(room.place.area.pk):
        assert page.count(f'href="{to("board", board.ref)}"') >= 2
    assert "Set up a board" not in page


def test_one_board_says_plainly_what_is_missing(member: Client, room: Room) -> None:
    page = words(member.get(to("board", room.board.ref)))
    for sentence in (
        "Nobody is vice chair today.",
        "Nobody sits here for social care.",
        "Parent carer forum: not heard here today.",
        "SENDIASS: not heard here today.",
        "Engagement and communication officer: not heard here today.",
        "Head of social care: nobody holds this post today.",
        "At least 3 members, with somebody from health and from families.",
        "Charlie Chair, Chair of the board",
    ):
        assert sentence in page, sentence
    assert "There is no independent scrutineer" not in page
    assert "Add a seat" not in page


def test_a_board_is_set_up_and_changed(officer: Client, room: Room) -> None:
    sent = {
        "kind": "health_and_wellbeing_board", "title": "Health board", "purpose": "Health of all.",
        "quorum_count": "four", "quorum_sides": ["health"], "report_due_day": "5",
    }  # fmt: skip
    refused = officer.post(to("add_board"), sent)
    assert refused.status_code == 422
    assert "Write a whole number with digits only, like 12." in words(refused)
    assert 'value="four"' in refused.content.decode()
    assert "Health of all." in words(refused)
    made = officer.post(to("add_board"), {**sent, "quorum_count": "4"})
    board = Board.objects.in_area(room.place.area.pk).get(title="Health board")
    assert made["Location"] == to("board", board.ref)
    change = to("change_board", board.ref)
    assert 'value="4"' in officer.get(change).content.decode()
    sent = {"title": "Health and wellbeing board", "expected_version": "1", "quorum_count": ""}
    assert officer.post(change, sent).status_code == 302
    stale = officer.post(change, {**sent, "title": "Another"})
    assert "Save mine over theirs" in words(stale)


def test_a_second_improvement_board_is_refused_beside_its_question(officer: Client) -> None:
    sent = {"kind": "improvement_board", "title": "Second", "report_due_day": "5"}
    assert "The area already has its improvement board." in words(
        officer.post(to("add_board"), sent)
    )


def test_a_line_ends(officer: Client, room: Room) -> None:
    line = add_line(officer, room)
    address = to("end_line", line.ref)
    assert "SEND Improvement Board reports to Board above reports." in words(officer.get(address))
    early = officer.post(address, boxes("line_until", 1, 6, 2020))
    assert "It began on 1 June 2020, so it must end later than that." in words(early)
    assert officer.post(address, boxes("line_until", 10, 6, 2020)).status_code == 302
    assert "reports to Board above" not in words(officer.get(to("boards")))


def test_a_seat_is_added_and_ended(officer: Client, room: Room) -> None:
    adviser = room.place.post("SENDIASS adviser", holder="Ada Adviser")
    address = to("add_seat", room.board.ref)
    sent = {
        "kind": "attends", "side": "other", "post": adviser.ref, "voice": "sendiass",
        **boxes("seat_from", 1, 6, 2020),
    }  # fmt: skip
    nobody = officer.post(address, {**sent, "post": ""})
    assert "Choose a post or a person." in words(nobody)
    taken = officer.post(address, {**sent, "post": room.posts["nurse"].ref})
    assert "They already have a seat on the board." in words(taken)
    assert officer.post(address, sent).status_code == 302
    seat = Seat.objects.in_area(room.place.area.pk).get(voice="sendiass")
    assert "SENDIASS: not heard" not in words(officer.get(to("board", room.board.ref)))
    end = to("end_seat", seat.ref)
    before = officer.post(end, boxes("seat_until", 1, 5, 2020))
    assert "It began on 1 June 2020" in words(before)
    assert officer.post(end, boxes("seat_until", 10, 6, 2020)).status_code == 302
    assert "SENDIASS adviser, attends without being a member" in words(
        officer.get(to("board", room.board.ref))
    )


def test_every_version_of_the_terms_stays_readable(
    officer: Client, member: Client, room: Room
) -> None:
    address = to("add_terms", room.board.ref)
    first = {"text": "The board meets monthly.", **boxes("agreed_on", 1, 2, 2020)}
    assert officer.post(address, first).status_code == 302
    upload = SimpleUploadedFile("terms.txt", b"The board meets every other month.\n")
    later = {"file": upload, **boxes("agreed_on", 1, 6, 2020)}
    refused = officer.post(address, later)
    assert "Say what changed since the version before." in words(refused)
    kept = re.search(r'name="waiting_file" value="([^"]+)"', refused.content.decode())
    assert kept
    again = {
        "waiting_file": kept[1], "what_changed": "Meets less often.",
        **boxes("agreed_on", 1, 6, 2020),
    }  # fmt: skip
    assert officer.post(address, again).status_code == 302
    old, new = TermsOfReference.objects.in_area(room.place.area.pk).order_by("number")
    assert "The board meets monthly. " in words(member.get(to("terms", old.ref)))
    assert "An older version" in words(member.get(to("terms", old.ref)))
    shown = words(member.get(to("terms", new.ref)))
    assert "In force" in shown
    assert "Meets less often." in shown
    file = member.get(to("terms_file", new.ref))
    assert b"".join(file.streaming_content) == b"The board meets every other month.\n"
    assert member.get(to("terms_file", old.ref)).status_code == 404


def test_standing_items_and_the_forward_plan_are_kept(officer: Client, room: Room) -> None:
    board = room.board.ref
    standing = {
        "title": "Engagement and communication", "presenter": room.posts["forum"].ref,
        **boxes("item_from", 1, 6, 2020),
    }  # fmt: skip
    assert officer.post(to("add_standing_item", board), standing).status_code == 302
    ahead = {"title": "Transport", "owner": room.posts["care"].ref, **boxes("due", "", 9, 2020)}
    assert officer.post(to("add_forward_item", board), ahead).status_code == 302
    past = officer.post(to("add_forward_item", board), {**ahead, **boxes("due", "", 5, 2020)})
    assert "May 2020 has passed. Choose a month that is still to come." in words(past)
    page = words(officer.get(to("board", board)))
    assert "Engagement and communication Forum representative Frances Forum" in page
    assert "September 2020 Head of social care Nobody holds this post today Waiting" in page
    item = StandingItem.objects.in_area(room.place.area.pk).get()
    ended = officer.post(to("end_standing_item", item.ref), boxes("item_until", 14, 6, 2020))
    assert ended.status_code == 302
    planned = ForwardItem.objects.in_area(room.place.area.pk).get()
    out = to("withdraw_forward_item", planned.ref)
    assert "Say why the item is withdrawn" in words(officer.post(out, {"why": ""}))
    assert officer.post(out, {"why": "Another board took it."}).status_code == 302
    assert "Withdrawn Another board took it." in words(officer.get(to("board", board)))


def test_readers_see_no_form_and_scrutiny_sees_no_board(
    member: Client,
    room: Room,
    sign_in: SignIn,  # noqa: F811
) -> None:
    scrutiny = sign_in("Sam Scrutiny", "scrutiny_member")
    board = room.board.ref
    for name, args in (
        ("add_board", ()), ("add_reporting_line", ()), ("change_board", (board,)),
        ("add_seat", (board,)), ("end_seat", (room.seats["nurse"].ref,)), ("add_terms", (board,)),
        ("add_standing_item", (board,)), ("add_forward_item", (board,)),
    ):  # fmt: skip
        assert member.get(to(name, *args)).status_code == 404, name
        assert member.post(to(name, *args), {}).status_code == 404, name
    assert member.get(to("boards")).status_code == 200
    for name, args in (("boards", ()), ("board", (board,))):
        assert scrutiny.get(to(name, *args)).status_code == 404
