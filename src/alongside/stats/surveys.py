"""Survey percentages when people were not picked evenly: weights, strata and clusters.

Respondents are the last axis; axes before it are questions with the same respondents. It decides the
estimate, its interval and whether the base is large enough to show. Who was asked, and who did not
answer, is for others to say beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv, stdtrit, xlogy

from alongside.kernel.refusals import Refusal
from alongside.stats.arrays import (
    Array,
    Name,
    Words,
    as_bases,
    as_counts,
    as_names,
    check_word,
    plain,
    plain_words,
    share_of,
)

SMALLEST_BASE = 30
ALL_ALIKE = "Everybody answered alike, so the spread is not known."
ONE_CLUSTER = "There are no more clusters than strata, so the spread is not known."
NOBODY = "Nobody answered."
_STEPS = 100


@dataclass(frozen=True, slots=True)
class Design:
    """How people were picked: the stratum and the cluster of each respondent, where there were any."""

    strata: Sequence[Name] | None = None
    clusters: Sequence[Name] | None = None


@dataclass(frozen=True, slots=True)
class SurveyOptions:
    """The interval, its confidence, and the unweighted base below which nothing is shown."""

    interval: Literal["logit", "beta", "likelihood"] = "logit"
    confidence: float = 0.95
    smallest_base: int = SMALLEST_BASE


@dataclass(frozen=True, slots=True, eq=False)
class SurveyShare:
    """A weighted share with its interval. ``base`` counts respondents, ``effective_base`` is Kish's.

    ``publishable`` is true where the base reaches the floor; ``reason`` says why there is no interval.
    """

    value: Array
    lower: Array
    upper: Array
    standard_error: Array
    degrees_of_freedom: Array
    base: Array
    effective_base: Array
    publishable: NDArray[np.bool_]
    reason: Words


def survey_share(
    answers: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    design: Design | None = None,
    options: SurveyOptions | None = None,
) -> SurveyShare:
    """The weighted share of 1 among answers of 0 and 1, with a design-based interval.

    p = Σwy/Σw. Variance by linearisation: u = w(y - p)/Σw summed within each cluster, then per stratum
    n/(n-1) × Σ(total - stratum mean)²; a stratum with one cluster counts its square about 0. Degrees of
    freedom: clusters less strata among those who answered. "logit":
    ``logit p ∓ t·se/(p(1-p))``; "beta": Clopper–Pearson's with the base that has this variance, times
    (t(base-1)/t(df))² (Korn and Graubard 1998); "likelihood": the shares whose scaled deviance is at
    most t² (Rao and Scott 1984). Answers (…, respondents), a missing answer leaves the respondent out
    of the estimate but not out of the design; one weight a respondent, above 0. Without weights all
    are 1. A base below ``smallest_base`` is not publishable.

    >>> survey_share([1, 1, 0, 0, 1], [1, 2, 1, 2, 1]).value.round(4)
    np.float64(0.5714)
    """
    design, options = design or Design(), options or SurveyOptions()
    check_word(options.interval, ("logit", "beta", "likelihood"), field="interval")
    y, w = _respondents(answers, weights)
    place = _Places.of(design, y.shape[-1])
    answered = ~np.isnan(y)
    each = np.where(answered, w, 0.0)
    total = each.sum(axis=-1)
    p = (each * np.nan_to_num(y)).sum(axis=-1) / np.where(total > 0, total, np.nan)
    influence = (
        each * np.where(answered, y - p[..., None], 0) / np.maximum(total, 1e-300)[..., None]
    )
    variance = _variance(influence, place)
    base = answered.sum(axis=-1).astype(np.float64)
    freedom = place.freedom(answered)
    reason = _reasons(base, p, freedom)
    estimate = _Estimate(p, np.where(reason == "", variance, np.nan), freedom, base)
    lower, upper = _INTERVALS[options.interval](estimate, share_of(options.confidence))
    square = (each**2).sum(axis=-1)
    return SurveyShare(
        value=plain(p),
        lower=plain(lower),
        upper=plain(upper),
        standard_error=plain(np.sqrt(estimate.variance)),
        degrees_of_freedom=plain(freedom),
        base=plain(base),
        effective_base=plain(total**2 / np.where(square > 0, square, np.nan)),
        publishable=np.asarray(base >= options.smallest_base)[()],
        reason=plain_words(reason),
    )


def _reasons(base: Array, p: Array, freedom: Array) -> Words:
    """Why there is no interval; empty where there is one."""
    return np.select(
        [base == 0, (p == 0) | (p == 1), freedom < 1], [NOBODY, ALL_ALIKE, ONE_CLUSTER], ""
    )


def effective_base(weights: ArrayLike) -> Array:
    """Kish's effective number of respondents, (Σw)²/Σw², over the last axis.

    >>> effective_base([1, 1, 2])
    np.float64(2.6666666666666665)
    """
    w = np.atleast_1d(as_counts(weights, field="weights"))
    w = np.nan_to_num(w)
    square = (w**2).sum(axis=-1)
    if (square == 0).any():
        raise Refusal("At least one weight must be above 0.", field="weights")
    return plain(w.sum(axis=-1) ** 2 / square)


@dataclass(frozen=True, slots=True, eq=False)
class _Estimate:
    share: Array
    variance: Array
    freedom: Array
    base: Array


@dataclass(frozen=True, slots=True, eq=False)
class _Places:
    """The cluster of each respondent and the stratum of each cluster, as numbers from 0."""

    cluster: NDArray[np.intp]
    stratum: NDArray[np.intp]

    @classmethod
    def of(cls, design: Design, respondents: int) -> "_Places":
        strata = _named(design.strata, respondents, field="strata")
        inside = (
            [str(index) for index in range(respondents)]
            if design.clusters is None
            else _named(design.clusters, respondents, field="clusters")
        )
        # A cluster's name counts within its stratum, as in most survey files.
        pairs = list(zip(strata, inside, strict=True))
        numbers = {pair: index for index, pair in enumerate(dict.fromkeys(pairs))}
        rows = {name: index for index, name in enumerate(dict.fromkeys(strata))}
        return cls(
            np.array([numbers[pair] for pair in pairs], dtype=np.intp),
            np.array([rows[stratum] for stratum, _ in numbers], dtype=np.intp),
        )

    def freedom(self, answered: NDArray[np.bool_]) -> Array:
        """Clusters less strata in which somebody answered."""
        clusters = _gathered(answered.astype(np.float64), self.cluster) > 0
        strata = _gathered(clusters.astype(np.float64), self.stratum) > 0
        free: Array = (clusters.sum(axis=-1) - strata.sum(axis=-1)).astype(np.float64)
        return free


def _variance(influence: Array, place: _Places) -> Array:
    totals = _gathered(influence, place.cluster)
    clusters = np.bincount(place.stratum)
    sums = _gathered(totals, place.stratum)
    # A stratum with one cluster is not centred on itself.
    means = np.where(clusters > 1, sums / clusters, 0.0)
    scale = np.where(clusters > 1, clusters / np.maximum(clusters - 1, 1), 1.0)
    off = (totals - means[..., place.stratum]) ** 2 * scale[place.stratum]
    variance: Array = off.sum(axis=-1)
    return variance


def _gathered(values: Array, place: NDArray[np.intp]) -> Array:
    """Sums along the last axis by place."""
    rows = values.reshape(-1, values.shape[-1])
    sums = np.zeros((rows.shape[0], int(place.max()) + 1))
    np.add.at(sums.T, place, rows.T)
    return sums.reshape(*values.shape[:-1], -1)


def _logit(of: _Estimate, confidence: float) -> tuple[Array, Array]:
    p = np.where(np.isnan(of.variance), np.nan, of.share)
    half = _t(of.freedom, (1 + confidence) / 2) * np.sqrt(of.variance) / (p * (1 - p))
    middle = np.log(p / (1 - p))
    return 1 / (1 + np.exp(half - middle)), 1 / (1 + np.exp(-half - middle))


def _beta(of: _Estimate, confidence: float) -> tuple[Array, Array]:
    p = np.where(np.isnan(of.variance), np.nan, of.share)
    top = (1 + confidence) / 2
    stretch = (_t(of.base - 1, top) / _t(of.freedom, top)) ** 2
    n = p * (1 - p) / of.variance * stretch
    return (
        betaincinv(n * p, n * (1 - p) + 1, 1 - top),
        betaincinv(n * p + 1, n * (1 - p), top),
    )


def _likelihood(of: _Estimate, confidence: float) -> tuple[Array, Array]:
    p = np.where(np.isnan(of.variance), np.nan, of.share)
    effect = of.variance * of.base / (p * (1 - p))
    furthest = effect * _t(of.freedom, (1 + confidence) / 2) ** 2
    ends = []
    for end in (np.zeros_like(p), np.ones_like(p)):
        inside, outside = np.array(p), end
        for _ in range(_STEPS):
            middle = (inside + outside) / 2
            off = xlogy(p, p / middle) + xlogy(1 - p, (1 - p) / (1 - middle))
            held = 2 * of.base * off <= furthest
            inside, outside = np.where(held, middle, inside), np.where(held, outside, middle)
        ends.append(inside)
    return ends[0], ends[1]


_INTERVALS = {"logit": _logit, "beta": _beta, "likelihood": _likelihood}


def _t(freedom: Array, probability: float) -> Array:
    quantile: Array = stdtrit(np.where(freedom > 0, freedom, np.nan), probability)
    return quantile


def _respondents(answers: ArrayLike, weights: ArrayLike | None) -> tuple[Array, Array]:
    y = np.atleast_1d(as_counts(answers, field="answers"))
    if not y.size:
        raise Refusal("There are no answers to count.", field="answers")
    if not (np.isnan(y) | (y == 0) | (y == 1)).all():
        raise Refusal("Answers must be 0, 1 or missing.", field="answers")
    if weights is None:
        return y, np.ones(y.shape[-1])
    w = as_bases(weights, field="weights")
    if w.shape != y.shape[-1:] or np.isnan(w).any():
        raise Refusal("Give one weight a respondent, none missing.", field="weights")
    return y, w


def _named(names: Sequence[Name] | None, respondents: int, *, field: str) -> Sequence[str]:
    if names is None:
        return [""] * respondents
    if len(names) != respondents:
        raise Refusal(f"Give one of “{field}” a respondent.", field=field)
    return as_names(names)
