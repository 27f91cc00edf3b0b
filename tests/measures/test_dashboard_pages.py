"""The dashboard and a measure's page, as people of each kind see them."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from alongside.measures import operations, work
from alongside.measures.codes import Level, Release
from alongside.measures.models import Figure, Measure, Recalculation, Target
from alongside.measures.rules.targets import Promise
from alongside.web import clock
from tests.measures.factories import (
    make_active,
    make_counted,
    make_measure,
    make_series,
    make_target,
    reads,
    share,
)
from tests.measures.test_pages import client_of
from tests.plan.factories import Place, make_place

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
SHARES = [(20 + (7 * month) % 9, 30 + month % 4) for month in range(24)]
STEADY = [(200 + (7 * month) % 9, 300) for month in range(24)]
WORSE = [*[(280, 300)] * 6, *[(270, 300)] * 6, *[(280, 300)] * 5, (90, 300)]


@pytest.fixture(autouse=True)
def june_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


def judged(place: Place) -> None:
    work.refresh_area(area_id=place.area.pk, at=NOW, progress=lambda done, total: None)


def dashboard(place: Place, role: str = "chair", name: str = "Dana Data", **query: str) -> str:
    address = reverse("measures:dashboard", args=[place.area.slug])
    return client_of(place, role, name).get(address, query).content.decode()


def page_of(client: Client, place: Place, measure: Measure) -> str:
    address = reverse("measures:measure", args=[place.area.slug, measure.ref])
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_measure_shows_its_figure_with_its_base_its_range_and_its_period(place: Place) -> None:
    make_counted(place, *SHARES)
    judged(place)
    shown = dashboard(place)
    assert "84.8%" in shown
    assert "28 of 33" in shown
    assert "between" in shown
    assert "December 2021" in shown


def test_what_gets_worse_comes_before_what_is_steady(place: Place) -> None:
    make_counted(place, *STEADY, code="A", title="A steady one")
    make_counted(place, *WORSE, code="B", title="A worrying one")
    judged(place)
    shown = dashboard(place)
    assert shown.index("A worrying one") < shown.index("A steady one")
    assert '<a class="govuk-link" href="#attention">Needs attention: 1 measure</a>' in shown
    folded = shown[shown.index('id="steady"') :]
    assert folded.index("<details") < folded.index("Steady or improving: 1 measure")
    by_code = dashboard(place, "vice_chair", "Vic Chair", order="code")
    assert "<details" not in by_code[by_code.index("measures-board") :]
    assert by_code.index("A steady one") < by_code.index("A worrying one")


def test_a_measure_without_a_figure_stands_apart_and_is_not_counted_as_good(place: Place) -> None:
    make_active(place, make_measure(place, title="Nothing counted yet"))
    judged(place)
    shown = dashboard(place)
    assert "Without a figure yet" in shown
    assert "None of these measures has a figure yet." in shown
    assert "1 measure, 0 with a figure" in shown


def test_the_table_can_be_taken_away_and_holds_what_the_page_shows(place: Place) -> None:
    make_counted(place, *SHARES, title="=cmd()")
    judged(place)
    address = reverse("measures:export", args=[place.area.slug, "csv"])
    response = client_of(place, "scrutiny_member").get(address)
    (row,) = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))
    assert (row["Period"], row["Numerator"], row["Denominator"]) == ("December 2021", "28", "33")
    assert not row["Measure"].startswith("=")


def test_an_unknown_kind_of_export_is_not_found(place: Place) -> None:
    address = reverse("measures:export", args=[place.area.slug, "exe"])
    assert client_of(place, "chair").get(address).status_code == 404


@pytest.mark.scenario(28)
def test_a_figure_opens_to_its_counts_and_to_who_recorded_them(place: Place) -> None:
    measure = make_counted(place, (153, 236))
    judged(place)
    figure = Figure.objects.in_area(place.area.pk).get()
    officer = client_of(place, "nominated_officer")
    opens = reverse("measures:figure", args=[place.area.slug, figure.ref])
    assert opens in page_of(officer, place, measure)
    shown = officer.get(opens).content.decode()
    for words in ("64.8%", "153", "236", "Left out", "Missing", "Recorded", "Figure entered"):
        assert words in shown


@pytest.mark.scenario(28)
def test_a_councillor_stops_at_counts_that_passed_disclosure_control(place: Place) -> None:
    measure = make_counted(place, (153, 236), (3, 40))
    judged(place)
    councillor = client_of(place, "scrutiny_member")
    shown = page_of(councillor, place, measure)
    assert "a small number of people could be recognised" in shown
    assert "3 of 40" not in shown
    assert "<svg" not in shown.split("<main")[1]
    small = Figure.objects.in_area(place.area.pk).get(numerator=3)
    opened = councillor.get(reverse("measures:figure", args=[place.area.slug, small.ref]))
    assert "7.5%" not in opened.content.decode()
    large = Figure.objects.in_area(place.area.pk).get(numerator=153)
    opened = councillor.get(reverse("measures:figure", args=[place.area.slug, large.ref]))
    assert "153" in opened.content.decode()
    assert "as far as this page goes for you" not in opened.content.decode(), "no record is behind"


def test_published_figures_are_shown_to_everybody_as_they_are(place: Place) -> None:
    measure = make_counted(place, (3, 40), release=Release.AS_PUBLISHED)
    judged(place)
    assert "3 of 40" in page_of(client_of(place, "scrutiny_member"), place, measure)


@pytest.mark.scenario(30)
def test_setting_98_percent_on_ten_audits_a_quarter_warns_before_it_counts(place: Place) -> None:
    measure = make_counted(place, (10, 10), every_months=1)
    officer = client_of(place, "nominated_officer")
    answer = officer.post(
        reverse("measures:set_target", args=[place.area.slug, measure.ref]),
        {
            "level": "core", "comparator": "at_least", "value": "98", "change": "reach",
            "expected_sample": "10", "steps": "",
        },
        follow=True,
    )  # fmt: skip
    shown = answer.content.decode()
    assert "Check this target" in shown
    assert "189" in shown
    assert Target.objects.in_area(place.area.pk).get().state == "draft"


@pytest.mark.scenario(30)
def test_fifty_percent_improvement_is_kept_as_a_draft_and_cannot_be_made_active(
    place: Place,
) -> None:
    measure = make_measure(place)
    target = make_target(place, measure, Promise(Level.CORE, Decimal(50), change=None))
    address = reverse("measures:activate_target", args=[place.area.slug, target.ref])
    shown = client_of(place, "nominated_officer").post(address).content.decode()
    assert "Say what the number means" in shown
    assert "Say which people the baseline is of." in shown


@pytest.mark.scenario(33)
def test_limits_are_worked_out_anew_with_a_named_cause_and_approver_only(place: Place) -> None:
    measure = make_counted(place, *SHARES)
    officer = client_of(place, "nominated_officer")
    address = reverse("measures:recalculate", args=[place.area.slug, measure.ref])
    place.post("Director", holder="Anna Approver")
    approver = place.person("Anna Approver")
    reads(place, approver)
    told = {"from_on": "2020-12-01", "approved_by": approver.ref, "cause": ""}
    assert officer.post(address, told).status_code == 422
    assert not Recalculation.objects.in_area(place.area.pk).exists()
    officer.post(address, {**told, "cause": "A second panel meets each week"})
    judged(place)
    shown = page_of(officer, place, measure)
    assert "A second panel meets each week" in shown
    assert "said to be approved by Anna Approver" in shown


@pytest.mark.scenario(29)
def test_a_corrected_figure_changes_what_is_shown_and_a_line_says_why(place: Place) -> None:
    measure = make_counted(place, (153, 236))
    figure = Figure.objects.in_area(place.area.pk).get()
    operations.correct_figure(
        actor=place.officer,
        at=NOW,
        figure_ref=figure.ref,
        new=share(0, 135, 236, note="Eighteen were late by a wrong date."),
    )
    judged(place)
    shown = page_of(client_of(place, "chair"), place, measure)
    assert "57.2%" in shown
    assert "64.8% (153 of 236)" in shown
    assert "Eighteen were late by a wrong date." in shown


def test_counting_in_another_way_leaves_the_old_series_as_it_was(place: Place) -> None:
    measure = make_counted(place, *SHARES)
    officer = client_of(place, "nominated_officer")
    address = reverse("measures:start_series", args=[place.area.slug, measure.ref])
    officer.post(
        address,
        {"source": "New system", "basis": "Without exceptions", "why": "The law changed.",
         "counted_by": ""},
    )  # fmt: skip
    judged(place)
    shown = page_of(officer, place, measure)
    assert "Without exceptions" in shown
    assert "24 figures" in shown
    assert "No figure yet." in shown


def test_a_measure_of_another_area_is_not_found(place: Place) -> None:
    elsewhere = make_measure(make_place(slug="elsewhere", name="Elsewhere"))
    make_series(place, make_measure(place))
    address = reverse("measures:measure", args=[place.area.slug, elsewhere.ref])
    assert client_of(place, "chair").get(address).status_code == 404


def test_an_overdue_review_and_a_stale_figure_are_said_on_the_dashboard(place: Place) -> None:
    make_counted(place, *SHARES, review_on=date(2025, 1, 31))
    judged(place)
    shown = dashboard(place)
    assert "should have been reviewed by 31 January 2025" in shown
    assert "Out of date" in shown
