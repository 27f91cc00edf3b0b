"""From asking to acceptance: what the case says of it, who may do what, and which days are kept."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.advice.keeping import Said
from alongside.advice.models import AdviceRequest, AdviceRow
from alongside.advice.offers import beside
from alongside.advice.operations import answering, asking, checking, giving, moving, rows
from alongside.advice.operations.answering import NewReliance
from alongside.advice.operations.asking import NewRequest
from alongside.advice.operations.checking import NewReuse
from alongside.advice.operations.giving import Written
from alongside.advice.operations.rows import NewRow
from alongside.advice.pages.parts import due_words
from alongside.advice.queries.due import due_on_of
from alongside.advice.queries.lists import BoardChoice, board, own_requests, requests_of_case
from alongside.advice.queries.one_request import request_page, submission_page
from alongside.advice.rules.codes import State
from alongside.casework.models import CaseDuty, CaseEvent
from alongside.casework.operations import correct_event
from alongside.casework.rules.bodies import ToBody
from alongside.casework.rules.recording import NewEvent
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerDetail, LedgerEntry
from alongside.notices.models import Notice
from tests.advice.factories import (
    ASKED,
    DUE,
    GOOD,
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
    share,
)
from tests.casework.factories import happen
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place(make_area())


def events(place: Place) -> list[tuple[str, date]]:
    rows = CaseEvent.objects.in_area(place.area.pk).filter(case=place.case)
    found = rows.filter(kind__startswith="advice_").order_by("id")
    return list(found.values_list("kind", "happened_on"))


def duty(place: Place) -> CaseDuty:
    return CaseDuty.objects.in_area(place.area.pk).get(case=place.case, rule="ADV-6W")


def decline(who: Somebody, request: AdviceRequest, on: date) -> None:
    answering.decline_request(
        actor=who.actor,
        at=noon(on),
        request_ref=request.ref,
        ground="adverse_to_functions",
        said=Said(on=on, note="In writing."),
    )


def said(on: date, note: str = "", source: str = "email") -> Said:
    return Said(on=on, note=note, source=source)


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


def test_correcting_the_receipt_in_the_case_moves_every_due_date(place: Place) -> None:
    """No due date is kept here: it is read from the law’s duties."""
    whole = asked_and_received(place)
    (part,) = share(place, whole, ("camhs", place.camhs))
    event = CaseEvent.objects.in_area(place.area.pk).get(kind="advice_request_received")
    correct_event(
        actor=place.head.actor,
        at=noon(after(3)),
        event_ref=event.ref,
        new=NewEvent(
            kind=event.kind, happened_on=after(2), source="email", body=ToBody(body="health")
        ),
        why="The e-mail came later.",
    )
    assert due_on_of(place.doctor.actor, part) == after(44)


def test_the_whole_came_back_on_the_day_of_its_last_part(place: Place) -> None:
    whole = asked_and_received(place)
    first, second = share(
        place, whole, ("speech_and_language", place.speech), ("camhs", place.camhs)
    )
    give(place.speech, first, after(20))
    assert "advice_returned" not in dict(events(place))
    give(place.camhs, second, after(30))
    assert dict(events(place))["advice_returned"] == after(30)
    assert duty(place).done_on == after(30)
    whole.refresh_from_db()
    assert (whole.state, whole.first_given_on) == (State.GIVEN, after(30))


@pytest.mark.scenario(9)
def test_scenario_09_day_42_day_43_and_never_are_a_third(place: Place) -> None:
    whole = asked_and_received(place)
    parts = share(
        place,
        whole,
        ("speech_and_language", place.speech),
        ("physiotherapy", place.physio),
        ("camhs", place.camhs),
    )
    give(place.speech, parts[0], after(42))
    give(place.physio, parts[1], after(43))
    found = board(place.doctor.actor, today=after(42), choice=BoardChoice())
    assert (found.on_time.numerator, found.on_time.denominator) == (0, 0)
    found = board(place.doctor.actor, today=after(50), choice=BoardChoice())
    assert (found.on_time.numerator, found.on_time.denominator) == (1, 3)
    assert found.on_time.percent(0) == 33
    assert found.late == 1


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


@pytest.mark.scenario(11)
def test_scenario_11_sent_back_with_reasons_and_every_day_is_kept(place: Place) -> None:
    request = asked_and_received(place)
    first = give(place.point, request, after(40))
    with pytest.raises(Refusal, match="why it is sent back"):
        check(place.doctor, first, after(44), "sent_back")
    check(place.doctor, first, after(44), "sent_back", reasons="How often?", themes=("provision",))
    request.refresh_from_db()
    assert request.state == State.SENT_BACK
    second = give(place.point, request, after(50))
    check(place.doctor, second, after(51), "accepted")
    request.refresh_from_db()
    assert (request.first_given_on, request.given_on, request.accepted_on) == (
        after(40),
        after(50),
        after(51),
    )
    page = request_page(place.doctor.actor, request_ref=request.ref, today=after(51))
    assert [(e.number, e.state, e.reasons) for e in page.submissions] == [
        (2, "accepted", ""),
        (1, "sent_back", "How often?"),
    ]
    assert dict(events(place))["advice_returned"] == after(40)
    assert dict(events(place))["advice_quality_checked"] == after(51)
    found = board(place.doctor.actor, today=after(60), choice=BoardChoice())
    assert (found.on_time.numerator, found.on_time.denominator) == (1, 1)


@pytest.mark.scenario(14)
def test_scenario_14_what_came_by_post_is_entered_with_its_day_and_source(place: Place) -> None:
    request = asked_and_received(place)
    giving.enter_advice(
        actor=place.officer.actor,
        at=noon(after(45)),
        request_ref=request.ref,
        new=GOOD,
        said=said(after(41), source="post"),
    )
    request.refresh_from_db()
    assert request.first_given_on == after(41)
    assert duty(place).done_on == after(41)
    page = request_page(place.officer.actor, request_ref=request.ref, today=after(45))
    (line,) = page.submissions
    assert (line.is_entered_for, line.source, line.entered_by) == (True, "post", "Olive Officer")
    assert line.author == "Sal Speech"


def test_advice_is_not_received_before_it_was_asked_for(place: Place) -> None:
    request = asked_and_received(place)
    with pytest.raises(Refusal, match="when it was asked for or received"):
        giving.enter_advice(
            actor=place.officer.actor,
            at=noon(after(3)),
            request_ref=request.ref,
            new=GOOD,
            said=said(ASKED),
        )


def test_advice_needs_words_or_a_file_and_an_author(place: Place) -> None:
    request = asked_and_received(place)
    with pytest.raises(Refusal, match="Write the advice"):
        give(place.point, request, after(3), Written())
    with pytest.raises(Refusal, match="in which role"):
        give(place.point, request, after(3), Written(text="He is well."))


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


def test_earlier_advice_with_all_three_consents_counts_as_advice(place: Place) -> None:
    request = ask(place)
    new = NewReuse(
        title="Report of January",
        author="Dr Dora Doctor",
        dated_on=date(2025, 1, 20),
        provider_on=after(1),
        authority_on=after(2),
        family_on=after(3),
        how="By e-mail, and by phone with the family.",
    )
    checking.reuse_advice(
        actor=place.officer.actor,
        at=noon(after(4)),
        request_ref=request.ref,
        new=new,
        said=said(after(4)),
    )
    request.refresh_from_db()
    assert (request.state, request.accepted_on) == (State.ACCEPTED, after(3))
    assert dict(events(place))["advice_returned"] == after(3)


def test_nobody_checks_what_they_wrote(place: Place) -> None:
    request = asked_and_received(place)
    both = replace(
        place.point.actor, holdings=(*place.point.actor.holdings, *place.doctor.actor.holdings)
    )
    first = give(place.point, request, after(3))
    with pytest.raises(Refusal, match="You wrote this"):
        checking.check_advice(
            actor=both,
            at=noon(after(4)),
            submission_ref=first.ref,
            new=checking.NewCheck(outcome="accepted"),
        )


def test_what_was_given_never_changes_and_an_amendment_begins_from_it(place: Place) -> None:
    request = asked_and_received(place)
    draft = giving.save_writing(
        actor=place.point.actor,
        at=noon(after(2)),
        request_ref=request.ref,
        expected_version=0,
        new=GOOD,
    )
    row = rows.mark_row(
        actor=place.point.actor,
        at=noon(after(2)),
        submission_ref=draft.ref,
        new=NewRow(kind="need", words="She loses the end of sentences."),
    )
    rows.mark_row(
        actor=place.point.actor,
        at=noon(after(2)),
        submission_ref=draft.ref,
        new=NewRow(kind="provision", words="Therapy", meets=row.ref),
    )
    first = give(place.point, request, after(3))
    assert first.pk == draft.pk
    with pytest.raises(Refusal, match="do not change any more"):
        rows.remove_row(actor=place.point.actor, at=noon(after(3)), row_ref=row.ref)
    check(place.doctor, first, after(4), "sent_back", reasons="How often?")
    again = giving.save_writing(
        actor=place.point.actor,
        at=noon(after(5)),
        request_ref=request.ref,
        expected_version=0,
        new=replace(GOOD, text="Twice a week."),
    )
    copied = AdviceRow.objects.in_area(place.area.pk).filter(submission=again)
    assert [(e.kind, e.meets.words if e.meets else "") for e in copied] == [
        ("need", ""),
        ("provision", "She loses the end of sentences."),
    ]
    first.refresh_from_db()
    assert first.text == GOOD.text


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
    assert [
        e.state
        for e in requests_of_case(place.officer.actor, case_ref=place.case.ref, today=after(4))
    ] == [
        State.WITHDRAWN,
        State.WITHDRAWN,
    ]


def test_social_care_and_health_each_say_that_they_took_it_on(place: Place) -> None:
    """The law counts taking on once for all bodies; the second is a note."""
    health, care = asked_and_received(place), asked_and_received(place, adviser="social_care")
    for request in (health, care):
        answering.take_on_request(
            actor=place.point.actor,
            at=noon(after(1)),
            request_ref=request.ref,
            said=said(after(1)),
        )
    assert [kind for kind, _ in events(place)].count("advice_accepted") == 1


def test_the_ledger_names_who_and_says_nothing_of_what(place: Place) -> None:
    request = asked_and_received(place)
    give(place.point, request, after(3), replace(GOOD, text="A secret of hers."))
    entries = LedgerEntry.objects.filter(area_id=place.area.pk, verb__startswith="advice.")
    assert entries.filter(verb="advice.give", person_id=place.point.actor.person_id).exists()
    details = LedgerDetail.objects.filter(entry__area_id=place.area.pk)
    assert "secret" not in " ".join(str(each) for each in details.values_list("content", flat=True))


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
