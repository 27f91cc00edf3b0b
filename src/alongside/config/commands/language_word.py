"""Reads the paragraphs, headings and table rows of a Word file, as they stand on the page.

Only the text is read, with defusedxml and in constant memory. General libraries pass over what
was inserted with changes tracked and what stands in the boxes of a form, and EHC plans are full of
both. Deleted text, the second copy of a text box, and headers and footers are not read.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from alongside.config.commands.language_blocks import Block
from alongside.exchange.archives import DAMAGED
from alongside.kernel.refusals import Refusal

_DEEPEST = 200
_MOST_PARAGRAPHS = 50_000
_MAIN = "officeDocument"
_HEADING = re.compile(r"heading (?P<level>[1-9])|title", re.I)
_LIST = re.compile(r"List(?:Bullet|Number)", re.I)
BULLET = "• "
"""Word draws the bullets of a list itself; they stand in no text."""
_UNREAD = frozenset({"del", "moveFrom", "Fallback", "delText", "instrText"})
_SPACES = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "‑"}
_HEADER_WORDS = 6


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    style: str = ""
    level: int = 0
    is_item: bool = False


@dataclass(slots=True)
class _Row:
    """``cells`` are the paragraphs of each cell of an outermost row."""

    is_first: bool
    is_header: bool = False
    cells: list[list[Block]] = field(default_factory=list)


@dataclass(slots=True)
class _Page:
    """What is open while the file is read, innermost last; rows of a table in a cell are its text."""

    levels: Mapping[str, int]
    paragraphs: list[_Paragraph] = field(default_factory=list)
    row: _Row | None = None
    tables: int = 0
    rows: int = 0
    unread: int = 0
    done: list[Block] = field(default_factory=list)
    count: int = 0


def read_word(data: bytes) -> tuple[Block, ...]:
    """The blocks in the order of the page. The archive must have passed ``check_archive``.

    Raises Refusal for a file that is damaged, nested too deep or longer than any document.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            main = _main_part(archive)
            page = _Page(_levels(archive, posixpath.join(posixpath.dirname(main), "styles.xml")))
            for event, element in _events(archive, main):
                _take(event, element, page)
    except (
        DefusedXmlException,
        ParseError,
        KeyError,
        UnicodeDecodeError,
        LookupError,
        zipfile.BadZipFile,
    ):
        raise Refusal(DAMAGED) from None
    return tuple(page.done)


def _events(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, Element]]:
    """("start" or "end", element); what has ended is forgotten, so that memory stays small."""
    stack: list[Element] = []
    with archive.open(part) as source:
        for event, element in iterparse(source, events=("start", "end"), forbid_dtd=True):
            if event == "start":
                stack.append(element)
                if len(stack) > _DEEPEST:
                    raise Refusal(DAMAGED)
                yield event, element
                continue
            yield event, element
            stack.pop()
            if stack:
                del stack[-1][:]


def _take(event: str, element: Element, page: _Page) -> None:
    name = _local(element.tag)
    if name in _UNREAD:
        page.unread += 1 if event == "start" else -1
    if page.unread:
        return
    if event == "start":
        _open(name, page)
    else:
        _close(name, element, page)


def _open(name: str, page: _Page) -> None:
    if name == "p":
        page.count += 1
        if page.count > _MOST_PARAGRAPHS:
            raise Refusal(f"The file has more than {_MOST_PARAGRAPHS:,} paragraphs. Split it.")
        page.paragraphs.append(_Paragraph())
    elif name == "tbl":
        page.tables += 1
        page.rows = 0 if page.tables == 1 else page.rows
    elif name == "tr" and page.tables == 1:
        page.rows += 1
        page.row = _Row(is_first=page.rows == 1)
    elif name == "tc" and page.tables == 1 and page.row is not None:
        page.row.cells.append([])


