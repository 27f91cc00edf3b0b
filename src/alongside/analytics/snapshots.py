"""Snapshots: the facts of a day, frozen, so that the same figure can be made again.

A folder holds one file for each table, area and day, named by its content, and a manifest for each
snapshot, written last: a kill leaves a whole snapshot or none. Taking, checking and removing are
for one process at a time; who that is, and which snapshots a pack still needs, is for the caller.
"""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import mkdtemp

from duckdb import DuckDBPyConnection

from alongside.analytics.facts import FactTable, check_area
from alongside.analytics.manifests import Part, Snapshot
from alongside.analytics.parquet_files import digest_of, settle, sort_rows, sorter, write_rows
from alongside.kernel.refusals import Refusal, Refusals

UNFINISHED = ".unfinished"


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """What a room has for a snapshot: rows of one area, each a tuple in the table's column order.

    ``rows`` is read once, in batches, in the thread of the caller.
    """

    table: FactTable
    area: str
    rows: Iterable[Sequence[object]]

    def __post_init__(self) -> None:
        check_area(self.area)


def take_snapshot(folder: Path, offers: Iterable[Offer], *, as_at: datetime) -> Snapshot:
    """Writes every offer and then the manifest. ``as_at`` is the caller's instant, with its zone.

    Refused: the same table twice for an area, no offers, rows that do not fit their columns. Then
    nothing new counts as a snapshot.
    """
    on = Part.day_of(as_at)
    folder.joinpath(UNFINISHED).mkdir(parents=True, exist_ok=True)
    workplace = Path(mkdtemp(dir=folder / UNFINISHED))
    try:
        with sorter(workplace) as connection:
            parts = [_written(folder, workplace, offer, on, connection) for offer in offers]
        snapshot = Snapshot(as_at=as_at, parts=tuple(parts))
        unnamed = workplace / "manifest"
        unnamed.write_bytes(snapshot.as_bytes())
        settle(unnamed, folder / snapshot.manifest_path)
    finally:
        shutil.rmtree(workplace)
    return snapshot


def read_snapshot(folder: Path, digest: str) -> Snapshot:
    """The snapshot of that digest. Refused: there is none, or its manifest has been changed."""
    path = folder / Snapshot.path_of_manifest(digest)
    if not path.is_file():
        raise Refusal("That snapshot is not kept here. Take a new one, or restore the old one.")
    snapshot = Snapshot.from_bytes(path.read_bytes())
    if snapshot.digest != digest:
        raise Refusal("The manifest of that snapshot has been changed. Restore it from a copy.")
    return snapshot


def check_whole(folder: Path, snapshot: Snapshot) -> None:
    """Reads every file again. Raises Refusals with a sentence for each one that is missing or has
    changed since."""
    faults = [fault for part in snapshot.parts if (fault := _fault(folder, part))]
    if faults:
        raise Refusals([Refusal(fault) for fault in faults])


def unreferenced(folder: Path, *, kept: Iterable[Snapshot]) -> tuple[Path, ...]:
    """Files that no kept snapshot needs, and what a killed run left; manifests first.

    Manifests go first so that a kill while removing leaves files without a manifest, which are
    found again, and never a manifest without its files.
    """
    kept = tuple(kept)
    needed = {folder / part.path for snapshot in kept for part in snapshot.parts}
    needed |= {folder / snapshot.manifest_path for snapshot in kept}
    found = [path for path in folder.rglob("*") if path.is_file() and path not in needed]
    return tuple(sorted(found, key=lambda path: (path.suffix != ".json", path)))


def remove(folder: Path, paths: Iterable[Path]) -> None:
    """Removes those files in their order, and the folders that they leave empty."""
    for path in paths:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise Refusal("Only files of the snapshots’ own folder can be removed.")
        path.unlink(missing_ok=True)
        _remove_empty(path.parent, above=folder)


def _written(
    folder: Path, workplace: Path, offer: Offer, on: date, connection: DuckDBPyConnection
) -> Part:
    unsorted, unnamed = workplace / "unsorted", workplace / "sorted"
    write_rows(unsorted, offer.table, offer.rows, area=offer.area)
    rows = sort_rows(unsorted, unnamed, offer.table, connection=connection)
    part = Part(
        table=offer.table.name,
        area=offer.area,
        on=on,
        digest=digest_of(unnamed),
        rows=rows,
        size=unnamed.stat().st_size,
        columns=tuple((column.name, column.kind) for column in offer.table.columns),
        key=offer.table.key,
    )
    settle(unnamed, folder / part.path)
    return part


def _fault(folder: Path, part: Part) -> str:
    path = folder / part.path
    where = f"“{part.table}” of {part.area}, {part.on}"
    if not path.is_file():
        return f"The facts {where} are missing. Restore the file {part.path} from a copy."
    if digest_of(path) != part.digest:
        return f"The facts {where} have been changed. Restore the file {part.path} from a copy."
    return ""


def _remove_empty(folder: Path, *, above: Path) -> None:
    while folder != above and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
