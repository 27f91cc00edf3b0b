"""g and t charts, for events so rare that counting them by month shows mostly zeros.

Both plot what lies between one event and the next, so higher means rarer.

    g  cases (or whole days) between events; geometric. Benneyan, "Number-between g-type statistical
       quality control charts for monitoring adverse events", Health Care Management Science 4
       (2001): with mean g, sigma = sqrt(g (g + 1)); limits g -+ 3 sigma, near limits g -+ 2 sigma.
       The centre line, from which sides are told, is the median of the distribution, about
       g ln 2 (Provost and Murray, The Health Care Data Guide, 2011): most values of so lopsided a
       distribution lie below its mean.
    t  time between events; exponential. Nelson, "A control chart for parts-per-million
       nonconforming items", Journal of Quality Technology 26(3), 1994: y = x^(1/3.6) is nearly
       normal; an XmR chart of y, whose lines are shown as y^3.6.

The lower limit of g lies below 0 always, and that of t often: no value can pass it.
"""

import math
from dataclasses import replace

import numpy as np

from alongside.stats.charts.limits import Band, Limits, signs
from alongside.stats.charts.segments import Floats, Segments
from alongside.stats.charts.xmr import xmr_limits

NELSON_POWER = 3.6


def g_limits(gaps: Floats, segments: Segments) -> Limits:
    """Limits of ``gaps`` (series, points), the whole number of cases between two events.

    >>> from alongside.stats.charts.segments import segments_of
    >>> gaps = np.array([[3.0, 5.0, 1.0]])
    >>> g_limits(gaps, segments_of(gaps)).band.upper.round(2)[:, :1]
    array([[13.39]])
    """
    with np.errstate(invalid="ignore"):
        mean = segments.at_points(segments.total(gaps, where=segments.baseline) / segments.sizes)
    sigma = np.sqrt(mean * (mean + 1))
    centre = mean * math.log(2)
    band = Band(
        lower=mean - 3 * sigma,
        near_lower=mean - 2 * sigma,
        centre=centre,
        near_upper=mean + 2 * sigma,
        upper=mean + 3 * sigma,
    )
    return Limits(
        band=band,
        sides=signs(gaps - centre, where=segments.judged),
        is_outside=((gaps > band.upper) | (gaps < band.lower)) & segments.judged,
        is_beyond_near=((gaps > band.near_upper) | (gaps < band.near_lower)) & segments.judged,
        target_places=np.zeros(gaps.shape, dtype=np.int8),
        has_limits=~np.isnan(mean),
        spread=np.full(gaps.shape, np.nan),
        is_screened=np.zeros_like(segments.neighbours),
    )


def t_limits(
    times: Floats, segments: Segments, *, screening: bool, targets: Floats | None = None
) -> Limits:
    """Limits of ``times`` (series, points) between events, in their own unit; 0 is allowed.

    ``spread`` is the average moving range of the transformed times.
    """
    aims = None if targets is None else _signed_power(targets, 1 / NELSON_POWER)
    transformed = xmr_limits(
        times ** (1 / NELSON_POWER), segments, screening=screening, targets=aims
    )
    lines = transformed.band
    back = {name: _signed_power(getattr(lines, name), NELSON_POWER) for name in lines.__slots__}
    return replace(transformed, band=Band(**back))


def _signed_power(numbers: Floats, power: float) -> Floats:
    """A power that keeps the sign, so that a lower limit below 0 stays below 0."""
    return np.sign(numbers) * np.abs(numbers) ** power
