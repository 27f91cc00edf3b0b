"""An EHC plan read through for plain English, its thread, and plainer words in place of a term: no database."""

import time
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from alongside.casework.plans.noticing import parts_of_help, told
from alongside.casework.rules.glossary import (
    Decided,
    WordFact,
    check_decision,
    check_replacement,
    check_suggestion,
    check_word,
    grown,
    votes_of,
)
from alongside.casework.rules.plans.codes import Section
from alongside.casework.rules.plans.found import in_words
from alongside.casework.rules.plans.parts import Need, Outcome, Part, Provision, Words
from alongside.casework.rules.plans.passages import passages_of
from alongside.casework.rules.plans.reading_through import ReadThrough, read_through
from alongside.casework.rules.plans.replacing import InPlace, Place, places_in, replaced
from alongside.casework.rules.plans.standing import is_quantified
from alongside.casework.rules.plans.thread import gaps, silent, thread_of
from alongside.kernel.proportion import Proportion
from alongside.kernel.refusals import Refusal
from alongside.language import Check, TooShort, Votes, glossary
from alongside.language import Part as Said
from tests.casework.plan_factories import part, whole

SEMH_HERE = grown(glossary(), (("SEMH", Votes(1, ("feelings",))),), owner="Here")
FEELINGS = InPlace(name="SEMH", plain="feelings", held=SEMH_HERE)


def everywhere(body):
    """With plainer words in every sentence that holds the term."""
    ticked = {(each.box, each.number) for each in places_in(body, FEELINGS)}
    return replaced(body, FEELINGS, ticked=ticked)


def read(*parts: Part, held=None, kept=()) -> ReadThrough:
    return read_through(parts, held or glossary(), kept)


def noticed(found: ReadThrough, key: str) -> list[tuple[Check, str]]:
    return [(each.finding.check, each.finding.text) for each in found.of(key)]


def row(**boxes) -> Part:
    return part("f1", Section.F, Provision(**boxes))


@pytest.mark.scenario(15)
def test_a_vague_row_of_help_is_flagged_with_what_it_does_not_say_and_a_plain_one_is_not():
    vague = read(row(what="Regular access to support as required.", who="School staff"))
    assert noticed(vague, "f1") == [
        (Check.VAGUE, "Regular"), (Check.VAGUE, "access to"), (Check.VAGUE, "as required"),
    ]  # fmt: skip
    first = vague.of("f1")[0].finding.why
    assert "does not say what, who, how much, how often" in first  # "School staff" names no role
    assert vague.report.quantified == Proportion(0, 1)
    plain = read(
        row(
            what="One 45-minute session a week by a speech and language therapist, in term time.",
            who="A speech and language therapist",
        )
    )
    assert noticed(plain, "f1") == []
    assert plain.report.quantified == Proportion(1, 1)


def test_a_box_that_says_nothing_is_flagged_for_what_it_stands_for():
    found = read(
        row(
            what="Speech therapy",
            who="A therapist",
            how_much="Up to 30 minutes",
            how_often="As required",
        )
    )
    (much, often) = found.of("f1")
    assert (much.box, often.box) == ("how_much", "how_often")
    assert "The sentence does not say how often." in often.finding.why


@pytest.mark.scenario(15)
@pytest.mark.parametrize(
    ("boxes", "missing"),
    [
        ({"who": "Staff"}, {Said.WHO}),
        ({"who": "School staff"}, {Said.WHO}),
        ({"who": "A qualified ELSA"}, set()),
        ({"how_often": "Daily dysregulated behaviour"}, {Said.HOW_OFTEN}),
        ({"how_often": "As required"}, {Said.HOW_OFTEN}),
        ({"how_often": "At lunchtimes"}, set()),
        ({"how_much": "A lot"}, {Said.HOW_MUCH}),
        ({"how_much": "Up to 30 minutes"}, set()),
    ],
)
def test_a_filled_box_is_marked_as_said_only_when_it_says_its_part(boxes, missing):
    filled = {"who": "A therapist", "how_much": "30 minutes", "how_often": "Once a week"}
    one = row(what="Clay and sand", **{**filled, **boxes})
    found = read(one)
    (help_read,) = found.rows["f1"]
    first_three = {Said.WHAT, Said.WHO, Said.HOW_MUCH, Said.HOW_OFTEN}
    assert first_three & set(help_read.missing) == missing
    is_counted = not missing & {Said.HOW_MUCH, Said.HOW_OFTEN}
    assert is_quantified(one) is is_counted
    assert found.report.quantified == Proportion(int(is_counted), 1)
    whys = " ".join(each.finding.why for each in found.of("f1"))
    assert all(part.value in whys for part in missing)
    marks = {each.words: each.is_said for each in parts_of_help(found.rows["f1"])}
    assert not any(marks[part.value] for part in missing)


