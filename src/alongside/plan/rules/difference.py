"""Done is not the same as worked: what the measures say of a line that is finished."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from alongside.plan.rules.codes import FINISHED, Step


class Difference(StrEnum):
    NOT_DONE = "not_done"
    NOT_YET = "not_yet"
    NOT_MEASURED = "not_measured"
    MADE = "made"


WORDS = {
    Difference.NOT_DONE: "",
    Difference.NOT_YET: "Done, not yet making a difference",
    Difference.NOT_MEASURED: "Done, difference not measured yet",
    Difference.MADE: "Done, and making a difference",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """The latest figure of one measure. ``met`` is None without a target or a figure;
    ``worsened`` is None without two figures.
    """

    met: bool | None = None
    worsened: bool | None = None

    @property
    def is_bad(self) -> bool:
        """A target missed; or, with no target to hold it against, a move the wrong way."""
        return self.met is False or (self.met is None and self.worsened is True)


def difference(code: Step | None, readings: Sequence[Reading]) -> Difference:
    """One bad measure is enough for "not yet"; every target that has a figure must be met for
    "made".
    """
    if code not in FINISHED:
        return Difference.NOT_DONE
    if any(reading.is_bad for reading in readings):
        return Difference.NOT_YET
    if any(reading.met for reading in readings):
        return Difference.MADE
    return Difference.NOT_MEASURED
