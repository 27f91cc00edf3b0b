"""What a reader may ask a drawing for: each mark at its place, with its words, and none of it on paper."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from alongside.documents.charts.chart import Shape
from alongside.documents.charts.comparison import comparison_bars
from alongside.documents.charts.control import control_chart
from alongside.documents.charts.funnel import funnel_plot
from alongside.documents.charts.paper import on_paper
from alongside.documents.charts.store import drawn
from alongside.documents.sound_svg import check_drawing
from tests.documents.charts.making import comparison, funnel, monthly, york

SVG = "{http://www.w3.org/2000/svg}"


def marks_of(svg):
    (group,) = (g for g in ElementTree.fromstring(svg) if g.get("class") == "chart-marks")
    said = [circle.find(f"{SVG}title").text.split("\n") for circle in group]
    return group, said


@pytest.mark.parametrize("shape", list(Shape))
def test_each_figure_says_itself_its_base_what_it_is_held_against_and_what_it_means(shape):
    group, said = marks_of(drawn(control_chart(york()), shape).svg)
    assert (group.get("data-reads"), group.get("data-first")) == ("across", "6")
    assert len(said) == 7
    assert said[2] == [
        "The year 2021: 63.0%",
        "121 of 192 plans. Average 82.7%, provisional limits 74.6% to 90.9%. Target 95%.",
    ]


def test_a_period_without_a_figure_says_so_and_stands_at_the_foot():
    group, said = marks_of(drawn(control_chart(monthly())).svg)
    assert said[5] == ["Feb 2020: no figure"]
    heights = [float(circle.get("cy")) for circle in group]
    assert heights[5] == max(heights)


def test_a_judged_figure_says_what_it_means_and_a_figure_left_out_says_that():
    _, said = marks_of(drawn(control_chart(monthly())).svg)
    assert said[3][1].endswith("Left out of the reckoning.")
    assert said[-1][1].endswith("Target 90% and stretched target 98%. Usual variation.")


def test_bars_answer_from_the_top_down_and_begin_with_the_own_area():
    group, said = marks_of(drawn(comparison_bars(comparison())).svg)
    assert (group.get("data-reads"), group.get("data-first")) == ("down", "0")
    assert said[0] == [
        "York: 98.5%",
        "Own area. 330 of 335. Plausible range 96.6% to 99.4%.",
    ]
    assert said[-1] == ["Hidden: not shown", "Neighbour. Fewer than 5 plans."]
    heights = [float(circle.get("cy")) for circle in group]
    assert heights == sorted(heights)


def test_areas_of_a_funnel_answer_by_their_base_and_begin_with_the_own_area():
    group, said = marks_of(drawn(funnel_plot(funnel())).svg)
    assert group.get("data-reads") == "near"
    assert len(said) == 153
    assert said[int(group.get("data-first"))] == ["York: 3.0%", "New plans: 40. Within the limits."]


@pytest.mark.parametrize("shape", list(Shape))
def test_every_mark_lies_within_the_picture(shape):
    for made in (control_chart(monthly()), comparison_bars(comparison()), funnel_plot(funnel())):
        chart = drawn(made, shape)
        for circle in marks_of(chart.svg)[0]:
            assert 0 <= float(circle.get("cx")) <= chart.width
            assert 0 <= float(circle.get("cy")) <= chart.height


def test_words_of_several_lines_stay_one_figure():
    bars = (replace(comparison().bars[1], name="one\ntwo"), *comparison().bars[2:])
    _, said = marks_of(drawn(comparison_bars(replace(comparison(), bars=bars))).svg)
    assert said[0][0] == "one two: 98.5%"


def test_paper_has_nothing_to_point_at():
    svg = drawn(control_chart(york())).svg
    assert "chart-marks" in svg
    assert "chart-marks" not in on_paper(svg)
    check_drawing(on_paper(svg))
