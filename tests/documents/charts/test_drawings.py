"""Drawings are sound, hold their words as words, and are the same every time."""

import re
from xml.etree import ElementTree

import pytest

from alongside.documents.charts.chart import Shape
from alongside.documents.charts.palette import PAPER_COLOURS
from alongside.documents.charts.paper import on_paper
from alongside.documents.charts.store import drawn
from alongside.documents.sound_svg import check_drawing
from tests.documents.charts.making import HOSTILE, every_chart
from tests.documents.charts.measuring import width

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def charts():
    return [drawn(made, shape) for made in every_chart() for shape in Shape]


def test_every_drawing_is_sound_and_named_by_its_title_and_summary(charts):
    for chart in charts:
        check_drawing(chart.svg)
        root = ElementTree.fromstring(chart.svg)
        title, words = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert (title.text, words.text) == (chart.title, chart.summary)
        assert root.get("aria-labelledby") == title.get("id")
        assert root.get("aria-describedby") == words.get("id")
        assert root.get("role") == "img"
        assert root.get("viewBox") == f"0 0 {chart.width} {chart.height}"


def test_no_two_drawings_share_an_id(charts):
    ids = [found for chart in charts for found in re.findall(r' id="([^"]+)"', chart.svg)]
    assert len(ids) == 2 * len(charts) == len(set(ids))


def test_nothing_in_a_drawing_needs_an_inline_style_or_a_script(charts):
    for chart in charts:
        assert not re.search(r"<style|<script|style=| on[a-z]+=|href|url\(", chart.svg)


def test_every_colour_is_a_property_on_a_page_and_itself_on_paper(charts):
    for chart in charts:
        painted = re.findall(r'(?:fill|stroke)="([^"]+)"', chart.svg)
        assert {paint for paint in painted if not paint.startswith("var(--chart-")} <= {"none"}
        printed = re.findall(r'(?:fill|stroke)="([^"]+)"', on_paper(chart.svg))
        assert set(printed) - {"none"} <= set(PAPER_COLOURS.values())
        assert "var(" not in on_paper(chart.svg)


def test_every_text_is_13_units_high_in_both_shapes(charts):
    for chart in charts:
        assert set(re.findall(r'font-size="([^"]+)"', chart.svg)) == {"13"}
        assert chart.width in {660, 330}


def test_the_same_values_give_the_same_bytes(charts):
    again = [drawn(made, shape) for made in every_chart() for shape in Shape]
    assert [chart.svg for chart in again] == [chart.svg for chart in charts]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words(words):
    for made in every_chart(words):
        svg = drawn(made, Shape.NARROW).svg
        check_drawing(svg)
        assert "<script" not in svg
        root = ElementTree.fromstring(svg)
        assert root.find(f"{SVG}title").text == made.title


def test_a_title_with_a_script_can_be_read_as_it_was_written():
    (made, *_) = every_chart("<script>alert(1)</script>")
    assert made.title == "<script>alert(1)</script>"
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in drawn(made).svg


def test_no_text_runs_out_of_the_picture(charts):
    for chart in charts:
        for text, x, half in _texts(chart):
            assert x + half[0] >= -0.5, (chart.title, text)
            assert x + half[1] <= chart.width + 0.5, (chart.title, text)


def _texts(chart):
    """Left end and right end of each text, by the real widths of Inter."""
    root = ElementTree.fromstring(chart.svg)
    group = root.find(f"{SVG}g")
    left = float(re.search(r"translate\(([-0-9.]+)", group.get("transform"))[1])
    for text in group.iter(f"{SVG}text"):
        x = left + float(re.search(r"translate\(([-0-9.]+)", text.get("transform"))[1])
        size = width(text.text or "", is_strong=text.get("font-weight") == "600")
        anchor = text.get("text-anchor", "start")
        back = {"start": 0.0, "middle": size / 2, "end": size}[anchor]
        yield text.text, x, (-back, size - back)
