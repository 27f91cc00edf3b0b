"""Which numbers a data source lets out: what is hidden, what is rounded and what is too small a base.

It decides about one number alone. What else has to be hidden so that subtraction does not find that
number is for ``protect``. Sources of the ready-made policies: the publishers' own rules, named
beside each. They change, so ask the owner of the data; a policy is a setting, not a law.
"""

from dataclasses import dataclass
from types import MappingProxyType

from alongside.kernel.refusals import Refusal

_ROUNDING_BASES = (0, 5, 10)
_LARGEST_HIDDEN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Numbers from ``hide_from`` to ``hide_to``, both included, are hidden.

    ``hide_from`` 0 hides zeros too; ``hide_to`` 0 with ``hide_from`` 1 hides nothing.
    ``rounding_base`` 0 does not round; halves go up. ``exempt_levels`` are the names of the levels,
    such as "national", whose numbers are neither hidden for being small nor rounded.
    ``minimum_denominator``: below it a rate and its numerator are hidden. ``minimum_base``: below
    it a percentage is not given, though the counts are.

    >>> Policy(hide_to=7, rounding_base=5).rounded(8)
    10
    """

    name: str = ""
    hide_from: int = 1
    hide_to: int = 4
    rounding_base: int = 0
    exempt_levels: tuple[str, ...] = ()
    symbol: str = "c"
    minimum_denominator: int = 0
    minimum_base: int = 0

    def __post_init__(self) -> None:
        for field in ("hide_from", "hide_to", "minimum_denominator", "minimum_base"):
            _check_whole(getattr(self, field), field=field)
        _check_band(self)
        _check_rounding(self)
        if not self.symbol.strip() or self.symbol.strip()[0].isdigit():
            raise Refusal(
                "The mark of a hidden number must be a sign or letters, never a number or nothing.",
                field="symbol",
            )

    @property
    def hides_zero(self) -> bool:
        return self.hide_from == 0

    @property
    def floor(self) -> int:
        """The least that a reader who knows the policy can take a hidden number to be."""
        return 0 if self.hides_zero else 1

    def hides(self, count: int) -> bool:
        """Whether the count is too small to be shown, the level left aside."""
        return self.hide_from <= count <= self.hide_to

    def exempts(self, *levels: str) -> bool:
        return any(level in self.exempt_levels for level in levels if level)

    def rounded(self, count: int) -> int:
        """To the nearest multiple of the base, halves up."""
        if not self.rounding_base:
            return count
        return (count + self.rounding_base // 2) // self.rounding_base * self.rounding_base

    def behind(self, shown: int) -> tuple[int, int]:
        """The least and the most that the number behind a shown, rounded one can be.

        A shown 0 is no one, unless nothing is hidden and small numbers round to 0.

        >>> Policy(hide_to=7, rounding_base=5).behind(10)
        (8, 12)
        """
        if not self.rounding_base or (shown == 0 and self.hide_to):
            return shown, shown
        least = shown - self.rounding_base // 2
        return max(least, self.hide_to + 1 if shown else 0), least + self.rounding_base - 1

    @property
    def sentence(self) -> str:
        """The policy in plain words, for the foot of a table."""
        if not self.hide_to and not self.hides_zero:
            hidden = "No number is hidden for being small."
        elif self.hide_from == self.hide_to:
            hidden = f"The number {self.hide_to} is not shown; its mark is “{self.symbol}”."
        else:
            hidden = (
                f"Numbers from {self.hide_from} to {self.hide_to} are not shown; "
                f"their mark is “{self.symbol}”."
            )
        if not self.rounding_base:
            return hidden
        return (
            f"{hidden} Other numbers are rounded to the nearest {self.rounding_base}, "
            "so they may not add up."
        )


def _check_whole(number: object, *, field: str) -> None:
    if type(number) is not int or number < 0:
        raise Refusal(
            f"The policy’s “{field.replace('_', ' ')}” must be a whole number of 0 or more.",
            field=field,
        )


def _check_band(policy: Policy) -> None:
    if policy.hide_from > 1:
        raise Refusal(
            f"Hiding from {policy.hide_from} would show smaller numbers than it hides. "
            "Hide from 1, or from 0 if zeros are hidden too.",
            field="hide_from",
        )
    if policy.hide_to > _LARGEST_HIDDEN:
        raise Refusal(
            f"Hiding numbers up to {policy.hide_to} would leave nothing to read. "
            f"Choose {_LARGEST_HIDDEN} or fewer.",
            field="hide_to",
        )


def _check_rounding(policy: Policy) -> None:
    if type(policy.rounding_base) is not int or policy.rounding_base not in _ROUNDING_BASES:
        raise Refusal(
            "Round to the nearest 5 or 10, or give 0 for no rounding.", field="rounding_base"
        )
    base = policy.rounding_base
    rounds_to_zero = base - base // 2 - 1 if base else 0
    if policy.hide_to and policy.hide_to < rounds_to_zero:
        raise Refusal(
            f"Rounding to the nearest {base} would turn some numbers into 0. "
            f"Hide numbers up to at least {rounds_to_zero}, so that 0 always means none.",
            field="rounding_base",
        )


POLICIES = MappingProxyType(
    {
        # Local default: what most areas' data teams use for counts of children.
        "area": Policy(name="area", minimum_base=10),
        "area_under_5_with_zero": Policy(
            name="area_under_5_with_zero", hide_from=0, minimum_base=10
        ),
        "area_under_10": Policy(name="area_under_10", hide_to=9, minimum_base=20),
        "area_rounded": Policy(name="area_rounded", rounding_base=5, minimum_base=20),
        # NHS Digital, secondary care (HES, ECDS) since September 2018.
        "nhs": Policy(
            name="nhs",
            hide_to=7,
            rounding_base=5,
            exempt_levels=("national",),
            symbol="*",
        ),
        # NHS community, mental health and maternity data sets.
        "nhs_community": Policy(
            name="nhs_community", hide_from=0, hide_to=4, rounding_base=5, symbol="*"
        ),
        # NHS diagnostic imaging.
        "nhs_imaging": Policy(name="nhs_imaging", hide_to=2, rounding_base=5, symbol="*"),
        # DfE, education, health and care plans: neither suppressed nor rounded.
        "dfe_plans": Policy(name="dfe_plans", hide_to=0),
    }
)


def policy_named(name: str) -> Policy:
    """A ready-made policy; refused with the names there are."""
    if name not in POLICIES:
        raise Refusal(
            f"There is no disclosure policy “{name}”. Choose one of: {', '.join(POLICIES)}.",
            field="policy",
        )
    return POLICIES[name]
