"""A decision is made, and told by the sending of its letter: once, on the day of sending, to whoever has the
right. Until then the time runs, everybody who works on the case sees it, and nothing is lost by a kill.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection

from alongside.casework.models import (
    Case,
    Letter,
    LetterSending,
    PlanVersion,
)
from alongside.casework.operations import letter_sending, letters
from alongside.casework.operations.events import record_event
from alongside.casework.operations.letter_enclosing import NewEnclosure, enclose
from alongside.casework.operations.letter_sending import NewSending, record_service
from alongside.casework.operations.plans import issue_draft
from alongside.casework.operations.rebuilding import rebuild_duties
from alongside.casework.operations.taking_back import take_back_event
from alongside.casework.plans.making import make_plan_paper
from alongside.casework.queries.letters import letters_of_case
from alongside.casework.queries.managing import managed
from alongside.casework.queries.one_case import case_page
from alongside.casework.queries.plans import case_plans
from alongside.casework.queries.queue import QueueChoice, queue, queue_rows
from alongside.casework.rules.bodies import MADE, Made
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.letter_codes import LetterState
from alongside.casework.rules.recording import NewEvent
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger import triggers
from alongside.ledger.models import LedgerEntry
from tests import processes
from tests.casework.deciding import (
    DECIDED,
    REFUSAL,
    SENT,
    at,
    due,
    make_asked,
    make_head,
    send,
    standing,
    written,
)
from tests.casework.factories import (
    OFFICER,
    decide,
    happen,
    make_officer,
)
from tests.casework.letter_paths import OWN
from tests.casework.plan_factories import begin, write_whole


@pytest.fixture
def head(db: None) -> Actor:
    return make_head()


@pytest.fixture
def case(head: Actor) -> Case:
    return make_asked(head)


def test_what_is_decided_ends_no_time(head: Actor, case: Case) -> None:
    decide(head, case, "decided_not_to_assess", DECIDED, **REFUSAL)
    case.refresh_from_db()
    assert due(case, "DEC-6W").done_on is None
    assert (case.stage, case.untold_since_on) == (Stage.CONSIDERING.value, DECIDED)
    page = case_page(head, case_ref=case.ref, today=SENT)
    assert page.untold == (
        "The authority decided on 10 April 2025 that it will not assess. The family is not told yet.",
    )
    assert page.events[0].means == "The authority decided that it will not assess"
    assert standing(case, "decided_not_to_assess") == []


def test_the_letter_tells_it_on_the_day_of_sending_and_once(head: Actor, case: Case) -> None:
    decide(head, case, "decided_not_to_assess", DECIDED, **REFUSAL)
    made = written(head, case, SENT)
    send(head, made["refused_to_assess", "Mo Testly"], SENT)
    (told,) = standing(case, "decided_not_to_assess")
    assert told.happened_on == SENT
    assert told.body["reasons"] == REFUSAL["reasons"]
    assert told.body["decided_on"] == DECIDED.isoformat()
    assert told.body["letter"] == made["refused_to_assess", "Mo Testly"].ref
    case.refresh_from_db()
    assert (case.stage, case.untold_since_on) == (Stage.REFUSED.value, None)
    assert (due(case, "DEC-6W").done_on, due(case, "DEC-6W").due_on) == (SENT, date(2025, 4, 14))
    assert LedgerEntry.objects.filter(verb="casework.tell_decision").count() == 1


def test_the_letter_says_when_it_was_decided_and_counts_from_its_own_day(
    head: Actor, case: Case
) -> None:
    decide(head, case, "decided_not_to_assess", DECIDED, **REFUSAL)
    letter = written(head, case, SENT)["refused_to_assess", "Mo Testly"]
    assert "On 10 April 2025 we decided not to assess" in letter.content
    assert "You can appeal until 16 June 2025." in letter.content


def waiting_for_theirs(actor: Actor, day: date) -> list[str]:
    """The cases in the queue in which somebody is still owed their letter."""
    choice = QueueChoice(when="owed")
    found = queue_rows(actor, queue(actor, today=day, choice=choice).page(0, 25), choice=choice)
    assert all(each.owed.own_letter for each in found)
    return [each.ref for each in found]


def test_the_second_parent_is_still_owed_a_letter_and_changes_no_day(
    head: Actor, case: Case
) -> None:
    decide(head, case, "decided_not_to_assess", DECIDED, **REFUSAL)
    made = written(head, case, SENT)
    send(head, made["refused_to_assess", "Mo Testly"], SENT)
    owed = case_page(head, case_ref=case.ref, today=SENT).letters.owed
    assert owed == ("Fred Testly",)
    assert waiting_for_theirs(head, SENT) == [case.ref]
    later = SENT + timedelta(days=2)
    send(head, made["refused_to_assess", "Fred Testly"], later)
    assert standing(case, "decided_not_to_assess")[0].happened_on == SENT
    assert case_page(head, case_ref=case.ref, today=later).letters.owed == ()
    assert waiting_for_theirs(head, later) == []
    other = Letter.objects.in_area(case.area_id).get(pk=made["refused_to_assess", "Fred Testly"].pk)
    assert "On 10 April 2025 we decided" in other.content


def test_nobody_else_is_told_before_the_family(head: Actor, case: Case) -> None:
    decide(head, case, "decided_to_assess", DECIDED)
    made = written(head, case, SENT)
    with pytest.raises(Refusal, match="Send the letter to the family first"):
        send(head, made["others_told_of_decision", OWN["commissioner"]], SENT)
    assert standing(case, "others_notified_of_decision") == []
    send(head, made["will_assess", "Fred Testly"], SENT)
    send(head, made["advice_asked", OWN["social_care"]], SENT)
    assert [each.body["body"] for each in standing(case, "advice_request_sent")] == ["social care"]


def test_whoever_sends_letters_needs_no_right_to_decide(head: Actor, case: Case) -> None:
    decide(head, case, "decided_to_assess", DECIDED)
    letter = written(head, case, SENT)["will_assess", "Mo Testly"]
    now = {"at": at(SENT), "letter_ref": letter.ref}
    letter = letters.check_letter(actor=head, **now, expected_version=letter.version)
    officer = make_officer(case.area, "Olive Officer", OFFICER | {"casework.all"})[0]
    with pytest.raises(Hidden):
        decide(officer, case, "decided_not_to_assess", SENT, **REFUSAL)
    letter_sending.send_letter(
        actor=officer,
        **now,
        expected_version=letter.version,
        sending=NewSending(way="post", sent_on=SENT),
    )
    assert standing(case, "decided_to_assess")[0].happened_on == SENT


def test_a_second_decision_is_refused_while_one_stands(head: Actor, case: Case) -> None:
    first = decide(head, case, "decided_to_assess", DECIDED)
    with pytest.raises(Refusal, match=r"on 10 April 2025 that it will assess.*Send its letter"):
        decide(head, case, "decided_to_assess", SENT)
    for kind, said in ((MADE, {"decides": "decided_not_to_assess"}), ("decided_not_to_assess", {})):
        with pytest.raises(Refusal, match=r"on 10 April 2025 that it will assess.*take it back"):
            happen(head, case, kind, SENT, **said, **REFUSAL)
    take_back_event(actor=head, at=at(SENT), event_ref=first.ref, why="The wrong child.")
    assert decide(head, case, "decided_not_to_assess", SENT, **REFUSAL).happened_on == SENT


def test_a_draft_has_the_day_of_the_letter_that_takes_it_to_the_family(
    head: Actor, case: Case
) -> None:
    """Issued on Monday 9 June 2025, and sent to one parent on Wednesday, to the other on Friday."""
    happen(head, case, "decided_to_assess", date(2025, 4, 7))
    happen(head, case, "decided_to_issue", date(2025, 6, 2))
    issued, sent_on = date(2025, 6, 9), date(2025, 6, 11)
    plan = begin(head, case, at=at(issued))
    write_whole(head, plan, at=at(issued))
    plan.refresh_from_db()
    issue_draft(actor=head, at=at(issued), version_ref=plan.ref, expected_version=plan.version)
    assert due(case, "DRAFT").done_on is None
    made = written(head, case, sent_on)
    with pytest.raises(Refusal, match="is not enclosed yet"):
        send(head, made["draft_plan", "Mo Testly"], sent_on)
    for name in ("Mo Testly", "Fred Testly"):
        enclose_plan(head, made["draft_plan", name], plan, sent_on)
    with pytest.raises(Refusal, match="is dated 11 June 2025"):
        send(head, made["draft_plan", "Mo Testly"], sent_on, gone_on=date(2025, 6, 12))
    send(head, made["draft_plan", "Mo Testly"], sent_on)
    send(head, made["draft_plan", "Fred Testly"], date(2025, 6, 13))
    (sent,) = standing(case, "draft_sent")
    assert (sent.happened_on, sent.body["decided_on"]) == (sent_on, issued.isoformat())
    assert sent.body["letter"] == made["draft_plan", "Mo Testly"].ref
    assert due(case, "DRAFT").done_on == sent_on
    listed = case_plans(head, case_ref=case.ref, today=sent_on).versions[0]
    assert not listed.is_event_corrected


def enclose_plan(actor: Actor, letter: Letter, plan: PlanVersion, day: date) -> None:
    make_plan_paper(version_id=plan.pk, at=at(day), progress=lambda done, total: None)
    letter.refresh_from_db()
    enclose(
        actor=actor,
        at=at(day),
        letter_ref=letter.ref,
        expected_version=letter.version,
        new=NewEnclosure(kind="plan", plan_ref=plan.ref),
    )


def test_the_days_of_the_draft_run_from_its_letter_and_whoever_sends_it_decides_nothing(
    head: Actor, case: Case
) -> None:
    happen(head, case, "decided_to_assess", date(2025, 4, 7))
    happen(head, case, "decided_to_issue", date(2025, 6, 2))
    issued, sent_on = date(2025, 6, 9), date(2025, 6, 11)
    plan = begin(head, case, at=at(issued))
    write_whole(head, plan, at=at(issued))
    plan.refresh_from_db()
    issue_draft(actor=head, at=at(issued), version_ref=plan.ref, expected_version=plan.version)
    officer = make_officer(case.area, "Olive Officer", OFFICER | {"casework.all"})[0]
    letter = written(officer, case, sent_on)["draft_plan", "Mo Testly"]
    enclose_plan(officer, letter, plan, sent_on)
    send(officer, letter, sent_on)
    letter.refresh_from_db()
    record_service(
        actor=officer,
        at=at(date(2025, 6, 13)),
        letter_ref=letter.ref,
        expected_version=letter.version,
        served_on=date(2025, 6, 13),
        known="Signed for",
    )
    assert due(case, "DRAFT-15D").due_on == date(2025, 6, 27)
    with pytest.raises(Refusal, match="A letter of this case told the family, and it stands"):
        take_back_event(
            actor=officer,
            at=at(date(2025, 6, 13)),
            event_ref=standing(case, "draft_sent")[0].ref,
            why="Not sent.",
        )


def test_a_decision_in_a_process_that_ended_is_told_to_nobody(head: Actor, case: Case) -> None:
    decide(head, case, "decided_to_assess", DECIDED)
    letter = written(head, case, SENT)["will_assess", "Mo Testly"]
    happen(head, case, "request_withdrawn", SENT)
    with pytest.raises(Refusal, match="Nothing is under way"):
        send(head, letter, SENT)
    letter.refresh_from_db()
    assert letter.state == LetterState.CHECKED
    assert standing(case, "decided_to_assess") == []


def test_the_queue_and_the_view_of_who_leads_say_what_is_not_told(head: Actor, case: Case) -> None:
    make_asked(head, given_names="Bea", born_on=date(2015, 1, 2))
    decide(head, case, "decided_to_assess", DECIDED)
    choice = QueueChoice(when="untold")
    found = queue(head, today=SENT, choice=choice)
    (row,) = queue_rows(head, found.page(0, 25), choice=choice)
    assert (row.ref, [each.on for each in row.untold], found.total) == (case.ref, [DECIDED], 1)
    assert row.due_on == date(2025, 4, 14)
    assert managed(head, at=at(SENT)).untold == 1


def test_a_rebuilding_keeps_what_is_not_told(head: Actor, case: Case) -> None:
    decide(head, case, "decided_to_assess", DECIDED)
    Case.objects.in_area(case.area_id).update(untold_since_on=None)
    able = make_officer(case.area, "Rita Rebuilder", frozenset({"casework.rebuild"}))[0]
    assert rebuild_duties(actor=able, at=at(SENT), progress=lambda done, total: None) == []
    case.refresh_from_db()
    assert case.untold_since_on == DECIDED


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """The ledger's guards would refuse the emptying of tables that follows a test that commits."""
    yield
    triggers.remove(connection)


