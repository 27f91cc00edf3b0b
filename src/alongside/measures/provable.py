"""Whether the records that a target rests on can ever prove it, told while the target is being set.

A light door: the statistics are loaded only when somebody sets a target on a share.
"""

from importlib import import_module
from typing import Any

from alongside.measures.codes import PERCENT, Better
from alongside.measures.rules.targets import FALLING, Promise, figure_to_reach

PERIODS = {1: "month", 3: "quarter", 12: "year"}


def warning(new: Promise, *, unit: str, better: Better, every_months: int | None) -> str:
    """Why the expected sample can never prove the target (scenario 30); empty when it can, and when
    there is nothing to say: not a share, no sample given, or a promise that is not settled.
    """
    target = figure_to_reach(new, better)
    if unit != PERCENT or target is None or new.expected_sample is None or new.expected_sample < 1:
        return ""
    share = float(target.value) / 100
    direction = "at most" if target.comparator in FALLING else "at least"
    if not 0 < (1 - share if direction == "at most" else share) <= 1:
        return ""
    stats: Any = import_module("alongside.stats.provability")
    shares: Any = import_module("alongside.stats.target")
    outlook = stats.assess_target(
        shares.Target(share, direction=direction),
        sample=new.expected_sample,
        period=PERIODS.get(every_months or 0, "period"),
    )
    return "" if outlook.provable else str(outlook.sentence)
