"""Which work there is: each function by its name, how often it is tried, when it runs by itself.

    @job("plan.remind", attempts=5)
    @daily(hour=6)
    def remind(run: JobRun) -> None: ...

Work must be safe to run twice: a worker may be killed after the work and before it is marked as
done.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from alongside.jobs.rules import Daily, Every, Schedule

DEFAULT_ATTEMPTS = 5
DEFAULT_MINUTES = 30


class JobRun(Protocol):
    """What work is given: the ids it was enqueued with, and a way to say how far it has come."""

    @property
    def arguments(self) -> Mapping[str, Any]: ...

    @property
    def attempt(self) -> int: ...

    def progress(self, done: int, total: int) -> None: ...

    def say(self, sentence: str) -> None: ...


Work = Callable[[JobRun], None]
Decorated = TypeVar("Decorated", bound=Work)


@dataclass(frozen=True, slots=True)
class Registered:
    """``minutes``: after so long the work is taken to hang, and its worker ends itself."""

    name: str
    work: Work
    attempts: int
    minutes: int
    schedule: Schedule | None


class UnknownJobError(LookupError):
    """No work of that name is registered: a spelling mistake, or its module is not loaded."""


_registered: dict[str, Registered] = {}
_schedules: dict[Work, Schedule] = {}


def job(
    name: str, *, attempts: int = DEFAULT_ATTEMPTS, minutes: int = DEFAULT_MINUTES
) -> Callable[[Decorated], Decorated]:
    """Register a function under a name that stays, since rows of the database refer to it."""

    def register(work: Decorated) -> Decorated:
        known = _registered.get(name)
        if known and _place(known.work) != _place(work):
            raise ValueError(f"Two functions are registered as {name}.")
        schedule = _schedules.pop(work, None)
        _registered[name] = Registered(name, work, attempts, minutes, schedule)
        return work

    return register


def every(*, minutes: int) -> Callable[[Decorated], Decorated]:
    """Stands below ``@job``: run by itself every so many minutes."""
    return _scheduled(Every(minutes))


def daily(*, hour: int) -> Callable[[Decorated], Decorated]:
    """Stands below ``@job``: run by itself once a day, at that hour in London."""
    return _scheduled(Daily(hour))


def registered(name: str) -> Registered:
    """Raises UnknownJobError."""
    try:
        return _registered[name]
    except KeyError:
        raise UnknownJobError(f"No background work is called {name}.") from None


def scheduled() -> list[tuple[Registered, Schedule]]:
    return [(each, each.schedule) for each in _registered.values() if each.schedule is not None]


def _scheduled(schedule: Schedule) -> Callable[[Decorated], Decorated]:
    def keep(work: Decorated) -> Decorated:
        _schedules[work] = schedule
        return work

    return keep


def _place(work: Work) -> tuple[str, str]:
    return work.__module__, work.__qualname__
