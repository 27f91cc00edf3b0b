"""When a monthly assurance report is due, of whom one is expected, what a month without one reads,
and what may be saved, filed and corrected.

Pure. A report is expected of a workstream for every month, from the board's first full month on,
in which at least one member belonged to it on some day. So a workstream that is set up later owes
nothing for the months before, and one whose members have all left owes nothing more. Finished lines
do not end it: done is not yet worked. A month of which none is expected cannot be reported on. A
month without a filed report never shows an earlier month's state.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from alongside.board.rules.codes import Assured
from alongside.kernel.dates import (
    Period,
    add_months,
    day_in_words,
    month_in_words,
)
from alongside.kernel.refusals import Refusal, Refusals

MONTHS_SHOWN = 12
USUAL_DUE_DAY = 5
AFTER_FREEZE = "Received after the pack was frozen"
IN_A_LATER_EDITION = "Only in a later edition of the pack"


class ReportState(StrEnum):
    """What there is of one workstream's report for one month."""

    FILED = "filed"
    MISSING = "missing"
    NOT_DUE = "not_due"
    NOT_EXPECTED = "not_expected"


@dataclass(frozen=True, slots=True)
class ReportText:
    """What the officer writes. ``assured`` is a code of ``Assured``, empty while undecided."""

    assured: str = ""
    assurance: str = ""
    concerns: str = ""
    asks: str = ""

    def tidied(self) -> "ReportText":
        return ReportText(
            self.assured, self.assurance.strip(), self.concerns.strip(), self.asks.strip()
        )


@dataclass(frozen=True, slots=True)
class Freezes:
    """When the pack that a report belongs in was frozen: its first edition and its last."""

    first: datetime
    last: datetime


def due_on(month: date, due_day: int) -> date:
    """The day of the next month by which the month's report is due.

    >>> due_on(date(2022, 8, 1), 5)
    datetime.date(2022, 9, 5)
    """
    return add_months(month, 1).replace(day=due_day)


def days_late(due: date, filed_on: date) -> int:
    """0 when it came in time."""
    return max(0, (filed_on - due).days)


def late_words(days: int) -> str:
    """ "3 days late"; empty when it came in time."""
    if not days:
        return ""
    return "1 day late" if days == 1 else f"{days} days late"


def freeze_words(filed_at: datetime, freezes: Freezes | None) -> str:
    """Which edition of the pack lacks the report; empty when every edition holds it."""
    if freezes is None or filed_at <= freezes.first:
        return ""
    return AFTER_FREEZE if filed_at > freezes.last else IN_A_LATER_EDITION


def months_received(month: date, *, before: date | None, board_from: date) -> tuple[date, ...]:
    """The months whose reports a meeting receives, the oldest first: its own, and every one before it
    that no earlier meeting received. ``before`` is the latest month that one did receive.

    >>> months_received(date(2022, 8, 1), before=date(2022, 6, 1), board_from=date(2021, 9, 1))
    (datetime.date(2022, 7, 1), datetime.date(2022, 8, 1))
    """
    first = add_months(before, 1) if before else board_from
    back = (add_months(month, -count) for count in range(MONTHS_SHOWN))
    return tuple(reversed([each for each in back if each == month or each >= first]))


def is_expected(month: date, *, board_from: date, joined: Sequence[Period]) -> bool:
    """Whether the board was there for the whole month, and somebody belonged to the workstream on
    a day of it.
    """
    whole = Period(month, add_months(month, 1))
    return board_from <= month and any(each.overlaps(whole) for each in joined)


def check_is_expected(month: date, *, board_from: date, joined: Sequence[Period]) -> None:
    """Nothing is written for a month of which nobody owes a report."""
    if not is_expected(month, board_from=board_from, joined=joined):
        raise Refusal(
            f"No report is expected of this workstream for {month_in_words(month)}. "
            "Choose a month for which one is expected."
        )


def state_of(*, is_filed: bool, is_expected: bool, due: date, today: date) -> ReportState:
    """A draft is not a report: only what was filed counts."""
    if is_filed:
        return ReportState.FILED
    if not is_expected:
        return ReportState.NOT_EXPECTED
    return ReportState.MISSING if today > due else ReportState.NOT_DUE


def months_shown(last: date) -> tuple[date, ...]:
    """Twelve months, the newest first; ``last`` is the first day of the newest."""
    return tuple(add_months(last, -back) for back in range(MONTHS_SHOWN))


def check_may_write(month: date, *, today: date) -> None:
    """A month's report is begun in the month itself or later."""
    if month > today:
        raise Refusal(f"{month_in_words(month)} has not begun. Write its report when it has.")


def check_may_file(text: ReportText, *, month: date, today: date) -> None:
    """Raises Refusals with everything that is still missing."""
    found = _missing(text)
    first = add_months(month, 1)
    if today < first:
        found.append(
            Refusal(
                f"{month_in_words(month)} has not ended. Keep the draft, and file it from "
                f"{day_in_words(first)}."
            )
        )
    _raise(found)


def check_may_correct(before: ReportText, after: ReportText, *, why: str) -> None:
    """A correction is whole, differs from what stands, and says why."""
    found = _missing(after)
    if after == before:
        found.append(Refusal("Nothing is different. Change what was wrong."))
    if not why.strip():
        found.append(Refusal("Say what was wrong.", field="why"))
    _raise(found)


def _missing(text: ReportText) -> list[Refusal]:
    found = []
    if text.assured not in set(Assured):
        found.append(Refusal("Choose how sure you are.", field="assured"))
    if not text.assurance:
        found.append(Refusal("Write what you are sure of, and how you know.", field="assurance"))
    if text.assured and text.assured != Assured.ASSURED and not text.concerns:
        found.append(Refusal("You are not wholly sure. Write what concerns you.", field="concerns"))
    return found


def _raise(found: Sequence[Refusal]) -> None:
    if len(found) == 1:
        raise found[0]
    if found:
        raise Refusals(found)
