"""Equal values have equal bytes; what has no single spelling is refused."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel.canonical import NotCanonicalError, canonical_bytes

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=10)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        (True, "true"),
        (1, "1"),
        (-(10**30), "-1000000000000000000000000000000"),
        ("", '""'),
        ("é", '"é"'),
        ('"\\\n', '"\\"\\\\\\n"'),
        ([], "[]"),
        ((1, "a"), '[1,"a"]'),
        ({}, "{}"),
        ({"b": 1, "a": {"d": [None], "c": False}}, '{"a":{"c":false,"d":[null]},"b":1}'),
        ({"Z": 1, "a": 2, "é": 3, "😀": 4}, '{"Z":1,"a":2,"é":3,"😀":4}'),
    ],
)
def test_a_value_is_written_with_sorted_keys_and_no_spaces(value, written):
    assert canonical_bytes(value) == written.encode()


def test_texts_are_kept_letter_for_letter():
    composed, decomposed = "\u00e9", "e\u0301"
    assert canonical_bytes(composed) != canonical_bytes(decomposed)


def test_a_key_may_begin_with_any_letter_however_it_is_composed():
    assert canonical_bytes({"\u00e9": 1, "e\u0301": 2}) == '{"e\u0301":2,"\u00e9":1}'.encode()


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (1.0, "value is a float"),
        (float("nan"), "value is a float"),
        ({"a": [1, 0.5]}, r"value\.a\[1\] is a float"),
        (Decimal(1), "value is a Decimal"),
        ({"on": date(2020, 6, 5)}, r"value\.on is a date"),
        ({1, 2}, "value is a set"),
        (b"a", "value is a bytes"),
        ({1: "a"}, "value has a key that is not text: int"),
        ({"a": {None: 1}}, r"value\.a has a key that is not text: NoneType"),
        (["\ud800"], r"value\[0\] holds half of a letter"),
        ({"\udfff": 1}, "a key of value holds half of a letter"),
    ],
)
def test_what_has_no_single_spelling_is_refused_and_its_place_is_named(value, message):
    with pytest.raises(NotCanonicalError, match=message):
        canonical_bytes(value)


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


def test_nesting_has_a_limit():
    assert canonical_bytes(nested(100)).startswith(b"[[")
    with pytest.raises(NotCanonicalError, match="nested more than 100 deep"):
        canonical_bytes(nested(101))


def test_a_value_that_holds_itself_is_refused():
    value = []
    value.append(value)
    with pytest.raises(NotCanonicalError):
        canonical_bytes(value)


@given(VALUES)
def test_what_is_written_is_read_back_and_written_the_same(value):
    written = canonical_bytes(value)
    assert json.loads(written) == value
    assert canonical_bytes(json.loads(written)) == written


@given(st.dictionaries(TEXTS, st.integers()))
def test_the_order_of_entry_does_not_matter(value):
    assert canonical_bytes(value) == canonical_bytes(dict(reversed(value.items())))


@given(VALUES, VALUES)
def test_different_values_have_different_bytes(one, other):
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (canonical_bytes(one) == canonical_bytes(other)) == same
