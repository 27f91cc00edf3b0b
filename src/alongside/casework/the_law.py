"""The rules and the calendar by which this installation counts. Read once in a process."""

from functools import cache

from alongside.casework.rules.folding import Clock
from alongside.law.reading import england, statutory_rules


@cache
def clock_of_the_law() -> Clock:
    return Clock(statutory_rules(), england())
