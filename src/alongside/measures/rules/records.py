"""The records behind a figure, by pseudonym, as they are held against those of other figures. Pure."""

from dataclasses import dataclass
from datetime import date

from alongside.disclosure.policy import Policy
from alongside.measures.rules.protecting import Period


@dataclass(frozen=True, slots=True)
class Records:
    """What one figure counts: ``top`` of ``base``; of a count that is out of nothing both are the same.
    ``policy`` is None where nothing of it is hidden. ``is_kept``: it stands in a paper for good, so to hide it
    protects nobody. ``beside``: further records that stand with it, such as those left out;
    None where their number is not shown. Every figure of a series has them in the same order.
    """

    figure_id: int
    base: frozenset[str]
    top: frozenset[str]
    policy: Policy | None
    is_kept: bool = False
    beside: tuple[frozenset[str] | None, ...] = ()
    series_id: int = 0
    period: Period = (date.min, date.max)

    @property
    def rest(self) -> frozenset[str]:
        """Those that do not count."""
        return self.base - self.top

    @property
    def may_go(self) -> bool:
        return self.policy is not None and not self.is_kept
