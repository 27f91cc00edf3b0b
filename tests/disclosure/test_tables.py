"""Tables that hold together are taken, others are refused with a sentence."""

import numpy as np
import pytest

from alongside.disclosure.axes import Axis, Filter, Part, flat_axis, tree_axis
from alongside.disclosure.policy import Policy
from alongside.disclosure.tables import (
    Layout,
    Published,
    Table,
    published_from_plain,
    table_from_leaves,
)
from alongside.kernel.refusals import Refusal

NEEDS = flat_axis("need", ["ASD", "SEMH"])
PLACES = tree_axis(
    "place", {"York": None, "North": "York", "A": "North", "B": "North", "C": "York"}
)
BOTH = Layout(title="Both", rows=PLACES, columns=NEEDS)
ONE = Layout(title="One", rows=NEEDS)


def test_totals_of_both_sides_and_every_level_are_summed():
    table = table_from_leaves(BOTH, [[1, 2], [3, 4], [5, 6]])
    assert table.counts == ((9, 12, 21), (4, 6, 10), (1, 2, 3), (3, 4, 7), (5, 6, 11))


def test_arrays_and_whole_floats_are_counts():
    assert table_from_leaves(ONE, np.array([[1], [2]])).counts == ((1,), (2,), (3,))
    assert table_from_leaves(ONE, [[1.0], [2]]).counts == ((1,), (2,), (3,))
    assert Table(layout=ONE, counts=(1, 2, 3)).counts == ((1,), (2,), (3,))


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ([[1], [-2], [-1]], "less than 0"),
        ([[1], [2.5], [3.5]], "2.5 is not a count"),
        ([[1], [float("nan")], [3]], "not a count"),
        ([[True], [2], [3]], "not a count"),
        ([["1"], [2], [3]], "not a count"),
        ([[1], [2], [4]], "do not sum"),
        ([[1], [2]], "3 rows of 1"),
        ([[1, 1], [2, 2], [3, 3]], "3 rows of 1"),
    ],
)
def test_bad_counts_are_refused(counts, sentence):
    with pytest.raises(Refusal, match=sentence):
        Table(layout=ONE, counts=counts)


def test_columns_that_do_not_sum_are_refused():
    layout = Layout(title="Wide", rows=flat_axis("place", ["A"], total=None), columns=NEEDS)
    with pytest.raises(Refusal, match="parts of “Total” in “Wide” do not sum"):
        Table(layout=layout, counts=[[1, 2, 4]])


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ([], "name of its dimension and its parts"),
        ([Part(code="A"), Part(code="A")], "stands twice"),
        ([Part(code="A", parent="B")], "belongs to “B”, which is not in"),
        ([Part(code="A", parent="B"), Part(code="B", parent="A")], "belongs to itself"),
    ],
)
def test_bad_sides_are_refused(parts, sentence):
    with pytest.raises(Refusal, match=sentence):
        Axis(dimension="place", parts=tuple(parts))


def test_a_table_over_400_numbers_is_refused():
    rows, columns = (flat_axis(name, [f"{name}{n}" for n in range(20)]) for name in ("x", "y"))
    with pytest.raises(Refusal, match="has 441 numbers; at most 400"):
        Layout(title="Large", rows=rows, columns=columns)


def test_a_dimension_is_used_once():
    with pytest.raises(Refusal, match="“need” is used twice"):
        Layout(title="Twice", rows=NEEDS, filters=(Filter(dimension="need", codes=("ASD",)),))
    with pytest.raises(Refusal, match="at least one part"):
        Filter(dimension="need", codes=())


def test_true_counts_are_not_printed():
    assert "777" not in repr(table_from_leaves(ONE, [[777], [2]]))


@pytest.mark.parametrize(
    "plain",
    [{}, {"layout": 3, "policy": {}, "shown": []}, {"layout": {}, "policy": {}, "shown": None}],
)
def test_what_is_not_a_published_table_is_refused(plain):
    with pytest.raises(Refusal, match="not a published table"):
        published_from_plain(plain)


def test_a_published_table_of_the_wrong_size_is_refused():
    with pytest.raises(Refusal, match="needs 3 rows of 1"):
        Published(layout=ONE, policy=Policy(), shown=((1,), (2,)))


def test_a_published_table_with_filters_comes_back_from_plain():
    layout = Layout(
        title="Girls",
        rows=NEEDS,
        filters=(Filter(dimension="place", codes=("A",), parents=(("A", "North"),)),),
    )
    published = Published(layout=layout, policy=Policy(exempt_levels=("area",)), shown=((1,),) * 3)
    assert published_from_plain(published.to_plain()) == published
