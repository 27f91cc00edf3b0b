"""Funnel plots: which areas lie further from the average than chance explains, and the lines to draw.

Areas are the last axis; axes before it are separate plots. Two pairs of limits always: 95% and 99.8%.
An area outside them is a question to ask, not an answer. Drawing is for others.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import pdtrik

from alongside.kernel.refusals import Refusal
from alongside.stats.arrays import (
    Array,
    Words,
    as_bases,
    as_counts,
    as_parts,
    check_multiplier,
    check_word,
    plain,
    together,
    z_of,
)
from alongside.stats.intervals import count_interval, exact_poisson

WARNING, ACTION = 0.95, 0.998
"""The inner and the outer pair: z is 1.95996 and 3.09023."""

HIGH_998, HIGH_95 = "High (0.001)", "High (0.025)"
LOW_95, LOW_998 = "Low (0.025)", "Low (0.001)"
NOT_SIGNIFICANT, NOT_ASSESSED = "Not significant", "Not assessed"
FEWEST_STANDARDISED = 10


@dataclass(frozen=True, slots=True, eq=False)
class Funnel:
    """Each area's place. For proportions the limits are the chart's at the area's base; for rates and
    ratios they are the area's own, which are held against the average."""

    average: Array
    denominator: Array
    value: Array
    lower_95: Array
    upper_95: Array
    lower_998: Array
    upper_998: Array
    significance: Words


@dataclass(frozen=True, slots=True, eq=False)
class FunnelLines:
    """Chart lines over a base that rises: people, or expected events for ratios."""

    average: float
    denominator: Array
    lower_95: Array
    upper_95: Array
    lower_998: Array
    upper_998: Array


@dataclass(frozen=True, slots=True, eq=False)
class FunnelPoints:
    """Chart lines by the number of events: line i passes through (``denominator``[i], ``value``[i])."""

    events: Array
    lower_95_denominator: Array
    lower_95: Array
    upper_95_denominator: Array
    upper_95: Array
    lower_998_denominator: Array
    lower_998: Array
    upper_998_denominator: Array
    upper_998: Array


@dataclass(frozen=True, slots=True, eq=False)
class _Scale:
    value: Array
    multiplier: float


def funnel_of_proportions(
    numerator: ArrayLike, denominator: ArrayLike, *, multiplier: float = 1.0
) -> Funnel:
    """Areas against ``average ∓ z √(average (1 - average) / n)``, average = Σ numerator / Σ denominator.

    Limits are clipped to 0 and 1 on the scale of the multiplier; the judgement uses them unclipped,
    strictly, the outer pair first. A missing area is not assessed and not in the average. Refuses as
    ``wilson`` does.

    >>> funnel_of_proportions([90, 50], [100, 100]).significance
    array(['High (0.001)', 'Low (0.001)'], dtype='<U15')
    """
    x, n = (np.atleast_1d(part) for part in as_parts(numerator, denominator))
    check_multiplier(multiplier)
    x, n, average = _pooled(x, n)
    value = x / n
    inner, outer = _normal_half(average, n, WARNING), _normal_half(average, n, ACTION)
    limits = (average - inner, average + inner, average - outer, average + outer)
    lower_95, upper_95, lower_998, upper_998 = limits
    tests = (value < lower_998, value > upper_998, value < lower_95, value > upper_95)
    words = significance_of(tests, assessed=~np.isnan(value))
    place = _Scale(value * multiplier, multiplier)
    clipped = [np.clip(limit, 0, 1) for limit in limits]
    return _funnel(n, average, clipped, scale=place, words=words)


