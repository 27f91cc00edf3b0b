"""The timeline of what was promised, and the statuses drawn by their date."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.utils.safestring import SafeString

from alongside.kernel.actor import Actor
from alongside.ledger.remembering import remembered
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
from alongside.plan.queries import LineFilters, history_page, statement_head, timeline_page
from alongside.plan.queries.history import HistoryLine, HistoryPoint, TimelineLine
from alongside.plan.queries.values import LineView
from alongside.plan.rules.codes import Step
from alongside.plan.words import AS_PUBLISHED, NO_STATUS, STEP_COLOURS, STEPS
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Tab, Table
from alongside.web.markup import day, table, tag
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
Written = tuple[SafeString, SafeString, bool]
NO_DATES = "No dates published"


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """``is_late``: on a phone the drawing begins from its end, where today is."""

    title: str
    intro: str
    head_title: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    legend: tuple[tuple[str, SafeString], ...]
    is_late: bool
    drawing: SafeString
    words: SafeString


@page("GET", needs=perms.VIEW)
def timeline(request: PageRequest, area: str, ref: str) -> HttpResponse:
    return _drawn(request, "timeline", ref, _timeline)


@page("GET", needs=perms.VIEW)
def history(request: PageRequest, area: str, ref: str) -> HttpResponse:
    return _drawn(request, "history", ref, _history)


def _timeline(actor: Actor, ref: str, today: date, filters: LineFilters) -> Written:
    found = timeline_page(actor, statement_ref=ref, today=today, filters=filters)
    scale = scale_between(found.first, found.last)
    rows = [
        _drawn_row(actor, x.line, tuple(_timeline_marks(n, x, scale)), NO_DATES)
        for n, x in enumerate(found.lines)
    ]
    picture = drawing(rows, scale, today=today, title="Timeline of outcomes and actions")
    words = [_timeline_row(actor, x) for x in found.lines]
    written = table(Table("The timeline in words", TIMELINE, words, stack=True))
    return picture, written, scale.is_late(today)


def _history(actor: Actor, ref: str, today: date, filters: LineFilters) -> Written:
    found = history_page(actor, statement_ref=ref, today=today, filters=filters)
    scale = scale_between(found.first, found.last)
    rows = [
        _drawn_row(actor, x.line, tuple(_history_marks(n, x.points, scale)), NO_STATUS)
        for n, x in enumerate(found.lines)
    ]
    picture = drawing(rows, scale, today=today, title="Statuses of outcomes and actions by date")
    words = [_history_row(actor, x) for x in found.lines]
    written = table(Table("The statuses in words", HISTORY, words, stack=True))
    return picture, written, scale.is_late(today)


def _drawn_row(actor: Actor, line: LineView, marks: tuple[SafeString, ...], empty: str) -> DrawnRow:
    return DrawnRow(line.reference, line.text, line_address(actor, line.ref), marks, empty)


TITLES = {"timeline": "Timeline", "history": "Progress by date"}
INTROS = {
    "timeline": "Each bar runs from the start to the end that was promised, in the colour of its status today. "
    "A diamond in such a colour stands for a line of which only the start or only the end was published. "
    "Pale grey has no status recorded. A dotted mark is an end date that was moved. "
    "A hollow diamond is when it is now expected. Small diamonds are "
    "milestones, filled when done. The upright line is today.",
    "history": "Each stretch begins on the day a status was recorded for and lasts until the next one. "
    "Pale stretches are as published; their evidence is not held here. A broken edge means late since "
    "the end date passed, recorded by nobody. The upright line is today.",
}


def _drawn(
    request: PageRequest,
    name: str,
    ref: str,
    write: Callable[[Actor, str, date, LineFilters], Written],
) -> HttpResponse:
    """The drawing and its twin in words are the same for every reader, so they are written once."""
    actor, today = request.actor, clock.today()
    filters = LineFilters.from_address(request.GET.dict())
    head = statement_head(actor, ref)
    key = ("plan.drawn", name, actor.area_slug, ref, today, filters)
    picture, words, is_late = remembered(key, lambda: write(actor, ref, today, filters))
    numbers = NUMBERS if name == "history" else {}
    content = DrawnPage(
        title=TITLES[name],
        intro=INTROS[name],
        head_title=head.title,
        crumbs=crumbs(actor, Crumb(head.title)),
        tabs=tabs(actor, head, current=name),
        legend=tuple(_legend(numbers)),
        is_late=is_late,
        drawing=picture,
        words=words,
    )
    return render_page(request, "plan/reading/drawn.html", {"page": content})


def _legend(numbers: Mapping[str, str]) -> Iterator[tuple[str, SafeString]]:
    """With numbers every stretch has a status; without them a line may have none."""
    for step in Step:
        yield numbers.get(step, ""), tag(STEPS[step], STEP_COLOURS[step])
    if not numbers:
        yield "", tag(NO_STATUS, "plain")


def _timeline_marks(row: int, each: TimelineLine, scale: Scale) -> Iterator[SafeString]:
    line = each.line
    words = f"{line.reference}: {line.start or 'start not published'} to {line.end or 'end not published'}. {line.status.words}"
    if line.start and line.end:
        yield bar(
            row, scale, (line.start.first, line.end.last), kind=line.status.colour, title=words
        )
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
            title=line.status.forecast_words,
        )
    for milestone in each.milestones:
        on = milestone.done_on or (milestone.due.last if milestone.due else None)
        if on is not None:
            kind = "done" if milestone.done_on else "due"
            yield diamond(row, scale, on, kind=kind, title=f"Milestone: {milestone.text}")


def _history_marks(row: int, points: Sequence[HistoryPoint], scale: Scale) -> Iterator[SafeString]:
    """Statuses in a row that say the same are one stretch."""
    for _, group in groupby(points, key=lambda point: (point.words, point.as_published)):
        stretch = list(group)
        first, until = stretch[0], stretch[-1].until
        start = first.on.first
        kind = f"{first.colour}{_how_known(first)}"
        times = f", recorded {len(stretch)} times" if len(stretch) > 1 else ""
        yield bar(row, scale, (start, until), kind=kind, title=f"{_point_words(first)}{times}")
        if scale.x(until) - scale.x(start) >= ROOM_FOR_A_NUMBER:
            yield number_at(row, scale, start, NUMBERS[first.code])


def _how_known(point: HistoryPoint) -> str:
    if point.is_lapsed:
        return " plan-bar--lapsed"
    return " plan-bar--published" if point.as_published else ""


def _point_words(point: HistoryPoint) -> str:
    if point.is_lapsed:
        return f"{point.words}, because its end date passed"
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
    ), words or NO_STATUS
