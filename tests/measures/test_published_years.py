"""Every published year stands beside the neighbours, the region and England, drawn with intervals."""

from datetime import UTC, date, datetime

import pytest

from alongside.measures import operations, work
from alongside.measures.codes import Kind, Release
from alongside.measures.finding import current_series
from alongside.measures.keeping import case_of
from alongside.measures.models import Measure, Reading
from alongside.measures.operations import NewFigure
from alongside.web import clock
from tests.measures.browsing import client_of, to, words
from tests.measures.factories import make_measure, make_series
from tests.measures.publishing import BESIDE, CODE, LEEDS, YORK, in_york, publish
from tests.plan.factories import Place, make_place

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
EARLIER = BESIDE | {YORK: (115, 154), LEEDS: (250, 500)}
TABLE = "Every published year as a table"


@pytest.fixture(autouse=True)
def june_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def place(db: None) -> Place:
    made = make_place()
    in_york(made)
    return made


def counted(place: Place, release: Release = Release.AS_PUBLISHED) -> Measure:
    measure = make_measure(
        place, kind=Kind.HOW_WELL, every_months=12, published_code=CODE, release=release
    )
    operations.enter_figure(
        actor=place.officer,
        at=NOW,
        series_ref=make_series(place, measure).ref,
        new=NewFigure(date(2021, 1, 1), date(2022, 1, 1), numerator=121, denominator=192),
    )
    work.refresh_area(area_id=place.area.pk, at=NOW, progress=lambda done, total: None)
    return measure


@pytest.mark.scenario(28)
def test_every_published_year_is_drawn_with_intervals_and_has_its_table(place: Place) -> None:
    publish(EARLIER, year=2020)
    publish(BESIDE, year=2021)
    measure = counted(place)
    answer = client_of(place, "scrutiny_member").get(to("measure", measure.ref))
    said = words(answer)
    assert "York: from 74.7% in 2020 to 63.0% in 2021 (plausible range 56.0% to 69.5%)." in said
    assert "Neighbours together: from 50.0% in 2020 to 60.0% in 2021" in said
    assert "63.0%; 121 of 192; 56.0% to 69.5%" in said
    assert said.count(TABLE) == 1
    assert answer.content.decode().count('class="chart-marks"') == 4


@pytest.mark.parametrize(("last", "is_marked"), [(2022, False), (2023, True)])
def test_the_drawing_marks_from_which_year_each_child_is_counted(
    place: Place, last: int, is_marked: bool
) -> None:
    for year in range(2021, last + 1):
        publish(BESIDE, year=year)
    measure = counted(place)
    drawn = Reading.objects.in_area(place.area.pk).get(measure=measure).years
    assert ("Counted in another way from 2023" in drawn) is is_marked


def test_a_count_is_held_beside_nobodys_since_a_larger_place_has_more(place: Place) -> None:
    publish(BESIDE, year=2021)
    share = counted(place)
    assert case_of(share, current_series(share)).others
    share.unit = "plans"
    assert case_of(share, current_series(share)).others == ()


def test_one_year_alone_is_told_in_a_table(place: Place) -> None:
    publish(BESIDE, year=2021)
    measure = counted(place)
    assert Reading.objects.in_area(place.area.pk).get(measure=measure).years == ""
    assert TABLE in words(client_of(place, "chair").get(to("measure", measure.ref)))


def test_a_small_number_of_one_neighbour_hides_the_drawing_and_its_cell_only(place: Place) -> None:
    publish(EARLIER | {LEEDS: (3, 500)}, year=2020)
    publish(BESIDE, year=2021)
    measure = counted(place, Release.UNDER_FIVE)
    said = words(client_of(place, "scrutiny_member").get(to("measure", measure.ref)))
    assert "Neighbours together: from" not in said
    assert "115 of 154" in said
    assert "3 of 500" not in said
    everything = words(client_of(place, "data_analyst").get(to("measure", measure.ref)))
    assert "Neighbours together: from" in everything


def test_where_figures_are_rounded_no_year_is_drawn(place: Place) -> None:
    publish(EARLIER, year=2020)
    publish(BESIDE, year=2021)
    measure = counted(place, Release.HEALTH)
    said = words(client_of(place, "scrutiny_member").get(to("measure", measure.ref)))
    assert "York: from" not in said
    assert "121 of 192" not in said
