"""What was found is put right: opened by a grade or an urgent concern, owned by a post, told, and closed lawfully."""

from datetime import date, timedelta

import pytest

from alongside.casework.models import CaseAssignment
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger.models import LedgerDetail, LedgerEntry
from alongside.notices.models import Notice
from alongside.people import queries as people
from alongside.people.models import Person
from alongside.people.operations import appoint, create_post, end_holding
from alongside.quality.fallen_short import found_short
from alongside.quality.models import AuditAnswer, DrawnItem, PutRight
from alongside.quality.operations import moderating, putting_right
from alongside.quality.put_right_offers import put_right_cards, put_right_items
from alongside.quality.put_right_posts import refs_of_posts_that_may
from alongside.quality.put_right_reminders import remind
from alongside.quality.queries.putting_right import (
    put_right_list,
    put_right_page,
    told_to_family,
    was_told,
)
from alongside.quality.rules.codes import Because, Present, Seat, Way
from alongside.quality.rules.moderating import NewMeeting
from tests.access.factories import give
from tests.people.factories import make_person, operator
from tests.quality.factories import (
    OPENED,
    Council,
    drawn_round,
    items,
    marked,
    noon,
)
from tests.quality.put_right_factories import (
    FOUND,
    HELD,
    SENT,
    amend,
    close,
    found_by_grade,
    hold_review,
    may_read_every_case,
    officer_of,
    tell,
)

pytestmark = pytest.mark.django_db
PLANS = 2


@pytest.fixture
def put_right_council(council: Council) -> Council:
    return council


def owner_of(council: Council, found: PutRight) -> Actor:
    return officer_of(council, found.case)[0]


def told_of(council: Council, code: str) -> list[int]:
    rows = Notice.objects.in_area(council.area.pk).filter(code=code)
    return [each for each in rows.order_by("id").values_list("person_id", flat=True) if each]


@pytest.mark.parametrize(("grade", "days"), [("requires_improvement", 42), ("inadequate", 14)])
def test_a_grade_worse_than_good_opens_one_with_owner_and_day(
    put_right_council: Council, grade: str, days: int
) -> None:
    found = found_by_grade(put_right_council, grade)
    actor, post = officer_of(put_right_council, found.case)
    assert (found.because, found.owner_id) == (Because.GRADE, post.pk)
    assert (found.opened_on, found.due_on) == (FOUND, FOUND + timedelta(days=days))
    assert found.questions
    assert "It is clear and whole." in found.what
    assert told_of(put_right_council, "quality.put_right") == [actor.person_id]


@pytest.mark.parametrize("grade", ["good", "outstanding"])
def test_a_good_grade_opens_none(put_right_council: Council, grade: str) -> None:
    item = items(drawn_round(put_right_council))[0]
    item.is_double = False
    item.save()
    marked(put_right_council, item, grade)
    assert not PutRight.objects.in_area(put_right_council.area.pk).exists()


def test_one_item_opens_one_however_often_it_is_asked(put_right_council: Council) -> None:
    found = found_by_grade(put_right_council)
    assert found.item is not None
    again = putting_right.open_from_grade(
        actor=put_right_council.lead, at=OPENED, item=found.item, grade="inadequate"
    )
    assert again == found


def test_what_was_found_stands_in_no_message_and_in_no_ledger(put_right_council: Council) -> None:
    found = found_by_grade(put_right_council)
    rows = LedgerEntry.objects.filter(subject_ref=found.ref)
    assert [each.verb for each in rows] == ["quality.open_put_right"]
    words = LedgerDetail.objects.get(entry=rows[0]).content
    assert "Not met" not in words
    sentences = Notice.objects.in_area(put_right_council.area.pk).values_list("sentence", flat=True)
    assert not any("Not met" in each for each in sentences)


def test_it_is_closed_by_a_review_that_was_held_after_it(put_right_council: Council) -> None:
    found = found_by_grade(put_right_council)
    review = hold_review(put_right_council, found.case)
    closed = close(owner_of(put_right_council, found), found, Way.REVIEW, review.ref)
    assert (closed.way, closed.event_id, closed.closed_on) == (Way.REVIEW, review.pk, SENT)


def test_a_review_from_before_it_was_found_does_not_close_it(put_right_council: Council) -> None:
    early = hold_review(
        put_right_council, put_right_council.plans[0].case, FOUND - timedelta(days=20)
    )
    found = found_by_grade(put_right_council)
    for ref in (early.ref, ""):
        with pytest.raises(Refusal, match="held after this was found"):
            close(owner_of(put_right_council, found), found, Way.REVIEW, ref)


def test_a_review_of_another_case_does_not_close_it(put_right_council: Council) -> None:
    found = found_by_grade(put_right_council)
    other = next(each.case for each in put_right_council.plans if each.case_id != found.case_id)
    review = hold_review(put_right_council, other)
    with pytest.raises(Refusal, match="of this case"):
        close(owner_of(put_right_council, found), found, Way.REVIEW, review.ref)


