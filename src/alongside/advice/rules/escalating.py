"""Who is told next that advice is late: by whose board it stands on, by the days, and by who was told already.

The framework holds the ladder. Nobody is skipped for being busy, only where nobody is there to be told.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from alongside.advice.rules.framework import Rung


class RungState(StrEnum):
    TOLD = "told"
    OWN = "own"
    NOBODY = "nobody"
    NEXT = "next"
    WAITS = "waits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """By role: ``told``, with the day; ``own``, those of whoever asks; ``held``, those that have a post."""

    due_on: date
    today: date
    told: Collection[str] = ()
    own: Collection[str] = ()
    held: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A rung on the day ``from_on`` from which it is reached."""

    role: str
    from_on: date
    state: RungState


def ladder(rungs: Sequence[Rung], facts: Facts) -> tuple[Step, ...]:
    """Every rung, and which of them is next: the first that is reached, not told and not one’s own."""
    return tuple(_steps(rungs, facts))


def next_step(steps: Sequence[Step]) -> Step | None:
    return next((each for each in steps if each.state is RungState.NEXT), None)


def _steps(rungs: Sequence[Rung], facts: Facts) -> Iterator[Step]:
    is_found = False
    for rung in rungs:
        from_on = facts.due_on + timedelta(days=rung.from_days)
        state = _state(rung.role, facts)
        if state is RungState.NEXT and (is_found or from_on > facts.today):
            state = RungState.WAITS
        is_found = is_found or state is RungState.NEXT
        yield Step(rung.role, from_on, state)


def _state(role: str, facts: Facts) -> RungState:
    if role in facts.told:
        return RungState.TOLD
    if role in facts.own:
        return RungState.OWN
    return RungState.NEXT if role in facts.held else RungState.NOBODY
