"""Measures, their series, figures and targets for tests, made by the real operations."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from alongside.access.models import Grant
from alongside.kernel.dates import add_months
from alongside.measures import operations
from alongside.measures.codes import Accountability, Kind, Level
from alongside.measures.models import Figure, Measure, Series, Target
from alongside.measures.operations import NewBasis, NewFigure
from alongside.measures.rules.definitions import Definition
from alongside.measures.rules.targets import Promise
from alongside.people.models import Person
from tests.plan.factories import Place

AT = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
SOURCE = NewBasis(source="The caseload register")
CORE_90 = Promise(Level.CORE, Decimal(90))


def definition(place: Place, **changes: object) -> Definition:
    """A share of plans, counted each month."""
    share = Definition(
        code="4.1a",
        title="Plans in 20 weeks",
        question="Do children get their plan in time?",
        kind=Kind.HOW_WELL,
        accountability=Accountability.PERFORMANCE,
        unit="percent",
        numerator_words="New plans issued within 20 weeks",
        denominator_words="All new plans",
        source="The caseload register",
        owner=place.post("Head of SEND").ref,
        every_months=1,
    )
    return replace(share, **changes)


def make_measure(place: Place, **changes: object) -> Measure:
    return operations.define_measure(actor=place.officer, at=AT, new=definition(place, **changes))


def make_series(place: Place, measure: Measure, new: NewBasis = SOURCE) -> Series:
    return operations.start_series(actor=place.officer, at=AT, measure_ref=measure.ref, new=new)


def make_counted(place: Place, *shares: tuple[int, int], **changes: object) -> Measure:
    """A measure with a share for each month from January 2020."""
    measure = make_measure(place, **changes)
    series = make_series(place, measure)
    for number, (numerator, denominator) in enumerate(shares):
        enter(place, series, share(number, numerator, denominator))
    return measure


def enter(place: Place, series: Series, new: NewFigure) -> Figure:
    return operations.enter_figure(actor=place.officer, at=AT, series_ref=series.ref, new=new)


def share(months: int, numerator: int, denominator: int, note: str = "") -> NewFigure:
    """The share of the month that begins so many months after January 2020."""
    start = add_months(date(2020, 1, 1), months)
    return NewFigure(
        start, add_months(start, 1), numerator=numerator, denominator=denominator, note=note
    )


def plain(months: int, value: int | str, note: str = "") -> NewFigure:
    start = add_months(date(2020, 1, 1), months)
    return NewFigure(start, add_months(start, 1), value=Decimal(value), note=note)


def approver(place: Place) -> Person:
    """Charlie Chair, who holds a post and reads measures."""
    place.post("Independent chair", holder="Charlie Chair")
    found = place.person("Charlie Chair")
    reads(place, found)
    return found


def reads(place: Place, person: Person) -> None:
    """Gives the role of a chair, unless it was given."""
    given = {"purpose": "Work", "granted_from": AT - timedelta(days=1)}
    Grant.objects.in_area(place.area.pk).get_or_create(
        area=place.area, person=person, role="chair", defaults=given
    )


def make_target(place: Place, measure: Measure, new: Promise = CORE_90) -> Target:
    return operations.set_target(actor=place.officer, at=AT, measure_ref=measure.ref, new=new)


def make_active(place: Place, measure: Measure, new: Promise = CORE_90) -> Target:
    target = make_target(place, measure, new)
    return operations.activate_target(actor=place.officer, at=AT, target_ref=target.ref)
