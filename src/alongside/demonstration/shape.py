"""Invented cases in York's published proportions: how many begin, are refused, and end in time each year.

The counts are exact for the number of cases that is asked for; days, ages and names are drawn with a
seed. Nothing here touches a record.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from alongside.casework.rules.children import ChildFacts
from alongside.demonstration import content
from alongside.demonstration.chance import Chance

OF_ALL = 884
"""Cases that the published years and the earlier EHC plans come to, when nothing is scaled down."""
IN_TIME, NO_LATER_THAN = 20 * 7, 36
ADVISERS = ("health", "social care", "educational psychology")
CHECKED_AFTER = 2
Step = tuple[date, str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Invented:
    """One case. ``ended_on`` is the day of the EHC plan, the refusal, or None while it is open."""

    key: str
    child: ChildFacts
    parents: tuple[str, ...]
    steps: tuple[Step, ...]
    outcome: str
    asked_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class _Way:
    """How one case went, before it has a child."""

    outcome: str
    asked_on: date
    ended_on: date | None
    steps: tuple[Step, ...]


def invented(count: int, seed: int, *, until: date) -> Iterator[Invented]:
    """About so many cases. What lies after ``until`` has not happened."""
    facts, chance = content.read("shape"), Chance(seed)
    for number, way in enumerate(_ways(facts, count / OF_ALL, chance, until), start=1):
        yield _with_child(way, f"invented {seed}-{number}", number, chance, until)


def _ways(facts: Mapping[str, Any], scale: float, chance: Chance, until: date) -> Iterator[_Way]:
    issued = [_issued(asked_on, on, chance) for asked_on, on in _issue_days(facts, scale, chance)]
    yield from (way for way in issued if way.ended_on and way.ended_on <= until)
    for year in facts["years"]:
        begun = sum(way.asked_on.year == year["year"] for way in issued)
        refused = round(year["refused"] * scale)
        rest = max(round(year["requests"] * scale) - refused - begun, 0)
        first = date(year["year"], 1, 1)
        for day in _spread(first, refused):
            yield _refused(_working_day(day), facts["reasons"], chance)
        for number, day in enumerate(_spread(first, rest)):
            yield _other(_working_day(day), number, chance, until)


def _issue_days(
    facts: Mapping[str, Any], scale: float, chance: Chance
) -> Iterator[tuple[date, date]]:
    """(asked on, issued on) of every EHC plan: exactly as many in time as the year has."""
    earlier = facts["earlier"]
    years = earlier["last_year"] - earlier["first_year"] + 1
    for year in range(earlier["first_year"], earlier["last_year"] + 1):
        each = round(earlier["issued"] * scale / years)
        yield from _of_a_year(year, each, each, chance)
    for row in facts["years"]:
        issued, in_time = round(row["issued"] * scale), round(row["in_time"] * scale)
        yield from _of_a_year(row["year"], issued, in_time, chance)


def _of_a_year(year: int, issued: int, in_time: int, chance: Chance) -> Iterator[tuple[date, date]]:
    for number, day in enumerate(_spread(date(year, 1, 1), issued)):
        on = _working_day(day, back=day.day > 3)
        is_in_time = (number + 1) * in_time // issued > number * in_time // issued
        days = IN_TIME - chance.below(NO_LATER_THAN) if is_in_time else 147 + chance.below(112)
        yield _working_day(on - timedelta(days=days)), on


def _spread(first: date, count: int) -> Iterator[date]:
    for number in range(count):
        yield first + timedelta(days=(2 * number + 1) * 365 // (2 * count))


def _working_day(day: date, *, back: bool = False) -> date:
    """The next day, or the one before, that is no Saturday or Sunday."""
    while day.weekday() > 4:
        day += timedelta(days=-1 if back else 1)
    return day


def _issued(asked_on: date, on: date, chance: Chance) -> _Way:
    steps = [*_assessed(asked_on, on, chance), (on, "final_plan_sent", {})]
    steps += [(on, "rights_notice_sent", {}), *_reviews(on, chance)]
    return _Way("issued", asked_on, on, tuple(steps))


def _assessed(asked_on: date, on: date, chance: Chance) -> Iterator[Step]:
    """From the request to the draft, for an EHC plan that goes out on that day."""
    at = _after(asked_on)
    whole = (on - asked_on).days
    decided = 26 + chance.below(15 if whole <= IN_TIME else 30)
    yield asked_on, "request_received", {"asker": "12"[chance.below(2)]}
    yield at(decided), "decided_to_assess", {}
    yield at(decided), "others_notified_of_decision", {}
    for body in ADVISERS:
        yield at(decided + 1), "advice_request_sent", {"body": body}
    for body in ADVISERS:
        yield at(decided + 2), "advice_request_received", {"body": body}
    for days, body in sorted((22 + chance.below(26), each) for each in ADVISERS):
        came = min(decided + 2 + days, whole - 30)
        yield at(came), "advice_returned", {"body": body}
        if body == ADVISERS[0]:
            yield at(came + CHECKED_AFTER), "advice_quality_checked", {"body": body}
    yield at(whole - 28), "decided_to_issue", {}
    yield at(whole - 23), "draft_sent", {}
    yield at(whole - 22), "draft_served", {}


def _after(first: date) -> Callable[[int], date]:
    return lambda days: first + timedelta(days=days)


def _reviews(on: date, chance: Chance) -> Iterator[Step]:
    """One a year, held a little before the twelve months are over."""
    facts = content.read("shape")
    for _ in range(6):
        on = _working_day(on + timedelta(days=345 + chance.below(16)))
        at = _after(on)
        late = chance.below(100) >= facts["reviews_in_time_percent"]
        decided = 20 + chance.below(8) + (9 + chance.below(40) if late else 0)
        yield at(-28), "review_invited", {}
        yield at(-15), "review_papers_circulated", {}
        yield on, "review_held", {}
        yield at(7 + chance.below(7)), "review_report_received", {}
        if chance.below(100) >= facts["reviews_amended_percent"]:
            yield at(decided), "review_decided_maintain", {}
            continue
        yield at(decided), "review_decided_amend", {}
        yield at(decided), "amendment_notice_sent", {}
        yield at(decided + 21 + chance.below(30)), "amended_plan_sent", {}


def _refused(asked_on: date, reasons: Sequence[str], chance: Chance) -> _Way:
    on = asked_on + timedelta(days=24 + chance.below(20))
    said = {"reasons": reasons[chance.below(len(reasons))], "limbs": ["may_need_plan"]}
    steps: tuple[Step, ...] = (
        (asked_on, "request_received", {"asker": "12"[chance.below(2)]}),
        (on, "decided_not_to_assess", said),
        (on, "others_notified_of_decision", {}),
        (on, "rights_notice_sent", {}),
    )
    return _Way("refused", asked_on, on, steps)


def _other(asked_on: date, number: int, chance: Chance, until: date) -> _Way:
    """Withdrawn by the family; or, if it was asked in the last months, still open."""
    if (until - asked_on).days > 190:
        on = asked_on + timedelta(days=20 + chance.below(15))
        steps: list[Step] = [
            (asked_on, "request_received", {"asker": "12"[number % 2]}),
            (on, "request_withdrawn", {}),
        ]
        return _Way("withdrawn", asked_on, on, tuple(steps))
    whole = (until - asked_on).days + 31 + chance.below(60)
    ends = asked_on + timedelta(days=max(whole, 120))
    return _Way("open", asked_on, None, tuple(_assessed(asked_on, ends, chance)))


def _with_child(way: _Way, key: str, number: int, chance: Chance, until: date) -> Invented:
    facts = content.read("cases")
    family = facts["families"][(number * 7) % len(facts["families"])]
    age = 3 * 365 + chance.below(12 * 365)
    child = ChildFacts(
        given_names=chance.of(facts["given_names"]),
        family_name=family,
        born_on=way.asked_on - timedelta(days=age),
        sex=chance.of("FMM"),
        languages=chance.of(facts["languages"]),
        communication=chance.of(facts["communication"]),
    )
    count = 1 + (chance.below(3) > 0)
    parents = tuple(f"{facts['parents'][(number + each) % 4]} {family}" for each in range(count))
    steps = sorted((step for step in way.steps if step[0] <= until), key=lambda step: step[0])
    return Invented(key, child, parents, tuple(steps), way.outcome, way.asked_on, way.ended_on)