def test_it_is_closed_by_a_final_version_that_was_issued_after_it(
    put_right_council: Council,
) -> None:
    found = found_by_grade(put_right_council)
    actor = owner_of(put_right_council, found)
    assert found.item is not None
    assert found.item.plan is not None
    with pytest.raises(Refusal, match="issued after this was found"):
        close(actor, found, Way.AMENDMENT, found.item.plan.ref)
    amended = amend(put_right_council, found.case)
    closed = close(actor, found, Way.AMENDMENT, amended.ref, on=date(2025, 10, 1))
    assert closed.plan_id == amended.pk
    page = put_right_page(actor, put_right_ref=found.ref, today=date(2025, 10, 1))
    assert page.done_on == SENT


def test_it_is_closed_by_a_decision_only_with_its_reason(put_right_council: Council) -> None:
    found = found_by_grade(put_right_council)
    actor = owner_of(put_right_council, found)
    with pytest.raises(Refusal, match="Say why nothing"):
        close(actor, found, Way.NO_NEED)
    closed = close(actor, found, Way.NO_NEED, reason="The family moved away.")
    assert closed.reason == "The family moved away."
    with pytest.raises(Refusal, match="closed already"):
        close(actor, found, Way.NO_NEED, reason="Again.")


def test_nothing_closes_by_itself(put_right_council: Council) -> None:
    found = found_by_grade(put_right_council)
    amend(put_right_council, found.case)
    found.refresh_from_db()
    assert found.closed_on is None


def test_everything_that_was_not_met_is_read_with_criteria_and_the_auditors_words(
    put_right_council: Council,
) -> None:
    found = found_by_grade(put_right_council)
    page = put_right_page(owner_of(put_right_council, found), put_right_ref=found.ref, today=FOUND)
    assert page.short is not None
    assert [each.question.code for each in page.short.short] == found.questions
    assert len(found.questions) > 30
    assert all(each.question.criteria and each.words == "Seen." for each in page.short.short)


def test_under_what_was_not_met_stand_the_words_of_whoever_found_it_so(
    put_right_council: Council,
) -> None:
    item = next(each for each in items(drawn_round(put_right_council)) if each.is_double)
    liked = marked(put_right_council, item, "good")
    AuditAnswer.objects.in_area(item.area_id).filter(audit=liked).update(words="Each row says who.")
    marked(put_right_council, item, "requires_improvement", 1, Seat.SECOND)
    short = found_short(DrawnItem.objects.in_area(item.area_id).get(pk=item.pk)).short
    assert {each.words for each in short} == {"Seen."}


def test_what_a_meeting_agreed_as_met_has_not_to_be_put_right(
    put_right_council: Council,
) -> None:
    item = next(each for each in items(drawn_round(put_right_council)) if each.is_double)
    marked(put_right_council, item, "requires_improvement")
    marked(put_right_council, item, "requires_improvement", 1, Seat.SECOND)
    found = PutRight.objects.in_area(put_right_council.area.pk).get()
    meeting = moderating.record_meeting(
        actor=put_right_council.lead,
        at=OPENED,
        round_ref=item.draw.round.ref,
        new=NewMeeting(held_on=FOUND, present={Present.PARENT: 2}),
    )
    first, second = found.questions[:2]
    for question, mark, why in (
        (first, "2", "It is in the annex."),
        (second, "0", "It is absent."),
    ):
        moderating.agree_answer(
            actor=put_right_council.lead,
            at=OPENED,
            item_ref=item.ref,
            meeting_ref=meeting.ref,
            answer=(question, mark, why),
        )
    actor = owner_of(put_right_council, found)
    page = put_right_page(actor, put_right_ref=found.ref, today=FOUND)
    assert page.short is not None
    told = {each.question.code: each for each in page.short.short}
    assert first not in told
    assert (told[second].mark, told[second].agreed) == ("0", "It is absent.")


def test_two_who_close_at_once_do_not_overwrite_each_other(put_right_council: Council) -> None:
    found = found_by_grade(put_right_council)
    tell(owner_of(put_right_council, found), found)
    other = next(post for _, post in put_right_council.officers if post != found.owner)
    with pytest.raises(Changed):
        putting_right.hand_over_put_right(
            actor=owner_of(put_right_council, found),
            at=noon(HELD),
            put_right_ref=found.ref,
            expected_version=1,
            post_ref=other.ref,
        )


def test_an_owner_who_leaves_is_followed_by_whoever_holds_the_post(
    put_right_council: Council,
) -> None:
    found = found_by_grade(put_right_council)
    desk, new = operator(put_right_council.area), make_person(put_right_council.area, "Nell New")
    holding = found.owner.holdings.get()
    end_holding(actor=desk, at=OPENED, ref=holding.ref, held_until=date(2025, 9, 5))
    appoint(actor=desk, at=OPENED, post=found.owner, person=new, held_from=date(2025, 9, 5))
    page = put_right_page(
        put_right_council.officers[0][0], put_right_ref=found.ref, today=date(2025, 9, 6)
    )
    assert page.holders == ("Nell New",)
    assert remind(at=noon(date(2025, 10, 20)), today=date(2025, 10, 20)) == 1
    assert told_of(put_right_council, "quality.put_right_late") == [new.pk]
    assert remind(at=noon(date(2025, 10, 20)), today=date(2025, 10, 20)) == 0


