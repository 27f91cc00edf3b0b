"""Embedded has to be earned: by a measure that has held, or by the judgement of the board on evidence."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from alongside.kernel.refusals import Refusal, Refusals
from alongside.measures import operations as measures
from alongside.plan import operations
from alongside.plan.commands import NewMeasure
from alongside.plan.models import Evidence, Line, MeasureOfSuccess, StatusEntry
from alongside.plan.rules.codes import MeasureKind, Verdict
from tests.plan.factories import (
    AT,
    TODAY,
    Place,
    complete,
    record,
)

pytestmark = pytest.mark.django_db


def statuses(line: Line) -> list[StatusEntry]:
    return list(StatusEntry.objects.in_area(line.area_id).filter(line=line).order_by("id"))


@pytest.mark.scenario(35)
def test_embedded_is_refused_before_completion(place: Place, line: Line) -> None:
    record(place, line, "on_track")
    with pytest.raises(Refusals, match="Embedded comes only after completed"):
        record(place, line, "embedded", date(2020, 7, 1))


def measured(place: Place, line: Line, every_months: int | None = 1) -> str:
    """A measure of at least 90 percent beside the action, counted monthly; returns the series' ref."""
    measure = operations.add_measure(
        actor=place.officer,
        at=AT,
        line_ref=line.parent.ref,
        new=NewMeasure(
            "2.1-k1",
            "90% of decisions involve families",
            MeasureKind.QUANTIFIED,
            target_value=Decimal(90),
            unit="percent",
            action_ref=line.ref,
        ),
    )
    series = measures.create_series(
        actor=place.officer,
        at=AT,
        details=measures.SeriesDetails(
            "Decisions with families", "percent", "Decision register", every_months=every_months
        ),
    )
    operations.link_measure(
        actor=place.officer,
        at=AT,
        measure_ref=measure.ref,
        expected_version=1,
        series_ref=series.ref,
    )
    return series.ref


def count(place: Place, series_ref: str, month: int, numerator: int) -> None:
    measures.enter_figure(
        actor=place.officer,
        at=datetime(2021, 6, 1, tzinfo=UTC),
        series_ref=series_ref,
        new=measures.NewFigure(
            date(2020, month, 1), date(2020, month + 1, 1), numerator=numerator, denominator=100
        ),
    )


@pytest.mark.scenario(35)
def test_embedded_is_earned_at_the_third_review_point_after_completion(
    place: Place, line: Line
) -> None:
    series_ref = measured(place, line)
    complete(place, line)
    for month in (5, 6, 7, 8):
        count(place, series_ref, month, 95)
    with pytest.raises(Refusals, match="met its target at 2 of the 3 review points"):
        record(place, line, "embedded", date(2020, 11, 1))
    count(place, series_ref, 9, 90)
    record(place, line, "embedded", date(2020, 11, 1))
    assert statuses(line)[-1].code == "embedded"


@pytest.mark.scenario(35)
def test_a_figure_that_is_overdue_ends_the_run(place: Place, line: Line) -> None:
    series_ref = measured(place, line)
    complete(place, line)
    for month in (7, 8, 9):
        count(place, series_ref, month, 95)
    with pytest.raises(Refusals, match="A figure was due on 1 November 2020"):
        record(place, line, "embedded", date(2021, 1, 2))


@pytest.mark.scenario(35)
def test_figures_in_another_unit_cannot_count_a_measure(place: Place, line: Line) -> None:
    measured(place, line)
    measure = MeasureOfSuccess.objects.in_area(line.area_id).get()
    plans = measures.create_series(
        actor=place.officer, at=AT, details=measures.SeriesDetails("Plans", "plans", "Register")
    )
    with pytest.raises(Refusal, match="count plans, and the measure counts percent"):
        operations.link_measure(
            actor=place.officer,
            at=AT,
            measure_ref=measure.ref,
            expected_version=measure.version,
            series_ref=plans.ref,
        )


@pytest.mark.scenario(35)
def test_a_measure_that_fell_back_does_not_embed(place: Place, line: Line) -> None:
    series_ref = measured(place, line)
    complete(place, line)
    for month, numerator in ((7, 95), (8, 95), (9, 95), (10, 89)):
        count(place, series_ref, month, numerator)
    with pytest.raises(Refusals, match="met its target at 0 of the 3"):
        record(place, line, "embedded", date(2020, 12, 1))


@pytest.mark.scenario(35)
def test_embedded_is_earned_by_the_boards_judgement_with_the_forums_view(
    place: Place, line: Line
) -> None:
    complete(place, line)
    (proof,) = Evidence.objects.in_area(line.area_id)
    judged = {
        "at": datetime(2020, 8, 2, tzinfo=UTC),
        "line_ref": line.ref,
        "text": "It is used in every decision.",
    }
    operations.record_judgement(
        actor=place.chair,
        verdict=Verdict.YES,
        judged_on=date(2020, 8, 1),
        evidence_refs=[proof.ref],
        **judged,
    )
    with pytest.raises(Refusals, match="The forum’s view has not been recorded"):
        record(place, line, "embedded", date(2020, 9, 1))
    operations.record_forum_view(
        actor=place.forum, verdict=Verdict.PARTLY, viewed_on=date(2020, 8, 2), **judged
    )
    record(place, line, "embedded", date(2020, 9, 1))
    assert statuses(line)[-1].code == "embedded"


def test_a_judgement_rests_on_nothing_once_its_evidence_is_withdrawn(
    place: Place, line: Line
) -> None:
    complete(place, line)
    (proof,) = Evidence.objects.in_area(line.area_id)
    judged = {"at": datetime(2020, 8, 2, tzinfo=UTC), "line_ref": line.ref, "text": "It works."}
    operations.record_judgement(
        actor=place.chair,
        verdict=Verdict.YES,
        judged_on=date(2020, 8, 1),
        evidence_refs=[proof.ref],
        **judged,
    )
    operations.record_forum_view(
        actor=place.forum, verdict=Verdict.YES, viewed_on=date(2020, 8, 2), **judged
    )
    operations.withdraw_evidence(
        actor=place.officer, at=AT, evidence_ref=proof.ref, reason="Draft."
    )
    with pytest.raises(Refusals, match="names no evidence that still stands"):
        record(place, line, "embedded", date(2020, 9, 1))


def test_the_board_says_yes_only_on_named_evidence(place: Place, line: Line) -> None:
    with pytest.raises(Refusal, match="Name the evidence"):
        operations.record_judgement(
            actor=place.chair,
            at=AT,
            line_ref=line.ref,
            verdict=Verdict.YES,
            judged_on=TODAY,
            text="Good.",
        )
