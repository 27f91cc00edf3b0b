"""One thing done with several cases: the preview says what happens, and exactly that happens, or nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.casework import operations as casework
from alongside.casework import perms
from alongside.casework.models import Case, CaseAssignment, CaseEvent
from alongside.casework.operations import bulk as operations
from alongside.casework.queries.bulk import candidates, preview
from alongside.casework.queries.queue import QueueChoice
from alongside.casework.rules.bulk import MOST, Action, BulkChange, check_bulk
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerEntry
from alongside.notices.models import Notice
from alongside.people.models import LocalArea, Post
from tests.casework.factories import AT, HEAD, OFFICER, TODAY, happen, make_case, make_officer
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db
Desk = tuple[Actor, Post]


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def head(area: LocalArea) -> Desk:
    return make_officer(area, "Hetty Head", HEAD)


@pytest.fixture
def leaver(area: LocalArea) -> Desk:
    return make_officer(area, "Lena Leaver")


@pytest.fixture
def stays(area: LocalArea) -> Desk:
    return make_officer(area, "Stan Stays")


@pytest.fixture
def caseload(head: Desk, leaver: Desk) -> list[Case]:
    made = [
        make_case(*leaver, at=AT - timedelta(days=2), given_names=name, born_on=date(2014, n, 1))
        for n, name in enumerate(("Ada", "Bea", "Cyd"), start=1)
    ]
    happen(leaver[0], made[0], "request_received")
    return made


def refs(cases: list[Case]) -> tuple[str, ...]:
    return tuple(case.ref for case in cases)


def test_a_whole_caseload_is_handed_over_as_the_preview_said(
    head: Desk, leaver: Desk, stays: Desk, caseload: list[Case]
) -> None:
    chosen = QueueChoice(post=leaver[1].ref)
    found = candidates(head[0], today=TODAY, choice=chosen)
    assert {each.ref for each in found} == set(refs(caseload))
    change = give(caseload, stays)
    lines = preview(head[0], change=change, today=TODAY)
    assert {line.words for line in lines} == {
        "Goes from Officer: Lena Leaver to Officer: Stan Stays, from today."
    }
    operations.change_cases(actor=head[0], at=AT, change=change)
    assert set(Case.objects.open_to(stays[0], today=TODAY)) == set(caseload)
    assert not Case.objects.open_to(leaver[0], today=TODAY).exists()
    entries = LedgerEntry.objects.filter(verb="casework.give_case")
    assert set(entries.values_list("subject_ref", flat=True)) == set(refs(caseload))
    told = Notice.objects.in_area(caseload[0].area_id).values_list("sentence", flat=True)
    assert list(told) == ["Several cases were given to you."]


def test_what_is_with_the_post_already_is_left_out_and_said(
    head: Desk, stays: Desk, caseload: list[Case]
) -> None:
    casework.give_case(actor=head[0], at=AT, case_ref=caseload[0].ref, post_ref=stays[1].ref)
    change = give(caseload, stays)
    lines = preview(head[0], change=change, today=TODAY)
    assert [line.is_done for line in lines] == [False, True, True]
    assert "with this post already" in lines[0].words
    done = operations.change_cases(actor=head[0], at=AT, change=change)
    assert set(done) == set(refs(caseload[1:]))
    with pytest.raises(Refusal, match="Nothing would change"):
        operations.change_cases(actor=head[0], at=AT, change=change)


def test_cover_lasts_from_its_day_to_its_day(
    head: Desk, leaver: Desk, stays: Desk, caseload: list[Case]
) -> None:
    since, until = TODAY + timedelta(days=7), TODAY + timedelta(days=21)
    change = cover(caseload, stays, since, until)
    operations.change_cases(actor=head[0], at=AT, change=change)
    for day, sees in ((since - timedelta(days=1), 0), (since, 3), (until, 0)):
        assert Case.objects.open_to(stays[0], today=day).count() == sees
        assert Case.objects.open_to(leaver[0], today=day).count() == 3
    assert not any(line.is_done for line in preview(head[0], change=change, today=TODAY))
    assert "in that time already" in preview(head[0], change=change, today=TODAY)[0].words


def test_a_reminder_is_sent_once_a_day_and_only_where_something_is_due(
    head: Desk, caseload: list[Case]
) -> None:
    change = BulkChange(action=Action.REMIND, case_refs=refs(caseload))
    lines = preview(head[0], change=change, today=TODAY)
    assert [line.is_done for line in lines] == [True, False, False]
    for _ in range(2):
        operations.change_cases(actor=head[0], at=AT, change=change)
    told = Notice.objects.in_area(caseload[0].area_id).values_list("sentence", flat=True)
    assert list(told) == ["Something in a case of yours is due: 14 April 2025."]


def test_a_late_case_is_reminded_of_its_lateness(head: Desk, caseload: list[Case]) -> None:
    later = datetime(2025, 6, 3, 9, tzinfo=UTC)
    change = BulkChange(action=Action.REMIND, case_refs=refs(caseload[:1]))
    operations.change_cases(actor=head[0], at=later, change=change)
    told = Notice.objects.in_area(caseload[0].area_id).values_list("sentence", flat=True)
    assert list(told) == ["Something in a case of yours is late. It was due: 14 April 2025."]


def test_one_note_is_written_into_each(head: Desk, caseload: list[Case]) -> None:
    change = BulkChange(
        action=Action.NOTE, case_refs=refs(caseload), words="The school was rung again."
    )
    operations.change_cases(actor=head[0], at=AT, change=change)
    notes = CaseEvent.objects.in_area(caseload[0].area_id).filter(kind="note_made")
    assert {(note.case_id, note.body["note"]) for note in notes} == {
        (case.pk, "The school was rung again.") for case in caseload
    }


def test_one_case_that_may_not_be_read_stops_all(
    area: LocalArea, head: Desk, leaver: Desk, stays: Desk, caseload: list[Case]
) -> None:
    assigns = make_officer(area, "Ann Assigns", OFFICER | {perms.ASSIGN})
    own = make_case(*assigns, given_names="Dot", born_on=date(2016, 3, 1))
    before = CaseAssignment.objects.in_area(area.pk).count()
    with pytest.raises(Hidden):
        operations.change_cases(actor=assigns[0], at=AT, change=give([own, caseload[0]], stays))
    assert CaseAssignment.objects.in_area(area.pk).count() == before


def test_only_whoever_assigns_does_several_at_once(
    leaver: Desk, stays: Desk, caseload: list[Case]
) -> None:
    with pytest.raises(Hidden):
        operations.change_cases(actor=leaver[0], at=AT, change=give(caseload, stays))


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        (BulkChange(action=Action.REMIND, case_refs=()), ["cases"]),
        (BulkChange(action=Action.REMIND, case_refs=("a",) * (MOST + 1)), ["cases"]),
        (BulkChange(action=Action.GIVE, case_refs=("a",)), ["post"]),
        (BulkChange(action=Action.NOTE, case_refs=("a",), words=" "), ["words"]),
        (BulkChange(action=Action.COVER, case_refs=("a",)), ["post", "since", "until"]),
        (
            BulkChange(
                action=Action.COVER,
                case_refs=("a",),
                post_ref="b",
                since=TODAY - timedelta(days=1),
                until=TODAY + timedelta(days=1),
            ),
            ["since"],
        ),
        (
            BulkChange(
                action=Action.COVER, case_refs=("a",), post_ref="b", since=TODAY, until=TODAY
            ),
            ["until"],
        ),
    ],
)
def test_what_is_missing_is_said_beside_its_box(change: BulkChange, fields: list[str]) -> None:
    with pytest.raises(Refusals) as refused:
        check_bulk(change, today=TODAY)
    assert [each.field for each in refused.value.refusals] == fields


def test_no_action_decides_anything_about_a_child() -> None:
    assert {action.value for action in Action} == {"give", "cover", "remind", "note"}


def give(cases: list[Case], to: Desk) -> BulkChange:
    return BulkChange(action=Action.GIVE, case_refs=refs(cases), post_ref=to[1].ref)


def cover(cases: list[Case], by: Desk, since: date, until: date) -> BulkChange:
    return BulkChange(
        action=Action.COVER, case_refs=refs(cases), post_ref=by[1].ref, since=since, until=until
    )
