"""Whom every cell of several tables counts, in one language.

The dimensions of all the tables together cut the children into the smallest groups that any of them
can tell apart. A cell is a set of such groups, so sums within a table, totals shared by two tables
and a filter of an earlier one all become lines of one matrix. Groups that no cell tells apart are
one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from alongside.disclosure.axes import Axis, Part
from alongside.disclosure.tables import Layout
from alongside.kernel.refusals import Refusal

Sets = NDArray[np.bool_]

_MOST_ENTRIES = 100_000_000
_REST = None


@dataclass(frozen=True, slots=True)
class Space:
    """``cells[t]``: one line a cell of table t, row by row; one column a group of children.

    ``empty[t]``: groups that nobody is in, since the parts of a total in table t sum to it.
    """

    cells: tuple[Sets, ...]
    empty: tuple[NDArray[np.bool_], ...]


def space_of(layouts: Sequence[Layout]) -> Space:
    """The common space of the layouts; refused when a part is broken down in two ways."""
    dimensions = sorted({name for layout in layouts for name in _dimensions(layout)})
    trees = {name: _Tree(name, layouts) for name in dimensions}
    sizes = [trees[name].size for name in dimensions]
    lines = sum(layout.shape[0] * layout.shape[1] for layout in layouts)
    if lines * float(np.prod(sizes, dtype=float)) > _MOST_ENTRIES:
        raise Refusal(
            "These releases cut the children in too many ways to be checked together. "
            "Publish fewer breakdowns of the same children, or coarser ones."
        )
    cells = [_incidence(layout, trees, dimensions) for layout in layouts]
    gaps = [_gaps(layout, found) for layout, found in zip(layouts, cells, strict=True)]
    kept = _distinct_columns(np.vstack([*cells, *gaps]))
    kept = kept[np.vstack(cells)[:, kept].any(axis=0)]
    return Space(
        cells=tuple(found[:, kept] for found in cells),
        empty=tuple(_any(found[:, kept]) for found in gaps),
    )


def linked(layouts: Sequence[Layout]) -> list[int]:
    """Positions of the layouts that share children with the first, directly or through others."""
    dimensions = sorted({name for layout in layouts for name in _dimensions(layout)})
    trees = {name: _Tree(name, layouts) for name in dimensions}
    reached, waiting = {0}, [0]
    while waiting:
        here = layouts[waiting.pop()]
        for at, other in enumerate(layouts):
            if at not in reached and all(trees[name].meet(here, other) for name in dimensions):
                reached.add(at)
                waiting.append(at)
    return sorted(reached)


def _dimensions(layout: Layout) -> list[str]:
    return [axis.dimension for axis in layout.axes] + [each.dimension for each in layout.filters]


class _Tree:
    """All that the layouts say of one dimension: which leaves each part has."""

    def __init__(self, dimension: str, layouts: Sequence[Layout]) -> None:
        self.dimension = dimension
        self._axes = [
            axis for layout in layouts for axis in layout.axes if axis.dimension == dimension
        ]
        self._filters = [
            each for layout in layouts for each in layout.filters if each.dimension == dimension
        ]
        filtered = {code for each in self._filters for code in each.codes}
        self._parts = filtered | {part.code for axis in self._axes for part in _below_top(axis)}
        self._children = self._all_children()
        codes = filtered | {code for axis in self._axes for code in axis.codes}
        codes -= {self._whole(axis) or "" for axis in self._axes}
        self._leaves = {code: self._expand(code, ()) for code in codes}
        self._check_breakdowns()
        leaves = sorted(frozenset().union(*self._leaves.values()))
        is_open = not any(self._is_closed(axis) for axis in self._axes)
        if not is_open:
            self._check_places(leaves)
        self._atoms: list[str | None] = [*leaves, *([_REST] if is_open else [])]
        named = np.array([self._set_of(code) for code in sorted(self._leaves)], dtype=bool)
        self._kept = _distinct_columns(named.reshape(len(self._leaves), len(self._atoms)))

    def _all_children(self) -> dict[str, set[str]]:
        """Links of filters need not name all parts of a whole, so the others get a part too."""
        found: dict[str, set[str]] = {}
        for each in self._filters:
            for part, parent in each.parents:
                found.setdefault(parent, {f"others of {parent}"}).add(part)
        for axis in self._axes:
            for code, below in axis.children.items():
                parts = found.setdefault(code, set())
                parts.discard(f"others of {code}")
                parts.update(axis.codes[at] for at in below)
        for axis in self._axes:
            found.pop(self._whole(axis) or "", None)
        return found

    def _check_places(self, leaves: list[str]) -> None:
        """Where a release lists everyone, every part has to be somewhere in such a list."""
        listed = [
            self._leaves[code]
            for axis in self._axes
            if self._is_closed(axis)
            for code in axis.codes
            if code in self._leaves
        ]
        strays = [leaf for leaf in leaves if leaf not in frozenset().union(*listed)]
        if strays:
            raise Refusal(
                f"The releases do not say where “{strays[0]}” belongs in “{self.dimension}”. "
                "Give what it is a part of."
            )

    @property
    def size(self) -> int:
        return len(self._kept)

    def sets_for(self, layout: Layout) -> tuple[Sets, int]:
        """Lines of sets, and which side they vary along: 0 rows, 1 columns, -1 neither."""
        for side, axis in enumerate(layout.axes):
            if axis.dimension == self.dimension:
                whole = self._whole(axis)
                lines = [self._set_of(None if code == whole else code) for code in axis.codes]
                return np.array(lines)[:, self._kept], side
        filtered = self._filtered(layout)
        lines = [self._set_of(code) for code in filtered] or [self._set_of(None)]
        return _any(np.array(lines))[None, self._kept], -1

    def meet(self, first: Layout, second: Layout) -> bool:
        reach = [self.sets_for(layout)[0].any(axis=0) for layout in (first, second)]
        return bool((reach[0] & reach[1]).any())

    def _filtered(self, layout: Layout) -> tuple[str, ...]:
        found = [each.codes for each in layout.filters if each.dimension == self.dimension]
        return found[0] if found else ()

    def _whole(self, axis: Axis) -> str | None:
        """The part that is everyone: the top of a complete axis, unless it is a part elsewhere."""
        is_whole = axis.is_complete and axis.top and axis.top.code not in self._parts
        return axis.top.code if is_whole and axis.top else None

    def _is_closed(self, axis: Axis) -> bool:
        return axis.is_complete and (axis.top is None or self._whole(axis) is not None)

    def _set_of(self, code: str | None) -> Sets:
        """None is everyone."""
        if code is None:
            return np.ones(len(self._atoms), dtype=bool)
        return np.array([atom in self._leaves[code] for atom in self._atoms], dtype=bool)

    def _expand(self, code: str, above: tuple[str, ...]) -> frozenset[str]:
        if code in above:
            raise Refusal(
                f"“{code}” stands above and below the same part of “{self.dimension}” "
                "in two releases. Give one of them another code."
            )
        below = self._children.get(code)
        if not below:
            return frozenset({code})
        return frozenset().union(*(self._expand(child, (*above, code)) for child in below))

    def _check_breakdowns(self) -> None:
        covers: dict[str | None, list[frozenset[str]]] = {}
        for axis in self._axes:
            for code, cover in self._covers(axis):
                covers.setdefault(code, []).append(cover)
        for code, found in covers.items():
            for one, other in combinations(found, 2):
                if not one & other:
                    raise Refusal(
                        f"“{code or 'The whole'}” is broken down in two ways under the name "
                        f"“{self.dimension}”. Give each breakdown a dimension of its own."
                    )

    def _covers(self, axis: Axis) -> Iterator[tuple[str | None, frozenset[str]]]:
        """What each broken-down part consists of; None for everyone."""
        whole = self._whole(axis)
        for code, below in axis.children.items():
            parts = [self._leaves[axis.codes[at]] for at in below]
            if len(frozenset().union(*parts)) < sum(map(len, parts)):
                raise Refusal(
                    f"A part of “{code}” belongs to two others in “{self.dimension}”, as releases "
                    "have it. Give a part that moved a new code."
                )
            yield None if code == whole else code, frozenset().union(*parts)


def _any(sets: Sets, *, axis: int = 0) -> Sets:
    return np.asarray(sets.any(axis=axis), dtype=np.bool_)


def _below_top(axis: Axis) -> list[Part]:
    return [part for part in axis.parts if axis.top is None or part != axis.top]


def _distinct_columns(sets: Sets) -> NDArray[np.intp]:
    if not len(sets):
        return np.arange(sets.shape[1])[:1]
    packed = np.packbits(sets, axis=0)
    return np.sort(np.unique(packed, axis=1, return_index=True)[1]).astype(np.intp)


def _incidence(layout: Layout, trees: dict[str, _Tree], dimensions: Sequence[str]) -> Sets:
    rows, columns = layout.shape
    found = np.ones((1, 1, 1), dtype=bool)
    for name in dimensions:
        sets, side = trees[name].sets_for(layout)
        shape = {0: (len(sets), 1), 1: (1, len(sets)), -1: (1, 1)}[side]
        factor = sets.reshape(*shape, 1, sets.shape[1])
        product = found[..., None] & factor
        found = product.reshape(product.shape[0], product.shape[1], -1)
    return np.broadcast_to(found, (rows, columns, found.shape[2])).reshape(rows * columns, -1)


def _gaps(layout: Layout, cells: Sets) -> Sets:
    """What is left of each total without its parts: nobody, since the parts sum to it."""
    rows, columns = layout.shape
    grid = cells.reshape(rows, columns, -1)
    found = [np.zeros(cells.shape[1], dtype=bool)]
    for side, axis in enumerate(layout.axes):
        lines = _any(grid, axis=1 - side)
        for code, below in axis.children.items():
            found.append(lines[axis.codes.index(code)] & ~lines[list(below)].any(axis=0))
    return np.array(found)
