"""Emergency access: narrow, short, told at once, and reviewed by somebody else."""

from datetime import timedelta

import pytest
from django.test import Client

from alongside.access import announce, operations, queries
from alongside.access.models import Account, Grant
from alongside.access.offers import OFFERS
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.people.models import LocalArea, Organisation
from tests.access.factories import (
    AT,
    Told,
    actor_of,
    give,
    make_account,
    make_organisation,
    make_person,
)

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.access.urls")]
REASON = "A child is missing and the school cannot reach anybody who knows them."
LATER = AT + timedelta(minutes=1)


@pytest.fixture
def clinician(york: LocalArea) -> Account:
    return make_account(york, "Cla Nicol", "cla@example.org", "health_professional")


@pytest.fixture
def lead(york: LocalArea) -> Account:
    return make_account(york, "Ig Lead", "ig@example.org", "information_governance_lead")


@pytest.fixture
def school(york: LocalArea) -> Organisation:
    return make_organisation(york, "Clifton School", "school")


def _take(york: LocalArea, taker: Account, school: Organisation) -> Grant:
    return operations.take_emergency_access(
        actor=actor_of(york, taker.person), at=LATER, reason=REASON, hours=2, organisation=school
    )


@pytest.mark.scenario(51)
def test_emergency_access_tells_the_information_governance_lead(
    york: LocalArea, clinician: Account, lead: Account, school: Organisation, told: Told
) -> None:
    grant = _take(york, clinician, school)
    said = told.calls[0]
    assert (said["people"], said["area_id"]) == ([lead.person_id], york.pk)
    assert said["address"] == f"/york/access/emergencies/{grant.ref}/"


def test_what_is_told_holds_no_personal_detail(
    york: LocalArea, clinician: Account, lead: Account, school: Organisation, told: Told
) -> None:
    _take(york, clinician, school)
    assert told.calls[0]["sentence"] == "Somebody took emergency access. Please review it."


def test_emergency_access_reads_one_organisation_for_its_hours(
    york: LocalArea, clinician: Account, lead: Account, school: Organisation, told: Told
) -> None:
    _take(york, clinician, school)
    during = actor_of(york, clinician.person, LATER + timedelta(minutes=119))
    after = actor_of(york, clinician.person, LATER + timedelta(hours=2))
    assert during.may("measures.view", organisation_id=school.pk)
    assert not during.may("measures.view")
    assert not after.may("measures.view", organisation_id=school.pk)


def test_emergency_access_is_recorded_with_its_reason(
    york: LocalArea, clinician: Account, lead: Account, school: Organisation, told: Told
) -> None:
    grant = _take(york, clinician, school)
    entry = LedgerEntry.objects.get(verb="access.take_emergency_access", subject_ref=grant.ref)
    assert entry.detail.words["facts"]["reason"] == REASON


def test_without_anybody_to_tell_there_is_no_emergency_access(
    york: LocalArea, clinician: Account, school: Organisation, told: Told
) -> None:
    with pytest.raises(Refusal, match="nobody to be told"):
        _take(york, clinician, school)
    assert not Grant.objects.in_area(york.pk).filter(kind="emergency").exists()


def test_without_a_lead_the_administrators_are_told(
    york: LocalArea, clinician: Account, school: Organisation, told: Told
) -> None:
    administrator = make_account(york, "Bo Lind", "bo@example.org", "administrator")
    _take(york, clinician, school)
    assert told.calls[0]["people"] == [administrator.person_id]


def test_what_cannot_be_told_does_not_happen(
    york: LocalArea, clinician: Account, lead: Account, school: Organisation
) -> None:
    announce.install(None)
    with pytest.raises(announce.NobodyToTellError):
        _take(york, clinician, school)
    assert not Grant.objects.in_area(york.pk).filter(kind="emergency").exists()


@pytest.mark.parametrize(
    "role", ["chair", "administrator", "information_governance_lead", "parent"]
)
def test_most_roles_take_no_emergency_access(
    york: LocalArea, school: Organisation, told: Told, role: str
) -> None:
    account = make_account(york, "Some Body", "some@example.org", role)
    with pytest.raises(Hidden):
        _take(york, account, school)


def test_nobody_is_given_emergency_access(york: LocalArea) -> None:
    with pytest.raises(Exception, match="only taken in an emergency"):
        give(york, make_person(york), "emergency_reader", until=AT + timedelta(days=1))


def test_an_emergency_is_reviewed_once_and_by_another_person(
    york: LocalArea, clinician: Account, lead: Account, school: Organisation, told: Told
) -> None:
    grant = _take(york, clinician, school)
    reviewer = actor_of(york, lead.person)
    assert list(queries.emergencies_to_review(reviewer)) == [grant]
    review = {
        "actor": reviewer,
        "at": LATER,
        "ref": grant.ref,
        "outcome": "justified",
        "note": "Spoke to the school.",
    }
    operations.review_emergency(**review)
    assert list(queries.emergencies_to_review(reviewer)) == []
    with pytest.raises(Refusal, match="already been reviewed"):
        operations.review_emergency(**review)


