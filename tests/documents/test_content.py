"""What a document refuses to be, and that it is kept and read back whole."""

import json
from datetime import date

import pytest
from hypothesis import given

from alongside.documents import content as c
from alongside.kernel.canonical import canonical_bytes
from tests.documents.making import DOCUMENTS, SEVERAL, document
from tests.documents.sample import sample

POINT = c.ChartPoint("Sep", "September 2020", "12.5")
CELL = c.TableCell("a")
COLUMN = c.TableColumn("A")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: c.Heading(4, "a"), "has the level 1, 2 or 3"),
        (lambda: c.Heading(1, " "), "text of a heading is empty"),
        (lambda: c.Paragraph(""), "text of a paragraph is empty"),
        (lambda: c.Paragraph("a\x00b"), r"holds U\+0000"),
        (lambda: c.Paragraph("half \ud83d"), r"holds U\+D83D"),
        (lambda: c.Bullets(()), "no items of a list"),
        (lambda: c.Bullets(["a"]), "as a tuple"),
        (lambda: c.Bullets(("a", "")), "item of a list is empty"),
        (lambda: c.TableColumn(""), "title of a column is empty"),
        (lambda: c.TableColumn("A", width=0), "whole number from 1 to 100"),
        (lambda: c.TableCell("a", tag_colour="pink"), "“pink” is not one of the colours"),
        (lambda: c.TableCell("", tag_colour="red"), "text of a cell is empty"),
        (lambda: c.Table("", (COLUMN,), ()), "caption of a table is empty"),
        (lambda: c.Table("T", (), ()), "no columns of a table"),
        (lambda: c.Table("T", (COLUMN,), ((CELL, CELL),)), "Row 1 of “T” has 2 cells for 1"),
        (lambda: c.Table("T", (COLUMN,), (), empty=""), "sentence of an empty table is empty"),
        (lambda: c.ChartPoint("", "", "1"), "label of a figure is empty"),
        (lambda: c.ChartPoint("a", "", "1e5"), "not a plain decimal number"),
        (lambda: c.ChartPoint("a", "", "٣"), "not a plain decimal number"),
        (lambda: c.ChartPoint("a", "", "nan"), "not a plain decimal number"),
        (lambda: c.ChartPoint("a", "", "9" * 31), "not a plain decimal number"),
        (lambda: c.LineChart("T", "", "%", (POINT,)), "text alternative of a chart is empty"),
        (lambda: c.LineChart("", "alt", "%", (POINT,)), "title of a chart is empty"),
        (lambda: c.LineChart("T", "alt", "%", ()), "no figures of a chart"),
        (lambda: c.LineChart("T", "alt", "%", (POINT,), "90"), "words of a target is empty"),
        (lambda: c.LineChart("T", "alt", "%", (POINT,), "x", "y"), "target of a chart is not a"),
        (lambda: c.Bar("a", -1), "whole number from 0"),
        (lambda: c.Bar("a", 1.5), "whole number from 0"),
        (lambda: c.Bar("a", True), "whole number from 0"),
        (lambda: c.Bar("a", 1, ""), "is not one of the colours"),
        (lambda: c.BarChart("T", "", (c.Bar("a", 1),)), "text alternative of a chart is empty"),
        (lambda: c.BarChart("T", "alt", ()), "no bars of a chart"),
        (lambda: c.Notice("a", "danger"), "an inset or a warning"),
        (lambda: c.Fact("a", ""), "value of a fact is empty"),
        (lambda: c.KeyFigures(()), "no key figures"),
        (lambda: c.Facts(()), "no facts"),
    ],
)
def test_nonsense_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()


@pytest.mark.parametrize(
    ("blocks", "changes", "message"),
    [
        ((), {}, "nothing in the document"),
        ((c.PageBreak(),), {"title": " "}, "title of a document is empty"),
        ((c.PageBreak(),), {"author": ""}, "author of a document is empty"),
        ((c.PageBreak(),), {"language": "English"}, "written as en or en-GB"),
        ((c.Contents(), c.Contents()), {}, "one list of contents"),
        ((c.Heading(2, "b"),), {}, "“b” of level 2 follows level 0"),
        ((c.Heading(1, "a"), c.Heading(3, "b")), {}, "“b” of level 3 follows level 1"),
    ],
)
def test_a_document_that_cannot_be_read_in_order_is_refused(blocks, changes, message):
    with pytest.raises(ValueError, match=message):
        document(*blocks, **changes)


def test_levels_may_go_up_again_by_any_number():
    levels = (1, 2, 3, 1, 2, 2, 3, 2)
    assert document(*(c.Heading(level, "a") for level in levels))


@given(DOCUMENTS)
@SEVERAL
def test_a_document_is_read_back_as_it_was(made):
    written = c.content_bytes(made)
    again = c.from_json(json.loads(written))
    assert again == made
    assert c.content_bytes(again) == written


@given(DOCUMENTS, DOCUMENTS)
@SEVERAL
def test_different_documents_have_different_digests(one, other):
    assert (c.content_sha256(one) == c.content_sha256(other)) == (one == other)


def test_the_digest_of_the_sample_never_changes():
    """Kept digests must hold for ever: a change here breaks every pack that was issued."""
    assert c.content_sha256(sample()) == (
        "a4d32701020a50b4af8ff02b60924bf07ce70adbe12d8123c06c27894586c56a"
    )


def test_a_field_at_its_default_is_not_written():
    written = c.to_json(document(c.Paragraph("a"), c.Bullets(("b",))))
    assert written["blocks"] == [
        {"block": "paragraph", "text": "a"},
        {"block": "bullets", "items": ["b"]},
    ]
    assert "subtitle" not in written


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"form": "other/1"}, "not a document of the form"),
        ({"colour": "red"}, "A Document has no colour"),
        ({"dated": "20200901"}, "written as 2020-09-01"),
        ({"dated": "soon"}, "Invalid isoformat"),
        ({"blocks": {}}, "A list was expected"),
        ({"blocks": [{"block": "poem"}]}, "no block of the kind poem"),
        ({"blocks": [{"block": []}]}, "no block of the kind"),
        ({"blocks": ["a"]}, "no block of the kind None"),
        ({"blocks": [{"block": "paragraph"}]}, "A Paragraph is not whole"),
        ({"blocks": [{"block": "paragraph", "text": 1}]}, "type str was expected"),
        ({"blocks": [{"block": "heading", "level": True, "text": "a"}]}, "type int was expected"),
        ({"blocks": [{"block": "facts", "facts": ["a"]}]}, "A Fact is written as an object"),
        ({"blocks": [{"block": "heading", "level": 2, "text": "a"}]}, "follows level 0"),
    ],
)
def test_what_was_never_written_is_not_read(changes, message):
    written = c.to_json(document(c.Paragraph("a"))) | changes
    with pytest.raises(ValueError, match=message):
        c.from_json(written)


@pytest.mark.parametrize("value", [None, [], "a", {}])
def test_what_is_no_document_is_not_read(value):
    with pytest.raises(ValueError, match="not a document"):
        c.from_json(value)


def test_the_kept_bytes_are_canonical():
    made = document(c.Paragraph("é"), dated=date(2020, 9, 1))
    assert c.content_bytes(made) == canonical_bytes(json.loads(c.content_bytes(made)))
