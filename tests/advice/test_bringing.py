"""Advice that was given before the area kept its cases here."""

from datetime import date
from typing import Any

import pytest

from alongside.advice.models import AdviceRequest
from alongside.advice.operations.bringing import GivenBefore, bring_over_advice
from alongside.advice.queries.lists import BoardChoice, board
from alongside.advice.queries.one_request import request_page
from alongside.advice.rules.codes import Act, Adviser, State
from alongside.casework import perms as casework
from alongside.kernel.actor import Actor, system_actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from tests.advice.factories import ASKED, RECEIVED, Place, after, make_place, noon
from tests.advice.happenings import duty
from tests.casework.factories import happen
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    made = make_place(make_area())
    for kind, on in (
        ("advice_request_sent", ASKED),
        ("advice_request_received", RECEIVED),
        ("advice_returned", after(40)),
    ):
        happen(made.head.actor, made.case, kind, on, body="health")
    return made


def operator(place: Place) -> Actor:
    return system_actor(
        name="operator",
        area_id=place.area.pk,
        area_slug=place.area.slug,
        permissions=(casework.BRING_OVER,),
    )


def given(place: Place, **changed: Any) -> GivenBefore:
    facts: dict[str, Any] = {
        "case": place.case,
        "adviser": Adviser.HEALTH,
        "post": place.point.post,
        "asked_on": ASKED,
        "received_on": RECEIVED,
        "given_on": after(40),
        "accepted_on": after(42),
        "source": "post",
    }
    return GivenBefore(**(facts | changed))


def bring(place: Place, *each: GivenBefore, on: date | None = None) -> int:
    return bring_over_advice(actor=operator(place), at=noon(on or after(60)), given=each)


def test_it_has_its_days_and_its_history_and_nobody_has_anything_left_to_do(place: Place) -> None:
    shared = (Adviser.SPEECH, place.speech.post)
    assert bring(place, given(place, service=shared)) == 2
    whole, part = AdviceRequest.objects.in_area(place.area.pk).order_by("id")
    assert (whole.state, part.state, part.part_of) == (State.ACCEPTED, State.ACCEPTED, whole)
    assert whole.first_given_on == part.first_given_on == duty(place).done_on == after(40)
    found = request_page(place.doctor.actor, request_ref=part.ref, today=after(60))
    assert [each.act for each in found.steps] == [Act.CHECK, Act.ENTER, Act.SHARE]
    assert [each.given_on for each in found.submissions] == [after(40)]
    seen = board(place.doctor.actor, today=after(60), choice=BoardChoice())
    assert (seen.on_time.numerator, seen.on_time.denominator, seen.total) == (1, 1, 0)
    assert LedgerEntry.objects.filter(verb="advice.bring_over").count() == 1


def test_days_that_cannot_be_and_whoever_may_not_are_refused(place: Place) -> None:
    for wrong in ({"given_on": ASKED}, {"accepted_on": after(39)}, {"received_on": after(41)}):
        with pytest.raises(Refusal, match="in this order"):
            bring(place, given(place), given(place, **wrong))
    with pytest.raises(Refusal, match="not after today"):
        bring(place, given(place), on=after(41))
    with pytest.raises(Hidden):
        bring_over_advice(actor=place.head.actor, at=noon(after(60)), given=(given(place),))
    assert not AdviceRequest.objects.in_area(place.area.pk).exists()
