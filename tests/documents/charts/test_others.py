"""Funnel, bars and curves: what they mark, what they say, and what they refuse."""

from dataclasses import replace

import pytest

from alongside.documents.charts.chart import Shape
from alongside.documents.charts.cohort import CohortCurve, CurveStep, cohort_curves
from alongside.documents.charts.comparison import Compared, comparison_bars
from alongside.documents.charts.funnel import FunnelArea, funnel_plot
from alongside.documents.charts.palette import PAPER_COLOURS
from alongside.kernel.refusals import Refusal
from tests.documents.charts.making import cohort, comparison, funnel
from tests.documents.charts.measuring import width
from tests.documents.charts.test_control import rows_of, texts_of


def test_a_funnel_shows_every_area_with_the_own_one_named_and_on_top():
    made = funnel_plot(funnel())
    placed = rows_of(made.specs[Shape.WIDE], "point")[:153]
    assert [row["s"] for row in placed].count("diamond") == 10
    assert placed[-1]["c"] == PAPER_COLOURS["own"]
    assert "York 3.0%" in texts_of(made.specs[Shape.WIDE])
    assert len(made.table.rows) == 153
    assert made.table.rows[0][0].text == "York"
    assert "York has 3.0% on a base of 40." in made.summary


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("places", range(8))
def test_the_name_of_the_own_area_lies_on_no_neighbour(shape, places):
    """However many of the places around it neighbours take."""
    around = [(60, 0), (-60, 0), (0, 9), (0, -9), (50, 9), (50, -9), (-50, 9), (-50, -9)]
    own = FunnelArea(name="York", base=500, value=50, kind="own")
    near = [
        FunnelArea(name=str(n), base=500 + x, value=50 + y, kind="neighbour")
        for n, (x, y) in enumerate(around[: places + 1])
    ]
    far = FunnelArea(name="Far", base=1500, value=95)
    spec = funnel_plot(replace(funnel(), areas=(own, *near, far))).specs[shape]
    (name,) = [row for row in rows_of(spec, "text") if row["t"] == "York 50.0%"]
    marks = {mark[2].partition(":")[0]: mark[:2] for mark in spec["usermeta"]["marks"]["each"]}
    left, top = spec["padding"]["left"], spec["padding"]["top"]
    right = name["x"] + width("York 50.0%", is_strong=True)
    for each in near:
        x, y = marks[each.name][0] - left, marks[each.name][1] - top
        is_clear = x + 5 < name["x"] or x - 5 > right or y + 5 < name["y"] - 10 or y - 5 > name["y"]
        assert is_clear, each


def test_a_name_rather_covers_others_than_seem_to_be_a_neighbours():
    own = FunnelArea(name="York", base=500, value=50, kind="own")
    below = FunnelArea(name="Near", base=500, value=43, kind="neighbour")
    others = [FunnelArea(name=f"{n}", base=520 + 20 * n, value=50) for n in range(4)]
    others += [FunnelArea(name=f"-{n}", base=480 - 20 * n, value=50) for n in range(4)]
    far = FunnelArea(name="Far", base=1500, value=95)
    spec = funnel_plot(replace(funnel(), areas=(own, below, *others, far))).specs[Shape.WIDE]
    (name,) = [row for row in rows_of(spec, "text") if row["t"] == "York 50.0%"]
    york = next(mark for mark in spec["usermeta"]["marks"]["each"] if mark[2] == "York: 50.0%")
    assert name["y"] < york[1] - spec["padding"]["top"] + 5


def test_a_name_that_finds_room_far_away_has_a_line_to_its_mark():
    own = FunnelArea(name="York", base=500, value=50, kind="own")
    wall = [
        FunnelArea(name=f"{n} {m}", base=500 + n * 25, value=50 + m * 3, kind="neighbour")
        for n in range(-6, 7)
        for m in range(-6, 7)
        if n or m
    ]
    far = FunnelArea(name="Far", base=1500, value=95)
    plain, walled = (
        funnel_plot(replace(funnel(), areas=(own, *near, far))).specs[Shape.WIDE]
        for near in (wall[:1], wall)
    )
    assert "York 50.0%" in texts_of(walled)
    assert len(rows_of(walled, "rule")) == len(rows_of(plain, "rule")) + 1


