"""Agreement of raters: published tables, statsmodels, and a slow reading pair by pair."""

from collections import Counter
from fractions import Fraction
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa
from statsmodels.stats.inter_rater import fleiss_kappa as statsmodels_fleiss

from alongside.kernel.refusals import Refusal
from alongside.stats.agreement import (
    agreement,
    brennan_prediger,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac,
    krippendorff_alpha,
    percentage_agreement,
)

# Gwet 2014, p. 120: four raters, twelve items, five categories, some ratings missing.
FOUR_RATERS = [
    [1, 1, None, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
    [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [None, 5, 5, 5], [None, None, 1, 1],
    [None, None, 3, None],
]  # fmt: skip
# Gwet 2014, p. 125: five observers, fifteen units, scores 0 to 3.
FIVE_OBSERVERS = [
    [1, 1, 2, None, 2], [1, 1, 0, 1, None], [2, 3, 3, 3, None], [None, 0, 0, None, 0],
    [0, 0, 0, None, 0], [0, 0, 0, None, 0], [1, 0, 2, None, 1], [1, None, 2, 0, None],
    [2, 2, 2, None, 2], [2, 1, 1, 1, None], [None, 1, 0, 0, None], [0, 0, 0, 0, None],
    [1, 2, 2, 2, None], [3, 3, 2, 2, 3], [1, 1, 1, None, 1],
]  # fmt: skip
# Krippendorff 2011: four observers, twelve units.
KRIPPENDORFF = list(
    zip(
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
        strict=True,
    )
)
PARADOX = [["yes", "yes"]] * 48 + [["yes", "no"], ["no", "yes"]]
DIAGNOSES = [[40, 4, 4, 17], [6, 25, 2, 13], [4, 1, 21, 12], [15, 5, 9, 45]]


def from_table(table):
    return [
        [row, column]
        for (row, column) in product(range(len(table)), repeat=2)
        for _ in range(table[row][column])
    ]


# --- published values -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("coefficient", "value", "error", "lower"),
    [
        (percentage_agreement, 0.81818, 0.12561, 0.542),
        (gwet_ac, 0.77544, 0.14295, 0.461),
        (fleiss_kappa, 0.76117, 0.15302, 0.424),
        (krippendorff_alpha, 0.74342, 0.14548, 0.423),
        (brennan_prediger, 0.77273, 0.14472, 0.454),
    ],
)
def test_gwets_own_table_is_met_with_its_standard_errors(coefficient, value, error, lower):
    """As the irrCAC package for R prints them."""
    found = coefficient(FOUR_RATERS)
    assert found.value == pytest.approx(value, abs=1e-5)
    assert found.standard_error == pytest.approx(error, abs=1e-5)
    assert found.lower == pytest.approx(lower, abs=1e-3)
    assert found.upper == 1


@pytest.mark.parametrize(
    ("weights", "gwet", "gwet_error", "fleiss", "fleiss_error"),
    [
        ("linear", 0.859, 0.117, 0.818, 0.149),
        ("quadratic", 0.914, 0.104, 0.865, 0.146),
        ("ordinal", 0.899, 0.107, 0.850, 0.147),
        ("radical", 0.820, 0.128, 0.790, 0.150),
        ("ratio", 0.857, 0.122, 0.821, 0.152),
    ],
)
def test_the_weighted_values_of_gwets_table_are_met(
    weights, gwet, gwet_error, fleiss, fleiss_error
):
    one, two = (
        coefficient(FOUR_RATERS, weights=weights) for coefficient in (gwet_ac, fleiss_kappa)
    )
    assert (one.value, one.standard_error) == pytest.approx((gwet, gwet_error), abs=6e-4)
    assert (two.value, two.standard_error) == pytest.approx((fleiss, fleiss_error), abs=6e-4)
    assert one.name == "Gwet’s AC2"


@pytest.mark.parametrize(
    ("coefficient", "value", "error", "lower", "upper"),
    [
        (gwet_ac, 0.497, 0.122, 0.235, 0.758),
        (fleiss_kappa, 0.458, 0.120, 0.199, 0.716),
        (krippendorff_alpha, 0.481, 0.114, 0.237, 0.724),
    ],
)
def test_the_five_observers_of_gwet_are_met(coefficient, value, error, lower, upper):
    found = coefficient(FIVE_OBSERVERS)
    assert (found.value, found.standard_error) == pytest.approx((value, error), abs=6e-4)
    assert (found.lower, found.upper) == pytest.approx((lower, upper), abs=6e-4)


@pytest.mark.parametrize(
    ("weights", "alpha"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_krippendorffs_own_example_is_met_for_each_kind_of_data(weights, alpha):
    found = krippendorff_alpha(KRIPPENDORFF, weights=weights)
    assert found.value == pytest.approx(alpha, abs=6e-4)


def test_the_kappa_paradox_is_shown_beside_ac1():
    found = agreement(PARADOX)
    assert found.percentage.value == 0.96
    assert found.cohen.value == pytest.approx(-0.020, abs=5e-4)
    assert found.fleiss.value == pytest.approx(-0.020, abs=5e-4)
    assert found.krippendorff.value == pytest.approx(-0.010, abs=5e-4)
    assert found.gwet.value == pytest.approx(0.958, abs=5e-4)
    assert found.sentence == (
        "2 raters agreed on 96% of 50 items; Gwet’s AC1 0.96 (0.90 to 1.00); "
        "Cohen’s kappa -0.02 (-0.05 to 0.01)."
    )


# --- statsmodels ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ours", "theirs"), [("nominal", None), ("linear", "linear"), ("quadratic", "quadratic")]
)
def test_cohens_kappa_and_its_error_are_those_of_statsmodels(ours, theirs):
    found = cohen_kappa(from_table(DIAGNOSES), weights=ours)
    other = cohens_kappa(np.array(DIAGNOSES), wt=theirs)
    assert found.value == pytest.approx(other.kappa, abs=1e-12)
    assert found.standard_error == pytest.approx(other.std_kappa, abs=1e-12)


full_ratings = st.integers(2, 4).flatmap(
    lambda raters: st.lists(
        st.lists(st.sampled_from([1, 2, 3]), min_size=raters, max_size=raters),
        min_size=2,
        max_size=12,
    )
)


@settings(max_examples=30)
@given(full_ratings)
def test_fleiss_kappa_is_that_of_statsmodels(ratings):
    assume(len({rating for row in ratings for rating in row}) > 1)
    counts, _ = aggregate_raters(np.array(ratings))
    assert fleiss_kappa(ratings).value == pytest.approx(statsmodels_fleiss(counts), abs=1e-9)


# --- a slow reading -------------------------------------------------------------------------

some_ratings = st.integers(2, 4).flatmap(
    lambda raters: st.lists(
        st.lists(st.sampled_from([1, 2, 3, 5, None]), min_size=raters, max_size=raters),
        min_size=2,
        max_size=10,
    )
)
CATEGORIES = [1, 2, 3, 4, 5]


def slow_weight(name, a, b):
    distance = Fraction(abs(a - b), 4)
    return {"nominal": Fraction(a == b), "linear": 1 - distance, "quadratic": 1 - distance**2}[name]


def slow_rows(ratings):
    return [row for row in ([r for r in row if r is not None] for row in ratings) if row]


def slow_observed(ratings, weights):
    items = [
        Fraction(sum(slow_weight(weights, a, b) for a, b in permutations(row, 2)))
        / (len(row) * (len(row) - 1))
        for row in slow_rows(ratings)
        if len(row) > 1
    ]
    return sum(items) / len(items) if items else None


def slow_prevalence(ratings):
    rows = slow_rows(ratings)
    return {
        k: sum(Fraction(row.count(k), len(row)) for row in rows) / len(rows) for k in CATEGORIES
    }


def slow_chance(name, ratings, weights):
    share = slow_prevalence(ratings)
    pairs = list(product(CATEGORIES, repeat=2))
    everything = sum(slow_weight(weights, a, b) for a, b in pairs)
    if name == "gwet":
        return everything * sum(p * (1 - p) for p in share.values()) / 20
    if name == "fleiss":
        return sum(slow_weight(weights, a, b) * share[a] * share[b] for a, b in pairs)
    return everything / 25


@pytest.mark.parametrize("weights", ["nominal", "linear", "quadratic"])
@pytest.mark.parametrize(
    ("name", "coefficient"),
    [("gwet", gwet_ac), ("fleiss", fleiss_kappa), ("uniform", brennan_prediger)],
)
@settings(max_examples=30)
@given(ratings=some_ratings)
def test_each_coefficient_is_that_of_a_slow_reading_in_fractions(
    name, coefficient, weights, ratings
):
    assume(slow_rows(ratings))
    observed = slow_observed(ratings, weights)
    found = coefficient(ratings, categories=CATEGORIES, weights=weights)
    chance = slow_chance(name, ratings, weights)
    if observed is None or chance == 1:
        assert np.isnan(found.value)
        assert found.reason.startswith("It cannot be calculated")
        return
    assert found.value == pytest.approx(float((observed - chance) / (1 - chance)), abs=1e-9)


def slow_alpha(ratings, distance):
    """Krippendorff 2011: observed over expected disagreement, from the table of coincidences."""
    coincidences = Counter()
    for row in slow_rows(ratings):
        for a, b in permutations(row, 2):
            coincidences[a, b] += Fraction(1, len(row) - 1)
    used = Counter()
    for (a, _), count in coincidences.items():
        used[a] += count
    total = sum(used.values())
    if not total:
        return None
    seen = sum(count * distance(a, b, used) for (a, b), count in coincidences.items())
    by_chance = sum(used[a] * used[b] * distance(a, b, used) for a, b in product(used, repeat=2))
    return 1 - (total - 1) * seen / by_chance if by_chance else None


DISTANCES = {
    "nominal": lambda a, b, used: Fraction(a != b),
    "interval": lambda a, b, used: Fraction(a - b) ** 2,
    "ratio": lambda a, b, used: Fraction(a - b, a + b) ** 2,
    "ordinal": lambda a, b, used: (
        (sum(used[k] for k in used if min(a, b) <= k <= max(a, b)) - (used[a] + used[b]) / 2) ** 2
    ),
}


@pytest.mark.parametrize("weights", DISTANCES)
@settings(max_examples=30)
@given(ratings=some_ratings)
def test_alpha_is_one_less_disagreement_over_chance_disagreement(weights, ratings):
    assume(slow_rows(ratings))
    slow = slow_alpha(ratings, DISTANCES[weights])
    found = krippendorff_alpha(ratings, weights=weights)
    if slow is None:
        assert np.isnan(found.value)
    else:
        assert found.value == pytest.approx(float(slow), abs=1e-9)


@settings(max_examples=30)
@given(ratings=some_ratings, seed=st.randoms(use_true_random=False))
def test_the_order_of_items_and_raters_does_not_matter(ratings, seed):
    assume(slow_rows(ratings))
    raters = list(range(len(ratings[0])))
    seed.shuffle(raters)
    shuffled = [[row[rater] for rater in raters] for row in ratings]
    seed.shuffle(shuffled)
    one, two = agreement(ratings), agreement(shuffled)
    for name in ("percentage", "gwet", "fleiss", "krippendorff", "brennan_prediger"):
        a, b = getattr(one, name), getattr(two, name)
        assert a.value == pytest.approx(b.value, abs=1e-9, nan_ok=True)
        assert a.standard_error == pytest.approx(b.standard_error, abs=1e-7, nan_ok=True)


def test_the_linearised_error_is_near_that_of_leaving_each_item_out():
    """The jackknife needs no formula."""
    rng = np.random.default_rng(4)
    truth = rng.integers(0, 3, 200)
    ratings = [
        [int(t) if rng.random() < 0.8 else int(rng.integers(0, 3)) for _ in range(3)] for t in truth
    ]
    for coefficient in (gwet_ac, fleiss_kappa, krippendorff_alpha, brennan_prediger):
        without = np.array(
            [coefficient(ratings[:i] + ratings[i + 1 :]).value for i in range(len(ratings))]
        )
        spread = np.sqrt(np.sum((without - without.mean()) ** 2) * 199 / 200)
        assert coefficient(ratings).standard_error == pytest.approx(spread, rel=0.02)


# --- edges ----------------------------------------------------------------------------------


def test_no_variation_cannot_be_calculated_but_ac1_is_rightly_one():
    found = agreement([["good", "good"]] * 5, categories=["good", "poor"])
    assert found.percentage.value == 1
    assert found.gwet.value == 1
    for other in (found.cohen, found.fleiss, found.krippendorff):
        assert np.isnan(other.value)
        assert "cannot be calculated: no variation" in other.sentence
        assert "Percentage agreement is 100%" in other.sentence


def test_one_category_offered_leaves_nothing_to_disagree_about():
    assert np.isnan(gwet_ac([["good", "good"]] * 5).value)


def test_one_item_has_a_coefficient_and_no_standard_error():
    found = gwet_ac([[1, 2]])
    assert found.value == pytest.approx(-1)
    assert np.isnan([found.standard_error, found.lower, found.upper]).all()
    assert found.reason == "One item has no standard error."


def test_items_that_nobody_rated_are_dropped():
    with_empty = gwet_ac([*FOUR_RATERS, [None] * 4, [float("nan")] * 4])
    assert with_empty == gwet_ac(FOUR_RATERS)


def test_categories_offered_count_even_if_nobody_used_them():
    used, offered = gwet_ac(PARADOX), gwet_ac(PARADOX, categories=["yes", "no", "partly"])
    assert offered.expected == pytest.approx(used.expected / 2)


def test_full_agreement_says_that_its_interval_means_nothing():
    found = gwet_ac([["a", "a"], ["b", "b"], ["a", "a"]])
    assert (found.value, found.standard_error) == (1, 0)
    assert "says nothing about chance" in found.sentence


def test_weights_of_ones_own_are_taken():
    own = [[1, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 1]]
    ratings = [[1, 2], [2, 3], [3, 3], [1, 1]]
    linear = cohen_kappa(ratings, weights="linear")
    assert cohen_kappa(ratings, weights=own).value == pytest.approx(linear.value)


def test_weighted_agreement_is_said_to_be_weighted():
    found = agreement([[1, 2], [2, 2], [3, 1], [3, 3]], weights="linear")
    assert found.percentage.name == "Weighted agreement"
    assert found.sentence.startswith(
        "2 raters agreed on 62% of 4 items, near misses counted in part;"
    )


def test_linear_weights_follow_the_numbers_offered():
    near = gwet_ac([[1, 2], [2, 2]], categories=[1, 2, 10], weights="linear")
    assert near.observed == pytest.approx(1 - 0.5 / 9)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: gwet_ac([]), "a row for each item"),
        (lambda: gwet_ac([[1, 2], [1]]), "a row for each item"),
        (lambda: gwet_ac([[None, None]]), "Nobody has rated"),
        (lambda: gwet_ac([[1, "a"]]), "all numbers or all words"),
        (lambda: gwet_ac([[1, 4]], categories=[1, 2]), "“4” is not among"),
        (lambda: gwet_ac([[1, 2]], categories=[1, 2, 1]), "offered twice"),
        (lambda: gwet_ac([[1, 2]], weights="cubic"), "must be one of"),
        (lambda: gwet_ac([[1, 2]], weights=[[1, 0, 0]]), "table of 2 by 2"),
        (lambda: gwet_ac([[1, 2]], weights=[[1, 2], [0, 1]]), "from 0 to 1"),
        (lambda: gwet_ac([[-1, 2]], weights="ratio"), "0 or more"),
        (lambda: gwet_ac([[1, 2], [1, 1]], confidence=1.5), "confidence must be"),
        (lambda: cohen_kappa([[1, 2, 3]]), "compares two raters"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(make, sentence):
    with pytest.raises(Refusal, match=sentence):
        make()


def test_two_raters_who_never_met_cannot_be_compared():
    found = agreement([[1, None], [None, 2]])
    assert found.sentence == "2 raters: It cannot be calculated: no item has two ratings."
    assert np.isnan(found.cohen.value)
