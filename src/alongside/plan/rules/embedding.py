"""When "embedded" has been earned: a measure that has held, or the board's judgement with the
forum's view.

Which figures met their target is decided by the measures room; here only their run after
completion counts.
"""

from dataclasses import dataclass
from datetime import date

from alongside.kernel.dates import PartialDate, day_in_words
from alongside.kernel.refusals import Refusal
from alongside.plan.rules.codes import Verdict


@dataclass(frozen=True, slots=True)
class MeasureRun:
    """A linked measure and whether it met its target at each consecutive review point after
    completion. ``due_since`` is set when a later figure should be there and is not.
    """

    reference: str
    met: tuple[bool, ...] = ()
    due_since: date | None = None

    def held_count(self) -> int:
        """How many of the latest review points in a row met the target.

        >>> MeasureRun("2.1-k4", (True, False, True, True)).held_count()
        2
        """
        count = 0
        for met in reversed(self.met):
            if not met:
                break
            count += 1
        return count

    def has_held(self, needed: int) -> bool:
        """A run that lacks its next figure has ended."""
        return self.due_since is None and self.held_count() >= needed


@dataclass(frozen=True, slots=True)
class Judged:
    """The board's latest judgement, and when the forum last gave its view since completion."""

    on: date
    verdict: Verdict
    evidence_count: int
    forum_view_on: date | None


@dataclass(frozen=True, slots=True)
class Embedding:
    """``completed_on`` is None while the line is not completed."""

    completed_on: PartialDate | None = None
    points_needed: int = 3
    runs: tuple[MeasureRun, ...] = ()
    judged: Judged | None = None


NOT_COMPLETED = Embedding()


def embedding_gap(facts: Embedding) -> str:
    """Why embedded has not been earned yet, as a sentence; empty when it has."""
    if facts.completed_on is None:
        return "Embedded comes only after completed. Record completed first, with its evidence."
    if any(run.has_held(facts.points_needed) for run in facts.runs):
        return ""
    judgement = _judgement_gap(facts.judged, facts.completed_on)
    if not judgement:
        return ""
    return (
        f"Embedded has to be earned after completion. {_measure_gap(facts)} {judgement} "
        "Wait for the figures, or ask the board for its judgement on named evidence."
    )


def check_may_lower_points(before: int, points: int, reason: str) -> None:
    """Raises Refusal. Fewer review points make embedded easier to claim, so they need a reason."""
    if not 1 <= points < before:
        raise Refusal(
            f"Give a number below {before}, and at least 1. Whoever edits the action plan may "
            "raise it.",
            field="points",
        )
    if not reason.strip():
        raise Refusal("Say why fewer review points are enough.", field="reason")


def check_points_not_lowered(before: int, points: int) -> None:
    """Raises Refusal, when the facts of the document are edited."""
    if points < before:
        raise Refusal(
            f"It is {before} now. Only the chair or vice chair may lower it, and says why. Ask one "
            "of them to do it from the page of this action plan.",
            field="embedded_review_points",
        )


def may_embed(facts: Embedding) -> bool:
    return not embedding_gap(facts)


def _measure_gap(facts: Embedding) -> str:
    if not facts.runs:
        return "No measure with a target and figures is linked to this line."
    best = max(facts.runs, key=MeasureRun.held_count)
    due = f" A figure was due on {day_in_words(best.due_since)}." if best.due_since else ""
    return (
        f"The measure {best.reference} has met its target at {best.held_count()} of the "
        f"{facts.points_needed} review points in a row that it needs.{due}"
    )


def _judgement_gap(judged: Judged | None, completed_on: PartialDate) -> str:
    if judged is None or judged.on < completed_on.first:
        return "The board has not judged it since completion."
    if judged.verdict is not Verdict.YES:
        return "The board has not judged that it is making a difference."
    if judged.evidence_count == 0:
        return "The board’s judgement names no evidence that still stands."
    if judged.forum_view_on is None or judged.forum_view_on < completed_on.first:
        return "The forum’s view has not been recorded since completion."
    return ""
