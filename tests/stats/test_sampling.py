"""Samples that anybody can draw again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel.refusals import Refusal
from alongside.stats.sampling import allocate, one_in, place, stratified_sample

KEYS = [f"plan-{number}" for number in range(60)]
STRATA = {key: "north" if number % 3 else "south" for number, key in enumerate(KEYS)}


def test_the_same_seed_draws_the_same_sample_whatever_the_order_of_the_rows() -> None:
    turned = dict(reversed(STRATA.items()))
    first = stratified_sample(STRATA, size=12, seed="b0b5")
    assert stratified_sample(turned, size=12, seed="b0b5") == first


def test_a_place_is_the_sha256_of_seed_and_key() -> None:
    """So that an inspector can check a draw with any tool: printf 'seed\\037key' | sha256sum."""
    assert f"{place('seed', 'key'):064x}" == (
        "0b290e949c946e4b54afa7bf52ebae80324c5511121da57a2b7e2370ceae5438"
    )


def test_other_seeds_draw_others() -> None:
    drawn = {stratified_sample(STRATA, size=12, seed=str(seed)).chosen for seed in range(20)}
    assert len(drawn) == 20


def test_each_key_is_drawn_about_as_often_as_any_other() -> None:
    counts = dict.fromkeys(KEYS, 0)
    for seed in range(600):
        for key in stratified_sample(STRATA, size=12, seed=f"s{seed}").chosen:
            counts[key] += 1
    assert min(counts.values()) > 80  # 120 are expected; 80 is four standard deviations below
    assert max(counts.values()) < 160


@pytest.mark.parametrize(
    ("counts", "size", "expected"),
    [
        ({"a": 50, "b": 50}, 10, {"a": 5, "b": 5}),
        ({"a": 98, "b": 1, "c": 1}, 10, {"a": 8, "b": 1, "c": 1}),
        ({"a": 1, "b": 1, "c": 1}, 2, {"a": 1, "b": 1, "c": 0}),
        ({"a": 3, "b": 7}, 10, {"a": 3, "b": 7}),
    ],
)
def test_strata_get_their_share(
    counts: dict[str, int], size: int, expected: dict[str, int]
) -> None:
    assert allocate(counts, size=size) == expected


@given(
    counts=st.dictionaries(st.text(max_size=3), st.integers(1, 60), min_size=1, max_size=8),
    part=st.floats(0.01, 1),
)
def test_shares_add_up_and_never_go_past_what_is_there(counts: dict[str, int], part: float) -> None:
    size = max(1, int(sum(counts.values()) * part))
    found = allocate(counts, size=size)
    assert sum(found.values()) == size
    assert all(0 <= found[each] <= counts[each] for each in counts)


def test_one_in_five_are_marked_twice() -> None:
    chosen = one_in(KEYS, every=5, seed="b0b5")
    assert len(chosen) == 12
    assert chosen == one_in(list(reversed(KEYS)), every=5, seed="b0b5")


@pytest.mark.parametrize("size", [0, 61])
def test_nothing_or_more_than_there_is_cannot_be_drawn(size: int) -> None:
    with pytest.raises(Refusal):
        stratified_sample(STRATA, size=size, seed="1")
