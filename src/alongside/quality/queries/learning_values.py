"""What pages of learning show: plain and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.jobs.queries import Standing as Work
from alongside.quality.rules.codes import (
    Agency,
    ChangeKind,
    Effect,
    FindingKind,
    LessonState,
    Verdict,
)
from alongside.quality.rules.learning import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRow:
    ref: str
    title: str
    about: str
    finding_count: int
    lesson_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """``source`` is the round or the sweep. No audit and no child is named."""

    ref: str
    words: str
    kind: FindingKind
    agency: Agency
    question: str
    source: str
    found_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonRow:
    """``verdict`` and ``read_on`` are None before the first comparison. ``due_on`` is the day of what waits: of a
    change that is due before the lesson is, its day.
    """

    ref: str
    title: str
    theme: str
    theme_ref: str
    effect: Effect
    owner: str
    owner_id: int
    written_on: date
    due_on: date
    state: LessonState
    standing: Standing
    days_late: int
    verdict: Verdict | None
    sentence: str
    read_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """``may_make``: this person may say that it was made."""

    ref: str
    kind: ChangeKind
    words: str
    owner: str
    due_on: date
    done_on: date | None
    teams: tuple[str, ...]
    days_late: int
    may_make: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """``numbers`` as ``rules.compared`` keeps them; without its sides where ``is_hidden`` from this reader."""

    pk: int
    read_on: date
    verdict: Verdict
    sentence: str
    numbers: Mapping[str, Any]
    is_hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """``reading`` is the number of the comparison on which it was decided, and ``read_on`` its day."""

    decided: LessonState
    reason: str
    decided_on: date
    decided_by: str
    read_on: date | None
    reading: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePage:
    row: ThemeRow
    findings: tuple[FindingRow, ...]
    lessons: tuple[LessonRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonPage:
    """The thread of one lesson. ``readings`` the newest first. ``asks`` is the question that is compared.
    ``before`` and ``after`` are (public name, title) of the try before it and after it. ``comparing`` is the work
    of comparing it, while it waits or runs.
    """

    row: LessonRow
    words: str
    asks: str
    findings: tuple[FindingRow, ...]
    changes: tuple[ChangeRow, ...]
    readings: tuple[ReadingRow, ...]
    decision: DecisionRow | None
    before: tuple[str, str] | None
    after: tuple[str, str] | None
    why_not_compare: str
    comparing: Work | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundIn:
    """An audit that was submitted, or a sweep: where a finding is written down. ``questions`` are (code, what it
    asks).
    """

    title: str
    questions: tuple[tuple[str, str], ...]
