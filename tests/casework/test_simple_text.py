"""The simple text of an EHC plan: put together from its rows, and easy read only once people have read it."""

from datetime import date

from alongside.casework.plans.simple import simple_text
from alongside.casework.rules.plans.codes import Section
from alongside.casework.rules.plans.parts import Need, Provision, Words
from alongside.language import easy_read, glossary
from tests.casework.plan_factories import part, whole

HELP = Provision(
    what="Words and pictures. SALT helps with it.", who="A teaching assistant", how_much="20 minutes",
    how_often="Three times a week", how_long="Two terms", where="In a quiet room",
    from_on=date(2025, 9, 1), checked="Each term, by the teacher",
)  # fmt: skip


def rows_of(letter: str, *parts) -> list[tuple[str, ...]]:
    text = simple_text(parts, name="Ada", held=glossary())
    return [row.sentences for s in text.sections if s.letter == letter for row in s.rows]


def test_a_row_of_help_becomes_one_short_sentence_for_each_thing_it_says():
    (sentences,) = rows_of("F", part("f1", Section.F, HELP))
    assert sentences == (
        "Words and pictures.",
        "SALT helps with it.",
        "“SALT” means: help with talking and understanding.",
        "Who gives it: a teaching assistant.",
        "How much: 20 minutes.",
        "How often: three times a week.",
        "For how long: two terms.",
        "Where: in a quiet room.",
        "It begins on: 1 September 2025.",
        "How we check it: each term, by the teacher.",
    )
    assert [each for each in sentences if easy_read(each)] == []


def test_the_frame_around_the_rows_is_short_and_simple_by_itself():
    text = simple_text((), name="Ada", held=glossary())
    said = [each for s in text.sections for row in s.rows for each in row.sentences]
    said += [s.question for s in text.sections]
    assert [each for each in said if easy_read(each)] == []
    assert len(text.sections) == len(Section)


def test_hard_words_are_explained_and_own_words_stand_whole():
    own = Words(whose="child", topic="hopes", words="SEMH and trains; so there!", how="Aloud.")
    parts = (part("a1", Section.A, own), part("f1", Section.F, HELP))
    text = simple_text(parts, name="Ada", held=glossary())
    assert [(each.name, each.means) for each in text.words] == [
        ("SALT", "help with talking and understanding")
    ]
    assert text.sections[0].rows[0].sentences == (own.words,)
    assert text.sections[0].rows[0].is_own


def test_what_an_officer_wrote_too_long_stays_and_is_named():
    long = "He needs help " + "and more help " * 8 + "each day."
    text = simple_text((part("b1", Section.B, Need(need=long)),), name="Ada", held=glossary())
    assert text.too_long == (("B", long),)


def test_a_section_that_holds_nothing_says_so_in_few_words():
    assert rows_of("D", *whole()) == [("We found no social care needs.",)]
    assert rows_of("D", *whole("d1")) == [("Nothing is written here yet.",)]
    assert rows_of("I", *whole("i1")) == [("This is not decided yet.",)]
