"""The measures of advice: what never came counts as late, and the measure says which day it uses."""

from datetime import datetime

import pytest

from alongside.advice import computed
from alongside.advice.computed import (
    EDUCATION,
    FIRST_TIME,
    HEALTH,
    HEALTH_ACCEPTED,
    INDICATORS,
    TO_FRAMEWORK,
    rows_behind,
)
from alongside.advice.keeping import Said
from alongside.advice.operations.answering import decline_request
from alongside.measures.codes import PERCENT, FigurePartName, Origin, Release
from alongside.measures.models import Measure
from alongside.measures.operations import NewBasis
from alongside.measures.queries.computed import keys_of
from alongside.web import clock
from tests.advice.factories import (
    GOOD,
    Place,
    after,
    asked_and_received,
    check,
    give,
    make_place,
    noon,
    share,
)
from tests.measures.counting import standing
from tests.measures.factories import make_measure, make_series
from tests.plan.factories import Place as OfThePlan
from tests.plan.factories import make_place as place_of_the_plan

pytestmark = pytest.mark.django_db
NOW: datetime = noon(after(60))


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
    place_of = [each.code for each in INDICATORS].index(code)
    measure = make_measure(
        whole, code=f"ADV-{place_of}", unit=PERCENT, release=Release.AS_PUBLISHED
    )
    make_series(whole, measure, NewBasis(source="Advice", origin=Origin.COMPUTED, counted_as=code))
    return measure


def compute(whole: OfThePlan) -> None:
    from tests.measures.counting import compute as of_the_area

    of_the_area(whole, NOW)


def told(measure: Measure) -> list[tuple[int, int, int]]:
    return [(f.numerator or 0, f.denominator or 0, f.left_out) for f in standing(measure)]


@pytest.mark.scenario(9)
def test_scenario_09_one_on_day_42_one_on_day_43_and_one_never(
    whole: OfThePlan, place: Place
) -> None:
    request = asked_and_received(place)
    parts = share(
        place,
        request,
        ("speech_and_language", place.speech),
        ("physiotherapy", place.physio),
        ("camhs", place.camhs),
    )
    give(place.speech, parts[0], after(42))
    give(place.physio, parts[1], after(43))
    health, education = measured(whole, HEALTH), measured(whole, EDUCATION)
    compute(whole)
    assert told(health) == [(1, 3, 0)]
    assert [each for each in told(education) if each[1]] == []
    (figure,) = standing(health)
    found = rows_behind(
        place.doctor.actor, HEALTH, keys_of(place.doctor.actor, figure, FigurePartName.NUMERATOR)
    )
    assert found is not None
    assert len(found) == 1
    assert "First received back on 27 May 2025" in found[0].notes
    assert rows_behind(place.head.actor, HEALTH, ("x",)) is None


@pytest.mark.scenario(11)
def test_scenario_11_the_measure_says_which_day_it_uses(whole: OfThePlan, place: Place) -> None:
    """First received in time, accepted late: in time by the one, late by the other."""
    request = asked_and_received(place)
    first = give(place.point, request, after(41))
    check(place.doctor, first, after(44), "sent_back", reasons="How often?")
    second = give(place.point, request, after(46), GOOD)
    check(place.doctor, second, after(47), "accepted")
    measures = [
        measured(whole, each) for each in (HEALTH, HEALTH_ACCEPTED, FIRST_TIME, TO_FRAMEWORK)
    ]
    compute(whole)
    assert [told(each) for each in measures] == [
        [(1, 1, 0)],
        [(0, 1, 0)],
        [(0, 1, 0)],
        [(1, 1, 0)],
    ]
    assert "first received" in computed.TITLES[HEALTH]
    assert "accepted" in computed.TITLES[HEALTH_ACCEPTED]


def test_what_was_declined_in_time_is_left_out_and_declined_late_was_late(
    whole: OfThePlan, place: Place
) -> None:
    request = asked_and_received(place)
    parts = share(place, request, ("speech_and_language", place.speech), ("camhs", place.camhs))
    for who, part, day in ((place.speech, parts[0], 20), (place.camhs, parts[1], 43)):
        decline_request(
            actor=who.actor,
            at=noon(after(day)),
            request_ref=part.ref,
            ground="adverse_to_functions",
            said=Said(on=after(day), source="post", note="In writing."),
        )
    health = measured(whole, HEALTH)
    compute(whole)
    assert told(health) == [(0, 1, 1)]
