"""Changing a promised date: the old one stays, somebody else consents, and it counts as a slip."""

from datetime import UTC, date, datetime

import pytest

from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Changed, Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerEntry
from alongside.notices.models import Notice
from alongside.plan import operations, queries
from alongside.plan.models import DateChange, Line
from alongside.plan.rules.codes import WhichDate
from tests.access.factories import give
from tests.plan.factories import AT, TODAY, Place, record

pytestmark = pytest.mark.django_db
MAY = PartialDate(2021, 5)
LATER = datetime(2020, 7, 1, 9, 0, tzinfo=UTC)


def ask(
    place: Place, line: Line, new: PartialDate = MAY, which: WhichDate = WhichDate.END
) -> DateChange:
    line.refresh_from_db()
    return operations.ask_date_change(
        actor=place.officer,
        at=AT,
        line_ref=line.ref,
        expected_version=line.version,
        which=which,
        new_date=new,
        reason="The workshops could not meet.",
    )


@pytest.mark.scenario(38)
def test_asking_changes_nothing_yet(place: Place, line: Line) -> None:
    ask(place, line)
    page = queries.line_page(place.chair, line_ref=line.ref, today=TODAY)
    assert page.line.end == PartialDate(2021, 3)
    assert page.line.is_change_waiting
    assert page.line.slip_count == 0


@pytest.mark.scenario(38)
def test_consent_moves_the_date_keeps_the_old_one_and_counts_a_slip(
    place: Place, line: Line
) -> None:
    change = ask(place, line)
    operations.consent_to_date_change(actor=place.chair, at=LATER, change_ref=change.ref)
    page = queries.line_page(place.chair, line_ref=line.ref, today=TODAY)
    assert page.line.end == MAY
    assert (page.line.slip_count, page.line.slip_days) == (1, 61)
    (kept,) = page.date_changes
    assert (kept.old, kept.new, kept.answer) == (PartialDate(2021, 3), MAY, "Consented")
    assert kept.answered_by == "Charlie Chair"
    assert [line.reference for line in queries.slipped_lines(place.chair, today=TODAY)] == ["2.1-A"]


@pytest.mark.scenario(38)
@pytest.mark.both_engines
def test_nobody_consents_to_their_own_change(place: Place, line: Line) -> None:
    both = place.actor("Olive Officer", "head_of_send", "vice_chair")
    change = ask(place, line)
    with pytest.raises(Refusal, match="You asked for this date change"):
        operations.consent_to_date_change(actor=both, at=LATER, change_ref=change.ref)
    line.refresh_from_db()
    assert line.end_on == date(2021, 3, 31)


def test_an_officer_cannot_consent(place: Place, line: Line) -> None:
    change = ask(place, line)
    other = place.actor("Oscar Officer", "head_of_send")
    for answer in (operations.consent_to_date_change, operations.refuse_date_change):
        with pytest.raises(Hidden):
            answer(actor=other, at=LATER, change_ref=change.ref, note="No.")


def test_a_refused_change_leaves_the_date_and_says_why(place: Place, line: Line) -> None:
    change = ask(place, line)
    with pytest.raises(Refusal, match="Say why the date stays"):
        operations.refuse_date_change(actor=place.chair, at=LATER, change_ref=change.ref, note=" ")
    operations.refuse_date_change(
        actor=place.chair, at=LATER, change_ref=change.ref, note="Meet online."
    )
    page = queries.line_page(place.chair, line_ref=line.ref, today=TODAY)
    assert (page.line.end, page.line.slip_count) == (PartialDate(2021, 3), 0)
    assert page.date_changes[0].answer == "Refused"


@pytest.mark.both_engines
def test_a_change_is_answered_once(place: Place, line: Line) -> None:
    change = ask(place, line)
    operations.consent_to_date_change(actor=place.chair, at=LATER, change_ref=change.ref)
    with pytest.raises(Refusal, match="answered already"):
        operations.consent_to_date_change(actor=place.chair, at=LATER, change_ref=change.ref)
    with pytest.raises(Refusal, match="answered already"):
        operations.refuse_date_change(
            actor=place.chair, at=LATER, change_ref=change.ref, note="No."
        )


