"""The long table agrees, figure by figure, with a plain loop over the published text."""

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from alongside.exchange.releases import figures

MARKS = {"x": "not available", "z": "not applicable", "": "not available"}
# Table, our code, numerator, denominator columns, percentage.
CASES = (
    ("requests", "requests_refused", "requests_decided_not_to_assess",
     ("requests_received_in_year",), "request_not_assess_pc"),
    ("timeliness_20_week", "plans_issued_within_20_weeks_excluding_exceptions",
     "plans_issued_20_weeks_ex", ("plans_issued_den_ex",), "PC_plans_issued_20_weeks_ex"),
    ("assessments", "plan_refusals_within_16_weeks", "outcome_decision_within_time",
     ("outcome_decision_within_time", "outcome_decision_over_time"),
     "outcome_decision_within_time_pc"),
    ("sen_needs_all_plans", "plans_need_semh", "number_semh", ("ehc_plans",), "semh_pc"),
)  # fmt: skip


def published(path: Path, table: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(path) as archive:
        text = archive.read(f"data/{table}.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def number(cell: str) -> float | None:
    return None if cell in MARKS else float(cell)


def plain(row: dict[str, str], case: tuple[Any, ...]) -> tuple[Any, ...]:
    _, _, top, bottoms, percent = case
    cells = [row[top], *(row[bottom] for bottom in bottoms), row[percent]]
    numbers = [number(row[bottom]) for bottom in bottoms]
    bottom = None if None in numbers else sum(n for n in numbers if n is not None)
    reason = next((MARKS[cell] for cell in cells if cell in MARKS), None)
    return number(row[top]), bottom, number(row[percent]), reason


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[1])
def test_every_figure_is_the_published_one(case, release_2025, shared_data) -> None:
    table, code = case[:2]
    path = shared_data / "sen2_2025_release" / "published_2025_release_full.zip"
    expected = [plain(row, case) for row in published(path, table)]
    found = figures(release_2025, indicators=(code,))
    assert found.num_rows == len(expected) > 10_000
    parts = ("numerator", "denominator", "percentage", "missing")
    got = list(zip(*(found[part].to_pylist() for part in parts), strict=True))
    assert [pair for pair in zip(got, expected, strict=True) if pair[0] != pair[1]] == []


def test_areas_and_breakdowns_are_the_published_ones(release_2025, shared_data) -> None:
    path = shared_data / "sen2_2025_release" / "published_2025_release_full.zip"
    rows = published(path, "requests")
    kept = ("area_code_published", "period_label", "breakdown", "breakdown_value")
    found = figures(release_2025, indicators=("requests",)).select(kept).to_pylist()
    for row, figure in zip(rows, found, strict=True):
        code = row["new_la_code"] or row["region_code"] or row["country_code"]
        assert figure["area_code_published"] == code
        assert figure["period_label"] == row["time_period"]
        if row["breakdown_topic"].startswith("All "):
            assert figure["breakdown"] == "total"
        else:
            assert row["breakdown"].casefold().endswith(figure["breakdown_value"].casefold())


def test_no_missing_figure_is_a_number_and_every_one_has_its_reason(release_2025) -> None:
    for name, table in release_2025.tables.items():
        for column in (
            release_2025.frames[name].layout.figure_columns if (name in release_2025.frames) else ()
        ):
            absent = table[column].null_count
            if absent:
                assert table[f"{column}__missing"].null_count == table.num_rows - absent
