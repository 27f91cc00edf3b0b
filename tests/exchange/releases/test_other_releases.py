"""The interactive tool, populations, and what a release says of itself."""

import hashlib
import subprocess
import sys

import pytest

from alongside.exchange.releases import ReleaseKind, figures, read_release
from alongside.exchange.releases.layouts import Timing
from alongside.exchange.releases.periods import read_period
from tests.exchange.releases.making import folder, placed, requested, requests, residential, zipped


@pytest.mark.parametrize(
    ("said", "kind", "starts", "until"),
    [
        ("2023", "as labelled", "2023-01-01", "2024-01-01"),
        ("2023 (Rev)", "as labelled", "2023-01-01", "2024-01-01"),
        ("2022/23", "academic year", "2022-09-01", "2023-09-01"),
        ("2022-23 (OT)", "financial year", "2022-04-01", "2023-04-01"),
        ("2020-22", "several years", "2020-01-01", "2023-01-01"),
        ("2013/14-15/16", "several years", "2013-09-01", "2016-09-01"),
    ],
)
def test_a_label_of_the_tool_is_a_period(said, kind, starts, until) -> None:
    period = read_period(said, Timing.AS_LABELLED)
    assert period is not None
    assert (str(period.kind), str(period.starts_on), str(period.until)) == (kind, starts, until)


@pytest.mark.parametrize("said", ["0", "", "2022-20", "twenty", "2025/27"])
def test_anything_else_is_no_period(said) -> None:
    assert read_period(said, Timing.AS_LABELLED) is None


def test_the_interactive_tool_is_read_whole(shared_data) -> None:
    release = read_release(shared_data / "lait")
    assert release.kind == ReleaseKind.LAIT
    assert {c.table: (c.read_count, c.left_out_count) for c in release.counts} == {
        "lait": (641_070, 170), "lait_dictionary": (448, 0),
    }  # fmt: skip
    assert [d.kind for d in release.doubts] == ["period_unknown"]
    table = release.tables["lait"]
    assert table["value"].null_count == table.num_rows - table["value__missing"].null_count > 90_000
    rows = figures(release, areas=("E06000014",), indicators=("lait_age19_sen_s_l2em",)).to_pylist()
    assert {r["area_name"] for r in rows} == {"York"}
    assert all(r["numerator"] is None for r in rows)
    assert any(r["percentage"] for r in rows)


def test_populations_are_rows_by_age(shared_data) -> None:
    name = "mye_utla_single_year_0_25_2019_2020.csv"
    release = read_release(shared_data / "population" / name)
    rows = figures(release, areas=("E06000014",)).to_pylist()
    assert len(rows) == 2 * 27
    at_4 = [r for r in rows if (r["breakdown"], r["breakdown_value"]) == ("age", "4")]
    assert [str(r["period_from"]) for r in at_4] == ["2019-06-30", "2020-06-30"]
    assert release.doubts == ()


def test_a_folder_of_populations_is_read_and_says_which_files_were_not(shared_data) -> None:
    alone = read_release(shared_data / "population" / "mye_utla_single_year_0_25_2019_2020.csv")
    release = read_release(shared_data / "population")
    assert release.tables == alone.tables
    assert release.left_out == (
        "mye_york_lsoa11_single_year_0_25.csv",
        "snpp_2022based_5yr_migration_york_age0_30.csv",
        "york_ward24_bestfit_single_year_0_25.csv",
    )


def test_a_release_says_what_it_is(release_2025, shared_data) -> None:
    path = shared_data / "sen2_2025_release" / "published_2025_release_full.zip"
    assert release_2025.code == "ehc_plans_2025"
    assert release_2025.title == "Education, health and care plans, reporting year 2025"
    assert release_2025.publisher == "Department for Education"
    assert release_2025.licence == "Open Government Licence v3.0"
    assert release_2025.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert ("timeliness_20_week", "For the 2024 calendar year, Dorset and City of London have "
            "classed all new plans as having permitted exceptions to the 20 week statutory "
            "timeframe.") in release_2025.notes  # fmt: skip
    assert [str(one.starts_on) for one in release_2025.breaks] == ["2023-01-01"]
    assert len(release_2025.tables) == 15
    assert "sen2_dmo_dco" in release_2025.tables


def test_an_extract_says_that_it_is_one(release_2026) -> None:
    assert release_2026.title == "Education, health and care plans, reporting year 2026 (extract)"
    assert len(release_2026.tables) == 4


def test_a_folder_and_a_zip_of_it_are_one_release(tmp_path) -> None:
    files = {"residential_settings.csv": residential([placed("E06000014", 2, 3)])}
    first = read_release(folder(tmp_path / "r", files))
    second = read_release(zipped(tmp_path / "r.zip", files))
    assert first.tables == second.tables
    assert first.code == second.code == "ehc_plans_2025"


def test_a_table_is_found_by_its_columns_when_its_name_is_another(tmp_path) -> None:
    files = {"my download (1).csv": requests([requested("E06000014")])}
    assert list(read_release(folder(tmp_path / "r", files)).tables) == ["requests"]


def test_progress_is_told_to_the_end(tmp_path) -> None:
    told: list[tuple[str, int, int]] = []
    files = {"requests.csv": requests([requested("E06000014")])}
    read_release(
        folder(tmp_path / "r", files), progress=lambda words, n, of: told.append((words, n, of))
    )
    assert told[0] == ("Opening r", 0, 1)
    assert told[-1] == ("Finished reading", 2, 2)
    assert ("Reading requests.csv", 0, 2) in told


def test_the_door_loads_no_large_library() -> None:
    script = (
        "import sys, alongside.exchange.releases\n"
        "print([n for n in ('pyarrow', 'numpy', 'scipy', 'django') if n in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_each_code_of_an_indicator_is_one_figure_of_one_table(release_2025, release_2022) -> None:
    for release in (release_2025, release_2022):
        for frame in release.frames.values():
            codes = [i.code for i in frame.layout.indicators]
            assert len(codes) == len(set(codes))
            for indicator in frame.layout.indicators:
                assert indicator.words
                assert indicator.code == indicator.code.casefold().replace(" ", "_")


def test_a_release_lists_its_indicators_with_their_units(release_2025) -> None:
    found = {one.code: one for one in release_2025.indicators}
    timely = found["plans_issued_within_20_weeks_including_exceptions"]
    assert (timely.unit, timely.table, timely.has_denominator) == (
        "percentage", "timeliness_20_week", True,
    )  # fmt: skip
    assert (found["requests"].unit, found["requests"].has_denominator) == ("count", False)


def test_the_unpacked_topics_of_2025_are_read_from_their_folder(shared_data) -> None:
    release = read_release(shared_data / "sen2_2025_release")
    assert release.code == "ehc_plans_2025"
    assert len(release.frames) == 12
    assert "caseload_by_age_all_las.csv" in release.left_out
