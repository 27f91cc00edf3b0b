"""Sparklines and icons: made at once, named in words, told apart without colour."""

import re
import time
from xml.etree import ElementTree

import pytest

from alongside.documents.charts.icons import (
    ASSURANCES,
    VARIATIONS,
    assurance_icon,
    variation_icon,
)
from alongside.documents.charts.sparkline import sparkline
from alongside.kernel.refusals import Refusal
from alongside.stats.charts.words import Assurance, Variation
from tests.documents.charts.making import HOSTILE


def test_a_sparkline_marks_its_last_point_and_its_target():
    svg = sparkline([31, 28, None, 64], words="From 31% to 64%", target=90)
    root = ElementTree.fromstring(svg)
    names = [element.tag.split("}")[1] for element in root]
    assert names == ["line", "path", "circle"]
    assert root.get("aria-label") == "From 31% to 64%"
    assert root[1].get("d").count("M") == 2
    assert root[0].get("stroke-dasharray")


def test_a_figure_between_two_gaps_is_a_dot_that_can_be_seen():
    root = ElementTree.fromstring(sparkline([31, None, 64, None, 50, 55], words=""))
    dots = [element for element in root if element.tag.endswith("circle")]
    assert [dot.get("r") for dot in dots] == ["2", "2", "3.4"]


def test_words_that_stand_beside_are_not_said_twice():
    assert 'aria-hidden="true"' in sparkline([1, 2], words="")
    assert "role=" not in variation_icon("none", words="")


@pytest.mark.parametrize("values", [[], [None]])
def test_a_sparkline_of_nothing_is_refused(values):
    with pytest.raises(Refusal, match="no figures"):
        sparkline(values, words="")


def test_equal_figures_and_a_single_one_are_a_level_line():
    assert 'cy="16"' in sparkline([3, 3], words="")
    assert 'cx="60"' in sparkline([3], words="")


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_a_label(words):
    for svg in (sparkline([1, 2], words=words), variation_icon("none", words=words)):
        root = ElementTree.fromstring(svg)
        assert set(root.attrib) == {
            "class", "role", "aria-label", "viewBox", "width", "height", "focusable",
        }  # fmt: skip


def test_there_is_an_icon_for_every_code_of_the_judgements():
    assert set(VARIATIONS) == {code.value for code in Variation}
    assert set(ASSURANCES) == {code.value for code in Assurance}


def test_icons_are_told_apart_without_colour():
    icons = [variation_icon(code, words="") for code in VARIATIONS]
    icons += [assurance_icon(code, words="") for code in ASSURANCES if code != "none"]
    bare = {re.sub(r"var\(--chart-[a-z-]+, #[0-9a-f]{6}\)", "", svg) for svg in icons}
    assert len(bare) == len(icons)


@pytest.mark.parametrize("icon", [variation_icon, assurance_icon])
def test_an_unknown_icon_is_refused(icon):
    with pytest.raises(Refusal, match="no icon for “odd”"):
        icon("odd", words="")


def test_no_small_drawing_has_an_id_or_a_style():
    for svg in (sparkline([1, 2], words="a", target=3), assurance_icon("pass", words="b")):
        assert not re.search(r" id=|style", svg)


def test_a_dashboard_of_sixty_rows_is_drawn_in_50_milliseconds():
    values = [float(place % 9) for place in range(60)]
    times = []
    for _ in range(5):
        start = time.process_time()
        for _ in range(60):
            sparkline(values, words="w", target=5)
            variation_icon("improvement_high", words="w")
            assurance_icon("pass", words="w")
        times.append(time.process_time() - start)
    assert min(times) < 0.05
