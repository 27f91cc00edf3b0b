"""What somebody who leads casework is told: since when a case stands where it does, how old cases are,
where they pile up, and whether exceptions are used more than before. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import exp, lgamma

from alongside.casework.rules.codes import Stage
from alongside.casework.rules.folding import stage_of
from alongside.casework.rules.outcomes import ENDS
from alongside.law.processes import Process

WORKED_ON = (
    Stage.CONSIDERING,
    Stage.ASSESSING,
    Stage.DRAFTING,
    Stage.DRAFT_OUT,
    Stage.REVIEWING,
    Stage.REASSESSING,
    Stage.CEASING,
    Stage.DISPUTED,
)
"""Stages in which somebody has work to do, in the order in which a case comes to them."""
LIMITS: Mapping[Stage, tuple[str, ...]] = {
    Stage.CONSIDERING: ("DEC-6W",),
    Stage.ASSESSING: ("ADV-6W", "NOPLAN-16W", "FINAL-20W"),
    Stage.DRAFTING: ("FINAL-20W",),
    Stage.DRAFT_OUT: ("FINAL-20W",),
    Stage.REVIEWING: ("REV-4W", "REV-12W"),
    Stage.REASSESSING: ("REASS-15D", "REASS-14W"),
}
"""The limits of the law that a case in the stage runs against."""
_BEGUN_BY: Mapping[Stage, tuple[str, tuple[str, ...]]] = {
    Stage.CONSIDERING: ("assessment", ()),
    Stage.ASSESSING: ("assessment", ("decided_to_assess",)),
    Stage.DRAFTING: ("assessment", ("decided_to_issue",)),
    Stage.DRAFT_OUT: ("assessment", ("draft_sent", "draft_served")),
    Stage.REFUSED: ("assessment", tuple(ENDS)),
    Stage.NO_PLAN: ("assessment", tuple(ENDS)),
    Stage.WITHDRAWN: ("assessment", tuple(ENDS)),
    Stage.IN_FORCE: ("upkeep", ()),
    Stage.REASSESSING: ("reassessment", ()),
    Stage.CEASING: ("ceasing", ()),
    Stage.DISPUTED: ("order", ()),
}


def stage_since(processes: Sequence[Process]) -> date | None:
    """The day on which the case came to where it stands; None where nothing was begun."""
    stage, latest = stage_of(processes), {each.type: each for each in processes}
    if stage is Stage.REVIEWING:
        going = [latest.get("review"), latest.get("amendment")]
        return min((each.started_on for each in going if each and each.is_open), default=None)
    if stage in (Stage.CEASED, Stage.MOVED):
        over = latest.get("upkeep") or latest.get("assessment")
        return over.events[-1][1].on if over else None
    process_type, kinds = _BEGUN_BY.get(stage, ("", ()))
    process = latest.get(process_type)
    if process is None:
        return None
    days = [event.on for _, event in process.events if event.kind in kinds]
    return min(days) if days and stage in WORKED_ON else max(days, default=process.started_on)


@dataclass(frozen=True, slots=True)
class Heap:
    """Cases in one stage that came to it on one day; how many have something of ours late, or due soon."""

    stage: Stage
    since: date | None
    count: int
    late: int
    soon: int


@dataclass(frozen=True, slots=True)
class StageNow:
    """``median_days`` and ``oldest_days`` are how long its cases have stood there; None for none."""

    stage: Stage
    count: int
    late: int
    soon: int
    median_days: float | None
    oldest_days: int | None


def stages_now(heaps: Iterable[Heap], *, today: date) -> tuple[StageNow, ...]:
    """Every stage that has a case, those that are worked on first."""
    by_stage: dict[Stage, list[Heap]] = {}
    for heap in heaps:
        by_stage.setdefault(heap.stage, []).append(heap)
    order = [*WORKED_ON, *(each for each in Stage if each not in WORKED_ON)]
    return tuple(_stage(each, by_stage[each], today) for each in order if each in by_stage)


def _stage(stage: Stage, heaps: Sequence[Heap], today: date) -> StageNow:
    waited = sorted((max((today - h.since).days, 0), h.count) for h in heaps if h.since is not None)
    return StageNow(
        stage,
        sum(heap.count for heap in heaps),
        sum(heap.late for heap in heaps),
        sum(heap.soon for heap in heaps),
        median_of(waited),
        waited[-1][0] if waited else None,
    )


def median_of(heaps: Sequence[tuple[int, int]]) -> float | None:
    """The middle of days that are given in order, each with how often it stands there.

    >>> median_of([(3, 2), (10, 1), (20, 1)])
    6.5
    """
    total = sum(count for _, count in heaps)
    if not total:
        return None
    low, high = _at(heaps, (total - 1) // 2), _at(heaps, total // 2)
    return (low + high) / 2


def _at(heaps: Sequence[tuple[int, int]], place: int) -> int:
    for days, count in heaps:
        if place < count:
            return days
        place -= count
    raise LookupError(place)


FEWEST_TO_PILE_UP = 5


def bottleneck(stages: Iterable[StageNow]) -> StageNow | None:
    """Where the most cases are late; None while no stage has at least five of them, or two are level."""
    worked_on = [each for each in stages if each.stage in WORKED_ON]
    ordered = sorted(worked_on, key=lambda each: each.late, reverse=True)
    if not ordered or ordered[0].late < FEWEST_TO_PILE_UP:
        return None
    is_level = len(ordered) > 1 and ordered[1].late == ordered[0].late
    return None if is_level else ordered[0]


class Use(StrEnum):
    """How an exception is used beside the area's own past. ``TOO_FEW``: nothing can be said."""

    MORE = "more"
    AS_BEFORE = "as_before"
    TOO_FEW = "too_few"


FEWEST_CASES = 20
FEWEST_USES = 5
SELDOM_BY_CHANCE = 0.01


@dataclass(frozen=True, slots=True)
class Used:
    """Of how many assessments, in the last year and in the three before, the ground was relied on."""

    ground: str
    recent: int
    recent_base: int
    before: int
    before_base: int

    @property
    def use(self) -> Use:
        """More than before, where as many would come by chance in less than one of a hundred years."""
        if min(self.recent_base, self.before_base) < FEWEST_CASES:
            return Use.TOO_FEW
        if self.recent < FEWEST_USES:
            return Use.AS_BEFORE if self.before >= FEWEST_USES else Use.TOO_FEW
        return Use.MORE if self.chance < SELDOM_BY_CHANCE else Use.AS_BEFORE

    @property
    def chance(self) -> float:
        """How likely it is that so many or more of all uses fall into the last year, if nothing changed:
        the upper tail of the hypergeometric distribution (Fisher 1935).
        """
        uses, cases = self.recent + self.before, self.recent_base + self.before_base
        most = min(uses, self.recent_base)
        return sum(self._exactly(k, uses, cases) for k in range(self.recent, most + 1))

    def _exactly(self, k: int, uses: int, cases: int) -> float:
        rest = cases - self.recent_base
        if uses - k > rest:
            return 0.0
        ways = _ways(self.recent_base, k) + _ways(rest, uses - k) - _ways(cases, uses)
        return exp(ways)


def _ways(of: int, chosen: int) -> float:
    """The logarithm of in how many ways so many can be chosen."""
    return lgamma(of + 1) - lgamma(chosen + 1) - lgamma(of - chosen + 1)
