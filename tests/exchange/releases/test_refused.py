"""What cannot be read is refused in one sentence that says what is wrong, and nothing is half read."""

from pathlib import Path

import pytest

from alongside.exchange.limits import MEGABYTE
from alongside.exchange.releases import read_release
from alongside.kernel.refusals import Refusal
from tests.exchange.releases.making import (
    REQUESTS,
    RESIDENTIAL,
    folder,
    placed,
    requested,
    requests,
    residential,
    text,
    zipped,
)

YORK = "E06000014"


def refused(path: Path) -> str:
    with pytest.raises(Refusal) as caught:
        read_release(path)
    return caught.value.sentence


def refused_table(
    tmp_path: Path, content: str | bytes, name: str = "residential_settings.csv"
) -> str:
    return refused(folder(tmp_path / "r", {name: content}))


def good() -> str:
    return residential([placed(YORK, 2, 3)])


def test_a_missing_column_is_named(tmp_path) -> None:
    columns = [c for c in RESIDENTIAL if c != "Res_52"]
    rows = [{k: v for k, v in placed(YORK, 2, 3).items() if k != "Res_52"}]
    sentence = refused_table(tmp_path, text(columns, rows))
    assert sentence.startswith("residential_settings.csv has no column “res_52”.")


def test_a_renamed_column_is_named_with_what_it_may_be(tmp_path) -> None:
    sentence = refused_table(tmp_path, good().replace("Res_3851", "Res_38_51"))
    assert "no column “res_3851”" in sentence
    assert "renamed to “res_38_51”" in sentence


def test_a_renamed_row_for_all_is_said(tmp_path) -> None:
    sentence = refused_table(
        tmp_path, good().replace("All residential placements", "Every placement")
    )
    assert "no row for all" in sentence
    assert "“All residential placements” was expected" in sentence


def test_a_file_that_the_guidance_names_must_be_there(tmp_path) -> None:
    guidance = "Plans\nReporting year 2025\nFilename: caseload.csv\nFilename: requests.csv\n"
    files = {"data/requests.csv": requests([requested(YORK)]), "data-guidance.txt": guidance}
    sentence = refused(zipped(tmp_path / "r.zip", files))
    assert sentence.startswith("The release has no file caseload.csv")


def test_two_kinds_of_period_in_one_table_are_refused(tmp_path) -> None:
    rows = [placed(YORK, 2, 3), placed(YORK, 2, 3, period="2024")]
    assert "mixes kinds of period" in refused_table(tmp_path, residential(rows))


def test_percentages_and_fractions_in_one_column_are_refused(tmp_path) -> None:
    rows = [requested(YORK, str(year), request_not_assess_pc="0.3") for year in range(2015, 2022)]
    rows += [requested(YORK, str(year)) for year in range(2022, 2025)]
    sentence = refused_table(tmp_path, requests(rows), "requests.csv")
    assert "percentages in some rows and fractions of 1 in 7 others" in sentence


@pytest.mark.parametrize("cell", ["3%", "£3", "3.5", "three", "1,234"])
def test_a_cell_that_is_no_count_is_named_with_its_place(tmp_path, cell) -> None:
    sentence = refused_table(tmp_path, residential([placed(YORK, 2, 3, Res_52=cell)]))
    assert "line 2, column N (res_52)" in sentence
    assert f"“{cell}” is not a whole number" in sentence


@pytest.mark.parametrize("period", ["202426", "24", "2024-25x", "", "19th"])
def test_a_period_that_is_none_is_refused(tmp_path, period) -> None:
    sentence = refused_table(tmp_path, residential([placed(YORK, 2, 3, time_period=period)]))
    assert "is not a period" in sentence


def test_periods_out_of_order_are_refused_and_either_order_is_read(tmp_path) -> None:
    years = ["202324", "202425", "202223"]
    rows = [placed(YORK, 2, 3, time_period=year) for year in years]
    sentence = refused_table(tmp_path, residential(rows))
    assert "out of order at row 4 (York, January 2023)" in sentence
    for order in (sorted(years), sorted(years, reverse=True)):
        rows = [placed(YORK, 2, 3, time_period=year) for year in order]
        release = read_release(
            folder(tmp_path / "r", {"residential_settings.csv": residential(rows)})
        )
        assert release.counts[0].read_count == 3


def test_a_file_cut_off_in_a_row_is_refused(tmp_path) -> None:
    whole = residential([placed(YORK, 2, 3)] * 3)
    sentence = refused_table(tmp_path, whole[: whole.rindex("York") + 6])
    assert "row 4: there are" in sentence
    assert "cut off" in sentence


