"""Special causes: which points are more than the usual ups and downs, by which rule, which way.

The rules are those of Making Data Count. A point is flagged if it belongs to any window that
qualifies; no window reaches across a missing or ghosted point (unless the caller lets it) or the
start of a group.
"""

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from alongside.stats.charts.limits import Limits
from alongside.stats.charts.profiles import Profile
from alongside.stats.charts.segments import Bools, Floats, Segments
from alongside.stats.charts.words import Label

_CODES = np.array([label.value for label in Label])  # common cause, then in order of precedence


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialCauses:
    """Flags of each rule, the label that wins, and its direction: all (series, points).

    ``labels`` are codes of ``words.Label``. ``directions``: 1 high or rising, -1 low or falling, 0
    common cause.
    """

    outside: Bools
    trend: Bools
    two_of_three: Bools
    shift: Bools
    labels: NDArray[np.str_]
    directions: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class _Table:
    """What the rules look at, in columns that are neighbours."""

    values: Floats
    judged: Bools
    keys: NDArray[np.intp]
    sides: NDArray[np.int8]
    is_outside: Bools
    is_near: Bools

    def taking(self, columns: NDArray[np.intp]) -> "_Table":
        return _Table(
            *(np.take_along_axis(getattr(self, f.name), columns, axis=1) for f in fields(self))
        )


def special_causes(
    values: Floats,
    limits: Limits,
    segments: Segments,
    *,
    profile: Profile,
    good: NDArray[np.int8],
) -> SpecialCauses:
    """Applies the rules to ``values`` (series, points); missing points break runs.

    outside: strictly beyond a limit. shift: ``run_points`` in a row on one side of the centre.
    trend: as many in a row, each strictly above (or below) the one before. two of three: three in
    a row on one side, two or more of them near a limit; only those are flagged. The label is the
    first of outside, trend, two of three, shift. ``good`` (series,) is 1 where high is good, -1
    where low is, 0 for neither; it matters only for a profile that shows the good signal of two.
    """
    return _applied(_table(values, limits, segments, profile=profile), profile=profile, good=good)


def special_causes_across_gaps(
    values: Floats,
    limits: Limits,
    segments: Segments,
    *,
    profile: Profile,
    good: NDArray[np.int8],
) -> SpecialCauses:
    """The same, but the points either side of a missing or ghosted one are neighbours."""
    table = _table(values, limits, segments, profile=profile)
    columns = np.argsort(~table.judged, axis=1, kind="stable")
    back = np.argsort(columns, axis=1)
    found = _applied(table.taking(columns), profile=profile, good=good)
    return replace(
        found,
        **{f.name: np.take_along_axis(getattr(found, f.name), back, axis=1) for f in fields(found)},
    )


def _table(values: Floats, limits: Limits, segments: Segments, *, profile: Profile) -> _Table:
    is_near = limits.is_beyond_near
    if not profile.beyond_limits_count_in_two_of_three:
        is_near = is_near & ~limits.is_outside
    return _Table(values, segments.judged, segments.keys, limits.sides, limits.is_outside, is_near)


def _applied(table: _Table, *, profile: Profile, good: NDArray[np.int8]) -> SpecialCauses:
    rising, falling, steps = _trends(table, length=profile.run_points)
    turning = rising & falling
    trend_directions = np.where(turning, steps, rising.astype(np.int8) - falling)
    rules = np.stack(
        [table.is_outside, rising | falling, _two_of_three(table), _shift(table, profile)]
    )
    directions = np.stack([table.sides, trend_directions, table.sides, table.sides])
    candidates = rules
    if profile.when_both == "improvement":
        is_good = rules & (directions == good[np.newaxis, :, np.newaxis]) & (directions != 0)
        candidates = np.where(is_good.any(axis=0), is_good, rules)
    first = candidates.argmax(axis=0)
    is_special = candidates.any(axis=0)
    chosen = np.take_along_axis(directions, first[np.newaxis], axis=0)[0]
    return SpecialCauses(
        outside=rules[0],
        trend=rules[1],
        two_of_three=rules[2],
        shift=rules[3],
        labels=_CODES[np.where(is_special, first + 1, 0)],
        directions=np.where(is_special, chosen, 0).astype(np.int8),
    )


def _trends(table: _Table, *, length: int) -> tuple[Bools, Bools, NDArray[np.int8]]:
    """Points in a rising and in a falling run, and at each point the step to its right."""
    linked = (table.keys[:, 1:] == table.keys[:, :-1]) & table.judged[:, 1:] & table.judged[:, :-1]
    rises = linked & (table.values[:, 1:] > table.values[:, :-1])
    falls = linked & (table.values[:, 1:] < table.values[:, :-1])
    points = table.values.shape[1]
    steps = np.zeros(table.values.shape, dtype=np.int8)
    steps[:, :-1] = rises.astype(np.int8) - falls
    rising, falling = (
        _covered(_all_of(moves, length=length - 1), length=length, points=points)
        for moves in (rises, falls)
    )
    return rising, falling, steps


def _shift(table: _Table, profile: Profile) -> Bools:
    flagged = np.zeros(table.judged.shape, dtype=np.bool_)
    for side in (1, -1):
        starts = _all_of(table.sides == side, length=profile.run_points)
        flagged |= _in_one_group(starts, table, length=profile.run_points)
    return flagged


def _two_of_three(table: _Table) -> Bools:
    flagged = np.zeros(table.judged.shape, dtype=np.bool_)
    near = table.is_near
    pairs = (near[:, :-2] & near[:, 1:-1]) | (near[:, 1:-1] & near[:, 2:])
    pairs |= near[:, :-2] & near[:, 2:]
    for side in (1, -1):
        starts = _all_of(table.sides == side, length=3) & pairs
        flagged |= _in_one_group(starts, table, length=3)
    return flagged & near


def _in_one_group(starts: Bools, table: _Table, *, length: int) -> Bools:
    """Points covered by those windows that end in the group in which they start."""
    if starts.shape[1]:
        starts = starts & (table.keys[:, : starts.shape[1]] == table.keys[:, length - 1 :])
    return _covered(starts, length=length, points=table.keys.shape[1])


def _all_of(marks: Bools, *, length: int) -> Bools:
    """Where a window of so many marks, all True, starts; no columns if the table is shorter."""
    windows = max(0, marks.shape[1] - length + 1)
    result = np.ones((len(marks), windows), dtype=np.bool_)
    for offset in range(length):
        result &= marks[:, offset : offset + windows]
    return result


def _covered(starts: Bools, *, length: int, points: int) -> Bools:
    """Which points lie in a window of so many points that starts at a mark."""
    flagged = np.zeros((len(starts), points), dtype=np.bool_)
    for offset in range(length):
        flagged[:, offset : offset + starts.shape[1]] |= starts
    return flagged
