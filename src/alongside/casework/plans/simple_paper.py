"""The simple text of an EHC plan on paper: large letters, and room for a picture beside each row."""

from collections.abc import Iterator
from datetime import date

from alongside.casework.plans.simple import SimpleText
from alongside.casework.plans.words import KINDS
from alongside.casework.rules.plans.codes import VersionKind
from alongside.documents.content import (
    Block,
    Document,
    Fact,
    Facts,
    Heading,
    Notice,
    Paragraph,
    Pictured,
)

ABOUT = "This is the EHC plan in simple text. It is made from its rows. What counts is the EHC plan itself."
UNTESTED = "Nobody has read this text with readers yet. So we do not call it easy read."
PICTURES = "You can draw or stick a picture in each box."
WORDS = "What words mean"


def document_of_simple(
    text: SimpleText, *, name: str, kind: VersionKind, author: str, dated: date
) -> Document:
    return Document(
        title=f"The education, health and care (EHC) plan of {name} in simple text",
        subtitle=KINDS[kind],
        author=author,
        dated=dated,
        is_large=True,
        blocks=tuple(_blocks(text)),
    )


def _blocks(text: SimpleText) -> Iterator[Block]:
    yield Notice(f"{ABOUT} {UNTESTED}")
    yield Paragraph(PICTURES)
    for section in text.sections:
        yield Heading(1, f"{section.question} (section {section.letter})")
        for row in section.rows:
            yield Pictured(row.sentences, row.title)
    if text.words:
        yield Heading(1, WORDS)
        yield Facts(tuple(Fact(each.name, each.means) for each in text.words))
