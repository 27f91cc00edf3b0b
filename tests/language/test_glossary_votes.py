"""The list of terms has versions and an owner, and grows by what families say."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.language.glossary import Glossary, Term, Votes, glossary
from alongside.language.terms import unexplained_terms

OWNER = "York's families' group"


def york(**votes):
    return glossary().grown(votes, owner=OWNER)


def test_the_starter_list_has_a_version_and_an_owner():
    held = tomllib.loads(files("alongside.language").joinpath("data/terms.toml").read_text("utf-8"))
    assert (glossary().version, glossary().owner) == (held["version"], held["owner"])
    assert glossary(1).terms[0] in glossary().terms


@pytest.mark.parametrize("version", [0, -1, 999])
def test_a_version_that_never_was_is_no_list(version):
    with pytest.raises(ValueError, match="there is no version"):
        glossary(version)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("SALT", "SALT"),
        ("SLT", "SALT"),
        ("salt", None),
        ("Sensory  Diet", "sensory diet"),
        ("sensory-diet", "sensory diet"),
        ("nothing of that kind", None),
        ("", None),
    ],
)
def test_a_term_is_found_by_each_of_its_spellings(words, name):
    found = glossary().find(words)
    assert (found and found.name) == name


@pytest.mark.scenario(18)
def test_a_term_that_families_find_confusing_is_offered_their_replacement():
    grown = york(dysregulated=Votes(3, ("upset and overloaded", "too much going on")))
    (finding,) = unexplained_terms("He is dysregulated.", held=grown)
    assert finding.why == (
        "Families here said that they do not understand “dysregulated”, and it is not explained."
    )
    assert finding.suggestion == (
        "Write “upset and overloaded”, or explain it: dysregulated (upset and overloaded)."
    )


@pytest.mark.parametrize("words", ["upset and overloaded", "too much going on", "overwhelmed"])
def test_each_wording_of_a_term_explains_it(words):
    grown = york(dysregulated=Votes(3, ("upset and overloaded", "too much going on")))
    assert unexplained_terms(f"He is dysregulated ({words}).", held=grown) == ()


def test_a_word_that_no_list_had_is_found_when_families_vote_on_it():
    text = "A Visual  timetable helps."
    assert unexplained_terms(text) == ()
    grown = glossary().grown({"visual timetable": Votes(2, ("picture list",))}, owner=OWNER)
    (finding,) = unexplained_terms(text, held=grown)
    assert (finding.text, grown.owner) == ("Visual  timetable", OWNER)
    assert "Write “picture list”" in finding.suggestion


def test_replacements_are_those_of_the_list_each_once_however_it_is_written():
    grown = york(SEMH=Votes(1, ("moods",), heard=("blues",)))
    term = grown.find("SEMH")
    assert term.replacements == (
        "moods", "feelings and mental health", "social, emotional and mental health",
    )  # fmt: skip
    assert term.heard == ("blues",)
    assert york(baseline=Votes(1, heard=("start",))).find("baseline").replacements == ()


def test_a_word_without_a_better_one_is_to_be_explained():
    (finding,) = unexplained_terms("His baseline.", held=york(baseline=Votes(1)))
    assert finding.suggestion == (
        "Explain it where it first stands, or ask families what they would say."
    )


def test_a_vote_on_another_spelling_is_a_vote_on_the_term():
    grown = york(SLT=Votes(1, ("help with talking",)))
    assert grown.find("SALT").plain == "help with talking"
    assert len(grown.terms) == len(glossary().terms)


def test_capitals_count_in_an_abbreviation_that_families_brought_in():
    grown = york(QQA=Votes(1, ("a check",)))
    assert [f.text for f in unexplained_terms("QQA and qqa", held=grown)] == ["QQA"]
    full = york(QQA=Votes(1, full=("quick quality audit",)))
    assert full.find("QQA").suggestion == "Write “quick quality audit”."
    assert unexplained_terms("A quick quality audit (QQA). QQA.", held=full) == ()


def test_votes_leave_the_starter_list_as_it_was():
    before = glossary().terms
    york(transition=Votes(1, ("moving on",)))
    assert glossary().terms == before
    assert glossary().find("transition").not_understood == 0


def test_votes_that_say_nothing_are_no_votes():
    with pytest.raises(ValueError, match="without a vote"):
        Votes(0)
    with pytest.raises(ValueError, match="blank"):
        Votes(1, (" ",))
    with pytest.raises(ValueError, match="without words"):
        glossary().grown({" ": Votes(1)}, owner=OWNER)


def test_an_empty_glossary_finds_nothing():
    held = Glossary(version=1, owner=OWNER, terms=(), everyday=frozenset())
    assert unexplained_terms("SALT and dysregulated.", held=held) == ()


def test_a_closed_term_is_gone_from_its_version_on(monkeypatch):
    held = {
        "version": 2,
        "owner": "x",
        "everyday": [],
        "term": [
            {"name": "old", "plain": "worn", "until": 2},
            {"name": "new", "plain": "fresh", "since": 2},
            {"name": "both", "plain": "two"},
        ],
    }
    monkeypatch.setattr(tomllib, "loads", lambda _: held)
    read = glossary.__wrapped__
    assert [term.name for term in read(1).terms] == ["old", "both"]
    assert [term.name for term in read().terms] == ["new", "both"]


@given(
    st.text(min_size=1, max_size=20).filter(str.strip),
    st.text(min_size=1, max_size=20).filter(str.strip),
)
def test_any_words_may_be_voted_on(words, plain):
    grown = glossary().grown({words: Votes(1, (plain,))}, owner=OWNER)
    assert isinstance(grown.find(" ".join(words.split())), Term)
    for finding in unexplained_terms(f"We say {words} here.", held=grown):
        assert finding.suggestion
