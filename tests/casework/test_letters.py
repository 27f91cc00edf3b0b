"""Letters written, checked, sent and served by the real operations, with what the law makes of it."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from alongside.casework import operations
from alongside.casework.letters import making as letter_making
from alongside.casework.models import Case, CaseDuty, CaseEvent, Contact, Letter
from alongside.casework.operations import letter_papers, letter_sending, letters
from alongside.casework.operations.children import ContactDetails
from alongside.casework.operations.families.settling import NewSettings, change_family_settings
from alongside.casework.operations.letter_details import Details, change_letter_details
from alongside.casework.operations.letter_sending import NewSending
from alongside.casework.queries.letters import letter_page, letters_for_contact, letters_of_case
from alongside.casework.queries.one_case import case_page
from alongside.casework.rules.letter_codes import LetterState
from alongside.documents.content import from_json
from alongside.jobs.models import Job
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger.models import LedgerDetail
from alongside.people.models import LocalArea, Post
from tests.casework.factories import (
    AT,
    HEAD,
    TODAY,
    actor_for,
    decide,
    happen,
    make_case,
    make_officer,
)
from tests.casework.letter_paths import OWN
from tests.people.factories import make_area, make_organisation, make_person

pytestmark = pytest.mark.django_db
REFUSAL = {"reasons": "The school meets the needs.", "limbs": ("may_need_plan",)}


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def later(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def desk(area: LocalArea) -> tuple[Actor, Post]:
    return make_officer(area)


@pytest.fixture
def head(area: LocalArea) -> Actor:
    """One who decides; and the area has written down what its letters say."""
    grants = HEAD | {"casework.family_settings"}
    actor, post = make_officer(area, "Hetty Head", grants)
    names = [each for each in OWN if each not in ("support_contact", "complaints_contact")]
    change_letter_details(
        actor=actor,
        at=AT,
        expected_version=1,
        details=Details(**{name: OWN[name] for name in names}),
    )
    change_family_settings(
        actor=actor,
        at=AT,
        expected_version=1,
        new=NewSettings(
            question_days=5,
            not_happening_days=5,
            messages_read="On working days.",
            call_now="999",
            advice_service=OWN["support_contact"],
            complaints=OWN["complaints_contact"],
            worry_post_ref=post.ref,
        ),
    )
    return actor


@pytest.fixture
def case(desk: tuple[Actor, Post], head: Actor) -> Case:
    made = make_case(*desk)
    for name, relation, restriction in (
        ("Mo Testly", "mother", ""),
        ("Fred Testly", "father", "He must not learn where they live."),
    ):
        operations.add_contact(
            actor=desk[0],
            at=AT,
            case_ref=made.ref,
            new=ContactDetails(
                name=name,
                relation=relation,
                has_responsibility=True,
                address=f"7 Row of {name}\nYork",
                restriction=restriction,
            ),
        )
    happen(desk[0], made, "request_received")
    return made


def write(actor: Actor, case: Case, day: date = TODAY) -> dict[tuple[str, str], Letter]:
    made = letters.write_letters(actor=actor, at=at(day), case_ref=case.ref)
    return {(each.template, each.recipient_name): each for each in made}


def step(operation: Any, actor: Actor, letter: Letter, day: date, **given: Any) -> Letter:
    letter.refresh_from_db()
    changed: Letter = operation(
        actor=actor,
        at=at(day),
        letter_ref=letter.ref,
        expected_version=letter.version,
        **given,
    )
    return changed


def check(actor: Actor, letter: Letter, day: date = TODAY) -> Letter:
    return step(letters.check_letter, actor, letter, day)


def send(actor: Actor, letter: Letter, day: date = TODAY, **given: Any) -> Letter:
    sending = NewSending(way="post", sent_on=given.pop("sent_on", day), proof="Receipt 7", **given)
    return step(letter_sending.send_letter, actor, letter, day, sending=sending)


def serve(actor: Actor, letter: Letter, day: date) -> Letter:
    known = "Signed for"
    return step(letter_sending.record_service, actor, letter, day, served_on=day, known=known)


def standing(case: Case, kind: str) -> list[CaseEvent]:
    rows = CaseEvent.objects.in_area(case.area_id).filter(case=case, kind=kind, corrected_by=None)
    return list(rows.order_by("id"))


def refused(head: Actor, case: Case) -> Letter:
    """The refusal of 7 April, written and checked on 9 April."""
    decide(head, case, "decided_not_to_assess", later(35), **REFUSAL)
    letter = write(head, case, later(37))["refused_to_assess", "Mo Testly"]
    return check(head, letter, later(37))


def test_the_letters_of_a_request_are_written_to_each_person_and_body(
    desk: tuple[Actor, Post], case: Case
) -> None:
    made = write(desk[0], case)
    assert {key for key, each in made.items() if each.state == LetterState.DRAFTED} == {
        ("request_acknowledged", "Mo Testly"),
        ("request_acknowledged", "Fred Testly"),
        ("views_asked", "Mo Testly"),
        ("views_asked", "Fred Testly"),
        ("others_considering", OWN["commissioner"]),
        ("others_considering", OWN["social_care"]),
    }
    assert made["others_considering", ""].state == LetterState.NOT_MADE
    assert "It is not known to whom" in made["others_considering", ""].refusal


def test_what_was_not_written_stays_on_the_list(desk: tuple[Actor, Post], case: Case) -> None:
    """As after a fault between a decision and its letters: they follow from the events."""
    found = letters_of_case(desk[0], case_ref=case.ref, today=TODAY)
    assert len(found.to_write) == 7
    page = case_page(desk[0], case_ref=case.ref, today=TODAY)
    assert (page.letters.to_write, page.letters.total) == (7, 7)
    write(desk[0], case)
    assert letters_of_case(desk[0], case_ref=case.ref, today=TODAY).to_write == ()
    waiting = case_page(desk[0], case_ref=case.ref, today=TODAY).letters
    assert (waiting.to_write, waiting.not_made, waiting.to_check) == (0, 1, 6)


def test_writing_twice_writes_nothing_twice(desk: tuple[Actor, Post], case: Case) -> None:
    write(desk[0], case)
    again = write(desk[0], case)
    assert {key[0] for key in again} == {"others_considering"}  # the one that could not be made
    assert Letter.objects.in_area(case.area_id).count() == 7


def test_the_database_itself_keeps_no_second_letter(desk: tuple[Actor, Post], case: Case) -> None:
    first = write(desk[0], case)["views_asked", "Mo Testly"]
    first.pk, first.ref = None, "another0000000000"[:16]
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_a_letter_that_could_not_be_made_is_made_once_it_can(
    desk: tuple[Actor, Post], case: Case
) -> None:
    alone = make_case(*desk, given_names="Bea", family_name="Sample")
    happen(desk[0], alone, "request_received")
    made = write(desk[0], alone)
    assert made["views_asked", ""].state == LetterState.NOT_MADE
    new = ContactDetails(name="May Testly", relation="mother", has_responsibility=True)
    operations.add_contact(actor=desk[0], at=AT, case_ref=alone.ref, new=new)
    assert write(desk[0], alone)["views_asked", "May Testly"].state == LetterState.DRAFTED


def test_a_letter_that_fails_is_kept_with_a_sentence_and_tried_again(
    desk: tuple[Actor, Post], case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object, **kwargs: object) -> None:
        raise ValueError("The text of a paragraph holds U+D800, which cannot be written.")

    with monkeypatch.context() as broken:
        broken.setattr(letters, "write_letter", fails)
        made = write(desk[0], case)
    assert {each.state for each in made.values()} == {LetterState.NOT_MADE}
    assert {each.refusal for each in made.values()} == {letters.UNSETTABLE}
    again = write(desk[0], case)
    assert again["views_asked", "Mo Testly"].state == LetterState.DRAFTED
    assert Letter.objects.in_area(case.area_id).count() == len(made)


def test_a_letter_about_lateness_is_offered_once_something_is_late(
    desk: tuple[Actor, Post], case: Case
) -> None:
    def offered(day: date) -> list[str]:
        found = letters_of_case(desk[0], case_ref=case.ref, today=day).may_write
        return [each.recipient for each in found if each.key.split("|")[1] == "late_told"]

    assert offered(later(42)) == []
    assert sorted(offered(later(43))) == ["Fred Testly", "Mo Testly"]
    (key,) = [
        each.key
        for each in letters_of_case(desk[0], case_ref=case.ref, today=later(43)).may_write
        if each.recipient == "Mo Testly" and "late_told" in each.key
    ]
    wanted = [tuple(key.split("|", 2))]
    (letter,) = letters.write_letters(
        actor=desk[0], at=at(later(43)), case_ref=case.ref, wanted=wanted
    )
    assert "It is late by 1 day." in letter.content


def test_a_missing_detail_of_the_area_refuses_with_a_sentence(area: LocalArea) -> None:
    actor, post = make_officer(area, "Nora New")
    made = make_case(actor, post)
    new = ContactDetails(name="May Testly", relation="mother", has_responsibility=True)
    operations.add_contact(actor=actor, at=AT, case_ref=made.ref, new=new)
    happen(actor, made, "request_received")
    letter = write(actor, made)["views_asked", "May Testly"]
    assert letter.state == LetterState.NOT_MADE
    assert "council’s name" in letter.refusal


def test_a_letter_is_checked_before_it_is_sent(desk: tuple[Actor, Post], case: Case) -> None:
    letter = write(desk[0], case)["views_asked", "Mo Testly"]
    with pytest.raises(Refusal, match="checks the letter first"):
        send(desk[0], letter)


def test_sending_records_what_the_law_asks_once(desk: tuple[Actor, Post], case: Case) -> None:
    made = write(desk[0], case)
    for name in ("Mo Testly", "Fred Testly"):
        check(desk[0], made["views_asked", name])
        send(desk[0], made["views_asked", name])
    assert len(standing(case, "family_consulted")) == 1
    assert len(standing(case, "family_notified_of_consideration")) == 1
    row = CaseDuty.objects.in_area(case.area_id).get(case=case, rule="REQ-3")
    assert row.done_on == TODAY


def test_the_others_are_told_when_the_last_of_them_is(desk: tuple[Actor, Post], case: Case) -> None:
    made = write(desk[0], case)
    names = (OWN["commissioner"], OWN["social_care"])
    for name in names:
        check(desk[0], made["others_considering", name])
        send(desk[0], made["others_considering", name])
    assert standing(case, "others_notified_of_consideration") == []
    found = letters_of_case(desk[0], case_ref=case.ref, today=TODAY)
    assert [each.state for each in found.letters].count(LetterState.NOT_MADE) == 1
    request = standing(case, "request_received")[0]
    letters.leave_out_letter(
        actor=desk[0],
        at=AT,
        case_ref=case.ref,
        key=(request.ref, "others_considering", "setting"),
        why="Ada goes to no school yet.",
    )
    assert len(standing(case, "others_notified_of_consideration")) == 1


@pytest.mark.scenario(4)
def test_a_refusal_sent_two_days_later_runs_from_the_day_of_sending(
    desk: tuple[Actor, Post], head: Actor, case: Case
) -> None:
    letter = refused(head, case)
    text = letter.content
    assert "You can appeal until 9 June 2025." in text
    assert "contact the mediation adviser until 9 June 2025." in text
    send(desk[0], letter, later(37))
    duties = CaseDuty.objects.in_area(case.area_id).filter(case=case)
    assert duties.get(rule="APP-1", ended_on=None).due_on == date(2025, 6, 9)
    assert duties.get(rule="MED-1").due_on == date(2025, 6, 9)
    assert duties.get(rule="DEC-6W-c").done_on == later(37)
    final = duties.get(rule="FINAL-20W")
    assert (final.done_on, final.ended_on) == (None, later(37))
    (decision,) = standing(case, "decided_not_to_assess")
    assert decision.happened_on == later(37)
    assert decision.body["decided_on"] == later(35).isoformat()
    assert decision.body["letter"] == letter.ref
    assert letters_of_case(head, case_ref=case.ref, today=later(37)).to_write == ()


def test_a_letter_whose_days_are_counted_leaves_on_its_own_day(head: Actor, case: Case) -> None:
    letter = refused(head, case)
    with pytest.raises(Refusal, match="dated 9 April 2025"):
        send(head, letter, later(38))
    assert standing(case, "rights_notice_sent") == []
    again = step(letters.write_letter_again, head, letter, later(38))
    assert again.state == LetterState.DRAFTED
    send(head, check(head, again, later(38)), later(38))
    assert standing(case, "rights_notice_sent")[0].happened_on == later(38)


def test_the_second_parent_has_days_of_their_own(head: Actor, case: Case) -> None:
    send(head, refused(head, case), later(37))
    other = Letter.objects.in_area(case.area_id).get(
        template="refused_to_assess", recipient_name="Fred Testly"
    )
    other = step(letters.write_letter_again, head, other, later(40))
    send(head, check(head, other, later(40)), later(40))
    assert "You can appeal until 12 June 2025." in other.content
    assert standing(case, "decided_not_to_assess")[0].happened_on == later(37)
    assert len(standing(case, "rights_notice_sent")) == 1


def test_the_fifteen_days_run_from_the_last_service(head: Actor, case: Case) -> None:
    happen(head, case, "decided_to_assess", later(30))
    happen(head, case, "decided_to_issue", later(90))
    happen(head, case, "draft_sent", later(98))
    made = write(head, case, later(98))
    both = [
        check(head, made["draft_plan", name], later(98)) for name in ("Mo Testly", "Fred Testly")
    ]
    for letter in both:
        send(head, letter, later(98))
    assert standing(case, "draft_served") == []
    serve(head, both[0], later(99))
    assert standing(case, "draft_served")[0].happened_on == later(99)
    serve(head, both[1], later(102))
    assert [each.happened_on for each in standing(case, "draft_served")] == [later(102)]
    row = CaseDuty.objects.in_area(case.area_id).get(case=case, rule="DRAFT-15D")
    assert row.due_on == later(102 + 14)


def test_asking_one_body_for_advice_records_it_for_that_body(head: Actor, case: Case) -> None:
    happen(head, case, "decided_to_assess", later(30))
    made = write(head, case, later(31))
    letter = made["advice_asked", OWN["commissioner"]]
    send(head, check(head, letter, later(31)), later(31))
    (asked,) = standing(case, "advice_request_sent")
    assert asked.body["body"] == "health"


def test_what_is_checked_does_not_change_any_more(desk: tuple[Actor, Post], case: Case) -> None:
    letter = check(desk[0], write(desk[0], case)["views_asked", "Mo Testly"])
    before = letter.content_sha256
    with pytest.raises(Refusal, match="does not change any more"):
        step(letters.change_own_words, desk[0], letter, TODAY, free_text="More.")
    letter.refresh_from_db()
    assert letter.content_sha256 == before


def test_a_letter_that_something_changed_under_is_read_again(
    desk: tuple[Actor, Post], case: Case
) -> None:
    letter = write(desk[0], case)["views_asked", "Mo Testly"]
    with pytest.raises(Refusal, match="Write it again"):
        check(desk[0], letter, later(1))
    page = letter_page(desk[0], letter_ref=letter.ref, today=later(1))
    assert page.is_stale


def test_the_letter_of_a_decision_is_checked_by_one_who_decides(
    desk: tuple[Actor, Post], head: Actor, case: Case
) -> None:
    decide(head, case, "decided_not_to_assess", later(35), **REFUSAL)
    letter = write(desk[0], case, later(35))["refused_to_assess", "Mo Testly"]
    with pytest.raises(Hidden):
        check(desk[0], letter, later(35))


def test_of_two_officers_the_second_is_told(desk: tuple[Actor, Post], case: Case) -> None:
    letter = check(desk[0], write(desk[0], case)["views_asked", "Mo Testly"])
    seen = letter.version
    send(desk[0], letter)
    with pytest.raises(Changed):
        letter_sending.send_letter(
            actor=desk[0],
            at=AT,
            letter_ref=letter.ref,
            expected_version=seen,
            sending=NewSending(way="post", sent_on=TODAY),
        )
    with pytest.raises(Refusal, match="sent already"):
        send(desk[0], letter)


def test_ones_own_words_stand_in_the_letter_and_reveal_nothing(
    desk: tuple[Actor, Post], case: Case
) -> None:
    letter = write(desk[0], case)["views_asked", "Fred Testly"]
    with pytest.raises(Refusal, match="address"):
        step(letters.change_own_words, desk[0], letter, TODAY, free_text="At 7 Row of Mo Testly.")
    changed = step(letters.change_own_words, desk[0], letter, TODAY, free_text="Ring any day.")
    assert "Ring any day." in changed.content
    assert "Row of Mo" not in changed.content


def test_a_letter_is_not_sent_past_a_restriction_that_is_newer_than_it(
    desk: tuple[Actor, Post], case: Case
) -> None:
    case.child.school = make_organisation(case.area, "Example Hill School", "school")
    case.child.save()
    letter = write(desk[0], case)["views_asked", "Mo Testly"]
    step(letters.change_own_words, desk[0], letter, TODAY, free_text="Example Hill School knows.")
    check(desk[0], letter)
    mother = case.child.contacts.get(name="Mo Testly")
    mother.restriction = "She is not told the school."
    mother.save()
    with pytest.raises(Refusal, match="names a school or place"):
        send(desk[0], letter)
    letter.refresh_from_db()
    assert letter.state == LetterState.CHECKED.value


def test_a_withdrawn_letter_stays_and_makes_room_for_another(
    desk: tuple[Actor, Post], case: Case
) -> None:
    letter = send(
        desk[0], check(desk[0], write(desk[0], case)["request_acknowledged", "Mo Testly"])
    )
    with pytest.raises(Refusal, match="Say why"):
        step(letters.withdraw_letter, desk[0], letter, TODAY, why=" ")
    step(letters.withdraw_letter, desk[0], letter, TODAY, why="It went to the old address.")
    assert ("request_acknowledged", "Mo Testly") in write(desk[0], case)
    letter.refresh_from_db()
    assert (letter.state, bool(letter.content)) == (LetterState.WITHDRAWN, True)


def test_a_letter_of_what_never_happened_is_not_sent(desk: tuple[Actor, Post], case: Case) -> None:
    letter = check(desk[0], write(desk[0], case)["views_asked", "Mo Testly"])
    (request,) = standing(case, "request_received")
    operations.take_back_event(actor=desk[0], at=AT, event_ref=request.ref, why="Another child’s.")
    with pytest.raises(Refusal, match="taken back"):
        send(desk[0], letter)
    assert letter_page(desk[0], letter_ref=letter.ref, today=TODAY).is_gone


def test_papers_are_made_from_the_frozen_words(desk: tuple[Actor, Post], case: Case) -> None:
    letter = check(desk[0], write(desk[0], case)["views_asked", "Mo Testly"])
    job = Job.objects.get(name=letters.MAKE_PAPERS)
    assert job.arguments == {"letter": letter.pk}
    made = letter_making.make_papers(letter_id=letter.pk, at=AT, progress=lambda done, total: None)
    assert made is not None
    assert (made.pdf.name, made.word.name) == (
        f"letter-{letter.ref}.pdf",
        f"letter-{letter.ref}.docx",
    )
    again = letter_making.make_papers(letter_id=letter.pk, at=AT, progress=lambda done, total: None)
    assert again is None
    assert from_json(json.loads(letter.content)).title == letter.title


def test_papers_that_cannot_be_made_are_told_and_asked_for_again(
    desk: tuple[Actor, Post], case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = check(desk[0], write(desk[0], case)["views_asked", "Mo Testly"])

    def fails(*args: object, **kwargs: object) -> None:
        raise RuntimeError("no room on the disk")

    with monkeypatch.context() as broken:
        broken.setattr(letter_making, "pdf_of", fails)
        with pytest.raises(RuntimeError):
            letter_making.make_papers(letter_id=letter.pk, at=AT, progress=lambda done, total: None)
    letter.refresh_from_db()
    assert letter.paper_refusal == letter_making.FAILED
    letter_papers.ask_for_papers(actor=desk[0], at=AT, letter_ref=letter.ref)
    letter_making.make_papers(letter_id=letter.pk, at=AT, progress=lambda done, total: None)
    letter.refresh_from_db()
    assert (letter.paper_refusal, letter.pdf is not None) == ("", True)


def test_a_file_shows_that_it_was_sent(desk: tuple[Actor, Post], case: Case) -> None:
    letter = check(desk[0], write(desk[0], case)["views_asked", "Mo Testly"])
    proof = ContentFile(b"Posted on 3 March 2025", name="receipt.txt")
    sent = send(desk[0], letter, proof_file=proof)
    assert sent.sending.proof_file.name == "receipt.txt"


def test_a_person_of_the_family_reads_only_what_they_were_sent(
    desk: tuple[Actor, Post], case: Case
) -> None:
    made = write(desk[0], case)
    for name in ("Mo Testly", "Fred Testly"):
        check(desk[0], made["views_asked", name])
    send(desk[0], made["views_asked", "Mo Testly"])
    mo, fred = (
        Contact.objects.in_area(case.area_id).get(name=name)
        for name in ("Mo Testly", "Fred Testly")
    )
    known = {"area_id": case.area_id, "case_id": case.pk}
    (letter,) = letters_for_contact(**known, contact_id=mo.pk)
    assert letter.sent_on == TODAY
    assert letters_for_contact(**known, contact_id=fred.pk) == ()
    assert letters_for_contact(**known, contact_id=None) == ()


def test_another_officers_letters_are_not_found(
    area: LocalArea, desk: tuple[Actor, Post], case: Case
) -> None:
    letter = write(desk[0], case)["views_asked", "Mo Testly"]
    other = make_officer(area, "Otto Other")[0]
    outsider = actor_for(area, make_person(area, "Cher Chair"), frozenset({"board.run"}))
    for actor in (other, outsider):
        with pytest.raises(Hidden):
            letter_page(actor, letter_ref=letter.ref, today=TODAY)
        with pytest.raises(Hidden):
            check(actor, letter)
        with pytest.raises(Hidden):
            letters.write_letters(actor=actor, at=AT, case_ref=case.ref)


def test_the_ledger_tells_of_letters_without_names_or_words(
    desk: tuple[Actor, Post], case: Case
) -> None:
    send(desk[0], check(desk[0], write(desk[0], case)["views_asked", "Mo Testly"]))
    details = " ".join(LedgerDetail.objects.values_list("content", flat=True))
    assert "views_asked" in details
    for word in ("Testly", "Row of", "Receipt"):
        assert word not in details
