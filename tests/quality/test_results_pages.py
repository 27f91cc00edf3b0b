"""Results of audits as the lead, an auditor, the board and whoever enters figures see them."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.measures.codes import Origin, Release
from alongside.measures.models import Measure, Reading
from alongside.measures.operations import NewBasis
from alongside.measures.readings import Judged, JudgedPoint
from alongside.people.models import LocalArea
from alongside.quality.computed import HIGH_STANDARD
from alongside.quality.drawing_work import draw_months
from tests.measures.factories import make_measure, make_series
from tests.people.factories import make_organisation, make_person
from tests.plan.factories import Place as OfThePlan
from tests.quality.learning_desks import NOW, At, move
from tests.quality.learning_factories import Place, make_round, mark_items

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def april_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    move(monkeypatch, NOW)


def results_of(who: At, **asked: str) -> str:
    return who.client.get(who.address("results"), asked).content.decode()


def promise(place: Place, percent: int, comparator: str) -> Measure:
    """A measure of the area’s own, of EHC plans of a high standard, with its target."""
    council = make_organisation(place.area, "A council")
    whole = OfThePlan(place.area, council, council)
    measure = make_measure(whole, code="QA-1", unit="percent", release=Release.UNDER_FIVE)
    make_series(
        whole, measure, NewBasis(source="Audits", origin=Origin.COMPUTED, counted_as=HIGH_STANDARD)
    )
    measure.targets.create(
        area=place.area, level="core", comparator=comparator, value=percent, change="reach",
        state="active", set_at=NOW, activated_at=NOW,
    )  # fmt: skip
    return measure


@pytest.mark.scenario(24)
def test_scenario_24_results_say_what_the_sample_can_show(
    place: Place, lead: At, chair: At
) -> None:
    promise(place, 98, "at_least")
    page = lead.get("results")
    assert "25 of 65: 38%" in page
    assert "shows that 98% is not met" in page
    assert "North" not in page
    sections = results_of(lead, part="section")
    assert "Section F: special educational provision" in sections
    assert "25 of 65: 38%" not in sections
    board = chair.get("results")
    assert "Small numbers are hidden" in board
    assert "25 of 65: 38%" in board


def test_questions_stand_with_the_least_often_met_first(place: Place, lead: At) -> None:
    page = results_of(lead, part="question")
    assert page.index("F1:") < page.index("A1:")
    assert "questions, met more often" in page


def test_what_is_hidden_is_said_once(place: Place, auditor: At, chair: At, lead: At) -> None:
    few = make_round(place, "Few", about="annual_review")
    mark_items(place, few, "12", first_on=date(2025, 2, 3))
    asked = {"about": "annual_review", "part": "question"}
    board = results_of(chair, **asked)
    assert "None of them is shown, because a child could be recognised" in board
    assert board.count("recognised") == 2
    assert "<table" not in board
    for who in (lead, auditor):
        assert "2 of 2" in results_of(who, **asked)


def test_whoever_enters_figures_sees_small_numbers_here_as_everywhere(
    area: LocalArea, place: Place
) -> None:
    few = make_round(place, "Few", about="annual_review")
    mark_items(place, few, "12", first_on=date(2025, 2, 3))
    analyst = At(area, "Ana Analyst", "data_analyst")
    assert "1 of 2: 50%" in results_of(analyst, about="annual_review")


def test_results_of_another_kind_are_asked_for_by_the_filter(place: Place, lead: At) -> None:
    page = results_of(lead, about="annual_review", months="24")
    assert "Results of audits: annual reviews" in page
    assert "No audits yet" in page


def test_an_area_that_set_no_target_is_held_to_none_of_another_area(place: Place, lead: At) -> None:
    page = results_of(lead, about="coproduction")
    for agency in ("Education", "Health", "Social care"):
        assert f"{agency} uses the co-production model" in page
    assert page.count("No target is set here") == 4
    assert "75%" not in page
    told = results_of(lead, about="plan")
    assert "plausible range" in told
    assert "does not yet show" not in told
    drawn = make_round(place, "Not held to anything").round
    assert "No target is set here for work of a high standard" in lead.get("round", drawn.ref)


def test_a_promise_is_that_of_the_areas_own_measure_with_its_chart(
    place: Place, lead: At, chair: At
) -> None:
    measure = promise(place, 91, "more_than")
    Reading.objects.create(
        area=place.area, measure=measure, content=small(), summary=small(), chart="<svg id='own'/>",
        made_from="0" * 64, as_at=NOW,
    )  # fmt: skip
    page = lead.get("results")
    assert "more than 91%" in page
    assert "91%" in lead.get("round", make_round(place, "Held to its own").round.ref)
    assert "<svg id='own'/>" in page
    assert "Open measure QA-1" in page
    board = chair.get("results")
    assert "<svg id='own'/>" not in board
    assert "Its chart is not shown, because figures in it rest on too few cases." in board


def test_results_over_time_are_drawn_by_the_month_of_the_ehc_plan(
    place: Place, lead: At, chair: At
) -> None:
    assert "There is no chart by month yet." in results_of(lead, part="time")
    draw_months(at=NOW)
    page = results_of(lead, part="time")
    assert "of a high standard, by the month they were issued</h2>" in page
    assert "0 of 30" in page
    assert "measures-figure__wide" in results_of(chair, part="time")
    mark_items(place, make_round(place, "Few"), "12", first_on=date(2025, 2, 3))
    draw_months(at=NOW)
    assert "The chart by month is not shown" in results_of(chair, part="time")
    assert "by the month they were issued" not in results_of(lead)


def small() -> str:
    """A reading with one figure of one in three."""
    point = JudgedPoint(
        period_from="2025-01-01", period_until="2025-04-01", value=33.3, numerator=1,
        denominator=3, left_out=0, missing=0, lower=None, upper=None, kind="", why="",
    )  # fmt: skip
    return Judged(unit="percent", points=(point,)).to_json()


def test_a_changed_mix_of_auditors_is_said_on_the_page(
    place: Place, auditor: At, lead: At, area: LocalArea
) -> None:
    earlier = replace(place, auditor=make_person(area, "Earl Earlier"))
    mark_items(earlier, make_round(place, "Before"), "2" * 9, first_on=date(2022, 6, 6))
    page = results_of(lead, months="24")
    assert "65 of 65 audits were marked by people who marked none in the period before." in page
    assert "marked by people who marked none" not in results_of(lead, months="36")
