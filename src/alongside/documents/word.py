"""A document as a Word file that can be read aloud, changed in size and searched.

Headings are styles, the first row of a table is marked as its head, and a chart stands as its words and
its numbers. Nothing in it names a person as its maker, and the same content gives the same bytes. The
library is loaded when the first file is made, so that a web process may import this module.
"""

import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from importlib import import_module
from typing import Any

from alongside.documents.blocks import (
    BarChart,
    Block,
    Bullets,
    Contents,
    DrawnChart,
    Facts,
    Heading,
    KeyFigures,
    LineChart,
    Notice,
    PageBreak,
    Paragraph,
    Pictured,
    Table,
)
from alongside.documents.content import Document
from alongside.documents.letters import for_screen
from alongside.documents.shown import figures_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Arial"
LETTER_POINTS = 12
FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
"""A zip file cannot be older; a fixed day keeps the bytes the same."""
STYLE_OF_NOTICE = {"inset": "Quote", "warning": "Intense Quote"}


def word_of(document: Document) -> bytes:
    """The document as a .docx file."""
    fit = for_screen(document)
    made = _docx().Document()
    _set_up(made, fit)
    made.add_heading(_one_line(fit.title), level=0)
    if fit.subtitle:
        made.add_paragraph(fit.subtitle, style="Subtitle")
    for block in fit.blocks:
        _add(made, block, fit)
    return _fixed(made)


def _add(made: Any, block: Block, document: Document) -> None:
    match block:
        case Heading():
            made.add_heading(_one_line(block.text), level=block.level)
        case Paragraph() | Notice():
            made.add_paragraph(block.text, style=_style_of(block))
        case Bullets():
            style = "List Number" if block.is_ordered else "List Bullet"
            for item in block.items:
                made.add_paragraph(item, style=style)
        case Table():
            _add_table(made, block)
        case Facts() | KeyFigures():
            _add_facts(made, block)
        case Pictured():
            _add_sentences(made, block)
        case PageBreak():
            made.add_page_break()
        case Contents():
            _add_contents(made, document.blocks)
        case _:
            _add_chart(made, block)


def _style_of(block: Paragraph | Notice) -> str | None:
    return STYLE_OF_NOTICE[block.kind] if isinstance(block, Notice) else None


def _add_sentences(made: Any, block: Pictured) -> None:
    """Without room for pictures: whoever has the file puts them where they like."""
    for sentence in (block.title, *block.sentences):
        if sentence:
            made.add_paragraph(sentence)


def _add_table(made: Any, table: Table) -> None:
    """The caption above, the head marked, and the cell that names its row in bold."""
    made.add_paragraph(table.caption, style="Caption")
    if not table.rows:
        made.add_paragraph(table.empty)
        return
    drawn = made.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for cell, column in zip(drawn.rows[0].cells, table.columns, strict=True):
        _write(cell, column.title, is_bold=True)
    inner = made.element.body.tbl_lst[-1]
    _mark_head(inner)
    _describe(inner, table.caption)
    for row in table.rows:
        for cell, value in zip(drawn.add_row().cells, row, strict=True):
            text = f"{value.text}\n{value.note}" if value.note else value.text
            _write(cell, text, is_bold=value.is_header)
    made.add_paragraph()


def _add_chart(made: Any, chart: LineChart | BarChart | DrawnChart) -> None:
    """What the drawing shows, in words, and then its numbers."""
    made.add_paragraph(chart.title, style="Caption")
    made.add_paragraph(chart.alt)
    _add_table(made, chart.table if isinstance(chart, DrawnChart) else figures_of(chart))


def _add_facts(made: Any, block: Facts | KeyFigures) -> None:
    for fact in block.facts:
        added = made.add_paragraph()
        added.add_run(f"{fact.label}: ").bold = True
        added.add_run(fact.value)
        if fact.note:
            added.add_run(f"\n{fact.note}")


def _add_contents(made: Any, blocks: Iterable[Block]) -> None:
    for block in blocks:
        if isinstance(block, Heading) and block.level < 3:
            style = "List Bullet" if block.level == 1 else "List Bullet 2"
            made.add_paragraph(_one_line(block.text), style=style)


def _write(cell: Any, text: str, *, is_bold: bool) -> None:
    run = cell.paragraphs[0].add_run(text)
    run.bold = is_bold or None


def _mark_head(table: Any) -> None:
    """Word repeats the row on each page, and a screen reader says it with each cell."""
    head = table.tr_lst[0].get_or_add_trPr()
    head.append(_element("w:tblHeader", {"w:val": "true"}))


def _describe(table: Any, words: str) -> None:
    """The text alternative of the table."""
    for name in ("w:tblCaption", "w:tblDescription"):
        table.tblPr.append(_element(name, {"w:val": words}))


def _set_up(made: Any, document: Document) -> None:
    styles, shared = made.styles, import_module("docx.shared")
    styles["Normal"].font.name = FONT
    styles["Normal"].font.size = shared.Pt(LETTER_POINTS)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        _in_house_font(styles[name], shared.RGBColor(0x0B, 0x0C, 0x0C))
    _set_language(styles, document.language)
    _set_properties(made.core_properties, document)
    section = made.sections[0]
    section.page_width, section.page_height = shared.Mm(210), shared.Mm(297)


def _in_house_font(style: Any, colour: Any) -> None:
    """The template's headings bring a font and colour of their own."""
    style.font.name, style.font.color.rgb = FONT, colour
    fonts = style.element.rPr.rFonts
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(_qualified(f"w:{kind}"), None)


def _set_language(styles: Any, language: str) -> None:
    for found in styles.element.iter(_qualified("w:lang")):
        found.set(_qualified("w:val"), language)


def _set_properties(kept: Any, document: Document) -> None:
    day = datetime.combine(document.dated, time(12), tzinfo=UTC).replace(tzinfo=None)
    kept.title, kept.language = _one_line(document.title)[:255], document.language
    kept.author = kept.last_modified_by = document.author[:255]
    kept.created = kept.modified = day
    kept.comments, kept.revision = "", 1


def _fixed(made: Any) -> bytes:
    """The file with every part at the same day, so that the same content gives the same bytes."""
    _leave_out_thumbnail(made.part.package.rels)
    first = io.BytesIO()
    made.save(first)
    final = io.BytesIO()
    with zipfile.ZipFile(first) as parts, zipfile.ZipFile(final, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in sorted(
            parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name)
        ):
            place = zipfile.ZipInfo(name, FIRST_DAY_OF_ZIP)
            kept.writestr(place, parts.read(name), zipfile.ZIP_DEFLATED)
    return final.getvalue()


def _leave_out_thumbnail(links: Any) -> None:
    """The library's template has a picture of an empty page."""
    for name, link in list(links.items()):
        if link.reltype.endswith("/thumbnail"):
            del links[name]


def _element(name: str, attributes: dict[str, str]) -> Any:
    made = import_module("docx.oxml").OxmlElement(name)
    for key, value in attributes.items():
        made.set(_qualified(key), value)
    return made


def _qualified(name: str) -> str:
    qualified: Callable[[str], str] = import_module("docx.oxml.ns").qn
    return qualified(name)


def _docx() -> Any:
    return import_module("docx")


def _one_line(text: str) -> str:
    return " ".join(text.split())
