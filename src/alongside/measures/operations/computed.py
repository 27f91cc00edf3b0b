"""Writing down what was worked out from the records: a new figure, a correction, or nothing.

A figure is never overwritten. What says the same writes nothing, and a correction says that the records
changed. The keys of the records behind a figure are kept beside it.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.measures import perms
from alongside.measures.codes import PERCENT, FigurePartName, Origin
from alongside.measures.holding import hold_back
from alongside.measures.models import Figure, FigurePart, Series
from alongside.measures.rules.computed import APPEARED, NO_CASES, change_words, doubt_of
from alongside.measures.rules.figures import percentage

Keys = Mapping[FigurePartName, tuple[str, ...]]
Kept = Mapping[tuple[int, str], FigurePart]
"""By figure and part."""


@dataclass(frozen=True, slots=True)
class ComputedFigure:
    """What the records say of one period. A percentage of no cases has no value and makes no figure."""

    period_from: date
    period_until: date
    numerator: int
    denominator: int
    left_out: int
    missing: int
    keys: Keys


@dataclass(frozen=True, slots=True)
class Computed:
    """Every figure of one series, and the words that name the snapshot they were made from."""

    series_ref: str
    made_from: str
    figures: tuple[ComputedFigure, ...]


@dataclass(frozen=True, slots=True)
class Written:
    new_count: int = 0
    corrected_count: int = 0


@transaction.atomic
def keep_computed(*, actor: Actor, at: datetime, computed: Computed) -> Written:
    """New figures and corrections of one series, with one event when anything was written.

    Raises Hidden, and Refusal for a series that is not worked out from the records.
    """
    actor.check_may(perms.COMPUTE)
    series = _locked(actor, computed.series_ref)
    standing = {row.period_from: row for row in series.figures.filter(corrected_by_figure=None)}
    kept = _kept_parts(standing.values())
    made = []
    for told in computed.figures:
        held = standing.get(told.period_from)
        row = _row(series, told, held, computed.made_from)
        if row is None:
            _keep_keys(held, told.keys, kept)
            continue
        if held is None and any(other > told.period_from for other in standing):
            row.note = APPEARED
        row.entered_at = at
        row.save()
        _keep_keys(row, told.keys, kept)
        made.append(row)
    made += _vanished(standing, computed, at)
    if made:
        _record(actor, at, series, made)
    corrected = sum(row.corrects is not None for row in made)
    if corrected:
        hold_back(series)
    return Written(len(made) - corrected, corrected)


def _locked(actor: Actor, ref: str) -> Series:
    found: Series | None = (
        Series.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("measure")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Hidden("series")
    if found.origin != Origin.COMPUTED.value:
        raise Refusal("The figures of this series are not worked out from the records.")
    return found


def _row(
    series: Series, told: ComputedFigure, held: Figure | None, made_from: str
) -> Figure | None:
    """The row to write; None when there is nothing new to say."""
    if series.unit == PERCENT and not told.denominator:
        return _without_cases(held, made_from)
    is_share = series.unit == PERCENT
    value = percentage(told.numerator, told.denominator) if is_share else Decimal(told.numerator)
    row = Figure(
        area_id=series.area_id,
        series=series,
        period_from=told.period_from,
        period_until=told.period_until,
        numerator=told.numerator if is_share else None,
        denominator=told.denominator if is_share else None,
        left_out=told.left_out,
        missing=told.missing,
        value=value,
        made_from=made_from,
        doubt=_doubt(series, value),
        corrects=held,
    )
    if held is None:
        return row
    row.note = change_words(_counts(held), _counts(row))
    return row if _says(held) != _says(row) else None


def _doubt(series: Series, value: Decimal) -> str:
    measure = series.measure
    if measure is None:
        return ""
    return doubt_of(value, measure.plausible_from, measure.plausible_until, series.unit)


def _vanished(standing: Mapping[date, Figure], computed: Computed, at: datetime) -> list[Figure]:
    """Figures of periods before the first that the records still tell of stay, each with a doubt."""
    first = min((told.period_from for told in computed.figures), default=date.max)
    rows = [
        row
        for start, held in sorted(standing.items())
        if start < first and (row := _without_cases(held, computed.made_from))
    ]
    for row in rows:
        row.entered_at = at
        row.save()
    return rows


def _without_cases(held: Figure | None, made_from: str) -> Figure | None:
    """A figure that stood stays with a doubt: nothing can stand in its place."""
    if held is None or held.doubt == NO_CASES:
        return None
    return Figure(
        area_id=held.area_id,
        series=held.series,
        period_from=held.period_from,
        period_until=held.period_until,
        numerator=held.numerator,
        denominator=held.denominator,
        left_out=held.left_out,
        missing=held.missing,
        value=held.value,
        made_from=made_from,
        doubt=NO_CASES,
        note=f"The records changed: {NO_CASES[0].lower()}{NO_CASES[1:]}",
        corrects=held,
    )


def _says(row: Figure) -> tuple[object, ...]:
    """Everything that a reader would notice; how it was made is not part of it."""
    return (row.period_until, *_counts(row), Decimal(row.value), row.doubt)


def _counts(row: Figure) -> tuple[int | None, int | None, int, int]:
    return (row.numerator, row.denominator, row.left_out, row.missing)


def _kept_parts(figures: Collection[Figure]) -> Kept:
    """In one query; none for no figures."""
    pairs = {row.pk: row.area_id for row in figures}
    if not pairs:
        return {}
    rows = FigurePart.objects.in_area(next(iter(pairs.values()))).filter(figure__in=pairs)
    return {(row.figure_id, row.part): row for row in rows}


def _keep_keys(figure: Figure | None, keys: Keys, kept: Kept) -> None:
    """The same count may rest on other records than before; then these are kept."""
    if figure is None or figure.doubt == NO_CASES:
        return
    for part, found in keys.items():
        told, row = json.dumps(list(found)), kept.get((figure.pk, part.value))
        if row is None:
            FigurePart(area_id=figure.area_id, figure=figure, part=part.value, keys=told).save()
        elif row.keys != told:
            row.keys = told
            row.save(update_fields=["keys"])


def _record(actor: Actor, at: datetime, series: Series, made: list[Figure]) -> None:
    told: list[JSON] = [
        {
            "from": row.period_from.isoformat(),
            "value": str(row.value),
            "numerator": row.numerator,
            "denominator": row.denominator,
            "left_out": row.left_out,
            "missing": row.missing,
            "corrects": row.corrects.ref if row.corrects else "",
        }
        for row in made
    ]
    record(
        actor=actor,
        at=at,
        verb="measures.compute_figures",
        subject="measures.series",
        subject_ref=series.ref,
        detail={
            "counted_as": series.counted_as,
            "made_from": made[0].made_from,
            "figures": told,
        },
    )
