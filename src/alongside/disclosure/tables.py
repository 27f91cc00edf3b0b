"""A table of counts before and after disclosure control.

``Table`` holds true counts and never leaves the house. ``Published`` is what a reader of an earlier
release can see. Neither decides what to hide.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from alongside.disclosure.axes import Axis, Filter, Part
from alongside.disclosure.policy import Policy
from alongside.kernel.refusals import Refusal

MOST_CELLS = 400

Counts = tuple[tuple[int, ...], ...]
Shown = tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a table is about: its sides, whom it is limited to, and the level of the whole of it."""

    title: str
    rows: Axis
    columns: Axis | None = None
    filters: tuple[Filter, ...] = ()
    level: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "filters", tuple(self.filters))
        named = [axis.dimension for axis in self.axes] + [each.dimension for each in self.filters]
        for dimension in named:
            if named.count(dimension) > 1:
                raise Refusal(
                    f"“{dimension}” is used twice in “{self.title}”. "
                    "A dimension is the rows, the columns or one filter."
                )
        cells = self.shape[0] * self.shape[1]
        if cells > MOST_CELLS:
            raise Refusal(
                f"“{self.title}” has {cells} numbers; at most {MOST_CELLS} can be checked at once. "
                "Split it or leave out a level."
            )

    @property
    def axes(self) -> tuple[Axis, ...]:
        return (self.rows,) if self.columns is None else (self.rows, self.columns)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns; one column without a column side."""
        return len(self.rows.parts), len(self.columns.parts) if self.columns else 1

    def levels_at(self, row: int, column: int) -> tuple[str, ...]:
        across = (self.columns.parts[column].level,) if self.columns else ()
        return (self.level, self.rows.parts[row].level, *across)

    def depth_at(self, row: int, column: int) -> int:
        """How many generations of totals the cell stands above."""
        below = self.rows.depth(self.rows.parts[row])
        return below + (self.columns.depth(self.columns.parts[column]) if self.columns else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """True counts, rows × columns, totals among them. Not for showing: ``repr`` leaves them out."""

    layout: Layout
    counts: Counts = field(repr=False)

    def __post_init__(self) -> None:
        counts = _whole_counts(self.counts, shape=self.layout.shape)
        object.__setattr__(self, "counts", counts)
        _check_sums(counts, axis=self.layout.rows, title=self.layout.title)
        if self.layout.columns:
            turned = tuple(zip(*counts, strict=True))
            _check_sums(turned, axis=self.layout.columns, title=self.layout.title)


def table_from_leaves(layout: Layout, counts: Sequence[Sequence[int]]) -> Table:
    """A table from the counts of the smallest parts, in the order of the axes; totals are summed.

    >>> from alongside.disclosure.axes import flat_axis
    >>> layout = Layout(title="By need", rows=flat_axis("need", ["ASD", "SEMH"]))
    >>> table_from_leaves(layout, [[3], [9]]).counts
    ((3,), (9,), (12,))
    """
    rows, columns = layout.rows, layout.columns
    across = len(columns.leaves) if columns else 1
    inner = _whole_counts(counts, shape=(len(rows.leaves), across))
    down = _summed(inner, axis=rows)
    if columns is None:
        return Table(layout=layout, counts=down)
    turned = _summed(tuple(zip(*down, strict=True)), axis=columns)
    return Table(layout=layout, counts=tuple(zip(*turned, strict=True)))


def _summed(leaves: Counts, *, axis: Axis) -> Counts:
    """Lines of every part of the axis from the lines of its leaves."""
    children = axis.children
    line_of = dict(zip(axis.leaves, leaves, strict=True))

    def line(at: int) -> tuple[int, ...]:
        if at not in line_of:
            below = [line(child) for child in children[axis.parts[at].code]]
            line_of[at] = tuple(map(sum, zip(*below, strict=True)))
        return line_of[at]

    return tuple(line(at) for at in range(len(axis.parts)))


def _whole_counts(counts: Sequence[Sequence[int]], *, shape: tuple[int, int]) -> Counts:
    lines = tuple(tuple(line) if hasattr(line, "__len__") else (line,) for line in counts)
    if len(lines) != shape[0] or any(len(line) != shape[1] for line in lines):
        raise Refusal(
            f"The table needs {shape[0]} rows of {shape[1]} numbers each. "
            "Give a number for every row and column."
        )
    return tuple(tuple(_whole(count) for count in line) for line in lines)


def _whole(count: Any) -> int:
    if isinstance(count, bool) or not hasattr(count, "__index__"):
        is_whole_float = isinstance(count, float) and math.isfinite(count) and count == int(count)
        if not is_whole_float:
            raise Refusal(f"{count} is not a count. Give whole numbers of children.")
    whole = int(count)
    if whole < 0:
        raise Refusal(f"A count cannot be less than 0, but one is {whole}. Check the table.")
    return whole


def _check_sums(lines: Counts, *, axis: Axis, title: str) -> None:
    for code, below in axis.children.items():
        total = lines[axis.codes.index(code)]
        if total != tuple(map(sum, zip(*(lines[at] for at in below), strict=True))):
            raise Refusal(
                f"The parts of “{code}” in “{title}” do not sum to it. "
                "Add what is left out as a part of its own, or correct the numbers."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What readers see of a release: numbers as shown, None where hidden, and the policy known.

    ``hides_zeros``: the release says that a hidden number may be 0, though the policy shows zeros.
    """

    layout: Layout
    policy: Policy
    shown: Shown
    hides_zeros: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "shown", tuple(tuple(line) for line in self.shown))
        rows, columns = self.layout.shape
        if len(self.shown) != rows or any(len(line) != columns for line in self.shown):
            raise Refusal(
                f"The release “{self.layout.title}” needs {rows} rows of {columns} numbers each."
            )
        for line in self.shown:
            for count in line:
                if count is not None:
                    _whole(count)

    @property
    def floor(self) -> int:
        """The least that a reader can take a hidden number to be."""
        return 0 if self.hides_zeros else self.policy.floor

    def to_plain(self) -> dict[str, object]:
        """Lists, dictionaries, strings and numbers only, fit for JSON."""
        plain: dict[str, object] = asdict(self)
        return plain


def published_from_plain(plain: Mapping[str, Any]) -> Published:
    """The way back from ``Published.to_plain``, also after a journey through JSON."""
    try:
        return Published(
            layout=_layout_from(plain["layout"]),
            policy=_policy_from(plain["policy"]),
            shown=plain["shown"],
            hides_zeros=bool(plain.get("hides_zeros", False)),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as problem:
        raise Refusal(
            "This is not a published table in our form. Give its layout, policy and shown numbers."
        ) from problem


def _layout_from(plain: Mapping[str, Any]) -> Layout:
    named = dict(plain)
    columns = named.pop("columns", None)
    filters = tuple(Filter(**each) for each in named.pop("filters", ()))
    return Layout(
        rows=_axis_from(named.pop("rows")),
        columns=_axis_from(columns) if columns else None,
        filters=filters,
        **named,
    )


def _axis_from(plain: Mapping[str, Any]) -> Axis:
    named = dict(plain)
    return Axis(parts=tuple(Part(**part) for part in named.pop("parts")), **named)


def _policy_from(plain: Mapping[str, Any]) -> Policy:
    named = dict(plain)
    return Policy(exempt_levels=tuple(named.pop("exempt_levels", ())), **named)
