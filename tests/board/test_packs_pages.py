"""The pages of packs: issuing, reading, downloading and checking a file."""

import io
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from alongside.board.models import Meeting, PackEdition
from alongside.board.operations.packs import freeze_board_pack
from alongside.files import store
from tests.board.factories import make_board, make_meeting
from tests.board.packing import AT, issued
from tests.plan.factories import Place, make_line, make_place
from tests.plan.pages_changing.conftest import (  # noqa: F401
    SignIn,
    june_2020,
    mail_to_memory,
    sign_in,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def meeting(place: Place) -> Meeting:
    make_line(place)
    return make_meeting(place, make_board(place))


@pytest.fixture
def chair(place: Place, sign_in: SignIn) -> Client:  # noqa: F811
    return sign_in("Charlie Chair", "chair")


@pytest.fixture
def scrutineer(place: Place, sign_in: SignIn) -> Client:  # noqa: F811
    return sign_in("Sam Scrutineer", "independent_scrutineer")


def to(name: str, *args: str) -> str:
    return reverse(f"board:{name}", args=["york", *args])


def first(place: Place, meeting: Meeting) -> PackEdition:
    frozen = freeze_board_pack(actor=place.chair, at=AT, meeting_ref=meeting.ref, seen_number=0)
    return issued(frozen)


def test_the_chair_issues_a_pack_and_sees_it_being_made(chair: Client, meeting: Meeting) -> None:
    chosen = chair.post(to("choose_meeting"), {"meeting": meeting.ref})
    assert chosen["Location"] == to("issue_pack", meeting.ref)
    page = chair.get(to("issue_pack", meeting.ref))
    assert "Once it is frozen, nobody can change it" in words(page)
    answer = chair.post(to("issue_pack", meeting.ref), {"seen_number": "0"})
    edition = PackEdition.objects.across_areas(reason="test").get()
    assert answer["Location"] == to("pack", edition.pack.ref)
    shown = words(chair.get(answer["Location"]))
    assert "Its paper is being made" in shown
    assert "Waiting" in shown


def test_another_edition_asks_why_and_keeps_what_was_typed(
    chair: Client, place: Place, meeting: Meeting
) -> None:
    issued(freeze_board_pack(actor=place.officer, at=AT, meeting_ref=meeting.ref, seen_number=0))
    address = to("issue_pack", meeting.ref)
    refused = chair.post(address, {"seen_number": "1", "why": ""})
    assert refused.status_code == 422
    assert "Answer the question “Why is it issued again?”" in words(refused)
    stale = chair.post(address, {"seen_number": "0", "why": "A figure was wrong."})
    assert stale.status_code == 422
    assert "Somebody else issued an edition first" in words(stale)
    assert "A figure was wrong." in stale.content.decode()
    accepted = chair.post(address, {"seen_number": "1", "why": "A figure was wrong."})
    assert accepted.status_code == 302


def test_who_sends_the_form_twice_is_told_that_the_pack_is_issued(
    chair: Client, meeting: Meeting
) -> None:
    address = to("issue_pack", meeting.ref)
    assert chair.post(address, {"seen_number": "0"}).status_code == 302
    again = words(chair.post(address, {"seen_number": "0"}))
    assert "You have issued edition 1 already." in again
    assert "Somebody else" not in again


def test_a_pack_is_offered_only_while_one_may_be_made(
    chair: Client, place: Place, meeting: Meeting
) -> None:
    def offered(about: Meeting) -> list[bool]:
        page = words(chair.get(to("meeting", about.ref)))
        return [each in page for each in ("Issue the pack", "Issue a report to another board")]

    past, packed = (make_meeting(place, meeting.board, date(2020, 3, day)) for day in (4, 5))
    at = datetime(2020, 3, 10, 9, tzinfo=UTC)
    issued(freeze_board_pack(actor=place.chair, at=at, meeting_ref=packed.ref, seen_number=0), at)
    assert offered(meeting) == [True, True]
    assert offered(past) == [False, False]
    assert offered(packed) == [True, False]


def test_the_scrutineer_reads_the_first_edition_beside_the_second(
    scrutineer: Client, place: Place, meeting: Meeting
) -> None:
    edition = first(place, meeting)
    again = freeze_board_pack(
        actor=place.chair, at=AT, meeting_ref=meeting.ref, seen_number=1, why="A figure was wrong."
    )
    before = words(scrutineer.get(to("edition", edition.ref)))
    assert "A later edition was issued" not in before
    issued(again)
    after = words(scrutineer.get(to("edition", edition.ref)))
    assert "A later edition was issued" in after
    assert "In two pages" in after
    pack = words(scrutineer.get(to("pack", edition.pack.ref)))
    assert "A figure was wrong." in pack
    assert "Issue another edition" not in pack


def test_a_pack_opens_with_what_waits_and_its_sections_are_closed_until_opened(
    scrutineer: Client, place: Place, meeting: Meeting
) -> None:
    address = to("edition", first(place, meeting).ref)
    page = scrutineer.get(address).content.decode()
    waits, contents = page.index("What waits for the board"), page.index(">Contents<")
    assert waits < contents < page.index('<details class="documents-section">')
    assert page.count("What waits for the board") == 1
    assert '<details class="documents-section" open' not in page
    whole = scrutineer.get(address, {"show": "everything"}).content.decode()
    assert "documents-section" not in whole
    assert "Read it section by section" in whole
    for heading in ("In two pages", "Each weakness", "What each partner contributed"):
        assert f">{heading}</h2>" in page
        assert f">{heading}</h2>" in whole


def test_a_pack_that_was_frozen_before_opens_with_what_the_board_will_talk_about(
    scrutineer: Client, place: Place, meeting: Meeting
) -> None:
    edition = first(place, meeting)
    rows = PackEdition.objects.across_areas(reason="test").filter(pk=edition.pk)
    before = edition.content.replace("What waits for the board", "Something else")
    rows.update(content=before, content_sha256="0" * 64)
    page = scrutineer.get(to("edition", edition.ref)).content.decode()
    assert page.index("What the board will talk about") < page.index(">Contents<")


def test_the_file_is_handed_over_to_be_saved(
    scrutineer: Client, place: Place, meeting: Meeting
) -> None:
    edition = first(place, meeting)
    answer = scrutineer.get(to("edition_file", edition.ref))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")


def test_a_file_is_checked_and_nothing_of_it_is_kept(
    scrutineer: Client, place: Place, meeting: Meeting
) -> None:
    edition = first(place, meeting)
    with store.open_checked(edition.file_sha256) as kept:
        content = kept.read()
    right = scrutineer.post(to("check_file"), {"file": _upload(content)})
    assert "This is what was issued" in words(right)
    wrong = scrutineer.post(to("check_file"), {"file": _upload(content + b"x")})
    assert "This area did not issue this file, or it was changed since." in words(wrong)
    empty = scrutineer.post(to("check_file"), {})
    assert empty.status_code == 422
    assert "Choose the file you have" in words(empty)


def test_whoever_only_reads_does_not_issue(scrutineer: Client, meeting: Meeting) -> None:
    assert scrutineer.get(to("issue_pack", meeting.ref)).status_code == 404
    assert scrutineer.post(to("issue_pack", meeting.ref), {"seen_number": "0"}).status_code == 404
    assert "Issue a pack" not in words(scrutineer.get(to("packs")))


def test_a_parent_finds_no_pack(
    place: Place,
    meeting: Meeting,
    sign_in: SignIn,  # noqa: F811
) -> None:
    edition = first(place, meeting)
    parent = sign_in("Paula Parent", "parent")
    for address in (to("packs"), to("edition", edition.ref), to("edition_file", edition.ref)):
        assert parent.get(address).status_code == 404


def _upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("pack.pdf", io.BytesIO(content).read(), "application/pdf")
