"""The page of a measure beside others, and of all authorities, as people of each kind see them."""

import csv
import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.http import HttpResponse

from alongside.measures import operations, work
from alongside.measures.codes import Kind, Level, Release
from alongside.measures.models import Measure
from alongside.measures.operations import NewFigure
from alongside.measures.pages.beside_others import in_order
from alongside.measures.pictures import Picture, picture_from
from alongside.measures.rules.targets import Promise
from alongside.web import clock
from tests.measures.browsing import client_of, to, words
from tests.measures.factories import make_active, make_measure, make_series
from tests.measures.publishing import BESIDE, CODE, LEEDS, every_authority, in_york, publish
from tests.plan.factories import Place, make_place

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
LINK = "Among all authorities"


@pytest.fixture(autouse=True)
def june_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def place(db: None) -> Place:
    made = make_place()
    in_york(made)
    return made


def counted(place: Place, *, numerator: int = 121, release: Release) -> Measure:
    """The year 2021, out of 192."""
    measure = make_measure(
        place, kind=Kind.HOW_WELL, every_months=12, published_code=CODE, release=release
    )
    series = make_series(place, measure)
    operations.enter_figure(
        actor=place.officer,
        at=NOW,
        series_ref=series.ref,
        new=NewFigure(date(2021, 1, 1), date(2022, 1, 1), numerator=numerator, denominator=192),
    )
    return measure


def judged(place: Place) -> None:
    work.refresh_area(area_id=place.area.pk, at=NOW, progress=lambda done, total: None)


def test_the_page_has_bars_their_table_their_source_and_the_way_to_all(place: Place) -> None:
    publish(every_authority())
    measure = counted(place, release=Release.AS_PUBLISHED)
    judged(place)
    answer = client_of(place, "chair").get(to("measure", measure.ref))
    shown = words(answer)
    assert "number 1 of 3 from the highest" in shown
    assert "Source: EHC plans 2021" in shown
    assert LINK in shown
    assert answer.content.decode().count('class="chart-marks"') == 2
    everybody = words(client_of(place, "scrutiny_member").get(to("all_authorities", measure.ref)))
    assert "York has 63.0% on a base of 192." in everybody
    assert "Leeds" in everybody


def test_where_few_are_known_there_is_no_way_to_all_and_its_page_says_so(place: Place) -> None:
    publish(BESIDE)
    measure = counted(place, release=Release.AS_PUBLISHED)
    judged(place)
    chair = client_of(place, "chair")
    assert LINK not in words(chair.get(to("measure", measure.ref)))
    answer = chair.get(to("all_authorities", measure.ref))
    assert "no release here with the counts of most authorities" in words(answer)


@pytest.mark.scenario(28)
def test_whoever_may_not_see_small_numbers_sees_none_beside_others(place: Place) -> None:
    publish(every_authority() | {LEEDS: (3, 500)})
    measure = counted(place, release=Release.UNDER_FIVE)
    judged(place)
    councillor = client_of(place, "scrutiny_member")
    page = words(councillor.get(to("measure", measure.ref)))
    assert "121 of 192" in page
    assert "from the highest" not in page
    assert "3 of 500" not in page
    everybody = words(councillor.get(to("all_authorities", measure.ref)))
    assert "small number of people could be recognised" in everybody
    assert "3 of 500" in words(
        client_of(place, "nominated_officer").get(to("measure", measure.ref))
    )


def test_our_own_small_number_hides_every_drawing_of_it(place: Place) -> None:
    publish(every_authority())
    measure = counted(place, numerator=2, release=Release.UNDER_FIVE)
    judged(place)
    answer = client_of(place, "scrutiny_member").get(to("measure", measure.ref))
    assert "2 of 192" not in words(answer)
    assert "chart-marks" not in answer.content.decode()


def test_a_small_number_of_another_time_hides_the_drawings_too(place: Place) -> None:
    publish(every_authority())
    measure = counted(place, release=Release.UNDER_FIVE)
    operations.enter_figure(
        actor=place.officer,
        at=NOW,
        series_ref=measure.series.get().ref,
        new=NewFigure(date(2020, 1, 1), date(2021, 1, 1), numerator=2, denominator=192),
    )
    judged(place)
    chair = client_of(place, "chair")
    answer = chair.get(to("measure", measure.ref))
    assert "chart-marks" not in answer.content.decode()
    assert LINK not in words(answer)
    assert "63.0%" not in words(chair.get(to("all_authorities", measure.ref)))


