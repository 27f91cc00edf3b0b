"""What else has to be hidden, so that no hidden number can be worked out.

A reader is taken to know every shown number of every release, how the cells sum, the policies, that
a count is whole and not negative, and that a hidden one is not a shown zero. A hidden number is safe
when other numbers fit all that as well: at least one other, and one that is too large to be small.
Each such fitting set of numbers, a *rival* to the truth, is found by an integer program (HiGHS) in
which shown cells may move at a cost; the cells that had to move are hidden too. Rivals stay valid as
more is hidden, so the search ends. The search is by smallest loss for each cell in turn, which is
good but not always the least.
"""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array, hstack, identity, vstack

from alongside.kernel.refusals import Refusal

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

_NODES = 400
_INFEASIBLE = 2


class Undecided(Refusal):
    """The program found neither numbers nor that there are none."""


@dataclass(slots=True)
class Cells:
    """Distinct cells of all releases, n of them, over m groups of children.

    ``fixed``: n × 2, what earlier releases say; ``shown``: n × 2, what this table says of a cell
    while it is shown; ``truth``: -1 where this table does not know; ``floor``: the least that a
    hidden one can be; ``start`` and ``limit``: from where to where numbers are small there.
    ``cost`` of hiding.
    ``is_exempt``: not to be protected for being small.
    """

    matrix: csc_array
    fixed: Numbers
    shown: Numbers
    truth: Numbers
    floor: Numbers
    start: Numbers
    limit: Numbers
    cost: Numbers
    is_ours: Flags
    is_hidden: Flags
    is_sensitive: Flags
    is_exempt: Flags
    hides_zeros: bool

    @property
    def may_hide(self) -> Flags:
        """Ours, shown, not a zero that has to be shown, and not already pinned by a release."""
        is_zero = (self.truth == 0) & (not self.hides_zeros)
        return np.asarray(self.is_ours & ~self.is_hidden & ~is_zero & ~self.is_pinned)

    @property
    def is_pinned(self) -> Flags:
        """A release shows the very number."""
        return np.asarray(self.fixed[:, 0] == self.fixed[:, 1])

    @property
    def hidden_bounds(self) -> Numbers:
        """Per cell what stays known of it when this table hides it."""
        low = np.maximum(self.fixed[:, 0], self.floor)
        return np.column_stack([low, self.fixed[:, 1]])

    @property
    def bounds(self) -> Numbers:
        """Per cell what a reader knows at present."""
        is_shown = self.is_ours & ~self.is_hidden
        low = np.maximum(self.fixed[:, 0], self.shown[:, 0])
        high = np.minimum(self.fixed[:, 1], self.shown[:, 1])
        seen = np.column_stack([low, high])
        return np.where(is_shown[:, None], seen, self.hidden_bounds)


