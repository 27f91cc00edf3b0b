"""Agreement between raters, with its interval: how far two auditors would say the same.

Notation: item i has r_i ratings, T_ik of them in category k; w_kl are the weights; q categories
were *offered*, used or not. Observed agreement pa is the mean over items with two or more ratings
of ``sum_k T_ik (sum_l w_kl T_il - 1) / (r_i (r_i - 1))``, pi_k the mean over rated items of
``T_ik / r_i``, and a coefficient is ``(pa - pe) / (1 - pe)``. They differ in pe, the agreement that
chance is held to give. Items with no rating are dropped. Show percentage agreement and AC1 beside
kappa: where nearly everything is in one category kappa is near 0 however much people agree.

Standard errors are Gwet's linearised ones without a finite population (Gwet 2014, chapters 5 and 6,
as his irrCAC gives them): with item agreement a_i, item chance e_i, n rated items, of which n2 have
two or more ratings, ``k_i = (n/n2) (a_i - pe [r_i >= 2]) / (1 - pe)
- 2 (1 - k) (e_i - pe) / (1 - pe)`` and ``se^2 = sum (k_i - k)^2 / (n (n - 1))``. Intervals take
Student's t with n - 1 degrees of freedom and stop at 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from alongside.kernel.refusals import Refusal
from alongside.stats.quantiles import student_quantile
from alongside.stats.ratings import Category, Floats, Ratings, Tally, read_ratings, tally_of

_SAME = 1e-12

NO_VARIATION = "It cannot be calculated: no variation, since every rating is the same."
NO_PAIRS = "It cannot be calculated: no item has two ratings."
ONE_ITEM = "One item has no standard error."
ALL_AGREE = "Every rating agrees, so the interval has no width and says nothing about chance."


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One coefficient; NaN where it, or its interval, cannot be calculated, and then ``reason``.

    ``items`` counts the items it rests on, ``ratings`` the ratings of them.
    """

    name: str
    value: float
    standard_error: float
    lower: float
    upper: float
    observed: float
    expected: float
    items: int
    ratings: int
    reason: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """All coefficients of the same ratings; ``cohen`` is None unless there are two raters."""

    raters: int
    items: int
    percentage: Coefficient
    gwet: Coefficient
    cohen: Coefficient | None
    fleiss: Coefficient
    krippendorff: Coefficient
    brennan_prediger: Coefficient
    sentence: str


def agreement(
    ratings: Ratings,
    *,
    categories: Sequence[Category] | None = None,
    weights: str | ArrayLike = "nominal",
    confidence: float = 0.95,
) -> Agreement:
    """Every coefficient at once, with one sentence. Arguments as for ``gwet_ac``.

    >>> agreement([["good", "good"], ["good", "poor"], ["poor", "poor"]]).sentence
    '2 raters agreed on 67% of 3 items; Gwet’s AC1 0.33 (-1.00 to 1.00); Cohen’s kappa 0.40 (-1.00 to 1.00).'
    """
    found = [
        coefficient(ratings, categories=categories, weights=weights, confidence=confidence)
        for coefficient in (
            percentage_agreement,
            gwet_ac,
            fleiss_kappa,
            krippendorff_alpha,
            brennan_prediger,
        )
    ]
    percentage, gwet, fleiss, alpha, uniform = found
    raters = read_ratings(ratings, categories=categories).codes.shape[1]
    cohen = None
    if raters == 2:
        cohen = cohen_kappa(ratings, categories=categories, weights=weights, confidence=confidence)
    told = _told_together(raters, percentage, gwet, cohen or fleiss)
    items = percentage.items
    return Agreement(raters, items, percentage, gwet, cohen, fleiss, alpha, uniform, told)