@pytest.mark.both_engines
@pytest.mark.usefixtures("committed")
def test_a_kill_between_decision_and_notice_leaves_it_not_told_or_told_once(tmp_path: Path) -> None:
    """Killed as the database is about to be sent each fourth statement of the sending, and then done."""
    head = make_head()
    case, like_it = make_asked(head), make_asked(head, given_names="Bea", born_on=date(2015, 1, 2))
    for each in (case, like_it):
        decide(head, each, "decided_to_assess", DECIDED)
        letter = written(head, each, SENT)["will_assess", "Mo Testly"]
        letters.check_letter(
            actor=head, at=at(SENT), letter_ref=letter.ref, expected_version=letter.version
        )
    database = processes.database_for_children(tmp_path)
    count = processes.statements_of(database, tmp_path / "statements", _send, head, like_it.pk)
    assert count > 20
    for statement in range(1, count, 4):
        child = processes.start_killed_at(database, statement, _send, head, case.pk)
        child.join(60)
        processes.run(database, _expect_not_told_or_told, case.pk)
    processes.run(database, _finish, head, case.pk)
    processes.run(database, _expect_told_once, case.pk)


def _letter(case_id: int) -> Letter:
    return Letter.objects.across_areas(reason="test").get(
        case_id=case_id, template="will_assess", recipient_name="Mo Testly"
    )


