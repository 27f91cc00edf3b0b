"""What every kind of chart answers for every point: centre, limits, and where the point lies."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from alongside.stats.charts.segments import Bools, Floats

_HIGHEST = np.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Lines of a chart, on the scale of its values; NaN where there is none."""

    lower: Floats
    near_lower: Floats
    centre: Floats
    near_upper: Floats
    upper: Floats

    def times(self, multiplier: float) -> Self:
        """The same lines on another scale."""
        return type(self)(**{name: getattr(self, name) * multiplier for name in self.__slots__})

    def clipped(self, lowest: float | None, highest: float | None) -> Self:
        """The same lines, cut off where no value can be: for drawing only."""
        low = -_HIGHEST if lowest is None else lowest
        high = _HIGHEST if highest is None else highest
        return type(self)(
            **{name: np.clip(getattr(self, name), low, high) for name in self.__slots__}
        )

    def of_series(self, series: int) -> Self:
        """The lines of one series."""
        return type(self)(**{name: getattr(self, name)[series] for name in self.__slots__})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """A chart before its rules: all arrays (series, points), on the scale of the values.

    ``sides``: 1 above the centre, -1 below, 0 on it or not judged. ``is_outside``: strictly beyond
    a limit. ``is_beyond_near``: strictly beyond a near limit, so also when outside.
    ``target_places``: 1 where the current target is above the upper limit, -1 where it is below the
    lower one, else 0. ``has_limits``: the group has limits. ``spread``: per point, the average
    moving range of XmR and t charts, or the factor for overdispersion of others; NaN elsewhere.
    ``is_screened`` (series, points - 1): this moving range was left out as outlying.
    """

    band: Band
    sides: NDArray[np.int8]
    is_outside: Bools
    is_beyond_near: Bools
    target_places: NDArray[np.int8]
    has_limits: Bools
    spread: Floats
    is_screened: Bools


def signs(differences: Floats, *, where: Bools | None = None) -> NDArray[np.int8]:
    """1, -1 or 0 for each difference; 0 for NaN and outside ``where``."""
    above, below = differences > 0, differences < 0
    if where is not None:
        above, below = above & where, below & where
    return above.astype(np.int8) - below.astype(np.int8)