def percentage_agreement(
    ratings: Ratings,
    *,
    categories: Sequence[Category] | None = None,
    weights: str | ArrayLike = "nominal",
    confidence: float = 0.95,
) -> Coefficient:
    """pa alone: the share of pairs of ratings that agree. Arguments as for ``gwet_ac``.

    >>> percentage_agreement([[1, 1], [1, 2], [2, 2], [2, 2]]).value
    0.75
    """
    tally = tally_of(ratings, categories=categories, weights=weights)
    nought = np.zeros(len(tally.counts))
    name = "Percentage agreement" if tally.is_nominal else "Weighted agreement"
    return _coefficient(name, tally, 0.0, nought, confidence=confidence)


def gwet_ac(
    ratings: Ratings,
    *,
    categories: Sequence[Category] | None = None,
    weights: str | ArrayLike = "nominal",
    confidence: float = 0.95,
) -> Coefficient:
    """Gwet's AC1, or AC2 with weights: ``pe = sum(w)/(q (q - 1)) sum pi_k (1 - pi_k)`` (Gwet 2008).

    ``ratings`` has a row for each item and a column for each rater, None where not rated.
    ``categories`` are those offered, in order; without them, those used. ``weights``: "nominal",
    "linear", "quadratic" (also "interval"), "ordinal" (Gwet's ranks), "radical", "ratio", or a
    q by q matrix with 1 on the diagonal. Linear and the like need numbers or categories in order.

    >>> round(gwet_ac([[1, 1]] * 48 + [[1, 2], [2, 1]]).value, 3)
    0.958
    """
    tally = tally_of(ratings, categories=categories, weights=weights)
    q = len(tally.weights)
    scale = tally.weights.sum() / (q * (q - 1)) if q > 1 else np.nan
    item_chance = scale * (tally.counts @ (1 - tally.prevalence)) / tally.totals
    chance = float(scale * np.sum(tally.prevalence * (1 - tally.prevalence)))
    name = "Gwet’s AC1" if tally.is_nominal else "Gwet’s AC2"
    return _coefficient(name, tally, chance, item_chance, confidence=confidence)


def fleiss_kappa(
    ratings: Ratings,
    *,
    categories: Sequence[Category] | None = None,
    weights: str | ArrayLike = "nominal",
    confidence: float = 0.95,
) -> Coefficient:
    """Fleiss' kappa for any number of raters: ``pe = sum w_kl pi_k pi_l`` (Fleiss 1971).

    Arguments as for ``gwet_ac``.

    >>> round(fleiss_kappa([[1, 1]] * 48 + [[1, 2], [2, 1]]).value, 3)
    -0.02
    """
    tally = tally_of(ratings, categories=categories, weights=weights)
    shared = (tally.weights + tally.weights.T) @ tally.prevalence / 2
    item_chance = tally.counts @ shared / tally.totals
    chance = float(tally.prevalence @ tally.weights @ tally.prevalence)
    return _coefficient("Fleiss’ kappa", tally, chance, item_chance, confidence=confidence)


def brennan_prediger(
    ratings: Ratings,
    *,
    categories: Sequence[Category] | None = None,
    weights: str | ArrayLike = "nominal",
    confidence: float = 0.95,
) -> Coefficient:
    """Every category equally likely by chance: ``pe = sum(w) / q^2`` (Brennan and Prediger 1981).

    Arguments as for ``gwet_ac``.

    >>> round(brennan_prediger([[1, 1]] * 48 + [[1, 2], [2, 1]]).value, 3)
    0.92
    """
    tally = tally_of(ratings, categories=categories, weights=weights)
    chance = float(tally.weights.mean())
    level = np.full(len(tally.counts), chance)
    return _coefficient("Brennan–Prediger", tally, chance, level, confidence=confidence)


