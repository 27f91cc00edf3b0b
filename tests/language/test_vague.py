"""Vague provision is flagged with why; plain provision is left alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.language.vague import Part, all_cues, parts_said, vague_wording

PLAIN = "One 45-minute session a week by a speech and language therapist, in term time"


def flagged(text):
    return [finding.text for finding in vague_wording(text)]


@pytest.mark.scenario(15)
def test_regular_access_to_support_as_required_is_flagged_with_why():
    findings = vague_wording("Regular access to support as required")
    assert [(finding.text, finding.why) for finding in findings] == [
        (
            "Regular",
            "It could mean every day or once a year. The sentence does not say what, who, "
            "how much, how often, for how long, where, from when or how it is checked.",
        ),
        ("access to", "“Access to” does not say that the help will be given."),
        ("as required", "It does not say who decides, or when the help comes."),
    ]
    assert findings[0].suggestion == "Say how often, such as “once a week in term time”."


@pytest.mark.scenario(15)
@pytest.mark.parametrize("text", [PLAIN, PLAIN + ".", PLAIN.lower()])
def test_a_session_with_its_length_rhythm_and_therapist_is_not_flagged(text):
    assert vague_wording(text) == ()


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("He may go in May.", ["may"]),
        ("May 2021 was good.", []),
        ("Sam would benefit from a range of toys.", ["would benefit from", "a range of"]),
        ("Help comes as soon as possible.", ["as soon as possible"]),
        ("Up to three hours.", ["Up to"]),
        ("Help as appropriate.", ["as appropriate"]),
        ("Support in a small group of no more than 4.", []),
        ("Support in small groups (up to six).", ["up to"]),
        ("Support in a small group.", ["small group"]),
        ("Support in small-group work of quality.", ["small-group"]),
        ("The setting will help, subject to review.", ["The setting will", "subject to review"]),
        ("Sometimes he is irregular and awesome.", []),
        ("It is recommended that Sam has a laptop.", ["It is recommended"]),
        ("Consider using a laptop.", ["Consider"]),
        ("It is considered good.", []),
        ("Help from time to time.", ["from time to time"]),
        ("Ideally an occasional visit.", ["Ideally", "occasional"]),
        ("The class teacher will try to help. He tries to read.", ["will try to"]),
        ("A tailored programme with a key adult.", ["tailored", "key adult"]),
        ("With a key adult (the class teaching assistant).", []),
        ("As and\nwhen needed.", ["As and\nwhen needed"]),
        ("", []),
    ],
)
def test_cues_are_found_as_people_write_them(text, cues):
    assert flagged(text) == cues


def test_what_is_unsaid_is_told_once_for_each_sentence():
    first, second, third = vague_wording("Regular flexible help. Ongoing help.")
    assert "The sentence does not say" in first.why
    assert "The sentence does not say" not in second.why
    assert "The sentence does not say" in third.why


def test_one_missing_part_is_named_alone():
    text = (
        "From September a tutor will give one flexible 30-minute lesson a week, in class, "
        "for two terms, checked by the SENCO."
    )
    assert parts_said(text) == frozenset(Part)
    (finding,) = vague_wording(text)
    assert finding.why == "It does not say what may change, or how far."
    (without_place,) = vague_wording(text.replace(", in class", ""))
    assert without_place.why.endswith(" The sentence does not say where.")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("two sessions", Part.WHAT),
        ("physical activities", Part.WHAT),
        ("a teaching assistant", Part.WHO),
        ("the SENCO", Part.WHO),
        ("the SaLT", Part.WHO),
        ("6 x 1hr sessions", Part.HOW_MUCH),
        ("30mins", Part.HOW_MUCH),
        ("an educational psychologist", Part.WHO),
        ("half an hour", Part.HOW_MUCH),
        ("45-minute", Part.HOW_MUCH),
        ("two hours", Part.HOW_MUCH),
        ("1.5 hours", Part.HOW_MUCH),
        ("all day", Part.HOW_MUCH),
        ("a week", Part.HOW_OFTEN),
        ("every Monday", Part.HOW_OFTEN),
        ("each school day", Part.HOW_OFTEN),
        ("half-termly", Part.HOW_OFTEN),
        ("for six weeks", Part.HOW_LONG),
        ("until July 2027", Part.HOW_LONG),
        ("in term time", Part.HOW_LONG),
        ("in the classroom", Part.WHERE),
        ("one-to-one", Part.WHERE),
        ("in a group of four", Part.WHERE),
        ("in a quiet room", Part.WHERE),
        ("from 1 September", Part.FROM_WHEN),
        ("starting in September 2026", Part.FROM_WHEN),
        ("within two weeks", Part.FROM_WHEN),
        ("throughout the school day", Part.HOW_OFTEN),
        ("full-time", Part.HOW_MUCH),
        ("a class of no more than eight", Part.WHERE),
        ("with one adult to three pupils", Part.WHERE),
        ("with a ratio of 1:3", Part.WHERE),
        ("a laptop", Part.WHAT),
        ("checked by the SENCO", Part.HOW_CHECKED),
        ("reviewed every half term", Part.HOW_CHECKED),
        ("the teacher records his progress", Part.HOW_CHECKED),
        ("measured against the target each term", Part.HOW_CHECKED),
    ],
)
def test_a_part_is_heard_in_the_words_that_say_it(text, part):
    assert part in parts_said(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("support and help", Part.WHAT),
        ("adults and staff", Part.WHO),
        ("many hours", Part.HOW_MUCH),
        ("regularly", Part.HOW_OFTEN),
        ("for a while", Part.HOW_LONG),
        ("in a calm way", Part.WHERE),
        ("from adults, and it may help", Part.FROM_WHEN),
        ("at 9:30", Part.WHERE),
        ("to be reviewed", Part.HOW_CHECKED),
        ("kept under review", Part.HOW_CHECKED),
    ],
)
def test_a_part_is_not_heard_in_words_that_do_not_say_it(text, part):
    assert part not in parts_said(text)


@pytest.mark.scenario(15)
def test_the_plain_session_says_what_who_how_much_how_often_and_how_long():
    assert parts_said(PLAIN) == {
        Part.WHAT,
        Part.WHO,
        Part.HOW_MUCH,
        Part.HOW_OFTEN,
        Part.HOW_LONG,
    }


def test_every_cue_says_why_and_what_instead_in_whole_sentences():
    assert len(all_cues()) > 15
    for cue in all_cues():
        assert cue.why.endswith(".")
        assert cue.suggest.endswith(".")


@given(st.lists(st.sampled_from(["may", "as required", "regular", "Sam", "a week", ".", "\n-"])))
def test_every_place_points_at_its_text_and_none_overlap(words):
    text = " ".join(words)
    findings = vague_wording(text)
    for finding in findings:
        assert text[finding.start : finding.end] == finding.text
    for one, following in pairwise(findings):
        assert one.end <= following.start
