"""Targets on a share: which results show one, how many records that takes, and how likely it is.

A target is shown when the Wilson limit on its doubtful side reaches it. What the target should be,
and how records are drawn, is for others; sentences about it are in ``provability``.

Wilson's interval holds every share that a score test does not reject, so "the lower limit of x of n
is at least t" is the same as ``x >= n t + z sqrt(n t (1 - t))`` (Wilson 1927). All counts here come
from that line, solved for what is asked. A target of "at most t" on events is a target of
"at least 1 - t" on records without the event.
"""

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc

from alongside.kernel.refusals import Refusal
from alongside.stats.arrays import as_counts, as_numbers, together
from alongside.stats.quantiles import normal_quantile

_SLACK = 1e-9


class Shown(StrEnum):
    """What a sample says about a target."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot yet tell"


@dataclass(frozen=True, slots=True)
class Target:
    """A share to be reached: ``share`` between 0 and 1, to be shown with ``confidence`` (two-sided).

    "At least" 0 and "at most" 1 are refused, since anything meets them.
    """

    share: float
    direction: Literal["at least", "at most"] = "at least"
    confidence: float = 0.95

    def __post_init__(self) -> None:
        if self.direction not in {"at least", "at most"}:
            raise Refusal('A target is "at least" or "at most" a share.', field="direction")
        if not 0 <= self.share <= 1:
            raise Refusal(
                "Write the target as a share between 0 and 1, such as 0.98 for 98%.", field="share"
            )
        if self.floor == 0:
            raise Refusal(f"Anything meets {self}, so there is nothing to show.", field="share")
        normal_quantile(self.confidence)

    @property
    def floor(self) -> float:
        """The least share of *clean* records that meets the target."""
        return self.share if self.direction == "at least" else round(1 - self.share, 12)

    @property
    def z(self) -> float:
        """The normal quantile of the confidence: 1.96 at 95%."""
        return normal_quantile(self.confidence)

    def clean(self, numerator: ArrayLike, denominator: ArrayLike) -> NDArray[np.float64]:
        """How many records are clean, that is, speak for the target."""
        counts = np.asarray(numerator, dtype=np.float64)
        return counts if self.direction == "at least" else np.asarray(denominator) - counts

    def __str__(self) -> str:
        """ "at least 98%"."""
        return f"{self.direction} {percent(self.share)}"


def records_needed(failures: ArrayLike, *, target: Target) -> NDArray[np.float64]:
    """The smallest sample with so many failures in it that shows the target; NaN if none ever does.

    With t the floor and s = sqrt(n): ``s >= (z sqrt(t(1-t)) + sqrt(z^2 t(1-t) + 4(1-t)f)) / 2(1-t)``;
    for f = 0 it is ``n >= z^2 t / (1 - t)``. ``failures`` may have any shape.

    >>> [int(records_needed(0, target=Target(share))) for share in (0.98, 0.95, 0.9, 0.75)]
    [189, 73, 35, 12]
    """
    failed = _counts(failures, field="failures")
    room = 1 - target.floor
    if room == 0:
        return np.full(failed.shape, np.nan)
    spread = target.z**2 * target.floor * room
    root = (math.sqrt(spread) + np.sqrt(spread + 4 * room * failed)) / (2 * room)
    return np.asarray(np.ceil(root**2 - _SLACK))


def failures_allowed(sample: ArrayLike, *, target: Target) -> NDArray[np.float64]:
    """The most failures that a sample may hold and still show the target; NaN where even none will.

    ``floor(n - n t - z sqrt(n t (1 - t)))``. ``sample`` may have any shape.

    >>> failures_allowed([188, 189, 500], target=Target(0.98)).tolist()
    [nan, 0.0, 3.0]
    """
    size = _counts(sample, field="sample")
    floor = target.floor
    spare = size * (1 - floor) - target.z * np.sqrt(size * floor * (1 - floor))
    reaches = (spare > -_SLACK) & (size > 0) & (floor < 1)
    return np.where(reaches, np.floor(spare + _SLACK) + 0.0, np.nan)


def highest_provable(sample: ArrayLike, *, target: Target) -> NDArray[np.float64]:
    """The hardest target, in the direction and confidence of ``target``, that clean records show.

    ``n / (n + z^2)`` for "at least", one less that for "at most"; NaN for no records.

    >>> round(float(highest_provable(20, target=Target(0.98))), 3)
    0.839
    """
    size = _counts(sample, field="sample")
    floor = np.where(size > 0, size / (size + target.z**2), np.nan)
    return floor if target.direction == "at least" else 1 - floor


def shown_by(numerator: ArrayLike, denominator: ArrayLike, *, target: Target) -> NDArray[np.str_]:
    """ "yes", "no" or "cannot yet tell" for each x of n, from the Wilson interval.

    "yes" when the whole interval meets the target, "no" when none of it does. No records are
    "cannot yet tell". Shapes broadcast. Refused: negative counts, a part above its whole.

    >>> shown_by([20, 190, 10], [20, 190, 20], target=Target(0.98)).tolist()
    ['cannot yet tell', 'yes', 'no']
    """
    part, whole = _parts(numerator, denominator)
    clean = target.clean(part, whole)
    excess = clean - whole * target.floor
    reach = target.z * np.sqrt(whole * target.floor * (1 - target.floor))
    shows = (excess >= reach - _SLACK) & (whole > 0) & (target.floor < 1)
    denies = (excess < -reach - _SLACK) & (whole > 0)
    return np.select([shows, denies], [Shown.YES, Shown.NO], Shown.CANNOT_TELL)


def chance_to_show(
    true_share: ArrayLike, *, sample: ArrayLike, target: Target
) -> NDArray[np.float64]:
    """Power: the chance that a sample shows the target if the true share is ``true_share``.

    ``P(X >= n - failures_allowed)`` with X binomial on the share of clean records. Shapes
    broadcast; 0 where even a clean sample would not show it.

    >>> round(float(chance_to_show(0.99, sample=189, target=Target(0.98))), 3)
    0.15
    """
    share = as_numbers(true_share, field="true_share")
    if not np.all((share >= 0) & (share <= 1)):
        raise Refusal("The true share must be between 0 and 1.", field="true_share")
    size, share = together(_counts(sample, field="sample"), share, fields="sample and true_share")
    failing = 1 - share if target.direction == "at least" else share
    allowed = failures_allowed(size, target=target)
    possible = np.isfinite(allowed)
    most = np.where(possible, allowed, 0)
    # More than k of n by the beta function; k is below n wherever it is possible.
    too_many = betainc(most + 1, np.maximum(size - most, 1), failing)
    return np.where(possible, 1 - too_many, 0.0)


def percent(share: float, *, beside: float | None = None) -> str:
    """Whole percents, with decimals where it takes them to keep the share on its side of ``beside``.

    Without ``beside`` it takes all the decimals there are, up to three.

    >>> percent(0.9797), percent(0.9797, beside=0.9), percent(0.9797, beside=0.98)
    ('97.97%', '98%', '97.97%')
    """
    target = None if beside is None else Decimal(repr(beside)) * 100
    exact = Decimal(repr(share)) * 100
    for places in range(4):
        shown = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if _keeps_side(shown, exact=exact, target=target):
            break
    return f"{_plain(shown)}%"


def _keeps_side(shown: Decimal, *, exact: Decimal, target: Decimal | None) -> bool:
    if target is None:
        return shown == exact
    return (shown > target, shown < target) == (exact > target, exact < target)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _counts(values: ArrayLike, *, field: str) -> NDArray[np.float64]:
    counts = as_counts(values, field=field)
    if not np.all(counts == np.floor(counts)):
        raise Refusal(f"“{field}” must be whole numbers, and none may be missing.", field=field)
    return counts


def _parts(
    numerator: ArrayLike, denominator: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """As for an interval, but a whole of 0 is allowed: it shows nothing yet."""
    part, whole = together(
        _counts(numerator, field="numerator"),
        _counts(denominator, field="denominator"),
        fields="numerator and denominator",
    )
    if np.any(part > whole):
        raise Refusal(
            "A part cannot be larger than its whole. Check both numbers.", field="numerator"
        )
    return part, whole