def funnel_of_rates(
    count: ArrayLike,
    *,
    denominator: ArrayLike | None = None,
    rate: ArrayLike | None = None,
    multiplier: float = 100_000,
    rate_type: Literal["crude", "dsr"] = "crude",
) -> Funnel:
    """Areas whose own count limits, over their denominator, exclude the average rate.

    High when the lower limit (exact below 10 events, Byar's from 10) lies above Σ count / Σ
    denominator, low when the upper lies below; strictly, 99.8% first. Without ``denominator`` it is
    ``multiplier × count / rate``, so an area without events needs one. A directly standardised rate
    ("dsr") with fewer than 10 events is not assessed.

    >>> funnel_of_rates([5, 40], denominator=[1000, 1000], multiplier=1000).significance
    array(['Low (0.001)', 'High (0.001)'], dtype='<U15')
    """
    check_word(rate_type, ("crude", "dsr"), field="rate_type")
    check_multiplier(multiplier)
    x = np.atleast_1d(as_counts(count, field="count"))
    x, n, average = _pooled(*_based(x, denominator, rate, multiplier))
    enough = x >= FEWEST_STANDARDISED if rate_type == "dsr" else ~np.isnan(x)
    value = x / n if rate is None else _as_long(as_counts(rate, field="rate"), x)
    scale = _Scale(value * multiplier if rate is None else value, multiplier)
    return _own_limits(x, n, average, scale=scale, assessed=enough)


def funnel_of_ratios(
    observed: ArrayLike, expected: ArrayLike, *, multiplier: float = 1.0
) -> Funnel:
    """Areas whose own limits of observed over expected exclude 1. See ``funnel_of_rates``.

    ``multiplier`` 100 shows them on a scale on which 100 is as expected.

    >>> funnel_of_ratios([5, 40], [20, 20]).significance
    array(['Low (0.001)', 'High (0.001)'], dtype='<U15')
    """
    check_multiplier(multiplier)
    x = np.atleast_1d(as_counts(observed, field="observed"))
    n = np.atleast_1d(as_bases(expected, field="expected"))
    x, n = together(x, n, fields="observed and expected")
    one = np.ones((*x.shape[:-1], 1))
    scale = _Scale(x / n * multiplier, multiplier)
    return _own_limits(x, n, one, scale=scale, assessed=~np.isnan(x / n))


def funnel_lines_of_proportions(
    average: float, *, denominator: ArrayLike, multiplier: float = 1.0
) -> FunnelLines:
    """The lines ``average ∓ z √(average (1 - average) / n)`` over ``denominator``, clipped to 0 and 1.

    ``average`` is a share from 0 to 1, whatever the multiplier; the lines come on its scale.

    >>> funnel_lines_of_proportions(0.5, denominator=[100]).upper_95.round(3)
    array([0.598])
    """
    check_multiplier(multiplier)
    n = np.atleast_1d(as_bases(denominator, field="denominator"))
    if not 0 <= average <= 1:
        raise Refusal("The average must be a share from 0 to 1.", field="average")
    halves = (_normal_half(np.float64(average), n, each) for each in (WARNING, ACTION))
    limits = [
        np.clip(average + sign * half, 0, 1) * multiplier for half in halves for sign in (-1, 1)
    ]
    return FunnelLines(average * multiplier, n, *limits)


def funnel_lines_of_rates(
    average: float, *, denominator: ArrayLike, multiplier: float = 100_000
) -> FunnelLines:
    """Lines for rates by inverting the Poisson distribution, over ``denominator``.

    At a base n, E = average n / multiplier events are expected. The lower line is the count k whose
    exact upper limit is E, the upper line the count whose exact lower limit is E, both read between
    whole numbers, times multiplier / n. Where no count is low enough the lower line is 0, and the upper
    line is never below one event. ``average``
    is on the multiplier's scale. For ratios: average 1, multiplier 1, and the denominator expected.
    The judgement of areas (``funnel_of_rates``) uses Byar's limits from 10 events, so that a point on
    a line may fall on either side.

    >>> funnel_lines_of_rates(10, denominator=[1000], multiplier=1000).upper_95.round(3)
    array([17.127])
    """
    check_multiplier(multiplier)
    n = np.atleast_1d(as_bases(denominator, field="denominator"))
    _check_average(average)
    expected = n * average / multiplier
    limits = []
    for each in (WARNING, ACTION):
        tail = (1 - each) / 2
        # pdtrik answers 0 where even no event at all is likelier than the tail.
        limits.append(pdtrik(tail, expected) / n * multiplier)
        limits.append((pdtrik(1 - tail, expected) + 1) / n * multiplier)
    return FunnelLines(average, n, *limits)


