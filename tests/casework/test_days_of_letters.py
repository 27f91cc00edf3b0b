"""A day that a letter gave is its own: no hand moves it, and only a way that reaches ends a duty."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.casework.forms.recording import form_for
from alongside.casework.models import Case, Contact, Letter
from alongside.casework.operations import families, letter_sending, letters
from alongside.casework.operations.events import correct_event
from alongside.casework.operations.families.access import NewAccess
from alongside.casework.operations.taking_back import take_back_event
from alongside.casework.pages.one_case import TELL_IT, _turns
from alongside.casework.queries.letters import letters_for_contact
from alongside.casework.queries.one_case import case_page
from alongside.casework.rules.bodies import Aimed, Begun, Body, Decided
from alongside.casework.rules.enclosing import file_name
from alongside.casework.rules.letter_ways import OnPage, check_way_reaches
from alongside.casework.rules.letters import Audience, Recipient
from alongside.casework.rules.recording import NewEvent
from alongside.casework.rules.revealing import Reader, check_reveals_nothing
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from tests.casework.deciding import (
    DECIDED,
    SENT,
    at,
    due,
    make_asked,
    make_head,
    send,
    standing,
    written,
)
from tests.casework.factories import decide, happen
from tests.casework.letter_paths import CHILD


@pytest.fixture
def head(db: None) -> Actor:
    return make_head()


@pytest.fixture
def case(head: Actor) -> Case:
    return make_asked(head)


def test_the_day_of_what_a_letter_told_is_not_moved_by_hand(head: Actor, case: Case) -> None:
    decide(head, case, "decided_to_assess", DECIDED)
    send(head, written(head, case, SENT)["will_assess", "Mo Testly"], SENT)
    (told,) = standing(case, "decided_to_assess")
    new = NewEvent(
        kind="decided_to_assess",
        happened_on=SENT - timedelta(days=3),
        source="own_work",
        body=Decided(note="By post."),
    )
    with pytest.raises(Refusal, match="day of sending, 16 April 2025") as refused:
        correct_event(actor=head, at=at(SENT), event_ref=told.ref, new=new, why="A typo.")
    assert refused.value.field == "happened_on"
    assert due(case, "DEC-6W").done_on == SENT


FINAL = {"note": "By hand at the meeting. The copy is in the paper file."}


@pytest.fixture
def drafted(head: Actor, case: Case) -> Case:
    """The twentieth week ends on 21 July 2025, and the family may answer until 17 July."""
    happen(head, case, "decided_to_assess", date(2025, 4, 1))
    happen(head, case, "decided_to_issue", date(2025, 6, 2))
    happen(head, case, "draft_sent", date(2025, 7, 2))
    happen(head, case, "draft_served", date(2025, 7, 3))
    return case


def test_a_final_plan_by_hand_says_how_it_was_sent(head: Actor, drafted: Case) -> None:
    with pytest.raises(Refusal, match="Say how it was sent to the family") as refused:
        happen(head, drafted, "final_plan_sent", date(2025, 7, 21), note=" ")
    assert refused.value.field == "note"
    made = happen(head, drafted, "final_plan_sent", date(2025, 7, 21), **FINAL)
    new = NewEvent(
        kind="final_plan_sent", happened_on=made.happened_on, source="post", body=Decided()
    )
    with pytest.raises(Refusal, match="Say how it was sent to the family"):
        correct_event(actor=head, at=made.recorded_at, event_ref=made.ref, new=new, why="A typo.")


def test_a_final_plan_by_hand_waits_for_the_familys_answer(head: Actor, drafted: Case) -> None:
    with pytest.raises(Refusal, match="may still answer the draft, until 17 July 2025"):
        happen(head, drafted, "final_plan_sent", date(2025, 7, 17), **FINAL)
    happen(head, drafted, "representations_received", date(2025, 7, 17))
    happen(head, drafted, "final_plan_sent", date(2025, 7, 17), **FINAL)


def test_a_day_that_makes_an_act_in_time_is_shown(head: Actor, case: Case) -> None:
    """The fourteenth week ends on 9 June 2025."""
    happen(head, case, "decided_to_assess", date(2025, 4, 1))
    happen(head, case, "decided_to_issue", date(2025, 6, 2))
    with pytest.raises(Refusal, match="2 days later, and this day makes it in time") as refused:
        happen(head, case, "draft_sent", date(2025, 6, 9), at=at(date(2025, 6, 11)))
    assert refused.value.field == "note"
    late = happen(head, case, "draft_sent", date(2025, 6, 10), at=at(date(2025, 6, 11)))
    earlier = NewEvent(kind="draft_sent", happened_on=date(2025, 6, 9), source="post", body=Body())
    with pytest.raises(Refusal, match="makes it in time"):
        correct_event(
            actor=head, at=late.recorded_at, event_ref=late.ref, new=earlier, why="A typo."
        )
    shown = replace(earlier, body=Body(note="The receipt of the post office."))
    correct_event(actor=head, at=late.recorded_at, event_ref=late.ref, new=shown, why="A typo.")
    assert due(case, "DRAFT").done_on == shown.happened_on


def test_a_decision_before_its_request_says_that_it_was_decided(head: Actor, case: Case) -> None:
    with pytest.raises(Refusal) as refused:
        decide(head, case, "decided_to_assess", date(2025, 2, 20), at=at(SENT))
    assert refused.value.sentence == (
        "On 20 February 2025 the authority decided that it will assess. That cannot be before "
        "3 March 2025, when the authority received the request for an assessment. Check both dates."
    )


def test_whose_turn_it_is_names_first_what_is_not_told_and_what_is_late(
    head: Actor, case: Case
) -> None:
    decide(head, case, "decided_to_assess", DECIDED)
    one = case_page(head, case_ref=case.ref, today=SENT)
    first, *then = _turns(one, SENT)
    assert first == TELL_IT
    assert "Late by" in then[0]
    assert any(each.duty.rule == "DEC-6W" and each.state.is_late for each in one.duties)


@pytest.mark.parametrize(
    ("kind", "made", "is_ours"),
    [
        ("decided_to_assess", Decided, True),
        ("adhoc_amendment_notice_sent", Body, True),
        ("cease_considered", Body, True),
        ("request_received", Begun, False),
    ],
)
def test_nobody_asks_how_our_own_act_reached_us(kind: str, made: type[Body], is_ours: bool) -> None:
    asked = form_for(kind, made, clock_of_the_law().rules).base_fields.keys()
    assert {"received_on", "source"}.isdisjoint(asked) is is_ours


@pytest.mark.parametrize(
    ("kind", "is_required"),
    [
        ("phase_transfer_expected", True),
        ("review_meeting_arranged", True),
        ("move_became_known", False),
    ],
)
def test_the_day_ahead_is_asked_for_by_its_name(kind: str, is_required: bool) -> None:
    box = form_for(kind, Aimed, clock_of_the_law().rules).base_fields["for_on"]
    assert box.required is is_required
    assert "Which day is it about" not in str(box.label)


FAMILY = Recipient(key="contact:mo", audience=Audience.FAMILY, name="Mo Testly", contact_ref="mo")
SCHOOL = Recipient(key="setting", audience=Audience.SETTING, name="Ashfield School")
READ = OnPage(has_way_in=True, has_paper=True)


@pytest.mark.parametrize(
    ("way", "recipient", "on_page", "why"),
    [
        ("portal", FAMILY, READ, ""),
        ("portal", FAMILY, OnPage(has_way_in=False, has_paper=True), "no way in"),
        ("portal", FAMILY, OnPage(has_way_in=True, has_paper=False), "PDF of this letter"),
        ("portal", SCHOOL, READ, "Only the family"),
        ("email", FAMILY, READ, "No e-mail address of Mo Testly"),
        ("email", replace(FAMILY, email="mo@example.org"), READ, ""),
        ("email", SCHOOL, READ, ""),
        ("post", FAMILY, READ, ""),
    ],
)
def test_a_letter_goes_only_by_a_way_that_reaches(
    way: str, recipient: Recipient, on_page: OnPage, why: str
) -> None:
    found = ""
    try:
        check_way_reaches(way, recipient, on_page)
    except Refusal as refusal:
        found = refusal.sentence
    assert (why in found) if why else not found


def test_no_duty_ends_with_a_page_that_the_family_cannot_open(head: Actor, case: Case) -> None:
    decide(head, case, "decided_to_assess", DECIDED)
    letter = written(head, case, SENT)["will_assess", "Mo Testly"]
    now = {"actor": head, "at": at(SENT), "letter_ref": letter.ref}
    letter = letters.check_letter(**now, expected_version=letter.version)
    by_page = letter_sending.NewSending(way="portal", sent_on=SENT)
    with pytest.raises(Refusal, match="Mo Testly has no way in"):
        letter_sending.send_letter(**now, expected_version=letter.version, sending=by_page)
    new = NewAccess(contact_ref=_mo(case).ref, checked_how="documents", checked_on=SENT)
    families.give_link(actor=head, at=at(SENT), case_ref=case.ref, new=new)
    with pytest.raises(Refusal, match="PDF of this letter is not made yet"):
        letter_sending.send_letter(**now, expected_version=letter.version, sending=by_page)
    assert due(case, "DEC-6W").done_on is None


def _mo(case: Case) -> Contact:
    return case.child.contacts.get(name="Mo Testly")


def test_a_sent_letter_stays_with_the_family_when_it_is_withdrawn(head: Actor, case: Case) -> None:
    decide(head, case, "decided_to_assess", DECIDED)
    made = written(head, case, SENT)
    sent, other = made["will_assess", "Mo Testly"], made["will_assess", "Fred Testly"]
    send(head, sent, SENT)
    for each in (sent, other):
        withdraw(head, each, "It went to the earlier address.")
    (kept,) = letters_for_contact(area_id=case.area_id, case_id=case.pk, contact_id=_mo(case).pk)
    assert (kept.ref, kept.why) == (sent.ref, "It went to the earlier address.")
    assert kept.withdrawn_at == at(SENT)
    fred = case.child.contacts.get(name="Fred Testly")
    assert letters_for_contact(area_id=case.area_id, case_id=case.pk, contact_id=fred.pk) == ()


def withdraw(head: Actor, letter: Letter, why: str) -> None:
    letter.refresh_from_db()
    letters.withdraw_letter(
        actor=head, at=at(SENT), letter_ref=letter.ref, expected_version=letter.version, why=why
    )


def test_the_reason_of_a_withdrawal_reveals_nothing(head: Actor, case: Case) -> None:
    decide(head, case, "decided_to_assess", DECIDED)
    letter = written(head, case, SENT)["will_assess", "Mo Testly"]
    send(head, letter, SENT)
    fred = case.child.contacts.get(name="Fred Testly")
    fred.phone = "01632 960777"
    fred.save(update_fields=["phone"])
    with pytest.raises(Refusal, match="The reason holds an address") as refused:
        withdraw(head, letter, "Fred rang from 01632 960777 that it is wrong.")
    assert refused.value.field == "why"


def test_what_began_the_time_is_not_taken_back_from_under_it(head: Actor, case: Case) -> None:
    (request,) = standing(case, "request_received")
    happen(head, case, "decided_to_assess", SENT)
    with pytest.raises(Refusal, match="On 16 April 2025 the family was told that the authority"):
        take_back_event(actor=head, at=at(SENT), event_ref=request.ref, why="Not ours.")
    assert due(case, "FINAL-20W").ended_on is None
    (told,) = standing(case, "decided_to_assess")
    for each in (told, request):
        take_back_event(actor=head, at=at(SENT), event_ref=each.ref, why="The wrong child.")


def test_the_start_of_our_time_moves_on_only_with_what_shows_it(head: Actor, case: Case) -> None:
    (request,) = standing(case, "request_received")
    later = NewEvent(
        kind="request_received",
        happened_on=request.happened_on,
        received_on=SENT,
        source="post",
        body=Begun(asker="1"),
    )
    now = {"actor": head, "at": at(SENT), "event_ref": request.ref, "why": "A typo."}
    with pytest.raises(Refusal, match=r"runs from 3 March 2025\. This moves it to 16") as no:
        correct_event(**now, new=later)
    assert no.value.field == "note"
    assert due(case, "DEC-6W").due_on == date(2025, 4, 14)
    shown = replace(later, body=Begun(asker="1", note="The letter is stamped 16 April."))
    correct_event(**now, new=shown)
    assert due(case, "DEC-6W").started_on == SENT


PLACED = replace(CHILD, setting="Ashfield Primary School")
JO = Reader(ref="father", name="Fred Testly", restriction="He must not know the school.")


@pytest.mark.parametrize(
    ("words", "is_taken"),
    [
        ("He starts at Ash\u00adfield Prim\u200bary School.", False),
        ("He starts at Ashfield Primary on Monday.", False),
        ("They live near YO1 0AA.", False),
        ("He starts at his primary school on Monday.", True),
        ("He starts at APS on Monday.", False),
        ("He starts at A.P.S. on Monday.", False),
        ("he is happy at aps", False),
        ("Ashfield’s gates open at nine.", False),
        ("He starts at Ashfield on Monday.", False),
        ("We wrote about the EHC plan.", True),
        ("You can see all that we can do.", True),
    ],
)
def test_small_changes_hide_no_place(words: str, is_taken: bool) -> None:
    found = True
    try:
        check_reveals_nothing(words, JO, PLACED, what="This letter")
    except Refusal:
        found = False
    assert found is is_taken


@pytest.mark.parametrize(
    ("title", "name", "kept"),
    [
        ("Times of the bus", "Ashfield School.txt", "Times of the bus.txt"),
        ("A/B: “form”", "x.tar.pdf", "A B   form.pdf"),
        ("A form", "noending", "A form"),
    ],
)
def test_a_file_goes_out_under_the_title_that_the_letter_names(
    title: str, name: str, kept: str
) -> None:
    assert file_name(title, name) == kept
