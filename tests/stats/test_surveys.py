"""Survey shares have a design-based spread, reckoned here again in plain loops."""

import math

import numpy as np
import pytest
from scipy import optimize, stats

from alongside.kernel.refusals import Refusal
from alongside.stats.intervals import clopper_pearson
from alongside.stats.surveys import Design, SurveyOptions, effective_base, survey_share

RNG = np.random.default_rng(3)
PEOPLE = 240
ANSWERS = (RNG.random(PEOPLE) < 0.35).astype(float)
WEIGHTS = RNG.uniform(0.4, 3.0, PEOPLE)
STRATA = ["north"] * 100 + ["south"] * 130 + ["island"] * 10
CLUSTERS = [f"school {person // 10 % 9}" for person in range(230)] + ["ferry"] * 10
DESIGNS = [Design(), Design(strata=STRATA), Design(clusters=CLUSTERS), Design(STRATA, CLUSTERS)]


def slow(answers, weights, strata, clusters):
    """Share, variance and degrees of freedom."""
    strata = strata or [""] * len(answers)
    clusters = clusters or range(len(answers))
    people = list(zip(answers, weights, strata, clusters, strict=True))
    heard = [(y, w, s, c) for y, w, s, c in people if y is not None]
    total = sum(w for _, w, _, _ in heard)
    share = sum(w * y for y, w, _, _ in heard) / total
    sums = {(s, c): 0.0 for _, _, s, c in people}
    for y, w, s, c in heard:
        sums[s, c] += w * (y - share) / total
    variance = 0.0
    for stratum in set(strata):
        inside = [value for (s, _), value in sums.items() if s == stratum]
        n = len(inside)
        if n == 1:
            variance += inside[0] ** 2
        else:
            mean = sum(inside) / n
            variance += n / (n - 1) * sum((value - mean) ** 2 for value in inside)
    freedom = len({(s, c) for _, _, s, c in heard}) - len({s for _, _, s, _ in heard})
    return share, variance, freedom


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("missing", [[], [3, 77, 235]])
def test_share_spread_and_freedom_are_the_linearised_ones(design, missing):
    answers = [None if i in missing else float(y) for i, y in enumerate(ANSWERS)]
    found = survey_share(answers, WEIGHTS, design=design)
    share, variance, freedom = slow(answers, WEIGHTS, design.strata, design.clusters)
    assert found.value == pytest.approx(share, rel=1e-12)
    assert found.standard_error == pytest.approx(math.sqrt(variance), rel=1e-10)
    assert found.degrees_of_freedom == freedom
    assert found.base == PEOPLE - len(missing)


@pytest.mark.parametrize("design", DESIGNS)
def test_the_logit_interval_is_symmetric_on_its_scale(design):
    found = survey_share(ANSWERS, WEIGHTS, design=design)
    share, variance, freedom = slow(ANSWERS, WEIGHTS, design.strata, design.clusters)
    half = stats.t.ppf(0.975, freedom) * math.sqrt(variance) / (share * (1 - share))
    middle = math.log(share / (1 - share))
    expected = [1 / (1 + math.exp(-(middle + sign * half))) for sign in (-1, 1)]
    assert (found.lower, found.upper) == pytest.approx(expected, rel=1e-10)


def test_the_beta_interval_is_clopper_pearsons_with_the_effective_base():
    options = SurveyOptions("beta")
    found = survey_share(ANSWERS, WEIGHTS, design=Design(STRATA, CLUSTERS), options=options)
    share, variance, freedom = slow(ANSWERS, WEIGHTS, STRATA, CLUSTERS)
    stretch = (stats.t.ppf(0.975, PEOPLE - 1) / stats.t.ppf(0.975, freedom)) ** 2
    base = share * (1 - share) / variance * stretch
    exact = clopper_pearson(base * share, base)
    assert (found.lower, found.upper) == pytest.approx((exact.lower, exact.upper), rel=1e-9)


def test_the_likelihood_interval_ends_where_the_scaled_deviance_is_t_squared():
    options = SurveyOptions("likelihood")
    found = survey_share(ANSWERS, WEIGHTS, design=Design(STRATA, CLUSTERS), options=options)
    share, variance, freedom = slow(ANSWERS, WEIGHTS, STRATA, CLUSTERS)
    effect = variance * PEOPLE / (share * (1 - share))

    def beyond(p):
        off = share * math.log(share / p) + (1 - share) * math.log((1 - share) / (1 - p))
        return 2 * PEOPLE * off / effect - stats.t.ppf(0.975, freedom) ** 2

    lower = optimize.brentq(beyond, 1e-9, share, xtol=1e-13)
    upper = optimize.brentq(beyond, share, 1 - 1e-9, xtol=1e-13)
    assert (found.lower, found.upper) == pytest.approx((lower, upper), rel=1e-9)


def test_equal_weights_without_design_are_the_simple_sample():
    found = survey_share([1] * 12 + [0] * 28)
    assert found.standard_error == pytest.approx(math.sqrt(0.3 * 0.7 / 39), rel=1e-12)
    assert found.degrees_of_freedom == 39
    assert found.effective_base == 40


def test_questions_are_reckoned_each_for_itself():
    both = survey_share([ANSWERS, 1 - ANSWERS], WEIGHTS, design=Design(STRATA, CLUSTERS))
    alone = survey_share(1 - ANSWERS, WEIGHTS, design=Design(STRATA, CLUSTERS))
    assert both.lower[1] == alone.lower
    assert both.lower[1] == pytest.approx(1 - float(both.upper[0]), rel=1e-12)


def test_the_floor_decides_what_is_publishable():
    answers = [[1, 0] * 15, [1, 0] * 14 + [1, None]]
    assert survey_share(answers).publishable.tolist() == [True, False]
    local = SurveyOptions(smallest_base=150)
    assert not survey_share(answers[0], options=local).publishable


@pytest.mark.parametrize("interval", ["logit", "beta", "likelihood"])
def test_an_interval_that_is_not_there_says_why(interval):
    answers = [[1, 1, 1], [None, None, None], [1, 0, 1]]
    found = survey_share(answers, options=SurveyOptions(interval), design=Design(["a", "b", "c"]))
    assert found.reason.tolist() == [
        "Everybody answered alike, so the spread is not known.",
        "Nobody answered.",
        "There are no more clusters than strata, so the spread is not known.",
    ]
    assert np.isnan([*found.lower, *found.upper, *found.standard_error]).all()


def test_kishs_base_is_the_sum_squared_over_the_squares():
    assert effective_base([[1, 1, 2], [1, 1, 1]]).tolist() == pytest.approx([16 / 6, 3])


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: survey_share([1, 2]), "Answers must be 0, 1 or missing"),
        (lambda: survey_share([1, 0], [1, 0]), "base above 0"),
        (lambda: survey_share([1, 0], [1]), "one weight a respondent"),
        (lambda: survey_share([1, 0], [1, None]), "none missing"),
        (lambda: survey_share([1, 0], design=Design(["a"])), "one of “strata” a respondent"),
        (lambda: survey_share([1, 0], options=SurveyOptions("wald")), "one of logit"),
        (lambda: survey_share([1, 0], options=SurveyOptions(confidence=0.2)), "from 0.9"),
        (lambda: effective_base([0, 0]), "must be above 0"),
    ],
)
def test_what_cannot_be_is_refused(ask, words):
    with pytest.raises(Refusal, match=words):
        ask()
