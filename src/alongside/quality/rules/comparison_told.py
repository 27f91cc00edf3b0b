"""What of a lesson’s comparisons may be told to whoever reads no small numbers: all of one, or its answer alone.

Each side is judged by the house’s one rule for so many of so many. Where one side may not be told, none is: its
share could be worked out from the others and from the difference between them. Of two comparisons that differ
by few the earlier one is not told, since whoever reads both can subtract. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from alongside.disclosure.proportions import LeftOut, safe_figure
from alongside.measures.codes import PERCENT, Release
from alongside.measures.rules.figures import Point
from alongside.measures.rules.protecting import POLICY_OF, differs_by_few, hides_count
from alongside.quality.rules.codes import Verdict

RELEASE = Release.UNDER_FIVE
"""Results of audits, and what is compared for a lesson, go by this rule."""
Kept: TypeAlias = Mapping[str, Any]
"""A comparison’s numbers as ``compared`` keeps them."""
ALIKE = (date.min, date.max)


def which_may_be_told(comparisons: Sequence[Kept]) -> tuple[bool, ...]:
    """Whether each may be told with its shares; the newest comes first, and is told before an older one."""
    told: list[Kept] = []
    found = []
    for each in comparisons:
        is_open = not any(map(_is_small, _sides(each)))
        is_open = is_open and not any(_differs_by_few(each, newer) for newer in told)
        found.append(is_open)
        if is_open:
            told.append(each)
    return tuple(found)


def may_tell_sentence(verdict: Verdict, numbers: Kept, *, shares_may_be_told: bool) -> bool:
    """Before the first look a sentence counts only how many there are on each side."""
    if verdict is Verdict.TOO_EARLY or numbers.get("is_untellable"):
        return not any(hides_count(RELEASE, each["base"]) for each in _sides(numbers))
    return shares_may_be_told


def told(numbers: Kept, *, shares_may_be_told: bool) -> Kept:
    """Without a small count, and without whatever a share could be worked out from where shares are not told. A
    count that is hidden is None.
    """
    now = numbers.get("after_now", 0)
    hidden = {} if shares_may_be_told else {"sides": (), "needed": None}
    return {
        **numbers,
        "after_now": None if hides_count(RELEASE, now) else now,
        "left_out": {
            why: None if hides_count(RELEASE, count) else count
            for why, count in numbers.get("left_out", {}).items()
        },
        **hidden,
    }


def _sides(numbers: Kept) -> Iterable[Kept]:
    sides: Iterable[Kept] = numbers.get("sides", ())
    return sides


def _is_small(side: Kept) -> bool:
    """A mean counts nobody who was met, so that only those behind it are few or not."""
    policy = POLICY_OF[RELEASE]
    if policy is None:
        return False
    part = side["base"] if side["part"] is None else side["part"]
    return safe_figure(part, side["base"], policy).left_out not in (None, LeftOut.NO_CASES)


def _differs_by_few(one: Kept, other: Kept) -> bool:
    beside = {(each["is_reached"], each["when"]): each for each in _sides(other)}
    pairs = ((each, beside.get((each["is_reached"], each["when"]))) for each in _sides(one))
    return any(
        differs_by_few(RELEASE, PERCENT, _point(each), _point(near))
        for each, near in pairs
        if near is not None
    )


def _point(side: Kept) -> Point:
    part = side["base"] if side["part"] is None else side["part"]
    return Point(*ALIKE, Decimal(0), part, side["base"])
