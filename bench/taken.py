"""One thing that was measured beside the pages, with what it may take."""

from dataclasses import dataclass


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
