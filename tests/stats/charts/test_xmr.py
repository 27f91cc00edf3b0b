"""XmR charts are judged as NHSRplotthedots 0.2.2 judges them, or better where it stumbles."""

import time
from datetime import date

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alongside.stats.charts.judging import judge, judge_many
from alongside.stats.charts.options import ChartOptions, ManyOptions
from tests.stats.charts import slow_reference
from tests.stats.charts.slow_reference import Rules

DIRECTIONS = {1: "increase", -1: "decrease", 0: "neutral"}


def months(count, *, year=2022):
    return [date(year + i // 12, i % 12 + 1, 1) for i in range(count)]


def judged(values, **options):
    return judge(
        months(len(values)), values, options=ChartOptions(**{"profile": "nhsr", **options})
    )


def where(flags):
    return np.flatnonzero(flags).tolist()


# Independent reference


def _decimals(places, top):
    return st.integers(0, top * 10**places).map(lambda n: n / 10**places)


@st.composite
def series(draw):
    length = draw(st.integers(1, 40))
    grid = draw(st.sampled_from([_decimals(0, 6), _decimals(1, 3), _decimals(2, 100)]))
    walk = draw(st.sampled_from(["free", "rising", "held"]))
    values = draw(st.lists(grid, min_size=length, max_size=length))
    if walk == "rising":
        cut = draw(st.integers(0, length))
        values = sorted(values[:cut]) + sorted(values[cut:], reverse=True)
    elif walk == "held":
        values = [v + 2 if i > length // 2 else v for i, v in enumerate(values)]
        values = [round(v, 2) for v in values]
    holes = draw(st.sets(st.integers(0, length - 1), max_size=draw(st.sampled_from([0, 0, 3]))))
    return [None if i in holes else v for i, v in enumerate(values)]


@st.composite
def cases(draw):
    values = draw(series())
    inside = st.integers(0, len(values) - 1)
    few = st.sets(inside, max_size=2)
    return {
        "values": values,
        "starts": draw(few),
        "ghosts": draw(st.one_of(st.just(set()), few)),
        "fix_after": draw(st.sampled_from([None, None, 12, 15])),
        "screening": draw(st.booleans()),
        "good": draw(st.sampled_from([1, -1, 0])),
        "target": draw(st.one_of(st.none(), _decimals(2, 10), st.sampled_from([1, 2, 0.5]))),
        "breaks": draw(st.booleans()),
        "profile": draw(st.sampled_from(["nhsr", "mdc", "mdc6"])),
    }


def expected(case):
    is_mdc = case["profile"] != "nhsr"
    rules = Rules(
        screening=case["screening"],
        run=6 if case["profile"] == "mdc6" else 7,
        good_first=case["profile"] == "mdc6",
        beyond_counts=is_mdc,
        icons_from=13 if is_mdc else 1,
        count_rows=not is_mdc,
        breaks=case["breaks"],
        fix_after=case["fix_after"],
    )
    names = ("starts", "ghosts", "good", "target")
    return slow_reference.judge(case["values"], rules=rules, **{n: case[n] for n in names})


def many(case):
    points = range(len(case["values"]))
    options = ManyOptions(
        profile=case["profile"][:4].rstrip("6"),
        run_points=6 if case["profile"] == "mdc6" else None,
        when_both="improvement" if case["profile"] == "mdc6" else None,
        screening=case["screening"],
        fix_after=case["fix_after"],
        gaps_break_runs=case["breaks"],
        direction=DIRECTIONS[case["good"]],
        targets=case["target"],
        starts=[i in case["starts"] for i in points],
        ghosts=[i in case["ghosts"] for i in points],
    )
    return judge_many([case["values"]], options=options)


@given(case=cases())
@settings(max_examples=200, deadline=None)
def test_flags_labels_and_icons_equal_an_exact_slow_reckoning(case):
    points, variation, assurance = expected(case)
    found = many(case)
    for rule in ("outside", "trend", "two_of_three", "shift"):
        flags = [rule in p.flags for p in points]
        assert getattr(found.causes, rule)[0].tolist() == flags, rule
    assert found.causes.labels[0].tolist() == [p.label for p in points]
    assert found.causes.directions[0].tolist() == [p.direction for p in points]
    assert found.point_types[0].tolist() == [p.type for p in points]
    assert (found.variations[0], found.assurances[0]) == (variation, assurance)


@given(case=cases())
@settings(max_examples=60, deadline=None)
def test_centre_and_limits_equal_an_exact_slow_reckoning(case):
    points, _, _ = expected(case)
    band = many(case).limits

    def column(exact):
        return [np.nan if value is None else float(value) for value in exact]

    two_thirds = slow_reference.Fraction(2, 3)
    for line, exact in (
        (band.centre, [p.centre for p in points]),
        (band.upper, [p.limit() for p in points]),
        (band.lower, [p.limit(sign=-1) for p in points]),
        (band.near_upper, [p.limit(two_thirds) for p in points]),
        (band.near_lower, [p.limit(two_thirds, -1) for p in points]),
    ):
        np.testing.assert_allclose(line[0], column(exact), rtol=1e-12, atol=1e-12)


@given(rows=st.lists(series(), min_size=2, max_size=6))
@settings(max_examples=25, deadline=None)
def test_a_table_is_judged_as_its_rows_are(rows):
    width = max(map(len, rows))
    table = [row + [None] * (width - len(row)) for row in rows]
    together = judge_many(table, options=ManyOptions(direction="increase"))
    for i, row in enumerate(table):
        alone = judge_many([row], options=ManyOptions(direction="increase"))
        assert together.variations[i] == alone.variations[0]
        np.testing.assert_array_equal(together.limits.upper[i], alone.limits.upper[0])
        np.testing.assert_array_equal(together.causes.labels[i], alone.causes.labels[0])


@given(values=st.lists(st.integers(0, 9), min_size=3, max_size=30), base=st.sampled_from([3, 7, 9]))
@example(values=[1, 1, 1], base=3)
@example(values=[1, 2, 3], base=9)
@settings(deadline=None)
def test_shares_that_no_decimal_holds_are_on_the_mean_when_they_equal_it_rounded(values, base):
    shares = [value / base for value in values]
    mean = float(sum(map(slow_reference.Fraction, shares)) / len(shares))
    found = judge_many([shares]).sides[0].tolist()
    assert found == [(share > mean) - (share < mean) for share in shares]


# The table of edge cases


def test_a_decimal_mean_is_met_by_the_value_that_equals_it():
    assert judged([0.7, 0.8, 0.9]).sides.tolist() == [-1, 0, 1]
    assert np.mean([0.7, 0.8, 0.9]) != 0.8  # which is why the plain mean is not used


@pytest.mark.parametrize(
    ("target", "direction", "assurance"),
    [
        (5, "increase", "inconsistent"),
        (4.9, "increase", "pass"),
        (5.1, "increase", "fail"),
        (4.9, "decrease", "fail"),
        (5.1, "decrease", "pass"),
        (5.1, "neutral", "none"),
    ],
)
def test_a_constant_series_has_limits_at_the_mean_and_compares_its_target_with_it(
    target, direction, assurance
):
    found = judged([5] * 15, target=target, direction=direction)
    assert set(found.limits.upper) == set(found.limits.lower) == {5.0}
    assert found.variation == "common_cause"
    assert found.assurance == assurance
    assert "rest on no variation" in found.notes[0]


def test_a_constant_share_that_no_decimal_holds_is_common_cause():
    found = judged([1 / 3] * 14, target=1 / 3, direction="increase")
    assert (found.variation, found.assurance) == ("common_cause", "inconsistent")


def test_one_value_among_zeros_is_screened_and_the_chart_says_that_nothing_varies():
    found = judged([0] * 11 + [9])
    assert set(found.limits.upper) == set(found.limits.lower) == {0.75}
    assert where(found.outside) == list(range(12))
    assert any("rest on no variation" in note for note in found.notes)
    assert any("1 unusually large jump between two figures" in note for note in found.notes)


def test_one_point_has_no_limits_and_no_icons():
    found = judged([5], direction="increase", target=5)
    assert np.isnan(found.limits.upper).all()
    assert found.limits.centre.tolist() == [5]
    assert (found.variation, found.assurance) == ("none", "none")
    assert found.notes == ("There is only 1 figure. Limits need more.",)


def test_a_missing_value_ends_a_run_and_never_crashes():
    rising = [1, 2, 3, 4, None, 6, 7, 8, 9]
    assert not judged(rising).trend.any()
    assert where(judged(rising, gaps_break_runs=False).trend) == [0, 1, 2, 3, 5, 6, 7, 8]


def test_the_two_ranges_beside_a_missing_value_are_not_bridged():
    found = judged([1, 2, None, 12, 13])
    assert found.limits.upper[0] == pytest.approx(7 + 2.66)
    assert found.moving_ranges[1:].tolist() == pytest.approx([1, np.nan, np.nan, 1], nan_ok=True)


def test_the_icon_is_from_the_last_value_and_dated_when_the_last_point_is_missing():
    found = judged([5, 6] * 7 + [20, None, None], direction="increase")
    assert found.variation == "improvement_high"
    assert found.icons_on == date(2023, 3, 1)
    assert "The judgement is of 1 March 2023, the last figure judged." in found.notes


def test_limits_are_clipped_for_drawing_and_not_for_reckoning():
    found = judged([95, 99] * 8, lowest=0, highest=100)
    assert found.limits.upper[0] == pytest.approx(97 + 2.66 * 4)
    assert found.drawn.upper[0] == 100
    assert found.drawn.lower[0] == found.limits.lower[0]


def test_a_short_series_is_provisional_without_icons_in_mdc_and_warned_about_in_nhsr():
    values = [5, 6] * 6
    mdc = judged(values, profile="mdc", direction="increase", target=50)
    assert (mdc.variation, mdc.assurance) == ("none", "none")
    assert mdc.is_provisional.all()
    assert mdc.notes == (
        "There are only 12 figures, so the limits are provisional. Icons need 13 figures.",
    )
    nhsr = judged(values, direction="increase", target=50)
    assert (nhsr.variation, nhsr.assurance) == ("common_cause", "fail")
    assert not nhsr.is_provisional.any()
    assert nhsr.groups[0].is_short
    assert "only 12 figures" in nhsr.notes[0]


def test_thirteen_points_are_enough():
    found = judged([5, 6] * 6 + [5], profile="mdc", direction="increase")
    assert found.variation == "common_cause"
    assert found.notes == ()


# The rules one by one


def test_seven_on_one_side_are_a_shift_and_a_point_on_the_mean_breaks_it():
    assert where(judged([1, 2] * 4 + [4, 5] * 4).shift) == list(range(16))
    broken = [1, 1, 1, 2, 1, 1, 1, 3, 3, 3, 2, 3, 3, 3]
    assert not judged(broken).shift.any()


def test_seven_rising_points_are_a_trend_and_a_tie_breaks_it():
    assert where(judged([9, 1, 2, 3, 4, 5, 6, 7, 1]).trend) == [1, 2, 3, 4, 5, 6, 7]
    assert not judged([9, 1, 2, 3, 3, 4, 5, 6, 1]).trend.any()


def test_a_turning_point_takes_the_direction_of_the_step_to_its_right():
    # Wide swings elsewhere keep every point within its limits.
    values = [20, 0, 20, 0, 7, 8, 9, 10, 11, 12, 13, 12, 11, 10, 9, 8, 7, 20, 0, 20, 0]
    found = judged(values, screening=False)
    assert where(found.trend) == list(range(3, 17))
    assert found.directions[3:17].tolist() == [1] * 7 + [-1] * 7


def test_points_beyond_three_sigma_count_in_two_of_three_for_mdc_only():
    # Mean 10, limits 3.6 away, near limits 2.4: the last points are beyond, near, and just above.
    values = [10, 11, 9] * 4 + [14, 13, 11]
    nhsr = judged(values, fix_after=12, screening=False)
    mdc = judged(values, fix_after=12, profile="mdc")
    assert where(nhsr.outside) == where(mdc.outside) == [12]
    assert where(nhsr.two_of_three) == []
    assert where(mdc.two_of_three) == [12, 13]


def test_the_label_is_the_first_rule_that_applies():
    found = judged([5, 6] * 6 + [20] * 7, fix_after=12)
    assert where(found.outside) == list(range(12, 19))
    assert where(found.shift) == list(range(11, 19))
    assert set(found.labels[12:]) == {"outside"}


def test_groups_start_afresh_and_a_start_on_the_first_date_has_no_consequence():
    plain = judge_many([[5, 6] * 8], options=ManyOptions(starts=[True] + [False] * 15))
    assert plain.group_numbers.max() == 0
    halves = judge_many(
        [[1] * 7 + [9] * 7], options=ManyOptions(starts=[i == 7 for i in range(14)])
    )
    assert not halves.causes.shift.any()
    assert halves.limits.centre[0].tolist() == [1.0] * 7 + [9.0] * 7


def test_a_frozen_baseline_judges_later_points_against_the_first_ones():
    values = [5, 6] * 6 + [20] * 4
    found = judged(values, fix_after=12)
    assert found.limits.centre[-1] == 5.5
    assert where(found.outside) == [12, 13, 14, 15]
    assert "The limits rest on the first 12 figures of each stretch." in found.notes


def test_a_stretch_that_is_shorter_than_the_baseline_is_said_to_be():
    found = judged([5, 6] * 7, fix_after=20)
    assert (
        "The limits rest on the first 20 figures of each stretch, and on all figures of a shorter one."
        in found.notes
    )


def test_a_ghosted_point_is_drawn_but_counts_nowhere():
    values = [5, 6] * 7 + [50]
    found = judged(values, ghosts=["2023-03-01"], direction="increase")
    assert found.values[-1] == 50
    assert found.limits.centre[0] == 5.5
    assert found.variation == "common_cause"
    assert found.icons_on == date(2023, 2, 1)
    assert any(note.startswith("1 March 2023: shown, but left out") for note in found.notes)


def test_a_good_and_a_bad_signal_on_one_point_show_the_first_rule():
    falling_from_far_above = [5, 6] * 10 + [60, 50, 40, 35, 32, 31, 30]
    found = judged(falling_from_far_above, direction="decrease")
    assert (found.labels[-1], found.point_types[-1]) == ("outside", "concern_high")
    assert found.trend[-1]
    good_shown = judged(
        falling_from_far_above, direction="decrease", profile="mdc", when_both="improvement"
    )
    assert (good_shown.labels[-1], good_shown.point_types[-1]) == ("trend", "improvement_low")


@pytest.mark.parametrize(
    ("last", "direction", "icon"),
    [
        (20, "increase", "improvement_high"),
        (20, "decrease", "concern_high"),
        (20, "neutral", "neutral_high"),
        (-20, "increase", "concern_low"),
        (-20, "decrease", "improvement_low"),
        (-20, "neutral", "neutral_low"),
        (5, "increase", "common_cause"),
    ],
)
def test_the_variation_icon_follows_the_direction_that_is_good(last, direction, icon):
    found = judged([5, 6] * 8 + [last], direction=direction)
    assert found.variation == icon


def test_the_words_of_the_icons_are_plain():
    found = judged([5, 6] * 8 + [20], direction="increase", target=90)
    assert found.variation_words.short == "Improving"
    assert found.assurance_words.short == "Consistently misses the target"


def test_the_moving_ranges_have_a_limit_of_their_own():
    found = judged([5, 7] * 8)
    assert found.moving_ranges[1:].tolist() == [2.0] * 15
    assert found.moving_range_limits[0] == pytest.approx(3.267 * 2)


# Speed


@pytest.mark.parametrize("kind", ["decimals", "floats"])
def test_five_thousand_series_of_36_points_take_less_than_a_fifth_of_a_second(kind):
    values = np.random.default_rng(4).normal(50, 5, (5_000, 36))
    values = np.round(values, 1) if kind == "decimals" else values
    options = ManyOptions(profile="nhsr", direction="increase", targets=55)
    times = []
    for _ in range(3):
        start = time.process_time()
        judge_many(values, options=options)
        times.append(time.process_time() - start)
    assert min(times) < 0.2
