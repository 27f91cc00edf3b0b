"""Accounts, sessions and grants: who may sign in, and what they hold in which local area."""

from alongside.access.models.accounts import Account, AccountQuerySet, SignedInSession
from alongside.access.models.grants import EmergencyReview, Grant, GrantQuerySet

__all__ = [
    "Account",
    "AccountQuerySet",
    "EmergencyReview",
    "Grant",
    "GrantQuerySet",
    "SignedInSession",
]
