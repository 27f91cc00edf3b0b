"""Sets a table beside the earlier releases of the same children, cell by cell.

A release that contradicts the table (its data were corrected since) is kept *apart*: of it only the
cells that both have count, as if a reader knew which numbers have not changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array

from alongside.disclosure.policy import Policy
from alongside.disclosure.search import Cells, Flags, Numbers, Search
from alongside.disclosure.space import Space, linked, space_of
from alongside.disclosure.tables import Layout, Published, Table

_DEAR = 1000
_COST_OF_ZERO = 20


@dataclass(frozen=True, slots=True)
class Seen:
    """What one release says of its cells: n × 2 bounds, and which are hidden, from and up to what."""

    bounds: Numbers
    is_hidden: Flags
    floor: int
    start: int
    limit: int


@dataclass(slots=True)
class Joined:
    """``at[t]`` is where the cells of table t, 0 being ours, stand among the distinct ones.

    ``hides_zeros``: zeros of ours may be hidden too, though the policy shows them.
    """

    table: Table
    policy: Policy
    releases: tuple[Published, ...]
    space: Space
    at: list[NDArray[np.intp]]
    seen: list[Seen]
    apart: set[int] = field(default_factory=set)
    known_fit: Numbers | None = None
    hides_zeros: bool = False

    @property
    def size(self) -> int:
        return 1 + max(int(places.max()) for places in self.at)

    @property
    def truth(self) -> Numbers:
        found = np.full(self.size, -1.0)
        found[self.at[0]] = np.array(self.table.counts, dtype=float).ravel()
        return found

    @property
    def was_hidden(self) -> Flags:
        found = np.zeros(self.size, dtype=bool)
        for number, seen in enumerate(self.seen, start=1):
            found[self._places(number)[seen.is_hidden[self._kept(number)]]] = True
        return found

    @property
    def is_exempt(self) -> Flags:
        """Which distinct cells stand at a level that some table's policy exempts."""
        found = np.zeros(self.size, dtype=bool)
        policies = [self.policy, *(release.policy for release in self.releases)]
        layouts = [self.table.layout, *(release.layout for release in self.releases)]
        for places, policy, layout in zip(self.at, policies, layouts, strict=True):
            for place, cell in zip(places, np.ndindex(layout.shape), strict=True):
                found[place] |= policy.exempts(*layout.levels_at(*cell))
        return found

    def in_tables(self) -> Flags:
        """n × tables: where each distinct cell stands."""
        found = np.zeros((self.size, len(self.at)), dtype=bool)
        for number, places in enumerate(self.at):
            found[places, number] = True
        return found

    def _kept(self, number: int) -> Flags:
        """Which cells of a release count: all, or those that have not changed if it is apart."""
        places, seen = self.at[number], self.seen[number - 1]
        if number not in self.apart:
            return np.ones(len(places), dtype=bool)
        truth = self.truth[places]
        is_same = (truth >= seen.bounds[:, 0]) & (truth <= seen.bounds[:, 1])
        return np.isin(places, self.at[0]) & is_same

    def _places(self, number: int) -> NDArray[np.intp]:
        return self.at[number][self._kept(number)]

    def contradicts(self, number: int) -> bool:
        """Whether the release shows another number for a cell of ours."""
        places, seen = self.at[number], self.seen[number - 1]
        truth = self.truth[places]
        is_off = (truth < seen.bounds[:, 0]) | (truth > seen.bounds[:, 1])
        return bool((is_off & (truth >= 0)).any())

    def cells(self) -> Cells:
        """All distinct cells as the search wants them, small numbers hidden already."""
        truth, is_ours = self.truth, np.zeros(self.size, dtype=bool)
        is_ours[self.at[0]] = True
        fixed, start, limit, is_shown = self._told()
        floor = self._floors(is_ours)
        is_small, shown, cost = self._ours()
        was_hidden = self.was_hidden
        is_held = was_hidden & ((truth < 0) | (truth >= floor))
        return Cells(
            matrix=self.matrix(),
            fixed=fixed,
            shown=shown,
            truth=truth,
            floor=floor,
            start=start,
            limit=limit,
            cost=cost,
            is_ours=is_ours,
            is_hidden=is_small | (is_held & ~is_shown),
            is_sensitive=(is_small | was_hidden) & ~is_shown,
            is_exempt=self.is_exempt,
            hides_zeros=self.hides_zeros,
        )

    def _told(self) -> tuple[Numbers, Numbers, Numbers, Flags]:
        """What earlier releases say of each cell: its bounds, its hidden band, whether it is shown."""
        fixed = np.tile([0.0, np.inf], (self.size, 1))
        start = np.full(self.size, float(self.policy.hide_from))
        limit = np.full(self.size, float(self.policy.hide_to))
        is_shown = np.zeros(self.size, dtype=bool)
        for number, seen in enumerate(self.seen, start=1):
            kept, places = self._kept(number), self._places(number)
            hidden = seen.is_hidden[kept]
            open_ = places[~hidden]
            fixed[open_, 0] = np.maximum(fixed[open_, 0], seen.bounds[kept][~hidden, 0])
            fixed[open_, 1] = np.minimum(fixed[open_, 1], seen.bounds[kept][~hidden, 1])
            is_shown[open_] = True
            start[places[hidden]] = np.minimum(start[places[hidden]], seen.start)
            limit[places[hidden]] = np.maximum(limit[places[hidden]], seen.limit)
        return fixed, start, limit, is_shown

    def _floors(self, is_ours: Flags) -> Numbers:
        """The least each cell can be if hidden: not a zero that some release would have shown."""
        may_be_none, is_some = np.zeros((2, self.size), dtype=bool)
        for number, seen in enumerate(self.seen, start=1):
            hidden = self._places(number)[seen.is_hidden[self._kept(number)]]
            (is_some if seen.floor else may_be_none)[hidden] = True
        own = 0 if self.hides_zeros else self.policy.floor
        return np.where(is_some, 1.0, np.where(is_ours & ~may_be_none, float(own), 0.0))

    def _ours(self) -> tuple[Flags, Numbers, Numbers]:
        """Which cells of ours are small, what each says when shown, and the cost of hiding it.

        Where two cells count the same children, such as a locality and its only school, the
        stricter holds for both.
        """
        is_small = np.zeros(self.size, dtype=bool)
        shown, cost = np.tile([0.0, np.inf], (self.size, 1)), np.zeros(self.size)
        layout, policy = self.table.layout, self.policy
        for place, cell in zip(self.at[0], np.ndindex(layout.shape), strict=True):
            count = self.table.counts[cell[0]][cell[1]]
            is_exempt = policy.exempts(*layout.levels_at(*cell))
            is_small[place] |= policy.hides(count) and not is_exempt
            low, high = (count, count) if is_exempt else policy.behind(policy.rounded(count))
            shown[place] = max(low, shown[place, 0]), min(high, shown[place, 1])
            loss = (1 + np.log1p(count)) * 3 ** layout.depth_at(*cell)
            loss *= _DEAR if is_exempt else 1 if count else _COST_OF_ZERO
            cost[place] = max(cost[place], loss)
        return is_small, shown, cost

    def matrix(self) -> csc_array:
        """Distinct cells × groups, without the groups that nobody is in."""
        lines = np.zeros((self.size, self.space.cells[0].shape[1]), dtype=bool)
        empty = np.zeros(lines.shape[1], dtype=bool)
        for number, (places, cells) in enumerate(zip(self.at, self.space.cells, strict=True)):
            if number not in self.apart:
                empty |= self.space.empty[number]
            lines[places] = cells
        return csc_array(lines[:, ~empty].astype(float))

    def find_apart(self) -> None:
        """Sets apart what contradicts the table, alone or together with what came before it."""
        numbers = range(1, len(self.at))
        self.apart = {number for number in numbers if self.contradicts(number)}
        if self._truth_fits():
            return
        doubtful = [number for number in numbers if number not in self.apart]
        self.apart.update(doubtful)
        for number in doubtful:
            self.apart.discard(number)
            if not self._truth_fits():
                self.apart.add(number)
        self._truth_fits()

    def _truth_fits(self) -> bool:
        if len(self.at) == 1:
            return True
        cells = self.cells()
        is_known = cells.truth >= 0
        exact = np.column_stack([cells.truth, cells.truth])
        cells.fixed = np.where(is_known[:, None], exact, cells.fixed)
        cells.floor = np.where(is_known, 0.0, cells.floor)
        cells.shown = cells.fixed
        search = Search(cells)
        nothing = csc_array((1, cells.matrix.shape[1]))
        found = search.fitting(nothing, 0, 0, may_move="no")
        self.known_fit = None if found is None else cells.matrix @ found[1]
        return found is not None


