"""What stands in the way of easy read is named; nothing is ever called easy read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.language.easy_read import easy_read


def words(count):
    return " ".join(["Word"] + ["word"] * (count - 1)) + "."


def whys(text):
    return [finding.why for finding in easy_read(text)]


def test_a_sentence_may_have_fifteen_words_and_no_more():
    assert whys(words(15)) == []
    assert whys(words(16)) == ["This sentence has 16 words. Easy read has 15 at most."]


def test_a_paragraph_may_have_five_sentences_and_no_more():
    assert whys("He came. " * 5) == []
    text = "He came. " * 6
    (finding,) = easy_read(text)
    assert finding.why == "This paragraph has 6 sentences. Easy read has 5 at most."
    assert text[finding.start : finding.end] == text.strip()


def test_short_paragraphs_and_bullets_are_counted_apart():
    assert whys("He came. He left. He sat.\n\nHe came. He left. He sat.") == []
    assert whys("He has:\n" + "- a bag\n" * 9) == []


@pytest.mark.parametrize(
    "text",
    [
        "Sam likes trains; he draws them.",
        "Sam likes trains and he draws them.",
        "Sam, who is 7, likes trains.",
        "He goes home, and the bus is late.",
        "He likes it, although it is loud.",
        "He sits down – it is loud.",
        "He sits down so that he can see.",
    ],
)
def test_a_second_idea_in_a_sentence_is_flagged(text):
    (finding,) = easy_read(text)
    assert finding.text == text
    assert finding.why == "This sentence seems to hold more than one idea."
    assert finding.suggestion == "Write one sentence for each idea."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sam likes trains.",
        "Sam likes bread and the milk.",
        "He goes on Monday, Tuesday and Friday.",
        "Ages 5–7 go first.",
        "When it is loud, he goes out.",
    ],
)
def test_one_idea_passes(text):
    assert easy_read(text) == ()


@given(
    st.lists(st.sampled_from(["he", "and", "word", "it is", ";", ".", "\n\n", "\n- "]), max_size=60)
)
def test_every_place_points_at_its_text_in_order(parts):
    text = " ".join(parts)
    findings = easy_read(text)
    assert list(findings) == sorted(findings)
    for finding in findings:
        assert text[finding.start : finding.end] == finding.text
