"""The measures of success of each outcome, with their targets in words and figures that stand.

Action plans are read, printed and published by everybody, so small figures are hidden in them from everybody.
Nothing is said of a target that a hidden figure meets or misses: of a small group it would tell the figure.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q

from alongside.kernel.actor import Actor
from alongside.measures.codes import Better, Comparator, Release
from alongside.measures.queries import points_by_series
from alongside.measures.rules.figures import Point, fits_unit, has_worsened, is_met, target_of
from alongside.measures.rules.protecting import rounded, why_small
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
    """By outcome id, in printed order: one query, and one more when any has figures."""
    rows = list(
        MeasureOfSuccess.objects.visible_to(actor)
        .filter(of_lines)
        .order_by("line_id", "order", "id")
        .values(*COLUMNS)
    )
    points = points_by_series(actor, {row["series_id"] for row in rows if row["series_id"]})
    found: dict[int, list[MeasureView]] = {}
    for row in rows:
        found.setdefault(row["line_id"], []).append(
            _measure_view(row, points.get(row["series_id"], ()))
        )
    return found


def _measure_view(row: Mapping[str, Any], points: tuple[Point, ...]) -> MeasureView:
    target = target_of(
        value=row["target_value"],
        comparator=row["comparator"],
        quantifier=row["quantifier"],
        unit=row["series__unit"] or row["unit"],
    )
    is_counted = bool(points) and fits_unit(row["unit"], row["series__unit"] or "")
    better = Better(row["series__better"]) if row["series_id"] else Better.HIGHER
    too_small = _why_small(row, points)
    return MeasureView(
        ref=row["ref"],
        version=row["version"],
        reference=row["reference"],
        text=row["text"],
        kind=row["kind"],
        target=_target_words(row),
        by=read(row["date_on"], row["date_precision"]),
        date_role=row["date_role"],
        counted_by=row["counted_by"],
        action_id=row["action_id"],
        unit=row["unit"],
        target_value=row["target_value"],
        series_ref=row["series__ref"] or "",
        series_title=row["series__title"] or "",
        met=is_met(points[-1], target) if is_counted and target and not too_small else None,
        worsened=not too_small and has_worsened(points, better),
        points=() if too_small else tuple(rounded(_release(row), point) for point in points),
        too_small=too_small,
    )


def _why_small(row: Mapping[str, Any], points: Sequence[Point]) -> str:
    """One small figure hides them all: the others could give it away."""
    release = _release(row)
    unit = row["series__unit"] or row["unit"]
    return next(filter(None, (why_small(release, unit, point) for point in points)), "")


def _release(row: Mapping[str, Any]) -> Release:
    return Release(row["series__measure__release"] or Release.UNDER_FIVE)


def _target_words(row: Mapping[str, Any]) -> str:
    """ "at least 90%", "more than 75%", "all"; empty when the measure has no target."""
    if row["target_value"] is None:
        return str(row["quantifier"])
    number = f"{row['target_value'].normalize():f}"
    return f"{COMPARATORS[Comparator(row['comparator'])]} {with_unit(number, row['unit'])}"
