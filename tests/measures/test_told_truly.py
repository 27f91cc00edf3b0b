"""What a fourth pair of eyes found untrue, or giving away: reasons, drafts, noughts and what a sample cannot tell."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from alongside.kernel.refusals import Refusal
from alongside.measures import keeping, operations, work
from alongside.measures.codes import Kind
from alongside.measures.models import Figure
from alongside.measures.rules.figures import Target
from alongside.measures.words import target_words
from alongside.web import clock
from tests.measures.browsing import client_of, to, words
from tests.measures.factories import (
    AT,
    CORE_90,
    enter,
    make_active,
    make_counted,
    make_measure,
    make_target,
    share,
)
from tests.plan.factories import Place, make_outcome, make_place, make_statement, make_success

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
USUAL = [(300 + number % 5, 419) for number in range(6)]
SMALL = "Hidden, because a small number"


@pytest.fixture(autouse=True)
def june_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


def judged(place: Place) -> None:
    work.refresh_area(area_id=place.area.pk, at=NOW, progress=lambda done, total: None)


def test_the_reason_of_a_correction_does_not_tell_the_small_number_before_it(place: Place) -> None:
    measure = make_counted(place, *USUAL)
    series = measure.series.get()
    wrong = enter(place, series, share(6, 3, 400))
    why = "Five more were found; there had been only three."
    operations.correct_figure(
        actor=place.officer, at=AT, figure_ref=wrong.ref, new=share(6, 80, 400, why)
    )
    judged(place)
    (right,) = Figure.objects.in_area(place.area.pk).filter(corrects=wrong)
    councillor, analyst = client_of(place, "scrutiny_member"), client_of(place, "data_analyst")
    for address in (to("series", series.ref), to("figure", right.ref), to("measure", measure.ref)):
        assert "only three" not in words(councillor.get(address)), address
    assert "only three" in words(analyst.get(to("series", series.ref)))


@pytest.mark.parametrize("numerator", range(9))
def test_the_reason_for_hiding_is_the_same_whatever_the_small_group_did(
    place: Place, numerator: int
) -> None:
    """Otherwise it would tell that none, or all, of eight children are meant."""
    measure = make_counted(place, *USUAL, (numerator, 8))
    judged(place)
    said = words(client_of(place, "scrutiny_member").get(to("series", measure.series.get().ref)))
    assert "Not given, because it would rest on too few cases." in said
    assert SMALL not in said


def test_what_a_sample_cannot_tell_is_not_called_short_of_its_target(place: Place) -> None:
    make_active(place, make_counted(place, (34, 40)))
    judged(place)
    said = words(client_of(place, "chair").get(to("dashboard")))
    assert "At least 90%: not met so far, too few to tell" in said
    assert "Short of its target" not in said


def test_nought_that_nobody_counted_is_left_empty(place: Place) -> None:
    make_counted(place, *USUAL)
    judged(place)
    answered = client_of(place, "chair").get(to("export", "csv"))
    (row,) = csv.DictReader(io.StringIO(answered.content.decode("utf-8-sig")))
    assert (row["Left out"], row["Missing"]) == ("", "")


def test_an_earlier_small_figure_does_not_hide_the_latest(place: Place) -> None:
    measure = make_counted(place, (3, 400), *USUAL)
    judged(place)
    said = words(client_of(place, "scrutiny_member").get(to("measure", measure.ref)))
    assert "of 419" in said
    assert "3 of 400" not in said


def test_a_draft_target_is_seen_by_those_who_may_set_it(place: Place) -> None:
    measure = make_counted(place, *USUAL)
    make_target(place, measure)
    judged(place)
    assert "Draft" in words(client_of(place, "data_analyst").get(to("measure", measure.ref)))
    assert "Draft" not in words(client_of(place, "scrutiny_member").get(to("measure", measure.ref)))


def test_what_is_missing_is_explained_only_where_something_is(place: Place) -> None:
    measure = make_counted(place, (300, 400))
    figure = Figure.objects.in_area(place.area.pk).get(series__measure=measure)
    said = words(client_of(place, "chair").get(to("figure", figure.ref)))
    assert "Missing Not told" in said
    assert "It is not known yet whether they count" not in said


def test_the_tiles_count_what_the_filter_shows(place: Place) -> None:
    make_active(place, make_counted(place, (30, 400)))
    other = make_counted(place, *USUAL, code="B", title="Another", kind=Kind.HOW_MUCH)
    make_active(place, other)
    judged(place)
    chair = client_of(place, "chair")
    assert "Below their target 2 of 2" in words(chair.get(to("dashboard")))
    narrowed = words(chair.get(to("dashboard"), {"kind": "how_much"}))
    assert "Below their target 1 of 1" in narrowed


def test_a_page_says_that_its_figures_could_not_be_worked_out_anew(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    measure = make_counted(place, (300, 400))
    judged(place)

    def fails(*_: object) -> None:
        raise Refusal("9999 of 341 cannot be right.")

    monkeypatch.setattr(keeping, "case_of", fails)
    judged(place)
    shown = words(client_of(place, "chair").get(to("measure", measure.ref)))
    assert "The figures could not be worked out anew on 2 June 2025." in shown
    assert "9999 of 341 cannot be right." in shown
    assert "75.0%" in shown


def test_without_a_figure_to_see_there_are_no_tiles(place: Place) -> None:
    make_measure(place)
    judged(place)
    assert "of 0 with a figure" not in words(client_of(place, "chair").get(to("dashboard")))


def test_a_draft_keeps_the_warning_that_it_can_never_be_shown(place: Place) -> None:
    measure = make_counted(place, (9, 10))
    make_target(place, measure, replace(CORE_90, value=Decimal(98), expected_sample=10))
    judged(place)
    shown = words(client_of(place, "data_analyst").get(to("measure", measure.ref)))
    assert "At least 98% cannot be shown by 10 records" in shown


def test_a_share_asks_for_both_its_parts_with_everything_else(place: Place) -> None:
    page = client_of(place, "data_analyst").post(to("define"), {"unit": "per cent"})
    said = words(page)
    for asked in ("Say what is counted.", "Say out of what it is counted.", "the measure called"):
        assert asked in said


def test_what_is_in_place_or_not_is_not_promised_at_least_once(place: Place) -> None:
    once = Target(Decimal(1))
    assert target_words(once, "in place") == "in place"
    assert target_words(Target(Decimal(2)), "parts") == "at least 2 parts"


def test_the_series_that_counts_now_has_the_chart_of_its_measure(place: Place) -> None:
    measure = make_counted(place, *USUAL)
    series = to("series", measure.series.get().ref)
    chair = client_of(place, "chair")
    assert "measures-drawing" in chair.get(series).content.decode()
    judged(place)
    answer = chair.get(series).content.decode()
    assert "chart-marks" in answer
    assert "measures-drawing" not in answer


def test_a_series_with_a_small_figure_has_no_chart_for_whoever_may_not_see_it(place: Place) -> None:
    measure = make_counted(place, *USUAL, (2, 400))
    judged(place)
    series = to("series", measure.series.get().ref)
    councillor = client_of(place, "scrutiny_member").get(series).content.decode()
    assert "chart-marks" not in councillor
    assert "measures-drawing" not in councillor
    assert "chart-marks" in client_of(place, "data_analyst").get(series).content.decode()


def test_what_is_taken_away_names_lines_of_the_action_plan_uncut(place: Place) -> None:
    measure = make_counted(place, *USUAL)
    outcome = make_outcome(place, make_statement(place))
    long = "Every request is answered by the day that the law gives, " * 3 + "and families say so"
    make_success(place, outcome, measure.series.get(), text=long)
    judged(place)
    exported = client_of(place, "chair").get(to("export", "csv")).content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(exported))
    assert row["Action plan"] == f"{outcome.reference}: {long}"
