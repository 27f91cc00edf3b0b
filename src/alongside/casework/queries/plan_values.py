"""What pages, letters and families are given of an EHC plan: plain and frozen.

``PlanView`` holds nothing that is for officers alone: no refs of parts, no authors of changes.
"""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.casework.queries.values import CaseHead
from alongside.casework.rules.plans.codes import (
    Act,
    AskedBy,
    PartKind,
    Section,
    VersionKind,
    VersionState,
)
from alongside.casework.rules.plans.comparing import Piece
from alongside.casework.rules.plans.found import Found
from alongside.casework.rules.plans.parts import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One part as it reads. ``number`` is B1 and so on, empty for what is not counted. ``key`` stays the
    same in every later version. ``boxes`` are labels with their words; ``headline_boxes`` are the words that
    the headline says already.
    """

    key: str
    number: str
    kind: PartKind
    headline: str
    boxes: tuple[tuple[str, str], ...]
    headline_boxes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """``sentences`` stand for a section as a whole: that there is none, who agreed, or what is named."""

    section: Section
    title: str
    rows: tuple[RowView, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPartView:
    """A part of the area's own form, in which sections stand."""

    title: str
    has_details: bool
    sections: tuple[SectionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """One version as anybody may read it who may read the EHC plan. ``event_ref`` is the event by which it
    was sent; empty while it is being written.
    """

    ref: str
    number: int
    kind: VersionKind
    state: VersionState
    title: str
    child: str
    born_on: date
    issued_on: date | None
    event_ref: str
    parts: tuple[FormPartView, ...]

    def section(self, section: Section) -> SectionView:
        return next(
            each for part in self.parts for each in part.sections if each.section is section
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version in the list of a case. ``has_paper``: its paper can be downloaded. ``is_event_corrected``:
    the event by which it was sent was corrected or taken back later. ``is_unsent``: it was issued, and is not
    sent to the family.
    """

    ref: str
    number: int
    kind: VersionKind
    state: VersionState
    begun_at: datetime
    begun_by: str
    issued_on: date | None
    issued_by: str
    has_paper: bool
    page_count: int
    based_on: int | None
    based_on_ref: str
    event_ref: str
    is_event_corrected: bool
    is_unsent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """One part as the officer works on it. ``may_change`` is false for own words."""

    ref: str
    section: Section
    row: RowView
    version: int
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands in the way of issuing, and what is worth a second look."""

    in_the_way: tuple[Found, ...]
    remarks: tuple[Found, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxChange:
    label: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who asked for a change, and who wrote it in."""

    asked_by: AskedBy
    why: str
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One row that is not the same in two versions."""

    section: Section
    kind: PartKind
    act: Act
    title: str
    boxes: tuple[BoxChange, ...]
    asked: tuple[Asking, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePlans:
    head: CaseHead
    versions: tuple[VersionRow, ...]
    may_begin: tuple[VersionKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage:
    """``content`` is the document as it was issued; empty while the version is being written.
    ``is_owed``: nothing says that this final EHC plan was sent.
    """

    head: CaseHead
    version: VersionRow
    view: PlanView
    content: str
    author: str
    is_owed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """``unlisted`` is advice that came in and is not in section K: event ref, of whom, on which day."""

    head: CaseHead
    version: VersionRow
    expected_version: int
    parts: tuple[Part, ...]
    unlisted: tuple[tuple[str, str, date], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk(Writing):
    """The whole of it, with what stands in the way."""

    rows: tuple[DeskRow, ...]
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class PartAtDesk:
    head: CaseHead
    version: VersionRow
    part: Part
    number: str
    others: tuple[Part, ...]
    part_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """``last_final`` is the number and the day of the last final version; ``is_ended``: it is in force no more.
    ``is_unsent``: it was issued, and is not sent to the family; ``is_last_unsent``: so of the last version.
    """

    last_final: tuple[int, date] | None
    is_ended: bool
    last_sent: tuple[VersionKind, date] | None
    being_written: VersionKind | None
    is_unsent: bool = False
    is_last_unsent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """``others`` are the versions that this one can be compared with."""

    head: CaseHead
    before: VersionRow
    after: VersionRow
    others: tuple[VersionRow, ...]
    changes: tuple[ChangeView, ...]
