"""Opening what has to be put right for one child."""

from datetime import datetime

from alongside.kernel.actor import Actor
from alongside.ledger.operations import record
from alongside.quality.models import DrawnItem, PutRight
from alongside.quality.on_cases import as_drawer
from alongside.quality.rules.codes import Because, Grade
from alongside.quality.tools import framework_on
from alongside.web.clock import london_day


def open_from_grade(*, actor: Actor, at: datetime, item: DrawnItem, grade: Grade) -> PutRight | None:
    """Placeholder until its owner is known: nothing is opened without the post that has the case."""
    del as_drawer, framework_on, london_day, record, Because
    return None
