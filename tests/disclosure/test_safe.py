"""What is hidden in a table, in a filter of it and in the release after, and what is said of it."""

import copy
import dataclasses
import json
import pickle
import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.disclosure import safe as safe_module
from alongside.disclosure.axes import Axis, Filter, Part, flat_axis, tree_axis
from alongside.disclosure.policy import POLICIES, Policy
from alongside.disclosure.protection import protect
from alongside.disclosure.safe import SafeTable, Why, check_safe
from alongside.disclosure.tables import Layout, Published, published_from_plain, table_from_leaves
from alongside.kernel.refusals import Refusal
from tests.disclosure.attack import Attack

NEEDS = flat_axis("need", ["ASD", "SEMH", "PD"])
PLACES = tree_axis(
    "place",
    {"York": None, "North": "York", "A": "North", "B": "North", "South": "York", "C": "South"},
    levels={"York": "area"},
)


def one_way(*counts, axis=NEEDS, filters=(), title="By need"):
    return table_from_leaves(
        Layout(title=title, rows=axis, filters=filters), [[count] for count in counts]
    )


def only(dimension, *codes):
    return (Filter(dimension=dimension, codes=codes),)


def column(safe):
    return [line[0] for line in safe.shown]


@pytest.mark.scenario(34)
def test_a_count_of_3_is_hidden_with_another_and_a_filter_does_not_leak_it():
    whole = protect(one_way(3, 9, 20), Policy())
    assert column(whole) == [None, None, 20, 32]
    girls = protect(one_way(1, 9, 12, filters=only("sex", "girls")), Policy(), published=[whole])
    boys = protect(
        one_way(2, 0, 8, filters=only("sex", "boys")), Policy(), published=[whole, girls]
    )
    assert Attack([whole, girls, boys]).run() == []
    assert column(girls)[0] is None
    assert column(girls)[1] is None
    assert "subtraction" in whole.notes[1]


@pytest.mark.parametrize(
    ("counts", "policy", "shown"),
    [
        ((5, 9, 20), Policy(), [5, 9, 20, 34]),
        ((0, 9, 20), Policy(), [0, 9, 20, 29]),
        ((0, 9, 20), Policy(hide_from=0), [None, None, 20, 29]),
        ((3, 0, 0), Policy(), [None, 0, 0, None]),
        ((3, 4, 20), Policy(), [None, None, 20, 27]),
        ((1, 2, 20), Policy(), [None, None, None, 23]),
        ((1, 1, 1), Policy(), [None, None, None, None]),
        ((0, 0, 0), Policy(hide_from=0), [None, None, None, None]),
        ((3, 9, 22), POLICIES["nhs"], [None, 10, 20, 35]),
        ((3, 9, 22), POLICIES["dfe_plans"], [3, 9, 22, 34]),
    ],
)
def test_a_row_hides_enough_cells_for_their_sum_to_pass_the_threshold(counts, policy, shown):
    assert column(protect(one_way(*counts), policy)) == shown


def test_a_table_without_a_total_hides_the_small_number_only():
    axis = flat_axis("need", ["ASD", "SEMH"], total=None)
    assert column(protect(one_way(3, 9, axis=axis), Policy())) == [None, 9]


def test_a_total_published_later_is_hidden_when_it_would_give_the_number_away():
    axis = flat_axis("need", ["ASD", "SEMH"], total=None)
    parts = protect(one_way(3, 9, axis=axis), Policy())
    total = one_way(12, axis=flat_axis("year", ["now"], total=None), title="All")
    assert column(protect(total, Policy(), published=[parts])) == [None]


def test_a_hidden_school_is_not_found_through_its_locality_or_the_area():
    layout = Layout(title="Schools", rows=PLACES, columns=NEEDS)
    safe = protect(table_from_leaves(layout, [[3, 9, 10], [8, 8, 8], [7, 9, 11]]), Policy())
    assert safe.shown[2][0] is None
    assert safe.hidden_count >= 4
    assert Attack([safe]).run() == []


def test_an_only_child_in_a_hierarchy_is_hidden_with_its_parent():
    safe = protect(one_way(9, 8, 3, axis=PLACES), Policy())
    assert safe.shown[4] == safe.shown[5] == (None,)
    assert Attack([safe]).run() == []


