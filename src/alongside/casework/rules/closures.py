"""When a school is closed, as somebody of it or an officer gives it: each time within what is known. Pure.

The law asks about a closure where the council relies on one (EXC-A and EXC-B). Outside what is known it refuses.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from alongside.casework.rules.codes import AdviceBody
from alongside.casework.rules.folding import CaseFact
from alongside.kernel.dates import Period, day_in_words, parse_date
from alongside.kernel.refusals import Refusal
from alongside.law.calendars import Closures, union
from alongside.law.events import EXCEPTION

_DAY = timedelta(days=1)
_OF_CLOSURES = ("EXC-A", "EXC-B")
_ASKED = ("advice_request_sent", "advice_request_received")
HOW = "Write one time on each line, such as: 22 July 2025 to 1 September 2025."


def closures(name: str, known_from: date, known_to: date, text: str) -> Closures:
    """``known_to`` and the last day of each line are days themselves. Raises Refusal, which names the line.

    >>> closures("Acorn", date(2025, 1, 1), date(2025, 12, 31), "22 July 2025 to 1 September 2025").closed
    (Period(start=datetime.date(2025, 7, 22), until=datetime.date(2025, 9, 2)),)
    """
    if known_to <= known_from:
        raise Refusal("The last day comes after the first.", field="known_to")
    covered = Period(known_from, known_to + _DAY)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    closed = [_time(line, covered) for line in lines]
    return Closures(name, covered, union(closed))


def _time(line: str, covered: Period) -> Period:
    first, joined, last = line.partition(" to ")
    if not joined:
        raise Refusal(f"“{line}” names no time. {HOW}", field="closed")
    began_on, ended_on = (parse_date(each.strip(), field="closed") for each in (first, last))
    if ended_on < began_on:
        raise Refusal(f"“{line}”: the last day comes before the first.", field="closed")
    found = Period(began_on, ended_on + _DAY)
    if not (covered.contains(began_on) and covered.contains(ended_on)):
        raise Refusal(
            f"“{line}” lies outside what you know, which is from {day_in_words(covered.start)} on. "
            "Say the whole time for which the list is complete.",
            field="closed",
        )
    return found


def rests_on_closures(facts: Sequence[CaseFact]) -> bool:
    """Whether a closure is relied on whose days nobody typed in the case itself."""
    return any(
        fact.kind == EXCEPTION
        and fact.body.get("ground") in _OF_CLOSURES
        and not fact.body.get("until")
        for fact in facts
    )


def school_asked_on(facts: Sequence[CaseFact]) -> date | None:
    """The day on which a school was first asked for advice: the closure is that of the school of this day."""
    asked = [
        fact.counts_from
        for fact in facts
        if fact.kind in _ASKED and fact.body.get("body") == AdviceBody.EDUCATION.value
    ]
    return min(asked, default=None)
