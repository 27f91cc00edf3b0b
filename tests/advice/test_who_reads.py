"""Who reads what was asked and given, who may do something with it, and what the ledger says."""

from dataclasses import replace

import pytest

from alongside.advice.operations import asking, giving
from alongside.advice.queries.lists import BoardChoice, own_requests
from alongside.advice.queries.one_request import request_page, submission_page
from alongside.kernel.refusals import Hidden
from alongside.ledger.models import LedgerDetail, LedgerEntry
from tests.advice.factories import (
    GOOD,
    Place,
    after,
    ask,
    asked_and_received,
    check,
    give,
    make_place,
    noon,
    share,
)
from tests.advice.happenings import said
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place(make_area())


def test_what_is_being_written_is_read_by_its_post_alone(place: Place) -> None:
    request = asked_and_received(place)
    draft = giving.save_writing(
        actor=place.point.actor,
        at=noon(after(2)),
        request_ref=request.ref,
        expected_version=0,
        new=GOOD,
    )
    assert submission_page(place.point.actor, submission_ref=draft.ref, today=after(2)).text
    for who in (place.doctor, place.officer, place.speech):
        with pytest.raises(Hidden):
            submission_page(who.actor, submission_ref=draft.ref, today=after(2))
    seen = request_page(place.officer.actor, request_ref=request.ref, today=after(2))
    assert seen.submissions == ()


def test_a_clinician_sees_their_own_part_and_of_the_others_only_the_service(place: Place) -> None:
    whole = asked_and_received(place)
    mine, other = share(place, whole, ("speech_and_language", place.speech), ("camhs", place.camhs))
    given = give(place.camhs, other, after(3))
    page = request_page(place.speech.actor, request_ref=mine.ref, today=after(3))
    assert (page.others, page.parts, page.whole_ref) == (("camhs",), (), "")
    for adviser in ("social_care", "family", "hearing"):
        asked = ask(place, adviser=adviser)
    asking.withdraw_request(
        actor=place.officer.actor,
        at=noon(after(3)),
        request_ref=asked.ref,
        said=said(after(3), "Hears well."),
    )
    page = request_page(place.speech.actor, request_ref=mine.ref, today=after(3))
    assert page.others == ("camhs", "social_care")
    for ref in (other.ref, whole.ref):
        with pytest.raises(Hidden):
            request_page(place.speech.actor, request_ref=ref, today=after(3))
    with pytest.raises(Hidden):
        submission_page(place.speech.actor, submission_ref=given.ref, today=after(3))
    assert [
        e.ref
        for e in own_requests(place.speech.actor, today=after(3), choice=BoardChoice()).page(0, 9)
    ] == [mine.ref]


def test_who_may_not_do_something_finds_nothing(place: Place) -> None:
    request = asked_and_received(place)
    given = give(place.point, request, after(3))
    for who in (place.point, place.officer, place.speech, place.head):
        with pytest.raises(Hidden):
            check(who, given, after(4), "accepted")
    with pytest.raises(Hidden):
        asking.withdraw_request(
            actor=place.point.actor,
            at=noon(after(4)),
            request_ref=request.ref,
            said=said(after(4), "No."),
        )


def test_the_ledger_names_who_and_says_nothing_of_what(place: Place) -> None:
    request = asked_and_received(place)
    give(place.point, request, after(3), replace(GOOD, text="A secret of hers."))
    entries = LedgerEntry.objects.filter(area_id=place.area.pk, verb__startswith="advice.")
    assert entries.filter(verb="advice.give", person_id=place.point.actor.person_id).exists()
    details = LedgerDetail.objects.filter(entry__area_id=place.area.pk)
    assert "secret" not in " ".join(str(each) for each in details.values_list("content", flat=True))
