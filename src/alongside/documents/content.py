"""A document as content: what it says and in which order, without how it looks.

One document is shown as HTML (``shown`` and the templates) and set as PDF (``pdf``). It is kept as
canonical bytes; their SHA-256 is what the pages print and the ledger keeps. A field that stands at
its default is left out of the kept form, so a field added later does not change old digests.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

from alongside.documents.blocks import (
    COLOURS,
    Bar,
    BarChart,
    Block,
    Bullets,
    ChartPoint,
    Contents,
    DrawnChart,
    Fact,
    Facts,
    Heading,
    KeyFigures,
    LineChart,
    Notice,
    PageBreak,
    Paragraph,
    Pictured,
    Table,
    TableCell,
    TableColumn,
    check_text,
)
from alongside.kernel.canonical import JSON, canonical_bytes

__all__ = [
    "COLOURS", "Bar", "BarChart", "Block", "Bullets", "ChartPoint", "Contents", "Document",
    "DrawnChart", "Fact", "Facts", "Heading", "KeyFigures", "LineChart", "Notice", "PageBreak", "Paragraph", "Pictured",
    "Table", "TableCell", "TableColumn", "content_bytes", "content_sha256", "from_json", "to_json",
]  # fmt: skip

FORM = "alongside-document/1"
KINDS: dict[str, type[Block]] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "bullets": Bullets,
    "table": Table,
    "line-chart": LineChart,
    "bar-chart": BarChart,
    "drawn-chart": DrawnChart,
    "notice": Notice,
    "key-figures": KeyFigures,
    "facts": Facts,
    "page-break": PageBreak,
    "pictured": Pictured,
    "contents": Contents,
}
KIND_OF = {block: kind for kind, block in KINDS.items()}
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """``dated`` is the day the document speaks of itself; it is also the date inside the PDF.

    ``author`` is the body that issues it, never a person. ``is_large``: its letters have at least 16 points on
    paper, but for the lines at head and foot. Raises ValueError when there is nothing
    in it, when a level of headings is skipped, or when it has two lists of contents.
    """

    title: str
    subtitle: str = ""
    author: str
    dated: date
    blocks: tuple[Block, ...]
    language: str = "en-GB"
    is_large: bool = False

    def __post_init__(self) -> None:
        check_text(self.title, "title of a document")
        check_text(self.subtitle, "subtitle of a document", is_needed=False)
        check_text(self.author, "author of a document")
        if not _LANGUAGE.fullmatch(self.language):
            raise ValueError("The language is written as en or en-GB.")
        if not self.blocks:
            raise ValueError("There is nothing in the document.")
        if sum(isinstance(block, Contents) for block in self.blocks) > 1:
            raise ValueError("A document has one list of contents.")
        self._check_levels()

    def _check_levels(self) -> None:
        level = 0
        for block in self.blocks:
            if isinstance(block, Heading):
                if block.level > level + 1:
                    raise ValueError(
                        f"The heading “{block.text}” of level {block.level} follows level {level}."
                    )
                level = block.level


def to_json(document: Document) -> dict[str, JSON]:
    """Plain values, without floats; ``from_json`` gives an equal document back."""
    return {"form": FORM, **_fields_of(document)}


def from_json(value: object) -> Document:
    """Raises ValueError for anything that ``to_json`` could not have written."""
    if not isinstance(value, Mapping) or value.get("form") != FORM:
        raise ValueError(f"This is not a document of the form {FORM}.")
    plain = {name: item for name, item in value.items() if name != "form"}
    document: Document = _record(Document, plain)
    return document


def content_bytes(document: Document) -> bytes:
    """The canonical bytes to keep: the same for equal documents, for ever."""
    return canonical_bytes(to_json(document))


def content_sha256(document: Document) -> str:
    """The digest of ``content_bytes`` as 64 hexadecimal digits."""
    return hashlib.sha256(content_bytes(document)).hexdigest()


def _fields_of(record: Any) -> dict[str, JSON]:
    written = {
        field.name: _plain(getattr(record, field.name))
        for field in fields(record)
        if getattr(record, field.name) != field.default
    }
    kind = KIND_OF.get(type(record))
    return {"block": kind, **written} if kind else written


def _plain(value: Any) -> JSON:
    match value:
        case tuple():
            return [_plain(item) for item in value]
        case date():
            return value.isoformat()
        case str() | int():
            return value
    return _fields_of(value)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _record(kind: type, value: object) -> Any:
    """A dataclass from its written fields; names that it does not have are refused."""
    if not isinstance(value, Mapping):
        raise ValueError(f"A {kind.__name__} is written as an object.")
    hints = _hints(kind)
    if unknown := set(value) - set(hints):
        raise ValueError(f"A {kind.__name__} has no {', '.join(sorted(map(str, unknown)))}.")
    try:
        return kind(**{name: _read(hints[name], item) for name, item in value.items()})
    except TypeError as error:
        raise ValueError(f"A {kind.__name__} is not whole: {error}.") from None


def _read(hint: Any, value: object) -> Any:
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise ValueError("A list was expected.")
        return tuple(_read(get_args(hint)[0], item) for item in value)
    if hint == Block:
        return _block(value)
    if hint in KIND_OF:
        return _block_within(hint, value)
    if is_dataclass(hint):
        return _record(cast("type", hint), value)
    wanted = type(get_args(hint)[0]) if get_origin(hint) is Literal else hint
    if wanted is date:
        return _day(value)
    if type(value) is not wanted:
        raise ValueError(f"A value of the type {wanted.__name__} was expected.")
    return value


def _day(value: object) -> date:
    day = date.fromisoformat(str(value))
    if day.isoformat() != value:
        raise ValueError("A day is written as 2020-09-01.")
    return day


def _block(value: object) -> Any:
    kind = value.get("block") if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping) or not isinstance(kind, str) or kind not in KINDS:
        raise ValueError(f"There is no block of the kind {kind}.")
    return _record(KINDS[kind], {name: item for name, item in value.items() if name != "block"})


def _block_within(wanted: type, value: object) -> Any:
    """A block that is a part of another."""
    block = _block(value)
    if type(block) is not wanted:
        raise ValueError(f"A {wanted.__name__} was expected.")
    return block
