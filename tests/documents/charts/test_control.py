"""A control chart says in its picture, its words and its table what the values say."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from alongside.documents.charts.chart import Shape
from alongside.documents.charts.control import control_chart
from alongside.documents.charts.control_values import ControlChart, ControlPoint
from alongside.documents.charts.figures import with_unit
from alongside.documents.charts.palette import PAPER_COLOURS, Meaning
from alongside.documents.charts.placing import free_base
from alongside.kernel.refusals import Refusal
from tests.documents.charts.making import SHARES, month, monthly, york
from tests.documents.charts.measuring import width


def rows_of(spec, mark):
    return [
        row
        for layer in spec["layer"]
        if layer["mark"]["type"] == mark
        for row in layer["data"]["values"]
    ]


def texts_of(spec):
    return [row["t"] for row in rows_of(spec, "text")]


def wide(chart):
    return control_chart(chart).specs[Shape.WIDE]


def test_yorks_years_are_told_from_first_to_last():
    summary = control_chart(york()).summary
    assert summary.startswith(
        "7 figures from 2019 to 2025. The latest is 98.5% (330 of 335 plans); the first was 88.7%."
    )
    assert "provisional because there are few figures" in summary
    assert "The target is 95%." in summary


def test_the_table_has_every_figure_with_its_base():
    table = control_chart(york()).table
    assert [row[1].text for row in table.rows] == [f"{share}%" for share in SHARES]
    assert table.rows[0][2].text == "133 of 150 plans"
    assert table.rows[2][-1].text == "Worse than usual, provisional"
    assert [column.title for column in table.columns] == [
        "Period", "Figure", "Of", "Average", "Lower limit", "Upper limit", "Target",
        "What it shows",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("on", "place"),
    [
        (date(2020, 1, 1), date(2019, 7, 2)),
        (date(2020, 3, 23), date(2019, 9, 22)),
        (date(2020, 7, 1), date(2019, 12, 31)),
        (date(2018, 7, 2), date(2018, 1, 1)),
        (date(2026, 1, 1), date(2025, 7, 2)),
    ],
)
def test_a_day_stands_in_the_stretch_of_its_period(on, place):
    """The point of 2020 stands at its first day, and its stretch reaches half a year to both sides."""
    assert york().place_within(on) == pytest.approx(place.toordinal(), abs=2)


def test_each_meaning_has_a_shape_of_its_own():
    points = tuple(
        ControlPoint(on=month(n), label=str(n), value=float(n + 1), centre=3.0, meaning=meaning)
        for n, meaning in enumerate(Meaning)
    )
    chart = ControlChart(title="T", kind="c", unit="plans", points=points)
    marks = {
        (row["s"], row["f"] == PAPER_COLOURS["paper"], row["c"])
        for row in rows_of(wide(chart), "point")
    }
    shapes = {(shape, is_hollow) for shape, is_hollow, _ in marks}
    assert shapes == {
        ("circle", False), ("triangle-up", False), ("triangle-down", False), ("diamond", False),
        ("square", False), ("square", True),
    }  # fmt: skip


def test_limits_are_dashed_only_while_they_are_provisional():
    def dashes(chart):
        found = rows_of(wide(chart), "line")
        return {tuple(row["d"]) for row in found if row["c"] == PAPER_COLOURS["limit"]}

    chart = york()
    settled = replace(chart, points=tuple(replace(p, is_provisional=False) for p in chart.points))
    assert dashes(chart) == {(5, 4)}
    assert dashes(settled) == {(1, 0)}


def test_limits_step_half_way_between_points_where_the_base_changes():
    chart = york()
    found = rows_of(wide(chart), "line")
    upper = {
        (row["x"], round(row["y"], 6))
        for row in found
        if row["c"] == PAPER_COLOURS["limit"] and row["y"] > 80
    }
    middle = (date(2019, 1, 1).toordinal() + date(2020, 1, 1).toordinal()) / 2
    heights = {y for x, y in upper if x == middle}
    assert heights == {round(point.upper, 6) for point in chart.points[:2]}


def test_the_line_is_lifted_where_there_is_no_figure_and_says_so():
    found = rows_of(wide(monthly()), "line")
    paths = {row["p"] for row in found if row["c"] == PAPER_COLOURS["common"]}
    assert len(paths) == 2
    assert "no figure" in texts_of(wide(monthly()))
    assert "There is no figure for Feb 2020." in control_chart(monthly()).summary


def test_gaps_near_each_other_say_once_that_there_is_no_figure():
    points = tuple(
        ControlPoint(on=month(n), label=f"Jan–Mar {n}", value=None if n % 2 else 5.0)
        for n in range(13)
    )
    spec = control_chart(ControlChart(title="T", kind="c", unit="plans", points=points))
    narrow = rows_of(spec.specs[Shape.NARROW], "text")
    words = [row for row in narrow if row["t"] in {"no figure", *(p.label for p in points)}]
    for height in {row["y"] for row in words}:
        ends = sorted(
            (row["x"] - width(row["t"]) / 2, row["x"] + width(row["t"]) / 2)
            for row in words
            if row["y"] == height
        )
        assert all(left[1] < right[0] for left, right in pairwise(ends))


def test_the_number_of_the_last_point_stands_where_no_line_runs():
    assert free_base((0, 40), 100, [[(20, 100)]], [], 200) == (90, True)
    assert free_base((0, 40), 100, [[(0, 60), (20, 100)]], [], 200) == (120, True)
    assert free_base((0, 40), 100, [[(0, 60)], [(20, 100)]], [], 200) == (90, True)
    assert not free_base((0, 40), 100, [[(2, 64), (8, 82), (20, 100), (35, 120)]], [], 200)[1]
    assert free_base((0, 40), 190, [[(20, 190)]], [175], 200) == (160, True)


def test_limits_start_again_at_a_recalculation_whose_cause_stands_below():
    spec = wide(monthly("A second team started"))
    centres = [row for row in rows_of(spec, "line") if row["c"] == PAPER_COLOURS["centre"]]
    assert len({row["p"] for row in centres}) == 2
    assert any("the limits start again. A second team started" in t for t in texts_of(spec))
    assert {"A", "B"} <= set(texts_of(spec))


def test_target_stretched_target_and_planned_path_each_have_a_dash():
    found = rows_of(wide(monthly()), "line")
    dashes = {tuple(row["d"]) for row in found if row["c"] == PAPER_COLOURS["target"]}
    assert len(dashes) == 3
    assert {"Target 90%", "Stretched target 98%", "Planned path"} <= set(texts_of(wide(monthly())))


def test_ghosted_points_are_hollow_and_named():
    hollow = [
        row
        for row in rows_of(wide(monthly()), "point")
        if row["s"] == "circle" and row["f"] == PAPER_COLOURS["paper"]
    ]
    assert len(hollow) == 2  # one in the plot and one in the key
    made = control_chart(monthly())
    assert "1 figure is left out of the reckoning." in made.summary
    assert made.table.rows[3][-1].text == "Left out of the reckoning"


def domain(chart):
    layers = wide(chart)["layer"]
    scales = [layer["encoding"]["y"]["scale"] for layer in layers]
    return next(scale["domain"] for scale in scales if scale)


def test_a_percentage_and_its_target_share_the_whole_scale():
    assert domain(york()) == [0, 100]


def test_a_narrow_range_is_shown_near_and_said_to_be():
    points = tuple(
        ControlPoint(on=month(n), label=str(n), value=97 + n % 3 / 2, target=98.0) for n in range(6)
    )
    chart = ControlChart(title="T", kind="xmr", unit="%", points=points)
    low, high = domain(chart)
    assert low > 90
    assert high <= 100
    assert any(text.startswith("Scale starts at ") for text in texts_of(wide(chart)))


def test_both_shapes_show_the_same_figures():
    specs = control_chart(york()).specs
    figures = [
        [(r["x"], r["y"]) for r in rows_of(spec, "point") if r["y"] in SHARES]
        for spec in specs.values()
    ]
    assert figures[0] == figures[1]
    assert len(figures[0]) == len(SHARES)


def test_events_on_the_same_day_stand_side_by_side():
    points = tuple(
        ControlPoint(on=date(2020, 1, 1), label=str(n), value=float(n)) for n in range(3)
    )
    given = {"title": "T", "kind": "t", "unit": "days", "points": points}
    made = control_chart(ControlChart(**given, is_evenly_spaced=True))
    assert len({row["x"] for row in rows_of(made.specs[Shape.WIDE], "point")}) == 3
    with pytest.raises(Refusal, match="order of their dates"):
        ControlChart(**given)


POINT = ControlPoint(on=date(2020, 1, 1), label="2020", value=1.0)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": " "}, "title"),
        ({"kind": "z"}, "one of xmr"),
        ({"places": 9}, "decimal places"),
        ({"points": ()}, "no figures"),
        ({"points": (replace(POINT, value=None),)}, "no figures"),
        ({"points": (replace(POINT, value=float("nan")),)}, "plain numbers"),
        ({"points": (replace(POINT, upper=float("inf")),)}, "plain numbers"),
        ({"points": (POINT, POINT)}, "order of their dates"),
        ({"points": (POINT, replace(POINT, on=date(2019, 1, 1)))}, "order of their dates"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_sentence(changes, sentence):
    with pytest.raises(Refusal, match=sentence):
        york(**changes)


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (1.0, "actions", "1 action"),
        (2.0, "actions", "2 actions"),
        (3.0, "children", "3 children"),
        (1.0, "%", "1%"),
    ],
)
def test_one_of_a_plain_unit_is_one(value: float, unit: str, said: str) -> None:
    assert with_unit(value, unit, 0) == said
