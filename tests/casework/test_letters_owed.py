"""What a family still does not have stands in one list with the days, until it is sent, or said to be sent by hand."""

from datetime import date, timedelta
from typing import Any

import pytest

from alongside.casework.finding import facts_of
from alongside.casework.keeping import keep_what_follows
from alongside.casework.letters.making import make_papers
from alongside.casework.models import Case, CaseEvent, Contact, Letter, PlanVersion
from alongside.casework.operations.letter_formats import give_letter_format
from alongside.casework.operations.plan_sending import say_plan_was_sent
from alongside.casework.operations.plans import issue_draft, issue_final
from alongside.casework.queries.letters import letter_page
from alongside.casework.queries.managing import managed
from alongside.casework.queries.owed import Owed, letters_owed
from alongside.casework.queries.queue import QueueChoice, queue, queue_rows
from alongside.casework.rules.plans.codes import Section, VersionKind
from alongside.casework.rules.plans.parts import Placement
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from tests.casework.deciding import DECIDED, SENT, at, due, make_asked, make_head, send, written
from tests.casework.factories import OFFICER, decide, happen, make_officer
from tests.casework.owing import check_the_migration_finds_it
from tests.casework.plan_factories import add, begin, go_out, write_whole
from tests.casework.test_pages import Desk, day_boxes

pytestmark = pytest.mark.django_db
DRAFTED, ISSUED, TOLD = date(2025, 6, 9), date(2025, 7, 14), date(2025, 7, 24)
PLACE = Placement(named="institution", institution="Example Primary", type="Mainstream primary")
PRINT = "Large print"


@pytest.fixture
def head() -> Actor:
    return make_head()


@pytest.fixture
def case(head: Actor) -> Case:
    return make_asked(head)


@pytest.fixture
def plan(head: Actor, case: Case) -> PlanVersion:
    """As a final EHC plan was recorded before its sending counted: as sent on the day of its issue."""
    happen(head, case, "decided_to_assess", date(2025, 4, 7))
    happen(head, case, "decided_to_issue", date(2025, 6, 2))
    draft = begin(head, case, at=at(DRAFTED))
    write_whole(head, draft, at=at(DRAFTED))
    draft.refresh_from_db()
    now: dict[str, Any] = {"actor": head, "at": at(DRAFTED)}
    go_out(head, issue_draft(**now, version_ref=draft.ref, expected_version=draft.version))
    final = begin(head, case, VersionKind.FINAL, at=at(ISSUED))
    add(head, final, Section.PLACE, PLACE, at=at(ISSUED))
    final.refresh_from_db()
    made = issue_final(
        actor=head, at=at(ISSUED), version_ref=final.ref, expected_version=final.version
    )
    assert made.event is not None
    CaseEvent.objects.in_area(case.area_id).filter(pk=made.event.pk).update(
        kind="final_plan_sent", body={"note": "Version 2 of the EHC plan."}
    )
    case.refresh_from_db()
    keep_what_follows(case, facts_of(case), clock_of_the_law())
    made.refresh_from_db()
    return made


def waiting(actor: Actor, day: date) -> list[Any]:
    choice = QueueChoice(when="owed")
    return list(
        queue_rows(actor, queue(actor, today=day, choice=choice).page(0, 25), choice=choice)
    )


def test_an_ehc_plan_that_was_issued_and_never_sent_is_owed_until_somebody_says_how_it_went(
    head: Actor, case: Case, plan: PlanVersion
) -> None:
    assert due(case, "FINAL-20W").done_on == ISSUED
    (row,) = letters_owed(head, today=TOLD)
    assert (row.owed, row.about, row.since) == (Owed.PLAN, plan.ref, ISSUED)
    assert waiting(head, TOLD)[0].owed.plan
    assert managed(head, at=at(TOLD)).letters_owed == 1
    check_the_migration_finds_it(case)
    said: dict[str, Any] = {"actor": head, "at": at(TOLD), "version_ref": plan.ref}
    with pytest.raises(Refusal, match="Say how it was sent to the family"):
        say_plan_was_sent(**said, sent_on=TOLD, note=" ")
    with pytest.raises(Refusal, match="Nobody was told of it before"):
        say_plan_was_sent(**said, sent_on=ISSUED - timedelta(days=1), note="By post.")
    say_plan_was_sent(**said, sent_on=TOLD - timedelta(days=1), note="By post; copy in the file.")
    assert due(case, "FINAL-20W").done_on == TOLD - timedelta(days=1)
    assert letters_owed(head, today=TOLD) == ()
    with pytest.raises(Refusal, match="Nothing is owed"):
        say_plan_was_sent(**said, sent_on=TOLD, note="Again.")


