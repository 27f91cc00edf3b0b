"""Copies without names: consent, what is hidden, who releases, who reads, and consent that is taken back."""

from datetime import timedelta

import pytest

from alongside.casework.models import PlanPart
from alongside.casework.rules.codes import Source
from alongside.documents.rewriting import texts_of
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Hidden, Refusal
from alongside.people.models import LocalArea, Person
from alongside.quality.models import Audit, AuditConsent, DrawnItem, RedactedCopy
from alongside.quality.operations import consenting, copying, marking, seating
from alongside.quality.queries.copies import copy_page
from alongside.quality.queries.marking import own_audit
from alongside.quality.queries.reading import document_to_audit
from alongside.quality.rules.codes import AuditState, CopyState, Seat
from alongside.quality.rules.marking import NO_CONSENT, NOT_RELEASED
from alongside.web.writing import day
from tests.quality.factories import (
    OPENED,
    Council,
    answer_all,
    drawn_round,
    items,
    submit,
)

pytestmark = pytest.mark.django_db
LATER = OPENED + timedelta(days=3)
PLANS = 1


@pytest.fixture
def area(council: Council) -> LocalArea:
    return council.area


@pytest.fixture
def item(council: Council) -> DrawnItem:
    return items(drawn_round(council, sample_size=1, with_families=True))[0]


def allow(council: Council, item: DrawnItem) -> AuditConsent:
    return consenting.record_consent(
        actor=council.officers[0][0],
        at=OPENED,
        case_ref=item.case.ref,
        given_by="Mo Testly",
        given_on=OPENED.date(),
        source=Source.PHONE,
    )


def make(council: Council, item: DrawnItem, *words: str) -> RedactedCopy:
    page = copy_page(council.lead, item_ref=item.ref, today=OPENED.date())
    return copying.make_copy(
        actor=council.lead, at=OPENED, item_ref=item.ref, expected_version=page.version, words=words
    )


def release(council: Council, item: DrawnItem) -> RedactedCopy:
    copy = make(council, item)
    return copying.release_copy(
        actor=council.lead, at=OPENED, item_ref=item.ref, expected_version=copy.version
    )


def given_to_family(council: Council, item: DrawnItem) -> Audit:
    reader = Person.objects.get(pk=council.families[0].person_id)
    return seating.assign_audit(
        actor=council.lead, at=OPENED, item_ref=item.ref, seat=Seat.FAMILY, person_ref=reader.ref
    )


def test_without_consent_no_copy_is_made(council: Council, item: DrawnItem) -> None:
    with pytest.raises(Refusal) as caught:
        make(council, item)
    assert caught.value.sentence == NO_CONSENT


@pytest.mark.scenario(27)
def test_a_familys_auditor_reads_a_copy_in_which_nothing_tells_who_it_is_about(
    council: Council, item: DrawnItem
) -> None:
    allow(council, item)
    release(council, item)
    audit = given_to_family(council, item)
    reader = council.families[0]
    with pytest.raises(Hidden):
        document_to_audit(reader, audit_ref=audit.ref, today=LATER.date())
    marking.declare_no_conflict(actor=reader, at=OPENED, audit_ref=audit.ref, knows=False)
    _, document = document_to_audit(reader, audit_ref=audit.ref, today=LATER.date())
    words = " ".join([document.title, document.subtitle, document.author, *texts_of(document)])
    issued = day(audit.item.happened_on)
    for told in ("Ada", "Testly", "Example Primary", "1 May 2014", "Officer", issued):
        assert told.casefold() not in words.casefold()
    assert own_audit(reader, audit_ref=audit.ref).happened == PartialDate(2025, 7)
    assert "[name]" in words
    assert "[school]" in words
    assert "Long instructions are hard to follow." in words


def test_a_released_copy_that_is_made_again_is_released_again(
    council: Council, item: DrawnItem
) -> None:
    allow(council, item)
    release(council, item)
    copy = make(council, item, "trains")
    assert copy.state == CopyState.MADE
    page = copy_page(council.lead, item_ref=item.ref, today=OPENED.date())
    assert page.document is not None
    assert "trains" not in " ".join(texts_of(page.document))
    with pytest.raises(Refusal) as caught:
        given_to_family(council, item)
    assert caught.value.sentence == NOT_RELEASED


def test_consent_that_is_taken_back_closes_the_copy_and_removes_its_words(
    council: Council, item: DrawnItem
) -> None:
    allow(council, item)
    release(council, item)
    audit = given_to_family(council, item)
    reader = council.families[0]
    marking.declare_no_conflict(actor=reader, at=OPENED, audit_ref=audit.ref, knows=False)
    consenting.withdraw_consent(actor=council.officers[0][0], at=LATER, case_ref=item.case.ref)
    copy = RedactedCopy.objects.in_area(council.area.pk).get(item=item)
    assert (copy.state, copy.content, copy.marked) == (CopyState.TAKEN_BACK, [], [])
    audit.refresh_from_db()
    assert audit.state == AuditState.GIVEN_BACK
    with pytest.raises(Hidden):
        document_to_audit(reader, audit_ref=audit.ref, today=LATER.date())
    with pytest.raises(Refusal):
        consenting.withdraw_consent(actor=council.officers[0][0], at=LATER, case_ref=item.case.ref)
    allow(council, item)
    assert AuditConsent.objects.in_area(council.area.pk).count() == 2


def test_a_family_answers_ten_plain_questions_beside_the_grade_that_counts(
    council: Council, item: DrawnItem
) -> None:
    allow(council, item)
    release(council, item)
    audit = given_to_family(council, item)
    reader = council.families[0]
    marking.declare_no_conflict(actor=reader, at=OPENED, audit_ref=audit.ref, knows=False)
    answer_all(reader, audit)
    submit(reader, audit)
    audit.refresh_from_db()
    item.refresh_from_db()
    assert audit.answers.count() == 10
    assert item.agreed_grade == ""


def test_an_issued_plan_stays_as_it_was(council: Council, item: DrawnItem) -> None:
    allow(council, item)
    release(council, item)
    parts = PlanPart.objects.in_area(council.area.pk).filter(plan=item.plan_id, section="A")
    assert {each.body["words"] for each in parts} == {
        "I like trains.",
        "We hope she makes a friend.",
    }