@pytest.mark.both_engines
def test_only_one_change_of_a_date_waits_at_a_time(place: Place, line: Line) -> None:
    ask(place, line)
    with pytest.raises(Refusals, match="already waiting for the chair"):
        ask(place, line, PartialDate(2021, 6))
    ask(place, line, PartialDate(2020, 7), WhichDate.START)


@pytest.mark.both_engines
def test_a_change_asked_for_on_an_old_view_of_the_line_shows_what_changed(
    place: Place, line: Line
) -> None:
    record(place, line, "on_track")
    with pytest.raises(Changed):
        operations.ask_date_change(
            actor=place.officer,
            at=AT,
            line_ref=line.ref,
            expected_version=1,
            which=WhichDate.END,
            new_date=MAY,
            reason="Late.",
        )


def test_bringing_a_date_forward_is_no_slip(place: Place, line: Line) -> None:
    change = ask(place, line, PartialDate(2021, 1))
    operations.consent_to_date_change(actor=place.chair, at=LATER, change_ref=change.ref)
    page = queries.line_page(place.chair, line_ref=line.ref, today=TODAY)
    assert (page.line.end, page.line.slip_count) == (PartialDate(2021, 1), 0)


def test_two_consents_that_would_cross_the_dates_are_refused(place: Place, line: Line) -> None:
    start = ask(place, line, PartialDate(2021, 3, 20), WhichDate.START)
    end = ask(place, line, PartialDate(2021, 2, 1))
    operations.consent_to_date_change(actor=place.chair, at=LATER, change_ref=start.ref)
    with pytest.raises(Refusal, match="The end would be before the start"):
        operations.consent_to_date_change(actor=place.chair, at=LATER, change_ref=end.ref)


def test_the_chair_is_told_and_then_the_asker(place: Place, line: Line) -> None:
    give(place.area, place.person("Charlie Chair"), "chair", at=AT)
    change = ask(place, line)
    (told,) = Notice.objects.in_area(place.area.pk)
    assert told.person == place.person("Charlie Chair")
    assert told.sentence == "A date change for 2.1-A waits for your consent."
    operations.consent_to_date_change(actor=place.chair, at=LATER, change_ref=change.ref)
    answer = Notice.objects.in_area(place.area.pk).exclude(pk=told.pk).get()
    assert answer.person == place.person("Olive Officer")


def test_a_date_that_was_never_published_is_set_once_and_then_needs_consent(
    place: Place, line: Line
) -> None:
    outcome = line.parent
    given = {"actor": place.officer, "at": AT, "line_ref": outcome.ref, "which": WhichDate.END}
    operations.set_first_date(expected_version=1, new_date=MAY, **given)
    with pytest.raises(Refusal, match="Ask for a date change"):
        operations.set_first_date(expected_version=2, new_date=PartialDate(2021, 6), **given)


def test_waiting_changes_come_first_and_the_oldest_of_them_on_top(place: Place, line: Line) -> None:
    first = ask(place, line)
    second = ask(place, line, PartialDate(2020, 7), WhichDate.START)
    operations.refuse_date_change(actor=place.chair, at=LATER, change_ref=first.ref, note="No.")
    assert [c.ref for c in queries.date_changes(place.chair)] == [second.ref, first.ref]
    assert [c.ref for c in queries.date_changes(place.chair, only_waiting=True)] == [second.ref]


@pytest.mark.both_engines
def test_whoever_asked_withdraws_it_and_another_can_be_asked(place: Place, line: Line) -> None:
    first = ask(place, line)
    other = place.actor("Olaf Other", "head_of_send")
    with pytest.raises(Refusal, match="Only the person who asked"):
        operations.withdraw_date_change(actor=other, at=LATER, change_ref=first.ref)
    operations.withdraw_date_change(actor=place.officer, at=LATER, change_ref=first.ref)
    with pytest.raises(Refusal, match="answered already"):
        operations.consent_to_date_change(actor=place.chair, at=LATER, change_ref=first.ref)
    assert LedgerEntry.objects.filter(verb="plan.withdraw_date_change").exists()
    assert ask(place, line).ref != first.ref


def test_a_date_before_the_document_is_refused(place: Place, line: Line) -> None:
    with pytest.raises(Refusals, match="March 1900 is before the document"):
        ask(place, line, PartialDate(1900, 3))