@dataclass(slots=True)
class Search:
    """Hides further cells of ``cells`` in place until every hidden one is safe."""

    cells: Cells
    least: Numbers = field(init=False)
    most: Numbers = field(init=False)
    rivals: list[Numbers] = field(init=False, default_factory=list)
    _frame: csc_array = field(init=False)
    _movable: NDArray[np.intp] = field(init=False)

    def __post_init__(self) -> None:
        self._movable = np.flatnonzero(self.cells.may_hide)
        self._drop_empty_groups()
        steps = csc_array(identity(len(self.cells.truth), format="csc"))[:, self._movable]
        self._frame = csc_array(hstack([self.cells.matrix, -steps, steps], format="csc"))
        self._recount()

    def _drop_empty_groups(self) -> None:
        is_nil = (self.cells.bounds[:, 1] == 0) & ~self.cells.may_hide
        empty = np.asarray(self.cells.matrix[is_nil].sum(axis=0)).ravel() > 0
        self.cells.matrix = csc_array(self.cells.matrix[:, ~empty])

    def add_rival(self, groups: Numbers) -> None:
        """Notes a set of numbers that fits all that is known."""
        numbers = self.cells.matrix @ groups
        self.rivals.append(numbers)
        self.least = np.minimum(self.least, numbers)
        self.most = np.maximum(self.most, numbers)

    def protect_all(self) -> None:
        """Every sensitive or hidden cell in turn, the smallest first."""
        while (at := self.first_unsafe()) is not None:
            self._protect(at)

    def first_unsafe(self) -> int | None:
        unsafe = np.flatnonzero(self._unsafe())
        return int(unsafe[np.argmin(self.cells.truth[unsafe])]) if len(unsafe) else None

    def _unsafe(self) -> Flags:
        is_sole = (self.least >= self.most) & self.cells.is_hidden & ~self.cells.is_pinned
        return np.asarray(is_sole | self._small())

    def _small(self) -> Flags:
        """Which sensitive cells have only small numbers so far."""
        cells = self.cells
        is_in_band = (self.most <= cells.limit) & (self.least >= cells.start)
        return np.asarray(cells.is_sensitive & is_in_band)

    def _protect(self, at: int) -> None:
        cells = self.cells
        if self._small()[at]:
            options = [self._moved(at, cells.limit[at] + 1, np.inf)]
            if options[0] is None:
                options.append(self._moved(at, -np.inf, cells.start[at] - 1))
        else:
            options = [self._moved(at, self.most[at] + 1, np.inf)]
            if options[0] is None or options[0][0] > 0:
                options.append(self._moved(at, -np.inf, self.least[at] - 1))
        found = self._cheapest(options)
        if found is None:
            raise Refusal(
                "A small number in this table can be worked out from earlier releases, or from "
                "numbers that have to be shown, whatever else is hidden. Publish a coarser table."
            )
        self._take(found)

    def _moved(self, at: int, low: float, high: float) -> tuple[float, Numbers] | None:
        line = csc_array(self.cells.matrix[[at]])
        return self.fitting(line, low, high)

    @staticmethod
    def _cheapest(options: list[tuple[float, Numbers] | None]) -> Numbers | None:
        found = [option for option in options if option is not None]
        return min(found, key=lambda option: option[0])[1] if found else None

    def _take(self, groups: Numbers) -> None:
        """Hides the cells that the numbers had to move, and notes the numbers."""
        numbers = self.cells.matrix @ groups
        bounds = self.cells.bounds
        self.cells.is_hidden |= (numbers < bounds[:, 0]) | (numbers > bounds[:, 1])
        self.add_rival(groups)

    def separate(self, line: csc_array, limit: int, *, may_be_none: bool) -> None:
        """Hides until the children of ``line`` may be more than ``limit``, or else may be none."""
        found = self.fitting(line, limit + 1, np.inf)
        if found is None and may_be_none:
            found = self.fitting(line, -np.inf, 0)
        if found is not None:
            self._take(found[1])

    def fitting(
        self,
        line: csc_array,
        low: float,
        high: float,
        *,
        may_move: Literal["yes", "no"] = "yes",
    ) -> tuple[float, Numbers] | None:
        """Cost and groups that fit, ``line`` within low and high; None if there are none."""
        cells, moving = self.cells, len(self._movable)
        count = cells.matrix.shape[1]
        if not count + moving:
            return self._checked(np.zeros(0), line, (low, high))
        bounds = cells.bounds
        cost = np.concatenate([np.zeros(count), *[cells.cost[self._movable]] * 2])
        wide = csc_array(hstack([line, csc_array((1, 2 * moving))], format="csc"))
        result = milp(
            cost,
            integrality=np.concatenate([np.ones(count), np.zeros(2 * moving)]),
            bounds=Bounds(0, np.concatenate([np.full(count, np.inf), self._reach(may_move)])),
            constraints=LinearConstraint(
                vstack([self._frame, wide], format="csc"),
                np.append(bounds[:, 0], low),
                np.append(bounds[:, 1], high),
            ),
            options={"node_limit": _NODES, "mip_rel_gap": 0.02},
        )
        if result.x is None:
            return self._nothing(result.status)
        return self._checked(np.round(result.x[:count]), line, (low, high))

    def _reach(self, may_move: Literal["yes", "no"]) -> Numbers:
        """How far each movable cell may rise, then fall, past what it shows."""
        cells = self.cells
        bounds, hidden = cells.bounds, cells.hidden_bounds
        free = cells.may_hide & (may_move == "yes")
        rise = np.subtract(hidden[:, 1], bounds[:, 1], where=free, out=np.zeros(len(free)))
        fall = np.subtract(bounds[:, 0], hidden[:, 0], where=free, out=np.zeros(len(free)))
        return np.concatenate([rise[self._movable], fall[self._movable]])

    @staticmethod
    def _nothing(status: int) -> None:
        """No numbers fit; not having found out is a refusal, never a licence."""
        if status != _INFEASIBLE:
            raise Undecided(
                "This table could not be checked against the others in reasonable time. "
                "Publish a smaller or coarser table."
            )

    def _checked(
        self, groups: Numbers, line: csc_array, between: tuple[float, float]
    ) -> tuple[float, Numbers] | None:
        """The groups with their true cost, if they truly fit once made whole."""
        cells = self.cells
        numbers = cells.matrix @ groups
        bounds, hidden = cells.bounds, cells.hidden_bounds
        fits = (numbers >= bounds[:, 0]) & (numbers <= bounds[:, 1])
        fits_hidden = (numbers >= hidden[:, 0]) & (numbers <= hidden[:, 1])
        value = float((line @ groups)[0])
        is_right = between[0] <= value <= between[1] and (groups >= 0).all()
        if not is_right or not (fits | (cells.may_hide & fits_hidden)).all():
            return None
        return float(cells.cost[~fits].sum()), groups

    def show_again(self, fixed_hidden: Flags, budget: int) -> None:
        """Shows what turns out not to need hiding, the dearest first, by at most so many programs."""
        candidates = np.flatnonzero(self.cells.is_hidden & ~fixed_hidden)
        for at in candidates[np.argsort(-self.cells.cost[candidates])]:
            if budget <= 0:
                return
            budget -= self._try_showing(int(at))

    def _try_showing(self, at: int) -> int:
        """Shows one cell if all else stays safe; answers how many programs it took."""
        self.cells.is_hidden[at] = False
        self._recount()
        taken = 0
        while (unsafe := self.first_unsafe()) is not None:
            taken += 1
            if not self._is_free(unsafe):
                self.cells.is_hidden[at] = True
                self._recount()
                break
        return taken

    def _is_free(self, at: int) -> bool:
        """Whether a rival is found for the cell without hiding anything."""
        try:
            return self._finds_rival(at)
        except Undecided:
            return False

    def _finds_rival(self, at: int) -> bool:
        cells, line = self.cells, csc_array(self.cells.matrix[[at]])
        is_small = self._small()[at]
        above = cells.limit[at] + 1 if is_small else self.most[at] + 1
        below = cells.start[at] - 1 if is_small else self.least[at] - 1
        found = self.fitting(line, above, np.inf, may_move="no")
        if found is None:
            found = self.fitting(line, -np.inf, below, may_move="no")
        if found is not None:
            self.add_rival(found[1])
        return found is not None

    def fits(self, numbers: Numbers) -> bool:
        """Whether the cells could be these, for all a reader knows at present."""
        bounds = self.cells.bounds
        return bool(((numbers >= bounds[:, 0]) & (numbers <= bounds[:, 1])).all())

    def _recount(self) -> None:
        """Which rivals still fit what is shown now; the truth always does."""
        known = self.cells.truth >= 0
        self.least = np.where(known, self.cells.truth, np.inf)
        self.most = np.where(known, self.cells.truth, -np.inf)
        for numbers in self.rivals:
            if self.fits(numbers):
                self.least = np.minimum(self.least, numbers)
                self.most = np.maximum(self.most, numbers)
