"""The section of a pack about the month's assurance reports; a missing one stands in its place."""

from collections.abc import Iterator, Sequence

from alongside.board.queries.material_values import Material
from alongside.board.queries.report_values import MonthReport, on_behalf_words
from alongside.board.rules.codes import Assured
from alongside.board.rules.reports import ReportText
from alongside.board.words import ASSURED
from alongside.documents.content import (
    Block,
    Fact,
    Facts,
    Heading,
    Notice,
    Paragraph,
    Table,
    TableCell,
    TableColumn,
)
from alongside.web.writing import counted, instant, sentence, shortened

NAMED = 2
LETTERS, TITLE_LETTERS = 150, 60
SECTION = "Monthly reports"


def reports(found: Sequence[MonthReport], month: str) -> Iterator[Block]:
    """A table of all workstreams, then what each officer wrote."""
    yield Table(
        caption=f"Reports for {month}",
        columns=(
            TableColumn("Workstream", width=5),
            TableColumn("Officer", width=4),
            TableColumn("How sure", width=3),
            TableColumn("Received", width=4),
        ),
        rows=tuple(_row(report) for report in found),
        empty="No workstream has been set up.",
    )
    for report in found:
        yield Heading(3, report.stream.title)
        if report.text is None:
            yield Notice(f"{report.words}. Nothing is taken over from an earlier month.")
        else:
            if report.on_behalf_by:
                yield Notice(f"{on_behalf_words(report.on_behalf_by)}.")
            yield from _texts(report.text, report.material)


def asks(found: Sequence[MonthReport]) -> tuple[str, ...]:
    """What the officers ask of the board; those who ask the same stand together, and what is asked
    month after month stands once.
    """
    askers: dict[str, dict[str, None]] = {}
    for report in found:
        if report.text and report.text.asks:
            askers.setdefault(report.text.asks.strip(), {})[report.stream.title] = None
    return tuple(
        f"{_in_short(asked)} Asked by {_askers(tuple(titles))}." for asked, titles in askers.items()
    )


def _in_short(asked: str) -> str:
    """On the first pages; where the rest of it stands is said."""
    one_line = " ".join(asked.split())
    if len(one_line) <= LETTERS:
        return sentence(one_line)
    return f"{shortened(one_line, LETTERS)} In full under “{SECTION}”."


def _askers(titles: Sequence[str]) -> str:
    """Named while they are few."""
    if len(titles) > NAMED:
        return counted(len(titles), "group")
    return " and ".join(shortened(title, TITLE_LETTERS) for title in titles)


def _texts(text: ReportText, material: Material | None) -> Iterator[Block]:
    yield Facts(
        (
            Fact("How sure the officer is", ASSURED[Assured(text.assured)]),
            Fact("Why", text.assurance),
            Fact("Concerns", text.concerns or "None written."),
            Fact("Asked of the board", text.asks or "Nothing."),
        )
    )
    noted = (
        (("Overdue", material.overdue), ("A lead was missing", material.without_lead))
        if material
        else ()
    )
    for what, lines in noted:
        if lines:
            references = ", ".join(line.reference for line in lines)
            yield Paragraph(f"{what} when the report was filed: {references}.")


def _row(report: MonthReport) -> tuple[TableCell, ...]:
    received = instant(report.filed_at) if report.filed_at else ""
    return (
        TableCell(report.stream.title, is_header=True),
        TableCell(report.stream.officer or "Nobody"),
        TableCell(report.seen.words, tag_colour=report.seen.colour),
        TableCell(received, note=". ".join(report.seen.notes)),
    )
