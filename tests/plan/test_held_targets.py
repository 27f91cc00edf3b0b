"""What the action plan says of a target: the same as the dashboard, and no more than the records show."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from alongside.measures import work
from alongside.measures.codes import Change, Comparator, Level, Release
from alongside.measures.models import Measure
from alongside.measures.rules.targets import Baseline, Promise
from alongside.measures.words import met_colour, met_words
from alongside.plan import queries
from alongside.plan.facts import standing_of
from alongside.plan.models import Line, MeasureOfSuccess
from alongside.plan.queries.values import MeasureView
from alongside.plan.rules.difference import Difference
from tests.measures.factories import approver, make_active, make_counted, make_target
from tests.plan.factories import (
    Place,
    complete,
    make_outcome,
    make_place,
    make_statement,
    make_success,
)

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
OPEN = {"release": Release.AS_PUBLISHED}


@pytest.fixture
def place(db: None) -> Place:
    made = make_place()
    approver(made)
    return made


@pytest.fixture
def outcome(place: Place) -> Line:
    return make_outcome(place, make_statement(place))


def judged(place: Place) -> None:
    work.refresh_area(area_id=place.area.pk, at=NOW, progress=lambda done, total: None)


def tied(place: Place, outcome: Line, measure: Measure, *, printed: int = 60) -> MeasureOfSuccess:
    return make_success(place, outcome, measure.series.get(), printed=printed)


def shown(place: Place, outcome: Line) -> MeasureView:
    page = queries.line_page(place.officer, line_ref=outcome.ref, today=NOW.date())
    (measure,) = page.line.measures
    return measure


def said(measure: MeasureView) -> tuple[str, str]:
    words = met_words(measure.certainty, is_met=measure.met)
    return words, met_colour(measure.certainty, is_met=measure.met)


@pytest.mark.parametrize(
    ("share", "target", "expected"),
    [
        ((380, 400), 90, ("met", "green")),
        ((300, 400), 90, ("not met", "red")),
        ((18, 20), 95, ("not met so far, too few to tell", "grey")),
        ((12, 12), 98, ("met so far, too few to tell", "grey")),
        ((10, 10), 100, ("met so far", "grey")),
    ],
)
def test_the_plan_holds_a_figure_against_the_active_target(
    place: Place, outcome: Line, share: tuple[int, int], target: int, expected: tuple[str, str]
) -> None:
    measure = make_counted(place, share, **OPEN)
    make_active(place, measure, Promise(Level.CORE, Decimal(target)))
    tied(place, outcome, measure)
    judged(place)
    found = shown(place, outcome)
    assert found.target == ("100%" if target == 100 else f"at least {target}%")
    assert (found.target_value, said(found)) == (target, expected)


def test_a_share_that_the_worker_has_not_judged_is_told_as_it_stands(
    place: Place, outcome: Line
) -> None:
    measure = make_counted(place, (380, 400), **OPEN)
    make_active(place, measure)
    tied(place, outcome, measure)
    assert said(shown(place, outcome)) == ("met so far", "grey")


def test_a_draft_is_no_target(place: Place, outcome: Line) -> None:
    measure = make_counted(place, (380, 400), **OPEN)
    make_target(place, measure)
    tied(place, outcome, measure)
    judged(place)
    found = shown(place, outcome)
    assert (found.met, found.target_value, said(found)) == (None, None, ("", "grey"))
    assert found.target == "at least 60%"


def test_an_improvement_is_held_against_the_figure_that_it_reaches(
    place: Place, outcome: Line
) -> None:
    """Half as much again as 40% is 60%, and 54% misses it although it passes 50."""
    measure = make_counted(place, (540, 1000), **OPEN)
    better = Promise(
        Level.CORE,
        Decimal(50),
        change=Change.RELATIVE,
        baseline=Baseline(Decimal(40), date(2019, 9, 1), "Families"),
    )
    make_active(place, measure, better)
    tied(place, outcome, measure, printed=50)
    judged(place)
    found = shown(place, outcome)
    assert (found.target, said(found)) == ("at least 60%", ("not met", "red"))


def test_a_change_that_nobody_settled_is_printed_as_a_change_and_judges_nothing(
    place: Place, outcome: Line
) -> None:
    measure = make_counted(place, (540, 1000), **OPEN)
    success = tied(place, outcome, measure, printed=50)
    MeasureOfSuccess.objects.in_area(place.area.pk).filter(pk=success.pk).update(
        measure_type="improvement rate"
    )
    judged(place)
    found = shown(place, outcome)
    assert (found.target, found.met) == ("50% improvement rate", None)


def test_a_rounded_measure_tells_nothing_of_its_target(place: Place, outcome: Line) -> None:
    measure = make_counted(place, (57, 101), release=Release.HEALTH)
    make_active(place, measure, Promise(Level.CORE, Decimal(56), Comparator.AT_LEAST))
    tied(place, outcome, measure)
    judged(place)
    found = shown(place, outcome)
    assert (found.met, found.latest and found.latest.numerator) == (None, 55)


@pytest.mark.parametrize(
    ("share", "difference"),
    [
        ((18, 20), Difference.NOT_MEASURED),
        ((300, 400), Difference.NOT_YET),
        ((396, 400), Difference.MADE),
    ],
)
def test_too_few_records_neither_prove_a_difference_nor_its_absence(
    place: Place, outcome: Line, share: tuple[int, int], difference: Difference
) -> None:
    measure = make_counted(place, share, **OPEN)
    make_active(place, measure, Promise(Level.CORE, Decimal(95)))
    tied(place, outcome, measure)
    complete(place, outcome)
    judged(place)
    page = queries.line_page(place.officer, line_ref=outcome.ref, today=NOW.date())
    assert page.line.difference == difference


def test_embedding_rests_on_the_active_target_too(place: Place, outcome: Line) -> None:
    measure = make_counted(place, *[(320, 400)] * 30, **OPEN)
    tied(place, outcome, measure)
    complete(place, outcome, on=date(2020, 1, 1))
    assert standing_of(place.officer, outcome, today=NOW.date()).embedding.runs == ()
    make_active(place, measure)
    (run,) = standing_of(place.officer, outcome, today=NOW.date()).embedding.runs
    assert run.held_count() == 0
