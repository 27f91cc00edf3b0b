"""York, its region and England come out of the published files as they stand in the tidy series that
was put together from them by other means.
"""

import csv
from pathlib import Path
from typing import Any

import pytest

from alongside.exchange.releases import Release, figures, read_release

AREAS = {"York": "E06000014", "Yorkshire and The Humber": "E12000003", "England": "E92000001"}
# The series' name, our code, the table where two have it, whether it is a percentage.
SERIES = {
    "Requests for EHC needs assessment": ("requests", "count"),
    "Initial requests for assessment refused": ("requests_refused", "count"),
    "Request decisions within six weeks": ("requests_decided_within_six_weeks", "percent"),
    "EHC plans issued (timeliness denominator)": ("plans_issued_including_exceptions", "count"),
    "EHC plans issued within 20 weeks, including exceptions": (
        "plans_issued_within_20_weeks_including_exceptions", "percent",
    ),
    "EHC plans issued within 20 weeks, excluding exceptions": (
        "plans_issued_within_20_weeks_excluding_exceptions", "percent",
    ),
    "EHC plans at January (with statements before 2019)": ("plans_in_force", "count"),
    "EHC plans placed in mainstream": ("plans_in_mainstream", "percent"),
    "EHC plans placed in special schools": ("plans_in_special_schools", "percent"),
    "New EHC plans in the calendar year": ("new_plans", "count"),
    "Annual review decisions within 4 weeks of the meeting": (
        "annual_review_decisions_within_4_weeks", "percent",
    ),
}  # fmt: skip
DERIVED = {
    "Annual review decisions within 4 weeks of the meeting": (
        "completed_review_decisions_within_4_weeks"
    ),
    "Annual reviews completed of those expected in the year": "annual_reviews_completed",
}
APPEALS = {
    "SEND Tribunal appeal rate (method to 2024)": "appeal_rate_to_2024",
    "SEND Tribunal appeal rate (revised method)": "appeal_rate_revised",
}
Figure = dict[str, Any]


