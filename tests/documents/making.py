"""Documents to test with: hostile words, random blocks, and what a reader finds in a PDF."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from hypothesis import settings
from hypothesis import strategies as st

from alongside.documents import content as c
from alongside.documents.pdf import Pdf, pdf_of

FOOTER = "A board · edition 1 · content 9f2b6c1d"
HOSTILE = (
    "<script>alert(1)</script>",
    "</text></svg><script>alert(1)</script>",
    '" onload="alert(1)',
    '"#panic()"',
    "#import \"x.typ\": *",
    "*bold* _slanted_ `raw` = heading",
    "$x$ and $ sum_(i=0)^n $",
    "[brackets] {braces} #{let a = 1} <label> @reference // remark /* remark */",
    "\\u{41} \\# ~ -- --- ... 'single' \"double\"",
    "{{ value }} {% include 'x' %} &amp; &#65; ]]>",
    "%PDF (text) Tj <</Type>> endobj",
    "\u202eturned round",
    "smile 🙂 👩‍👧 and flags 🇬🇧",
    "محمد and 陳",
    "e\u0301 composed and a\u0309\u0323 stacked",
    "x" * 600,
    "one\ntwo\r\nthree\u2028four",
    "bell\x07 and delete\x7f",
    "\ufffe and \uffff are no characters",
)  # fmt: skip


def document(*blocks: c.Block, **changes: Any) -> c.Document:
    given = {"title": "A title", "author": "A board", "dated": date(2020, 10, 21)} | changes
    return c.Document(blocks=blocks, **given)


def paper(*blocks: c.Block, **changes: Any) -> Pdf:
    return pdf_of(document(*blocks, **changes), footer=FOOTER)


def text_of(pdf: Pdf) -> str:
    """What a viewer finds on all the pages, line by line."""
    pages = pypdfium2.PdfDocument(pdf.bytes)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def squeezed(text: str) -> str:
    """Without spaces and line ends, which the setting of a page may move."""
    return "".join(text.split())


def opened(pdf: Pdf) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf.bytes))


def elements(pdf: pikepdf.Pdf, *names: str) -> list[pikepdf.Dictionary]:
    """The structure elements in reading order, or only those with these names."""
    return [e for e in _walk(pdf.Root.StructTreeRoot.K) if not names or str(e.S)[1:] in names]


def _walk(node: Any) -> Iterator[pikepdf.Dictionary]:
    if isinstance(node, pikepdf.Array):
        for item in node:
            yield from _walk(item)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from _walk(node.K)


def every_kind(text: str) -> tuple[c.Block, ...]:
    """Each kind of block, with the text in every place that takes one."""
    return (
        c.Contents(),
        c.Heading(1, text),
        c.Heading(2, text),
        c.Heading(3, text),
        c.Paragraph(text),
        c.Paragraph(text, is_lead=True),
        c.Bullets((text, text)),
        c.Bullets((text,), is_ordered=True),
        c.Table(
            text,
            (c.TableColumn(text), c.TableColumn(text, is_number=True)),
            ((c.TableCell(text, note=text, is_header=True), c.TableCell(text, tag_colour="red")),),
        ),
        c.Table(text, (c.TableColumn(text),), (), empty=text),
        c.LineChart(text, text, text, (c.ChartPoint(text, text, "1", text),) * 2, "3", text),
        c.BarChart(text, text, (c.Bar(text, 1), c.Bar(text, 2, "red"))),
        c.BarChart(text, text, (c.Bar(text, 1), c.Bar(text, 2, "red")), is_stacked=True),
        c.Notice(text),
        c.Notice(text, "warning"),
        c.KeyFigures((c.Fact(text, text, text),) * 2),
        c.Facts((c.Fact(text, text, text),)),
        c.Pictured((text, text), text),
        c.PageBreak(),
    )


SEVERAL = settings(max_examples=25, deadline=None)
_LETTERS = st.characters(exclude_categories=("Cs",), exclude_characters="\x00")
TEXTS = st.text(_LETTERS, min_size=1, max_size=20).filter(str.strip)
NOTES = st.one_of(st.just(""), TEXTS)
COLOURS = st.sampled_from(c.COLOURS)
NUMBERS = st.decimals(-(10**9), 10**9, places=2, allow_nan=False).map(lambda d: f"{d:f}")
FACTS = st.lists(st.builds(c.Fact, TEXTS, TEXTS, NOTES), min_size=1, max_size=5).map(tuple)
CELLS = st.builds(c.TableCell, TEXTS, st.one_of(st.just(""), COLOURS), NOTES, st.booleans())
POINTS = st.builds(c.ChartPoint, TEXTS, NOTES, st.one_of(st.just(""), NUMBERS), NOTES)
BARS = st.builds(c.Bar, TEXTS, st.integers(0, 10**6), COLOURS)


@st.composite
def tables(draw: st.DrawFn) -> c.Table:
    width = draw(st.integers(1, 4))
    column = st.builds(c.TableColumn, TEXTS, st.booleans(), st.integers(1, 9))
    row = st.lists(CELLS, min_size=width, max_size=width).map(tuple)
    columns = draw(st.lists(column, min_size=width, max_size=width))
    return c.Table(draw(TEXTS), tuple(columns), tuple(draw(st.lists(row, max_size=3))), draw(TEXTS))


@st.composite
def line_charts(draw: st.DrawFn) -> c.LineChart:
    points = tuple(draw(st.lists(POINTS, min_size=1, max_size=14)))
    target = draw(st.one_of(st.just(""), NUMBERS))
    words = draw(TEXTS) if target else ""
    return c.LineChart(draw(TEXTS), draw(TEXTS), draw(NOTES), points, target, words)


BAR_CHARTS = st.builds(
    c.BarChart, TEXTS, TEXTS, st.lists(BARS, min_size=1, max_size=8).map(tuple), st.booleans()
)
CHARTS = st.one_of(line_charts(), BAR_CHARTS)
BLOCKS = st.one_of(
    st.builds(c.Heading, st.just(1), TEXTS),
    st.builds(c.Paragraph, TEXTS, st.booleans()),
    st.builds(c.Bullets, st.lists(TEXTS, min_size=1, max_size=3).map(tuple), st.booleans()),
    tables(),
    CHARTS,
    st.builds(c.Notice, TEXTS, st.sampled_from(["inset", "warning"])),
    st.builds(c.KeyFigures, FACTS),
    st.builds(c.Facts, FACTS),
    st.builds(c.Pictured, st.lists(TEXTS, min_size=1, max_size=3).map(tuple), TEXTS),
    st.just(c.PageBreak()),
)
DOCUMENTS = st.builds(
    c.Document,
    title=TEXTS,
    subtitle=NOTES,
    author=TEXTS,
    dated=st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    blocks=st.lists(BLOCKS, min_size=1, max_size=5).map(tuple),
    language=st.sampled_from(["en-GB", "en", "cy-GB"]),
)
