"""How long each service takes from the receipt to the first advice, month by month, as a control chart: drawn
and kept for every area.

Only the worker loads this module, since it draws. A month stands for the advice that came in it: what has
not come yet is in none, which the page says.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby

from alongside.advice.models import AdviceRequest, DaysDrawn
from alongside.advice.queries.lists import leaves
from alongside.advice.rules.codes import Adviser
from alongside.advice.rules.days import MonthOfDays, days_by_month
from alongside.advice.words import ADVISERS
from alongside.documents.charts.chart import Shape
from alongside.documents.charts.rendering import library_version
from alongside.documents.charts.store import drawn
from alongside.measures.cases import Case, Counted
from alongside.measures.codes import Better
from alongside.measures.drawings import specification
from alongside.measures.pictures import Picture
from alongside.measures.rules.figures import Point
from alongside.measures.words import period_words
from alongside.people.models import LocalArea
from alongside.people.queries import all_areas
from alongside.web.clock import london_day

MONTHS = 36
FEWEST = 6
"""Months with advice; fewer make no chart. Below 13 its limits are provisional, as of every chart."""
SPAN = timedelta(days=31 * (MONTHS + 1))
TITLE = "{}: the days within which half of the advice came, by month"
SOURCE = "The requests for advice that are kept in this service"
COUNT = ("Pieces of advice", True)


def draw_everywhere(*, at: datetime) -> int:
    """Returns how many charts were drawn anew."""
    return sum(_draw_area(area, london_day(at), at) for area in all_areas())


def _draw_area(area: LocalArea, today: date, at: datetime) -> int:
    rows = leaves(AdviceRequest.objects.in_area(area.pk)).filter(
        received_on__isnull=False, first_given_on__range=(today - SPAN, today)
    )
    named = rows.order_by("adviser", "first_given_on", "id").values_list(
        "adviser", "received_on", "first_given_on"
    )
    return sum(
        _draw(area, Adviser(adviser), _months(taken, today), at)
        for adviser, taken in groupby(named, key=lambda row: str(row[0]))
    )


def _months(taken: Iterable[tuple[str, date, date]], today: date) -> tuple[MonthOfDays, ...]:
    days = ((given, (given - began).days) for _, began, given in taken)
    return days_by_month(days, today=today, months=MONTHS)


def _draw(area: LocalArea, adviser: Adviser, months: Sequence[MonthOfDays], at: datetime) -> bool:
    digest = hashlib.sha256(repr((library_version(), months)).encode()).hexdigest()
    held = DaysDrawn.objects.in_area(area.pk).filter(adviser=adviser.value)
    if len(months) < FEWEST or held.filter(made_from=digest).exists():
        return False
    told = {"content": picture_of(adviser, months).to_json(), "made_from": digest, "as_at": at}
    held.update_or_create(area_id=area.pk, adviser=adviser.value, defaults=told)
    return True


def picture_of(adviser: Adviser, months: Sequence[MonthOfDays]) -> Picture:
    """Fewer days are better. No month is held against the six weeks: they are each child’s, and not those of a
    middle.
    """
    case = Case(
        unit="days",
        better=Better.LOWER,
        every_months=1,
        counted=tuple(Counted(_point(each)) for each in months),
    )
    spec = specification(TITLE.format(ADVISERS[adviser]), case, ())
    counts = {period_words(each.begins, each.ends): str(each.count) for each in months}
    return Picture(
        title=spec.title,
        summary=spec.summary,
        wide=drawn(spec).svg,
        narrow=drawn(spec, Shape.NARROW).svg,
        columns=(*((each.title, each.is_number) for each in spec.table.columns), COUNT),
        rows=tuple(
            (*(cell.text for cell in row), counts.get(row[0].text, "0")) for row in spec.table.rows
        ),
        counts=(),
        sources=(SOURCE,),
    )


def _point(each: MonthOfDays) -> Point:
    return Point(each.begins, each.ends, Decimal(str(each.median)))
