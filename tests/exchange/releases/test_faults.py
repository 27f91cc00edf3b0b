"""Known faults of the published files, and made ones, are found by checks that know no places."""

from pathlib import Path

import numpy as np
import pytest

from alongside.exchange.releases import DoubtKind, Release, figures, read_release
from alongside.exchange.releases.layouts import TableLayout, Timing, share
from tests.exchange.releases.making import (
    folder,
    placed,
    region_codes,
    requested,
    requests,
    residential,
    row,
)

YORKSHIRE, YORK = "E12000003", "E06000014"


def read(tmp_path: Path, **files: str) -> Release:
    return read_release(folder(tmp_path / "r", {f"{n}.csv": text for n, text in files.items()}))


def kinds(release: Release) -> list[DoubtKind]:
    return sorted({doubt.kind for doubt in release.doubts})


def touched(release: Release, kind: DoubtKind) -> set[str]:
    """Area and column of each figure that a doubt of the kind touches."""
    return {
        f"{release.frames[d.table].areas[release.frames[d.table].area[r]].name} {column}"
        for d in release.doubts if d.kind == kind for r in d.rows for column in d.columns
    }  # fmt: skip


def region(period: str = "202425") -> list[dict[str, str]]:
    """Yorkshire whole: each authority 2 + 3, and their region."""
    codes = region_codes(YORKSHIRE)
    rows = [placed(code, 2, 3, time_period=period) for code in codes]
    return [*rows, placed(YORKSHIRE, 2 * len(codes), 3 * len(codes), time_period=period)]


def test_a_sound_table_has_no_doubts(tmp_path) -> None:
    assert read(tmp_path, residential_settings=residential(region())).doubts == ()


def test_the_regional_total_in_every_yorkshire_authority_of_2022_is_found(release_2025) -> None:
    found = [d for d in release_2025.doubts if d.kind == DoubtKind.REGION_TOTAL_REPEATED]
    assert [(d.table, d.columns) for d in found] == [("newplans", ("new_ehc_plans",))]
    frame = release_2025.frames["newplans"]
    rows = np.array(found[0].rows)
    assert len(rows) == 15
    assert {frame.areas[n].region_code for n in frame.area[rows]} == {YORKSHIRE}
    assert {frame.periods[n].label for n in frame.period[rows]} == {"2022"}
    assert set(frame.numbers("new_ehc_plans")[rows]) == {6078}


def test_the_residential_placements_of_2023_that_do_not_sum_are_found(release_2025) -> None:
    found = [
        d for d in release_2025.doubts
        if d.kind == DoubtKind.AREAS_DO_NOT_SUM and d.table == "residential_settings"
    ]  # fmt: skip
    assert [d.columns for d in found] == [("res_tot",)]
    frame = release_2025.frames["residential_settings"]
    assert {frame.periods[n].label for n in frame.period[list(found[0].rows)]} == {"January 2023"}
    york = figures(
        release_2025, indicators=("residential_placements",), areas=(YORK,), totals_only=True
    )
    doubted = {r["period_label"] for r in york.to_pylist() if r["doubts"]}
    assert doubted == {"January 2023"}


def test_negative_counts_of_annual_reviews_are_found(release_2025) -> None:
    found = [d for d in release_2025.doubts if d.kind == DoubtKind.NEGATIVE_COUNT]
    assert {(d.columns[0], len(d.rows)) for d in found} == {
        ("review_decision_outstanding", 1717), ("no_outcome", 182),
    }  # fmt: skip


def test_yorks_twenty_week_figures_are_not_doubted(release_2025) -> None:
    rows = figures(
        release_2025,
        indicators=("plans_issued_within_20_weeks_including_exceptions", "requests"),
        areas=(YORK,),
        totals_only=True,
    )
    assert [r["doubts"] for r in rows.to_pylist()] == [[]] * 12


def test_swapped_codes_of_the_courts_are_found_and_the_name_is_followed(shared_data) -> None:
    release = read_release(shared_data / "tribunal" / "send_appeal_rate_2024_2025.csv")
    assert kinds(release) == [DoubtKind.CODE_AND_NAME_DISAGREE]
    rows = figures(release, indicators=("appeal_rate_revised",), areas=("E10000003", "E06000056"))
    assert {(r["area_name"], r["area_code"], r["area_code_published"]) for r in rows.to_pylist()} == {
        ("Cambridgeshire", "E10000003", "823"), ("Central Bedfordshire", "E06000056", "873"),
    }  # fmt: skip
    assert all(r["doubts"] for r in rows.to_pylist())


