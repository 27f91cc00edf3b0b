"""Early notifications: from the opinion to the child's case, and health's list beside them."""

from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile

from alongside.advice import perms
from alongside.advice.early_cases import NEW, CaseChoice
from alongside.advice.models import EarlyNotice, IdentifiedChild, IdentifiedList
from alongside.advice.operations.early import (
    NewDecision,
    NewNotice,
    begin_early_notice,
    decide_early_notice,
    record_early_step,
)
from alongside.advice.operations.early_lists import bring_identified_list
from alongside.advice.pages.early_lists import _shown
from alongside.advice.queries.early import alike_of, notice_page, reconciliation
from alongside.advice.rules.early import EarlyStep
from alongside.advice.rules.reconciling import Unmatchable
from alongside.casework.models import Case, CaseDuty, CaseEvent
from alongside.kernel.proportion import Proportion
from alongside.kernel.refusals import Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerDetail, LedgerEntry
from alongside.people.models import LocalArea, Organisation
from tests.advice.factories import CLINICAL, Somebody, noon, somebody
from tests.casework.factories import HEAD, happen, make_case
from tests.people.factories import make_area, make_organisation

pytestmark = pytest.mark.django_db
NUMBER, OTHER = "9434765870", "9434765919"
OPINION_ON = date(2025, 4, 1)
RECEIVED_ON = date(2025, 4, 10)
BORN_ON = date(2022, 6, 15)
RECORDS = HEAD | {perms.RECORD_EARLY}
HEADINGS = "NHS number,Date of birth,Identified on,Body\n"


class Early:
    """Health and the authority, and a notice that goes from one to the other."""

    def __init__(self, area: LocalArea | None = None) -> None:
        self.area = area or make_area()
        self.head: Somebody = somebody(self.area, "Hetty Head", RECORDS)
        self.doctor = somebody(self.area, "Dora Doctor", CLINICAL | {perms.NOTIFY})
        self.nurse = somebody(self.area, "Nell Nurse", frozenset({perms.NOTIFY}))
        self.trust: Organisation = make_organisation(self.area, "Example Trust", kind="provider")

    def begin(self, who: Somebody | None = None, **other: Any) -> EarlyNotice:
        days = {
            EarlyStep.OPINION: OPINION_ON,
            EarlyStep.INFORMED: date(2025, 4, 2),
            EarlyStep.OFFERED: date(2025, 4, 3),
        }
        usual = {
            "body_ref": self.trust.ref,
            "given_names": "Ned",
            "family_name": "Early",
            "born_on": BORN_ON,
            "opinion": "He probably has a difficulty with language.",
            "nhs_number": NUMBER,
            "days": days,
        }
        return begin_early_notice(
            actor=(who or self.nurse).actor,
            at=noon(RECEIVED_ON),
            new=NewNotice(**{**usual, **other}),
        )

    def step(self, who: Somebody, notice: EarlyNotice, step: EarlyStep, on: date) -> None:
        record_early_step(
            actor=who.actor, at=noon(RECEIVED_ON), notice_ref=notice.ref, step=step, on=on
        )

    def received(self, **other: Any) -> EarlyNotice:
        notice = self.begin(**other)
        self.step(self.nurse, notice, EarlyStep.SENT, date(2025, 4, 8))
        self.step(self.head, notice, EarlyStep.RECEIVED, RECEIVED_ON)
        return notice

    def decide(self, notice: EarlyNotice, says: str = "needs", **case: str) -> EarlyNotice:
        new = NewDecision(says=says, reasons="It names his language.", case=CaseChoice(**case))
        return decide_early_notice(
            actor=self.head.actor, at=noon(RECEIVED_ON), notice_ref=notice.ref, new=new
        )

    def bring(self, *lines: str, who: Somebody | None = None) -> IdentifiedList:
        content = (HEADINGS + "".join(f"{each}\n" for each in lines)).encode()
        return bring_identified_list(
            actor=(who or self.doctor).actor,
            at=noon(RECEIVED_ON),
            upload=ContentFile(content, "list.csv"),
            listed_until=RECEIVED_ON,
        )


@pytest.fixture
def early() -> Early:
    return Early()


def events(case: Case) -> list[tuple[str, date]]:
    return list(case.events.order_by("id").values_list("kind", "happened_on"))


def test_a_notice_does_not_reach_the_authority_before_the_parent_could_discuss_it(
    early: Early,
) -> None:
    notice = early.begin(days={EarlyStep.OPINION: OPINION_ON})
    with pytest.raises(Refusal, match="opportunity to discuss"):
        early.step(early.nurse, notice, EarlyStep.SENT, RECEIVED_ON)
    with pytest.raises(Refusal, match="not brought to the attention"):
        early.step(early.head, notice, EarlyStep.RECEIVED, RECEIVED_ON)


def test_needs_begin_time_from_the_receipt_in_a_new_case(early: Early) -> None:
    notice = early.decide(early.received(), ref=NEW, post_ref=early.head.post.ref, sex="M")
    assert notice.case is not None
    assert events(notice.case) == [("brought_to_attention", RECEIVED_ON)]
    duty = CaseDuty.objects.in_area(early.area.pk).get(case=notice.case, rule="DEC-6W")
    assert duty.due_on == date(2025, 5, 22)
    child = notice.case.child
    assert (child.family_name, child.nhs_number, child.nhs_status) == ("Early", NUMBER, "02")
    assert notice.is_start


