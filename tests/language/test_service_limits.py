"""Wording about what a service has is flagged; plain waiting and resources are not."""

import pytest

from alongside.language.cues import cue_list
from alongside.language.finding import Check
from alongside.language.house import LONGEST_SENTENCE, american_spellings, system_words
from alongside.language.reading import long_sentences
from alongside.language.service_limits import service_limits


def test_help_subject_to_a_waiting_list_is_flagged_with_what_to_write():
    text = "Weekly therapy, subject to waiting list."
    (finding,) = service_limits(text)
    assert text[finding.start : finding.end] == finding.text == "subject to waiting list"
    assert finding.why == "A waiting list says what a service has, not what the child needs."
    assert finding.check is Check.SERVICE_LIMIT
    assert finding.suggestion.startswith("Say what is needed and from when")


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("Subject to capacity, Sam is seen.", ["Subject to capacity"]),
        ("Sam is on the waiting\nlist.", ["on the waiting\nlist"]),
        ("Resources permitting, one hour.", ["Resources permitting"]),
        ("He does not meet the threshold for therapy.", ["does not meet the threshold for"]),
        ("Sam is discharged from the service.", ["discharged from the service"]),
        ("Depending on staffing and within existing resources.",
         ["Depending on staffing", "within existing resources"]),
        ("When a place becomes available.", ["When a place becomes available"]),
        ("Sam finds waiting hard. He has a list of resources.", []),
        ("The service offers a quiet room.", []),
        ("His capacity to decide is not in doubt.", []),
        ("", []),
    ],
)  # fmt: skip
def test_wording_is_found_as_people_write_it(text, wording):
    assert [finding.text for finding in service_limits(text)] == wording


@pytest.mark.parametrize("name", ["service_limits", "vague_cues"])
def test_every_cue_is_found_in_each_wording_and_speaks_in_whole_sentences(name):
    held = cue_list(name)
    for cue in held.cues:
        assert cue.why.endswith(".")
        assert cue.suggest.endswith(".")
        for words in cue.words:
            assert held.pattern.search(f"it is {words} here")[0] == words


@pytest.mark.parametrize("name", ["service_limits", "vague_cues"])
def test_no_wording_belongs_to_two_cues(name):
    words = [each for cue in cue_list(name).cues for each in cue.words]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("name", ["service_limits", "vague_cues"])
def test_what_is_said_of_a_cue_is_plain_english_itself(name):
    for cue in cue_list(name).cues:
        said = f"{cue.why} {cue.suggest}"
        assert long_sentences(said, limit=LONGEST_SENTENCE) == ()
        assert american_spellings(said) == system_words(said) == ()
