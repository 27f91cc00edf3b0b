"""Texts are measured with the font that they are shown in, never with one that took its place."""

import re

import pytest

from alongside.documents.charts.plot import FONT
from alongside.documents.charts.rendering import raw_svg
from alongside.documents.drawing import width_of
from tests.documents.charts.measuring import width

LETTERS = "Hnihnm 0123456789 mmiWWW"


def room_for(font, weight=400):
    """The width that Vega finds for a text beside an empty plot of 10 units."""
    axis = {
        "values": [0],
        "labelExpr": f"'{LETTERS}'",
        "labelFont": font,
        "labelFontSize": 20,
        "labelFontWeight": weight,
        "labelLimit": 0,
        "labelPadding": 0,
        **dict.fromkeys(("ticks", "domain", "grid"), False),
        "title": None,
    }
    spec = {
        "width": 10,
        "height": 40,
        "padding": 0,
        "config": {"view": {"stroke": None}},
        "data": {"values": [{"y": 0}]},
        "mark": {"type": "point", "opacity": 0},
        "encoding": {"y": {"field": "y", "type": "quantitative", "axis": axis}},
    }
    return float(re.search(r' width="([0-9.]+)"', raw_svg(spec))[1]) - 10


@pytest.mark.parametrize(("weight", "is_strong"), [(400, False), (600, True)])
def test_vega_measures_with_the_inter_that_stands_beside_the_paper(weight, is_strong):
    real = width(LETTERS, size=20, is_strong=is_strong)
    assert room_for(FONT, weight) == pytest.approx(real, abs=2)


def test_another_font_would_have_been_noticed():
    assert abs(room_for("No such font") - room_for(FONT)) > 5


@pytest.mark.parametrize(
    "text",
    ["Stretched target 98%", "Upper limit 88.9%", "Weeks since the start", "1,234,567", "Sep 2020"],
)
def test_the_rule_of_thumb_for_layout_is_never_too_narrow(text):
    real = width(text, is_strong=True)
    assert real - 1 <= width_of(text) <= real * 1.35
