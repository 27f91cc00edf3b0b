"""What marks propose, what is met and what is still open: tables of examples."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel.refusals import Refusal
from alongside.quality.rules.codes import About, Agency, Grade, Scale
from alongside.quality.rules.grading import (
    NOT_APPLICABLE,
    RANKS,
    check_mark,
    failed_blockers,
    fallen_short,
    is_high_standard,
    is_met,
    is_voice_evident,
    marks_of,
    proposed_grade,
    rank_of,
    strengths,
    unanswered,
)
from alongside.quality.rules.tools import Grading, Measure, Question, Section, Tool
from alongside.quality.tools import tool_in_force

PLAN = tool_in_force(About.PLAN, date(2026, 1, 15))
TEN = Tool(
    code="ten",
    version=1,
    begins=date(2020, 1, 1),
    about=About.CASE,
    title="Ten questions",
    intro="",
    source="",
    scale=Scale.POINTS,
    grading=Grading(good_from=80, outstanding_from=50, inadequate_below=50),
    sections=(Section("s", "All"),),
    questions=tuple(
        Question(
            code=f"Q{number}",
            section="s",
            agency=Agency.ALL,
            asks="Is it so?",
            criteria=("It is.",),
            evidence="There.",
            scale=Scale.POINTS,
            is_blocker=number == 0,
            may_not_apply=number > 0,
            is_strength=number == 9,
            measures=frozenset({Measure.CHILD_VOICE}) if number in (1, 2) else frozenset(),
        )
        for number in range(10)
    ),
)


def ten(marks: str) -> Mapping[str, str]:
    """One sign for each question: a point, ``-`` for one that does not apply, ``.`` for no answer yet."""
    words = {"-": NOT_APPLICABLE, ".": ""}
    return {f"Q{number}": words.get(mark, mark) for number, mark in enumerate(marks)}


@pytest.mark.parametrize(
    ("marks", "grade"),
    [
        ("3333322222", Grade.OUTSTANDING),
        ("3333222222", Grade.GOOD),
        ("2222222222", Grade.GOOD),
        ("2222222211", Grade.GOOD),
        ("3333333311", Grade.GOOD),
        ("2222222210", Grade.REQUIRES_IMPROVEMENT),
        ("2222222111", Grade.REQUIRES_IMPROVEMENT),
        ("2222211111", Grade.REQUIRES_IMPROVEMENT),
        ("2222111111", Grade.INADEQUATE),
        ("0333333333", Grade.INADEQUATE),
        ("1333333333", Grade.GOOD),
        ("3-3-3-2-2-", Grade.OUTSTANDING),
        ("2222-----1", Grade.GOOD),
        ("2---------", Grade.GOOD),
    ],
)
def test_marks_propose_a_grade(marks: str, grade: Grade) -> None:
    proposal = proposed_grade(TEN, ten(marks))
    assert proposal is not None
    assert proposal.grade == grade


def test_what_is_proposed_says_why() -> None:
    proposal = proposed_grade(TEN, ten("33222222-0"))
    assert proposal is not None
    assert proposal.why == (
        "8 of 9 questions that apply are met, 2 with the best mark. 1 got the lowest mark."
    )
    failed = proposed_grade(TEN, ten("0222222222"))
    assert failed is not None
    assert failed.why == "What may never be missing is missing: Q0."


@pytest.mark.parametrize("marks", ["222222222.", "0........."])
def test_nothing_is_proposed_while_a_question_is_open(marks: str) -> None:
    assert proposed_grade(TEN, ten(marks)) is None


def test_questions_without_an_answer_of_their_scale_are_open() -> None:
    marks = {**ten("2222222222"), "Q3": "", "Q0": NOT_APPLICABLE, "Q7": "good"}
    assert [each.code for each in unanswered(TEN, marks)] == ["Q0", "Q3", "Q7"]


@pytest.mark.parametrize(
    ("grade", "has_blocker", "is_high"),
    [
        (Grade.OUTSTANDING, False, True),
        (Grade.GOOD, False, True),
        (Grade.REQUIRES_IMPROVEMENT, False, False),
        (Grade.INADEQUATE, False, False),
        (Grade.OUTSTANDING, True, False),
        (Grade.GOOD, True, False),
    ],
)
def test_high_standard_is_no_blocker_and_good_or_better(
    grade: Grade, has_blocker: bool, is_high: bool
) -> None:
    assert is_high_standard(grade, has_blocker=has_blocker) is is_high


@pytest.mark.parametrize(
    ("voice", "is_evident"),
    [
        (("2", "2", "2", "2"), True),
        (("3", "2", "3", "2"), True),
        (("3", "3", "3", "1"), False),
        (("0", "2", "2", "2"), False),
        (("2", "2", "2", ""), None),
    ],
)
def test_the_voice_is_evident_when_all_four_are_met(
    voice: tuple[str, ...], is_evident: bool | None
) -> None:
    marks = dict(zip(("V1", "V2", "V5", "V7"), voice, strict=True)) | {"V3": "0", "V8": "0"}
    assert is_voice_evident(PLAN, marks) is is_evident


@pytest.mark.parametrize(
    ("marks", "met"),
    [("222", True), ("2-2", True), ("2-1", False), ("2--", None), ("2.2", None), ("2.1", None)],
)
def test_a_measure_counts_the_questions_that_apply(marks: str, met: bool | None) -> None:
    assert is_met(TEN, Measure.CHILD_VOICE, ten(marks)) is met


def test_a_tool_without_the_measure_is_left_out_of_its_rate() -> None:
    assert is_met(TEN, Measure.MODEL_CARE, ten("2222222222")) is None


def test_what_falls_short_is_listed_with_the_worst_first() -> None:
    assert [each.code for each in fallen_short(TEN, ten("21-0222.22"))] == ["Q3", "Q1"]


def test_what_is_strong_is_listed_too() -> None:
    assert [each.code for each in strengths(TEN, ten("2312222222"))] == ["Q1", "Q9"]


def test_only_a_blocker_with_the_lowest_mark_fails() -> None:
    assert failed_blockers(TEN, ten("1000000000")) == ()
    assert [each.code for each in failed_blockers(TEN, ten("0222222222"))] == ["Q0"]


@pytest.mark.parametrize("scale", list(Scale))
def test_the_marks_of_each_scale_rank_from_nought(scale: Scale) -> None:
    ranks = list(RANKS[scale].values())
    assert ranks == list(range(len(ranks)))


def test_grades_rank_from_inadequate_to_outstanding() -> None:
    assert list(RANKS[Scale.GRADES]) == [
        "inadequate",
        "requires_improvement",
        "good",
        "outstanding",
    ]


@pytest.mark.parametrize(
    ("mark", "words", "sentence"),
    [
        ("4", "", "Choose one of the answers"),
        ("", "", "Choose one of the answers"),
        (NOT_APPLICABLE, " ", "Say why the question does not apply"),
    ],
)
def test_a_mark_that_the_question_does_not_have_is_refused(
    mark: str, words: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        check_mark(TEN.questions[1], mark=mark, words=words)


def test_a_question_that_always_applies_cannot_be_left_out() -> None:
    with pytest.raises(Refusal, match="Choose one of the answers"):
        check_mark(TEN.questions[0], mark=NOT_APPLICABLE, words="It is a move.")
    check_mark(TEN.questions[1], mark=NOT_APPLICABLE, words="It is a move.")


answers = st.tuples(*(st.sampled_from(marks_of(each)) for each in TEN.questions))


@given(answers, st.integers(0, 9))
def test_a_better_mark_never_makes_the_grade_worse(marks: tuple[str, ...], number: int) -> None:
    before = dict(zip((each.code for each in TEN.questions), marks, strict=True))
    rank = rank_of(TEN.questions[number], before)
    if rank is None or rank == 3:
        return
    after = {**before, f"Q{number}": str(rank + 1)}
    first, second = proposed_grade(TEN, before), proposed_grade(TEN, after)
    assert first is not None
    assert second is not None
    assert list(Grade).index(second.grade) <= list(Grade).index(first.grade)
