"""A document as PDF: tagged, A4, and the same bytes for the same content every time.

Typst sets it by one fixed template, ``paper.typ``. Everything a person wrote goes in as one JSON
text and comes out as text: no Typst source is ever put together here, so nothing written can become
markup. Typst refuses to finish a paper that fails PDF/UA-1 as far as it checks; no conformance is
claimed beyond that and our own tests. It takes memory and time: call it from a job, not a page.
Typst itself is loaded when the first paper is set, so that a web process may import this module.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from alongside.documents.blocks import BarChart, Block, DrawnChart, Heading, LineChart, Table
from alongside.documents.charts.paper import on_paper
from alongside.documents.content import KIND_OF, Document
from alongside.documents.letters import FONTS, for_paper
from alongside.documents.plain_charts import svg_of
from alongside.kernel.dates import MONTHS

TEMPLATE = Path(__file__).parent / "paper.typ"
RUNNING_LETTERS = 80
COLUMN_LETTERS = 200
"""A head of a table must leave room for its rows on the page."""
LONGEST_FOOTER = 300
LEAST, MOST, MEASURED = 3, 40, 8
"""Words of so many letters ask for room in a table; so many of them are measured."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Pdf:
    bytes: bytes
    page_count: int


def pdf_of(document: Document, *, footer: str, progress: Progress | None = None) -> Pdf:
    """``footer`` stands on every page; ``progress`` is told how many steps of how many are done.

    Raises ValueError for a footer that is too long to stand at the foot of a page.
    """
    if len(footer) > LONGEST_FOOTER:
        raise ValueError(f"A footer has at most {LONGEST_FOOTER} letters.")
    steps = len(document.blocks) + 1
    blocks = []
    shown = for_paper(document)
    for done, block in enumerate(shown.blocks, start=1):
        blocks.append(_block(block))
        if progress:
            progress(done, steps)
    paper = {**_front(shown, footer=for_paper(footer)), "blocks": blocks}
    pdf = _set(json.dumps(paper, ensure_ascii=False), dated=document.dated)
    if progress:
        progress(steps, steps)
    return pdf


def _front(document: Document, *, footer: str) -> dict[str, Any]:
    language, _, region = document.language.partition("-")
    day = document.dated
    return {
        "title": _one_line(document.title),
        "running": _shortened(_one_line(document.title), RUNNING_LETTERS),
        "subtitle": document.subtitle,
        "author": _one_line(document.author),
        "lang": language,
        "region": region or None,
        "day": [day.year, day.month, day.day],
        "dated": f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        "footer": footer,
        "large": document.is_large,
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _shortened(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[:letters].rsplit(' ', 1)[0]}…"


def _block(block: Block) -> dict[str, Any]:
    written = {**asdict(block), "block": KIND_OF[type(block)]}
    match block:
        case LineChart() | BarChart():
            written["svg"] = svg_of(block)
        case DrawnChart():
            written["svg"] = on_paper(block.wide)
            written["table"] |= {"caption": f"The numbers of “{block.title}”", "is_compact": True}
            _prepare_table(written["table"])
        case Heading(text=text):
            written["text"] = _one_line(text)
        case Table():
            _prepare_table(written)
    return written


def _prepare_table(table: dict[str, Any]) -> None:
    """Short titles, and of each column the words by which its width is found."""
    _shorten_columns(table)
    for place, column in enumerate(table["columns"]):
        column["widest"] = _widest([row[place] for row in table["rows"]])


def _widest(cells: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Measuring is slow, so only the words with the most letters are measured: one of them is the widest."""
    plain = [cell for cell in cells if not cell["tag_colour"]]
    return {
        "header": _long_words(cell["text"] for cell in plain if cell["is_header"]),
        "plain": _long_words(cell["text"] for cell in plain if not cell["is_header"]),
        "note": _long_words(cell["note"] for cell in cells),
        "tags": list(dict.fromkeys(cell["text"] for cell in cells if cell["tag_colour"])),
    }


def _long_words(texts: Iterable[str]) -> list[str]:
    found = {word for text in texts for word in text.split() if LEAST < len(word) < MOST}
    return sorted(found, key=lambda word: (-len(word), word))[:MEASURED]


def _shorten_columns(table: dict[str, Any]) -> None:
    for column in table["columns"]:
        column["title"] = _shortened(column["title"], COLUMN_LETTERS)


def _set(paper: str, *, dated: date) -> Pdf:
    compiler = _typst().Compiler(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"paper": paper},
    )
    content = compiler.compile(
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(dated, time(12), tzinfo=UTC),
    )
    pages = json.loads(compiler.query("<pages>", field="value", one=True))
    return Pdf(bytes=content, page_count=pages)


def _typst() -> Any:
    return import_module("typst")


@cache
def _fonts() -> Any:
    return _typst().Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
