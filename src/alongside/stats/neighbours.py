"""An area beside its statistical neighbours: their plain mean, or all of them pooled.

A mean of percentages has no numerator, so nothing can be tested against it, and it says so. The pooled
neighbours have one. Who an area's neighbours are is for others.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from alongside.stats.arrays import Array, Words, as_bases, as_counts, as_numbers, plain, together
from alongside.stats.comparing import Polarity, single95
from alongside.stats.intervals import wilson
from alongside.stats.ratios import difference_of_proportions

NOT_TESTED = "Not tested: a mean of percentages has no number of children behind it."


@dataclass(frozen=True, slots=True, eq=False)
class NeighbourMean:
    """The mean, how many neighbours it rests on, and that it was not tested."""

    mean: Array
    counted: Array
    test: str


@dataclass(frozen=True, slots=True, eq=False)
class NeighbourComparison:
    """The area's share with its interval, the pooled neighbours' share, and the difference."""

    value: Array
    lower: Array
    upper: Array
    neighbours: Array
    counted: Array
    judgement: Words
    difference: Array
    difference_lower: Array
    difference_upper: Array


def neighbour_mean(values: ArrayLike) -> NeighbourMean:
    """The plain mean over the last axis, missing neighbours left out, as DfE's tool shows it.

    ``values`` is (…, neighbours). Without any value the mean is missing.

    >>> neighbour_mean([50, 60, None]).mean
    np.float64(55.0)
    """
    x = np.atleast_1d(as_numbers(values, field="values"))
    present = ~np.isnan(x)
    counted = present.sum(axis=-1).astype(np.float64)
    total = np.where(present, x, 0).sum(axis=-1)
    return NeighbourMean(
        plain(total / np.where(counted > 0, counted, np.nan)), plain(counted), NOT_TESTED
    )


def compare_with_neighbours(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    neighbour_numerator: ArrayLike,
    neighbour_denominator: ArrayLike,
    polarity: Polarity = "no_judgement",
) -> NeighbourComparison:
    """An area's share against Σ numerator / Σ denominator of its neighbours.

    Neighbours are (…, neighbours), the area (…). A neighbour with a missing number is left out. The
    judgement is ``single95``'s against the pooled share; the difference has Newcombe's interval.

    >>> compare_with_neighbours(153, 236, neighbour_numerator=[50, 50],
    ...                         neighbour_denominator=[100, 100]).judgement
    np.str_('higher')
    """
    x, n = together(
        np.atleast_1d(as_counts(neighbour_numerator, field="neighbour_numerator")),
        np.atleast_1d(as_bases(neighbour_denominator, field="neighbour_denominator")),
        fields="Neighbours’ numerators and denominators",
    )
    present = ~np.isnan(x + n)
    counted = present.sum(axis=-1)
    pooled = np.where(present, x, 0).sum(axis=-1)
    base = np.where(counted > 0, np.where(present, n, 0).sum(axis=-1), np.nan)
    area = wilson(numerator, denominator)
    others = wilson(pooled, base)
    gap = difference_of_proportions(
        numerator, denominator, other_numerator=pooled, other_denominator=base
    )
    return NeighbourComparison(
        *(area.value, area.lower, area.upper),
        neighbours=others.value,
        counted=plain(counted),
        judgement=single95(area.lower, area.upper, benchmark=others.value, polarity=polarity),
        difference=gap.value,
        difference_lower=gap.lower,
        difference_upper=gap.upper,
    )
