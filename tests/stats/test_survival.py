"""Curves of waiting: by lifelines, and by hand where it answers otherwise."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from lifelines.statistics import logrank_test
from lifelines.utils import median_survival_times

from alongside.kernel.refusals import Refusal
from alongside.stats.survival import kaplan_meier, log_rank, still_waiting, wait_percentile

# Freireich and others 1963: weeks in remission, 6-mercaptopurine; + is censored.
TREATED = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
TREATED_DONE = [True] * 9 + [False] * 12
CONTROL = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
BOTH = TREATED + CONTROL
BOTH_DONE = TREATED_DONE + [True] * 21
ARMS = ["treated"] * 21 + ["control"] * 21

some_waits = st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=2, max_size=40)


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """The first answer of lifelines in a process takes far longer than the others: no example's fault."""
    KaplanMeierFitter().fit(TREATED, TREATED_DONE)
    logrank_test(TREATED, CONTROL, TREATED_DONE, [True] * 21)


def test_the_textbook_curve_is_drawn():
    """Kalbfleisch and Prentice 2002, table 1.1."""
    curve = kaplan_meier(TREATED, finished=TREATED_DONE)
    steps = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    for day, share in steps.items():
        assert curve.survival[0, curve.days.tolist().index(day)] == pytest.approx(share, abs=5e-4)
    errors = dict(zip(curve.days.tolist(), curve.standard_error[0], strict=True))
    assert errors[10] == pytest.approx(0.0963, abs=5e-4)


@settings(max_examples=20, deadline=None)  # lifelines takes its time on a busy machine
@given(some_waits)
def test_curve_error_and_limits_are_those_of_lifelines(pairs):
    days, done = zip(*pairs, strict=True)
    curve = kaplan_meier(days, finished=done)
    theirs = KaplanMeierFitter().fit(days, done)
    at = theirs.survival_function_.loc[curve.days.astype(float)].to_numpy()[:, 0]
    np.testing.assert_allclose(curve.survival[0], at, atol=1e-12)
    limits = theirs.confidence_interval_.loc[curve.days.astype(float)].to_numpy()
    inside = (curve.survival[0] > 0) & (curve.survival[0] < 1)
    np.testing.assert_allclose(curve.lower[0, inside], limits[inside, 0], atol=1e-9)
    np.testing.assert_allclose(curve.upper[0, inside], limits[inside, 1], atol=1e-9)


@settings(max_examples=20)
@given(some_waits)
def test_the_median_and_its_limits_are_those_of_lifelines(pairs):
    days, done = zip(*pairs, strict=True)
    median = wait_percentile(days, finished=done)
    theirs = KaplanMeierFitter().fit(days, done)
    crosses_exactly = np.isclose(theirs.survival_function_.to_numpy(), 0.5).any()
    if not crosses_exactly:
        expected = theirs.median_survival_time_
        assert median.days[0] == expected or (np.isnan(median.days[0]) and np.isinf(expected))
    limits = median_survival_times(theirs.confidence_interval_).to_numpy()[0]
    assert median.lower[0] == limits[0] or not np.isfinite(limits[0])
    if np.isfinite(median.upper[0]):
        assert median.upper[0] == limits[1]


@settings(max_examples=20)
@given(some_waits)
def test_with_everybody_finished_it_is_the_plain_share(pairs):
    days = np.array([day for day, _ in pairs])
    curve = kaplan_meier(days, finished=np.ones(len(days)))
    np.testing.assert_allclose(curve.survival[0], [(days > day).mean() for day in curve.days])


def test_groups_are_drawn_at_once_as_they_are_alone():
    together = kaplan_meier(BOTH, finished=BOTH_DONE, groups=ARMS)
    assert together.groups == ("control", "treated")
    alone = kaplan_meier(TREATED, finished=TREATED_DONE)
    own = np.isin(together.days, alone.days)
    np.testing.assert_allclose(together.survival[1, own], alone.survival[0])
    np.testing.assert_allclose(together.lower[1, own], alone.lower[0])


def test_the_median_of_the_textbook_is_found_with_an_open_end():
    median = wait_percentile(BOTH, finished=BOTH_DONE, groups=ARMS)
    assert median.days.tolist() == [8, 23]
    assert (median.lower.tolist(), median.upper[0]) == ([4, 13], 11)
    assert np.isnan(median.upper[1])


