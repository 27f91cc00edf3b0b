"""The timeline of what was promised, and the statuses drawn by their date."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.utils.safestring import SafeString

from alongside.kernel.actor import Actor
from alongside.plan import perms
from alongside.plan.pages.reading.drawing import (
    DrawnRow,
    Scale,
    bar,
    diamond,
    drawing,
    number_at,
    scale_between,
    stroke,
)
from alongside.plan.pages.reading.views import crumbs, line_address, tabs
from alongside.plan.queries import LineFilters, history_page, timeline_page
from alongside.plan.queries.history import HistoryLine, HistoryPoint, TimelineLine
from alongside.plan.queries.values import StatementHead
from alongside.plan.rules.codes import Step
from alongside.plan.words import AS_PUBLISHED, STEP_COLOURS, STEPS
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Tab, Table
from alongside.web.markup import day, tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

TIMELINE = (
    Column("Line", is_wide=True),
    Column("Start"),
    Column("End"),
    Column("First promised"),
    Column("Now expected"),
    Column("Milestones"),
    Column("Status today"),
)
HISTORY = (Column("Line", is_wide=True), Column("Statuses by date", is_wide=True))
NUMBERS = {step.value: str(number) for number, step in enumerate(Step, start=1)}
ROOM_FOR_A_NUMBER = 16


@dataclass(frozen=True, slots=True)
class DrawnPage:
    title: str
    intro: str
    head_title: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    legend: tuple[tuple[str, SafeString], ...]
    drawing: SafeString
    table: Table


@page("GET", needs=perms.VIEW)
def timeline(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    filters = LineFilters.from_address(request.GET.dict())
    found = timeline_page(actor, statement_ref=ref, today=today, filters=filters)
    scale = scale_between(found.first, found.last)
    rows = [
        DrawnRow(
            x.line.reference, line_address(actor, x.line.ref), tuple(_timeline_marks(n, x, scale))
        )
        for n, x in enumerate(found.lines)
    ]
    picture = drawing(rows, scale, today=today, title="Timeline of outcomes and actions")
    table = Table(
        "The timeline in words",
        TIMELINE,
        [_timeline_row(actor, x) for x in found.lines],
        stack=True,
    )
    return _show(request, found.head, "timeline", picture, table)


@page("GET", needs=perms.VIEW)
def history(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    filters = LineFilters.from_address(request.GET.dict())
    found = history_page(actor, statement_ref=ref, today=today, filters=filters)
    scale = scale_between(found.first, found.last)
    rows = [
        DrawnRow(
            x.line.reference,
            line_address(actor, x.line.ref),
            tuple(_history_marks(n, x.points, scale)),
        )
        for n, x in enumerate(found.lines)
    ]
    picture = drawing(rows, scale, today=today, title="Statuses of outcomes and actions by date")
    table = Table(
        "The statuses in words", HISTORY, [_history_row(actor, x) for x in found.lines], stack=True
    )
    return _show(request, found.head, "history", picture, table)


TITLES = {"timeline": "Timeline", "history": "Progress by date"}
INTROS = {
    "timeline": "Each bar runs from the start to the end that was promised, in the colour of its status today. "
    "A dotted mark is an end date that was moved. A hollow diamond is when it is now expected. Small diamonds are "
    "milestones, filled when done. The upright line is today.",
    "history": "Each stretch begins on the day a status was recorded for and lasts until the next one. "
    "Pale stretches are as published; their evidence is not held here. The upright line is today.",
}


def _show(
    request: PageRequest, head: StatementHead, name: str, picture: SafeString, table: Table
) -> HttpResponse:
    content = DrawnPage(
        title=TITLES[name],
        intro=INTROS[name],
        head_title=head.title,
        crumbs=crumbs(request.actor, Crumb(head.title)),
        tabs=tabs(request.actor, head, current=name),
        legend=tuple((NUMBERS[step.value], tag(STEPS[step], STEP_COLOURS[step])) for step in Step),
        drawing=picture,
        table=table,
    )
    return render_page(request, "plan/reading/drawn.html", {"page": content})


def _timeline_marks(row: int, each: TimelineLine, scale: Scale) -> Iterator[SafeString]:
    line = each.line
    words = f"{line.reference}: {line.start or 'start not published'} to {line.end or 'end not published'}. {line.status.words}"
    if line.start and line.end:
        yield bar(row, scale, line.start.first, line.end.last, kind=line.status.colour, title=words)
    elif line.start or line.end:
        known = line.start.first if line.start else line.end.last if line.end else scale.first
        yield diamond(row, scale, known, kind=line.status.colour, title=words)
    if each.first_end is not None:
        yield stroke(
            row,
            scale,
            each.first_end.last,
            kind="first",
            title=f"First promised for {each.first_end}",
        )
    if line.status.forecast is not None:
        yield diamond(
            row,
            scale,
            line.status.forecast.last,
            kind="forecast",
            title=f"Now expected {line.status.forecast}",
        )
    for milestone in each.milestones:
        on = milestone.done_on or (milestone.due.last if milestone.due else None)
        if on is not None:
            kind = "done" if milestone.done_on else "due"
            yield diamond(row, scale, on, kind=kind, title=f"Milestone: {milestone.text}")


def _history_marks(row: int, points: Sequence[HistoryPoint], scale: Scale) -> Iterator[SafeString]:
    for point in points:
        start = point.on.first
        kind = f"{point.colour}{' plan-bar--published' if point.as_published else ''}"
        yield bar(row, scale, start, point.until, kind=kind, title=_point_words(point))
        if scale.x(point.until) - scale.x(start) >= ROOM_FOR_A_NUMBER:
            yield number_at(row, scale, start, NUMBERS[point.code])


def _point_words(point: HistoryPoint) -> str:
    words = point.printed or point.words
    return f"{point.on}: {words}{f' ({AS_PUBLISHED.lower()})' if point.as_published else ''}"


def _timeline_row(actor: Actor, each: TimelineLine) -> tuple[Cell | str, ...]:
    line = each.line
    return (
        Cell(
            f"{line.reference} {line.text}", address=line_address(actor, line.ref), is_header=True
        ),
        str(line.start or "Not published"),
        str(line.end or "Not published"),
        str(each.first_end or ""),
        str(line.status.forecast or ""),
        "; ".join(f"{m.text} ({_milestone_words(m.due, m.done_on)})" for m in each.milestones),
        Cell(line.status.words, tag_colour=line.status.colour),
    )


def _milestone_words(due: object, done_on: date | None) -> str:
    if done_on is not None:
        return f"done {day(done_on)}"
    return f"due {due}" if due else "no date"


def _history_row(actor: Actor, each: HistoryLine) -> tuple[Cell | str, ...]:
    words = "; ".join(_point_words(point) for point in each.points)
    name = f"{each.line.reference} {each.line.text}"
    return Cell(
        name, address=line_address(actor, each.line.ref), is_header=True
    ), words or "No status recorded"
