"""A rate that never loses its base: how many, of how many, and who was left out or is missing.

It decides rounding and pooling. What a rate means, and whether it may be shown, is for others.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from alongside.kernel.refusals import Refusal


def half_up(value: float | Fraction, places: int) -> Decimal:
    """A number as it is shown: halves go up, as people round, and not to the even neighbour.

    >>> half_up(56.25, 1), half_up(Fraction(1, 8), 2)
    (Decimal('56.3'), Decimal('0.13'))
    """
    exact = (
        Decimal(value.numerator) / Decimal(value.denominator)
        if isinstance(value, Fraction)
        else Decimal(repr(float(value)))
    )
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Proportion:
    """``numerator`` of ``denominator``; ``excluded`` by rule and ``missing`` are outside both.

    >>> Proportion(153, 236).percent(1)
    Decimal('64.8')
    """

    numerator: int
    denominator: int
    excluded: int = 0
    missing: int = 0

    def __post_init__(self) -> None:
        for name in ("numerator", "denominator", "excluded", "missing"):
            _check_count(getattr(self, name), field=name)
        if self.numerator > self.denominator:
            raise Refusal(
                f"{self.numerator} of {self.denominator} cannot be right: "
                "the part is larger than the whole. Check both numbers.",
                field="numerator",
            )

    @property
    def fraction(self) -> Fraction | None:
        """The exact rate, for comparing with a target; None without a base."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    def percent(self, places: int = 1) -> Decimal | None:
        """Rounded half up to ``places``, for showing only; None without a base."""
        if not 0 <= places <= 10:
            raise ValueError("places must be from 0 to 10")
        if not self.denominator:
            return None
        doubled = 2 * self.denominator
        whole = (200 * self.numerator * 10**places + self.denominator) // doubled
        return Decimal(whole).scaleb(-places)

    def __add__(self, other: "Proportion") -> "Proportion":
        """Pools the counts: 1 of 2 and 1 of 4 are 2 of 6, never the mean of two percentages."""
        if not isinstance(other, Proportion):
            return NotImplemented
        return Proportion(
            self.numerator + other.numerator,
            self.denominator + other.denominator,
            self.excluded + other.excluded,
            self.missing + other.missing,
        )

    def __str__(self) -> str:
        """ "153 of 236"."""
        return f"{self.numerator} of {self.denominator}"

    @property
    def in_full(self) -> str:
        """ "153 of 236, 4 left out, 2 missing"; what is zero is not said."""
        left_out = f", {self.excluded} left out" if self.excluded else ""
        missing = f", {self.missing} missing" if self.missing else ""
        return f"{self}{left_out}{missing}"


def _check_count(count: object, *, field: str) -> None:
    if type(count) is not int:
        raise TypeError(f"{field} must be a whole number, not {type(count).__name__}")
    if count < 0:
        raise Refusal(f"A count cannot be less than 0, but this one is {count}.", field=field)
