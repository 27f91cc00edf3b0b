"""Bad input and faults: days that cannot be, two who act at once, duplicates, moves, and a kill in the middle.

Nothing is lost, nothing is kept twice, and what is refused is said in a sentence.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from alongside.casework.models import Case, CaseDuty, CaseEvent
from alongside.casework.operations import events
from alongside.casework.rules.bodies import Begun, Decided
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.recording import NewEvent
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Changed, Refusal, Refusals
from alongside.ledger import triggers
from alongside.ledger.models import LedgerEntry
from alongside.people.models import Post
from tests import processes
from tests.casework.factories import AT, HEAD, TODAY, happen, make_case, make_officer, weeks
from tests.people.factories import make_area

SHOWN = "The dated letter."
pytestmark = pytest.mark.django_db
Desk = tuple[Actor, Post]


@pytest.fixture
def head() -> Desk:
    return make_officer(make_area(), "Hetty Head", HEAD)


@pytest.fixture
def case(head: Desk) -> Case:
    return make_case(*head)


def due(case: Case, rule: str) -> CaseDuty:
    return CaseDuty.objects.in_area(case.area_id).get(case=case, rule=rule, limb="")


def standing(case: Case) -> tuple[int, str, int]:
    """How much is kept: events, stage and version."""
    case.refresh_from_db()
    return case.events.count(), case.stage, case.version


@pytest.mark.scenario(8)
@pytest.mark.parametrize(
    ("kind", "on", "said"),
    [
        ("request_received", TODAY + timedelta(days=1), "still to come"),
        ("request_received", date(2014, 4, 30), "before the day of birth"),
        ("decided_to_assess", weeks(0), "recorded first|under way"),
        ("draft_sent", weeks(0), "under way|recorded first"),
        ("review_held", weeks(0), "under way|EHC plan"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_kept(
    head: Desk, case: Case, kind: str, on: date, said: str
) -> None:
    before = standing(case)
    with pytest.raises((Refusal, Refusals), match=said):
        happen(head[0], case, kind, on, at=AT)
    assert standing(case) == before


@pytest.mark.scenario(8)
@pytest.mark.parametrize(
    ("order", "wrong"),
    [
        (("request_received", "decided_to_assess"), 1),
        (("request_received", "decided_to_assess", "decided_to_issue"), 2),
        (("request_received", "decided_to_assess", "decided_to_issue", "draft_sent"), 3),
    ],
)
def test_no_step_is_dated_before_the_one_it_follows(
    head: Desk, case: Case, order: tuple[str, ...], wrong: int
) -> None:
    for number, kind in enumerate(order[:wrong]):
        happen(head[0], case, kind, weeks(number))
    before, long_after = standing(case), AT + timedelta(weeks=20)
    with pytest.raises(Refusal, match="cannot be before"):
        happen(head[0], case, order[wrong], TODAY - timedelta(days=1), at=long_after, note=SHOWN)
    assert standing(case) == before


@pytest.mark.parametrize(
    ("received", "rule", "due_on"),
    [
        (date(2024, 2, 29), "DEC-6W", date(2024, 4, 11)),
        (date(2024, 2, 29), "FINAL-20W", date(2024, 7, 18)),
        (date(2023, 12, 25), "DEC-6W", date(2024, 2, 5)),
        (date(2024, 11, 20), "DEC-6W", date(2025, 1, 1)),
        (date(2024, 3, 30), "DEC-6W", date(2024, 5, 11)),
        (date(2024, 10, 26), "FINAL-20W", date(2025, 3, 15)),
    ],
)
def test_leap_days_holidays_and_clock_changes_move_no_day(
    head: Desk, case: Case, received: date, rule: str, due_on: date
) -> None:
    happen(head[0], case, "request_received", received, at=AT)
    assert due(case, rule).due_on == due_on


def test_a_year_from_a_leap_day_ends_on_the_last_of_february(head: Desk, case: Case) -> None:
    for number, kind in enumerate(
        ("request_received", "decided_to_assess", "decided_to_issue", "draft_sent")
    ):
        on = date(2023, 11, 1) + timedelta(weeks=number)
        happen(head[0], case, kind, on, at=AT, **({"note": SHOWN} if number else {}))
    happen(head[0], case, "final_plan_sent", date(2024, 2, 29), at=AT, note=SHOWN)
    assert due(case, "REV-12M").due_on == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("at", "on", "may"),
    [
        (datetime(2025, 6, 30, 22, 59, tzinfo=UTC), date(2025, 7, 1), False),
        (datetime(2025, 6, 30, 23, 1, tzinfo=UTC), date(2025, 7, 1), True),
        (datetime(2025, 3, 30, 0, 30, tzinfo=UTC), date(2025, 3, 30), True),
        (datetime(2025, 10, 26, 0, 30, tzinfo=UTC), date(2025, 10, 26), True),
        (datetime(2025, 12, 31, 23, 59, tzinfo=UTC), date(2026, 1, 1), False),
    ],
)
def test_today_is_the_day_in_london_whatever_the_clocks_do(
    head: Desk, case: Case, at: datetime, on: date, may: bool
) -> None:
    if may:
        assert happen(head[0], case, "request_received", on, at=at).happened_on == on
        return
    with pytest.raises(Refusals, match="still to come"):
        happen(head[0], case, "request_received", on, at=at)


def test_a_second_request_joins_the_first(head: Desk, case: Case) -> None:
    happen(head[0], case, "request_received")
    for kind in ("request_received", "brought_to_attention"):
        before = standing(case)
        with pytest.raises(Refusal, match="A second request joins it"):
            happen(head[0], case, kind, weeks(1))
        assert standing(case) == before
    happen(head[0], case, "note_made", weeks(1), note="The school asked as well.")
    assert due(case, "DEC-6W").due_on == weeks(6)


def test_the_same_form_sent_twice_is_kept_once(head: Desk, case: Case) -> None:
    new = NewEvent(
        kind="request_received", happened_on=TODAY, source="email", body=Begun(asker="1")
    )
    sent = {"actor": head[0], "at": AT, "case_ref": case.ref, "expected_version": case.version}
    events.record_event(**sent, new=new)  # type: ignore[arg-type]
    with pytest.raises(Changed):
        events.record_event(**sent, new=new)  # type: ignore[arg-type]
    assert case.events.count() == 1


def test_a_move_in_the_middle_of_an_assessment_ends_its_clock(head: Desk, case: Case) -> None:
    happen(head[0], case, "request_received")
    happen(head[0], case, "decided_to_assess", weeks(5))
    happen(head[0], case, "moved_during_assessment", weeks(8))
    assert (due(case, "FINAL-20W").done_on, due(case, "FINAL-20W").ended_on) == (None, weeks(8))
    assert standing(case)[1] == Stage.MOVED
    with pytest.raises(Refusal):
        happen(head[0], case, "decided_to_issue", weeks(9))
    happen(head[0], case, "request_received", weeks(30))
    assert standing(case)[1] == Stage.CONSIDERING


def test_a_correction_of_a_correction_leaves_one_that_counts(head: Desk, case: Case) -> None:
    first = happen(head[0], case, "request_received")
    second = correct(head, first.ref, TODAY - timedelta(days=1))
    correct(head, second.ref, TODAY - timedelta(days=2))
    with pytest.raises(Refusal, match="corrected already"):
        correct(head, first.ref, TODAY)
    assert due(case, "DEC-6W").due_on == weeks(6) - timedelta(days=2)
    assert case.events.count() == 3


def correct(head: Desk, ref: str, on: date) -> CaseEvent:
    new = NewEvent(kind="request_received", happened_on=on, source="email", body=Begun(asker="1"))
    return events.correct_event(actor=head[0], at=AT, event_ref=ref, new=new, why="A wrong day.")


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """The ledger's guards would refuse the emptying of tables that follows a test that commits."""
    yield
    triggers.remove(connection)