def test_somebody_who_is_both_does_not_review_themselves(
    york: LocalArea, lead: Account, school: Organisation, told: Told
) -> None:
    both = make_account(
        york, "Both Roles", "both@example.org", "information_governance_lead", "head_of_send"
    )
    grant = _take(york, both, school)
    assert told.calls[0]["people"] == [lead.person_id]
    with pytest.raises(Refusal, match="another person"):
        operations.review_emergency(
            actor=actor_of(york, both.person),
            at=LATER,
            ref=grant.ref,
            outcome="justified",
            note="Fine",
        )


def test_emergency_access_is_given_back_early(
    york: LocalArea, clinician: Account, lead: Account, school: Organisation, told: Told
) -> None:
    grant = _take(york, clinician, school)
    operations.end_grant(actor=actor_of(york, clinician.person, LATER), at=LATER, ref=grant.ref)
    assert not actor_of(york, clinician.person, LATER).may(
        "measures.view", organisation_id=school.pk
    )


def test_the_leads_home_shows_what_waits_for_review(
    york: LocalArea, clinician: Account, lead: Account, school: Organisation, told: Told
) -> None:
    _take(york, clinician, school)
    (card,) = OFFERS.home_cards(actor_of(york, lead.person), LATER.date())
    assert [(row.text, row.tag) for row in card.rows] == [
        ("Cla Nicol: Clifton School", "To review")
    ]
    assert OFFERS.home_cards(actor_of(york, clinician.person), LATER.date()) == ()


def test_emergency_access_is_taken_and_reviewed_on_the_pages(
    client: Client,
    york: LocalArea,
    clinician: Account,
    lead: Account,
    school: Organisation,
    told: Told,
) -> None:
    client.force_login(clinician)
    refused = client.post(
        "/york/access/emergency/", {"reason": "Now!", "hours": "2", "organisation": school.ref}
    )
    assert refused.status_code == 422
    assert "Say in a full sentence" in refused.content.decode()
    client.post(
        "/york/access/emergency/", {"reason": REASON, "hours": "2", "organisation": school.ref}
    )
    assert client.get("/york/access/emergencies/").status_code == 404
    grant = Grant.objects.in_area(york.pk).get(kind="emergency")
    reviewing = Client()
    reviewing.force_login(lead)
    assert "To review" in reviewing.get("/york/access/emergencies/").content.decode()
    address = f"/york/access/emergencies/{grant.ref}/"
    assert REASON in reviewing.get(address).content.decode()
    reviewing.post(address, {"outcome": "not_justified", "note": "The school had answered."})
    assert "It was not justified" in reviewing.get(address).content.decode()
    assert "Save the review" not in reviewing.get(address).content.decode()


def test_whoever_is_finished_ends_it_on_the_page(
    client: Client,
    york: LocalArea,
    clinician: Account,
    lead: Account,
    school: Organisation,
    told: Told,
) -> None:
    client.force_login(clinician)
    taking, ending = "/york/access/emergency/", "/york/access/emergency/finish/"
    assert "I am finished" not in client.get(taking).content.decode()
    client.post(taking, {"reason": REASON, "hours": "2", "organisation": school.ref})
    assert f'href="{ending}"' in client.get(taking).content.decode()
    assert "Clifton School, until" in client.get(ending).content.decode()
    grant = Grant.objects.in_area(york.pk).get(kind="emergency")
    assert grant.ended_at is None
    assert client.post(ending)["Location"] == taking
    grant.refresh_from_db()
    assert grant.ended_at is not None
    assert grant.ended_by_id == clinician.person_id
    assert LedgerEntry.objects.filter(verb="access.end_grant", subject_ref=grant.ref).count() == 1
    again = client.post(ending)
    assert again.status_code == 422
    assert "You have no emergency access at the moment" in again.content.decode()


def test_finishing_ends_nobody_elses_access_and_no_ordinary_role(
    york: LocalArea, clinician: Account, lead: Account, school: Organisation, told: Told
) -> None:
    other = make_account(york, "Al Kerr", "al@example.org", "health_professional")
    theirs = _take(york, other, school)
    mine = _take(york, clinician, school)
    ended = operations.finish_emergency_access(
        actor=actor_of(york, clinician.person, LATER), at=LATER
    )
    assert ended == [mine]
    theirs.refresh_from_db()
    assert theirs.ended_at is None
    assert actor_of(york, clinician.person, LATER).roles == ("health_professional",)
