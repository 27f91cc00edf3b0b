"""One dated series as it was handed in: checked, with gaps inserted, marks where dates fall."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from alongside.kernel.refusals import Refusal
from alongside.stats.charts.dated import checked_dates, dates_in_words, fill_gaps
from alongside.stats.charts.numbers import read_numbers
from alongside.stats.charts.options import ChartOptions
from alongside.stats.charts.recalculation import Recalculation
from alongside.stats.charts.segments import SHORTEST_BASELINE, Bools, Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Arrays have one entry for each date, ``inserted`` ones included.

    ``recalculations`` are by date; those whose date is not in the series are ``unmatched`` and
    change nothing.
    """

    dates: tuple[date, ...]
    values: Floats
    denominators: Floats | None
    targets: Floats
    inserted: tuple[date, ...]
    starts: Bools
    is_ghosted: Bools
    is_loose: Bools
    recalculations: dict[date, Recalculation]
    unmatched: tuple[date, ...]


def read_series(
    dates: Sequence[date | str],
    values: ArrayLike,
    denominators: ArrayLike | None,
    *,
    options: ChartOptions,
) -> Series:
    """Checks lengths and dates, and puts every figure and mark in its place."""
    given = checked_dates(dates)
    if not given:
        raise Refusal("There are no figures to judge.", field="values")
    rows = [_row(values, len(given), field="values"), _targets(options, len(given))]
    if denominators is not None:
        rows.append(_row(denominators, len(given), field="denominators"))
    inserted: tuple[date, ...] = ()
    table = np.array(rows)
    if options.period is not None:
        dense = fill_gaps(given, table, period=options.period)
        given, table, inserted = dense.dates, dense.values, dense.inserted
    by_date = _by_date(options.recalculations)
    starts, is_ghosted = _marks(by_date, given), _ghosts(options, given)
    return Series(
        dates=given,
        values=table[0],
        targets=table[1],
        denominators=None if denominators is None else table[2],
        inserted=inserted,
        starts=starts,
        is_ghosted=is_ghosted,
        is_loose=_loose(options, given, starts, counts=~np.isnan(table[0]) & ~is_ghosted),
        recalculations=by_date,
        unmatched=tuple(sorted(set(by_date) - set(given))),
    )


def _row(values: ArrayLike, length: int, *, field: str) -> Floats:
    row = read_numbers(values, field=field)
    if row.shape != (length,):
        raise Refusal(f"There are {length} dates, so there must be {length} {field}.", field=field)
    return row


def _targets(options: ChartOptions, length: int) -> Floats:
    if options.target is None:
        return np.full(length, np.nan)
    targets = read_numbers(np.array(options.target, dtype=object), field="target")
    return np.full(length, targets) if targets.ndim == 0 else _row(targets, length, field="target")


def _by_date(recalculations: Sequence[Recalculation]) -> dict[date, Recalculation]:
    by_date = {recalculation.on: recalculation for recalculation in recalculations}
    if len(by_date) < len(recalculations):
        raise Refusal("Two recalculations have the same date. Keep one.", field="recalculations")
    return by_date


def _ghosts(options: ChartOptions, dates: tuple[date, ...]) -> Bools:
    ghosts = checked_dates(sorted(map(_as_date, options.ghosts)))
    unknown = [on for on in ghosts if on not in dates]
    if unknown:
        raise Refusal(
            f"{dates_in_words(unknown)} cannot be left out: there is no figure for it. Check the "
            "date.",
            field="ghosts",
        )
    return _marks(ghosts, dates)


def _loose(
    options: ChartOptions, dates: tuple[date, ...], starts: Bools, *, counts: Bools
) -> Bools:
    """The points after a frozen baseline, up to where the limits start afresh."""
    if options.frozen_until is None:
        return np.zeros(len(dates), dtype=np.bool_)
    until = _as_date(options.frozen_until)
    is_after = np.array([on > until for on in dates])
    stretches = np.cumsum(starts)
    own = stretches == stretches[max(0, int((~is_after).sum()) - 1)]
    if (own & ~is_after & counts).sum() < SHORTEST_BASELINE:
        raise Refusal(
            f"A frozen baseline needs at least {SHORTEST_BASELINE} figures.", field="frozen_until"
        )
    return np.asarray(own & is_after, dtype=np.bool_)


def _as_date(on: date | str) -> date:
    return checked_dates([on])[0]


def _marks(chosen: Collection[date], dates: tuple[date, ...]) -> Bools:
    return np.array([on in chosen for on in dates], dtype=np.bool_)