def funnel_points_of_rates(
    average: float, *, events: ArrayLike, multiplier: float = 100_000
) -> FunnelPoints:
    """The lines of ``funnel_lines_of_rates`` by number of events, as public health charts list them.

    For k events, the expected count on the lower line is the exact upper limit of k and on the upper
    line its exact lower limit; the base there is expected × multiplier / average, and the rate k over
    that base. No events have no place on an upper line (NaN).

    >>> funnel_points_of_rates(10, events=[5], multiplier=1000).lower_95_denominator.round(1)
    array([1166.8])
    """
    check_multiplier(multiplier)
    k = np.atleast_1d(as_counts(events, field="events"))
    _check_average(average)
    columns = []
    for each in (WARNING, ACTION):
        limits = exact_poisson(k, confidence=each)
        for expected in (limits.upper, np.where(limits.lower > 0, limits.lower, np.nan)):
            base = expected * multiplier / average
            columns += [base, k / base * multiplier]
    return FunnelPoints(k, *columns)


def significance_of(tests: tuple[NDArray[np.bool_], ...], *, assessed: NDArray[np.bool_]) -> Words:
    """Words for (low at 99.8%, high at 99.8%, low at 95%, high at 95%), tested in this order."""
    found = np.select(tests, [LOW_998, HIGH_998, LOW_95, HIGH_95], NOT_SIGNIFICANT)
    return np.where(assessed, found, NOT_ASSESSED)


def _pooled(x: Array, n: Array) -> tuple[Array, Array, Array]:
    """Both with what is missing in one missing in the other, and Σx/Σn of the rest."""
    present = ~np.isnan(x + n)
    base = np.where(present, n, 0).sum(axis=-1, keepdims=True)
    average = np.where(present, x, 0).sum(axis=-1, keepdims=True) / np.where(base > 0, base, np.nan)
    return np.where(present, x, np.nan), np.where(present, n, np.nan), average


def _normal_half(average: Array | np.float64, n: Array, confidence: float) -> Array:
    half: Array = z_of(confidence) * np.sqrt(average * (1 - average) / n)
    return half


def _based(
    x: Array, denominator: ArrayLike | None, rate: ArrayLike | None, multiplier: float
) -> tuple[Array, Array]:
    """The counts with their denominators, worked out from the rates where there are none."""
    if denominator is not None:
        n = np.atleast_1d(as_bases(denominator, field="denominator"))
    elif rate is None:
        raise Refusal("Give “denominator”, or “rate” to work it out from.", field="denominator")
    else:
        each, x = together(np.atleast_1d(as_counts(rate, field="rate")), x, fields="count and rate")
        if ((x == 0) | (each == 0)).any():
            raise Refusal(
                "An area without events has no base that a rate could tell. Give “denominator”.",
                field="denominator",
            )
        n = multiplier * x / each
    x, n = together(x, n, fields="count and denominator")
    return x, n


def _as_long(rate: Array, x: Array) -> Array:
    shown, counts = together(rate, x, fields="count and rate")
    if counts.shape != x.shape:
        raise Refusal("Give one rate for each count.", field="rate")
    return shown


def _own_limits(
    x: Array, n: Array, average: Array, *, scale: _Scale, assessed: NDArray[np.bool_]
) -> Funnel:
    inner = count_interval(x, confidence=WARNING)
    outer = count_interval(x, confidence=ACTION)
    limits = [limit / n for limit in (inner.lower, inner.upper, outer.lower, outer.upper)]
    lower_95, upper_95, lower_998, upper_998 = limits
    tests = (upper_998 < average, lower_998 > average, upper_95 < average, lower_95 > average)
    words = significance_of(tests, assessed=assessed & ~np.isnan(x))
    return _funnel(n, average, limits, scale=scale, words=words)


def _funnel(
    n: Array, average: Array, limits: list[Array], *, scale: _Scale, words: Words
) -> Funnel:
    lower_95, upper_95, lower_998, upper_998 = (limit * scale.multiplier for limit in limits)
    return Funnel(
        average=plain(average[..., 0] * scale.multiplier),
        denominator=n,
        value=scale.value,
        lower_95=lower_95,
        upper_95=upper_95,
        lower_998=lower_998,
        upper_998=upper_998,
        significance=words,
    )


def _check_average(average: float) -> None:
    if not (np.isfinite(average) and average > 0):
        raise Refusal("The average must be above 0.", field="average")
