"""Areas put in order: ranks, quantiles, quintiles and the A to D of DfE's tool.

Areas are the last axis; axes before it are separate tables. A missing area stays missing. Tools cut the
same list differently, so each function follows one tool and says which.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from alongside.kernel.refusals import Refusal
from alongside.stats.arrays import Array, Words, as_numbers, check_word, plain_words
from alongside.stats.comparing import POLARITIES, Polarity

QUINTILE_WORDS = ("worst", "worse", "middle", "better", "best")
LEVEL_WORDS = ("lowest", "low", "middle", "high", "highest")


@dataclass(frozen=True, slots=True, eq=False)
class Bands:
    """``band`` counts from 1, the lowest values; ``label`` names it, empty where there is none.
    ``reason`` says of each table why it has none at all.
    """

    band: Array
    label: Words
    reason: Words


def quintiles(
    values: ArrayLike,
    *,
    method: Literal["percentile", "ntile"] = "percentile",
    polarity: Polarity = "no_judgement",
) -> Bands:
    """Fifths as the public health profiles of England cut them; none below 5 areas.

    "percentile": bounds at 20%, 40%, … by linear interpolation at (n - 1)p + 1, rounded to 10
    decimals; an area belongs to the first bound that its value does not exceed. "ntile": areas in
    order dealt into five groups, the first groups one larger where five does not divide them; equal
    values keep their order. Labels: worst to best where a direction is good, else lowest to highest.

    >>> quintiles([1, 2, 3, 4, 5, 6]).band
    array([1., 1., 2., 3., 4., 5.])
    """
    check_word(polarity, POLARITIES, field="polarity")
    band = _cut(values, 5, method)
    place = np.where(np.isnan(band), 0, band).astype(np.intp)
    words = LEVEL_WORDS if polarity == "no_judgement" else QUINTILE_WORDS
    if polarity == "low_is_good":
        words = words[::-1]
    if polarity == "not_applicable":
        words = ("",) * 5
    return Bands(band, np.array(("", *words))[place], _too_few(values, 5))


def quartiles(values: ArrayLike, *, method: Literal["percentile", "ntile"] = "percentile") -> Bands:
    """Quarters, cut as ``quintiles`` are; none below 4 areas.

    >>> quartiles([1, 2, 3, 4]).label
    array(['1 of 4', '2 of 4', '3 of 4', '4 of 4'], dtype='<U6')
    """
    band = _cut(values, 4, method)
    place = np.where(np.isnan(band), 0, band).astype(np.intp)
    labels = np.array(("", "1 of 4", "2 of 4", "3 of 4", "4 of 4"))
    return Bands(band, labels[place], _too_few(values, 4))


def quartile_bands(values: ArrayLike, *, polarity: Polarity) -> Words:
    """The bands A (best) to D of DfE's Local Authority Interactive Tool, over all authorities given.

    Bounds are the quartiles by linear interpolation (R's default), ``value ≤ bound`` throughout: an
    authority on a bound gets the better band where low is good and the worse where high is good.
    Empty for missing values and without a good direction. The tool colours A and D alone.

    >>> quartile_bands([1, 2, 3, 4, 5], polarity="low_is_good")
    array(['A', 'A', 'B', 'C', 'D'], dtype='<U1')
    """
    check_word(polarity, POLARITIES, field="polarity")
    if polarity in {"no_judgement", "not_applicable"}:
        return np.full(np.atleast_1d(as_numbers(values, field="values")).shape, "", dtype="<U1")
    letters = np.array(list("ABCD" if polarity == "low_is_good" else "DCBA"))
    place = _rowwise(values, _quarter)
    found = letters[np.where(np.isnan(place), 0, place).astype(np.intp)]
    return np.where(np.isnan(place), "", found)


def ranks(values: ArrayLike, *, polarity: Polarity = "high_is_good") -> Array:
    """Rank 1 is the best, or the highest where no direction is good; equal values share the smallest.

    >>> ranks([90, 95, 95, None])
    array([ 3.,  1.,  1., nan])
    """
    check_word(polarity, POLARITIES, field="polarity")
    sign = 1 if polarity == "low_is_good" else -1
    x = as_numbers(values, field="values") * sign
    return _rowwise(x, _ranked)


def quantiles(
    values: ArrayLike, *, number: int = 10, first: Literal["lowest", "highest"] = "lowest"
) -> Array:
    """Each area's quantile from 1 to ``number``, as England's public health methods assign them.

    ``floor((k + 1) - ceil(((m + 1) - rank) / (m / k)))`` of m present areas, rank with the smallest
    for ties, 0 read as 1; quantile 1 holds the lowest values, or the highest with ``first`` so.
    Missing for all where there are fewer areas than quantiles.

    >>> quantiles([10, 20, 30, 40], number=2)
    array([1., 1., 2., 2.])
    """
    check_word(first, ("lowest", "highest"), field="first")
    if number < 2:
        raise Refusal("Quantiles need at least 2 groups.", field="number")
    x = as_numbers(values, field="values") * (1 if first == "lowest" else -1)

    def cut(row: Array) -> Array:
        m = row.size
        if m < number:
            return np.full(m, np.nan)
        back = np.ceil(((m + 1) - _ranked(row)) / (m / number))
        cut_at: Array = np.maximum(np.floor((number + 1) - back), 1)
        return cut_at

    return _rowwise(x, cut)


def _cut(values: ArrayLike, groups: int, method: str) -> Array:
    check_word(method, ("percentile", "ntile"), field="method")
    return _rowwise(
        values, lambda row: (_by_bounds if method == "percentile" else _dealt)(row, groups)
    )


def _too_few(values: ArrayLike, groups: int) -> Words:
    """Empty for a table that was cut."""
    present = ~np.isnan(np.atleast_1d(as_numbers(values, field="values")))
    held = present.sum(axis=-1)
    sentences = [
        "" if count >= groups else f"{_figures(int(count))}, and {groups} groups need {groups}."
        for count in np.atleast_1d(held).flat
    ]
    return plain_words(np.reshape(sentences, held.shape))


def _figures(count: int) -> str:
    return "There is 1 figure" if count == 1 else f"There are {count} figures"


def _quarter(row: Array) -> Array:
    bounds = np.quantile(row, [0.25, 0.5, 0.75])
    return np.searchsorted(bounds, row).astype(np.float64)


def _by_bounds(row: Array, groups: int) -> Array:
    if row.size < groups:
        return np.full(row.size, np.nan)
    bounds = np.round(np.quantile(row, np.arange(1, groups + 1) / groups), 10)
    # The highest value may exceed its own bound by the rounding.
    return np.minimum(np.searchsorted(bounds, row) + 1, groups).astype(np.float64)


def _dealt(row: Array, groups: int) -> Array:
    if row.size < groups:
        return np.full(row.size, np.nan)
    sizes = [row.size // groups + (group < row.size % groups) for group in range(groups)]
    band = np.empty(row.size)
    band[np.argsort(row, kind="stable")] = np.repeat(np.arange(1, groups + 1), sizes)
    return band


def _ranked(row: Array) -> Array:
    return np.searchsorted(np.sort(row), row).astype(np.float64) + 1


def _rowwise(values: ArrayLike, answer: Callable[[Array], Array]) -> Array:
    """The answer for the present values of each row, missing elsewhere."""
    x = np.atleast_1d(as_numbers(values, field="values"))
    found = np.full(x.shape, np.nan)
    for place in np.ndindex(x.shape[:-1]):
        present = ~np.isnan(x[place])
        if present.any():
            found[place][present] = answer(x[place][present])
    return found
