"""Words and sentences are found where a reader would find them."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.language.sentences import by_block, sentences_in, words_in

TEXTS = st.text(
    alphabet=st.sampled_from(list("abIJST .!?…\n-•*1()”“'’\t/:@é ٣")) | st.characters(), max_size=80
)

MARK = re.compile(r"\d{1,2}|[a-z]|[ivx]{1,4}")
"""What may stand before a bullet."""

SENTENCES = {
    "plain": ("He stayed. She left! Why? End", ["He stayed.", "She left!", "Why?", "End"]),
    "title": (
        "Dr. Lee and Mrs. Shah met Prof. Day. They agreed.",
        ["Dr. Lee and Mrs. Shah met Prof. Day.", "They agreed."],
    ),
    "e.g.": ("He likes toys, e.g. Lego. He builds.", ["He likes toys, e.g. Lego.", "He builds."]),
    "etc. inside": ("Pens, paper, etc. are there.", ["Pens, paper, etc. are there."]),
    "etc. at the end": (
        "Pens, paper, etc. They are there.",
        ["Pens, paper, etc.", "They are there."],
    ),
    "decimal": ("It rose by 3.5 points. Good.", ["It rose by 3.5 points.", "Good."]),
    "money": ("It cost £3.50. Good.", ["It cost £3.50.", "Good."]),
    "time": ("Come at 9.30 a.m. today. Bring Sam.", ["Come at 9.30 a.m. today.", "Bring Sam."]),
    "time at the end": ("Come at 9 a.m. Bring Sam.", ["Come at 9 a.m.", "Bring Sam."]),
    "address": (
        "See www.york.gov.uk/send?a=b. Then ask.",
        ["See www.york.gov.uk/send?a=b.", "Then ask."],
    ),
    "ellipsis that pauses": ("I want… to go home.", ["I want… to go home."]),
    "ellipsis that ends": ("I want... He left.", ["I want...", "He left."]),
    "quoted question inside": ("“Why?” he asked. He left.", ["“Why?” he asked.", "He left."]),
    "quoted sentence": ("“Go.” He left.", ["“Go.”", "He left."]),
    "sentence in brackets": (
        "It is so. (See part B.) Then go.",
        ["It is so.", "(See part B.)", "Then go."],
    ),
    "brackets inside": ("Toys (e.g. Lego.) help. Yes.", ["Toys (e.g. Lego.) help.", "Yes."]),
    "initials before a name": (
        "It is led by J. Smith. He knows.",
        ["It is led by J. Smith.", "He knows."],
    ),
    "initials at the start": ("J.T. Smith leads. Good.", ["J.T. Smith leads.", "Good."]),
    "initials at the end": ("It is led by J.T. He knows.", ["It is led by J.T.", "He knows."]),
    "a part by its letter": (
        "This is section F. The plan says so.",
        ["This is section F.", "The plan says so."],
    ),
    "the word I": ("So do I. He knows.", ["So do I.", "He knows."]),
    "letter before small word": ("Take plan B. then go.", ["Take plan B.", "then go."]),
    "number": ("See no. 5 and reg. 8. Go.", ["See no. 5 and reg. 8.", "Go."]),
    "the answer no": ("He said no. Then he left.", ["He said no.", "Then he left."]),
    "small letters only": ("he is happy. he likes trains.", ["he is happy.", "he likes trains."]),
    "wrapped lines": ("He is\nhappy. He\nstays.", ["He is\nhappy.", "He\nstays."]),
    "heading": ("What helps\n\nA calm room helps.", ["What helps", "A calm room helps."]),
    "bullets": (
        "Sam needs:\n- one session\n• two hours. Each day.\n* time\n1. first\n(b) last",
        ["Sam needs:", "one session", "two hours.", "Each day.", "time", "first", "last"],
    ),
    "a year is not a bullet": ("It began in\n2020. It ended.", ["It began in\n2020.", "It ended."]),
    "a title with a stop inside": (
        "It is for the Rev. Dr. A. Khan. He came.",
        ["It is for the Rev. Dr. A. Khan.", "He came."],
    ),
    "a time with a stop": (
        "School starts at 8.45. He is early.",
        ["School starts at 8.45.", "He is early."],
    ),
    "a time with a colon": (
        "It ends at 3:15 p.m. on Fridays. Good.",
        ["It ends at 3:15 p.m. on Fridays.", "Good."],
    ),
    "a date": ("It began on 05.09.2022. He was 7.", ["It began on 05.09.2022.", "He was 7."]),
    "a numbered heading": ("2.1 What helps\n\nQuiet.", ["2.1 What helps", "Quiet."]),
    "a range": ("Ages 5-7. See pp. 4–6. End.", ["Ages 5-7.", "See pp. 4–6.", "End."]),
    "a question in the middle": (
        "He asks “Is it now?” and goes. Yes.",
        ["He asks “Is it now?” and goes.", "Yes."],
    ),
    "approx. before a number": (
        "For approx. 20 minutes. End.",
        ["For approx. 20 minutes.", "End."],
    ),
    "a line ended as Windows ends it": (
        "He is\r\nhappy.\r\n\r\nShe too.",
        ["He is\r\nhappy.", "She too."],
    ),
    "bullets as Windows ends them": ("Needs:\r\n- time\r\n- calm", ["Needs:", "time", "calm"]),
    "a weekday": ("On Mon. and Tues. he swims. Good.", ["On Mon. and Tues. he swims.", "Good."]),
    "a time with a stop after it": (
        "He comes at 3pm. on Friday. He goes at 9.30am. Good.",
        ["He comes at 3pm. on Friday.", "He goes at 9.30am.", "Good."],
    ),
    "a councillor": ("Seen by Cllr. Brown. Good.", ["Seen by Cllr. Brown.", "Good."]),
    "a doctorate": ("His Ph.D. work helps. Good.", ["His Ph.D. work helps.", "Good."]),
    "approx. and min.": (
        "It takes approx. 5 min. of work. Good.",
        ["It takes approx. 5 min. of work.", "Good."],
    ),
    "an age": ("He is 7 yrs. 4 mths. old. Good.", ["He is 7 yrs. 4 mths. old.", "Good."]),
    "an age at the end": ("He is 7 yrs. He reads.", ["He is 7 yrs.", "He reads."]),
    "a list of lines": (
        "Speech therapy weekly.\nA quiet room\nTime to rest",
        ["Speech therapy weekly.", "A quiet room", "Time to rest"],
    ),
    "bullets without a space": ("•Time\n•Calm", ["Time", "Calm"]),
    "a wrapped paragraph": (
        "Sam will work with the teaching assistant, who was trained by\n"
        "Mrs Shah, on his reading. He will have a quiet room to go to.\n"
        "The teacher looks at how it goes each Friday.",
        [
            "Sam will work with the teaching assistant, who was trained by\nMrs Shah, on his reading.",
            "He will have a quiet room to go to.",
            "The teacher looks at how it goes each Friday.",
        ],
    ),
    "nothing": ("", []),
    "no words": (" … . \n\n - \n?! ", []),
    "a stop with nothing before it": (". . He came.", ["He came."]),
}


@pytest.mark.parametrize(("text", "sentences"), SENTENCES.values(), ids=SENTENCES.keys())
def test_sentences_end_where_a_reader_ends_them(text, sentences):
    assert [sentence.text for sentence in sentences_in(text)] == sentences


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one-to-one, don't; it’s", ["one-to-one", "don't", "it’s"]),
        ("a 45-minute session", ["a", "45-minute", "session"]),
        ("3.5 1,200 9:30am 05/06/2020 50%", ["3.5", "1,200", "9:30am", "05/06/2020", "50"]),
        ("and/or", ["and", "or"]),
        ("e.g. J.T. at 9 a.m.", ["e.g", "J.T", "at", "9", "a.m"]),
        ("https://york.gov.uk/a?b=c. End", ["https://york.gov.uk/a?b=c", "End"]),
        ("write to send@york.gov.uk.", ["write", "to", "send@york.gov.uk"]),
        ("Zoë’s café", ["Zoë’s", "café"]),
        ("happy.He", ["happy", "He"]),
        ("… – - ()", []),
        ("", []),
    ],
)
def test_words_are_counted_as_a_reader_counts_them(text, words):
    assert [word.text for word in words_in(text)] == words


@given(TEXTS)
def test_every_place_points_at_its_text(text):
    for sentence in sentences_in(text):
        assert text[sentence.start : sentence.end] == sentence.text
        for word in sentence.words:
            assert text[word.start : word.end] == word.text


@given(TEXTS)
def test_sentences_follow_each_other_without_overlap(text):
    for one, following in pairwise(sentences_in(text)):
        assert one.end <= following.start


@given(TEXTS)
def test_sentences_with_what_stands_between_them_give_the_text_back(text):
    pieces, at = [], 0
    for each in sentences_in(text):
        pieces += [text[at : each.start], each.text]
        at = each.end
    pieces.append(text[at:])
    assert "".join(pieces) == text
    for between in pieces[::2]:
        assert all(MARK.fullmatch(found.text) for found in words_in(between))


@given(TEXTS)
def test_blocks_hold_each_sentence_once_and_in_order(text):
    sentences = sentences_in(text)
    blocks = by_block(text, sentences)
    assert [each for block in blocks for each in block] == list(sentences)
    assert all(blocks)


def test_a_block_is_a_paragraph_a_heading_or_a_bullet():
    text = "What helps\n\nA calm room. No bell.\n- A map.\n- A friend. A clock."
    assert [[each.text for each in block] for block in by_block(text, sentences_in(text))] == [
        ["What helps"],
        ["A calm room.", "No bell."],
        ["A map."],
        ["A friend.", "A clock."],
    ]


@given(TEXTS)
def test_no_word_of_a_paragraph_is_lost(text):
    paragraph = "He " + text.replace("\n", " ")
    kept = [word for sentence in sentences_in(paragraph) for word in sentence.words]
    assert kept == list(words_in(paragraph))


@given(st.lists(st.sampled_from(["He came.", "Is it so?", "Yes!", "It cost £3.50."]), max_size=6))
def test_sentences_set_side_by_side_are_counted(parts):
    assert [sentence.text for sentence in sentences_in(" ".join(parts))] == parts


def test_many_sentences_are_split_without_looking_back_far():
    text = "He said e.g. this and that at 9.30 a.m. to Dr. Lee. " * 5_000
    assert len(sentences_in(text)) == 5_000


@pytest.mark.parametrize(
    "piece", [".", "a+", "www.", "\n ", "(", "A.", "a.b", ".)", "\n-", "@", "é", "…”"]
)
def test_a_hostile_text_is_read_in_time_proportional_to_its_length(piece):
    assert len(sentences_in(piece * 50_000 + "x")) >= 1
