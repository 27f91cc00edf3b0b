"""Two figures of one measure and period, entered by hand and worked out: both are told, and which is shown;
beside each other they give no few away.
"""

from datetime import UTC, date, datetime

import pytest

from alongside.kernel.actor import system_actor
from alongside.ledger.models import LedgerEntry
from alongside.measures import work
from alongside.measures.codes import Origin, Release
from alongside.measures.models import Figure, Measure, Series
from alongside.measures.nearness import mark_near
from alongside.measures.operations import NewBasis
from alongside.measures.operations.computed import Computed, ComputedFigure, keep_computed
from alongside.measures.perms import COMPUTE
from alongside.web import clock
from tests.measures.browsing import client_of, to, words
from tests.measures.factories import enter, make_measure, make_series, share
from tests.plan.factories import Place, make_place

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
JANUARY = (date(2020, 1, 1), date(2020, 2, 1))


@pytest.fixture
def place(db: None, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())
    return make_place()


def counted_twice(
    place: Place, by_hand: tuple[int, int], from_records: tuple[int, int], **changes: object
) -> Measure:
    """January 2020, entered by hand and then worked out from the records."""
    measure = make_measure(place, **changes)
    enter(place, make_series(place, measure), share(0, *by_hand))
    basis = NewBasis(
        "The records", basis="From the records", why="They are kept here now.",
        origin=Origin.COMPUTED, counted_as="plan.actions_completed_in_time",
    )  # fmt: skip
    series = make_series(place, measure, basis)
    actor = system_actor(
        name="x", area_id=place.area.pk, area_slug=place.area.slug, permissions=[COMPUTE]
    )
    figure = ComputedFigure(*JANUARY, *from_records, 0, 0, {})
    keep_computed(actor=actor, at=NOW, computed=Computed(series.ref, "Records", (figure,)))
    mark_near(area_id=place.area.pk)
    work.refresh_area(area_id=place.area.pk, at=NOW, progress=lambda done, total: None)
    return measure


def page_of(place: Place, measure: Measure, role: str) -> str:
    return words(client_of(place, role).get(to("measure", measure.ref)))


def by_hand(place: Place, measure: Measure) -> tuple[Series, Figure]:
    series = Series.objects.in_area(place.area.pk).get(measure=measure, origin="entered")
    return series, series.figures.get()


def test_both_figures_are_told_and_which_is_shown(place: Place) -> None:
    measure = counted_twice(place, (30, 60), (48, 90))
    page = page_of(place, measure, "scrutiny_member")
    told = page[page.index("Counted in two ways") :]
    assert "January 2020 50.0% (30 of 60) Entered by hand 53.3% (48 of 90)" in told
    assert "Worked out from the records kept here No" in told


def test_two_that_say_the_same_agree(place: Place) -> None:
    measure = counted_twice(place, (30, 60), (30, 60))
    assert "Worked out from the records kept here Yes" in page_of(place, measure, "chair")


def test_where_few_lie_between_the_two_only_the_one_that_counts_now_is_told(place: Place) -> None:
    measure = counted_twice(place, (40, 61), (39, 58))
    series, figure = by_hand(place, measure)
    reader = client_of(place, "scrutiny_member")
    for address in (
        to("measure", measure.ref), to("series", series.ref), to("figure", figure.ref),
        to("all_series"),
    ):  # fmt: skip
        assert "40 of 61" not in words(reader.get(address)), address
    assert "39 of 58" in words(reader.get(to("measure", measure.ref)))
    assert "40 of 61" in page_of(place, measure, "data_analyst")


def test_hiding_another_figure_is_recorded_once_so_that_nobody_goes_on_reading_it(
    place: Place,
) -> None:
    counted_twice(place, (40, 61), (39, 58))
    noted = LedgerEntry.objects.filter(verb=work.OWN, subject_ref=place.area.slug)
    assert noted.count() == 1
    work.refresh_area(area_id=place.area.pk, at=NOW, progress=lambda done, total: None)
    assert noted.count() == 1


def test_what_is_published_as_it_is_stays(place: Place) -> None:
    measure = counted_twice(place, (40, 61), (39, 58), release=Release.AS_PUBLISHED)
    assert "40 of 61" in page_of(place, measure, "scrutiny_member")


def test_a_measure_that_was_counted_in_one_way_says_nothing(place: Place) -> None:
    measure = make_measure(place)
    enter(place, make_series(place, measure), share(0, 30, 60))
    assert "Counted in two ways" not in page_of(place, measure, "chair")
