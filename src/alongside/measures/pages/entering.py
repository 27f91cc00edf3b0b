"""Setting up a series, entering a figure and correcting one."""

from dataclasses import replace
from datetime import timedelta

from django.http import HttpResponse
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.measures import operations, perms, queries
from alongside.measures.forms.figures import (
    CorrectFigureForm,
    EditSeriesForm,
    FigureForm,
    SeriesForm,
    next_period,
)
from alongside.measures.models import Figure
from alongside.measures.pages.reading import crumbs
from alongside.measures.queries import SeriesPage
from alongside.measures.queries.spoken import warning_of
from alongside.measures.rules.figures import Point
from alongside.measures.words import base_words, figure_words, period_words
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.pages import PageRequest, page


@page("GET", "POST", needs=perms.ENTER)
def add_series(request: PageRequest, area: str) -> HttpResponse:
    request.actor.check_may(perms.ENTER)
    form = SeriesForm(request.POST or None)
    content = FormPage(
        title="Set up a series of figures",
        submit="Set up",
        crumbs=crumbs(request.actor, Crumb("Set up a series of figures")),
        after=reverse("measures:all_series", args=[area]),
        done="The series has been set up. Enter its first figure when it is known.",
        onward=lambda made: _address(request.actor, made.ref),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.create_series(
            actor=request.actor, at=clock.now(), details=form.details()
        ),
    )


@page("GET", "POST", needs=perms.ENTER)
def edit_series(request: PageRequest, area: str, ref: str) -> HttpResponse:
    found = _series(request.actor, ref)
    form = EditSeriesForm(request.POST or None, initial=_as_it_is(found))
    return fill_in(
        request,
        form,
        _form_page(request.actor, found, title="Change the series", submit="Save"),
        lambda: operations.edit_series(
            actor=request.actor,
            at=clock.now(),
            series_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            details=form.details(),
        ),
    )


@page("GET", "POST", needs=perms.ENTER)
def enter_figure(request: PageRequest, area: str, ref: str) -> HttpResponse:
    found = _series(request.actor, ref)
    form = FigureForm(
        request.POST or None,
        initial=next_period(found),
        unit=found.unit,
        every_months=found.every_months,
    )
    content = _form_page(request.actor, found, title="Enter a figure", submit="Enter the figure")
    return fill_in(
        request,
        form,
        _warned(content, request.actor, found),
        lambda: operations.enter_figure(
            actor=request.actor, at=clock.now(), series_ref=ref, new=form.figure()
        ),
    )


@page("GET", "POST", needs=perms.ENTER)
def correct_figure(request: PageRequest, area: str, ref: str) -> HttpResponse:
    wrong = queries.figure_for(request.actor, ref)
    found = _series(request.actor, wrong.series.ref)
    form = CorrectFigureForm(
        request.POST or None,
        initial=_as_entered(wrong),
        unit=found.unit,
        every_months=found.every_months,
    )
    content = _form_page(
        request.actor,
        found,
        title="Correct a figure",
        submit="Correct the figure",
        facts=(Row("Figure entered", _entered_words(wrong, found.unit)),),
    )
    return fill_in(
        request,
        form,
        _warned(content, request.actor, found),
        lambda: operations.correct_figure(
            actor=request.actor, at=clock.now(), figure_ref=ref, new=form.figure()
        ),
    )


def _series(actor: Actor, ref: str) -> SeriesPage:
    actor.check_may(perms.ENTER)
    return queries.series_page(actor, ref)


def _warned(content: FormPage, actor: Actor, found: SeriesPage) -> FormPage:
    return replace(content, warning=warning_of([queries.series_for(actor, found.ref)]))


def _form_page(
    actor: Actor, found: SeriesPage, *, title: str, submit: str, facts: tuple[Row, ...] = ()
) -> FormPage:
    return FormPage(
        title=title,
        submit=submit,
        crumbs=crumbs(actor, Crumb(found.title, _address(actor, found.ref)), Crumb(title)),
        after=_address(actor, found.ref),
        done="Your change has been saved.",
        facts=(Row("What is counted", found.title), Row("Unit", found.unit), *facts),
    )


def _as_it_is(found: SeriesPage) -> dict[str, object]:
    names = (
        "title", "unit", "source", "counts_what", "counted_by", "publisher", "every_months", "better",
    )  # fmt: skip
    return {name: getattr(found, name) for name in names} | {"expected_version": found.version}


def _as_entered(wrong: Figure) -> dict[str, object]:
    return {
        "period_from": wrong.period_from,
        "period_until": wrong.period_until - timedelta(days=1),
        "numerator": wrong.numerator,
        "denominator": wrong.denominator,
        "value": f"{wrong.value.normalize():f}",
        "left_out": wrong.left_out or None,
        "missing": wrong.missing or None,
        "made_from": wrong.made_from,
    }


def _entered_words(wrong: Figure, unit: str) -> str:
    point = Point(
        wrong.period_from, wrong.period_until, wrong.value, wrong.numerator, wrong.denominator
    )
    period = period_words(wrong.period_from, wrong.period_until)
    base = f" ({base_words(point)})" if point.denominator else ""
    return f"{period}: {figure_words(point, unit)}{base}"


def _address(actor: Actor, ref: str) -> str:
    return reverse("measures:series", args=[actor.area_slug, ref])
