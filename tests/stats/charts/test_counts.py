"""p, u and c charts: limits by each point's denominator, exactly, and overdispersion on request."""

import math
from datetime import date
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.kernel.refusals import Refusal
from alongside.stats.charts.judging import judge, judge_many
from alongside.stats.charts.options import ChartOptions, ManyOptions

pairs = st.lists(
    st.integers(0, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=2,
    max_size=30,
)


def months(count):
    return [date(2022 + i // 12, i % 12 + 1, 1) for i in range(count)]


def judged(numerators, denominators=None, *, chart="p", **options):
    return judge(
        months(len(numerators)),
        numerators,
        denominators=denominators,
        chart=chart,
        options=ChartOptions(**options),
    )


def slow_places(pairs, *, kind):
    """(sigmas from the centre, exactly squared, with sign) of every point that has a base."""
    known = [(x, n) for x, n in pairs if n]
    if not known:
        return [None] * len(pairs)
    centre = Fraction(sum(x for x, _ in known), sum(n for _, n in known))
    spread = centre * (1 - centre) if kind == "p" else centre
    return [None if not n else (Fraction(x, n) - centre, spread / n) for x, n in pairs]


@given(pairs=pairs, kind=st.sampled_from(["p", "u"]))
@settings(max_examples=100, deadline=None)
def test_flags_equal_an_exact_slow_reckoning(pairs, kind):
    found = judge_many([[x for x, _ in pairs]], denominators=[[n for _, n in pairs]], chart=kind)
    for i, place in enumerate(slow_places(pairs, kind=kind)):
        if place is None:
            assert (found.sides[0, i], found.causes.outside[0, i]) == (0, False)
            continue
        away, variance = place
        assert found.sides[0, i] == (away > 0) - (away < 0)
        assert found.causes.outside[0, i] == (away**2 > 9 * variance)


@given(pairs=pairs.filter(lambda pairs: all(n for _, n in pairs)), kind=st.sampled_from(["p", "u"]))
@settings(max_examples=40, deadline=None)
def test_limits_equal_a_slow_reckoning(pairs, kind):
    numerators, denominators = zip(*pairs, strict=True)
    found = judge_many(
        [numerators], denominators=[denominators], chart=kind, options=ManyOptions(multiplier=1)
    )
    centre = sum(numerators) / sum(denominators)
    spread = centre * (1 - centre) if kind == "p" else centre
    for i, n in enumerate(denominators):
        sigma = math.sqrt(max(0, spread) / n)
        assert found.limits.upper[0, i] == pytest.approx(centre + 3 * sigma)
        assert found.limits.near_lower[0, i] == pytest.approx(centre - 2 * sigma, abs=1e-12)


def test_a_p_chart_gives_the_textbook_limits():
    # Montgomery's orange juice cans: 30 samples of 50, limits as he prints them.
    nonconforming = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22]
    nonconforming += [8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
    found = judged(nonconforming, [50] * 30, multiplier=1)
    assert found.limits.centre[0] == pytest.approx(0.2313, abs=5e-5)
    assert found.limits.upper[0] == pytest.approx(0.4102, abs=5e-5)
    assert found.limits.lower[0] == pytest.approx(0.0524, abs=5e-5)
    assert np.flatnonzero(found.outside).tolist() == [14, 22]


@pytest.mark.scenario(32)
def test_the_limits_of_a_p_chart_follow_the_denominator():
    found = judged([10, 20, 40, 10] * 4, [20, 40, 80, 20] * 4)
    width = found.limits.upper - found.limits.centre
    assert width[0] == pytest.approx(2 * width[2])
    assert width[0] == width[3] > width[1] > width[2]


@pytest.mark.scenario(32)
def test_percentage_and_target_share_one_scale():
    found = judged([18, 19] * 8, [20] * 16, target=98, direction="increase")
    assert found.values[0] == 90
    assert found.drawn.upper.max() == 100 < found.limits.upper.max()
    assert found.current_target == 98
    shares = judged([18, 19] * 8, [20] * 16, target=0.98, direction="increase", multiplier=1)
    assert shares.values[0] == 0.9
    assert shares.assurance == found.assurance
    with pytest.raises(Refusal, match="Write target and values on one scale"):
        judged([18, 19] * 8, [20] * 16, target=98, multiplier=1)
    doubtful = judged([18, 19] * 8, [20] * 16, target=0.98, direction="increase")
    assert any("If 98 % is meant, correct it" in note for note in doubtful.notes)


@pytest.mark.scenario(32)
@pytest.mark.parametrize(
    ("targets", "current", "assurance"),
    [
        ([50] * 10 + [99] * 6, 99, "fail"),
        ([99] * 10 + [50] * 6, 50, "pass"),
        ([99] * 10 + [50] + [None] * 5, 50, "pass"),
        ([None] * 16, None, "none"),
    ],
)
def test_assurance_uses_the_current_target_if_it_changes(targets, current, assurance):
    found = judged([160, 162] * 8, [200] * 16, target=targets, direction="increase")
    assert (found.current_target, found.assurance) == (current, assurance)
    assert found.targets.tolist() == pytest.approx(
        [np.nan if target is None else target for target in targets], nan_ok=True
    )


def test_assurance_uses_the_limits_of_the_last_point():
    wide = judged([80, 8] * 8, [100, 10] * 8, target=60, direction="increase")
    narrow = judged([8, 80] * 8, [10, 100] * 8, target=60, direction="increase")
    assert (wide.assurance, narrow.assurance) == ("inconsistent", "pass")


def test_a_month_without_cases_has_no_rate_and_says_so():
    found = judged([5, 0, 5] * 5, [10, 0, 10] * 5)
    assert np.isnan(found.values[1])
    assert any(
        note.startswith("There were no cases on 1 February 2022, 1 May 2022, 1 August 2022 and 2")
        for note in found.notes
    )


def test_nobody_in_the_baseline_leaves_limits_of_zero_and_any_case_outside():
    found = judged([0] * 12 + [1], [10] * 13, fix_after=12)
    assert found.outside.tolist() == [False] * 12 + [True]
    assert any("rest on no variation" in note for note in found.notes)


def test_a_c_chart_is_the_mean_count_and_three_of_its_roots():
    found = judged([4, 9, 5, 6, 1], chart="c")
    assert found.limits.upper.tolist() == pytest.approx([5 + 3 * math.sqrt(5)] * 5)
    assert found.drawn.lower.tolist() == [0] * 5
    assert found.limits.lower[0] < 0


def slow_laney(numerators, denominators, *, kind):
    centre = sum(numerators) / sum(denominators)
    spread = centre * (1 - centre) if kind == "p" else centre
    sigmas = [math.sqrt(spread / n) for n in denominators]
    z = [
        (x / n - centre) / sigma
        for x, n, sigma in zip(numerators, denominators, sigmas, strict=True)
    ]
    ranges = [abs(b - a) for a, b in pairwise(z)]
    factor = sum(ranges) / len(ranges) / 1.128
    return factor, [centre + 3 * sigma * factor for sigma in sigmas]


@pytest.mark.parametrize("kind", ["p", "u"])
def test_laneys_limits_are_widened_by_the_moving_range_of_z(kind):
    generator = np.random.default_rng(3)
    bases = generator.integers(5_000, 9_000, 20).tolist()
    cases = [
        int(n * share) for n, share in zip(bases, generator.uniform(0.2, 0.4, 20), strict=True)
    ]
    factor, upper = slow_laney(cases, bases, kind=kind)
    found = judged(cases, bases, chart=kind, laney=True, multiplier=1)
    assert factor > 3
    assert found.limits.upper.tolist() == pytest.approx(upper)
    assert any(f"{factor:.2f} times as wide" in note for note in found.notes)
    plain = judged(cases, bases, chart=kind, multiplier=1)
    assert plain.outside.sum() > found.outside.sum() == 0


def test_the_rules_run_on_a_p_chart_against_each_points_own_limits():
    numerators = [50, 51] * 6 + [60, 6, 60]
    denominators = [100] * 12 + [100, 10, 100]
    found = judged(numerators, denominators, fix_after=12, profile="nhsr")
    assert found.values[12:].tolist() == [60, 60, 60]
    assert found.two_of_three[12:].tolist() == [False] * 3  # 60 % is 1.9 sigma at most
    higher = judged([50, 51] * 6 + [63, 6, 63], denominators, fix_after=12, profile="nhsr")
    assert higher.two_of_three[12:].tolist() == [True, False, True]


@pytest.mark.parametrize(
    ("numerators", "denominators", "chart", "sentence"),
    [
        ([5, 12], [10, 10], "p", "A numerator is larger than its denominator"),
        ([5, -1], [10, 10], "p", "cannot be less than 0"),
        ([5, 1.5], [10, 10], "p", "whole number"),
        ([5, 5], [10, 2.5], "p", "whole number"),
        ([5, 5], [10, -2], "u", "cannot be less than 0"),
        ([5, 5], [10, 0], "u", "denominator of 0"),
        ([5, 5], None, "p", "need denominators"),
        ([5, 5], [10, 10], "c", "no other chart has them"),
        ([5, 5], [10], "p", "there must be 2 denominators"),
        ([5, 5], None, "pie", "Choose xmr, p, u, c, g or t"),
        ([5, math.inf], None, "c", "infinite"),
        (["five", 5], None, "xmr", "must be a number"),
    ],
)
def test_figures_that_cannot_be_right_are_refused(numerators, denominators, chart, sentence):
    with pytest.raises(Refusal, match=sentence):
        judged(numerators, denominators, chart=chart)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"profile": "excel"}, "Choose nhsr or mdc"),
        ({"run_points": 8}, "6 or 7"),
        ({"run_points": 6, "profile": "nhsr"}, "Choose the profile mdc"),
        ({"direction": "up"}, "Choose increase, decrease or neutral"),
        ({"fix_after": 11}, "at least 12 figures"),
        ({"multiplier": 100}, "Only p and u charts"),
        ({"lowest": 5, "highest": 5}, "must be below the highest"),
        ({"target": [1, 2]}, "there must be 14 target"),
        ({"ghosts": ["2030-01-01"]}, "1 January 2030 cannot be left out"),
        ({"period": "fortnight"}, "is not a period"),
    ],
)
def test_settings_that_make_no_sense_are_refused(options, sentence):
    with pytest.raises(Refusal, match=sentence):
        judged([5, 6] * 7, chart="xmr", **options)


@pytest.mark.parametrize(
    ("table", "options", "sentence"),
    [
        ([1, 2, 3], {}, "one row for each series"),
        ([[1, 2], [3]], {}, "must have the same length"),
        ([[]], {}, "at least one figure"),
        ([[1, 2]], {"targets": [1, 2, 3]}, "one target"),
        ([[1, 2]], {"direction": ["increase", "increase"]}, "one for each series"),
        ([[1, 2]], {"starts": [True]}, "one mark"),
    ],
)
def test_tables_that_do_not_fit_are_refused(table, options, sentence):
    if options == {"starts": [True]}:
        options = {"starts": [True, False, True]}
    with pytest.raises(Refusal, match=sentence):
        judge_many(table, options=ManyOptions(**options))


def test_every_series_may_have_its_own_direction_and_target():
    found = judge_many(
        [[5, 6] * 7 + [20]] * 2,
        options=ManyOptions(direction=["increase", "decrease"], targets=[90, 90]),
    )
    assert found.variations.tolist() == ["improvement_high", "concern_high"]
    assert found.assurances.tolist() == ["fail", "pass"]
