"""Audit tools as data: sections, questions and how marks become a grade, read from files by version.

A new version is a new file. A round keeps the version with which it was planned. Printing and marking
go by these values; what a mark is worth stands in ``rules.grading``.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from alongside.kernel.refusals import Refusal, Refusals
from alongside.quality.rules.codes import About, Agency, Scale
from alongside.quality.rules.tools_checked import wrong_with


class Measure(StrEnum):
    """A measure of the action plan that hangs on a question, or on the grade of the whole."""

    HIGH_STANDARD = "high_standard"
    CHILD_VOICE = "child_voice"
    COPRODUCTION = "coproduction"
    MODEL_EDUCATION = "model_education"
    MODEL_HEALTH = "model_health"
    MODEL_CARE = "model_care"


@dataclass(frozen=True, slots=True)
class Section:
    code: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """``criteria`` say what is seen when it is met, ``evidence`` where to look for it. A question that
    ``is_blocker`` and gets the lowest mark makes the whole inadequate. ``is_strength`` looks for what is
    strong in the child or in the work, so that good practice is found too.
    """

    code: str
    section: str
    agency: Agency
    asks: str
    criteria: tuple[str, ...]
    evidence: str
    scale: Scale
    is_blocker: bool = False
    may_not_apply: bool = False
    is_strength: bool = False
    measures: frozenset[Measure] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """Shares in per cent of the questions that apply: ``good_from`` of them met for Good,
    ``outstanding_from`` with the best mark for Outstanding; below ``inadequate_below`` it is Inadequate.
    """

    good_from: int
    outstanding_from: int
    inadequate_below: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """``measures`` are those that hang on the grade of the whole."""

    code: str
    version: int
    begins: date
    about: About
    title: str
    intro: str
    source: str
    scale: Scale
    grading: Grading
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    measures: frozenset[Measure] = frozenset()

    def asked_in(self, section: str) -> tuple[Question, ...]:
        return tuple(each for each in self.questions if each.section == section)

    def for_measure(self, measure: Measure) -> tuple[Question, ...]:
        return tuple(each for each in self.questions if measure in each.measures)

    def question(self, code: str) -> Question:
        """Raises Refusal when the tool does not ask it."""
        for each in self.questions:
            if each.code == code:
                return each
        raise Refusal("This tool does not ask that question.", field="question")


def tool_of(told: Mapping[str, Any]) -> Tool:
    """From a file. Raises Refusals with a sentence for everything that is wrong in it."""
    if found := wrong_with(told, measures=tuple(Measure)):
        raise Refusals(found)
    scale = Scale(told["scale"])
    return Tool(
        code=told["code"],
        version=told["version"],
        begins=told["begins"],
        about=About(told["about"]),
        title=told["title"],
        intro=told["intro"],
        source=told["source"],
        scale=scale,
        grading=Grading(**told["grading"]),
        sections=tuple(Section(each["code"], each["title"]) for each in told["section"]),
        questions=tuple(_question(each, scale=scale) for each in told["question"]),
        measures=_measures(told),
    )


def check_versions(tools: Sequence[Tool]) -> None:
    """Raises Refusal when two files hold the same version of one tool."""
    held = Counter((each.code, each.version) for each in tools)
    for (code, version), count in held.items():
        if count > 1:
            raise Refusal(f"Version {version} of “{code}” stands in two files.", field="version")


def numbered(tools: Sequence[Tool], code: str, version: int) -> Tool:
    """Raises Refusal when there is none."""
    for each in tools:
        if (each.code, each.version) == (code, version):
            return each
    raise Refusal("There is no such version of this audit tool.", field="tool")


def in_force(tools: Sequence[Tool], code: str, on: date) -> Tool:
    """The newest version that has begun. Raises Refusal when none has."""
    begun = [each for each in tools if each.code == code and each.begins <= on]
    if not begun:
        raise Refusal("No version of this audit tool has begun by this day.", field="tool")
    return max(begun, key=lambda each: each.version)


def _question(told: Mapping[str, Any], *, scale: Scale) -> Question:
    return Question(
        code=told["code"],
        section=told["section"],
        agency=Agency(told.get("agency", Agency.ALL.value)),
        asks=told["asks"],
        criteria=tuple(told["criteria"]),
        evidence=told["evidence"],
        scale=Scale(told.get("scale", scale.value)),
        is_blocker=told.get("is_blocker", False),
        may_not_apply=told.get("may_not_apply", False),
        is_strength=told.get("is_strength", False),
        measures=_measures(told),
    )


def _measures(told: Mapping[str, Any]) -> frozenset[Measure]:
    return frozenset(Measure(each) for each in told.get("measures", ()))
