"""Each action plan in short: every line in one row, with its whole text. The long table comes after."""

from collections.abc import Iterator, Sequence

from alongside.board.paper.line_words import late_in_brief
from alongside.board.paper.plan_material import PlanMaterial
from alongside.board.paper.plan_sections import all_lines
from alongside.documents.content import Block, Heading, Table, TableCell, TableColumn
from alongside.plan.queries.values import LineView, WeaknessView
from alongside.web.writing import counted

MOST_ROWS = 50
PUBLISHED = ", as published"
NO_LEAD, NOT_PUBLISHED = "No lead", "No lead published"
OF_ITS_ACTION, NOBODY_NOW = "As above", "Nobody now"
COLUMNS = (
    TableColumn("Ref", width=16),
    TableColumn("What is promised", width=72),
    TableColumn("Status", width=27),
    TableColumn("Late since", width=19),
    TableColumn("Lead", width=26),
)


def on_a_page(plans: Sequence[PlanMaterial]) -> Iterator[Block]:
    """On paper a table that nearly fills a page stands on one page."""
    for plan in plans:
        yield from _page(plan)


def _page(plan: PlanMaterial) -> Iterator[Block]:
    yield Heading(2, plan.title)
    found = plan.page.weaknesses
    everything = sum(1 + len(_lines(weakness, deep=True)) for weakness in found)
    deep = everything <= MOST_ROWS
    rows = tuple(row for weakness in found for row in _rows(weakness, deep=deep))
    caption = ". ".join((*_caption(plan, deep=deep), *_leaderless(plan)))
    yield Table(caption=f"{caption}.", columns=COLUMNS, rows=rows, is_compact=True)


def _caption(plan: PlanMaterial, *, deep: bool) -> list[str]:
    said = [f"{counted(plan.page.line_count, 'promise')} in short"]
    if not deep:
        said.append("The smallest steps are in the long table only")
    if any(line.status.as_published for line in plan.lines):
        said.append("“As published” means: evidence not held here")
    return said


def _leaderless(plan: PlanMaterial) -> Iterator[str]:
    """The same counts as on the first page: of promises that are not done, and apart."""
    whole = len(plan.lines) - len(plan.finished)
    if plan.ownerless:
        yield f"A lead is missing: {len(plan.ownerless)} of {whole} not done"
    if plan.lead_not_published:
        yield f"No lead published: {len(plan.lead_not_published)} of {whole} not done"


def _rows(weakness: WeaknessView, *, deep: bool) -> Iterator[tuple[TableCell, ...]]:
    if weakness.number:
        title = TableCell(weakness.title, is_header=True)
        number = TableCell(str(weakness.number), is_header=True)
        yield (number, title, *(TableCell("") for _ in COLUMNS[2:]))
    for line in _lines(weakness, deep=deep):
        yield _row(line)


def _lines(weakness: WeaknessView, *, deep: bool) -> Sequence[LineView]:
    """Without what stands below an action, unless ``deep``."""
    if deep:
        return [line for branch in weakness.branches for line in all_lines(branch)]
    upper = []
    for branch in weakness.branches:
        upper += [branch.line, *(child.line for child in branch.children)]
    return upper


def _row(line: LineView) -> tuple[TableCell, ...]:
    status = f"{line.status.words}{PUBLISHED if line.status.as_published else ''}"
    if line.status.delayed_since:
        status = "Delayed"
    return (
        TableCell(line.reference, is_header=True),
        TableCell(line.text),
        TableCell(status),
        TableCell(late_in_brief(line)),
        TableCell(_lead(line)),
    )


def _lead(line: LineView) -> str:
    """The partners that lead, and which lead is missing: "Council; no health lead". A task needs no
    lead of its own, and a line that is done needs none any more.
    """
    labels = dict.fromkeys(lead.partner_label for lead in line.leads if not lead.is_vacant)
    if not labels:
        return _nobody(line)
    gaps = [gap.partition(":")[0] for gap in line.gaps]
    missing = [f"{gap[:1].lower()}{gap[1:]}" for gap in gaps]
    return "; ".join(filter(None, (", ".join(labels), *missing)))


def _nobody(line: LineView) -> str:
    is_unknown = bool(line.unknown_leads) and not line.leads
    if line.status.is_finished:
        return NOT_PUBLISHED if is_unknown else NOBODY_NOW
    if line.gaps:
        return NO_LEAD
    return NOT_PUBLISHED if is_unknown else OF_ITS_ACTION
