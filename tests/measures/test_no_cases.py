"""A measure that is worked out here is not late when nothing happened: it says since when."""

from datetime import UTC, datetime, timedelta

import pytest

from alongside.measures import work
from alongside.web import clock
from tests.measures.browsing import client_of, to, words
from tests.measures.counting import NOW, two_actions
from tests.measures.factories import enter, make_measure, make_series, share
from tests.plan.factories import Place, make_place

pytestmark = pytest.mark.usefixtures("may_2021")
LATE = datetime(2021, 12, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


def worked(place: Place, at: datetime) -> None:
    """Everything that the worker does of itself."""
    work.compute_area(area_id=place.area.pk, at=at, progress=_ignored)
    work.refresh_area(area_id=place.area.pk, at=at, progress=_ignored)


def _ignored(done: int, total: int) -> None:
    """Nobody waits for these."""


def move_to(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(clock, "today", lambda: at.date())


def dashboard(place: Place) -> str:
    return words(client_of(place, "chair").get(to("dashboard")))


def test_a_month_without_cases_is_named(place: Place) -> None:
    two_actions(place)
    worked(place, NOW)
    shown = dashboard(place)
    assert "1 of 2, March 2021" in shown
    assert "No cases since: April 2021" in shown
    assert "Out of date" not in shown


def test_months_without_cases_are_not_late_however_long(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_actions(place)
    worked(place, NOW)
    move_to(monkeypatch, LATE)
    worked(place, LATE)
    shown = dashboard(place)
    assert "No cases since: April to November 2021" in shown
    assert "Out of date" not in shown


def test_where_nothing_has_been_counted_since_the_figure_is_out_of_date(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_actions(place)
    worked(place, NOW)
    move_to(monkeypatch, LATE)
    assert "Out of date: the next figure was due after 31 May 2021" in dashboard(place)


def test_an_entered_figure_that_did_not_come_is_out_of_date(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(place, make_series(place, make_measure(place)), share(14, 1, 2))
    worked(place, NOW + timedelta(days=1))
    move_to(monkeypatch, LATE)
    shown = dashboard(place)
    assert "Out of date" in shown
    assert "No cases" not in shown
