"""What changes access: grants, emergencies, accounts, and signing in and out."""

from alongside.access.operations.accounts import (
    close_account,
    create_account,
    issue_password_link,
    open_account,
    reset_password,
    reset_second_step,
    set_own_password,
)
from alongside.access.operations.emergency import (
    finish_emergency_access,
    review_emergency,
    take_emergency_access,
)
from alongside.access.operations.grants import end_grant, grant_role

__all__ = [
    "close_account",
    "create_account",
    "end_grant",
    "finish_emergency_access",
    "grant_role",
    "issue_password_link",
    "open_account",
    "reset_password",
    "reset_second_step",
    "review_emergency",
    "set_own_password",
    "take_emergency_access",
]
