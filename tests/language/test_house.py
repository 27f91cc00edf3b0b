"""The house's own sentences are checked for what a reader would stumble over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.language.house import (
    american_spellings,
    check_house_text,
    standing_alone,
    system_words,
)


def texts(findings):
    return [finding.text for finding in findings]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Record what was done, and attach the evidence.",
        "The written statement of action was published in March 2020.",
        "This action plan has four weaknesses. SEND means extra help.",
        "Ask the SENCO about the EHC plan.",
        "The end (1 May 2021) must be after the start (5 June 2021).",
    ],
)
def test_plain_text_has_no_findings(text):
    assert check_house_text(text) == []


def test_all_kinds_of_findings_come_in_the_order_of_the_text():
    text = "Users see the color of the plan, then the DCO. " + "Word " * 25 + "end."
    *short, long = texts(check_house_text(text))
    assert short == ["Users", "color", "plan", "DCO"]
    assert long == "Word " * 25 + "end."


def test_a_sentence_may_have_twenty_five_words_and_no_more():
    assert check_house_text("Word " * 24 + "end.") == []
    (finding,) = check_house_text("Word " * 25 + "end.")
    assert "26 words" in finding.why


def test_a_term_explained_where_the_text_stands_passes():
    assert texts(check_house_text("Ask the DCO.")) == ["DCO"]
    assert check_house_text("Ask the DCO.", explained={"DCO"}) == []


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("color", "colour"),
        ("Colors", "colours"),
        ("center", "centre"),
        ("behaviors", "behaviours"),
        ("training\nprograms", "training programmes"),
        ("enrollment", "enrolment"),
        ("analyze", "analyse"),
        ("organization", "organisation"),
        ("organizations", "organisations"),
        ("recognized", "recognised"),
        ("prioritizing", "prioritising"),
        ("Summarize", "Summarise"),
        ("organizers", "organisers"),
        ("recognizable", "recognisable"),
    ],
)
def test_american_spelling_is_found_and_the_british_one_offered(american, british):
    (finding,) = american_spellings(f"the {american} here")
    assert (finding.text, finding.suggestion) == (american, f"Write “{british}”.")


@pytest.mark.parametrize(
    "text",
    [
        "the World Health Organization says",
        "the world  health\norganization says",
        "the size of the prize",
        "they seized it, sizing it up, oversized",
        "citizens and horizons",
        "organise, colour, centre, programme, analyse",
        "programmer, centrepiece, honorary, humorous, laborious",
        "the program that made the file",
    ],
)
def test_names_and_british_words_keep_their_spelling(text):
    assert american_spellings(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Invalid date.",
        "It is null.",
        "An error\ncode.",
        "Submit.",
        "Database.",
        "A user.",
        "Login.",
    ],
)
def test_words_of_machines_are_found_with_what_to_say_instead(text):
    (finding,) = system_words(text)
    assert finding.why == "This is a word of machines or offices."
    assert finding.suggestion.startswith("Say instead: ")
    assert finding.suggestion.endswith(".")


def test_the_replacement_is_of_the_word_that_was_found():
    assert system_words("Click here!")[0].suggestion == (
        "Say instead: the words that say where the link goes."
    )


@pytest.mark.parametrize("text", ["Validity", "annulled", "userland", "resubmitted", "logging in"])
def test_words_that_only_look_like_them_pass(text):
    assert system_words(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "the plan",
        "Plan",
        "these plans",
        "the new plan says",
        "a statement",
        "Statements",
        "the statement of the council",
    ],
)
def test_plan_and_statement_do_not_stand_alone(text):
    (finding,) = standing_alone(text)
    assert finding.suggestion == (
        "Write “EHC plan”, “action plan” or “written statement of action”."
    )
    assert "alone could be a child’s document or the area’s" in finding.why


@pytest.mark.parametrize(
    "text",
    [
        "the EHC plan",
        "action  plans",
        "a priority-action plan",
        "education, health and care plan",
        "we plan to meet",
        "the written statement of action",
        "statement of\nspecial educational needs",
        "an impact statement",
        "planned planning planet",
        "the {} plan",
        "{} statement",
        "a non-action plan",
    ],
)
def test_plan_and_statement_pass_in_company(text):
    assert standing_alone(text) == ()


@given(
    st.text(alphabet="abcdeilmnoprstuvz {}-.\nPS", max_size=60),
    st.sampled_from(["plan", "color", "invalid", "SALT", "organization"]),
)
def test_every_place_points_at_its_text(around, word):
    text = f"{around} {word} {around}"
    findings = check_house_text(text)
    assert findings == sorted(findings)
    for finding in findings:
        assert text[finding.start : finding.end] == finding.text