def joined(table: Table, policy: Policy, releases: Sequence[Published]) -> Joined:
    """Our table beside those releases that count some of the same children."""
    layouts = [table.layout, *(release.layout for release in releases)]
    near = [number - 1 for number in linked(layouts) if number]
    kept = tuple(releases[number] for number in near)
    space = space_of([table.layout, *(release.layout for release in kept)])
    found = Joined(
        table=table,
        policy=policy,
        releases=kept,
        space=space,
        at=_distinct(space),
        seen=[_seen(release) for release in kept],
    )
    found.find_apart()
    return found


def _distinct(space: Space) -> list[NDArray[np.intp]]:
    packed = np.packbits(np.vstack(space.cells), axis=1)
    places = np.unique(packed, axis=0, return_inverse=True)[1].ravel().astype(np.intp)
    return np.split(places, np.cumsum([len(cells) for cells in space.cells])[:-1])


def _seen(release: Published) -> Seen:
    policy, layout = release.policy, release.layout
    bounds, is_hidden = [], []
    for row, column in np.ndindex(layout.shape):
        count = release.shown[row][column]
        is_hidden.append(count is None)
        if count is None:
            bounds.append((float(release.floor), np.inf))
        else:
            bounds.append(_behind(count, policy, layout, (row, column)))
    return Seen(
        bounds=np.array(bounds, dtype=float),
        is_hidden=np.array(is_hidden),
        floor=release.floor,
        start=policy.hide_from,
        limit=policy.hide_to,
    )


def _behind(
    count: int, policy: Policy, layout: Layout, cell: tuple[int, int]
) -> tuple[float, float]:
    if policy.exempts(*layout.levels_at(*cell)):
        return float(count), float(count)
    low, high = policy.behind(count)
    return float(low), float(high)