def test_a_child_who_is_here_is_joined_and_what_runs_goes_on(early: Early) -> None:
    case = make_case(
        early.head.actor, early.head.post, given_names="Ned", family_name="Early", born_on=BORN_ON
    )
    happen(early.head.actor, case, "request_received")
    notice = early.received()
    (alike,) = alike_of(early.head.actor, notice_ref=notice.ref, today=RECEIVED_ON)
    assert alike.ref == case.ref
    decided = early.decide(notice, ref=case.ref)
    assert not decided.is_start
    assert [kind for kind, _ in events(case)] == ["request_received", "note_made"]


def test_needs_have_a_case_and_no_needs_may_have_none(early: Early) -> None:
    notice = early.received()
    with pytest.raises(Refusal, match="whose case it is"):
        early.decide(notice)
    assert early.decide(notice, "no_needs").case is None
    assert Case.objects.in_area(early.area.pk).count() == 0
    with pytest.raises(Refusal, match="decided already"):
        early.decide(notice, ref=NEW, post_ref=early.head.post.ref, sex="M")


def test_nothing_is_decided_before_the_receipt(early: Early) -> None:
    with pytest.raises(Refusal, match="received it"):
        early.decide(early.begin(), "no_needs")


def test_only_health_notifies_and_only_the_authority_receives(early: Early) -> None:
    with pytest.raises(Hidden):
        early.begin(early.head)
    notice = early.begin()
    early.step(early.nurse, notice, EarlyStep.SENT, RECEIVED_ON)
    with pytest.raises(Hidden):
        early.step(early.nurse, notice, EarlyStep.RECEIVED, RECEIVED_ON)
    with pytest.raises(Hidden):
        early.step(early.head, notice, EarlyStep.TOLD, RECEIVED_ON)
    other = somebody(early.area, "Otto Other", frozenset({perms.NOTIFY}))
    with pytest.raises(Hidden):
        notice_page(other.actor, notice_ref=notice.ref)
    assert notice_page(early.doctor.actor, notice_ref=notice.ref).row.name == "Ned Early"


def test_a_school_notifies_nobody_and_an_older_child_is_not_notified(early: Early) -> None:
    school = make_organisation(early.area, "Example School", kind="school")
    with pytest.raises(Refusal, match="integrated care board"):
        early.begin(body_ref=school.ref)
    with pytest.raises(Refusal, match="compulsory school age"):
        early.begin(born_on=date(2019, 1, 1))


def test_the_ledger_says_what_was_done_and_nothing_of_the_child(early: Early) -> None:
    early.decide(early.received(), ref=NEW, post_ref=early.head.post.ref, sex="M")
    verbs = set(LedgerEntry.objects.values_list("verb", flat=True))
    assert {"advice.begin_early_notice", "advice.record_early_step"} <= verbs
    assert "advice.decide_early_notice" in verbs
    kept = " ".join(LedgerDetail.objects.values_list("content", flat=True))
    for word in ("Ned", NUMBER, "language"):
        assert word not in kept


def test_every_bad_line_of_a_list_is_named_and_nothing_is_half_read(early: Early) -> None:
    with pytest.raises(Refusals) as refused:
        early.bring(
            f"{NUMBER},2022-06-15,2025-03-01,Example Trust",
            f"{OTHER},2022-13-15,2025-03-01,Example Trust",
            f"{OTHER},2022-06-15,2021-03-01,",
        )
    said = [each.sentence for each in refused.value.refusals]
    assert [each[:6] for each in said] == ["Line 3", "Line 4", "Line 4"]
    assert IdentifiedList.objects.in_area(early.area.pk).count() == 0


def test_the_list_is_compared_with_what_was_sent(early: Early) -> None:
    early.received()
    early.received(nhs_number="", given_names="Nora")
    early.begin(nhs_number=OTHER, given_names="Not sent")
    early.bring(
        f"{NUMBER},15/06/2022,01/04/2025,Example Trust",
        f"{OTHER},15/06/2022,02/04/2025,Example Trust",
        ",15/06/2022,03/04/2025,Example Trust",
        "9434765871,15/06/2022,03/04/2025,Example Trust",
    )
    found = reconciliation(early.doctor.actor)
    assert found.found.coverage == Proportion(1, 2, missing=2)
    assert [each.line for each in found.not_notified] == [3]
    assert [each.unmatchable for each in found.unmatchable] == list(Unmatchable)
    assert [each.name for each in found.notices_without_number] == ["Nora Early"]
    for_officers = reconciliation(early.head.actor)
    assert for_officers.found.coverage == found.found.coverage
    assert for_officers.not_notified == for_officers.unmatchable == ()
    with pytest.raises(Hidden):
        reconciliation(early.nurse.actor)


def test_without_a_list_nothing_is_counted_as_nought(early: Early) -> None:
    early.received()
    page = _shown(early.doctor.actor, reconciliation(early.doctor.actor))
    assert "Without it no coverage can be told" in page.since
    assert (page.figures, page.not_notified, page.unmatchable) == ((), None, None)
    assert page.doors
    early.bring(f"{OTHER},2022-06-15,2025-03-01,Example Trust")
    assert _shown(early.doctor.actor, reconciliation(early.doctor.actor)).figures


def test_a_new_list_takes_the_place_of_the_one_before(early: Early) -> None:
    early.bring(f"{NUMBER},2022-06-15,2025-03-01,Example Trust")
    early.bring(f"{OTHER},2022-06-15,2025-03-01,Example Trust")
    assert IdentifiedChild.objects.in_area(early.area.pk).count() == 2
    assert reconciliation(early.doctor.actor).found.coverage == Proportion(0, 1)
    with pytest.raises(Hidden):
        early.bring(who=early.head)


def test_a_receipt_alone_writes_into_no_case(early: Early) -> None:
    notice = early.received()
    assert CaseEvent.objects.in_area(early.area.pk).count() == 0
    assert notice.steps.count() == 5
