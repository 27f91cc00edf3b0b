"""What changes casework: one transaction each, rows and ledger event together."""

from alongside.casework.operations.assigning import cover_case, give_case
from alongside.casework.operations.bringing import bring_over_case
from alongside.casework.operations.children import (
    add_contact,
    change_child,
    change_contact,
    register_child,
)
from alongside.casework.operations.events import correct_event, record_event
from alongside.casework.operations.plan_parts import (
    add_part,
    agree_health_provision,
    change_part,
    remove_part,
)
from alongside.casework.operations.plans import (
    begin_version,
    discard_version,
    issue_draft,
    issue_final,
    keep_plan_paper,
)
from alongside.casework.operations.rebuilding import rebuild_duties
from alongside.casework.operations.taking_back import take_back_event

__all__ = [
    "add_contact",
    "add_part",
    "agree_health_provision",
    "begin_version",
    "bring_over_case",
    "change_child",
    "change_contact",
    "change_part",
    "correct_event",
    "cover_case",
    "discard_version",
    "give_case",
    "issue_draft",
    "issue_final",
    "keep_plan_paper",
    "rebuild_duties",
    "record_event",
    "register_child",
    "remove_part",
    "take_back_event",
]
