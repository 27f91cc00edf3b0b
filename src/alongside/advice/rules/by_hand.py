"""What of a request may be written into the case by hand: only what the request says too, so that the two never
disagree. Whoever records it at the request has it in the case by itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from alongside.advice.rules.codes import CLOSED, State

RECORD_THERE = (
    "This body was asked through a request for advice, which is open. Record it on the page of that request: "
    "it then stands here by itself."
)
STANDS_THERE = (
    "A request for advice says this too, and it is open. Withdraw the request on its own page first, and say why. "
    "Then take this back."
)
CORRECTED_THERE = (
    "The request for advice to {whom}, asked on {asked}, says this day too. Open it and choose “Correct the day”: "
    "the day here then follows."
)
BEFORE_TAKEN_ON = frozenset({State.ASKED, State.RECEIVED})


@dataclass(frozen=True, slots=True)
class RequestSays:
    """What the newest request to a body says of itself."""

    state: State
    received_on: date | None
    first_given_on: date | None
    accepted_on: date | None
    asked_on: date | None = None


def _is_received(said: RequestSays) -> bool:
    return said.received_on is not None


def _is_taken_on(said: RequestSays) -> bool:
    return said.state not in BEFORE_TAKEN_ON


def _is_given(said: RequestSays) -> bool:
    return said.first_given_on is not None


def _is_accepted(said: RequestSays) -> bool:
    return said.accepted_on is not None


def _is_over(said: RequestSays) -> bool:
    return said.state in CLOSED


SAYS: Mapping[str, Callable[[RequestSays], bool]] = {
    "advice_request_received": _is_received,
    "advice_accepted": _is_taken_on,
    "advice_returned": _is_given,
    "advice_quality_checked": _is_accepted,
    "advice_declined": _is_over,
    "advice_request_withdrawn": _is_over,
}
"""By kind of event of the case: whether the request says so too."""


DAYS: Mapping[str, Callable[[RequestSays], date | None]] = {
    "advice_request_sent": lambda said: said.asked_on,
    "advice_request_received": lambda said: said.received_on,
    "advice_returned": lambda said: said.first_given_on,
    "advice_quality_checked": lambda said: said.accepted_on,
}
"""By kind of event of the case: the day that the request has of it."""


def is_said_there(kind: str, on: date, said: RequestSays) -> bool:
    """Whether an open request says of that day what would be taken back in the case.

    >>> open_one = RequestSays(State.RECEIVED, date(2025, 5, 1), None, None)
    >>> is_said_there("advice_request_received", date(2025, 5, 1), open_one)
    True
    >>> is_said_there("advice_request_received", date(2025, 4, 1), open_one)
    False
    """
    return kind in DAYS and said.state not in CLOSED and DAYS[kind](said) == on


def is_in_the_way(kind: str, said: RequestSays) -> bool:
    """Whether an open request does not say yet what would be written into the case.

    >>> open_one = RequestSays(State.RECEIVED, date(2025, 5, 1), None, None)
    >>> is_in_the_way("advice_returned", open_one)
    True
    >>> is_in_the_way("advice_request_received", open_one)
    False
    """
    return kind in SAYS and said.state not in CLOSED and not SAYS[kind](said)