@pytest.mark.both_engines
@pytest.mark.usefixtures("committed")
def test_of_two_officers_who_decide_at_once_one_decides(tmp_path: Path) -> None:
    head = make_officer(make_area(), "Hetty Head", HEAD)
    other = make_officer(head[1].area, "Dora Deputy", HEAD)
    case = make_case(*head)
    happen(head[0], case, "request_received")
    case.refresh_from_db()
    database = processes.database_for_children(tmp_path)
    kinds = ("decided_to_assess", "decided_not_to_assess")
    children = [
        processes.start(database, _decide, who[0], case.ref, case.version, kind, tmp_path)
        for who, kind in zip((head, other), kinds, strict=True)
    ]
    for child in children:
        child.join(60)
        assert child.exitcode == 0
    answers = sorted(path.read_text() for path in tmp_path.glob("answer-*"))
    assert answers == ["changed", "decided"]
    processes.run(database, _expect_one_decision, case.pk, kinds)


def _decide(actor: Actor, ref: str, version: int, kind: str, folder: Path) -> None:
    limbs = ("may_need_plan",) if "not" in kind else ()
    body = Decided(note=SHOWN, reasons="Because.", limbs=limbs)
    new = NewEvent(kind=kind, happened_on=weeks(1), source="own_work", body=body)
    at = AT + timedelta(weeks=1)
    answer = "decided"
    try:
        events.record_event(actor=actor, at=at, case_ref=ref, expected_version=version, new=new)
    except Changed:
        answer = "changed"
    (folder / f"answer-{kind}").write_text(answer)


