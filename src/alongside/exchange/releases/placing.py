"""Places the rows of a table: turns its key columns into areas, periods and breakdowns.

Refuses what makes a table unusable: a period that is none, two kinds of period in one file, periods
that go forth and back, no row for all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from alongside.exchange.releases.csv_tables import ReadTable, text_column
from alongside.exchange.releases.frames import AUTHORITY, TOTAL, Area, Frame, Numbers
from alongside.exchange.releases.layouts import TableLayout
from alongside.exchange.releases.periods import Period, read_period
from alongside.exchange.releases.recognising import LEVEL_WORDS, Published, recognise
from alongside.kernel.refusals import Refusal

_DIMENSIONS = {
    "child or young persons age": "age",
    "young persons age": "age",
    "age at start of academic year": "age",
    "age at time of request": "age",
    "age plan ceased": "age",
    "characteristic_age": "age_band",
    "years ehc plan in place": "years_in_place",
    "years plan held": "years_in_place",
    "type of placement": "placement",
    "primary type of need": "primary_need",
}


@dataclass(frozen=True, slots=True)
class _Keys:
    """One number a row for a column or a group of columns, and what each number says."""

    number: Numbers
    said: tuple[tuple[str, ...], ...]


def place(read: ReadTable) -> Frame:
    areas, area = _areas(read)
    periods, period = _periods(read)
    topics, breakdowns, topic, breakdown = _breakdowns(read)
    cell = (period.astype(np.int64) * len(topics) + topic) * len(breakdowns) + breakdown
    frame = Frame(
        read.name, read.layout, read.table, areas, periods, topics, breakdowns,
        area, _own(areas)[area], period, topic, breakdown, cell,
    )  # fmt: skip
    _check_order(frame)
    return frame


def _keys(table: pa.Table, names: Sequence[str]) -> _Keys:
    """The distinct combinations of the columns, numbered as they first come when sorted."""
    columns = [text_column(table, name) for name in names]
    mixed: NDArray[np.int64] = np.zeros(table.num_rows, dtype=np.int64)
    for column in columns:
        mixed = mixed * max(len(column.dictionary), 1) + column.indices.to_numpy()
    _, first, number = np.unique(mixed, return_index=True, return_inverse=True)
    texts = [
        [str(word).strip() for word in column.take(pa.array(first)).to_pylist()]
        for column in columns
    ]
    return _Keys(number.astype(np.int32), tuple(zip(*texts, strict=True)))


def _areas(read: ReadTable) -> tuple[tuple[Area, ...], Numbers]:
    names = ("geographic_level", "new_la_code", "old_la_code", "la_name")
    keys = _keys(read.table, (*names, "region_code", "region_name"))
    areas = []
    for level, *said in keys.said:
        known = AUTHORITY if read.layout.all_authorities else LEVEL_WORDS.get(level.casefold())
        if known is None:
            raise Refusal(
                f"{read.name}: “{level}” is no geographic level that is read here. Expected are "
                "National, Regional and Local authority."
            )
        areas.append(recognise(Published(known, *said)))
    return _merged(areas, keys.number)


def _own(areas: Sequence[Area]) -> Numbers:
    places: dict[tuple[str, ...], int] = {}
    identities = [
        (area.level, area.code) if area.code else (area.level, area.published_code, area.name)
        for area in areas
    ]
    return np.array([places.setdefault(one, len(places)) for one in identities], dtype=np.int32)


def _merged(found: Sequence[Area], number: Numbers) -> tuple[tuple[Area, ...], Numbers]:
    places: dict[Area, int] = {}
    order = np.array([places.setdefault(item, len(places)) for item in found], dtype=np.int32)
    return tuple(places), order[number]


def _periods(read: ReadTable) -> tuple[tuple[Period, ...], Numbers]:
    _check_one_kind(read)
    keys = _keys(read.table, ("time_period",))
    periods = []
    for (said,) in keys.said:
        period = read_period(said, read.layout.timing)
        if period is None:
            raise Refusal(
                f"{read.name}: “{said}” in column time_period is not a period such as 2024 or "
                "202425. Nothing was read."
            )
        periods.append(period)
    return tuple(periods), keys.number


def _check_one_kind(read: ReadTable) -> None:
    kinds = {kind for (kind,) in _keys(read.table, ("time_identifier",)).said}
    if len(kinds) > 1:
        listed = " and ".join(sorted(f"“{kind}”" for kind in kinds))
        raise Refusal(
            f"{read.name} mixes kinds of period in one table: {listed}. Nothing was read."
        )


def _breakdowns(
    read: ReadTable,
) -> tuple[tuple[str, ...], tuple[str, ...], Numbers, Numbers]:
    """Topics and breakdowns as lists, total first, and the position of each row in them."""
    layout = read.layout
    size = read.table.num_rows
    if not layout.breakdown_columns:
        nought = np.zeros(size, dtype=np.int32)
        return (TOTAL,), (TOTAL,), nought, nought
    keys = _keys(read.table, layout.breakdown_columns)
    pairs = [_named(layout, said) for said in keys.said]
    topics = tuple(dict.fromkeys((TOTAL, *(topic for topic, _ in pairs))))
    breakdowns = tuple(dict.fromkeys((TOTAL, *(breakdown for _, breakdown in pairs))))
    topic = np.array([topics.index(topic) for topic, _ in pairs], dtype=np.int32)[keys.number]
    place_of = {breakdown: place for place, breakdown in enumerate(breakdowns)}
    breakdown = np.array([place_of[value] for _, value in pairs], dtype=np.int32)[keys.number]
    if layout.total_topics and not (topic == 0).any():
        raise Refusal(
            f"{read.name} has no row for all: “{layout.total_topics[0]}” was expected as its "
            "breakdown. It may have been renamed. Nothing was read."
        )
    return topics, breakdowns, topic, breakdown


def _named(layout: TableLayout, said: tuple[str, ...]) -> tuple[str, str]:
    totals = {topic.casefold() for topic in layout.total_topics}
    if said[0].casefold() in totals:
        return TOTAL, TOTAL
    if len(said) == 1:
        return _dimension(layout.breakdown), plain_value(said[0])
    if layout.topic == "establishment_group":
        is_group = said[1].casefold() in totals
        return ("placement_group", said[0]) if is_group else ("placement", said[1])
    return _dimension(said[0]), plain_value(said[1])


def _dimension(topic: str) -> str:
    plain = topic.casefold()
    return _DIMENSIONS.get(plain) or re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def plain_value(text: str) -> str:
    """A value of a breakdown as one release and the next would both write it.

    >>> plain_value("Aged 10"), plain_value("age 10"), plain_value("4 years")
    ('10', '10', '4')
    """
    plain = re.sub(r"^aged?\s+(?=\d|unknown|under|over)", "", text, flags=re.I)
    plain = re.sub(r"^(\d+) years?$", r"\1", plain)
    return "unknown" if plain.casefold() == "unknown" else plain


def _check_order(frame: Frame) -> None:
    """Periods may run forth or back in a file, but not both."""
    starts = np.array([period.starts_on.toordinal() for period in frame.periods])[frame.period]
    own = len(frame.topics) * len(frame.breakdowns)
    key = (frame.own.astype(np.int64) * own) + frame.topic * len(frame.breakdowns)
    order = np.argsort(key + frame.breakdown, kind="stable")
    same = np.diff((key + frame.breakdown)[order]) == 0
    steps = np.diff(starts[order]) * same
    if (steps > 0).any() and (steps < 0).any():
        fewer = steps < 0 if (steps > 0).sum() >= (steps < 0).sum() else steps > 0
        row = int(order[1:][fewer].min())
        raise Refusal(
            f"{frame.name}: the periods are out of order at row {row + 2} ({frame.words(row)}). "
            "Nothing was read: choose the file as it was published."
        )
