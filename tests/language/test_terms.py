"""Terms that families may not know are flagged until the text explains them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.language.terms import all_terms, unexplained_terms

TERMS = {term.name: term for term in all_terms()}


def flagged(text, **named):
    return [(finding.start, finding.text) for finding in unexplained_terms(text, **named)]


@pytest.mark.scenario(18)
@pytest.mark.parametrize("name", ["SEMH", "SALT", "EHCNA", "DCO", "JSNA"])
def test_an_unexplained_abbreviation_is_flagged_with_what_to_write(name):
    (finding,) = unexplained_terms(f"Ask about {name} today.")
    assert (finding.start, finding.end, finding.text) == (10, 10 + len(name), name)
    assert finding.why == (
        f"Families may not know the abbreviation “{name}”, and it is not explained."
    )
    term = TERMS[name]
    assert finding.suggestion == (
        f"Write “{term.full[0]} ({name})” the first time, or “{term.plain}”."
    )


@pytest.mark.scenario(18)
@pytest.mark.parametrize(
    "text",
    [
        "Speech and language therapy (SALT) helps. SALT comes weekly.",
        "SALT (speech and language therapy) helps. SALT comes weekly.",
        "Speech and\nlanguage therapy ( SALT ) helps. SALT comes weekly.",
        "Speech and language therapy (known as SALT) helps. SLT comes weekly.",
        "SALT (a speech and language therapist) comes. SaLT helps.",
        "SALT (help with talking and understanding) comes. SALT helps.",
        "SALT, which means help with talking, comes. SALT helps.",
    ],
)
def test_a_term_explained_at_first_use_passes(text):
    assert flagged(text) == []


@pytest.mark.scenario(18)
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Seen by the O.T. today.", ["O.T."]),
        ("S.A.L.T. comes weekly.", ["S.A.L.T."]),
        ("Seen by the O.T. She came.", ["O.T."]),
        ("Occupational therapy (O.T.) helps. OT comes.", []),
        ("Led by O.T. Smith and J.T. Brown, e.g. at 9 a.m.", []),
    ],
)
def test_letters_with_stops_between_them_count_as_the_abbreviation(text, found):
    assert [each for _, each in flagged(text)] == found


def test_each_use_before_the_explanation_is_flagged():
    text = "SALT first. Then SALT. Then SALT (speech and language therapy). Then SALT."
    assert flagged(text) == [(0, "SALT"), (17, "SALT")]


@pytest.mark.parametrize(
    "text",
    [
        "SALT (see page 4) helps.",
        "The team (SALT) helps.",
        "Speech and language therapy, SALT) helps.",
        "Speech and language therapy (SALT helps.",
        "Speech and language therapy (yes) SALT helps.",
    ],
)
def test_other_brackets_explain_nothing(text):
    assert [word for _, word in flagged(text)] == ["SALT"]


def test_capitals_tell_an_abbreviation_from_a_word():
    assert flagged("Pass the salt. We spa. I say hi, la la.") == []


def test_an_abbreviation_inside_a_longer_word_is_no_term():
    assert flagged("SALTY OTHER JSNAs2 R&SALT") == []


def test_spellings_of_one_term_share_its_explanation():
    assert flagged("Occupational therapy (OT) and OTs.") == []
    assert [word for _, word in flagged("OTs and SENDCo and S&LT and s.75.")] == [
        "OTs",
        "SENDCo",
        "S&LT",
        "s.75",
    ]


def test_a_plain_word_is_flagged_however_it_begins_or_breaks():
    assert [word for _, word in flagged("Fine-motor skills. Sensory\ndiet.")] == [
        "Fine-motor",
        "Sensory\ndiet",
    ]


def test_a_plain_word_is_offered_its_replacement():
    (finding,) = unexplained_terms("He is dysregulated.")
    assert finding.why == "Families may not know the term “dysregulated”, and it is not explained."
    assert finding.suggestion == "Write “overwhelmed”, or explain it: dysregulated (overwhelmed)."


def test_a_plain_word_explained_in_brackets_passes():
    assert flagged("Proprioception (knowing where your body is) matters. Proprioception!") == []
    assert flagged("Knowing where your body is (proprioception) matters.") == []


def test_an_abbreviation_whose_meaning_is_plain_is_simply_written_out():
    (finding,) = unexplained_terms("His EHCP says so.")
    assert finding.suggestion == "Write “EHC plan”."


def test_what_is_explained_elsewhere_may_be_named():
    assert flagged("SEND and SALT", explained={"SEND"}) == [(9, "SALT")]


def test_nothing_is_found_in_nothing():
    assert flagged("") == []


@pytest.mark.parametrize("term", all_terms(), ids=lambda term: term.name)
def test_each_listed_term_is_found_in_each_spelling_and_can_be_explained(term):
    for spelling in term.spellings:
        (first, *_) = unexplained_terms(f"We use {spelling} here.")
        assert first.text == spelling
    for meaning in (*term.full, term.plain):
        left = unexplained_terms(f"We use {term.name} ({meaning}) here. Then {term.name}.")
        assert term.name not in [finding.text for finding in left]


def test_no_spelling_belongs_to_two_terms():
    spellings = [spelling for term in all_terms() for spelling in term.spellings]
    assert len(spellings) == len(set(spellings))


def test_plain_wording_uses_no_listed_abbreviation():
    known = {"EHC", "NHS"}
    for term in all_terms():
        capitals = set(re.findall(r"\b[A-Z]{2,}\b", term.plain))
        assert capitals <= known, term.name


@given(st.text(max_size=60), st.sampled_from(sorted(TERMS)))
def test_every_place_points_at_its_text(around, name):
    text = f"{around} {name} {around}"
    for finding in unexplained_terms(text):
        assert text[finding.start : finding.end] == finding.text
