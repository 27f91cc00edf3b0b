"""What a message may say: the catalogue, and every place in the house that tells somebody
something.
"""

import ast
from collections.abc import Iterator

import pytest

from alongside.notices.models import Notice
from alongside.notices.words import (
    CATALOGUE,
    FILLINGS,
    UNNUMBERED,
    UnknownSentenceError,
    understand,
)
from tests.architecture.house import called_name, name_of, source_files, tree

HANDED_ON = (ast.Name, ast.Attribute)
TELLERS = {"tell_board", "Reminder", "about", "tell", "tell_holders", "tell_leads"}
"""Whatever is called to tell people something, or to keep what the daily reminders tell."""
EXAMPLES = {
    "answer": "consented to",
    "day": "5 June 2020",
    "month": "June 2020",
    "reference": "2.1A",
}


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_sentence_of_the_catalogue_is_understood_as_itself(code: str):
    understood = understand(CATALOGUE[code].format(**EXAMPLES))
    assert understood.code == code
    assert understood.sentence == CATALOGUE[code].format(**EXAMPLES)


@pytest.mark.parametrize("sentence", CATALOGUE.values())
def test_a_sentence_is_whole_and_fits(sentence: str):
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    longest = sentence.format(**dict.fromkeys(FILLINGS, "x" * 80))
    assert len(longest) <= Notice._meta.get_field("sentence").max_length


@pytest.mark.parametrize("reference", ["2.1A", "1.1", "P1-O2-A3", "7", "2020/21"])
def test_a_reference_is_kept(reference: str):
    assert reference in understand(f"The board recorded its judgement on {reference}.").sentence


@pytest.mark.parametrize(
    "name",
    ["Ann Example", "Ann", "Ann Example 7", "ann@example.org", "12 High Street", "2.1A\nAnn"],
)
def test_a_reference_that_could_be_a_name_is_left_out(name: str):
    sentence = understand(f"The board recorded its judgement on {name}.").sentence
    assert sentence == f"The board recorded its judgement on {UNNUMBERED}."


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Example was excluded from school.",
        "A milestone of 2.1A is due: Ann.",
        "The end date of 2.1A is Ann's birthday.",
        "The date change for 2.1A was refused by Ann.",
        "",
    ],
)
def test_what_is_not_in_the_catalogue_cannot_be_said(sentence: str):
    with pytest.raises(UnknownSentenceError) as error:
        understand(sentence)
    assert "Ann" not in str(error.value)


def _told_sentences() -> Iterator[tuple[str, ast.expr]]:
    """Every call that tells people something; one that only hands a sentence on is not a source."""
    for path in source_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and called_name(node).split(".")[-1] in TELLERS:
                given = {keyword.arg: keyword.value for keyword in node.keywords}
                if {"key", "what"} & set(given) and not isinstance(given["sentence"], HANDED_ON):
                    yield f"{name_of(path)}:{node.lineno}", given["sentence"]


def _example(sentence: ast.expr) -> str:
    if isinstance(sentence, ast.Constant):
        return str(sentence.value)
    assert isinstance(sentence, ast.JoinedStr), "write the sentence where it is told"
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else _filling(part)
        for part in sentence.values
    )


def _filling(part: ast.expr) -> str:
    assert isinstance(part, ast.FormattedValue)
    name = ast.unparse(part.value).rsplit(".", 1)[-1]
    return EXAMPLES.get(name, EXAMPLES["reference"])


def test_every_sentence_told_anywhere_in_the_house_is_in_the_catalogue():
    told = list(_told_sentences())
    assert len(told) >= 2
    unknown = []
    for place, sentence in told:
        try:
            understand(_example(sentence))
        except UnknownSentenceError:
            unknown.append(f"{place}: {_example(sentence)}")
    assert unknown == []


def test_every_sentence_of_the_catalogue_is_told_somewhere_in_the_house():
    told = {understand(_example(sentence)).code for _, sentence in _told_sentences()}
    assert sorted(set(CATALOGUE) - told) == []


@pytest.mark.parametrize("day", ["5 June 2020", "June 2020"])
def test_a_date_may_be_a_day_or_only_a_month(day: str):
    sentence = f"The end date of 2.1A is {day}."
    assert understand(sentence).sentence == sentence
