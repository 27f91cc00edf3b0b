"""The pages of visits, as a reader and as those who run the board's business."""

# ruff: noqa: F811 - fixtures of the plan's pages are asked for by name

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.board.models import Board, Visit, VisitPaper
from alongside.web import clock
from tests.board.factories import make_board
from tests.board.visiting import (
    FREEZES_ON,
    HELD_ON,
    add_paper,
    file,
    freeze,
    make_visit,
    noon,
    write_letter,
)
from tests.plan.factories import Place, make_place, make_statement
from tests.plan.pages_changing.conftest import (  # noqa: F401
    SignIn,
    boxes,
    mail_to_memory,
    sign_in,
    words,
)

pytestmark = pytest.mark.django_db
LATE = date(2020, 7, 3)


@pytest.fixture
def place(db: None) -> Place:
    made = make_place()
    make_board(made)
    return made


@pytest.fixture
def stand_on(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    def stand(day: date) -> None:
        at: datetime = noon(day)
        monkeypatch.setattr(clock, "now", lambda: at)
        monkeypatch.setattr(clock, "today", lambda: day)

    stand(date(2020, 6, 16))
    return stand


@pytest.fixture
def officer(stand_on: object, sign_in: SignIn) -> Client:
    return sign_in("Olive Officer", "head_of_send")


@pytest.fixture
def reader(stand_on: object, sign_in: SignIn) -> Client:
    return sign_in("Mary Member", "board_member")


def to(name: str, *args: str) -> str:
    return reverse(f"board:{name}", args=["york", *args])


def _visit(place: Place) -> Visit:
    found: Visit = Visit.objects.in_area(place.area.pk).get()
    return found


PLANNED = {
    **boxes("held_on", 15, 7, 2020),
    "visitors": "DfE and NHS England",
    "focus": "Waiting times",
}


def test_a_visit_is_planned_on_its_page(officer: Client, place: Place) -> None:
    page = officer.get(to("plan_visit"))
    assert "Department for Education and NHS England" in page.content.decode()
    response = officer.post(to("plan_visit"), PLANNED, follow=True)
    visit = _visit(place)
    assert response.redirect_chain == [(to("visit", visit.ref), 302)]
    said = words(response)
    assert "Visit on 15 July 2020" in said
    assert "It freezes on 1 July 2020" in said


def test_a_wrong_answer_keeps_what_was_typed(officer: Client, place: Place) -> None:
    wrong = {**PLANNED, **boxes("freezes_on", 9, 7, 2020)}
    response = officer.post(to("plan_visit"), wrong)
    assert response.status_code == 422
    said = words(response)
    assert "The evidence freezes two weeks before the visit, on 1 July 2020." in said
    assert "Waiting times" in said
    assert not Visit.objects.in_area(place.area.pk).exists()


def test_without_a_board_the_page_says_what_comes_first(officer: Client, place: Place) -> None:
    Board.objects.in_area(place.area.pk).delete()
    assert "Set up the board first" in words(officer.get(to("visits")))
    response = officer.post(to("plan_visit"), PLANNED)
    assert (response.status_code, "Set up the improvement board first" in words(response)) == (
        422,
        True,
    )


def test_the_list_shows_what_comes_and_what_was_and_the_gaps(
    reader: Client, place: Place, stand_on: Callable[[date], None]
) -> None:
    make_visit(place, date(2019, 11, 5))
    make_visit(place, date(2020, 4, 15))
    make_visit(place)
    said = words(reader.get(to("visits")))
    assert "January to March 2020 None recorded here For this quarter" in said
    assert "15 July 2020" in said
    assert "Plan a visit" not in said
    stand_on(date(2020, 11, 2))
    assert "No visit is planned in this quarter, October to December 2020" in words(
        reader.get(to("visits"))
    )
    write_letter(place, make_statement(place))
    said = words(reader.get(to("visits")))
    assert "The letter of 12 June 2020 ended the formal visits." in said
    assert "No visit is planned in this quarter" not in said


@pytest.mark.scenario(40)
def test_a_late_paper_is_shown_apart_with_its_stamp(
    officer: Client, reader: Client, place: Place, stand_on: Callable[[date], None]
) -> None:
    visit = make_visit(place)
    add_paper(place, visit, FREEZES_ON, title="In time")
    stand_on(LATE)
    address = to("add_visit_paper", visit.ref)
    assert "Why does the paper come late?" in words(officer.get(address))
    sent = {"title": "The count again", "file": file()}
    response = officer.post(address, sent)
    assert response.status_code == 422
    assert "Say why the paper comes after the evidence was frozen" in words(response)
    assert "“paper.txt” is kept" in words(response)
    waits = response.context["form"].data["waiting_file"]
    sent = {"title": "The count again", "why_late": "It was wrong.", "waiting_file": waits}
    assert officer.post(address, sent).status_code == 302
    said = words(reader.get(to("visit", visit.ref)))
    before, after = said.split("Papers after the freeze")
    assert "In time" in before
    assert "The count again" not in before
    for stamp in ("It was wrong.", "3 July 2020", "by Olive Officer", "Fingerprint of the file:"):
        assert stamp in after
    paper = VisitPaper.objects.in_area(place.area.pk).get(is_addendum=True)
    assert _downloaded(reader, to("visit_paper", paper.ref)) == b"What the paper says.\n"


def test_the_pack_of_the_evidence_is_frozen_from_the_page_and_then_named(
    officer: Client, reader: Client, place: Place
) -> None:
    visit = make_visit(place)
    address = to("visit", visit.ref)
    assert "Freeze the evidence as a pack" in words(officer.get(address))
    edition = freeze(place, visit, date(2020, 6, 16))
    said = words(officer.get(address))
    assert "Freeze the evidence as a pack" not in said
    assert "See the pack of the frozen evidence" in said
    assert to("pack", edition.pack.ref) in officer.get(address).content.decode()
    assert "See the pack" not in words(reader.get(address)), "it is not issued yet"


def test_a_paper_is_taken_out_before_the_freeze(
    officer: Client, reader: Client, place: Place
) -> None:
    visit = make_visit(place)
    paper = add_paper(place, visit, date(2020, 6, 16))
    response = officer.post(
        to("take_out_paper", paper.ref), {"why": "It was a draft."}, follow=True
    )
    assert "Taken out before the freeze" in words(response)
    assert reader.get(to("visit_paper", paper.ref)).status_code == 404
    assert _downloaded(officer, to("visit_paper", paper.ref)) == b"What the paper says.\n"


def test_the_letter_is_filed_and_closes_the_visit(
    officer: Client, reader: Client, place: Place, stand_on: Callable[[date], None]
) -> None:
    visit = make_visit(place)
    stand_on(date(2020, 8, 3))
    answers = {
        "file": file("letter.txt"),
        "outcome": "Good progress.",
        **boxes("letter_on", 1, 8, 2020),
    }
    assert "Not filed yet" in words(reader.get(to("visits")))
    assert reader.get(to("visit_letter", visit.ref)).status_code == 404
    response = officer.post(to("file_visit_letter", visit.ref), answers, follow=True)
    said = words(response)
    assert "Good progress." in said
    assert "Add a late paper" not in said
    assert _downloaded(reader, to("visit_letter", visit.ref))


def test_a_visit_is_changed_and_called_off(officer: Client, place: Place) -> None:
    visit = make_visit(place)
    moved = {**PLANNED, **boxes("held_on", 22, 7, 2020), "expected_version": 1}
    assert officer.post(to("change_visit", visit.ref), moved).status_code == 302
    conflict = officer.post(to("change_visit", visit.ref), {**moved, "visitors": "DfE"})
    assert (conflict.status_code, "Somebody else changed this first" in words(conflict)) == (
        422,
        True,
    )
    response = officer.post(
        to("call_off_visit", visit.ref), {"why": "The advisers are ill."}, follow=True
    )
    assert "The advisers are ill." in words(response)


@pytest.mark.parametrize("role", ["quality_auditor", "scrutiny_member", "senco"])
def test_who_has_no_part_in_it_finds_nothing(
    sign_in: SignIn,
    stand_on: object,
    place: Place,
    role: str,
) -> None:
    visit = make_visit(place)
    client = sign_in("Somebody Else", role)
    for address in (to("visits"), to("visit", visit.ref), to("plan_visit")):
        assert client.get(address).status_code == 404


def test_an_adviser_of_the_department_reads_visits_papers_and_letters(
    sign_in: SignIn, stand_on: object, officer: Client, place: Place
) -> None:
    visit = make_visit(place)
    paper = add_paper(place, visit, date(2020, 6, 16))
    adviser = sign_in("Ada Adviser", "department_adviser")
    listed = words(adviser.get(to("visits")))
    assert "Plan a visit" not in listed
    assert "See the letters of a revisit" not in listed
    page = adviser.get(to("visit", visit.ref))
    assert paper.title in words(page)
    assert "Add a paper" not in words(page)
    assert _downloaded(adviser, to("visit_paper", paper.ref)) == _downloaded(
        officer, to("visit_paper", paper.ref)
    )
    for name in ("plan_visit",):
        assert adviser.get(to(name)).status_code == 404
    for name in ("change_visit", "call_off_visit", "add_visit_paper", "file_visit_letter"):
        assert adviser.get(to(name, visit.ref)).status_code == 404
    assert "Visits" in words(adviser.get(to("packs")))


def test_a_reader_cannot_change_anything(reader: Client, place: Place) -> None:
    visit = make_visit(place)
    for name in ("change_visit", "call_off_visit", "add_visit_paper", "file_visit_letter"):
        for method in (reader.get, reader.post):
            send: Any = method
            assert send(to(name, visit.ref)).status_code == 404
    assert visit.held_on == HELD_ON


def _downloaded(client: Client, address: str) -> bytes:
    response: Any = client.get(address)
    content: bytes = response.getvalue()
    response.close()
    return content


def test_a_visit_planned_too_late_claims_no_freeze_two_weeks_ahead(
    officer: Client, place: Place, stand_on: Callable[[date], None]
) -> None:
    officer.post(to("plan_visit"), {**PLANNED, **boxes("held_on", 19, 6, 2020)})
    address = to("visit", _visit(place).ref)
    late = "The visit was planned that day, too late for the two weeks"
    assert f"Open on 16 June 2020 only. {late}" in words(officer.get(address))
    stand_on(date(2020, 6, 17))
    said = words(officer.get(address))
    assert f"Fixed since 16 June 2020. {late}" in said
    assert "No paper had been added by then." in said
    assert "5 June" not in said
    listed = words(officer.get(to("visits")))
    assert "Since 16 June 2020, planned too late for the two weeks" in listed
    assert "fixed since 16 June 2020" in words(
        officer.get(reverse("board:overview", args=["york"]))
    )


def test_a_visit_recorded_afterwards_claims_no_freeze(officer: Client, place: Place) -> None:
    officer.post(to("plan_visit"), {**PLANNED, **boxes("held_on", 1, 1, 2020)})
    visit = _visit(place)
    said = words(officer.get(to("visit", visit.ref)))
    assert "Recorded afterwards; nothing was frozen here" in said
    assert "Frozen" not in said
    assert "Freeze the evidence" not in said
    add_paper(place, visit, date(2020, 6, 16))
    assert not VisitPaper.objects.in_area(place.area.pk).get().is_addendum


def test_freezing_early_says_that_it_freezes_at_once(officer: Client, place: Place) -> None:
    visit = make_visit(place)
    said = words(officer.get(to("issue_evidence", visit.ref)))
    assert "The evidence is frozen at once, not on 1 July 2020, and no longer changes." in said
