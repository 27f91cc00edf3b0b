"""What was measured of a page and beside the pages, with what it may take."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from bench.wrk import Burst


def ratio_to_bare(bursts: Sequence[Burst], bare: Sequence[Burst]) -> float:
    """How many times the bare page of the same round, at the 95th percentile: the median of the rounds."""
    return statistics.median(page.p95 / base.p95 for page, base in zip(bursts, bare, strict=True))


@dataclass(frozen=True, slots=True)
class Taken:
    """``took`` and ``limit`` are in ``unit``: s, ms, MB, times or queries. ``note`` says what else to
    know, or why nothing was measured: then ``took`` is None and no limit is passed.
    """

    what: str
    took: float | None
    limit: float
    unit: str
    note: str = ""

    @property
    def is_over(self) -> bool:
        return self.took is not None and self.took > self.limit

    @property
    def words(self) -> str:
        """A line of the printed table."""
        if self.took is None:
            return f"{self.what:<66}{'–':>9}  {self.note}"
        mark = "  OVER" if self.is_over else ""
        note = f"  {self.note}" if self.note else ""
        return f"{self.what:<66}{self.took:>9.3g}{self.limit:>9g} {self.unit}{mark}{note}"
