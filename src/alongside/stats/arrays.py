"""Numbers as people send them: made into arrays, checked, and refused with a sentence.

A missing number (``None`` or NaN) stays missing. It decides what may be asked of this room at all;
what the numbers mean is for the modules beside it.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from alongside.kernel.refusals import Refusal

Array = NDArray[np.float64]
Words = NDArray[np.str_]
Name = str | int | float
"""Of a group, as people number or name them; as a text where it comes out again."""


def as_numbers(values: ArrayLike, *, field: str) -> Array:
    """Floats of any shape, NaN where missing. Refuses words, uneven lists and infinite numbers."""
    try:
        numbers = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise Refusal(
            f"“{field}” must be a number or a list of numbers, each list as long as its neighbours.",
            field=field,
        ) from None
    if np.isinf(numbers).any():
        raise Refusal(f"“{field}” has an infinite number. Leave it out or correct it.", field=field)
    return numbers


def as_counts(values: ArrayLike, *, field: str) -> Array:
    """Numbers of 0 or more."""
    counts = as_numbers(values, field=field)
    if (counts < 0).any():
        raise Refusal(
            f"“{field}” has {first(counts, counts < 0)}, and a count cannot be below 0. "
            "Correct the record.",
            field=field,
        )
    return counts


def as_bases(values: ArrayLike, *, field: str) -> Array:
    """Numbers above 0: what something is out of."""
    bases = as_numbers(values, field=field)
    if (bases <= 0).any():
        raise Refusal(
            f"“{field}” has {first(bases, bases <= 0)}, and a rate needs a base above 0. "
            "Leave out what has no cases.",
            field=field,
        )
    return bases


def as_parts(numerator: ArrayLike, denominator: ArrayLike) -> tuple[Array, Array]:
    """A numerator and its denominator, broadcast together; refused where the part is the larger."""
    parts = as_counts(numerator, field="numerator")
    wholes = as_bases(denominator, field="denominator")
    parts, wholes = together(parts, wholes, fields="numerator and denominator")
    if (parts > wholes).any():
        over = parts > wholes
        raise Refusal(
            f"{first(parts, over)} of {first(wholes, over)} cannot be right: the part is larger than "
            "the whole. Check both numbers.",
            field="numerator",
        )
    return parts, wholes


def as_marks(values: ArrayLike, *, sentence: str, field: str) -> NDArray[np.bool_]:
    """True and false, or 1 and 0; anything else, and uneven lists, are refused with ``sentence``."""
    try:
        marks = np.asarray(values)
    except (TypeError, ValueError, OverflowError):
        raise Refusal(sentence, field=field) from None
    if not np.all(np.isin(marks, (0, 1))):
        raise Refusal(sentence, field=field)
    return marks.astype(np.bool_)


def together(*arrays: Array, fields: str) -> tuple[Array, ...]:
    """The arrays broadcast to one shape, or a refusal that names ``fields``."""
    if all(array.shape == arrays[0].shape for array in arrays):
        return arrays
    try:
        return tuple(np.broadcast_arrays(*arrays))
    except ValueError:
        raise Refusal(
            f"{fields} must have equal lengths, but their shapes are "
            f"{', '.join(str(array.shape) for array in arrays)}."
        ) from None


def share_of(confidence: float) -> float:
    """The confidence as a share: 0.95 and 95 are the same. Refuses what is outside 0.9 to 1."""
    if isinstance(confidence, bool) or not isinstance(confidence, int | float | np.number):
        raise Refusal("The confidence must be a number such as 0.95.", field="confidence")
    share = float(confidence) / 100 if 90 <= confidence <= 100 else float(confidence)
    if not 0.9 <= share <= 1:
        raise Refusal(
            "The confidence must be from 0.9 to 1 or from 90 to 100, such as 0.95.",
            field="confidence",
        )
    return share


def z_of(share: float) -> float:
    """The two-sided normal quantile: 1.959963984540054 for 0.95, infinite for 1."""
    return float(ndtri((1 + share) / 2))


def check_multiplier(multiplier: float) -> None:
    """A multiplier turns a share into "per 100" or "per 100,000"; it is above 0."""
    if not (np.isfinite(multiplier) and multiplier > 0):
        raise Refusal("The multiplier must be above 0, such as 100 or 100000.", field="multiplier")


def check_word(word: str, words: tuple[str, ...], *, field: str) -> None:
    """One of the words that the field knows."""
    if word not in words:
        raise Refusal(f"“{field}” must be one of {', '.join(words)}, not “{word}”.", field=field)


def as_names(names: Iterable[Name]) -> tuple[str, ...]:
    """As texts; a whole number is the same with and without its noughts.

    >>> as_names(["a", 1, 1.0, 2.5])
    ('a', '1', '1', '2.5')
    """
    return tuple(f"{name:.15g}" if isinstance(name, float) else str(name) for name in names)


def first(values: Array, where: NDArray[np.bool_]) -> str:
    """The first of the values that a sentence is about, as somebody would write it."""
    return f"{float(values[where].flat[0]):.15g}"


def plain(values: Any) -> Array:
    """As it came: a number for a number, an array for an array."""
    shaped: Array = np.asarray(values, dtype=np.float64)[()]
    return shaped


def plain_words(words: Any) -> Words:
    """As ``plain``, for words."""
    shaped: Words = np.asarray(words, dtype=np.str_)[()]
    return shaped
