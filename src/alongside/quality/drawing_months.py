"""What audits found, by the month of what was audited, as a control chart: drawn and kept for every area.

Only the worker loads this module, since it draws. No month is held against a target: it is of too few audits.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from alongside.documents.charts.chart import Shape
from alongside.documents.charts.rendering import library_version
from alongside.documents.charts.store import drawn
from alongside.kernel.dates import add_months, first_of_month
from alongside.measures.cases import Case, Counted
from alongside.measures.codes import PERCENT, Better
from alongside.measures.drawings import specification
from alongside.measures.pictures import Picture
from alongside.measures.rules.figures import Point
from alongside.people.models import LocalArea
from alongside.people.queries import all_areas
from alongside.quality.marked import Period, marked_by_families, marked_items
from alongside.quality.models import MonthsDrawn
from alongside.quality.result_words import MONTH_TITLES
from alongside.quality.rules.codes import About
from alongside.quality.rules.months import MONTHS, MonthOfAudits, audits_by_month
from alongside.quality.rules.results import Marked
from alongside.web.clock import london_day

FEWEST = 2
"""Months with audits; one is no chart. Below 13 its limits are provisional, as of every chart."""
SOURCE = "The audits that are kept in this service"


def draw_everywhere(*, at: datetime) -> int:
    """Returns how many charts were drawn anew."""
    return sum(_draw_area(area, london_day(at), at) for area in all_areas())


def _draw_area(area: LocalArea, today: date, at: datetime) -> int:
    marked = _marked(area.pk, today)
    made_from = dict(MonthsDrawn.objects.in_area(area.pk).values_list("about", "made_from"))
    count = 0
    for about, items in marked.items():
        months = audits_by_month(items, today=today)
        digest = hashlib.sha256(
            repr((library_version(), MONTH_TITLES[about], months)).encode()
        ).hexdigest()
        if made_from.get(about.value) == digest:
            continue
        count += _keep(area, about, months, digest, at)
    return count


def _marked(area_id: int, today: date) -> Mapping[About, Sequence[Marked]]:
    """Every kind, also one of which nothing is graded any more, so that its chart goes."""
    until = first_of_month(today)
    period = Period(add_months(until, -MONTHS), until)
    found: defaultdict[About, list[Marked]] = defaultdict(list)
    for each in marked_items(area_id, period=period):
        found[each.about].append(each.marked)
    found[About.FAMILY] = list(marked_by_families(area_id, period=period))
    return {about: found[about] for about in About}


def _keep(
    area: LocalArea, about: About, months: Sequence[MonthOfAudits], digest: str, at: datetime
) -> bool:
    held = MonthsDrawn.objects.in_area(area.pk).filter(about=about.value)
    if len(months) < FEWEST:
        held.delete()
        return False
    told = {"content": picture_of(about, months).to_json(), "made_from": digest, "as_at": at}
    held.update_or_create(area_id=area.pk, about=about.value, defaults=told)
    return True


def picture_of(about: About, months: Sequence[MonthOfAudits]) -> Picture:
    """With the counts of every month, so that a page can see whether one is too small to be shown."""
    case = Case(
        unit=PERCENT,
        better=Better.HIGHER,
        every_months=1,
        counted=tuple(Counted(each) for each in _points(months)),
    )
    spec = specification(MONTH_TITLES[about], case, ())
    return Picture(
        title=spec.title,
        summary=spec.summary,
        wide=drawn(spec).svg,
        narrow=drawn(spec, Shape.NARROW).svg,
        columns=tuple((each.title, each.is_number) for each in spec.table.columns),
        rows=tuple(tuple(cell.text for cell in row) for row in spec.table.rows),
        counts=tuple((each.met, each.base) for each in months),
        sources=(SOURCE,),
    )


def _points(months: Sequence[MonthOfAudits]) -> Iterator[Point]:
    for each in months:
        share = Decimal(100 * each.met) / each.base
        yield Point(each.begins, each.ends, share, each.met, each.base)
