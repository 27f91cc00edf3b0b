"""The demonstration's published figures are those of the releases, and none is shown as known too early."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from alongside.demonstration import published
from alongside.exchange.releases import read_release
from alongside.measures.models import PublishedFigure, PublishedRelease, Series
from alongside.measures.published import ENGLAND, neighbours_of, published_figures
from alongside.measures.releasing import NewPublished, mapped_figures
from tests.demonstration.conftest import TODAY, Loaded

pytestmark = pytest.mark.django_db
YORK, YORKSHIRE = "E06000014", "E12000003"
TIMELY = "plans_issued_within_20_weeks_including_exceptions"
FILES = (
    "sen2/published_2022_release_full.zip",
    "sen2_2025_release/published_2025_release_full.zip",
    "sen2_2026_extract",
    "tribunal/send_appeal_rate_2014_2024.csv",
    "tribunal/send_appeal_rate_2024_2025.csv",
)


def by_key(figures: Any) -> dict[tuple[str, str, date], NewPublished]:
    return {(each.code, each.area_code, each.period_from): each for each in figures}


@pytest.mark.parametrize("number", range(len(FILES)), ids=FILES)
def test_every_figure_is_that_of_the_published_file(number: int, shared_data: Path) -> None:
    facts = published.releases()[number]
    release = read_release(shared_data / FILES[number])
    real = by_key(mapped_figures(release))
    told = by_key(published.figures_of(facts))
    assert len(told) >= 3
    assert facts["published_file"] == release.sha256
    for key, each in told.items():
        ours = (each.value, each.numerator, each.denominator, each.missing)
        theirs = real[key]
        assert ours == (theirs.value, theirs.numerator, theirs.denominator, theirs.missing)
        assert theirs.doubt in each.doubt


def test_york_stands_beside_england_the_region_and_ten_neighbours(demonstration: Loaded) -> None:
    near = list(neighbours_of(YORK).codes)
    found = published_figures(TIMELY, [YORK, ENGLAND, YORKSHIRE, *near], since=date(2024, 1, 1))
    assert len([each for each in found if each.period_from.year == 2024]) == 13


def test_yorks_years_are_those_that_were_published(demonstration: Loaded) -> None:
    found = published_figures(TIMELY, [YORK])
    assert {each.period_from.year: (each.numerator, each.denominator) for each in found} == {
        2019: (133, 150), 2020: (115, 154), 2021: (121, 192), 2022: (90, 102), 2023: (180, 187),
        2024: (153, 236), 2025: (330, 335),
    }  # fmt: skip


def test_what_was_published_after_the_day_of_the_demonstration_says_so(
    demonstration: Loaded,
) -> None:
    for release in PublishedRelease.objects.all():
        is_later = release.published_order > int(f"{TODAY:%Y%m%d}")
        marked = release.figures.filter(doubt__contains="after the day of this demonstration")
        assert marked.count() == (release.figures.count() if is_later else 0), release.title
    known = PublishedFigure.objects.exclude(doubt__contains="after the day of this demonstration")
    assert all(each.period_until <= TODAY for each in known)


def test_no_series_of_york_holds_a_figure_of_a_later_year(demonstration: Loaded) -> None:
    chair = demonstration.actor("chair@york.example")
    timely = Series.objects.visible_to(chair).filter(title__startswith="EHC plans issued within")
    years = {each.period_from.year for series in timely for each in series.figures.all()}
    assert years == {2019, 2020, 2021}


def test_a_figure_has_the_value_of_its_counts() -> None:
    facts = json.loads(json.dumps(published.releases()[2]))
    york = by_key(published.figures_of(facts))[TIMELY, YORK, date(2025, 1, 1)]
    assert (york.value, york.numerator, york.denominator) == (Decimal("98.5075"), 330, 335)
