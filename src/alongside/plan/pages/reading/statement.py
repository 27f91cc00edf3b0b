"""The whole action plan on one page, as in the published table, with filters kept in the address."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from alongside.kernel.actor import Actor
from alongside.ledger.remembering import remembered
from alongside.plan import perms
from alongside.plan.forms.filters import LineFilterForm
from alongside.plan.pages.changing.doors import doors_for_statement, doors_for_weakness
from alongside.plan.pages.reading.views import crumbs, line_address, tabs
from alongside.plan.queries import LineFilters, statement_page
from alongside.plan.queries.statements import StatementPage
from alongside.plan.queries.values import (
    Branch,
    Count,
    LeadView,
    LineView,
    MeasureView,
    StatementHead,
    WeaknessView,
)
from alongside.plan.rules.codes import StatementKind
from alongside.plan.words import AS_PUBLISHED, NOT_PUBLISHED
from alongside.web import clock
from alongside.web.addresses import with_query
from alongside.web.components import Crumb, Door, Tab
from alongside.web.markup import muted, tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted

CHECKED = {"weakness": "a weakness", "status": "a status", "due": "an end date"}


@dataclass(frozen=True, slots=True)
class RowView:
    """One line of the table, written out. ``level`` 0 is an outcome, 1 an action, and so on."""

    reference: str
    text: str
    address: str
    level: int
    leads: tuple[tuple[str, str, str], ...]
    gaps: tuple[str, ...]
    no_lead: str
    unknown_leads: tuple[str, ...]
    start: str | SafeString
    end: str | SafeString
    status: SafeString
    notes: tuple[str, ...]
    measures: tuple[MeasureView, ...]
    impacts: tuple[str, ...]
    proof: str


@dataclass(frozen=True, slots=True)
class Section:
    """``rows`` are written out, since they are the same for every reader."""

    number: int
    title: str
    text: str
    rows: SafeString
    doors: tuple[Door, ...] = ()


@dataclass(frozen=True, slots=True)
class CountLink:
    tag: SafeString
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class OnAPage:
    title: str
    kind: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    doors: tuple[Door, ...]
    counts: tuple[CountLink, ...]
    summary: str
    left_out: str
    clear: str
    question_count: int
    questions_address: str
    sections: tuple[Section, ...]
    exports: tuple[tuple[str, str], ...]
    unnumbered: str


@page("GET", needs=perms.VIEW)
def statement(request: PageRequest, area: str, ref: str) -> HttpResponse:
    filters = LineFilters.from_address(request.GET.dict())
    today = clock.today()
    found = statement_page(request.actor, statement_ref=ref, today=today, filters=filters)
    content = _on_a_page(request, found)
    shown = {"page": content, "filters": _filter_form(request, found)}
    return render_page(request, "plan/reading/statement.html", shown)


def _on_a_page(request: PageRequest, found: StatementPage) -> OnAPage:
    actor, head = request.actor, found.head
    here = [actor.area_slug, head.ref]
    return OnAPage(
        title=head.title,
        kind=head.kind_label,
        crumbs=crumbs(actor, Crumb(head.title)),
        tabs=tabs(actor, head, current="statement"),
        doors=doors_for_statement(actor, head),
        counts=tuple(_count_link(request, count) for count in found.counts if count.count),
        summary=_summary(found),
        left_out=_left_out(request, found.filters),
        clear="" if found.filters.is_empty else reverse("plan:statement", args=here),
        question_count=found.question_count if actor.may(perms.EDIT) else 0,
        questions_address=reverse("plan:questions", args=[actor.area_slug]),
        sections=_sections(actor, found),
        unnumbered="Priorities" if head.kind == StatementKind.STRATEGY else "Not under a weakness",
        exports=tuple(
            (words, _export_address(request, reverse("plan:export", args=[*here, kind])))
            for kind, words in _export_kinds(head)
        ),
    )


def _export_kinds(head: StatementHead) -> tuple[tuple[str, str], ...]:
    """The JSON format is that of a written statement of action: it has no place for priorities."""
    tables = (("csv", "CSV"), ("xlsx", "Excel"))
    if head.kind == StatementKind.STRATEGY:
        return tables
    return (*tables, ("json", "everything as JSON"))


def _export_address(request: PageRequest, address: str) -> str:
    """With the same filters as the page."""
    return f"{address}?{request.GET.urlencode()}" if request.GET else address


def _filter_form(request: PageRequest, found: StatementPage) -> str:
    """The form written out; without a choice it is the same for everybody."""
    form = LineFilterForm.for_page(request.GET, found)
    if request.GET:
        return str(form)
    return remembered(("plan.filter_form", found.head.id, clock.today()), lambda: str(form))


def _summary(found: StatementPage) -> str:
    if found.filters.is_empty:
        return f"{found.line_count} lines"
    return f"{found.shown_count} of {found.line_count} lines"


def _left_out(request: PageRequest, filters: LineFilters) -> str:
    """An address that was cut or typed wrongly says so, since it shows more than it was shared for."""
    kept = filters.as_query()
    lost = [words for name, words in CHECKED.items() if request.GET.get(name) and name not in kept]
    if not lost:
        return ""
    return (
        f"The address asks for {' and '.join(lost)} that there is not. This part of it is left out, so "
        "more lines may be shown than were meant."
    )


def _count_link(request: PageRequest, count: Count) -> CountLink:
    address = with_query(request, status=count.code or "none", page=None)
    return CountLink(tag(count.words, count.colour), count.count, address)


def _sections(actor: Actor, found: StatementPage) -> tuple[Section, ...]:
    key = ("plan.sections", actor.area_slug, found.head.id, clock.today(), found.filters)
    return remembered(key, lambda: tuple(_section(actor, each) for each in found.weaknesses))


def _section(actor: Actor, weakness: WeaknessView) -> Section:
    rows = tuple(row for branch in weakness.branches for row in _rows(actor, branch, 0))
    written = render_to_string("plan/reading/rows.html", {"rows": rows})
    doors = doors_for_weakness(actor, weakness)
    return Section(weakness.number, weakness.title, weakness.text, written, doors)


def _rows(actor: Actor, branch: Branch, level: int) -> Iterator[RowView]:
    yield row_of(actor, branch.line, level)
    for child in branch.children:
        yield from _rows(actor, child, level + 1)


def row_of(actor: Actor, line: LineView, level: int = 0) -> RowView:
    return RowView(
        reference=line.reference,
        text=line.text,
        address=line_address(actor, line.ref),
        level=level,
        leads=tuple(_lead(each) for each in line.leads),
        gaps=line.gaps,
        no_lead="" if line.leads or line.gaps or line.unknown_leads else "None",
        unknown_leads=line.unknown_leads,
        start=_when(line.start, line.printed.start if line.printed else ""),
        end=_when(line.end, line.printed.end if line.printed else ""),
        status=tag(line.status.words, line.status.colour),
        notes=tuple(status_notes(line)),
        measures=line.measures,
        impacts=tuple(impact.text for impact in line.impacts),
        proof=_proof_words(line),
    )


def _proof_words(line: LineView) -> str:
    """What a phone says in place of the lists, which stand on the line's own page."""
    counts = (("measure", len(line.measures)), ("impact", len(line.impacts)))
    return " and ".join(counted(count, name) for name, count in counts if count)


