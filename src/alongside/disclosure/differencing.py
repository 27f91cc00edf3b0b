"""The children between two cells of different tables: a total less what a filter left of it.

No table has them as a cell, yet whoever holds both can subtract. When they can only be few, one of
the two numbers of ours has to go.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array

from alongside.disclosure.policy import Policy
from alongside.disclosure.search import Cells, Flags, Numbers, Search

Places = NDArray[np.signedinteger]


def part_tables(search: Search, in_tables: Flags, known_fit: Numbers, policy: Policy) -> None:
    """Hides cells of ours until a difference with an earlier release may be a large number.

    A difference that may be none or a few is parted too, where that can be done, since a later
    table of just those children could not be made safe. ``known_fit``: numbers of all cells that
    fit everything known and the truth of ours; what is not small there needs no proof.
    """
    cells = search.cells
    for plus, minus in _differences(cells, in_tables):
        value = known_fit[plus] - known_fit[list(minus)].sum()
        if value <= policy.hide_to and not _is_settled(search, plus, minus, policy):
            line = cells.matrix[[plus]] - cells.matrix[list(minus)].sum(axis=0)[None, :]
            search.separate(csc_array(line), policy.hide_to, may_be_none=not policy.hides_zero)


def _is_settled(search: Search, plus: int, minus: tuple[int, ...], policy: Policy) -> bool:
    """Whether it can only be none, or numbers found before show that it may be large."""
    bounds = search.cells.bounds
    most = bounds[plus, 1] - bounds[list(minus), 0].sum()
    if most == 0 and not policy.hides_zero:
        return True
    for numbers in search.rivals:
        value = numbers[plus] - numbers[list(minus)].sum()
        if value > policy.hide_to and search.fits(numbers):
            return True
    return False


def _differences(cells: Cells, in_tables: Flags) -> Iterator[tuple[int, tuple[int, ...]]]:
    lines = cells.matrix.toarray() > 0
    sizes = lines.sum(axis=1)
    shared = lines.astype(np.float32) @ lines.T.astype(np.float32)
    is_apart = (in_tables.astype(np.float32) @ in_tables.T.astype(np.float32)) == 0
    is_within = (
        (shared == sizes[None, :]) & (sizes[None, :] < sizes[:, None]) & (sizes > 0)[None, :]
    )
    for plus in range(len(sizes)):
        inside = np.flatnonzero(is_within[plus] & is_apart[plus])
        for minus in inside:
            if not (cells.is_exempt[plus] and cells.is_exempt[minus]):
                yield plus, (int(minus),)
        rest = _rest(plus, inside, lines, sizes)
        if len(rest) > 1 and not cells.is_exempt[plus]:
            yield plus, rest


def _rest(plus: int, inside: Places, lines: Flags, sizes: Places) -> tuple[int, ...]:
    """Cells within the large one that do not overlap, the largest first."""
    taken = np.zeros(lines.shape[1], dtype=bool)
    found = []
    for minus in sorted(inside, key=lambda at: -sizes[at]):
        if not (lines[minus] & taken).any():
            taken |= lines[minus]
            found.append(int(minus))
    return tuple(found) if taken.sum() < sizes[plus] else ()
