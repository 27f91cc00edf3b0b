"""The table of published codes names only what releases hold, and says why."""

from collections import Counter
from pathlib import Path

import pytest

from alongside.exchange.releases import Release, read_release
from alongside.exchange.releases.layouts import TableLayout
from alongside.exchange.releases.layouts_2022 import TABLES_2022
from alongside.exchange.releases.layouts_2025 import TABLES_2025, TABLES_2026
from alongside.exchange.releases.layouts_appeals import APPEALS, APPEALS_REVISED
from alongside.measures.codes import PERCENT
from alongside.measures.published_codes import PublishedCode, codes_by_source, published_codes
from alongside.measures.releasing import mapped_figures

LAYOUTS: tuple[TableLayout, ...] = (
    *TABLES_2022, *TABLES_2025, *TABLES_2026, APPEALS, APPEALS_REVISED,
)  # fmt: skip
HELD = {(layout.name, each.code) for layout in LAYOUTS for each in layout.indicators}
CODES = published_codes()
ASKED_FOR = {
    "plans_issued_within_20_weeks_including_exceptions",
    "plans_issued_within_20_weeks_excluding_exceptions",
    "requests", "requests_refused", "requests_decided_within_six_weeks", "plans_in_force",
    "new_plans", "plans_in_mainstream", "plans_in_special_schools",
    "annual_review_decisions_within_4_weeks", "annual_reviews_completed", "appeals_registered",
    "appeal_rate_revised", "appeal_rate_to_2024", "mediations_held", "residential_placements",
    "direct_payments_education",
}  # fmt: skip


@pytest.fixture(scope="module")
def release_2022(shared_data: Path) -> Release:
    return read_release(shared_data / "sen2" / "published_2022_release_full.zip")


@pytest.fixture(scope="module")
def release_2025(shared_data: Path) -> Release:
    return read_release(shared_data / "sen2_2025_release" / "published_2025_release_full.zip")


def test_the_measures_that_the_board_compares_are_known() -> None:
    assert ASKED_FOR - CODES.keys() == set()


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.code)
def test_a_code_says_what_it_counts_and_why_it_comes_from_there(code: PublishedCode) -> None:
    assert code.title
    assert code.question.endswith("?")
    assert code.why.endswith(".")
    assert len(code.code) <= 80
    assert bool(code.numerator_words and code.denominator_words) == (code.unit == PERCENT)


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.code)
def test_a_code_comes_from_tables_and_indicators_that_releases_hold(code: PublishedCode) -> None:
    sources = {(s.table, s.indicator) for s in code.sources if s.table != "lait"}
    assert sources - HELD == set()


def test_no_source_gives_figures_to_two_codes() -> None:
    named = Counter(source for code in CODES.values() for source in code.sources)
    assert [source for source, count in named.items() if count > 1] == []
    assert len(named) == len(codes_by_source())


def test_where_an_indicator_stands_in_two_tables_one_of_them_is_chosen(
    release_2022: Release,
) -> None:
    """In January 2016 the table by age says 381 plans of York's and the table by setting 376."""
    found = {
        figure.period_from.year: figure.value
        for figure in mapped_figures(release_2022)
        if (figure.code, figure.area_code) == ("plans_in_force", "E06000014")
    }
    assert (found[2016], found[2022]) == (381, 1179)


def test_a_breakdown_of_the_older_release_continues_the_newer_one(
    release_2022: Release, release_2025: Release
) -> None:
    both = [
        {
            (figure.area_code, figure.period_from): (figure.numerator, figure.denominator)
            for figure in mapped_figures(release)
            if figure.code == "plans_in_special_schools" and figure.numerator is not None
        }
        for release in (release_2022, release_2025)
    ]
    shared = both[0].keys() & both[1].keys()
    assert len(shared) > 500
    assert [key for key in shared if both[0][key] != both[1][key]] == []


def test_what_is_said_of_a_code_has_the_apostrophes_of_a_page() -> None:
    for each in CODES.values():
        said = (each.title, *(change.sentence for change in each.counted_anew))
        assert not [text for text in said if "'" in text]