@pytest.mark.parametrize("codes", [("York", "A"), ("A", "York")])
def test_an_exempt_total_of_one_small_school_does_not_show_it(codes):
    axis = Axis(
        dimension="place",
        parts=tuple(
            Part(
                code=code,
                parent=None if code == "York" else "York",
                level="area" * (code == "York"),
            )
            for code in codes
        ),
    )
    table = table_from_leaves(Layout(title="One", rows=axis, columns=NEEDS), [[3, 9, 20]])
    safe = protect(table, Policy(exempt_levels=("area",)))
    assert safe.shown[0] == safe.shown[1]
    assert safe.shown[0][0] is None
    assert Attack([safe]).run() == []


def test_exempt_levels_are_shown_exactly_and_others_rounded():
    policy = Policy(hide_to=4, rounding_base=5, exempt_levels=("area",))
    safe = protect(one_way(8, 12, 21, axis=PLACES), policy)
    assert dict(zip(PLACES.codes, column(safe), strict=True)) == {
        "York": 41, "North": 20, "A": 10, "B": 10, "South": 20, "C": 20,
    }  # fmt: skip


def test_a_filter_that_leaves_out_two_children_is_hidden():
    whole = protect(one_way(10, 20, 30), Policy())
    girls = protect(one_way(8, 12, 15, filters=only("sex", "girls")), Policy(), published=[whole])
    assert column(girls)[0] is None
    assert Attack([whole, girls]).run() == []


def test_what_two_filters_together_leave_out_is_not_given_away():
    whole = protect(one_way(20, 20, 30), Policy())
    girls = protect(one_way(10, 12, 15, filters=only("sex", "girls")), Policy(), published=[whole])
    boys = protect(
        one_way(8, 8, 15, filters=only("sex", "boys")), Policy(), published=[whole, girls]
    )
    assert Attack([whole, girls, boys]).run() == []
    assert None in column(boys)


def test_another_breakdown_with_the_same_total_keeps_it_hidden():
    needs = protect(one_way(1, 1, 1), Policy())
    sexes = flat_axis("sex", ["girls", "boys"])
    safe = protect(one_way(0, 3, axis=sexes, title="By sex"), Policy(), published=[needs])
    assert column(safe) == [0, None, None]
    assert safe.why[2][0] is Why.HIDDEN_BEFORE
    assert "stay hidden" in " ".join(safe.notes)


def test_a_table_by_sex_after_the_whole_hides_zeros_rather_than_be_refused():
    rows, columns = flat_axis("place", ["A", "B", "C"]), flat_axis("need", ["ASD", "SEMH"])
    girls, boys = [[3, 3], [0, 2], [5, 3]], [[2, 1], [2, 1], [3, 0]]
    both = [[a + b for a, b in zip(*pair, strict=True)] for pair in zip(girls, boys, strict=True)]
    safe = []
    for counts, filters in ((both, ()), (girls, only("sex", "girls")), (boys, only("sex", "boys"))):
        layout = Layout(title="By school", rows=rows, columns=columns, filters=filters)
        safe.append(protect(table_from_leaves(layout, counts), Policy(), published=safe))
    assert Attack(safe).run() == []
    assert [each.hides_zeros for each in safe] == [False, False, True]
    assert "In this table a hidden number may also be 0." in safe[2].notes
    plain = json.loads(json.dumps(safe[2].published.to_plain()))
    assert published_from_plain(plain) == safe[2].published


def test_publishing_the_same_table_again_changes_nothing():
    first = protect(one_way(3, 9, 20), Policy())
    again = protect(one_way(3, 9, 20), Policy(), published=[first])
    assert again.shown == first.shown


def test_a_plain_release_protects_like_the_safe_one():
    first = protect(one_way(3, 9, 20), Policy())
    plain = published_from_plain(json.loads(json.dumps(first.published.to_plain())))
    assert plain == first.published
    table = one_way(2, 8, 12, filters=only("sex", "girls"))
    assert protect(table, Policy(), published=[plain]) == protect(
        table, Policy(), published=[first]
    )


