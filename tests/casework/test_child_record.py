"""The record of a child over time: other names, addresses, settings, care, brothers and sisters."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.casework import operations
from alongside.casework.models import Case, Child
from alongside.casework.operations import child_record as record
from alongside.casework.operations.children import ContactDetails
from alongside.casework.queries.child_record import ChildRecord, child_record, in_short
from alongside.casework.queries.searching import cases_called
from alongside.casework.rules.child_record import (
    NewAddress,
    NewName,
    NewPeriod,
    NewRow,
    NewSetting,
    NewSibling,
    Sort,
    check_new_row,
)
from alongside.casework.rules.children import ChildFacts
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerDetail
from alongside.people.models import Organisation, Post
from alongside.people.operations import register_organisation
from tests.casework.factories import AT, BORN, HEAD, TODAY, make_case, make_officer
from tests.people.factories import make_area, operator

pytestmark = pytest.mark.django_db
Desk = tuple[Actor, Post]


@pytest.fixture
def desk() -> Desk:
    return make_officer(make_area())


@pytest.fixture
def case(desk: Desk) -> Case:
    return make_case(*desk)


def add(desk: Desk, case: Case, new: NewRow, at: datetime = AT) -> None:
    record.add_to_record(actor=desk[0], at=at, case_ref=case.ref, new=new)


def end(desk: Desk, sort: Sort, ref: str, day: date, at: datetime = AT) -> None:
    record.end_in_record(actor=desk[0], at=at, sort=sort.value, row_ref=ref, ended_on=day)


def seen(desk: Desk, case: Case) -> ChildRecord:
    return child_record(desk[0], case_ref=case.ref, today=TODAY)


def school(desk: Desk, case: Case, name: str) -> Organisation:
    return register_organisation(
        actor=operator(case.area), at=AT, name=name, kind="school", dfe_code=""
    )


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def test_a_case_is_found_by_every_name_even_one_of_before(desk: Desk, case: Case) -> None:
    add(desk, case, NewName(name="Adelheid  Vogel"))
    (row,) = seen(desk, case).rows[Sort.NAME]
    assert row.words == "Adelheid Vogel"
    assert [each.ref for each in cases_called(desk[0], "vogel", today=TODAY)] == [case.ref]
    end(desk, Sort.NAME, row.ref, TODAY)
    assert [each.ref for each in cases_called(desk[0], "adelh", today=TODAY)] == [case.ref]
    with pytest.raises(Refusal, match="ended already"):
        end(desk, Sort.NAME, row.ref, TODAY)


def test_a_restricted_address_is_marked_and_not_in_the_ledger(desk: Desk, case: Case) -> None:
    address = NewAddress(
        address="1 Invented Street",
        postcode="yo16ga",
        began_on=date(2024, 2, 29),
        restriction="The father is not told.",
    )
    add(desk, case, address)
    (row,) = seen(desk, case).rows[Sort.ADDRESS]
    assert (row.notes, row.restriction) == (("YO1 6GA",), "The father is not told.")
    (short,) = in_short(desk[0], seen(desk, case).head)
    assert (short.sort, short.restriction) == (Sort.ADDRESS, "The father is not told.")
    kept = " ".join(LedgerDetail.objects.values_list("content", flat=True))
    assert "Invented" not in kept
    assert "father" not in kept


def test_the_present_school_stays_in_step_with_the_settings(desk: Desk, case: Case) -> None:
    first, second = school(desk, case, "First School"), school(desk, case, "Second School")
    add(desk, case, attends(first, days(-400)))
    add(desk, case, attends(second, days(-30)))
    rows = seen(desk, case).rows[Sort.SETTING]
    assert [(row.words, row.began_on, row.ended_on) for row in rows] == [
        ("First School", days(-400), days(-30)),
        ("Second School", days(-30), None),
    ]
    assert Child.objects.in_area(case.area_id).get().school == second
    assert [c.ref for c in cases_called(desk[0], "second", today=TODAY)] == [case.ref]
    end(desk, Sort.SETTING, rows[1].ref, TODAY)
    assert Child.objects.in_area(case.area_id).get().school is None
    assert cases_called(desk[0], "second", today=TODAY) == []


def test_changing_the_school_of_the_child_writes_the_setting_too(desk: Desk, case: Case) -> None:
    first, second = school(desk, case, "First School"), school(desk, case, "Second School")
    for which, later in ((first, 0), (second, 10)):
        case.child.refresh_from_db()
        operations.change_child(
            actor=desk[0],
            at=AT + timedelta(days=later),
            case_ref=case.ref,
            expected_version=case.child.version,
            facts=ChildFacts(given_names="Ada", family_name="Testly", born_on=BORN, sex="F"),
            school_ref=which.ref,
        )
    rows = seen(desk, case).rows[Sort.SETTING]
    assert [(row.words, row.began_on, row.ended_on) for row in rows] == [
        ("First School", TODAY, days(10)),
        ("Second School", days(10), None),
    ]


def test_a_setting_before_the_one_attended_now_is_refused(desk: Desk, case: Case) -> None:
    add(desk, case, attends(school(desk, case, "First School"), days(-30)))
    with pytest.raises(Refusal, match="later day"):
        add(desk, case, attends(school(desk, case, "Second School"), days(-31)))
    assert len(seen(desk, case).rows[Sort.SETTING]) == 1


def test_a_looked_after_child_has_a_virtual_school_head_and_a_social_worker(
    desk: Desk, case: Case
) -> None:
    details = ContactDetails(name="Wanda Worker", relation="social_worker")
    worker = operations.add_contact(actor=desk[0], at=AT, case_ref=case.ref, new=details)
    period = NewPeriod(
        kind="looked_after",
        began_on=days(-90),
        responsible="Example City Council",
        head_post_ref=desk[1].ref,
        worker_ref=worker.ref,
    )
    add(desk, case, period)
    (row,) = seen(desk, case).rows[Sort.PERIOD]
    assert row.notes == (
        "Example City Council",
        "Virtual School Head: Officer: Olive Officer",
        "Social worker: Wanda Worker",
    )
    with pytest.raises(Refusal, match="overlaps"):
        add(desk, case, period)
    end(desk, Sort.PERIOD, row.ref, days(-10))
    again = NewPeriod(kind="looked_after", began_on=days(-10), responsible="Another council")
    add(desk, case, again)
    assert len(seen(desk, case).rows[Sort.PERIOD]) == 2


def test_somebody_elses_contact_is_not_found(desk: Desk, case: Case) -> None:
    other = make_case(*desk, given_names="Bea", born_on=date(2015, 1, 2))
    details = ContactDetails(name="Wanda Worker", relation="social_worker")
    worker = operations.add_contact(actor=desk[0], at=AT, case_ref=other.ref, new=details)
    with pytest.raises(Hidden):
        add(desk, case, NewPeriod(kind="child_in_need", began_on=TODAY, worker_ref=worker.ref))


def test_brothers_and_sisters_are_linked_without_opening_their_cases(
    desk: Desk, case: Case
) -> None:
    area = case.area
    other = make_officer(area, "Otto Other")
    theirs = make_case(*other, given_names="Bea", born_on=date(2015, 1, 2))
    add(desk, case, NewSibling(number=theirs.number))
    (row,) = seen(desk, case).rows[Sort.SIBLING]
    assert (row.words, row.case_ref) == (f"Case {theirs.number}", "")
    (back,) = seen(other, theirs).rows[Sort.SIBLING]
    assert (back.words, back.case_ref) == (f"Case {case.number}", "")
    head = make_officer(area, "Hetty Head", HEAD)
    assert seen(head, case).rows[Sort.SIBLING][0].case_ref == theirs.ref
    assert not Case.objects.open_to(desk[0], today=TODAY).filter(pk=theirs.pk).exists()
    heads = [seen(head, each).head for each in (case, theirs)]
    shorts = [in_short(desk[0], each)[0].words for each in heads]
    assert shorts == [theirs.number, case.number]
    end(other, Sort.SIBLING, back.ref, TODAY)
    assert in_short(desk[0], seen(desk, case).head) == ()


def test_one_is_not_linked_to_oneself_to_nobody_or_twice(desk: Desk, case: Case) -> None:
    other = make_case(*desk, given_names="Bea", born_on=date(2015, 1, 2))
    add(desk, case, NewSibling(number=other.number))
    for linked, number, said in (
        (case, case.number, "itself"),
        (case, "2025-99999", "no case"),
        (other, case.number, "already"),
    ):
        with pytest.raises(Refusal, match=said):
            add(desk, linked, NewSibling(number=number))


def test_another_officers_record_is_not_found(desk: Desk, case: Case) -> None:
    other = make_officer(case.area, "Otto Other")
    add(desk, case, NewName(name="Adelheid"))
    (row,) = seen(desk, case).rows[Sort.NAME]
    with pytest.raises(Hidden):
        seen(other, case)
    with pytest.raises(Hidden):
        add(other, case, NewName(name="Another"))
    with pytest.raises(Hidden):
        end(other, Sort.NAME, row.ref, TODAY)
    with pytest.raises(Hidden):
        end(desk, Sort.ADDRESS, row.ref, TODAY)


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewName(name=" "), "name"),
        (NewAddress(address="", postcode="", began_on=TODAY), "address"),
        (NewAddress(address="1 Street", postcode="", began_on=days(1)), "began_on"),
        (NewAddress(address="1 Street", postcode="", began_on=date(2014, 4, 30)), "began_on"),
        (NewSetting(school_ref="", place=" ", kind="special", began_on=TODAY), "place"),
        (NewSetting(school_ref="a", place="b", kind="special", began_on=TODAY), "place"),
        (NewPeriod(kind="looked_after", began_on=TODAY), "responsible"),
        (NewPeriod(kind="home_educated", began_on=TODAY, head_post_ref="a"), "head_post"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_box(new: NewRow, field: str) -> None:
    with pytest.raises(Refusals) as refused:
        check_new_row(new, born_on=BORN, today=TODAY)
    assert [each.field for each in refused.value.refusals] == [field]


@pytest.mark.parametrize("day", [days(1), days(-5), days(-6)])
def test_an_end_comes_after_the_beginning_and_not_after_today(
    desk: Desk, case: Case, day: date
) -> None:
    add(desk, case, NewAddress(address="1 Street", postcode="", began_on=days(-5)))
    (row,) = seen(desk, case).rows[Sort.ADDRESS]
    with pytest.raises(Refusal):
        end(desk, Sort.ADDRESS, row.ref, day)
    assert seen(desk, case).rows[Sort.ADDRESS][0].ended_on is None


def test_an_ethnicity_is_kept_with_the_facts(desk: Desk) -> None:
    case = make_case(*desk, ethnicity="MWAS")
    assert seen(desk, case).head.child.ethnicity == "MWAS"


def test_days_are_those_of_london() -> None:
    late = datetime(2025, 6, 30, 23, 30, tzinfo=UTC)
    desk = make_officer(make_area())
    case = make_case(*desk, at=late)
    add(desk, case, NewAddress(address="1 Street", postcode="", began_on=date(2025, 7, 1)), late)
    found = child_record(desk[0], case_ref=case.ref, today=date(2025, 7, 1))
    assert found.rows[Sort.ADDRESS][0].began_on == date(2025, 7, 1)


def attends(which: Organisation, began_on: date) -> NewSetting:
    return NewSetting(school_ref=which.ref, place="", kind="mainstream", began_on=began_on)
