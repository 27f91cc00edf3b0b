"""What was corrected in a measure's figures: was and is, for which period, why, by whom and when.

The live figure follows a correction; a frozen pack keeps the figure that the board had before it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.measures.models import Figure
from alongside.measures.queries.one_measure import measure_for
from alongside.measures.queries.protected import (
    Chains,
    chains_of,
    note_shown,
    point_of,
    point_shown,
    sees_small,
    small_by_series,
    why_point_hidden,
    why_row_hidden,
)
from alongside.measures.rules.computed import APPEARED
from alongside.measures.rules.figures import Point
from alongside.measures.rules.protecting import Period
from alongside.measures.words import base_words, figure_words, period_words
from alongside.web.clock import LONDON

HIDDEN = "a figure that is hidden because a small number of people could be recognised from it"
BESIDE_THE_OTHER = "a figure that is hidden because a small number could be worked out from it"
NOT_SHOWN = "a figure that is not shown"
WHY_HIDDEN = "The reason is hidden with it."


@dataclass(frozen=True, slots=True)
class Restatement:
    """One correction. ``was`` and ``now`` are figures with their base; ``by`` may be empty."""

    period: str
    was: str
    now: str
    why: str
    by: str
    at: datetime

    @property
    def sentence(self) -> str:
        """ "June 2020: 64.8% (153 of 236) was corrected to 57.2% (135 of 236) on 3 August 2020, …"."""
        who = f", by {self.by}" if self.by else ""
        on = day_in_words(self.at.astimezone(LONDON).date())
        return f"{self.period}: {self.was} was corrected to {self.now} on {on}{who}. {self.why}"


def restatements(actor: Actor, measure_ref: str) -> tuple[Restatement, ...]:
    """Every correction in any series of the measure, the latest first. Raises Hidden.

    Small numbers are as hidden here as they are on the measure's page.
    """
    measure = measure_for(actor, measure_ref)
    rows = (
        Figure.objects.visible_to(actor)
        .filter(Q(corrects__isnull=False) | Q(note=APPEARED), series__measure=measure)
        .select_related("corrects__series__measure", "entered_by", "series__measure")
        .order_by("-entered_at", "-id")
    )
    small = {} if sees_small(actor) else small_by_series({row.series for row in rows})
    chains = chains_of([*rows, *(row.corrects for row in rows if row.corrects)])
    return tuple(
        _restatement(actor, row, row.corrects, _Around(chains, small.get(row.series_id, ())))
        if row.corrects
        else _appearance(actor, row, small.get(row.series_id, ()))
        for row in rows
    )


def _appearance(actor: Actor, row: Figure, small: Collection[Period]) -> Restatement:
    """A figure for a time past, where there was none."""
    after = _shown(actor, row)
    return Restatement(
        period=period_words(after.period_from, after.period_until),
        was="no figure",
        now=HIDDEN if _is_hidden(actor, row, small) else _words(after, row.series.unit),
        why=row.note,
        by="",
        at=row.entered_at,
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands beside a figure: all its versions, and periods that are small."""

    chains: Chains
    small: Collection[Period]


def _restatement(actor: Actor, row: Figure, wrong: Figure, around: _Around) -> Restatement:
    before, after, unit = _shown(actor, wrong), _shown(actor, row), row.series.unit
    is_small = any(_is_hidden(actor, each, around.small) for each in (wrong, row))
    is_told = [
        not is_small and not why_row_hidden(actor, each, around.small, around.chains)
        for each in (wrong, row)
    ]
    was = _words(before, unit) if is_told[0] else HIDDEN if is_small else BESIDE_THE_OTHER
    now = _words(after, unit) if is_told[1] else NOT_SHOWN
    period = period_words(after.period_from, after.period_until)
    if (before.period_from, before.period_until) != (after.period_from, after.period_until):
        was = f"{was} for {period_words(before.period_from, before.period_until)}"
    return Restatement(
        period=period,
        was=was,
        now=now,
        why=note_shown(actor, row) if all(is_told) else WHY_HIDDEN,
        by=row.entered_by.name if row.entered_by else "",
        at=row.entered_at,
    )


def _is_hidden(actor: Actor, row: Figure, small: Collection[Period]) -> bool:
    return bool(why_point_hidden(actor, row.series, point_of(row), small))


def _shown(actor: Actor, row: Figure) -> Point:
    return point_shown(actor, row.series, point_of(row))


def _words(point: Point, unit: str) -> str:
    base = base_words(point)
    return f"{figure_words(point, unit)} ({base})" if base else figure_words(point, unit)
