"""By which days the law counts in one case: with the closures of the school that was asked, where it relies on one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from django.db.models import Q

from alongside.casework.models import Case, SchoolClosures
from alongside.casework.rules.closures import rests_on_closures, school_asked_on
from alongside.casework.rules.codes import AdviceBody
from alongside.casework.rules.folding import CaseFact, Clock
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.dates import Period
from alongside.law.calendars import Closures


def clock_for(case: Case, facts: Sequence[CaseFact], law: Clock | None = None) -> Clock:
    """The same for every case but those that rest on a closure which nobody typed in them."""
    law = law or clock_of_the_law()
    if not rests_on_closures(facts):
        return law
    found = _closures_of(case, school_asked_on(facts))
    known = {} if found is None else {AdviceBody.EDUCATION.value: found}
    return Clock(law.rules, replace(law.calendar, closures=MappingProxyType(known)))


def read(row: SchoolClosures) -> Closures:
    closed = tuple(Period(*map(date.fromisoformat, each)) for each in row.closed)
    return Closures(row.school.name, Period(row.covered_from, row.covered_until), closed)


def latest(area_id: int, school_ids: Sequence[int]) -> list[SchoolClosures]:
    """The list that counts, of each school."""
    rows = SchoolClosures.objects.in_area(area_id).filter(school__in=school_ids)
    found: dict[int, SchoolClosures] = {}
    for row in rows.select_related("school").order_by("id"):
        found[row.school_id] = row
    return list(found.values())


def _closures_of(case: Case, asked_on: date | None) -> Closures | None:
    school_id = case.child.school_id
    if asked_on is not None:
        rows = case.child.settings.exclude(school=None).filter(
            Q(began_on=None) | Q(began_on__lte=asked_on),
            Q(ended_on=None) | Q(ended_on__gt=asked_on),
        )
        school_id = rows.values_list("school_id", flat=True).first() or school_id
    found = latest(case.area_id, [school_id]) if school_id else []
    return read(found[0]) if found else None
