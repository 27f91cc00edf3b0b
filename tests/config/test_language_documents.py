"""Word documents and PDFs are read as they stand on the page; a hostile file is refused."""

from pathlib import Path

import docx
import pytest

from alongside.exchange.limits import MEGABYTE
from tests.config.language_files import (
    OWN,
    PLAIN,
    VAGUE,
    W,
    findings,
    p,
    refused,
    row,
    run,
    told,
    word,
)

# --- Word --------------------------------------------------------------------------------------


def test_a_word_document_is_read_with_its_headings_and_tables(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Section A: My views", 2)
    made.add_heading("What I like", 2)
    made.add_paragraph(OWN)
    made.add_heading("Section F: Help", 2)
    table = made.add_table(rows=3, cols=3)
    cells = [
        ("What", "Who", "How often"),
        ("Speech therapy", "A therapist", "30 minutes, once a week"),
        ("Regular help", "Staff", "As required"),
    ]
    for number, words in enumerate(cells):
        for column, text in enumerate(words):
            table.cell(number, column).text = text
    made.add_heading("Signatures", 1)
    made.add_paragraph("SALT signed it.")
    made.save(tmp_path / "plan.docx")
    read = told(tmp_path / "plan.docx")
    assert read["left_out"] == ["Section A"]
    assert read["quantified"] == {"numerator": 1, "denominator": 2}
    assert findings(tmp_path / "plan.docx") == [
        ("Section F", "vague", "Regular"),
        ("Section F", "vague", "As required"),
        ("Signatures", "term", "SALT"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p><w:ins><w:r><w:t>{VAGUE}</w:t></w:r></w:ins></w:p>",
        f"<w:sdt><w:sdtContent>{p(VAGUE)}</w:sdtContent></w:sdt>",
        f"<w:p><w:sdt><w:sdtContent><w:r><w:t>{VAGUE}</w:t></w:r></w:sdtContent></w:sdt></w:p>",
        f"<w:p><w:hyperlink><w:r><w:t>{VAGUE}</w:t></w:r></w:hyperlink></w:p>",
        f"<w:p><w:r><w:t>Reg</w:t></w:r><w:r><w:t>{VAGUE[3:]}</w:t></w:r></w:p>",
        f"<w:p><w:r><w:pict><w:txbxContent>{p(VAGUE)}</w:txbxContent></w:pict></w:r></w:p>",
        f"<w:tbl><w:tr><w:tc>{p(VAGUE)}</w:tc></w:tr></w:tbl>",
        f"<w:tbl><w:tr><w:tc><w:tbl>{row(VAGUE)}</w:tbl></w:tc></w:tr></w:tbl>",
    ],
)  # fmt: skip
def test_all_that_stands_on_the_page_is_read(tmp_path: Path, body: str) -> None:
    assert [text for _, _, text in findings(word(tmp_path, body))] == [
        "Regular", "access to", "as required",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p><w:del><w:r><w:delText>{VAGUE}</w:delText></w:r></w:del></w:p>",
        f"<w:p><w:moveFrom><w:r><w:t>{VAGUE}</w:t></w:r></w:moveFrom></w:p>",
        f"<w:p><w:r><w:instrText>{VAGUE}</w:instrText></w:r></w:p>",
        f"<w:p><w:r><Fallback>{p(VAGUE)}</Fallback></w:r></w:p>",
    ],
)
def test_what_does_not_stand_on_the_page_is_not_read(tmp_path: Path, body: str) -> None:
    assert findings(word(tmp_path, body + p("Sam is happy."))) == []


def test_words_set_apart_by_tabs_and_line_breaks_stay_apart(tmp_path: Path) -> None:
    body = "<w:p><w:r><w:t>Sam</w:t><w:tab/><w:t>is</w:t><w:br/><w:t>happy</w:t></w:r></w:p>"
    assert told(word(tmp_path, body))["passages"][0]["text"] == "Sam is\nhappy"


def test_each_item_of_a_list_in_a_word_document_is_a_row_of_help(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Section F: Help", 2)
    made.add_paragraph("A teacher will give every day:")
    for text in ("Quiet room", "Clay, 10 minutes"):
        made.add_paragraph(text, style="List Bullet")
    made.save(tmp_path / "plan.docx")
    assert told(tmp_path / "plan.docx")["quantified"] == {"numerator": 1, "denominator": 2}
    numbered = "<w:p><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr><w:r><w:t>Help</w:t></w:r></w:p>"
    file = word(tmp_path, p("Section F") + numbered * 3)
    assert told(file)["quantified"]["denominator"] == 3


def test_a_heading_style_of_ones_own_is_a_heading(tmp_path: Path) -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Ours"><w:name w:val="Ours"/><w:basedOn w:val="berschrift1"/></w:style>'
        '<w:style w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
        "</w:styles>"
    )
    body = p("All about me", "Ours") + p(OWN, "Loop") + p("Needs", "Ours") + p("SALT.")
    file = word(tmp_path, body, changed={"word/styles.xml": styles})
    assert findings(file, "--leave-out", "All about me") == [("Needs", "term", "SALT")]