@pytest.fixture(scope="module")
def series(shared_data: Path) -> list[dict[str, str]]:
    with (shared_data / "york_kpi_series.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_place(release: Release) -> dict[tuple[str, str, str], Figure]:
    """Rows for all by indicator, area and year; the first table that has them."""
    found: dict[tuple[str, str, str], Figure] = {}
    for figure in figures(release, areas=tuple(AREAS.values()), totals_only=True).to_pylist():
        year = figure["period_label"].removeprefix("January ")
        found.setdefault((figure["indicator"], figure["area_code"], year), figure)
    return found


def year_of(release: Release, code: str) -> dict[str, Figure]:
    rows = figures(release, indicators=(code,), areas=("E06000014",), totals_only=True).to_pylist()
    return {row["period_label"]: row for row in rows}


def check(line: dict[str, str], figure: Figure, kind: str) -> None:
    if kind == "count":
        assert figure["numerator"] == int(line["value"])
    else:
        assert round(figure["percentage"], 1) == float(line["value"])
        recomputed = 100 * figure["numerator"] / figure["denominator"]
        is_right = abs(recomputed - float(line["value"])) < 0.0501
        assert is_right or figure["doubts"], "a wrong percentage is in doubt"


def test_york_agrees_with_the_series_in_the_2025_release(release_2025, series) -> None:
    found = by_place(release_2025)
    wanted = [
        line for line in series
        if line["source_file"].startswith("sen2_2025_release/") and line["indicator"] in SERIES
    ]  # fmt: skip
    assert len(wanted) == 180
    for line in wanted:
        code, kind = SERIES[line["indicator"]]
        figure = found[code, AREAS[line["area"]], line["period"]]
        if line["note"].startswith("sum of the Sex breakdown"):
            assert (figure["numerator"], bool(figure["doubts"])) == (6078, True)
        else:
            check(line, figure, kind)


def test_york_agrees_with_the_series_in_the_2026_extract(release_2026, series) -> None:
    found = by_place(release_2026)
    wanted = [line for line in series if line["source_file"].startswith("sen2_2026_extract/")]
    for line in wanted:
        place = (AREAS[line["area"]], line["period"])
        if line["indicator"] == "Average weeks to issue a plan":
            figure = found["average_weeks_to_issue_including_exceptions", *place]
            assert (figure["value"], figure["unit"]) == (float(line["value"]), "weeks")
        elif line["note"].startswith("derived"):
            figure = found[DERIVED[line["indicator"]], *place]
            share = 100 * figure["numerator"] / figure["denominator"]
            assert (round(share, 1), figure["percentage"]) == (float(line["value"]), None)
        elif line["source_file"].endswith("annual_reviews.csv"):
            assert found["annual_review_plans", AREAS[line["area"]], "2025"]["numerator"] == int(
                line["value"]
            )
        else:
            code, kind = SERIES[line["indicator"]]
            check(line, found[code, *place], kind)
    assert len(wanted) > 15


def test_york_agrees_with_the_series_in_the_2022_release(release_2022, series) -> None:
    found = by_place(release_2022)
    wanted = [
        line for line in series
        if line["source_file"].startswith("sen2/") and line["indicator"] in SERIES
    ]  # fmt: skip
    for line in wanted:
        code, kind = SERIES[line["indicator"]]
        code = {"plans_in_force": "statements_and_plans_in_force"}.get(code, code)
        check(line, found[code, AREAS[line["area"]], line["period"]], kind)
    assert len(wanted) == 78


def test_yorks_share_within_20_weeks_is_that_of_the_issue(release_2025, release_2026) -> None:
    code = "plans_issued_within_20_weeks_including_exceptions"
    rows = {**year_of(release_2025, code), **year_of(release_2026, code)}
    shares = [rows[str(year)]["percentage"] for year in range(2019, 2026)]
    assert shares == [88.7, 74.7, 63.0, 88.2, 96.3, 64.8, 98.5]
    counts = [(rows[str(y)]["numerator"], rows[str(y)]["denominator"]) for y in (2019, 2024, 2025)]
    assert counts == [(133, 150), (153, 236), (330, 335)]


@pytest.mark.parametrize(
    "name", ["send_appeal_rate_2014_2024.csv", "send_appeal_rate_2024_2025.csv"]
)
def test_appeal_rates_agree_with_the_series(name, shared_data, series) -> None:
    found = by_place(read_release(shared_data / "tribunal" / name))
    wanted = [line for line in series if line["source_file"] == f"tribunal/{name}"]
    assert wanted
    for line in wanted:
        figure = found[APPEALS[line["indicator"]], AREAS[line["area"]], line["period"]]
        check(line, figure, "percent")
        assert (
            found["appeals_registered", figure["area_code"], line["period"]]["numerator"]
            == (figure["numerator"])
        )


def test_the_courts_table_in_the_release_agrees_with_its_tidy_form(
    release_2025, shared_data
) -> None:
    """Two readers of one table: the published form, and the form made from it by hand."""
    tidy = read_release(shared_data / "tribunal" / "send_appeal_rate_2014_2024.csv")
    codes = ("appeals_registered", "appeal_rate_to_2024", "appeal_rate_revised")

    def rows(release: Release) -> dict[tuple[str, ...], tuple[Any, ...]]:
        return {
            (r["table"], r["indicator"], r["area_code"], r["period_label"]): (
                r["numerator"], r["denominator"], r["percentage"],
            )
            for r in figures(release, indicators=codes).to_pylist()
        }  # fmt: skip

    published, by_hand = rows(release_2025), rows(tidy)
    shared = published.keys() & by_hand.keys()
    assert len(shared) > 3000
    assert [key for key in shared if published[key] != by_hand[key]] == []


def test_mediation_and_need_are_there_for_york(release_2025, release_2022) -> None:
    assert year_of(release_2025, "requests_with_mediation")["2024"]["numerator"] is not None
    assert year_of(release_2022, "mediations_held")["2021"]["numerator"] is not None
    need = year_of(release_2025, "plans_need_asd")["January 2025"]
    assert need["denominator"] == 1556
    assert abs(100 * need["numerator"] / need["denominator"] - need["percentage"]) < 0.06


def test_a_census_is_a_thursday_in_january_and_a_year_ends_with_the_year(release_2025) -> None:
    plans = year_of(release_2025, "plans_in_force")["January 2025"]
    assert str(plans["period_from"]) == "2025-01-16"
    assert str(plans["period_until"]) == "2025-01-17"
    issued = year_of(release_2025, "plans_issued_including_exceptions")["2024"]
    assert (str(issued["period_from"]), str(issued["period_until"])) == ("2024-01-01", "2025-01-01")


def test_personal_budgets_of_a_year_are_those_of_the_january_after(
    release_2025, release_2022
) -> None:
    """The old table gave the year, the new one the census: they are one figure."""
    old = year_of(release_2022, "personal_budgets")
    new = year_of(release_2025, "personal_budgets")
    for label in ("January 2020", "January 2021", "January 2022"):
        assert old[label]["numerator"] == new[label]["numerator"]
        assert old[label]["period_from"] == new[label]["period_from"]
