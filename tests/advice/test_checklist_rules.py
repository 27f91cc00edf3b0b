"""The framework as data, and what the checklist finds in a text and in rows: examples first."""

import time
from dataclasses import replace
from datetime import date

import pytest

from alongside.advice.framework import framework_on, frameworks
from alongside.advice.rules.checklist import AdviceLine, Item, WrittenAdvice
from alongside.advice.rules.checklist import look_through as findings_in
from alongside.advice.rules.codes import Adviser, RowKind
from alongside.advice.rules.framework import framework_of
from alongside.kernel.refusals import Refusal, Refusals
from alongside.language.house import check_house_text

GOOD = AdviceLine(
    key="p1",
    kind=RowKind.PROVISION,
    words="A speech and language therapist works with her",
    how_much="45 minutes",
    how_often="once a week in term time",
    how_long="three terms",
    meets=("n1",),
)
NEED = AdviceLine(key="n1", kind=RowKind.NEED, words="She loses the end of long sentences.")
OUTCOME = AdviceLine(
    key="o1", kind=RowKind.OUTCOME, words="By July 2026 she follows an instruction of three parts."
)
WHOLE = WrittenAdvice(
    lines=(
        AdviceLine(key="s1", kind=RowKind.STRENGTH, words="She likes to sing."),
        AdviceLine(key="v1", kind=RowKind.VIEW, words="“I like my class,” she said."),
        NEED,
        OUTCOME,
        GOOD,
    ),
    author_role="Speech and language therapist",
    was_seen=True,
)


def items(advice: WrittenAdvice) -> list[Item]:
    return [each.item for each in findings_in(advice)]


def in_text(text: str) -> list[tuple[Item, str]]:
    whole = replace(WHOLE, text=text)
    return [(each.item, each.text) for each in findings_in(whole) if not each.line]


def test_advice_that_says_everything_leaves_nothing_open() -> None:
    assert findings_in(WHOLE) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One 45-minute session a week by a therapist will be given for three terms.", []),
        (
            "He will have speech sessions.",
            [(Item.PROVISION, "He will have speech sessions.")],
        ),
        ("He needs regular sessions from a therapist.", [(Item.PROVISION, "regular")]),
        (
            "She needs access to support as required.",
            [(Item.PROVISION, "access to"), (Item.PROVISION, "as required")],
        ),
        ("She needs regular physiotherapy.", [(Item.PROVISION, "regular")]),
        ("He will have regular help from an assistant.", [(Item.PROVISION, "regular")]),
        ("He needs help to dress.", []),
        ("She has sessions at home and likes them.", []),
        ("She is on the waiting list for a review.", [(Item.NO_LIMITS, "on the waiting list")]),
        ("This is not commissioned in the area.", [(Item.NO_LIMITS, "is not commissioned")]),
        ("He has difficulty with proprioception.", [(Item.TERMS, "proprioception")]),
        ("He has difficulty with knowing where his body is.", []),
        ("She may tire; it could be the heat.", []),
        ("", []),
    ],
)
def test_a_text_is_looked_through(text: str, found: list[tuple[Item, str]]) -> None:
    assert in_text(text) == found


def test_a_finding_says_where_it_stands() -> None:
    text = "He is seven.\n\nHe needs regular sessions from a therapist."
    (found,) = findings_in(replace(WHOLE, text=text))
    assert text[found.start : found.end] == found.text == "regular"


@pytest.mark.scenario(11)
@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"how_much": ""}, "how much."),
        ({"how_often": "", "how_long": ""}, "how often or for how long."),
        ({"words": "Help with speech"}, "who."),
        ({"how_much": "", "words": "A therapist works with her for 30 minutes"}, ""),
        ({"who": "Staff", "words": "Help with speech"}, "who."),
        ({"how_much": "Time", "how_often": "In school"}, "how much or how often."),
    ],
)
def test_scenario_11_a_provision_row_without_amount_or_frequency_is_found(
    changed: dict[str, str], says: str
) -> None:
    line = replace(GOOD, **changed)  # type: ignore[arg-type]
    whole = replace(WHOLE, lines=(*WHOLE.lines[:-1], line))
    found = [each.why for each in findings_in(whole)]
    assert found == ([f"This provision does not say {says}"] if says else [])


