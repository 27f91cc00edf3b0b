"""One figure with its base, and series of them."""

import dataclasses
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.disclosure.axes import flat_axis
from alongside.disclosure.policy import POLICIES, Policy
from alongside.disclosure.proportions import (
    LeftOut,
    SafeFigure,
    safe_figure,
    safe_rates,
)
from alongside.disclosure.protection import protect
from alongside.disclosure.series import safe_series
from alongside.disclosure.tables import Layout, table_from_leaves
from alongside.kernel.proportion import Proportion
from alongside.kernel.refusals import Refusal
from tests.disclosure.attack import Attack


@pytest.mark.parametrize(
    ("numerator", "denominator", "policy", "text", "left_out"),
    [
        (153, 236, Policy(), "153 of 236", None),
        (3, 200, Policy(), "c of 200", LeftOut.SMALL_NUMBER),
        (197, 200, Policy(), "c of 200", LeftOut.SMALL_NUMBER),
        (0, 200, Policy(), "0 of 200", None),
        (200, 200, Policy(), "200 of 200", None),
        (0, 200, Policy(hide_from=0), "c of 200", LeftOut.SMALL_NUMBER),
        (200, 200, Policy(hide_from=0), "c of 200", LeftOut.SMALL_NUMBER),
        (1, 3, Policy(), "c of c", LeftOut.SMALL_NUMBER),
        (3, 5, Policy(), "c of c", LeftOut.SMALL_NUMBER),
        (3, 6, Policy(), "c of 6", LeftOut.SMALL_NUMBER),
        (0, 0, Policy(), "0 of 0", LeftOut.NO_CASES),
        (0, 0, Policy(hide_from=0), "c of c", LeftOut.SMALL_NUMBER),
        (12, 23, POLICIES["nhs"], "10 of 25", None),
        (5, 23, POLICIES["nhs"], "* of 25", LeftOut.SMALL_NUMBER),
        (5, 15, Policy(minimum_base=20), "5 of 15", LeftOut.SMALL_BASE),
        (5, 15, Policy(minimum_denominator=20), "c of 15", LeftOut.SMALL_BASE),
    ],
)
def test_a_figure_hides_numerator_and_rate_together(numerator, denominator, policy, text, left_out):
    figure = safe_figure(numerator, denominator, policy)
    assert (figure.text, figure.left_out) == (text, left_out)
    assert (figure.rate() is None) == (left_out is not None)
    assert (figure.proportion is None) == (left_out is not None)


def test_a_rate_is_made_from_the_rounded_numbers():
    figure = safe_figure(12, 23, POLICIES["nhs"])
    assert figure.rate() == 40.0
    assert figure.rate(multiplier=1000) == 400.0
    assert figure.proportion == Proportion(10, 25)


def test_an_exempt_level_shows_its_figure_as_it_is():
    figure = safe_figure(3, 211, POLICIES["nhs"], levels=["national"])
    assert figure.text == "3 of 211"


@pytest.mark.parametrize(("part", "whole"), [(3, 2), (-1, 5), (0, -1)])
def test_figures_that_cannot_be_are_refused(part, whole):
    with pytest.raises(Refusal):
        safe_figure(part, whole, Policy())


def test_only_disclosure_control_makes_a_safe_figure():
    figure = safe_figure(3, 200, Policy())
    with pytest.raises(Refusal, match="made by disclosure control only"):
        SafeFigure(numerator=3, denominator=200, left_out=None, symbol="c")
    with pytest.raises(Refusal, match="made by disclosure control only"):
        dataclasses.replace(figure, numerator=3)
    assert figure == safe_figure(4, 200, Policy())


@given(
    part=st.integers(0, 40),
    rest=st.integers(0, 40),
    policy=st.sampled_from([Policy(), Policy(hide_from=0), Policy(hide_to=9)]),
)
def test_a_figure_shows_no_more_than_a_table_of_its_three_numbers(part, rest, policy):
    axis = flat_axis("outcome", ["yes", "no"])
    table = protect(table_from_leaves(Layout(title="Outcome", rows=axis), [[part], [rest]]), policy)
    figure = safe_figure(part, part + rest, policy)
    yes, _, whole = (line[0] for line in table.shown)
    assert figure.numerator is None or figure.numerator == yes
    assert figure.denominator is None or figure.denominator == whole


def test_periods_without_a_total_are_judged_alone():
    figures = safe_series([(3, 40), (12, 50), (0, 0)], Policy(), periods=["2023", "2024", "2025"])
    assert [each.text for each in figures] == ["c of 40", "12 of 50", "0 of 0"]


def test_a_total_of_periods_does_not_give_one_away():
    figures = safe_series([(3, 40), (12, 50), (20, 60)], Policy(), total="In time")
    texts = [each.text for each in figures]
    assert len(texts) == 4
    assert texts[0] == "c of 40"
    assert sum(text.startswith("c") for text in texts) == 2


def test_a_series_refuses_periods_of_another_length_and_releases_without_a_total():
    with pytest.raises(Refusal, match="1 figures but 2 periods"):
        safe_series([(3, 40)], Policy(), periods=["2023", "2024"])
    axis = flat_axis("need", ["ASD", "SEMH"])
    table = protect(table_from_leaves(Layout(title="N", rows=axis), [[9], [8]]), Policy())
    with pytest.raises(Refusal, match="Name the total"):
        safe_series([(3, 40)], Policy(), published=[table])


def test_rates_of_a_table_come_from_what_it_shows():
    layout = Layout(
        title="By school",
        rows=flat_axis("place", ["A", "B", "C"]),
        columns=flat_axis("outcome", ["yes", "no"]),
    )
    safe = protect(table_from_leaves(layout, [[3, 20], [12, 13], [0, 0]]), Policy(minimum_base=10))
    figures = safe_rates(safe, part=0)
    assert [each.left_out for each in figures] == [
        LeftOut.SMALL_NUMBER, LeftOut.SMALL_NUMBER, LeftOut.NO_CASES, None,
    ]  # fmt: skip
    assert Attack([safe]).run() == []
    with pytest.raises(Refusal, match="no total column"):
        safe_rates(protect(table_from_leaves(Layout(title="N", rows=layout.rows), [[9], [8], [7]]),
                           Policy()), part=0)  # fmt: skip


def test_a_dashboard_of_3600_figures_takes_a_tenth_of_a_second():
    def taken() -> float:
        start = time.process_time()
        for number in range(3600):
            safe_figure(number % 97, 100, Policy())
        return time.process_time() - start

    assert min(taken() for _ in range(3)) < 0.1
