"""Change after an exposure: what may be said, and the numbers by SciPy and published examples."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu, t, ttest_ind
from statsmodels.stats.proportion import confint_proportions_2indep

from alongside.kernel.refusals import Refusal
from alongside.stats.change import (
    Measurements,
    RateCounts,
    ShareCounts,
    change_in_grades,
    change_in_means,
    change_in_rates,
    change_in_shares,
)
from alongside.stats.verdict import ChangeOptions, Verdict

PLANS = ChangeOptions(noun="plans")


@pytest.mark.scenario(25)
def test_with_six_plans_after_the_lesson_it_is_too_early_to_tell():
    change = change_in_shares(ShareCounts(12, 40, 3, 6), options=PLANS)
    assert change.verdict is Verdict.TOO_EARLY
    assert change.reason == "6 plans after, and at least 20 are wanted"
    assert change.sentence == (
        "Too early to tell: 6 plans after, and at least 20 are wanted. "
        "A change of 10 points would take about 356 plans a side to show."
    )
    assert change.change == pytest.approx(0.2)


@pytest.mark.scenario(25)
def test_with_plans_enough_the_change_is_told_with_its_interval():
    change = change_in_shares(ShareCounts(12, 40, 30, 45), options=PLANS)
    assert change.verdict is Verdict.UP
    assert change.sentence == (
        "Went up: 30% of 40 before, 67% of 45 after, a change of 37 points "
        "(plausible range 15 to 54)."
    )


def test_an_interval_over_nought_is_no_difference_shown():
    change = change_in_shares(ShareCounts(12, 40, 14, 40), options=PLANS)
    assert change.verdict is Verdict.NO_DIFFERENCE_SHOWN
    assert change.sentence.startswith("No difference shown: 30% of 40 before, 35% of 40 after")
    assert "would take about 356 plans a side to show" in change.sentence


def test_too_few_before_will_not_mend_by_waiting():
    change = change_in_shares(ShareCounts(1, 4, 3, 6), options=PLANS)
    assert change.verdict is Verdict.CANNOT_TELL
    assert change.sentence.startswith("Cannot tell: 4 plans before, and at least 20 are wanted.")


def test_one_plan_after_is_said_in_the_singular():
    change = change_in_shares(ShareCounts(12, 40, 0, 1), options=PLANS)
    assert change.reason == "1 plan after, and at least 20 are wanted"


def test_nothing_after_yet_is_too_early_and_has_no_change():
    change = change_in_shares(ShareCounts(12, 40, 0, 0))
    assert change.verdict is Verdict.TOO_EARLY
    assert (change.after, change.change, change.lower) == (None, None, None)


@pytest.mark.parametrize(("floor", "verdict"), [(6, Verdict.UP), (7, Verdict.TOO_EARLY)])
def test_the_floor_can_be_set(floor, verdict):
    change = change_in_shares(ShareCounts(4, 40, 6, 6), options=ChangeOptions(floor=floor))
    assert change.verdict is verdict


@pytest.mark.parametrize(
    ("counts", "lower", "upper"),
    [
        ((48, 80, 56, 70), 0.0524, 0.3339),
        ((3, 10, 9, 10), 0.1705, 0.8090),
        ((2, 7, 6, 7), 0.0582, 0.8062),
        ((0, 29, 5, 56), -0.0381, 0.1926),
        ((0, 20, 0, 10), -0.1611, 0.2775),
        ((0, 10, 10, 10), 0.6075, 1.0000),
    ],
)
def test_newcombes_published_intervals_are_met(counts, lower, upper):
    """Newcombe 1998, table II, method 10."""
    change = change_in_shares(ShareCounts(*counts))
    assert (change.lower, change.upper) == pytest.approx((lower, upper), abs=6e-5)


@settings(max_examples=40)
@given(
    before=st.integers(1, 200), after=st.integers(1, 200), one=st.floats(0, 1), two=st.floats(0, 1)
)
def test_the_interval_of_a_share_is_that_of_statsmodels(before, after, one, two):
    x, y = int(one * before), int(two * after)
    change = change_in_shares(ShareCounts(x, before, y, after))
    theirs = confint_proportions_2indep(y, after, x, before, method="newcomb")
    assert (change.lower, change.upper) == pytest.approx(theirs, abs=1e-9)


def test_the_comparison_groups_change_is_taken_away():
    exposed, comparison = ShareCounts(120, 400, 260, 400), ShareCounts(130, 400, 170, 400)
    change = change_in_shares(exposed, comparison=comparison, options=PLANS)
    assert change.comparison_change == pytest.approx(0.10)
    assert change.change == pytest.approx(0.25)
    wald = 1.959964 * sqrt(
        sum(p * (1 - p) / 400 for p in (120 / 400, 260 / 400, 130 / 400, 170 / 400))
    )
    assert (change.lower, change.upper) == pytest.approx((0.25 - wald, 0.25 + wald), abs=0.004)
    assert change.sentence == (
        "Went up: 30% of 400 before, 65% of 400 after, a change of 25 points beyond the comparison "
        "group’s 10 points (plausible range 16 to 34)."
    )


def test_a_change_that_everybody_had_is_not_shown_to_be_the_exposures():
    same = ShareCounts(30, 100, 60, 100)
    assert change_in_shares(same).verdict is Verdict.UP
    assert change_in_shares(same, comparison=same).verdict is Verdict.NO_DIFFERENCE_SHOWN


def test_a_comparison_group_with_little_since_is_too_early_too():
    change = change_in_shares(
        ShareCounts(30, 100, 60, 100), comparison=ShareCounts(30, 100, 1, 3), options=PLANS
    )
    assert change.verdict is Verdict.TOO_EARLY
    assert change.reason == "3 plans after in the comparison group, and at least 20 are wanted"


def test_a_comparison_group_doubles_the_smallest_sample():
    one = ShareCounts(30, 100, 60, 100)
    alone = change_in_shares(one).smallest_sample
    assert change_in_shares(one, comparison=one).smallest_sample == 2 * alone


def byar(count):
    z = 1.959963984540054
    upper = (count + 1) * (1 - 1 / (9 * (count + 1)) + z / (3 * sqrt(count + 1))) ** 3
    return count * (1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3, upper


def test_a_rate_is_compared_by_the_limits_of_its_counts():
    (lower, upper), (lower_after, upper_after) = byar(40), byar(80)
    change = change_in_rates(RateCounts(40, 1000, 80, 1000))
    below = sqrt((80 - lower_after) ** 2 + (upper - 40) ** 2)
    above = sqrt((upper_after - 80) ** 2 + (40 - lower) ** 2)
    assert (change.lower, change.upper) == pytest.approx(((40 - below) / 1000, (40 + above) / 1000))
    assert change.sentence == (
        "Went up: 0.04 (base 1,000) before, 0.08 (base 1,000) after, a change of 0.04 "
        "(plausible range 0.018 to 0.0627)."
    )


def test_the_same_rate_in_twice_the_population_is_no_difference_shown():
    change = change_in_rates(RateCounts(40, 1000, 80, 2000))
    assert (change.change, change.verdict) == (0, Verdict.NO_DIFFERENCE_SHOWN)


def test_rates_have_a_comparison_group_too():
    change = change_in_rates(
        RateCounts(40, 1000, 80, 1000), comparison=RateCounts(40, 1000, 79, 1000)
    )
    assert change.verdict is Verdict.NO_DIFFERENCE_SHOWN
    assert change.comparison_change == pytest.approx(0.039)


some_values = st.lists(st.integers(0, 9).map(float), min_size=2, max_size=40)


@settings(max_examples=40)
@given(some_values, some_values)
def test_a_mean_has_welchs_interval(before, after):
    change = change_in_means(Measurements(before, after))
    assert change.change == pytest.approx(np.mean(after) - np.mean(before))
    if np.var(before) > 0 and np.var(after) > 0:  # SciPy warns of a side without spread
        theirs = ttest_ind(after, before, equal_var=False).confidence_interval()
        assert (change.lower, change.upper) == pytest.approx((theirs.low, theirs.high))


def test_a_difference_of_differences_adds_the_variances_of_all_four():
    rng = np.random.default_rng(3)
    sides = [rng.normal(mean, spread, n) for mean, spread, n in
             ((3, 1, 30), (4, 2, 25), (3, 1, 60), (3.2, 1.5, 40))]  # fmt: skip
    change = change_in_means(Measurements(*sides[:2]), comparison=Measurements(*sides[2:]))
    parts = [np.var(side, ddof=1) / len(side) for side in sides]
    freedom = sum(parts) ** 2 / sum(
        part**2 / (len(side) - 1) for part, side in zip(parts, sides, strict=True)
    )
    means = [side.mean() for side in sides]
    middle = (means[1] - means[0]) - (means[3] - means[2])
    half = t.ppf(0.975, freedom) * sqrt(sum(parts))
    assert (change.change, change.lower, change.upper) == pytest.approx(
        (middle, middle - half, middle + half)
    )


def test_missing_measurements_are_left_out_of_the_base():
    change = change_in_means(
        Measurements([1.0, None, 3.0] * 10, [2.0, 3.0, None, float("nan")] * 15)
    )
    assert (change.before_base, change.after_base) == (20, 30)


def test_means_without_spread_have_an_interval_without_width():
    change = change_in_means(Measurements([2.0] * 20, [3.0] * 20))
    assert (change.lower, change.upper, change.smallest_sample) == (1, 1, None)
    assert change.verdict is Verdict.UP


def test_a_side_of_one_has_no_end_and_no_side_no_mean():
    one = change_in_means(Measurements([2.0, 3.0], [3.0]))
    assert (one.change, one.lower, one.upper) == (0.5, None, None)
    none = change_in_means(Measurements([2.0, 3.0], []))
    assert (none.change, none.after) == (None, None)


@settings(max_examples=40)
@given(some_values, some_values)
def test_the_test_by_ranks_is_that_of_scipy(before, after):
    found = change_in_grades(Measurements(before, after))
    if len({*before, *after}) > 1:
        theirs = mannwhitneyu(after, before, method="asymptotic")
        assert found.p_value == pytest.approx(theirs.pvalue, abs=1e-12)
        assert found.superiority == pytest.approx(theirs.statistic / len(before) / len(after))
    else:
        assert (found.superiority, found.p_value) == (0.5, 1)


def test_grades_with_a_side_empty_have_no_test():
    found = change_in_grades(Measurements([1, 2], []))
    assert (found.superiority, found.p_value) == (None, None)
    assert found.change.verdict is Verdict.CANNOT_TELL


@settings(max_examples=30)
@given(st.integers(0, 30), st.integers(0, 30))
def test_good_turned_to_bad_turns_the_verdict_round(x, y):
    good = change_in_shares(ShareCounts(x, 30, y, 30))
    bad = change_in_shares(ShareCounts(30 - x, 30, 30 - y, 30))
    opposite = {Verdict.UP: Verdict.DOWN, Verdict.DOWN: Verdict.UP}
    assert bad.verdict is opposite.get(good.verdict, good.verdict)
    assert bad.change == pytest.approx(-good.change)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: change_in_shares(ShareCounts(41, 40, 1, 2)), "larger than"),
        (lambda: change_in_shares(ShareCounts(-1, 40, 1, 2)), "below 0"),
        (lambda: change_in_shares(ShareCounts(1, 0, 1, 2)), "1 of nothing"),
        (lambda: change_in_rates(RateCounts(1, 100, 1, 0)), "1 of nothing"),
        (lambda: change_in_rates(RateCounts(1, 100, 1, -5)), "cannot be below 0"),
        (lambda: change_in_means(Measurements(["x"], [1.0])), "must be a number"),
        (lambda: change_in_means(Measurements([[1.0]], [1.0])), "one list of numbers"),
        (lambda: ChangeOptions(floor=1), "2 or more"),
        (lambda: ChangeOptions(meaningful=0), "above 0"),
        (lambda: ChangeOptions(confidence=1), "full certainty"),
        (
            lambda: change_in_shares(
                ShareCounts(20, 40, 1, 2), options=ChangeOptions(meaningful=10)
            ),
            "such as 0.1 for 10 points",
        ),
    ],
)
def test_bad_input_is_refused_with_a_sentence(make, sentence):
    with pytest.raises(Refusal, match=sentence):
        make()