@pytest.mark.parametrize(
    ("words", "is_help"),
    [
        ("By July he will receive weekly speech and language therapy.", True),
        ("By July she will access a nurture programme.", True),
        ("By July he follows an instruction of three parts.", False),
        ("By July she will attend school every day for two weeks.", False),
    ],
)
def test_an_outcome_that_is_help_is_told_apart(words: str, is_help: bool) -> None:
    line = replace(OUTCOME, words=words)
    whole = replace(WHOLE, lines=(*WHOLE.lines[:3], line, GOOD))
    assert items(whole) == ([Item.OUTCOME] if is_help else [])


def test_an_outcome_without_a_day_is_found_and_a_box_with_the_day_is_enough() -> None:
    line = replace(OUTCOME, words="She follows an instruction of three parts.")
    whole = replace(WHOLE, lines=(*WHOLE.lines[:3], line, GOOD))
    assert items(whole) == [Item.OUTCOME]
    dated = replace(whole, lines=(*WHOLE.lines[:3], replace(line, by_when="July 2026"), GOOD))
    assert items(dated) == []


def test_a_need_that_no_provision_answers_is_named() -> None:
    other = AdviceLine(key="n2", kind=RowKind.NEED, words="She tires after ten steps.")
    (found,) = findings_in(replace(WHOLE, lines=(*WHOLE.lines, other)))
    assert (found.item, found.line) == (Item.ANSWERED_NEEDS, "n2")


def test_what_the_whole_leaves_out_is_named() -> None:
    assert items(WrittenAdvice()) == [Item.AUTHOR, Item.SEEN, Item.NEED]
    rows = replace(WHOLE, lines=(NEED,))
    assert items(rows) == [
        Item.STRENGTHS,
        Item.VIEWS,
        Item.OUTCOME,
        Item.PROVISION,
        Item.ANSWERED_NEEDS,
    ]


def test_adult_life_is_asked_for_from_year_9_only() -> None:
    assert Item.ADULTHOOD not in items(WHOLE)
    assert items(replace(WHOLE, is_later=True)) == [Item.ADULTHOOD]
    frame = framework_on(date(2025, 9, 1))
    young = frame.asked_of(Adviser.SPEECH, is_later=False)
    older = frame.asked_of(Adviser.SPEECH, is_later=True)
    assert [each for each in older if each not in young] == [
        "What prepares them for adult life: work, a home, friends and health?"
    ]


def test_three_thousand_words_are_looked_through_in_less_than_a_twentieth_of_a_second() -> None:
    """As somebody types: each time, one paragraph of the many has changed."""
    text = "\n\n".join(f"{PARAGRAPH} Her age is {number}." for number in range(80))
    assert len(text.split()) >= 3000
    findings_in(replace(WHOLE, text=text))
    typed = [replace(WHOLE, text=f"{text} {number}") for number in range(5)]
    assert min(map(_seconds, typed)) < 0.05


PARAGRAPH = (
    "She follows short instructions well and enjoys music with her friends at school. "
    "A speech and language therapist should offer regular sessions where possible. "
    "Her expressive language is behind that of other children of her age group."
)


def _seconds(advice: WrittenAdvice) -> float:
    began = time.process_time()
    findings_in(advice)
    return time.process_time() - began


@pytest.mark.parametrize("adviser", list(Adviser))
def test_the_examples_of_the_house_pass_its_own_checklist(adviser: Adviser) -> None:
    examples = frameworks()[-1].advisers[adviser].examples
    lines = (
        replace(NEED, words=examples[RowKind.NEED]),
        replace(OUTCOME, words=examples[RowKind.OUTCOME]),
        AdviceLine(
            key="p1", kind=RowKind.PROVISION, words=examples[RowKind.PROVISION], meets=("n1",)
        ),
    )
    found = findings_in(replace(WHOLE, lines=(*WHOLE.lines[:2], *lines)))
    assert [(each.item, each.why, each.text) for each in found] == []


def test_the_framework_is_written_in_plain_english() -> None:
    frame = frameworks()[-1]
    texts = [each.asks for each in (*frame.everybody, *frame.items)]
    for each in frame.advisers.values():
        texts += [each.title, *each.asks, *each.examples.values()]
    assert [(text, check_house_text(text)) for text in texts if check_house_text(text)] == []


def test_a_file_that_forgets_an_adviser_or_a_question_is_refused() -> None:
    with pytest.raises(Refusals, match="“audiology” is missing"):
        framework_of({"version": 2, "adviser": [{"code": "dentist"}]})


def test_before_the_first_framework_there_is_none() -> None:
    with pytest.raises(Refusal, match="no framework"):
        framework_on(date(2014, 8, 31))
