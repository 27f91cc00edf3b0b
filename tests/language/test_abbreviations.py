"""An abbreviation that no list knows is flagged until the text says what it stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.language.abbreviations import stands_for, unlisted_abbreviations
from alongside.language.glossary import Votes, glossary


def flagged(text, **named):
    return [finding.text for finding in unlisted_abbreviations(text, **named)]


@pytest.mark.scenario(18)
def test_an_unlisted_abbreviation_is_flagged_with_what_to_write():
    (finding,) = unlisted_abbreviations("He goes to the EQT group.")
    assert (finding.start, finding.end, finding.text) == (15, 18, "EQT")
    assert finding.why == "The text does not say what “EQT” stands for."
    assert finding.suggestion == "Write it in full the first time, with “(EQT)” after it."


@pytest.mark.scenario(18)
@pytest.mark.parametrize(
    "text",
    [
        "Extra quiet time (EQT) helps. EQT is daily.",
        "EQT (extra quiet time) helps. EQT is daily.",
        "He has extra quiet time (known as EQT). EQT is daily.",
        "Extra quiet time (“EQT”) helps. EQTs are daily.",
        "EQT stands for extra quiet time. EQT is daily.",
        "EQT, which stands for something, is daily. EQT helps.",
        "The Academy of the North (AN) and AN again.",
        "The Academy of the North (AOTN) and AOTN again.",
        "The Wechsler Individual Achievement Test (WIAT-III). WIAT-III again.",
        "Wechsler Individual Achievement Test, Third Edition (WIAT-III). WIAT-III again.",
        "The British Picture Vocabulary Scale (BPVS3) was used. BPVS3 is a test.",
        "Extra quiet time (E.Q.T.) helps. EQT is daily.",
        "Extra\nquiet-time (EQT) helps. EQT is daily.",
    ],
)
def test_an_abbreviation_explained_at_first_use_passes(text):
    assert flagged(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("EQT first. Extra quiet time (EQT). EQT then.", ["EQT"]),
        ("EQT (see page 4) helps.", ["EQT"]),
        ("The big room (EQT) helps.", ["EQT"]),
        ("Extra quiet time (EQT helps.", ["EQT"]),
        ("He had the WIAT-III test.", ["WIAT-III"]),
        ("BPVS3 and WISC-V scores.", ["BPVS3", "WISC-V"]),
        ("The E.Q.T. is daily.", ["E.Q.T."]),
        ("Both QQAs and R&QS came.", ["QQAs", "R&QS"]),
        ("A line\nwith EQT in it\nends.", ["EQT"]),
    ],
)
def test_other_brackets_explain_nothing(text, found):
    assert flagged(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The NHS, the GP and GCSEs at 9 AM on TV.",
        "SALT and EHCPs are the business of the list of terms.",
        "I am A. Smith. Part II and section IV.",
        "YO1 7HH, KS2, COVID19, COVID-19 and B12.",
        "Led by J.T. Smith and A.B.C. Jones at 9 a.m. and P.E. at 3 p.m.",
        "SECTION F: WHAT HELPS\n\nA calm room.",
        "He must NOT go. She ALWAYS may.",
        "Write to SEND@YORK.GOV.UK or see WWW.YORK.GOV.UK.",
        "McDonald and iPads.",
    ],
)
def test_what_is_no_abbreviation_of_that_kind_passes(text):
    assert flagged(text) == []


def test_what_is_explained_elsewhere_may_be_named():
    assert flagged("RS likes trains. RS sleeps.", explained={"RS"}) == []


def test_an_everyday_abbreviation_that_a_family_does_not_know_is_everyday_no_more():
    york = glossary().grown({"BTEC": Votes(1, ("a work course",))}, owner="York")
    assert "BTEC" in glossary().everyday
    assert "BTEC" not in york.everyday
    assert york.find("BTEC").plain == "a work course"


@pytest.mark.parametrize(
    ("short", "words", "fits"),
    [
        ("DLD", "developmental language disorder", True),
        ("DLD", "Developmental Language Disorder", True),
        ("DLD", "developmental disorder", False),
        ("BSL", "British Sign Language", True),
        ("R&R", "rest and rest", True),
        ("CFA", "Children and Families Act", True),
        ("CFA", "the Children and Families Act 2014", False),
        ("EQT", "", False),
        ("EQT", "—", False),
    ],
)
def test_letters_tell_what_an_abbreviation_stands_for(short, words, fits):
    assert stands_for(short, words) is fits


@given(st.text(alphabet="EQTas(). &\n-", max_size=60))
def test_every_place_points_at_its_text(text):
    for finding in unlisted_abbreviations(text):
        assert text[finding.start : finding.end] == finding.text
