"""Figures of an area that give a few away beside another measure are marked, and hidden on its pages."""

from datetime import UTC, date, datetime

import pytest

from alongside.kernel.actor import system_actor
from alongside.measures import work
from alongside.measures.codes import FigurePartName, MeasureState, Origin, Release
from alongside.measures.holding import hold_back
from alongside.measures.models import Figure, Measure, Series
from alongside.measures.nearness import mark_near
from alongside.measures.operations import NewBasis
from alongside.measures.operations.computed import Computed, ComputedFigure, keep_computed
from alongside.measures.perms import COMPUTE
from alongside.measures.rules.protecting import OF_ANOTHER
from alongside.web import clock
from tests.measures.browsing import client_of, to, words
from tests.measures.factories import make_measure, make_series
from tests.measures.recorded import CASES
from tests.plan.factories import Place, make_place

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def place(db: None, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())
    return make_place()


def measured(place: Place, code: str, release: Release = Release.UNDER_FIVE) -> Measure:
    measure = make_measure(place, code=code, title=f"Measure {code}", release=release)
    basis = NewBasis("The action plan", origin=Origin.COMPUTED, counted_as=COUNTED_AS)
    make_series(place, measure, basis)
    return measure


COUNTED_AS = "plan.actions_completed_in_time"


APRIL = (date(2025, 4, 1), date(2025, 5, 1))
MAY = (date(2025, 5, 1), date(2025, 6, 1))


def counted(place: Place, measure: Measure, base: int, top: int) -> None:
    keep(place, measure, told(APRIL, base, top))


def told(time: tuple[date, date], base: int, top: int, first: int = 0) -> ComputedFigure:
    return ComputedFigure(
        *time, top, base, 0, 0,
        {FigurePartName.NUMERATOR: tuple(CASES[first : first + top]),
         FigurePartName.DENOMINATOR: tuple(CASES[first : first + base])},
    )  # fmt: skip


def keep(place: Place, measure: Measure, *figures: ComputedFigure) -> None:
    actor = system_actor(
        name="x", area_id=place.area.pk, area_slug=place.area.slug, permissions=[COMPUTE]
    )
    series = Series.objects.in_area(place.area.pk).get(measure=measure)
    keep_computed(actor=actor, at=NOW, computed=Computed(series.ref, "Records", figures))


def marked(place: Place) -> list[str]:
    rows = Figure.objects.in_area(place.area.pk).filter(gives_away=True)
    return sorted(rows.values_list("series__measure__code", flat=True))


def judged(place: Place) -> None:
    work.refresh_area(area_id=place.area.pk, at=NOW, progress=lambda done, total: None)


@pytest.mark.scenario(34)
def test_the_exceptions_cannot_be_subtracted_on_any_page(place: Place) -> None:
    all_of_them, without = measured(place, "all"), measured(place, "without")
    counted(place, all_of_them, 61, 40)
    counted(place, without, 58, 39)
    assert mark_near(area_id=place.area.pk)
    assert marked(place) == ["without"]
    judged(place)
    figure = Figure.objects.in_area(place.area.pk).get(series__measure=without)
    councillor = client_of(place, "scrutiny_member")
    pages = {
        name: councillor.get(to(name, *refs))
        for name, *refs in (
            ("dashboard",),
            ("all_series",),
            ("export", "csv"),
            ("measure", without.ref),
            ("series", figure.series.ref),
            ("figure", figure.ref),
        )
    }
    for name, page in pages.items():
        assert "67.2%" not in page.content.decode(), name
        assert "39 of 58" not in page.content.decode(), name
    assert OF_ANOTHER in words(pages["figure"])
    assert OF_ANOTHER in words(pages["measure"])
    assert "40 of 61" in words(councillor.get(to("measure", all_of_them.ref)))
    analyst = client_of(place, "data_analyst")
    assert "39 of 58" in words(analyst.get(to("measure", without.ref)))


