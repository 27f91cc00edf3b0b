"""What becomes of a decision that is corrected, taken back, withdrawn or told outside this record."""

from datetime import date, timedelta

import pytest

from alongside.casework.models import (
    Case,
    Letter,
)
from alongside.casework.operations import letter_sending, letters
from alongside.casework.operations.events import correct_event, tell_decision
from alongside.casework.operations.letter_sending import NewSending
from alongside.casework.operations.taking_back import take_back_event
from alongside.casework.queries.one_case import chronology
from alongside.casework.rules.bodies import MADE, Decided, Made
from alongside.casework.rules.recording import NewEvent
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
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
    PAPER,
    decide,
    happen,
)


@pytest.fixture
def head(db: None) -> Actor:
    return make_head()


@pytest.fixture
def case(head: Actor) -> Case:
    return make_asked(head)


def test_what_was_taken_back_is_told_by_no_letter(head: Actor, case: Case) -> None:
    made = decide(head, case, "decided_to_assess", DECIDED)
    letter = written(head, case, SENT)["will_assess", "Mo Testly"]
    take_back_event(actor=head, at=at(SENT), event_ref=made.ref, why="The wrong child.")
    with pytest.raises(Refusal, match="taken back"):
        send(head, letter, SENT)
    with pytest.raises(Refusal, match="corrected already"):
        tell_decision(
            actor=head, at=at(SENT), event_ref=made.ref, told_on=SENT, letter_ref=letter.ref
        )
    assert standing(case, "decided_to_assess") == []


def test_a_corrected_decision_is_not_told_in_the_words_of_the_earlier(
    head: Actor, case: Case
) -> None:
    made = decide(head, case, "decided_not_to_assess", DECIDED, **REFUSAL)
    letter = written(head, case, SENT)["refused_to_assess", "Mo Testly"]
    now = {"actor": head, "at": at(SENT), "letter_ref": letter.ref}
    letter = letters.check_letter(**now, expected_version=letter.version)
    better = Made(reasons="The school meets every need.", limbs=("may_need_plan",))
    new = NewEvent(kind=MADE, happened_on=DECIDED, source="own_work", body=better)
    later = correct_event(actor=head, at=at(SENT), event_ref=made.ref, new=new, why="Reasons.")
    assert later.body["decides"] == "decided_not_to_assess"
    with pytest.raises(Refusal, match="corrected since this letter was written"):
        letter_sending.send_letter(
            **now,
            expected_version=letter.version,
            sending=NewSending(way="post", sent_on=SENT),
        )
    again = letters.write_letter_again(**now, expected_version=letter.version)
    assert "The school meets every need." in again.content
    send(head, again, SENT)
    assert standing(case, "decided_not_to_assess")[0].body["reasons"] == better.reasons


def test_what_the_family_was_told_outside_this_record_says_how(head: Actor, case: Case) -> None:
    decide(head, case, "decided_to_assess", DECIDED)
    with pytest.raises(Refusal, match="No letter here told the family"):
        happen(head, case, "decided_to_assess", SENT, note="")
    with pytest.raises(Refusal, match=r"decided on 10 April 2025\. Nobody was told of it before"):
        happen(head, case, "decided_to_assess", DECIDED - timedelta(days=1))
    told = happen(head, case, "decided_to_assess", SENT)
    assert (told.body["note"], told.body["decided_on"]) == (PAPER, DECIDED.isoformat())
    case.refresh_from_db()
    assert case.untold_since_on is None
    shown = chronology(head, case_ref=case.ref, today=SENT).events
    assert dict(shown[0].said)["How the family was told"] == "Told outside this record"
    assert [each.is_told for each in shown if each.kind == MADE] == [True]


