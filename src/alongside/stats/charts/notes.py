"""What a reader has to know before trusting a chart, in sentences."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from alongside.stats.charts.dated import checked_dates, date_in_words, dates_in_words
from alongside.stats.charts.options import ChartOptions
from alongside.stats.charts.results import Group, ManyJudgements
from alongside.stats.charts.segments import Bools
from alongside.stats.charts.series import Series


def notes_on(
    many: ManyJudgements,
    series: Series,
    *,
    groups: tuple[Group, ...],
    chart: str,
    options: ChartOptions,
) -> tuple[str, ...]:
    """All notes on the one series of ``many``, the most general first."""
    return (
        *_on_limits(many, groups),
        *_on_gaps(many, series, options=options),
        *_on_ghosts(series),
        *_on_recalculations(groups, series),
        *_on_method(many, chart=chart, options=options),
        *_on_target(many, chart=chart, options=options),
    )


def _on_limits(many: ManyJudgements, groups: tuple[Group, ...]) -> Iterator[str]:
    if not many.is_judged.any():
        yield "There is no figure to judge."
        return
    for group in groups:
        points = many.group_numbers[0] == group.number
        since = f" from {date_in_words(group.starts_on)}" if len(groups) > 1 else ""
        if not (many.is_judged[0] & points).any():
            yield f"There is no figure{since}."
        elif group.size == 1:
            yield f"There is only 1 figure{since}. Limits need more."
        elif not many.has_limits[0, points].any():
            yield f"There are no limits{since}: no two figures follow each other."
        else:
            yield from _on_trust(many, group, points=points, since=since)


def _on_trust(many: ManyJudgements, group: Group, *, points: Bools, since: str) -> Iterator[str]:
    if group.is_provisional:
        yield (
            f"There are only {group.size} figures{since}, so the limits are provisional. Icons need "
            f"{many.profile.icons_from} figures."
        )
    elif group.is_short:
        yield (
            f"There are only {group.size} figures{since}. With fewer than {many.profile.warning_below}, the "
            "limits may still move a good deal."
        )
    if many.does_not_vary[0, points].any():
        yield (
            f"The limits{since} rest on no variation: they equal the average, and any other value "
            "lies outside."
        )


def _on_gaps(many: ManyJudgements, series: Series, *, options: ChartOptions) -> Iterator[str]:
    missing = [
        on for on, value in zip(series.dates, many.values[0], strict=True) if np.isnan(value)
    ]
    no_cases = _without_cases(series)
    if no_cases:
        named = dates_in_words(no_cases, period=options.period)
        yield f"There were no cases {'for' if options.period else 'on'} {named}, so there is no rate."
    others = [on for on in missing if on not in no_cases]
    if others:
        effect = "Runs start afresh" if options.gaps_break_runs else "Runs carry on"
        named = dates_in_words(others, period=options.period)
        yield f"There is no figure for {named}. {effect} after a gap."
    last = int(many.icon_positions[0])
    if 0 <= last < len(series.dates) - 1:
        yield f"The judgement is of {date_in_words(series.dates[last])}, the last figure judged."


def _without_cases(series: Series) -> list[date]:
    if series.denominators is None:
        return []
    return [on for on, base in zip(series.dates, series.denominators, strict=True) if base == 0]


def _on_ghosts(series: Series) -> Iterator[str]:
    ghosts = [on for on, is_ghost in zip(series.dates, series.is_ghosted, strict=True) if is_ghost]
    if ghosts:
        yield f"{dates_in_words(ghosts)}: shown, but left out of the limits and the judgement."


def _on_recalculations(groups: tuple[Group, ...], series: Series) -> Iterator[str]:
    for on, recalculation in sorted(series.recalculations.items()):
        if on in series.unmatched:
            yield (
                f"The recalculation of {date_in_words(on)} changes nothing: the series has no "
                "figure on that date."
            )
        elif len(groups) > 1 and on != series.dates[0]:
            yield (
                f"The limits start afresh on {date_in_words(on)}. "
                f"Cause: {recalculation.cause.rstrip('. ')}. "
                f"Approved by: {recalculation.approved_by.rstrip('. ')}."
            )


def _on_method(many: ManyJudgements, *, chart: str, options: ChartOptions) -> Iterator[str]:
    screened = int(many.is_screened.sum())
    if screened:
        jumps = "1 unusually large jump" if screened == 1 else f"{screened} unusually large jumps"
        verb = "does" if screened == 1 else "do"
        yield f"{jumps} between two figures {verb} not count towards the limits."
    if options.fix_after is not None:
        is_short = bool((many.group_sizes[0] < options.fix_after).any())
        rest = ", and on all figures of a shorter one" if is_short else ""
        yield f"The limits rest on the first {options.fix_after} figures of each stretch{rest}."
    if options.frozen_until is not None:
        until = dates_in_words(checked_dates([options.frozen_until]), period=options.period)
        yield f"The limits rest on the figures up to and including {until}. Later ones do not move them."
    if options.laney and chart in ("p", "u") and np.isfinite(many.spread[0, -1]):
        yield (
            f"The limits allow for more or less variation than chance explains: they are "
            f"{many.spread[0, -1]:.2f} times as wide as chance alone would make them."
        )


def _on_target(many: ManyJudgements, *, chart: str, options: ChartOptions) -> Iterator[str]:
    target = many.current_targets[0]
    if chart == "p" and options.scale(chart) == 100 and 0 < target < 1:
        yield (
            f"The target is {target:g} %, less than one in a hundred. If {target * 100:g} % is "
            "meant, correct it."
        )
    if not np.isnan(target) and options.direction == "neutral":
        yield "The target is not judged, because neither way is better."
