"""What is wrong with one cell or row, in words that tell where it is and how to mend it.

Readers here find what is wrong with the file; importers add what is wrong with the meaning, in the
same shape, so that a person gets one list.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.kernel.refusals import Refusal, Refusals


@dataclass(frozen=True, slots=True)
class Problem:
    """``line`` is the line of the file; ``row`` the row as a spreadsheet numbers it, where that
    differs.

    ``letter`` and ``column`` are empty when the whole row is meant.
    """

    line: int
    what: str
    mend: str = ""
    letter: str = ""
    column: str = ""
    row: int = 0
    sheet: str = ""

    @property
    def place(self) -> str:
        """
        >>> Problem(7, "", letter="C", column="End").place
        'Line 7, column C (End)'
        """
        line = f"Line {self.line}"
        if self.row and self.row != self.line:
            line += f" (row {self.row} in a spreadsheet)"
        if self.letter:
            line += f", column {self.letter}"
            line += f" ({self.column})" if self.column else ""
        return f"Sheet “{self.sheet}”, {line[0].lower()}{line[1:]}" if self.sheet else line

    @property
    def sentence(self) -> str:
        return f"{self.place}: {self.what} {self.mend}".strip()


class TableRefused(Refusals):
    """The table cannot be used. ``problems`` holds every one found, up to the limit; ``more_count``
    the rest.
    """

    def __init__(self, problems: Sequence[Problem], *, more_count: int = 0) -> None:
        self.problems = tuple(problems)
        self.more_count = more_count
        refusals = [Refusal(problem.sentence) for problem in self.problems]
        if more_count:
            refusals.append(Refusal(f"There are {more_count} more problems after these."))
        super().__init__(refusals)


class ProblemList:
    """Collects problems while reading goes on: keeps the first ``limit`` and counts the rest."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._problems: list[Problem] = []
        self._more_count = 0

    def add(self, problem: Problem) -> None:
        if len(self._problems) < self._limit:
            self._problems.append(problem)
        else:
            self._more_count += 1

    def raise_if_any(self) -> None:
        if self._problems:
            ordered = sorted(
                self._problems, key=lambda p: (p.sheet, p.line, len(p.letter), p.letter)
            )
            raise TableRefused(ordered, more_count=self._more_count)
