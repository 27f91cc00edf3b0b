"""How lines came to be what they are: their history, what has not moved, and what changed since a day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.kernel.dates import PartialDate
from alongside.plan import operations, queries
from alongside.plan.models import Line
from alongside.plan.rules.codes import WhichDate
from tests.plan.factories import (
    AT,
    TODAY,
    Place,
    complete,
    make_action,
    record,
)

pytestmark = pytest.mark.django_db
LATER = date(2021, 4, 10)


def test_history_is_drawn_by_date_and_leaves_out_what_was_corrected(
    place: Place, line: Line
) -> None:
    record(place, line, "not_started", date(2020, 6, 1))
    record(place, line, "on_track", date(2020, 7, 1))
    page = queries.history_page(
        place.chair, statement_ref=line.statement.ref, today=date(2020, 8, 1)
    )
    drawn = {each.line.reference: each.points for each in page.lines}
    assert [(p.on.iso, p.until, p.code) for p in drawn["2.1-A"]] == [
        ("2020-06-01", date(2020, 7, 1), "not_started"),
        ("2020-07-01", date(2020, 8, 1), "on_track"),
    ]
    assert drawn["2.1"] == ()
    assert (page.first, page.last) == (date(2020, 6, 1), date(2020, 8, 1))


def test_history_shows_the_delay_that_began_when_the_date_passed(place: Place, line: Line) -> None:
    record(place, line, "on_track", date(2020, 7, 1))
    page = queries.history_page(place.chair, statement_ref=line.statement.ref, today=LATER)
    drawn = {each.line.reference: each.points for each in page.lines}["2.1-A"]
    assert [(p.on.iso, p.until, p.words) for p in drawn] == [
        ("2020-07-01", date(2021, 4, 1), "Progressing and on track"),
        ("2021-04-01", LATER, "Delayed since 1 April 2021"),
    ]


def test_what_has_not_moved_is_what_reads_the_same_since_the_day(place: Place, line: Line) -> None:
    other = make_action(place, line.parent, "2.1-B")
    done = make_action(place, line.parent, "2.1-C")
    record(place, line, "on_track", date(2020, 6, 1))
    record(place, line, "on_track", date(2020, 9, 1))
    record(place, other, "started_delayed", date(2020, 6, 1), forecast=PartialDate(2021, 6))
    record(place, other, "on_track", date(2020, 9, 1))
    complete(place, done, date(2020, 6, 1))
    asked = {"statement_ref": line.statement.ref, "today": date(2020, 10, 1)}
    page = queries.unmoved_page(place.chair, since=date(2020, 7, 1), **asked)
    assert [(u.line.reference, u.since and u.since.iso) for u in page.lines] == [
        ("2.1", None),
        ("2.1-A", "2020-06-01"),
    ]
    finished = queries.unmoved_page(
        place.chair, since=date(2020, 7, 1), with_finished=True, **asked
    )
    assert "2.1-C" in {u.line.reference for u in finished.lines}


def test_the_timeline_knows_the_end_that_was_promised_first(place: Place, line: Line) -> None:
    for new, at in ((PartialDate(2021, 5), AT), (PartialDate(2021, 7), AT + timedelta(days=30))):
        line.refresh_from_db()
        change = operations.ask_date_change(
            actor=place.officer,
            at=at,
            line_ref=line.ref,
            expected_version=line.version,
            which=WhichDate.END,
            new_date=new,
            reason="Late.",
        )
        operations.consent_to_date_change(actor=place.chair, at=at, change_ref=change.ref)
    operations.add_milestone(
        actor=place.officer, at=AT, line_ref=line.ref, text="Draft", due=PartialDate(2020, 12)
    )
    page = queries.timeline_page(place.chair, statement_ref=line.statement.ref, today=TODAY)
    drawn = {each.line.reference: each for each in page.lines}["2.1-A"]
    assert drawn.first_end == PartialDate(2021, 3)
    assert drawn.line.end == PartialDate(2021, 7)
    assert [mark.text for mark in drawn.milestones] == ["Draft"]
    assert (page.first, page.last) == (date(2020, 6, 1), date(2021, 7, 31))


def test_what_changed_since_a_day_is_everything_recorded_from_then_on(
    place: Place, line: Line
) -> None:
    record(place, line, "on_track", date(2020, 7, 1))
    complete(place, line, date(2020, 8, 1))
    line.refresh_from_db()
    operations.reword_line(
        actor=place.officer,
        at=datetime(2020, 8, 2, tzinfo=UTC),
        line_ref=line.ref,
        expected_version=line.version,
        text="Write it with families",
        reason="Clearer.",
    )
    page = queries.changes_page(
        place.chair, statement_ref=line.statement.ref, since=date(2020, 8, 1)
    )
    assert [(c.kind, c.words) for c in page.changes] == [
        ("words", "Words changed; before: Write the strategy together"),
        ("status", "Status recorded: from progressing and on track to completed"),
        ("evidence", "Evidence attached: Minutes of the board"),
    ]
    assert {c.by for c in page.changes} == {"Olive Officer"}


def test_the_story_runs_from_the_promise_to_the_proof(place: Place, line: Line) -> None:
    record(place, line, "on_track", date(2020, 7, 1), note="Two workshops held.")
    complete(place, line, date(2020, 8, 1))
    page = queries.line_page(place.chair, line_ref=line.ref, today=LATER)
    assert [event.kind for event in page.story] == ["promise", "status", "evidence", "status"]
    assert page.story[0].on == date(2020, 5, 22)
    assert page.story[1].body == "Two workshops held."
