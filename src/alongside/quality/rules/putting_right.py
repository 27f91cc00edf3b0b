"""When something is put right, how it may be closed, and what is said of it. Nothing closes by itself."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.kernel.refusals import Refusal
from alongside.quality.rules.codes import PutRightState, Way
from alongside.quality.rules.tools import Question

MOST_NAMED = 12
CLOSED = "This was closed already. What was recorded stays."


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """``reviews`` were held and ``versions`` issued after it was opened, by their public names."""

    state: PutRightState
    opened_on: date
    told_on: date | None = None
    reviews: Collection[str] = ()
    versions: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """``done_by`` is the public name of the review or of the version."""

    way: Way
    done_by: str = ""
    reason: str = ""


def check_may_close(standing: Standing, closing: Closing) -> None:
    """Raises Refusal unless it was put right in one of the law’s own ways, or a reason says why not."""
    if standing.state is PutRightState.CLOSED:
        raise Refusal(CLOSED)
    if closing.way is Way.REVIEW and closing.done_by not in standing.reviews:
        raise Refusal(
            "Choose a review meeting of this case that was held after this was found.",
            field="review",
        )
    if closing.way is Way.AMENDMENT and closing.done_by not in standing.versions:
        raise Refusal(
            "Choose a final version of the EHC plan that was issued after this was found.",
            field="version",
        )
    if closing.way is Way.NO_NEED and not closing.reason.strip():
        raise Refusal("Say why nothing needs to be put right.", field="reason")


def check_may_tell(standing: Standing, *, on: date, how: str, today: date) -> None:
    """Raises Refusal. Whether it was closed makes no difference: the family is told all the same."""
    if standing.told_on is not None:
        raise Refusal("It is recorded already that the family was told.")
    if on > today:
        raise Refusal("This day is still to come.", field="on")
    if on < standing.opened_on:
        raise Refusal("It was not found yet on this day.", field="on")
    if not how.strip():
        raise Refusal("Say how the family was told.", field="how")


def check_may_hand_over(standing: Standing, *, owner: int, to: int) -> None:
    """Raises Refusal."""
    if standing.state is PutRightState.CLOSED:
        raise Refusal(CLOSED)
    if owner == to:
        raise Refusal("It is with this post already.", field="post")


def days_late(due_on: date, *, closed_on: date | None, today: date) -> int:
    """Until it was closed, or until today; nought when in time."""
    return max(0, ((closed_on or today) - due_on).days)


def is_in_time(due_on: date, closed_on: date | None) -> bool:
    """What was never put right is late once its day has passed."""
    return closed_on is not None and closed_on <= due_on


def what_the_grade_found(grade: str, fallen_short: Sequence[Question], said: Iterable[str]) -> str:
    """ "Graded Good." with each question that was not met, and what the auditors wrote."""
    lines = [f"An audit graded it {grade}."]
    lines += [f"Not met: {each.code}. {each.asks}" for each in fallen_short[:MOST_NAMED]]
    if len(fallen_short) > MOST_NAMED:
        lines.append(f"{len(fallen_short) - MOST_NAMED} more questions were not met.")
    lines += [f"The auditor says: {each.strip()}" for each in said if each.strip()]
    return "\n".join(lines)


def what_the_sweep_found(rules: Sequence[str], who: str, why: str) -> str:
    """``rules`` are what was found, and ``who`` judged it, in words."""
    lines = [*(f"{each}." for each in rules), f"{who} says: {why.strip()}"]
    return "\n".join(lines)
