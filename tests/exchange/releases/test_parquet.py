"""Parquet files are named by their content and the same each time; a whole import is quick."""

import hashlib
import time
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from alongside.exchange.releases import figures, read_release, write_parquet
from tests.exchange.releases.making import folder, placed, residential

YORK = "E06000014"


def small(tmp_path: Path, part: int = 2):
    files = {"residential_settings.csv": residential([placed(YORK, part, 3)])}
    return read_release(folder(tmp_path / "r", files))


def test_files_are_named_by_their_content_and_the_same_each_time(tmp_path) -> None:
    release = small(tmp_path)
    first = write_parquet(release, tmp_path / "one")
    second = write_parquet(small(tmp_path), tmp_path / "two")
    assert [p.name for p in first] == [p.name for p in second]
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]
    for path in first:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert path.stem.rpartition("-")[2] == digest[:16]
    assert sorted(p.name for p in (tmp_path / "one").iterdir()) == sorted(p.name for p in first)


def test_another_figure_gives_another_name(tmp_path) -> None:
    names = {p.name for p in write_parquet(small(tmp_path), tmp_path / "out")}
    others = {p.name for p in write_parquet(small(tmp_path, 4), tmp_path / "out")}
    assert len(names & others) == 1  # there are no doubts in either
    assert (names & others).pop().startswith("doubts-")


def test_what_was_written_is_what_was_read(tmp_path, release_2022) -> None:
    paths = {p.name.rpartition("-")[0]: p for p in write_parquet(release_2022, tmp_path)}
    written = parquet.read_table(paths["figures"])
    assert written.num_rows == figures(release_2022).num_rows > 500_000
    table = parquet.read_table(paths["sen2_mi"])
    assert table.equals(release_2022.tables["sen2_mi"])


def test_a_written_figure_can_be_asked_for_by_any_reader(tmp_path, release_2026) -> None:
    duckdb = pytest.importorskip("duckdb")
    paths = {p.name.rpartition("-")[0]: p for p in write_parquet(release_2026, tmp_path)}
    found = duckdb.sql(
        "select numerator, denominator, percentage, len(doubts) from "
        f"read_parquet('{paths['figures']}') where area_code = 'E06000014' and breakdown = 'total' "
        "and period_label = '2025' "
        "and indicator = 'plans_issued_within_20_weeks_including_exceptions'"
    ).fetchall()
    assert found == [(330, 335, 98.5, 0)]


def test_the_full_2025_release_is_read_checked_and_written_in_under_6_seconds(
    tmp_path, shared_data
) -> None:
    path = shared_data / "sen2_2025_release" / "published_2025_release_full.zip"
    began = time.process_time()
    write_parquet(read_release(path), tmp_path)
    assert time.process_time() - began < 6
