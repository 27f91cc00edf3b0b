"""Reports as pages and packs show them: frozen plain values, words first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from alongside.board.queries.material_values import Material
from alongside.board.rules.codes import Assured, Side
from alongside.board.rules.reports import ReportState, ReportText, late_words
from alongside.board.words import ASSURED, ASSURED_COLOURS, NO_REPORT_IN_TIME, REPORT_STATES

CORRECTED = "Corrected since"
STATE_COLOURS = {
    ReportState.MISSING: "red",
    ReportState.NOT_DUE: "grey",
    ReportState.NOT_EXPECTED: "plain",
}


def on_behalf_words(name: str) -> str:
    """ "Written by Olive Officer for the officer"; empty when the officer wrote it."""
    return f"Written by {name} for the officer" if name else ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A month's report in a cell: a word, and what must be known beside it."""

    words: str
    colour: str
    notes: tuple[str, ...]


def seen_as(words: str, colour: str, late: int, notes: Sequence[str]) -> Seen:
    """A report that came late does not undo that none was received in time: that stays, and what came
    stands beside it. ``late`` is in days.
    """
    kept = tuple(note for note in notes if note)
    if not late:
        return Seen(words, colour, kept)
    came = f"Came {late_words(late)}: {words}"
    return Seen(NO_REPORT_IN_TIME, STATE_COLOURS[ReportState.MISSING], (came, *kept))


@dataclass(frozen=True, slots=True)
class Stream:
    """A workstream today. ``officer`` is the title of its officer's post, ``officers`` the names of
    those who hold it; both may be empty. ``side`` is that of the post today.
    """

    id: int
    ref: str
    title: str
    statement_ref: str
    statement: str
    weakness: str
    officer: str
    officers: tuple[str, ...]
    side: Side
    is_empty: bool


@dataclass(frozen=True, slots=True)
class MonthReport:
    """One workstream and one month: the report that was received, or that none was.

    ``ref`` names the first filed row, whatever corrected it later; ``text`` is what stands now, and
    ``material`` what the action plan said when it was filed. Both are None without a report, and
    nothing of another month ever stands in for them. ``side`` is the one kept when it was filed.
    ``on_behalf_by`` names who wrote what stands now, unless the officer did.
    """

    stream: Stream
    month: date
    due_on: date
    state: ReportState
    side: Side
    ref: str = ""
    filed_at: datetime | None = None
    filed_by: str = ""
    on_behalf_by: str = ""
    days_late: int = 0
    freeze_words: str = ""
    is_corrected: bool = False
    text: ReportText | None = None
    material: Material | None = None
    has_draft: bool = False
    may_write: bool = False

    @property
    def is_filed(self) -> bool:
        return self.state is ReportState.FILED

    @property
    def words(self) -> str:
        """How sure the officer is, or that no report was received, is due or is expected."""
        return ASSURED[Assured(self.text.assured)] if self.text else REPORT_STATES[self.state]

    @property
    def colour(self) -> str:
        if self.text:
            return ASSURED_COLOURS[Assured(self.text.assured)]
        return STATE_COLOURS[self.state]

    @property
    def lateness(self) -> str:
        """ "3 days late"; empty when it came in time or has not come."""
        return late_words(self.days_late)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know beside the word."""
        return tuple(note for note in (self.lateness, *self._notes) if note)

    @property
    def seen(self) -> Seen:
        """For wherever months stand side by side."""
        return seen_as(self.words, self.colour, self.days_late, self._notes)

    @property
    def _notes(self) -> tuple[str, ...]:
        corrected = CORRECTED if self.is_corrected else ""
        return (on_behalf_words(self.on_behalf_by), self.freeze_words, corrected)


@dataclass(frozen=True, slots=True)
class StreamRow:
    """One workstream over the months, the newest first."""

    stream: Stream
    reports: tuple[MonthReport, ...]


@dataclass(frozen=True, slots=True)
class ReportsByMonth:
    """``has_board`` is False until the area has set up its improvement board. ``choices`` are the
    months with which a view may end, the newest first.
    """

    has_board: bool
    months: tuple[date, ...]
    choices: tuple[date, ...]
    rows: tuple[StreamRow, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One row of a report's history. ``why`` is empty for the report as it was first filed."""

    text: ReportText
    filed_at: datetime
    filed_by: str
    why: str
    is_on_behalf: bool = False


@dataclass(frozen=True, slots=True)
class ReportPage:
    """``versions`` are the latest first. ``editions`` name the frozen packs that hold the report."""

    report: MonthReport
    version: int
    versions: tuple[Version, ...]
    editions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """What an officer has before them: the draft as it is now, and the material of today.

    ``version`` is 1 before anybody saved a draft. ``filed_ref`` is set once it has been filed;
    ``days_late`` and ``is_pack_frozen`` say what filing today would mean.
    """

    stream: Stream
    month: date
    due_on: date
    version: int
    text: ReportText
    material: Material
    filed_ref: str
    is_begun: bool
    days_late: int
    is_pack_frozen: bool
