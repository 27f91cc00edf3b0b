"""A drawing as it is kept beside a measure: with its words and its table, and the counts that it shows.

Plain values, light enough for a web process. The drawing itself was made by the worker.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

from alongside.disclosure.policy import Policy
from alongside.disclosure.proportions import safe_figure


@dataclass(frozen=True, slots=True)
class Picture:
    """``columns`` are titles, each with whether its cells are numbers. ``counts`` are the numerators
    and denominators of everything that is shown. ``sizes`` has the figure of each row and how many it
    is of, where the rows can be put in another order.
    """

    title: str
    summary: str
    wide: str
    narrow: str
    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[str, ...], ...]
    counts: tuple[tuple[int, int], ...]
    sources: tuple[str, ...]
    sizes: tuple[tuple[float, float], ...] = ()

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    def is_open_under(self, policy: Policy | None) -> bool:
        """Whether nothing in it may be too small to be shown under the policy; None hides nothing. Where
        figures are rounded, no drawing of the true ones is shown.
        """
        if policy is None or policy.rounding_base:
            return policy is None
        return all(safe_figure(top, base, policy).left_out is None for top, base in self.counts)


def picture_from(text: str) -> Picture | None:
    """None for no text. Raises KeyError, TypeError or ValueError for what is no picture."""
    if not text:
        return None
    told: dict[str, Any] = json.loads(text)
    for name in ("columns", "rows", "counts", "sizes"):
        told[name] = tuple(tuple(each) for each in told.get(name, ()))
    return Picture(**told | {"sources": tuple(told["sources"])})