def test_its_letter_still_waits_and_takes_its_day(
    head: Actor, case: Case, plan: PlanVersion
) -> None:
    made = written(head, case, TOLD)
    assert ("final_plan", "Mo Testly") in made


def test_the_list_leads_to_where_it_is_mended(
    head: Actor, case: Case, plan: PlanVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alongside.web.clock.now", lambda: at(TOLD))
    monkeypatch.setattr("alongside.web.clock.today", lambda: TOLD)
    desk = Desk(case.area, "Hanna Head", "head_of_send")
    page = desk.get("letters_owed")
    assert "A final EHC plan, of which nothing says that it was sent" in page
    assert "10 days" in page
    assert "Letters still owed to families" in desk.get("manager")
    assert desk.address("plan_sent", plan.ref) in page
    read = desk.get("plan_version", plan.ref)
    assert "Nothing says that it was sent to the family." in read
    assert desk.address("plan_sent", plan.ref) in read
    assert 'name="note"' in desk.get("plan_sent", plan.ref)
    assert plan.based_on is not None
    assert "This is no final EHC plan." in desk.get("plan_sent", plan.based_on.ref)
    sent = desk.post_to("plan_sent", plan.ref, note="By post.", **day_boxes("sent_on", ISSUED))
    assert sent.status_code == 302
    over = desk.get("plan_sent", plan.ref)
    assert "Nothing is owed for this EHC plan" in over
    assert 'name="note"' not in over
    assert "Nothing says that it was sent" not in desk.get("plan_version", plan.ref)
    assert "Nothing is owed to any family." in desk.get("letters_owed")


def test_what_was_decided_and_somebodys_own_letter_stand_there_too(head: Actor, case: Case) -> None:
    decide(head, case, "decided_to_assess", DECIDED)
    (row,) = letters_owed(head, today=SENT)
    assert (row.owed, row.since, row.about) == (Owed.UNTOLD, DECIDED, "")
    assert row.means == "The authority decided that it will assess"
    made = written(head, case, SENT)["will_assess", "Mo Testly"]
    assert letters_owed(head, today=SENT)[0].about in {made.ref, *_others_of(made)}
    send(head, made, SENT)
    later = SENT + timedelta(days=1)
    assert [each.owed for each in letters_owed(head, today=later)] == [Owed.OWN_LETTER]
    other, _ = make_officer(case.area, "Otto Other", OFFICER)
    assert letters_owed(other, today=later) == ()


def test_a_letter_is_owed_as_it_was_asked_for_until_it_is_given(head: Actor, case: Case) -> None:
    Contact.objects.in_area(case.area_id).filter(name="Mo Testly").update(asked_for=PRINT)
    decide(head, case, "decided_to_assess", DECIDED)
    made = written(head, case, SENT)
    letter, plain = made["will_assess", "Mo Testly"], made["will_assess", "Fred Testly"]
    for each in (letter, plain):
        send(head, each, SENT)
        make_papers(letter_id=each.pk, at=at(SENT), progress=lambda done, total: None)
        each.refresh_from_db()
    assert (letter.large_print_id is None, plain.large_print_id is None) == (False, True)
    found = letter_page(head, letter_ref=letter.ref, today=SENT).letter
    assert found.has_large_print
    assert found.sending is not None
    assert found.sending.owes_format
    (row,) = letters_owed(head, today=SENT)
    assert (row.owed, row.about, row.asked_for) == (Owed.FORMAT, letter.ref, PRINT)
    assert row.means == letter.title
    assert waiting(head, SENT)[0].owed.in_format
    now: dict[str, Any] = {"actor": head, "at": at(SENT)}
    for bad, match in (
        ({"given_on": SENT + timedelta(days=1), "known": "Read out."}, "still to come"),
        ({"given_on": SENT - timedelta(days=1), "known": "Read out."}, "was sent on"),
        ({"given_on": SENT, "known": " "}, "Say what they were given"),
    ):
        with pytest.raises(Refusal, match=match):
            give_letter_format(**now, **bad, **current(letter))
    give_letter_format(**now, given_on=SENT, known="The large print, by post.", **current(letter))
    assert letters_owed(head, today=SENT) == ()
    with pytest.raises(Refusal, match="recorded as given"):
        give_letter_format(**now, given_on=SENT, known="Again.", **current(letter))
    with pytest.raises(Refusal, match="Nobody asked for this letter in another way"):
        give_letter_format(**now, given_on=SENT, known="Again.", **current(plain))


def _others_of(letter: Letter) -> list[str]:
    """The same letter to others of the family."""
    same = Letter.objects.in_area(letter.area_id).filter(template=letter.template)
    return list(same.values_list("ref", flat=True))


def current(letter: Letter) -> dict[str, Any]:
    letter.refresh_from_db()
    return {"letter_ref": letter.ref, "expected_version": letter.version}
