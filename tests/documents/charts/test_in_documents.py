"""A drawn chart in a document: kept with it, shown on the page, set on paper with its table."""

from dataclasses import replace

import pytest

from alongside.documents.blocks import DrawnChart
from alongside.documents.charts.chart import Shape
from alongside.documents.charts.control import control_chart
from alongside.documents.charts.in_documents import block_of
from alongside.documents.charts.store import drawn
from alongside.documents.content import content_bytes, from_json, to_json
from alongside.documents.letters import for_paper
from alongside.documents.shown import shown
from alongside.documents.sound_svg import check_drawing
from tests.documents.charts.making import york
from tests.documents.making import document, elements, opened, paper, squeezed, text_of


@pytest.fixture(scope="module")
def block():
    made = control_chart(york(title="In time 🙂"))
    return block_of(*(drawn(made, shape) for shape in Shape))


def test_it_is_kept_and_read_back_with_its_table(block):
    one = document(block)
    assert from_json(to_json(one)) == one
    assert content_bytes(from_json(to_json(one))) == content_bytes(one)


def test_a_table_of_another_kind_is_not_read_as_one(block):
    written = to_json(document(block))
    written["blocks"][0]["table"] = {"block": "paragraph", "text": "a"}
    with pytest.raises(ValueError, match="Table was expected"):
        from_json(written)


def test_a_page_shows_both_shapes_and_the_table(block):
    (found,) = shown(document(block)).blocks
    assert found.kind == "chart"
    assert found.content.wide == block.wide
    assert found.content.narrow == block.narrow
    assert len(found.content.table.rows) == 7


def test_paper_has_the_picture_with_its_words_and_the_table_after_it(block):
    pdf = paper(block)
    whole = opened(pdf)
    (figure, *_) = elements(whole, "Figure")
    assert str(figure.Alt) == for_paper(block.alt)
    assert len(elements(whole, "Table")) == 1
    assert "133of150plans" in squeezed(text_of(pdf))
    assert "Better than usual" in text_of(pdf)


def test_the_table_stays_away_when_told_so(block):
    pdf = paper(replace(block, is_table_printed=False))
    whole = opened(pdf)
    assert elements(whole, "Table") == []
    assert paper(block).bytes == paper(block).bytes


def test_two_different_charts_do_not_make_one_block():
    one, other = (drawn(control_chart(york(title=title))) for title in "ab")
    with pytest.raises(ValueError, match="two different charts"):
        block_of(one, other)


SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
        '<rect onload="alert(1)"/>',
        '<a href="https://example.org"/>',
        '<image href="x"/>',
        "<foreignObject/>",
        "<style>*{}</style>",
        '<rect style="fill:red"/>',
        '<rect fill="url(#a)"/>',
        '<rect fill="var(--x, url(https://example.org))"/>',
        "<rect",
    ],
)
def test_a_drawing_with_anything_but_shapes_and_words_is_refused(block, inside):
    with pytest.raises(ValueError, match="drawing"):
        replace(block, wide=SVG.format(inside))


@pytest.mark.parametrize(
    "svg",
    [
        "<html/>",
        '<!DOCTYPE x [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        "<svg/>",
        "x" * 2_000_001,
    ],
    ids=range(4),
)
def test_what_is_no_drawing_is_refused(svg):
    with pytest.raises(ValueError, match="drawing"):
        check_drawing(svg)


def test_the_block_needs_its_words(block):
    with pytest.raises(ValueError, match="text alternative"):
        DrawnChart("t", " ", block.wide, block.narrow, block.table)
