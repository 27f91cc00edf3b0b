"""The glossary gives each word one meaning, in order, in plain English."""

import re
from pathlib import Path

import pytest

from alongside.language.house import LONGEST_SENTENCE, american_spellings, system_words
from alongside.language.reading import long_sentences

GLOSSARY = Path(__file__).parents[2] / "GLOSSARY.md"
ROWS = re.findall(r"^\| \*\*(.+?)\*\* \| (.+) \|$", GLOSSARY.read_text(encoding="utf-8"), re.M)
WORDS = [word for word, _ in ROWS]
OF_THE_HOUSE = {
    "action", "action plan", "actor", "advice", "area", "EHC plan", "evidence", "holding", "issue",
    "lead", "ledger", "line", "look", "measure", "operational plan", "outcome", "part", "partner",
    "plan", "purpose", "request", "risk", "scope", "slip", "statement", "status", "target",
    "weakness", "workstream", "written statement of action",
}  # fmt: skip


def test_the_words_of_the_house_are_explained():
    assert set(WORDS) >= OF_THE_HOUSE


def test_words_stand_once_and_in_the_order_of_the_alphabet():
    letters = [re.sub(r"[^a-z]", "", word.lower()) for word in WORDS]
    assert letters == sorted(set(letters))


@pytest.mark.parametrize(("word", "meaning"), ROWS, ids=WORDS)
def test_a_meaning_is_plain(word, meaning):
    assert meaning.endswith(".")
    assert american_spellings(meaning) == ()
    assert long_sentences(meaning, limit=LONGEST_SENTENCE) == ()
    assert {finding.text for finding in system_words(meaning)} <= {"user", "log in"}


def test_a_word_in_italics_leads_to_an_entry():
    known = {word.lower() for word in WORDS}
    pointed = {link.lower() for _, meaning in ROWS for link in re.findall(r"\*(.+?)\*", meaning)}
    loose = {link for link in pointed if not known & {link, link.rstrip("s"), link[:-2]}}
    assert loose <= SAID_IN_PASSING


SAID_IN_PASSING = {
    "asked for", "received", "sent back for amendment", "accepted", "post holding", "home page",
    "impact statement", "accountable partner", "consents", "judges", "statuses",
}  # fmt: skip
