"""The views of the action plan: what they say, and how many times they ask the database."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from alongside.measures import operations as measures
from alongside.measures.models import Series
from alongside.plan import operations, queries
from alongside.plan.commands import NewLine, NewMeasure, StatementDetails
from alongside.plan.models import Lead, Line, PublishedRow, SourceDocument, StatusEntry
from alongside.plan.queries.filters import LineFilters
from alongside.plan.resting import lines_resting_on
from alongside.plan.rules.codes import LineKind, MeasureKind, Partner, StatementKind
from tests.plan.factories import (
    AT,
    TODAY,
    Place,
    complete,
    lead,
    make_action,
    make_statement,
    record,
)

pytestmark = pytest.mark.django_db
LATER = date(2021, 4, 10)


def test_a_line_whose_date_passed_reads_delayed_since_that_day(place: Place, line: Line) -> None:
    record(place, line, "on_track")
    page = queries.line_page(place.chair, line_ref=line.ref, today=LATER)
    assert page.line.status.words == "Delayed since 1 April 2021"
    assert page.line.status.recorded_label == "Progressing and on track"
    assert page.line.status.colour == "amber"
    assert [each.ref for each in queries.overdue_lines(place.chair, today=LATER)] == [line.ref]
    assert [each.ref for each in queries.delayed_lines(place.chair, today=LATER)] == [line.ref]
    assert queries.overdue_lines(place.chair, today=date(2021, 3, 31)) == ()


def with_measure(place: Place, line: Line, *numerators: int) -> None:
    """A measure of at least 90 percent of the outcome, with monthly figures from July 2020."""
    measure = operations.add_measure(
        actor=place.officer,
        at=AT,
        line_ref=line.parent.ref,
        new=NewMeasure(
            "2.1-k1",
            "90% of decisions",
            MeasureKind.QUANTIFIED,
            target_value=Decimal(90),
            unit="percent",
        ),
    )
    series = measures.create_series(
        actor=place.officer,
        at=AT,
        details=measures.SeriesDetails("Decisions", "percent", "Register", every_months=1),
    )
    operations.link_measure(
        actor=place.officer,
        at=AT,
        measure_ref=measure.ref,
        expected_version=1,
        series_ref=series.ref,
    )
    for month, numerator in enumerate(numerators, start=7):
        measures.enter_figure(
            actor=place.officer,
            at=datetime(2021, 4, 1, tzinfo=UTC),
            series_ref=series.ref,
            new=measures.NewFigure(
                date(2020, month, 1), date(2020, month + 1, 1), numerator=numerator, denominator=100
            ),
        )


@pytest.mark.scenario(36)
def test_an_action_done_while_its_indicator_worsens_is_not_yet_making_a_difference(
    place: Place, line: Line
) -> None:
    complete(place, line)
    with_measure(place, line, 80, 70)
    page = queries.line_page(place.chair, line_ref=line.ref, today=LATER)
    assert page.line.status.words == "Completed"
    assert page.line.difference_words == "Done, not yet making a difference"
    assert page.parent is not None
    assert page.parent.status.words == "No status recorded"
    assert [m.met for m in page.measures] == [False]
    shown = queries.not_making_a_difference(place.chair, today=LATER)
    assert [each.ref for each in shown] == [line.ref]


@pytest.mark.scenario(36)
def test_the_page_of_a_measure_says_it_of_the_line_in_the_words_of_the_action_plan(
    place: Place, line: Line
) -> None:
    complete(place, line)
    with_measure(place, line, 80, 70)
    (series,) = Series.objects.in_area(line.area_id)
    turned = lines_resting_on(place.chair, series.ref, LATER)
    said = {each.title.split(":")[0]: each.notes[1:] for each in turned.items}
    assert said["Action 2.1-A"] == ("Done, not yet making a difference",)
    assert said["Outcome 2.1"] == ()


@pytest.mark.scenario(36)
def test_an_action_done_while_its_measure_meets_the_target_makes_a_difference(
    place: Place, line: Line
) -> None:
    complete(place, line)
    with_measure(place, line, 80, 92)
    page = queries.line_page(place.chair, line_ref=line.ref, today=LATER)
    assert page.line.difference_words == "Done, and making a difference"
    assert page.measures[0].target == "at least 90%"
    assert page.measures[0].latest is not None
    assert page.measures[0].latest.numerator == 92


def test_the_whole_plan_is_on_one_page_by_weakness(place: Place, line: Line) -> None:
    page = queries.statement_page(place.chair, statement_ref=line.statement.ref, today=TODAY)
    (weakness,) = page.weaknesses
    (outcome,) = weakness.branches
    assert (weakness.number, outcome.line.reference) == (2, "2.1")
    assert [branch.line.reference for branch in outcome.children] == ["2.1-A"]
    assert [each.reference for each in page.lines] == ["2.1", "2.1-A"]
    assert (page.line_count, page.shown_count) == (2, 2)
    assert {count.code: count.count for count in page.counts}[""] == 2


def test_what_was_never_published_stays_not_published(place: Place, line: Line) -> None:
    outcome = line.parent
    source = SourceDocument.objects.create(
        area_id=line.area_id, statement=line.statement, kind="published_progress", imported_at=AT
    )
    PublishedRow.objects.create(
        area_id=line.area_id,
        source=source,
        line=outcome,
        order=1,
        end_printed="March 2-21",
        end_note="A typing error",
    )
    page = queries.statement_page(place.chair, statement_ref=line.statement.ref, today=TODAY)
    shown = page.lines[0]
    assert shown.end is None
    assert shown.printed is not None
    assert (shown.printed.end, shown.printed.start) == ("March 2-21", "")


def filtered(place: Place, line: Line, today: date = LATER, **wanted: Any) -> list[str]:
    page = queries.statement_page(
        place.chair, statement_ref=line.statement.ref, today=today, filters=LineFilters(**wanted)
    )
    return [each.reference for each in page.lines]


def test_a_filter_keeps_the_lines_above_what_it_finds(place: Place, line: Line) -> None:
    make_action(place, line.parent, "2.1-B")
    record(place, line, "on_track")
    assert filtered(place, line, TODAY, status="on_track") == ["2.1", "2.1-A"]
    assert filtered(place, line, status="progressing_delayed") == ["2.1", "2.1-A"]
    assert filtered(place, line, status="delayed") == ["2.1", "2.1-A"]
    assert filtered(place, line, status="none") == ["2.1", "2.1-B"]
    assert filtered(place, line, status="embedded") == []
    assert filtered(place, line, due="overdue") == ["2.1", "2.1-A", "2.1-B"]
    assert filtered(place, line, due="no_date") == ["2.1"]
    assert filtered(place, line, date(2021, 3, 1), due="this_month") == ["2.1", "2.1-A", "2.1-B"]
    assert filtered(place, line, date(2020, 11, 1), due="three_months") == []
    assert filtered(place, line, weakness=3) == []
    assert filtered(place, line, words="2.1-b") == ["2.1", "2.1-B"]


def test_a_filter_by_lead_and_by_organisation(place: Place, line: Line) -> None:
    lead(place, line, Partner.HEALTH, "Chief Nurse")
    post = place.post("Chief Nurse")
    assert filtered(place, line, lead=post.ref) == ["2.1", "2.1-A"]
    assert filtered(place, line, organisation=place.health.ref) == ["2.1", "2.1-A"]
    assert filtered(place, line, organisation=place.council.ref) == []
    page = queries.statement_page(place.chair, statement_ref=line.statement.ref, today=TODAY)
    assert [choice.label for choice in page.lead_choices] == ["Chief Nurse"]
    assert [choice.label for choice in page.organisation_choices] == ["City of York CCG"]


def test_filters_survive_the_address_and_nonsense_is_left_out() -> None:
    kept = LineFilters(weakness=2, lead="abc", status="delayed", due="overdue", words="plan")
    assert LineFilters.from_address(kept.as_query()) == kept
    nonsense = {"weakness": "²", "status": "<script>", "due": "never", "page": "2"}
    assert LineFilters.from_address(nonsense).is_empty


def test_a_strategy_plan_uses_the_same_machinery_and_serves_an_outcome(
    place: Place, line: Line
) -> None:
    strategy = operations.create_statement(
        actor=place.officer,
        at=AT,
        kind=StatementKind.STRATEGY,
        details=StatementDetails("SEND strategy"),
    )
    above = ""
    for kind, reference in (
        (LineKind.PRIORITY, "P1"),
        (LineKind.OBJECTIVE, "P1.1"),
        (LineKind.ACTION, "P1.1a"),
    ):
        made = operations.add_line(
            actor=place.officer,
            at=AT,
            statement_ref=strategy.ref,
            new=NewLine(kind, reference, f"A {kind}", parent_ref=above),
        )
        above = made.ref
    operations.link_outcome(
        actor=place.officer, at=AT, line_ref=made.ref, outcome_ref=line.parent.ref
    )
    page = queries.statement_page(place.chair, statement_ref=strategy.ref, today=TODAY)
    assert [each.reference for each in page.lines] == ["P1", "P1.1", "P1.1a"]
    assert page.weaknesses[0].number == 0
    served = queries.line_page(place.chair, line_ref=line.parent.ref, today=TODAY)
    assert [each.reference for each in served.served_by] == ["P1.1a"]
    serving = queries.line_page(place.chair, line_ref=made.ref, today=TODAY)
    assert [each.reference for each in serving.serves] == ["2.1"]


def crowd(place: Place, line: Line, *, outcomes: int, months: int) -> None:
    """Outcomes with four actions each; every action has two leads and a status a month."""
    posts = [place.post("Head of SEND"), place.post("Chief Nurse", place.health, "Nora Nurse")]
    facts = {
        "area_id": place.area.pk,
        "statement": line.statement,
        "weakness": line.weakness,
        "text": "A promise",
        "created_at": AT,
    }
    tops = Line.objects.bulk_create(
        Line(kind="outcome", reference=f"9.{n}", order=100 + 5 * n, **facts)
        for n in range(outcomes)
    )
    actions = Line.objects.bulk_create(
        Line(
            kind="action",
            parent=top,
            reference=f"{top.reference}-{part}",
            order=top.order + n,
            **facts,
        )
        for top in tops
        for n, part in enumerate("ABCD", start=1)
    )
    Lead.objects.bulk_create(
        Lead(area_id=place.area.pk, line=action, partner=partner, post=post, assigned_at=AT)
        for action in actions
        for partner, post in zip(("council", "health"), posts, strict=True)
    )
    StatusEntry.objects.bulk_create(
        StatusEntry(
            area_id=place.area.pk,
            line=action,
            code="on_track",
            status_on=date(2020 + month // 12, month % 12 + 1, 1),
            recorded_at=AT,
        )
        for action in actions
        for month in range(months)
    )


VIEWS: dict[str, tuple[int, Callable[[Place, Line], object]]] = {
    "statement": (
        12,
        lambda p, x: queries.statement_page(p.chair, statement_ref=x.statement.ref, today=LATER),
    ),
    "history": (
        8,
        lambda p, x: queries.history_page(p.chair, statement_ref=x.statement.ref, today=LATER),
    ),
    "timeline": (
        9,
        lambda p, x: queries.timeline_page(p.chair, statement_ref=x.statement.ref, today=LATER),
    ),
    "unmoved": (
        8,
        lambda p, x: queries.unmoved_page(
            p.chair, statement_ref=x.statement.ref, since=TODAY, today=LATER
        ),
    ),
    "changes": (
        11,
        lambda p, x: queries.changes_page(p.chair, statement_ref=x.statement.ref, since=TODAY),
    ),
    "ownerless": (6, lambda p, x: queries.ownerless_lines(p.chair, today=LATER)),
    "overdue": (6, lambda p, x: queries.overdue_lines(p.chair, today=LATER)),
    "not working": (10, lambda p, x: queries.not_making_a_difference(p.chair, today=LATER)),
    "my lines": (
        11,  # the lines of the whole area, which the home page has read already, and which are mine
        lambda p, x: queries.my_lines(p.actor("Harriet Head", "head_of_send"), today=LATER),
    ),
    "line": (21, lambda p, x: queries.line_page(p.chair, line_ref=x.ref, today=LATER)),
    "risks": (
        2,
        lambda p, x: queries.risks_page(p.chair, statement_ref=x.statement.ref, today=LATER),
    ),
    "workstreams": (
        2,
        lambda p, x: queries.workstreams_page(p.chair, statement_ref=x.statement.ref, today=LATER),
    ),
    "date changes": (1, lambda p, x: queries.date_changes(p.chair)),
    "questions": (1, lambda p, x: queries.questions(p.officer)),
    "statements": (1, lambda p, x: queries.statements(p.chair)),
}


def test_a_view_asks_the_database_as_often_for_a_crowded_plan_as_for_a_small_one(
    place: Place, line: Line
) -> None:
    complete(place, line)
    with_measure(place, line, 95)
    lead(place, line, Partner.COUNCIL, "Head of SEND", "Harriet Head")
    small = {view: asked(ask, place, line) for view, (_, ask) in VIEWS.items()}
    crowd(place, line, outcomes=12, months=24)
    assert small == {view: count for view, (count, _) in VIEWS.items()}
    assert {view: asked(ask, place, line) for view, (_, ask) in VIEWS.items()} == small


def asked(ask: Callable[[Place, Line], object], place: Place, line: Line) -> int:
    """How many queries a view makes, once everybody it is shown to is there."""
    ask(place, line)
    with CaptureQueriesContext(connection) as context:
        ask(place, line)
    return len(context)


def test_a_plan_without_leads_or_measures_asks_less(
    place: Place, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    statement, chair = make_statement(place), place.chair
    with django_assert_num_queries(9):
        queries.statement_page(chair, statement_ref=statement.ref, today=TODAY)
