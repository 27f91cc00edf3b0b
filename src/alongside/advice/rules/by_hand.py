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
    "The request for advice to {whom}, asked on {asked}, says this too, and it is open. If only the day is wrong, open "
    "it and choose “Correct the day”. If it never happened, withdraw the request there first, and say why. Then take "
    "this back."
)
ACCEPTED_THERE = (
    "The request for advice to {whom}, asked on {asked}, says this too. If only the day is wrong, open it and choose "
    "“Correct the day”. If it was accepted by mistake, choose “Open it again” there. If it never happened, withdraw "
    "the request there first, and say why. Then take this back."
)
ENDED_THERE = (
    "The request for advice to {whom}, asked on {asked}, says this too. If only the day is wrong, open it and choose "
    "“Correct the day”. If it was ended by mistake, choose “Open it again” there: this then goes by itself."
)
TAKE_BACK_THERE = (
    "The request for advice to {whom}, asked on {asked}, says this too. Whoever it is with, or looks after that side, "
    "opens it and chooses “Take it back” or “Correct the day”: this here follows."
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


def why_not_taken_back(state: State, *, is_withdrawal: bool) -> str:
    """Of what a request in that state says too; empty where the request itself was withdrawn, so that nothing of
    it counts. Its withdrawal stays all the same.

    >>> why_not_taken_back(State.WITHDRAWN, is_withdrawal=False)
    ''
    """
    if state is State.WITHDRAWN:
        return ENDED_THERE if is_withdrawal else ""
    if state is State.DECLINED:
        return ENDED_THERE
    return ACCEPTED_THERE if state is State.ACCEPTED else STANDS_THERE


def is_in_the_way(kind: str, said: RequestSays) -> bool:
    """Whether an open request does not say yet what would be written into the case.

    >>> open_one = RequestSays(State.RECEIVED, date(2025, 5, 1), None, None)
    >>> is_in_the_way("advice_returned", open_one)
    True
    >>> is_in_the_way("advice_request_received", open_one)
    False
    """
    return kind in SAYS and said.state not in CLOSED and not SAYS[kind](said)