def test_a_corrected_figure_keeps_hidden_what_the_frozen_release_hid():
    """SEMH unchanged at 10 would give ASD's old 3 away if it were shown now."""
    march = protect(one_way(3, 10, 20, title="March"), Policy())
    assert column(march) == [None, None, 20, 33]
    april = protect(one_way(3, 10, 25, title="April"), Policy(), published=[march])
    assert column(april) == [None, None, 25, 38]
    assert "“March” gives other numbers" in april.notes[-1]


def test_a_figure_that_fell_is_not_found_from_unchanged_ones():
    """ASD fell from 6 to 3; SEMH, unchanged, is known and cannot protect it."""
    march = protect(one_way(6, 10, 20, title="March"), Policy())
    april = protect(one_way(3, 10, 20, title="April"), Policy(), published=[march])
    assert column(april) == [None, 10, 20, None]


def test_figures_of_another_period_do_no_harm():
    last = protect(one_way(3, 9, 20, filters=only("year", "2024")), Policy())
    this = protect(one_way(7, 9, 20, filters=only("year", "2025")), Policy(), published=[last])
    assert column(this) == [7, 9, 20, 36]


def test_a_number_that_earlier_releases_give_away_is_refused():
    def release(count, filters, year="now"):
        layout = Layout(title="All", rows=flat_axis("year", [year], total=None), filters=filters)
        return Published(layout=layout, policy=Policy(), shown=((count,),))

    earlier = [release(20, ()), release(17, only("sex", "girls"))]
    with pytest.raises(Refusal, match="can be worked out from earlier releases"):
        protect(
            one_way(17, 3, axis=flat_axis("sex", ["girls", "boys"])), Policy(), published=earlier
        )


def test_a_number_that_an_earlier_release_showed_is_hidden_all_the_same():
    earlier = protect(one_way(3, 9, 20), POLICIES["dfe_plans"])
    assert column(protect(one_way(3, 9, 20), Policy(), published=[earlier])) == [None, 9, 20, 32]


@pytest.mark.parametrize(
    ("axis", "filters", "sentence"),
    [
        (flat_axis("place", ["P", "Q"]), (), "broken down in two ways"),
        (flat_axis("sex", ["girls", "boys"]), only("place", "Z"), "do not say where “Z” belongs"),
        (
            tree_axis(
                "place",
                {"York": None, "North": "York", "B": "North", "South": "York", "A": "South"},
            ),
            (),
            "belongs to two others",
        ),
    ],
)
def test_releases_that_do_not_fit_together_are_refused(axis, filters, sentence):
    earlier = protect(one_way(8, 9, 20, axis=PLACES), Policy())
    table = one_way(8, 29, axis=axis, filters=filters)
    with pytest.raises(Refusal, match=sentence):
        protect(table, Policy(), published=[earlier])


def test_too_many_cuts_of_the_same_children_are_refused():
    dimensions = [f"d{number}" for number in range(8)]
    earlier = [
        protect(
            one_way(*[9] * 15, axis=flat_axis(name, [f"{name}{n}" for n in range(15)])), Policy()
        )
        for name in dimensions
    ]
    with pytest.raises(Refusal, match="too many ways"):
        protect(one_way(45, 45, 45), Policy(), published=earlier)


def test_only_protect_makes_a_safe_table():
    safe = protect(one_way(3, 9, 20), Policy())
    parts = {each.name: getattr(safe, each.name) for each in dataclasses.fields(SafeTable)}
    with pytest.raises(Refusal, match="made by disclosure control only"):
        SafeTable(**parts)
    with pytest.raises(Refusal, match="made by disclosure control only"):
        dataclasses.replace(safe, shown=((3,), (9,), (20,), (32,)))
    assert copy.deepcopy(safe) == safe == pickle.loads(pickle.dumps(safe))


def test_only_disclosure_control_holds_the_seal():
    source = Path(safe_module.__file__).parents[1]
    holders = {p.name for p in source.rglob("*.py") if re.search(r"\bSEAL\b", p.read_text())}
    assert holders == {"safe.py", "protection.py"}


def test_a_page_that_takes_safe_tables_refuses_others():
    def public_page(table: SafeTable) -> str:
        return check_safe(table).layout.title

    assert public_page(protect(one_way(3, 9, 20), Policy())) == "By need"
    for other in (one_way(3, 9, 20), protect(one_way(3, 9, 20), Policy()).published, None):
        with pytest.raises(Refusal, match="passed disclosure control"):
            public_page(other)