def test_a_header_row_is_no_row_of_help(tmp_path: Path) -> None:
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    table = row("What will be given, in words", "Who", head=head) + row("Therapy", "A therapist")
    file = word(tmp_path, p("Section F") + f"<w:tbl>{table}</w:tbl>")
    assert told(file)["quantified"]["denominator"] == 1


# --- refused -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.txt", b"", "The file is empty."),
        ("plan.txt", b"\xff\xfe\x00\xd8", "The file’s content is not what its name says"),
        ("plan.txt", b"Sam\x07", "The file’s content is not what its name says"),
        ("plan.txt", b"\x7fELF....", "The file is a program"),
        ("plan.txt", b"<html>Sam</html>", "The file is a web page"),
        ("plan.txt", b"%PDF-1.7\n%%EOF", "The file’s name ends in .txt but its content is a PDF."),
        ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Old Office files (.doc) are not accepted"),
        ("plan.docm", b"PK\x03\x04", "Files with macros"),
        ("plan.docx", b"PK\x03\x04....", "The file is damaged or not complete."),
        ("plan.docx", b"Sam", "The file’s name ends in .docx but its content is a text file."),
        ("plan.pdf", b"%PDF-1.7\nnothing", "The file is damaged or not complete."),
        ("plan.pdf", b"%PDF-1.7\nnothing\n%%EOF", "The file is damaged or not complete."),
        ("plan.xlsx", b"PK\x03\x04", "Files ending in .xlsx are not read here."),
        ("plan", b"Sam", "Files without an ending are not read here."),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_has_a_sentence(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert refused(tmp_path / name).replace("’", "'").startswith(sentence.replace("’", "'"))


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    with file.open("wb") as stream:
        stream.truncate(21 * MEGABYTE)
    assert refused(file) == (
        "The file is larger than 20 MB. Remove pictures from it, or save its text alone, and try again."
    )


def test_a_file_that_swells_when_unpacked_is_refused(tmp_path: Path) -> None:
    file = word(tmp_path, changed={"word/media/big.bin": "0" * (101 * MEGABYTE)})
    assert "far larger inside than outside" in refused(file)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"word/vbaProject.bin": "x"}, "The file holds macros"),
        ({"../evil.xml": "x"}, "points outside the file"),
        ({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "XML entities"),
        ({"word/document.xml": "<w:document>"}, "The file is damaged"),
        ({"word/document.xml": f'<a {W}>' + "<w:r>" * 300 + "</w:r>" * 300 + "</a>"}, "The file is damaged"),
        ({"_rels/.rels": "<Relationships/>"}, "The file is damaged"),
        ({"word/document.xml": f'<a {W}>' + "<w:p/>" * 50_001 + "</a>"}, "more than 50,000 paragraphs"),
    ],
)  # fmt: skip
def test_a_hostile_word_file_is_refused(
    tmp_path: Path, changed: dict[str, str], sentence: str
) -> None:
    assert sentence in refused(word(tmp_path, changed=changed))


# --- PDF ---------------------------------------------------------------------------------------


def pdf(path: Path, *pages: list[str]) -> Path:
    """A PDF of lines in a plain font, one list a page."""
    pikepdf = pytest.importorskip("pikepdf")
    made = pikepdf.new()
    font = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for lines in pages:
        page = made.add_blank_page()
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        shown = " T* ".join(f"({line}) Tj" for line in lines)
        page.Contents = made.make_stream(f"BT /F1 9 Tf 12 TL 20 700 Td {shown} ET".encode())
    made.save(path / "plan.pdf")
    return path / "plan.pdf"


def test_a_pdf_is_read_where_a_reader_is_installed(tmp_path: Path) -> None:
    lines = [
        "Section A: My views", OWN, "Section F: Special educational provision",
        "Sam will have regular access to support from a person of the school, every", "week.",
        "Section G", PLAIN,
    ]  # fmt: skip
    file = pdf(tmp_path, lines)
    assert findings(file) == [
        ("Section F", "vague", "regular"),
        ("Section F", "vague", "access to"),
    ]
    assert told(file)["left_out"] == ["Section A"]
    assert run(file).stdout.startswith("The file is a PDF, which has lines and no paragraphs.")


def test_a_pdf_without_text_is_refused(tmp_path: Path) -> None:
    assert "holds pictures of pages and no text" in refused(pdf(tmp_path, []))


def test_a_pdf_of_too_many_pages_is_refused(tmp_path: Path) -> None:
    assert "more than 500 pages" in refused(pdf(tmp_path, *([["Sam"]] * 501)))


def test_a_pdf_has_a_way_out_where_no_reader_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = pdf(tmp_path, ["Sam"])
    monkeypatch.setattr("alongside.config.commands.language_pdf.find_spec", lambda _: None)
    assert refused(file).startswith("A PDF cannot be read here. Save it as a Word or text file")
