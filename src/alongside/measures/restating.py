"""What was corrected in a measure's figures: was and is, for which period, why, by whom and when.

The live figure follows a correction; a frozen pack keeps the figure that the board had before it.
"""

from dataclasses import dataclass
from datetime import datetime

from alongside.disclosure.proportions import safe_figure
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.measures import perms
from alongside.measures.codes import Release
from alongside.measures.models import Figure, Measure
from alongside.measures.queries.dashboard import POLICY_OF
from alongside.measures.queries.one_measure import measure_for
from alongside.measures.rules.figures import Point
from alongside.measures.words import base_words, figure_words, period_words
from alongside.web.clock import LONDON

HIDDEN = "a figure that is hidden because a small number of children could be recognised from it"


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
        .filter(series__measure=measure, corrects__isnull=False)
        .select_related("corrects", "entered_by", "series")
        .order_by("-entered_at", "-id")
    )
    return tuple(_restatement(actor, measure, row, row.corrects) for row in rows if row.corrects)


def _restatement(actor: Actor, measure: Measure, row: Figure, wrong: Figure) -> Restatement:
    before, after, unit = _point(wrong), _point(row), row.series.unit
    is_hidden = any(_is_hidden(actor, measure, point) for point in (before, after))
    was, now = (HIDDEN, "another") if is_hidden else (_words(before, unit), _words(after, unit))
    period = period_words(after.period_from, after.period_until)
    if (before.period_from, before.period_until) != (after.period_from, after.period_until):
        was = f"{was} for {period_words(before.period_from, before.period_until)}"
    return Restatement(
        period=period,
        was=was,
        now=now,
        why=row.note.strip(),
        by=row.entered_by.name if row.entered_by else "",
        at=row.entered_at,
    )


def _is_hidden(actor: Actor, measure: Measure, point: Point) -> bool:
    policy = POLICY_OF[Release(measure.release)]
    if policy is None or actor.may(perms.ENTER):
        return False
    if point.numerator is None or point.denominator is None:
        return False
    return safe_figure(point.numerator, point.denominator, policy).left_out is not None


def _words(point: Point, unit: str) -> str:
    base = base_words(point)
    return f"{figure_words(point, unit)} ({base})" if base else figure_words(point, unit)


def _point(row: Figure) -> Point:
    return Point(row.period_from, row.period_until, row.value, row.numerator, row.denominator)
