"""The measures of audits: what the action plan promised, counted from what was graded, and opened by those who may."""

from datetime import UTC, date, datetime

import pytest

from alongside.measures.codes import PERCENT, FigurePartName, Origin, Release
from alongside.measures.models import Measure
from alongside.measures.operations import NewBasis
from alongside.measures.queries.computed import keys_of
from alongside.quality.computed import (
    CHILD_VOICE,
    HIGH_STANDARD,
    INDICATORS,
    MODEL_HEALTH,
    TOOK_PART,
    rows_behind,
)
from alongside.quality.models import AuditAnswer, MeetingPresence
from alongside.web import clock
from tests.measures.counting import compute as of_the_area
from tests.measures.counting import standing
from tests.measures.factories import make_measure, make_series
from tests.plan.factories import Place as OfThePlan
from tests.plan.factories import make_place as place_of_the_plan
from tests.quality.learning_factories import Place, make_place, make_round, mark_items, noon

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 6, 2, 12, tzinfo=UTC)
ISSUED = date(2025, 2, 3)


@pytest.fixture(autouse=True)
def june_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def whole(db: None) -> OfThePlan:
    return place_of_the_plan()


@pytest.fixture
def place(whole: OfThePlan) -> Place:
    return make_place(whole.area)


def measured(whole: OfThePlan, code: str) -> Measure:
    number = [each.code for each in INDICATORS].index(code)
    measure = make_measure(whole, code=f"QA-{number}", unit=PERCENT, release=Release.AS_PUBLISHED)
    new = NewBasis(source="Audits", origin=Origin.COMPUTED, counted_as=code)
    make_series(whole, measure, new)
    return measure


def told(measure: Measure) -> list[tuple[int, int, int]]:
    return [(f.numerator or 0, f.denominator or 0, f.left_out) for f in standing(measure)]


@pytest.mark.scenario(26)
def test_scenario_26_the_measure_leaves_out_what_was_superseded(
    whole: OfThePlan, place: Place
) -> None:
    measure = measured(whole, HIGH_STANDARD)
    mark_items(place, make_round(place), "22211", first_on=ISSUED, superseded=1)
    of_the_area(whole, NOW)
    assert told(measure)[0] == (2, 4, 1)


def test_a_figure_opens_for_whoever_leads_or_marks_and_stops_for_the_board(
    whole: OfThePlan, place: Place
) -> None:
    measure = measured(whole, HIGH_STANDARD)
    mark_items(place, make_round(place), "21", first_on=ISSUED)
    of_the_area(whole, NOW)
    keys = keys_of(place.lead, standing(measure)[0], FigurePartName.DENOMINATOR)
    rows = rows_behind(place.lead, HIGH_STANDARD, keys)
    assert rows is not None
    assert [each.title for each in rows] == ["EHC plan 1 of Round", "EHC plan 2 of Round"]
    assert rows[0].notes == ("Issued on 3 February 2025", "Good, agreed on 10 February 2025")
    marks = rows_behind(place.marks, HIGH_STANDARD, keys)
    assert marks is not None
    assert (bool(rows[0].address), bool(marks[0].address)) == (True, False)
    assert rows_behind(place.chair, HIGH_STANDARD, keys) is None


def test_the_childs_voice_counts_where_all_of_its_questions_are_met(
    whole: OfThePlan, place: Place
) -> None:
    voice, health = measured(whole, CHILD_VOICE), measured(whole, MODEL_HEALTH)
    items = mark_items(place, make_round(place), "222", first_on=ISSUED)
    AuditAnswer.objects.create(
        area=place.area, audit=items[0].audits.get(), question="V5", mark="1", saved_at=NOW
    )
    of_the_area(whole, NOW)
    assert told(voice)[0] == (2, 3, 0)
    assert told(health) == []


def test_meetings_count_where_families_and_partners_both_came(
    whole: OfThePlan, place: Place
) -> None:
    measure, draw = measured(whole, TOOK_PART), make_round(place)
    for number, came in enumerate((("parent", "health"), ("parent",), ("auditor",))):
        held = date(2025, 3, 3 + number)
        meeting = draw.round.meetings.create(area=place.area, held_on=held, recorded_at=noon(held))
        for each in came:
            MeetingPresence.objects.create(
                area=place.area, meeting=meeting, present_as=each, count=2
            )
    of_the_area(whole, NOW)
    assert told(measure)[0] == (1, 3, 0)
