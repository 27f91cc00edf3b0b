"""Snapshots: the same bytes from the same facts, whole or not at all, kept while needed."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from alongside.analytics import parquet_files
from alongside.analytics.manifests import Snapshot
from alongside.analytics.snapshots import (
    Offer,
    check_whole,
    read_snapshot,
    remove,
    take_snapshot,
    unreferenced,
)
from alongside.kernel.refusals import Refusal, Refusals
from tests.analytics.world import AS_AT, CASES, case, key_of, rows_as_tuples

LATER = datetime(2024, 8, 1, tzinfo=UTC)


def rows(count: int) -> list[tuple[object, ...]]:
    invented = [
        case(n, grade=n % 4, hours=Decimal(n) / 8, service=f"s{n % 3}") for n in range(count)
    ]
    return rows_as_tuples(CASES, invented)


def taken(folder: Path, given: object, *, as_at: datetime = AS_AT) -> Snapshot:
    return take_snapshot(folder, [Offer(CASES, "york", given)], as_at=as_at)  # type: ignore[arg-type]


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_the_same_rows_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    ordered = rows(300)
    shuffled = random.Random(4).sample(ordered, len(ordered))
    one, two = taken(tmp_path / "one", ordered), taken(tmp_path / "two", iter(shuffled))
    assert one == two
    assert one.digest == two.digest
    assert files_in(tmp_path / "one") == files_in(tmp_path / "two")
    path = one.parts[0].path
    assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes()


def test_row_groups_do_not_depend_on_how_rows_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_files, "ROWS_IN_GROUP", 64)
    whole = taken(tmp_path / "whole", rows(1000))
    monkeypatch.setattr(parquet_files, "ROWS_AT_ONCE", 7)
    assert taken(tmp_path / "pieces", rows(1000)) == whole
    written = pq.ParquetFile(tmp_path / "whole" / whole.parts[0].path)
    sizes = [written.metadata.row_group(n).num_rows for n in range(written.num_row_groups)]
    assert sizes == [64] * 15 + [40]
    keys = written.read(columns=["case"]).column("case").to_pylist()
    assert keys == sorted(keys)


def test_the_types_are_kept(tmp_path: Path) -> None:
    snapshot = taken(tmp_path, rows(2))
    kept = pq.read_table(tmp_path / snapshot.parts[0].path)
    types = {field.name: str(field.type) for field in kept.schema}
    assert types["area"] == "string"
    assert types["started_on"] == "date32[day]"
    assert types["recorded_at"] == "timestamp[us, tz=UTC]"
    assert types["hours"] == "decimal128(18, 4)"
    assert (types["grade"], types["withdrawn"]) == ("int64", "bool")
    assert set(kept.column("area").to_pylist()) == {"york"}


def test_a_table_without_rows_is_still_there(tmp_path: Path) -> None:
    (part,) = taken(tmp_path, []).parts
    assert (part.rows, pq.read_table(tmp_path / part.path).num_rows) == (0, 0)


def test_the_path_says_table_area_and_day(tmp_path: Path) -> None:
    (part,) = taken(tmp_path, rows(1)).parts
    assert part.path == Path("cases", "york", "2024-07-29", f"{part.digest}.parquet")


def test_a_manifest_is_read_back(tmp_path: Path) -> None:
    snapshot = taken(tmp_path, rows(3))
    assert read_snapshot(tmp_path, snapshot.digest) == snapshot
    assert Snapshot.from_bytes(snapshot.as_bytes()) == snapshot


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{}", b'{"format":1}', b'{"format":9}'])
def test_what_is_no_manifest_is_refused(manifest: bytes) -> None:
    with pytest.raises(Refusal, match=r"not the manifest|of format 9"):
        Snapshot.from_bytes(manifest)


def test_a_changed_manifest_is_refused(tmp_path: Path) -> None:
    snapshot = taken(tmp_path, rows(3))
    path = tmp_path / snapshot.manifest_path
    path.write_bytes(path.read_bytes().replace(b'"rows":3', b'"rows":4'))
    with pytest.raises(Refusal, match="has been changed"):
        read_snapshot(tmp_path, snapshot.digest)
    with pytest.raises(Refusal, match="not kept here"):
        read_snapshot(tmp_path, "0" * 64)
    with pytest.raises(Refusal, match="named by 64"):
        read_snapshot(tmp_path, "../../etc/passwd")


def test_a_changed_or_missing_file_is_found(tmp_path: Path) -> None:
    snapshot = taken(tmp_path, rows(3))
    check_whole(tmp_path, snapshot)
    path = tmp_path / snapshot.parts[0].path
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + bytes([whole[100] ^ 1]) + whole[101:])
    with pytest.raises(Refusals, match=r"“cases” of york, 2024-07-29 have been changed"):
        check_whole(tmp_path, snapshot)
    path.unlink()
    with pytest.raises(Refusals, match="are missing"):
        check_whole(tmp_path, snapshot)


def changed(**values: object) -> tuple[object, ...]:
    return rows_as_tuples(CASES, [case(1, **values)])[0]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (changed(case="12345"), "not a pseudonym"),
        (changed(case="0123456789abcdef"), "not a pseudonym"),  # the house's public reference
        (changed(case=None), "an empty key"),
        (changed(child="Ann"), "not a pseudonym"),
        (changed(service="Joe Bloggs"), "not a code"),
        (changed(service=""), "not a code"),
        (changed(service="9434765919"), "a person’s number"),
        (changed(service="A123456789012"), "a person’s number"),
        (changed(started_on=AS_AT), "a datetime where a date belongs"),
        (changed(started_on="2024-01-01"), "a str where a date belongs"),
        (changed(recorded_at=datetime(2024, 1, 1)), "without its time zone"),
        (changed(grade=True), "a bool where a whole number belongs"),
        (changed(grade=1.0), "a float where a whole number belongs"),
        (changed(grade=2**70), "a value that does not fit"),
        (changed(hours=Decimal("0.00001")), "a value that does not fit"),
        (changed(hours=0.5), "a float where a decimal belongs"),
        (changed()[:-1], "must have 11 values"),
    ],
)
def test_a_value_that_does_not_belong_stops_the_snapshot(
    row: tuple[object, ...], sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(Refusal, match=sentence):
        taken(tmp_path, [changed(case=key_of(2)), row])
    assert files_in(tmp_path) == set()


def test_two_rows_of_one_key_stop_the_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refusal, match="same key"):
        taken(tmp_path, [*rows(3), rows(1)[0]])
    monkeypatch.setattr(parquet_files, "ROWS_IN_GROUP", 1)
    with pytest.raises(Refusal, match="same key"):
        taken(tmp_path, [*rows(3), rows(1)[0]])


def test_offers_that_contradict_each_other_stop_the_snapshot(tmp_path: Path) -> None:
    twice = [Offer(CASES, "york", rows(1)), Offer(CASES, "york", rows(2))]
    with pytest.raises(Refusal, match="offered twice for york"):
        take_snapshot(tmp_path, twice, as_at=AS_AT)
    with pytest.raises(Refusal, match="at least one table"):
        take_snapshot(tmp_path, [], as_at=AS_AT)
    with pytest.raises(Refusal, match="with its time zone"):
        taken(tmp_path, [], as_at=datetime(2024, 1, 1))


def test_what_a_kept_snapshot_needs_stays(tmp_path: Path) -> None:
    old, new = taken(tmp_path, rows(5)), taken(tmp_path, rows(6), as_at=LATER)
    assert unreferenced(tmp_path, kept=[old, new]) == ()
    doomed = unreferenced(tmp_path, kept=[new])
    assert doomed == (tmp_path / old.manifest_path, tmp_path / old.parts[0].path)
    remove(tmp_path, doomed)
    check_whole(tmp_path, new)
    assert files_in(tmp_path) == {str(new.manifest_path), str(new.parts[0].path)}
    assert not (tmp_path / "cases/york/2024-07-29").exists()


def test_only_files_of_the_folder_are_removed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("kept")
    with pytest.raises(Refusal, match="own folder"):
        remove(tmp_path / "snapshots", [outside])
    assert outside.exists()


def test_a_failure_midway_leaves_nothing(tmp_path: Path) -> None:
    def failing() -> Iterator[tuple[object, ...]]:
        yield from rows(5)
        raise OSError("the database went away")

    with pytest.raises(OSError, match="went away"):
        taken(tmp_path, failing())
    assert files_in(tmp_path) == set()


KILLED = """
import sys, time
from pathlib import Path
from alongside.analytics.snapshots import Offer, take_snapshot
from tests.analytics.test_snapshots import CASES, AS_AT, rows
def slow():
    yield from rows(50)
    print("midway", flush=True)
    time.sleep(60)
take_snapshot(Path(sys.argv[1]), [Offer(CASES, "york", rows(50)), Offer(CASES, "selby", slow())], as_at=AS_AT)
"""


def test_a_kill_leaves_no_snapshot_and_its_remains_are_found(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": f"{root / 'src'}:{root}"}
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "midway\n"
        process.send_signal(signal.SIGKILL)
    assert not (tmp_path / "manifests").exists()
    left = unreferenced(tmp_path, kept=[])
    assert left
    snapshot = taken(tmp_path, rows(50))
    remove(tmp_path, unreferenced(tmp_path, kept=[snapshot]))
    check_whole(tmp_path, snapshot)
    assert files_in(tmp_path) == {str(snapshot.manifest_path), str(snapshot.parts[0].path)}


def test_many_rows_are_written_in_seconds(tmp_path: Path) -> None:
    template = rows(1)[0][1:]
    many = ((key_of(n), *template) for n in range(50_000))
    began = time.process_time()
    taken(tmp_path, many)
    assert time.process_time() - began < 8  # about 0.5 s alone
