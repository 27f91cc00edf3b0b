"""What of a request may be written into the case by hand: only what the request says too."""

from datetime import date

import pytest

from alongside.advice.rules.by_hand import SAYS, RequestSays, is_in_the_way
from alongside.advice.rules.codes import CLOSED, State

DAY = date(2025, 5, 1)
ASKED = RequestSays(State.ASKED, None, None, None)
RECEIVED = RequestSays(State.RECEIVED, DAY, None, None)
TAKEN_ON = RequestSays(State.TAKEN_ON, DAY, None, None)
NOT_KNOWN = RequestSays(State.NOT_KNOWN, DAY, None, None)
GIVEN = RequestSays(State.GIVEN, DAY, DAY, None)
KINDS = (
    "advice_request_received",
    "advice_accepted",
    "advice_returned",
    "advice_quality_checked",
    "advice_declined",
    "advice_request_withdrawn",
)


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        (ASKED, set(KINDS)),
        (RECEIVED, set(KINDS[1:])),
        (TAKEN_ON, set(KINDS[2:])),
        (NOT_KNOWN, set(KINDS[2:])),
        (GIVEN, set(KINDS[3:])),
    ],
)
def test_what_an_open_request_does_not_say_is_recorded_there(
    said: RequestSays, refused: set[str]
) -> None:
    assert {kind for kind in KINDS if is_in_the_way(kind, said)} == refused


@pytest.mark.parametrize("state", sorted(CLOSED))
@pytest.mark.parametrize("kind", KINDS)
def test_a_request_that_is_closed_is_in_nobodys_way(state: State, kind: str) -> None:
    assert not is_in_the_way(kind, RequestSays(state, DAY, None, None))


def test_what_is_no_news_of_a_request_is_never_in_the_way() -> None:
    assert set(SAYS) == set(KINDS)
    for kind in ("advice_request_sent", "note", "decided_to_assess"):
        assert not is_in_the_way(kind, ASKED)
