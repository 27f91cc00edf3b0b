"""Setting up series and entering figures. A figure is never overwritten: a correction is a later
row.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.measures import perms
from alongside.measures.codes import PERCENT, Better, Origin
from alongside.measures.holding import hold_back
from alongside.measures.models import Figure, Series
from alongside.measures.refreshing import ask_for_refresh
from alongside.measures.rules.definitions import check_plausible
from alongside.measures.rules.figures import (
    Point,
    check_base,
    check_length,
    check_may_enter,
    percentage,
    tidy_unit,
)
from alongside.people.versions import apply, check_version
from alongside.web.clock import LONDON

LABELS = {
    "title": "Title",
    "unit": "Unit",
    "source": "Where the figures come from",
    "counts_what": "What is counted",
    "counted_by": "Who counts",
    "publisher": "Who published them",
    "every_months": "Months between figures",
    "better": "Which way is good",
}


@dataclass(frozen=True, slots=True)
class SeriesDetails:
    title: str
    unit: str
    source: str
    counts_what: str = ""
    counted_by: str = ""
    publisher: str = ""
    every_months: int | None = None
    better: Better = Better.HIGHER


@dataclass(frozen=True, slots=True)
class NewFigure:
    """A percentage gives ``numerator`` and ``denominator``; anything else gives ``value``.

    ``is_shorter_meant``: a count is of a shorter time than lies between two figures, on purpose.
    """

    period_from: date
    period_until: date
    value: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    note: str = ""
    left_out: int = 0
    missing: int = 0
    made_from: str = ""
    doubt: str = ""
    is_shorter_meant: bool = False


@transaction.atomic
def create_series(*, actor: Actor, at: datetime, details: SeriesDetails) -> Series:
    actor.check_may(perms.ENTER)
    _check_described(details)
    series = Series.objects.create(
        area_id=actor.area_id,
        created_at=at,
        created_by_id=actor.person_id,
        **_columns(details),
    )
    _record(actor, at, "create_series", series.ref, {"unit": series.unit})
    return series


@transaction.atomic
def edit_series(
    *, actor: Actor, at: datetime, series_ref: str, expected_version: int, details: SeriesDetails
) -> Series:
    """The unit of a series that has figures stays, or they would mean something else; what a series
    says after its measure changes with the measure.
    """
    actor.check_may(perms.ENTER)
    _check_described(details)
    series = _locked(actor, series_ref)
    wanted = _columns(details)
    check_version(series, expected_version, wanted=wanted, labels=LABELS)
    _check_follows_its_measure(series, wanted)
    if wanted["unit"] != series.unit and series.figures.exists():
        raise Refusal(
            "The series has figures in its old unit. Start a new series instead.", field="unit"
        )
    changed = apply(series, wanted)
    _record(actor, at, "edit_series", series.ref, {"changed": changed})
    return series


@transaction.atomic
def enter_figure(*, actor: Actor, at: datetime, series_ref: str, new: NewFigure) -> Figure:
    """Raises Refusal when the period overlaps another figure's or the numbers cannot be."""
    actor.check_may(perms.ENTER)
    figure = _kept(actor, at, _locked(actor, series_ref), new)
    _record(actor, at, "enter_figure", figure.ref, _facts(figure))
    return figure


@transaction.atomic
def correct_figure(*, actor: Actor, at: datetime, figure_ref: str, new: NewFigure) -> Figure:
    """A later row in place of a figure that was wrong. The note says what was wrong with it."""
    actor.check_may(perms.ENTER)
    wrong = Figure.objects.visible_to(actor).filter(ref=figure_ref).first()
    if wrong is None:
        raise Hidden("figure")
    series = _locked(actor, wrong.series.ref)
    if Figure.objects.visible_to(actor).filter(corrects=wrong).exists():
        raise Refusal("This figure has been corrected already. Correct the later one.")
    if not new.note.strip():
        raise Refusal("Say in the note what was wrong.", field="note")
    figure = _kept(actor, at, series, new, corrects=wrong)
    hold_back(series)
    _record(actor, at, "correct_figure", figure.ref, {**_facts(figure), "corrects": wrong.ref})
    return figure


def _kept(
    actor: Actor, at: datetime, series: Series, new: NewFigure, *, corrects: Figure | None = None
) -> Figure:
    _check_is_entered(series)
    _check_aside(new)
    figure = _checked(series, new, at=at, corrects=corrects)
    figure.entered_by_id = actor.person_id
    figure.save()
    ask_for_refresh(area_id=series.area_id, at=at)
    return figure


