"""What was graded, month by month of the day it was issued, held or accepted. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from alongside.kernel.dates import add_months, first_of_month
from alongside.quality.rules.results import Marked, is_good, is_promise_met
from alongside.quality.rules.tools import Measure

MONTHS = 36


@dataclass(frozen=True, slots=True)
class MonthOfAudits:
    """``met`` of ``base`` that were issued, held or accepted in the month."""

    begins: date
    met: int
    base: int

    @property
    def ends(self) -> date:
        return add_months(self.begins, 1)


def audits_by_month(items: Iterable[Marked], *, today: date) -> tuple[MonthOfAudits, ...]:
    """Of the last 36 whole months; the month that runs is not over, so it is not in it. A month of which
    nothing was graded is left out, and so is what had been superseded when it was audited.
    """
    until = first_of_month(today)
    since = add_months(until, -MONTHS)
    found: defaultdict[date, list[bool]] = defaultdict(list)
    for each in items:
        told = _is_met(each)
        if told is not None and since <= each.happened_on < until:
            found[first_of_month(each.happened_on)].append(told)
    return tuple(
        MonthOfAudits(begins, sum(told), len(told)) for begins, told in sorted(found.items())
    )


def _is_met(item: Marked) -> bool | None:
    """The promise of a high standard where the tool carries it, and else whether it is Good or better."""
    if item.was_superseded:
        return None
    if Measure.HIGH_STANDARD in item.tool.measures:
        return is_promise_met(item, Measure.HIGH_STANDARD)
    return is_good(item.grade)