@pytest.mark.scenario(15)
def test_a_list_in_one_row_is_so_many_rows_of_help_everywhere():
    items = "\n".join(f"- {each}" for each in ["regular help"] * 12 + ["clay, 10 minutes, daily"])
    one = row(what=items, who="A teacher")
    found = read(one)
    assert found.report.quantified == found.sections[0].quantified == Proportion(1, 13)
    assert not is_quantified(one)
    marks = {each.words: each.is_said for each in parts_of_help(found.rows["f1"])}
    assert (marks["who"], marks["how often"]) == (True, False)
    (vague, *others) = told(found.of("f1"))
    assert (vague.words, vague.times, others) == ("regular", "12 times", [])
    assert found.noticed_count == 1


def test_the_length_of_what_a_box_says_is_not_measured():
    prose = "He likes to sit at the front of the class. " * 12
    found = read(row(what=prose, who="A teacher", how_often="Daily"))
    assert found.report.whole.sentences == 12
    assert found.report.words == 12 * 10 + 3


@pytest.mark.scenario(16)
def test_each_gap_of_the_thread_is_listed():
    parts = (
        *whole("d1", "f1"),
        part("b2", Section.B, Need(area="learning", need="Reading is slow."), 2),
        part("e2", Section.E, Outcome(outcome="Ada will have weekly therapy.", by_on=date(2027, 1, 1)), 2),
        part("f1", Section.F, Provision(what="Reading lessons", who="A teacher", outcomes=("e1",))),
        part("f2", Section.F, Provision(what="Words", who="A teacher", needs=("b1",), outcomes=("e2",)), 2),
    )  # fmt: skip
    assert [in_words(each) for each in (*gaps(parts), *silent(parts))] == [
        "Section B: B2 has no help that meets it.",
        "Section E: E2 comes from no need and says what will be given, not what will be different.",
        "Section F: F1 does not say which need it meets.",
        "Section D: It is blank. Write down the social care needs, or say that there are none.",
    ]


def test_the_thread_leads_from_a_need_to_its_outcomes_and_their_help():
    parts = (
        *whole(),
        part("f2", Section.F, Provision(what="Quiet room", who="A teacher", needs=("b1",)), 2),
        part("f3", Section.F, Provision(what="Lost", who="A teacher"), 3),
    )
    thread = thread_of(parts)
    (strand,) = thread.strands
    (aim,) = strand.aims
    assert (strand.need.number, aim.outcome.number) == ("B1", "E1")
    assert [each.number for each in aim.help] == ["F1"]
    assert [each.number for each in strand.help] == ["F2"]
    assert [each.number for each in thread.help] == ["F3"]


def test_a_need_with_help_and_without_an_outcome_is_a_gap():
    parts = tuple(
        replace(each, body=replace(each.body, needs=())) if each.key == "e1" else each
        for each in whole("g1")
    )
    assert [in_words(each) for each in (*gaps(parts), *silent(parts))] == [
        "Section B: B1 has help and no outcome that the help leads to.",
        "Section E: E1 comes from no need.",
        "Section G: It is blank. Write down the health care provision, or say that there is none.",
    ]


def test_what_hangs_on_no_need_is_still_drawn():
    parts = (
        part("e1", Section.E, Outcome(outcome="She reads.")),
        part("f1", Section.F, Provision(what="Reading", who="A teacher", outcomes=("e1",))),
    )
    thread = thread_of(parts)
    assert thread.strands == thread.help == ()
    assert [each.number for each in thread.aims[0].help] == ["F1"]


