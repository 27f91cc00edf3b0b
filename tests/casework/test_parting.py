"""Two children who were merged by mistake are two again: what goes back, what was recorded since, and that a
restriction is never loosened.
"""

from datetime import date, datetime, timedelta

import pytest

from alongside.casework import operations, perms
from alongside.casework.models import Case, CaseMerge, CaseParting, Contact
from alongside.casework.operations import child_record, parting
from alongside.casework.operations.children import ContactDetails
from alongside.casework.operations.parting import PartOrder
from alongside.casework.queries.merging import look_alikes, merged_into
from alongside.casework.queries.parting import parting as parting_view
from alongside.casework.queries.searching import cases_called
from alongside.casework.rules.child_record import NewAddress, NewSetting
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.merging import Came
from alongside.casework.rules.parting import (
    KnownContact,
    Since,
    check_chosen,
    going,
    may_be_one_person,
    stricter,
)
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger.models import LedgerDetail, LedgerEntry
from alongside.people.models import LocalArea, Post
from alongside.web import clock
from tests.access.factories import actor_of
from tests.casework.factories import AT, HEAD, TODAY, happen, make_case, make_officer
from tests.casework.families import words_of
from tests.casework.test_merging import MERGES, again, merge
from tests.casework.test_pages import Desk
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=3)
SECRET = "He must not learn where they live."


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def head(area: LocalArea) -> tuple[Actor, Post]:
    return make_officer(area, "Hetty Head", MERGES)


@pytest.fixture
def kept(head: tuple[Actor, Post]) -> Case:
    return make_case(*head)


@pytest.fixture
def gone(head: tuple[Actor, Post]) -> Case:
    return make_case(
        *head,
        given_names="Ada Mary",
        family_name="Testley",
        nhs_number="9434765870",
        nhs_status="02",
    )


def part(
    head: tuple[Actor, Post], merged: CaseMerge, *goes: str, at: datetime = LATER
) -> CaseParting:
    kept = merged.kept
    kept.refresh_from_db()
    order = PartOrder(
        case_ref=kept.ref,
        merge_ref=merged.ref,
        kept_version=kept.version,
        why="They are cousins of one name.",
        goes=frozenset(goes),
    )
    return parting.part_cases(actor=head[0], at=at, order=order)


def father(head: tuple[Actor, Post], case: Case, **more: str) -> Contact:
    details = ContactDetails(**{"name": "Pat Testly", "relation": "father", **more})
    return operations.add_contact(actor=head[0], at=AT, case_ref=case.ref, new=details)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (set(), {"answer.1"}),
        ({"event.3"}, {"answer.1", "event.3", "letter.4", "letter.5"}),
    ],
)
def test_what_belongs_to_something_goes_where_that_goes(
    chosen: set[str], expected: set[str]
) -> None:
    since = [
        Since(key="answer.1", follows="event.1"),
        Since(key="answer.2", follows="event.2"),
        Since(key="event.3"),
        Since(key="letter.4", follows="event.3"),
        Since(key="letter.5", follows="letter.4"),
    ]
    assert going(since, moved={"event.1"}, chosen=chosen) == expected


def test_only_what_is_listed_can_be_chosen() -> None:
    with pytest.raises(Refusal, match="Look at the list again"):
        check_chosen([Since(key="a.1", follows="b.2")], {"a.1"})


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        (("Pat Otherly", "father"), ("Pat Otherly", "other"), True),
        (("Pat Otherly", "father"), ("Patrick Otherly", "father"), True),
        (("Pat Otherly", "father"), ("Mo Otherly", "mother"), False),
        (("Ann Otherly", "grandparent"), ("Bea Otherly", "grandparent"), False),
        (("Pat", "other", "P@x.example"), ("Somebody", "carer", "p@X.example"), True),
        (("Pat", "other", "", "01632 960001"), ("Somebody", "carer", "", "01632960001"), True),
        (("Pat", "other"), ("Somebody", "carer"), False),
    ],
)
def test_who_may_be_one_person(one: tuple[str, ...], other: tuple[str, ...], may_be: bool) -> None:
    names = ("name", "relation", "email", "phone")
    pair = [KnownContact(**dict(zip(names, each, strict=False))) for each in (one, other)]
    assert may_be_one_person(*pair) is may_be
    assert may_be_one_person(*reversed(pair)) is may_be


def test_both_restrictions_are_kept_and_each_is_said_once() -> None:
    assert stricter("", "") == ""
    assert stricter("Not the school.", "") == "Not the school."
    assert stricter("Not the school.", "Not the school.") == "Not the school."
    assert stricter("Not the school.", "Not the school. Nor the address.") == (
        "Not the school. Nor the address."
    )
    assert stricter("Not the school.", "Nor the address.") == "Not the school.\nNor the address."


