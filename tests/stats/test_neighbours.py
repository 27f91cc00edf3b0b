"""Neighbours are a plain mean that is not tested, or pooled and tested."""

import numpy as np
import pytest

from alongside.kernel.refusals import Refusal
from alongside.stats.intervals import wilson
from alongside.stats.neighbours import compare_with_neighbours, neighbour_mean
from alongside.stats.ratios import difference_of_proportions

NEIGHBOURS = {"neighbour_numerator": [40, 55, None], "neighbour_denominator": [100, 150, 90]}


def test_a_mean_leaves_missing_neighbours_out_and_says_that_it_is_not_tested():
    found = neighbour_mean([[50, 60, None], [None, None, None]])
    assert found.mean[0] == 55
    assert np.isnan(found.mean[1])
    assert found.counted.tolist() == [2, 0]
    assert found.test.startswith("Not tested")


def test_pooled_neighbours_are_their_sums():
    found = compare_with_neighbours(153, 236, polarity="high_is_good", **NEIGHBOURS)
    assert found.neighbours == pytest.approx(95 / 250)
    assert found.counted == 2
    assert found.judgement == "better"
    assert found.lower == wilson(153, 236).lower
    gap = difference_of_proportions(153, 236, other_numerator=95, other_denominator=250)
    assert (found.difference, found.difference_lower) == (gap.value, gap.lower)


def test_each_area_has_its_own_neighbours():
    found = compare_with_neighbours(
        [1, 9],
        [10, 10],
        neighbour_numerator=[[5, 5], [50, 50]],
        neighbour_denominator=[[10, 10], [100, 100]],
    )
    assert found.judgement.tolist() == ["lower", "higher"]


def test_without_neighbours_nothing_is_compared():
    found = compare_with_neighbours(1, 2, neighbour_numerator=[None], neighbour_denominator=[None])
    assert found.judgement == "not_compared"
    assert np.isnan([found.neighbours, found.difference]).all()


def test_a_neighbour_that_cannot_be_is_refused():
    with pytest.raises(Refusal, match="base above 0"):
        compare_with_neighbours(1, 2, neighbour_numerator=[1], neighbour_denominator=[0])
