import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.exchange.json_documents import JSON, parse_json, read_json
from alongside.exchange.limits import MEGABYTE, Limits
from alongside.kernel.refusals import Refusal

storable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
documents = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | storable,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(storable, inner, max_size=4),
    max_leaves=20,
)


@given(document=documents)
def test_a_sound_document_comes_back_whole(document: JSON):
    assert parse_json(json.dumps(document).encode("utf-8-sig")) == document


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": 1,\n "b" 2}', "Line 2, column 6: a colon is missing"),
        ('{"a": 1,}', "comma too many"),
        ("[1 2]", "Line 1, column 4: a comma is missing"),
        ('{"a": }', "a value is missing here"),
        ('["a', "closing quotation mark is missing"),
        ('["a\tb"]', "line break or tab"),
        ('["\\x"]', "backslash"),
        ('["\\uZZZZ"]', "four hexadecimal digits"),
        ("{} {}", "something follows it"),
        ('{"a": 1, "a": 2}', "“a” stands twice"),
        ('{"x": {"b": NaN}}', "NaN is not a number"),
        ("[-Infinity]", "-Infinity is not a number"),
        ("[1e999]", "too large"),
        ("[" + "9" * 5000 + "]", "too long"),
        ('["\\ud800"]', "U+D800"),
        ('{"\\u0000": 1}', "U+0000"),
        ("[" * 60 + "]" * 60, "more than 50 levels"),
        ("[" * 100_000, "more than 50 levels"),
        ("", "a value is missing here"),
    ],
)
def test_what_is_wrong_is_told_in_plain_words(text: str, words: str):
    with pytest.raises(Refusal) as refused:
        parse_json(text.encode())
    assert words in refused.value.sentence


@pytest.mark.parametrize("data", [b'["\xe9"]', '["é"]'.encode("utf-16")])
def test_another_encoding_is_refused_with_what_to_do(data: bytes):
    with pytest.raises(Refusal, match="Save"):
        parse_json(data)


def test_brackets_inside_texts_are_not_levels():
    assert parse_json(json.dumps(["[" * 500, '"]{']).encode()) == ["[" * 500, '"]{']


def test_a_text_that_never_closes_costs_no_time():
    with pytest.raises(Refusal):
        parse_json(b'["' + b'\\"' * 500_000)


def test_a_document_over_the_limit_is_refused_unread():
    with pytest.raises(Refusal, match="larger than 1 MB"):
        read_json(BytesIO(b" " * (MEGABYTE + 1)), limits=Limits(file_bytes=MEGABYTE))


def test_york_s_published_document_is_read(shared_data):
    document = read_json(shared_data / "york_wsoa_2020.json")
    assert isinstance(document, dict)
    assert document["schema_version"] == 1
