"""A count of a month is no count of a quarter, unless somebody says that it is meant."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from alongside.kernel.refusals import Refusal
from alongside.measures import operations
from alongside.measures.codes import Better
from alongside.measures.models import Figure, Measure
from alongside.measures.operations import NewFigure
from alongside.measures.rules.figures import Point, check_length
from alongside.web import clock
from tests.measures.browsing import client_of, to, words
from tests.measures.factories import make_measure, make_series
from tests.plan.factories import Place, make_place

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
JANUARY = (date(2021, 1, 1), date(2021, 2, 1))
FIRST_QUARTER = (date(2021, 1, 1), date(2021, 4, 1))
SECOND_QUARTER = (date(2021, 4, 1), date(2021, 7, 1))
NEXT_JANUARY = (date(2022, 1, 1), date(2022, 2, 1))


def point(period: tuple[date, date]) -> Point:
    return Point(*period, Decimal(5))


@pytest.mark.parametrize(
    ("period", "others", "months", "is_asked"),
    [
        (JANUARY, (), 3, True),
        (FIRST_QUARTER, (), 3, False),
        (JANUARY, (SECOND_QUARTER,), 3, True),
        (NEXT_JANUARY, (JANUARY,), 12, False),
        (NEXT_JANUARY, (JANUARY, SECOND_QUARTER), 12, True),
        (JANUARY, (), 1, False),
        (JANUARY, (), None, False),
    ],
)
def test_a_shorter_time_is_asked_once_and_the_series_goes_on_with_it(
    period: tuple[date, date],
    others: tuple[tuple[date, date], ...],
    months: int | None,
    is_asked: bool,
) -> None:
    told = [point(each) for each in others]
    if is_asked:
        with pytest.raises(Refusal, match="This period is shorter"):
            check_length(point(period), told, every_months=months, is_meant=False)
    else:
        check_length(point(period), told, every_months=months, is_meant=False)
    check_length(point(period), told, every_months=months, is_meant=True)


@pytest.fixture(autouse=True)
def june_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def measure(place: Place) -> Measure:
    return make_measure(place, unit="projects", every_months=3, better=Better.HIGHER)


SENT = {
    "period_from_day": "1", "period_from_month": "1", "period_from_year": "2021",
    "period_until_day": "31", "period_until_month": "1", "period_until_year": "2021", "value": "5",
}  # fmt: skip


def test_the_form_asks_and_takes_the_answer(place: Place, measure: Measure) -> None:
    series = make_series(place, measure)
    client = client_of(place, "data_analyst")
    address = to("enter_figure", series.ref)
    answer = client.post(address, SENT)
    assert answer.status_code == 422
    assert "This period is shorter than a whole quarter" in words(answer)
    assert client.post(address, SENT | {"is_shorter_meant": "on"}).status_code == 302
    kept = Figure.objects.in_area(place.area.pk).get()
    assert (kept.period_from, kept.period_until) == JANUARY


def test_a_correction_of_a_month_that_was_meant_is_not_asked_again(
    place: Place, measure: Measure
) -> None:
    series = make_series(place, measure)
    meant = NewFigure(*JANUARY, value=Decimal(5), is_shorter_meant=True)
    wrong = operations.enter_figure(actor=place.officer, at=NOW, series_ref=series.ref, new=meant)
    right = NewFigure(*JANUARY, value=Decimal(6), note="One was counted twice before.")
    operations.correct_figure(actor=place.officer, at=NOW, figure_ref=wrong.ref, new=right)
    assert Figure.objects.in_area(place.area.pk).count() == 2
