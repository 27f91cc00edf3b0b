"""A measure beside others: whom, for which period, and what the worker draws of them."""

from datetime import date
from decimal import Decimal

import pytest

from alongside.measures.cases import Case, Counted
from alongside.measures.codes import Better, Kind, Release
from alongside.measures.models import Measure, Neighbour
from alongside.measures.peer_drawings import bars, funnel
from alongside.measures.peers import peers_for
from alongside.measures.pictures import Picture, picture_from
from alongside.measures.rules.figures import Point
from tests.measures.factories import make_measure
from tests.measures.publishing import (
    BESIDE,
    CODE,
    DORSET,
    ENGLAND,
    LEEDS,
    YORK,
    YORKSHIRE,
    every_authority,
    in_york,
    publish,
)
from tests.plan.factories import Place, make_place

pytestmark = pytest.mark.django_db
OWN_2021 = Point(date(2021, 1, 1), date(2022, 1, 1), Decimal(65), 130, 200)
OWN_2025 = Point(date(2025, 1, 1), date(2025, 4, 1), Decimal(90), 90, 100)


@pytest.fixture
def measure() -> Measure:
    place: Place = make_place()
    in_york(place)
    return make_measure(
        place,
        kind=Kind.HOW_WELL,
        every_months=12,
        published_code=CODE,
        release=Release.AS_PUBLISHED,
    )


def case_with(measure: Measure, own: Point) -> Case:
    counted = (Counted(own),)
    return Case("percent", Better.HIGHER, 12, counted, peers=peers_for(measure, own))


def drawn_bars(measure: Measure, own: Point = OWN_2021) -> Picture:
    made = bars("In time", case_with(measure, own))
    assert made is not None
    return made


def test_our_own_figure_as_it_stands_is_held_beside_those_of_its_period(measure: Measure) -> None:
    publish(BESIDE)
    peers = peers_for(measure, OWN_2021)
    assert peers is not None
    assert peers.period_from == date(2021, 1, 1)
    assert [each.code for each in peers.beside] == [YORK, LEEDS, DORSET, YORKSHIRE, ENGLAND]
    assert (peers.beside[0].numerator, peers.beside[0].base) == (130, 200)
    assert (peers.beside[2].value, peers.beside[2].note) == (None, "hidden to protect people")
    assert peers.sources == ("EHC plans 2021",)


def test_without_others_for_our_period_the_last_published_year_of_ours_is_taken(
    measure: Measure,
) -> None:
    publish(BESIDE)
    publish({LEEDS: (1, 2)}, year=2022)
    peers = peers_for(measure, OWN_2025)
    assert peers is not None
    assert peers.period_from == date(2021, 1, 1)
    assert (peers.beside[0].numerator, peers.beside[0].base) == (121, 192)


def test_a_year_of_theirs_is_not_held_beside_our_month(measure: Measure) -> None:
    publish(BESIDE)
    january = Point(date(2021, 1, 1), date(2021, 2, 1), Decimal(50), 5, 10)
    peers = peers_for(measure, january)
    assert peers is not None
    assert (peers.period_until, peers.beside[0].numerator) == (date(2022, 1, 1), 121)


def test_each_year_is_beside_the_neighbours_of_the_list_of_its_time(measure: Measure) -> None:
    both = BESIDE | {DORSET: (60, 100)}
    publish(both, year=2019)
    publish(both, year=2021)
    publish(both, year=2025)
    Neighbour.objects.create(area_code=YORK, neighbour_code=LEEDS, rank=1, edition="2025-05")
    peers = peers_for(measure, OWN_2021)
    assert peers is not None
    together = [each.places[1] for each in peers.years]
    assert [each and each.base for each in together] == [600, 600, 500]
    assert peers.edition == "April 2021"
    assert peers.editions == "The neighbours are those of April 2021; from 2025 those of May 2025."
    assert "statistical neighbours of April 2021" in drawn_bars(measure).sources


def test_counts_are_not_compared_nor_what_nobody_published(measure: Measure) -> None:
    assert peers_for(measure, OWN_2021) is None
    publish({YORK: (1, 2)})
    assert peers_for(measure, OWN_2021) is None
    publish(BESIDE, year=2020)
    measure.unit = "plans"
    assert peers_for(measure, OWN_2021) is None


def test_the_bars_have_words_a_table_and_where_it_comes_from(measure: Measure) -> None:
    publish(BESIDE)
    made = drawn_bars(measure)
    assert made.title == "In time: beside others, 2021"
    assert made.summary.startswith(
        "York has 65.0% (plausible range 58.2% to 71.3%), number 1 of 2 "
    )
    assert [title for title, _ in made.columns] == [
        "Area", "Kind", "Figure", "Plausible range", "Of",
    ]  # fmt: skip
    by_name = {row[0]: row for row in made.rows}
    assert by_name["Dorset"][2:] == ("Not shown", "–", "hidden to protect people")
    assert by_name["England"][4] == "35,470 of 61,269"
    assert made.wide.startswith("<svg ")
    assert made.narrow.startswith("<svg ")
    assert picture_from(made.to_json()) == made


def test_what_is_in_doubt_about_a_figure_stands_in_its_row(measure: Measure) -> None:
    publish(BESIDE, doubt="The parts do not add up to the total.")
    by_name = {row[0]: row for row in drawn_bars(measure).rows}
    assert by_name["Leeds"][4] == "300 of 500; The parts do not add up to the total."


def test_all_authorities_are_drawn_where_the_release_has_their_counts(measure: Measure) -> None:
    publish(every_authority())
    made = funnel("In time", case_with(measure, OWN_2021))
    assert made is not None
    assert made.title == "In time: among all authorities, 2021"
    assert made.rows[0][0] == "York"
    assert "York has 65.0% on a base of 200. Above the 99.8% limits." in made.summary
    assert "By chance alone" not in made.summary
    assert len(made.rows) == len(made.counts) > 150
    assert "Where the areas lie: 156 within the limits and 2 above" in made.summary


def test_each_drawing_names_the_releases_of_its_own_figures(measure: Measure) -> None:
    publish(BESIDE | {DORSET: (60, 100)}, title="A few figures")
    publish(every_authority(), title="All figures")
    case = case_with(measure, OWN_2021)
    made = funnel("In time", case)
    neighbours = "statistical neighbours of April 2021"
    assert made is not None
    assert set(made.sources) == {"A few figures 2021", "All figures 2021", neighbours}
    assert drawn_bars(measure).sources == ("A few figures 2021", neighbours)


def test_many_outside_the_limits_are_called_more_than_chance(measure: Measure) -> None:
    odd = {code: (99, 100) for code in list(every_authority())[:40] if code.startswith("E0")}
    publish(every_authority(**odd))
    made = funnel("In time", case_with(measure, OWN_2021))
    assert made is not None
    assert "By chance alone hardly any would lie outside the 99.8% limits;" in made.summary


def test_a_few_authorities_are_not_called_all(measure: Measure) -> None:
    publish(BESIDE)
    assert funnel("In time", case_with(measure, OWN_2021)) is None