def test_a_percentile_that_nobody_reached_is_none_with_its_reason():
    found = wait_percentile([5, 9, 9, 9], finished=[True, False, False, False])
    assert np.isnan(found.days[0])
    assert found.reasons == (
        "Fewer than 50% had finished by the last day on which anyone was watched.",
    )


def test_any_percentile_can_be_asked():
    quick = wait_percentile(CONTROL, finished=[True] * 21, share=0.25)
    assert quick.days.tolist() == [4]


@pytest.mark.parametrize(
    ("at_day", "share"), [(0, 1.0), (5, 1.0), (6, 0.8571), (22, 0.5378), (35, 0.4482)]
)
def test_the_share_still_waiting_steps_down_on_the_day_itself(at_day, share):
    found = still_waiting(TREATED, finished=TREATED_DONE, at_day=at_day)
    assert found.survival[0] == pytest.approx(share, abs=1e-4)
    assert found.reasons == ("",)


def test_nobody_watched_so_long_is_none_with_its_reason():
    found = still_waiting(BOTH, finished=BOTH_DONE, at_day=140, groups=ARMS)
    assert found.survival[0] == 0
    assert np.isnan(found.survival[1])
    assert found.reasons == ("", "Nobody in this group was watched for 140 days.")


@settings(max_examples=20)
@given(some_waits, some_waits)
def test_the_log_rank_test_is_that_of_lifelines(one, two):
    days, done = zip(*one, *two, strict=True)
    test = log_rank(days, finished=done, groups=["a"] * len(one) + ["b"] * len(two))
    if not np.isnan(test.chi_square):
        theirs = logrank_test(*(
            [np.array(side)[:, part] for part in (0,) for side in (one, two)]
            + [np.array(side)[:, 1] for side in (one, two)]
        ))  # fmt: skip
        assert test.chi_square == pytest.approx(theirs.test_statistic, abs=1e-9)
        assert test.p_value == pytest.approx(theirs.p_value, abs=1e-9)
    assert test.expected.sum() == pytest.approx(test.observed.sum())


def test_the_textbook_arms_differ():
    """Kalbfleisch and Prentice 2002: 16.79 on one degree of freedom."""
    test = log_rank(BOTH, finished=BOTH_DONE, groups=ARMS)
    assert test.chi_square == pytest.approx(16.79, abs=0.01)
    assert test.observed.tolist() == [21, 9]
    assert test.expected[1] == pytest.approx(19.25, abs=0.01)


def test_two_groups_that_nothing_tells_apart_have_no_test():
    test = log_rank([1, 2], finished=[False, False], groups=["a", "b"])
    assert np.isnan(test.p_value)
    assert test.reason.startswith("No finish came")


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: kaplan_meier([], finished=[]), "no waits"),
        (lambda: kaplan_meier([1, 2], finished=[True]), "whether it has ended"),
        (lambda: kaplan_meier([-1], finished=[True]), "whole numbers of days"),
        (lambda: kaplan_meier([1.5], finished=[True]), "whole numbers of days"),
        (lambda: kaplan_meier([None], finished=[True]), "whole numbers of days"),
        (lambda: kaplan_meier(["x"], finished=[True]), "must be a number"),
        (lambda: kaplan_meier([1], finished=[2]), "true or false"),
        (lambda: kaplan_meier([1], finished=[True], groups=["a", "b"]), "which group"),
        (lambda: kaplan_meier([1], finished=[True], confidence=1), "full certainty"),
        (lambda: wait_percentile([1], finished=[True], share=50), "between 0 and 1"),
        (lambda: still_waiting([1], finished=[True], at_day=-1), "whole number"),
        (lambda: log_rank([1], finished=[True], groups=["a"]), "there are 1"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(make, sentence):
    with pytest.raises(Refusal, match=sentence):
        make()


def test_a_hundred_thousand_waits_of_150_areas_take_a_fifth_of_a_second():
    rng = np.random.default_rng(1)
    days, done = rng.integers(0, 400, 100_000), rng.random(100_000) < 0.8
    areas = np.char.add("E0600", rng.integers(0, 150, 100_000).astype(str)).tolist()
    taken = []
    for _ in range(3):
        begun = time.process_time()
        kaplan_meier(days, finished=done, groups=areas)
        taken.append(time.process_time() - begun)
    assert min(taken) < 0.2