@pytest.mark.scenario(18)
def test_a_term_is_flagged_until_the_plan_explains_it_whichever_row_does():
    parts = (
        part("b1", Section.B, Need(need="SEMH needs.")),
        part("b2", Section.B, Need(need="Social, emotional and mental health (SEMH)."), 2),
        part("f1", Section.F, Provision(what="SEMH lessons", who="A teacher")),
    )
    found = read(*parts)
    assert noticed(found, "b1") == [(Check.TERM, "SEMH")]
    assert noticed(found, "b2") == []
    assert Check.TERM not in [check for check, _ in noticed(found, "f1")]


@pytest.mark.scenario(18)
def test_a_confusing_term_is_offered_where_it_stands_and_kept_with_a_reason():
    parts = (part("b1", Section.B, Need(need="SEMH needs.")), row(what="SEMH lessons", who="TA"))
    (one,) = read(*parts, held=SEMH_HERE).confusing
    assert (one.term.plain, one.rows, one.reason) == ("feelings", ("B1", "F1"), "")
    found = read(*parts, held=SEMH_HERE, kept=(("SEMH", "She says it herself."),))
    assert found.confusing[0].reason == "She says it herself."
    assert noticed(found, "b1") == []


@pytest.mark.scenario(19)
def test_own_words_are_neither_read_nor_scored_nor_replaced():
    own = Words(whose="child", topic="hopes", words="SEMH " * 200, how="Regular SALT as required.")
    parts = (part("a1", Section.A, own),)
    assert passages_of(parts) == ()
    found = read(*parts, held=SEMH_HERE)
    assert (found.noticed, found.sections, found.confusing) == ({}, (), ())
    assert found.report.whole == TooShort(0)
    assert places_in(own, FEELINGS) == ()
    assert replaced(own, FEELINGS, ticked={("words", 0)}) is own


def test_a_section_under_a_hundred_words_gets_no_score():
    parts = (
        part("b1", Section.B, Need(need="He reads with a friend each day. SALT helps. " * 15)),
        part("e1", Section.E, Outcome(outcome="He reads.")),
    )
    first, second = read(*parts).sections
    assert (first.section, first.words, first.terms) == (Section.B, 135, 15)
    assert first.terms_in_thousand == Fraction(1000, 9)
    assert (second.score, second.terms_in_thousand) == (TooShort(2), None)


def test_the_sentences_that_drive_the_lengths_are_named():
    long = "He " + "likes to read and " * 8 + "sleeps."
    found = read(part("b1", Section.B, Need(need=f"Short. {long}")))
    assert [(each.number, each.words) for each in found.longest] == [("B1", 34)]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("SEMH is hard.", "Feelings is hard."),
        ("Her SEMH varies. SEMH again.", "Her feelings varies. Feelings again."),
        ("His S.E.M.H. needs.", "His feelings needs."),
        ("No such word.", "No such word."),
        ("SEMHs", "SEMHs"),
        ("- SEMH\n- Time", "- Feelings\n- Time"),
    ],
)
def test_plainer_words_take_the_place_of_a_term(text, plain):
    body = Need(need=text, source="SEMH team")
    assert everywhere(body) == Need(need=plain, source="SEMH team")


def test_plainer_words_are_written_only_in_the_sentences_that_were_ticked():
    body = Need(need="His SEMH needs show. He has SEMH\nlessons. He reads.", now="SEMH varies.")
    assert places_in(body, FEELINGS) == (
        Place("need", 0, "His SEMH needs show.", "His feelings needs show."),
        Place("need", 1, "He has SEMH\nlessons.", "He has feelings\nlessons."),
        Place("now", 0, "SEMH varies.", "Feelings varies."),
    )
    assert replaced(body, FEELINGS, ticked={("need", 1)}) == replace(
        body, need="His SEMH needs show. He has feelings\nlessons. He reads."
    )
    assert replaced(body, FEELINGS, ticked=set()) == body
    assert replaced(body, FEELINGS, ticked={("source", 0)}) == body


def test_a_role_is_left_to_whoever_writes():
    body = Provision(what="SEMH lessons", who="SEMH teacher", where="SEMH room")
    assert everywhere(body) == Provision(
        what="Feelings lessons", who="SEMH teacher", where="Feelings room"
    )


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("", "Choose a word"),
        ("x" * 61, "at most 60"),
        ("ring 01632 960001", "in letters"),
        ("a@b.org", "in letters"),
        ("Testly", "names of people"),
        ("mo testly’s word", "names of people"),
        ("a", "too short"),
        ("I", "too short"),
        ("it", "too short"),
        ("to be", "too short"),
        ("The", "Everybody uses this word"),
        ("and", "Everybody uses this word"),
        ("should have been", "Everybody uses this word"),
        ("x" * 60, "does not look like a word"),
    ],
)
def test_what_is_no_word_is_not_voted_on(word, said):
    with pytest.raises(Refusal, match=said):
        check_word(word, names=["Mo Testly"])


