"""A document in a file is read as at the desk: text, Word or PDF; a hostile file is refused."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from alongside.config.commands.language import command
from alongside.config.commands.language_blocks import Block, passages_of, section_of
from alongside.exchange.limits import MEGABYTE
from alongside.kernel.refusals import Refusal
from alongside.language import Kind

PLAIN = "One 45-minute session a week by a speech and language therapist, in term time."
VAGUE = "Regular access to support as required."
OWN = "i like trains and SALT as required"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(command, ["check", *map(str, words)], catch_exceptions=False)


def told(*words: str | Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(run(*words, "--json").stdout)
    return read


def findings(*words: str | Path) -> list[tuple[str, str, str]]:
    return [
        (passage["name"], found["check"], found["text"])
        for passage in told(*words)["passages"]
        for found in passage["findings"]
    ]


def refused(*words: str | Path) -> str:
    with pytest.raises(Refusal) as caught:
        run(*words)
    return caught.value.sentence


def written(path: Path, *lines: str) -> Path:
    file = path / "plan.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def word(path: Path, body: str = "", *, changed: dict[str, str] | None = None) -> Path:
    """A Word file of an empty document, with its body or other parts put in."""
    made = io.BytesIO()
    docx.Document().save(made)
    parts = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
    file = path / "plan.docx"
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        parts |= changed or {}
        for name in old.namelist():
            new.writestr(name, parts.pop(name, None) or old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return file


def p(text: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}<w:r><w:t>{text}</w:t></w:r></w:p>"


def row(*cells: str, head: str = "") -> str:
    return f"<w:tr>{head}{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in cells)}</w:tr>"


# --- what is said ------------------------------------------------------------------------------


@pytest.mark.scenario(15)
def test_vague_help_in_section_f_is_flagged_and_plain_help_is_not(tmp_path: Path) -> None:
    file = written(tmp_path, "Section F: Help", VAGUE, "", PLAIN)
    assert [text for _, _, text in findings(file)] == ["Regular", "access to", "as required"]
    assert told(file)["quantified"] == {"numerator": 1, "denominator": 2}
    said = run(file)
    assert said.exit_code == 0
    assert "  “Regular”\n    It could mean every day or once a year." in said.stdout
    assert "Rows of help that say how much and how often: 1 of 2." in said.stdout


@pytest.mark.scenario(19)
def test_section_a_is_never_looked_at_nor_repeated(tmp_path: Path) -> None:
    file = written(
        tmp_path, "SECTION A – my views", "", OWN, "", "# What I want", OWN, "Section B", "Sam."
    )
    read = run(file, "--json").stdout
    assert OWN not in read
    assert OWN not in run(file).stdout
    assert "somebody’s own words: Section A." in run(file).stdout
    assert (json.loads(read)["left_out"], json.loads(read)["score"]["words"]) == (["Section A"], 1)


@pytest.mark.scenario(19)
def test_a_part_with_own_words_is_left_out_by_its_heading(tmp_path: Path) -> None:
    body = (
        p("Section B: Needs") + p("Our words", "Heading2") + p(OWN) + p("More", "Heading3") + p(OWN)
        + p("Talking", "Heading2") + p("SALT helps.")
    )  # fmt: skip
    file = word(tmp_path, body)
    assert len(findings(file)) == 3
    read = told(file, "--leave-out", "our  words")
    assert read["left_out"] == ["Our words"]
    assert findings(file, "--leave-out", "our words") == [("Section B", "term", "SALT")]


@pytest.mark.scenario(19)
@pytest.mark.parametrize("title", ["All about me", "My views", "Parents’ views:", "OUR STORY"])
def test_a_part_whose_title_says_that_families_wrote_it_is_left_out(
    tmp_path: Path, title: str
) -> None:
    file = written(tmp_path, "Sam is happy.", title, OWN, "", OWN, "", "# Needs", "SALT helps.")
    assert findings(file) == [("Needs", "term", "SALT")]
    assert OWN not in run(file, "--json").stdout


@pytest.mark.scenario(19)
def test_own_words_in_a_table_that_has_its_section_beside_it_are_left_out(tmp_path: Path) -> None:
    table = row("Section A", "The views of Sam") + row("What I like", OWN) + row("Section F", VAGUE)
    file = word(tmp_path, f"<w:tbl>{table}</w:tbl>")
    assert OWN not in run(file, "--json").stdout
    assert {part for part, _, _ in findings(file)} == {"Section F"}


@pytest.mark.scenario(19)
def test_a_part_that_is_not_there_is_not_left_out_in_silence(tmp_path: Path) -> None:
    assert refused(written(tmp_path, OWN), "--leave-out", "His words") == (
        "No part has the heading “His words”, so it cannot be left out. Write it as it stands."
    )


@given(
    st.lists(
        st.sampled_from(
            [Block("Section A"), Block("Section A", 2), Block("Talking", 2), Block("Talking", 3),
             Block("own"), Block("own\n\nown", is_row=True), Block("My views\nown")]
        )
    )
)  # fmt: skip
def test_whatever_stands_in_section_a_is_somebodys_own_words(blocks: list[Block]) -> None:
    after = [Block("Section A", 2), *blocks, Block("Section B"), Block("Sam.")]
    *own, last = passages_of(after, kind=Kind.ADVICE, leave_out=())
    assert {each.kind for each in own} <= {Kind.OWN_WORDS}
    assert (last.name, last.text) == ("Section B", "Sam.")


def test_places_point_at_the_text_of_their_passage(tmp_path: Path) -> None:
    file = written(tmp_path, "Section F", VAGUE, "", "SALT, subject to waiting list.")
    for passage in told(file)["passages"]:
        assert passage["findings"]
        for found in passage["findings"]:
            assert passage["text"][found["start"] : found["end"]] == found["text"]
        for each in passage["rows"]:
            assert passage["text"][each["start"] : each["end"]].strip()


def test_a_section_that_says_none_is_an_answer_and_a_blank_one_is_told(tmp_path: Path) -> None:
    file = written(
        tmp_path, "Section D: Social care needs", "", "Section F", PLAIN, "", "Section G", "None.", "",
        "Section H1", "None needed.", "", "Section H2", "No social care provision is needed.",
        "Section I", "", "Section K", "The therapist wrote in May.",
    )  # fmt: skip
    assert findings(file) == [("Section D", "blank", "")]
    assert told(file)["quantified"] == {"numerator": 1, "denominator": 1}
    said = run(file).stdout
    assert (
        "Section D (0 words, 1 finding)\n  Blank\n    Nothing is written in this section." in said
    )


def test_a_section_that_only_holds_others_is_not_blank(tmp_path: Path) -> None:
    file = written(tmp_path, "Section H", "", "Section H1", "None.", "", "Section H2", "None.")
    assert findings(file) == []


@pytest.mark.parametrize("mark", ["- ", "• ", "1. ", ""])
def test_bullets_items_and_lines_of_a_text_are_rows_of_help(tmp_path: Path, mark: str) -> None:
    lines = [f"{mark}Regular help"] * 12 + [f"{mark}Clay with a teacher, 10 minutes, every day"]
    file = written(tmp_path, "Section F", "", *lines)
    assert told(file)["quantified"] == {"numerator": 1, "denominator": 13}
    assert "Rows of help that say how much and how often: 1 of 13." in run(file).stdout


def test_a_text_without_sections_is_read_as_what_it_is_said_to_be(tmp_path: Path) -> None:
    file = written(tmp_path, "Sam will receive regular therapy.")
    assert findings(file) == [("The text", "vague", "regular")]
    assert findings(file, "--kind", "writing") == []
    assert findings(file, "--kind", "outcome")[0][1] == "provision_in_outcome"


def test_a_short_text_has_no_score_and_a_long_one_has(tmp_path: Path) -> None:
    short = written(tmp_path, "Sam is happy.")
    assert "This text is too short to score: it has 3 words" in run(short).stdout
    long = written(tmp_path, "Sam is a happy boy. " * 30 + "word " * 21 + ". SALT.")
    said = run(long).stdout
    assert "plan.txt: about 1 minute to read aloud, at 183 words a minute." in said
    assert "172 words in 32 sentences. Half have up to 5 words, nine in ten up to 5." in said
    assert "More than 20 words: 1 of 32 sentences. More than 15: 1 of 32." in said
    assert "Terms and abbreviations not explained: 1, 5.8 in every thousand words." in said
    assert "  Longest sentences: 21 words." in said
    score = told(long, "--words-a-minute", "86")["score"]
    assert (score["minutes_aloud"], score["over_20_words"]) == (
        2.0,
        {"numerator": 1, "denominator": 32},
    )


def test_a_word_that_is_not_explained_is_told_once_with_how_often_it_stands(tmp_path: Path) -> None:
    file = written(tmp_path, "Section B", "SALT and SALT.", "", "Section F", "SALT helps.")
    said = run(file).stdout
    assert said.count("“SALT”") == 2  # where it stands, and why
    assert "  “SALT”, 3 times" in said
    assert len([each for each in findings(file) if each[1] == "term"]) == 3


def test_terms_may_be_given_as_explained_and_easy_read_asked_for(tmp_path: Path) -> None:
    file = written(tmp_path, "SALT helps RS; he likes it.")
    assert [check for _, check, _ in findings(file)] == ["term", "abbreviation"]
    options = ("--explained", "SALT", "--explained", "RS", "--easy-read")
    assert [check for _, check, _ in findings(file, *options)] == ["easy_read"]


@pytest.mark.parametrize(
    ("line", "letter"),
    [
        ("Section F", "F"),
        ("SECTION H1: Social care provision", "H1"),
        ("Section B The child's needs", "B"),
        ("Section C - health needs", "C"),
        ("Section A: The views, interests and aspirations of the child and his parents.", "A"),
        (
            "Section H1: Any social care provision which must be made for a child or young person under "
            "18 resulting from section 2 of the Chronically Sick and Disabled Persons Act 1970",
            "H1",
        ),
        ("Section F of the plan says more", ""),
        ("Section F says so.", ""),
        ("Section F, Section G and Section H", ""),
        ("Section F, as we said", ""),
        ("Section Four", ""),
        ("See section F", ""),
        ("Section A’s words", ""),
    ],
)
def test_headings_of_sections_are_told_from_sentences(line: str, letter: str) -> None:
    assert section_of(line) == letter


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


# --- the command -------------------------------------------------------------------------------


def test_no_installation_is_made_or_needed_and_a_refusal_is_exit_code_1(tmp_path: Path) -> None:
    home = tmp_path / "home"
    environment = {**os.environ, "ALONGSIDE_HOME": str(home), "ALONGSIDE_MODE": "nonsense"}
    for name, code in (("plan.txt", 0), ("plan.xls", 1), ("missing.txt", 2)):
        if code < 2:
            (tmp_path / name).write_text(VAGUE)
        done = subprocess.run(
            [Path(sys.executable).parent / "alongside", "language", "check", tmp_path / name],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, bool(done.stderr)) == (code, code > 0)
        assert "Traceback" not in done.stderr
    assert not home.exists()
