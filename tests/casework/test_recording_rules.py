"""What has to be right about an event before it is kept."""

from datetime import date

import pytest

from alongside.casework.rules.bodies import (
    Aimed,
    Begun,
    Body,
    Decided,
    Lasting,
    Relied,
    ToBody,
    read,
    written,
)
from alongside.casework.rules.recording import (
    NewEvent,
    check_day_is_shown,
    check_event_of_case,
    check_plan_may_end,
)
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.refusals import Refusal, Refusals

RULES = clock_of_the_law().rules
BORN, TODAY = date(2014, 5, 1), date(2025, 6, 2)


def new(kind: str, body: Body, **changed: object) -> NewEvent:
    known = {"happened_on": date(2025, 5, 1), "source": "email"}
    return NewEvent(kind=kind, body=body, **{**known, **changed})  # type: ignore[arg-type]


RELIED = Relied(ground="EXC-C", because="Illness.", evidence="Letter", authorised_by="The head")


@pytest.mark.parametrize(
    ("event", "fields"),
    [
        (new("request_received", Begun(asker="1")), []),
        (new("request_received", Begun()), ["asker"]),
        (new("decided_to_assess", Decided(), happened_on=date(2025, 6, 3)), ["happened_on"]),
        (new("decided_to_assess", Decided(), happened_on=date(2014, 4, 30)), ["happened_on"]),
        (new("request_received", Begun(asker="1"), received_on=date(2025, 4, 30)), ["received_on"]),
        (new("request_received", Begun(asker="1"), received_on=date(2025, 6, 3)), ["received_on"]),
        (new("decided_not_to_assess", Decided(limbs=("may_need_plan",))), ["reasons"]),
        (new("decided_not_to_assess", Decided(reasons="Because.")), ["limbs"]),
        (new("decided_no_plan", Decided(reasons="Because.")), []),
        (new("advice_request_sent", ToBody()), ["body"]),
        (new("absence", Lasting()), ["until"]),
        (new("absence", Lasting(until=date(2025, 5, 1))), ["until"]),
        (new("absence", Lasting(until=date(2025, 5, 2))), []),
        (new("review_meeting_arranged", Aimed()), ["for_on"]),
        (new("exception_relied_on", RELIED), []),
        (new("exception_relied_on", Relied(ground="waiting")),
         ["ground", "because", "evidence", "authorised_by"]),
    ],
)  # fmt: skip
def test_each_box_has_its_sentence(event: NewEvent, fields: list[str]) -> None:
    found: list[str] = []
    try:
        check_event_of_case(event, born_on=BORN, today=TODAY, rules=RULES)
    except Refusals as refused:
        found = [each.field for each in refused.refusals]
    assert found == fields


@pytest.mark.parametrize(
    ("event", "is_taken"),
    [
        (new("decided_to_assess", Decided(), happened_on=date(2025, 5, 26)), True),
        (new("decided_to_assess", Decided(), happened_on=date(2025, 5, 25)), False),
        (new("decided_to_assess", Decided(note=" "), happened_on=date(2025, 5, 25)), False),
        (new("decided_to_assess", Decided(note="The dated letter."), happened_on=date(2025, 5, 1)), True),
        (new("final_plan_sent", Body(), happened_on=date(2025, 5, 25)), False),
        (new("final_plan_sent", Body(), happened_on=date(2025, 5, 25), is_shown=True), True),
        (new("final_plan_sent", Body(), happened_on=date(2025, 5, 25), is_issued=True), True),
        (new("request_received", Begun(asker="1")), True),
        (new("advice_returned", ToBody(body="health")), True),
    ],
)  # fmt: skip
def test_an_act_of_ours_that_is_written_down_late_says_what_shows_its_day(
    event: NewEvent, is_taken: bool
) -> None:
    refused = ""
    try:
        check_day_is_shown(event, today=TODAY, rules=RULES)
    except Refusal as refusal:
        refused = refusal.field
    assert refused == ("" if is_taken else "note")


@pytest.mark.parametrize(
    "body",
    [
        Body(note="Rang twice."),
        Begun(asker="2", note="By post"),
        Decided(reasons="One.", limbs=("may_need_plan", "may_have_needs")),
        Aimed(for_on=date(2025, 9, 1)),
        Relied(ground="EXC-C", until=date(2025, 9, 1), rules=("FINAL-20W",)),
    ],
)
def test_a_body_is_read_as_it_was_written(body: Body) -> None:
    assert read(type(body), written(body)) == body


def test_what_a_later_version_wrote_is_left_out() -> None:
    assert read(Body, {"note": "A.", "mood": "good"}) == Body(note="A.")


@pytest.mark.parametrize(
    ("goes_on_until", "is_appealed", "last_word", "note", "why"),
    [
        (date(2025, 6, 30), False, "decided_to_cease", "A note.", "goes on until 30 June 2025"),
        (None, True, "decided_to_cease", "", "If the appeal was withdrawn, say so in the note"),
        (None, True, "decided_to_cease", "The appeal was withdrawn on 3 May.", ""),
        (None, False, "order_to_maintain", "A note.", "only after a new decision to end it"),
        (None, False, "order_to_cease", "", ""),
    ],
)
def test_an_ehc_plan_does_not_end_while_the_law_keeps_it_in_force(
    goes_on_until: date | None, is_appealed: bool, last_word: str, note: str, why: str
) -> None:
    found = ""
    try:
        check_plan_may_end(
            new("plan_ceased", Body(note=note)),
            goes_on_until=goes_on_until,
            is_appealed=is_appealed,
            last_word=last_word,
        )
    except Refusal as refused:
        found = refused.sentence
    assert why in found
    assert bool(found) is bool(why)
