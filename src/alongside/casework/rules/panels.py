"""Panels advise and a named officer decides: what may stand on an agenda, and who has to be there.

No decision waits past its day for a panel. A case whose decision is due before the panel meets is
decided without it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal

OPENS_BEFORE = timedelta(days=14)
"""How long before a meeting its members may read the papers of the cases on its agenda."""
CLOSES_AFTER = timedelta(days=1)
"""How long after it."""


class Side(StrEnum):
    """For whom somebody sits on a panel."""

    EDUCATION = "education"
    HEALTH = "health"
    SOCIAL_CARE = "social_care"
    FAMILIES = "families"
    OTHER = "other"


class Question(StrEnum):
    """What a panel is asked about a case."""

    ASSESS = "assess"
    PLAN = "plan"
    REVIEW = "review"


class PanelKind(StrEnum):
    """About which decisions it advises."""

    ASSESSMENTS = "assessments"
    REVIEWS = "reviews"
    EVERYTHING = "everything"


class Advice(StrEnum):
    IN_FAVOUR = "in_favour"
    AGAINST = "against"
    MORE_FIRST = "more_first"


RULE_OF = {
    Question.ASSESS: "DEC-6W",
    Question.PLAN: "NOPLAN-16W",
    Question.REVIEW: "REV-4W",
}
"""The duty whose day is the last one for the decision."""
DECISIONS_ON = {
    Question.ASSESS: frozenset({"decided_to_assess", "decided_not_to_assess"}),
    Question.PLAN: frozenset({"decided_to_issue", "decided_no_plan"}),
    Question.REVIEW: frozenset(
        {"review_decided_maintain", "review_decided_amend", "review_decided_cease"}
    ),
}
"""The events by which each question is decided."""
QUESTIONS_OF = {
    PanelKind.ASSESSMENTS: (Question.ASSESS, Question.PLAN),
    PanelKind.REVIEWS: (Question.REVIEW,),
    PanelKind.EVERYTHING: tuple(Question),
}
NEEDED = (Side.EDUCATION, Side.HEALTH, Side.SOCIAL_CARE)
"""Sides whose absence is recorded and counted."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that waits for a decision, and by when the decision is due."""

    case_ref: str
    question: Question
    due_on: date


def may_wait_for(waiting: Waiting, meets_on: date) -> bool:
    """On the last day itself the officer can still decide.

    >>> may_wait_for(Waiting("a", Question.ASSESS, date(2025, 4, 14)), date(2025, 4, 15))
    False
    """
    return waiting.due_on >= meets_on


def check_may_wait(waiting: Waiting, meets_on: date) -> None:
    """Raises Refusal for a case that would be decided late because of the panel."""
    if not may_wait_for(waiting, meets_on):
        raise Refusal(
            f"One decision is due on {day_in_words(waiting.due_on)}, before the panel meets. "
            "Decide it without the panel.",
            field="items",
        )


def missing_sides(there: Collection[str]) -> tuple[Side, ...]:
    """Which of education, health and social care had nobody at a meeting.

    >>> [side.value for side in missing_sides({"education"})]
    ['health', 'social_care']
    """
    return tuple(side for side in NEEDED if side not in there)


def papers_open_on(meets_on: date, today: date) -> bool:
    """Whether members may read the papers: from two weeks before the meeting until the day after.

    >>> papers_open_on(date(2025, 4, 14), date(2025, 3, 31))
    True
    >>> papers_open_on(date(2025, 4, 14), date(2025, 4, 16))
    False
    """
    return meets_on - OPENS_BEFORE <= today <= meets_on + CLOSES_AFTER


def question_decided_by(kind: str) -> Question | None:
    """Which question an event of this kind decides; None for any other event."""
    return next((asked for asked, kinds in DECISIONS_ON.items() if kind in kinds), None)


def check_meeting_day(meets_on: date, *, today: date) -> None:
    """Raises Refusal for a day that is over."""
    if meets_on < today:
        raise Refusal(f"{day_in_words(meets_on)} is over. Write a day to come.", field="meets_on")


def check_may_be_recorded(meets_on: date, *, today: date) -> None:
    """Raises Refusal while the meeting is still to come."""
    if meets_on > today:
        raise Refusal(f"The panel meets on {day_in_words(meets_on)}. Come back then.")
