"""Reading numbers from people: missing is NaN, and what is not a number is refused."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from alongside.kernel.refusals import Refusal

_LARGEST_WHOLE = 2.0**53


def read_numbers(values: ArrayLike, *, field: str) -> NDArray[np.float64]:
    """The values as floats; None and NaN are missing. Infinity and text are refused.

    >>> read_numbers([1, None], field="values")
    array([ 1., nan])
    """
    try:
        numbers = np.array(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise Refusal(
            "Every figure must be a number, or empty where it is missing, and every row of "
            "figures must have the same length.",
            field=field,
        ) from error
    if np.isinf(numbers).any():
        raise Refusal("A figure is infinite. Correct it or leave it empty.", field=field)
    return numbers


def read_counts(values: ArrayLike, *, field: str) -> NDArray[np.float64]:
    """Whole numbers from 0; missing ones are NaN. Negative or broken counts are refused."""
    counts = read_amounts(values, field=field)
    whole = np.isnan(counts) | ((counts == np.rint(counts)) & (counts < _LARGEST_WHOLE))
    if not whole.all():
        raise Refusal("A count must be a whole number. Correct it.", field=field)
    return counts


def read_amounts(values: ArrayLike, *, field: str) -> NDArray[np.float64]:
    """Numbers from 0; missing ones are NaN. Negative ones are refused."""
    amounts = read_numbers(values, field=field)
    if (amounts < 0).any():
        raise Refusal("A figure here cannot be less than 0. Correct it.", field=field)
    return amounts
