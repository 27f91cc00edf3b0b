"""Puts the tables that were read together into a release: checks them and counts what was read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa

from alongside.exchange.releases.area_checks import check_between_rows
from alongside.exchange.releases.checks import check_rows
from alongside.exchange.releases.csv_tables import ReadTable
from alongside.exchange.releases.doubting import Doubts
from alongside.exchange.releases.frames import Frame
from alongside.exchange.releases.model import (
    DoubtKind,
    Progress,
    Release,
    ReleaseKind,
    SeriesBreak,
    TableCount,
)
from alongside.exchange.releases.placing import place
from alongside.exchange.releases.sources import Source

OGL = "Open Government Licence v3.0"


@dataclass(frozen=True, slots=True)
class About:
    """What a release says of itself."""

    kind: ReleaseKind
    edition: str
    title: str
    publisher: str
    notes: tuple[tuple[str, str], ...] = ()
    breaks: tuple[SeriesBreak, ...] = ()
    licence: str = OGL


@dataclass(slots=True)
class Assembly:
    """A release in the making. ``steps`` is how many ``progress`` calls are to be expected."""

    progress: Progress
    steps: int
    done: int = 0
    doubts: Doubts = field(default_factory=Doubts)
    tables: dict[str, pa.Table] = field(default_factory=dict)
    frames: dict[str, Frame] = field(default_factory=dict)
    counts: list[TableCount] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def step(self, words: str) -> None:
        self.progress(words, self.done, self.steps)
        self.done += 1

    def add(self, read: ReadTable) -> Frame:
        """Places and checks a table."""
        frame = place(read)
        for column in read.repeated:
            _doubt_repeated_column(frame, column, self.doubts)
        check_rows(frame, self.doubts)
        check_between_rows(frame, self.doubts)
        self.frames[read.name] = frame
        self.add_table(read.name, read.table)
        self.left_out += [f"{read.name}: column {column}" for column in read.left_out]
        return frame

    def add_table(
        self, name: str, table: pa.Table, *, left_out_count: int = 0, why: str = ""
    ) -> None:
        self.tables[name] = table
        read_count = int(table.num_rows) + left_out_count
        self.counts.append(TableCount(name, read_count, left_out_count, why))

    def release(self, source: Source, about: About, covering: tuple[date, date]) -> Release:
        self.progress("Finished reading", self.steps, self.steps)
        return Release(
            kind=about.kind,
            edition=about.edition,
            title=about.title,
            publisher=about.publisher,
            licence=about.licence,
            period_from=covering[0],
            period_until=covering[1],
            file_name=source.name,
            sha256=source.sha256,
            tables=self.tables,
            frames=self.frames,
            doubts=self.doubts.found,
            counts=tuple(self.counts),
            notes=about.notes,
            breaks=about.breaks,
            left_out=tuple(self.left_out),
        )


def covered(frames: Sequence[Frame]) -> tuple[date, date]:
    """The first day of the figures and the day after the last."""
    periods = [period for frame in frames for period in frame.periods]
    return min(p.starts_on for p in periods), max(p.until for p in periods)


def _doubt_repeated_column(frame: Frame, column: str, doubts: Doubts) -> None:
    """The first of the two columns was read."""
    if column in frame.layout.figure_columns:
        doubts.add(
            DoubtKind.REPEATED_COLUMN, frame, (column,), frame.area >= 0,
            (f"{frame.layout.words_of(column)} stands in the file twice, with other figures; "
             "the first was read.",
             "Found by comparing the headings."),
        )  # fmt: skip
