"""One percentage or rate with its two numbers.

The numerator, the rest of the denominator and the rate give each other away, so they are hidden
together: 3 of 200 and 197 of 200 alike. What is hidden here hides everything made from it: interval,
change on last year, rank, point of a chart, tooltip, export. So make those from the shown
``proportion`` only. A figure is judged alone; where it is also in a table, or where the periods have
a shown total, use ``protect`` or ``safe_series`` with a total.
"""

from collections.abc import Sequence
from dataclasses import InitVar, dataclass
from enum import StrEnum
from typing import final

from alongside.disclosure.policy import Policy
from alongside.disclosure.safe import SafeTable
from alongside.kernel.proportion import Proportion
from alongside.kernel.refusals import Refusal

_SEAL = object()


class LeftOut(StrEnum):
    """Why a figure has no rate."""

    NO_CASES = "no_cases"
    SMALL_NUMBER = "small_number"
    SMALL_BASE = "small_base"

    @property
    def sentence(self) -> str:
        match self:
            case LeftOut.NO_CASES:
                return "There were no cases."
            case LeftOut.SMALL_NUMBER:
                return "Hidden, because a small number of people could be recognised from it."
            case LeftOut.SMALL_BASE:
                return "Not given, because it would rest on too few cases."


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class SafeFigure:
    """What may be shown of a numerator, a denominator and their rate. Made by this module only.

    ``proportion`` holds the shown numbers, rounded if the policy rounds; None when the rate may not
    be shown. Reckon intervals and changes from it, never from the true numbers.
    """

    numerator: int | None
    denominator: int | None
    left_out: LeftOut | None
    symbol: str
    seal: InitVar[object] = None

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise Refusal("A safe figure is made by disclosure control only. Use “safe_figure”.")

    @property
    def proportion(self) -> Proportion | None:
        if self.left_out or self.numerator is None or self.denominator is None:
            return None
        return Proportion(self.numerator, self.denominator)

    def rate(self, *, multiplier: float = 100) -> float | None:
        """Per ``multiplier``: 100 for per cent; None when it may not be shown."""
        shown = self.proportion
        return None if shown is None else multiplier * shown.numerator / shown.denominator

    @property
    def text(self) -> str:
        """ "153 of 236", with the mark for what is hidden."""
        parts = (self.numerator, self.denominator)
        return " of ".join(self.symbol if part is None else f"{part:,}" for part in parts)


def safe_figure(
    numerator: int, denominator: int, policy: Policy, *, levels: Sequence[str] = ()
) -> SafeFigure:
    """The figure as it may be shown.

    ``levels``: names such as "national", which the policy may exempt. Hidden are the numerator and
    the rate when numerator or denominator less numerator is small, or when the denominator is under
    the policy's minimum; the denominator too when it is small or leaves the numerator no room to
    be larger than small. A base under the minimum comes first and is said alike whatever the
    numerator: otherwise the reason would tell that none or all of a small group are meant.

    >>> safe_figure(197, 200, Policy()).text
    'c of 200'
    """
    true = Proportion(numerator, denominator)
    if policy.exempts(*levels):
        return _figure(true, policy, left_out=_too_few(denominator, policy))
    if denominator == 0 and not policy.hides_zero:
        return _figure(true, policy, left_out=LeftOut.NO_CASES)
    if policy.hides(denominator):
        return _hidden(policy, denominator=None)
    shown = policy.rounded(denominator)
    most = policy.behind(shown)[1] - policy.floor
    base = shown if most > policy.hide_to else None
    if denominator < policy.minimum_denominator:
        return _hidden(policy, denominator=base, why=LeftOut.SMALL_BASE)
    if policy.hides(numerator) or policy.hides(denominator - numerator):
        return _hidden(policy, denominator=base)
    rounded = Proportion(policy.rounded(numerator), policy.rounded(denominator))
    return _figure(rounded, policy, left_out=_too_few(rounded.denominator, policy))


def safe_rates(table: SafeTable, *, part: int) -> tuple[SafeFigure, ...]:
    """The column ``part`` of a safe table as a figure of each row's total, row by row.

    The shown numbers alone decide: a rate is left out when its part or its total is hidden or too
    small a base.
    """
    top = table.layout.columns.top if table.layout.columns else None
    if table.layout.columns is None or top is None:
        raise Refusal(f"“{table.layout.title}” has no total column to take rates of. Add one.")
    whole = table.layout.columns.codes.index(top.code)
    return tuple(_from_shown(line[part], line[whole], table.policy) for line in table.shown)


def _from_shown(numerator: int | None, denominator: int | None, policy: Policy) -> SafeFigure:
    left_out = None
    if numerator is None or denominator is None:
        left_out = LeftOut.SMALL_NUMBER
    elif denominator == 0:
        left_out = LeftOut.NO_CASES
    elif denominator < policy.minimum_denominator:
        numerator, left_out = None, LeftOut.SMALL_BASE
    elif denominator < policy.minimum_base:
        left_out = LeftOut.SMALL_BASE
    return SafeFigure(
        numerator=numerator,
        denominator=denominator,
        left_out=left_out,
        symbol=policy.symbol,
        seal=_SEAL,
    )


def _too_few(denominator: int, policy: Policy) -> LeftOut | None:
    if not denominator:
        return LeftOut.NO_CASES
    return LeftOut.SMALL_BASE if denominator < policy.minimum_base else None


def _figure(shown: Proportion, policy: Policy, *, left_out: LeftOut | None) -> SafeFigure:
    return SafeFigure(
        numerator=shown.numerator,
        denominator=shown.denominator,
        left_out=left_out,
        symbol=policy.symbol,
        seal=_SEAL,
    )


def _hidden(
    policy: Policy, *, denominator: int | None, why: LeftOut = LeftOut.SMALL_NUMBER
) -> SafeFigure:
    return SafeFigure(
        numerator=None, denominator=denominator, left_out=why, symbol=policy.symbol, seal=_SEAL
    )
