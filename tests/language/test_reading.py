"""Scores keep their base, and short texts have none."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel.proportion import Proportion
from alongside.language.reading import (
    WORDS_A_MINUTE,
    WORDS_A_MINUTE_SOURCE,
    Readability,
    TooShort,
    long_sentences,
    longest_sentences,
    minutes_aloud,
    readability,
)


def sentence_of(count):
    return " ".join(["word"] * count) + "."


def text_of(*lengths):
    return " ".join(sentence_of(count).capitalize() for count in lengths)


def test_a_text_under_a_hundred_words_has_no_score():
    answer = readability(text_of(50, 49))
    assert answer == TooShort(99)
    assert answer.sentence == (
        "This text is too short to score: it has 99 words, and a score needs at least 100."
    )


def test_an_empty_text_has_no_score():
    assert readability("") == TooShort(0)


def test_a_hundred_words_are_scored():
    assert readability(text_of(21, 20, 19, 20, 20)) == Readability(
        words=100,
        sentences=5,
        median_length=Decimal(20),
        ninetieth_length=21,
        over_plain_length=Proportion(1, 5),
        over_easy_length=Proportion(5, 5),
        minutes_aloud=Fraction(100, 183),
    )


def test_the_median_of_an_even_number_of_sentences_lies_between_the_two_in_the_middle():
    assert readability(text_of(10, 20, 21, 60)).median_length == Decimal("20.5")


@pytest.mark.parametrize(
    ("lengths", "ninetieth"),
    [((100,), 100), (range(11, 21), 19), (range(10, 21), 19), ((1, 100), 100)],
)
def test_nine_in_ten_sentences_are_no_longer_than_the_ninetieth_length(lengths, ninetieth):
    assert readability(text_of(*lengths)).ninetieth_length == ninetieth


def test_minutes_aloud_rest_on_a_rate_with_a_source():
    assert minutes_aloud(text_of(WORDS_A_MINUTE, WORDS_A_MINUTE)) == 2
    assert minutes_aloud("") == 0
    assert f"{WORDS_A_MINUTE} words a minute" in WORDS_A_MINUTE_SOURCE


def test_the_rate_of_reading_aloud_may_be_another():
    assert minutes_aloud(text_of(120), words_a_minute=120) == 1
    assert readability(text_of(120), words_a_minute=90).minutes_aloud == Fraction(4, 3)


def test_what_drives_a_score_is_shown_longest_first():
    text = text_of(22, 5, 40, 22, 20)
    assert [len(each.words) for each in longest_sentences(text)] == [40, 22, 22]
    assert [each.start for each in longest_sentences(text, most=2)] == [
        text.index("Word word" + " word" * 38),
        0,
    ]


@given(st.lists(st.integers(1, 60), max_size=30))
def test_scores_lie_where_scores_can_lie(lengths):
    scored = readability(text_of(*lengths))
    if isinstance(scored, TooShort):
        assert scored.words == sum(lengths) < 100
        return
    assert (scored.words, scored.sentences) == (sum(lengths), len(lengths))
    assert min(lengths) <= scored.median_length <= max(lengths)
    assert scored.median_length <= scored.ninetieth_length <= max(lengths)
    assert scored.over_plain_length.numerator <= scored.over_easy_length.numerator


def test_a_sentence_of_more_than_twenty_words_is_shown_with_its_place():
    text = text_of(5, 21, 20)
    (finding,) = long_sentences(text)
    assert text[finding.start : finding.end] == finding.text == sentence_of(21).capitalize()
    assert finding.why == (
        "This sentence has 21 words. Sentences of up to 20 words are easier to follow."
    )
    assert finding.suggestion == "Split it, with one idea in each sentence."


def test_the_limit_may_be_another():
    assert long_sentences(text_of(16), limit=15)
    assert not long_sentences(text_of(15), limit=15)
