"""A PDF that anybody can read: its tags, language, title, headers, outline and fonts; the same bytes
every time.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pdfua
import pikepdf
import pytest

from alongside.documents import content as c
from alongside.documents.pdf import LONGEST_FOOTER, Pdf, pdf_of
from tests.documents.making import (
    FOOTER,
    document,
    elements,
    every_kind,
    opened,
    paper,
    text_of,
)
from tests.documents.sample import sample

PROGRAM = """
import hashlib, sys
from alongside.documents.pdf import pdf_of
from tests.documents.making import FOOTER
from tests.documents.sample import sample
print(hashlib.sha256(pdf_of(sample(), footer=FOOTER).bytes).hexdigest())
"""
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def sheet() -> Pdf:
    return pdf_of(sample(), footer=FOOTER)


@pytest.fixture(scope="module")
def pdf(sheet):
    with opened(sheet) as read:
        yield read


def test_the_number_of_pages_is_told(sheet, pdf):
    assert sheet.page_count == len(pdf.pages) == 6


def test_the_file_is_tagged_and_says_what_it_is(pdf):
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == sample().title
        assert metadata["dc:creator"] == [sample().author]
        assert metadata["xmp:CreateDate"].startswith("2020-10-21")


def test_another_language_is_named():
    with opened(paper(c.Paragraph("Helo"), language="cy-GB")) as read:
        assert str(read.Root.Lang) == "cy-GB"
    with opened(paper(c.Paragraph("Hello"), language="en")) as read:
        assert str(read.Root.Lang) == "en"


def test_every_part_has_its_tag(pdf):
    blocks = sample().blocks

    def count(kind):
        return sum(isinstance(block, kind) for block in blocks)

    assert len(elements(pdf, "Title")) == 1
    assert len(elements(pdf, "H1", "H2", "H3")) == count(c.Heading) + 1  # and "Contents"
    assert len(elements(pdf, "Table")) == count(c.Table)
    assert len(elements(pdf, "Caption")) == count(c.Table) + count(c.LineChart) + count(c.BarChart)
    assert len(elements(pdf, "L")) == count(c.Bullets) + count(c.Facts)
    assert len(elements(pdf, "TOC")) >= 1


def test_a_table_is_one_table_over_all_its_pages_with_headers_for_its_columns(pdf):
    tables = [block for block in sample().blocks if isinstance(block, c.Table)]
    headers = elements(pdf, "TH")
    assert len(headers) == sum(len(table.columns) for table in tables)
    scopes = {str(a.Scope) for header in headers for a in _attributes(header) if "/Scope" in a}
    assert scopes == {"/Column"}
    rows = sum(max(1, len(table.rows)) + 1 for table in tables)
    assert len(elements(pdf, "TR")) == rows


def _attributes(element):
    return element.A if isinstance(element.A, pikepdf.Array) else [element.A]


def test_the_header_row_is_printed_again_on_the_next_page(sheet):
    assert text_of(sheet).count("What was promised") == 2


def test_every_chart_has_its_words(pdf):
    kinds = (c.LineChart, c.BarChart)
    words = [block.alt for block in sample().blocks if isinstance(block, kinds)]
    assert [str(figure.Alt) for figure in elements(pdf, "Figure")] == words


def test_the_bookmarks_are_the_headings(pdf):
    with pdf.open_outline() as outline:
        titles = [(item.title, [below.title for below in item.children]) for item in outline.root]
    assert titles == [
        ("Contents", []),
        (
            "Summary in plain English",
            ["What changed", "What the board is asked for", "This meeting"],
        ),
        ("The written statement of action", ["Every action", "Actions by step"]),
        ("What the figures say", []),
        ("Who leads what", ["Words of families"]),
    ]


def test_only_the_fonts_of_the_house_are_used_and_all_are_inside(pdf):
    fonts = [x for x in pdf.objects if isinstance(x, pikepdf.Dictionary) and "/FontFile2" in x]
    names = {str(font.FontName).split("+")[1] for font in fonts}
    assert names == {"Inter-Regular", "Inter-SemiBold"}
    used = {
        str(font.BaseFont)
        for font in pdf.objects
        if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/Font"
    }
    assert used <= {str(font.FontName) for font in fonts}


def test_nothing_leads_out_of_the_file_or_runs(sheet, pdf):
    kinds = {str(x.S) for x in pdf.objects if isinstance(x, pikepdf.Dictionary) and "/S" in x}
    assert not kinds & {"/URI", "/JavaScript", "/Launch", "/GoToR", "/SubmitForm"}
    assert b"/EmbeddedFiles" not in sheet.bytes


def test_every_page_has_the_footer_and_its_number(sheet):
    for number, page in enumerate(text_of(sheet).split("Page ")[1:], start=1):
        assert page.startswith(f"{number} of 6")
    assert text_of(sheet).count(FOOTER) == 6


def test_pdfua_finds_nothing(sheet, tmp_path):
    for name, made in (("sample", sheet), ("words", paper(*every_kind("A few words")))):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(made.bytes)
        assert list(pdfua.validate(path).findings) == []


def test_the_same_content_is_the_same_bytes_in_another_process(sheet):
    found = {hashlib.sha256(sheet.bytes).hexdigest()}
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LANG": "C"}
        child = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            cwd=ROOT,
            env={**environment, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(child.stdout.strip())
    assert len(found) == 1


def test_other_content_or_another_footer_is_other_bytes():
    made = document(c.Paragraph("a"))
    one = pdf_of(made, footer="one").bytes
    assert one == pdf_of(made, footer="one").bytes
    assert one != pdf_of(made, footer="two").bytes
    assert one != pdf_of(document(c.Paragraph("b")), footer="one").bytes


def test_a_footer_has_an_end():
    with pytest.raises(ValueError, match="at most 300 letters"):
        pdf_of(document(c.Paragraph("a")), footer="x" * (LONGEST_FOOTER + 1))


def test_progress_is_told_up_to_the_end():
    told = []
    made = document(c.Paragraph("a"), c.Paragraph("b"))
    pdf_of(made, footer="f", progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("lines", range(24, 40, 3))
def test_a_heading_and_a_caption_stay_with_what_follows(lines):
    rows = tuple((c.TableCell(f"ROW{n} and a few words", is_header=True),) for n in range(9))
    made = paper(
        c.Heading(1, "Start"),
        c.Paragraph("\n".join(f"line {n}" for n in range(lines))),
        c.Heading(2, "HEADING"),
        c.Heading(3, "SMALLER"),
        c.Table("CAPTION", (c.TableColumn("COLUMN"),), rows),
    )
    pages = text_of(made).split("Page ")
    together = ("HEADING", "SMALLER", "CAPTION", "COLUMN", "ROW0")
    assert any(all(word in page for word in together) for page in pages)


def test_a_web_process_may_import_everything_here_without_loading_typst():
    program = (
        "import sys; from alongside.documents import content, shown, charts, letters, pdf; "
        "print('typst' in sys.modules)"
    )
    child = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert child.stdout.strip() == "False"
