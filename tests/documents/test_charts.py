"""Charts are sound SVG that no words can break, and can be read without colour."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given

from alongside.documents import content as c
from alongside.documents import plain_charts
from alongside.documents.blocks import COLOURS
from alongside.documents.drawing import SHADES, width_of, wrapped
from alongside.documents.letters import for_screen
from alongside.documents.plain_charts import svg_of
from tests.documents.making import CHARTS, HOSTILE, SEVERAL

SVG = "{http://www.w3.org/2000/svg}"
TAGS = {"svg", "title", "desc", "line", "text", "rect", "path", "circle"}


def drawn(chart, *, is_narrow=False):
    return ElementTree.fromstring(svg_of(chart, is_narrow=is_narrow))


def texts(root):
    return [element.text for element in root.iter(f"{SVG}text")]


def line_chart(*values, **changes):
    points = tuple(c.ChartPoint(f"M{n}", "", value) for n, value in enumerate(values))
    given = {"title": "T", "alt": "A", "unit": "%", "points": points} | changes
    return c.LineChart(**given)


@given(CHARTS)
@SEVERAL
def test_any_chart_is_sound_and_holds_only_what_we_draw(chart):
    for is_narrow in (False, True):
        root = drawn(for_screen(chart), is_narrow=is_narrow)
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= TAGS
        attributes = {name for element in root.iter() for name in element.attrib}
        assert not attributes & {"id", "style", "href", "onload"}
        assert root.get("role") == "img"
        assert root.find(f"{SVG}title").text == for_screen(chart.title)
        assert root.find(f"{SVG}desc").text == for_screen(chart.alt)


@given(CHARTS)
@SEVERAL
def test_nothing_is_drawn_outside_the_picture(chart):
    root = drawn(for_screen(chart))
    width, height = (float(number) for number in root.get("viewBox").split()[2:])
    for element in root.iter():
        for name, limit in (
            ("x", width),
            ("cx", width),
            ("x2", width),
            ("y", height),
            ("cy", height),
        ):
            assert -0.1 <= float(element.get(name, 0)) <= limit + 0.1


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words):
    shown = for_screen(words)
    points = (c.ChartPoint(shown, shown, "1"), c.ChartPoint(shown, shown, "2"))
    charts = (
        c.LineChart(shown, shown, shown, points, "3", shown),
        c.BarChart(shown, shown, (c.Bar(shown, 1),)),
        c.BarChart(shown, shown, (c.Bar(shown, 1),), is_stacked=True),
    )
    for chart in charts:
        root = drawn(chart)
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= TAGS
        assert root.find(f"{SVG}desc").text == shown


def test_the_same_chart_is_the_same_text():
    chart = line_chart("1", "2", "3")
    assert svg_of(chart) == svg_of(chart)


def test_a_line_has_its_numbers_and_a_dashed_target_with_words():
    chart = line_chart("31", "28.5", "64", target="90", target_words="Target: 90%")
    root = drawn(chart)
    assert {"31%", "28.5%", "64%", "Target: 90%", "100%"} <= set(texts(root))
    targets = [x for x in root.iter(f"{SVG}line") if x.get("class") == "documents-target"]
    assert [x.get("stroke-dasharray") for x in targets] == ["6 4"]


def test_a_gap_stays_a_gap_and_says_so():
    root = drawn(line_chart("1", "2", "", "4", "5"))
    (path,) = root.iter(f"{SVG}path")
    assert path.get("d").count("M") == 2
    assert "no figure" in texts(root)
    assert len(list(root.iter(f"{SVG}circle"))) == 4


def test_a_crowded_line_writes_the_numbers_that_matter():
    values = [str(100 + (n * 37) % 90) for n in range(60)]
    found = texts(drawn(line_chart(*values, unit="plans")))
    assert {values[0], values[-1]} <= set(found)
    assert len(found) < 40


@pytest.mark.parametrize(
    ("values", "lowest", "highest"),
    [
        (["0"], "0", "1"),
        (["0", "0"], "0", "1"),
        (["-2.5", "3"], "−4", "4"),
        (["0.01", "0.04"], "0", "0.04"),
        (["123456789"], "0", "125,000,000"),
        (["9" * 30], "0", "1" + ",000" * 10),
    ],
)
def test_the_scale_reaches_from_nought_over_every_value(values, lowest, highest):
    found = texts(drawn(line_chart(*values, unit="points")))
    assert found[0] == lowest
    assert highest in found


def test_a_share_over_half_is_shown_against_the_whole():
    assert "100%" in texts(drawn(line_chart("51")))
    assert "100%" not in texts(drawn(line_chart("49")))


def test_every_bar_has_its_words_and_its_count():
    chart = c.BarChart("T", "A", (c.Bar("Late", 12, "red"), c.Bar("Done", 0, "blue")))
    assert texts(drawn(chart)) == ["Late", "12", "Done", "0"]
    stacked = texts(drawn(c.BarChart("T", "A", chart.bars, is_stacked=True)))
    assert stacked == ["12", "Late: 12", "Done: 0"]


def test_colours_that_look_alike_in_grey_differ_in_their_hatch():
    def grey(colour):
        red, green, blue = (int(SHADES[colour].fill[i : i + 2], 16) for i in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    assert set(SHADES) == set(COLOURS)
    for one in COLOURS:
        for other in COLOURS:
            is_alike = one != other and abs(grey(one) - grey(other)) < 20
            hatches = [(SHADES[x].slope, SHADES[x].gap) for x in (one, other)]
            assert not is_alike or hatches[0] != hatches[1], (one, other)


def test_the_sheet_of_styles_knows_every_class_that_changes_in_the_dark():
    css = (Path(plain_charts.__file__).parent / "static/documents/documents.css").read_text()
    bars = c.BarChart("T", "A", tuple(c.Bar(colour, 1, colour) for colour in COLOURS))
    lines = line_chart("1", "2", target="3", target_words="t")
    used = set(re.findall(r'class="([^"]+)"', svg_of(bars) + svg_of(lines)))
    classes = {name for names in used for name in names.split()}
    assert {name for name in classes if f".{name} " not in css and f".{name}," not in css} == set()


def test_long_words_are_wrapped_and_cut_with_an_ellipsis():
    lines = wrapped("x" * 500, 100)
    assert len(lines) == 6
    assert lines[-1].endswith("…")
    assert all(width_of(line) <= 110 for line in lines)
    assert wrapped("a few words", 1000) == ["a few words"]
