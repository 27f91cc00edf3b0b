"""What the worker says of a measure, as plain values that are kept as JSON and shown by the pages.

The page adds only what depends on today: whether a figure is stale, or a review overdue.
"""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import IntEnum
from typing import Any

from alongside.measures.codes import Certainty

SCHEMA = 6
"""Raise it when readings shall be made anew though no figure changed."""
READABLE = frozenset({1, 2, 3, 4, 5, SCHEMA})
"""An earlier reading that lacks only what is empty is shown until the worker has made it anew."""


class Attention(IntEnum):
    """What a board should look at first: the smallest number."""

    GETTING_WORSE = 0
    MISSES = 1
    BELOW = 2
    NO_FIGURE = 3
    NOT_JUDGED = 4
    CANNOT_TELL = 5
    HIT_OR_MISS = 6
    CHANGED = 7
    TOO_FEW = 8
    STEADY = 9
    IMPROVING = 10


NEVER, CANNOT_TELL = "never", "cannot yet tell"
"""Two of the words for what a sample shows of a target."""
CERTAINTIES = {NEVER: Certainty.UNPROVED, CANNOT_TELL: Certainty.TOO_FEW}
SMALL = -1
"""In place of a count beside a figure that is too small to be shown."""


@dataclass(frozen=True, slots=True)
class JudgedPoint:
    """One figure beside its interval; ``kind`` is the code of its variation."""

    period_from: str
    period_until: str
    value: float
    numerator: int | None
    denominator: int | None
    left_out: int
    missing: int
    lower: float | None
    upper: float | None
    kind: str
    why: str
    doubt: str = ""
    gives_away: bool = False


@dataclass(frozen=True, slots=True)
class Icon:
    """A code of ``stats.charts.words`` with its words."""

    code: str = "none"
    short: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """A target as it stands against the latest figure. ``is_met`` is of the figure alone.

    ``shown`` is whether its sample proves that: "yes", "no", "cannot yet tell", or NEVER when no
    number of records could; empty for anything but a share. ``warning`` says why so many records as
    are expected can never prove it. ``by_on`` is the day by which it is promised, empty for none.
    """

    words: str
    value: float | None
    is_met: bool | None
    shown: str = ""
    sentence: str = ""
    warning: str = ""
    by_on: str = ""

    @property
    def cannot_tell(self) -> bool:
        """Whether the sample shows neither that the target is met nor that it is not."""
        return self.shown == CANNOT_TELL

    @property
    def certainty(self) -> Certainty:
        return CERTAINTIES.get(self.shown, Certainty.SHOWN)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Somebody else's figure for the same period. ``verdict`` is ours beside theirs; ``lower`` and
    ``upper`` are of theirs, for a share whose counts are known. ``edition`` is the month of the list of
    neighbours.
    """

    name: str
    level: str
    value: float | None
    numerator: int | None
    denominator: int | None
    verdict: str = ""
    note: str = ""
    lower: float | None = None
    upper: float | None = None
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A measure's current series, judged. ``points`` are oldest first; empty without figures.

    ``trouble`` says why the figures could not be judged; then nothing is judged and they only stand.
    ``judged_count`` is how many figures the icons could rest on: not those that overlap.
    ``stale`` says that all this could not be worked out anew, and ``stale_why`` what was wrong.
    """

    unit: str
    points: tuple[JudgedPoint, ...] = ()
    variation: Icon = field(default_factory=Icon)
    assurance: Icon = field(default_factory=Icon)
    core: Aim | None = None
    stretched: Aim | None = None
    comparisons: tuple[Comparison, ...] = ()
    notes: tuple[str, ...] = ()
    profile: str = ""
    chart_summary: str = ""
    attention: Attention = Attention.NO_FIGURE
    trouble: str = ""
    stale: str = ""
    stale_why: str = ""
    judged_count: int = 0

    @property
    def latest(self) -> JudgedPoint | None:
        return self.points[-1] if self.points else None

    @property
    def is_judged(self) -> bool:
        """Whether there are figures enough for the icons."""
        return self.variation.code != "none"

    @property
    def in_short(self) -> "Judged":
        """With only the latest figure."""
        return replace(self, points=self.points[-1:])

    def to_json(self) -> str:
        return json.dumps({"schema": SCHEMA, **asdict(self)}, ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> Judged:
    """Raises KeyError, TypeError or ValueError for what another version of this house wrote."""
    told: dict[str, Any] = json.loads(text)
    if told.pop("schema") not in READABLE:
        raise KeyError("schema")
    return Judged(
        **{
            **told,
            "points": tuple(JudgedPoint(**each) for each in told["points"]),
            "variation": Icon(**told["variation"]),
            "assurance": Icon(**told["assurance"]),
            "core": Aim(**told["core"]) if told["core"] else None,
            "stretched": Aim(**told["stretched"]) if told["stretched"] else None,
            "comparisons": tuple(Comparison(**each) for each in told["comparisons"]),
            "notes": tuple(told["notes"]),
            "attention": Attention(told["attention"]),
        }
    )


def period_of(point: JudgedPoint) -> tuple[date, date]:
    return date.fromisoformat(point.period_from), date.fromisoformat(point.period_until)
