"""What the figures of a series are held against: the active target of its measure, as the worker judged it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Coalesce

from alongside.kernel.actor import Actor
from alongside.measures.codes import Better, Certainty, Change, Comparator, Level, TargetState
from alongside.measures.models import Series
from alongside.measures.readings import Judged, from_json, period_of
from alongside.measures.rules.figures import Point, Target
from alongside.measures.rules.targets import Baseline, Promise, figure_to_reach
from alongside.measures.words import target_words


@dataclass(frozen=True, slots=True)
class Held:
    """``target`` is None, and ``words`` are empty, while no target of the measure is active."""

    target: Target | None = None
    words: str = ""
    judged: Judged | None = None

    def certainty(self, point: Point) -> Certainty:
        """Whether so many records show it; a count shows itself.

        A share is judged by the worker, up to a minute after it was entered.
        """
        if not point.denominator:
            return Certainty.SHOWN
        latest, aim = (self.judged.latest, self.judged.core) if self.judged else (None, None)
        if latest is None or aim is None or aim.is_met is None or aim.words != self.words:
            return Certainty.UNPROVED
        same = (latest.numerator, latest.denominator) == (point.numerator, point.denominator)
        is_this = same and period_of(latest) == (point.period_from, point.period_until)
        return aim.certainty if is_this else Certainty.UNPROVED


def held_by_series(actor: Actor, series_ids: Collection[int]) -> Mapping[int, Held]:
    """By series id, in one query; only of series that are a measure's. None for no series."""
    if not series_ids:
        return {}
    active = Q(
        measure__targets__level=Level.CORE.value,
        measure__targets__state=TargetState.ACTIVE.value,
    )
    rows = (
        Series.objects.visible_to(actor)
        .filter(pk__in=series_ids, measure__isnull=False)
        .annotate(
            core=FilteredRelation("measure__targets", condition=active),
            summary=Coalesce(
                F("measure__reading_for_all__summary"), F("measure__reading__summary")
            ),
        )
        .values(
            "id",
            "unit",
            "better",
            "core__value",
            "core__comparator",
            "core__change",
            "core__baseline_value",
            "core__baseline_on",
            "summary",
        )
    )
    return {row["id"]: _held(row) for row in rows}


def _held(row: Mapping[str, Any]) -> Held:
    target = figure_to_reach(_promise(row), Better(row["better"])) if row["core__change"] else None
    if target is None:
        return Held()
    summary = row["summary"]
    return Held(target, target_words(target, row["unit"]), from_json(summary) if summary else None)


def _promise(row: Mapping[str, Any]) -> Promise:
    value, on = row["core__baseline_value"], row["core__baseline_on"]
    return Promise(
        level=Level.CORE,
        value=row["core__value"],
        comparator=Comparator(row["core__comparator"]),
        change=Change(row["core__change"]),
        baseline=Baseline(value, on, "") if on else None,
    )
