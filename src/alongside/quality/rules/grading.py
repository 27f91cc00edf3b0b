"""What marks are worth, which grade they propose, and what is met. A person decides the grade itself.

A question is met from rank 2: “meets”, Good, or yes. Questions that do not apply are left out of every
share. A blocker with the lowest mark makes the whole inadequate, however good the rest is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from alongside.kernel.refusals import Refusal
from alongside.quality.rules.codes import RANK, Grade, Scale
from alongside.quality.rules.tools import Measure, Question, Tool

NOT_APPLICABLE = "not_applicable"
"""Stored as the mark of a question that does not apply; the words say why."""
MET = 2
RANKS: Mapping[Scale, Mapping[str, int]] = {
    Scale.GRADES: {grade.value: RANK[grade] for grade in reversed(Grade)},
    Scale.POINTS: {str(points): points for points in range(4)},
    Scale.PLAIN: {"no": 0, "partly": 1, "yes": 2},
}
"""Each mark of a scale with its rank, the worst first."""
Marks = Mapping[str, str]
"""The code of each question that was answered, with its mark."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the marks propose. ``why`` is a sentence; ``blockers`` are those that got the lowest mark."""

    grade: Grade
    why: str
    asked_count: int
    met_count: int
    best_count: int
    blockers: tuple[Question, ...]


def marks_of(question: Question) -> tuple[str, ...]:
    """From best to worst, and last that it does not apply where that may be."""
    ranked = tuple(reversed([*RANKS[question.scale]]))
    return (*ranked, NOT_APPLICABLE) if question.may_not_apply else ranked


def check_mark(question: Question, *, mark: str, words: str) -> None:
    """Raises Refusal for a mark that the question does not have, or one without its reason."""
    if mark not in marks_of(question):
        raise Refusal("Choose one of the answers to this question.", field="mark")
    if mark == NOT_APPLICABLE and not words.strip():
        raise Refusal("Say why the question does not apply.", field="words")


def rank_of(question: Question, marks: Marks) -> int | None:
    """None when it is not answered, or does not apply."""
    return RANKS[question.scale].get(marks.get(question.code, ""))


def unanswered(tool: Tool, marks: Marks) -> tuple[Question, ...]:
    """In the order of the tool. An empty mark is no answer."""
    return tuple(each for each in tool.questions if marks.get(each.code, "") not in marks_of(each))


def failed_blockers(tool: Tool, marks: Marks) -> tuple[Question, ...]:
    return tuple(each for each in tool.questions if each.is_blocker and rank_of(each, marks) == 0)


def fallen_short(tool: Tool, marks: Marks) -> tuple[Question, ...]:
    """The questions that are answered and not met, the worst first."""
    ranked = [(rank, each) for each in tool.questions if (rank := rank_of(each, marks)) is not None]
    ranked.sort(key=lambda pair: pair[0])
    return tuple(each for rank, each in ranked if rank < MET)


def strengths(tool: Tool, marks: Marks) -> tuple[Question, ...]:
    """The questions with the best mark, and those that look for what is strong and are met."""
    return tuple(
        each
        for each in tool.questions
        if (rank := rank_of(each, marks)) is not None
        and (rank == _best(each) or (each.is_strength and rank >= MET))
    )


def proposed_grade(tool: Tool, marks: Marks) -> Proposal | None:
    """None while a question is not answered, or when none applies."""
    ranked = [(each, rank) for each in tool.questions if (rank := rank_of(each, marks)) is not None]
    if unanswered(tool, marks) or not ranked:
        return None
    blockers = failed_blockers(tool, marks)
    counts = _Counts(
        asked=len(ranked),
        met=sum(rank >= MET for _, rank in ranked),
        best=sum(rank == _best(each) for each, rank in ranked),
        absent=sum(rank == 0 for _, rank in ranked),
    )
    grade = Grade.INADEQUATE if blockers else _grade_of(tool, counts)
    return Proposal(grade, _why(counts, blockers), counts.asked, counts.met, counts.best, blockers)


def is_high_standard(grade: Grade, *, has_blocker: bool, begins_at: Grade = Grade.GOOD) -> bool:
    """“Compliant and of high standard”: no blocker, and the grade of the framework or better."""
    return not has_blocker and RANK[grade] >= RANK[begins_at]


def is_met(tool: Tool, measure: Measure, marks: Marks) -> bool | None:
    """Whether every question of the measure that applies is met. None when one of them is not answered, or
    none applies, so that the audit is left out of the rate.
    """
    asked = tool.for_measure(measure)
    open_codes = {each.code for each in unanswered(tool, marks)}
    ranks = [rank for each in asked if (rank := rank_of(each, marks)) is not None]
    if not ranks or any(each.code in open_codes for each in asked):
        return None
    return all(rank >= MET for rank in ranks)


def is_voice_evident(tool: Tool, marks: Marks) -> bool | None:
    """Whether the child’s voice is evident throughout. None as for ``is_met``."""
    return is_met(tool, Measure.CHILD_VOICE, marks)


@dataclass(frozen=True, slots=True)
class _Counts:
    asked: int
    met: int
    best: int
    absent: int

    def reach(self, count: int, percent: int) -> bool:
        """Whole numbers, so that 80 of 100 is never missed by a rounding."""
        return count * 100 >= percent * self.asked


def _grade_of(tool: Tool, counts: _Counts) -> Grade:
    grading = tool.grading
    if not counts.reach(counts.met, grading.inadequate_below):
        return Grade.INADEQUATE
    if counts.absent or not counts.reach(counts.met, grading.good_from):
        return Grade.REQUIRES_IMPROVEMENT
    if counts.met == counts.asked and counts.reach(counts.best, grading.outstanding_from):
        return Grade.OUTSTANDING
    return Grade.GOOD


def _why(counts: _Counts, blockers: tuple[Question, ...]) -> str:
    if blockers:
        listed = ", ".join(each.code for each in blockers)
        return f"What may never be missing is missing: {listed}."
    absent = f" {counts.absent} got the lowest mark." if counts.absent else ""
    return (
        f"{counts.met} of {counts.asked} questions that apply are met, "
        f"{counts.best} with the best mark.{absent}"
    )


def _best(question: Question) -> int:
    return max(RANKS[question.scale].values())
