"""What happens in a case, recorded by the real operations: rows, duties and ledger together."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.casework import operations, perms
from alongside.casework.models import Case, CaseDuty, CaseEvent, Child
from alongside.casework.operations.children import ContactDetails
from alongside.casework.rules.bodies import Begun
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.recording import NewEvent
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Changed, Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerDetail
from alongside.notices.models import Notice
from alongside.people.models import LocalArea, Post
from tests.casework.factories import (
    AT,
    HEAD,
    TODAY,
    actor_for,
    happen,
    make_case,
    make_officer,
    weeks,
)
from tests.people.factories import make_area, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def desk(area: LocalArea) -> tuple[Actor, Post]:
    return make_officer(area)


@pytest.fixture
def head(area: LocalArea) -> Actor:
    return make_officer(area, "Hetty Head", HEAD)[0]


@pytest.fixture
def case(desk: tuple[Actor, Post]) -> Case:
    return make_case(*desk)


def due(case: Case, rule: str) -> date | None:
    row = CaseDuty.objects.in_area(case.area_id).filter(case=case, rule=rule, limb="").first()
    assert row is not None, rule
    return row.due_on


@pytest.mark.scenario(1)
def test_a_request_begins_the_clock(desk: tuple[Actor, Post], case: Case) -> None:
    happen(desk[0], case, "request_received")
    case.refresh_from_db()
    assert case.stage == Stage.CONSIDERING
    assert due(case, "DEC-6W") == date(2025, 4, 14)
    assert due(case, "FINAL-20W") == date(2025, 7, 21)


@pytest.mark.scenario(2)
@pytest.mark.parametrize(("day", "is_late"), [(140, False), (141, True)])
def test_a_final_plan_on_day_140_is_on_time(
    desk: tuple[Actor, Post], head: Actor, case: Case, day: int, is_late: bool
) -> None:
    happen(desk[0], case, "request_received")
    happen(head, case, "decided_to_assess", weeks(5))
    happen(head, case, "decided_to_issue", weeks(13))
    happen(desk[0], case, "draft_sent", weeks(14))
    happen(head, case, "final_plan_sent", TODAY + timedelta(days=day))
    row = CaseDuty.objects.in_area(case.area_id).get(case=case, rule="FINAL-20W", limb="")
    assert row.done_on is not None
    assert row.due_on is not None
    assert (row.done_on > row.due_on) is is_late
    case.refresh_from_db()
    assert case.stage == Stage.IN_FORCE


@pytest.mark.scenario(4)
def test_a_refusal_ends_the_twenty_weeks_and_opens_the_right_of_appeal(
    desk: tuple[Actor, Post], head: Actor, case: Case
) -> None:
    happen(desk[0], case, "request_received")
    refusal = {"reasons": "The school meets the needs.", "limbs": ("may_need_plan",)}
    happen(head, case, "decided_not_to_assess", weeks(5), **refusal)
    row = CaseDuty.objects.in_area(case.area_id).get(case=case, rule="FINAL-20W", limb="")
    assert (row.done_on, row.ended_on) == (None, weeks(5))
    rights = CaseDuty.objects.in_area(case.area_id).filter(case=case, force="right")
    assert rights.exists()


def test_only_a_named_officer_decides(desk: tuple[Actor, Post], case: Case) -> None:
    happen(desk[0], case, "request_received")
    with pytest.raises(Hidden):
        happen(desk[0], case, "decided_to_assess", weeks(1))


def test_another_officers_case_is_not_found(area: LocalArea, desk: tuple[Actor, Post]) -> None:
    other, post = make_officer(area, "Otto Other")
    theirs = make_case(other, post, given_names="Bea", born_on=date(2015, 1, 2))
    with pytest.raises(Hidden):
        happen(desk[0], theirs, "request_received")
    assert list(Case.objects.open_to(desk[0], today=TODAY)) == []


def test_a_board_member_reads_no_case(area: LocalArea, case: Case) -> None:
    chair = actor_for(area, make_person(area, "Cher Chair"), frozenset({"board.run"}))
    assert not Case.objects.open_to(chair, today=TODAY).exists()


@pytest.mark.scenario(8)
def test_an_impossible_order_keeps_nothing(
    desk: tuple[Actor, Post], head: Actor, case: Case
) -> None:
    happen(desk[0], case, "request_received")
    later = AT + timedelta(days=3)
    with pytest.raises(Refusal, match="cannot be before"):
        happen(head, case, "decided_to_assess", TODAY - timedelta(days=1), at=later)
    assert case.events.count() == 1


def test_two_requests_are_not_kept_for_one_assessment(desk: tuple[Actor, Post], case: Case) -> None:
    happen(desk[0], case, "request_received")
    with pytest.raises(Refusal, match="under way already"):
        happen(desk[0], case, "request_received")


def test_the_second_of_two_officers_is_told(desk: tuple[Actor, Post], case: Case) -> None:
    happen(desk[0], case, "request_received")
    new = NewEvent(kind="request_received", happened_on=TODAY, source="post", body=Begun(asker="1"))
    with pytest.raises(Changed):
        operations.record_event(
            actor=desk[0], at=AT, case_ref=case.ref, expected_version=1, new=new
        )


def test_a_correction_moves_the_dates_and_keeps_what_was_written(
    desk: tuple[Actor, Post], case: Case
) -> None:
    first = happen(desk[0], case, "request_received")
    new = NewEvent(
        kind="request_received",
        happened_on=TODAY - timedelta(days=3),
        source="post",
        body=Begun(asker="1"),
    )
    second = operations.correct_event(
        actor=desk[0], at=AT, event_ref=first.ref, new=new, why="The stamp says Friday."
    )
    assert due(case, "DEC-6W") == date(2025, 4, 11)
    assert CaseEvent.objects.in_area(case.area_id).get(pk=first.pk).happened_on == TODAY
    assert second.body["why_corrected"] == "The stamp says Friday."
    with pytest.raises(Refusal, match="corrected already"):
        operations.correct_event(actor=desk[0], at=AT, event_ref=first.ref, new=new, why="Again.")


def test_what_never_happened_is_taken_back(desk: tuple[Actor, Post], case: Case) -> None:
    first = happen(desk[0], case, "request_received")
    operations.take_back_event(
        actor=desk[0], at=AT, event_ref=first.ref, why="It was another child’s."
    )
    case.refresh_from_db()
    assert case.stage == Stage.NOTHING
    assert not case.duties.exists()
    assert case.events.count() == 2


def test_the_ledger_tells_kinds_and_days_and_no_words(desk: tuple[Actor, Post], case: Case) -> None:
    happen(desk[0], case, "request_received", note="Ada cannot sleep.")
    details = " ".join(LedgerDetail.objects.values_list("content", flat=True))
    assert "request_received" in details
    assert "Ada" not in details
    assert "Testly" not in details
    assert "sleep" not in details


def test_somebody_of_that_name_and_birth_date_has_to_be_looked_for(
    area: LocalArea, desk: tuple[Actor, Post], case: Case
) -> None:
    with pytest.raises(Refusal, match="is here already"):
        make_case(*desk, given_names="Adele", family_name="TESTLY")
    assert Child.objects.in_area(area.pk).count() == 1


def test_a_number_belongs_to_one_child(desk: tuple[Actor, Post], case: Case) -> None:
    with pytest.raises(Refusals):
        make_case(*desk, family_name="Other", nhs_number="1")
    make_case(*desk, family_name="Other", nhs_number="9434765870", nhs_status="02")
    with pytest.raises(Exception, match="nhs_number"):
        make_case(*desk, family_name="Third", nhs_number="9434765870", nhs_status="02")


def test_a_case_that_is_given_away_is_gone_from_the_old_desk(
    area: LocalArea, desk: tuple[Actor, Post], head: Actor, case: Case
) -> None:
    other, post = make_officer(area, "Otto Other")
    later = datetime(2025, 3, 10, 9, tzinfo=UTC)
    operations.give_case(actor=head, at=later, case_ref=case.ref, post_ref=post.ref)
    assert not Case.objects.open_to(desk[0], today=later.date()).exists()
    assert Case.objects.open_to(other, today=later.date()).exists()
    told = Notice.objects.in_area(area.pk).get(code="casework.given")
    assert (told.person_id, told.sentence) == (other.person_id, "A case was given to you.")
    with pytest.raises(Refusal, match="already"):
        operations.give_case(actor=head, at=later, case_ref=case.ref, post_ref=post.ref)


def test_whoever_covers_reads_the_case_until_the_day(
    area: LocalArea, desk: tuple[Actor, Post], head: Actor, case: Case
) -> None:
    other, post = make_officer(area, "Otto Other")
    until = TODAY + timedelta(days=7)
    operations.cover_case(actor=head, at=AT, case_ref=case.ref, post_ref=post.ref, until=until)
    assert Case.objects.open_to(other, today=TODAY).exists()
    assert not Case.objects.open_to(other, today=until).exists()
    assert Case.objects.open_to(desk[0], today=TODAY).exists()


def test_a_contact_is_changed_and_only_the_names_of_boxes_are_recorded(
    desk: tuple[Actor, Post], case: Case
) -> None:
    made = operations.add_contact(
        actor=desk[0],
        at=AT,
        case_ref=case.ref,
        new=ContactDetails(name="Mo Testly", relation="mother", has_responsibility=True),
    )
    operations.change_contact(
        actor=desk[0],
        at=AT,
        contact_ref=made.ref,
        expected_version=1,
        details=ContactDetails(name="Mo Testly", relation="mother", restriction="Not the address"),
    )
    details = list(LedgerDetail.objects.order_by("pk").values_list("content", flat=True))
    assert "restriction" in details[-1]
    assert "Not the address" not in details[-1]


def test_a_decision_needs_no_case_of_ones_own(
    head: Actor, case: Case, desk: tuple[Actor, Post]
) -> None:
    happen(desk[0], case, "request_received")
    made = happen(head, case, "decided_to_assess", weeks(2))
    assert made.recorded_by_id == head.person_id
    assert perms.DECIDE not in {p for h in desk[0].holdings for p in h.permissions}
