"""Somebody else issued an edition first; evidence that is frozen before its day says why."""

# ruff: noqa: F811

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from alongside.board.models import Meeting, PackEdition
from alongside.board.operations.packs import freeze_board_pack, freeze_visit_evidence
from alongside.kernel.refusals import Refusal
from tests.board.factories import make_board, make_meeting
from tests.board.packing import AT, issued
from tests.board.visiting import make_visit
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
def officer(place: Place, sign_in: SignIn) -> Client:
    return sign_in("Olive Officer", "head_of_send")


def to(name: str, *args: str) -> str:
    return reverse(f"board:{name}", args=["york", *args])


def test_a_form_opened_before_the_first_edition_says_that_there_is_one_now(
    place: Place, meeting: Meeting, officer: Client
) -> None:
    issued(freeze_board_pack(actor=place.chair, at=AT, meeting_ref=meeting.ref, seen_number=0))
    stale = officer.post(to("issue_pack", meeting.ref), {"seen_number": "0"})
    assert stale.status_code == 422
    assert "Somebody else issued an edition first: edition 1" in words(stale)
    assert "Answer the question" not in words(stale)
    assert PackEdition.objects.in_area(place.area.pk).count() == 1


def test_a_meeting_of_long_ago_has_no_form(place: Place, officer: Client) -> None:
    old = make_meeting(place, make_board(place), date(2020, 3, 4))
    page = words(officer.get(to("issue_pack", old.ref)))
    assert "This meeting was 103 days ago." in page
    assert "Freeze and issue" not in page


def test_a_report_to_another_board_is_called_a_report(officer: Client, meeting: Meeting) -> None:
    page = words(officer.get(to("issue_upward", meeting.ref)))
    assert "The report holds everything" in page
    assert "The pack holds everything" not in page


def test_early_evidence_says_why(place: Place, meeting: Meeting, officer: Client) -> None:
    visit = make_visit(place)
    page = words(officer.get(to("issue_evidence", visit.ref)))
    assert "Why is it frozen before its day?" in page
    facts = {"actor": place.officer, "at": datetime(2020, 6, 20, 9, tzinfo=UTC), "seen_number": 0}
    with pytest.raises(Refusal, match="Say why the evidence is frozen before its day"):
        freeze_visit_evidence(visit_ref=visit.ref, **facts)
    made = freeze_visit_evidence(visit_ref=visit.ref, why="They come a week early", **facts)
    assert "Frozen before its day because: They come a week early." in made.content
    assert made.why == "They come a week early"


def test_evidence_that_freezes_on_its_day_needs_no_reason(place: Place, meeting: Meeting) -> None:
    visit = make_visit(place)
    made = freeze_visit_evidence(
        actor=place.officer,
        at=datetime.combine(visit.freezes_on, AT.timetz()),
        visit_ref=visit.ref,
        seen_number=0,
    )
    assert made.why == ""