def _expect_one_decision(case_id: int, kinds: tuple[str, ...]) -> None:
    found = CaseEvent.objects.across_areas(reason="test").filter(case_id=case_id, kind__in=kinds)
    assert found.count() == 1
    assert LedgerEntry.objects.filter(verb="casework.record_event").count() == 2


@pytest.mark.both_engines
@pytest.mark.usefixtures("committed")
def test_a_kill_between_event_and_duties_leaves_all_or_nothing(tmp_path: Path) -> None:
    """Killed as the database is about to be sent each statement in turn, then done once more."""
    head = make_officer(make_area(), "Hetty Head", HEAD)
    case = make_case(*head)
    like_it = make_case(*head, given_names="Bea", born_on=date(2015, 1, 2))
    database = processes.database_for_children(tmp_path)
    noted = tmp_path / "statements"
    count = processes.statements_of(database, noted, _record, head[0], like_it.ref)
    assert count > 8
    for statement in range(count):
        child = processes.start_killed_at(database, statement, _record, head[0], case.ref)
        child.join(60)
        processes.run(database, _expect_all_or_nothing, case.pk)
    processes.run(database, _finish, head[0], case.ref)
    processes.run(database, _expect_once, case.pk)


def _record(actor: Actor, ref: str) -> None:
    case = Case.objects.across_areas(reason="test").get(ref=ref)
    new = NewEvent(
        kind="request_received", happened_on=TODAY, source="email", body=Begun(asker="1")
    )
    events.record_event(actor=actor, at=AT, case_ref=ref, expected_version=case.version, new=new)


def _finish(actor: Actor, ref: str) -> None:
    if not _requests(ref=ref).exists():
        _record(actor, ref)


def _requests(**which: object):  # type: ignore[no-untyped-def]
    named = {f"case__{name}": value for name, value in which.items()}
    return CaseEvent.objects.across_areas(reason="test").filter(kind="request_received", **named)


def _expect_all_or_nothing(case_id: int) -> None:
    case = Case.objects.across_areas(reason="test").get(pk=case_id)
    recorded = _requests(pk=case_id).count()
    duties = CaseDuty.objects.across_areas(reason="test").filter(case_id=case_id, rule="DEC-6W")
    entries = LedgerEntry.objects.filter(verb="casework.record_event", subject_ref=case.ref)
    assert recorded in (0, 1)
    assert duties.exists() is bool(recorded)
    assert (case.stage == Stage.CONSIDERING.value) is bool(recorded)
    assert entries.count() == case.events.count()


def _expect_once(case_id: int) -> None:
    _expect_all_or_nothing(case_id)
    assert _requests(pk=case_id).count() == 1
