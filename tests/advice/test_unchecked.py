"""No advice enters a final EHC plan unchecked; a draft may rest on it."""

from datetime import timedelta

import pytest

from alongside.advice.models import AdviceRequest, RowUse
from alongside.advice.queries.unchecked import FINAL_PLAN, unchecked_in
from alongside.casework.plans.facts import facts_of_plan
from alongside.casework.rules.plans.codes import VersionKind
from alongside.casework.rules.plans.standing import in_the_way
from tests.advice.factories import (
    Place,
    after,
    asked_and_received,
    check,
    give,
    make_place,
    noon,
    share,
)
from tests.advice.use_factories import drafted, name
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place(make_area())


def sentences(place: Place) -> list[str]:
    return list(unchecked_in(place.area.pk, FINAL_PLAN, place.case.ref))


def test_what_was_given_stands_in_the_way_until_it_is_accepted(place: Place) -> None:
    whole = asked_and_received(place)
    (part,) = share(place, whole, ("speech_and_language", place.speech))
    assert sentences(place) == []
    given = give(place.speech, part, after(10))
    day = "25 April 2025"
    assert sentences(place) == [
        f"Speech and language therapy: the advice that was given on {day} is not checked yet."
    ]
    check(place.doctor, given, after(12), "sent_back", reasons="Say how often.")
    assert sentences(place) == [
        "Speech and language therapy: the advice was sent back for amendment and is not accepted yet."
    ]
    again = give(place.speech, part, after(15))
    check(place.doctor, again, after(16), "accepted")
    assert sentences(place) == []


def test_what_a_row_rests_on_is_checked_whatever_it_was_asked_for(place: Place) -> None:
    draft = drafted(place)
    name(draft, "f1", draft.code("provision"))
    assert sentences(place) == []
    given = draft.given
    AdviceRequest.objects.in_area(place.area.pk).filter(pk=draft.request.pk).update(
        purpose="review", state="given"
    )
    assert sentences(place) == [
        "Speech and language therapy: the advice that was given on 25 April 2025 is not checked yet."
    ]
    RowUse.objects.in_area(place.area.pk).filter(submission=given).update(
        removed_on=after(21), removed_at=noon(after(21))
    )
    assert sentences(place) == []


def test_another_case_and_another_step_are_not_held_up(place: Place) -> None:
    give(place.point, asked_and_received(place), after(10))
    assert unchecked_in(place.area.pk, "casework.draft", place.case.ref) == ()
    assert unchecked_in(place.area.pk, FINAL_PLAN, "0" * 16) == ()


@pytest.mark.parametrize("kind", [VersionKind.DRAFT, VersionKind.FINAL])
def test_only_the_final_ehc_plan_waits_for_the_check(place: Place, kind: VersionKind) -> None:
    give(place.point, asked_and_received(place), after(10))
    plan = place.case.plan_versions.model(
        area=place.area, case=place.case, kind=kind.value, number=1
    )
    found = in_the_way(facts_of_plan(plan, (), today=after(10) + timedelta(days=1)))
    is_held_up = any("is not checked yet" in each.sentence for each in found)
    assert is_held_up == (kind is VersionKind.FINAL)
