"""What one meeting holds, as plain values for pages."""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.board.queries.came_up_values import CameUp
from alongside.board.queries.follow_ups import FollowUpRow
from alongside.board.queries.governance import SeatHolder
from alongside.board.queries.meetings import MeetingRow
from alongside.board.rules.codes import ItemKind, Presence
from alongside.board.rules.meetings import recorded_words


@dataclass(frozen=True, slots=True)
class ItemView:
    """``number`` is its place on the agenda today, from 1."""

    id: int
    ref: str
    version: int
    number: int
    kind: ItemKind
    kind_label: str
    title: str
    presenter: str
    purpose: str
    minutes: str


@dataclass(frozen=True, slots=True)
class PaperView:
    ref: str
    item_id: int | None
    title: str
    file_name: str
    media_type: str
    size_bytes: int
    added_at: datetime
    is_late: bool
    withdrawn_why: str
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class PlaceView:
    """One seat and whether it was filled; ``presence`` is None before the meeting was held."""

    seat: SeatHolder
    presence: Presence | None
    who: str
    days_late: int = 0

    @property
    def recorded_words(self) -> str:
        """When it was recorded much later than the rest of the meeting, or with it."""
        return recorded_words(self.days_late)

    @property
    def came(self) -> bool:
        return self.presence in (Presence.ATTENDED, Presence.DEPUTY)


@dataclass(frozen=True, slots=True)
class DeclarationView:
    ref: str
    seat: str
    interest: str
    what_was_done: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """As the minutes show it; the decision's own page has what it rests on."""

    ref: str
    item_id: int | None
    number: str
    text: str
    should_change: str
    look_back_on: date
    was_quorate: bool


@dataclass(frozen=True, slots=True)
class PackLine:
    """``edition_count`` counts those that were issued."""

    ref: str
    kind: str
    title: str
    edition_count: int


@dataclass(frozen=True, slots=True)
class MeetingHead:
    """The facts of the meeting itself. ``is_came_up_kept``: what came up was signed with the rest.
    ``recorded_words``: how long afterwards it was recorded; empty when that was within a week.
    """

    row: MeetingRow
    version: int
    reports_month: date | None
    quorum_words: str
    cancelled_why: str
    cancelled_by: str
    cancelled_at: datetime | None
    signed_by: str
    signed_at: datetime | None
    minutes_digest: str
    is_came_up_kept: bool
    recorded_words: str


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """What a signature under the minutes covers, as people read it."""

    head: MeetingHead
    items: tuple[ItemView, ...]
    places: tuple[PlaceView, ...]
    declarations: tuple[DeclarationView, ...]
    decisions: tuple[DecisionLine, ...]
    follow_ups: tuple[FollowUpRow, ...]


@dataclass(frozen=True, slots=True)
class MeetingPage(MeetingRecord):
    """The record with its papers, its packs, and what came up by itself."""

    papers: tuple[PaperView, ...]
    packs: tuple[PackLine, ...]
    came_up: CameUp