def test_a_file_cut_off_in_quotation_marks_is_refused(tmp_path) -> None:
    whole = residential([placed("E06000010", 2, 3)])
    sentence = refused_table(tmp_path, whole[: whole.rindex("City")])
    assert "cut off" in sentence


@pytest.mark.parametrize("content", ["", "   \n", "one\ntwo\n", residential([])])
def test_an_empty_table_is_refused(tmp_path, content) -> None:
    assert refused_table(tmp_path, content).endswith(".")


def test_letters_in_another_encoding_are_refused_with_their_line(tmp_path) -> None:
    sentence = refused_table(tmp_path, good().replace("York,", "Yörk,").encode("latin-1"))
    assert "Line 2 has letters that are not in UTF-8" in sentence


def test_a_cut_zip_is_refused(tmp_path, shared_data) -> None:
    whole = (shared_data / "sen2_2025_release" / "published_2025_release_full.zip").read_bytes()
    path = tmp_path / "cut.zip"
    path.write_bytes(whole[: len(whole) // 2])
    assert "damaged or not complete" in refused(path)


def test_a_zip_bomb_is_refused_unopened(tmp_path) -> None:
    bomb = zipped(tmp_path / "bomb.zip", {"requests.csv": b"0" * (40 * MEGABYTE)})
    assert "far larger inside than outside" in refused(bomb)


def test_a_zip_with_a_password_is_refused(tmp_path) -> None:
    path = zipped(tmp_path / "locked.zip", {"requests.csv": good()})
    data = bytearray(path.read_bytes())
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        place = data.index(start) + (6 if start == b"PK\x03\x04" else 8)
        data[place] |= 1
    path.write_bytes(bytes(data))
    assert "protected by a password" in refused(path)


def test_a_zip_in_a_zip_is_refused(tmp_path) -> None:
    inner = zipped(tmp_path / "inner.zip", {"requests.csv": good()}).read_bytes()
    assert "another packed file" in refused(zipped(tmp_path / "o.zip", {"data.csv": inner}))


def test_a_zip_of_something_else_is_refused(tmp_path) -> None:
    assert "holds no CSV file" in refused(zipped(tmp_path / "r.zip", {"a.docx": "x"}))


def test_an_unknown_table_is_refused_with_what_was_expected(tmp_path) -> None:
    sentence = refused_table(tmp_path, "name,age\nx,1\n", "people.csv")
    assert "is not a release that is read here" in sentence
    assert "statistical neighbours" in sentence


def test_files_of_two_releases_together_are_refused(tmp_path, shared_data) -> None:
    files = {
        "a.csv": (shared_data / "tribunal" / "send_appeal_rate_2024_2025.csv").read_bytes(),
        "b.csv": (shared_data / "neighbours" / "local_authority_lookup.csv").read_bytes(),
    }
    assert refused(folder(tmp_path / "r", files)) == (
        "r holds files of different releases. Import each by itself: a.csv; b.csv."
    )


def test_two_releases_of_the_appeal_rates_are_each_named(shared_data) -> None:
    assert refused(shared_data / "tribunal") == (
        "tribunal holds two releases of the appeal rates. Import each file by itself: "
        "send_appeal_rate_2014_2024.csv; send_appeal_rate_2024_2025.csv."
    )


def test_two_tables_of_populations_are_each_named(tmp_path, shared_data) -> None:
    name = "mye_utla_single_year_0_25_2019_2020.csv"
    content = (shared_data / "population" / name).read_bytes()
    assert "Import each file by itself: a.csv; b.csv." in refused(
        folder(tmp_path / "r", {"a.csv": content, "b.csv": content})
    )


def test_populations_of_smaller_areas_are_not_read(shared_data) -> None:
    sentence = refused(shared_data / "population" / "york_ward24_bestfit_single_year_0_25.csv")
    assert "is not a release that is read here" in sentence
    assert "populations of upper-tier authorities" in sentence


def test_nothing_there_is_refused(tmp_path) -> None:
    assert "no file or folder" in refused(tmp_path / "nothing.zip")
    (tmp_path / "empty").mkdir()
    assert "holds no CSV file" in refused(tmp_path / "empty")


def test_a_damaged_parquet_file_is_refused(tmp_path, shared_data) -> None:
    data = (shared_data / "lait" / "lait_bds_long.parquet").read_bytes()
    path = tmp_path / "lait.parquet"
    path.write_bytes(data[:-100])
    assert "not a whole Parquet file" in refused(path)


def test_unused_columns_are_left_out_and_named(tmp_path) -> None:
    rows = [requested(YORK) | {"note": "new"}]
    release = read_release(
        folder(tmp_path / "r", {"requests.csv": text((*REQUESTS, "note"), rows)})
    )
    assert release.left_out == ("requests: column note",)
