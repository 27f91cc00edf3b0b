"""Monthly reports to read: every workstream by month, and one month side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.urls import reverse

from alongside.board import perms
from alongside.board.forms.reports import LATE, MISSING, ReportsFilterForm
from alongside.board.pages.report_words import (
    month_address,
    month_named,
    month_or,
    officer_words,
    received_words,
    reports_crumb,
    texts_of,
    writing_address,
)
from alongside.board.pages.views import crumbs, tabs
from alongside.board.queries.report_values import MonthReport, StreamRow
from alongside.board.queries.reports import (
    first_month,
    month_reports,
    reports_by_month,
    reports_to_write,
)
from alongside.board.rules.reports import ReportState
from alongside.board.words import NO_REPORT, NO_REPORT_IN_TIME
from alongside.kernel.actor import Actor
from alongside.kernel.dates import add_months, first_of_month, month_in_words
from alongside.kernel.refusals import Hidden
from alongside.web import clock
from alongside.web.components import (
    Cell,
    Column,
    Crumb,
    RecordedItem,
    Tab,
    Table,
)
from alongside.web.markup import counted, day, tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

NO_BOARD = "The area has no improvement board yet. Reports are written for it once it is set up."
NO_STREAM = "No workstream has been set up in an action plan."
NO_FIT = "No workstream fits what you chose."
EMPTY_STREAM = "Nobody in it yet"
MOST_MONTHS = 6
"""So many stand side by side; the others are reached by choosing the last month."""


@dataclass(frozen=True, slots=True)
class ByMonth:
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    latest: str
    own: tuple[RecordedItem, ...]
    months: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    is_filtered: bool
    clear: str
    empty: str


@dataclass(frozen=True, slots=True)
class ReportCard:
    """One workstream in a month. Without a report there is nothing but its absence. ``writing`` is the
    address to write it, for whoever may.
    """

    title: str
    address: str
    plan: str
    officer: str
    state: str
    notes: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]
    as_of: str
    figures: tuple[str, ...]
    writing: str


@dataclass(frozen=True, slots=True)
class OneMonth:
    title: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    summary: str
    before: tuple[str, str]
    after: tuple[str, str]
    cards: tuple[ReportCard, ...]


@page("GET", needs=perms.VIEW)
def reports(request: PageRequest, area: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    form = ReportsFilterForm(request.GET)
    last = month_or(request.GET.get("until", ""), first_of_month(today), today)
    found = reports_by_month(actor, last=last, today=today)
    form.offer("until", [(f"{m:%Y-%m}", month_in_words(m)) for m in found.choices])
    chosen = form.chosen()
    shown = found.months[:MOST_MONTHS]
    rows = [row for row in found.rows if _fits(row, chosen.get("side"), chosen.get("state"))]
    content = ByMonth(
        crumbs=crumbs(actor, Crumb("Monthly reports")),
        tabs=tabs(actor, current="reports"),
        latest=_latest(found.rows),
        own=tuple(_own(actor, each) for each in reports_to_write(actor, today=today)),
        months=tuple((f"{m:%b %Y}", month_address(actor, m)) for m in shown),
        tables=tuple(_tables(actor, rows, shown)),
        is_filtered=bool(chosen),
        clear=reverse("board:reports", args=[area]) if chosen else "",
        empty=NO_FIT if found.rows else NO_STREAM if found.has_board else NO_BOARD,
    )
    return render_page(request, "board/reports/by_month.html", {"page": content, "filters": form})


@page("GET", needs=perms.VIEW)
def month_of_reports(request: PageRequest, area: str, month: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    first = month_named(month)
    begins = first_month(actor, today)
    if not begins <= first <= today:
        raise Hidden("month")
    found = month_reports(actor, month=first, today=today)
    earlier, later = add_months(first, -1), add_months(first, 1)
    content = OneMonth(
        title=f"Reports for {month_in_words(first)}",
        crumbs=crumbs(actor, reports_crumb(actor), Crumb(month_in_words(first))),
        tabs=tabs(actor, current="reports"),
        summary=received_words(found),
        before=_named(actor, earlier) if earlier >= begins else ("", ""),
        after=_named(actor, later) if later <= today else ("", ""),
        cards=tuple(_card(actor, each) for each in found),
    )
    return render_page(request, "board/reports/month.html", {"page": content})


def _named(actor: Actor, month: date) -> tuple[str, str]:
    return month_in_words(month), month_address(actor, month)


def _fits(row: StreamRow, side: str | None, state: str | None) -> bool:
    if side and row.stream.side != side:
        return False
    return not state or any(_is(each, state) for each in row.reports[:MOST_MONTHS])


def _is(each: MonthReport, state: str) -> bool:
    if state == LATE:
        return each.days_late > 0
    if state == MISSING:
        return each.state is ReportState.MISSING
    return each.text is not None and each.text.assured == state


def _latest(rows: Sequence[StreamRow]) -> str:
    """How many reports came for the latest month that is due."""
    for place in range(len(rows[0].reports) if rows else 0):
        found = [row.reports[place] for row in rows]
        if any(each.state in (ReportState.FILED, ReportState.MISSING) for each in found):
            return f"{month_in_words(found[0].month)}: {received_words(found)}"
    return ""


def _tables(actor: Actor, rows: Sequence[StreamRow], months: Sequence[date]) -> Iterator[Table]:
    """One for each action plan; time goes from left to right."""
    columns = (
        Column("Workstream"),
        *(Column(f"{month:%b}\n{month:%Y}") for month in reversed(months)),
    )
    for plan, own in groupby(rows, key=lambda row: row.stream.statement):
        yield Table(plan, columns, [_row(actor, row) for row in own], stack=True)


def _row(actor: Actor, row: StreamRow) -> tuple[Cell | str, ...]:
    stream = row.stream
    address = reverse("plan:workstream", args=[actor.area_slug, stream.ref])
    first = Cell(stream.title, address=address, is_header=True, note=stream.officer or "No officer")
    shown = reversed(row.reports[:MOST_MONTHS])
    return (first, *(_cell(actor, each) for each in shown))


def _cell(actor: Actor, each: MonthReport) -> Cell | str:
    if each.state is ReportState.NOT_EXPECTED:
        return EMPTY_STREAM if each.stream.is_empty else each.words
    address = reverse("board:report", args=[actor.area_slug, each.ref]) if each.ref else ""
    if not each.is_filed and each.may_write:
        address = writing_address(actor, each)
    seen = each.seen
    colour = "plain" if seen.words in (NO_REPORT, NO_REPORT_IN_TIME) else seen.colour
    return Cell(seen.words, address=address, tag_colour=colour, note=". ".join(seen.notes))


def _own(actor: Actor, each: MonthReport) -> RecordedItem:
    begun = " You have begun a draft." if each.has_draft else ""
    return RecordedItem(
        title=f"{each.stream.title}: {month_in_words(each.month)}",
        notes=(f"Due on {day(each.due_on)}.{begun}",),
        tag=tag(each.words, each.colour),
        address=writing_address(actor, each),
    )


def _card(actor: Actor, each: MonthReport) -> ReportCard:
    filed_on = f"Filed on {day(each.filed_at)}" if each.filed_at else ""
    due = f"Due on {day(each.due_on)}" if each.state is not ReportState.NOT_EXPECTED else ""
    is_to_write = each.may_write and not each.is_filed
    return ReportCard(
        title=each.stream.title,
        address=reverse("board:report", args=[actor.area_slug, each.ref]) if each.ref else "",
        plan=each.stream.weakness or each.stream.statement,
        officer=officer_words(each.stream),
        state=tag(each.seen.words, each.seen.colour),
        notes=tuple(note for note in (filed_on or due, *each.seen.notes) if note),
        texts=texts_of(each.text),
        as_of=f"What the action plan said on {day(each.material.day)}" if each.material else "",
        figures=tuple(_figures(each)),
        writing=writing_address(actor, each) if is_to_write else "",
    )


def _figures(each: MonthReport) -> Iterator[str]:
    material = each.material
    if material is None:
        return
    if not material.line_count:
        yield "It carries no line of the action plan"
        return
    yield f"{len(material.overdue)} of {counted(material.line_count, 'line')} late"
    if material.not_yet:
        yield f"{len(material.not_yet)} done, not yet making a difference"
    if material.without_lead:
        yield f"A lead is missing from {counted(len(material.without_lead), 'line')}"
    if material.missed:
        yield f"{len(material.missed)} of {counted(len(material.measures), 'measure')} not met"
    if material.risks:
        yield counted(len(material.risks), "open risk or issue,open risks or issues")