def test_a_mark_goes_when_enough_lies_between(place: Place) -> None:
    all_of_them, without = measured(place, "all"), measured(place, "without")
    counted(place, all_of_them, 61, 40)
    counted(place, without, 58, 39)
    mark_near(area_id=place.area.pk)
    counted(place, without, 50, 34)
    assert not mark_near(area_id=place.area.pk)
    assert marked(place) == ["without"]  # of the figure that was corrected since
    standing = Figure.objects.in_area(place.area.pk).filter(corrected_by_figure=None)
    assert not standing.filter(gives_away=True).exists()
    counted(place, without, 58, 39)
    assert mark_near(area_id=place.area.pk)
    counted(place, all_of_them, 90, 70)
    assert mark_near(area_id=place.area.pk)
    assert not standing.filter(gives_away=True).exists()


def test_what_is_small_by_itself_hides_no_other(place: Place) -> None:
    counted(place, measured(place, "all"), 61, 40)
    counted(place, measured(place, "few"), 60, 3)
    assert not mark_near(area_id=place.area.pk)
    assert marked(place) == []


def test_published_measures_are_left_alone(place: Place) -> None:
    counted(place, measured(place, "all", Release.AS_PUBLISHED), 61, 40)
    counted(place, measured(place, "open", Release.AS_PUBLISHED), 58, 39)
    assert not mark_near(area_id=place.area.pk)


def test_a_month_cannot_be_subtracted_from_the_quarter_of_another_measure(place: Place) -> None:
    quarter, months = measured(place, "quarter"), measured(place, "months")
    keep(place, quarter, told((date(2025, 4, 1), date(2025, 7, 1)), 62, 40))
    keep(place, months, told(APRIL, 30, 15), told(MAY, 30, 15, first=30))
    mark_near(area_id=place.area.pk)
    assert marked(place) == ["months"]
    hidden = Figure.objects.in_area(place.area.pk).get(gives_away=True)
    assert (hidden.period_from, hidden.period_until) == MAY


def test_a_count_is_held_against_the_others(place: Place) -> None:
    counted(place, measured(place, "share"), 60, 30)
    count = make_measure(place, code="count", title="Measure count", unit="actions")
    basis = NewBasis("The plan", origin=Origin.COMPUTED, counted_as="plan.actions_overdue")
    make_series(place, count, basis)
    counted(place, count, 58, 58)
    mark_near(area_id=place.area.pk)
    assert marked(place) == ["count"]


def test_what_a_paper_keeps_stays_and_the_other_goes(place: Place) -> None:
    """Everybody goes on reading 61, so that 58 of another measure would tell of three."""
    first, second = measured(place, "first"), measured(place, "second")
    counted(place, first, 58, 39)
    rows = Figure.objects.in_area(place.area.pk)
    rows.filter(series__measure=first).update(released_at=NOW)
    counted(place, first, 59, 39)
    hold_back(Series.objects.in_area(place.area.pk).select_related("measure").get(measure=first))
    counted(place, second, 61, 41)
    mark_near(area_id=place.area.pk)
    assert marked(place) == ["second"]
    counted(place, second, 59, 39)
    mark_near(area_id=place.area.pk)
    standing = rows.filter(series__measure=second, corrected_by_figure=None)
    assert standing.get().gives_away


def test_a_measure_that_is_no_longer_used_is_still_held_against_the_others(place: Place) -> None:
    """Its page stays, so it can still be read."""
    first, second = measured(place, "first"), measured(place, "second")
    counted(place, first, 61, 40)
    counted(place, second, 58, 39)
    second.state = MeasureState.RETIRED.value
    second.save()
    mark_near(area_id=place.area.pk)
    assert marked(place) == ["second"]


def test_what_was_counted_before_in_another_way_is_held_against_what_counts_now(
    place: Place,
) -> None:
    measure = measured(place, "same")
    counted(place, measure, 58, 39)
    before = Series.objects.in_area(place.area.pk).get(measure=measure)
    basis = NewBasis(
        "The records",
        basis="With exceptions",
        origin=Origin.COMPUTED,
        counted_as=COUNTED_AS,
        why="With exceptions.",
    )
    make_series(place, measure, basis)
    now = Series.objects.in_area(place.area.pk).exclude(pk=before.pk).get(measure=measure)
    actor = system_actor(
        name="x", area_id=place.area.pk, area_slug=place.area.slug, permissions=[COMPUTE]
    )
    keep_computed(
        actor=actor, at=NOW, computed=Computed(now.ref, "Records", (told(APRIL, 61, 40),))
    )
    mark_near(area_id=place.area.pk)
    figure = Figure.objects.in_area(place.area.pk).get(gives_away=True)
    assert figure.series == before
