"""Measures for the tests' world: one of each record that an address may name, and a crowd of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice

from alongside.access.models import Grant
from alongside.kernel.actor import Actor, system_actor
from alongside.kernel.dates import add_months
from alongside.measures import operations, work
from alongside.measures.codes import Accountability, FigurePartName, Kind, Level, Origin
from alongside.measures.models import (
    Figure,
    Measure,
    PublishedRelease,
    Recalculation,
    Series,
    Target,
)
from alongside.measures.operations import NewBasis, NewFigure
from alongside.measures.perms import COMPUTE
from alongside.measures.rules.definitions import Definition
from alongside.measures.rules.targets import Promise
from alongside.people.models import Person, Post
from alongside.people.operations import appoint, create_post, register_person
from alongside.plan.fact_rows import actions
from tests.filling import also, nothing, ref
from tests.make_lines import LONG
from tests.measures.publishing import BESIDE, publish
from tests.world import Side

FIRST = date(2020, 7, 1)
CROWD = 20


def furnish(side: Side, at: datetime) -> None:
    """A measure with two years of months, an active target, a draft, and everything said of it."""
    officer = side.actor("nominated_officer")
    if not PublishedRelease.objects.exists():
        publish(BESIDE)
    measure = _define(officer, at, side.first(Post), "T1", "Requests decided within six weeks")
    series = _count(officer, at, measure, months=24)
    active = operations.set_target(
        actor=officer, at=at, measure_ref=measure.ref, new=Promise(Level.CORE, Decimal(90))
    )
    operations.activate_target(actor=officer, at=at, target_ref=active.ref)
    draft = Promise(Level.STRETCHED, Decimal(50), change=None)
    operations.set_target(actor=officer, at=at, measure_ref=measure.ref, new=draft)
    _say(officer, at, side, measure)
    figure = series.figures.order_by("period_from").first()
    operations.correct_figure(
        actor=officer,
        at=at,
        figure_ref=figure.ref,
        new=NewFigure(
            figure.period_from, figure.period_until, numerator=18, denominator=30, note="Two came late."
        ),
    )  # fmt: skip
    _work_out(officer, at, side)
    work.refresh_area(area_id=side.area.pk, at=at, progress=lambda done, total: None)


def crowd(side: Side, at: datetime) -> None:
    """Long words and many figures."""
    officer, post = side.actor("nominated_officer"), side.first(Post)
    for number in range(CROWD):
        measure = _define(officer, at, post, f"C{number}", f"{LONG[:140]} {number}")
        _count(officer, at, measure, months=16)
        target = operations.set_target(
            actor=officer,
            at=at,
            measure_ref=measure.ref,
            new=Promise(Level.CORE, Decimal(60 + number)),
        )
        operations.activate_target(actor=officer, at=at, target_ref=target.ref)
    work.refresh_area(area_id=side.area.pk, at=at, progress=lambda done, total: None)


def _work_out(officer: Actor, at: datetime, side: Side) -> None:
    """What the worker would write, without what it counts with: so many that nothing is hidden."""
    code = "plan.actions_completed_in_time"
    measure = _define(officer, at, side.first(Post), "W1", "Actions completed by their date")
    basis = NewBasis(source="The action plan", origin=Origin.COMPUTED, counted_as=code)
    series = operations.start_series(actor=officer, at=at, measure_ref=measure.ref, new=basis)
    keys = tuple(each.key for each in islice(actions(officer), 20))
    parts = dict.fromkeys(FigurePartName, ()) | {
        FigurePartName.NUMERATOR: keys[:10],
        FigurePartName.DENOMINATOR: keys,
    }
    figure = operations.ComputedFigure(
        FIRST, add_months(FIRST, 1), numerator=len(keys[:10]), denominator=len(keys),
        left_out=0, missing=0, keys=parts,
    )  # fmt: skip
    worker = system_actor(
        name="working out figures",
        area_id=side.area.pk,
        area_slug=side.slug,
        permissions=(COMPUTE,),
    )
    operations.keep_computed(
        actor=worker, at=at, computed=operations.Computed(series.ref, "The records", (figure,))
    )


def _define(officer: Actor, at: datetime, post: Post, code: str, title: str) -> Measure:
    return operations.define_measure(
        actor=officer,
        at=at,
        new=Definition(
            code=code,
            title=title,
            question="Is every request answered within the six weeks of the law?",
            kind=Kind.HOW_WELL,
            accountability=Accountability.PERFORMANCE,
            unit="percent",
            source="The council's case list",
            owner=post.ref,
            numerator_words="Requests decided within six weeks",
            denominator_words="Requests whose six weeks have passed",
            every_months=1,
        ),
    )


def _count(officer: Actor, at: datetime, measure: Measure, *, months: int) -> Series:
    series = operations.start_series(
        actor=officer, at=at, measure_ref=measure.ref, new=NewBasis(source="The case list")
    )
    for month in range(months):
        start = add_months(FIRST, month)
        operations.enter_figure(
            actor=officer,
            at=at,
            series_ref=series.ref,
            new=NewFigure(
                start,
                add_months(start, 1),
                numerator=20 + (7 * month) % 9,
                denominator=30 + month % 4,
            ),
        )
    return series


def _say(officer: Actor, at: datetime, side: Side, measure: Measure) -> None:
    here = {"actor": officer, "at": at, "measure_ref": measure.ref}
    with _approver(at, side) as approver:
        operations.recalculate(
            **here,
            from_on=add_months(FIRST, 11),
            cause="A second panel meets each week",
            approved_by=approver.ref,
        )
    operations.annotate(**here, on=FIRST + timedelta(days=40), text="The panel met by video")
    operations.tell_story(**here, text="Most delay lies before the panel.", partners="Schools")


@contextmanager
def _approver(at: datetime, side: Side) -> Iterator[Person]:
    """Somebody who holds a post and reads measures, and has no role any more once the limits are recorded:
    whoever is named may withdraw them, whatever their role.
    """
    editor = system_actor(
        name="operator",
        area_id=side.area.pk,
        area_slug=side.slug,
        permissions={"people.edit"},
    )
    found = register_person(actor=editor, at=at, name="Anna Approver")
    post = create_post(
        actor=editor, at=at, organisation=side.first(Post).organisation, title="Approver of limits"
    )
    appoint(actor=editor, at=at, post=post, person=found)
    given = {"purpose": "Work", "granted_from": at - timedelta(days=1)}
    grant = Grant.objects.create(area=side.area, person=found, role="scrutiny_member", **given)
    yield found
    grant.delete()


_MEASURE = ref(Measure, code="T1")
NARROWER = {"measures:withdraw_recalculation": "measures.define"}
"""It opens to whoever is named as having approved the limits as well, who has no role here."""
_ENTERED = {"corrected_by_figure": None, "series__origin": "entered"}
ADDRESSES = {
    "measures:dashboard": nothing,
    "measures:export": also(nothing, kind="csv"),
    "measures:define": nothing,
    "measures:figure": ref(Figure, **_ENTERED),
    "measures:figure_rows": also(
        ref(Figure, series__measure__code="W1"), part=FigurePartName.DENOMINATOR.value
    ),
    "measures:activate_target": ref(Target, state="draft", measure__code="T1"),
    "measures:change_target": ref(Target, state="draft", measure__code="T1"),
    "measures:withdraw_recalculation": ref(Recalculation, series__measure__code="T1"),
    "measures:end_target": ref(Target, state="active", measure__code="T1"),
    "measures:measure": _MEASURE,
    "measures:all_authorities": _MEASURE,
    "measures:export_all": _MEASURE,
    "measures:change": _MEASURE,
    "measures:retire": _MEASURE,
    "measures:start_series": _MEASURE,
    "measures:set_target": _MEASURE,
    "measures:recalculate": _MEASURE,
    "measures:freeze": _MEASURE,
    "measures:annotate": _MEASURE,
    "measures:tell_story": _MEASURE,
    "measures:releases": nothing,
    "measures:release": lambda side: {
        "ref": PublishedRelease.objects.order_by("pk").first().digest
    },
}
