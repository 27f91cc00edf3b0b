"""Defining a measure, changing it, retiring it, and counting it in another way from now on."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from alongside.jobs.models import Job
from alongside.kernel.refusals import Changed, Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerEntry
from alongside.measures import operations
from alongside.measures.codes import Better, MeasureState, Origin
from alongside.measures.models import Figure, Measure, Series
from alongside.measures.operations import NewBasis, SeriesDetails
from alongside.measures.refreshing import REFRESH
from tests.measures.factories import (
    AT,
    SOURCE,
    definition,
    enter,
    make_active,
    make_counted,
    make_measure,
    make_series,
    make_target,
    plain,
    share,
)
from tests.plan.factories import Place, make_place

pytestmark = pytest.mark.django_db
NEW_RULE = NewBasis(
    source="The caseload register",
    basis="From the day the request came in",
    why="The national definition changed.",
)


@pytest.fixture
def place() -> Place:
    return make_place()


def change(place: Place, measure: Measure, *, version: int = 1, **changes: object) -> Measure:
    return operations.change_measure(
        actor=place.officer,
        at=AT,
        measure_ref=measure.ref,
        expected_version=version,
        new=definition(place, **changes),
    )


def retire(place: Place, measure: Measure, why: str = "Counted nationally now.") -> Measure:
    return operations.retire_measure(actor=place.officer, at=AT, measure_ref=measure.ref, why=why)


def test_a_measure_is_kept_with_what_it_says_and_leaves_an_event(place: Place) -> None:
    measure = make_measure(place, code=" 4.1a ", unit="%")
    assert (measure.code, measure.unit, measure.state) == ("4.1a", "percent", "in_use")
    event = LedgerEntry.objects.get(verb="measures.define_measure")
    assert event.subject_ref == measure.ref
    assert event.detail.words["facts"]["code"] == "4.1a"


def test_what_is_missing_keeps_nothing(place: Place) -> None:
    with pytest.raises(Refusals):
        make_measure(place, question="", source="")
    assert not Measure.objects.in_area(place.area.pk).exists()


@pytest.mark.both_engines
def test_a_code_belongs_to_one_measure_however_it_is_written(place: Place) -> None:
    first = make_measure(place, code="4.1a")
    with pytest.raises(Refusal, match="already has this code") as refusal:
        make_measure(place, code="4.1A")
    assert refusal.value.field == "code"
    second = make_measure(place, code="4.1b")
    with pytest.raises(Refusal, match="already has this code"):
        change(place, second, code="4.1a")
    first.pk, first.ref = None, "0123456789abcdef"
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


@pytest.mark.both_engines
@pytest.mark.parametrize(
    "columns",
    [{"title": ""}, {"denominator_words": ""}, {"plausible_from": 9, "plausible_until": 3}],
)
def test_the_records_hold_what_the_rules_say(place: Place, columns: dict[str, object]) -> None:
    measure = make_measure(place)
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.in_area(place.area.pk).filter(pk=measure.pk).update(**columns)


@pytest.mark.both_engines
def test_the_second_editor_of_a_measure_sees_what_changed(place: Place) -> None:
    measure = make_measure(place)
    change(place, measure, title="Plans in time")
    with pytest.raises(Changed) as changed:
        change(place, measure, title="Plans on time")
    assert changed.value.differences == (("Title", "Plans in time", "Plans on time"),)


def test_a_changed_rhythm_and_direction_reach_the_series_that_counts_now(place: Place) -> None:
    measure = make_measure(place)
    first = make_series(place, measure)
    second = make_series(place, measure, NEW_RULE)
    change(place, measure, every_months=3, better=Better.LOWER)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (second.every_months, second.better, second.version) == (3, "lower", 2)
    assert (first.every_months, first.better, first.version) == (1, "higher", 1)


def test_a_measure_without_figures_may_change_its_unit_and_its_series_follows(place: Place) -> None:
    measure = make_measure(place)
    series = make_series(place, measure)
    change(place, measure, unit="plans")
    series.refresh_from_db()
    assert series.unit == "plans"


def test_a_measure_with_figures_keeps_its_unit(place: Place) -> None:
    measure = make_counted(place, (3, 4))
    with pytest.raises(Refusal, match="figures in its old unit") as refusal:
        change(place, measure, unit="plans")
    assert refusal.value.field == "unit"


@pytest.mark.parametrize(
    ("changes", "field"), [({"unit": "days"}, "unit"), ({"better": Better.LOWER}, "better")]
)
def test_a_measure_with_an_active_target_keeps_what_the_target_means(
    place: Place, changes: dict[str, object], field: str
) -> None:
    measure = make_measure(place)
    make_active(place, measure)
    with pytest.raises(Refusal, match="End the target first") as refusal:
        change(place, measure, **changes)
    assert refusal.value.field == field


def test_a_retired_measure_takes_nothing_more_and_says_why_it_was_retired(place: Place) -> None:
    measure = make_counted(place, (3, 4))
    target = make_target(place, measure)
    assert retire(place, measure).state == MeasureState.RETIRED.value
    event = LedgerEntry.objects.get(verb="measures.retire_measure")
    assert event.detail.words["facts"]["reason"] == "Counted nationally now."
    ours = {"actor": place.officer, "at": AT}
    named = ours | {"measure_ref": measure.ref}
    attempts = (
        lambda: make_target(place, measure),
        lambda: make_series(place, measure, NEW_RULE),
        lambda: operations.activate_target(**ours, target_ref=target.ref),
        lambda: operations.annotate(**named, on=date(2020, 1, 1), text="A new panel"),
        lambda: operations.tell_story(**named, text="Because."),
    )
    for attempt in attempts:
        with pytest.raises(Refusal, match="no longer in use"):
            attempt()
    with pytest.raises(Refusal, match="no longer in use already"):
        retire(place, measure)


def test_retiring_asks_why(place: Place) -> None:
    measure = make_measure(place)
    with pytest.raises(Refusal, match="Say why") as refusal:
        retire(place, measure, why=" ")
    assert refusal.value.field == "why"


@pytest.mark.both_engines
def test_another_way_of_counting_is_another_series_and_the_one_before_stays(place: Place) -> None:
    measure = make_counted(place, (3, 4), (2, 4))
    old = measure.series.get()
    new = make_series(place, measure, NEW_RULE)
    assert (new.follows, new.why_anew, new.basis) == (old, NEW_RULE.why, NEW_RULE.basis)
    assert new.title == "Plans in 20 weeks (From the day the request came in)"
    assert Figure.objects.in_area(place.area.pk).filter(series=old).count() == 2
    assert not Figure.objects.in_area(place.area.pk).filter(series=new).exists()
    event = LedgerEntry.objects.filter(verb="measures.start_series").latest("seq")
    assert event.detail.words["facts"]["reason"] == NEW_RULE.why
    with pytest.raises(IntegrityError), transaction.atomic():
        Series.objects.create(
            area=place.area, measure=measure, title="x", unit="percent", source="x",
            created_at=AT, follows=old,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewBasis(source="Register", basis="By day"), "why"),
        (NewBasis(source="Register", why="It changed."), "basis"),
        (NewBasis(source=" ", basis="By day", why="It changed."), "source"),
        (
            NewBasis(source="Register", basis="By day", why="It changed.", origin=Origin.COMPUTED),
            "counted_as",
        ),
    ],
)
def test_a_new_basis_says_how_why_and_from_where(place: Place, new: NewBasis, field: str) -> None:
    measure = make_measure(place)
    make_series(place, measure)
    with pytest.raises(Refusal) as refusal:
        make_series(place, measure, new)
    assert refusal.value.field == field


def test_long_titles_are_told_apart_and_still_fit(place: Place) -> None:
    measure = make_measure(place, title="Long " * 39)
    basis = NewBasis(source="Register", basis="in another way " * 19, why="It changed.")
    make_series(place, measure)
    titles = [make_series(place, measure, basis).title for _ in range(3)]
    assert len(set(titles)) == 3
    assert max(map(len, titles)) <= 300


def test_figures_that_belong_to_no_measure_become_its_first_series(place: Place) -> None:
    details = SeriesDetails("Plans in time", "percent", "SEN2", every_months=12)
    loose = operations.create_series(actor=place.officer, at=AT, details=details)
    measure = make_measure(place)
    taken = operations.start_series(
        actor=place.officer,
        at=AT,
        measure_ref=measure.ref,
        new=NewBasis(source=""),
        existing=loose.ref,
    )
    assert (taken.pk, taken.source, taken.every_months) == (loose.pk, "SEN2", 1)
    assert measure.series.get() == loose
    with pytest.raises(Refusal, match="belongs to no measure yet") as refusal:
        operations.start_series(
            actor=place.officer,
            at=AT,
            measure_ref=make_measure(place, code="2").ref,
            new=SOURCE,
            existing=loose.ref,
        )
    assert refusal.value.field == "existing"


def test_figures_in_another_unit_cannot_become_its_series(place: Place) -> None:
    loose = operations.create_series(
        actor=place.officer, at=AT, details=SeriesDetails("Plans", "plans", "SEN2")
    )
    with pytest.raises(Refusal, match="counts plans and the measure percent"):
        operations.start_series(
            actor=place.officer,
            at=AT,
            measure_ref=make_measure(place).ref,
            new=SOURCE,
            existing=loose.ref,
        )


def test_a_series_of_a_measure_says_what_its_measure_says(place: Place) -> None:
    series = make_series(place, make_measure(place))
    edit = {"actor": place.officer, "at": AT, "series_ref": series.ref, "expected_version": 1}
    with pytest.raises(Refusal, match="belongs to the measure") as refusal:
        operations.edit_series(
            details=SeriesDetails(series.title, "percent", "SEN2", every_months=3), **edit
        )
    assert refusal.value.field == "every_months"
    kept = operations.edit_series(
        details=SeriesDetails(series.title, "percent", "SEN2", every_months=1), **edit
    )
    assert kept.source == "SEN2"


@pytest.mark.parametrize(
    ("origin", "code"),
    [(Origin.COMPUTED, "plan.actions_completed_in_time"), (Origin.IMPORTED, "plans_20")],
)
def test_what_is_computed_or_imported_is_not_entered_by_hand(
    place: Place, origin: Origin, code: str
) -> None:
    series = make_series(
        place, make_measure(place), NewBasis(source="SEN2", origin=origin, counted_as=code)
    )
    with pytest.raises(Refusal, match="not entered by hand"):
        enter(place, series, share(0, 1, 2))


def test_a_figure_outside_the_plausible_range_is_stopped(place: Place) -> None:
    measure = make_measure(place, plausible_from=Decimal(30), plausible_until=Decimal(100))
    series = make_series(place, measure)
    with pytest.raises(Refusal, match="is not plausible") as refusal:
        enter(place, series, share(0, 2, 10))
    assert refusal.value.field == "numerator"
    kept = enter(place, series, share(0, 3, 10))
    wrong = {"actor": place.officer, "at": AT, "figure_ref": kept.ref}
    with pytest.raises(Refusal, match="is not plausible"):
        operations.correct_figure(**wrong, new=share(0, 1, 10, note="Digits were swapped."))
    assert Figure.objects.in_area(place.area.pk).get() == kept


@pytest.mark.parametrize(
    ("new", "field", "sentence"),
    [
        (share(0, 0, 0), "denominator", "There were no cases"),
        (share(0, -3, -5), "numerator", "below nought"),
        (share(0, 3, -5), "denominator", "below nought"),
        (share(0, 6, 5), "numerator", "More were counted than there are"),
        (plain(0, 60), "denominator", "needs the number counted"),
    ],
)
def test_a_share_that_cannot_be_is_refused_at_its_field(
    place: Place, new: operations.NewFigure, field: str, sentence: str
) -> None:
    series = make_series(place, make_measure(place))
    with pytest.raises(Refusal, match=sentence) as refusal:
        enter(place, series, new)
    assert refusal.value.field == field
    assert not Figure.objects.in_area(place.area.pk).exists()


def test_only_a_share_has_a_base(place: Place) -> None:
    series = make_series(place, make_measure(place, unit="days"))
    with pytest.raises(Refusal, match="Only a percentage is so many out of so many"):
        enter(place, series, share(0, 3, 4))
    with pytest.raises(Refusal, match="cannot be below nought"):
        enter(place, series, plain(0, -1))


@pytest.mark.parametrize("name", ["left_out", "missing"])
def test_what_is_left_aside_is_not_below_nought(place: Place, name: str) -> None:
    series = make_series(place, make_measure(place))
    figure = operations.NewFigure(
        date(2020, 1, 1), date(2020, 2, 1), numerator=1, denominator=2, **{name: -1}
    )
    with pytest.raises(Refusal) as refusal:
        enter(place, series, figure)
    assert refusal.value.field == name


@pytest.mark.both_engines
def test_many_changes_ask_for_one_refresh(place: Place) -> None:
    make_active(place, make_counted(place, (3, 4), (2, 4), (1, 4)))
    make_counted(make_place("leeds", "Leeds"), (1, 2))
    york = Job.objects.get(name=REFRESH, key=f"area {place.area.pk}")
    assert york.arguments == {"area": place.area.pk}
    assert Job.objects.filter(name=REFRESH).count() == 2


def test_a_refused_change_asks_for_nothing(place: Place) -> None:
    with pytest.raises(Refusals):
        make_measure(place, title="")
    assert not Job.objects.exists()


@pytest.mark.parametrize("role", ["forum_officer", "chair"])
def test_who_may_only_read_changes_nothing(place: Place, role: str) -> None:
    measure = make_counted(place, (3, 4))
    reader = {"actor": place.actor("Rae Reader", role), "at": AT}
    attempts = (
        lambda: operations.define_measure(**reader, new=definition(place, code="9")),
        lambda: operations.change_measure(
            **reader, measure_ref=measure.ref, expected_version=1, new=definition(place)
        ),
        lambda: operations.retire_measure(**reader, measure_ref=measure.ref, why="x"),
        lambda: operations.start_series(**reader, measure_ref=measure.ref, new=NEW_RULE),
        lambda: operations.enter_figure(
            **reader, series_ref=measure.series.get().ref, new=share(1, 1, 2)
        ),
    )
    for attempt in attempts:
        with pytest.raises(Hidden):
            attempt()


def test_a_measure_of_another_area_is_not_there(place: Place) -> None:
    measure = make_counted(place, (3, 4))
    leeds = make_place("leeds", "Leeds")
    for attempt in (
        lambda: change(leeds, measure),
        lambda: retire(leeds, measure),
        lambda: make_series(leeds, measure, NEW_RULE),
    ):
        with pytest.raises(Hidden):
            attempt()
    with pytest.raises(Hidden):
        make_measure(leeds, owner=place.post("Head of SEND").ref)