def krippendorff_alpha(
    ratings: Ratings,
    *,
    categories: Sequence[Category] | None = None,
    weights: str | ArrayLike = "nominal",
    confidence: float = 0.95,
) -> Coefficient:
    """Krippendorff's alpha: "nominal", "ordinal", "interval" or "ratio" data (Krippendorff 2011).

    Only items with two or more ratings; rb is their mean number, N their count, e = 1/(N rb):
    ``pa' = mean of sum_k T_ik (sum_l w_kl T_il - 1) / (rb (r_i - 1))``, ``pa = (1 - e) pa' + e``,
    pi_k from T/rb, pe as Fleiss. "ordinal" here is Krippendorff's own, whose distances rest on how
    often each category between two was used; other arguments as for ``gwet_ac``. The standard error
    is that of pa' about its own value; t has the freedom of all rated items, as in irrCAC for R.

    >>> round(krippendorff_alpha([[1, 1]] * 48 + [[1, 2], [2, 1]]).value, 3)
    -0.01
    """
    rated = tally_of(ratings, categories=categories, weights=weights, ranks_by_use=True)
    tally = rated.paired()
    mean = float(tally.totals.mean()) if len(tally.totals) else np.nan
    excess = (tally.totals - mean) / mean
    level = replace(tally, prevalence=tally.counts.sum(axis=0) / max(tally.totals.sum(), 1))
    agreeing = tally.item_agreement * tally.totals / mean
    before = float(agreeing.mean()) if len(agreeing) else np.nan
    chance = float(level.prevalence @ tally.weights @ level.prevalence)
    shared = (tally.weights + tally.weights.T) @ level.prevalence / 2
    item_chance = tally.counts @ shared / mean - chance * excess
    name, small = "Krippendorff’s alpha", 1 / max(tally.totals.sum(), 1)
    adjusted = replace(level, item_agreement=agreeing - before * excess)
    plain = _coefficient(name, adjusted, chance, item_chance, confidence=confidence)
    observed = float((1 - small) * before + small)
    freedom = len(rated.totals) - 1
    return _shifted(plain, observed=observed, freedom=freedom, confidence=confidence)


def cohen_kappa(
    ratings: Ratings,
    *,
    categories: Sequence[Category] | None = None,
    weights: str | ArrayLike = "nominal",
    confidence: float = 0.95,
) -> Coefficient:
    """Cohen's kappa for two raters, weighted or not, on the items that both rated (Cohen 1968).

    ``pe = sum w_kl p_k+ p_+l`` from the two margins. ``se^2 = (sum p_kl (w_kl - (1 - k)(w_k+ +
    w_+l))^2 - (k - pe (1 - k))^2) / (n (1 - pe)^2)`` with w_k+ = sum_l w_kl p_+l and w_+l =
    sum_k w_kl p_k+ (Fleiss, Cohen and Everitt 1969). Arguments as for ``gwet_ac``. Refused: other
    than two raters.

    >>> round(cohen_kappa([[1, 1]] * 48 + [[1, 2], [2, 1]]).value, 3)
    -0.02
    """
    read = read_ratings(ratings, categories=categories)
    if read.codes.shape[1] != 2:
        raise Refusal("Cohen’s kappa compares two raters. For more, take Fleiss’ kappa or AC1.")
    tally = tally_of(ratings, categories=categories, weights=weights)
    codes, w = read.codes[np.all(read.codes >= 0, axis=1)], tally.weights
    n, name = len(codes), "Cohen’s kappa"
    if not n:
        return _undefined(name, NO_PAIRS, observed=np.nan, expected=np.nan, size=(0, 0))
    table = np.zeros(w.shape)
    np.add.at(table, (codes[:, 0], codes[:, 1]), 1 / n)
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    observed, expected = float(np.sum(w * table)), float(rows @ w @ columns)
    if 1 - expected < _SAME:
        return _undefined(name, NO_VARIATION, observed=observed, expected=expected, size=(n, 2 * n))
    value = (observed - expected) / (1 - expected)
    marginal = (w @ columns)[:, None] + (rows @ w)[None, :]
    squares = np.sum(table * (w - (1 - value) * marginal) ** 2)
    variance = (squares - (value - expected * (1 - value)) ** 2) / (n * (1 - expected) ** 2)
    error = float(np.sqrt(max(variance, 0))) if n > 1 else np.nan
    result = Coefficient(name, value, error, np.nan, np.nan, observed, expected, n, 2 * n, "", "")
    return _with_interval(result, freedom=n - 1, confidence=confidence)


