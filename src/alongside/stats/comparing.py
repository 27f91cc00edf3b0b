"""An area beside a benchmark or a target: the judgements of England's public health profiles.

Each function takes numbers or arrays of any shape and answers with words of the same shape. With a
polarity the words are better, similar, worse; with none, higher, similar, lower. Colours are for
others.
"""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaincinv

from alongside.kernel.refusals import Refusal
from alongside.stats.arrays import (
    Array,
    Words,
    as_bases,
    as_counts,
    as_marks,
    as_numbers,
    check_multiplier,
    check_word,
    plain,
    plain_words,
    share_of,
    together,
)

Polarity = Literal["high_is_good", "low_is_good", "no_judgement", "not_applicable"]
POLARITIES: tuple[str, ...] = get_args(Polarity)
NOT_COMPARED = "not_compared"
_INNER = {
    "high_is_good": ("worse", "better"),
    "low_is_good": ("better", "worse"),
    "no_judgement": ("lower", "higher"),
}
_OUTER = {
    "high_is_good": ("worst", "best"),
    "low_is_good": ("best", "worst"),
    "no_judgement": ("lowest", "highest"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """A lower and an upper limit, numbers or arrays of one shape."""

    lower: ArrayLike
    upper: ArrayLike


@dataclass(frozen=True, slots=True)
class Reading:
    """How values are read: which direction is good, and per how many (100 for percentages)."""

    polarity: Polarity = "no_judgement"
    multiplier: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class ControlComparison:
    """A judgement with the control limits round the comparator, on the scale of the value."""

    judgement: Words
    lower: Array
    upper: Array


def single95(
    lower: ArrayLike,
    upper: ArrayLike,
    *,
    benchmark: ArrayLike,
    polarity: Polarity = "no_judgement",
    is_benchmark: ArrayLike = False,
) -> Words:
    """The area's 95% interval against a benchmark's value: the usual comparison.

    Similar where the benchmark lies inside, limits included. Not compared where a limit or the
    benchmark is missing, or where ``is_benchmark`` says that the area is the benchmark itself. The
    benchmark's own interval is not used. Refuses a lower limit above the upper.

    >>> single95([60, 50], [70, 65], benchmark=60, polarity="high_is_good")
    array(['similar', 'similar'], dtype='<U12')
    """
    low, high = _ordered(Limits(lower, upper))
    against = as_numbers(benchmark, field="benchmark")
    sentence = "Say for each area whether it is the benchmark: true or false."
    itself = as_marks(is_benchmark, sentence=sentence, field="is_benchmark")
    low, high, against, same = together(
        low, high, against, itself.astype(np.float64), fields="Limits and benchmark"
    )
    compared = ~np.isnan(low + high + against) & (same == 0)
    return _judged(high < against, low > against, compared=compared, polarity=polarity)


def two_levels(
    inner: Limits, outer: Limits, *, benchmark: ArrayLike, polarity: Polarity = "no_judgement"
) -> Words:
    """A benchmark against the area's 95% (``inner``) and 99.8% (``outer``) intervals.

    Inside 95%, touching included: similar. Between the two, touching the outer included: better or
    worse (higher or lower). Beyond the outer: best or worst (highest or lowest).

    >>> two_levels(Limits(50, 60), Limits(45, 65), benchmark=65, polarity="high_is_good")
    np.str_('worse')
    """
    low, high = _ordered(inner)
    lowest, highest = _ordered(outer)
    against = as_numbers(benchmark, field="benchmark")
    low, high, lowest, highest, against = together(
        low, high, lowest, highest, against, fields="Limits and benchmark"
    )
    if ((lowest > low) | (highest < high)).any():
        raise Refusal("The 99.8% limits must lie outside the 95% limits. Check which is which.")
    compared = ~np.isnan(low + high + lowest + highest + against)
    words = _judged(high < against, low > against, compared=compared, polarity=polarity)
    if polarity == "not_applicable":
        return words
    below, above = _OUTER[polarity]
    tests = [compared & (highest < against), compared & (lowest > against)]
    return plain_words(np.select(tests, [below, above], words))


def double95(area: Limits, benchmark: Limits, *, polarity: Polarity = "no_judgement") -> Words:
    """Two 95% intervals beside each other: similar where they overlap or touch.

    >>> double95(Limits(50, 60), Limits(60, 62), polarity="high_is_good")
    np.str_('similar')
    """
    low, high, other_low, other_high = together(
        *_ordered(area), *_ordered(benchmark), fields="The two intervals"
    )
    compared = ~np.isnan(low + high + other_low + other_high)
    return _judged(high < other_low, low > other_high, compared=compared, polarity=polarity)


def spc_prop(
    value: ArrayLike,
    denominator: ArrayLike,
    *,
    comparator: ArrayLike,
    z: float = 1.96,
    reading: Reading | None = None,
) -> ControlComparison:
    """A proportion against control limits round the comparator's, for the area's own base.

    Limits ``(2E + z² ∓ z √(z² + 4E(1 - E/n))) / (2(n + z²))``, E = n × comparator; z is 1.96 or
    3.0902. Touching is similar. Values and comparator are on the scale of ``reading.multiplier``.

    >>> spc_prop(0.5, 100, comparator=0.62).judgement
    np.str_('lower')
    """
    reading = _checked(reading)
    shares = [
        as_counts(each, field=field) / reading.multiplier
        for each, field in ((value, "value"), (comparator, "comparator"))
    ]
    if any((share > 1).any() for share in shares):
        raise Refusal(
            "A share above the whole cannot be right. For percentages, say a multiplier of 100.",
            field="value",
        )
    n = as_bases(denominator, field="denominator")
    share, middle, n = together(*shares, n, fields="Value, comparator and denominator")
    if not (np.isfinite(z) and z > 0):
        raise Refusal("“z” must be above 0, such as 1.96.", field="z")
    centre, base = 2 * n * middle + z * z, 2 * (n + z * z)
    half = z * np.sqrt(z * z + 4 * n * middle * (1 - middle))
    return _controlled(share, (centre - half) / base, (centre + half) / base, reading)


def spc_dsr(
    value: ArrayLike,
    denominator: ArrayLike,
    *,
    comparator: ArrayLike,
    confidence: float = 0.95,
    reading: Reading | None = None,
) -> ControlComparison:
    """A standardised rate against Poisson limits round the count that the comparator's rate expects.

    E = comparator × denominator / multiplier. The lower limit is the mean for which E or more events
    have the probability (1 - confidence)/2, the upper that for which E or fewer have it, both over
    the denominator. Events come whole, so a fraction of E counts up for the lower limit and down for
    the upper. Touching is similar. Confidence 0.95 or 0.998.

    >>> spc_dsr(5, 1000, comparator=20, reading=Reading(multiplier=1000)).judgement
    np.str_('lower')
    """
    reading = _checked(reading)
    rate, middle, n = together(
        as_counts(value, field="value") / reading.multiplier,
        as_counts(comparator, field="comparator") / reading.multiplier,
        as_bases(denominator, field="denominator"),
        fields="Value, comparator and denominator",
    )
    tail = (1 - share_of(confidence)) / 2
    # A rate times its base is a whole number but for the last digits.
    expected = np.round(middle * n, 9)
    above = np.ceil(expected)
    lower = np.where(above > 0, gammaincinv(np.maximum(above, 1), tail), 0.0)
    lower = np.where(np.isnan(expected), np.nan, lower)
    upper = gammaincinv(np.floor(expected) + 1, 1 - tail)
    return _controlled(rate, lower / n, upper / n, reading)


def against_target(
    value: ArrayLike,
    target: ArrayLike,
    *,
    polarity: Polarity = "high_is_good",
    limits: Limits | None = None,
) -> Words:
    """One target: "met" or "not_met"; with the value's limits also "cannot_tell".

    Without limits, met is value ≥ target (≤ where low is good). With them, met is lower ≥ target and
    not met is upper < target (upper ≤ and lower > where low is good). Not compared where a number is
    missing. Refuses a polarity without a good direction.

    >>> against_target([98, 97.9], 98)
    array(['met', 'not_met'], dtype='<U12')
    """
    sign = _good_direction(polarity)
    low, high = (value, value) if limits is None else (limits.lower, limits.upper)
    if sign < 0:
        low, high = high, low
    worst, best, goal = together(
        as_numbers(low, field="value") * sign,
        as_numbers(high, field="value") * sign,
        as_numbers(target, field="target") * sign,
        fields="Value and target",
    )
    if (worst > best).any():
        raise Refusal("A lower limit lies above its upper limit. Check which is which.")
    missing = np.isnan(worst + best + goal)
    tests = [missing, worst >= goal, best < goal]
    return plain_words(np.select(tests, [NOT_COMPARED, "met", "not_met"], "cannot_tell"))


def against_two_limits(
    value: ArrayLike,
    *,
    lower: ArrayLike,
    upper: ArrayLike,
    polarity: Polarity = "high_is_good",
) -> Words:
    """A band instead of a target: below ``lower`` worse, from ``upper`` better, "between" otherwise.

    Where low is good the words change places; the limits stay < lower and ≥ upper.

    >>> against_two_limits([79, 80, 90], lower=80, upper=90)
    array(['worse', 'between', 'better'], dtype='<U12')
    """
    below, above = ("worse", "better") if _good_direction(polarity) > 0 else ("better", "worse")
    low, high = _ordered(Limits(lower, upper))
    x, low, high = together(as_numbers(value, field="value"), low, high, fields="Value and limits")
    tests = [np.isnan(x + low + high), x < low, x >= high]
    return plain_words(np.select(tests, [NOT_COMPARED, below, above], "between"))


def _ordered(limits: Limits) -> tuple[Array, Array]:
    low, high = together(
        as_numbers(limits.lower, field="lower"),
        as_numbers(limits.upper, field="upper"),
        fields="lower and upper",
    )
    if (low > high).any():
        raise Refusal(
            "A lower limit lies above its upper limit. Check which is which.", field="lower"
        )
    return low, high


def _judged(
    low: NDArray[np.bool_], high: NDArray[np.bool_], *, compared: NDArray[np.bool_], polarity: str
) -> Words:
    check_word(polarity, POLARITIES, field="polarity")
    if polarity == "not_applicable":
        return plain_words(np.full(compared.shape, NOT_COMPARED))
    below, above = _INNER[polarity]
    return plain_words(np.select([~compared, low, high], [NOT_COMPARED, below, above], "similar"))


def _controlled(value: Array, lower: Array, upper: Array, reading: Reading) -> ControlComparison:
    compared = ~np.isnan(value + lower + upper)
    words = _judged(value < lower, value > upper, compared=compared, polarity=reading.polarity)
    scale = reading.multiplier
    return ControlComparison(words, plain(lower * scale), plain(upper * scale))


def _checked(reading: Reading | None) -> Reading:
    reading = reading or Reading()
    check_multiplier(reading.multiplier)
    return reading


def _good_direction(polarity: str) -> int:
    check_word(polarity, ("high_is_good", "low_is_good"), field="polarity")
    return 1 if polarity == "high_is_good" else -1
