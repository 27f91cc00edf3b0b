"""What has not moved since a day, and what changed since a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse

from alongside.plan import perms
from alongside.plan.forms.filters import SinceForm, UnmovedForm
from alongside.plan.pages.reading.views import crumbs, line_address, tabs
from alongside.plan.queries import changes_page, unmoved_page
from alongside.plan.queries.changes import Change
from alongside.plan.queries.history import UnmovedLine
from alongside.plan.queries.values import StatementHead
from alongside.web import clock
from alongside.web.addresses import Pagination, paginate
from alongside.web.components import Cell, Column, Crumb, Tab, Table, TimelineEntry
from alongside.web.markup import counted, day
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import words_for

USUAL = timedelta(days=92)
PER_PAGE = 50
UNMOVED = (
    Column("Line", is_wide=True),
    Column("Status today"),
    Column("The same since"),
    Column("End date"),
    Column("Leads"),
)


@dataclass(frozen=True, slots=True)
class SincePage:
    title: str
    head_title: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    summary: str
    table: Table | None = None
    entries: tuple[TimelineEntry, ...] = ()
    copied: tuple[TimelineEntry, ...] = ()
    pagination: Pagination | None = None


@page("GET", needs=perms.VIEW)
def unmoved(request: PageRequest, area: str, ref: str) -> HttpResponse:
    today = clock.today()
    form = UnmovedForm(_with_usual(request, today))
    chosen = form.chosen()
    since: date = chosen.get("since", today - USUAL)
    with_finished = bool(chosen.get("finished"))
    found = unmoved_page(
        request.actor, statement_ref=ref, since=since, today=today, with_finished=with_finished
    )
    rows = [_unmoved_row(request, each) for each in found.lines]
    table = Table(
        f"Not moved since {day(since)}",
        UNMOVED,
        rows,
        stack=True,
        empty="Everything has moved since then.",
    )
    summary = _unmoved_words(len(rows), found.line_count)
    content = _page(request, found.head, "unmoved", "What has not moved", summary, table=table)
    return render_page(request, "plan/reading/since.html", {"page": content, "filters": form})


@page("GET", needs=perms.VIEW)
def changes(request: PageRequest, area: str, ref: str) -> HttpResponse:
    """What was copied from a published document stands apart, after everything that happened."""
    today = clock.today()
    form = SinceForm(_with_usual(request, today))
    since: date = form.chosen().get("since", today - USUAL)
    found = changes_page(request.actor, statement_ref=ref, since=since, today=today)
    ordered = sorted(found.changes, key=lambda change: change.is_copied)
    pages = paginate(request, total=len(ordered), per_page=PER_PAGE)
    summary = f"{counted(len(ordered), 'change,changes')} since {day(since)}"
    shown = ordered[pages.start : pages.stop]
    content = _page(
        request, found.head, "changes", "What changed", summary, pagination=pages,
        entries=tuple(_entry(request, each) for each in shown if not each.is_copied),
        copied=tuple(_entry(request, each) for each in shown if each.is_copied),
    )  # fmt: skip
    return render_page(request, "plan/reading/since.html", {"page": content, "filters": form})


def _with_usual(request: PageRequest, today: date) -> dict[str, str]:
    """The address's own words, or three months ago when it does not say."""
    query = request.GET.dict()
    if any(name.startswith("since") for name in query):
        return query
    usual = today - USUAL
    return query | {
        "since_day": str(usual.day),
        "since_month": str(usual.month),
        "since_year": str(usual.year),
    }


def _page(
    request: PageRequest, head: StatementHead, name: str, title: str, summary: str, **shown: object
) -> SincePage:
    return SincePage(
        title=title,
        head_title=head.title,
        crumbs=crumbs(request.actor, Crumb(head.title)),
        tabs=tabs(request.actor, head, current=name),
        summary=summary,
        **shown,  # type: ignore[arg-type]
    )


def _unmoved_words(still: int, count: int) -> str:
    if not still:
        return "No line has stayed where it was"
    return f"{still} of {counted(count, 'line,lines')} {words_for(still, 'has,have')} not moved"


def _unmoved_row(request: PageRequest, each: UnmovedLine) -> tuple[Cell | str, ...]:
    line = each.line
    return (
        Cell(
            f"{line.reference} {line.text}",
            address=line_address(request.actor, line.ref),
            is_header=True,
        ),
        Cell(line.status.words, tag_colour=line.status.colour),
        str(each.since) if each.since else "Nothing was ever recorded",
        str(line.end or "Not published"),
        line.lead_words,
    )


def _entry(request: PageRequest, change: Change) -> TimelineEntry:
    return TimelineEntry(
        title=f"{change.line_reference} {change.words}".strip(),
        when=change.at,
        by=change.by,
        address=line_address(request.actor, change.line_ref) if change.line_ref else "",
    )
