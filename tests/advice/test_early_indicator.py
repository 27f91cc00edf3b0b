"""Coverage of early notification as a measure: of health's list, with what cannot be matched beside it."""

from datetime import datetime

import pytest

from alongside.advice.computed_early import COVERAGE, rows_behind
from alongside.measures.codes import PERCENT, FigurePartName, Origin, Release
from alongside.measures.models import Measure
from alongside.measures.operations import NewBasis
from alongside.measures.queries.computed import keys_of
from alongside.web import clock
from tests.advice.factories import noon
from tests.advice.test_early import NUMBER, OTHER, RECEIVED_ON, Early
from tests.measures.counting import compute, standing
from tests.measures.factories import make_measure, make_series
from tests.plan.factories import Place, make_place

pytestmark = pytest.mark.django_db
NOW: datetime = noon(RECEIVED_ON.replace(month=7))


@pytest.fixture(autouse=True)
def july_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def whole(db: None) -> Place:
    return make_place()


@pytest.fixture
def measure(whole: Place) -> Measure:
    made = make_measure(whole, code="EARLY", unit=PERCENT, release=Release.AS_PUBLISHED)
    basis = NewBasis(source="Health’s list", origin=Origin.COMPUTED, counted_as=COVERAGE)
    make_series(whole, made, basis)
    return made


def test_coverage_is_of_the_list_and_says_what_is_missing(whole: Place, measure: Measure) -> None:
    early = Early(whole.area)
    early.received()
    early.bring(
        f"{NUMBER},2022-06-15,2025-04-01,Example Trust",
        f"{NUMBER},2022-06-15,2025-04-05,Example Trust",
        f"{OTHER},2022-06-15,2025-04-02,Example Trust",
        ",2022-06-15,2025-04-03,Example Trust",
    )
    compute(whole, NOW)
    figure = next(each for each in standing(measure) if each.denominator)
    assert (figure.numerator, figure.denominator, figure.missing) == (1, 2, 1)
    (key,) = keys_of(early.doctor.actor, figure, FigurePartName.MISSING)
    (row,) = rows_behind(early.doctor.actor, COVERAGE, [key]) or ()
    assert row.title == "Line 5 of health’s list"
    assert rows_behind(early.head.actor, COVERAGE, [key]) is None
