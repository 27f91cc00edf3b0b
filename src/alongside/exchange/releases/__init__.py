"""Published releases: read, checked and turned into figures that measures can be mapped to.

    release = read_release(Path("release.zip"))
    for doubt in release.doubts: print(doubt.sentence)
    rows = figures(release, indicators=("requests",), areas=("E06000014",), totals_only=True)
    write_parquet(release, folder)

The door loads the large libraries when it is first used, so that a web process that only names a
release stays small.
"""

from collections.abc import Collection
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alongside.exchange.releases.model import (
    Doubt,
    DoubtKind,
    IndicatorOf,
    Missing,
    Progress,
    Release,
    ReleaseKind,
    SeriesBreak,
    TableCount,
)

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "Doubt",
    "DoubtKind",
    "IndicatorOf",
    "Missing",
    "Progress",
    "Release",
    "ReleaseKind",
    "SeriesBreak",
    "TableCount",
    "figures",
    "read_release",
    "write_parquet",
]


def silent(words: str, done: int, steps: int) -> None:
    """A progress that nobody watches."""


def read_release(path: Path, *, progress: Progress = silent) -> Release:
    """Which release it is, is found by its content. Raises Refusal with one sentence."""
    read: Release = _part("reading").read_release(path, progress=progress)
    return read


def figures(
    release: Release,
    *,
    indicators: Collection[str] = (),
    areas: Collection[str] = (),
    totals_only: bool = False,
) -> "pa.Table":
    """The release's figures as one long table, by ``tidy.SCHEMA``; all of them when not asked
    for certain ``indicators``, or ``areas`` by ONS code, or only the rows for all.
    """
    part = _part("tidy")
    wanted = part.Wanted(frozenset(indicators), frozenset(areas), totals_only)
    return part.release_figures(release, wanted)


def write_parquet(release: Release, folder: Path) -> tuple[Path, ...]:
    """Parquet files named by their content: each table, the figures of all, the doubts."""
    paths: tuple[Path, ...] = _part("parquet_out").write_parquet(release, folder)
    return paths


def _part(name: str) -> Any:
    return import_module(f"alongside.exchange.releases.{name}")
