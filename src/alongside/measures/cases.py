"""What is gathered about a measure before it is judged: plain values, light enough for any process."""

from dataclasses import dataclass
from datetime import date

from alongside.measures.codes import PERCENT, Better
from alongside.measures.rules.figures import Point
from alongside.measures.rules.figures import Target as FigureTarget


@dataclass(frozen=True, slots=True)
class Beginning:
    """From this day the limits are worked out anew."""

    on: date
    cause: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure that stands, with what it leaves out and what is in doubt about it."""

    point: Point
    left_out: int = 0
    missing: int = 0
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else's figure for the same period as our latest."""

    name: str
    level: str
    value: float | None
    numerator: int | None = None
    denominator: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """What is judged. ``counted`` is oldest first; recalculations carry cause and approver."""

    unit: str
    better: Better
    every_months: int | None
    counted: tuple[Counted, ...]
    core: FigureTarget | None = None
    stretched: FigureTarget | None = None
    beginnings: tuple[Beginning, ...] = ()
    others: tuple[Other, ...] = ()

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(each.point for each in self.counted)

    @property
    def is_share(self) -> bool:
        return self.unit == PERCENT and all(p.denominator for p in self.points)
