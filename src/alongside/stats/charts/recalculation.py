"""Recalculating limits: a judgement of people, recorded with its cause, and never made by itself.

Here are the record of a recalculation, and the suggestion that one may be due. A suggestion changes
nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from alongside.kernel.dates import parse_date
from alongside.kernel.refusals import Refusal
from alongside.stats.charts.dated import date_in_words
from alongside.stats.charts.results import ChartJudgement

SUSTAINED_POINTS = 12
"""Below 12 points, limits are only trial limits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalculation:
    """Limits start afresh ``on`` this date, because of ``cause``, as ``approved_by`` decided.

    Refused without a cause or an approver in words: "12" or "." is neither.

    >>> Recalculation(on=date(2024, 9, 1), cause="New panel", approved_by="SEND board").cause
    'New panel'
    """

    on: date
    cause: str
    approved_by: str

    def __post_init__(self) -> None:
        if isinstance(self.on, str):  # from JSON
            object.__setattr__(self, "on", parse_date(self.on, field="on"))
        if not _says_something(self.cause):
            raise Refusal(
                "Say what changed. Limits are recalculated only for a known cause.", field="cause"
            )
        if not _says_something(self.approved_by):
            raise Refusal(
                "Say who approved the recalculation. It is a decision of a named person or board.",
                field="approved_by",
            )


def _says_something(text: str) -> bool:
    return sum(letter.isalpha() for letter in text) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A shift that has lasted: where it starts, how long it is, and the averages either side.

    ``centre_before`` is NaN when the shift is all there is. ``sentence`` is for the people who may
    decide; nothing happens without them.
    """

    starts_on: date
    points: int
    is_higher: bool
    centre_before: float
    centre_after: float
    sentence: str


def suggest_recalculation(
    judgement: ChartJudgement, *, sustained_points: int = SUSTAINED_POINTS
) -> Suggestion | None:
    """Suggests new limits where the latest points have all lain on one side of the centre.

    The run must hold to the last point, lie in the last group, and have ``sustained_points`` or
    more (at least the 7 of the shift rule). Missing and ghosted points neither count nor end it.
    None when there is no such run. Source: Making Data Count's advice on rebasing: a real,
    sustained shift with a known cause, long enough for new limits.

    >>> from alongside.stats.charts.judging import judge
    >>> dates = [date(2023 + i // 12, i % 12 + 1, 1) for i in range(24)]
    >>> found = suggest_recalculation(judge(dates, [5, 6] * 6 + [15, 16] * 6))
    >>> found.starts_on, found.points
    (datetime.date(2024, 1, 1), 12)
    """
    if sustained_points < judgement.profile.run_points:
        raise Refusal(
            f"A lasting shift has at least {judgement.profile.run_points} figures.",
            field="sustained_points",
        )
    sides, positions = _sides_of_last_group(judgement)
    length = _closing_run(sides)
    if length < sustained_points:
        return None
    return _suggestion(judgement, positions, length=length, is_higher=bool(sides[-1] > 0))


def _sides_of_last_group(judgement: ChartJudgement) -> tuple[list[int], list[int]]:
    positions = [
        int(i)
        for i in np.flatnonzero(judgement.is_judged)
        if judgement.group_numbers[i] == judgement.group_numbers[-1]
    ]
    return [int(judgement.sides[i]) for i in positions], positions


def _closing_run(sides: Sequence[int]) -> int:
    """How many entries at the end equal the last one; 0 where that is on the centre."""
    length = 0
    for side in reversed(sides):
        if side == 0 or side != sides[-1]:
            break
        length += 1
    return length


def _suggestion(
    judgement: ChartJudgement, positions: list[int], *, length: int, is_higher: bool
) -> Suggestion:
    starts_on = judgement.dates[positions[-length]]
    side = "above" if is_higher else "below"
    return Suggestion(
        starts_on=starts_on,
        points=length,
        is_higher=is_higher,
        centre_before=_mean(judgement.values[positions[:-length]]),
        centre_after=_mean(judgement.values[positions[-length:]]),
        sentence=(
            f"The last {length} figures, from {date_in_words(starts_on)}, all lie {side} the "
            "centre line. If a known change explains this, someone may approve new limits from "
            "that date and name the cause."
        ),
    )


def _mean(values: ArrayLike) -> float:
    numbers = np.asarray(values, dtype=np.float64)
    return float(numbers.mean()) if numbers.size else float("nan")