def test_it_can_be_given_to_another_post_and_its_day_stays(put_right_council: Council) -> None:
    found = found_by_grade(put_right_council)
    actor, mine = officer_of(put_right_council, found.case)
    other, post = next(each for each in put_right_council.officers if each[1] != mine)
    may_read_every_case(put_right_council, other)
    given = putting_right.hand_over_put_right(
        actor=actor,
        at=OPENED,
        put_right_ref=found.ref,
        expected_version=found.version,
        post_ref=post.ref,
    )
    assert (given.owner_id, given.due_on) == (post.pk, found.due_on)
    assert told_of(put_right_council, "quality.put_right") == [actor.person_id, other.person_id]


def test_it_is_given_to_no_post_whose_holders_could_not_read_it(
    put_right_council: Council,
) -> None:
    found = found_by_grade(put_right_council)
    actor, mine = officer_of(put_right_council, found.case)
    other, post = next(each for each in put_right_council.officers if each[1] != mine)
    council = people.organisations_named("City of York Council")[0]
    vacant = create_post(
        actor=operator(put_right_council.area), at=OPENED, organisation=council, title="Nobody’s"
    )
    for ref, sentence in ((post.ref, "could not read it"), (vacant.ref, "Nobody holds this post")):
        with pytest.raises(Refusal, match=sentence):
            putting_right.hand_over_put_right(
                actor=actor,
                at=OPENED,
                put_right_ref=found.ref,
                expected_version=found.version,
                post_ref=ref,
            )
    assert refs_of_posts_that_may(actor, found.case_id, at=OPENED) == set()
    for one in (actor, other):
        give(put_right_council.area, Person.objects.get(pk=one.person_id), "ehc_coordinator")
    assert refs_of_posts_that_may(actor, found.case_id, at=OPENED) == {mine.ref}
    may_read_every_case(put_right_council, other)
    assert refs_of_posts_that_may(actor, found.case_id, at=OPENED) == {mine.ref, post.ref}


def test_of_a_post_that_is_vacant_those_who_give_cases_to_posts_are_reminded(
    put_right_council: Council,
) -> None:
    found = found_by_grade(put_right_council)
    holding = found.owner.holdings.get()
    end_holding(
        actor=operator(put_right_council.area), at=OPENED, ref=holding.ref, held_until=FOUND
    )
    head = put_right_council.officers[1][0]
    may_read_every_case(put_right_council, head)
    assert remind(at=noon(date(2025, 10, 20)), today=date(2025, 10, 20)) == 1
    assert told_of(put_right_council, "quality.put_right_late") == [head.person_id]


def test_a_case_that_is_with_nobody_goes_to_whoever_had_it_last(
    put_right_council: Council,
) -> None:
    rows = CaseAssignment.objects.in_area(put_right_council.area.pk)
    rows.update(assigned_until=date(2025, 8, 1))
    found = found_by_grade(put_right_council)
    assert found.owner_id in {post.pk for _, post in put_right_council.officers}


def test_a_family_reads_nothing_before_somebody_told_them(put_right_council: Council) -> None:
    found = found_by_grade(put_right_council)
    area, case = put_right_council.area.pk, found.case.ref
    assert told_to_family(area, case) == ()
    assert not was_told(area, case)
    tell(owner_of(put_right_council, found), found)
    (told,) = told_to_family(area, case)
    assert (told.told_on, told.due_on, told.closed_on) == (HELD, found.due_on, None)
    assert "How it was made" in told.found
    assert "Not met" not in " ".join(told.found)


def test_it_stands_on_the_case_and_on_the_home_page_of_whoever_may_see_to_it(
    put_right_council: Council,
) -> None:
    found = found_by_grade(put_right_council)
    actor = owner_of(put_right_council, found)
    (item,) = put_right_items(actor, found.case.ref, found.due_on + timedelta(days=3))
    assert item.address.endswith(f"/put-right/{found.ref}/")
    assert "Late by 3 days" in item.tag
    (card,) = put_right_cards(actor, FOUND)
    assert [each.address for each in card.rows] == [item.address]
    assert put_right_items(put_right_council.auditors[0], found.case.ref, FOUND) == ()
    with pytest.raises(Hidden):
        put_right_list(put_right_council.auditors[0], today=FOUND)


def test_the_list_is_chosen_by_how_it_stands(put_right_council: Council) -> None:
    found = found_by_grade(put_right_council)
    actor, late = owner_of(put_right_council, found), found.due_on + timedelta(days=1)
    assert [put_right_list(actor, today=late, what=each).total for each in ("late", "untold", "")] == [
        1, 1, 1,
    ]  # fmt: skip
    close(actor, found, Way.NO_NEED, reason="It was there, in an appendix.")
    assert [put_right_list(actor, today=late, what=each).total for each in ("late", "closed", "")] == [
        0, 1, 0,
    ]  # fmt: skip
