"""Boards, their lines and their own work, as plain values for pages."""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.board.queries.governance import SeatHolder
from alongside.board.rules.codes import BoardKind, LineKind
from alongside.board.rules.quorum import QuorumRule
from alongside.kernel.dates import PartialDate


@dataclass(frozen=True, slots=True)
class BoardHead:
    id: int
    ref: str
    version: int
    kind: BoardKind
    kind_label: str
    title: str
    purpose: str
    organisation: str
    organisation_ref: str
    quorum: QuorumRule
    report_due_day: int

    @property
    def is_improvement(self) -> bool:
        return self.kind is BoardKind.IMPROVEMENT


@dataclass(frozen=True, slots=True)
class LineView:
    """A reporting line in force, in words: ``lower`` "reports to" ``upper``."""

    ref: str
    lower_id: int
    lower_ref: str
    lower: str
    upper_id: int
    upper_ref: str
    upper: str
    kind: LineKind
    words: str
    line_from: date

    @property
    def sentence(self) -> str:
        return f"{self.lower} {self.words} {self.upper}."


@dataclass(frozen=True, slots=True)
class BoardRow:
    """``chair`` is empty without one today."""

    head: BoardHead
    chair: str
    seat_count: int
    vacant_count: int


@dataclass(frozen=True, slots=True)
class BoardsPage:
    boards: tuple[BoardRow, ...]
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class TermsView:
    """``is_current`` marks the version in force."""

    ref: str
    number: int
    text: str
    file_name: str
    what_changed: str
    agreed_on: date
    recorded_at: datetime
    recorded_by: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class TermsPage:
    board: BoardHead
    terms: TermsView


@dataclass(frozen=True, slots=True)
class StandingView:
    ref: str
    title: str
    presenter: str
    presenters: tuple[str, ...]
    item_from: date
    item_until: date | None


@dataclass(frozen=True, slots=True)
class ForwardView:
    """``meeting_ref`` is empty while no meeting has taken it."""

    ref: str
    title: str
    due: PartialDate | None
    due_on: date
    owner: str
    owners: tuple[str, ...]
    meeting_ref: str
    meeting_on: date | None
    withdrawn_why: str
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class BoardPage:
    """``former`` are seats that have ended or have not begun."""

    head: BoardHead
    lines: tuple[LineView, ...]
    seats: tuple[SeatHolder, ...]
    former: tuple[SeatHolder, ...]
    terms: tuple[TermsView, ...]
    standing: tuple[StandingView, ...]
    forward: tuple[ForwardView, ...]