@pytest.mark.parametrize("word", ["OT", "TA", "SEMH", "A&E", "OTs", "IT", "key", "up to date"])
def test_letters_in_capitals_and_words_of_three_letters_are_voted_on(word):
    assert check_word(word, names=[]) == word


@pytest.mark.parametrize("word", ["a", "the", "of"])
def test_a_vote_on_an_everyday_word_that_was_kept_earlier_reaches_no_draft(word):
    assert votes_of([WordFact(name=word, votes=9)], confusing_from=1) == ()


@pytest.mark.scenario(18)
def test_what_one_family_suggests_is_heard_and_offered_only_after_a_decision():
    waiting = votes_of([WordFact(name="SEMH", votes=1, suggested=("x y",))], confusing_from=1)
    term = grown(glossary(), waiting, owner="Here").find("SEMH")
    assert term.heard == ("x y",)
    assert term.replacements[0] == "feelings and mental health"  # the starter list's
    assert "x y" not in (*term.replacements, *term.meanings)
    decided = WordFact(
        name="SEMH", votes=1, suggested=("x y",), decided=Decided.LISTED, plain="moods"
    )
    term = grown(glossary(), votes_of([decided], confusing_from=1), owner="Here").find("SEMH")
    assert (term.heard, term.replacements[0]) == ((), "moods")


def test_a_replacement_is_one_that_is_offered():
    assert check_replacement(" made  for You", offered=("made for you",)) == "made for you"
    with pytest.raises(Refusal, match="stand in no list"):
        check_replacement("x y", offered=("made for you",))


def test_a_word_is_tidied_and_a_suggestion_may_be_empty():
    assert check_word("  sensory   diet ", names=["Mo Testly"]) == "sensory diet"
    assert check_suggestion(" ", names=[]) == ""


def test_a_word_counts_as_confusing_from_the_number_that_the_area_set():
    words = [
        WordFact(name="SEMH", votes=1, suggested=("feelings",)),
        WordFact(name="phonics", votes=2),
        WordFact(name="bespoke", votes=0, decided=Decided.LISTED, plain="made for you"),
        WordFact(name="TA", votes=0, decided=Decided.SET_ASIDE),
    ]
    assert votes_of(words, confusing_from=2) == (
        ("phonics", Votes(2)), ("bespoke", Votes(1, ("made for you",))),
    )  # fmt: skip
    assert [name for name, _ in votes_of(words, confusing_from=1)] == [
        "SEMH",
        "phonics",
        "bespoke",
    ]


@pytest.mark.parametrize(
    ("decided", "said"), [(Decided.LISTED, "what is written"), (Decided.SET_ASIDE, "Say why")]
)
def test_a_decision_says_what_is_written_or_why_not(decided, said):
    with pytest.raises(Refusal, match=said):
        check_decision(decided, plain=" ", reason=" ")


def test_twenty_pages_are_read_through_in_less_than_300_milliseconds():
    help_text = (
        "The teaching assistant leads a programme of understanding language, trained by the speech "
        "and language therapist (SALT). It uses pictures and short sentences. SEMH support is given "
        "as required, and is looked at each term."
    )
    parts = tuple(
        part(f"f{place}", Section.F, Provision(
            what=help_text, who="A teaching assistant", how_often="Twice a week in term time",
        ), place)
        for place in range(250)
    )  # fmt: skip
    read_through.cache_clear()
    best = min(_seconds(replace_first(parts, number)) for number in range(3))
    assert read(*parts).report.words > 10_000
    assert best < 0.3


def replace_first(parts: tuple[Part, ...], number: int) -> tuple[Part, ...]:
    """Other parts, so that an earlier reading is of no use."""
    first = replace(parts[0], body=replace(parts[0].body, where=f"Room {number}"))
    return (first, *parts[1:])


def _seconds(parts: tuple[Part, ...]) -> float:
    begun = time.process_time()
    read(*parts)
    return time.process_time() - begun
