"""A report is written only for a month of which one is expected."""

from datetime import date

import pytest
from django.urls import reverse

from alongside.board.forms.months import MonthField
from alongside.board.models import AssuranceReport
from alongside.board.pages.activity import months_in_words
from alongside.board.queries.reports import reports_by_month
from alongside.board.rules.codes import SeatKind, Side, Voice
from alongside.board.rules.governance import names_organisation
from alongside.board.rules.reports import ReportState
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Refusal
from alongside.web import clock
from tests.board.reporting import JUNE, Desk, make_desk, noon
from tests.plan.factories import Place, make_place
from tests.plan.pages_changing.conftest import SignIn, mail_to_memory, sign_in  # noqa: F401

MAY, TODAY = date(2020, 5, 1), date(2020, 9, 12)


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def desk(place: Place) -> Desk:
    return make_desk(place)


@pytest.mark.parametrize("month", [MAY, date(2019, 1, 1)])
def test_no_draft_is_begun_for_a_month_before_the_boards_first(desk: Desk, month: date) -> None:
    for actor in (desk.officer, desk.place.officer):
        with pytest.raises(Refusal, match="No report is expected of this workstream for"):
            desk.save(month=month, actor=actor)
    assert not AssuranceReport.objects.in_area(desk.place.area.pk).exists()


def test_a_board_that_begins_within_a_month_expects_none_for_it(db: None) -> None:
    desk = make_desk(make_place(), created_at=noon(2020, 6, 2))
    with pytest.raises(Refusal, match="June 2020"):
        desk.save()
    (row,) = reports_by_month(desk.reader, last=date(2020, 7, 1), today=TODAY).rows
    states = [each.state for each in row.reports[:2]]
    assert states == [ReportState.MISSING, ReportState.NOT_EXPECTED]


def test_a_draft_of_a_month_that_is_no_longer_expected_is_not_filed(desk: Desk) -> None:
    draft = desk.save()
    desk.board.created_at = noon(2020, 7, 1)
    desk.board.save()
    with pytest.raises(Refusal, match="June 2020"):
        desk.file(expected=draft.version)


def test_the_page_of_such_a_month_is_not_there(
    desk: Desk,
    sign_in: SignIn,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = noon(2020, 9, 12)
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(clock, "today", lambda: at.date())
    client = sign_in("Wanda Works", "workstream_officer")
    for month, status in ((MAY, 404), (JUNE, 200)):
        args = ["york", desk.stream.ref, f"{month:%Y-%m}"]
        assert client.get(reverse("board:write_report", args=args)).status_code == status


@pytest.mark.parametrize(
    ("kind", "side", "voice", "partner", "named"),
    [
        (SeatKind.MEMBER, Side.FAMILIES, Voice.FORUM, "council", False),
        (SeatKind.MEMBER, Side.FAMILIES, Voice.FORUM, "families", True),
        (SeatKind.MEMBER, Side.FAMILIES, None, "council", False),
        (SeatKind.ATTENDS, Side.FAMILIES, Voice.SENDIASS, "council", True),
        (SeatKind.SCRUTINEER, Side.OTHER, None, "council", False),
        (SeatKind.MEMBER, Side.EDUCATION, None, "council", True),
        (SeatKind.MEMBER, Side.HEALTH, None, "health", True),
    ],
)
def test_a_seat_is_not_named_after_a_council_for_which_it_does_not_speak(
    kind: SeatKind, side: Side, voice: Voice | None, partner: str, named: bool
) -> None:
    assert names_organisation(kind, side, voice, partner=partner) is named


def test_a_month_is_asked_for_without_a_day() -> None:
    field = MonthField(label="Which month?")
    boxes = field.widget.get_context("month", None, {"id": "id_month"})["widget"]["boxes"]
    assert [box["label"] for box in boxes] == ["Month", "Year"]
    assert field.widget.id_for_label("id_month") == "id_month_month"
    assert field.clean(("", "9", "2021")) == PartialDate(2021, 9)
    assert field.clean(("13", "9", "2021")) == PartialDate(2021, 9)


def test_months_of_one_year_say_it_once() -> None:
    january, march, later = date(2020, 1, 1), date(2020, 3, 1), date(2021, 3, 1)
    assert months_in_words([january, march]) == "January and March 2020"
    assert months_in_words([january, later]) == "January 2020 and March 2021"
