"""The values in which decisions are read: what they rest on, then and now, and what was seen since."""

from dataclasses import dataclass
from datetime import date

from alongside.board.rules.decisions import Moved

WITHOUT_QUORUM = "Made without a quorum"


@dataclass(frozen=True, slots=True)
class FigureBasis:
    """A figure as it read on the day of the decision, and its series as it stands.

    ``corrected`` is what the figure of that day reads since it was corrected, else empty.
    """

    series_ref: str
    title: str
    then: str
    corrected: str
    now: str
    moved: Moved
    moved_words: str
    refs: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class EvidenceBasis:
    """Evidence of the action plan, with the line that it is for."""

    title: str
    line_ref: str
    line_reference: str
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class KeptFigure:
    """What a look-back kept of a figure: the words of that day."""

    series_ref: str
    title: str
    then: str
    now: str
    moved_words: str
    refs: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class LookBackView:
    ref: str
    looked_on: date
    verdict: str
    verdict_label: str
    text: str
    figures: tuple[KeptFigure, ...]
    again_on: date | None
    by: str


@dataclass(frozen=True, slots=True)
class DecisionView:
    """``looks`` are the oldest first. ``next_look`` is None when the board has looked for good."""

    id: int
    ref: str
    number: str
    text: str
    should_change: str
    look_back_on: date
    was_quorate: bool
    meeting_id: int
    meeting_ref: str
    meeting_on: date
    board_title: str
    item_id: int | None
    item_title: str
    figures: tuple[FigureBasis, ...]
    evidence: tuple[EvidenceBasis, ...]
    documents: tuple[str, ...]
    looks: tuple[LookBackView, ...]
    next_look: date | None
    recorded_by: str
    recorded_on: date

    @property
    def days_after(self) -> int:
        """How many days after the meeting it was written down; 0 on the day itself."""
        return (self.recorded_on - self.meeting_on).days

    @property
    def quorum_words(self) -> str:
        """Empty when the meeting had a quorum."""
        return "" if self.was_quorate else WITHOUT_QUORUM

    @property
    def latest_look(self) -> LookBackView | None:
        return self.looks[-1] if self.looks else None

    def is_due(self, day: date) -> bool:
        return self.next_look is not None and self.next_look <= day


@dataclass(frozen=True, slots=True)
class MeetingToDecide:
    """A meeting that was held and whose minutes are not signed."""

    ref: str
    held_on: date
    board_title: str


@dataclass(frozen=True, slots=True)
class DecidingMeeting:
    """The meeting under which a decision is recorded, with its agenda to choose from. ``closed``
    says why it takes none; empty when it does.
    """

    ref: str
    held_on: date
    board_title: str
    was_quorate: bool
    closed: str
    items: tuple[tuple[str, str], ...]
