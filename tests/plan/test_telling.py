"""Whom a change of the action plan is told: those it concerns, at once, and never whoever made it."""

from datetime import date

import pytest

from alongside.kernel.actor import Actor
from alongside.notices.models import Notice, OutboxMessage
from alongside.plan import operations
from alongside.plan.commands import Assessment, RiskDetails
from alongside.plan.models import Lead, Line, Risk
from alongside.plan.rules.codes import Partner, RiskKind, Verdict
from tests.plan.factories import AT, LETTER, TODAY, Place, lead

pytestmark = pytest.mark.django_db


def told(place: Place, name: str) -> list[str]:
    rows = Notice.objects.in_area(place.area.pk).filter(person=place.person(name))
    return list(rows.order_by("id").values_list("sentence", flat=True))


def owned_by(place: Place, title: str) -> RiskDetails:
    post = place.post(title, holder=f"Holder {title}")
    return RiskDetails(RiskKind.RISK, "Nobody to lead it", owner_post_ref=post.ref)


def raise_risk(place: Place, line: Line, details: RiskDetails) -> Risk:
    return operations.raise_risk(
        actor=place.officer,
        at=AT,
        statement_ref=line.statement.ref,
        details=details,
        assessment=Assessment(TODAY, 3, 3, 2, 2),
    )


def judge(actor: Actor, line: Line) -> None:
    operations.record_judgement(
        actor=actor,
        at=AT,
        line_ref=line.ref,
        verdict=Verdict.NOT_YET,
        judged_on=TODAY,
        text="Nothing to see yet.",
    )


@pytest.fixture
def led(place: Place, line: Line) -> Line:
    """A line that Harriet Head leads, who has read of it."""
    lead(place, line, Partner.COUNCIL, "Head of SEND", "Harriet Head")
    OutboxMessage.objects.in_area(place.area.pk).delete()
    Notice.objects.in_area(place.area.pk).delete()
    return line


def test_whoever_holds_the_post_is_told_that_they_lead(place: Place, line: Line) -> None:
    lead(place, line, Partner.COUNCIL, "Head of SEND", "Harriet Head")
    assert told(place, "Harriet Head") == ["You were named as a lead for 2.1-A."]
    notice = Notice.objects.in_area(place.area.pk).get()
    assert notice.address == f"/york/plan/lines/{line.ref}/"


def test_whoever_left_the_post_is_not_told(place: Place, line: Line) -> None:
    post = place.post("Head of SEND", holder="Harriet Head")
    post.holdings.update(held_until=TODAY)
    lead(place, line, Partner.COUNCIL, "Head of SEND")
    assert told(place, "Harriet Head") == []


def test_whoever_makes_themself_lead_is_not_told(place: Place, line: Line) -> None:
    lead(place, line, Partner.COUNCIL, "Head of SEND", place.officer.name)
    assert told(place, place.officer.name) == []


def test_a_lead_is_told_of_its_end(place: Place, led: Line) -> None:
    row = Lead.objects.in_area(place.area.pk).get()
    operations.end_lead(actor=place.officer, at=AT, lead_ref=row.ref, lead_until=TODAY)
    assert told(place, "Harriet Head") == ["An end was recorded to your lead of 2.1-A."]


def test_the_leads_are_told_that_evidence_was_withdrawn(place: Place, led: Line) -> None:
    evidence = operations.attach_evidence(actor=place.officer, at=AT, new=LETTER, line_ref=led.ref)
    operations.withdraw_evidence(
        actor=place.officer, at=AT, evidence_ref=evidence.ref, reason="The wrong minutes."
    )
    assert told(place, "Harriet Head") == ["Evidence was withdrawn from 2.1-A."]


def test_the_leads_are_told_what_board_and_forum_recorded(place: Place, led: Line) -> None:
    judge(place.chair, led)
    operations.record_forum_view(
        actor=place.forum,
        at=AT,
        line_ref=led.ref,
        verdict=Verdict.PARTLY,
        viewed_on=TODAY,
        text="Some of us see it.",
    )
    assert told(place, "Harriet Head") == [
        "The board recorded its judgement on 2.1-A.",
        "The forum recorded its view on 2.1-A.",
    ]


def test_a_lead_that_ended_or_has_not_begun_is_told_nothing(place: Place, led: Line) -> None:
    Lead.objects.in_area(place.area.pk).update(lead_from=date(2020, 1, 1), lead_until=TODAY)
    judge(place.chair, led)
    Lead.objects.in_area(place.area.pk).update(lead_from=date(2020, 6, 16), lead_until=None)
    judge(place.chair, led)
    assert told(place, "Harriet Head") == []


def test_a_chair_who_leads_is_not_told_of_their_own_judgement(place: Place, line: Line) -> None:
    lead(place, line, Partner.COUNCIL, "Director", place.chair.name)
    judge(place.chair, line)
    assert told(place, place.chair.name) == ["You were named as a lead for 2.1-A."]


def test_whoever_is_to_look_after_a_risk_is_told(place: Place, line: Line) -> None:
    raise_risk(place, line, owned_by(place, "Nurse"))
    assert told(place, "Holder Nurse") == ["You were asked to look after a risk or issue."]


def test_an_owner_is_told_each_time_it_becomes_theirs(place: Place, line: Line) -> None:
    risk = raise_risk(place, line, owned_by(place, "Nurse"))
    for version, title in ((1, "Nurse"), (2, "Teacher"), (3, "Nurse")):
        operations.edit_risk(
            actor=place.officer,
            at=AT,
            risk_ref=risk.ref,
            expected_version=version,
            details=owned_by(place, title),
        )
    assert len(told(place, "Holder Teacher")) == 1
    assert len(told(place, "Holder Nurse")) == 2


def test_a_risk_without_an_owner_is_told_to_nobody(place: Place, line: Line) -> None:
    raise_risk(place, line, RiskDetails(RiskKind.RISK, "Nobody to lead it"))
    assert not Notice.objects.in_area(place.area.pk).exists()
