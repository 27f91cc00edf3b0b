"""Figures that packs, filed reports, decisions and look-backs kept before count as released too."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import migrations
from django.db.models import Q, QuerySet


def release(apps: Any, schema_editor: Any) -> None:
    """The oldest first, so that each figure has the day on which it was first told."""
    for area_id, at, figures in sorted(_kept(apps), key=lambda each: each[1]):
        figures.filter(area_id=area_id, released_at=None).update(released_at=at)


def _kept(apps: Any) -> Iterator[tuple[int, datetime, QuerySet[Any]]]:
    """Beside the lines of the action plan packs and reports told what stood on their day."""
    figures = _all(apps, "measures", "Figure")
    counted = _all(apps, "plan", "MeasureOfSuccess").filter(series__isnull=False)
    told = counted.values_list("series_id", flat=True)
    for area_id, at in _papers(apps):
        stood = Q(corrected_by_figure=None) | Q(corrected_by_figure__entered_at__gt=at)
        ids = list(
            figures.filter(stood, series_id__in=told, entered_at__lte=at).values_list(
                "pk", flat=True
            )
        )
        yield area_id, at, figures.filter(pk__in=ids)
    for basis in _all(apps, "board", "DecisionBasis").filter(figure__isnull=False):
        decision = _all(apps, "board", "Decision").get(pk=basis.decision_id)
        yield basis.area_id, decision.recorded_at, figures.filter(pk=basis.figure_id)


def _papers(apps: Any) -> Iterator[tuple[int, datetime]]:
    yield from _all(apps, "board", "PackEdition").values_list("area_id", "frozen_at")
    reports = _all(apps, "board", "AssuranceReport").filter(filed_at__isnull=False)
    yield from reports.values_list("area_id", "filed_at")


def _all(apps: Any, room: str, name: str) -> QuerySet[Any]:
    found: QuerySet[Any] = QuerySet(apps.get_model(room, name)).all()
    return found


class Migration(migrations.Migration):
    dependencies = [
        ("board", "0002_recorded_at_and_on_behalf"),
        ("measures", "0007_released_figures"),
        ("plan", "0001_to_0004_impacts_are_told_in_evidence"),
    ]

    operations = [migrations.RunPython(release, migrations.RunPython.noop)]
