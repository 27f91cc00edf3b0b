"""The list of children whom health identified, and the notices that came: matched by NHS number, so that
nobody is guessed to be somebody. How many children health ought to have identified nobody knows: the base of
coverage is what is on health's list, and what of it cannot be matched is told beside it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.kernel.proportion import Proportion


class Unmatchable(StrEnum):
    NO_NUMBER = "no_number"
    WRONG_NUMBER = "wrong_number"


class Match(StrEnum):
    BOTH = "both"
    NOT_NOTIFIED = "not_notified"
    NOT_LISTED = "not_listed"
    UNMATCHABLE = "unmatchable"


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of health's list. ``unmatchable`` says why it has no number."""

    key: str
    nhs_number: str
    identified_on: date
    unmatchable: Unmatchable | None = None


@dataclass(frozen=True, slots=True)
class Notified:
    """A notice that was brought to the authority. Without a number it cannot be matched."""

    key: str
    nhs_number: str


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Keys. ``repeated``: lines of a child who stands on the list before; each child counts once, on the day
    on which they were first identified.
    """

    both: tuple[str, ...]
    not_notified: tuple[str, ...]
    not_listed: tuple[str, ...]
    unmatchable_lines: tuple[str, ...]
    unmatchable_notices: tuple[str, ...]
    repeated: tuple[str, ...]
    coverage: Proportion
    quarters: Mapping[date, Proportion]


def reconcile(listed: Sequence[Listed], notified: Sequence[Notified]) -> Reconciled:
    """
    >>> lines = [Listed("a", "1", date(2025, 5, 1)), Listed("b", "2", date(2025, 5, 2))]
    >>> reconcile(lines, [Notified("n", "1"), Notified("m", "3")]).coverage
    Proportion(numerator=1, denominator=2, excluded=0, missing=0)
    """
    first, repeated = _once(each for each in listed if each.unmatchable is None)
    without = [each for each in listed if each.unmatchable is not None]
    told = {each.nhs_number for each in notified if each.nhs_number}
    here = [each for each in first if each.nhs_number in told]
    on_list = {each.nhs_number for each in first}
    quarters = sorted({quarter_of(each.identified_on) for each in (*first, *without)})
    return Reconciled(
        both=tuple(each.key for each in here),
        not_notified=tuple(each.key for each in first if each.nhs_number not in told),
        not_listed=tuple(e.key for e in notified if e.nhs_number and e.nhs_number not in on_list),
        unmatchable_lines=tuple(each.key for each in without),
        unmatchable_notices=tuple(each.key for each in notified if not each.nhs_number),
        repeated=tuple(each.key for each in repeated),
        coverage=_share(first, without, told),
        quarters={day: _share(_in(day, first), _in(day, without), told) for day in quarters},
    )


def quarter_of(day: date) -> date:
    """Its first day.

    >>> quarter_of(date(2025, 5, 17))
    datetime.date(2025, 4, 1)
    """
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def _once(listed: Iterable[Listed]) -> tuple[list[Listed], list[Listed]]:
    first: dict[str, Listed] = {}
    repeated = []
    for each in sorted(listed, key=lambda line: (line.identified_on, line.key)):
        if each.nhs_number in first:
            repeated.append(each)
        else:
            first[each.nhs_number] = each
    return list(first.values()), repeated


def _in(day: date, listed: Iterable[Listed]) -> list[Listed]:
    return [each for each in listed if quarter_of(each.identified_on) == day]


def _share(first: Sequence[Listed], without: Sequence[Listed], told: set[str]) -> Proportion:
    met = sum(each.nhs_number in told for each in first)
    return Proportion(met, len(first), missing=len(without))