def _lead(lead: LeadView) -> tuple[str, str, str]:
    return lead.partner_label, lead.post_title, ", ".join(lead.holders) or "Nobody in post"


def _when(known: object, printed: str) -> str | SafeString:
    """The date; or the words that were printed in its place; or that none was published."""
    if known is not None:
        return str(known)
    return f"“{printed}”, as printed" if printed else muted(NOT_PUBLISHED)


def status_notes(line: LineView) -> Iterator[str]:
    """What a reader of the status must not miss, in a few words each."""
    status = line.status
    said = (
        f"{status.on}" if status.on is not None else "",
        _overdue(line),
        _forecast(line),
        AS_PUBLISHED if status.as_published else "",
        status.lost,
        status.forum_view,
        line.difference_words,
        _slipped(line),
        "A date change waits for consent" if line.is_change_waiting else "",
    )
    yield from filter(None, said)


def _overdue(line: LineView) -> str:
    status = line.status
    if status.delayed_since:
        return f"Recorded as “{status.recorded_label}”"
    if status.overdue_since is None or status.is_finished:
        return ""
    return f"End date passed on {_day(status.overdue_since)}"


def _slipped(line: LineView) -> str:
    if not line.slip_count:
        return ""
    days, changes = counted(line.slip_days, "day"), counted(line.slip_count, "change")
    return f"Slipped {days} in {changes}"


def _forecast(line: LineView) -> str:
    """Not for a delay that a moved end date has caught up with: it says nothing new."""
    forecast, end = line.status.forecast, line.end
    if forecast is None:
        return ""
    is_caught_up = end is not None and forecast.last <= end.last
    return "" if line.status.is_delayed and is_caught_up else line.status.forecast_words


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
