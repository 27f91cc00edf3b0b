"""What a line reads today: its recorded status, unless its end date has caught up with it.

Computed, never stored, so that no nightly job decides what is late.
"""

from dataclasses import dataclass
from datetime import date

from alongside.kernel.dates import PartialDate, day_in_words
from alongside.plan.rules.codes import DELAYED, FINISHED, Step
from alongside.plan.rules.statuses import LatestStatus


@dataclass(frozen=True, slots=True)
class Shown:
    """``code`` is None while nothing has been recorded. ``delayed_since`` is set when the date
    itself, not a person, made the line late; ``overdue_since`` whenever an unfinished line's
    date has passed.
    """

    code: Step | None
    delayed_since: date | None = None
    overdue_since: date | None = None

    @property
    def is_delayed(self) -> bool:
        return self.code in DELAYED

    @property
    def is_finished(self) -> bool:
        return self.code in FINISHED


def shown(latest: LatestStatus | None, end: PartialDate | None, today: date) -> Shown:
    """A line "on track" whose end date has passed reads as delayed from that day on."""
    code = latest.code if latest else None
    if code in FINISHED:
        return Shown(code)
    overdue = end.overdue_from if end is not None and end.has_passed(today) else None
    if code is Step.ON_TRACK and overdue is not None:
        return Shown(Step.PROGRESSING_DELAYED, delayed_since=overdue, overdue_since=overdue)
    return Shown(code, overdue_since=overdue)


def delayed_words(since: date) -> str:
    """ "Delayed since 1 October 2021"."""
    return f"Delayed since {day_in_words(since)}"
