"""The two sides of a table: their parts, and which part belongs to which.

An axis is one dimension ("school", "need") with a hierarchy of parts. Names of dimensions and codes
of parts are what two releases are compared by, so the same part must bear the same code in both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alongside.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One row or column. ``parent`` is the code of what it belongs to; ``level`` may be exempt."""

    code: str
    label: str = ""
    parent: str | None = None
    level: str = ""

    @property
    def name(self) -> str:
        return self.label or self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Parts in the order of the page.

    ``is_complete``: together they are everyone there is; a single top part is then the same as no
    restriction on the dimension at all. Give False for some schools of many.
    """

    dimension: str
    parts: tuple[Part, ...]
    is_complete: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", tuple(self.parts))
        if not self.dimension or not self.parts:
            raise Refusal("Each side of a table needs the name of its dimension and its parts.")
        codes = self.codes
        for code in codes:
            if not code or codes.count(code) > 1:
                raise Refusal(f"“{code}” stands twice in “{self.dimension}”. Name each part once.")
        for part in self.parts:
            self._check_ancestors(part)

    def _check_ancestors(self, part: Part) -> None:
        parents = {each.code: each.parent for each in self.parts}
        passed = {part.code}
        parent = part.parent
        while parent is not None:
            if parent not in parents:
                raise Refusal(
                    f"“{part.name}” belongs to “{parent}”, which is not in “{self.dimension}”. "
                    f"Add “{parent}” or take the link away."
                )
            if parent in passed:
                raise Refusal(f"“{part.name}” belongs to itself in “{self.dimension}”.")
            passed.add(parent)
            parent = parents[parent]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(part.code for part in self.parts)

    @property
    def children(self) -> dict[str, tuple[int, ...]]:
        """Positions of the parts of each part; a part without any is not in it."""
        found: dict[str, tuple[int, ...]] = {}
        for position, part in enumerate(self.parts):
            if part.parent is not None:
                found[part.parent] = (*found.get(part.parent, ()), position)
        return found

    @property
    def leaves(self) -> tuple[int, ...]:
        """Positions of the parts that have no parts of their own."""
        inner = self.children
        return tuple(at for at, part in enumerate(self.parts) if part.code not in inner)

    @property
    def top(self) -> Part | None:
        """The total, if there is one."""
        tops = [part for part in self.parts if part.parent is None]
        return tops[0] if len(tops) == 1 and len(self.parts) > 1 else None

    def depth(self, part: Part) -> int:
        """How many generations stand below the part."""
        below = [self.parts[at] for at in self.children.get(part.code, ())]
        return 1 + max(map(self.depth, below)) if below else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Only the children of these parts of a dimension are in the table.

    ``parents``: (part, what it belongs to), for parts that stand in no other table by name, such as
    a school where the other tables stop at localities.
    """

    dimension: str
    codes: tuple[str, ...]
    parents: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "codes", tuple(self.codes))
        links = tuple((part, parent) for part, parent in self.parents)
        object.__setattr__(self, "parents", links)
        if not self.dimension or not self.codes:
            raise Refusal("A filter needs the name of its dimension and at least one part.")


def flat_axis(dimension: str, codes: Sequence[str], *, total: str | None = "Total") -> Axis:
    """Parts side by side and, unless ``total`` is None, their sum as the last."""
    parts = [Part(code=code, parent=total) for code in codes]
    if total is not None:
        parts.append(Part(code=total))
    return Axis(dimension=dimension, parts=tuple(parts))


def tree_axis(
    dimension: str, parents: Mapping[str, str | None], *, levels: Mapping[str, str] | None = None
) -> Axis:
    """Parts with the part each belongs to; ``levels`` names the level of some parts.

    >>> tree_axis("place", {"York": None, "North": "York", "South": "York"}).leaves
    (1, 2)
    """
    named = levels or {}
    return Axis(
        dimension=dimension,
        parts=tuple(
            Part(code=code, parent=parent, level=named.get(code, ""))
            for code, parent in parents.items()
        ),
    )
