"""What comes up at a meeting by itself, as plain words: worked out while the meeting is open, and kept
with its record as JSON when the minutes are signed.

It names posts, never who holds them. What was kept reads the same for good.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from alongside.kernel.canonical import JSON

FORMAT = 1


@dataclass(frozen=True, slots=True)
class ExpectedReport:
    """One workstream's report for a month. ``ref`` is empty until it was received; ``note`` says how
    late it came, and whether the pack holds it.
    """

    month: date
    workstream: str
    officer: str
    ref: str
    words: str
    colour: str
    note: str = ""

    @property
    def is_missing(self) -> bool:
        return not self.ref


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A challenge or recommendation without an answer on the day."""

    ref: str
    number: str
    by: str
    text: str
    owner: str
    due_on: date
    is_late: bool


@dataclass(frozen=True, slots=True)
class ToLookBackOn:
    """``since`` is the day from which the board is to look."""

    ref: str
    number: str
    text: str
    should_change: str
    decided_on: date
    since: date


@dataclass(frozen=True, slots=True)
class OpenFollowUp:
    """``owner_left``: on the day of the meeting nobody held the post that answers for it."""

    ref: str
    text: str
    owner: str
    owner_left: bool
    due_on: date
    is_late: bool


@dataclass(frozen=True, slots=True)
class CameUp:
    """``months`` are those whose reports the meeting receives, the oldest first; none for a board that
    receives none.
    """

    months: tuple[date, ...] = ()
    reports: tuple[ExpectedReport, ...] = ()
    challenges: tuple[Unanswered, ...] = ()
    decisions: tuple[ToLookBackOn, ...] = ()
    follow_ups: tuple[OpenFollowUp, ...] = ()

    @property
    def missing_count(self) -> int:
        return sum(report.is_missing for report in self.reports)


_PARTS: Mapping[str, type[Any]] = {
    "reports": ExpectedReport,
    "challenges": Unanswered,
    "decisions": ToLookBackOn,
    "follow_ups": OpenFollowUp,
}
_DAYS = frozenset({"month", "due_on", "decided_on", "since"})


def to_json(found: CameUp) -> dict[str, JSON]:
    written = {name: [_plain(each) for each in getattr(found, name)] for name in _PARTS}
    return {"format": FORMAT, "months": [each.isoformat() for each in found.months], **written}


def from_json(kept: Mapping[str, Any]) -> CameUp | None:
    """What was kept; None when nothing was."""
    if not kept:
        return None
    parts = {name: _rows(kind, kept[name]) for name, kind in _PARTS.items()}
    return CameUp(tuple(date.fromisoformat(each) for each in kept["months"]), **parts)


def _plain(row: Any) -> dict[str, JSON]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(row).items()
    }


def _rows(kind: type[Any], rows: Sequence[Mapping[str, Any]]) -> tuple[Any, ...]:
    return tuple(
        kind(**{name: date.fromisoformat(x) if name in _DAYS else x for name, x in row.items()})
        for row in rows
    )
