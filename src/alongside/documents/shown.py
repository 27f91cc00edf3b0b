"""A document as plain values for ``templates/documents/document.html``.

Every text in here is escaped by the template like any other. The one exception is the drawing of a
chart, which the template takes as it is: it comes only from ``plain_charts.svg_of``, where text turns into
markup in the serialiser of ``xml.etree`` and nowhere else, so what a person wrote is escaped there,
or from a ``DrawnChart``, which is made by the same serialiser and refuses all but shapes and words.
"""

from dataclasses import dataclass, replace
from datetime import date

from alongside.documents.blocks import (
    BarChart,
    Block,
    DrawnChart,
    Heading,
    LineChart,
    Table,
    TableCell,
    TableColumn,
)
from alongside.documents.content import KIND_OF, Document
from alongside.documents.letters import for_screen
from alongside.documents.plain_charts import svg_of

NO_FIGURE = "No figure"


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell with what its column says about it."""

    text: str
    note: str
    tag_colour: str
    is_header: bool
    is_number: bool
    column: str


@dataclass(frozen=True, slots=True)
class ShownTable:
    """``stack`` turns rows into cards on a phone; otherwise the table scrolls in its frame."""

    caption: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[ShownCell, ...], ...]
    empty: str
    stack: bool = True


@dataclass(frozen=True, slots=True)
class ShownChart:
    """``wide`` and ``narrow`` are finished ``<svg>`` elements of the same chart."""

    title: str
    alt: str
    wide: str
    narrow: str
    table: ShownTable


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """``kind`` says which part of the template shows it; ``anchor`` is set on headings. ``leads_back``: a
    section after the list of contents, which leads back to it.
    """

    kind: str
    content: Block | ShownTable | ShownChart
    anchor: str = ""
    leads_back: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading in the list of contents, with the headings below it."""

    text: str
    anchor: str
    below: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """``contents`` are shown where the document has its ``Contents``. With ``has_contents`` every section
    leads back to them.
    """

    title: str
    subtitle: str
    author: str
    dated: date
    language: str
    contents: tuple[Entry, ...]
    contents_anchor: str
    has_contents: bool
    blocks: tuple[ShownBlock, ...]


def shown(document: Document, *, prefix: str = "section") -> ShownDocument:
    """``prefix`` begins the anchors, for a page that shows two documents."""
    fit = for_screen(document)
    blocks = tuple(
        _block(block, anchor=f"{prefix}-{place}") for place, block in enumerate(fit.blocks, start=1)
    )
    return ShownDocument(
        title=fit.title,
        subtitle=fit.subtitle,
        author=fit.author,
        dated=fit.dated,
        language=fit.language,
        contents=_contents(blocks),
        contents_anchor=f"{prefix}-contents",
        has_contents=any(block.kind == "contents" for block in blocks),
        blocks=_leading_back(blocks),
    )


def _block(block: Block, *, anchor: str) -> ShownBlock:
    match block:
        case Heading():
            return ShownBlock("heading", block, anchor)
        case Table():
            return ShownBlock("table", _table(block))
        case LineChart() | BarChart():
            return ShownBlock("chart", _chart(block))
        case DrawnChart():
            return ShownBlock("chart", shown_chart(block))
    return ShownBlock(KIND_OF[type(block)], block)


def _leading_back(blocks: tuple[ShownBlock, ...]) -> tuple[ShownBlock, ...]:
    """Each section after the contents but the first, which they stand above."""
    places = [place for place, block in enumerate(blocks) if block.kind == "contents"]
    sections = [
        place
        for place, block in enumerate(blocks)
        if places and place > places[0] and _is_section(block)
    ]
    back = frozenset(sections[1:])
    return tuple(replace(block, leads_back=place in back) for place, block in enumerate(blocks))


def _is_section(block: ShownBlock) -> bool:
    return isinstance(block.content, Heading) and block.content.level == 1


def _contents(blocks: tuple[ShownBlock, ...]) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for block in blocks:
        match block.content:
            case Heading(level=1, text=text):
                entries.append(Entry(text, block.anchor))
            case Heading(level=2, text=text):
                last = entries.pop()
                below = (*last.below, Entry(text, block.anchor))
                entries.append(Entry(last.text, last.anchor, below))
    return tuple(entries)


def _table(table: Table, *, stack: bool = True) -> ShownTable:
    rows = tuple(
        tuple(_cell(cell, column) for cell, column in zip(row, table.columns, strict=True))
        for row in table.rows
    )
    return ShownTable(table.caption, table.columns, rows, table.empty, stack)


def _cell(cell: TableCell, column: TableColumn) -> ShownCell:
    return ShownCell(
        text=cell.text,
        note=cell.note,
        tag_colour=cell.tag_colour,
        is_header=cell.is_header,
        is_number=column.is_number,
        column=column.title,
    )


def _chart(chart: LineChart | BarChart) -> ShownChart:
    return ShownChart(
        title=chart.title,
        alt=chart.alt,
        wide=svg_of(chart),
        narrow=svg_of(chart, is_narrow=True),
        table=_table(figures_of(chart), stack=False),
    )


def shown_chart(chart: DrawnChart) -> ShownChart:
    """A drawn chart for ``templates/documents/chart.html``, in a document or on any page."""
    table = _table(chart.table, stack=False)
    return ShownChart(chart.title, chart.alt, chart.wide, chart.narrow, table)


def figures_of(chart: LineChart | BarChart) -> Table:
    """The numbers of a chart as a table."""
    if isinstance(chart, BarChart):
        columns = (TableColumn("What"), TableColumn("Count", is_number=True))
        counts = tuple(
            (TableCell(bar.label, is_header=True), TableCell(f"{bar.count:,}"))
            for bar in chart.bars
        )
        return Table(chart.title, columns, counts)
    return _points_of(chart)


def _points_of(chart: LineChart) -> Table:
    has_bases = any(point.base for point in chart.points)
    columns = (
        TableColumn("Period"),
        TableColumn(_short(chart.unit) or "Figure", is_number=True),
        *((TableColumn("Of"),) if has_bases else ()),
    )
    rows = tuple(
        (
            TableCell(point.period or point.label, is_header=True),
            TableCell(point.value or NO_FIGURE),
            *((TableCell(point.base),) if has_bases else ()),
        )
        for point in chart.points
    )
    return Table(chart.title, columns, rows)


def _short(text: str) -> str:
    return text if len(text) <= 60 else ""