def _close(name: str, element: Element, page: _Page) -> None:
    if name == "p":
        _end_paragraph(page)
    elif name == "tbl":
        page.tables -= 1
    elif name == "tr" and page.tables == 1 and page.row is not None:
        page.done += _blocks_of(page.row)
        page.row = None
    elif name == "tblHeader" and page.row is not None:
        page.row.is_header = True
    elif page.paragraphs:
        _add(name, element, page.paragraphs[-1])


def _add(name: str, element: Element, paragraph: _Paragraph) -> None:
    if name == "t":
        paragraph.pieces.append(element.text or "")
    elif name in _SPACES:
        paragraph.pieces.append(_SPACES[name])
    elif name == "pStyle":
        paragraph.style = _value(element)
        paragraph.is_item |= bool(_LIST.match(paragraph.style))
    elif name == "numId":
        paragraph.is_item = _value(element) != "0"
    elif name == "outlineLvl":
        paragraph.level = _outline(element)


def _end_paragraph(page: _Page) -> None:
    paragraph = page.paragraphs.pop()
    text = "".join(paragraph.pieces).strip()
    if not text:
        return
    level = paragraph.level or page.levels.get(paragraph.style, 0)
    is_bare = paragraph.is_item and not level
    block = Block(f"{BULLET}{text}" if is_bare else text, level)
    if page.row is not None and page.row.cells:
        page.row.cells[-1].append(block)
    else:
        page.done.append(block)


def _blocks_of(row: _Row) -> list[Block]:
    """One block for a row of several cells; the paragraphs of a row that only lays out a page."""
    filled = [cell for cell in row.cells if cell]
    paragraphs = [block for cell in filled for block in cell]
    if len(filled) < 2 or row.is_header or (row.is_first and _is_header(paragraphs)):
        return paragraphs
    return [Block("\n\n".join(block.text for block in paragraphs), is_row=True)]


def _is_header(cells: list[Block]) -> bool:
    return all(
        len(cell.text.split()) <= _HEADER_WORDS and not re.search(r"[\d.]", cell.text)
        for cell in cells
    )


def _main_part(archive: zipfile.ZipFile) -> str:
    """The part with the text: some programs number it."""
    for event, element in _events(archive, "_rels/.rels"):
        kind = element.get("Type", "").rpartition("/")[2]
        if event == "end" and kind == _MAIN:
            return posixpath.normpath(element.get("Target", "").lstrip("/"))
    raise Refusal(DAMAGED)


def _levels(archive: zipfile.ZipFile, part: str) -> dict[str, int]:
    """The level of each style that makes a heading, by its id; styles of one's own inherit it."""
    own: dict[str, int] = {}
    based: dict[str, str] = {}
    style = ""
    for event, element in _events(archive, part) if part in archive.NameToInfo else ():
        name = _local(element.tag)
        if event == "start" and name == "style":
            style = next((v for key, v in element.attrib.items() if _local(key) == "styleId"), "")
        elif event == "end" and name == "name" and (found := _HEADING.fullmatch(_value(element))):
            own[style] = int(found["level"] or 1)
        elif event == "end" and name == "outlineLvl":
            own.setdefault(style, _outline(element))
        elif event == "end" and name == "basedOn":
            based[style] = _value(element)
    return {each: level for each in {*own, *based} if (level := _inherited(each, own, based))}


def _inherited(style: str, own: Mapping[str, int], based: Mapping[str, str]) -> int:
    for _ in range(10):
        if style in own:
            return own[style]
        style = based.get(style, "")
    return 0


def _outline(element: Element) -> int:
    """Levels are counted from nought in the file; nine there means none."""
    value = _value(element)
    return int(value) + 1 if value in set("012345678") else 0


def _value(element: Element) -> str:
    return next((v for key, v in element.attrib.items() if _local(key) == "val"), "")


def _local(tag: str) -> str:
    """A name without its namespace: the two editions of the format differ only in that."""
    return tag.rpartition("}")[2]
