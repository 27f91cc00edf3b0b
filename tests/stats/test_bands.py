"""Ranks and bands follow the tool that each is named for."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.kernel.refusals import Refusal
from alongside.stats.bands import quantiles, quartile_bands, quartiles, quintiles, ranks

VALUES = st.lists(st.one_of(st.none(), st.integers(0, 30)), min_size=1, max_size=40)


def slow_percentile(values, p):
    place = (len(values) - 1) * p + 1
    low = math.floor(place)
    if low >= len(values):
        return values[-1]
    return round(values[low - 1] + (place - low) * (values[low] - values[low - 1]), 10)


@settings(max_examples=50, deadline=None)
@given(VALUES, st.sampled_from([4, 5]))
def test_fifths_and_quarters_end_at_their_percentiles(values, groups):
    found = (quintiles if groups == 5 else quartiles)(values).band
    present = sorted(value for value in values if value is not None)
    for value, band in zip(values, found, strict=True):
        if value is None or len(present) < groups:
            assert math.isnan(band)
        else:
            bounds = [slow_percentile(present, k / groups) for k in range(1, groups + 1)]
            assert band == next(k for k, bound in enumerate(bounds, 1) if value <= bound)


def test_ntile_deals_areas_out_in_order():
    found = quintiles([7, 1, 2, 3, 4, 5, 6], method="ntile")
    assert found.band.tolist() == [5, 1, 1, 2, 2, 3, 4]
    assert np.isnan(quintiles([1, 2, 3, 4], method="ntile").band).all()


def test_fewer_than_there_are_groups_are_not_cut_and_say_why():
    few = quintiles([1, 2, 3, None])
    assert np.isnan(few.band).all()
    assert few.reason == "There are 3 figures, and 5 groups need 5."
    assert quartiles([[1, 2, 3, 4], [1, None, None, None]]).reason.tolist() == [
        "",
        "There is 1 figure, and 4 groups need 4.",
    ]
    assert quintiles([1, 2, 3, 4, 5]).reason == ""


@pytest.mark.parametrize(
    ("polarity", "first", "last"),
    [
        ("no_judgement", "lowest", "highest"),
        ("high_is_good", "worst", "best"),
        ("low_is_good", "best", "worst"),
        ("not_applicable", "", ""),
    ],
)
def test_fifths_are_named_by_what_is_good(polarity, first, last):
    found = quintiles([1, 2, 3, 4, 5, None], polarity=polarity)
    assert (found.label[0], found.label[4], found.label[5]) == (first, last, "")


def test_dfes_bands_put_a_bound_with_the_lower_values():
    values = [1, 2, 3, 4, 5, None]  # quartiles 2, 3, 4
    assert "".join(quartile_bands(values, polarity="low_is_good")) == "AABCD"
    assert "".join(quartile_bands(values, polarity="high_is_good")) == "DDCBA"
    assert set(quartile_bands(values, polarity="no_judgement")) == {""}


def test_equal_values_share_the_smallest_rank():
    values = [90, 95, 95, None, 80]
    np.testing.assert_array_equal(ranks(values), [3, 1, 1, np.nan, 4])
    np.testing.assert_array_equal(ranks(values, polarity="low_is_good"), [2, 3, 3, np.nan, 1])


@settings(max_examples=50, deadline=None)
@given(VALUES, st.integers(2, 10), st.sampled_from(["lowest", "highest"]))
def test_quantiles_are_the_formula_of_public_health_methods(values, number, first):
    found = quantiles(values, number=number, first=first)
    sign = 1 if first == "lowest" else -1
    present = [sign * value for value in values if value is not None]
    m = len(present)
    for value, quantile in zip(values, found, strict=True):
        if value is None or m < number:
            assert math.isnan(quantile)
            continue
        rank = 1 + sum(other < sign * value for other in present)
        expected = math.floor((number + 1) - math.ceil(((m + 1) - rank) / (m / number)))
        assert quantile == (expected or 1)


def test_tenths_of_a_hundred_hold_ten_each():
    assert np.bincount(quantiles(np.arange(100)).astype(int)).tolist() == [0] + [10] * 10


def test_rows_are_cut_each_for_itself():
    found = quantiles([[1, 2, 3, 4], [4, 3, None, None]], number=2)
    np.testing.assert_array_equal(found, [[1, 1, 2, 2], [2, 1, np.nan, np.nan]])


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: quantiles([1, 2], number=1), "at least 2 groups"),
        (lambda: quantiles([1, 2], first="best"), "one of lowest, highest"),
        (lambda: quintiles([1, 2], method="dice"), "one of percentile, ntile"),
        (lambda: ranks([1, 2], polarity="up"), "one of high_is_good"),
        (lambda: quartile_bands(["a"], polarity="low_is_good"), "list of numbers"),
    ],
)
def test_what_cannot_be_put_in_order_is_refused(ask, words):
    with pytest.raises(Refusal, match=words):
        ask()
