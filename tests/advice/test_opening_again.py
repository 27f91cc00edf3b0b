"""A request that ended by mistake is opened again: it and its case say so, and the six weeks are what they were."""

from datetime import date

import pytest

from alongside.advice.models import AdviceCheck, AdviceRequest, EarlierAdvice
from alongside.advice.operations import answering, asking, checking
from alongside.advice.operations.asking import NewRequest
from alongside.advice.operations.checking import NewReuse
from alongside.advice.operations.opening_again import open_request_again
from alongside.advice.outgoing import outgoing_of, row_of_message
from alongside.advice.queries.due import due_on_of
from alongside.advice.queries.one_request import asked_to_do, request_page
from alongside.advice.rules.codes import Act, Direction, Outcome, State
from alongside.advice.rules.opening_again import IS_MERGED
from alongside.casework.models import Case, CaseEvent
from alongside.casework.operations.taking_back import take_back_event
from alongside.kernel.refusals import Hidden, Refusal
from alongside.law.events import IN_ERROR
from alongside.ledger.models import LedgerDetail, LedgerEntry
from alongside.notices.models import Notice
from alongside.people.models import LocalArea, Post
from tests.advice.factories import (
    ASKED,
    DUE,
    RECEIVED,
    Place,
    Somebody,
    after,
    ask,
    asked_and_received,
    assessed,
    check,
    give,
    make_place,
    noon,
    receive,
    said_on,
    share,
)
from tests.advice.happenings import decline, duty, standing_events
from tests.casework.factories import happen
from tests.people.factories import make_area, make_organisation

pytestmark = pytest.mark.django_db
WHY = "It was the request of another child."
DAY = after(30)


@pytest.fixture
def place() -> Place:
    return make_place(make_area())


def withdraw(place: Place, request: AdviceRequest, on: date) -> None:
    asking.withdraw_request(
        actor=place.officer.actor,
        at=noon(on),
        request_ref=request.ref,
        said=said_on(on, "Asked twice."),
    )
    request.refresh_from_db()


def open_again(who: Somebody, request: AdviceRequest, on: date = DAY) -> AdviceRequest:
    made = open_request_again(actor=who.actor, at=noon(on), request_ref=request.ref, why=WHY)
    request.refresh_from_db()
    return made


def why_not(who: Somebody, request: AdviceRequest, on: date = DAY) -> str:
    """The page says it beforehand, and the operation refuses with the same sentence."""
    _, sentence = asked_to_do(who.actor, request_ref=request.ref, act=Act.OPEN_AGAIN, today=on)
    with pytest.raises(Refusal) as refused:
        open_again(who, request, on)
    assert str(refused.value) == sentence
    return sentence


def test_a_request_that_was_withdrawn_is_owed_again_by_the_same_day(place: Place) -> None:
    whole = asked_and_received(place)
    given, owed = share(place, whole, ("speech_and_language", place.speech), ("camhs", place.camhs))
    give(place.speech, given, after(4))
    withdraw(place, whole, after(5))
    assert duty(place).ended_on == after(5)
    open_again(place.officer, whole)
    for each in (given, owed):
        each.refresh_from_db()
    assert (whole.state, given.state, owed.state) == (State.SHARED, State.GIVEN, State.RECEIVED)
    assert (whole.ended_on, owed.ended_on, duty(place).ended_on) == (None, None, None)
    assert duty(place).due_on == DUE == due_on_of(place.officer.actor, owed)
    assert "advice_request_withdrawn" not in standing_events(place)
    give(place.camhs, owed, after(40))
    assert duty(place).done_on == after(40)


def test_it_stays_in_its_history_with_why_and_the_sides_are_told(place: Place) -> None:
    whole = asked_and_received(place)
    share(place, whole, ("camhs", place.camhs))
    withdraw(place, whole, after(5))
    open_again(place.officer, whole)
    found = request_page(place.officer.actor, request_ref=whole.ref, today=DAY)
    again, ended = found.steps[:2]
    assert (again.act, again.words, again.on) == (Act.OPEN_AGAIN, WHY, DAY)
    assert (ended.act, ended.is_undone, ended.may_correct) == (Act.WITHDRAW, True, False)
    taken_back = CaseEvent.objects.in_area(place.area.pk).get(kind=IN_ERROR)
    assert (taken_back.corrects.kind, taken_back.body["note"]) == (
        "advice_request_withdrawn",
        WHY,
    )
    told = Notice.objects.in_area(place.area.pk).filter(code="advice.open_again")
    assert {each.person_id for each in told} == {
        place.point.actor.person_id,
        place.camhs.actor.person_id,
    }
    assert LedgerEntry.objects.filter(verb="advice.open_again").count() == 1
    assert not LedgerDetail.objects.filter(content__contains=WHY).exists()


