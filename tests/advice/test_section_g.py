"""The commissioning body answers at the single point of access: it agrees to section G, or refuses with a reason."""

from dataclasses import replace

import pytest

from alongside.advice.models import AgreementRefused
from alongside.advice.operations.agreements import Answerer, agree_section_g, refuse_section_g
from alongside.advice.queries.agreements import (
    agreement_waiting,
    agreements_waiting,
    refused_for,
    refused_in,
)
from alongside.advice.queries.unchecked import FINAL_PLAN
from alongside.casework.models import PlanPart, PlanVersion
from alongside.casework.operations.plan_parts import agree_health_provision, change_part
from alongside.casework.rules.plans.codes import Section
from alongside.kernel.refusals import Hidden, Refusal
from tests.advice.factories import Place, make_place, noon
from tests.advice.use_factories import DRAFTED, later
from tests.casework import plan_factories as plans
from tests.people.factories import make_area

HELP = replace(plans.HEALTH, needs=(), outcomes=())
BY = Answerer(body="The care board", role="Designated clinical officer")
pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place(make_area())


@pytest.fixture
def plan(place: Place) -> PlanVersion:
    return plans.begin(place.officer.actor, place.case, at=noon(DRAFTED))


@pytest.fixture
def row(place: Place, plan: PlanVersion) -> PlanPart:
    return plans.add(place.officer.actor, plan, Section.G, HELP, at=noon(DRAFTED))


def read(place: Place) -> int:
    return agreement_waiting(place.doctor.actor, case_ref=place.case.ref).version


def agree(place: Place, version: int, days: int = 1) -> None:
    agree_section_g(
        actor=place.doctor.actor,
        at=noon(later(days)),
        case_ref=place.case.ref,
        expected_version=version,
        by=BY,
    )


def refuse(place: Place, reasons: str = "Nobody was asked for it.") -> AgreementRefused:
    return refuse_section_g(
        actor=place.doctor.actor,
        at=noon(later(1)),
        case_ref=place.case.ref,
        expected_version=read(place),
        by=BY,
        reasons=reasons,
    )


def change(place: Place, row: PlanPart, days: int) -> None:
    change_part(
        actor=place.officer.actor,
        at=noon(later(days)),
        part_ref=row.ref,
        expected_version=row.version,
        body=replace(HELP, how_much="45 minutes"),
        asked=plans.OFFICER,
    )


def test_the_agreement_stands_in_the_plan_with_who_and_when(
    place: Place, plan: PlanVersion, row: PlanPart
) -> None:
    agree(place, read(place))
    (kept,) = plan.parts.filter(kind="agreement")
    assert (kept.body["body"], kept.body["agreed_by"]) == ("The care board", "Dora Doctor")
    assert kept.body["agreed_on"] == later(1).isoformat()
    assert agreements_waiting(place.doctor.actor) == ()
    with pytest.raises(Hidden):
        agree(place, 1)


def test_a_refusal_stands_until_section_g_is_changed(
    place: Place, plan: PlanVersion, row: PlanPart
) -> None:
    doctor = place.doctor.actor
    refuse(place)
    (waiting,) = agreements_waiting(doctor)
    assert refused_for(doctor, [waiting])[place.case.ref].by == "Dora Doctor"
    (why,) = refused_in(place.area.pk, FINAL_PLAN, place.case.ref)
    assert why.startswith("The care board did not agree to section G on ")
    assert "Nobody was asked for it." in why
    assert refused_in(place.area.pk, "casework.other", place.case.ref) == ()
    change(place, row, 3)
    assert refused_for(doctor, agreements_waiting(doctor)) == {}
    assert refused_in(place.area.pk, FINAL_PLAN, place.case.ref) == ()


def test_a_refusal_has_its_reason_and_an_agreement_its_body(
    place: Place, plan: PlanVersion, row: PlanPart
) -> None:
    with pytest.raises(Refusal, match="Say what you do not agree to"):
        refuse(place, " ")
    with pytest.raises(Refusal, match="for which body"):
        agree_section_g(
            actor=place.doctor.actor,
            at=noon(later(1)),
            case_ref=place.case.ref,
            expected_version=read(place),
            by=replace(BY, body=" "),
        )


def test_nobody_agrees_to_what_was_changed_since_they_read_it(
    place: Place, plan: PlanVersion, row: PlanPart
) -> None:
    seen = read(place)
    change(place, row, 1)
    with pytest.raises(Refusal, match="changed since you read it"):
        agree(place, seen, 2)
    assert len(agreements_waiting(place.doctor.actor)) == 1


def test_nobody_but_whoever_looks_after_health_answers(
    place: Place, plan: PlanVersion, row: PlanPart
) -> None:
    for who in (place.officer, place.head, place.speech):
        with pytest.raises(Hidden):
            agree_section_g(
                actor=who.actor,
                at=noon(later(1)),
                case_ref=place.case.ref,
                expected_version=2,
                by=BY,
            )


def test_an_agreement_by_letter_is_still_the_officers_to_write_down(
    place: Place, plan: PlanVersion, row: PlanPart
) -> None:
    refuse(place)
    agree_health_provision(
        actor=place.officer.actor,
        at=noon(later(2)),
        version_ref=plan.ref,
        agreement=plans.AGREEMENT,
        asked=plans.OFFICER,
    )
    assert agreements_waiting(place.doctor.actor) == ()
    assert refused_in(place.area.pk, FINAL_PLAN, place.case.ref) == ()
