"""The worker's part: every measure of an area judged, drawn and kept, within a minute of a change.

What judges and draws is loaded when the work begins, so that a web process stays small.
"""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from typing import Any

from django.db import transaction

from alongside.measures.refreshing import ask_for_refresh
from alongside.people.queries import all_areas


def refresh_area(*, area_id: int, at: datetime, progress: Callable[[int, int], None]) -> int:
    """Returns how many measures were judged. Running it again gives the same readings."""
    refreshing: Any = import_module("alongside.measures.keeping")
    made: int = refreshing.keep_readings(area_id=area_id, at=at, progress=progress)
    return made


def ask_for_all(*, at: datetime) -> int:
    """Asks for every area's measures to be judged again. Returns how many areas."""
    areas = all_areas()
    with transaction.atomic():
        for area in areas:
            ask_for_refresh(area_id=area.pk, at=at)
    return len(areas)