def _coefficient(
    name: str, tally: Tally, chance: float, item_chance: Floats, *, confidence: float
) -> Coefficient:
    """``(pa - pe) / (1 - pe)`` with the linearised standard error of the module's formula."""
    paired, n = tally.totals >= 2, len(tally.totals)
    size = (int(paired.sum()), int(tally.totals.sum()))
    if not paired.any():
        return _undefined(name, NO_PAIRS, observed=np.nan, expected=np.nan, size=size)
    observed = float(tally.item_agreement[paired].mean())
    if not 1 - chance > _SAME:
        return _undefined(name, NO_VARIATION, observed=observed, expected=chance, size=size)
    value, error = (observed - chance) / (1 - chance), np.nan
    if n > 1:
        agreeing = np.where(paired, tally.item_agreement - chance, 0) * n / paired.sum()
        parts = (agreeing - 2 * (1 - value) * (item_chance - chance)) / (1 - chance)
        error = float(np.sqrt(np.sum((parts - value) ** 2) / (n * (n - 1))))
    result = Coefficient(name, value, error, np.nan, np.nan, observed, chance, *size, "", "")
    return _with_interval(result, freedom=n - 1, confidence=confidence)


def _shifted(
    plain: Coefficient, *, observed: float, freedom: int, confidence: float
) -> Coefficient:
    """Alpha has the standard error of its uncorrected form and a value of its own."""
    if plain.reason in {NO_VARIATION, NO_PAIRS}:
        return replace(plain, observed=observed)
    value = (observed - plain.expected) / (1 - plain.expected)
    shifted = replace(plain, value=value, observed=observed)
    return _with_interval(shifted, freedom=freedom, confidence=confidence)


def _with_interval(result: Coefficient, *, freedom: int, confidence: float) -> Coefficient:
    error, value = result.standard_error, result.value
    reason, lower, upper = ONE_ITEM, np.nan, np.nan
    if freedom > 0:
        half = float(student_quantile(confidence, freedom=freedom)) * error
        lower, upper = value - half, min(1.0, value + half)
        reason = ALL_AGREE if value >= 1 - _SAME else ""
    told = _told(replace(result, lower=lower, upper=upper, reason=reason))
    return replace(result, lower=lower, upper=upper, reason=reason, sentence=told)


def _undefined(
    name: str, reason: str, *, observed: float, expected: float, size: tuple[int, int]
) -> Coefficient:
    seen = (
        "" if np.isnan(observed) else f" Percentage agreement is {observed:.0%} of {size[0]} items."
    )
    return Coefficient(
        name=name,
        value=np.nan,
        standard_error=np.nan,
        lower=np.nan,
        upper=np.nan,
        observed=observed,
        expected=expected,
        items=size[0],
        ratings=size[1],
        reason=reason,
        sentence=f"{name}: {reason}{seen}",
    )


def _told(result: Coefficient) -> str:
    """ "Gwet’s AC1 is 0.96 (0.90 to 1.00) on 50 items." """
    ending = f" {result.reason}" if result.reason else ""
    return f"{_short(result)} on {_items(result.items)}.{ending}"


def _short(result: Coefficient) -> str:
    if np.isnan(result.value):
        return f"{result.name} cannot be calculated"
    limits = ""
    if result.reason == "":
        limits = f" ({max(result.lower, -1):.2f} to {result.upper:.2f})"
    return f"{result.name} {result.value:.2f}{limits}"


def _items(count: int) -> str:
    return "1 item" if count == 1 else f"{count:,} items"


def _told_together(
    raters: int, percentage: Coefficient, gwet: Coefficient, kappa: Coefficient
) -> str:
    if np.isnan(percentage.value):
        return f"{raters} raters: {NO_PAIRS}"
    agreed = f"{percentage.value:.0%} of {_items(percentage.items)}"
    if percentage.name == "Weighted agreement":
        agreed = f"{agreed}, near misses counted in part"
    return f"{raters} raters agreed on {agreed}; {_short(gwet)}; {_short(kappa)}."