def _send(actor: Actor, case_id: int) -> None:
    letter = _letter(case_id)
    letter_sending.send_letter(
        actor=actor,
        at=at(SENT),
        letter_ref=letter.ref,
        expected_version=letter.version,
        sending=NewSending(way="post", sent_on=SENT),
    )


def _finish(actor: Actor, case_id: int) -> None:
    if _letter(case_id).state != LetterState.SENT:
        _send(actor, case_id)


def _expect_not_told_or_told(case_id: int) -> None:
    case = Case.objects.across_areas(reason="test").get(pk=case_id)
    told = len(standing(case, "decided_to_assess"))
    sent = LetterSending.objects.across_areas(reason="test").filter(letter__case=case).count()
    assert told == sent == (_letter(case_id).state == LetterState.SENT)
    assert len(standing(case, MADE)) == 1 - told
    assert (case.untold_since_on is None) is bool(told)
    assert (due(case, "DEC-6W").done_on is not None) is bool(told)


def _expect_told_once(case_id: int) -> None:
    _expect_not_told_or_told(case_id)
    case = Case.objects.across_areas(reason="test").get(pk=case_id)
    assert case.events.filter(kind="decided_to_assess").count() == 1


def test_a_decision_that_two_make_at_once_is_made_once(head: Actor, case: Case) -> None:
    case.refresh_from_db()
    seen = case.version
    decide(head, case, "decided_to_assess", DECIDED)
    new = NewEvent(
        kind=MADE,
        happened_on=DECIDED,
        source="own_work",
        body=Made(decides="decided_not_to_assess", **REFUSAL),
    )
    with pytest.raises(Changed):
        record_event(actor=head, at=at(DECIDED), case_ref=case.ref, expected_version=seen, new=new)
    assert len(standing(case, MADE)) == 1
    found = letters_of_case(head, case_ref=case.ref, today=SENT)
    assert "refused_to_assess" not in {each.key.split("|")[1] for each in found.to_write}
