"""The framework and the tools as data: what stands in them, and what a wrong file is told."""

import tomllib
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from alongside.kernel.refusals import Refusal, Refusals
from alongside.language.house import check_house_text
from alongside.quality.rules.codes import About, Agency, Because, Grade, Scale
from alongside.quality.rules.standards import framework_of
from alongside.quality.rules.tools import Measure, check_versions, tool_of
from alongside.quality.tools import framework_on, frameworks, tool_in_force, tool_numbered, tools

DAY = date(2026, 1, 15)
Told = dict[str, Any]


def told(name: str = "tools/family-1.toml") -> Told:
    text = files("alongside.quality").joinpath("data").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def test_there_is_a_tool_for_everything_that_is_audited() -> None:
    assert {each.about for each in tools()} == set(About)
    assert all(each.code == each.about for each in tools())


def test_the_tool_of_families_has_ten_plain_questions() -> None:
    family = tool_in_force(About.FAMILY, DAY)
    assert len(family.questions) == 10
    assert {each.scale for each in family.questions} == {Scale.PLAIN}


def test_the_tool_of_ehc_plans_asks_of_every_section() -> None:
    tool = tool_in_force(About.PLAN, DAY)
    assert {each.code for each in tool.sections} >= {*"ABCDEFGHIJK", "process", "voice", "legal"}
    assert 36 <= len(tool.questions) <= 45


@pytest.mark.parametrize(
    ("measure", "codes"),
    [
        (Measure.CHILD_VOICE, ["V1", "V2", "V5", "V7"]),
        (Measure.COPRODUCTION, ["T1"]),
    ],
)
def test_the_measures_of_an_ehc_plan_hang_on_their_questions(
    measure: Measure, codes: list[str]
) -> None:
    tool = tool_in_force(About.PLAN, DAY)
    assert [each.code for each in tool.for_measure(measure)] == codes
    assert tool.measures == {Measure.HIGH_STANDARD}


@pytest.mark.parametrize(
    ("measure", "agency"),
    [
        (Measure.MODEL_EDUCATION, Agency.EDUCATION),
        (Measure.MODEL_HEALTH, Agency.HEALTH),
        (Measure.MODEL_CARE, Agency.CARE),
    ],
)
def test_use_of_the_model_is_asked_of_each_agency_by_itself(
    measure: Measure, agency: Agency
) -> None:
    found = tool_in_force(About.COPRODUCTION, DAY).for_measure(measure)
    assert [each.agency for each in found] == [agency]


def test_every_tool_looks_for_what_is_strong() -> None:
    assert all(any(each.is_strength for each in tool.questions) for tool in tools())


def test_tools_are_written_in_plain_english() -> None:
    texts = [text for tool in tools() for text in (tool.title, tool.intro)]
    texts += [section.title for tool in tools() for section in tool.sections]
    for each in (question for tool in tools() for question in tool.questions):
        texts += [each.asks, each.evidence, *each.criteria]
    for framework in frameworks():
        texts += [words for each in framework.standards for words in (each.title, each.words)]
        texts += [each.words for each in framework.takes_part]
    assert [(text, check_house_text(text)) for text in texts if check_house_text(text)] == []


def _without(name: str) -> Callable[[Told], object]:
    return lambda told: told.pop(name)


def _with(**values: Any) -> Callable[[Told], object]:
    return lambda told: told.update(values)


