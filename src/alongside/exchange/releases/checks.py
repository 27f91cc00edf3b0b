"""Finds faults in a published table by what must hold within one row, and within one area.

Nothing is known here of particular places: what is found is found by arithmetic. A figure that is
missing makes a check silent, never wrong; "not applicable" counts as none.
"""

import numpy as np
from numpy.typing import NDArray

from alongside.exchange.releases.doubting import Doubts
from alongside.exchange.releases.frames import Frame, Rows
from alongside.exchange.releases.layouts import ROW_TOTAL, Indicator, Sum
from alongside.exchange.releases.marks import REASONS
from alongside.exchange.releases.model import DoubtKind, Missing
from alongside.kernel.refusals import Refusal

_NONE = REASONS.index(str(Missing.NOT_APPLICABLE))
_MIXED_FROM, _MIXED_SHARE = 5, 0.02
Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]


def check_rows(frame: Frame, doubts: Doubts) -> None:
    """Every check of single rows: areas, repeated rows, signs, sums, percentages."""
    _check_areas(frame, doubts)
    _check_repeated_rows(frame, doubts)
    for column in frame.layout.count_columns:
        negative = frame.numbers(column) < 0
        doubts.add(
            DoubtKind.NEGATIVE_COUNT, frame, (column,), negative,
            ("a count is below zero.", "Found by looking for negative counts."),
        )  # fmt: skip
    for total in frame.layout.sums:
        _check_sum(frame, total, doubts)
    for indicator in frame.layout.indicators:
        if indicator.out_of:
            _check_share(frame, indicator, doubts)


def with_none(frame: Frame, column: str) -> Floats:
    """The figures of a column with "not applicable" as 0, since there is nothing to add."""
    numbers = frame.numbers(column)
    return np.where(frame.reasons(column) == _NONE, 0.0, numbers)


def denominator(frame: Frame, indicator: Indicator) -> Floats:
    """What the numerator is a share of; NaN where any part of it is missing."""
    if indicator.out_of == (ROW_TOTAL,):
        return of_all(frame, frame.numbers(indicator.of))
    whole = frame.numbers(indicator.out_of[0])
    for column in indicator.out_of[1:]:
        whole = whole + frame.numbers(column)
    return whole


def of_all(frame: Frame, numbers: Floats) -> Floats:
    """For each row the figure in the row for all of the same area and period."""
    place = area_and_period(frame)
    found = np.full(int(place.max(initial=0)) + 1, np.nan)
    found[place[frame.is_total]] = numbers[frame.is_total]
    return found[place]


def area_and_period(frame: Frame) -> Rows:
    return frame.own.astype(np.int64) * len(frame.periods) + frame.period


def _check_areas(frame: Frame, doubts: Doubts) -> None:
    columns = frame.layout.figure_columns
    for number, area in enumerate(frame.areas):
        if area.fault:
            doubts.add(
                DoubtKind(area.fault_kind), frame, columns, frame.area == number,
                (f"{area.published_name}: {area.fault}",
                 "Found by comparing codes and names with the list of authorities."),
            )  # fmt: skip


def _check_repeated_rows(frame: Frame, doubts: Doubts) -> None:
    cells = int(frame.cell.max(initial=0)) + 1
    key = frame.own.astype(np.int64) * cells + frame.cell
    _, number, times = np.unique(key, return_inverse=True, return_counts=True)
    doubts.add(
        DoubtKind.REPEATED_ROW, frame, frame.layout.figure_columns, times[number] > 1,
        ("the same area, period and breakdown stand in the table more than once.",
         "Found by counting the rows of each area, period and breakdown."),
    )  # fmt: skip


def _check_sum(frame: Frame, rule: Sum, doubts: Doubts) -> None:
    """``total`` is the sum of ``parts``, and no part is above it."""
    total, said = frame.numbers(rule.total), frame.layout.words_of
    parts = [with_none(frame, column) for column in rule.parts]
    added = np.sum(parts, axis=0)
    unequal = ~np.isnan(total) & ~np.isnan(added) & (added != total)
    doubts.add(
        DoubtKind.PARTS_DO_NOT_SUM, frame, (rule.total, *rule.parts), unequal,
        (f"{said(rule.total)} is not the sum of its {len(rule.parts)} parts.",
         "Found by adding the parts of each row."),
    )  # fmt: skip
    for column, part in zip(rule.parts, parts, strict=True):
        doubts.add(
            DoubtKind.TOTAL_BELOW_PART, frame, (rule.total, column), part > total,
            (f"{said(rule.total)} is below {said(column)}, which is a part of it.",
             "Found by comparing the total with each part."),
        )  # fmt: skip


def _check_share(frame: Frame, indicator: Indicator, doubts: Doubts) -> None:
    top, bottom = frame.numbers(indicator.of), denominator(frame, indicator)
    said = frame.layout.words_of
    doubts.add(
        DoubtKind.NUMERATOR_ABOVE_DENOMINATOR, frame, indicator.counts, top > bottom,
        (f"{said(indicator.of)} is above what it is a share of.",
         "Found by comparing numerator and denominator."),
    )  # fmt: skip
    if not indicator.percent:
        return
    published = frame.numbers(indicator.percent)
    with np.errstate(divide="ignore", invalid="ignore"):
        fraction = top / bottom
        wrong = np.abs(100 * fraction - published) > _tolerance(published)
    wrong |= (bottom == 0) & (top == 0) & (published > 0)
    _check_unit(frame, indicator, fraction, wrong)
    doubts.add(
        DoubtKind.PERCENTAGE_DOES_NOT_RECOMPUTE, frame,
        tuple(dict.fromkeys((*indicator.counts, indicator.percent))), wrong,
        (f"{said(indicator.percent)} is not what its counts give.",
         "Found by dividing the counts, allowing for rounding."),
    )  # fmt: skip


def _tolerance(published: Floats) -> Floats:
    """Half of the last place that was published: one decimal, or as many as there are."""
    is_rounded = np.abs(published * 10 - np.round(published * 10)) < 1e-6
    return np.where(is_rounded, 0.0501, 0.00051)


def _check_unit(frame: Frame, indicator: Indicator, fraction: Floats, wrong: Mask) -> None:
    """Percentages in some rows and fractions in others are two units in one column; a few such rows
    are faults like any other.
    """
    published = frame.numbers(indicator.percent)
    as_fraction = wrong & (np.abs(fraction - published) < 0.0051) & (fraction > 0.02)
    comparable = (fraction > 0.02) & ~np.isnan(published)
    if as_fraction.sum() >= max(_MIXED_FROM, _MIXED_SHARE * comparable.sum()):
        row = int(np.flatnonzero(as_fraction)[0])
        raise Refusal(
            f"{frame.name}: column {indicator.percent} holds percentages in some rows and fractions "
            f"of 1 in {int(as_fraction.sum()):,} others, such as row {row + 2} "
            f"({frame.words(row)}). Nothing was read."
        )