def test_advice_that_was_accepted_by_mistake_waits_for_its_check_again(place: Place) -> None:
    request = asked_and_received(place)
    submission = give(place.point, request, after(9))
    check(place.doctor, submission, after(10), "accepted")
    with pytest.raises(Hidden):
        open_again(place.officer, request)
    open_again(place.doctor, request)
    submission.refresh_from_db()
    assert (request.state, submission.state) == (State.GIVEN, "given")
    assert (request.first_given_on, request.accepted_on) == (after(9), None)
    assert duty(place).done_on == after(9)
    assert "advice_quality_checked" not in standing_events(place)
    check(place.doctor, submission, after(31), "sent_back", reasons="How often?")
    check(place.doctor, give(place.point, request, after(33)), after(34), "accepted")
    checks = AdviceCheck.objects.in_area(place.area.pk).order_by("id")
    assert [(each.outcome, each.submission is None) for each in checks] == [
        (Outcome.ACCEPTED, True),
        (Outcome.SENT_BACK, False),
        (Outcome.ACCEPTED, False),
    ]
    assert standing_events(place)["advice_quality_checked"] == after(34)
    told = Notice.objects.in_area(place.area.pk).filter(code="advice.open_again")
    assert {each.person_id for each in told} == {
        place.point.actor.person_id,
        place.officer.actor.person_id,
    }


def test_a_part_that_declined_by_mistake_is_owed_and_so_is_the_whole(place: Place) -> None:
    whole = asked_and_received(place)
    first, second = share(
        place, whole, ("speech_and_language", place.speech), ("camhs", place.camhs)
    )
    give(place.speech, first, after(20))
    decline(place.camhs, second, after(22))
    assert duty(place).done_on == after(22)
    assert why_not(place.officer, first) == "This request is open. Nothing has to be put right."
    open_again(place.camhs, second)
    whole.refresh_from_db()
    assert (second.state, whole.state) == (State.RECEIVED, State.SHARED)
    assert (whole.first_given_on, second.ended_on, duty(place).done_on) == (None, None, None)
    notes = CaseEvent.objects.in_area(place.area.pk).filter(kind="note_made", corrected_by=None)
    assert not notes.exists()
    give(place.camhs, second, after(41))
    whole.refresh_from_db()
    assert whole.first_given_on == duty(place).done_on == after(41)


def test_where_every_part_declined_the_whole_opens_with_one_of_them(place: Place) -> None:
    whole = asked_and_received(place)
    first, second = share(
        place, whole, ("speech_and_language", place.speech), ("camhs", place.camhs)
    )
    decline(place.speech, first, after(20))
    decline(place.camhs, second, after(21))
    assert why_not(place.officer, whole).startswith("This was shared with services.")
    open_again(place.doctor, second)
    whole.refresh_from_db()
    assert (whole.state, whole.ended_on, duty(place).ended_on) == (State.SHARED, None, None)
    withdraw(place, whole, after(32))
    second.refresh_from_db()
    assert why_not(place.officer, second, after(33)).startswith("This part ended with")


def test_earlier_advice_that_was_used_again_by_mistake_is_set_aside(place: Place) -> None:
    request = ask(place)
    new = NewReuse(
        title="A report", author="Sal", dated_on=ASKED, how="By e-mail.",
        provider_on=after(1), authority_on=after(1), family_on=after(2),
    )  # fmt: skip
    checking.reuse_advice(
        actor=place.officer.actor,
        at=noon(after(2)),
        request_ref=request.ref,
        new=new,
        said=said_on(after(2)),
    )
    open_again(place.officer, request)
    assert (request.state, request.first_given_on, request.accepted_on) == (State.ASKED, None, None)
    assert standing_events(place) == {"advice_request_sent": ASKED}
    receive(place, request, after(31))
    assert duty(place).due_on == after(31 + 42)
    kept = EarlierAdvice.objects.in_area(place.area.pk).get()
    assert (kept.request, kept.set_aside_from, kept.title) == (None, request, "A report")
    page = request_page(place.officer.actor, request_ref=request.ref, today=DAY)
    assert page.earlier is None