def test_a_total_repeated_for_every_authority_is_found(tmp_path) -> None:
    rows = region()
    for one in rows[:-1]:
        one |= {"Res_tot": rows[-1]["Res_tot"], "Res_3851": "x", "Res_52": "x"}
    release = read(tmp_path, residential_settings=residential(rows))
    assert kinds(release) == [DoubtKind.REGION_TOTAL_REPEATED]
    assert len(release.doubts[0].rows) == 15


def test_authorities_that_do_not_sum_to_their_region_are_found(tmp_path) -> None:
    rows = region()
    rows[0] |= {"Res_52": "9", "Res_tot": "11"}
    release = read(tmp_path, residential_settings=residential(rows))
    assert kinds(release) == [DoubtKind.AREAS_DO_NOT_SUM]
    assert {d.columns for d in release.doubts} == {("res_tot",), ("res_52",)}


@pytest.mark.parametrize("mark", ["x", "c", "z", "low"])
def test_a_region_may_be_more_than_its_authorities_where_one_is_missing(tmp_path, mark) -> None:
    rows = region()
    rows[0] |= {"Res_3851": mark, "Res_52": mark, "Res_tot": mark}
    assert read(tmp_path, residential_settings=residential(rows)).doubts == ()


def test_a_region_may_be_more_where_an_authority_has_no_row(tmp_path) -> None:
    assert read(tmp_path, residential_settings=residential(region()[1:])).doubts == ()


def test_a_region_below_its_authorities_is_found_even_where_one_is_missing(tmp_path) -> None:
    rows = region()[1:]
    rows[-1] |= {"Res_3851": "1", "Res_tot": str(int(rows[-1]["Res_52"]) + 1)}
    release = read(tmp_path, residential_settings=residential(rows))
    assert kinds(release) == [DoubtKind.AREAS_DO_NOT_SUM]


def test_england_that_is_not_the_sum_of_its_regions_is_found(tmp_path) -> None:
    regions = [placed(f"E1200000{n}", 2, 3) for n in range(1, 10)]
    sound = read(tmp_path, residential_settings=residential([*regions, placed("England", 18, 27)]))
    assert sound.doubts == ()
    release = read(
        tmp_path, residential_settings=residential([*regions, placed("England", 18, 28)])
    )
    assert touched(release, DoubtKind.AREAS_DO_NOT_SUM) == {"England res_52", "England res_tot"}


def test_parts_that_do_not_sum_are_found(tmp_path) -> None:
    release = read(tmp_path, residential_settings=residential([placed(YORK, 2, 3, Res_tot="9")]))
    assert kinds(release) == [DoubtKind.PARTS_DO_NOT_SUM]
    assert touched(release, DoubtKind.PARTS_DO_NOT_SUM) == {
        "York res_tot", "York res_3851", "York res_52",
    }  # fmt: skip


def test_a_total_below_a_part_is_found(tmp_path) -> None:
    release = read(tmp_path, residential_settings=residential([placed(YORK, 7, 3, Res_tot="5")]))
    assert DoubtKind.TOTAL_BELOW_PART in kinds(release)


def test_a_breakdown_that_does_not_sum_is_doubted_where_another_does(tmp_path) -> None:
    rows = [
        placed(YORK, 2, 3),
        placed(YORK, 1, 3, topic="Sex", value="Female"),
        placed(YORK, 1, 0, topic="Sex", value="Male"),
        placed(YORK, 1, 3, topic="Ethnicity", value="Unclassified"),
    ]
    release = read(tmp_path, residential_settings=residential(rows))
    doubts = [d for d in release.doubts if d.kind == DoubtKind.BREAKDOWN_DOES_NOT_SUM]
    assert {r for d in doubts for r in d.rows} == {3}


def test_the_total_is_doubted_where_no_breakdown_sums_to_it(tmp_path) -> None:
    rows = [
        placed(YORK, 20, 30),
        placed(YORK, 1, 3, topic="Sex", value="Female"),
        placed(YORK, 1, 3, topic="Ethnicity", value="Unclassified"),
    ]
    release = read(tmp_path, residential_settings=residential(rows))
    doubts = [d for d in release.doubts if d.kind == DoubtKind.BREAKDOWN_DOES_NOT_SUM]
    assert {r for d in doubts for r in d.rows} == {0}


