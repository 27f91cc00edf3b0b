"""What a sample of audits shows: rates with their ranges, whether a promise is shown, and what is hidden.

The statistics are loaded with this module, so that a page loads it only when somebody opens results.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.disclosure.policy import Policy
from alongside.disclosure.proportions import SafeFigure
from alongside.disclosure.series import safe_series
from alongside.quality.rules.results import Tally
from alongside.stats.intervals import wilson
from alongside.stats.provability import judge_sample
from alongside.stats.target import Target

NOUN = "audits"
HELD = (
    "Hidden, because beside another period or a lesson a small number could be worked out from it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """``hidden`` says why there are no numbers; then the rest is None. ``base`` may be told all the same."""

    name: str
    met: int | None = None
    base: int | None = None
    share: float | None = None
    lower: float | None = None
    upper: float | None = None
    hidden: str = ""


def rates(tallies: Sequence[Tally], policy: Policy | None, *, total: str = "") -> tuple[Rate, ...]:
    """Wilson’s ranges of 95%. With ``total`` the tallies are parts of one whole, and where one is hidden
    another is as well, so that subtraction does not find it. The total itself is told elsewhere. What is held
    is hidden, and with it whatever makes up one whole with it.
    """
    if policy is None:
        return tuple(_rate(each.name, each.met, each.base) for each in tallies)
    if total and any(each.is_held for each in tallies):
        return tuple(Rate(name=each.name, hidden=HELD) for each in tallies)
    names = [each.name or "–" for each in tallies] if total else ()
    figures = [(each.met, each.base) for each in tallies]
    safe = safe_series(figures, policy, periods=names, total=total) if tallies else ()
    return tuple(
        Rate(name=each.name, hidden=HELD) if each.is_held else _safe(each.name, figure)
        for each, figure in zip(tallies, safe, strict=False)
    )


def sentence_of(tally: Tally, promised: float, policy: Policy | None) -> str:
    """Whether this sample can show the promise (scenario 24); why nothing is said where it is hidden.

    >>> sentence_of(Tally("", 20, 20), 0.98, None)
    '20 of 20: 100%; plausible range 84–100%; does not yet show 98%; about 189 clean audits would.'
    """
    (found,) = rates([tally], policy)
    if found.hidden and tally.base:
        return found.hidden
    told = judge_sample(tally.met, tally.base, target=Target(promised), noun=NOUN)
    return told.sentence


def _safe(name: str, figure: SafeFigure) -> Rate:
    shown = figure.proportion
    if shown is None:
        why = figure.left_out.sentence if figure.left_out else ""
        return Rate(name=name, base=figure.denominator, hidden=why)
    return _rate(name, shown.numerator, shown.denominator)


def _rate(name: str, met: int, base: int) -> Rate:
    if not base:
        return Rate(name=name, met=0, base=0)
    found = wilson(met, base)
    return Rate(
        name=name,
        met=met,
        base=base,
        share=met / base,
        lower=float(found.lower),
        upper=float(found.upper),
    )
