"""The integrated dashboard: every measure of the area on one page, and to take away."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from django.http import Http404, HttpResponse
from django.urls import reverse

from alongside.exchange.csv_out import MEDIA_TYPE as CSV_TYPE
from alongside.exchange.csv_out import Value, csv_lines
from alongside.exchange.spreadsheets import MEDIA_TYPE as EXCEL_TYPE
from alongside.exchange.spreadsheets import Sheet, write_xlsx
from alongside.kernel.actor import Actor
from alongside.measures import perms
from alongside.measures.forms.filters import MeasureFilterForm
from alongside.measures.pages import marks
from alongside.measures.pages.exported import HEADINGS, WIDTHS, rows_of
from alongside.measures.pages.grouped import Group, grouped
from alongside.measures.pages.measure_parts import ANY_REF
from alongside.measures.pages.tabs import TITLE, crumbs, tabs
from alongside.measures.queries.dashboard import Choices, Line, chosen, dashboard
from alongside.measures.readings import Attention, JudgedPoint
from alongside.measures.rules.protecting import HELD
from alongside.measures.words import ATTENTION, KINDS, attention_colour, period_words
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Door, KeyFigure, Tab, Table
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day, instant

COLUMNS = (
    Column("Measure", is_wide=True),
    Column("Latest figure"),
    Column("Trend"),
    Column("Target"),
    Column("Beside others"),
    Column("State"),
)
ICONS_FROM = 13
"""So many figures an icon rests on (``measures.judging.NEEDED``)."""
EMPTY = "No measure has been defined here yet."
NO_FIGURES = "None of these measures has a figure yet."
NEVER_SHOWN = "The few records we expect can never show it"
NOTHING_CHOSEN = "No measure fits what you asked for."


@dataclass(frozen=True, slots=True)
class Part:
    """Measures in one table, with the place on the page that a reader jumps to. ``is_folded``: below its words
    it is opened by whoever wants to see it. ``has_figures``: this person sees a figure of each.
    """

    anchor: str
    words: str
    table: Table
    is_folded: bool = False
    has_figures: bool = True


@dataclass(frozen=True, slots=True)
class DashboardPage:
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    doors: tuple[Door, ...]
    figures: tuple[KeyFigure, ...]
    parts: tuple[Part, ...]
    jumps: tuple[Part, ...]
    without_icon: str
    summary: str
    clear: str
    as_at: str
    exports: tuple[tuple[str, str], ...]


@page("GET", needs=perms.VIEW)
def show(request: PageRequest, area: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    lines = dashboard(actor, today=today)
    form = MeasureFilterForm.for_lines(request.GET, lines)
    shown = chosen(lines, form.choices)
    parts = _parts(actor, shown, form.choices, EMPTY if not lines else NOTHING_CHOSEN)
    content = DashboardPage(
        crumbs=(*crumbs(actor)[:-1], Crumb(TITLE)),
        tabs=tabs(actor, current="dashboard"),
        doors=_doors(actor),
        figures=_figures(shown),
        parts=parts,
        jumps=tuple(part for part in parts if part.words) if len(parts) > 1 else (),
        without_icon=_without_icon(shown),
        summary=_summary(shown, lines),
        clear=reverse("measures:dashboard", args=[area]) if request.GET else "",
        as_at=_as_at(lines),
        exports=_exports(request, area),
    )
    return render_page(request, "measures/dashboard.html", {"page": content, "filters": form})


@page("GET", needs=perms.VIEW)
def export(request: PageRequest, area: str, kind: str) -> HttpResponse:
    """The lines that the page shows, as CSV or Excel."""
    if kind not in WRITERS:
        raise Http404
    today = clock.today()
    lines = dashboard(request.actor, today=today)
    shown = chosen(lines, MeasureFilterForm.for_lines(request.GET, lines).choices)
    write, media_type = WRITERS[kind]
    response = HttpResponse(write(rows_of(shown)), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="measures-{today}.{kind}"'
    return response


def _csv(rows: Iterable[Sequence[Value]]) -> bytes:
    return b"".join(csv_lines(HEADINGS, rows))


def _xlsx(rows: Iterable[Sequence[Value]]) -> bytes:
    out = io.BytesIO()
    write_xlsx(out, Sheet("Measures", HEADINGS, list(rows), WIDTHS), title="Measures")
    return out.getvalue()


WRITERS: dict[str, tuple[Callable[[Iterable[Sequence[Value]]], bytes], str]] = {
    "csv": (_csv, CSV_TYPE),
    "xlsx": (_xlsx, EXCEL_TYPE),
}


def _doors(actor: Actor) -> tuple[Door, ...]:
    if not actor.may(perms.DEFINE):
        return ()
    return (Door("Define a measure", reverse("measures:define", args=[actor.area_slug]), True),)


def _figures(lines: Sequence[Line]) -> tuple[KeyFigure, ...]:
    """Which way those go whose figure this person sees. Hidden and empty ones are in no base: beside them
    a nought would read as if all were well.
    """
    total = sum(line.latest is not None and not line.hidden for line in lines)
    if not total:
        return ()

    def of(*kinds: Attention) -> str:
        return str(sum(line.attention in kinds for line in lines))

    return (
        KeyFigure(
            "Getting worse", of(Attention.GETTING_WORSE), base=f"of {total} with a figure to see"
        ),
        KeyFigure(
            "Below their target",
            of(Attention.MISSES, Attention.BELOW),
            base=f"of {total} with a figure to see",
        ),
        KeyFigure(
            "Too few records to tell",
            of(Attention.CANNOT_TELL),
            base=f"of {total} with a figure to see",
        ),
        KeyFigure("Improving", of(Attention.IMPROVING), base=f"of {total} with a figure to see"),
    )


def _parts(actor: Actor, lines: Sequence[Line], choices: Choices, empty: str) -> tuple[Part, ...]:
    """Those with a figure first; where there is none, the others lie open."""
    nothing = NO_FIGURES if lines else empty
    seen = [_part(actor, group, nothing) for group in grouped(lines, choices)]
    others = (*_hidden(actor, lines), *_without(actor, lines))
    if not any(part.table.rows for part in seen):
        others = tuple(replace(part, is_folded=False) for part in others)
    return (*seen, *others)


def _part(actor: Actor, group: Group, empty: str) -> Part:
    words = f"{group.title}: {counted(len(group.lines), 'measure')}" if group.title else ""
    table = _table(actor, group.lines, words or "Measures with a figure", empty)
    return Part(group.anchor, words, table, is_folded=group.is_folded)


def _table(actor: Actor, lines: Sequence[Line], caption: str, empty: str) -> Table:
    return Table(
        caption=caption,
        caption_hidden=True,
        columns=COLUMNS,
        rows=[_row(actor, line, line.latest) for line in lines if line.latest is not None],
        stack=True,
        empty=empty,
    )


def _without_icon(lines: Sequence[Line]) -> str:
    """What is missing where no measure that this person sees has an icon: silence would read as if nothing
    were judged here at all.
    """
    seen = [line for line in lines if line.latest is not None]
    if not seen or any(line.judged.is_judged for line in seen):
        return ""
    longest = max(line.judged.judged_count for line in seen)
    needed = f"No measure here has an icon yet. An icon needs {ICONS_FROM} figures"
    return (
        f"{needed}; the longest series has {longest}."
        if longest
        else f"{needed} that are all shown."
    )


def _hidden(actor: Actor, lines: Sequence[Line]) -> Iterator[Part]:
    columns = Column("Measure", is_wide=True), Column("Why there is no figure", is_wide=True)
    rows = [
        (_name(actor, line), marks.lines([line.hidden, *_overdue(line)]), line.owner)
        for line in lines
        if line.latest is None and line.hidden
    ]
    yield from _folded("hidden", "Not shown, to protect the few people behind them", columns, rows)


def _without(actor: Actor, lines: Sequence[Line]) -> Iterator[Part]:
    columns = Column("Measure", is_wide=True), Column("Target")
    rows = [
        (_name(actor, line), _aims(line), line.owner)
        for line in lines
        if line.latest is None and not line.hidden
    ]
    yield from _folded("without", "Without a figure yet", columns, rows)


def _folded(
    anchor: str, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell | str]]
) -> Iterator[Part]:
    if rows:
        table = Table(
            caption=title,
            caption_hidden=True,
            columns=(*columns, Column("Who answers for it")),
            rows=rows,
            stack=True,
        )
        words = f"{title}: {counted(len(rows), 'measure')}"
        yield Part(anchor, words, table, is_folded=True, has_figures=False)


def _name(actor: Actor, line: Line) -> Cell:
    address = _pattern(actor.area_slug).replace(ANY_REF, line.ref)
    return Cell(
        line.title,
        address=address,
        is_header=True,
        note=marks.question_with_code(KINDS[line.kind], line.code),
    )


@cache
def _pattern(slug: str) -> str:
    """The address of a measure's page, with a place for its name: made once and not for every row."""
    return reverse("measures:measure", args=[slug, ANY_REF])


