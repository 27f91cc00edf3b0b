"""An attacker who has only what was published, and does sums.

Independent of the room: it reads the public face of releases (layout, policy, shown numbers) and
imports nothing that decides. It knows every shown number, how rows and columns add up, what filters
leave out, the rounding, and that a hidden number is whole and not a shown zero. A hidden number is
recovered when only one number fits, or only small ones do.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product
from random import Random

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

EVERYONE = "everyone"


@dataclass(frozen=True)
class Finding:
    how: str
    cell: str
    low: float
    high: float


@dataclass
class Cell:
    """``members``: which of the smallest groups it counts."""

    members: frozenset
    name: str = ""
    low: float = 0
    high: float = np.inf
    start: int = 1
    limit: int = -1
    is_shown: bool = False
    is_exempt: bool = False
    tables: set = field(default_factory=set)


class Attack:
    def __init__(self, releases, *, seed=0):
        self.releases = [getattr(release, "published", release) for release in releases]
        self.random = Random(seed)
        self.atoms = {name: self._atoms(name) for name in self._dimensions()}
        self.cells = {}
        self.sums = []
        for number, release in enumerate(self.releases):
            self._read(number, release)
        self.hidden = [c for c in self.cells.values() if c.limit >= 0 and not c.is_shown]

    def run(self):
        """Everything that any way of attacking finds."""
        return [
            *self.by_subtraction(),
            *self.by_filters(),
            *self.by_programs(),
            *self.by_pairs(),
        ]

    # Reading what is public

    def _axes(self, name):
        for release in self.releases:
            for axis in (release.layout.rows, release.layout.columns):
                if axis and axis.dimension == name:
                    yield axis

    def _dimensions(self):
        names = set()
        for release in self.releases:
            layout = release.layout
            names |= {a.dimension for a in (layout.rows, layout.columns) if a}
            names |= {each.dimension for each in layout.filters}
        return sorted(names)

    def _atoms(self, name):
        """Smallest parts of a dimension; "rest" when no table lists them all."""
        codes, is_closed = set(), False
        for axis in self._axes(name):
            codes |= {part.code for part in axis.parts}
            is_closed |= axis.is_complete
        for release in self.releases:
            for each in release.layout.filters:
                if each.dimension == name:
                    codes |= set(each.codes)
        tops = {self._whole(axis) for axis in self._axes(name)}
        leaves = set().union(*(self._leaves(name, code) for code in codes - tops))
        return sorted(leaves) + ([] if is_closed else ["rest"])

    def _whole(self, axis):
        """The total that is everyone, if the axis has one."""
        tops = [part.code for part in axis.parts if part.parent is None]
        is_whole = axis.is_complete and len(tops) == 1 and len(axis.parts) > 1
        return tops[0] if is_whole else None

    def _leaves(self, name, code):
        below = {
            part.code for axis in self._axes(name) for part in axis.parts if part.parent == code
        }
        links = {
            part
            for release in self.releases
            for each in release.layout.filters
            for part, parent in each.parents
            if each.dimension == name and parent == code
        }
        if links and not below:
            below.add(f"others of {code}")
        below |= links
        if not below:
            return {code}
        return set().union(*(self._leaves(name, each) for each in below))

    def _set(self, name, axis, code):
        if code == self._whole(axis):
            return set(self.atoms[name])
        return self._leaves(name, code)

    def _read(self, number, release):
        layout = release.layout
        fixed = {name: set(atoms) for name, atoms in self.atoms.items()}
        for each in layout.filters:
            fixed[each.dimension] = set().union(
                *(self._leaves(each.dimension, code) for code in each.codes)
            )
        grid = {}
        for row, part in enumerate(layout.rows.parts):
            for column in range(len(layout.columns.parts) if layout.columns else 1):
                sets = dict(fixed)
                sets[layout.rows.dimension] = self._set(
                    layout.rows.dimension, layout.rows, part.code
                )
                name = part.code
                if layout.columns:
                    across = layout.columns.parts[column].code
                    name += " × " + across
                    sets[layout.columns.dimension] = self._set(
                        layout.columns.dimension, layout.columns, across
                    )
                members = frozenset(product(*(sorted(sets[key]) for key in sorted(sets))))
                cell = self.cells.setdefault(members, Cell(members, f"{number}: {name}"))
                cell.tables.add(number)
                grid[row, column] = members
                self._note(cell, release, row, column)
        self._note_sums(layout, grid)

    def _note(self, cell, release, row, column):
        policy, layout = release.policy, release.layout
        shown = release.shown[row][column]
        levels = {layout.level, layout.rows.parts[row].level}
        if layout.columns:
            levels.add(layout.columns.parts[column].level)
        cell.is_exempt |= bool(levels & set(policy.exempt_levels))
        if shown is None:
            cell.start = min(cell.start, policy.hide_from)
            cell.limit = max(cell.limit, policy.hide_to)
            may_be_none = policy.hide_from == 0 or release.hides_zeros
            cell.low = max(cell.low, 0 if may_be_none else 1)
            return
        cell.is_shown = True
        base = policy.rounding_base
        fits = [shown]
        if base and not levels & set(policy.exempt_levels):
            fits = [
                n
                for n in range(max(0, shown - base), shown + base)
                if (2 * n + base) // (2 * base) * base == shown
                and not policy.hide_from <= n <= policy.hide_to
            ]
        cell.low, cell.high = max(cell.low, min(fits)), min(cell.high, max(fits))

    def _note_sums(self, layout, grid):
        axes = [layout.rows, *([layout.columns] if layout.columns else [])]
        for side, axis in enumerate(axes):
            codes = [part.code for part in axis.parts]
            below = defaultdict(list)
            for at, part in enumerate(axis.parts):
                if part.parent:
                    below[part.parent].append(at)
            other = range(len(axes[1 - side].parts) if len(axes) > 1 else 1)
            for code, children in below.items():
                for fixed in other:
                    at = [(x, fixed) if side == 0 else (fixed, x) for x in children]
                    total = codes.index(code)
                    whole = (total, fixed) if side == 0 else (fixed, total)
                    self.sums.append((grid[whole], [grid[each] for each in at]))

    # Attacking

    def _found(self, how, cell, low, high):
        is_sole = high - low < 0.5
        is_small = high < cell.limit + 0.5 and low > cell.start - 0.5
        return [Finding(how, cell.name, low, high)] if is_sole or is_small else []

    def by_subtraction(self):
        """Bounds narrowed along every sum until nothing changes."""
        low = {members: cell.low for members, cell in self.cells.items()}
        high = {members: cell.high for members, cell in self.cells.items()}
        has_changed = True
        while has_changed:
            has_changed = False
            for whole, parts in self.sums:
                lows, highs = sum(low[p] for p in parts), sum(high[p] for p in parts)
                news = [(whole, lows, highs)]
                for part in parts:
                    rest_high = sum(high[p] for p in parts if p != part)
                    rest_low = sum(low[p] for p in parts if p != part)
                    news.append((part, low[whole] - rest_high, high[whole] - rest_low))
                for members, new_low, new_high in news:
                    if new_low > low[members] or new_high < high[members]:
                        low[members] = max(low[members], new_low)
                        high[members] = min(high[members], new_high)
                        has_changed = True
        found = []
        for cell in self.hidden:
            found += self._found("subtraction", cell, low[cell.members], high[cell.members])
        return found

    def by_filters(self):
        """Differences of shown numbers of two releases that only a few children can make."""
        found = []
        shown = [cell for cell in self.cells.values() if cell.is_shown]
        policies = [release.policy for release in self.releases]
        least = 0 if all(p.hide_from == 0 for p in policies) else 1
        limit = min(p.hide_to for p in policies)
        for big in shown:
            for small in shown:
                is_exempt = small.is_exempt and big.is_exempt
                if small.members < big.members and not (small.tables & big.tables or is_exempt):
                    low, high = big.low - small.high, big.high - small.low
                    if low >= least and high <= limit:
                        name = f"{big.name} less {small.name}"
                        found.append(Finding("filters", name, low, high))
            found += self._remainder(big, shown, least, limit)
        return found

    def _remainder(self, big, shown, least, limit):
        """A total less all the parts that other tables show of it."""
        left, low, high, taken = set(big.members), big.low, big.high, []
        for small in sorted(shown, key=lambda cell: -len(cell.members)):
            if small.members < big.members and small.members <= left:
                left -= small.members
                low, high = low - small.high, high - small.low
                taken.append(small)
        in_one = [big.tables & small.tables for small in taken]
        is_free = big.is_exempt or not left or not taken or any(in_one)
        if is_free or low < least or high > limit:
            return []
        return [Finding("filters", f"what is left of {big.name}", low, high)]

    def by_pairs(self, most=40):
        """Differences of two releases by integer programs, where one number is hidden."""
        if not hasattr(self, "lines"):
            self._build()
        pairs = [
            (big, small)
            for big in self.cells.values()
            for small in self.cells.values()
            if small.members < big.members
            and not small.tables & big.tables
            and not (small.is_shown and big.is_shown)
            and not (small.is_exempt and big.is_exempt)
        ]
        self.random.shuffle(pairs)
        order = {members: at for at, members in enumerate(self.cells)}
        limit = min(release.policy.hide_to for release in self.releases)
        least = min(release.policy.hide_from for release in self.releases)
        found = []
        for big, small in pairs[:most]:
            line = self.lines[order[big.members]] - self.lines[order[small.members]]
            high = -self._solve(-line, is_whole=True)
            if high < limit + 0.5 and (low := self._solve(line, is_whole=True)) > least - 0.5:
                found.append(Finding("pairs", f"{big.name} less {small.name}", low, high))
        return found

    def by_programs(self):
        """Least and most of each hidden cell by linear programs, by integer ones where in doubt."""
        self._build()
        found = []
        self.seen_low = np.full(len(self.hidden), np.inf)
        self.seen_high = np.full(len(self.hidden), -np.inf)
        for _ in range(3):
            weights = [self.random.choice((-1, 0.0, 1.0)) for _ in self.hidden]
            self._solve(np.array(weights) @ self.targets, is_whole=True)
        for at, cell in enumerate(self.hidden):
            if self.seen_high[at] > cell.limit and self.seen_high[at] > self.seen_low[at]:
                continue
            for is_whole in (False, True):
                high = self._extreme(at, -1, is_whole)
                low = self._extreme(at, 1, is_whole)
                hits = self._found(
                    "integer program" if is_whole else "linear program", cell, low, high
                )
                if hits:
                    found += hits
                    break
        return found

    def _build(self):
        groups = sorted(set().union(*self.cells))
        place = {group: at for at, group in enumerate(groups)}
        lines = np.zeros((len(self.cells), len(groups)))
        for at, members in enumerate(self.cells):
            lines[at, [place[group] for group in members]] = 1
        low = np.array([cell.low for cell in self.cells.values()])
        high = np.array([cell.high for cell in self.cells.values()])
        gone = lines[high == 0].any(axis=0)
        lines = np.unique(lines[:, ~gone], axis=1)
        self.lines, self.low, self.high = lines, low, high
        self.rules = LinearConstraint(csr_array(lines), low, high)
        order = list(self.cells)
        self.targets = lines[[order.index(cell.members) for cell in self.hidden]]

    def _solve(self, weights, *, is_whole):
        count = self.lines.shape[1]
        if not count:
            return 0
        result = milp(
            weights,
            integrality=np.full(count, int(is_whole)),
            bounds=Bounds(0, 10_000),
            constraints=self.rules,
        )
        assert result.status in (0, 1), result.message
        whole = np.round(result.x)
        numbers = self.lines @ whole
        if (numbers >= self.low).all() and (numbers <= self.high).all():
            values = self.targets @ whole
            self.seen_low = np.minimum(self.seen_low, values)
            self.seen_high = np.maximum(self.seen_high, values)
        return result.fun

    def _extreme(self, at, sign, is_whole):
        return sign * self._solve(sign * self.targets[at], is_whole=is_whole)
