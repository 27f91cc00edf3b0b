"""What the action plan says about one workstream in one month, as plain words: shown while the
report is written, and kept with it as JSON when it is filed.

It names posts, never people. What was kept reads the same for good, whatever the plan says later.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from alongside.kernel.canonical import JSON
from alongside.measures.codes import Certainty

FORMAT = 1


@dataclass(frozen=True, slots=True)
class CountNote:
    """How many lines read a status."""

    words: str
    colour: str
    count: int


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """One thing recorded in the month. ``on`` is an ISO date; ``colour`` only of a status."""

    on: str
    ref: str
    reference: str
    words: str
    colour: str = ""

    @property
    def day(self) -> date:
        return date.fromisoformat(self.on)


@dataclass(frozen=True, slots=True)
class LineNote:
    """One line and why it is named here, such as "43 days late" or "No health lead"."""

    ref: str
    reference: str
    text: str
    kind: str
    status: str
    colour: str
    end: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class MeasureNote:
    """``figure``, ``base`` and ``period`` are empty without a figure; ``met`` is None then, and
    without a target.
    """

    line_ref: str
    reference: str
    text: str
    target: str
    by: str
    figure: str = ""
    base: str = ""
    period: str = ""
    met: bool | None = None
    certainty: str = Certainty.SHOWN.value
    series_ref: str = ""


@dataclass(frozen=True, slots=True)
class RiskNote:
    """Scores are likelihood × impact, 1 to 25, before and after what is done about it."""

    ref: str
    kind: str
    title: str
    score_before: int
    score_after: int
    band: str
    owner: str
    references: str
    is_review_due: bool = False


@dataclass(frozen=True, slots=True)
class Material:
    """``made_on`` is an ISO date: the day on which the plan said so. ``lines`` are all lines that
    the workstream carries.
    """

    made_on: str
    line_count: int = 0
    counts: tuple[CountNote, ...] = ()
    changes: tuple[ChangeNote, ...] = ()
    overdue: tuple[LineNote, ...] = ()
    not_yet: tuple[LineNote, ...] = ()
    without_lead: tuple[LineNote, ...] = ()
    slips: tuple[LineNote, ...] = ()
    measures: tuple[MeasureNote, ...] = ()
    risks: tuple[RiskNote, ...] = ()
    lines: tuple[LineNote, ...] = ()

    @property
    def day(self) -> date:
        return date.fromisoformat(self.made_on)

    @property
    def missed(self) -> tuple[MeasureNote, ...]:
        """Measures whose latest figure misses the target, as far as the records can tell."""
        few = Certainty.TOO_FEW.value
        return tuple(each for each in self.measures if each.met is False and each.certainty != few)


_PARTS: Mapping[str, type[Any]] = {
    "counts": CountNote,
    "changes": ChangeNote,
    "overdue": LineNote,
    "not_yet": LineNote,
    "without_lead": LineNote,
    "slips": LineNote,
    "measures": MeasureNote,
    "risks": RiskNote,
    "lines": LineNote,
}


def to_json(material: Material) -> dict[str, JSON]:
    return {"format": FORMAT, **asdict(material)}


def from_json(kept: Mapping[str, Any]) -> Material | None:
    """What was kept; None when nothing was."""
    if not kept:
        return None
    parts = {name: _notes(kind, kept.get(name, ())) for name, kind in _PARTS.items()}
    return Material(made_on=kept["made_on"], line_count=kept["line_count"], **parts)


def _notes(kind: type[Any], rows: Sequence[Mapping[str, Any]]) -> tuple[Any, ...]:
    return tuple(kind(**row) for row in rows)
