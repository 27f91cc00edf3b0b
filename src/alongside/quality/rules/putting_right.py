"""When something is put right, how it may be closed, and what is said of it. Nothing closes by itself."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.kernel.refusals import Refusal
from alongside.quality.rules.codes import PutRightState, Way

CLOSED = "This was closed already. What was recorded stays."
SHORTEST_REASON = 4
"""Words, where nothing is put right for a child although something was found."""
ANOTHER = "You said so first. It is closed once somebody else agrees."


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """``reviews`` were held and ``versions`` issued after it was opened, by their public names.
    ``unneeded_by`` is the person who said first that nothing has to be put right.
    """

    state: PutRightState
    opened_on: date
    told_on: date | None = None
    is_urgent: bool = False
    is_about_safety: bool = False
    unneeded_by: int | None = None
    reviews: Collection[str] = ()
    versions: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """``done_by`` is the public name of the review or of the version. ``arranged`` is the help that was
    arranged at once, with by whom and on which day.
    """

    way: Way
    done_by: str = ""
    reason: str = ""
    arranged: str = ""
    arranged_by: str = ""
    arranged_on: date | None = None


def check_may_close(standing: Standing, closing: Closing, *, by: int | None, today: date) -> None:
    """Raises Refusal unless it was put right in one of the law’s own ways, or a reason says why not. After an
    urgent concern about safety it needs what was done at once as well.
    """
    if standing.state is PutRightState.CLOSED:
        raise Refusal(CLOSED)
    if closing.way is Way.HELP and not standing.is_urgent:
        raise Refusal("Only an urgent concern is closed by help at once.", field="way")
    _check_done_by(standing, closing)
    if closing.way is Way.HELP or standing.is_about_safety:
        _check_arranged(standing, closing, today)
    if needs_another(standing, closing) and standing.unneeded_by == by:
        raise Refusal(ANOTHER)
    if closing.way is Way.NO_NEED:
        _check_why_unneeded(closing.reason)


def needs_another(standing: Standing, closing: Closing) -> bool:
    """Whether two people have to say so: nothing needs to be put right after a concern about safety."""
    return standing.is_about_safety and closing.way is Way.NO_NEED


def is_said_first(standing: Standing, closing: Closing) -> bool:
    """Whether it stays open until a second person agrees."""
    return needs_another(standing, closing) and standing.unneeded_by is None


def _check_done_by(standing: Standing, closing: Closing) -> None:
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


def _check_why_unneeded(reason: str) -> None:
    if not reason.strip():
        raise Refusal("Say why nothing needs to be put right.", field="reason")
    if len(reason.split()) < SHORTEST_REASON:
        raise Refusal(
            "The family reads why nothing is put right. Say it in a whole sentence.", field="reason"
        )


def _check_arranged(standing: Standing, closing: Closing, today: date) -> None:
    if not closing.arranged.strip():
        raise Refusal("Say what was arranged at once.", field="arranged")
    if not closing.arranged_by.strip():
        raise Refusal("Say who arranged it.", field="arranged_by")
    if closing.arranged_on is None:
        raise Refusal("Say on which day it was arranged.", field="arranged_on")
    if closing.arranged_on > today:
        raise Refusal("This day is still to come.", field="arranged_on")
    if closing.arranged_on < standing.opened_on:
        raise Refusal("It was not found yet on this day.", field="arranged_on")
    if closing.way is Way.HELP and not closing.reason.strip():
        raise Refusal("Say what is decided about the EHC plan itself, and why.", field="reason")


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


def check_may_have(*, is_held: bool, may: bool) -> None:
    """Whether a post may be given it. Raises Refusal."""
    if not is_held:
        raise Refusal("Nobody holds this post today. Choose one that somebody holds.", field="post")
    if not may:
        raise Refusal(
            "Whoever holds this post could not read it. Give the case to the post first, or choose another.",
            field="post",
        )


def days_late(due_on: date, *, closed_on: date | None, today: date) -> int:
    """Until it was closed, or until today; nought when in time."""
    return max(0, ((closed_on or today) - due_on).days)


def is_in_time(due_on: date, closed_on: date | None) -> bool:
    """What was never put right is late once its day has passed."""
    return closed_on is not None and closed_on <= due_on


def what_the_grade_found(grade: str, said: Iterable[str]) -> str:
    """With what the auditors wrote. The questions that were not met are read from the audits."""
    lines = [f"An audit graded it {grade}."]
    lines += [f"The auditor says: {each.strip()}" for each in said if each.strip()]
    return "\n".join(lines)


def what_the_sweep_found(rules: Sequence[str], who: str, why: str) -> str:
    """``rules`` are what was found, and ``who`` judged it, in words."""
    lines = [*(f"{each}." for each in rules), f"{who} says: {why.strip()}"]
    return "\n".join(lines)


def what_is_added(what: str, who: str, why: str) -> str:
    """When another sweep found the same, and somebody judged it again."""
    return f"{what}\nAnother sweep found it too. {who} says: {why.strip()}"
