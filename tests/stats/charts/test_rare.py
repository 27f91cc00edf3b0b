"""g and t charts, against plain loops."""

import math
from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

from alongside.kernel.refusals import Refusal
from alongside.stats.charts.judging import judge_many
from alongside.stats.charts.options import ManyOptions

GAPS = [3, 12, 0, 7, 25, 4, 9, 1, 14, 6, 2, 8, 30]


def test_a_g_chart_has_benneyans_limits_and_the_median_as_its_centre():
    found = judge_many([GAPS], chart="g")
    mean = sum(GAPS) / len(GAPS)
    sigma = math.sqrt(mean * (mean + 1))
    assert found.limits.upper[0, 0] == pytest.approx(mean + 3 * sigma)
    assert found.limits.near_upper[0, 0] == pytest.approx(mean + 2 * sigma)
    assert found.limits.centre[0, 0] == pytest.approx(0.693 * mean, rel=1e-3)
    assert found.limits.lower[0, 0] < 0 == found.drawn.lower[0, 0]


def test_the_spread_of_a_g_chart_is_that_of_the_geometric_distribution():
    mean = 9.0
    assert stats.geom(1 / (mean + 1), loc=-1).std() == pytest.approx(math.sqrt(mean * (mean + 1)))
    assert stats.geom(1 / 91, loc=-1).median() == pytest.approx(90 * math.log(2), abs=1)


def test_a_very_long_gap_is_an_improvement_where_rarer_is_better():
    found = judge_many(
        [[*GAPS[:-1], 300]], chart="g", options=ManyOptions(direction="increase", fix_after=12)
    )
    assert found.variations.tolist() == ["improvement_high"]


def test_a_t_chart_is_an_xmr_chart_of_nelsons_transformed_times():
    times = [1.5, 20, 3.25, 0, 44, 7, 12, 2, 9, 31, 5, 6, 18]
    found = judge_many([times], chart="t", options=ManyOptions(screening=False))
    y = [x ** (1 / 3.6) for x in times]
    mean = sum(y) / len(y)
    average = sum(abs(b - a) for a, b in pairwise(y)) / (len(y) - 1)
    assert found.limits.centre[0, 0] == pytest.approx(mean**3.6)
    assert found.limits.upper[0, 0] == pytest.approx((mean + 2.66 * average) ** 3.6)
    lower = mean - 2.66 * average
    assert found.limits.lower[0, 0] == pytest.approx(math.copysign(abs(lower) ** 3.6, lower))
    assert found.sides[0].tolist() == [1 if value > mean else -1 for value in y]


def test_nelsons_power_makes_exponential_times_nearly_symmetrical():
    quantiles = stats.expon.ppf(np.linspace(0.001, 0.999, 999))
    assert abs(stats.skew(quantiles ** (1 / 3.6))) < 0.05 < stats.skew(quantiles)


def test_a_t_chart_compares_its_target_on_its_own_scale():
    times = [10, 12, 9, 11, 10, 13, 8, 10, 11, 12, 9, 10, 11]
    options = ManyOptions(direction="increase", targets=[[None] * 12 + [100]])
    assert judge_many([times], chart="t", options=options).assurances.tolist() == ["fail"]


@pytest.mark.parametrize(
    ("chart", "value", "sentence"),
    [("g", 2.5, "whole number"), ("g", -1, "less than 0"), ("t", -0.5, "less than 0")],
)
def test_gaps_that_cannot_be_are_refused(chart, value, sentence):
    with pytest.raises(Refusal, match=sentence):
        judge_many([[1, value]], chart=chart)


def test_a_target_below_zero_is_refused():
    with pytest.raises(Refusal, match="below 0"):
        judge_many([[1, 2]], chart="t", options=ManyOptions(targets=-1))
