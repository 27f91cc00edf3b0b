"""Advice that is given, entered, checked and used again: every day is kept, and no word changes."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.advice.models import AdviceRow
from alongside.advice.operations import checking, giving, rows
from alongside.advice.operations.checking import NewReuse
from alongside.advice.operations.giving import Written
from alongside.advice.operations.rows import NewRow
from alongside.advice.queries.lists import BoardChoice, board
from alongside.advice.queries.one_request import request_page
from alongside.advice.rules.codes import State
from alongside.kernel.refusals import Refusal, Refusals
from tests.advice.factories import (
    ASKED,
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
from tests.advice.happenings import duty, events, said
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place(make_area())


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
    with pytest.raises(Refusals, match=r"Write the advice.*who wrote it.*in which role"):
        give(place.point, request, after(3), Written())
    with pytest.raises(Refusals, match=r"^Say in which role it was written\.$"):
        give(place.point, request, after(3), Written(text="He is well.", author_name="Sam"))


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
