"""What a room gives the worker to count from: a fact table, its rows, and the permission to read them.

Loaded with a room's ``indicators``, by the worker only.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.analytics.facts import FactTable
from alongside.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Facts:
    """``rows`` is asked as a system actor who holds ``needs``, with the day of the snapshot."""

    table: FactTable
    rows: Callable[[Actor, date], Iterable[Sequence[object]]]
    needs: tuple[str, ...]