@pytest.mark.parametrize("is_in_kept", [True, False])
def test_a_parent_who_is_restricted_in_one_case_is_restricted_after_the_merge(
    head: tuple[Actor, Post], kept: Case, gone: Case, is_in_kept: bool
) -> None:
    father(head, kept, restriction=SECRET if is_in_kept else "")
    father(head, gone, name="Patrick Testly", restriction="" if is_in_kept else SECRET)
    merge(head, kept, gone)
    found = kept.child.contacts.values_list("restriction", flat=True)
    assert list(found) == [SECRET, SECRET]


def test_an_address_that_is_secret_in_one_case_is_secret_after_the_merge(
    head: tuple[Actor, Post], kept: Case, gone: Case
) -> None:
    for case, secret in ((kept, ""), (gone, SECRET)):
        new = NewAddress(
            address="1 Own Street", postcode="YO1 1AA", restriction=secret, began_on=TODAY
        )
        child_record.add_to_record(actor=head[0], at=AT, case_ref=case.ref, new=new)
    merge(head, kept, gone)
    assert set(kept.child.addresses.values_list("restriction", flat=True)) == {SECRET}


def test_what_each_had_before_goes_back(head: tuple[Actor, Post], kept: Case, gone: Case) -> None:
    happen(head[0], gone, "request_received")
    happen(head[0], kept, "note_made", note="Rang the family.")
    mother = father(head, gone, name="Mo Testley", relation="mother")
    for case in (kept, gone):
        place = NewSetting(school_ref="", place="A Place", kind="other", began_on=date(2024, 9, 2))
        child_record.add_to_record(actor=head[0], at=AT, case_ref=case.ref, new=place)
    made = part(head, merge(head, kept, gone))
    for case in (kept, gone):
        case.refresh_from_db()
        case.child.refresh_from_db()
    assert [each.kind for each in kept.events.all()] == ["note_made"]
    assert [each.kind for each in gone.events.all()] == ["request_received"]
    assert list(gone.child.contacts.all()) == [mother]
    assert (gone.merged_into, gone.stage, kept.stage) == (None, Stage.CONSIDERING, Stage.NOTHING)
    assert gone.duties.exists()
    assert (gone.child.nhs_number, gone.child.nhs_status) == ("9434765870", "02")
    assert (kept.child.nhs_number, kept.child.nhs_status) == ("", "")
    for case in (kept, gone):
        assert [each.ended_on for each in case.child.settings.all()] == [None]
    assert [each.ref for each in cases_called(head[0], gone.number, today=TODAY)] == [gone.ref]
    assert [each.ref for each in cases_called(head[0], "testley", today=TODAY)] == [gone.ref]
    assert look_alikes(head[0], today=TODAY) == ()
    assert gone.assignments.filter(assigned_until=None).get().post == head[1]
    assert made.merge.why == "The family says so."


def test_what_was_recorded_since_goes_to_whom_the_officer_says_and_nothing_is_lost(
    head: tuple[Actor, Post], kept: Case, gone: Case
) -> None:
    request = happen(head[0], gone, "request_received")
    merged = merge(head, kept, gone)
    own, theirs = (
        happen(head[0], kept, "note_made", at=LATER, note=note) for note in ("Of her.", "Of him.")
    )
    later = father(head, kept, name="New Contact", relation="other")
    Contact.objects.in_area(kept.area_id).filter(pk=later.pk).update(added_at=LATER)
    correction = operations.take_back_event(
        actor=head[0], at=LATER, event_ref=request.ref, why="Withdrawn the same day."
    )
    view = parting_view(head[0], case_ref=kept.ref, merge_ref=merged.ref, today=LATER.date())
    assert {key for key, _ in view.since} == {
        f"caseevent.{own.pk}", f"caseevent.{theirs.pk}", f"contact.{later.pk}",
    }  # fmt: skip
    made = part(head, merged, f"caseevent.{theirs.pk}")
    assert set(gone.events.all()) == {request, correction, theirs}
    assert set(kept.events.all()) == {own}
    assert list(kept.child.contacts.all()) == [later]
    assert made.went == {"caseevent": [theirs.pk, correction.pk]}
    assert made.stayed == {"caseevent": [own.pk], "contact": [later.pk]}


def test_what_came_with_a_merge_is_told_by_sort_and_a_long_note_in_short(
    head: tuple[Actor, Post], kept: Case, gone: Case
) -> None:
    happen(head[0], gone, "request_received")
    father(head, gone)
    merged = merge(head, kept, gone)
    (told,) = merged_into(head[0], case_ref=kept.ref)
    assert told.came == ((Came.EVENTS, 1), (Came.CONTACTS, 1))
    happen(head[0], kept, "note_made", at=LATER, note="His mother rang. " * 20)
    view = parting_view(head[0], case_ref=kept.ref, merge_ref=merged.ref, today=LATER.date())
    ((_, words),) = view.since
    assert "A note was made: “His mother rang. His mother rang." in words
    assert "…”" in words
    assert len(words) < 250