def test_a_safe_table_does_not_hold_what_it_hides():
    """Two tables that differ in hidden numbers only come out the same to the last byte."""
    one, other = (protect(one_way(a, b, 777), Policy()) for a, b in ((3, 61), (2, 62)))
    assert pickle.dumps(one) == pickle.dumps(other)
    assert repr(one) == repr(other)
    assert "61" not in repr(one) + repr(one_way(3, 61, 777))


def test_percentages_come_from_shown_numbers_only():
    policy = Policy(rounding_base=5, hide_to=4, minimum_base=20)
    layout = Layout(title="Sex", rows=flat_axis("place", ["A", "B"]),
                    columns=flat_axis("sex", ["girls", "boys"]))  # fmt: skip
    safe = protect(table_from_leaves(layout, [[13, 28], [7, 8]]), policy)
    assert safe.shown == ((15, 30, 40), (5, 10, 15), (20, 35, 55))
    assert safe.percentages()[0] == (37.5, 75.0, 100.0)
    assert safe.percentages()[1] == (None, None, None)
    assert safe.percentages(of="columns")[0][0] == 75.0
    assert safe.percentages(of="table")[1][0] == pytest.approx(100 * 5 / 55)
    hidden = protect(one_way(3, 9, 20), Policy())
    assert hidden.percentages(of="columns") == ((None,), (None,), (62.5,), (100.0,))


def test_percentages_without_a_total_are_refused():
    axis = flat_axis("need", ["ASD", "SEMH"], total=None)
    with pytest.raises(Refusal, match="no total"):
        protect(one_way(8, 9, axis=axis), Policy()).percentages(of="columns")


def test_a_hidden_number_shows_its_mark_and_why():
    safe = protect(one_way(3, 9, 2000), POLICIES["area"])
    assert [safe.text_at(row) for row in range(4)] == ["c", "c", "2,000", "2,012"]
    assert safe.why[0][0] is safe.why[1][0] is Why.SMALL_OR_SUBTRACTION
    assert safe.why[2][0] is None
    assert safe.why[0][0].sentence == (
        "Hidden: it is small, or a small number could be worked out from it."
    )
    assert safe.notes[0] == "Numbers from 1 to 4 are not shown; their mark is “c”."
    assert safe.notes[1].startswith("2 of 4 numbers are hidden.")


def test_some_schools_of_many_are_read_as_some():
    some = Axis(dimension="place", parts=(Part(code="A"), Part(code="B")), is_complete=False)
    whole = protect(one_way(30, axis=flat_axis("year", ["now"], total=None)), Policy())
    safe = protect(one_way(20, 8, axis=some), Policy(), published=[whole])
    assert Attack([whole, safe]).run() == []
    assert None in column(safe)


@settings(max_examples=15, deadline=None)
@given(
    counts=st.lists(st.lists(st.integers(0, 25), min_size=3, max_size=3), min_size=2, max_size=5),
    policy=st.sampled_from([Policy(), POLICIES["nhs"], POLICIES["area_under_5_with_zero"]]),
)
def test_small_numbers_are_never_shown_and_large_ones_never_altered(counts, policy):
    rows = flat_axis("place", [f"p{number}" for number in range(len(counts))])
    table = table_from_leaves(Layout(title="Any", rows=rows, columns=NEEDS), counts)
    safe = protect(table, policy)
    for line, truths in zip(safe.shown, table.counts, strict=True):
        for shown, truth in zip(line, truths, strict=True):
            assert shown in (None, policy.rounded(truth))
            assert not (policy.hides(truth) and shown is not None)
    assert Attack([safe]).run() == []


def test_the_largest_table_is_protected_in_a_few_seconds():
    random = Random(1)
    layout = Layout(
        title="Large",
        rows=flat_axis("place", [f"p{number}" for number in range(19)]),
        columns=flat_axis("need", [f"n{number}" for number in range(19)]),
    )
    counts = [[int(random.expovariate(1 / 8)) for _ in range(19)] for _ in range(19)]
    table = table_from_leaves(layout, counts)
    primary = sum(Policy().hides(count) for line in table.counts for count in line)
    assert primary <= protect(table, Policy()).hidden_count <= 1.3 * primary
