"""``SafeTable``: the only form in which counts leave the house.

Public pages, exports and open data accept nothing else. It decides what a reader is told: shown
numbers, why the others are hidden, and percentages. What is hidden is decided by ``protect``.
"""

from dataclasses import InitVar, dataclass
from enum import StrEnum
from typing import Literal, final

from alongside.disclosure.policy import Policy
from alongside.disclosure.tables import Layout, Published, Shown
from alongside.kernel.refusals import Refusal

SEAL = object()  # for ``protect`` alone; a test sees to it


class Why(StrEnum):
    """Why a number is hidden, as far as it may be said."""

    SMALL_OR_SUBTRACTION = "small_or_subtraction"
    HIDDEN_BEFORE = "hidden_before"

    @property
    def sentence(self) -> str:
        if self is Why.HIDDEN_BEFORE:
            return "Hidden, as in an earlier release of the same children."
        return "Hidden: it is small, or a small number could be worked out from it."


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class SafeTable:
    """What may be shown of a table. Only ``protect`` makes one.

    ``shown`` has None where a number is hidden and ``why`` the reason there. True numbers are not
    in it in any form. Copies and pickles are as safe as itself.
    """

    layout: Layout
    policy: Policy
    shown: Shown
    why: tuple[tuple[Why | None, ...], ...]
    notes: tuple[str, ...]
    hides_zeros: bool = False
    seal: InitVar[object] = None

    def __post_init__(self, seal: object) -> None:
        if seal is not SEAL:
            raise Refusal("A safe table is made by disclosure control only. Use “protect”.")

    @property
    def published(self) -> Published:
        """What to keep, and to hand in when the same children are published again."""
        return Published(
            layout=self.layout,
            policy=self.policy,
            shown=self.shown,
            hides_zeros=self.hides_zeros,
        )

    @property
    def hidden_count(self) -> int:
        return sum(count is None for line in self.shown for count in line)

    def text_at(self, row: int, column: int = 0) -> str:
        """The number with commas, or the mark."""
        count = self.shown[row][column]
        return self.policy.symbol if count is None else f"{count:,}"

    def percentages(
        self, *, of: Literal["rows", "columns", "table"] = "rows"
    ) -> tuple[tuple[float | None, ...], ...]:
        """Shares in per cent of the total at the end of each row, of each column, or of all.

        From shown numbers only, rounded as they are. None where the part or its base is hidden, is
        zero or is under the policy's minimum base. Refused where the table has no such total.
        """
        layout = self.layout
        row = _total_place(layout, side=0) if of in ("columns", "table") else None
        column = _total_place(layout, side=1) if of in ("rows", "table") else None
        return tuple(
            tuple(
                self._percentage(
                    count,
                    self.shown[at if row is None else row][along if column is None else column],
                )
                for along, count in enumerate(line)
            )
            for at, line in enumerate(self.shown)
        )

    def _percentage(self, part: int | None, base: int | None) -> float | None:
        least = max(self.policy.minimum_base, self.policy.minimum_denominator)
        if part is None or not base or base < least:
            return None
        return 100 * part / base


def _total_place(layout: Layout, *, side: int) -> int:
    axes = layout.axes
    if side >= len(axes):
        return 0
    top = axes[side].top
    if top is None:
        raise Refusal(f"“{layout.title}” has no total to take percentages of. Add one.")
    return axes[side].codes.index(top.code)


def check_safe(table: object) -> SafeTable:
    """The table itself, if it has passed disclosure control; the door of whatever is public."""
    if not isinstance(table, SafeTable):
        raise Refusal("Only a table that has passed disclosure control may be published.")
    return table
