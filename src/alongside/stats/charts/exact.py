"""Arithmetic that answers "on the mean, or beside it?" as on paper: 0.8 is the mean of 0.7 to 0.9.

Binary fractions cannot hold 0.7, and a plain average of 0.7, 0.8 and 0.9 is not 0.8. Figures with
up to six decimal places are therefore reckoned as whole numbers, which floats add and multiply
without error; for others the mean is the exact one, rounded once.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from alongside.stats.charts.segments import Bools, Floats, Segments

_MOST_PLACES = 6
_LARGEST_WHOLE = 2.0**53
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Exact:
    """``numbers`` are the values times ``scale``: whole where ``is_whole``, else scale 1.

    ``scale`` and ``is_whole`` have shape (series, 1).
    """

    numbers: Floats
    scale: Floats
    is_whole: Bools


def as_whole_numbers(values: Floats) -> Exact:
    """Shifts the decimal point of each series (row) until all its values are whole, if it can.

    A float is taken for the decimal that it prints as. Rows with more places, or too large for
    the products of a control chart to stay exact, are left as they are.
    """
    numbers = values.copy()
    scale = np.ones((len(values), 1))
    is_whole = np.zeros((len(values), 1), dtype=np.bool_)
    left = np.arange(len(values))
    for places in range(_MOST_PLACES + 1):
        fits, shifted = _shifted(values[left], power=10.0**places)
        found = left[fits]
        numbers[found], scale[found], is_whole[found] = shifted[fits], 10.0**places, True
        left = left[~fits]
        if not left.size:
            break
    return Exact(numbers, scale, is_whole)


def _shifted(rows: Floats, *, power: float) -> tuple[Bools, Floats]:
    """Whether every value of a row is a whole number over ``power``, and those numbers."""
    shifted = np.rint(rows * power)
    points = rows.shape[1]
    # The largest products are 600 and 6,534 times a value times points, as limits are compared.
    largest = _LARGEST_WHOLE / max(1, points * (600 * points + 6_534))
    unfit = (shifted / power != rows) | (np.abs(shifted) > largest)
    return ~(unfit & ~np.isnan(rows)).any(axis=1), shifted


def group_means(exact: Exact, segments: Segments) -> tuple[Floats, Floats]:
    """Sum and mean of ``numbers`` over each group's baseline; the mean is NaN where it is empty.

    Where some value of a row that is not whole lies close to the mean, the mean is recomputed
    exactly and rounded once, so that it equals the value if it is the nearest float to it.
    """
    totals = segments.total(exact.numbers, where=segments.baseline)
    with np.errstate(invalid="ignore"):
        means = totals / segments.sizes
    rough = np.flatnonzero(~exact.is_whole)
    if rough.size:
        _mend(means, exact.numbers, segments, rows=rough)
    return totals, means


def _mend(means: Floats, numbers: Floats, segments: Segments, *, rows: NDArray[np.intp]) -> None:
    keys, values, baseline = segments.keys[rows], numbers[rows], segments.baseline[rows]
    centre = means[keys]
    close = np.abs(values - centre) <= _CLOSE * (np.abs(values) + np.abs(centre))
    close &= segments.judged[rows] & ~np.isnan(centre)
    for row in np.flatnonzero(close.any(axis=1)):
        for key in np.unique(keys[row][close[row]]):
            means[key] = _exact_mean(values[row][(keys[row] == key) & baseline[row]])


def _exact_mean(values: Floats) -> float:
    if values.min() == values.max():
        return float(values[0])
    return float(sum(map(Fraction, values.tolist()), Fraction()) / len(values))
