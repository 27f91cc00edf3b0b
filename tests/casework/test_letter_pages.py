"""Letters as an officer sees them: the list, one letter from its words to its service, and who sees none."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.http import HttpResponse

from alongside.casework.letters import making as letter_making
from alongside.casework.models import Case, Letter
from alongside.casework.operations import add_contact, letters
from alongside.casework.operations.children import ContactDetails
from alongside.casework.operations.events import correct_event
from alongside.casework.operations.families.settling import change_family_settings
from alongside.casework.rules.bodies import Decided, read
from alongside.casework.rules.recording import NewEvent
from alongside.kernel.actor import Actor
from alongside.ledger.models import LedgerEntry
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.casework.factories import HEAD, actor_for, decide, happen, make_case
from tests.casework.families import words_of
from tests.casework.known_letters import OF_AN_AREA, told_to_families
from tests.casework.test_pages import Desk, day_boxes
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 4, 9, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def april_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def officer(area: LocalArea) -> Desk:
    return Desk(area, "Olive Officer", "ehc_coordinator")


@pytest.fixture
def head(area: LocalArea) -> Desk:
    """One who decides, and who wrote down what letters say, on the page for it."""
    desk = Desk(area, "Hetty Head", "head_of_send")
    saved = desk.post_to("letter_details", **OF_AN_AREA, expected_version="1")
    assert saved.status_code == 302, saved.content.decode()[:2000]
    return desk


@pytest.fixture
def told(area: LocalArea, head: Desk) -> None:
    """What every family is told."""
    actor = actor_for(area, head.account.person, HEAD | {"casework.family_settings"})
    told = told_to_families(head.post.ref)
    change_family_settings(actor=actor, at=NOW, expected_version=1, new=told)


@pytest.fixture
def case(area: LocalArea, officer: Desk, head: Desk, told: None) -> Case:
    actor = actor_for(area, head.account.person, HEAD)
    made = make_case(actor, officer.post)
    new = ContactDetails(
        name="Mo Testly",
        relation="mother",
        has_responsibility=True,
        asked_for="large print",
        restriction="Her address is told to nobody.",
    )
    add_contact(actor=actor, at=NOW, case_ref=made.ref, new=new)
    happen(actor, made, "request_received", date(2025, 3, 3))
    refusal = {"reasons": "The school meets the needs.", "limbs": ("may_need_plan",)}
    decide(actor, made, "decided_not_to_assess", date(2025, 4, 7), **refusal)
    return made


def _actor(head: Desk) -> Actor:
    return actor_for(head.area, head.account.person, HEAD)


def written(officer: Desk, case: Case) -> Letter:
    """The refusal, written from the page that offers what waits."""
    page = officer.get("write_letters", case.ref)
    keys = [part.split('"')[0] for part in page.split('value="')[1:]]
    wanted = [each for each in keys if "|refused_to_assess|" in each]
    answer = officer.post_to("write_letters", case.ref, letters=wanted)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    found: Letter = Letter.objects.in_area(case.area_id).get(case=case)
    return found


def press(desk: Desk, name: str, letter: Letter, **sent: Any) -> HttpResponse:
    letter.refresh_from_db()
    answer: HttpResponse = desk.post_to(
        name, letter.ref, expected_version=str(letter.version), **sent
    )
    letter.refresh_from_db()
    return answer


def test_the_case_says_which_letters_wait_and_leads_to_them(officer: Desk, case: Case) -> None:
    page = officer.get("case", case.ref)
    assert "Letters: 4 to be written." in page
    assert officer.address("letters", case.ref) in page
    listed = officer.get("letters", case.ref)
    assert "The refusal to assess" in listed
    assert "Nobody is known yet" in listed  # no school is recorded
    assert "restricted" in listed
    assert "asked for large print" in listed
    assert "Letters that are no longer owed, with the reason" in listed
    assert "On 7 April 2025 the authority decided that it will not assess." in listed


def test_the_queue_says_how_many_letters_are_written_and_not_sent(
    officer: Desk, case: Case
) -> None:
    assert "to be checked or sent" not in officer.get("queue")
    letter = written(officer, case)
    assert "1 letter waits to be checked or sent." in officer.get("queue")
    Letter.objects.in_area(case.area_id).filter(pk=letter.pk).delete()
    assert "to be checked or sent" not in officer.get("queue")


def test_an_event_beside_one_that_somebody_else_recorded_is_no_saving_over_theirs(
    head: Desk, case: Case
) -> None:
    case.refresh_from_db()
    sent = {
        "source": "own_work",
        "note": "",
        "expected_version": str(case.version - 1),
        **day_boxes("happened_on", date(2025, 4, 8)),
    }
    page = head.post_to("record_event", case.ref, "mediation_contacted", **sent).content.decode()
    assert "Somebody changed this while you were writing" in page
    assert page.count("Record mine as well") == 2  # the button, and the sentence that names it
    assert "over theirs" not in page


REFUSAL = {"reasons": "The school meets the needs.", "limbs": ["may_need_plan"]}


def test_what_was_told_outside_this_record_says_how_and_keeps_its_decision(
    head: Desk, case: Case
) -> None:
    """The form knows what was decided, and asks for what shows that the family was told."""
    form = head.get("record_event", case.ref, "decided_not_to_assess")
    assert "How was the family told, and where is the copy?" in form
    assert "The school meets the needs." in form
    case.refresh_from_db()
    sent = {
        **REFUSAL,
        "source": "own_work",
        "note": "",
        "expected_version": str(case.version),
        **day_boxes("happened_on", date(2025, 4, 8)),
    }
    refused = head.post_to("record_event", case.ref, "decided_not_to_assess", **sent)
    assert refused.status_code == 422
    sent["note"] = "By hand, on paper. The copy is in the paper file."
    answer = head.post_to("record_event", case.ref, "decided_not_to_assess", **sent)
    assert answer["Location"] == head.address("letters", case.ref)
    page = head.get("case", case.ref)
    assert "Told outside this record" in page
    assert "The family is not told yet" not in page
    assert "The family was told of it later." in page


def test_after_what_is_recorded_the_officer_is_led_to_its_letters(head: Desk, case: Case) -> None:
    happen(_actor(head), case, "decided_not_to_assess", date(2025, 4, 8), **REFUSAL)
    case.refresh_from_db()
    sent = {
        "source": "own_work",
        "note": "",
        "expected_version": str(case.version),
        **day_boxes("happened_on", date(2025, 4, 8)),
    }
    answer = head.post_to("record_event", case.ref, "mediation_contacted", **sent)
    assert answer["Location"] == head.address("case", case.ref)
    case.refresh_from_db()
    sent["expected_version"] = str(case.version)
    answer = head.post_to("record_event", case.ref, "mediation_wanted", **sent)
    assert answer["Location"] == head.address("letters", case.ref)


@pytest.mark.scenario(4)
def test_a_refusal_from_its_words_to_its_service(officer: Desk, head: Desk, case: Case) -> None:
    letter = written(officer, case)
    page = officer.get("letter", letter.ref)
    assert "You can appeal until 9 June 2025." in page
    assert (
        "To be checked" not in page.partition("<article")[2]
    )  # nothing for the lawyer in the letter
    assert "to be checked by the authority’s lawyer" in page.partition("<article")[0]
    assert "asked for: large print" in page
    assert "Her address is told to nobody." in page.partition("<article")[0]
    assert "Her address" not in page.partition("<article")[2]
    assert officer.address("check_letter", letter.ref) not in page  # a decision: the head checks it

    press(officer, "own_words", letter, free_text="We are glad to talk about it.")
    assert "We are glad to talk about it." in head.get("check_letter", letter.ref)
    assert press(head, "check_letter", letter).status_code == 422  # not ticked
    assert press(head, "check_letter", letter, is_read="on").status_code == 302

    sent = {"way": "recorded", "proof": "RM 1234", **day_boxes("sent_on", date(2025, 4, 9))}
    assert press(officer, "send_letter", letter, **sent).status_code == 302
    served = {"known": "Signed for", **day_boxes("served_on", date(2025, 4, 9))}
    assert press(officer, "serve_letter", letter, **served).status_code == 302
    listed = officer.get("letters", case.ref)
    assert "By post, signed for" in listed
    assert "Signed for" in listed
    assert "9 June 2025" in officer.get(
        "case", case.ref
    )  # the time to appeal, as the law counts it


def test_a_correction_after_sending_is_told_on_the_letter(
    officer: Desk, head: Desk, case: Case
) -> None:
    letter = written(officer, case)
    press(head, "check_letter", letter, is_read="on")
    sent = {"way": "post", "proof": "", **day_boxes("sent_on", date(2025, 4, 9))}
    press(officer, "send_letter", letter, **sent)
    assert "corrected or taken back" not in officer.get("letter", letter.ref)
    (event,) = case.events.filter(kind="decided_not_to_assess", corrected_by=None)
    press_back = head.post_to("take_back_event", event.ref, why="It was decided for another child.")
    assert press_back.status_code == 422
    assert "Withdraw every letter that told it" in press_back.content.decode()
    body = read(Decided, {**event.body, "note": "The copy is in the file."})
    new = NewEvent(kind=event.kind, happened_on=event.happened_on, source="own_work", body=body)
    actor = actor_for(case.area, head.account.person, HEAD)
    correct_event(actor=actor, at=NOW, event_ref=event.ref, new=new, why="A note.")
    assert "corrected or taken back" in officer.get("letter", letter.ref)


def test_the_chronology_leaves_out_nothing_that_whoever_takes_the_case_over_needs(
    officer: Desk, head: Desk, case: Case
) -> None:
    letter = written(officer, case)
    press(head, "check_letter", letter, is_read="on")
    sent = {"way": "post", "proof": "", **day_boxes("sent_on", date(2025, 4, 9))}
    press(officer, "send_letter", letter, **sent)
    given = head.post_to("give_case", case.ref, post=head.post.ref)
    assert given.status_code == 302
    page = words_of(head.get("chronology", case.ref))
    assert f"A letter was sent to {letter.recipient_name}: {letter.title}." in page
    assert f"Given over: {officer.post.title} has the case from this day" in page
    assert f"Given over: {head.post.title} has the case from this day" in page
    assert f"Written down among the people: {letter.recipient_name}" in page
    listed = page.partition("What happened")[2]
    assert listed.index("Given over: ") < listed.index("The authority decided that it will not")


def test_papers_are_handed_over_once_they_are_made(officer: Desk, head: Desk, case: Case) -> None:
    letter = written(officer, case)
    officer.get("letter_file", letter.ref, "pdf", status=404)
    press(head, "check_letter", letter, is_read="on")
    assert "are being made" in officer.get("letter", letter.ref)
    letter_making.make_papers(letter_id=letter.pk, at=NOW, progress=lambda done, total: None)
    assert officer.address("letter_file", letter.ref, "word") in officer.get("letter", letter.ref)
    for what, begins in (("pdf", b"%PDF"), ("word", b"PK")):
        answer = officer.client.get(officer.address("letter_file", letter.ref, what))
        assert b"".join(answer.streaming_content).startswith(begins)  # type: ignore[attr-defined]
    reasons = LedgerEntry.objects.filter(verb="looked", subject="casework.case").count()
    assert reasons >= 3


def test_papers_that_are_made_meanwhile_disturb_nobody(
    officer: Desk, head: Desk, case: Case
) -> None:
    letter = written(officer, case)
    press(head, "check_letter", letter, is_read="on")
    seen = letter.version
    letter_making.make_papers(letter_id=letter.pk, at=NOW, progress=lambda done, total: None)
    letter.refresh_from_db()
    assert letter.pdf_id is not None
    sent = {"way": "post", "proof": "", **day_boxes("sent_on", date(2025, 4, 9))}
    answer = officer.post_to("send_letter", letter.ref, expected_version=str(seen), **sent)
    assert answer.status_code == 302


def test_a_page_that_has_nothing_to_ask_says_so_at_once(
    officer: Desk, head: Desk, case: Case
) -> None:
    letter = written(officer, case)
    assert "Somebody checks the letter first." in officer.get("send_letter", letter.ref)
    press(head, "check_letter", letter, is_read="on")
    sent = {"way": "post", "proof": "", **day_boxes("sent_on", date(2025, 4, 9))}
    press(officer, "send_letter", letter, **sent)
    assert "stays owed until you record it here" in officer.get("give_letter_format", letter.ref)
    given = {"known": "The large print, by post.", **day_boxes("given_on", date(2025, 4, 9))}
    assert press(officer, "give_letter_format", letter, **given).status_code == 302
    for name, why in (
        ("give_letter_format", "or it is recorded as given."),
        ("send_letter", "This letter was sent already."),
        ("own_words", "This letter does not change any more."),
        ("enclose", "This letter does not change any more."),
    ):
        page = officer.get(name, letter.ref)
        assert why in page
        assert "stays owed until you record it here" not in page
        assert 'name="expected_version"' not in page
    assert 'name="expected_version"' in officer.get("serve_letter", letter.ref)


def test_a_day_before_the_letter_is_refused_and_nothing_typed_is_lost(
    officer: Desk, head: Desk, case: Case
) -> None:
    letter = written(officer, case)
    press(head, "check_letter", letter, is_read="on")
    sent = {"way": "post", "proof": "RM 1234", **day_boxes("sent_on", date(2025, 4, 8))}
    answer = press(officer, "send_letter", letter, **sent)
    assert answer.status_code == 422
    assert "This letter is dated 9 April 2025" in answer.content.decode()
    assert "RM 1234" in answer.content.decode()


def test_what_is_missing_of_the_area_is_said_where_it_is_written_down(
    area: LocalArea, head: Desk
) -> None:
    page = head.get("letter_details")
    assert "information, advice and support service first" in page
    assert "mediation adviser first" not in page


def test_a_letter_that_is_not_needed_leaves_the_list_with_its_reason(
    officer: Desk, case: Case
) -> None:
    page = officer.get("leave_out_letter", case.ref)
    key = next(part.split('"')[0] for part in page.split('value="')[1:] if "|setting" in part)
    answer = officer.post_to("leave_out_letter", case.ref, letter=key, why="No school yet.")
    assert answer.status_code == 302
    listed = officer.get("letters", case.ref)
    assert "No school yet." in listed
    assert "Nobody is known yet" not in listed.partition("no longer owed")[0]


def test_a_written_letter_for_which_nobody_waits_any_more_says_so(
    officer: Desk, head: Desk, case: Case
) -> None:
    request = case.events.get(kind="request_received")
    key = (request.ref, "views_asked", f"contact:{case.child.contacts.get().ref}")
    letters.write_letters(actor=_actor(head), at=NOW, case_ref=case.ref, wanted=[key])
    why = "On 7 April 2025 the authority decided that it will not assess. Nobody waits for this letter"
    assert why in officer.get("letters", case.ref)
    letter = Letter.objects.in_area(case.area_id).get(case=case)
    assert why in officer.get("letter", letter.ref)


@pytest.mark.scenario(49)
def test_another_officers_letter_looks_like_nonsense(
    area: LocalArea, officer: Desk, case: Case
) -> None:
    letter = written(officer, case)
    other = Desk(area, "Otto Other", "ehc_coordinator")
    theirs = other.get("letter", letter.ref, status=404)
    assert theirs == other.get("letter", "zzzzzzzzzzzzzzzz", status=404)
    other.get("letters", case.ref, status=404)
    other.get("write_letters", case.ref, status=404)
    answer = press(other, "withdraw_letter", letter, why="Mine")
    assert answer.status_code == 404


def test_no_address_of_a_letter_holds_a_name(officer: Desk, case: Case) -> None:
    letter = written(officer, case)
    assert "testly" not in officer.address("letter", letter.ref).lower()
    letters.write_letters(
        actor=actor_for(officer.area, officer.account.person, HEAD), at=NOW, case_ref=case.ref
    )
    assert "/Testly" not in officer.get("letters", case.ref)
