"""An EHC plan as a document: its form's parts, each section by its letter, and the rows below it.

It holds what the version holds and who the child is. No address and nothing of a contact is ever in it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from alongside.casework.plans import words as plan_words
from alongside.casework.queries.plan_values import (
    FormPartView,
    PlanView,
    RowView,
    SectionView,
)
from alongside.casework.rules.plans.codes import PartKind, VersionState
from alongside.documents.content import (
    Block,
    Document,
    Fact,
    Facts,
    Heading,
    Notice,
    Paragraph,
    Table,
    TableCell,
    TableColumn,
)
from alongside.kernel.dates import day_in_words

BEING_WRITTEN = "This version is being written. It has not been sent to anybody."
DRAFT = (
    "This is a draft. The family may answer it, ask for a school or college, and ask to meet us."
)
_TABLES = {PartKind.ADVICE: "Advice and information", PartKind.BUDGET: "What the money is for"}
_COLUMNS = {
    PartKind.ADVICE: ("author", "role", "given_on"),
    PartKind.BUDGET: ("what_for", "amount", "payment", "needs", "outcomes"),
}


def document_of(view: PlanView, *, author: str, dated: date) -> Document:
    """``author`` is the body that issues it."""
    return Document(
        title=f"{view.title}: {view.child}",
        subtitle=plan_words.KINDS[view.kind],
        author=author,
        dated=dated,
        blocks=(*_notice(view), *(block for each in view.parts for block in _part(view, each))),
    )


def _notice(view: PlanView) -> Iterator[Block]:
    if view.state is not VersionState.ISSUED:
        yield Notice(BEING_WRITTEN, kind="warning")
    elif view.kind in plan_words.ANSWERED:
        yield Notice(DRAFT)


def _part(view: PlanView, each: FormPartView) -> Iterator[Block]:
    if each.title:
        yield Heading(1, each.title)
    if each.has_details:
        yield Facts(
            (
                Fact("Name", view.child),
                Fact("Date of birth", day_in_words(view.born_on)),
                Fact("Version", f"{view.number}, {_on(view)}"),
            )
        )
    for section in each.sections:
        yield from _section(section, level=2 if each.title else 1)


def _on(view: PlanView) -> str:
    return f"issued on {day_in_words(view.issued_on)}" if view.issued_on else "being written"


def _section(section: SectionView, *, level: Literal[1, 2]) -> Iterator[Block]:
    yield Heading(level, f"Section {section.section}: {section.title}")
    for sentence in section.sentences:
        yield Paragraph(sentence)
    for kind, caption in _TABLES.items():
        rows = [row for row in section.rows if row.kind is kind]
        if rows:
            yield _table(kind, caption, rows)
    for row in section.rows:
        if row.kind not in _TABLES:
            yield from _row(row, level=3 if level == 2 else 2)


def _row(row: RowView, *, level: Literal[2, 3]) -> Iterator[Block]:
    title = f"{row.number}. {row.headline}" if row.number else row.headline
    yield Heading(level, title)
    if row.kind is PartKind.WORDS:
        yield from _own_words(row)
        return
    facts = [Fact(label, words) for label, words in row.boxes if words != row.headline]
    if facts:
        yield Facts(tuple(facts))


def _own_words(row: RowView) -> Iterator[Block]:
    """As they were given, and set apart from how."""
    boxes = dict(row.boxes)
    yield Notice(boxes[plan_words.BOXES["words"]])
    yield Paragraph(
        ". ".join(
            f"{label}: {boxes[label].removesuffix('.')}"
            for label in (plan_words.BOXES["how"], plan_words.BOXES["given_on"])
            if label in boxes
        )
    )


def _table(kind: PartKind, caption: str, rows: list[RowView]) -> Table:
    labels = [plan_words.BOXES[box] for box in _COLUMNS[kind]]
    return Table(
        caption=caption,
        columns=tuple(TableColumn(label) for label in labels),
        rows=tuple(
            tuple(
                TableCell(dict(row.boxes).get(label, ""), is_header=place == 0)
                for place, label in enumerate(labels)
            )
            for row in rows
        ),
    )
