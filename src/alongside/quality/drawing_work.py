"""The worker’s part: drawing what audits found, month by month.

What draws is loaded when the work begins, so that a web process stays small.
"""

from datetime import datetime
from importlib import import_module
from typing import Any


def draw_months(*, at: datetime) -> int:
    """Returns how many charts were drawn anew."""
    drawing: Any = import_module("alongside.quality.drawing_months")
    drawn: int = drawing.draw_everywhere(at=at)
    return drawn
