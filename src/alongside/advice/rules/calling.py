"""What a system may call for, how long its leave lasts, and what a key of a call looks like."""

import re
from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from alongside.kernel.refusals import Refusal

TOKEN_LASTS = timedelta(minutes=30)
LONGEST = timedelta(days=366)
"""A secret is changed once a year."""
_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


class Scope(StrEnum):
    READ = "advice.read"
    WRITE = "advice.write"


SCOPES = {
    Scope.READ: "See which requests the organisation was asked, and fetch the message of each.",
    Scope.WRITE: "Send progress and advice.",
}


def check_scopes(wanted: Collection[str]) -> tuple[Scope, ...]:
    """Raises Refusal for none, and for one that there is not."""
    if not wanted or not set(wanted) <= set(Scope):
        raise Refusal("Say what the system may do: advice.read, advice.write or both.")
    return tuple(each for each in Scope if each in wanted)


def check_expiry(expires_on: date, *, today: date) -> None:
    """Raises Refusal for a day that is over, and one too far away."""
    if expires_on <= today:
        raise Refusal("The day on which it ends has passed. Choose a later day.")
    if expires_on > today + LONGEST:
        raise Refusal("A secret lasts for a year at most. Choose an earlier day.")


def is_key(text: str) -> bool:
    return _KEY.fullmatch(text) is not None
