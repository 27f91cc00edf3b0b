"""Limits that were worked out anew are withdrawn with a reason and an approver: those before stand again."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from alongside.jobs.models import Job
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.measures import operations
from alongside.measures.finding import current_series
from alongside.measures.keeping import case_of
from alongside.measures.models import Measure, Recalculation
from alongside.people.models import Person
from alongside.web import clock
from tests.measures.browsing import client_of, to, words
from tests.measures.factories import AT, approver, make_counted
from tests.plan.factories import Place, make_place

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
CAUSE = "A second panel meets each week"
WHY = "The panel met once only."


@pytest.fixture(autouse=True)
def june_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def measure(place: Place) -> Measure:
    return make_counted(place, (30, 60), (45, 60), *[(50, 60)] * 12)


@pytest.fixture
def recalculated(place: Place, measure: Measure) -> Recalculation:
    return recalculate(place, measure)


def recalculate(place: Place, measure: Measure) -> Recalculation:
    return operations.recalculate(
        actor=place.officer,
        at=AT,
        measure_ref=measure.ref,
        from_on=date(2020, 2, 1),
        cause=CAUSE,
        approved_by=approver(place).ref,
    )


def withdraw(place: Place, made: Recalculation, **changes: object) -> Recalculation:
    given = {"why": WHY, "approved_by": approver(place).ref} | changes
    return operations.withdraw_recalculation(
        actor=place.officer, at=AT, recalculation_ref=made.ref, **given
    )


def judged_from(measure: Measure) -> list[date]:
    """The days from which the limits are worked out anew when the measure is judged."""
    return [each.on for each in case_of(measure, current_series(measure)).beginnings]


@pytest.mark.scenario(33)
def test_the_limits_before_stand_again_and_what_was_recorded_stays(
    place: Place, measure: Measure, recalculated: Recalculation
) -> None:
    assert judged_from(measure) == [date(2020, 2, 1)]
    Job.objects.all().delete()
    withdrawn = withdraw(place, recalculated)
    assert judged_from(measure) == []
    assert Job.objects.filter(name="measures.refresh").exists()
    assert (withdrawn.cause, withdrawn.withdrawn_why) == (CAUSE, WHY)
    facts = LedgerEntry.objects.get(verb="measures.withdraw_recalculation").detail.words["facts"]
    assert (facts["from"], facts["cause"], facts["reason"]) == ("2020-02-01", CAUSE, WHY)
    assert facts["approved_by"] == approver(place).ref


@pytest.mark.both_engines
def test_the_same_day_may_be_used_again_afterwards(
    place: Place, measure: Measure, recalculated: Recalculation
) -> None:
    withdraw(place, recalculated)
    again = recalculate(place, measure)
    assert judged_from(measure) == [date(2020, 2, 1)]
    with pytest.raises(Refusal, match="anew from this day already"):
        recalculate(place, measure)
    assert again.pk != recalculated.pk


def test_without_a_reason_or_another_persons_approval_nothing_is_withdrawn(
    place: Place, measure: Measure, recalculated: Recalculation
) -> None:
    with pytest.raises(Refusal, match="Say why the limits were not to change") as refusal:
        withdraw(place, recalculated, why=" ")
    assert refusal.value.field == "why"
    with pytest.raises(Refusal, match="Somebody else has to approve") as refusal:
        withdraw(place, recalculated, approved_by=place.person("Olive Officer").ref)
    assert refusal.value.field == "approved_by"
    assert judged_from(measure) == [date(2020, 2, 1)]


def test_only_somebody_who_holds_a_post_approves(place: Place, recalculated: Recalculation) -> None:
    with pytest.raises(Refusal, match="Choose somebody who holds a post") as refusal:
        withdraw(place, recalculated, approved_by=place.person("Paula Parent").ref)
    assert refusal.value.field == "approved_by"
    offered = client_of(place, "data_analyst").get(to("withdraw_recalculation", recalculated.ref))
    assert "Charlie Chair" in words(offered)
    assert "Paula Parent" not in words(offered)


def test_limits_are_withdrawn_once(place: Place, recalculated: Recalculation) -> None:
    withdraw(place, recalculated)
    with pytest.raises(Refusal, match="withdrawn already"):
        withdraw(place, recalculated)


@pytest.mark.both_engines
@pytest.mark.parametrize("columns", [{"withdrawn_at": AT}, {"withdrawn_why": WHY}])
def test_the_records_hold_reason_approver_and_day_together(
    place: Place, recalculated: Recalculation, columns: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Recalculation.objects.in_area(place.area.pk).update(**columns)


def test_who_only_reads_and_other_areas_withdraw_nothing(
    place: Place, recalculated: Recalculation
) -> None:
    leeds = make_place("leeds", "Leeds")
    for actor in (place.forum, leeds.officer):
        with pytest.raises(Hidden):
            operations.withdraw_recalculation(
                actor=actor,
                at=AT,
                recalculation_ref=recalculated.ref,
                why=WHY,
                approved_by=place.person("Frances Forum").ref,
            )


def test_the_page_asks_withdraws_and_says_who_approved_it(
    place: Place, measure: Measure, recalculated: Recalculation
) -> None:
    client = client_of(place, "data_analyst")
    approver(place)
    address = to("withdraw_recalculation", recalculated.ref)
    assert f'href="{address}"' in client.get(to("measure", measure.ref)).content.decode()
    page = words(client.get(address))
    assert "Worked out anew from 1 February 2020" in page
    assert CAUSE in page
    wrong = client.post(address, {"why": ""})
    assert wrong.status_code == 422
    assert "Answer the question “Who approved this?”" in words(wrong)
    sent = {"why": WHY, "approved_by": approver(place).ref}
    assert client.post(address, sent).status_code == 302
    assert "These limits have been withdrawn already." in words(client.get(address))
    shown = client.get(to("measure", measure.ref))
    said = (
        "Withdrawn on 2 June 2025 by A data_analyst, approved by Charlie Chair: The panel met once"
    )
    assert said in words(shown)
    assert "The limits before stand again." in words(shown)
    assert address not in shown.content.decode()


@pytest.mark.scenario(33)
def test_whoever_is_said_to_have_approved_them_withdraws_them_without_anybody_else(
    place: Place, measure: Measure
) -> None:
    client = client_of(place, "chair")
    chair = Person.objects.get(name="A chair")
    place.post("Independent chair", holder="A chair")
    made = operations.recalculate(
        actor=place.officer,
        at=AT,
        measure_ref=measure.ref,
        from_on=date(2020, 2, 1),
        cause=CAUSE,
        approved_by=chair.ref,
    )
    shown = client.get(to("measure", measure.ref))
    assert "Recorded by Olive Officer on 2 June 2025, said to be approved by A chair" in words(
        shown
    )
    address = to("withdraw_recalculation", made.ref)
    assert f'href="{address}"' in shown.content.decode()
    assert "Who approved this?" not in words(client.get(address))
    assert client.post(address, {"why": "I was never asked."}).status_code == 302
    made.refresh_from_db()
    assert (made.withdrawn_by, made.withdrawal_approved_by) == (chair, chair)
    assert judged_from(measure) == []


def test_whoever_only_reads_finds_no_such_page(place: Place, recalculated: Recalculation) -> None:
    client: Client = client_of(place, "chair")
    assert client.get(to("withdraw_recalculation", recalculated.ref)).status_code == 404