def _row(actor: Actor, line: Line, latest: JudgedPoint) -> tuple[Cell | str, ...]:
    judged = line.judged
    beside = [marks.beside(each, judged.unit) for each in judged.comparisons]
    trend = marks.variation(judged.variation) if judged.is_judged else ""
    untold = marks.WITHOUT_TREND if line.is_trendless else ""
    return (
        _name(actor, line),
        marks.lines(
            [
                marks.figure(latest, judged.unit, line.looks_back_months),
                marks.range_words(latest, judged.unit),
            ]
        ),
        marks.lines([marks.picture(line.spark), trend, _overlapping(line), untold]),
        _aims(line),
        marks.lines(beside) if beside else "–",
        _state(line),
    )


def _overlapping(line: Line) -> str:
    if line.looks_back_months is None or line.judged.is_judged:
        return ""
    return f"Not judged: each figure counts {line.looks_back_months} months"


def _aims(line: Line) -> str:
    judged = line.judged
    if judged.core is None and judged.stretched is None:
        return "No target"
    stretched = judged.stretched
    return marks.lines(
        [
            marks.aim_words(judged.core) if judged.core else "",
            marks.aim_words(stretched, label="Stretched target") if stretched else "",
            f"Its day, {day(line.past_on)}, has passed" if line.past_on else "",
            NEVER_SHOWN if any(aim.warning for aim in (judged.core, stretched) if aim) else "",
            marks.assurance(judged.assurance) if judged.core and judged.is_judged else "",
        ]
    )


