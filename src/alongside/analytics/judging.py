"""Into which part of a figure each row falls.

Every row that a measure is about falls into exactly one part: it counts as met or as not met, is
left out by rule, lacks what is needed to tell, or is still open. Nothing is dropped in silence.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, TypeAlias, TypedDict

import ibis

Condition: TypeAlias = "Callable[[ibis.Table], ibis.Value] | ibis.Deferred"
"""What must hold of a row: ``ibis._.kind == "request"``, or a function of the table."""


class Part(IntEnum):
    """Where a row stands. The denominator is what is not met and what is met."""

    UNMET = 0
    MET = 1
    EXCLUDED = 2
    MISSING = 3
    PENDING = 4


PARTS = {
    "numerator": (Part.MET,),
    "denominator": (Part.UNMET, Part.MET),
    "excluded": (Part.EXCLUDED,),
    "missing": (Part.MISSING,),
    "pending": (Part.PENDING,),
}
"""The parts of a figure that can be opened, and the rows in each."""


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What a measure says of each row of a table.

    ``kept`` rows are what it is about (None: all), ``part`` is a ``Part``, ``on`` the day that puts
    a row into its period (None: the indicator says), ``amount`` what is added up or averaged.
    """

    part: ibis.Value
    kept: ibis.Value | None = None
    on: ibis.Value | None = None
    amount: ibis.Value | None = None


def bound(rows: ibis.Table, condition: "Condition | str | None") -> Any:
    """The condition (or the column of that name) as a value of these rows; None stays None."""
    if condition is None:
        return None
    (value,) = rows.bind(condition)
    return value


def holds(rows: ibis.Table, condition: "Condition | None") -> Any:
    """As ``bound``, but never null: what is not known to hold does not; None never holds."""
    return ibis.literal(False) if condition is None else bound(rows, condition).fill_null(False)


class About(TypedDict, total=False):
    """Which rows a measure is about: those ``of`` which the condition holds (all without one).

    Of them, rows for which ``left_out`` holds are excluded, whatever else is known; then rows for
    which ``missing`` holds lack what is needed. A row where ``of`` is null is not about it.
    """

    of: Condition
    left_out: Condition
    missing: Condition


def kept(rows: ibis.Table, about: About) -> Any:
    """The rows that the measure is about; None for all."""
    return bound(rows, about.get("of"))


def part_of(
    rows: ibis.Table,
    about: About,
    *,
    met: ibis.Value,
    missing: ibis.Value | None = None,
    pending: ibis.Value | None = None,
) -> ibis.Value:
    """The first that holds, in the order left out, missing, pending, met; otherwise not met."""
    unknown = holds(rows, about.get("missing"))
    waiting = [] if pending is None else [(pending, int(Part.PENDING))]
    return ibis.cases(
        (holds(rows, about.get("left_out")), int(Part.EXCLUDED)),
        (unknown if missing is None else unknown | missing, int(Part.MISSING)),
        *waiting,
        (met, int(Part.MET)),
        else_=int(Part.UNMET),
    )
