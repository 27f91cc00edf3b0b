"""Finds faults in a published table by what must hold between rows: breakdowns and areas add up.

A total may be larger than its parts where a part is missing, since DfE counts areas that returned
totals only; it may never be smaller.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alongside.exchange.releases.authorities import ENGLAND, authorities
from alongside.exchange.releases.checks import Floats, Mask, area_and_period, with_none
from alongside.exchange.releases.doubting import Doubts
from alongside.exchange.releases.frames import AUTHORITY, REGION, Frame, Rows
from alongside.exchange.releases.model import DoubtKind

_LONDON_PARTS = "E13"
_SUBTOTAL = " - total"


def check_between_rows(frame: Frame, doubts: Doubts) -> None:
    """Every check between rows, for each count."""
    places = _Places.of(frame)
    subtotal = _subtotals(frame)
    for column in frame.layout.count_columns:
        numbers = frame.numbers(column)
        if len(frame.topics) > 1:
            _check_breakdowns(frame, column, subtotal, doubts)
        if (numbers < 0).any():
            continue  # a sum with counts below zero says nothing; they are in doubt already
        repeated = _check_repeated_total(frame, places, column, doubts)
        believed = np.where(repeated, np.nan, numbers)
        _check_regions(frame, places, (column, believed), doubts)
        _check_england(frame, places, (column, believed), doubts)


@dataclass(frozen=True, slots=True)
class _Places:
    """``region`` is 1–9 for rows of an authority or a region, 0 otherwise.

    ``group`` numbers cell and region together. ``lacking`` tells for each such group whether an
    authority that existed has no row, so that a region may be more than its authorities.
    """

    region: Rows
    group: Rows
    is_authority: Mask
    is_region: Mask
    is_england: Mask
    lacking: Mask

    @classmethod
    def of(cls, frame: Frame) -> "_Places":
        numbers = [
            int(area.region_code[-1])
            if area.region_code and not area.region_code.startswith(_LONDON_PARTS) else 0
            for area in frame.areas
        ]  # fmt: skip
        region = np.array(numbers, dtype=np.int64)[frame.area]
        is_authority = frame.of_areas(lambda area: area.level == AUTHORITY) & (region > 0)
        is_region = frame.of_areas(lambda area: area.level == REGION) & (region > 0)
        is_england = frame.of_areas(lambda area: area.code == ENGLAND)
        group = frame.cell * 10 + region
        return cls(region, group, is_authority, is_region, is_england, _lacking(frame, region))


def _lacking(frame: Frame, region: Rows) -> Mask:
    """By group: the region has fewer authorities in the topic than it had at the time."""
    size = (int(frame.cell.max(initial=0)) + 1) * 10
    known = list(authorities().values())
    expected = np.zeros((len(frame.periods), 10), dtype=np.int64)
    for number, period in enumerate(frame.periods):
        for authority in known:
            expected[number, int(authority.region_code[-1])] += authority.existed_on(
                period.starts_on
            )
    is_known = frame.of_areas(lambda area: area.level == AUTHORITY and bool(area.code))
    topics = len(frame.topics)
    place = (frame.period.astype(np.int64) * topics + frame.topic) * 10 + region
    seen = np.unique(np.stack([place[is_known], frame.own[is_known]]), axis=1)
    present = np.bincount(seen[0].astype(np.int64), minlength=len(frame.periods) * topics * 10)
    wanted = np.repeat(expected, topics, axis=0).reshape(-1)
    short = present < wanted
    cells = np.arange(size) // 10
    period_topic = cells // len(frame.breakdowns)
    return np.asarray(short[period_topic * 10 + np.arange(size) % 10])


def _check_repeated_total(
    frame: Frame, places: _Places, column: str, doubts: Doubts
) -> NDArray[np.bool_]:
    """Two authorities or more that each hold the total of their region."""
    numbers = frame.numbers(column)
    of_region = _by_group(places.group, numbers, places.is_region, places.lacking.size)
    same = places.is_authority & (numbers > 0) & (numbers == of_region[places.group])
    times = np.bincount(places.group[same], minlength=places.lacking.size)
    repeated: Mask = same & (times[places.group] > 1)
    doubts.add(
        DoubtKind.REGION_TOTAL_REPEATED, frame, (column, *_derived(frame, column)), repeated,
        ("each of these authorities holds the total of its whole region.",
         "Found by comparing authorities with their region."),
    )  # fmt: skip
    return repeated


def _derived(frame: Frame, column: str) -> tuple[str, ...]:
    """Percentages that are taken of the column."""
    found = (i.percent for i in frame.layout.indicators if i.percent and i.of == column)
    return tuple(dict.fromkeys(found))


def _check_breakdowns(frame: Frame, column: str, subtotal: Mask, doubts: Doubts) -> None:
    """The rows of a topic add up to the row for all of their area and period.

    Where one topic does not and another does, the topic is in doubt; where none does, the total.
    """
    numbers = with_none(frame, column)
    place = area_and_period(frame)
    size = int(place.max(initial=0)) + 1
    total = _by_group(place, numbers, frame.is_total, size)
    sums = _topic_sums(frame, place[~subtotal], numbers[~subtotal], (~subtotal, size))
    wrong: Mask = np.asarray(sums != total if frame.layout.whole else sums > total)
    wrong &= ~np.isnan(sums) & ~np.isnan(total)
    right = (~np.isnan(sums) & ~np.isnan(total) & ~wrong).any(axis=0)
    blamed_total: Mask = np.asarray(wrong.any(axis=0) & ~right)
    alone = (~np.isnan(sums)).sum(axis=0) == 1
    blamed_topic = wrong & (right | alone)
    in_topic = blamed_topic[frame.topic - 1, place] & ~frame.is_total
    rows = (frame.is_total & blamed_total[place]) | in_topic
    doubts.add(
        DoubtKind.BREAKDOWN_DOES_NOT_SUM, frame, (column, *_derived(frame, column)), rows,
        ("the rows of a breakdown do not add up to the row for all.",
         "Found by adding the rows of each breakdown."),
    )  # fmt: skip


def _topic_sums(frame: Frame, place: Rows, numbers: Floats, counted: tuple[Mask, int]) -> Floats:
    """By topic and place; NaN where the topic is absent or a figure missing."""
    rows, size = counted
    topic_of = frame.topic[rows]
    sums = np.full((len(frame.topics) - 1, size), np.nan)
    for topic in range(1, len(frame.topics)):
        of_topic = topic_of == topic
        found = np.bincount(place[of_topic], weights=numbers[of_topic], minlength=size)
        present = np.bincount(place[of_topic], minlength=size) > 0
        sums[topic - 1] = np.where(present, found, np.nan)
    return sums


def _subtotals(frame: Frame) -> Mask:
    """Rows "Special - total" of periods in which other rows begin with "Special - "."""
    found: Mask = np.zeros(frame.size, dtype=np.bool_)
    for number, value in enumerate(frame.breakdowns):
        if not value.endswith(_SUBTOTAL):
            continue
        beginning = value.removesuffix(_SUBTOTAL).casefold() + " - "
        parts = [
            n for n, other in enumerate(frame.breakdowns)
            if n != number and other.casefold().startswith(beginning)
        ]  # fmt: skip
        periods = np.unique(frame.period[np.isin(frame.breakdown, parts)])
        found |= (frame.breakdown == number) & np.isin(frame.period, periods)
    return found


def _check_regions(
    frame: Frame, places: _Places, figures: tuple[str, Floats], doubts: Doubts
) -> None:
    """A region is the sum of its authorities."""
    column, numbers = figures
    size = places.lacking.size
    region = _by_group(places.group, numbers, places.is_region, size)
    added, missing = _added(places.group, numbers, places.is_authority, size)
    is_short = missing | places.lacking
    with np.errstate(invalid="ignore"):
        wrong = np.where(is_short, added > region, added != region) & ~np.isnan(region)
    wrong &= np.bincount(places.group[places.is_authority], minlength=size) > 0
    rows = wrong[places.group] & (places.is_authority | places.is_region)
    doubts.add(
        DoubtKind.AREAS_DO_NOT_SUM, frame, (column,), rows,
        ("the authorities of a region do not add up to the region.",
         "Found by adding the authorities of each region."),
    )  # fmt: skip


def _check_england(
    frame: Frame, places: _Places, figures: tuple[str, Floats], doubts: Doubts
) -> None:
    """England is the sum of its nine regions, or of its authorities where no region is published."""
    column, numbers = figures
    size = places.lacking.size // 10
    england = _by_group(frame.cell, numbers, places.is_england, size)
    has_regions = np.bincount(frame.cell[places.is_region], minlength=size) > 0
    by_region = places.is_region & has_regions[frame.cell]
    by_authority = places.is_authority & ~has_regions[frame.cell]
    used = by_region | by_authority
    added, missing = _added(frame.cell, numbers, used, size)
    lacking = places.lacking.reshape(-1, 10)[:, 1:].any(axis=1) & ~has_regions
    is_short = missing | lacking | (has_regions & (_count(frame.cell, by_region, size) < 9))
    with np.errstate(invalid="ignore"):
        wrong = np.where(is_short, added > england, added != england) & ~np.isnan(england)
    wrong &= _count(frame.cell, used, size) > 0
    doubts.add(
        DoubtKind.AREAS_DO_NOT_SUM, frame, (column,), wrong[frame.cell] & places.is_england,
        ("England is not the sum of its areas.", "Found by adding the areas of England."),
    )  # fmt: skip


def _count(group: Rows, rows: Mask, size: int) -> Rows:
    return np.bincount(group[rows], minlength=size)


def _added(group: Rows, numbers: Floats, rows: Mask, size: int) -> tuple[Floats, Mask]:
    """The sum of each group, and whether a figure is missing in it."""
    is_missing = np.isnan(numbers)
    weights = np.where(is_missing, 0.0, numbers)
    added = np.bincount(group[rows], weights=weights[rows], minlength=size).astype(np.float64)
    return added, np.bincount(group[rows & is_missing], minlength=size) > 0


def _by_group(group: Rows, numbers: Floats, rows: Mask, size: int) -> Floats:
    found = np.full(size, np.nan)
    found[group[rows]] = numbers[rows]
    return found
