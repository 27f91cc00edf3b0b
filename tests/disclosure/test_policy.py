"""Which single numbers are shown and how, and which policies make no sense."""

import pytest

from alongside.disclosure.policy import POLICIES, Policy, policy_named
from alongside.kernel.refusals import Refusal


@pytest.mark.parametrize(
    ("name", "hidden", "shown"),
    [
        ("area", (1, 4), (0, 5)),
        ("area_under_5_with_zero", (0, 4), (5, 6)),
        ("area_under_10", (1, 9), (0, 10)),
        ("nhs", (1, 7), (0, 8)),
        ("nhs_community", (0, 4), (5, 6)),
        ("nhs_imaging", (1, 2), (0, 3)),
    ],
)
def test_the_band_is_hidden_to_its_ends(name, hidden, shown):
    policy = policy_named(name)
    assert all(policy.hides(count) for count in hidden)
    assert not any(policy.hides(count) for count in shown)


@pytest.mark.parametrize(
    ("count", "to_5", "to_10"),
    [(0, 0, 0), (7, 5, 10), (8, 10, 10), (12, 10, 10), (13, 15, 10), (15, 15, 20), (24, 25, 20)],
)
def test_numbers_are_rounded_to_the_nearest_halves_up(count, to_5, to_10):
    assert Policy(rounding_base=5).rounded(count) == to_5
    assert Policy(rounding_base=10).rounded(count) == to_10


@pytest.mark.parametrize("policy", [*POLICIES.values(), Policy(rounding_base=10)])
def test_what_stands_behind_a_shown_number_is_all_that_rounds_to_it(policy):
    visible = [count for count in range(60) if not policy.hides(count)]
    for count in visible[:-10]:
        low, high = policy.behind(policy.rounded(count))
        same = [each for each in visible if policy.rounded(each) == policy.rounded(count)]
        assert (low, high) == (min(same), max(same))


def test_rounding_without_hiding_lets_0_stand_for_a_few():
    assert Policy(hide_to=0, rounding_base=10).behind(0) == (0, 4)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"hide_from": 3}, "would show smaller numbers"),
        ({"hide_from": -1}, "whole number"),
        ({"hide_to": 4.5}, "whole number"),
        ({"hide_to": 5000}, "nothing to read"),
        ({"rounding_base": 7}, "nearest 5 or 10"),
        ({"hide_to": 2, "rounding_base": 10}, "Hide numbers up to at least 4"),
        ({"symbol": "0"}, "never a number"),
        ({"symbol": " "}, "never a number"),
        ({"minimum_base": -5}, "whole number"),
    ],
)
def test_nonsense_is_refused(wrong, sentence):
    with pytest.raises(Refusal, match=sentence):
        Policy(**wrong)


def test_an_unknown_name_is_refused_with_those_there_are():
    with pytest.raises(Refusal, match="Choose one of: area,"):
        policy_named("strict")


def test_the_policy_says_itself_in_plain_words():
    assert POLICIES["nhs"].sentence == (
        "Numbers from 1 to 7 are not shown; their mark is “*”. "
        "Other numbers are rounded to the nearest 5, so they may not add up."
    )
    assert POLICIES["dfe_plans"].sentence == "No number is hidden for being small."
