"""The measures of how advice was used, and of what families paid for as ours was late."""

from datetime import datetime

import pytest

from alongside.advice.computed_uses import BOUGHT, INDICATORS, OF_ANSWERED, OF_ASKED, rows_behind
from alongside.advice.operations import family_reports
from alongside.advice.operations.family_reports import NewReport
from alongside.measures.codes import FigurePartName, Origin, Release
from alongside.measures.models import Measure
from alongside.measures.operations import NewBasis
from alongside.measures.queries.computed import keys_of
from alongside.web import clock
from tests.advice.factories import Place, make_place, noon
from tests.advice.use_factories import DRAFTED, answer, drafted, later, name
from tests.measures.counting import compute, standing
from tests.measures.factories import make_measure, make_series
from tests.plan.factories import Place as OfThePlan
from tests.plan.factories import make_place as place_of_the_plan

pytestmark = pytest.mark.django_db
NOW: datetime = noon(later(40))


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
    unit = next(each.unit for each in INDICATORS if each.code == code)
    number = [each.code for each in INDICATORS].index(code)
    measure = make_measure(whole, code=f"USE-{number}", unit=unit, release=Release.AS_PUBLISHED)
    make_series(whole, measure, NewBasis(source="Advice", origin=Origin.COMPUTED, counted_as=code))
    return measure


@pytest.mark.scenario(13)
def test_scenario_13_the_share_confirmed_has_both_bases(whole: OfThePlan, place: Place) -> None:
    """Of three that were asked about, one was confirmed, one objected to and one never answered."""
    draft = drafted(place)
    yes = name(draft, "b1", draft.code("need"))
    objected = name(draft, "f1", draft.code("provision"))
    name(draft, "b1", f"advice:{draft.given.ref}")
    answer(place.speech, draft.request, yes, later(2))
    answer(place.speech, draft.request, objected, later(2), "Twice a week.")
    answered, asked = measured(whole, OF_ANSWERED), measured(whole, OF_ASKED)
    compute(whole, NOW)
    assert [(each.numerator, each.denominator) for each in standing(answered)] == [(1, 2)]
    assert [(each.numerator, each.denominator) for each in standing(asked)] == [(1, 3)]
    (figure,) = standing(asked)
    head = place.head.actor
    found = rows_behind(head, OF_ASKED, keys_of(head, figure, FigurePartName.NUMERATOR))
    assert found is not None
    assert [each.notes[1] for each in found] == ["Its author said yes on 7 May 2025"]
    assert rows_behind(place.doctor.actor, OF_ASKED, ("x",)) is None


@pytest.mark.scenario(12)
def test_scenario_12_reports_bought_as_ours_was_late_are_counted(
    whole: OfThePlan, place: Place
) -> None:
    """Of three reports, two were bought: one as ours was late, one as it was missing."""
    for bought in ("late", "missing", "no"):
        family_reports.record_report(
            actor=place.officer.actor,
            at=noon(DRAFTED),
            case_ref=place.case.ref,
            new=NewReport(
                title="Report by a speech therapist",
                given_by="His mother",
                received_on=DRAFTED,
                source="email",
                bought=bought,
                bought_words="" if bought == "no" else "Nothing had come in week 11.",
            ),
        )
    measure = measured(whole, BOUGHT)
    compute(whole, NOW)
    (figure,) = standing(measure)
    assert figure.value == 2
    head = place.head.actor
    found = rows_behind(head, BOUGHT, keys_of(head, figure, FigurePartName.NUMERATOR))
    assert found is not None
    assert len(found) == 2
