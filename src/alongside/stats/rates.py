"""Rates: crude, directly standardised (Dobson), indirectly standardised, and sums by group.

Age bands are always the last axis; the axes before it are areas. Which rate suits a question, and
whether it may be shown, is for others.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from alongside.kernel.refusals import Refusal
from alongside.stats.arrays import (
    Array,
    Name,
    Words,
    as_bases,
    as_counts,
    as_names,
    check_multiplier,
    plain,
    plain_words,
    together,
)
from alongside.stats.intervals import Interval, byar, count_interval, wilson

ESP2013 = (
    *(5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000),
    *(7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000),
)
"""The European Standard Population of 2013: 19 bands, 0–4 to 90 and over."""

FEWEST_EVENTS = 10
TOO_FEW = "Fewer than 10 events: no standardised rate."


@dataclass(frozen=True, slots=True, eq=False)
class StandardisedRate:
    """``count`` and ``population`` are totals over the bands; ``reason`` is empty where there is a rate."""

    count: Array
    population: Array
    value: Array
    lower: Array
    upper: Array
    reason: Words


@dataclass(frozen=True, slots=True, eq=False)
class IndirectlyStandardised:
    """What was observed beside what was expected, and their ratio or rate with its limits."""

    observed: Array
    expected: Array
    value: Array
    lower: Array
    upper: Array


@dataclass(frozen=True, slots=True, eq=False)
class GroupedRate:
    """One value a group, in the order in which the groups were first seen."""

    group: tuple[str, ...]
    numerator: Array
    denominator: Array
    value: Array
    lower: Array
    upper: Array


@dataclass(frozen=True, slots=True)
class Standard:
    """What rates are standardised to. ``population`` has one weight a band; without it, ESP2013."""

    population: Sequence[float] = ESP2013
    multiplier: float = 100_000
    confidence: float = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """Whose rates are expected: one count and one population a band. A missing count is 0."""

    count: ArrayLike
    population: ArrayLike

    def checked(self) -> tuple[Array, Array]:
        """Both as arrays; refused where a band lacks its population."""
        x = np.nan_to_num(as_counts(self.count, field="reference"), nan=0.0)
        n = as_bases(self.population, field="reference")
        if x.shape != n.shape or x.ndim != 1 or np.isnan(n).any():
            raise Refusal(
                "The reference needs one count and one population a band, none missing.",
                field="reference",
            )
        return x, n


def crude_rate(
    count: ArrayLike,
    population: ArrayLike,
    *,
    multiplier: float = 100_000,
    confidence: float = 0.95,
) -> Interval:
    """Events over population, times ``multiplier``; exact limits below 10 events, Byar's from 10.

    Rates above 1 a person are allowed. Refuses negative counts and a population of 0 or below.

    >>> crude_rate(5, 1000, multiplier=1000).upper.round(3)
    np.float64(11.668)
    """
    check_multiplier(multiplier)
    x = as_counts(count, field="count")
    n = as_bases(population, field="population")
    x, n = together(x, n, fields="count and population")
    limits = count_interval(x, confidence=confidence)
    each = multiplier / n
    return Interval(plain(x * each), plain(limits.lower * each), plain(limits.upper * each))


def grouped_proportions(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    group: Sequence[Name],
    multiplier: float = 1.0,
    confidence: float = 0.95,
) -> GroupedRate:
    """Proportions of groups: counts are summed first, then Wilson's interval is taken.

    ``numerator``, ``denominator`` and ``group`` have one entry a row. A group with a missing number
    has no value. Refuses as ``wilson`` does.

    >>> grouped_proportions([1, 1], [2, 4], group=["a", "a"]).value.round(3)
    array([0.333])
    """
    names, x, n = _summed(numerator, denominator, group)
    limits = wilson(x, n, multiplier=multiplier, confidence=confidence)
    return GroupedRate(names, x, n, limits.value, limits.lower, limits.upper)


def grouped_rates(
    count: ArrayLike,
    population: ArrayLike,
    *,
    group: Sequence[Name],
    multiplier: float = 100_000,
    confidence: float = 0.95,
) -> GroupedRate:
    """Crude rates of groups: events and populations are summed first. See ``crude_rate``.

    >>> grouped_rates([1, 1], [20, 40], group=["a", "b"], multiplier=100).value
    array([5. , 2.5])
    """
    names, x, n = _summed(count, population, group)
    limits = crude_rate(x, n, multiplier=multiplier, confidence=confidence)
    return GroupedRate(names, x, n, limits.value, limits.lower, limits.upper)


def directly_standardised_rate(
    count: ArrayLike, population: ArrayLike, *, standard: Standard | None = None
) -> StandardisedRate:
    """The rate that an area would have with the standard's ages, with Dobson's interval.

    value = ``Σ(x w/n) / Σw``, variance = ``Σ x (w/n)² / (Σw)²`` and limits
    ``value + √(variance/O) (Byar(O) - O)``, O = Σx, all times the multiplier (Dobson and others 1991).
    Shapes (…, bands). Below 10 events there is no rate, only a reason. A missing count is 0. Refuses a
    missing or zero population and a number of bands that differs from the standard's; a weight of 0
    is allowed.

    >>> directly_standardised_rate([6, 6], [50, 100], standard=Standard((1, 1), 100)).value
    np.float64(9.0)
    """
    standard = standard or Standard()
    x, n, weights = _bands(count, population, standard)
    variance = (x * (weights / n) ** 2).sum(axis=-1) / weights.sum() ** 2
    return _dobson(x, n, variance, standard)


def directly_standardised_rate_of_repeats(
    persons: ArrayLike,
    population: ArrayLike,
    *,
    frequency: Sequence[float],
    standard: Standard | None = None,
) -> StandardisedRate:
    """A directly standardised rate of events that befall the same child several times.

    ``persons`` has the shape (…, frequencies, bands): how many children had one event, two events,
    and so on as ``frequency`` says; ``population`` is (…, bands). Events are Σ f·persons, and the
    variance is ``Σ f² var_f(persons)``, wider than if each event stood alone. Otherwise as
    ``directly_standardised_rate``.

    >>> got = directly_standardised_rate_of_repeats(
    ...     [[6, 6], [3, 0]], [50, 100], frequency=[1, 2], standard=Standard((1, 1), 100))
    >>> got.count, got.value
    (np.float64(18.0), np.float64(15.0))
    """
    standard = standard or Standard()
    people = np.nan_to_num(as_counts(persons, field="persons"), nan=0.0)
    times = as_bases(frequency, field="frequency")
    if people.ndim < 2 or times.ndim != 1 or people.shape[-2] != times.size:
        raise Refusal(
            "“persons” needs one list of bands for each frequency, in the same order.",
            field="persons",
        )
    events = (people * times[:, None]).sum(axis=-2)
    x, n, weights = _bands(events, population, standard)
    squares = (people * (times**2)[:, None] * (weights / n[..., None, :]) ** 2).sum(axis=(-1, -2))
    return _dobson(x, n, squares / weights.sum() ** 2, standard)


def standardised_ratio(
    observed: ArrayLike,
    population: ArrayLike,
    *,
    reference: Reference,
    reference_value: float = 1.0,
    confidence: float = 0.95,
) -> IndirectlyStandardised:
    """Observed over expected events, times ``reference_value``, with the limits of a count.

    expected = ``Σ (reference count / reference population × population)`` over the bands; the limits
    of observed are ``count_interval``'s. ``population`` is (…, bands); ``observed`` is (…) or, by
    band, (…, bands). A missing count by band is 0. Refuses an expected count of 0 and a missing
    population.

    >>> got = standardised_ratio(12, [50, 100], reference=Reference([10, 20], [100, 200]))
    >>> got.value.round(3)
    np.float64(0.8)
    """
    check_multiplier(reference_value)
    return _indirect(observed, population, reference, reference_value, confidence)


def indirectly_standardised_rate(
    observed: ArrayLike,
    population: ArrayLike,
    *,
    reference: Reference,
    multiplier: float = 100_000,
    confidence: float = 0.95,
) -> IndirectlyStandardised:
    """The standardised ratio times the reference's crude rate. See ``standardised_ratio``.

    rate = ``observed / expected × Σ reference count / Σ reference population × multiplier``.

    >>> got = indirectly_standardised_rate(
    ...     12, [50, 100], reference=Reference([10, 20], [100, 200]), multiplier=100)
    >>> got.value.round(3)
    np.float64(8.0)
    """
    check_multiplier(multiplier)
    count, people = reference.checked()
    crude = float(count.sum() / people.sum()) * multiplier
    return _indirect(observed, population, reference, crude, confidence)


def _indirect(
    observed: ArrayLike,
    population: ArrayLike,
    reference: Reference,
    scale: float,
    confidence: float,
) -> IndirectlyStandardised:
    expected = _expected(population, reference)
    x = as_counts(observed, field="observed")
    if x.shape == np.shape(population):
        x = np.nan_to_num(x, nan=0.0).sum(axis=-1)
    if x.shape != expected.shape:
        raise Refusal("“observed” needs one count an area, or one a band.", field="observed")
    limits = count_interval(x, confidence=confidence)
    value, lower, upper = (
        plain(part / expected * scale) for part in (x, limits.lower, limits.upper)
    )
    return IndirectlyStandardised(plain(x), plain(expected), value, lower, upper)


def _expected(population: ArrayLike, reference: Reference) -> Array:
    count, people = reference.checked()
    n = as_counts(population, field="population")
    if n.ndim < 1 or n.shape[-1] != count.size or np.isnan(n).any():
        raise Refusal(
            f"“population” needs {count.size} bands as the reference has, none missing.",
            field="population",
        )
    expected: Array = (n * count / people).sum(axis=-1)
    if (expected == 0).any():
        raise Refusal(
            "No events are expected in at least one area, so nothing can be compared with what was "
            "expected. Leave that area out."
        )
    return expected


def _bands(
    count: ArrayLike, population: ArrayLike, standard: Standard
) -> tuple[Array, Array, Array]:
    x = np.nan_to_num(as_counts(count, field="count"), nan=0.0)
    n = as_bases(population, field="population")
    if np.isnan(n).any():
        raise Refusal("A population is missing. A band needs its population.", field="population")
    weights = as_counts(standard.population, field="standard")
    x, n = together(x, n, fields="count and population")
    if x.ndim < 1 or weights.shape != x.shape[-1:]:
        raise Refusal(
            f"The standard has {weights.size} bands, and the counts have "
            f"{x.shape[-1] if x.ndim else 0}. Give both the same bands.",
            field="standard",
        )
    if not weights.sum() > 0:
        raise Refusal("The standard’s weights must not all be 0 or missing.", field="standard")
    return x, n, weights


def _dobson(x: Array, n: Array, variance: Array, standard: Standard) -> StandardisedRate:
    check_multiplier(standard.multiplier)
    weights = np.asarray(standard.population, dtype=np.float64)
    total = x.sum(axis=-1)
    enough = total >= FEWEST_EVENTS
    value = (x * weights / n).sum(axis=-1) / weights.sum()
    limits = byar(total, confidence=standard.confidence)
    each = np.sqrt(variance / np.where(total > 0, total, np.nan))
    value, lower, upper = (
        plain(np.where(enough, part * standard.multiplier, np.nan))
        for part in (
            value,
            value + each * (limits.lower - total),
            value + each * (limits.upper - total),
        )
    )
    reason = plain_words(np.where(enough, "", TOO_FEW))
    return StandardisedRate(plain(total), plain(n.sum(axis=-1)), value, lower, upper, reason)


def _summed(
    numerator: ArrayLike, denominator: ArrayLike, group: Sequence[Name]
) -> tuple[tuple[str, ...], Array, Array]:
    x = np.atleast_1d(as_counts(numerator, field="numerator"))
    n = np.atleast_1d(as_counts(denominator, field="denominator"))
    if not x.shape == n.shape == (len(group),):
        raise Refusal("Give one numerator, one denominator and one group a row.", field="group")
    named = as_names(group)
    names = tuple(dict.fromkeys(named))
    place = {name: index for index, name in enumerate(names)}
    rows = np.array([place[name] for name in named], dtype=np.intp)
    sums = np.zeros((2, len(names)))
    np.add.at(sums.T, rows, np.stack([x, n], axis=1))
    return names, sums[0], sums[1]
