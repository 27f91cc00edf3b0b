"""What a fourth pair of eyes found untrue, or giving away: reasons, drafts, noughts and what a sample cannot tell."""

import csv
import io
from datetime import UTC, datetime

import pytest

from alongside.measures import operations, work
from alongside.measures.models import Figure
from alongside.web import clock
from tests.measures.browsing import client_of, to, words
from tests.measures.factories import AT, enter, make_active, make_counted, make_target, share
from tests.plan.factories import Place, make_place

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
