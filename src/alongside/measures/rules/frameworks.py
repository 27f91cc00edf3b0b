"""What an outcome statement must say and where it stands, what of a version may still change, and from
which day it may be used.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal, Refusals
from alongside.measures.codes import Direction, FrameworkState

LONGEST = 200


@dataclass(frozen=True, slots=True)
class FrameworkWords:
    """``made_with``: how the wording came about, and with whom."""

    title: str
    made_with: str = ""


@dataclass(frozen=True, slots=True)
class NewStatement:
    """``descriptors``: what it looks like when it is true; ``services``: who helps towards it.

    ``measures`` are public names.
    """

    text: str
    descriptors: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


def lines_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Each text once, without blanks around it; empty ones are left out.

    >>> lines_of(["I feel well ", "", "I feel well"])
    ('I feel well',)
    """
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))


def check_words(words: FrameworkWords) -> None:
    """Raises Refusal."""
    if not words.title.strip():
        raise Refusal("Give the framework a title.", field="title")


def check_statement(new: NewStatement) -> None:
    """Raises Refusals naming everything that is wrong."""
    found = []
    if not new.text.strip():
        found.append(Refusal("Write the outcome statement in a child’s words.", field="text"))
    if len(new.text.strip()) > LONGEST:
        found.append(
            Refusal(f"Write the outcome statement in {LONGEST} characters or fewer.", field="text")
        )
    if any(len(name) > LONGEST for name in lines_of(new.services)):
        found.append(
            Refusal(f"Name each service in {LONGEST} characters or fewer.", field="services")
        )
    if found:
        raise Refusals(found)


def check_may_change(state: FrameworkState, held: NewStatement, wanted: NewStatement) -> None:
    """Of a draft everything may change, of the version in use only measures and services."""
    if state is FrameworkState.DRAFT:
        return
    if state is FrameworkState.REPLACED:
        raise Refusal("This version has been replaced. It stays as it was.")
    words = (held.text, held.descriptors), (wanted.text.strip(), lines_of(wanted.descriptors))
    if words[0] != words[1]:
        raise Refusal(
            "The wording of a version in use stays. Begin the next version to change it.",
            field="text",
        )


def check_is_draft(state: FrameworkState) -> None:
    """Raises Refusal."""
    if state is FrameworkState.IN_USE:
        raise Refusal("This version is in use. Begin the next version to change its wording.")
    if state is FrameworkState.REPLACED:
        raise Refusal("This version has been replaced. It stays as it was.")


def changed_places(order: Sequence[int], moved: int, direction: Direction) -> tuple[int, int]:
    """Which two change places: ``moved`` and the neighbour that it passes. Raises Refusal at the end.

    >>> changed_places([7, 8, 9], 8, Direction.UP)
    (8, 7)
    """
    place = order.index(moved) + (-1 if direction is Direction.UP else 1)
    if not 0 <= place < len(order):
        end = "first" if direction is Direction.UP else "last"
        raise Refusal(f"This outcome statement stands {end} already.")
    return moved, order[place]


def check_may_use(
    from_on: date, *, statement_count: int, today: date, before_from: date | None
) -> None:
    """``before_from`` is the day on which the version before came into use. Raises Refusal."""
    if not statement_count:
        raise Refusal("Write at least one outcome statement first.")
    if from_on > today:
        raise Refusal(
            f"{day_in_words(from_on)} has not come yet. Put the version in use on the day itself, or "
            "give an earlier day.",
            field="from_on",
        )
    if before_from is not None and from_on <= before_from:
        raise Refusal(
            f"The version before came into use on {day_in_words(before_from)}. Choose a later day.",
            field="from_on",
        )
