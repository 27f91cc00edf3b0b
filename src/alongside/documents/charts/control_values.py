"""What a control chart is drawn from: figures that others have judged."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from alongside.documents.charts.figures import check_numbers
from alongside.documents.charts.palette import Meaning
from alongside.kernel.refusals import Refusal

KINDS = ("xmr", "p", "u", "c", "g", "t")


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPoint:
    """One period, or for g and t charts one event.

    ``label`` is short and stands below ("Sep 2020"), ``period`` says all of it and ``base`` what the
    value is of ("42 of 60 plans"). ``value`` is None where there is no figure. Limits are those to
    draw, None where there are none; ``group`` changes where they start again. ``is_ghosted``: drawn
    but left out of the reckoning.
    """

    on: date
    label: str
    value: float | None
    period: str = ""
    base: str = ""
    meaning: Meaning = Meaning.COMMON_CAUSE
    is_ghosted: bool = False
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    is_provisional: bool = False
    group: int = 0
    target: float | None = None
    stretched_target: float | None = None

    @property
    def numbers(self) -> tuple[float | None, ...]:
        lines = (self.centre, self.lower, self.upper)
        return (self.value, *lines, self.target, self.stretched_target)

    @property
    def said(self) -> str:
        """The period in full."""
        return self.period or self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """What a planned path reaches by a day."""

    on: date
    value: float
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedWords:
    """Something that happened, or why the limits start again on that day."""

    on: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlChart:
    """``unit`` begins with % for percentages. ``places`` is how many decimals are written.

    ``milestones`` are the planned path, from where it starts. ``is_evenly_spaced`` sets points side
    by side instead of by date, as g and t charts need. ``line_places`` is the same of the average and the
    limits, which of small whole numbers are none (None: as the figures). ``judgements`` are sentences about variation
    and assurance, taken into the summary.
    """

    title: str
    kind: Literal["xmr", "p", "u", "c", "g", "t"]
    unit: str
    points: tuple[ControlPoint, ...]
    places: int = 1
    milestones: tuple[Milestone, ...] = ()
    recalculations: tuple[DatedWords, ...] = ()
    annotations: tuple[DatedWords, ...] = ()
    is_evenly_spaced: bool = False
    judgements: tuple[str, ...] = ()
    line_places: int | None = None

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise Refusal("Give the chart a title.", field="title")
        if self.kind not in KINDS:
            raise Refusal(f"A control chart is one of {', '.join(KINDS)}.", field="kind")
        if not 0 <= self.places <= 6:
            raise Refusal("Write from 0 to 6 decimal places.", field="places")
        if all(point.value is None for point in self.points):
            raise Refusal("There are no figures to draw.", field="points")
        self._check_order()
        for point in self.points:
            check_numbers(point.numbers, field="points")
        check_numbers([milestone.value for milestone in self.milestones], field="milestones")

    def _check_order(self) -> None:
        days = [point.on for point in self.points]
        may_repeat = self.is_evenly_spaced
        is_right = all(a < b or (a == b and may_repeat) for a, b in pairwise(days))
        if not is_right:
            raise Refusal(
                "Give the figures in the order of their dates, each date once.", field="points"
            )

    @property
    def places_of_lines(self) -> int:
        return self.places if self.line_places is None else self.line_places

    @property
    def places_of(self) -> Sequence[float]:
        """Where each point stands on the x scale."""
        if self.is_evenly_spaced:
            return [float(place) for place in range(len(self.points))]
        return [float(point.on.toordinal()) for point in self.points]

    def place_of(self, on: date) -> float:
        """Where a day stands: between the points before and after it."""
        if not self.is_evenly_spaced:
            return float(on.toordinal())
        return sum(point.on < on for point in self.points) - 0.5

    def place_within(self, on: date) -> float:
        """Where a day stands in the stretch that its period takes up: that of a point reaches half way
        to its neighbours, so that March of a year stands before the middle of the year.
        """
        if self.is_evenly_spaced or len(self.points) < 2:
            return self.place_of(on)
        places = list(self.places_of)
        ends = [2 * places[0] - places[1], *places, 2 * places[-1] - places[-2]]
        number = min(max(bisect_right(places, on.toordinal()), 1), len(places))
        before, start, until = ends[number - 1 : number + 2]
        share = (on.toordinal() - start) / (until - start)
        return (before + start) / 2 + share * (until - before) / 2

    @property
    def last(self) -> ControlPoint:
        """The latest point with a figure."""
        return next(point for point in reversed(self.points) if point.value is not None)
