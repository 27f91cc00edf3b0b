"""What the access matrix, the browser and the tests' world know of each subject of the board: how
to fill its addresses, and how to furnish an area with one of each record.
"""

from datetime import datetime
from types import ModuleType

from tests.board.known import (
    activity,
    assurances,
    challenges,
    decisions,
    governance,
    meetings,
    packs,
    reports,
    visits,
)
from tests.filling import Fill
from tests.world import Side

SUBJECTS: tuple[ModuleType, ...] = (
    governance,
    meetings,
    reports,
    challenges,
    decisions,
    assurances,
    activity,
    visits,
    packs,
)
ADDRESSES: dict[str, Fill] = {}
NARROWER: dict[str, str] = {}
for subject in SUBJECTS:
    ADDRESSES |= subject.ADDRESSES
    NARROWER |= getattr(subject, "NARROWER", {})


def furnish(side: Side, at: datetime) -> None:
    """One of each record that an address may name."""
    for each in SUBJECTS:
        each.furnish(side, at)


def crowd(side: Side, at: datetime) -> None:
    for each in SUBJECTS:
        each.crowd(side, at)
