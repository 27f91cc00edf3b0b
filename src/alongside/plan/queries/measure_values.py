"""The measures of success of each outcome, with their targets in words and figures that stand.

Action plans are read, printed and published by everybody, so small figures are hidden in them from everybody.
Nothing is said of a target that a hidden or rounded figure meets or misses: it would tell the figure.

A figure is held against the active target of its measure, as everywhere else. The number that was printed
counts only where no measure is kept, and where it is a level: "50% improvement" is none.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q

from alongside.kernel.actor import Actor
from alongside.measures.codes import Better, Certainty, Comparator, Release
from alongside.measures.queries import points_by_series
from alongside.measures.queries.held import Held, held_by_series
from alongside.measures.rules.figures import Point, fits_unit, has_worsened, is_met, target_of
from alongside.measures.rules.protecting import rounded, rounds, why_small
from alongside.measures.words import COMPARATORS, with_unit
from alongside.people.partial_dates import read
from alongside.plan.models import MeasureOfSuccess
from alongside.plan.queries.values import MeasureView

COLUMNS = (
    "line_id",
    "ref",
    "version",
    "reference",
    "text",
    "kind",
    "target_value",
    "unit",
    "comparator",
    "quantifier",
    "measure_type",
    "date_on",
    "date_precision",
    "date_role",
    "counted_by",
    "action_id",
    "series_id",
    "series__ref",
    "series__title",
    "series__unit",
    "series__better",
    "series__measure__release",
)


def measures_by_outcome(actor: Actor, of_lines: Q) -> Mapping[int, Sequence[MeasureView]]:
    """By outcome id, in printed order: one query, and two more when any has figures."""
    rows = list(
        MeasureOfSuccess.objects.visible_to(actor)
        .filter(of_lines)
        .order_by("line_id", "order", "id")
        .values(*COLUMNS)
    )
    series = {row["series_id"] for row in rows if row["series_id"]}
    points, held = points_by_series(actor, series), held_by_series(actor, series)
    found: dict[int, list[MeasureView]] = {}
    for row in rows:
        found.setdefault(row["line_id"], []).append(
            _measure_view(
                row,
                points.get(row["series_id"], ()),
                held.get(row["series_id"]) or _printed(row),
            )
        )
    return found


def _measure_view(row: Mapping[str, Any], points: tuple[Point, ...], held: Held) -> MeasureView:
    better = Better(row["series__better"]) if row["series_id"] else Better.HIGHER
    too_small = _why_small(row, points)
    return MeasureView(
        ref=row["ref"],
        version=row["version"],
        reference=row["reference"],
        text=row["text"],
        kind=row["kind"],
        target=held.words or _target_words(row),
        by=read(row["date_on"], row["date_precision"]),
        date_role=row["date_role"],
        counted_by=row["counted_by"],
        action_id=row["action_id"],
        unit=row["unit"],
        target_value=held.target.value if held.target else None,
        series_ref=row["series__ref"] or "",
        series_title=row["series__title"] or "",
        met=None if too_small or rounds(_release(row)) else _is_met(row, points, held),
        certainty=held.certainty(points[-1]) if points else Certainty.UNPROVED,
        worsened=not too_small and has_worsened(points, better),
        points=() if too_small else tuple(rounded(_release(row), point) for point in points),
        too_small=too_small,
    )


def _is_met(row: Mapping[str, Any], points: tuple[Point, ...], held: Held) -> bool | None:
    if not points or held.target is None or not fits_unit(row["unit"], row["series__unit"] or ""):
        return None
    return is_met(points[-1], held.target)


def _printed(row: Mapping[str, Any]) -> Held:
    return Held(
        target_of(
            value=row["target_value"],
            comparator=row["comparator"],
            quantifier=row["quantifier"],
            measure_type=row["measure_type"],
            unit=row["series__unit"] or row["unit"],
        )
    )


def _why_small(row: Mapping[str, Any], points: Sequence[Point]) -> str:
    """One small figure hides them all: the others could give it away."""
    release = _release(row)
    unit = row["series__unit"] or row["unit"]
    return next(filter(None, (why_small(release, unit, point) for point in points)), "")


def _release(row: Mapping[str, Any]) -> Release:
    return Release(row["series__measure__release"] or Release.UNDER_FIVE)


def _target_words(row: Mapping[str, Any]) -> str:
    """ "at least 90%", "more than 75%", "50% improvement", "all"; empty when the measure has no target."""
    if row["target_value"] is None:
        return str(row["quantifier"])
    number = with_unit(f"{row['target_value'].normalize():f}", row["unit"])
    if row["measure_type"]:
        return f"{number} {row['measure_type']}"
    return f"{COMPARATORS[Comparator(row['comparator'])]} {number}"
