"""Who writes a report that is not the officer's own: never the chair, and every place says who did."""

import pytest
from django.test import Client
from django.urls import reverse

from alongside.board.models import AssuranceReport
from alongside.board.paper.report_sections import reports
from alongside.board.queries.reports import month_reports, report_page
from alongside.documents.content import Notice, Table
from alongside.kernel.refusals import Hidden
from alongside.web import clock
from tests.board.reporting import JUNE, SURE, Desk, make_desk, noon
from tests.plan.factories import make_place
from tests.plan.pages_changing.conftest import SignIn, mail_to_memory, sign_in, words  # noqa: F401

pytestmark = pytest.mark.django_db
SAID = "Written by Olive Officer for the officer"


@pytest.fixture
def place(db: None) -> object:
    return make_place()


@pytest.fixture
def desk(place: object) -> Desk:
    return make_desk(place)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def july(monkeypatch: pytest.MonkeyPatch) -> None:
    at = noon(2020, 7, 2)
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(clock, "today", lambda: at.date())


@pytest.mark.parametrize("role", ["chair", "vice_chair"])
def test_the_chair_does_not_write_the_officers_report(desk: Desk, role: str) -> None:
    with pytest.raises(Hidden):
        desk.save(actor=desk.place.actor("Charlie Chair", role))


def test_the_chair_does_not_write_it_with_an_officers_role_beside(desk: Desk) -> None:
    with pytest.raises(Hidden):
        desk.save(actor=desk.place.actor("Charlie Chair", "chair", "nominated_officer"))


def test_the_chair_does_not_correct_it(desk: Desk) -> None:
    filed = desk.file()
    with pytest.raises(Hidden):
        desk.correct(filed, SURE, actor=desk.chair)


def test_the_forms_are_not_there_for_the_chair(desk: Desk, sign_in: SignIn) -> None:  # noqa: F811
    filed, chair = desk.file(), sign_in("Charlie Chair", "chair")
    written = reverse("board:write_report", args=["york", desk.stream.ref, "2020-06"])
    corrected = reverse("board:correct_report", args=["york", filed.ref])
    assert [chair.get(each).status_code for each in (written, corrected)] == [404, 404]


def test_the_officers_own_report_is_not_on_behalf(desk: Desk) -> None:
    assert not desk.file().is_on_behalf


def test_a_report_on_behalf_says_so_wherever_it_is_read(desk: Desk, sign_in: SignIn) -> None:  # noqa: F811
    filed = desk.file(actor=desk.place.officer)
    assert filed.is_on_behalf
    reader: Client = sign_in("Mona Member", "board_member")
    pages = [
        reverse("board:reports", args=["york"]),
        reverse("board:month_of_reports", args=["york", "2020-06"]),
        reverse("board:report", args=["york", filed.ref]),
        reverse("board:overview", args=["york"]),
    ]
    assert [each for each in pages if SAID not in words(reader.get(each))] == []
    assert "by Olive Officer, for the officer" in words(reader.get(pages[2]))


def test_the_pack_says_who_wrote_it_for_the_officer(desk: Desk) -> None:
    desk.file(actor=desk.place.officer)
    blocks = list(reports(month_reports(desk.reader, month=JUNE, today=clock.today()), "June 2020"))
    table = next(block for block in blocks if isinstance(block, Table))
    assert SAID in table.rows[0][-1].note
    assert f"{SAID}." in [block.text for block in blocks if isinstance(block, Notice)]


def test_a_correction_by_the_officer_makes_it_the_officers_own(desk: Desk) -> None:
    filed = desk.file(actor=desk.place.officer)
    desk.correct(filed, SURE, actor=desk.officer)
    found = report_page(desk.reader, report_ref=filed.ref, today=clock.today())
    assert found.report.on_behalf_by == ""
    assert [each.is_on_behalf for each in found.versions] == [False, True]
    assert AssuranceReport.objects.in_area(desk.place.area.pk).count() == 2
