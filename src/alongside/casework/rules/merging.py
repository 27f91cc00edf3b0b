"""Two cases that may be of one child, and when they may be made one."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import combinations

from alongside.casework.rules.searching import words_in
from alongside.casework.rules.steps import PROCESSES
from alongside.kernel.refusals import Refusal

CLOSE = 0.8
"""How much of two names has to be the same, from 0 to 1, to be taken for one name spelt twice."""
FACTS = (
    "nhs_number", "nhs_status", "upn", "uln", "ethnicity", "known_as", "languages", "communication",
    "school",
)  # fmt: skip
"""What the kept record takes over where it has nothing."""
NUMBERS = ("nhs_number", "upn", "uln")


class Came(StrEnum):
    """What came from the case that was merged, as people sort it."""

    EVENTS = "events"
    LETTERS = "letters"
    CONTACTS = "contacts"
    MESSAGES = "messages"
    PLANS = "plans"
    OTHER = "other"


_SORTS = {
    "caseevent": Came.EVENTS,
    "letter": Came.LETTERS,
    "contact": Came.CONTACTS,
    "familymessage": Came.MESSAGES,
    "planversion": Came.PLANS,
}


def what_came(moved: Mapping[str, Collection[int]]) -> tuple[tuple[Came, int], ...]:
    """How many of each sort, from the rows that moved, by table and field.

    >>> what_came({"caseevent.case": [4, 5], "childname.child": [7]})
    ((<Came.EVENTS: 'events'>, 2), (<Came.OTHER: 'other'>, 1))
    """
    found = dict.fromkeys(Came, 0)
    for table, ids in moved.items():
        found[_SORTS.get(table.partition(".")[0], Came.OTHER)] += len(ids)
    return tuple((sort, count) for sort, count in found.items() if count)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownChild:
    """As the list of look-alikes compares them. ``number`` is the case's."""

    case_ref: str
    number: str
    given_names: str
    family_name: str
    known_as: str
    born_on: date


def alike(found: Iterable[KnownChild]) -> Iterator[tuple[KnownChild, KnownChild]]:
    """Pairs of one birth date and names that are close, the older case first."""
    by_day: dict[date, list[KnownChild]] = {}
    for each in found:
        by_day.setdefault(each.born_on, []).append(each)
    for day in sorted(by_day):
        ordered = sorted(by_day[day], key=lambda each: each.number)
        yield from (pair for pair in combinations(ordered, 2) if named_alike(*pair))


def named_alike(one: KnownChild, other: KnownChild) -> bool:
    """Twins share the family name, so a given name has to be close as well."""
    return _close([one.family_name], [other.family_name]) and _close(
        [one.given_names, one.known_as], [other.given_names, other.known_as]
    )


def _close(one: Iterable[str], other: Iterable[str]) -> bool:
    """
    >>> _close(["Zoë Ann"], ["Zoe"]), _close(["Ada"], ["Ida"])
    (True, False)
    """
    mine, theirs = words_in(one), words_in(other)
    return any(_same(a, b) for a in mine for b in theirs)


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    if abs(len(one) - len(other)) > 2:
        return False
    return SequenceMatcher(None, one, other).ratio() >= CLOSE


def check_may_merge(kept: Collection[str], merged: Collection[str]) -> None:
    """What is under way in each, by type of process. Raises Refusal when the same is under way in both."""
    both = [PROCESSES.get(each, each) for each in sorted(set(kept) & set(merged))]
    if both:
        raise Refusal(
            f"This is under way in both cases: {', '.join(both)}. "
            "Take back what was recorded twice in the case that is to go, then come back."
        )


def check_school_is_known(claimed: str, *, is_known: bool) -> None:
    """``claimed``: a school that reads the kept case and of which only its own request says so. Raises
    Refusal: it would read what was decided in the other case.
    """
    if claimed and not is_known:
        raise Refusal(
            f"Only {claimed} itself says that this child attends it. Make sure and tick that they do, "
            "or keep the other case instead.",
            field="is_school_known",
        )


def check_one_birth_date(kept: date, merged: date) -> None:
    """Raises Refusal."""
    if kept != merged:
        raise Refusal("The dates of birth differ. Put the wrong one right first, then come back.")


def to_fill(kept: Mapping[str, object], merged: Mapping[str, object]) -> dict[str, object]:
    """What the kept record takes over: only where it has nothing.

    >>> to_fill({"upn": "", "uln": "1"}, {"upn": "2", "uln": "3"})
    {'upn': '2'}
    """
    wanted = {name: value for name, value in merged.items() if value and not kept[name]}
    if "nhs_status" in merged and "nhs_number" not in wanted:
        wanted.pop("nhs_status", None)
    return wanted
