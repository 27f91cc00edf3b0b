"""Which lines of the action plan rest on a series of figures, for the pages of the measures."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.plan import perms
from alongside.plan.models import MeasureOfSuccess
from alongside.plan.queries.loading import load_lines
from alongside.plan.queries.values import LineView
from alongside.web.components import RecordedItem
from alongside.web.markup import tag
from alongside.web.offers import Beside, Tied
from alongside.web.writing import shortened

LENGTH = 90


def ties(actor: Actor) -> Mapping[str, tuple[Tied, ...]]:
    """By the public name of a series: the measures of success that it counts. One query."""
    if not actor.may_somewhere(perms.VIEW):
        return {}
    rows = (
        MeasureOfSuccess.objects.visible_to(actor)
        .filter(series__isnull=False)
        .order_by("line_id", "order", "id")
        .values_list(
            "series__ref", "line__ref", "line__reference", "text", "line__weakness__title",
            named=True,
        )
    )  # fmt: skip
    found: dict[str, tuple[Tied, ...]] = {}
    for row in rows:
        tied = Tied(
            title=f"{row.line__reference}: {shortened(row.text, LENGTH)}",
            address=reverse("plan:line", args=[actor.area_slug, row.line__ref]),
            group=row.line__weakness__title or "",
            whole=f"{row.line__reference}: {row.text}",
        )
        found[row.series__ref] = (*found.get(row.series__ref, ()), tied)
    return found


def lines_resting_on(actor: Actor, series_ref: str, today: date) -> Beside:
    """The outcomes that a series counts for, and the actions that should turn it."""
    if not actor.may_somewhere(perms.VIEW):
        return Beside()
    counted = MeasureOfSuccess.objects.visible_to(actor).filter(series__ref=series_ref)
    lines = list(counted.values_list("line_id", flat=True))
    if not lines:
        return Beside()
    wanted = Q(id__in=lines) | Q(parent_id__in=lines)
    found = load_lines(actor, today=today, within=wanted)
    return Beside(
        title="What should turn it",
        items=tuple(_item(actor, line) for line in found),
    )


def _item(actor: Actor, line: LineView) -> RecordedItem:
    ended = f"ends {line.end}" if line.end else "no end date published"
    return RecordedItem(
        title=f"{line.kind_label} {line.reference}: {line.text}",
        notes=(f"{_led(line)}; {ended}", *filter(None, (line.difference_words,))),
        tag=tag(line.status.words, line.status.colour),
        address=reverse("plan:line", args=[actor.area_slug, line.ref]),
    )


def _led(line: LineView) -> str:
    return f"Led by {line.lead_words}" if line.leads else "No lead is named"
