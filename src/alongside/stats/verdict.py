"""Verdicts on a change: when an answer may be given at all, and the sentence that gives it.

"Too early to tell" is an answer, when too little has come since; "cannot tell" is another, when
there was too little before and waiting will not help. An interval that includes nought is "no
difference shown", never "no difference". The arithmetic is for ``change`` and ``contrasts``.
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, assert_never

from alongside.kernel.refusals import Refusal
from alongside.stats.contrasts import Estimate, Side
from alongside.stats.quantiles import normal_quantile


class Verdict(StrEnum):
    """What can be said of a change."""

    TOO_EARLY = "too early to tell"
    CANNOT_TELL = "cannot tell"
    NO_DIFFERENCE_SHOWN = "no difference shown"
    UP = "went up"
    DOWN = "went down"


@dataclass(frozen=True, slots=True)
class ChangeOptions:
    """``floor``: the least base of each side, 20 by default.

    At 20 the interval of one share already reaches 20 points either way, so below it a change of
    any usual size would be lost. ``meaningful`` is the change worth finding, for the smallest
    sample: in points as a share (0.1) for shares, in their own unit for means (without it, half a
    standard deviation).
    """

    floor: int = 20
    meaningful: float | None = None
    confidence: float = 0.95
    power: float = 0.8
    noun: str = "records"

    def __post_init__(self) -> None:
        if self.floor < 2:
            raise Refusal("The floor must be 2 or more.", field="floor")
        if self.meaningful is not None and not self.meaningful > 0:
            raise Refusal("A meaningful change must be above 0.", field="meaningful")
        normal_quantile(self.confidence)


DEFAULTS = ChangeOptions()


@dataclass(frozen=True, slots=True)
class Change:
    """``change`` is after less before, less the same of the comparison group where there is one.

    Numbers are None where a side has no base, limits also where one record gives them no end.
    ``smallest_sample`` is the base of each side that would find the meaningful change; None where
    it cannot be told. ``reason`` is empty unless the verdict is "too early to tell" or "cannot
    tell".
    """

    verdict: Verdict
    before: float | None
    after: float | None
    change: float | None
    lower: float | None
    upper: float | None
    comparison_change: float | None
    before_base: float
    after_base: float
    smallest_sample: int | None
    reason: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Needed:
    """The base of each side that finds the meaningful change, and that change in words."""

    sample: int | None
    change: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """``sides`` are before and after of the exposed, then of the comparison group."""

    kind: Literal["share", "rate", "mean"]
    sides: list[Side]
    total: Estimate | None
    needed: Needed

    @property
    def comparison_change(self) -> float | None:
        return _apart(*self.sides[2:]) if len(self.sides) > 2 else None


def judged(evidence: Evidence, options: ChangeOptions) -> Change:
    """The verdict on the evidence, with its numbers and its sentence."""
    before, after = evidence.sides[:2]
    total = evidence.total
    verdict, reason = _verdict(evidence, options)
    return Change(
        verdict=verdict,
        before=before.estimate.value if before.estimate else None,
        after=after.estimate.value if after.estimate else None,
        change=total.value if total else None,
        lower=_finite(total.lower) if total else None,
        upper=_finite(total.upper) if total else None,
        comparison_change=evidence.comparison_change,
        before_base=before.base,
        after_base=after.base,
        smallest_sample=evidence.needed.sample,
        reason=reason,
        sentence=_sentence(verdict, reason, evidence=evidence, noun=options.noun),
    )


def _verdict(evidence: Evidence, options: ChangeOptions) -> tuple[Verdict, str]:
    """Too little before comes first: waiting will not mend that."""
    names = ("", " in the comparison group")
    for when, verdict in ((0, Verdict.CANNOT_TELL), (1, Verdict.TOO_EARLY)):
        for side, name in zip(evidence.sides[when::2], names, strict=False):
            if side.base < options.floor:
                time = ("before", "after")[when]
                return verdict, (
                    f"{_counted(side.base, options.noun)} {time}{name}, "
                    f"and at least {options.floor:,} are wanted"
                )
    total = evidence.total
    if total is None or total.lower <= 0 <= total.upper:
        return Verdict.NO_DIFFERENCE_SHOWN, ""
    return (Verdict.UP if total.value > 0 else Verdict.DOWN), ""


def _counted(base: float, noun: str) -> str:
    return f"{base:,} {noun.removesuffix('s') if base == 1 else noun}"


def _finite(limit: float) -> float | None:
    return limit if math.isfinite(limit) else None


def _apart(before: Side, after: Side) -> float | None:
    if before.estimate is None or after.estimate is None:
        return None
    return after.estimate.value - before.estimate.value


def _sentence(verdict: Verdict, reason: str, *, evidence: Evidence, noun: str) -> str:
    needed = evidence.needed
    more = ""
    if needed.sample is not None:
        more = f" A change of {needed.change} would take about {needed.sample:,} {noun} a side to show."
    opening = f"{verdict[0].upper()}{verdict[1:]}"
    match verdict:
        case Verdict.TOO_EARLY | Verdict.CANNOT_TELL:
            return f"{opening}: {reason}.{more}"
        case Verdict.NO_DIFFERENCE_SHOWN:
            return f"{opening}: {_told(evidence)}.{more}"
        case Verdict.UP | Verdict.DOWN:
            return f"{opening}: {_told(evidence)}."
        case _:
            assert_never(verdict)


def _told(evidence: Evidence) -> str:
    before, after = (_side_told(side, evidence.kind) for side in evidence.sides[:2])
    beyond = ""
    if evidence.comparison_change is not None:
        moved = _moved(evidence.comparison_change, evidence.kind)
        beyond = f" beyond the comparison group’s {moved}"
    told = f"{before} before, {after} after"
    total = evidence.total
    if total is None:
        return told
    value = _moved(total.value, evidence.kind)
    lower, upper = (_bare(limit, evidence.kind) for limit in (total.lower, total.upper))
    return f"{told}, a change of {value}{beyond} (plausible range {lower} to {upper})"


def _side_told(side: Side, kind: str) -> str:
    if side.estimate is None:
        return "nothing"
    if kind == "share":
        return f"{side.estimate.value:.0%} of {side.base:,}"
    basis = "mean of" if kind == "mean" else "base"
    return f"{side.estimate.value:.3g} ({basis} {side.base:,})"


def _moved(value: float, kind: str) -> str:
    return f"{_bare(value, kind)} points" if kind == "share" else _bare(value, kind)


def _bare(value: float, kind: str) -> str:
    """Whole points, or three figures; more where rounding would hide that it is not nought."""
    if kind != "share":
        return f"{value:.3g}"
    points = value * 100
    return f"{points:.0f}" if abs(points) >= 0.5 or points == 0 else f"{points:.1g}"