def _check_is_entered(series: Series) -> None:
    if series.origin != Origin.ENTERED.value:
        raise Refusal(
            "The figures of this series are not entered by hand. Correct the records or the "
            "release that they come from."
        )


def _check_follows_its_measure(series: Series, wanted: dict[str, object]) -> None:
    names = ("unit", "every_months", "better")
    changed = [name for name in names if wanted[name] != getattr(series, name)]
    if series.measure_id is not None and changed:
        raise Refusal(
            f"“{LABELS[changed[0]]}” belongs to the measure that this series counts. Change it there.",
            field=changed[0],
        )


def _check_described(details: SeriesDetails) -> None:
    for name, label in (("title", "a title"), ("unit", "a unit"), ("source", "a source")):
        if not getattr(details, name).strip():
            raise Refusal(f"Give the series {label}.", field=name)


def _columns(details: SeriesDetails) -> dict[str, object]:
    return {
        "title": details.title.strip(),
        "unit": tidy_unit(details.unit),
        "source": details.source.strip(),
        "counts_what": details.counts_what,
        "counted_by": details.counted_by,
        "publisher": details.publisher.strip(),
        "every_months": details.every_months,
        "better": details.better.value,
    }


def _locked(actor: Actor, ref: str) -> Series:
    found: Series | None = (
        Series.objects.visible_to(actor).select_for_update(of=("self",)).filter(ref=ref).first()
    )
    if found is None:
        raise Hidden("series")
    return found


def _checked(series: Series, new: NewFigure, *, at: datetime, corrects: Figure | None) -> Figure:
    """An unsaved figure whose numbers and period can stand in the series."""
    value = _value(series, new)
    point = Point(new.period_from, new.period_until, value, new.numerator, new.denominator)
    standing = list(
        Figure.objects.in_area(series.area_id).filter(series=series, corrected_by_figure=None)
    )
    check_may_enter(
        point,
        [_period_of(other) for other in standing if other != corrects],
        today=at.astimezone(LONDON).date(),
        unit=series.unit,
        every_months=series.every_months,
    )
    check_length(
        point,
        [_period_of(other) for other in standing],
        every_months=series.every_months,
        is_meant=new.is_shorter_meant or series.unit == PERCENT,
    )
    _check_range(series, value)
    return _unsaved(series, new, value, at=at, corrects=corrects)


def _period_of(row: Figure) -> Point:
    return Point(row.period_from, row.period_until, row.value)


def _unsaved(
    series: Series, new: NewFigure, value: Decimal, *, at: datetime, corrects: Figure | None
) -> Figure:
    return Figure(
        area_id=series.area_id,
        series=series,
        period_from=new.period_from,
        period_until=new.period_until,
        numerator=new.numerator,
        denominator=new.denominator,
        left_out=new.left_out,
        missing=new.missing,
        value=value,
        made_from=new.made_from,
        doubt=new.doubt,
        note=new.note,
        corrects=corrects,
        entered_at=at,
    )


def _check_range(series: Series, value: Decimal) -> None:
    measure = series.measure
    if measure is not None:
        check_plausible(value, measure.plausible_from, measure.plausible_until, series.unit)


def _check_aside(new: NewFigure) -> None:
    for name in ("left_out", "missing"):
        if getattr(new, name) < 0:
            raise Refusal("A number cannot be below nought. Check it.", field=name)


def _value(series: Series, new: NewFigure) -> Decimal:
    check_base(new.numerator, new.denominator, unit=series.unit)
    if (new.numerator is None) != (new.denominator is None):
        raise Refusal(
            "Give both the number counted and the number it is out of.",
            field="numerator" if new.numerator is None else "denominator",
        )
    if series.unit == PERCENT:
        if new.numerator is None or new.denominator is None:
            raise Refusal(
                "A percentage needs the number counted and the number it is out of.",
                field="denominator",
            )
        return percentage(new.numerator, new.denominator)
    if new.value is None:
        raise Refusal("Enter the figure.", field="value")
    return new.value


def _facts(figure: Figure) -> dict[str, JSON]:
    return {
        "series": figure.series.ref,
        "from": figure.period_from.isoformat(),
        "until": figure.period_until.isoformat(),
        "value": str(figure.value),
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "left_out": figure.left_out,
        "missing": figure.missing,
    }


def _record(actor: Actor, at: datetime, verb: str, ref: str, facts: dict[str, JSON]) -> None:
    subject = "measures.figure" if "figure" in verb else "measures.series"
    record(
        actor=actor,
        at=at,
        verb=f"measures.{verb}",
        subject=subject,
        subject_ref=ref,
        detail=facts,
    )
