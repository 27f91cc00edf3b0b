"""What is written into a case by hand and what a request for advice says never disagree."""

from datetime import date

import pytest

from alongside.advice.models import AdviceRequest
from alongside.advice.operations import answering
from alongside.advice.operations.answering import NewReliance
from alongside.advice.operations.asking import NewRequest, ask_for_advice, withdraw_request
from alongside.advice.operations.taking_back import take_back_step
from alongside.advice.rules.codes import State
from alongside.casework.models import CaseEvent
from alongside.casework.operations.taking_back import take_back_event
from alongside.kernel.refusals import Hidden, Refusal
from tests.advice.factories import (
    RECEIVED,
    Place,
    Somebody,
    after,
    ask,
    asked_and_received,
    check,
    give,
    make_place,
    noon,
    said_on,
    share,
)
from tests.advice.happenings import decline, duty, events
from tests.casework.factories import happen
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place(make_area())


def by_hand(place: Place, kind: str, days: int, body: str = "health") -> None:
    happen(place.head.actor, place.case, kind, after(days), body=body)


def test_advice_that_came_back_is_recorded_at_its_open_request(place: Place) -> None:
    request = asked_and_received(place)
    with pytest.raises(Refusal, match="asked through a request for advice, which is open"):
        by_hand(place, "advice_returned", 9)
    assert [kind for kind, _ in events(place)] == ["advice_request_sent", "advice_request_received"]
    give(place.point, request, after(9))
    assert events(place)[-1] == ("advice_returned", after(9))
    request.refresh_from_db()
    assert request.first_given_on == after(9)


def test_a_receipt_that_the_request_does_not_say_is_recorded_there(place: Place) -> None:
    request = ask(place)
    with pytest.raises(Refusal, match="which is open"):
        by_hand(place, "advice_request_received", 0)
    request.refresh_from_db()
    assert request.received_on is None


def test_one_part_is_not_the_whole_of_a_request_that_was_shared(place: Place) -> None:
    whole = asked_and_received(place)
    speech, _ = share(place, whole, ("speech_and_language", place.speech), ("camhs", place.camhs))
    give(place.speech, speech, after(5))
    with pytest.raises(Refusal, match="which is open"):
        by_hand(place, "advice_returned", 6)


def test_a_body_with_no_request_and_one_that_is_closed_are_written_by_hand(place: Place) -> None:
    request = asked_and_received(place)
    by_hand(place, "advice_request_sent", 1, body="educational psychology")
    by_hand(place, "advice_request_received", 1, body="educational psychology")
    by_hand(place, "advice_returned", 8, body="educational psychology")
    withdraw_request(
        actor=place.officer.actor,
        at=noon(after(9)),
        request_ref=request.ref,
        said=said_on(after(9), "Asked twice."),
    )
    by_hand(place, "advice_request_sent", 10)
    by_hand(place, "advice_request_received", 10)
    by_hand(place, "advice_returned", 20)
    assert AdviceRequest.objects.in_area(place.area.pk).get().received_on == RECEIVED


def take_back(place: Place, kind: str, days: int = 60) -> CaseEvent:
    found = CaseEvent.objects.in_area(place.area.pk).get(kind=kind, corrected_by=None)
    return take_back_event(
        actor=place.head.actor, at=noon(after(days)), event_ref=found.ref, why="Never."
    )


def withdraw(place: Place, request: AdviceRequest, days: int) -> None:
    withdraw_request(
        actor=place.officer.actor,
        at=noon(after(days)),
        request_ref=request.ref,
        said=said_on(after(days), "It was never so."),
    )


def test_what_an_open_request_says_is_not_taken_back_in_the_case_alone(place: Place) -> None:
    request = asked_and_received(place)
    with pytest.raises(Refusal, match=r"asked on 14 April 2025, says this too, and it is open"):
        take_back(place, "advice_request_received")
    withdraw(place, request, 2)
    made = take_back(place, "advice_request_received")
    assert made.kind == "recorded_in_error"