def test_subtotals_are_not_added_twice(tmp_path) -> None:
    rows = [
        placed(YORK, 2, 3),
        placed(YORK, 2, 3, topic="Type of placement", value="Special - total"),
        placed(YORK, 2, 3, topic="Type of placement", value="Special - independent"),
    ]
    assert read(tmp_path, residential_settings=residential(rows)).doubts == ()


def test_a_percentage_that_does_not_recompute_is_found(tmp_path) -> None:
    release = read(tmp_path, requests=requests([requested(YORK, request_not_assess_pc="31")]))
    assert touched(release, DoubtKind.PERCENTAGE_DOES_NOT_RECOMPUTE) == {
        "York requests_decided_not_to_assess", "York requests_received_in_year",
        "York request_not_assess_pc",
    }  # fmt: skip
    rows = figures(release, indicators=("requests_refused",)).to_pylist()
    assert rows[0]["doubts"] == [release.doubts[0].number]


@pytest.mark.parametrize("published", ["33.3", "33.4", "33.33333"])
def test_a_percentage_may_be_rounded_as_it_was_published(tmp_path, published) -> None:
    counts = {"requests_decided_to_assess": "20", "requests_decided_not_to_assess": "10",
              "requests_decision_not_made": "0", "requests_withdrawn": "0",
              "requests_received_in_year": "30", "request_assess_pc": "66.7",
              "request_outstanding_pc": "0", "request_withdrawn_pc": "0"}  # fmt: skip
    release = read(
        tmp_path, requests=requests([requested(YORK, **counts, request_not_assess_pc=published)])
    )
    assert (release.doubts == ()) == (published != "33.4")


def test_a_numerator_above_its_denominator_is_found(tmp_path) -> None:
    release = read(
        tmp_path, requests=requests([requested(YORK, requests_decided_not_to_assess="130")])
    )
    assert DoubtKind.NUMERATOR_ABOVE_DENOMINATOR in kinds(release)


def test_a_repeated_row_is_found_whatever_code_it_is_written_with(tmp_path) -> None:
    first = placed("E06000065", 2, 3)
    second = first | {"new_la_code": "E10000023"}
    release = read(tmp_path, residential_settings=residential([first, second]))
    assert kinds(release) == [DoubtKind.REPEATED_ROW]
    assert release.doubts[0].rows == (0, 1)


def test_a_column_that_stands_twice_is_doubted_only_when_the_figures_differ(tmp_path) -> None:
    text = residential([placed(YORK, 2, 3)])
    head, body = text.strip().split("\n")
    same = read(tmp_path, residential_settings=f"{head},Res_52\n{body},3\n")
    assert same.doubts == ()
    other = read(tmp_path, residential_settings=f"{head},Res_52\n{body},4\n")
    assert kinds(other) == [DoubtKind.REPEATED_COLUMN]


def test_an_unknown_code_is_a_doubt_and_not_a_guess(tmp_path) -> None:
    stranger = row(YORK, Res_3851="1", Res_52="1", Res_tot="2") | {
        "new_la_code": "E06999999", "old_la_code": "555",
    }  # fmt: skip
    release = read(tmp_path, residential_settings=residential([stranger]))
    assert kinds(release) == [DoubtKind.AREA_UNKNOWN]
    assert "E06999999" in release.doubts[0].sentence
    found = figures(release, indicators=("residential_placements",)).to_pylist()[0]
    assert (found["area_code"], found["area_code_published"]) == (None, "E06999999")


def test_a_doubt_calls_columns_by_their_plain_names(tmp_path) -> None:
    rows = residential([placed(YORK, 1, 2, Res_tot="7")])
    told = [doubt.sentence for doubt in read(tmp_path, residential_settings=rows).doubts]
    assert told
    assert not [sentence for sentence in told if "res_" in sentence or "_settings" in sentence]
    assert told[0].startswith("residential settings, “residential placements”, ")
    assert " is not the sum of its 2 parts." in told[0]


def test_a_doubt_of_every_figure_does_not_list_them(tmp_path) -> None:
    (doubt,) = read(tmp_path, requests=requests([requested(YORK), requested(YORK)])).doubts
    assert doubt.where == "requests, every figure (York, 2024; York, 2024)"


def test_what_has_no_plain_name_keeps_its_own() -> None:
    layout = TableLayout("t", Timing.CALENDAR_YEAR, (share("s", "plans", "of", "all", "pc"),))
    assert [layout.words_of(name) for name in ("of", "all", "pc")] == [
        "“plans”", "“all”", "“percentage: plans”",
    ]  # fmt: skip
