"""Ratings as people send them: rows of items, columns of raters, made into counts and weights.

It decides what a category, a missing rating and a weight are; the coefficients are in
``agreement``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from alongside.kernel.refusals import Refusal
from alongside.stats.arrays import as_numbers, check_word

Category = str | int | float
Ratings = Sequence[Sequence[Category | None]]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class RatingCodes:
    """``codes`` (items, raters): the place of the rating in ``categories``, -1 where missing."""

    codes: NDArray[np.int64]
    categories: tuple[Category, ...]

    @property
    def scores(self) -> Floats:
        """The categories themselves if they are numbers, else 1, 2, 3 …"""
        if all(isinstance(category, int | float) for category in self.categories):
            return np.array(self.categories, dtype=np.float64)
        return np.arange(1.0, len(self.categories) + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Counts (items, categories) of the rated items, and what every coefficient needs of them.

    ``item_agreement`` is the weighted share of agreeing pairs of each item, 0 with one rating.
    """

    counts: Floats
    weights: Floats
    totals: Floats
    prevalence: Floats
    item_agreement: Floats
    is_nominal: bool

    def paired(self) -> "Tally":
        """Only the items with two or more ratings; the prevalence is that of all."""
        kept = self.totals >= 2
        return Tally(
            self.counts[kept],
            self.weights,
            self.totals[kept],
            self.prevalence,
            self.item_agreement[kept],
            self.is_nominal,
        )


def tally_of(
    ratings: Ratings,
    *,
    categories: Sequence[Category] | None,
    weights: str | ArrayLike,
    ranks_by_use: bool = False,
) -> Tally:
    """The counts of the items that somebody rated. ``ranks_by_use`` is Krippendorff's "ordinal"."""
    read = read_ratings(ratings, categories=categories)
    places = np.arange(len(read.categories))
    counts = np.sum(read.codes[:, :, None] == places, axis=1).astype(np.float64)
    counts = counts[counts.sum(axis=1) > 0]
    totals = counts.sum(axis=1)
    if ranks_by_use and isinstance(weights, str) and weights == "ordinal":
        matrix = _ordinal_by_use(counts[totals >= 2].sum(axis=0))
    else:
        matrix = weight_matrix(read.scores, weights=weights)
    pairs = np.sum(counts * (counts @ matrix.T - 1), axis=1)
    return Tally(
        counts=counts,
        weights=matrix,
        totals=totals,
        prevalence=np.asarray((counts / totals[:, None]).mean(axis=0)),
        item_agreement=pairs / np.maximum(totals * (totals - 1), 1),
        is_nominal=isinstance(weights, str) and weights == "nominal",
    )


def read_ratings(ratings: Ratings, *, categories: Sequence[Category] | None) -> RatingCodes:
    """Places in the categories offered, or in those used, sorted. None and NaN are missing."""
    rows = [[None if _is_missing(rating) else rating for rating in row] for row in ratings]
    if not rows or not rows[0] or any(len(row) != len(rows[0]) for row in rows):
        raise Refusal(
            "Give a row for each item and, in each, one rating for every rater, empty if none.",
            field="ratings",
        )
    used = {rating for row in rows for rating in row if rating is not None}
    if not used:
        raise Refusal("Nobody has rated anything yet.", field="ratings")
    offered = _in_order(used) if categories is None else list(categories)
    place = {category: index for index, category in enumerate(offered)}
    if len(place) < len(offered):
        raise Refusal("A category is offered twice.", field="categories")
    for rating in used - place.keys():
        raise Refusal(f"“{rating}” is not among the categories offered.", field="ratings")
    codes = [[-1 if rating is None else place[rating] for rating in row] for row in rows]
    return RatingCodes(np.array(codes, dtype=np.int64), tuple(offered))


def weight_matrix(scores: ArrayLike, *, weights: str | ArrayLike) -> Floats:
    """w (q, q): 1 on the diagonal, less the further two categories are apart.

    With d the distance of two scores and range the greatest: "linear" 1 - d/range, "quadratic" and
    "interval" 1 - (d/range)^2, "radical" 1 - sqrt(d/range); "ratio" 1 - ((a - b)/(a + b))^2, scaled
    to 0 at the ends; "ordinal" 1 - M(M - 1)/(q(q - 1)) with M the number of categories from one to
    the other (Gwet 2014, chapter 3).

    >>> weight_matrix([1, 2, 3], weights="quadratic").tolist()
    [[1.0, 0.75, 0.0], [0.75, 1.0, 0.75], [0.0, 0.75, 1.0]]
    """
    points = as_numbers(scores, field="categories")
    if not isinstance(weights, str):
        return _own_weights(weights, size=len(points))
    check_word(weights, tuple(_DISTANCES), field="weights")
    distance = _DISTANCES[weights](points)
    furthest = distance.max()
    return 1 - distance / furthest if furthest > 0 else np.ones_like(distance)


def _apart(points: Floats) -> Floats:
    return np.asarray(np.abs(points[:, None] - points[None, :]))


def _ratio(points: Floats) -> Floats:
    if np.any(points < 0):
        raise Refusal("Ratio weights need categories of 0 or more.", field="categories")
    added = points[:, None] + points[None, :]
    return np.asarray((_apart(points) / np.where(added > 0, added, 1)) ** 2)


def _ranks(points: Floats) -> Floats:
    steps = _apart(np.arange(len(points), dtype=np.float64))
    return steps * (steps + 1)


_DISTANCES: dict[str, Callable[[Floats], Floats]] = {
    "nominal": lambda points: 1 - np.eye(len(points)),
    "linear": _apart,
    "quadratic": lambda points: _apart(points) ** 2,
    "interval": lambda points: _apart(points) ** 2,
    "radical": lambda points: np.sqrt(_apart(points)),
    "ordinal": _ranks,
    "ratio": _ratio,
}


def _ordinal_by_use(used: Floats) -> Floats:
    """Krippendorff: ratings between two categories, half of those in the two themselves, squared."""
    middle = np.cumsum(used) - used / 2
    distance = _apart(middle) ** 2
    # Two neighbours that nobody used are at no distance; they add nothing to either side.
    return 1 - distance / distance.max() if distance.max() > 0 else np.ones_like(distance)


def _own_weights(weights: ArrayLike, *, size: int) -> Floats:
    matrix = as_numbers(weights, field="weights")
    if matrix.shape != (size, size):
        raise Refusal(
            f"The weights must be a table of {size} by {size}, one for each pair of categories.",
            field="weights",
        )
    if not (np.all(np.diag(matrix) == 1) and np.all((matrix >= 0) & (matrix <= 1))):
        raise Refusal("Weights go from 0 to 1, with 1 for the same category.", field="weights")
    return matrix


def _is_missing(rating: Category | None) -> bool:
    return rating is None or rating != rating


def _in_order(used: set[Category]) -> list[Category]:
    numbers = [category for category in used if isinstance(category, int | float)]
    if numbers and len(numbers) < len(used):
        raise Refusal("Categories are all numbers or all words.", field="ratings")
    return sorted(numbers) if numbers else sorted(used, key=str)
