"""Figures with the records behind them, made up for the rules that hold them against each other."""

from alongside.disclosure.policy import POLICIES, Policy
from alongside.measures.rules.records import Records

AREA, OPEN = POLICIES["area"], None
CASES = [f"case-{number:03}" for number in range(100)]
NOTHING = Records(-1, frozenset(), frozenset(), AREA)


def records(figure: int, base: slice, top: slice, policy: Policy | None = AREA) -> Records:
    return Records(figure, frozenset(CASES[base]), frozenset(CASES[top]), policy)


def few_between(one: Records, other: Records) -> bool:
    """Every set that two nested or parted sets of published size leave over."""
    if not other.base <= one.base:
        return False
    one_not, other_not = one.base - one.top, other.base - other.top
    found = [one.base - other.base]
    found += [one.top - other.top] if other.top <= one.top else []
    found += [one_not - other_not] if other_not <= one_not else []
    if one.base == other.base and not one.top & other.top:
        found.append(one_not - other.top)
    return any(AREA.hides(len(each)) for each in found)
