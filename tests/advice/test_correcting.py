"""A day that was typed wrongly: the request and its case say the right one, and the old one stays readable."""

from datetime import date, timedelta

import pytest

from alongside.advice import on_the_case
from alongside.advice.keeping import Said
from alongside.advice.models import AdviceCheck, AdviceRequest, DayCorrected
from alongside.advice.operations import answering, asking, checking, giving
from alongside.advice.operations.answering import NewReliance
from alongside.advice.operations.checking import NewReuse
from alongside.advice.operations.correcting import NewDay, correct_day
from alongside.advice.operations.opening_again import open_request_again
from alongside.advice.queries.due import due_on_of
from alongside.advice.queries.one_request import request_page
from alongside.advice.rules.codes import Act
from alongside.casework.models import CaseEvent
from alongside.casework.operations.events import correct_event
from alongside.casework.rules.bodies import NOTE, Body, ToBody
from alongside.casework.rules.recording import NewEvent
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerDetail, LedgerEntry
from tests.advice.factories import (
    ASKED,
    GOOD,
    RECEIVED,
    Place,
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
from tests.advice.happenings import decline, duty, events, standing_events
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db
WHY = {"why": "The stamp was read wrongly.", "shown_by": "The stamp on the letter."}
TODAY = after(90)
SIX_WEEKS = timedelta(weeks=6)


@pytest.fixture
def place() -> Place:
    return make_place(make_area())


def correct(
    who: Actor, request: AdviceRequest, act: Act, on: date, today: date = TODAY, last: bool = False
) -> DayCorrected:
    """The first step of that kind, or the last."""
    acts = list(request.steps.order_by("id").values_list("act", flat=True))
    found = [number for number, each in enumerate(acts, start=1) if each == act]
    return correct_day(
        actor=who,
        at=noon(today),
        request_ref=request.ref,
        number=found[-1 if last else 0],
        new=NewDay(on=on, **WHY),
    )


def standing(place: Place, kind: str) -> CaseEvent:
    return CaseEvent.objects.in_area(place.area.pk).get(
        case=place.case, kind=kind, corrected_by=None
    )


def day_of(place: Place, kind: str) -> date:
    return standing(place, kind).happened_on


def test_a_corrected_receipt_counts_the_six_weeks_anew(place: Place) -> None:
    request = asked_and_received(place)
    correct(place.point.actor, request, Act.RECEIVE, ASKED)
    request.refresh_from_db()
    assert request.received_on == ASKED
    assert day_of(place, "advice_request_received") == ASKED
    assert duty(place).due_on == ASKED + SIX_WEEKS
    assert due_on_of(place.officer.actor, request) == ASKED + SIX_WEEKS
    told = standing(place, "advice_request_received").body
    assert told["why_corrected"] == WHY["why"]
    assert WHY["shown_by"] in told["note"]


def test_the_old_day_stays_readable_with_why(place: Place) -> None:
    request = asked_and_received(place)
    correct(place.officer.actor, request, Act.RECEIVE, after(2))
    correct(place.officer.actor, request, Act.RECEIVE, after(1))
    found = request_page(place.officer.actor, request_ref=request.ref, today=TODAY)
    (step,) = (each for each in found.steps if each.act is Act.RECEIVE)
    assert step.on == after(1)
    assert [each.was_on for each in step.corrections] == [RECEIVED, after(2)]
    assert step.corrections[0].why == WHY["why"]
    assert request.steps.get(act=Act.RECEIVE.value).happened_on == RECEIVED


def test_a_correction_is_one_entry_of_the_ledger_beside_that_of_the_case(place: Place) -> None:
    request = asked_and_received(place)
    before = LedgerEntry.objects.count()
    correct(place.officer.actor, request, Act.RECEIVE, after(1))
    verbs = list(LedgerEntry.objects.order_by("pk").values_list("verb", flat=True)[before:])
    assert verbs.count("advice.correct_day") == 1
    assert verbs.count("casework.correct_event") == 1
    details = LedgerDetail.objects.filter(entry__verb="advice.correct_day")
    assert WHY["why"] not in details.get().content


def test_the_parts_show_the_corrected_receipt_and_inherit_the_day(place: Place) -> None:
    whole = asked_and_received(place)
    speech, camhs = share(
        place, whole, ("speech_and_language", place.speech), ("camhs", place.camhs), on=after(3)
    )
    correct(place.doctor.actor, whole, Act.RECEIVE, after(2))
    for part in (speech, camhs):
        part.refresh_from_db()
        assert part.received_on == after(2)
        assert due_on_of(place.officer.actor, part) == duty(place).due_on == after(2) + SIX_WEEKS


def test_advice_that_was_entered_for_the_wrong_day_came_on_the_right_one(place: Place) -> None:
    request = asked_and_received(place)
    given = giving.enter_advice(
        actor=place.officer.actor,
        at=noon(after(50)),
        request_ref=request.ref,
        new=GOOD,
        said=Said(on=after(43)),
    )
    correct(place.officer.actor, request, Act.ENTER, after(41))
    request.refresh_from_db()
    given.refresh_from_db()
    assert request.first_given_on == request.given_on == given.given_on == after(41)
    assert duty(place).done_on == after(41)


def test_a_whole_came_back_on_the_corrected_day_of_its_last_part(place: Place) -> None:
    whole = asked_and_received(place)
    first, second = share(
        place, whole, ("speech_and_language", place.speech), ("camhs", place.camhs)
    )
    give(place.speech, first, after(20))
    give(place.camhs, second, after(43))
    correct(place.doctor.actor, second, Act.GIVE, after(41))
    whole.refresh_from_db()
    assert whole.first_given_on == day_of(place, "advice_returned") == after(41)
    correct(place.doctor.actor, second, Act.GIVE, after(10))
    whole.refresh_from_db()
    assert whole.first_given_on == day_of(place, "advice_returned") == after(20)


def test_accepted_and_sent_back_keep_their_own_corrected_days(place: Place) -> None:
    request = asked_and_received(place)
    check(
        place.doctor, give(place.point, request, after(20)), after(22), "sent_back", reasons="No."
    )
    check(place.doctor, give(place.point, request, after(30)), after(33), "accepted")
    correct(place.doctor.actor, request, Act.CHECK, after(21))
    correct(place.doctor.actor, request, Act.CHECK, after(32), last=True)
    request.refresh_from_db()
    checks = AdviceCheck.objects.in_area(place.area.pk).order_by("id")
    assert list(checks.values_list("checked_on", flat=True)) == [after(21), after(32)]
    assert request.accepted_on == day_of(place, "advice_quality_checked") == after(32)


def test_a_part_that_declined_and_the_whole_end_on_the_corrected_day(place: Place) -> None:
    whole = asked_and_received(place)
    (part,) = share(place, whole, ("camhs", place.camhs))
    decline(place.camhs, part, after(8))
    correct(place.camhs.actor, part, Act.DECLINE, after(7))
    for each in (whole, part):
        each.refresh_from_db()
        assert each.ended_on == after(7)
    assert day_of(place, "advice_declined") == duty(place).ended_on == after(7)


def test_a_request_that_was_withdrawn_ended_with_its_parts_on_the_corrected_day(
    place: Place,
) -> None:
    whole = asked_and_received(place)
    (part,) = share(place, whole, ("camhs", place.camhs))
    asking.withdraw_request(
        actor=place.officer.actor,
        at=noon(after(5)),
        request_ref=whole.ref,
        said=said_on(after(5), "Moved away."),
    )
    correct(place.officer.actor, whole, Act.WITHDRAW, after(4))
    part.refresh_from_db()
    assert part.ended_on == day_of(place, "advice_request_withdrawn") == after(4)


def test_asked_and_taken_on_are_corrected_in_the_case_too(place: Place) -> None:
    request = asked_and_received(place)
    answering.take_on_request(
        actor=place.point.actor, at=noon(after(3)), request_ref=request.ref, said=said_on(after(3))
    )
    correct(place.officer.actor, request, Act.ASK, date(2025, 4, 11))
    correct(place.point.actor, request, Act.TAKE_ON, after(2))
    assert dict(events(place))["advice_accepted"] == after(2)
    assert day_of(place, "advice_request_sent") == date(2025, 4, 11)


def test_a_ground_and_a_note_of_the_case_move_with_their_steps(place: Place) -> None:
    request = asked_and_received(place)
    answering.answer_not_known(
        actor=place.point.actor, at=noon(after(3)), request_ref=request.ref, said=said_on(after(3))
    )
    answering.rely_on_exception(
        actor=place.point.actor,
        at=noon(after(4)),
        request_ref=request.ref,
        new=NewReliance(
            ground="EXC-8A", because="Ill.", evidence="A letter.", authorised_by="Head"
        ),
        said=said_on(after(4)),
    )
    correct(place.point.actor, request, Act.NOT_KNOWN, after(2))
    correct(place.point.actor, request, Act.RELY, after(3))
    assert day_of(place, "exception_relied_on") == after(3)
    assert day_of(place, NOTE) == after(2)


def test_earlier_advice_is_used_again_from_the_corrected_day_of_the_last_agreement(
    place: Place,
) -> None:
    request = asked_and_received(place)
    new = NewReuse(
        title="A report", author="Sal", dated_on=ASKED, how="By e-mail.",
        provider_on=after(1), authority_on=after(2), family_on=after(6),
    )  # fmt: skip
    checking.reuse_advice(
        actor=place.officer.actor,
        at=noon(after(6)),
        request_ref=request.ref,
        new=new,
        said=said_on(after(6)),
    )
    with pytest.raises(Refusal, match="Another of the three agreed later"):
        correct(place.officer.actor, request, Act.REUSE, after(1))
    correct(place.officer.actor, request, Act.REUSE, after(5))
    request.refresh_from_db()
    assert request.earlier_advice.family_on == request.accepted_on == after(5)
    assert day_of(place, "advice_returned") == after(5)


def test_an_order_that_cannot_be_is_refused_in_words(place: Place) -> None:
    request = asked_and_received(place)
    give(place.point, request, after(9))
    with pytest.raises(Refusal, match=r"is after 24 April 2025.*“Advice was received”"):
        correct(place.officer.actor, request, Act.RECEIVE, after(10))
    with pytest.raises(Refusal, match=r"is before 14 April 2025.*“Asked for advice”"):
        correct(place.officer.actor, request, Act.RECEIVE, date(2025, 4, 11))
    with pytest.raises(Refusal, match="still to come"):
        correct(place.officer.actor, request, Act.GIVE, after(12), today=after(11))
    request.refresh_from_db()
    assert (request.received_on, request.first_given_on) == (RECEIVED, after(9))
    assert not DayCorrected.objects.in_area(place.area.pk).exists()


def test_no_author_says_that_advice_came_earlier_and_no_stranger_finds_it(place: Place) -> None:
    request = asked_and_received(place)
    give(place.point, request, after(43))
    for who in (place.point, place.speech):
        with pytest.raises(Hidden):
            correct(who.actor, request, Act.GIVE, after(41))


def by_hand(place: Place, event: CaseEvent, on: date, note: str = "A stamped letter.") -> CaseEvent:
    new = NewEvent(
        kind=event.kind,
        happened_on=on,
        source="email",
        body=ToBody(body=event.body["body"], note=note),
    )
    return correct_event(
        actor=place.head.actor, at=noon(TODAY), event_ref=event.ref, new=new, why="Wrong."
    )


def test_a_day_that_a_request_says_is_corrected_there_and_not_in_the_case(place: Place) -> None:
    request = asked_and_received(place)
    submission = give(place.point, request, after(9))
    check(place.doctor, submission, after(10), "accepted")
    for kind in ("advice_request_sent", "advice_request_received", "advice_returned"):
        with pytest.raises(Refusal, match="single point of access, asked on 14 April 2025"):
            by_hand(place, standing(place, kind), after(5))
    noted = by_hand(place, standing(place, "advice_returned"), after(9), "It came in two parts.")
    assert noted.body["note"] == "It came in two parts."
    correct(place.officer.actor, request, Act.GIVE, after(8))
    assert day_of(place, "advice_returned") == after(8)


def test_what_is_accepted_and_what_steps_say_is_corrected_at_the_request(
    place: Place,
) -> None:
    request = asked_and_received(place)
    answering.record_not_brought(
        actor=place.point.actor, at=noon(after(4)), request_ref=request.ref, said=said_on(after(4))
    )
    check(place.doctor, give(place.point, request, after(9)), after(10), "accepted")
    for kind, body in (
        ("appointment_missed", Body(note="A dated letter.")),
        ("advice_quality_checked", ToBody(body="health", note="A dated letter.")),
    ):
        event = standing(place, kind)
        new = NewEvent(kind=kind, happened_on=after(5), source="email", body=body)
        with pytest.raises(Refusal, match="choose “Correct the day”"):
            correct_event(
                actor=place.head.actor, at=noon(TODAY), event_ref=event.ref, new=new, why="Wrong."
            )
    correct(place.point.actor, request, Act.NOT_BROUGHT, after(3))
    assert day_of(place, "appointment_missed") == after(3)


def test_an_acceptance_from_before_each_body_had_its_own_moves_and_goes_with_its_request(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    health, other = (
        asked_and_received(place),
        asked_and_received(place, adviser="educational_psychology"),
    )
    for request, checker, days in ((health, place.doctor, 9), (other, place.head, 11)):
        given = give(place.point, request, after(days))
        with monkeypatch.context() as before:
            before.setattr(on_the_case, "class_of", lambda kind, rules: Body)
            check(checker, given, after(days + 1), "accepted")
    old = standing(place, "advice_quality_checked")
    assert (old.body.get("body"), old.happened_on) == (None, after(10))
    correct(place.head.actor, other, Act.CHECK, after(13))
    assert day_of(place, "advice_quality_checked") == after(10)
    correct(place.doctor.actor, health, Act.CHECK, after(11))
    moved = standing(place, "advice_quality_checked")
    assert (moved.body["body"], moved.happened_on) == ("health", after(11))
    open_request_again(
        actor=place.doctor.actor, at=noon(TODAY), request_ref=health.ref, why="Not read."
    )
    assert "advice_quality_checked" not in standing_events(place)


def test_a_day_that_no_request_says_is_corrected_in_the_case(place: Place) -> None:
    ask(place, adviser="social_care")
    request = asked_and_received(place)
    event = standing(place, "advice_request_received")
    AdviceRequest.objects.in_area(place.area.pk).filter(pk=request.pk).update(received_on=after(1))
    assert by_hand(place, event, after(1)).happened_on == after(1)
