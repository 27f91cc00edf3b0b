"""One answer kept from two pages at once, and which marks stand."""

import pytest

from alongside.quality.rules.answering import Step, fingerprint, finished, step_for
from alongside.quality.words import group_in_words

NONE, OLD, MINE, THEIRS = "", "old", "mine", "theirs"


@pytest.mark.parametrize(
    ("mine", "there", "before", "step"),
    [
        (MINE, NONE, NONE, Step.WRITE),
        (MINE, OLD, OLD, Step.WRITE),
        (OLD, THEIRS, OLD, Step.LEAVE),
        (MINE, MINE, OLD, Step.LEAVE),
        (MINE, THEIRS, OLD, Step.APART),
        (MINE, THEIRS, NONE, Step.APART),
        (NONE, THEIRS, NONE, Step.LEAVE),
        (NONE, THEIRS, OLD, Step.APART),
        (MINE, THEIRS, None, Step.WRITE),
        (THEIRS, THEIRS, None, Step.LEAVE),
    ],
)
def test_what_a_page_did_not_see_is_never_written_over(
    mine: str, there: str, before: str | None, step: Step
) -> None:
    assert step_for(mine=mine, there=there, before=before) is step


def test_a_fingerprint_tells_answers_apart_and_not_spaces() -> None:
    assert fingerprint("", " \n ") == ""
    assert fingerprint("2", "Seen on\r\npage 3.") == fingerprint("2", "Seen on page 3. ")
    assert fingerprint("2", "Seen.") != fingerprint("1", "Seen.")
    assert fingerprint("", "2") != fingerprint("2", "")


def test_what_does_not_apply_is_finished_with_its_reason() -> None:
    answers = {
        "A1": ("not_applicable", " "),
        "A2": ("not_applicable", "No panel."),
        "A3": ("", "?"),
    }
    assert finished({**answers, "A4": ("0", "")}) == {"A2": "not_applicable", "A4": "0"}


@pytest.mark.parametrize(
    ("stratum", "strata", "words"),
    [
        ("City of York Council, emotional, secondary", ("team", "need", "stage"),
         "City of York Council; Social, emotional and mental health; Secondary"),
        ("North, and West, learning", ("team", "need"), "North, and West; Cognition and learning"),
        ("not known", ("need",), "Area of need not known"),
        ("", (), ""),
    ],
)  # fmt: skip
def test_groups_have_names(stratum: str, strata: tuple[str, ...], words: str) -> None:
    assert group_in_words(stratum, strata) == words
