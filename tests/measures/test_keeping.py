"""What the worker keeps of each measure: made from what stands, and only when that changed."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from alongside.config.schedule import refresh_every_area, refresh_measures
from alongside.jobs.models import Job
from alongside.kernel.refusals import Refusal
from alongside.measures import keeping, operations, work
from alongside.measures.cases import Case
from alongside.measures.codes import Better, Level
from alongside.measures.models import Figure, Measure, Reading, Series
from alongside.measures.operations import NewBasis
from alongside.measures.readings import Attention, Judged, from_json
from alongside.measures.refreshing import REFRESH
from alongside.measures.rules.targets import Promise, Step
from tests.measures.factories import (
    AT,
    CORE_90,
    approver,
    definition,
    enter,
    make_active,
    make_counted,
    make_measure,
    make_series,
    plain,
    share,
)
from tests.plan.factories import Place, make_place

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)
USUAL = [(60 + number % 3, 100) for number in range(15)]


@pytest.fixture
def place() -> Place:
    return make_place()


def refresh(place: Place, at: object = AT) -> list[tuple[int, int]]:
    steps: list[tuple[int, int]] = []
    work.refresh_area(area_id=place.area.pk, at=at, progress=lambda *step: steps.append(step))
    return steps


def kept(measure: Measure) -> Reading:
    return Reading.objects.in_area(measure.area_id).get(measure=measure)


def told(measure: Measure) -> Judged:
    return from_json(kept(measure).content)


def test_a_measure_is_judged_drawn_and_kept_in_both_shapes(place: Place) -> None:
    measure = make_counted(place, *USUAL)
    make_active(place, measure)
    assert refresh(place) == [(1, 1)]
    reading = kept(measure)
    assert len(told(measure).points) == 15
    assert told(measure).attention is Attention.MISSES
    assert reading.as_at == AT
    for svg in (reading.chart, reading.chart_narrow, reading.spark):
        assert svg.startswith("<svg ")
        assert "<script" not in svg
        assert "<style" not in svg
    assert told(measure).chart_summary.startswith("15 figures from Jan 2020 to Mar 2021.")


def test_the_short_reading_has_only_the_latest_figure(place: Place) -> None:
    measure = make_counted(place, (3, 4), (2, 4))
    refresh(place)
    short = from_json(kept(measure).summary)
    assert [point.value for point in short.points] == [50]


def test_a_measure_without_a_series_or_figures_is_kept_as_having_none(place: Place) -> None:
    bare, counted = make_measure(place), make_measure(place, code="2")
    make_series(place, counted)
    refresh(place)
    for measure in (bare, counted):
        assert told(measure).attention is Attention.NO_FIGURE
        assert kept(measure).chart == ""


def test_nothing_is_written_anew_when_nothing_changed(place: Place) -> None:
    measure = make_counted(place, (3, 4), (2, 4))
    refresh(place)
    Reading.objects.in_area(place.area.pk).update(chart="as it was drawn")
    refresh(place, LATER)
    assert (kept(measure).chart, kept(measure).as_at) == ("as it was drawn", LATER)


def test_a_measure_that_cannot_be_worked_out_stays_as_it_was_and_the_others_go_on(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = make_counted(place, (3, 4), (2, 4), code="1")
    other = make_counted(place, (3, 4), code="2")
    refresh(place)
    worked = keeping.case_of

    def fails(measure: Measure, series: Series | None) -> Case:
        if measure == wrong:
            raise Refusal("9999 of 341 cannot be right.")
        return worked(measure, series)

    monkeypatch.setattr(keeping, "case_of", fails)
    assert refresh(place, LATER)[-1] == (2, 2)
    assert kept(wrong).as_at == AT
    assert kept(other).as_at == LATER
    assert told(wrong).stale.startswith("The figures could not be worked out anew on ")
    assert told(wrong).stale_why == "9999 of 341 cannot be right."
    assert [each.value for each in told(wrong).points] == [75, 50]
    monkeypatch.undo()
    refresh(place, LATER)
    assert (told(wrong).stale, kept(wrong).as_at) == ("", LATER)


def test_a_fault_in_one_measure_is_raised_after_the_others(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_measure(place, code="1")
    other = make_counted(place, (3, 4), code="2")
    worked = keeping.case_of

    def fails(measure: Measure, series: Series | None) -> Case:
        if measure != other:
            raise ZeroDivisionError
        return worked(measure, series)

    monkeypatch.setattr(keeping, "case_of", fails)
    with pytest.raises(ZeroDivisionError):
        refresh(place)
    assert [each.value for each in told(other).points] == [75]


def test_the_same_rows_give_the_same_digest(place: Place) -> None:
    measure = make_counted(place, (3, 4), (2, 4))
    make_active(place, measure)
    refresh(place)
    first = kept(measure).made_from
    Reading.objects.in_area(place.area.pk).delete()
    refresh(place)
    assert kept(measure).made_from == first
    assert len(first) == 64


@pytest.mark.parametrize("what", ["figure", "target", "title", "note", "beginning", "direction"])
def test_whatever_a_reading_shows_makes_it_anew_when_it_changes(place: Place, what: str) -> None:
    measure = make_counted(place, *USUAL)
    refresh(place)
    before = kept(measure).made_from
    named = {"actor": place.officer, "at": AT, "measure_ref": measure.ref}
    changes = {
        "figure": lambda: enter(place, measure.series.get(), share(15, 1, 2)),
        "target": lambda: make_active(place, measure),
        "title": lambda: operations.change_measure(
            **named, expected_version=1, new=definition(place, title="Plans in time")
        ),
        "note": lambda: operations.annotate(**named, on=date(2020, 3, 2), text="A new panel"),
        "beginning": lambda: operations.recalculate(
            **named,
            from_on=date(2020, 3, 1),
            cause="A new panel",
            approved_by=approver(place).ref,
        ),
        "direction": lambda: operations.change_measure(
            **named, expected_version=1, new=definition(place, better=Better.LOWER)
        ),
    }
    changes[what]()
    refresh(place, LATER)
    assert kept(measure).made_from != before
    words = {"title": "Plans in time", "note": "A new panel", "beginning": "A new panel"}
    assert words.get(what, "") in kept(measure).chart


@pytest.mark.scenario(29)
def test_a_corrected_figure_changes_the_live_reading(place: Place) -> None:
    measure = make_counted(place, (30, 60), (45, 60))
    refresh(place)
    wrong = Figure.objects.in_area(place.area.pk).get(numerator=45)
    operations.correct_figure(
        actor=place.officer,
        at=LATER,
        figure_ref=wrong.ref,
        new=share(1, 54, 60, "Nine were counted twice."),
    )
    refresh(place, LATER)
    assert [point.value for point in told(measure).points] == [50, 90]
    assert "The latest is 90.0% (54 of 60)" in told(measure).chart_summary


@pytest.mark.scenario(32)
def test_a_target_that_took_anothers_place_judges_the_reading(place: Place) -> None:
    measure = make_counted(place, *[(600 + n % 3, 1000) for n in range(15)])
    make_active(place, measure)
    refresh(place)
    assert told(measure).assurance.code == "fail"
    make_active(place, measure, Promise(Level.CORE, Decimal(40)))
    refresh(place)
    aim = told(measure).core
    assert told(measure).assurance.code == "pass"
    assert aim is not None
    assert (aim.words, aim.is_met) == ("at least 40%", True)


def test_drafts_and_ended_targets_judge_nothing(place: Place) -> None:
    measure = make_counted(place, *USUAL)
    operations.set_target(actor=place.officer, at=AT, measure_ref=measure.ref, new=CORE_90)
    ended = make_active(place, measure, Promise(Level.STRETCHED, Decimal(95)))
    operations.end_target(actor=place.officer, at=AT, target_ref=ended.ref, why="Too far.")
    refresh(place)
    assert (told(measure).core, told(measure).stretched) == (None, None)


def test_the_planned_path_is_drawn(place: Place) -> None:
    measure = make_counted(place, *USUAL)
    steps = (Step(date(2021, 9, 1), Decimal(75)),)
    make_active(place, measure, Promise(Level.CORE, Decimal(90), steps=steps))
    refresh(place)
    assert "The planned path: 75% by 1 September 2021." in told(measure).chart_summary


def test_a_new_way_of_counting_is_judged_alone(place: Place) -> None:
    measure = make_counted(place, *USUAL)
    basis = NewBasis(source="SEN2", basis="By the day of the request", why="The rule changed.")
    series = make_series(place, measure, basis)
    enter(place, series, share(20, 1, 2))
    refresh(place)
    assert [point.value for point in told(measure).points] == [50]
    assert measure.series.count() == 2


def test_a_measure_that_cannot_be_judged_says_why_and_stops_no_other(place: Place) -> None:
    mixed = make_measure(place, unit="plans", every_months=12)
    series = make_series(place, mixed)
    enter(place, series, operations.NewFigure(date(2020, 1, 1), date(2021, 1, 1), Decimal(600)))
    operations.change_measure(
        actor=place.officer,
        at=AT,
        measure_ref=mixed.ref,
        expected_version=1,
        new=definition(place, unit="plans", every_months=1),
    )
    enter(place, series, plain(12, 50))
    after = make_counted(place, (3, 4), code="4.2", title="Reviews in time")
    assert refresh(place) == [(1, 2), (2, 2)]
    assert told(mixed).attention is Attention.NOT_JUDGED
    assert "Begin a new series where the length changed" in told(mixed).trouble
    assert [point.value for point in told(mixed).points] == [600, 50]
    assert kept(mixed).chart == ""
    assert told(after).trouble == ""


def test_a_retired_measure_is_judged_no_more_and_keeps_its_last_reading(place: Place) -> None:
    measure = make_counted(place, (3, 4))
    refresh(place)
    operations.retire_measure(actor=place.officer, at=AT, measure_ref=measure.ref, why="Done.")
    assert refresh(place, LATER) == []
    assert kept(measure).as_at == AT


def test_only_the_measures_of_the_area_are_judged(place: Place) -> None:
    leeds = make_place("leeds", "Leeds")
    theirs = make_counted(leeds, (3, 4))
    make_counted(place, (1, 4))
    refresh(place)
    assert not Reading.objects.in_area(theirs.area_id).exists()


class Run:
    """What the worker gives to the work."""

    attempt = 1

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        self.arguments = arguments
        self.said: list[str] = []

    def progress(self, done: int, total: int) -> None:
        pass

    def say(self, sentence: str) -> None:
        self.said.append(sentence)


def test_the_worker_refreshes_what_a_change_asked_for(place: Place) -> None:
    measure = make_counted(place, (3, 4))
    run = Run(Job.objects.get(name=REFRESH).arguments)
    refresh_measures(run)
    assert told(measure).points[0].value == 75
    assert run.said == ["Measures judged and drawn: 1."]


def test_every_night_every_area_is_asked_for(place: Place) -> None:
    make_place("leeds", "Leeds")
    refresh_every_area(Run({}))
    assert Job.objects.filter(name=REFRESH).count() == 2


def test_reading_a_measure_takes_as_many_queries_for_few_figures_as_for_many(
    place: Place, django_assert_num_queries: Any
) -> None:
    few = make_counted(place, (3, 4))
    many = make_counted(place, *USUAL, code="2", title="Reviews in time")
    for each in (few, many):
        measure = Measure.objects.in_area(place.area.pk).select_related("area").get(pk=each.pk)
        series = measure.series.get()
        with django_assert_num_queries(4):
            keeping.case_of(measure, series)