def _first_with(**values: Any) -> Callable[[Told], object]:
    return lambda told: told["question"][0].update(values)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_without("title"), "The tool lacks title."),
        (_without("scale"), "“None” is not a scale."),
        (_without("section"), "The tool has no section."),
        (_without("question"), "The tool has no question."),
        (_without("grading"), "The grading gives good_from"),
        (_with(version=0), "The version is a whole number from 1."),
        (_with(version=True), "The version is a whole number from 1."),
        (_with(begins="2020"), "Say on which day the tool begins."),
        (_with(about="dentist"), "“dentist” is not a kind of audit."),
        (_with(colour="red"), "“colour” is no part of a tool."),
        (_with(measures=["fame"]), "“fame” is not a measure that hangs on audits."),
        (
            _with(grading={"good_from": 80, "outstanding_from": 50, "inadequate_below": 101}),
            "Each share of the grading is a whole number from 0 to 100.",
        ),
        (
            _with(grading={"good_from": 40, "outstanding_from": 50, "inadequate_below": 60}),
            "The share for Inadequate is at most that for Good.",
        ),
        (
            lambda told: told["section"].append({"code": "spare", "title": "Spare"}),
            "Section “spare” has no question.",
        ),
        (lambda told: told["section"][0].pop("title"), "Section “person” gives code and title."),
        (lambda told: told["section"].append(told["section"][0]), "“person” stands there twice."),
        (lambda told: told["question"][0].pop("asks"), "Question “Q1” lacks asks."),
        (_first_with(criteria=[]), "Question “Q1” lacks criteria."),
        (_first_with(criteria="You can."), "Question “Q1” lacks criteria."),
        (_first_with(asks="Say."), "Question “Q1” ends with a question mark."),
        (_first_with(section="cellar"), "Question “Q1” stands in no section of the tool."),
        (_first_with(agency="police"), "“police” is not an agency."),
        (_first_with(weight=2), "“weight” is no part of question “Q1”."),
        (_first_with(may_not_apply="yes"), "may_not_apply of question “Q1” is true or false."),
        (_first_with(code="Q2"), "The code “Q2” stands there twice."),
        (_first_with(scale="points"), "Families answer yes, partly or no."),
        (_first_with(is_blocker=True), "No single answer of a family decides the grade."),
        (lambda told: told["question"].pop(), "The tool of families has exactly ten questions."),
    ],
)
def test_a_wrong_file_is_told_what_is_wrong(spoil: Callable[[Told], object], sentence: str) -> None:
    spoiled = deepcopy(told())
    spoil(spoiled)
    with pytest.raises(Refusals) as caught:
        tool_of(spoiled)
    assert any(sentence in str(each) for each in caught.value.refusals)


def test_one_version_of_a_tool_stands_in_one_file() -> None:
    twice = tool_of(told())
    with pytest.raises(Refusal, match="Version 1 of “family” stands in two files"):
        check_versions([twice, twice])


def test_a_version_or_a_day_without_a_tool_is_refused() -> None:
    with pytest.raises(Refusal, match="no such version"):
        tool_numbered("family", 99)
    with pytest.raises(Refusal, match="No version of this audit tool has begun"):
        tool_in_force("family", date(2014, 8, 31))


def test_a_tool_refuses_a_question_that_it_does_not_ask() -> None:
    tool = tool_numbered("family", 1)
    assert tool.question("Q3").asks == "Can you hear their own voice?"
    with pytest.raises(Refusal, match="does not ask"):
        tool.question("V1")


@pytest.mark.parametrize(
    ("because", "grade", "due_on"),
    [
        (Because.GRADE, Grade.REQUIRES_IMPROVEMENT, date(2026, 2, 26)),
        (Because.GRADE, Grade.INADEQUATE, date(2026, 1, 29)),
        (Because.URGENT, None, DAY),
        (Because.URGENT, Grade.INADEQUATE, DAY),
        (Because.SWEEP, None, date(2026, 2, 12)),
    ],
)
def test_the_framework_says_until_when_it_is_put_right(
    because: Because, grade: Grade | None, due_on: date
) -> None:
    framework = framework_on(DAY)
    assert framework.put_right_by(because=because, grade=grade, opened_on=DAY) == due_on


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_without("title"), "The framework lacks title."),
        (_with(high_standard_from="splendid"), "High standard begins at a grade."),
        (lambda told: told["days"].pop("inadequate"), "Days are given for inadequate,"),
        (lambda told: told["days"].update(sweep=-1), "Days are whole numbers from 0."),
        (lambda told: told["days"].update(urgent=1), "What is urgent is seen to on the same day"),
        (lambda told: told["standard"][0].pop("words"), "Standard “child_first” gives code"),
        (lambda told: told["takes_part"][0].update(who="uncle"), "“uncle” is nobody"),
        (_with(takes_part=[]), "The framework has no takes_part."),
    ],
)
def test_a_wrong_framework_is_told_what_is_wrong(
    spoil: Callable[[Told], object], sentence: str
) -> None:
    spoiled = told("framework-1.toml")
    spoil(spoiled)
    with pytest.raises(Refusals) as caught:
        framework_of(spoiled)
    assert any(sentence in str(each) for each in caught.value.refusals)


def test_before_the_first_framework_there_is_none() -> None:
    with pytest.raises(Refusal, match="no quality assurance framework"):
        framework_on(date(2014, 8, 31))
