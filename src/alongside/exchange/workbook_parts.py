"""The parts of a workbook that its sheets lean on: which sheets there are, shared texts, number
styles.

A workbook is a zip of XML. The parts are read here with defusedxml and in constant memory, because
general spreadsheet libraries build merged ranges, links and pictures that a hostile file can make
endless, and because hidden rows, marks of text and months are lost on the way through them.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from alongside.exchange.archives import DAMAGED
from alongside.exchange.limits import Limits
from alongside.kernel.refusals import Refusal

_DEEPEST = 40
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.I)
_BUILT_IN = {
    9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "dd/mm/yyyy"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """``code`` is the number format as typed in Excel; ``is_marked`` means the cell is marked as
    text.
    """

    code: str = "General"
    is_marked: bool = False

    @property
    def bare(self) -> str:
        """The format's first part, without quoted words, colours and places."""
        return _QUOTED.sub("", self.code.split(";")[0]).lower()

    @property
    def is_date(self) -> bool:
        return self.code.lower() != "general" and any(letter in self.bare for letter in "ymdhs")

    @property
    def is_month(self) -> bool:
        """True when the cell shows a month and a year but no day."""
        return (
            self.is_date
            and "y" in self.bare
            and "m" in self.bare
            and not set(self.bare) & set("dhs")
        )

    @property
    def is_percentage(self) -> bool:
        return "%" in self.bare


GENERAL = Style()


@dataclass(frozen=True, slots=True)
class SheetPart:
    name: str
    part: str
    is_hidden: bool


@dataclass(slots=True)
class Workbook:
    archive: zipfile.ZipFile
    limits: Limits
    sheets: list[SheetPart] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    is_1904: bool = False


def open_workbook(data: bytes, *, limits: Limits) -> Workbook:
    """The archive must have passed ``check_archive``."""
    book = Workbook(zipfile.ZipFile(io.BytesIO(data)), limits)
    main = _targets(book, "").get("officeDocument", [("", "")])[0][1]
    if not main:
        raise Refusal(
            "The file is not an Excel workbook. Save it as Excel Workbook (.xlsx) and try again."
        )
    related = _targets(book, main)
    parts = dict(related.get("worksheet", []))
    for element in elements(book, main, frozenset({"sheet", "workbookPr"})):
        _read_main(book, element, parts)
    for _, part in related.get("sharedStrings", []):
        book.texts.extend(text_of(e) for e in elements(book, part, frozenset({"si"})))
    for _, part in related.get("styles", []):
        _read_styles(book, part)
    return book


def elements(book: Workbook, part: str, wanted: frozenset[str]) -> Iterator[Element]:
    """Each wanted element, whole; everything else is dropped as soon as it closes."""
    if part not in book.archive.NameToInfo:
        raise Refusal(DAMAGED)
    try:
        with book.archive.open(part) as source:
            yield from _stream(source, wanted, most=book.limits.columns * 200)
    except DefusedXmlException:
        raise Refusal(
            "The file declares XML entities, which ordinary documents never do."
        ) from None
    except (ParseError, UnicodeDecodeError, LookupError, zipfile.BadZipFile):
        raise Refusal(DAMAGED) from None


def _stream(source: object, wanted: frozenset[str], *, most: int) -> Iterator[Element]:
    stack: list[Element] = []
    inside = count = 0
    for event, element in iterparse(source, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            stack.append(element)
            count += 1
            if not inside and local(element.tag) in wanted:
                inside, count = len(stack), 0
            if len(stack) > _DEEPEST or (inside and count > most):
                raise Refusal(DAMAGED)
            continue
        if len(stack) == inside:
            yield element
            inside = 0
        stack.pop()
        if not inside and stack:
            del stack[-1][:]


def local(tag: str) -> str:
    """A name without its namespace: the two editions of the format differ only in that."""
    return tag.rpartition("}")[2]


def children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if local(child.tag) == name)


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without namespace."""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def text_of(element: Element) -> str:
    """The text of a shared or inline string: its runs joined, without reading aids for Japanese."""
    pieces = []
    for child in element:
        if local(child.tag) == "t":
            pieces.append(child.text or "")
        elif local(child.tag) == "r":
            pieces.extend(t.text or "" for t in children(child, "t"))
    return unescape("".join(pieces))


def unescape(text: str) -> str:
    """Excel writes what XML cannot hold as _x0007_.

    >>> unescape("a_x0041_b"), unescape("_x005F_x0041_")
    ('aAb', '_x0041_')
    """
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def is_true(text: str) -> bool:
    return text in ("1", "true", "on")


def _targets(book: Workbook, part: str) -> dict[str, list[tuple[str, str]]]:
    """What a part is related to: kind -> (relation id, part name)."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, list[tuple[str, str]]] = {}
    if relations not in book.archive.NameToInfo:
        return found
    for element in elements(book, relations, frozenset({"Relationship"})):
        if element.get("TargetMode") != "External":
            target = posixpath.normpath(
                posixpath.join("/", folder, element.get("Target", ""))
            ).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            found.setdefault(kind, []).append((element.get("Id", ""), target))
    return found


def _read_main(book: Workbook, element: Element, parts: dict[str, str]) -> None:
    if local(element.tag) == "workbookPr":
        book.is_1904 = is_true(element.get("date1904", ""))
    elif (relation := attribute(element, "id")) in parts:
        is_hidden = element.get("state", "visible") != "visible"
        book.sheets.append(SheetPart(element.get("name", ""), parts[relation], is_hidden))


def _read_styles(book: Workbook, part: str) -> None:
    codes = dict(_BUILT_IN)
    for element in elements(book, part, frozenset({"numFmts", "cellXfs"})):
        for child in element:
            number = _whole(child.get("numFmtId", ""))
            if local(element.tag) == "numFmts":
                codes[number] = child.get("formatCode", "General")
            else:
                marked = is_true(child.get("quotePrefix", ""))
                book.styles.append(Style(codes.get(number, "General"), marked))


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
