"""The series of the area, and one series with every figure ever entered."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from alongside.kernel.actor import Actor
from alongside.measures import perms, queries
from alongside.measures.codes import Better
from alongside.measures.drawing import Drawing, drawn
from alongside.measures.pages import marks
from alongside.measures.pages.tabs import crumbs as measures_crumbs
from alongside.measures.pages.tabs import tabs
from alongside.measures.queries import FigureRow, SeriesPage, SeriesRow
from alongside.measures.words import BETTER, base_words, origin_words, period_words, value_words
from alongside.web.components import Cell, Column, Crumb, Row, Tab, Table
from alongside.web.markup import link, muted
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import day

TITLE = "Series of figures"
NONE_YET = "No figure yet"


@dataclass(frozen=True, slots=True)
class ListPage:
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    table: Table
    add_address: str


@dataclass(frozen=True, slots=True)
class OnePage:
    """Addresses are empty for people who may only read."""

    title: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[Row, ...]
    chart: SafeString
    chart_narrow: SafeString
    chart_summary: str
    drawing: Drawing | None
    table: Table
    enter_address: str
    change_address: str


@page("GET", needs=perms.VIEW)
def all_series(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    content = ListPage(
        crumbs=measures_crumbs(actor, Crumb(TITLE)),
        tabs=tabs(actor, current="all_series"),
        table=_list(actor, queries.all_series(actor)),
        add_address=_if_enters(actor, "add_series"),
    )
    return render_page(request, "measures/list.html", {"page": content})


@page("GET", needs=perms.VIEW)
def series(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = queries.series_page(actor, ref)
    standing = [row.point for row in reversed(found.figures) if not row.is_corrected]
    content = OnePage(
        title=found.title,
        crumbs=crumbs(actor, Crumb(found.title)),
        facts=facts(found),
        chart=marks.picture(found.chart.wide if found.chart else ""),
        chart_narrow=marks.picture(found.chart.narrow if found.chart else ""),
        chart_summary=found.chart.summary if found.chart else "",
        drawing=drawn(standing, found.unit) if found.is_drawn and not found.chart else None,
        table=_figures(actor, found),
        enter_address=_if_enters(actor, "enter_figure", ref) if found.is_entered else "",
        change_address=_if_enters(actor, "edit_series", ref),
    )
    return render_page(request, "measures/series.html", {"page": content})


def crumbs(actor: Actor, *rest: Crumb) -> tuple[Crumb, ...]:
    """From the home page down; the last one is this page."""
    above = reverse("measures:all_series", args=[actor.area_slug])
    return measures_crumbs(actor, Crumb(TITLE, above), *rest)


def facts(found: SeriesPage) -> tuple[Row, ...]:
    every = f"Every {found.every_months} months" if found.every_months else "No fixed rhythm"
    return (
        Row("Unit", found.unit),
        Row("Where the figures come from", found.source),
        Row("Kind of source", origin_words(found.origin, found.publisher)),
        Row("What counts", found.counts_what),
        Row("Who counts", found.counted_by),
        Row("Who published them", found.publisher),
        Row("How often", "Every month" if found.every_months == 1 else every),
        Row("Which way is good", BETTER[Better(found.better)]),
    )


def _list(actor: Actor, rows: tuple[SeriesRow, ...]) -> Table:
    return Table(
        caption="Series of figures",
        caption_hidden=True,
        columns=(
            Column("What is counted", is_wide=True),
            Column("Latest figure"),
            Column("For"),
            Column("Where it comes from", is_wide=True),
        ),
        rows=[_list_row(actor, row) for row in rows],
        stack=True,
        empty="No figures are counted here yet.",
    )


def _list_row(actor: Actor, row: SeriesRow) -> tuple[Cell | str, ...]:
    address = reverse("measures:series", args=[actor.area_slug, row.ref])
    title = Cell(row.title, address=address, is_header=True)
    if row.latest is None:
        return title, row.hidden or NONE_YET, "", row.source
    latest = Cell(value_words(float(row.latest.exact), row.unit), note=base_words(row.latest))
    period = period_words(row.latest.period_from, row.latest.period_until)
    return title, latest, period, row.source


def _figures(actor: Actor, found: SeriesPage) -> Table:
    return Table(
        caption="Every figure",
        columns=(
            Column("Period"),
            Column("Figure"),
            Column("Note", is_wide=True),
            Column("Entered"),
        ),
        rows=[_figure_row(actor, row, found) for row in found.figures],
        stack=True,
        empty="No figure has been entered yet.",
    )


def _figure_row(actor: Actor, row: FigureRow, found: SeriesPage) -> tuple[Cell | str, ...]:
    period = period_words(row.point.period_from, row.point.period_until)
    return (
        Cell(period, is_header=True, note=_correction(actor, row, found, period)),
        _figure_cell(row, found.unit),
        row.note or ("–" if row.hidden else muted("None")),
        Cell(day(row.entered_at), note=row.entered_by),
    )


def _figure_cell(row: FigureRow, unit: str) -> Cell:
    if row.hidden:
        return Cell("–", note=row.hidden)
    return Cell(value_words(float(row.point.exact), unit), note=base_words(row.point))


def _correction(actor: Actor, row: FigureRow, found: SeriesPage, period: str) -> str:
    """That it was corrected, or the way to correct what was entered by hand."""
    if row.is_corrected:
        return "corrected since"
    if not (found.is_entered and actor.may(perms.ENTER)):
        return ""
    address = reverse("measures:correct_figure", args=[actor.area_slug, row.ref])
    return link(f"Correct {period}", address)


def _if_enters(actor: Actor, name: str, *args: str) -> str:
    if not actor.may(perms.ENTER):
        return ""
    return reverse(f"measures:{name}", args=[actor.area_slug, *args])
