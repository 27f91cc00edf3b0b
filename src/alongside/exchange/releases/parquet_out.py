"""Writes a release as Parquet files that are named by their content.

The same release gives the same bytes, so that a repeated import writes nothing new. Each published
table is one file; the figures of all are ``figures-….parquet``, the doubts ``doubts-….parquet``.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as parquet

from alongside.exchange.releases.model import Doubt, Release
from alongside.exchange.releases.tidy import SCHEMA, Wanted, frame_figures

_DIGITS = 16
_GROUP = 1_000_000


def write_parquet(release: Release, folder: Path) -> tuple[Path, ...]:
    """The files in order: tables, figures (where there are any), doubts. Others are left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [
        _written(folder, name, table.schema, iter((table,)))
        for name, table in sorted(release.tables.items())
    ]
    if release.frames:
        paths.append(_written(folder, "figures", SCHEMA, _figures(release)))
    doubts = doubts_table(release.doubts)
    paths.append(_written(folder, "doubts", doubts.schema, iter((doubts,))))
    return tuple(paths)


def doubts_table(doubts: tuple[Doubt, ...]) -> pa.Table:
    """One row a doubt; ``columns`` and ``rows`` say which figures of the table it touches."""
    return pa.table(
        {
            "number": pa.array([doubt.number for doubt in doubts], pa.int32()),
            "kind": pa.array([str(doubt.kind) for doubt in doubts], pa.string()),
            "table": pa.array([doubt.table for doubt in doubts], pa.string()),
            "where": pa.array([doubt.where for doubt in doubts], pa.string()),
            "what": pa.array([doubt.what for doubt in doubts], pa.string()),
            "how": pa.array([doubt.how for doubt in doubts], pa.string()),
            "columns": pa.array([list(d.columns) for d in doubts], pa.list_(pa.string())),
            "rows": pa.array([list(d.rows) for d in doubts], pa.list_(pa.int32())),
        }
    )


def _figures(release: Release) -> Iterator[pa.Table]:
    for name in sorted(release.frames):
        yield from frame_figures(release.code, release.frames[name], release.doubts, Wanted())


def _written(folder: Path, name: str, schema: pa.Schema, tables: Iterator[pa.Table]) -> Path:
    """Written beside and renamed, so that no half file ever has a whole one's name."""
    half = folder / f".{name}.half"
    digest = hashlib.sha256()
    try:
        with half.open("wb") as out:
            _write(_Hashed(out, digest), schema, tables)
        path = folder / f"{name}-{digest.hexdigest()[:_DIGITS]}.parquet"
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return path


def _write(out: "_Hashed", schema: pa.Schema, tables: Iterator[pa.Table]) -> None:
    with parquet.ParquetWriter(
        pa.PythonFile(out, "w"),
        schema,
        compression="zstd",
        compression_level=1,
        write_statistics=True,
        store_schema=True,
    ) as writer:
        for table in tables:
            writer.write_table(table, row_group_size=_GROUP)


class _Hashed:
    """A file that is hashed while it is written, since Parquet is written from front to back."""

    closed = False

    def __init__(self, out: BinaryIO, digest: "hashlib._Hash") -> None:
        self._out = out
        self._digest = digest
        self._size = 0

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        self._size += len(data)
        return self._out.write(data)

    def tell(self) -> int:
        return self._size

    def flush(self) -> None:
        self._out.flush()

    def close(self) -> None:
        self.closed = True

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False
