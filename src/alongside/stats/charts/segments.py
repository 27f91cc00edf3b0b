"""Which points belong together: groups between recalculations, baselines, neighbours.

No rule and no range reaches across the start of a group.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from alongside.kernel.refusals import Refusal

SHORTEST_BASELINE = 12
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Segments:
    """``keys`` (series, points) numbers every group of every series; the rest are masks on it.

    ``judged``: points that have a value and are not ghosted. ``baseline``: judged points on which
    the limits of their group rest.
    """

    keys: NDArray[np.intp]
    judged: Bools
    baseline: Bools

    @cached_property
    def count(self) -> int:
        """How many groups there are in all."""
        return int(self.keys[-1, -1]) + 1 if self.keys.size else 0

    @cached_property
    def sizes(self) -> Floats:
        """Points in the baseline of each group."""
        return self.total(self.baseline)

    @cached_property
    def neighbours(self) -> Bools:
        """(series, points - 1): this point and the next are both in one baseline."""
        together: Bools = self.keys[:, 1:] == self.keys[:, :-1]
        return together & self.baseline[:, 1:] & self.baseline[:, :-1]

    def total(self, amounts: NDArray[np.generic], *, where: Bools | None = None) -> Floats:
        """The sum of ``amounts`` in each group, over ``where`` if given.

        With one column fewer than ``keys``, an amount belongs to the left one of two neighbours.
        """
        chosen = amounts if where is None else np.where(where, amounts, 0)
        keys = self.keys[:, : amounts.shape[1]]
        weights = chosen.ravel().astype(np.float64)
        return np.bincount(keys.ravel(), weights=weights, minlength=self.count).astype(np.float64)

    def at_points(self, per_group: Floats) -> Floats:
        """A number of each group, repeated at each of its points."""
        return np.asarray(per_group[self.keys], dtype=np.float64)

    def range_total(self, values: Floats) -> tuple[Floats, Floats]:
        """Sum and number of the moving ranges in each group's baseline; gaps are not bridged."""
        ranges = np.abs(np.diff(values, axis=1))
        return (
            self.total(ranges, where=self.neighbours),
            self.total(self.neighbours),
        )


def segments_of(
    values: Floats,
    *,
    starts: ArrayLike | None = None,
    ghosts: ArrayLike | None = None,
    fix_after: int | None = None,
    loose: ArrayLike | None = None,
) -> Segments:
    """The groups of a table of ``values`` (series, points; NaN missing).

    ``starts`` marks points where a new group begins and ``ghosts`` points left out of every
    calculation: shape (points,) for all series, or (series, points). ``fix_after``: a group's
    limits rest on its first so many rows, missing ones counted; below 12 is refused. ``loose`` marks
    points that are judged, and on which no limits rest.
    """
    if fix_after is not None and fix_after < SHORTEST_BASELINE:
        raise Refusal(
            f"A fixed baseline needs at least {SHORTEST_BASELINE} figures.", field="fix_after"
        )
    begins = _mask(starts, like=values, field="starts")
    if begins.shape[1]:
        begins[:, 0] = True
    judged = ~np.isnan(values) & ~_mask(ghosts, like=values, field="ghosts")
    baseline = judged & ~_mask(loose, like=values, field="loose")
    if fix_after is not None:
        columns = np.arange(values.shape[1])
        first = np.maximum.accumulate(np.where(begins, columns, 0), axis=1)
        baseline = baseline & (columns - first < fix_after)
    keys = np.cumsum(begins).reshape(begins.shape) - 1
    return Segments(keys=keys, judged=judged, baseline=baseline)


def _mask(marks: ArrayLike | None, *, like: Floats, field: str) -> Bools:
    if marks is None:
        return np.zeros(like.shape, dtype=np.bool_)
    try:
        return np.broadcast_to(np.asarray(marks, dtype=np.bool_), like.shape).copy()
    except ValueError as error:
        raise Refusal("There must be one mark for each figure of a series.", field=field) from error
