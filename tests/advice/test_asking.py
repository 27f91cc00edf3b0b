"""Asking a body for advice, and sharing what was asked: what the case says of it, and which days are kept."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.advice.models import AdviceRequest
from alongside.advice.offers import beside
from alongside.advice.operations import asking, moving
from alongside.advice.operations.asking import NewRequest
from alongside.advice.queries.due import due_on_of
from alongside.advice.queries.lists import requests_of_case
from alongside.advice.queries.one_request import request_page
from alongside.advice.rules.codes import State
from alongside.kernel.refusals import Hidden, Refusal
from alongside.notices.models import Notice
from tests.advice.factories import (
    ASKED,
    DUE,
    RECEIVED,
    Place,
    after,
    ask,
    asked_and_received,
    assessed,
    make_place,
    noon,
    receive,
    share,
)
from tests.advice.happenings import duty, events, said
from tests.casework.factories import happen
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place(make_area())


def test_asking_and_receipt_stand_in_the_case_and_begin_the_six_weeks(place: Place) -> None:
    request = asked_and_received(place)
    assert events(place) == [
        ("advice_request_sent", ASKED),
        ("advice_request_received", RECEIVED),
    ]
    assert duty(place).due_on == due_on_of(place.officer.actor, request) == DUE
    (notice,) = Notice.objects.in_area(place.area.pk)
    assert notice.sentence == "You are asked for advice."


def test_a_body_is_asked_once_while_its_request_is_open(place: Place) -> None:
    ask(place)
    with pytest.raises(Refusal, match="asked already"):
        ask(place)


def test_what_the_case_says_already_is_taken_over_and_not_written_twice(place: Place) -> None:
    happen(place.head.actor, place.case, "advice_request_sent", date(2025, 4, 11), body="health")
    happen(place.head.actor, place.case, "advice_request_received", ASKED, body="health")
    request = ask(place)
    assert (request.asked_on, request.received_on) == (date(2025, 4, 11), ASKED)
    assert request.state == State.RECEIVED
    assert len(events(place)) == 2
    steps = request.steps.order_by("id").values_list("act", "happened_on")
    assert list(steps) == [("ask", date(2025, 4, 11)), ("receive", ASKED)]


def test_no_advice_is_asked_for_before_the_decision_to_assess(place: Place) -> None:
    other = NewRequest(
        adviser="health", post_ref=place.point.post.ref, said=said(ASKED), purpose="review"
    )
    with pytest.raises(Refusal, match="by when you need it"):
        asking.ask_for_advice(
            actor=place.officer.actor, at=noon(ASKED), case_ref=place.case.ref, new=other
        )
    with pytest.raises(Refusal, match="Nothing of this kind is under way"):
        asking.ask_for_advice(
            actor=place.officer.actor,
            at=noon(ASKED),
            case_ref=place.case.ref,
            new=replace(other, purpose="reassessment"),
        )


def test_a_review_has_a_day_of_our_own_and_no_day_of_the_law(place: Place) -> None:
    new = NewRequest(
        adviser="health",
        post_ref=place.point.post.ref,
        said=said(ASKED),
        purpose="review",
        wanted_by_on=date(2025, 5, 5),
    )
    request = asking.ask_for_advice(
        actor=place.officer.actor, at=noon(ASKED), case_ref=place.case.ref, new=new
    )
    receive(place, request)
    assert due_on_of(place.officer.actor, request) == date(2025, 5, 5)
    assert events(place) == []


def test_parts_inherit_the_due_date_of_the_receipt_at_the_single_point(place: Place) -> None:
    whole = asked_and_received(place)
    parts = share(
        place, whole, ("speech_and_language", place.speech), ("camhs", place.camhs), on=after(10)
    )
    assert [due_on_of(place.doctor.actor, each) for each in parts] == [DUE, DUE]
    assert [each.received_on for each in parts] == [RECEIVED, RECEIVED]
    assert events(place)[-1] == ("advice_allocated", after(10))


def test_a_request_goes_to_another_post_and_is_covered(place: Place) -> None:
    request = asked_and_received(place)
    moving.hand_over_request(
        actor=place.point.actor,
        at=noon(after(2)),
        request_ref=request.ref,
        post_ref=place.speech.post.ref,
        note="Her clinic.",
    )
    with pytest.raises(Hidden):
        request_page(place.point.actor, request_ref=request.ref, today=after(2))
    moving.cover_request(
        actor=place.speech.actor,
        at=noon(after(3)),
        request_ref=request.ref,
        post_ref=place.camhs.post.ref,
        until=after(5),
    )
    assert request_page(place.camhs.actor, request_ref=request.ref, today=after(4))
    with pytest.raises(Hidden):
        request_page(place.camhs.actor, request_ref=request.ref, today=after(5))


def test_chasing_and_escalating_tell_posts_and_name_no_child(place: Place) -> None:
    request = asked_and_received(place)
    moving.chase_request(
        actor=place.officer.actor, at=noon(after(43)), request_ref=request.ref, note=""
    )
    moving.escalate_request(
        actor=place.doctor.actor,
        at=noon(after(44)),
        request_ref=request.ref,
        post_ref=place.camhs.post.ref,
        note="Please find somebody who answers.",
    )
    sentences = list(
        Notice.objects.in_area(place.area.pk).order_by("id").values_list("sentence", flat=True)
    )
    assert sentences[1:] == [
        "Advice that you were asked for is late. It was due: 27 May 2025.",
        "Advice that is waited for was brought to you.",
    ]


def test_withdrawing_closes_the_parts_too(place: Place) -> None:
    whole = asked_and_received(place)
    (part,) = share(place, whole, ("camhs", place.camhs))
    asking.withdraw_request(
        actor=place.officer.actor,
        at=noon(after(4)),
        request_ref=whole.ref,
        said=said(after(4), "They moved away."),
    )
    part.refresh_from_db()
    assert part.state == State.WITHDRAWN
    assert duty(place).ended_on == after(4)
    assert [e.state for e in requests_of_case(place.officer.actor, case_ref=place.case.ref)] == [
        State.WITHDRAWN,
        State.WITHDRAWN,
    ]


def test_another_case_cannot_be_asked_about_by_whoever_does_not_read_it(place: Place) -> None:
    place.case = assessed(place.head.actor, place.head.post, family_name="Otherly")
    with pytest.raises(Hidden):
        ask(place)
    assert AdviceRequest.objects.in_area(place.area.pk).count() == 0


def test_the_case_says_until_social_care_is_asked(place: Place) -> None:
    """For every child; what the case says of it from elsewhere counts too."""
    asked_and_received(place)
    assert said_beside(place)[0] == "Social care"
    happen(place.head.actor, place.case, "advice_request_sent", ASKED, body="social care")
    assert said_beside(place) == ["Health, through the single point of access"]


def said_beside(place: Place) -> list[str]:
    found = beside(place.officer.actor, "casework.case", place.case.ref, after(3))
    return [each.title for each in found.items]
