"""A day that a letter gave is its own: no hand moves it, and only a way that reaches ends a duty."""

from datetime import timedelta

import pytest

from alongside.casework.models import Case
from alongside.casework.operations.events import correct_event
from alongside.casework.rules.bodies import Decided
from alongside.casework.rules.recording import NewEvent
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from tests.casework.factories import decide
from tests.casework.test_deciding import (
    DECIDED,
    SENT,
    at,
    due,
    make_asked,
    make_head,
    send,
    standing,
    written,
)


@pytest.fixture
def head(db: None) -> Actor:
    return make_head()


@pytest.fixture
def case(head: Actor) -> Case:
    return make_asked(head)


def test_the_day_of_what_a_letter_told_is_not_moved_by_hand(head: Actor, case: Case) -> None:
    decide(head, case, "decided_to_assess", DECIDED)
    send(head, written(head, case, SENT)["will_assess", "Mo Testly"], SENT)
    (told,) = standing(case, "decided_to_assess")
    new = NewEvent(
        kind="decided_to_assess",
        happened_on=SENT - timedelta(days=3),
        source="own_work",
        body=Decided(note="By post."),
    )
    with pytest.raises(Refusal, match="day of sending, 16 April 2025") as refused:
        correct_event(actor=head, at=at(SENT), event_ref=told.ref, new=new, why="A typo.")
    assert refused.value.field == "happened_on"
    assert due(case, "DEC-6W").done_on == SENT
