"""The quality assurance framework: the standards, what is of high standard, and days to put things right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from alongside.kernel.refusals import Refusal, Refusals
from alongside.quality.rules.codes import WORSE_THAN_GOOD, Because, Grade, Present

_HEAD = ("version", "begins", "title", "source", "high_standard_from", "double_marked_one_in")


@dataclass(frozen=True, slots=True)
class Standard:
    code: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class TakesPart:
    """Who takes part in audit or in moderation, and what they bring."""

    who: Present
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """``double_marked_one_in``: every so many items one is marked twice. ``days`` are calendar days in which
    it is put right, by the grade, and for what is urgent or was found by a sweep.
    """

    version: int
    begins: date
    title: str
    source: str
    high_standard_from: Grade
    double_marked_one_in: int
    days: Mapping[str, int]
    standards: tuple[Standard, ...]
    takes_part: tuple[TakesPart, ...]

    def put_right_by(self, *, because: Because, grade: Grade | None, opened_on: date) -> date:
        """The day until which it is put right. What is urgent is seen to on the same day."""
        key = grade.value if because == Because.GRADE and grade is not None else because.value
        return opened_on + timedelta(days=self.days[key])


DAYS_FOR = (*sorted(WORSE_THAN_GOOD), Because.URGENT, Because.SWEEP)


def framework_of(told: Mapping[str, Any]) -> Framework:
    """From a file. Raises Refusals with a sentence for everything that is wrong in it."""
    if found := _wrong(told):
        raise Refusals(found)
    return Framework(
        version=told["version"],
        begins=told["begins"],
        title=told["title"],
        source=told["source"],
        high_standard_from=Grade(told["high_standard_from"]),
        double_marked_one_in=told["double_marked_one_in"],
        days=dict(told["days"]),
        standards=tuple(
            Standard(each["code"], each["title"], each["words"]) for each in told["standard"]
        ),
        takes_part=tuple(
            TakesPart(Present(each["who"]), each["words"]) for each in told["takes_part"]
        ),
    )


def in_force(frameworks: Sequence[Framework], on: date) -> Framework:
    """The newest that has begun. Raises Refusal when none has."""
    begun = [each for each in frameworks if each.begins <= on]
    if not begun:
        raise Refusal("There is no quality assurance framework on this day.")
    return max(begun, key=lambda each: each.version)


def _wrong(told: Mapping[str, Any]) -> list[Refusal]:
    found = [
        Refusal(f"The framework lacks {name}.", field=name) for name in _HEAD if not told.get(name)
    ]
    if told.get("high_standard_from") not in set(Grade):
        found.append(Refusal("High standard begins at a grade.", field="high_standard_from"))
    return [*found, *_wrong_days(told.get("days", {})), *_wrong_lists(told)]


def _wrong_days(days: Mapping[str, Any]) -> list[Refusal]:
    found = []
    if set(days) != {each.value for each in DAYS_FOR}:
        listed = ", ".join(each.value for each in DAYS_FOR)
        found.append(Refusal(f"Days are given for {listed}, and nothing else.", field="days"))
    if any(not isinstance(each, int) or each < 0 for each in days.values()):
        found.append(Refusal("Days are whole numbers from 0.", field="days"))
    if days.get(Because.URGENT.value, 0) != 0:
        found.append(Refusal("What is urgent is seen to on the same day: 0 days.", field="days"))
    return found


def _wrong_lists(told: Mapping[str, Any]) -> list[Refusal]:
    found = [
        Refusal(f"Standard “{each.get('code')}” gives code, title and words.", field="standard")
        for each in told.get("standard", ())
        if not all(each.get(name) for name in ("code", "title", "words"))
    ]
    found += [
        Refusal(f"“{each.get('who')}” is nobody who takes part.", field="takes_part")
        for each in told.get("takes_part", ())
        if each.get("who") not in set(Present) or not each.get("words")
    ]
    found += [
        Refusal(f"The framework has no {name}.", field=name)
        for name in ("standard", "takes_part")
        if not told.get(name)
    ]
    return found
