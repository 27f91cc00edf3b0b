"""Entering figures: never overwritten, always with their base."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.measures import operations, queries
from alongside.measures.codes import Better
from alongside.measures.models import Figure, Series
from alongside.measures.operations import NewFigure, SeriesDetails
from alongside.measures.rules.figures import Target
from tests.plan.factories import Place, make_place

pytestmark = pytest.mark.django_db
AT = datetime(2021, 6, 1, 9, 0, tzinfo=UTC)
DETAILS = SeriesDetails("Plans in 20 weeks", "percent", "SEN2", every_months=1)


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def series(place: Place) -> Series:
    return operations.create_series(actor=place.officer, at=AT, details=DETAILS)


def enter(
    place: Place, series: Series, month: int, numerator: int, denominator: int = 236
) -> Figure:
    return operations.enter_figure(
        actor=place.officer, at=AT, series_ref=series.ref, new=figure(month, numerator, denominator)
    )


def figure(month: int, numerator: int, denominator: int = 236, note: str = "") -> NewFigure:
    return NewFigure(
        date(2021, month, 1),
        date(2021, month + 1, 1),
        numerator=numerator,
        denominator=denominator,
        note=note,
    )


def test_a_percentage_keeps_its_base(place: Place, series: Series) -> None:
    kept = enter(place, series, 1, 153)
    assert (kept.numerator, kept.denominator, kept.value) == (153, 236, Decimal("64.8305"))
    event = LedgerEntry.objects.get(verb="measures.enter_figure")
    assert event.detail.words["facts"]["numerator"] == 153


def test_a_percentage_without_its_base_is_refused(place: Place, series: Series) -> None:
    bare = NewFigure(date(2021, 1, 1), date(2021, 2, 1), value=Decimal(64))
    with pytest.raises(Refusal, match="needs the number counted"):
        operations.enter_figure(actor=place.officer, at=AT, series_ref=series.ref, new=bare)
    half = NewFigure(date(2021, 1, 1), date(2021, 2, 1), numerator=3)
    with pytest.raises(Refusal, match="Give both"):
        operations.enter_figure(actor=place.officer, at=AT, series_ref=series.ref, new=half)


@pytest.mark.both_engines
def test_a_correction_is_a_later_row_and_the_first_stays(place: Place, series: Series) -> None:
    wrong = enter(place, series, 1, 153)
    operations.correct_figure(
        actor=place.officer,
        at=AT,
        figure_ref=wrong.ref,
        new=figure(1, 135, note="Digits were swapped."),
    )
    page = queries.series_page(place.officer, series.ref)
    assert [(f.point.numerator, f.is_corrected) for f in page.figures] == [
        (135, False),
        (153, True),
    ]
    standing = queries.points_of_series(place.officer, [series.pk])[series.pk]
    assert [point.numerator for point in standing.points] == [135]
    with pytest.raises(Refusal, match="corrected already"):
        operations.correct_figure(
            actor=place.officer, at=AT, figure_ref=wrong.ref, new=figure(1, 1, note="x")
        )


def test_a_correction_says_what_was_wrong(place: Place, series: Series) -> None:
    wrong = enter(place, series, 1, 153)
    with pytest.raises(Refusal, match="Say in the note what was wrong"):
        operations.correct_figure(
            actor=place.officer, at=AT, figure_ref=wrong.ref, new=figure(1, 135)
        )


@pytest.mark.both_engines
def test_a_period_has_one_figure(place: Place, series: Series) -> None:
    kept = enter(place, series, 1, 153)
    with pytest.raises(Refusal, match="already a figure for a period"):
        enter(place, series, 1, 154)
    kept.pk, kept.ref = None, "0123456789abcdef"
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save(force_insert=True)


@pytest.mark.scenario(35)
def test_a_target_has_held_only_at_as_many_review_points_as_asked(
    place: Place, series: Series
) -> None:
    asked = {"series_ref": series.ref, "target": Target(Decimal(60)), "after": date(2021, 1, 1)}
    enter(place, series, 1, 153)
    enter(place, series, 2, 153)
    assert not queries.met_at_last_review_points(place.officer, count=3, **asked)
    enter(place, series, 3, 160)
    assert queries.met_at_last_review_points(place.officer, count=3, **asked)
    assert not queries.met_at_last_review_points(
        place.officer, count=3, **(asked | {"after": date(2021, 2, 1)})
    )


@pytest.mark.both_engines
def test_the_second_editor_of_a_series_sees_what_changed(place: Place, series: Series) -> None:
    edit = {"actor": place.officer, "at": AT, "series_ref": series.ref, "expected_version": 1}
    operations.edit_series(details=SeriesDetails("Plans in time", "percent", "SEN2"), **edit)
    with pytest.raises(Changed) as changed:
        operations.edit_series(details=SeriesDetails("Plans on time", "percent", "SEN2"), **edit)
    assert changed.value.differences == (("Title", "Plans in time", "Plans on time"),)


def test_a_series_with_figures_keeps_its_unit(place: Place, series: Series) -> None:
    enter(place, series, 1, 153)
    with pytest.raises(Refusal, match="Start a new series"):
        operations.edit_series(
            actor=place.officer,
            at=AT,
            series_ref=series.ref,
            expected_version=1,
            details=SeriesDetails("Plans", "plans", "SEN2", better=Better.LOWER),
        )


def test_figures_of_another_area_are_not_there(place: Place, series: Series) -> None:
    stranger = make_place("leeds", "Leeds").officer
    for ask in (queries.series_page, queries.series_for):
        with pytest.raises(Hidden):
            ask(stranger, series.ref)
    with pytest.raises(Hidden):
        operations.enter_figure(actor=stranger, at=AT, series_ref=series.ref, new=figure(1, 1))
    assert queries.all_series(stranger) == ()


def test_reading_does_not_let_one_enter(place: Place, series: Series) -> None:
    with pytest.raises(Hidden):
        operations.enter_figure(actor=place.chair, at=AT, series_ref=series.ref, new=figure(1, 1))
    assert [row.title for row in queries.all_series(place.chair)] == ["Plans in 20 weeks"]
