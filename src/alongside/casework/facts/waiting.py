"""How long assessments take, by the year in which they were started: drawn and kept for every area.

Only the worker loads this module, since it draws. Of all that were started, the share with a final EHC
plan by each day: what was refused, withdrawn or moved counts as without one, so that no refusal makes
a curve better.
"""

import hashlib
from datetime import date, datetime

from alongside.casework.models import CaseDuty, WaitingCurves
from alongside.documents.charts.chart import Shape
from alongside.documents.charts.cohort import MOST_CURVES, TWENTY_WEEKS, WEEK
from alongside.documents.charts.rendering import library_version
from alongside.documents.charts.store import drawn
from alongside.measures.pictures import Picture
from alongside.measures.waiting_drawings import Cohort, waiting_curves
from alongside.people.models import LocalArea
from alongside.people.queries import all_areas
from alongside.web.clock import london_day

TITLE = "From the request to the final EHC plan, of all assessments started"
RULE = "FINAL-20W"
A_YEAR = 52 * WEEK
Waits = tuple[tuple[date, date | None], ...]
"""When each assessment was started, and when its final EHC plan was sent."""


def draw_everywhere(*, at: datetime) -> int:
    """Returns for how many areas the curves were drawn anew."""
    return sum(_draw(area, at) for area in all_areas())


def _draw(area: LocalArea, at: datetime) -> bool:
    today = london_day(at)
    waits = _waits(area, today)
    digest = hashlib.sha256(repr((library_version(), today, waits)).encode()).hexdigest()
    held = WaitingCurves.objects.in_area(area.pk)
    if not waits or held.filter(made_from=digest).exists():
        return False
    told = {"content": _picture(waits, today).to_json(), "made_from": digest, "as_at": at}
    held.update_or_create(area_id=area.pk, defaults=told)
    return True


def _waits(area: LocalArea, today: date) -> Waits:
    """Of those started in this year and the three before it."""
    rows = (
        CaseDuty.objects.in_area(area.pk)
        .filter(rule=RULE, limb="", started_on__lte=today, case__merged_into=None)
        .filter(started_on__gte=date(today.year - MOST_CURVES + 1, 1, 1))
        .order_by("started_on", "done_on", "id")
    )
    return tuple(rows.values_list("started_on", "done_on"))


def _picture(waits: Waits, today: date) -> Picture:
    cohorts = [_cohort(year, waits) for year in sorted({started.year for started, _ in waits})]
    spec = waiting_curves(TITLE, cohorts, today, limit=TWENTY_WEEKS, most=A_YEAR)
    table = spec.table
    return Picture(
        title=spec.title,
        summary=spec.summary,
        wide=drawn(spec).svg,
        narrow=drawn(spec, Shape.NARROW).svg,
        columns=tuple((column.title, column.is_number) for column in table.columns),
        rows=tuple(tuple(cell.text for cell in row) for row in table.rows),
        counts=(),
        sources=("The cases kept in this service",),
    )


def _cohort(year: int, waits: Waits) -> Cohort:
    own = [each for each in waits if each[0].year == year]
    days = [started for started, _ in own], [finished for _, finished in own]
    return Cohort(f"Started in {year}", *days, open_words="without a final EHC plan")
