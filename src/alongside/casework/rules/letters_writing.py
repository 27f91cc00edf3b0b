"""A letter as a document: its template with every gap filled, or a refusal that names what is missing.

What a restricted person must not learn is left out with its whole line, and told to the officer. Words
that people wrote are filled in after the template is read, so nothing in them becomes a heading.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from alongside.casework.rules.letters import Book, Line, Piece, Recipient, Template
from alongside.casework.rules.letters_filling import Material, Value, values_of
from alongside.casework.rules.letters_reading import GAP
from alongside.casework.rules.revealing import Reader, check_reveals_nothing
from alongside.documents.blocks import (
    Block,
    Bullets,
    Fact,
    Facts,
    Heading,
    Notice,
    Paragraph,
)
from alongside.documents.content import Document
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal, Refusals

SETTING = "setting"
REVEALED = {SETTING: "the school or setting"}
"""What a letter leaves out for a restricted person, in words for the officer."""


@dataclass(frozen=True, slots=True)
class Written:
    """``left_out`` are codes of what a restricted person does not learn from it."""

    document: Document
    left_out: tuple[str, ...] = ()


@dataclass(slots=True)
class _Filling:
    values: dict[str, Value]
    book: Book
    is_restricted: bool
    refusals: dict[str, Refusal] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)


def write_letter(material: Material, *, free_text: str, book: Book) -> Written:
    """Raises Refusals, one sentence for each gap that cannot be filled."""
    template, recipient = material.due.template, material.due.recipient
    if not recipient.name:
        raise Refusal(NOBODY_IS_KNOWN)
    if not material.own["council"]:
        raise Refusal(book.gaps["council"].missing)
    restricted = bool(recipient.restriction)
    filling = _Filling(values_of(material, book.gaps), book, restricted)
    title = _filled(template.title, filling)
    body = tuple(_blocks(template, free_text, filling))
    if filling.refusals:
        raise Refusals(list(filling.refusals.values()))
    document = Document(
        title=title,
        author=material.own["council"],
        dated=material.dated_on,
        blocks=(*_head(material), *body, _foot(material), *_enclosed(material)),
    )
    check_letter_reveals_nothing(document, material)
    return Written(document, tuple(sorted(filling.left_out)))


NOBODY_IS_KNOWN = (
    "It is not known to whom this letter goes. Write the person or body down first: a contact with "
    "parental responsibility, the school, or the health commissioner."
)


def check_letter_reveals_nothing(document: Document, material: Material) -> None:
    """Asked when the letter is written, and again when it leaves: a restriction may be newer. Raises Refusal."""
    recipient = material.due.recipient
    reader = Reader(
        ref=recipient.contact_ref,
        name=recipient.name,
        address=recipient.address,
        email=recipient.email,
        restriction=recipient.restriction,
    )
    words = "\n".join(texts_of(document))
    check_reveals_nothing(words, reader, material.parties, what="This letter")


def texts_of(document: Document) -> Iterator[str]:
    """Everything in a letter that a person reads, in its order."""
    yield document.title
    for block in document.blocks:
        match block:
            case Heading() | Paragraph() | Notice():
                yield block.text
            case Bullets():
                yield from block.items
            case Facts():
                for fact in block.facts:
                    yield f"{fact.label}: {fact.value}"
                    yield fact.note


def _head(material: Material) -> tuple[Block, ...]:
    recipient, parties = material.due.recipient, material.parties
    about = f"{parties.child}, born on {day_in_words(parties.born_on)}"
    return (
        Facts(
            (
                Fact("To", recipient.name, recipient.address),
                Fact("About", about),
                Fact("Date", day_in_words(material.dated_on)),
                Fact("Our reference", material.case_number),
            )
        ),
        Paragraph(f"Dear {_greeted(recipient)},"),
    )


def _greeted(recipient: Recipient) -> str:
    """ "Dear the council" is not said: a body is greeted as colleagues."""
    is_person = bool(recipient.contact_ref) or recipient.is_young_person
    return recipient.name if is_person else "colleague"


def _foot(material: Material) -> Paragraph:
    names = (material.officer, material.post, material.own["council"])
    return Paragraph("Yours sincerely,\n" + "\n".join(name for name in names if name))


def _enclosed(material: Material) -> tuple[Block, ...]:
    if not material.enclosed:
        return ()
    return (Paragraph("Enclosed:"), Bullets(material.enclosed))


def _blocks(template: Template, free_text: str, filling: _Filling) -> Iterator[Block]:
    items: list[str] = []
    for line in template.lines:
        if not _is_kept(line, filling):
            continue
        if line.piece is Piece.ITEM:
            items += _items(line, filling)
            continue
        if items:
            yield Bullets(tuple(items))
            items = []
        yield from _block(line, free_text, filling)
    if items:
        yield Bullets(tuple(items))


def _is_kept(line: Line, filling: _Filling) -> bool:
    if line.only_with and line.only_with not in filling.values:
        return False
    if line.unless and line.unless in filling.values:
        return False
    revealed = {
        reveals
        for name in GAP.findall(line.text)
        if (reveals := filling.book.gaps[name].reveals) and filling.is_restricted
    }
    filling.left_out |= revealed
    return not revealed


def _block(line: Line, free_text: str, filling: _Filling) -> Iterator[Block]:
    text = free_text.strip() if line.piece is Piece.FREE else _filled(line.text, filling)
    if not text:
        return
    match line.piece:
        case Piece.HEADING:
            yield Heading(1, text)
        case Piece.WARNING:
            yield Notice(text, "warning")
        case Piece.INSET:
            yield Notice(text)
        case Piece.PARAGRAPH | Piece.ITEM:
            yield Paragraph(text)
        case Piece.FREE:
            yield from (Paragraph(part) for part in re.split(r"\n\s*\n", text) if part.strip())


def _items(line: Line, filling: _Filling) -> Sequence[str]:
    """A line that is one gap alone becomes an item for each of its values."""
    found = GAP.fullmatch(line.text)
    value = filling.values.get(found[1]) if found else None
    return list(value) if isinstance(value, tuple) else [_filled(line.text, filling)]


def _filled(text: str, filling: _Filling) -> str:
    """Words that end with a full stop of their own bring no second one."""

    def one(found: re.Match[str]) -> str:
        value = _value(found[1], filling)
        return value.removesuffix(".") if text.startswith(".", found.end()) else value

    return GAP.sub(one, text)


def _value(name: str, filling: _Filling) -> str:
    value = filling.values.get(name)
    if value is None:
        filling.refusals[name] = Refusal(filling.book.gaps[name].missing)
        return "…"
    return "; ".join(value) if isinstance(value, tuple) else value