def test_a_correction_keeps_by_which_letter_it_was_told(head: Actor, case: Case) -> None:
    decide(head, case, "decided_to_assess", DECIDED)
    send(head, written(head, case, SENT)["will_assess", "Mo Testly"], SENT)
    (told,) = standing(case, "decided_to_assess")
    later = NewEvent(
        kind="decided_to_assess",
        happened_on=SENT,
        source="own_work",
        body=Decided(note="Clear."),
    )
    now = correct_event(actor=head, at=at(SENT), event_ref=told.ref, new=later, why="A note.")
    assert (now.body["letter"], now.body["note"]) == (told.body["letter"], "Clear.")


def withdraw(actor: Actor, letter: Letter, day: date) -> None:
    letter.refresh_from_db()
    letters.withdraw_letter(
        actor=actor,
        at=at(day),
        letter_ref=letter.ref,
        expected_version=letter.version,
        why="It came back.",
    )


def test_a_withdrawn_letter_takes_back_nothing(head: Actor, case: Case) -> None:
    decide(head, case, "decided_to_assess", DECIDED)
    letter = written(head, case, SENT)["will_assess", "Mo Testly"]
    send(head, letter, SENT)
    withdraw(head, letter, SENT)
    assert due(case, "DEC-6W").done_on == SENT
    assert len(standing(case, "decided_to_assess")) == 1


def test_what_the_family_was_told_stays_with_its_letter(head: Actor, case: Case) -> None:
    decide(head, case, "decided_not_to_assess", DECIDED, **REFUSAL)
    made = written(head, case, SENT)
    for name in ("Mo Testly", "Fred Testly"):
        send(head, made["refused_to_assess", name], SENT)
    (told,) = standing(case, "decided_not_to_assess")
    withdraw(head, made["refused_to_assess", "Mo Testly"], SENT)
    with pytest.raises(Refusal, match="Withdraw every letter"):
        take_back_event(actor=head, at=at(SENT), event_ref=told.ref, why="It came back.")
    other = Decided(reasons="Another.", limbs=("may_need_plan",))
    new = NewEvent(kind=told.kind, happened_on=SENT, source="own_work", body=other)
    with pytest.raises(Refusal, match="told the family, in these words"):
        correct_event(actor=head, at=at(SENT), event_ref=told.ref, new=new, why="Reasons.")


def test_a_telling_that_is_taken_back_leaves_the_decision_to_be_told_again(
    head: Actor, case: Case
) -> None:
    decide(head, case, "decided_not_to_assess", DECIDED, **REFUSAL)
    letter = written(head, case, SENT)["refused_to_assess", "Mo Testly"]
    send(head, letter, SENT)
    withdraw(head, letter, SENT)
    (told,) = standing(case, "decided_not_to_assess")
    take_back_event(actor=head, at=at(SENT), event_ref=told.ref, why="The letter came back.")
    (again,) = standing(case, MADE)
    assert (again.happened_on, again.body["reasons"]) == (DECIDED, REFUSAL["reasons"])
    assert standing(case, "rights_notice_sent") == []
    case.refresh_from_db()
    assert case.untold_since_on == DECIDED
    assert due(case, "DEC-6W").done_on is None
    with pytest.raises(Refusal, match="not told before that day"):
        happen(head, case, "decided_not_to_assess", DECIDED, **REFUSAL, at=at(SENT))
    told = happen(head, case, "decided_not_to_assess", SENT, **REFUSAL)
    new = NewEvent(
        kind=told.kind,
        happened_on=DECIDED,
        source="own_work",
        body=Decided(note="The post book shows it.", **REFUSAL),
    )
    with pytest.raises(Refusal, match="not told before that day"):
        correct_event(actor=head, at=at(SENT), event_ref=told.ref, new=new, why="A typo.")
    take_back_event(actor=head, at=at(SENT), event_ref=told.ref, why="Nobody told them.")
    later = SENT + timedelta(days=3)
    send(head, written(head, case, later)["refused_to_assess", "Mo Testly"], later)
    assert due(case, "DEC-6W").done_on == later
    assert [each.happened_on for each in standing(case, "rights_notice_sent")] == [later]
