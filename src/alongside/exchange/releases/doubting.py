"""Collects the doubts that checks find, one for each fault and column, with the rows it touches."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alongside.exchange.releases.frames import Frame, examples
from alongside.exchange.releases.model import Doubt, DoubtKind

_MOST = 3
"""Columns that a sentence names."""


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table without figures: its name, and a row in words."""

    name: str
    words: Callable[[int], str]


class Doubts:
    """Numbers them in the order in which they are found, so that a repeated run gives the same."""

    def __init__(self) -> None:
        self._found: list[Doubt] = []

    @property
    def found(self) -> tuple[Doubt, ...]:
        return tuple(self._found)

    def add(
        self,
        kind: DoubtKind,
        frame: Frame,
        columns: Sequence[str],
        rows: NDArray[np.bool_],
        said: tuple[str, str],
    ) -> None:
        """``rows`` says of each whether it is touched; none is, no doubt. ``said``: what, and how
        it was found.
        """
        touched = np.flatnonzero(rows).astype(np.int64)
        if not touched.size:
            return
        where = f"{_plain(frame.name)}, {_named(frame, columns)} ({examples(frame, touched)})"
        what, how = said
        self._found.append(
            Doubt(
                len(self._found) + 1, kind, frame.name, where, what, how, tuple(columns),
                tuple(touched.tolist()),
            )
        )  # fmt: skip

    def add_plain(
        self,
        kind: DoubtKind,
        table: PlainTable,
        column: str,
        rows: NDArray[np.bool_],
        said: tuple[str, str],
    ) -> None:
        """The same for a table without figures."""
        touched = np.flatnonzero(rows).tolist()
        if not touched:
            return
        named = "; ".join(dict.fromkeys(table.words(row) for row in touched[:5]))
        more = f" and {len(touched) - 5:,} more rows" if len(touched) > 5 else ""
        where = f"{_plain(table.name)}, {_plain(column)} ({named}{more})"
        number = len(self._found) + 1
        self._found.append(Doubt(number, kind, table.name, where, *said, (column,), tuple(touched)))


def _named(frame: Frame, columns: Sequence[str]) -> str:
    """The columns in words; of many only the first."""
    if len(columns) > _MOST and set(columns) == set(frame.layout.figure_columns):
        return "every figure"
    words = list(dict.fromkeys(frame.layout.words_of(column) for column in columns))
    more = f" and {len(words) - _MOST} more" if len(words) > _MOST else ""
    return f"{', '.join(words[:_MOST])}{more}"


def _plain(name: str) -> str:
    """A table is called as its file is, without the signs between the words."""
    return name.replace("_", " ")
