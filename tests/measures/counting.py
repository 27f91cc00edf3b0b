"""Measures that the worker counts from the records, for tests: on 3 May 2021."""

from datetime import UTC, date, datetime

from alongside.kernel.dates import PartialDate
from alongside.measures import computing
from alongside.measures.codes import Origin, Release
from alongside.measures.models import Figure, Measure
from alongside.measures.operations import NewBasis
from alongside.plan.models import Line
from alongside.web import offers
from tests.measures.factories import make_measure, make_series
from tests.plan.factories import (
    Place,
    complete,
    make_action,
    make_outcome,
    make_statement,
    record,
)

NOW = datetime(2021, 5, 3, 9, 0, tzinfo=UTC)
COMPLETED = "plan.actions_completed_in_time"


def counted(place: Place, code: str = COMPLETED, **changes: object) -> Measure:
    """A measure that is worked out as that indicator."""
    offered = next(each for each in offers.indicators() if each.code == code)
    measure = make_measure(
        place,
        **{"code": code[:30], "unit": offered.unit, "release": Release.AS_PUBLISHED, **changes},
    )
    basis = NewBasis(source="The action plan", origin=Origin.COMPUTED, counted_as=code)
    make_series(place, measure, basis)
    return measure


def compute(place: Place, at: datetime = NOW) -> int:
    written, _ = computing.compute_area(area=place.area, at=at, progress=lambda done, total: None)
    return written


def standing(measure: Measure) -> list[Figure]:
    rows = Figure.objects.in_area(measure.area_id).filter(series__measure=measure)
    return list(rows.filter(corrected_by_figure=None).order_by("period_from"))


def two_actions(place: Place) -> Measure:
    """Due in March 2021: one was completed in time, one is still open."""
    outcome = make_outcome(place, make_statement(place))
    done, _ = (make_action(place, outcome, f"2.1-{letter}") for letter in "AB")
    record(place, done, "started_delayed", date(2020, 7, 1), forecast=PartialDate(2021, 5))
    complete(place, done, date(2021, 3, 20))
    return counted(place)


def line_of(place: Place, reference: str) -> Line:
    return Line.objects.in_area(place.area.pk).get(reference=reference)
