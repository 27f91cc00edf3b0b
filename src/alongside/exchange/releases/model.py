"""What a published release becomes when it has been read: tables, doubts, counts.

Nothing here reads a file. A missing figure is never a zero: it keeps the reason that was published.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from alongside.exchange.releases.frames import Frame

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done, and how many there are."""


class ReleaseKind(StrEnum):
    EHC_PLANS = "ehc_plans"
    APPEAL_RATES = "appeal_rates"
    LAIT = "lait"
    NEIGHBOURS = "statistical_neighbours"
    AUTHORITIES = "authority_lookup"
    POPULATION = "population"


class Missing(StrEnum):
    """Why a figure is not there."""

    NOT_APPLICABLE = "not applicable"
    NOT_AVAILABLE = "not available"
    CONFIDENTIAL = "confidential"
    ROUNDS_TO_ZERO = "rounds to zero"
    LOW_RELIABILITY = "low reliability"


class DoubtKind(StrEnum):
    REGION_TOTAL_REPEATED = "region_total_repeated"
    PARTS_DO_NOT_SUM = "parts_do_not_sum"
    BREAKDOWN_DOES_NOT_SUM = "breakdown_does_not_sum"
    AREAS_DO_NOT_SUM = "areas_do_not_sum"
    PERCENTAGE_DOES_NOT_RECOMPUTE = "percentage_does_not_recompute"
    TOTAL_BELOW_PART = "total_below_part"
    NUMERATOR_ABOVE_DENOMINATOR = "numerator_above_denominator"
    NEGATIVE_COUNT = "negative_count"
    REPEATED_ROW = "repeated_row"
    REPEATED_COLUMN = "repeated_column"
    AREA_UNKNOWN = "area_unknown"
    CODE_AND_NAME_DISAGREE = "code_and_name_disagree"
    REGION_DISAGREES = "region_disagrees"
    PERIOD_UNKNOWN = "period_unknown"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One fault that a check found. ``where``, ``what`` and ``how`` are for people.

    ``columns`` and ``rows`` say which figures of ``table`` it touches; rows count from 0.
    """

    number: int
    kind: DoubtKind
    table: str
    where: str
    what: str
    how: str
    columns: tuple[str, ...]
    rows: tuple[int, ...]

    @property
    def sentence(self) -> str:
        return f"{self.where}: {self.what} {self.how}"

    @property
    def figure_count(self) -> int:
        return len(self.columns) * len(self.rows)


@dataclass(frozen=True, slots=True)
class TableCount:
    """Rows of one published table: how many were read, how many of them left out, and why."""

    table: str
    read_count: int
    left_out_count: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """From this day figures are made differently, so that a series begins anew."""

    starts_on: date
    sentence: str


@dataclass(frozen=True, slots=True)
class IndicatorOf:
    """An indicator that a release holds, for choosing: in which table, and in which unit."""

    code: str
    words: str
    unit: str
    table: str
    has_denominator: bool


@dataclass(frozen=True, slots=True)
class Release:
    """A published release, read whole. Nobody changes the mappings.

    ``tables`` holds each published table with typed columns; beside a column with missing figures
    stands ``<column>__missing`` with the reason. ``notes`` are the publisher's own footnotes, by
    table. ``frames`` place the rows of tables that hold figures. ``left_out`` names files and columns
    that were there and not read. ``sha256`` is that of the file, or
    of the names and contents of a folder's files.
    """

    kind: ReleaseKind
    edition: str
    title: str
    publisher: str
    licence: str
    period_from: date
    period_until: date
    file_name: str
    sha256: str
    tables: Mapping[str, "pa.Table"]
    frames: Mapping[str, "Frame"]
    doubts: tuple[Doubt, ...]
    counts: tuple[TableCount, ...]
    notes: tuple[tuple[str, str], ...] = ()
    breaks: tuple[SeriesBreak, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return f"{self.kind}_{self.edition}" if self.edition else str(self.kind)

    @property
    def indicators(self) -> tuple[IndicatorOf, ...]:
        """Every indicator of its tables, by table."""
        found: list[IndicatorOf] = []
        for name, frame in sorted(self.frames.items()):
            if frame.measures:
                found += [
                    IndicatorOf(one.code, one.words, one.unit, name, False)
                    for one in frame.measures
                ]
                continue
            found += [
                IndicatorOf(one.code, one.words, one.unit, name, bool(one.out_of))
                for one in frame.layout.indicators
            ]
        return tuple(found)