def test_the_two_pairs_of_limits_differ_in_their_dash():
    lines = rows_of(funnel_plot(funnel()).specs[Shape.WIDE], "line")
    assert {tuple(row["d"]) for row in lines if row["c"] == PAPER_COLOURS["limit"]} == {(5, 4)}
    assert {tuple(row["d"]) for row in lines if row["c"] == PAPER_COLOURS["other"]} == {(1, 0)}


def test_limits_end_at_the_edge_of_the_plot():
    lines = rows_of(funnel_plot(funnel()).specs[Shape.NARROW], "line")
    assert all(0 <= row["y"] <= 100 for row in lines)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"areas": ()}, "no areas"),
        ({"average": float("nan")}, "plain numbers"),
        ({"areas": (funnel().areas[0],) * 2}, "Only one area"),
        ({"areas": (replace(funnel().areas[1], base=-1.0),)}, "base cannot be less"),
        ({"limits": funnel().limits[::-1]}, "order of their bases"),
    ],
)
def test_a_funnel_that_cannot_be_drawn_is_refused(changes, sentence):
    with pytest.raises(Refusal, match=sentence):
        replace(funnel(), **changes)


def test_bars_stand_from_the_highest_down_and_what_is_hidden_last():
    made = comparison_bars(comparison())
    names = [row[0].text for row in made.table.rows]
    assert names == ["York", "Poole", "Yorkshire and The Humber", "England", "Hidden"]
    assert made.table.rows[-1][2].text == "Not shown"
    assert made.summary.startswith(
        "York has 98.5% (plausible range 96.6% to 99.4%), number 1 of 2 from the highest."
    )
    shown = texts_of(made.specs[Shape.WIDE])
    assert [name for name in shown if name in names] == names
    assert "not shown" in shown


def test_bars_begin_at_nought():
    with pytest.raises(Refusal, match="begin at 0"):
        replace(comparison(), bars=(Compared(name="A", value=-1.0),))


def test_half_an_interval_is_refused():
    with pytest.raises(Refusal, match="both ends"):
        replace(comparison(), bars=(Compared(name="A", value=1.0, lower=0.5),))


def test_curves_say_what_was_finished_at_the_limit_and_what_is_not_yet_seen():
    made = cohort_curves(cohort())
    assert "45.0% were finished by 20 weeks (plausible range 39.0% to 45.0%)" in made.summary
    assert "Started in 2025 (90 requests): seen for 14 weeks only" in made.summary
    by_week = {row[0].text: [cell.text for cell in row[1:]] for row in made.table.rows}
    assert by_week["20 weeks (the limit)"] == ["45.0% (39.0% to 45.0%)", "Not yet seen"]


def test_a_curve_holds_its_last_step_until_the_next_day_of_one():
    curve = CohortCurve(
        name="A",
        base="",
        until=20,
        steps=(
            CurveStep(day=5, percent=10, lower=5, upper=20),
            CurveStep(day=9, percent=30, lower=20, upper=40),
        ),
    )
    assert [curve.at(day).percent for day in (4, 5, 8, 9, 20)] == [0, 10, 10, 30, 30]
    assert curve.at(21) is None


def test_each_curve_has_its_own_dash():
    lines = rows_of(cohort_curves(cohort()).specs[Shape.WIDE], "line")
    assert len({(row["c"], tuple(row["d"])) for row in lines}) == 2
    assert len({tuple(row["d"]) for row in lines}) == 2


CURVE = cohort().curves[0]


@pytest.mark.parametrize(
    ("curves", "sentence"),
    [
        ((), "one to four"),
        ((CURVE,) * 5, "one to four"),
        ((replace(CURVE, steps=CURVE.steps[::-1]),), "in order"),
        ((replace(CURVE, until=10),), "after its last day"),
        ((replace(CURVE, steps=(CurveStep(day=1, percent=101, lower=0, upper=1),)),), "0 to 100"),
    ],
)
def test_curves_that_cannot_be_drawn_are_refused(curves, sentence):
    with pytest.raises(Refusal, match=sentence):
        replace(cohort(), curves=curves)
