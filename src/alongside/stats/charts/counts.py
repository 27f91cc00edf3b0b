"""p, u and c charts: shares, rates and counts, with limits that follow each point's denominator.

Source: Montgomery, Introduction to Statistical Quality Control, chapter on control charts for
attributes; for health care Provost and Murray, The Health Care Data Guide (2011). With X the sum of
numerators of the baseline, N the sum of denominators, and n the point's denominator:

    p  centre X/N, sigma sqrt(X/N (1 - X/N) / n)
    u  centre X/N, sigma sqrt(X/N / n)
    c  the u chart with n = 1: centre is the mean count, sigma its square root

Limits lie 3 sigma from the centre, near limits 2. Laney's p' and u' (Laney, "Improved control charts
for attributes", Quality Engineering 14(4), 2002) multiply sigma by the average moving range of
z = (x/n - centre)/sigma, divided by 1.128: above 1 when points vary more than chance alone explains,
below 1 when less.
"""

from typing import Literal

import numpy as np

from alongside.stats.charts.limits import Band, Limits, signs
from alongside.stats.charts.segments import Floats, Segments

RANGE_TO_SIGMA = 1.128
"""d2 for ranges of two: the mean range of two standard normal numbers, rounded as usual."""


def count_limits(
    counts: Floats,
    bases: Floats,
    segments: Segments,
    *,
    kind: Literal["p", "u"],
    is_laney: bool = False,
) -> Limits:
    """Limits of ``counts`` over ``bases`` (both (series, points)) on the scale counts / bases.

    For a c chart take kind u and bases of 1. The side of the centre is exact. Where the centre is 0
    (or 1 in a p chart) the limits equal it. A target is compared by ``placed``.

    >>> from alongside.stats.charts.segments import segments_of
    >>> x, n = np.array([[5.0, 5.0]]), np.array([[10.0, 40.0]])
    >>> count_limits(x, n, segments_of(x), kind="p").band.upper.round(3)
    array([[0.579, 0.39 ]])
    """
    all_counts = segments.at_points(segments.total(counts, where=segments.baseline))
    all_bases = segments.at_points(segments.total(bases, where=segments.baseline))
    away = counts * all_bases - all_counts * bases
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = all_counts / all_bases
        spare = all_bases - all_counts if kind == "p" else all_bases
        variance = all_counts * spare * bases
        sigma = np.sqrt(all_counts * spare / bases) / all_bases
        z = np.where(variance > 0, away / np.sqrt(variance), 0.0)
    factor = _overdispersion(z, segments) if is_laney else np.ones_like(sigma)
    squared, allowed = away**2, factor**2 * variance
    return Limits(
        band=_band(centre, sigma * factor),
        sides=signs(away, where=segments.judged),
        is_outside=(squared > 9 * allowed) & segments.judged,
        is_beyond_near=(squared > 4 * allowed) & segments.judged,
        target_places=np.zeros(counts.shape, dtype=np.int8),
        has_limits=np.isfinite(sigma * factor),
        spread=factor,
        is_screened=np.zeros_like(segments.neighbours),
    )


def _overdispersion(z: Floats, segments: Segments) -> Floats:
    """Laney's sigma of z at every point; NaN in a group without two neighbours."""
    total, number = segments.range_total(z)
    with np.errstate(invalid="ignore", divide="ignore"):
        return segments.at_points(total / number / RANGE_TO_SIGMA)


def _band(centre: Floats, sigma: Floats) -> Band:
    return Band(
        lower=centre - 3 * sigma,
        near_lower=centre - 2 * sigma,
        centre=centre,
        near_upper=centre + 2 * sigma,
        upper=centre + 3 * sigma,
    )
