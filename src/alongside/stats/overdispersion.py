"""Funnels that allow for more spread between areas than chance gives (Spiegelhalter 2005).

Areas differ for many small reasons that no one looks for; limits that know only chance then call half
of them unusual. The spread between areas is estimated here and added to the limits. Whether to widen a
funnel is a judgement, and a page that does so says it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from alongside.kernel.refusals import Refusal
from alongside.stats.arrays import (
    Array,
    Words,
    as_bases,
    as_counts,
    as_parts,
    check_word,
    together,
    z_of,
)
from alongside.stats.funnels import ACTION, WARNING, significance_of

FEWEST_AREAS = 2


@dataclass(frozen=True, slots=True, eq=False)
class OverdispersedFunnel:
    """Limits widened by the variance between areas; ``phi`` near 1 means that chance explains the spread.

    ``score`` is each area's z before widening, ``counted`` how many areas ``phi`` rests on.
    """

    average: float
    value: Array
    score: Array
    phi: float
    tau_squared: float
    counted: int
    lower_95: Array
    upper_95: Array
    lower_998: Array
    upper_998: Array
    significance: Words


@dataclass(frozen=True, slots=True)
class _Transform:
    """A scale on which the standard error is ``width / sqrt(n)``; ``centre`` None is the pooled value."""

    forward: Callable[[Array], Array]
    back: Callable[[Array], Array]
    width: float
    centre: float | None


def _arcsine(share: Array) -> Array:
    angle: Array = np.arcsin(np.sqrt(share))
    return angle


def _sine_squared(angle: Array) -> Array:
    # Cut off where the curve would turn back.
    share: Array = np.sin(np.clip(angle, 0, np.pi / 2)) ** 2
    return share


def _square_back(root: Array) -> Array:
    square: Array = np.maximum(root, 0) ** 2
    return square


_TRANSFORMS = {
    "proportion": _Transform(_arcsine, _sine_squared, 0.5, None),
    "ratio": _Transform(np.log, np.exp, 1.0, 1.0),
    "ratio_square_root": _Transform(np.sqrt, _square_back, 0.5, 1.0),
}


def overdispersed_funnel(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    kind: Literal["proportion", "ratio", "ratio_square_root"] = "proportion",
    trim: Literal["winsorise", "truncate", "none"] = "winsorise",
    trim_share: float = 0.1,
) -> OverdispersedFunnel:
    """Funnel limits ``y₀ ∓ z √(s² + τ²)``, turned back to shares or ratios; one plot of areas (n,).

    Scores are z = (y - y₀)/s. Proportions: y = arcsin √p, s = 1/(2√n), y₀ from Σ numerator / Σ
    denominator. Ratios of observed to expected: y = log(O/E), s = 1/√E, y₀ = 0; "ratio_square_root":
    y = √(O/E), s = 1/(2√E), y₀ = 1, which also takes areas without events. "winsorise" pulls scores
    beyond their ``trim_share`` quantiles (type 7) in to them; "truncate" ranks the scores into
    1/trim_share groups, floor(rank · groups / (n + 1)), and leaves the first and the last out. φ = mean
    z²; τ² = max(0, (nφ - (n-1)) / (Σw - Σw²/Σw)) with w = 1/s² of the scores that count, and 0 where
    nφ < n - 1. Refuses missing areas, fewer than two, and the logarithm of a ratio of 0.

    >>> overdispersed_funnel([10, 50, 90], [100, 100, 100], trim="none").tau_squared > 0
    True
    """
    check_word(kind, tuple(_TRANSFORMS), field="kind")
    check_word(trim, ("winsorise", "truncate", "none"), field="trim")
    x, n = _areas(numerator, denominator, kind)
    transform = _TRANSFORMS[kind]
    average = np.asarray(transform.centre or x.sum() / n.sum())
    middle, error = transform.forward(average), transform.width / np.sqrt(n)
    score = (transform.forward(x / n) - middle) / error
    kept, of_kept = _trimmed(score, error, trim, trim_share)
    phi = float((kept**2).mean())
    tau_squared = _between_areas(phi, of_kept)
    spread = np.sqrt(error**2 + tau_squared)
    lower_95, upper_95, lower_998, upper_998 = (
        transform.back(middle + sign * z_of(each) * spread)
        for each in (WARNING, ACTION)
        for sign in (-1, 1)
    )
    return OverdispersedFunnel(
        average=float(average),
        value=x / n,
        score=score,
        phi=phi,
        tau_squared=tau_squared,
        counted=kept.size,
        lower_95=lower_95,
        upper_95=upper_95,
        lower_998=lower_998,
        upper_998=upper_998,
        significance=_judged(score * error / spread),
    )


def _areas(numerator: ArrayLike, denominator: ArrayLike, kind: str) -> tuple[Array, Array]:
    if kind == "proportion":
        x, n = as_parts(numerator, denominator)
    else:
        x, n = together(
            as_counts(numerator, field="numerator"),
            as_bases(denominator, field="denominator"),
            fields="numerator and denominator",
        )
    if x.ndim != 1 or x.size < FEWEST_AREAS or np.isnan(x + n).any():
        raise Refusal("A funnel needs a list of two or more areas, none of them missing.")
    if kind == "ratio" and (x == 0).any():
        raise Refusal(
            "An area without events has no logarithm. Ask for the kind “ratio_square_root”, or leave "
            "the area out.",
            field="kind",
        )
    if kind == "proportion" and x.sum() in {0, n.sum()}:
        raise Refusal("All areas are at 0 or all at 100%, so there is no spread to judge.")
    return x, n


def _trimmed(score: Array, error: Array, trim: str, share: float) -> tuple[Array, Array]:
    """The scores that count, and the standard errors of their areas."""
    if not 0 < share < 0.5:
        raise Refusal(
            "The share to trim at each end must be above 0 and below 0.5, such as 0.1.",
            field="trim_share",
        )
    if trim == "none":
        return score, error
    if trim == "winsorise":
        return np.clip(score, *np.quantile(score, [share, 1 - share])), error
    ordered = np.sort(score)
    sides = (np.searchsorted(ordered, score, side=side) for side in ("left", "right"))
    rank = (sum(sides) + 1) / 2
    groups = 1 / share
    place = np.floor(rank * groups / (score.size + 1))
    kept = (place > 0) & (place < groups - 1)
    if not kept.any():
        raise Refusal("Too few areas to leave the outer ones out. Winsorise instead.", field="trim")
    return score[kept], error[kept]


def _between_areas(phi: float, error: Array) -> float:
    n, weight = error.size, 1 / error**2
    spread = float(weight.sum() - (weight**2).sum() / weight.sum())
    if n * phi < n - 1 or spread <= 0:
        return 0.0
    return max(0.0, (n * phi - (n - 1)) / spread)


def _judged(score: Array) -> Words:
    inner, outer = z_of(WARNING), z_of(ACTION)
    tests = (score < -outer, score > outer, score < -inner, score > inner)
    return significance_of(tests, assessed=np.ones(score.shape, dtype=bool))
