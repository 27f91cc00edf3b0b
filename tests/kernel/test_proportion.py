"""A rate keeps its base."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel.proportion import Proportion
from alongside.kernel.refusals import Refusal

COUNTS = st.integers(min_value=0, max_value=10**9)


@st.composite
def proportions(draw):
    part, rest, excluded, missing = (draw(COUNTS) for _ in range(4))
    return Proportion(part, part + rest, excluded, missing)


@pytest.mark.parametrize(
    ("proportion", "places", "percent"),
    [
        (Proportion(153, 236), 1, "64.8"),
        (Proportion(133, 150), 1, "88.7"),
        (Proportion(1, 3), 0, "33"),
        (Proportion(1, 8), 1, "12.5"),
        (Proportion(1, 8), 0, "13"),
        (Proportion(1, 800), 1, "0.1"),
        (Proportion(5, 1000), 0, "1"),
        (Proportion(0, 7), 1, "0.0"),
        (Proportion(7, 7), 2, "100.00"),
    ],
)
def test_a_percentage_is_rounded_half_up_and_keeps_its_places(proportion, places, percent):
    assert str(proportion.percent(places)) == percent


def test_one_place_is_usual():
    assert Proportion(153, 236).percent() == Decimal("64.8")


def test_without_a_base_there_is_no_rate():
    assert Proportion(0, 0).percent(1) is None
    assert Proportion(0, 0).fraction is None


def test_the_exact_rate_does_not_reach_a_target_by_rounding():
    just_short = Proportion(1299, 2000)
    assert just_short.percent(0) == Decimal(65)
    assert just_short.fraction < Fraction(65, 100)


def test_a_rate_is_said_with_its_base():
    assert str(Proportion(153, 236)) == "153 of 236"


@pytest.mark.parametrize(
    ("proportion", "words"),
    [
        (Proportion(153, 236), "153 of 236"),
        (Proportion(153, 236, excluded=4), "153 of 236, 4 left out"),
        (Proportion(153, 236, missing=2), "153 of 236, 2 missing"),
        (Proportion(153, 236, excluded=4, missing=2), "153 of 236, 4 left out, 2 missing"),
    ],
)
def test_in_full_it_says_who_is_not_in_the_base(proportion, words):
    assert proportion.in_full == words


@pytest.mark.parametrize("field", ["numerator", "denominator", "excluded", "missing"])
def test_a_negative_count_is_refused(field):
    counts = {"numerator": 0, "denominator": 0} | {field: -1}
    with pytest.raises(Refusal) as refused:
        Proportion(**counts)
    assert refused.value.field == field
    assert refused.value.sentence == "A count cannot be less than 0, but this one is -1."


def test_a_part_larger_than_the_whole_is_refused():
    with pytest.raises(Refusal) as refused:
        Proportion(3, 2)
    assert refused.value.field == "numerator"
    assert refused.value.sentence == (
        "3 of 2 cannot be right: the part is larger than the whole. Check both numbers."
    )


@pytest.mark.parametrize("count", [0.5, 1.0, Decimal(1), True, "1"])
def test_only_whole_numbers_are_counts(count):
    with pytest.raises(TypeError, match="numerator must be a whole number"):
        Proportion(count, 3)


@pytest.mark.parametrize("places", [-1, 11])
def test_places_beyond_reason_are_a_fault(places):
    with pytest.raises(ValueError, match="places"):
        Proportion(1, 3).percent(places)


def test_pooling_adds_counts_and_does_not_average():
    pooled = Proportion(1, 2, excluded=1) + Proportion(1, 4, missing=3)
    assert pooled == Proportion(2, 6, excluded=1, missing=3)


def test_a_proportion_is_not_added_to_a_number():
    with pytest.raises(TypeError):
        Proportion(1, 2) + 1


@given(proportions(), proportions(), proportions())
def test_pooling_does_not_depend_on_the_order(one, other, third):
    assert one + other == other + one
    assert (one + other) + third == one + (other + third)


@given(proportions(), st.integers(min_value=0, max_value=10))
def test_rounding_is_never_off_by_more_than_half_a_step(proportion, places):
    percent = proportion.percent(places)
    if proportion.denominator == 0:
        assert percent is None
    else:
        exact = Fraction(100 * proportion.numerator, proportion.denominator)
        assert abs(Fraction(percent) - exact) <= Fraction(1, 2 * 10**places)
        assert 0 <= percent <= 100