def _state(line: Line) -> str:
    return marks.lines(
        [
            tag(ATTENTION[line.attention], attention_colour(line.attention)),
            *_overdue(line),
            _doubt(line.latest),
        ]
    )


def _doubt(latest: JudgedPoint | None) -> str:
    if latest is None or not latest.doubt:
        return ""
    is_held = latest.doubt == HELD
    return HELD if is_held else "There is a doubt about the latest figure"


def _overdue(line: Line) -> tuple[str, ...]:
    """What the owner has let pass, whether or not the figure can be seen."""
    late = f"Out of date: the next figure was due after {day(line.due_since)}"
    return (
        late if line.due_since else "",
        f"No cases since: {period_words(*line.no_cases)}" if line.no_cases else "",
        line.review,
    )


def _summary(shown: Sequence[Line], lines: Sequence[Line]) -> str:
    having = sum(line.latest is not None for line in shown)
    of = "" if len(shown) == len(lines) else f"{len(shown)} of "
    return f"{of}{counted(len(lines), 'measure')}, {having} with a figure"


def _as_at(lines: Sequence[Line]) -> str:
    """The oldest of what is shown, so that nothing on the page is older than it says."""
    known = [line.as_at for line in lines if line.as_at is not None]
    return instant(min(known)) if known else ""


def _exports(request: PageRequest, area: str) -> tuple[tuple[str, str], ...]:
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return tuple(
        (words, f"{reverse('measures:export', args=[area, kind])}{query}")
        for kind, words in (("csv", "CSV"), ("xlsx", "Excel"))
    )
