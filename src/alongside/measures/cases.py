"""What is gathered about a measure before it is judged: plain values, light enough for any process."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from alongside.measures.codes import PERCENT, Better, Level
from alongside.measures.rules.figures import REGION_TOTAL, Point
from alongside.measures.rules.figures import Target as FigureTarget
from alongside.measures.rules.overlapping import apart
from alongside.measures.rules.targets import Step


@dataclass(frozen=True, slots=True)
class Beginning:
    """From this day the limits are worked out anew."""

    on: date
    cause: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """The limits rest on the figures up to the period that begins on this day."""

    until_on: date
    why: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure that stands, with what it leaves out and what is in doubt about it."""

    point: Point
    left_out: int = 0
    missing: int = 0
    doubt: str = ""

    @property
    def is_anothers(self) -> bool:
        return REGION_TOTAL in self.doubt


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else's figure for the same period as our latest. ``edition`` is the month of the list of
    neighbours.
    """

    name: str
    level: str
    value: float | None
    numerator: int | None = None
    denominator: int | None = None
    note: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Pledge:
    """What a target says beside its figure: why its sample can never show it, and by when."""

    warning: str = ""
    by_on: date | None = None


PeerKind: TypeAlias = Literal["own", "neighbour", "region", "country", "other"]


@dataclass(frozen=True, slots=True)
class Peer:
    """A place in a comparison. Without a figure ``note`` says why; with one it says what is in doubt."""

    code: str
    name: str
    kind: PeerKind
    value: float | None
    numerator: int | None = None
    base: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """One published period: ours, the neighbours together, the region and England, each where it is
    known. ``counts`` are those of every place that stands behind it, each neighbour by itself.
    """

    period_from: date
    period_until: date
    places: tuple[Peer | None, ...]
    counts: tuple[tuple[int, int], ...]
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Peers:
    """Everybody's figures for one period. Our own stands first in ``beside`` and in ``authorities``, which are
    all those that the release has counts of; empty when they are few. ``sources`` name the releases of the
    first, and ``sources_of_all`` those of the second. ``years`` are every published period, the oldest first.
    ``counted_anew`` are sentences about years from which the figures are made in another way, and ``anew``
    are those years' places. ``edition`` is the month of the list of neighbours; ``editions`` says which
    stands behind which of the years.
    """

    period_from: date
    period_until: date
    beside: tuple[Peer, ...]
    authorities: tuple[Peer, ...] = ()
    base_words: str = ""
    sources: tuple[str, ...] = ()
    sources_of_all: tuple[str, ...] = ()
    years: tuple[Year, ...] = ()
    counted_anew: tuple[str, ...] = ()
    anew: tuple[int, ...] = ()
    edition: str = ""
    editions: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """What is judged. ``counted`` is oldest first; recalculations carry cause and approver.

    ``path`` are the milestones on the way to the core target. ``pledges`` are of the active targets.
    ``looks_back_months``: each figure counts so many months up to its end, not its own period alone.
    ``carries_over``: each figure counts what the one before counted, save what has ended.
    """

    unit: str
    better: Better
    every_months: int | None
    counted: tuple[Counted, ...]
    core: FigureTarget | None = None
    stretched: FigureTarget | None = None
    beginnings: tuple[Beginning, ...] = ()
    others: tuple[Other, ...] = ()
    path: tuple[Step, ...] = ()
    pledges: tuple[tuple[Level, Pledge], ...] = ()
    peers: Peers | None = None
    looks_back_months: int | None = None
    carries_over: bool = False
    frozen: Frozen | None = None

    def pledge(self, level: Level) -> Pledge:
        return dict(self.pledges).get(level, Pledge())

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(each.point for each in self.counted)

    @property
    def apart(self) -> "Case":
        """With only the figures that share no month, which may be judged together."""
        months = self.looks_back_months
        kept = set(apart(self.points, months))
        counted = tuple(each for each in self.counted if each.point in kept)
        return replace(self, counted=counted, every_months=months, looks_back_months=None)

    @property
    def is_share(self) -> bool:
        """Whether every figure is so many of so many."""
        return self.unit == PERCENT and all(p.denominator for p in self.points)

    @property
    def has_mixed_lengths(self) -> bool:
        """Whether some figures are for periods more than twice as long as others, such as a year
        and then months.
        """
        lengths = [(point.period_until - point.period_from).days for point in self.points]
        return bool(lengths) and max(lengths) > 2 * min(lengths)
