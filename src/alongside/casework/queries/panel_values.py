"""What the pages of panels are given: plain and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from alongside.casework.models import Case
from alongside.casework.queries.values import CaseHead, DutyView, EventView
from alongside.casework.rules.panels import Advice, PanelKind, Question, Side, Waiting
from alongside.kernel.proportion import Proportion


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """A case that waits for a decision, to be put on an agenda."""

    case: Case
    name: str
    waiting: Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelRow:
    ref: str
    name: str
    kind: PanelKind
    meets_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelList:
    """``present``: at how many of the recorded meetings each of the needed sides was there."""

    rows: tuple[PanelRow, ...]
    present: Mapping[Side, Proportion]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatView:
    ref: str
    post: str
    holders: str
    side: Side
    since: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """``without`` is empty until it is recorded who came."""

    ref: str
    meets_on: date
    item_count: int
    is_recorded: bool
    is_cancelled: bool
    without: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelPage:
    ref: str
    name: str
    kind: PanelKind
    seats: tuple[SeatView, ...]
    meetings: tuple[MeetingRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """A case on an agenda. ``name`` is empty for whoever may not read it now. ``due_on`` is its day as
    it stands, ``decided_on`` the day of the decision.
    """

    ref: str
    case_ref: str
    number: str
    name: str
    question: Question
    due_on: date
    decided_on: date | None
    advice: Advice | None
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPage:
    panel_ref: str
    panel: str
    row: MeetingRow
    cancelled_why: str
    came: tuple[SeatView, ...]
    sitting: tuple[SeatView, ...]
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPapers:
    """What members read before they advise: no contact, no address, no note."""

    head: CaseHead
    item: ItemView
    meeting_ref: str
    panel: str
    meets_on: date
    events: tuple[EventView, ...]
    duties: tuple[DutyView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelAdvice:
    """What one panel advised on a case, or that it stands on a coming agenda."""

    panel: str
    meeting_ref: str
    meets_on: date
    question: Question
    advice: Advice | None
    reasons: str
    is_recorded: bool
    without: tuple[Side, ...]
