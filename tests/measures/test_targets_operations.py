"""Setting targets, making them count, correcting drafts, and ending them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from alongside.jobs.models import Job
from alongside.kernel.refusals import Changed, Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerEntry
from alongside.measures import operations
from alongside.measures.codes import Change, Level, TargetState
from alongside.measures.models import Measure, Target
from alongside.measures.operations.targets import REPLACED
from alongside.measures.queries.one_measure import one_measure
from alongside.measures.rules.targets import Baseline, Promise, Step
from alongside.measures.targets import promise_of
from tests.measures.factories import AT, CORE_90, make_active, make_measure, make_target
from tests.plan.factories import Place, make_place

pytestmark = pytest.mark.django_db
BASE = Baseline(Decimal(40), date(2020, 9, 1), "Families of children with a plan")
HALF = Promise(Level.CORE, Decimal(50), change=None)
STEPS = (Step(date(2025, 9, 1), Decimal(60)), Step(date(2026, 3, 1), Decimal(80)))


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def measure(place: Place) -> Measure:
    return make_measure(place)


def activate(place: Place, target: Target) -> Target:
    return operations.activate_target(actor=place.officer, at=AT, target_ref=target.ref)


def end(place: Place, target: Target, why: str = "The board chose another.") -> Target:
    return operations.end_target(actor=place.officer, at=AT, target_ref=target.ref, why=why)


def amend(place: Place, target: Target, new: Promise, version: int = 1) -> Target:
    return operations.change_target(
        actor=place.officer, at=AT, target_ref=target.ref, expected_version=version, new=new
    )


def test_a_target_is_a_draft_with_its_milestones_and_asks_for_no_judgement(
    place: Place, measure: Measure
) -> None:
    Job.objects.all().delete()
    new = replace(CORE_90, by_on=date(2026, 9, 1), expected_sample=10, steps=STEPS)
    target = make_target(place, measure, new)
    assert (target.state, promise_of(target)) == (TargetState.DRAFT.value, new)
    assert LedgerEntry.objects.get(verb="measures.set_target").subject_ref == measure.ref
    assert not Job.objects.exists()


@pytest.mark.scenario(30)
@pytest.mark.both_engines
def test_an_improvement_is_made_active_only_when_it_says_of_what(
    place: Place, measure: Measure
) -> None:
    target = make_target(place, measure, HALF)
    with pytest.raises(Refusals) as refusals:
        activate(place, target)
    assert {each.field for each in refusals.value.refusals} == {
        "change", "baseline_value", "baseline_population",
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.in_area(place.area.pk).update(state="active", activated_at=AT)
    settled = replace(HALF, change=Change.RELATIVE, baseline=BASE)
    amend(place, target, settled)
    assert activate(place, target).state == TargetState.ACTIVE.value


@pytest.mark.both_engines
def test_an_active_target_gives_way_to_the_next_of_its_level_and_stays_readable(
    place: Place, measure: Measure
) -> None:
    first = make_active(place, measure)
    stretched = make_active(place, measure, Promise(Level.STRETCHED, Decimal(95)))
    second = make_active(place, measure, Promise(Level.CORE, Decimal(92)))
    for each in (first, stretched, second):
        each.refresh_from_db()
    assert [each.state for each in (first, stretched, second)] == ["ended", "active", "active"]
    assert (first.value, first.why_ended, first.ended_at) == (Decimal(90), REPLACED, AT)
    told = one_measure(place.officer, measure_ref=measure.ref, today=AT.date())
    assert [each.ref for each in told.targets] == [second.ref, stretched.ref, first.ref]
    ended = LedgerEntry.objects.get(verb="measures.end_target").detail.words["facts"]
    assert (ended["target"], ended["reason"]) == (first.ref, REPLACED)


@pytest.mark.both_engines
def test_the_records_hold_one_active_target_of_a_level(place: Place, measure: Measure) -> None:
    make_active(place, measure)
    other = make_target(place, measure)
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.in_area(place.area.pk).filter(pk=other.pk).update(
            state="active", activated_at=AT
        )


@pytest.mark.both_engines
@pytest.mark.parametrize(
    "columns",
    [
        {"state": "active"},
        {"state": "ended"},
        {"state": "ended", "ended_at": AT},
        {"ended_at": AT},
        {"baseline_value": 3},
    ],
)
def test_the_records_hold_when_a_target_began_and_ended(
    place: Place, measure: Measure, columns: dict[str, object]
) -> None:
    target = make_target(place, measure)
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.in_area(place.area.pk).filter(pk=target.pk).update(**columns)


def test_making_a_target_active_asks_for_a_refresh(place: Place, measure: Measure) -> None:
    target = make_target(place, measure)
    Job.objects.all().delete()
    activate(place, target)
    assert Job.objects.count() == 1
    Job.objects.all().delete()
    end(place, target)
    assert Job.objects.count() == 1


def test_a_target_is_made_active_once(place: Place, measure: Measure) -> None:
    target = make_active(place, measure)
    with pytest.raises(Refusal, match="active or has ended already"):
        activate(place, target)


def test_a_draft_is_corrected_with_its_milestones(place: Place, measure: Measure) -> None:
    target = make_target(place, measure, replace(CORE_90, steps=STEPS))
    better = replace(CORE_90, value=Decimal(85), steps=STEPS[:1])
    amended = amend(place, target, better)
    assert promise_of(amended) == better
    facts = LedgerEntry.objects.get(verb="measures.change_target").detail.words["facts"]
    assert facts["changed"]["value"][1] == "85"
    with pytest.raises(Changed):
        amend(place, target, CORE_90)


@pytest.mark.scenario(30)
def test_a_stretched_target_that_is_easier_than_the_target_is_not_even_drafted(
    place: Place, measure: Measure
) -> None:
    make_target(place, measure)
    with pytest.raises(Refusal, match="A stretched target asks for more"):
        make_target(place, measure, Promise(Level.STRETCHED, Decimal(50)))
    stretched = make_active(place, measure, Promise(Level.STRETCHED, Decimal(95)))
    with pytest.raises(Refusal, match="A stretched target asks for more"):
        make_target(place, measure, Promise(Level.CORE, Decimal(98)))
    end(place, stretched)
    make_target(place, measure, Promise(Level.CORE, Decimal(98)))


def test_an_active_target_is_never_overwritten(place: Place, measure: Measure) -> None:
    target = make_active(place, measure)
    with pytest.raises(Refusal, match="Only a draft can be changed"):
        amend(place, target, replace(CORE_90, value=Decimal(50)), version=2)
    target.refresh_from_db()
    assert target.value == Decimal(90)


@pytest.mark.both_engines
def test_a_withdrawn_draft_was_never_active(place: Place, measure: Measure) -> None:
    withdrawn = end(place, make_target(place, measure), " Set twice. ")
    assert (withdrawn.state, withdrawn.activated_at) == (TargetState.ENDED.value, None)
    assert withdrawn.why_ended == "Set twice."
    with pytest.raises(Refusal, match="ended already"):
        end(place, withdrawn)
    with pytest.raises(Refusal, match="active or has ended"):
        activate(place, withdrawn)


def test_ending_a_target_asks_why(place: Place, measure: Measure) -> None:
    target = make_active(place, measure)
    with pytest.raises(Refusal, match="Say why the target ends") as refusal:
        end(place, target, " ")
    assert refusal.value.field == "why"


def test_who_may_not_define_measures_sets_no_target(place: Place, measure: Measure) -> None:
    target = make_target(place, measure)
    chair = {"actor": place.chair, "at": AT}
    for attempt in (
        lambda: operations.set_target(**chair, measure_ref=measure.ref, new=CORE_90),
        lambda: operations.activate_target(**chair, target_ref=target.ref),
        lambda: operations.end_target(**chair, target_ref=target.ref, why="x"),
        lambda: operations.change_target(
            **chair, target_ref=target.ref, expected_version=1, new=CORE_90
        ),
    ):
        with pytest.raises(Hidden):
            attempt()


def test_a_target_of_another_area_is_not_there(place: Place, measure: Measure) -> None:
    target = make_target(place, measure)
    leeds = make_place("leeds", "Leeds")
    for attempt in (
        lambda: make_target(leeds, measure),
        lambda: activate(leeds, target),
        lambda: end(leeds, target),
        lambda: amend(leeds, target, CORE_90),
    ):
        with pytest.raises(Hidden):
            attempt()
