"""What changed since a day, and a line's story: everything, in order, with the month or day it is about."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.kernel.dates import PartialDate
from alongside.people import operations as people
from alongside.people.models import PostHolding
from alongside.plan import operations, queries
from alongside.plan.commands import Assessment, ImpactReply, NewLine, RiskDetails
from alongside.plan.models import Line, StatusEntry
from alongside.plan.rules.codes import AnswerKind, LineKind, Partner, RiskKind, Verdict, WhichDate
from tests.plan.factories import AT, TODAY, Place, complete, lead, record
from tests.plan.factories import LETTER as NOTE

pytestmark = pytest.mark.django_db
LATER = date(2021, 6, 1)


def changed(place: Place, line: Line, since: date = TODAY) -> list[str]:
    page = queries.changes_page(
        place.chair, statement_ref=line.statement.ref, since=since, today=LATER
    )
    return [change.words for change in page.changes]


def story(place: Place, line: Line) -> list[str]:
    page = queries.line_page(place.chair, line_ref=line.ref, today=LATER)
    return [event.words for event in page.story]


def end_holding(place: Place, on: date) -> None:
    holding = PostHolding.objects.in_area(place.area.pk).get()
    people.end_holding(actor=place.operator(), at=AT, ref=holding.ref, held_until=on)


def test_a_holder_who_leaves_a_lead_post_is_told(place: Place, line: Line) -> None:
    lead(place, line, Partner.COUNCIL, "Director", "Dora Director")
    end_holding(place, date(2020, 9, 1))
    words = "Council lead: Dora Director is no longer Director"
    assert words in changed(place, line)
    assert words not in changed(place, line, date(2020, 9, 2))
    assert story(place, line)[-2:] == ["Council lead: Director", words]


def test_an_organisation_that_follows_another_is_told(place: Place, line: Line) -> None:
    lead(place, line, Partner.HEALTH, "Chief Nurse", "Nora Nurse")
    board = people.register_organisation(
        actor=place.operator(), at=AT, name="York ICB", kind="health"
    )
    people.record_succession(
        actor=place.operator(),
        at=AT,
        predecessor=place.health,
        successor=board,
        followed_on=date(2020, 7, 1),
    )
    words = "York ICB answers for what City of York CCG promised"
    assert words in changed(place, line)
    assert words in story(place, line)


def test_a_line_that_its_date_made_late_is_told(place: Place, line: Line) -> None:
    record(place, line, "on_track")
    words = "Delayed since 1 April 2021, because its end date passed"
    assert words in changed(place, line)
    assert words not in changed(place, line, date(2021, 4, 2))


def test_a_promise_that_came_after_the_plan_is_told(place: Place, line: Line) -> None:
    new = NewLine(LineKind.ACTION, "1.1-b", "Ask every school", parent_ref=line.parent.ref)
    operations.add_line(
        actor=place.officer,
        at=AT + timedelta(days=30),
        statement_ref=line.statement.ref,
        new=new,
    )
    words = "Action added: Ask every school"
    assert words in changed(place, line)
    assert words not in changed(place, line, TODAY + timedelta(days=60))


def test_a_status_that_was_brought_in_is_nobodys_judgement(place: Place, line: Line) -> None:
    record(place, line, "on_track")
    StatusEntry.objects.in_area(place.area.pk).filter(line=line).update(as_published=True)
    page = queries.line_page(place.chair, line_ref=line.ref, today=LATER)
    (told,) = [event for event in page.story if event.kind == "status"]
    assert told.by == ""
    assert told.body.startswith("Brought in from the published document on")


def test_answers_to_impacts_and_assessments_of_risks_are_told(place: Place, line: Line) -> None:
    by = {"actor": place.officer, "at": AT}
    impact = operations.add_impact(**by, line_ref=line.parent.ref, text="Families wait less")
    operations.answer_impact(
        actor=place.forum,
        at=AT,
        impact_ref=impact.ref,
        reply=ImpactReply(
            kind=AnswerKind.FORUM, answered_on=TODAY, verdict=Verdict.NOT_YET, text="No."
        ),
    )
    risk = operations.raise_risk(
        **by,
        statement_ref=line.statement.ref,
        details=RiskDetails(RiskKind.RISK, "Nobody to write it"),
        assessment=Assessment(TODAY, 4, 4, 2, 3),
    )
    operations.assess_risk(
        actor=place.officer,
        at=AT + timedelta(hours=1),
        risk_ref=risk.ref,
        assessment=Assessment(TODAY, 4, 4, 4, 3, note="Worse."),
    )
    found = changed(place, line)
    assert "Impact. The forum’s view: not yet" in found
    assert "Risk raised: Nobody to write it" in found
    assert "Risk assessed, now 12 of 25: Nobody to write it" in found


def published(line: Line, code: str, month: date) -> None:
    StatusEntry.objects.create(
        area_id=line.area_id,
        line=line,
        code=code,
        status_on=month,
        status_precision="month",
        as_published=True,
        printed="Words",
        recorded_at=AT,
    )


def test_what_was_only_copied_from_a_document_is_told_apart(place: Place, line: Line) -> None:
    published(line, "on_track", date(2020, 5, 1))
    record(place, line, "progressing_delayed", date(2020, 6, 15), forecast=PartialDate(2021, 9))
    page = queries.changes_page(
        place.chair, statement_ref=line.statement.ref, since=date(2020, 1, 1), today=LATER
    )
    told = {change.words: change.is_copied for change in page.changes if change.kind == "status"}
    assert [told[words] for words in sorted(told)] == [
        "as published" in words for words in sorted(told)
    ]
    assert set(told.values()) == {True, False}


def test_a_published_status_is_told_with_its_month_and_the_one_before(
    place: Place, line: Line
) -> None:
    published(line, "started_delayed", date(2020, 5, 1))
    published(line, "on_track", date(2020, 8, 1))
    published(line, "on_track", date(2020, 10, 1))
    assert sorted(changed(place, line)) == [
        "Delayed since 1 April 2021, because its end date passed",
        "Status recorded: from started but delayed to progressing and on track, as published for "
        "August 2020",
        "Status recorded: started but delayed, as published for May 2020",
        "Status recorded: still progressing and on track, as published for October 2020",
    ]


def test_a_month_of_the_promise_stands_after_it_and_is_a_month(place: Place, line: Line) -> None:
    published(line, "started_delayed", date(2020, 5, 1))
    page = queries.line_page(place.chair, line_ref=line.ref, today=LATER)
    assert [event.kind for event in page.story] == ["promise", "status"]
    assert page.story[1].month == PartialDate(2020, 5)


def test_one_day_reads_in_the_order_of_what_rests_on_what(place: Place, line: Line) -> None:
    """A whole history entered in one go."""
    record(place, line, "on_track", at=AT)
    record(place, line, "completed", at=AT, new_evidence=(NOTE,))
    operations.record_judgement(
        actor=place.chair,
        at=AT,
        line_ref=line.ref,
        verdict=Verdict.YES,
        judged_on=TODAY,
        text="It works.",
        evidence_refs=[line.evidence.get().ref],
    )
    operations.record_forum_view(
        actor=place.forum,
        at=AT,
        line_ref=line.ref,
        verdict=Verdict.YES,
        viewed_on=TODAY,
        text="So.",
    )
    record(place, line, "embedded", at=datetime(2020, 6, 15, 13, 0, tzinfo=UTC))
    page = queries.line_page(place.chair, line_ref=line.ref, today=LATER)
    assert [event.words.split(":")[0] for event in page.story] == [
        "Promised as 2.1-A",
        "Evidence",
        "Progressing and on track",
        "Completed",
        "The board’s judgement",
        "The forum’s view",
        "Embedded",
    ]


def test_a_first_date_is_asked_for_as_one(place: Place, line: Line) -> None:
    outcome = line.parent
    operations.ask_date_change(
        actor=place.officer,
        at=AT,
        line_ref=outcome.ref,
        expected_version=outcome.version,
        which=WhichDate.END,
        new_date=PartialDate(2021, 4),
        reason="It had none.",
    )
    assert "Asked for a first end date: April 2021" in story(place, outcome)
    assert "Asked for a first end date: April 2021" in changed(place, outcome)


def test_completion_on_the_same_day_comes_after_its_evidence(place: Place, line: Line) -> None:
    complete(place, line)
    assert story(place, line)[-2:] == ["Evidence: Minutes of the board", "Completed"]
