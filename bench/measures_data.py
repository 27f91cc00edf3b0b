"""The measures' part of the bench's data: in the first area 60 measures with 60 months of figures, in the
second a tenth of the measures, so that the queries for few and for many can be compared.

Rows are written in bulk, past the operations, because only reading is measured here. The readings are made
as the worker makes them.
"""

import time
from datetime import date, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.kernel.actor import Actor, system_actor
from alongside.kernel.dates import add_months, first_of_month
from alongside.measures.codes import Accountability, Kind, Level, TargetState
from alongside.measures.models import Figure, Measure, Reading, Series, Target
from alongside.measures.queries.dashboard import dashboard
from alongside.measures.rules.figures import percentage
from alongside.measures.work import refresh_area
from alongside.people.models import LocalArea, Post
from bench.taken import Taken

MEASURES = 60
FEW = 6
MONTHS = 60
KINDS = tuple(Kind)


def load(areas: list[LocalArea], posts: dict[int, list[Post]], *, at: datetime) -> None:
    """For the first two areas; the caller holds the transaction."""
    for area, number in ((areas[0], MEASURES), (areas[1], FEW)):
        measures = Measure.objects.bulk_create(_measures(area, posts[area.pk], number, at))
        series = Series.objects.bulk_create(_series(measure, at) for measure in measures)
        Figure.objects.bulk_create(
            (
                _figure(each, place, month, at)
                for place, each in enumerate(series)
                for month in range(MONTHS)
            ),
            batch_size=1_000,
        )
        Target.objects.bulk_create(
            _target(measure, place, level, at)
            for place, measure in enumerate(measures)
            for level in Level
        )


def judged(areas: list[LocalArea], *, at: datetime) -> float:
    """Makes the readings of both areas. Returns the seconds for the first one's 60 measures."""
    began = time.perf_counter()
    made = refresh_area(area_id=areas[0].pk, at=at, progress=lambda done, of: None)
    seconds = time.perf_counter() - began
    assert made == MEASURES == Reading.objects.in_area(areas[0].pk).exclude(chart="").count()
    refresh_area(area_id=areas[1].pk, at=at, progress=lambda done, of: None)
    return seconds


def queries_taken(areas: list[LocalArea], *, today: date) -> Taken:
    """The dashboard's queries for 60 measures; no more are allowed than for 6."""
    many, few = (_queries(_reader(area), today) for area in areas[:2])
    return Taken("queries of the dashboard of 60 measures", many, few, "queries")


def counts() -> dict[str, int]:
    everywhere = "the bench counts what it loaded"
    return {
        model.__name__: model.objects.across_areas(reason=everywhere).count()
        for model in (Measure, Series, Figure, Target)
    }


def wanted() -> dict[str, int]:
    measures = MEASURES + FEW
    return {
        "Measure": measures,
        "Series": measures,
        "Figure": measures * MONTHS,
        "Target": measures * len(Level),
    }


def one_measure(area: LocalArea) -> Measure:
    found: Measure = Measure.objects.in_area(area.pk).get(code="M1")
    return found


def _queries(actor: Actor, today: date) -> int:
    with CaptureQueriesContext(connection) as captured:
        dashboard(actor, today=today)
    return len(captured)


def _reader(area: LocalArea) -> Actor:
    return system_actor(
        name="the bench",
        area_id=area.pk,
        area_slug=area.slug,
        permissions={"measures.view", "plan.view"},
    )


def _measures(area: LocalArea, posts: list[Post], number: int, at: datetime) -> list[Measure]:
    return [
        Measure(
            area=area,
            code=f"M{place + 1}",
            title=f"Advice that came within its {place + 1} weeks, as the services count it",
            question="Does advice come in time for the child's assessment?",
            kind=KINDS[place % len(KINDS)].value,
            accountability=tuple(Accountability)[place % 2].value,
            unit="percent",
            numerator_words="Advice that came in time",
            denominator_words="Advice that was asked for",
            source="The services' case lists",
            every_months=1,
            owner=posts[place % len(posts)],
            created_at=at,
        )
        for place in range(number)
    ]


def _series(measure: Measure, at: datetime) -> Series:
    return Series(
        area_id=measure.area_id,
        measure=measure,
        title=measure.title,
        unit=measure.unit,
        source=measure.source,
        every_months=measure.every_months,
        created_at=at,
    )


def _figure(series: Series, place: int, month: int, at: datetime) -> Figure:
    """Up and down around a middle that moves in the last year of every third series."""
    start = add_months(first_of_month(at.date()), month - MONTHS)
    base = 30 + (7 * month + place) % 23
    moved = 12 if place % 3 == 0 and month >= MONTHS - 12 else 0
    counted = base * (60 + moved + (11 * month + 5 * place) % 19) // 100
    return Figure(
        area_id=series.area_id,
        series=series,
        period_from=start,
        period_until=add_months(start, 1),
        numerator=counted,
        denominator=base,
        value=percentage(counted, base),
        entered_at=at,
    )


def _target(measure: Measure, place: int, level: Level, at: datetime) -> Target:
    return Target(
        area_id=measure.area_id,
        measure=measure,
        level=level.value,
        value=60 + place % 30 + (5 if level is Level.STRETCHED else 0),
        state=TargetState.ACTIVE.value,
        set_at=at,
        activated_at=at,
    )