def test_what_was_taken_back_in_the_case_meanwhile_stands_again(place: Place) -> None:
    request = asked_and_received(place)
    answering.take_on_request(
        actor=place.point.actor, at=noon(after(2)), request_ref=request.ref, said=said_on(after(2))
    )
    withdraw(place, request, after(5))
    for kind in ("advice_accepted", "advice_request_received", "advice_request_sent"):
        event = CaseEvent.objects.in_area(place.area.pk).get(kind=kind, corrected_by=None)
        take_back_event(
            actor=place.head.actor, at=noon(after(6)), event_ref=event.ref, why="Never."
        )
    open_again(place.officer, request)
    assert standing_events(place) == {
        "advice_request_sent": ASKED,
        "advice_request_received": RECEIVED,
        "advice_accepted": after(2),
    }
    assert duty(place).due_on == DUE


def test_what_was_asked_again_is_not_opened_beside_it(place: Place) -> None:
    health, care = asked_and_received(place), asked_and_received(place, adviser="social_care")
    for each in (health, care):
        withdraw(place, each, after(5))
    new = NewRequest(adviser="health", post_ref=place.point.post.ref, said=said_on(after(6)))
    asking.ask_for_advice(
        actor=place.officer.actor, at=noon(after(6)), case_ref=place.case.ref, new=new
    )
    happen(place.head.actor, place.case, "advice_request_sent", after(8), body="social care")
    assert "asked again on 21 April 2025" in why_not(place.officer, health)
    assert "asked again on 23 April 2025" in why_not(place.officer, care)


def test_what_is_over_or_was_merged_is_not_opened(place: Place) -> None:
    request, care = asked_and_received(place), asked_and_received(place, adviser="social_care")
    withdraw(place, request, after(5))
    decline(place.point, care, after(5))
    told = Notice.objects.in_area(place.area.pk).filter(code="advice.withdrawn")
    assert [each.person_id for each in told] == [place.point.actor.person_id]
    with pytest.raises(Hidden):
        open_again(place.point, request)
    happen(place.head.actor, place.case, "decided_no_plan", after(7), reasons="No need is found.")
    sentence = why_not(place.officer, request)
    assert sentence.startswith("What this was asked for is over.")
    page = request_page(place.officer.actor, request_ref=request.ref, today=DAY)
    assert (page.why_not_again, Act.OPEN_AGAIN in page.may) == (sentence, False)
    other = assessed(place.head.actor, place.officer.post, family_name="Zed")
    Case.objects.in_area(place.area.pk).filter(pk=place.case.pk).update(merged_into=other)
    assert why_not(place.point, care) == IS_MERGED


def test_whoever_was_sent_the_withdrawal_as_a_message_is_sent_the_request_anew(
    place: Place,
) -> None:
    LocalArea.objects.filter(pk=place.area.pk).update(dfe_code="816")
    clinic = make_organisation(place.area, "Clinic", "health", ods_code="RCB")
    Post.objects.in_area(place.area.pk).filter(pk=place.point.post.pk).update(organisation=clinic)
    request = asked_and_received(place)
    withdraw(place, request, after(5))
    out = outgoing_of(place.officer.actor, request, at=noon(after(6)))
    row_of_message(request, out.message, Direction.OUT, at=noon(after(6)))
    open_again(place.officer, request)
    again = outgoing_of(place.officer.actor, request, at=noon(DAY))
    assert (again.is_new, again.message.sequence) == (True, out.message.sequence + 1)
    assert again.message.body.reference == request.ref  # type: ignore[union-attr]
    answering.take_on_request(
        actor=place.point.actor, at=noon(DAY), request_ref=request.ref, said=said_on(DAY)
    )
    request.refresh_from_db()
    assert request.state == State.TAKEN_ON


def test_one_part_that_was_accepted_by_mistake_opens_the_whole(place: Place) -> None:
    whole = asked_and_received(place)
    parts = share(place, whole, ("speech_and_language", place.speech), ("camhs", place.camhs))
    given = [
        give(who, part, after(20))
        for who, part in zip((place.speech, place.camhs), parts, strict=True)
    ]
    for submission in given:
        check(place.doctor, submission, after(22), "accepted")
    assert standing_events(place)["advice_quality_checked"] == after(22)
    open_again(place.doctor, parts[0])
    whole.refresh_from_db()
    assert (whole.state, whole.accepted_on) == (State.GIVEN, None)
    assert whole.first_given_on == duty(place).done_on == after(20)
    assert "advice_quality_checked" not in standing_events(place)
    check(place.doctor, given[0], after(31), "accepted")
    whole.refresh_from_db()
    assert whole.accepted_on == standing_events(place)["advice_quality_checked"] == after(31)
