"""Word files: read back by the library and by their own XML, as a screen reader and Word find them."""

import io
import re
import zipfile
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.documents import content as c
from alongside.documents.word import word_of
from tests.documents.making import document, every_kind
from tests.documents.sample import sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(made: c.Document) -> Any:
    return docx.Document(io.BytesIO(word_of(made)))


def part(made: c.Document, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(word_of(made))) as parts:
        return parts.read(name).decode()


def test_headings_are_styles_and_in_their_order() -> None:
    made = opened(document(c.Heading(1, "One"), c.Heading(2, "Two"), c.Paragraph("Text")))
    found = [(each.style.name, each.text) for each in made.paragraphs]
    assert ("Heading 1", "One") in found
    assert ("Heading 2", "Two") in found
    assert ("Normal", "Text") in found
    assert found[0][0] == "Title"


def test_the_first_row_of_a_table_is_its_head_and_the_table_has_words() -> None:
    columns = (c.TableColumn("What"), c.TableColumn("By when"))
    rows = ((c.TableCell("Draft", is_header=True), c.TableCell("1 May")),)
    (table,) = opened(document(c.Table("What is due", columns, rows))).tables
    assert [cell.text for cell in table.rows[0].cells] == ["What", "By when"]
    assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
    assert table.rows[1]._tr.trPr is None
    assert table._tbl.tblPr.find(f"{W}tblDescription").get(f"{W}val") == "What is due"


def test_an_empty_table_says_so() -> None:
    made = opened(document(c.Table("None", (c.TableColumn("A"),), ())))
    assert made.tables == []
    assert "There is nothing to show." in [each.text for each in made.paragraphs]


def test_lists_and_notices_are_styles() -> None:
    made = opened(
        document(
            c.Bullets(("First", "Second")),
            c.Bullets(("One",), is_ordered=True),
            c.Notice("Mind this", "warning"),
        )
    )
    assert [each.style.name for each in made.paragraphs[1:]] == [
        "List Bullet",
        "List Bullet",
        "List Number",
        "Intense Quote",
    ]


def test_the_language_is_said_and_nobody_is_named() -> None:
    made = document(c.Paragraph("Text"))
    kept = opened(made).core_properties
    assert (kept.language, kept.author, kept.last_modified_by) == (
        "en-GB",
        made.author,
        made.author,
    )
    languages = re.findall(r'<w:lang [^>]*w:val="([^"]+)"', part(made, "word/styles.xml"))
    assert set(languages) == {"en-GB"}
    assert "python-docx" not in part(made, "docProps/core.xml")


def test_no_part_is_missing_and_none_is_left_over() -> None:
    with zipfile.ZipFile(io.BytesIO(word_of(sample()))) as parts:
        names = set(parts.namelist())
        assert not [name for name in names if "thumbnail" in name]
        assert "thumbnail" not in parts.read("_rels/.rels").decode()
        assert parts.testzip() is None


def test_a_chart_stands_as_its_words_and_its_numbers() -> None:
    made = opened(document(c.BarChart("Plans", "Three are late.", (c.Bar("Late", 3),))))
    assert "Three are late." in [each.text for each in made.paragraphs]
    assert [cell.text for cell in made.tables[0].rows[1].cells] == ["Late", "3"]


def test_the_same_content_is_the_same_bytes() -> None:
    assert word_of(sample()) == word_of(sample())


@pytest.mark.parametrize("text", ["a\tb", "<w:p/>&amp;", "\u202eabc", "one\ntwo", "x" * 5000])
def test_whatever_people_wrote_stays_text(text: str) -> None:
    made = opened(document(*every_kind(text)))
    assert len(made.paragraphs) > 5


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1))
def test_any_letter_can_be_written(text: str) -> None:
    if text.strip():
        opened(document(c.Paragraph(text)))
