"""What the chair opens the month with."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.board.models import Challenge, Decision, FollowUp, Visit
from alongside.board.paper.plan_material import plans_of
from alongside.board.paper.since import since_month
from alongside.board.queries.overview import overview
from alongside.kernel.dates import PartialDate
from alongside.kernel.proportion import Proportion
from alongside.kernel.refusals import Hidden
from alongside.plan.models import Line
from alongside.plan.rules.codes import Partner
from alongside.web import clock
from tests.board.factories import make_meeting
from tests.board.reporting import JULY, SURE, Desk, freeze_pack, make_desk, noon
from tests.plan.factories import AT, complete, lead, make_action, make_outcome, make_place, record
from tests.plan.pages_changing.conftest import SignIn, mail_to_memory, sign_in, words  # noqa: F401

pytestmark = pytest.mark.django_db
TODAY = date(2020, 8, 12)


@pytest.fixture
def place(db: None) -> object:
    return make_place()


@pytest.fixture
def desk(place: object) -> Desk:
    return make_desk(place)  # type: ignore[arg-type]


@pytest.fixture
def full(desk: Desk) -> Desk:
    """One report late, one missing, and one of everything that waits."""
    place = desk.place
    desk.another("Co-production", "Olga Other", weakness=None)
    desk.file(SURE, JULY, at=noon(2020, 8, 7))
    outcome = make_outcome(place, desk.statement)
    late = make_action(place, outcome, end=PartialDate(2020, 7))
    record(place, late, "on_track", date(2020, 6, 20))
    complete(place, make_action(place, outcome, "2.1-B"), date(2020, 6, 20))
    lead(place, late, Partner.HEALTH, "Chief Nurse", "Nora Nurse")
    _waiting(desk)
    return desk


def _waiting(desk: Desk) -> None:
    place, nurse = desk.place, desk.place.post("Chief Nurse")
    area, board = place.area, desk.board
    make_meeting(place, board, date(2020, 8, 19))
    held = make_meeting(place, board, date(2020, 7, 15), held_at=noon(2020, 7, 15))
    Challenge.objects.create(
        area=area, board=board, kind="challenge", number="C1", by_seat="chair",
        raised_on=date(2020, 7, 15), text="Why is 2.1-A late?", owner=nurse,
        due_on=date(2020, 8, 1), recorded_at=AT,
    )  # fmt: skip
    FollowUp.objects.create(
        area=area, meeting=held, text="Bring the figures", owner=nurse,
        due_on=date(2020, 8, 1), recorded_at=AT,
    )  # fmt: skip
    FollowUp.objects.create(
        area=area, meeting=held, text="Write to schools", owner=place.post("Vacant post"),
        due_on=date(2020, 12, 1), recorded_at=AT,
    )  # fmt: skip
    Decision.objects.create(
        area=area, meeting=held, number="D1", text="Hire two people", should_change="Advice comes",
        look_back_on=date(2020, 8, 19), was_quorate=True, recorded_at=AT,
    )  # fmt: skip
    Visit.objects.create(
        area=area, board=board, held_on=date(2020, 9, 30), freezes_on=date(2020, 9, 16),
        visitors="DfE and NHS England", created_at=AT,
    )  # fmt: skip


@pytest.fixture
def chair(full: Desk, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> Client:  # noqa: F811
    at = noon(2020, 8, 12)
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(clock, "today", lambda: at.date())
    return sign_in("Charlie Chair", "chair")


def test_the_month_is_the_last_that_ended(full: Desk) -> None:
    found = overview(full.chair, today=TODAY)
    assert found.month == JULY
    assert [(r.words, r.notes) for r in found.reports] == [
        ("Assured", ("2 days late",)),
        ("No report received", ()),
    ]


def test_the_lines_are_counted_with_their_base(full: Desk) -> None:
    standing = overview(full.chair, today=TODAY).standing
    assert standing.late == Proportion(1, 3)
    assert standing.ownerless == Proportion(2, 2)
    assert standing.not_yet == Proportion(0, 1)


def test_what_is_past_its_date_without_a_status_is_late_as_the_pack_counts(full: Desk) -> None:
    outcome = Line.objects.in_area(full.place.area.pk).get(reference="2.1")
    make_action(full.place, outcome, "2.1-Z", end=PartialDate(2020, 6))
    found = overview(full.chair, today=TODAY).standing.late
    plans = plans_of(full.place.officer, today=TODAY, since=since_month(JULY))
    assert found == Proportion(2, 4)
    assert sum(len(plan.late) for plan in plans) == 2


def test_what_waits_is_gathered(full: Desk) -> None:
    found = overview(full.chair, today=TODAY)
    assert found.meeting is not None
    assert found.meeting.held_on == date(2020, 8, 19)
    assert [each.number for each in found.challenges] == ["C1"]
    assert [each.text for each in found.follow_ups] == ["Bring the figures", "Write to schools"]
    assert [each.number for each in found.decisions] == ["D1"]
    assert found.next_visit is not None
    assert (found.pack, found.last_visit, found.revisit) == (None, None, None)


def test_a_pack_that_is_not_issued_is_not_the_latest(full: Desk) -> None:
    freeze_pack(full, JULY, noon(2020, 8, 10))
    assert overview(full.chair, today=TODAY).pack is None


def test_an_area_without_a_board_opens_with_nothing(desk: Desk) -> None:
    desk.board.seats.all().delete()
    desk.board.delete()
    found = overview(desk.chair, today=TODAY)
    assert (found.board_title, found.reports) == ("", ())


def test_who_may_not_read_the_boards_work_finds_nothing(full: Desk) -> None:
    with pytest.raises(Hidden):
        overview(full.place.actor("Sam Scrutiny", "scrutiny_member"), today=TODAY)


def test_the_overview_asks_as_often_whatever_there_is(full: Desk) -> None:
    reader = full.reader

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            overview(reader, today=TODAY)
        return len(asked)

    few = queries()
    nurse = full.place.post("Chief Nurse")
    outcome = full.statement.lines.get(reference="2.1")
    for number in range(5):
        Challenge.objects.create(
            area=full.place.area, board=full.board, kind="challenge", number=f"C9{number}",
            by_seat="chair", raised_on=date(2020, 7, 15), text="Why?", owner=nurse,
            due_on=date(2020, 8, 1), recorded_at=AT,
        )  # fmt: skip
        full.another(f"More {number}", f"Olga {number}", weakness=None)
        make_action(full.place, outcome, f"2.1-X{number}")
    assert queries() == few
    assert few <= 34


def test_the_page_leads_to_each_thing(full: Desk, chair: Client) -> None:
    response = chair.get(reverse("board:overview", args=["york"]))
    assert response.status_code == 200
    text, html = words(response), response.content.decode()
    assert "SEND Improvement Board, August 2020" in text
    assert "SEND Improvement Board meets on 19 August 2020." in text
    assert "No report received" in text
    assert "2 days late" in text
    assert "Owner left" in text
    assert "1 of them late" in text
    challenge = Challenge.objects.in_area(full.place.area.pk).get()
    for address in (
        reverse("board:month_of_reports", args=["york", "2020-07"]),
        reverse("board:challenge", args=["york", challenge.ref]),
        reverse("plan:overdue", args=["york"]),
        reverse("plan:ownerless", args=["york"]),
    ):
        assert f'href="{address}"' in html


def test_without_a_board_the_page_says_what_to_do(full: Desk, chair: Client) -> None:
    full.board.kind = "other"
    full.board.save()
    text = words(chair.get(reverse("board:overview", args=["york"])))
    assert "No improvement board yet" in text
    assert "Set up the board" in text
