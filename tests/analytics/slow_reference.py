"""Every measure again, as plain loops over dicts, slowly; nothing of the room is imported.

A row is a dict. A judge answers None (not what it is about) or a tuple: the part's name, the day that
dates the row, the amount. ``figures`` counts what judges say.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

Row = dict[str, Any]
Judged = tuple[str, date | None, Any] | None
Judge = Callable[[Row], Judged]


def period_of(day: date | None, every: str) -> date | None:
    if day is None or every == "all":
        return None
    if every == "month":
        return date(day.year, day.month, 1)
    if every == "quarter":
        for first in (10, 7, 4, 1):
            if day.month >= first:
                return date(day.year, first, 1)
    first = {"year": 1, "academic year": 9, "financial year": 4}[every]
    begun = date(day.year, first, 1)
    return begun if day >= begun else date(day.year - 1, first, 1)


def middle(values: list[int]) -> Decimal | None:
    if not values:
        return None
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return Decimal(ordered[half])
    return Decimal(ordered[half - 1] + ordered[half]) / 2


def figures(rows: list[Row], judge: Judge, *, kind: str, every: str, by: tuple[str, ...]) -> dict:
    """(period, groups) → (numerator, denominator, excluded, missing, pending, value)."""
    heaps: dict = defaultdict(lambda: defaultdict(list))
    if every == "all" and not by:
        heaps[(None, ())] = defaultdict(list)
    for row in rows:
        judged = judge(row)
        if judged is None:
            continue
        part, day, amount = judged
        key = (period_of(day, every), tuple(row[name] for name in by))
        heaps[key][part].append(amount)
    return {key: _figure(heap, kind) for key, heap in heaps.items()}


def _figure(heap: dict, kind: str) -> tuple:
    base = heap["met"] + heap["unmet"]
    numerator = sum(base, start=0) if kind == "mean" else len(heap["met"])
    value = middle([amount for amount in base if amount is not None]) if kind != "mean" else None
    counts = (len(base), len(heap["excluded"]), len(heap["missing"]), len(heap["pending"]))
    return (numerator, *counts, value)


def keys_behind(rows: list[Row], judge: Judge, *, key: tuple, every: str, by: tuple, parts: set):
    found = []
    for row in rows:
        judged = judge(row)
        if judged is None:
            continue
        part, day, _amount = judged
        here = (period_of(day, every), tuple(row[name] for name in by))
        if here == key and part in parts:
            found.append(row["case"])
    return tuple(sorted(found))


def judge_share(row: Row) -> Judged:
    """Of requests, those graded above 1; withdrawn ones left out; "unread" ones missing."""
    if row["kind"] != "request":
        return None
    day = row["started_on"]
    if row["withdrawn"]:
        return ("excluded", day, None)
    if row["outcome"] == "unread" or row["grade"] is None:
        return ("missing", day, None)
    return ("met" if row["grade"] > 1 else "unmet", day, None)


def judge_count(row: Row) -> Judged:
    day = row["started_on"]
    return ("excluded" if row["withdrawn"] else "met", day, None)


def judge_mean(column: str) -> Judge:
    def judge(row: Row) -> Judged:
        if row["withdrawn"]:
            return ("excluded", row["started_on"], None)
        if row[column] is None:
            return ("missing", row["started_on"], None)
        return ("met", row["started_on"], row[column])

    return judge


def judge_started(limit: int, as_at: date, *, waits: bool = False, median: bool = False) -> Judge:
    def judge(row: Row) -> Judged:
        started, finished = row["started_on"], row["finished_on"]
        if started is not None and started > as_at:
            return None
        if finished is not None and finished > as_at:
            finished = None
        if row["withdrawn"]:
            return ("excluded", started, None)
        if started is None or (finished is not None and finished < started):
            return ("missing", started, None)
        due_has_passed = (as_at - started).days > limit
        if not due_has_passed and (finished is None or waits):
            return ("pending", started, None)
        if finished is None:
            return ("unmet", started, None)
        days = (finished - started).days
        return ("met" if days <= limit else "unmet", started, days if median else None)

    return judge


def judge_finished(limit: int | None, as_at: date, *, median: bool) -> Judge:
    def judge(row: Row) -> Judged:
        started, finished = row["started_on"], row["finished_on"]
        if finished is None or finished > as_at:
            return None
        if row["withdrawn"]:
            return ("excluded", finished, None)
        if started is None or finished < started:
            return ("missing", finished, None)
        days = (finished - started).days
        met = limit is None or days <= limit
        return ("met" if met else "unmet", finished, days if median else None)

    return judge


def judge_open_median(as_at: date) -> Judge:
    def judge(row: Row) -> Judged:
        started, finished = row["started_on"], row["finished_on"]
        if started is not None and started > as_at:
            return None
        if finished is not None and finished > as_at:
            finished = None
        if row["withdrawn"]:
            return ("excluded", started, None)
        if started is None or (finished is not None and finished < started):
            return ("missing", started, None)
        if finished is None:
            return ("pending", started, None)
        return ("met", started, (finished - started).days)

    return judge


def rates(rows: list[Row], people: list[Row], *, every: str, by: tuple[str, ...]) -> dict:
    """Events over the population of the year in which the period begins."""
    events = figures(rows, judge_count, kind="count", every=every, by=by)
    bases: dict = defaultdict(list)
    for row in people:
        groups = tuple(row[name] for name in by)
        if row["on"] is not None and None not in groups:
            bases[(row["on"].year, groups)].append(row["persons"])
    whole = {key: sum(persons) for key, persons in bases.items() if None not in persons}
    periods = {period for period, _groups in events if period is not None}
    keys = set(events)
    for period in periods:
        keys |= {(period, groups) for year, groups in whole if year == period.year}
    found = {}
    for period, groups in keys:
        numerator, _base, excluded, missing, pending, _value = events.get(
            (period, groups), (0, 0, 0, 0, 0, None)
        )
        base = None if period is None else whole.get((period.year, groups))
        if base is None:
            found[(period, groups)] = (0, 0, excluded, missing + numerator, pending, None)
        else:
            found[(period, groups)] = (numerator, base, excluded, missing, pending, None)
    return found


def quotient(numerator: int | Decimal, denominator: int, per: int) -> Fraction | None:
    return Fraction(numerator) * per / denominator if denominator else None