def test_where_figures_are_rounded_nothing_made_of_the_true_ones_is_drawn(place: Place) -> None:
    publish(every_authority())
    measure = counted(place, release=Release.HEALTH)
    judged(place)
    answer = client_of(place, "chair").get(to("measure", measure.ref))
    assert "chart-marks" not in answer.content.decode()
    assert "121 of 192" not in words(answer)


def test_a_measure_of_another_area_is_not_found_among_all(place: Place) -> None:
    elsewhere = make_measure(make_place(slug="elsewhere", name="Elsewhere"))
    assert client_of(place, "chair").get(to("all_authorities", elsewhere.ref)).status_code == 404


def test_a_target_above_a_thousand_is_written_with_its_comma(place: Place) -> None:
    measure = make_measure(place, unit="contacts")
    make_active(place, measure, Promise(Level.CORE, Decimal(4400)))
    assert "4,400 contacts" in words(client_of(place, "chair").get(to("measure", measure.ref)))


def test_what_is_taken_away_has_the_intervals_of_those_beside_us(place: Place) -> None:
    publish(every_authority())
    counted(place, release=Release.AS_PUBLISHED)
    judged(place)
    exported = client_of(place, "chair").get(to("export", "csv")).content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(exported))
    found = {name: row[name] for name in row if name.startswith(("England", "Region", "Neigh"))}
    assert found == {
        "England": "57.8922",
        "England lower (95%)": "57.5008",
        "England upper (95%)": "58.2827",
        "Region": "64.8759",
        "Region lower (95%)": "63.5923",
        "Region upper (95%)": "66.1383",
        "Neighbours": "60.0",
        "Neighbours lower (95%)": "56.0284",
        "Neighbours upper (95%)": "63.8443",
        "Neighbours by the list of": "April 2021",
    }


def test_the_list_of_all_authorities_is_put_in_order_by_plain_links(place: Place) -> None:
    publish(every_authority(E06000001=(9, 9000), E06000002=(99, 100)))
    measure = counted(place, release=Release.AS_PUBLISHED)
    judged(place)
    chair, address = client_of(place, "chair"), to("all_authorities", measure.ref)
    assert first_rows(chair.get(address))[:2] == ["York", "Dorset"]
    by_name = first_rows(chair.get(address, {"order": "name"}))
    assert by_name == sorted(by_name, key=str.casefold)
    assert first_rows(chair.get(address, {"order": "share"}))[0] == "Middlesbrough"
    by_size = chair.get(address, {"order": "size"})
    assert first_rows(by_size)[0] == "Hartlepool"
    assert f'href="{address}?order=share#list"' in by_size.content.decode()
    assert first_rows(chair.get(address, {"order": "nonsense"}))[0] == "York"


def test_all_authorities_are_folded_and_taken_away_with_where_they_come_from(place: Place) -> None:
    publish(every_authority())
    measure = counted(place, release=Release.AS_PUBLISHED)
    judged(place)
    chair = client_of(place, "chair")
    page = chair.get(to("all_authorities", measure.ref)).content.decode()
    assert '<details class="govuk-details" id="list"><summary' in page
    assert f'href="{to("export_all", measure.ref)}"' in page
    opened = chair.get(to("all_authorities", measure.ref), {"order": ""}).content.decode()
    assert '<details class="govuk-details" id="list" open><summary' in opened
    answer = chair.get(to("export_all", measure.ref))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == len(every_authority()) - 2
    assert rows[0]["Source"] == "EHC plans 2021; statistical neighbours of April 2021"


def first_rows(answer: HttpResponse) -> list[str]:
    return re.findall(r'<th scope="row"[^>]*>([^<]+)</th>', answer.content.decode())


def test_a_drawing_that_was_kept_without_sizes_stays_in_its_order() -> None:
    kept = Picture("T", "", "", "", (("Area", False),), (("B",), ("A",)), (), ())
    assert picture_from(kept.to_json().replace(', "sizes": []', "")) == kept
    assert in_order(kept, "name") == kept