def test_what_an_accepted_request_says_is_not_taken_back_in_the_case_alone(place: Place) -> None:
    request = asked_and_received(place)
    check(place.doctor, give(place.point, request, after(9)), after(10), "accepted")
    for kind in ("advice_request_sent", "advice_returned", "advice_quality_checked"):
        with pytest.raises(
            Refusal, match=r"asked on 14 April 2025.*“Open it again”.*withdraw the request there"
        ):
            take_back(place, kind)
    withdraw(place, request, 12)
    take_back(place, "advice_returned")
    request.refresh_from_db()
    assert (request.state, request.first_given_on) == (State.WITHDRAWN, after(9))


def test_how_a_request_ended_is_not_taken_back_in_the_case_alone(place: Place) -> None:
    first = asked_and_received(place)
    withdraw(place, first, 2)
    with pytest.raises(Refusal, match=r"choose “Correct the day”.*choose “Open it again” there"):
        take_back(place, "advice_request_withdrawn")
    decline(place.point, asked_and_received(place, adviser="social_care"), after(5))
    with pytest.raises(Refusal, match=r"to social care.*choose “Open it again” there"):
        take_back(place, "advice_declined")


def test_a_missed_appointment_and_a_ground_are_taken_back_at_their_request(place: Place) -> None:
    request = asked_and_received(place)
    answering.record_not_brought(
        actor=place.point.actor, at=noon(after(4)), request_ref=request.ref, said=said_on(after(4))
    )
    new = NewReliance(ground="EXC-8A", because="Ill.", evidence="A letter.", authorised_by="Head")
    answering.rely_on_exception(
        actor=place.point.actor,
        at=noon(after(5)),
        request_ref=request.ref,
        new=new,
        said=said_on(after(5)),
    )
    for number, kind in ((3, "appointment_missed"), (4, "exception_relied_on")):
        with pytest.raises(Refusal, match=r"asked on 14 April 2025.*“Take it back”"):
            take_back(place, kind)
        for who, wrong in ((place.officer, number), (place.point, 2)):
            with pytest.raises(Hidden):
                taken_back_there(who, request, wrong)
        taken_back_there(place.doctor, request, number)
        rows = CaseEvent.objects.in_area(place.area.pk).filter(kind=kind)
        assert [each.corrected_by.kind for each in rows] == ["recorded_in_error"]
        with pytest.raises(Hidden):
            taken_back_there(place.doctor, request, number)
    assert duty(place).relies_on == ""
    request.refresh_from_db()
    assert request.state == State.RECEIVED


def taken_back_there(who: Somebody, request: AdviceRequest, number: int) -> None:
    take_back_step(
        actor=who.actor, at=noon(after(9)), request_ref=request.ref, number=number, why="Another."
    )


def test_what_an_earlier_request_to_a_body_says_stands_behind_a_newer_one(place: Place) -> None:
    first = asked_and_received(place)
    decline(place.point, first, after(5))
    sent = CaseEvent.objects.in_area(place.area.pk).get(kind="advice_request_sent")
    ask_on(place, after(6))
    with pytest.raises(Refusal, match="asked on 14 April 2025"):
        take_back_event(actor=place.head.actor, at=noon(after(7)), event_ref=sent.ref, why="Never.")


def ask_on(place: Place, day: date) -> AdviceRequest:
    new = NewRequest(adviser="health", post_ref=place.point.post.ref, said=said_on(day))
    return ask_for_advice(actor=place.officer.actor, at=noon(day), case_ref=place.case.ref, new=new)


def test_what_no_request_says_is_taken_back_in_the_case(place: Place) -> None:
    asked_and_received(place)
    by_hand(place, "advice_request_sent", 1, body="educational psychology")
    found = CaseEvent.objects.in_area(place.area.pk).get(
        kind="advice_request_sent", body__body="educational psychology"
    )
    take_back_event(actor=place.head.actor, at=noon(after(3)), event_ref=found.ref, why="Never.")
    found.refresh_from_db()
    assert found.corrected_by.kind == "recorded_in_error"