def test_a_restriction_stays_at_the_stricter_after_the_parting(
    head: tuple[Actor, Post], kept: Case, gone: Case
) -> None:
    father(head, kept)
    father(head, gone, restriction=SECRET)
    part(head, merge(head, kept, gone))
    for case in (kept, gone):
        assert case.child.contacts.get().restriction == SECRET


def test_what_somebody_changed_since_stays_as_they_made_it(
    head: tuple[Actor, Post], kept: Case
) -> None:
    gone = again(head, languages="Polish", known_as="Addie")
    merged = merge(head, kept, gone)
    kept.child.refresh_from_db()
    kept.child.languages = "Polish and Welsh"
    kept.child.save()
    part(head, merged)
    kept.child.refresh_from_db()
    assert (kept.child.languages, kept.child.known_as) == ("Polish and Welsh", "")


def test_it_is_noted_with_both_cases_and_told_with_its_reason(
    head: tuple[Actor, Post], kept: Case, gone: Case
) -> None:
    merged = merge(head, kept, gone)
    assert merged_into(head[0], case_ref=kept.ref)[0].may_part
    part(head, merged)
    entries = LedgerEntry.objects.filter(verb="casework.part_cases")
    assert set(entries.values_list("subject_ref", flat=True)) == {kept.ref, gone.ref}
    details = LedgerDetail.objects.filter(entry__in=entries).values_list("content", flat=True)
    assert not any("cousins" in each for each in details)
    (told,) = merged_into(head[0], case_ref=kept.ref)
    assert told.parted == ("They are cousins of one name.", LATER.date(), "Hetty Head")
    assert not told.may_part


def test_only_once_only_by_whoever_may_and_only_on_what_was_looked_at(
    area: LocalArea, head: tuple[Actor, Post], kept: Case, gone: Case
) -> None:
    merged = merge(head, kept, gone)
    other = make_officer(area, "Otto Other", HEAD | {perms.ALL})
    with pytest.raises(Hidden):
        part(other, merged)
    order = PartOrder(case_ref=kept.ref, merge_ref=merged.ref, kept_version=1, why="Two.")
    with pytest.raises(Changed):
        parting.part_cases(actor=head[0], at=LATER, order=order)
    part(head, merged)
    with pytest.raises(Hidden):
        part(head, merged)


def test_what_was_merged_earlier_comes_along_and_a_later_merge_is_undone_first(
    head: tuple[Actor, Post], kept: Case, gone: Case
) -> None:
    third = again(head)
    first = merge(head, gone, third)
    second = merge(head, kept, gone)
    with pytest.raises(Hidden):
        part(head, first)
    part(head, second)
    third.refresh_from_db()
    assert third.merged_into == gone
    part(head, first)
    third.refresh_from_db()
    assert third.merged_into is None


def test_the_parted_case_is_not_the_one_to_go_again(
    head: tuple[Actor, Post], kept: Case, gone: Case
) -> None:
    part(head, merge(head, kept, gone))
    with pytest.raises(Refusal, match="parted again before"):
        merge(head, kept, gone)
    merge(head, gone, kept)


def test_the_page_parts_them_and_the_record_of_the_child_tells_why(
    area: LocalArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    monkeypatch.setattr(clock, "today", lambda: LATER.date())
    desk = Desk(area, "Hetty Head", "head_of_send")
    head = (actor_of(area, desk.account.person, LATER), desk.post)
    kept, gone = make_case(*head), make_case(*head, given_names="Ada Mary", family_name="Testley")
    merged = merge(head, kept, gone)
    note = happen(head[0], kept, "note_made", at=LATER + timedelta(minutes=1), note="Of him.")
    assert "They are two children: part them" in desk.get("child_record", kept.ref)
    told = words_of(desk.get("case", kept.ref))
    assert f"Case {gone.number}" in told
    assert "Merged on 3 March 2025 by Hetty Head" in told
    assert "Nothing was recorded in it." in told
    assert "They are two children: part them" in told
    page = words_of(desk.get("part", kept.ref, merged.ref))
    assert "A note was made: “Of him.”" in page
    kept.refresh_from_db()
    sent = {"goes": f"caseevent.{note.pk}", "expected_version": kept.version}
    empty = desk.post_to("part", kept.ref, merged.ref, why="", **sent)
    assert empty.status_code == 422
    assert "checked" in empty.content.decode()
    done = desk.post_to("part", kept.ref, merged.ref, why="They are cousins.", **sent)
    assert done["Location"] == desk.address("child_record", kept.ref)
    assert "They are cousins." in desk.get("child_record", kept.ref)
    case = words_of(desk.get("case", kept.ref))
    assert "Parted again on 6 March 2025 by Hetty Head: They are cousins." in case
    assert "part them" not in case
    assert gone.events.get() == note
    desk.get("part", kept.ref, merged.ref, status=404)
