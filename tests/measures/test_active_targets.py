"""An active target goes on saying what it asked for: its warning, its baseline, its day, its milestones."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from alongside.measures import work
from alongside.measures.codes import Change, Level, Release
from alongside.measures.models import Measure
from alongside.measures.rules.targets import Baseline, Promise, Step
from alongside.web import clock
from tests.measures.browsing import client_of, to, words
from tests.measures.factories import make_active, make_counted
from tests.plan.factories import Place, make_place

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
TEN_AUDITS = Promise(Level.CORE, Decimal(98), expected_sample=10)
CANNOT = "10 records"
PAST = Promise(Level.CORE, Decimal(90), by_on=date(2025, 5, 1))


@pytest.fixture(autouse=True)
def june_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


def judged(place: Place) -> None:
    work.refresh_area(area_id=place.area.pk, at=NOW, progress=lambda done, total: None)


def told(place: Place, measure: Measure, role: str = "chair") -> str:
    return words(client_of(place, role).get(to("measure", measure.ref)))


@pytest.mark.scenario(30)
def test_an_active_target_that_its_sample_can_never_show_goes_on_saying_so(place: Place) -> None:
    measure = make_counted(place, (10, 10))
    make_active(place, measure, TEN_AUDITS)
    judged(place)
    said = told(place, measure)
    assert "189" in said
    assert "Records behind one figure: 10" in said
    everybody = client_of(place, "scrutiny_member")
    assert "The few records we expect can never show it" in words(everybody.get(to("dashboard")))
    exported = everybody.get(to("export", "csv")).content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(exported))
    assert "189" in row["Can the sample show it?"]


def test_a_target_that_can_be_shown_warns_of_nothing(place: Place) -> None:
    measure = make_counted(place, (400, 410))
    make_active(place, measure, replace(TEN_AUDITS, value=Decimal(90), expected_sample=400))
    judged(place)
    dashboard = words(client_of(place, "chair").get(to("dashboard")))
    assert "can never show it" not in dashboard


def test_the_warning_stays_where_the_figure_is_hidden_and_tells_nothing_of_it(place: Place) -> None:
    measure = make_counted(place, (2, 10))
    make_active(place, measure, TEN_AUDITS)
    judged(place)
    said = told(place, measure, "scrutiny_member")
    assert "189" in said
    assert "With the latest figure" not in said
    assert "2 of 10" not in said


def test_a_target_whose_day_has_passed_says_so_everywhere(place: Place) -> None:
    measure = make_counted(place, (300, 400))
    make_active(place, measure, PAST)
    judged(place)
    said = told(place, measure)
    assert "Active, past its day" in said
    assert "Its day has passed, and it is still active." in said
    assert "With the latest figure: not met" in said
    dashboard = words(client_of(place, "vice_chair").get(to("dashboard")))
    assert "Its day, 1 May 2025, has passed" in dashboard


def test_a_stretched_target_is_judged_like_the_other(place: Place) -> None:
    measure = make_counted(place, (300, 400))
    make_active(place, measure, Promise(Level.CORE, Decimal(60)))
    make_active(place, measure, Promise(Level.STRETCHED, Decimal(95)))
    judged(place)
    dashboard = words(client_of(place, "chair").get(to("dashboard")))
    assert "At least 60%: met" in dashboard
    assert "Stretched target: at least 95%: not met" in dashboard


def test_the_baseline_and_the_way_to_the_target_are_told_with_where_it_stands(place: Place) -> None:
    measure = make_counted(place, (172, 400))
    steps = (Step(date(2025, 3, 1), Decimal(45)), Step(date(2026, 3, 1), Decimal("48.5")))
    base = Baseline(Decimal(40), date(2025, 1, 31), "Families asked in January")
    half = Promise(
        Level.CORE, Decimal(25), change=Change.RELATIVE, by_on=date(2026, 9, 1), baseline=base, steps=steps
    )  # fmt: skip
    make_active(place, measure, half)
    judged(place)
    said = told(place, measure)
    assert "Baseline: 40% on 31 January 2025, of Families asked in January" in said
    assert "The figure to reach is at least 50%" in said
    assert "On the way: 45% by 1 March 2025, 48.5% by 1 March 2026" in said
    assert "By 1 March 2025 it should have been 45%: 43.0% falls short of that" in said


def test_where_figures_are_rounded_no_milestone_is_held_against_the_true_one(place: Place) -> None:
    measure = make_counted(place, (172, 400), release=Release.HEALTH)
    make_active(place, measure, replace(PAST, steps=(Step(date(2025, 3, 1), Decimal(45)),)))
    judged(place)
    said = told(place, measure, "scrutiny_member")
    assert "it should have been" not in said
    assert "With the latest figure" not in said


def test_nought_is_shown_where_it_was_counted_and_a_dash_says_what_it_means(place: Place) -> None:
    measure = make_counted(place, (300, 400))
    judged(place)
    said = told(place, measure)
    assert "– stands where nobody has told how many were left out or are missing" in said
