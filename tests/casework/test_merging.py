"""Two cases of one child made one: what is alike, what is refused, and that nothing is lost."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.casework import operations, perms
from alongside.casework.models import (
    Case,
    CaseDuty,
    CaseEvent,
    CaseMerge,
    CaseWord,
    ChildName,
    Contact,
)
from alongside.casework.operations import child_record, merging
from alongside.casework.operations.children import ContactDetails
from alongside.casework.operations.merging import MergeOrder
from alongside.casework.queries.child_record import child_record as record_of
from alongside.casework.queries.merging import kept_case_of, look_alikes, refs_of_numbers
from alongside.casework.queries.searching import cases_called
from alongside.casework.registering import NewChild
from alongside.casework.rules.child_record import NewSetting, NewSibling, Sort
from alongside.casework.rules.children import ChildFacts
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.merging import KnownChild, named_alike, to_fill
from alongside.kernel.actor import Actor, Holding, Scope
from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger.models import LedgerDetail, LedgerEntry
from alongside.people.models import LocalArea, Post
from tests.casework.factories import AT, BORN, HEAD, TODAY, happen, make_case, make_officer, weeks
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db
MERGES = HEAD | {perms.MERGE}


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
    return make_case(*head, given_names="Ada Mary", family_name="Testley")


def merge(head: tuple[Actor, Post], kept: Case, gone: Case, at: datetime = AT) -> CaseMerge:
    kept.refresh_from_db()
    gone.refresh_from_db()
    order = MergeOrder(
        kept_ref=kept.ref,
        merged_ref=gone.ref,
        kept_version=kept.version,
        merged_version=gone.version,
        why="The family says so.",
    )
    return merging.merge_cases(actor=head[0], at=at, order=order)


@pytest.mark.parametrize(
    ("given", "family", "known_as", "are"),
    [
        ("Ada", "Testly", "", True),
        ("ADA MARY", "testly", "", True),
        ("Ada", "Testley", "", True),
        ("Adah", "Testly", "", True),
        ("Mary", "Testly", "Ada", True),
        ("Ida", "Testly", "", False),
        ("Ada", "Otherly", "", False),
        ("Zoë", "Testly", "", False),
    ],
)
def test_names_are_close_or_they_are_not(given: str, family: str, known_as: str, are: bool) -> None:
    assert named_alike(known("Ada", "Testly"), known(given, family, known_as)) is are


@pytest.mark.parametrize(
    ("kept", "gone", "filled"),
    [
        ({"upn": ""}, {"upn": "A"}, {"upn": "A"}),
        ({"upn": "B"}, {"upn": "A"}, {}),
        (
            {"nhs_number": "", "nhs_status": ""},
            {"nhs_number": "1", "nhs_status": "01"},
            {"nhs_number": "1", "nhs_status": "01"},
        ),
        ({"nhs_number": "2", "nhs_status": "02"}, {"nhs_number": "1", "nhs_status": "01"}, {}),
    ],
)
def test_only_what_is_empty_is_filled(
    kept: dict[str, object], gone: dict[str, object], filled: dict[str, object]
) -> None:
    assert to_fill(kept, gone) == filled


def test_look_alikes_are_listed_until_somebody_says_they_are_two(
    head: tuple[Actor, Post], kept: Case, gone: Case
) -> None:
    again(head, given_names="Ida")
    make_case(*head, born_on=date(2014, 5, 2))
    pairs = look_alikes(head[0], today=TODAY)
    assert [(one.number, other.number) for one, other in pairs] == [(kept.number, gone.number)]
    merging.say_different(actor=head[0], at=AT, case_refs=(gone.ref, kept.ref))
    assert look_alikes(head[0], today=TODAY) == ()
    with pytest.raises(Refusal, match="already"):
        merging.say_different(actor=head[0], at=AT, case_refs=(kept.ref, gone.ref))


def test_everything_moves_and_the_duties_are_worked_out_anew(
    head: tuple[Actor, Post], kept: Case, gone: Case
) -> None:
    happen(head[0], gone, "request_received")
    happen(head[0], kept, "note_made", note="Rang the family.")
    details = ContactDetails(name="Mo Testly", relation="mother")
    operations.add_contact(actor=head[0], at=AT, case_ref=gone.ref, new=details)
    before = CaseEvent.objects.in_area(kept.area_id).count()
    made = merge(head, kept, gone)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert kept.events.count() == before
    assert gone.events.count() == gone.duties.count() == gone.words.count() == 0
    assert (kept.stage, kept.next_due_on is not None) == (Stage.CONSIDERING, True)
    assert CaseDuty.objects.in_area(kept.area_id).get(case=kept, rule="DEC-6W", limb="").due_on == (
        weeks(6)
    )
    assert Contact.objects.in_area(kept.area_id).get().child == kept.child
    assert (gone.merged_into, gone.stage, gone.next_due_on) == (kept, Stage.NOTHING, None)
    assert made.moved["caseevent.case"] == list(
        kept.events.filter(kind="request_received").values_list("pk", flat=True)
    )
    entries = LedgerEntry.objects.filter(verb="casework.merge_cases")
    assert set(entries.values_list("subject_ref", flat=True)) == {kept.ref, gone.ref}
    details_kept = LedgerDetail.objects.filter(entry__in=entries).values_list("content", flat=True)
    assert not any("Testly" in each or "family" in each for each in details_kept)


def test_the_number_that_goes_leads_on_and_the_name_is_kept_as_another(
    head: tuple[Actor, Post], kept: Case, gone: Case
) -> None:
    merge(head, kept, gone)
    for words in (gone.number, kept.number, "testley", "testly ada"):
        assert [each.ref for each in cases_called(head[0], words, today=TODAY)] == [kept.ref]
    assert kept_case_of(head[0], merged_ref=gone.ref, today=TODAY) == kept.ref
    assert kept_case_of(head[0], merged_ref=kept.ref, today=TODAY) == ""
    names = ChildName.objects.in_area(kept.area_id).values_list("name", flat=True)
    assert list(names) == ["Ada Mary Testley"]
    assert CaseWord.objects.in_area(kept.area_id).exclude(case=kept).count() == 0


def test_a_number_moves_where_the_kept_record_has_none(head: tuple[Actor, Post]) -> None:
    kept = make_case(*head)
    gone = again(
        head, known_as="Addie", nhs_number="9434765870", nhs_status="02", languages="Polish"
    )
    made = merge(head, kept, gone)
    kept.child.refresh_from_db()
    gone.child.refresh_from_db()
    assert (kept.child.nhs_number, kept.child.languages) == ("9434765870", "Polish")
    assert (gone.child.nhs_number, gone.child.nhs_status) == ("", "")
    assert set(made.filled) == {"nhs_number", "nhs_status", "languages", "known_as"}


def test_two_open_assessments_are_refused_and_nothing_changes(
    head: tuple[Actor, Post], kept: Case, gone: Case
) -> None:
    happen(head[0], kept, "request_received")
    event = happen(head[0], gone, "request_received")
    with pytest.raises(Refusal, match="under way in both"):
        merge(head, kept, gone)
    gone.refresh_from_db()
    assert gone.merged_into is None
    operations.take_back_event(actor=head[0], at=AT, event_ref=event.ref, why="Written twice.")
    merge(head, kept, gone)
    kept.refresh_from_db()
    assert (kept.stage, kept.events.count()) == (Stage.CONSIDERING, 3)


def test_another_birth_date_is_refused(head: tuple[Actor, Post], kept: Case) -> None:
    other = make_case(*head, born_on=BORN + timedelta(days=1))
    with pytest.raises(Refusal, match="dates of birth differ"):
        merge(head, kept, other)


def test_a_case_that_changed_meanwhile_is_looked_at_again(
    head: tuple[Actor, Post], kept: Case, gone: Case
) -> None:
    order = MergeOrder(
        kept_ref=kept.ref, merged_ref=gone.ref, kept_version=1, merged_version=1, why="Same."
    )
    happen(head[0], gone, "request_received")
    with pytest.raises(Changed):
        merging.merge_cases(actor=head[0], at=AT, order=order)


def test_the_same_merge_twice_finds_nothing(
    head: tuple[Actor, Post], kept: Case, gone: Case
) -> None:
    merge(head, kept, gone)
    with pytest.raises(Hidden):
        merge(head, kept, gone)
    with pytest.raises(Hidden):
        merge(head, kept, kept)


def test_what_was_merged_before_leads_on_too(
    head: tuple[Actor, Post], kept: Case, gone: Case
) -> None:
    third = again(head)
    merge(head, kept, gone)
    merge(head, third, kept)
    assert kept_case_of(head[0], merged_ref=gone.ref, today=TODAY) == third.ref
    assert [c.ref for c in cases_called(head[0], gone.number, today=TODAY)] == [third.ref]


def test_brothers_sisters_and_settings_stand_once(
    head: tuple[Actor, Post], kept: Case, gone: Case
) -> None:
    sister = make_case(*head, given_names="Bea", born_on=date(2016, 1, 2))
    for case in (kept, gone):
        add(head, case, NewSibling(number=sister.number))
        add(head, case, NewSetting(school_ref="", place="A Place", kind="other", began_on=TODAY))
    merge(head, kept, gone)
    found = record_of(head[0], case_ref=kept.ref, today=TODAY).rows
    standing = [row for row in found[Sort.SIBLING] if row.ended_on is None]
    assert [row.words for row in standing] == [f"Case {sister.number}"]
    settings = found[Sort.SETTING]
    assert len(settings) == 2
    assert [row.ended_on for row in settings].count(None) == 1


def test_the_post_of_the_case_that_goes_reads_the_kept_one_only_if_it_is_theirs(
    area: LocalArea, head: tuple[Actor, Post], kept: Case
) -> None:
    desk = make_officer(area)
    gone = again(desk, given_names="Ada Mary")
    merge(head, kept, gone, AT + timedelta(days=1))
    later = TODAY + timedelta(days=1)
    assert not Case.objects.open_to(desk[0], today=later).exists()
    assert kept_case_of(desk[0], merged_ref=gone.ref, today=later) == ""


def test_whoever_was_given_the_case_that_goes_by_name_reads_the_kept_one(
    area: LocalArea, head: tuple[Actor, Post], kept: Case, gone: Case
) -> None:
    holding = Holding("test", frozenset({perms.OWN}), scope=Scope(case_ref=gone.ref))
    given = Actor(None, "Somebody", area.pk, area.slug, (holding,))
    merge(head, kept, gone)
    assert [case.ref for case in Case.objects.open_to(given, today=TODAY)] == [kept.ref]


def test_only_whoever_may_merges(area: LocalArea, head: tuple[Actor, Post], kept: Case) -> None:
    other, post = make_officer(area, "Otto Other", HEAD)
    gone = again((other, post))
    with pytest.raises(Hidden):
        merge((other, post), kept, gone)
    with pytest.raises(Hidden):
        look_alikes(other, today=TODAY)


def test_numbers_that_are_wrong_are_said_beside_their_box(
    head: tuple[Actor, Post], kept: Case, gone: Case
) -> None:
    numbers = (f" {kept.number} ", gone.number)
    assert refs_of_numbers(head[0], numbers=numbers, today=TODAY) == (kept.ref, gone.ref)
    for wrong, field in (((kept.number, "2025-99999"), "second"), ((kept.number,) * 2, "second")):
        with pytest.raises(Refusal) as refused:
            refs_of_numbers(head[0], numbers=wrong, today=TODAY)  # type: ignore[arg-type]
        assert refused.value.field == field


def again(desk: tuple[Actor, Post], **changed: str) -> Case:
    """Somebody of that family name and birth date once more, knowingly."""
    known = {"given_names": "Ada", "family_name": "Testly", "sex": "F", **changed}
    facts = ChildFacts(born_on=BORN, **known)
    new = NewChild(facts=facts, post_ref=desk[1].ref, is_somebody_else=True)
    return operations.register_child(actor=desk[0], at=AT, new=new)


def add(head: tuple[Actor, Post], case: Case, new: NewSibling | NewSetting) -> None:
    at = datetime(2025, 3, 3, 11, tzinfo=UTC)
    child_record.add_to_record(actor=head[0], at=at, case_ref=case.ref, new=new)


def known(given: str, family: str, known_as: str = "") -> KnownChild:
    return KnownChild(
        case_ref=given,
        number=given,
        given_names=given,
        family_name=family,
        known_as=known_as,
        born_on=BORN,
    )
