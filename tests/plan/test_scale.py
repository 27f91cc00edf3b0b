"""The progress scale: every pair of steps has an answer, and York's own history keeps to them."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from alongside.plan.rules.codes import Step
from alongside.plan.rules.scale import (
    TRANSITIONS,
    transition,
    transition_table,
)
from alongside.plan.words import STEP_COLOURS, STEPS

# n not started, s started but delayed, p progressing but delayed, o on track, c completed, e embedded
LETTERS = dict(zip("nspoce", Step, strict=True))
# yes, note, or no: one row for each step before, one letter for each step after
EXPECTED = {
    None: "yyyyy.",
    "n": "yyyyy.",
    "s": ".yyyy.",
    "p": "..yyy.",
    "o": "..yyy.",
    "c": "..ttyy",
    "e": "..ttty",
}


def test_every_pair_of_steps_has_an_answer() -> None:
    assert set(TRANSITIONS) == {(before, after) for before in (None, *Step) for after in Step}


@pytest.mark.parametrize("before", EXPECTED)
def test_a_step_may_follow_only_what_the_table_says(before: str | None) -> None:
    step = LETTERS[before] if before else None
    answers = [transition(step, after) for after in Step]
    found = "".join("." if not a.allowed else "t" if a.needs_note else "y" for a in answers)
    assert found == EXPECTED[before]


def test_every_refused_pair_says_what_to_record_instead() -> None:
    for found in TRANSITIONS.values():
        if not found.allowed:
            assert found.refusal.endswith(".")
            assert "ecord" in found.refusal or "correct that status" in found.refusal


def test_the_words_and_colours_are_those_of_york() -> None:
    assert [STEPS[step] for step in Step] == [
        "Not yet started",
        "Started but delayed",
        "Progressing but delayed",
        "Progressing and on track",
        "Completed",
        "Embedded",
    ]
    assert [STEP_COLOURS[step] for step in Step] == [
        "grey",
        "red",
        "amber",
        "green",
        "blue",
        "dark-blue",
    ]


def test_the_words_are_those_of_the_published_document(shared_data: Path) -> None:
    document = json.loads((shared_data / "york_wsoa_2020.json").read_text())
    assert [each["label"] for each in document["progress_scale"]] == [STEPS[step] for step in Step]


def test_what_york_published_keeps_to_the_scale_but_for_skipping_a_step(shared_data: Path) -> None:
    published = json.loads((shared_data / "york_wsoa_published_progress.json").read_text())
    codes = {words: step for step, words in STEPS.items()}
    for row in published["rows"]:
        for before, after in pairwise(row["progress"] or []):
            assert transition(codes[before], codes[after]).allowed, (before, after)


def test_the_printed_table_has_a_row_for_each_step_and_one_for_the_beginning() -> None:
    rows = transition_table(STEPS).strip().split("\n")
    assert len(rows) == 2 + len(Step) + 1
    assert rows[2].startswith("| Nothing recorded | yes |")
