"""What a body says instead of advice: declined, an exception, taken on. None of it moves a day."""

import pytest

from alongside.advice.operations import answering, asking
from alongside.advice.operations.answering import NewReliance
from alongside.advice.operations.asking import NewRequest
from alongside.advice.pages.parts import due_words
from alongside.advice.queries.due import due_on_of
from alongside.advice.queries.lists import BoardChoice, board
from alongside.advice.queries.one_request import request_page
from alongside.advice.rules.codes import State
from alongside.casework.models import CaseEvent
from alongside.kernel.refusals import Refusal
from tests.advice.factories import (
    DUE,
    Place,
    after,
    asked_and_received,
    give,
    make_place,
    noon,
    receive,
    share,
)
from tests.advice.happenings import decline, duty, events, said
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place(make_area())


@pytest.mark.scenario(10)
def test_scenario_10_not_known_is_a_reply_and_the_gap_stays_open(place: Place) -> None:
    request = asked_and_received(place)
    answering.answer_not_known(
        actor=place.point.actor,
        at=noon(after(5)),
        request_ref=request.ref,
        said=said(after(5), "No record in any service."),
    )
    found = board(place.doctor.actor, today=after(43), choice=BoardChoice())
    (row,) = found.page(0, 25)
    assert (found.not_known, found.late, row.state) == (1, 1, State.NOT_KNOWN)
    assert (found.on_time.numerator, found.on_time.denominator) == (0, 1)
    assert "advice_returned" not in dict(events(place))
    assert duty(place).done_on is None
    give(place.point, request, after(44))
    assert duty(place).done_on == after(44)


def test_declining_is_written_and_closes_without_advice(place: Place) -> None:
    request = asked_and_received(place)
    with pytest.raises(Refusal, match="waiting list"):
        answering.decline_request(
            actor=place.point.actor,
            at=noon(after(3)),
            request_ref=request.ref,
            ground="waiting_list",
            said=said(after(3), "Too long."),
        )
    answering.decline_request(
        actor=place.point.actor,
        at=noon(after(3)),
        request_ref=request.ref,
        ground="incompatible_with_duties",
        said=said(after(3), "We are the court’s expert."),
    )
    request.refresh_from_db()
    assert request.state == State.DECLINED
    told = CaseEvent.objects.in_area(place.area.pk).get(kind="advice_declined")
    assert "declined under section 31" in told.body["note"]
    assert "advice_returned" not in dict(events(place))
    owed = duty(place)
    assert (owed.done_on, owed.ended_on) == (None, after(3))
    page = request_page(place.officer.actor, request_ref=request.ref, today=after(60))
    assert not page.row.is_late(after(60))
    assert due_words(page.row, after(60))[1] == "Declined on 18 April 2025, in time"


def test_what_was_declined_too_late_says_so(place: Place) -> None:
    request = asked_and_received(place)
    decline(place.point, request, after(45))
    page = request_page(place.officer.actor, request_ref=request.ref, today=after(60))
    assert page.row.is_late(after(60))
    assert due_words(page.row, after(60))[1] == "Declined on 30 May 2025, late by 3 days"


def test_a_body_that_declined_may_be_asked_anew_and_its_time_begins_anew(place: Place) -> None:
    decline(place.point, asked_and_received(place), after(3))
    new = NewRequest(
        adviser="health", post_ref=place.speech.post.ref, said=said(after(10), source="online")
    )
    again = asking.ask_for_advice(
        actor=place.officer.actor, at=noon(after(10)), case_ref=place.case.ref, new=new
    )
    assert (again.asked_on, again.received_on) == (after(10), None)
    receive(place, again, after(11))
    assert due_on_of(place.officer.actor, again) == after(11 + 42)


def test_of_a_part_that_declines_the_others_still_owe_theirs(place: Place) -> None:
    """The last that is waited for may be the one that declines: then the whole came back on that day."""
    whole = asked_and_received(place)
    first, second = share(
        place, whole, ("speech_and_language", place.speech), ("camhs", place.camhs)
    )
    give(place.speech, first, after(20))
    assert duty(place).done_on is None
    decline(place.camhs, second, after(43))
    whole.refresh_from_db()
    assert (whole.state, whole.first_given_on) == (State.GIVEN, after(43))
    assert (duty(place).done_on, duty(place).ended_on) == (after(43), None)


def test_where_every_part_declines_the_body_has_declined(place: Place) -> None:
    whole = asked_and_received(place)
    first, second = share(
        place, whole, ("speech_and_language", place.speech), ("camhs", place.camhs)
    )
    decline(place.speech, first, after(20))
    assert duty(place).ended_on is None
    decline(place.camhs, second, after(30))
    whole.refresh_from_db()
    assert (whole.state, whole.ended_on, duty(place).ended_on) == (
        State.DECLINED,
        after(30),
        after(30),
    )


def test_an_exception_is_told_beside_the_day_which_stays(place: Place) -> None:
    request = asked_and_received(place)
    answering.record_not_brought(
        actor=place.point.actor,
        at=noon(after(20)),
        request_ref=request.ref,
        said=said(after(20), "The bus did not come."),
    )
    answering.rely_on_exception(
        actor=place.doctor.actor,
        at=noon(after(21)),
        request_ref=request.ref,
        new=NewReliance(
            ground="EXC-8C",
            because="The hearing test could not be made.",
            evidence="Clinic letter",
            authorised_by="Designated clinical officer",
        ),
        said=said(after(20)),
    )
    assert (duty(place).due_on, duty(place).relies_on) == (DUE, "EXC-8C")
    assert due_on_of(place.doctor.actor, request) == DUE


def test_social_care_and_health_each_say_that_they_took_it_on(place: Place) -> None:
    health, care = asked_and_received(place), asked_and_received(place, adviser="social_care")
    for request in (health, care):
        answering.take_on_request(
            actor=place.point.actor,
            at=noon(after(1)),
            request_ref=request.ref,
            said=said(after(1)),
        )
    rows = CaseEvent.objects.in_area(place.area.pk).filter(kind="advice_accepted").order_by("id")
    assert [each.body["body"] for each in rows] == ["health", "social care"]
