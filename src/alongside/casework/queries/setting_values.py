"""What the pages of a school are given: plain and frozen."""

from dataclasses import dataclass
from datetime import date

from alongside.casework.rules.reviewing import Looked
from alongside.casework.rules.settings import PupilStands, Sent


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilRow:
    """``since`` is None where nobody here knows when they came."""

    ref: str
    name: str
    born_on: date
    school: str
    since: date | None = None
    review_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class SchoolDuty:
    """What the school, or the council about the review, has to do by a day."""

    ref: str
    name: str
    rule: str
    due_on: date
    done_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingView:
    """``wrong`` is what the school said was wrong with it. ``is_taken_back`` and ``is_corrected``: by the
    council. ``event_ref`` is of the event that it made.
    """

    ref: str
    sent: Sent
    school: str
    on: date
    by: str
    text: str
    file_name: str
    meeting_on: date | None
    event_ref: str = ""
    wrong: str = ""
    is_taken_back: bool = False
    is_corrected: bool = False

    @property
    def is_over(self) -> bool:
        return self.is_taken_back or self.is_corrected


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilPage:
    """``has_left``: only what the school sent is there, and nothing may be sent."""

    row: PupilRow
    has_left: bool
    stands: PupilStands
    may_send: tuple[Sent, ...]
    duties: tuple[SchoolDuty, ...]
    told: tuple[tuple[date, str], ...]
    sendings: tuple[SendingView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOfPupil:
    """``version`` is that of the case, so that two people do not write over each other."""

    name: str
    version: int
    stands: PupilStands
    looked: Looked
