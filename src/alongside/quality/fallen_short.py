"""What a professional audit did not find met in one item, as the author of the work and whoever puts it right read it.

What a meeting agreed stands in the place of the auditors’ marks: a question that it agreed as met is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alongside.quality.reading_tools import tool_of_round
from alongside.quality.rules.codes import AuditState, Seat
from alongside.quality.rules.grading import MET, fallen_short, rank_of
from alongside.quality.rules.tools import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One question as an auditor answered it, or as a meeting agreed."""

    question: Question
    mark: str
    words: str
    agreed: str


@dataclass(frozen=True, slots=True)
class FoundShort:
    """``words`` are what the auditors wrote of the whole, and ``agreed_why`` why the meeting agreed its grade."""

    words: tuple[str, ...]
    agreed_why: str
    short: tuple[Answered, ...]


def found_short(item: Any) -> FoundShort:
    """Of a drawn item, whose audits with their answers and what was agreed are best read beforehand."""
    audits = [
        each
        for each in item.audits.all()
        if each.state == AuditState.SUBMITTED and each.seat != Seat.FAMILY
    ]
    agreed = {each.question: each for each in item.agreed.all()}
    whole = agreed.get("")
    return FoundShort(
        words=tuple(dict.fromkeys(each.words for each in audits if each.words)),
        agreed_why=whole.why if whole else "",
        short=_short(item, audits, agreed),
    )


def _short(item: Any, audits: list[Any], agreed: Mapping[str, Any]) -> tuple[Answered, ...]:
    """What any auditor found short, the worst mark first told; what a meeting agreed stands in its place."""
    tool = tool_of_round(item.draw.round)
    told = [{each.question: each for each in audit.answers.all()} for audit in audits]
    marks = {code: each.mark for answers in reversed(told) for code, each in answers.items()}
    for answers in told:
        worse = fallen_short(tool, {code: each.mark for code, each in answers.items()})
        marks |= {each.code: answers[each.code].mark for each in worse}
    marks |= {code: each.mark for code, each in agreed.items() if code}
    return tuple(
        Answered(
            question=each,
            mark=marks[each.code],
            words=_said_of(each, told),
            agreed=agreed[each.code].why if each.code in agreed else "",
        )
        for each in fallen_short(tool, marks)
    )


def _said_of(question: Question, told: list[dict[str, Any]]) -> str:
    """By those who found it short; by everybody where only the meeting did."""
    answered = [answers[question.code] for answers in told if question.code in answers]
    short = [each for each in answered if _is_short(question, each.mark)]
    return "\n\n".join(dict.fromkeys(each.words for each in short or answered if each.words))


def _is_short(question: Question, mark: str) -> bool:
    rank = rank_of(question, {question.code: mark})
    return rank is not None and rank < MET
