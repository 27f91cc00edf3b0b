"""Asking the worker to judge and draw the measures of an area again, within a minute of a change."""

from datetime import datetime

from alongside.jobs.queue import enqueue

REFRESH = "measures.refresh"


def ask_for_refresh(*, area_id: int, at: datetime) -> None:
    """However many figures change at once, the area is refreshed once."""
    enqueue(name=REFRESH, key=f"area {area_id}", arguments={"area": area_id}, at=at)
