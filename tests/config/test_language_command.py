"""A document in a file is read as at the desk, section by section, and what is said of it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.config.commands.language_blocks import Block, passages_of, section_of
from alongside.language import Kind
from tests.config.language_files import (
    OWN,
    PLAIN,
    VAGUE,
    findings,
    p,
    refused,
    row,
    run,
    told,
    word,
    written,
)


@pytest.mark.scenario(15)
def test_vague_help_in_section_f_is_flagged_and_plain_help_is_not(tmp_path: Path) -> None:
    file = written(tmp_path, "Section F: Help", VAGUE, "", PLAIN)
    assert [text for _, _, text in findings(file)] == ["Regular", "access to", "as required"]
    assert told(file)["quantified"] == {"numerator": 1, "denominator": 2}
    said = run(file)
    assert said.exit_code == 0
    assert "  “Regular”\n    It could mean every day or once a year." in said.stdout
    assert "Rows of help that say how much and how often: 1 of 2." in said.stdout


@pytest.mark.scenario(19)
def test_section_a_is_never_looked_at_nor_repeated(tmp_path: Path) -> None:
    file = written(
        tmp_path, "SECTION A – my views", "", OWN, "", "# What I want", OWN, "Section B", "Sam."
    )
    read = run(file, "--json").stdout
    assert OWN not in read
    assert OWN not in run(file).stdout
    assert "somebody’s own words: Section A." in run(file).stdout
    assert (json.loads(read)["left_out"], json.loads(read)["score"]["words"]) == (["Section A"], 1)


@pytest.mark.scenario(19)
def test_a_part_with_own_words_is_left_out_by_its_heading(tmp_path: Path) -> None:
    body = (
        p("Section B: Needs") + p("Our words", "Heading2") + p(OWN) + p("More", "Heading3") + p(OWN)
        + p("Talking", "Heading2") + p("SALT helps.")
    )  # fmt: skip
    file = word(tmp_path, body)
    assert len(findings(file)) == 3
    read = told(file, "--leave-out", "our  words")
    assert read["left_out"] == ["Our words"]
    assert findings(file, "--leave-out", "our words") == [("Section B", "term", "SALT")]


@pytest.mark.scenario(19)
@pytest.mark.parametrize("title", ["All about me", "My views", "Parents’ views:", "OUR STORY"])
def test_a_part_whose_title_says_that_families_wrote_it_is_left_out(
    tmp_path: Path, title: str
) -> None:
    file = written(tmp_path, "Sam is happy.", title, OWN, "", OWN, "", "# Needs", "SALT helps.")
    assert findings(file) == [("Needs", "term", "SALT")]
    assert OWN not in run(file, "--json").stdout


@pytest.mark.scenario(19)
def test_own_words_in_a_table_that_has_its_section_beside_it_are_left_out(tmp_path: Path) -> None:
    table = row("Section A", "The views of Sam") + row("What I like", OWN) + row("Section F", VAGUE)
    file = word(tmp_path, f"<w:tbl>{table}</w:tbl>")
    assert OWN not in run(file, "--json").stdout
    assert {part for part, _, _ in findings(file)} == {"Section F"}


@pytest.mark.scenario(19)
def test_a_part_that_is_not_there_is_not_left_out_in_silence(tmp_path: Path) -> None:
    assert refused(written(tmp_path, OWN), "--leave-out", "His words") == (
        "No part has the heading “His words”, so it cannot be left out. Write it as it stands."
    )


@given(
    st.lists(
        st.sampled_from(
            [Block("Section A"), Block("Section A", 2), Block("Talking", 2), Block("Talking", 3),
             Block("own"), Block("own\n\nown", is_row=True), Block("My views\nown")]
        )
    )
)  # fmt: skip
def test_whatever_stands_in_section_a_is_somebodys_own_words(blocks: list[Block]) -> None:
    after = [Block("Section A", 2), *blocks, Block("Section B"), Block("Sam.")]
    *own, last = passages_of(after, kind=Kind.ADVICE, leave_out=())
    assert {each.kind for each in own} <= {Kind.OWN_WORDS}
    assert (last.name, last.text) == ("Section B", "Sam.")


def test_places_point_at_the_text_of_their_passage(tmp_path: Path) -> None:
    file = written(tmp_path, "Section F", VAGUE, "", "SALT, subject to waiting list.")
    for passage in told(file)["passages"]:
        assert passage["findings"]
        for found in passage["findings"]:
            assert passage["text"][found["start"] : found["end"]] == found["text"]
        for each in passage["rows"]:
            assert passage["text"][each["start"] : each["end"]].strip()


def test_a_section_that_says_none_is_an_answer_and_a_blank_one_is_told(tmp_path: Path) -> None:
    file = written(
        tmp_path, "Section D: Social care needs", "", "Section F", PLAIN, "", "Section G", "None.", "",
        "Section H1", "None needed.", "", "Section H2", "No social care provision is needed.",
        "Section I", "", "Section K", "The therapist wrote in May.",
    )  # fmt: skip
    assert findings(file) == [("Section D", "blank", "")]
    assert told(file)["quantified"] == {"numerator": 1, "denominator": 1}
    said = run(file).stdout
    assert (
        "Section D (0 words, 1 finding)\n  Blank\n    Nothing is written in this section." in said
    )


def test_what_a_section_says_in_the_line_of_its_heading_is_read(tmp_path: Path) -> None:
    file = written(
        tmp_path, "Section C: Not applicable", "Section D. No social care needs were identified.",
        "Section E: What Sam will be able to do", "Sam answers first.",
        f"Section F. Sam will have this. {VAGUE}", "SECTION G None identified",
    )  # fmt: skip
    found = {(part, text) for part, check, text in findings(file) if check in {"blank", "vague"}}
    assert found == {("Section F", each) for each in ("Regular", "access to", "as required")}


def test_a_section_that_only_holds_others_is_not_blank(tmp_path: Path) -> None:
    file = written(tmp_path, "Section H", "", "Section H1", "None.", "", "Section H2", "None.")
    assert findings(file) == []


@pytest.mark.parametrize("mark", ["- ", "• ", "1. ", ""])
def test_bullets_items_and_lines_of_a_text_are_rows_of_help(tmp_path: Path, mark: str) -> None:
    lines = [f"{mark}Regular help"] * 12 + [f"{mark}Clay with a teacher, 10 minutes, every day"]
    file = written(tmp_path, "Section F", "", *lines)
    assert told(file)["quantified"] == {"numerator": 1, "denominator": 13}
    assert "Rows of help that say how much and how often: 1 of 13." in run(file).stdout


def test_a_text_without_sections_is_read_as_what_it_is_said_to_be(tmp_path: Path) -> None:
    file = written(tmp_path, "Sam will receive regular therapy.")
    assert findings(file) == [("The text", "vague", "regular")]
    assert findings(file, "--kind", "writing") == []
    assert findings(file, "--kind", "outcome")[0][1] == "provision_in_outcome"


def test_a_short_text_has_no_score_and_a_long_one_has(tmp_path: Path) -> None:
    short = written(tmp_path, "Sam is happy.")
    assert "This text is too short to score: it has 3 words" in run(short).stdout
    long = written(tmp_path, "Sam is a happy boy. " * 30 + "word " * 21 + ". SALT.")
    said = run(long).stdout
    assert "plan.txt: about 1 minute to read aloud, at 183 words a minute." in said
    assert "172 words in 32 sentences. Half have up to 5 words, nine in ten up to 5." in said
    assert "More than 20 words: 1 of 32 sentences. More than 15: 1 of 32." in said
    assert "Terms and abbreviations not explained: 1, 5.8 in every thousand words." in said
    assert "  Longest sentences: 21 words." in said
    score = told(long, "--words-a-minute", "86")["score"]
    assert (score["minutes_aloud"], score["over_20_words"]) == (
        2.0,
        {"numerator": 1, "denominator": 32},
    )


def test_a_word_that_is_not_explained_is_told_once_with_how_often_it_stands(tmp_path: Path) -> None:
    file = written(tmp_path, "Section B", "SALT and SALT.", "", "Section F", "SALT helps.")
    said = run(file).stdout
    assert said.count("“SALT”") == 2  # where it stands, and why
    assert "  “SALT”, 3 times" in said
    assert len([each for each in findings(file) if each[1] == "term"]) == 3


def test_terms_may_be_given_as_explained_and_easy_read_asked_for(tmp_path: Path) -> None:
    file = written(tmp_path, "SALT helps RS; he likes it.")
    assert [check for _, check, _ in findings(file)] == ["term", "abbreviation"]
    options = ("--explained", "SALT", "--explained", "RS", "--easy-read")
    assert [check for _, check, _ in findings(file, *options)] == ["easy_read"]


@pytest.mark.parametrize(
    ("line", "letter"),
    [
        ("Section F", "F"),
        ("SECTION H1: Social care provision", "H1"),
        ("Section B The child's needs", "B"),
        ("Section C - health needs", "C"),
        ("Part 2 - Section A: What we want you to know", "A"),
        ("Part of section A", ""),
        ("Section A: The views, interests and aspirations of the child and his parents.", "A"),
        (
            "Section H1: Any social care provision which must be made for a child or young person under "
            "18 resulting from section 2 of the Chronically Sick and Disabled Persons Act 1970",
            "H1",
        ),
        ("Section F of the plan says more", ""),
        ("Section F says so.", ""),
        ("Section F, Section G and Section H", ""),
        ("Section F, as we said", ""),
        ("Section Four", ""),
        ("See section F", ""),
        ("Section A’s words", ""),
    ],
)
def test_headings_of_sections_are_told_from_sentences(line: str, letter: str) -> None:
    assert section_of(line) == letter


# --- the command -------------------------------------------------------------------------------


def test_no_installation_is_made_or_needed_and_a_refusal_is_exit_code_1(tmp_path: Path) -> None:
    home = tmp_path / "home"
    environment = {**os.environ, "ALONGSIDE_HOME": str(home), "ALONGSIDE_MODE": "nonsense"}
    for name, code in (("plan.txt", 0), ("plan.xls", 1), ("missing.txt", 2)):
        if code < 2:
            (tmp_path / name).write_text(VAGUE)
        done = subprocess.run(
            [Path(sys.executable).parent / "alongside", "language", "check", tmp_path / name],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, bool(done.stderr)) == (code, code > 0)
        assert "Traceback" not in done.stderr
    assert not home.exists()
