"""What pages of audits show: plain and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from alongside.kernel.dates import PartialDate
from alongside.quality.rules.codes import (
    About,
    AuditState,
    CopyState,
    Exclusion,
    Grade,
    Present,
    RoundState,
    Seat,
    Stratum,
)
from alongside.quality.rules.tools import Question, Tool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    ref: str
    title: str
    about: About
    from_on: date
    last_on: date
    due_on: date
    state: RoundState
    sample_size: int
    drawn_count: int
    graded_count: int
    ended_why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """``grade`` is empty for whoever may not read it yet. ``may_know``: this auditor may know the family, and
    nobody decided yet. ``cleared_why``: why they may go on all the same.
    """

    ref: str
    seat: Seat
    auditor: str
    state: AuditState
    answered_count: int
    submitted_on: date | None
    grade: Grade | None
    words: str
    ended_why: str
    may_know: bool
    cleared_why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """``is_apart``: both auditors have submitted and differ, and no meeting has agreed. ``has_later``: a later
    version was issued while no grade counts yet, so that what is marked will be left out of rates.
    """

    ref: str
    position: int
    about: About
    case_number: str
    happened_on: date
    stratum: str
    is_double: bool
    audits: tuple[AuditRow, ...]
    agreed_grade: Grade | None
    is_apart: bool
    was_superseded: bool
    has_later: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawRow:
    """``is_same``: the population is still what it was, so that the seed draws the same again."""

    ref: str
    number: int
    seed: str
    why: str
    population_count: int
    population_sha256: str
    left_out: Mapping[Exclusion, int]
    drawn_at: datetime
    drawn_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    ref: str
    held_on: date
    present: Mapping[Present, int]
    notes: str
    grades_count: int
    answers_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPage:
    row: RoundRow
    version: int
    tool: Tool
    strata: tuple[Stratum, ...]
    exclusions: tuple[Exclusion, ...]
    with_families: bool
    draws: tuple[DrawRow, ...]
    items: tuple[ItemRow, ...]
    meetings: tuple[MeetingRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemHead:
    row: ItemRow
    round: RoundRow
    case_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    ref: str
    question: str
    about: str
    name: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One auditor’s answer, with the files that show it. The mark is empty for one that gave none."""

    seat: Seat
    mark: str
    words: str
    files: tuple[EvidenceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What each auditor who may be read answered to one question."""

    question: Question
    said: tuple[Said, ...]
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """For whoever leads. ``answers`` are those of the two auditors once both have handed in, and
    ``family_answers`` those of a family’s auditor.
    """

    row: ItemRow
    round: RoundRow
    case_ref: str
    version: str
    author_comments: tuple[str, ...]
    agreed: tuple[tuple[str, str, str], ...]
    has_consent: bool
    was_allowed: bool
    copy: CopyState | None
    meetings: tuple[MeetingRow, ...]
    tool: Tool
    answers: tuple[Answers, ...]
    family_answers: tuple[Answers, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    mark: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedAudit:
    """An audit that somebody was given and that was taken back: nothing of the child."""

    about: About
    position: int
    round_title: str
    ended_on: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAudit:
    """What somebody marks. ``case_ref`` is that of the case, for noting the look, and not shown to families."""

    ref: str
    item_ref: str
    round_title: str
    round_state: RoundState
    about: About
    seat: Seat
    position: int
    happened: date | PartialDate
    due_on: date
    state: AuditState
    version: int
    has_no_conflict: bool
    may_know: bool
    tool: Tool
    answers: Mapping[str, AnswerRow]
    evidence: tuple[EvidenceRow, ...]
    case_ref: str
    case_number: str
    grade: Grade | None
    words: str
    agreed_grade: Grade | None
    other_grade: Grade | None
    is_superseded: bool
