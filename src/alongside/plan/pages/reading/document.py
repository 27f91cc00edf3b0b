"""The document's own words: where it comes from, its vision, its governance and the leaders it names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse

from alongside.plan import perms
from alongside.plan.pages.reading.views import crumbs, tabs
from alongside.plan.queries.document import DocumentPage, LeaderView, document_page
from alongside.plan.queries.statements import PassageView
from alongside.plan.queries.values import StatementHead
from alongside.plan.words import NOT_PUBLISHED
from alongside.web.components import Column, Crumb, Row, Tab, Table
from alongside.web.markup import day
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

LEADERS = (
    Column("Initials"),
    Column("Name"),
    Column("Post", is_wide=True),
    Column("Organisation"),
    Column("Note"),
)
LISTS = {
    "strategic": "Strategic leaders",
    "operational": "Operational leaders",
    "signatory": "Who signed it",
}
SHOWN = (
    ("ambition", "The ambition"),
    ("commitment", "Commitments"),
    ("assurance", "What the area wants to be assured of"),
    ("covid_caveat", "A caution in the document"),
    ("governance_statement", "Accountability and governance"),
)


@dataclass(frozen=True, slots=True)
class DocumentView:
    head_title: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    facts: tuple[Row, ...]
    parts: tuple[tuple[str, tuple[PassageView, ...]], ...]
    leaders: tuple[Table, ...]
    activities: Table
    sources: tuple[Row, ...]


@page("GET", needs=perms.VIEW)
def document(request: PageRequest, area: str, ref: str) -> HttpResponse:
    found = document_page(request.actor, statement_ref=ref)
    content = DocumentView(
        head_title=found.head.title,
        crumbs=crumbs(request.actor, Crumb(found.head.title)),
        tabs=tabs(request.actor, found.head, current="document"),
        facts=tuple(_facts(found.head)),
        parts=tuple((title, tuple(found.passages[key])) for key, title in SHOWN if key in found.passages),
        leaders=tuple(_leaders(LISTS[key], rows) for key, rows in found.leaders.items() if rows),
        activities=_activities(found),
        sources=tuple(Row(s.title or "A file", f"Imported {day(s.imported_at)}. {s.publisher} {s.licence}".strip()) for s in found.sources),
    )  # fmt: skip
    return render_page(request, "plan/reading/document.html", {"page": content})


def _facts(head: StatementHead) -> Iterator[Row]:
    yield Row("Kind", head.kind_label)
    if head.inspected_from:
        yield Row("Inspection began", day(head.inspected_from))
    if head.report_published_on:
        yield Row("Inspection report published", day(head.report_published_on))
    yield Row("Due", day(head.due_on) if head.due_on else "Not recorded")
    yield Row("Submitted", day(head.submitted_on) if head.submitted_on else "Not recorded")
    judged = (
        f"{day(head.judged_fit_on)}{f' by {head.fit_judge}' if head.fit_judge else ''}"
        if head.judged_fit_on
        else ""
    )
    yield Row("Judged fit for purpose", judged or "Not recorded")
    if head.timescale_months:
        yield Row("Timescale", f"{head.timescale_months} months")
    yield Row(
        "Embedded needs",
        f"{head.embedded_review_points} review points in a row, or the board’s judgement",
    )


def _leaders(title: str, rows: Sequence[LeaderView]) -> Table:
    cells = [
        (x.initials or NOT_PUBLISHED, x.name or NOT_PUBLISHED, x.role, x.organisation, x.note)
        for x in rows
    ]
    return Table(title, LEADERS, cells, stack=True)


def _activities(found: DocumentPage) -> Table:
    rows = [(each.text, each.month_text or NOT_PUBLISHED) for each in found.activities]
    columns = (Column("What was done", is_wide=True), Column("When"))
    return Table(
        "What was done between the inspection and the document",
        columns,
        rows,
        stack=True,
        empty="Not published.",
    )
