"""What changes casework: one transaction each, rows and ledger event together."""

from alongside.casework.operations.assigning import cover_case, give_case
from alongside.casework.operations.children import (
    add_contact,
    change_child,
    change_contact,
    register_child,
)
from alongside.casework.operations.events import correct_event, record_event, take_back_event

__all__ = [
    "add_contact",
    "change_child",
    "change_contact",
    "correct_event",
    "cover_case",
    "give_case",
    "record_event",
    "register_child",
    "take_back_event",
]
