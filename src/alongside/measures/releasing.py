"""From a release that was read to what is kept of it: figures of mapped codes, and neighbours.

A share is worked out from its counts; where a release gives none, its percentage stands alone. What
is missing keeps the reason, what cannot be stays away with a reason, and doubts become sentences.
The January census is kept as the month of January, as areas count it here.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib import import_module
from typing import Any, TypeAlias

from alongside.exchange.releases import Doubt, DoubtKind, Release, figures
from alongside.kernel.dates import add_months, first_of_month
from alongside.measures.published_codes import TOTAL, Source, codes_by_source, published_codes
from alongside.measures.rules.figures import REGION_TOTAL, percentage
from alongside.measures.rules.publishing import LATER

NO_CASES = "no cases"
NOT_POSSIBLE = "not possible as published"
DOUBTS: Mapping[DoubtKind, str] = {
    DoubtKind.REGION_TOTAL_REPEATED: f"{REGION_TOTAL} It is shown, and not judged.",
    DoubtKind.PARTS_DO_NOT_SUM: "The parts that the release gives do not add up to the total.",
    DoubtKind.BREAKDOWN_DOES_NOT_SUM: "The breakdowns of the release do not add up to this figure.",
    DoubtKind.AREAS_DO_NOT_SUM: "The authorities of the release do not add up to the whole.",
    DoubtKind.PERCENTAGE_DOES_NOT_RECOMPUTE: (
        "The published percentage is not what its counts give; the counts were taken."
    ),
    DoubtKind.TOTAL_BELOW_PART: "The release gives a part that is larger than the whole.",
    DoubtKind.NUMERATOR_ABOVE_DENOMINATOR: "More are counted than there are.",
    DoubtKind.NEGATIVE_COUNT: "A count is below nought.",
    DoubtKind.REPEATED_ROW: "The release gives this figure twice; one of them was taken.",
    DoubtKind.REPEATED_COLUMN: "The column stands in the release twice; the first was taken.",
}
"""Where our words say more to a reader than the name of a column; other doubts speak for themselves."""
_JANUARY_CENSUS = "January census"
_LONGEST = 3
_COLUMNS = (
    "table", "indicator", "breakdown", "breakdown_value", "area_code", "period_kind",
    "period_from", "period_until", "numerator", "denominator", "percentage", "value", "missing",
    "doubts",
)  # fmt: skip
_Row = Mapping[str, Any]
Said: TypeAlias = tuple[str, str, date, Decimal | None, int | None]
"""A figure by its code, area and first day, with its value and what was counted."""


@dataclass(frozen=True, slots=True)
class NewPublished:
    """``value`` or a reason in ``missing``; a share has its numerator and denominator beside it."""

    code: str
    area_code: str
    period_from: date
    period_until: date
    value: Decimal | None
    numerator: int | None = None
    denominator: int | None = None
    missing: str = ""
    doubt: str = ""

    @property
    def said(self) -> Said:
        return (self.code, self.area_code, self.period_from, self.value, self.numerator)


@dataclass(frozen=True, slots=True)
class NewNeighbour:
    area_code: str
    neighbour_code: str
    rank: int
    edition: str


@dataclass(frozen=True, slots=True)
class NewRelease:
    """``published_order`` is the day after the last that it covers, as 20250117: a release cannot
    have come out before. ``kept_as`` names the Parquet files, ``doubts`` are sentences by kind.
    ``imported_at`` is the real instant, where the demonstration's clock is moved.
    """

    kind: str
    title: str
    publisher: str
    licence: str
    period_words: str
    published_order: int
    digest: str
    kept_as: Mapping[str, Any]
    doubts: Sequence[tuple[str, str]]
    figures: tuple[NewPublished, ...]
    neighbours: tuple[NewNeighbour, ...] = ()
    imported_at: datetime | None = None


def new_release(
    release: Release, figures: tuple[NewPublished, ...], *, folder: str, files: Sequence[str]
) -> NewRelease:
    return NewRelease(
        kind=str(release.kind),
        title=release.title,
        publisher=release.publisher,
        licence=release.licence,
        period_words=_covering(release.period_from, release.period_until),
        published_order=order_of(release),
        digest=release.sha256,
        kept_as=_kept_as(release, folder, files),
        doubts=[(str(doubt.kind), doubt.sentence) for doubt in release.doubts],
        figures=figures,
        neighbours=_neighbours(release),
    )


def order_of(release: Release) -> int:
    return int(f"{release.period_until:%Y%m%d}")


def _kept_as(release: Release, folder: str, files: Sequence[str]) -> Mapping[str, Any]:
    """What stays known of how it was read: the files kept, the rows of each table, what was not read."""
    read = [(e.table, e.read_count, e.left_out_count, e.why) for e in release.counts]
    return {
        "file": release.file_name,
        "folder": folder,
        "files": list(files),
        "read": read,
        "not_read": list(release.left_out),
    }


def mapped_figures(release: Release) -> tuple[NewPublished, ...]:
    """One for each code, area and period; rows of areas that nobody knows are left out."""
    codes = codes_by_source()
    places = {code: each.sources for code, each in published_codes().items()}
    marks = _Marks(release)
    best: dict[tuple[str, str, date], tuple[int, NewPublished]] = {}
    for row in _rows(release, codes):
        source = _source(row)
        code = codes.get(source)
        if code is None or row["area_code"] is None:
            continue
        made = _figure(code, row, marks.words(row))
        key = (code, made.area_code, made.period_from)
        rank = places[code].index(source) + (len(places[code]) if made.value is None else 0)
        if key not in best or rank < best[key][0]:
            best[key] = (rank, made)
    return tuple(made for _, made in best.values())


def marked_later(
    release: Release, figures: tuple[NewPublished, ...], *, before: Collection[Said]
) -> tuple[NewPublished, ...]:
    """What came out after the day of the demonstration says so, but for what was said ``before``: that
    keeps its first year.
    """
    later = LATER.format(release.period_until.year)
    return tuple(
        each
        if each.said in before
        else replace(each, doubt=" ".join(filter(None, (later, each.doubt))))
        for each in figures
    )


def kept_words(doubts: Sequence[tuple[str, str]]) -> str:
    """Doubts as they are kept: JSON, empty for none."""
    if not doubts:
        return ""
    return json.dumps([{"kind": k, "sentence": s} for k, s in doubts], ensure_ascii=False)


def doubts_by_kind(kept: str) -> Mapping[str, int]:
    """How many doubts of each kind a release was kept with.

    >>> doubts_by_kind(kept_words([("negative_count", "A count is below nought.")]))
    {'negative_count': 1}
    """
    return dict(Counter(each["kind"] for each in json.loads(kept or "[]")))


def _covering(first: date, until: date) -> str:
    last = until - timedelta(days=1)
    return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"


def _rows(release: Release, codes: Mapping[Source, str]) -> Iterator[_Row]:
    """Rows for all of mapped indicators, then those of a breakdown, picked before they are rows."""
    here = [source for source in codes if source.table in release.frames]
    totals = {source.indicator for source in here if source.breakdown == TOTAL}
    if totals:
        yield from _as_rows(figures(release, indicators=totals, totals_only=True))
    split = [source for source in here if source.breakdown != TOTAL]
    if split:
        found = figures(release, indicators={source.indicator for source in split})
        yield from _as_rows(_with_values(found, {source.value for source in split}))


def _with_values(found: Any, values: set[str]) -> Any:
    compute: Any = import_module("pyarrow.compute")
    arrow: Any = import_module("pyarrow")
    said = compute.cast(found["breakdown_value"], arrow.string())
    return found.filter(compute.is_in(said, arrow.array(sorted(values))))


def _as_rows(found: Any) -> Iterator[_Row]:
    columns = [found[name].to_pylist() for name in _COLUMNS]
    for values in zip(*columns, strict=True):
        yield dict(zip(_COLUMNS, values, strict=True))


def _source(row: _Row) -> Source:
    if row["breakdown"] == TOTAL:
        return Source(row["table"], row["indicator"])
    return Source(row["table"], row["indicator"], row["breakdown"], row["breakdown_value"])


def _figure(code: str, row: _Row, doubt: str) -> NewPublished:
    is_share = published_codes()[code].is_share
    value, numerator, denominator, reason = _share(row) if is_share else _count(row)
    period_from, period_until = _period(row)
    return NewPublished(
        code=code,
        area_code=row["area_code"],
        period_from=period_from,
        period_until=period_until,
        value=value,
        numerator=numerator,
        denominator=denominator,
        missing="" if value is not None else row["missing"] or reason,
        doubt=doubt,
    )


_Counted = tuple[Decimal | None, int | None, int | None, str]


def _share(row: _Row) -> _Counted:
    top, base = row["numerator"], row["denominator"]
    if top is not None and base is not None:
        if top < 0 or base < 0 or top > base:
            return None, None, None, NOT_POSSIBLE
        if base == 0:
            return None, None, None, NO_CASES
        return percentage(top, base), top, base, ""
    percent = row["value"] if row["percentage"] is None else row["percentage"]
    is_possible = percent is None or 0 <= percent <= 100
    return _decimal(percent if is_possible else None), None, None, NOT_POSSIBLE


def _count(row: _Row) -> _Counted:
    said = next((row[n] for n in ("value", "numerator", "percentage") if row[n] is not None), None)
    return _decimal(said if said is None or said >= 0 else None), None, None, NOT_POSSIBLE


def _decimal(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number)).quantize(Decimal("0.0001"))


def _period(row: _Row) -> tuple[date, date]:
    if row["period_kind"] != _JANUARY_CENSUS:
        return row["period_from"], row["period_until"]
    first = first_of_month(row["period_from"])
    return first, add_months(first, 1)


class _Marks:
    """The doubts of a release by number, and what each says of a figure."""

    def __init__(self, release: Release) -> None:
        self._doubts = {doubt.number: doubt for doubt in release.doubts}
        self._percents = {
            (name, each.code): each.percent
            for name, frame in release.frames.items()
            for each in frame.layout.indicators
        }
        self._order = list(DoubtKind)

    def words(self, row: _Row) -> str:
        """The gravest first, each once; empty when nothing is in doubt."""
        if not row["doubts"]:
            return ""
        touching = [self._doubts[number] for number in row["doubts"]]
        percent = self._percents.get((row["table"], row["indicator"]), "")
        is_taken = all(each.kind is not DoubtKind.NUMERATOR_ABOVE_DENOMINATOR for each in touching)
        meant = [doubt for doubt in touching if _is_meant(doubt, percent if is_taken else "")]
        meant.sort(key=lambda doubt: self._order.index(doubt.kind))
        sentences = dict.fromkeys(DOUBTS.get(doubt.kind, _own(doubt)) for doubt in meant)
        return " ".join(list(sentences)[:_LONGEST])


def _is_meant(doubt: Doubt, percent: str) -> bool:
    """A wrong percentage of another indicator says nothing against the count that they share, and where
    the counts cannot be they were not taken.
    """
    is_percentage = doubt.kind is DoubtKind.PERCENTAGE_DOES_NOT_RECOMPUTE
    return not is_percentage or (bool(percent) and percent in doubt.columns)


def _own(doubt: Doubt) -> str:
    return doubt.what[:1].upper() + doubt.what[1:]


def _neighbours(release: Release) -> tuple[NewNeighbour, ...]:
    """Of every edition that the release holds; a rank that stands twice keeps its first."""
    found: dict[tuple[str, str, int], NewNeighbour] = {}
    for name, table in sorted(release.tables.items()):
        if not name.startswith("neighbours_"):
            continue
        for row in table.to_pylist():
            own, other, rank = row["area_code"], row["neighbour_code"], row["rank"]
            if own and other:
                new = NewNeighbour(own, other, rank, str(row["edition"]))
                found.setdefault((new.edition, own, rank), new)
    return tuple(found.values())
