"""A school's pages: own pupils while on roll, what it sends, and what it never sees."""

from datetime import date, timedelta

import pytest

from alongside.casework.models import SchoolSending
from alongside.casework.operations import register_child
from alongside.casework.pages import setting_pupils
from alongside.casework.registering import NewChild
from alongside.casework.rules.children import ChildFacts
from alongside.ledger.models import LOOK, LedgerEntry
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.casework.factories import AT, TODAY, happen
from tests.casework.families import Family, Home, words_of
from tests.casework.setting_office import Now, Office, attends, in_force, on_day
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> Now:
    kept = Now()
    monkeypatch.setattr(clock, "now", lambda: kept.at)
    monkeypatch.setattr(clock, "today", lambda: kept.at.date())
    return kept


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def family(area: LocalArea) -> Family:
    return Family(area)


@pytest.fixture
def office(area: LocalArea) -> Office:
    return Office(area)


def test_a_school_finds_its_own_pupils_and_a_pupil_elsewhere_as_nonsense(
    family: Family, office: Office, area: LocalArea
) -> None:
    attends(family, office)
    other = Office(area, "Birch School")
    assert "Ada Testly" in office.get("pupils")
    assert "Ada Testly" in office.get("pupil", family.case.ref)
    assert "Ada Testly" not in other.get("pupils")
    for name, more in (("pupil", ()), ("send_from_school", ("request",))):
        there = other.client.get(other.address(name, family.case.ref, *more))
        nonsense = other.client.get(other.address(name, "zzzzzzzzzzzzzzzz", *more))
        assert there.status_code == nonsense.status_code == 404
    other.send("send_from_school", family.case.ref, "request", status=404, text="Please.")
    assert SchoolSending.objects.in_area(area.pk).count() == 0


def test_pupils_are_listed_by_pages_and_found_by_name(
    family: Family, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setting_pupils, "PER_PAGE", 1)
    attends(family, office)
    facts = ChildFacts(
        given_names="Zoë", family_name="Otherly", born_on=TODAY.replace(year=2014), sex="F"
    )
    new = NewChild(facts=facts, post_ref=family.post.ref, school_ref=office.school.ref)
    other = register_child(actor=family.head, at=AT, new=new)
    first = words_of(office.get("pupils"))
    assert "Ada Testly" in first
    assert "Annual reviews due" in first
    assert "Zoë Otherly" not in first
    ask = office.client.get
    second = words_of(ask(f"{office.address('pupils')}?page=2").content.decode())
    assert "Zoë Otherly" in second
    assert "Annual reviews due" not in second
    found = ask(f"{office.address('pupils')}?q=zoe+oth").content.decode()
    assert office.address("pupil", other.ref) in found
    assert "Ada Testly" not in found
    none = words_of(ask(f"{office.address('pupils')}?q=nobody").content.decode())
    assert "Nobody on your roll is called so." in none


def test_a_school_opens_no_page_of_the_case_itself(family: Family, office: Office) -> None:
    attends(family, office)
    for name in ("case", "child_record", "chronology", "letters", "plan", "family_side", "family"):
        office.get(name, family.case.ref, status=404)
    office.get("queue", status=404)
    office.get("from_schools", family.case.ref, status=404)


def test_nothing_restricted_nor_private_stands_on_the_page(family: Family, office: Office) -> None:
    attends(family, office)
    family.contact(
        "Pat Otherly", "father", restriction="He must not learn where.", phone="01632 960002"
    )
    happen(family.officer, family.case, "request_received", TODAY)
    happen(family.officer, family.case, "note_made", note="The mother is worried about money.")
    page = office.get("pupil", family.case.ref)
    for hidden in (
        "Pat",
        "must not learn",
        "01632",
        "money",
        "Mo Testly",
        "request for the assessment",
    ):
        assert hidden not in page


def test_a_decision_is_seen_once_it_was_told(family: Family, office: Office) -> None:
    attends(family, office)
    happen(family.officer, family.case, "request_received", TODAY)
    told = "The family was told that the authority will assess"
    assert told not in office.get("pupil", family.case.ref)
    happen(family.head, family.case, "decided_to_assess", TODAY, note="By letter, kept on file.")
    assert told in office.get("pupil", family.case.ref)


def test_the_reviews_of_a_term_are_listed(family: Family, office: Office) -> None:
    attends(family, office)
    in_force(family, date(2024, 5, 6))
    page = words_of(office.get("pupils"))
    after = page[page.index("Summer term 2025") :]
    assert "By 5 May 2025" in after
    before = page[page.index("Spring term 2025") : page.index("Summer term 2025")]
    assert "No annual review" in before


def test_after_a_pupil_has_left_only_what_the_school_sent_is_there(
    family: Family, office: Office, area: LocalArea, now: Now
) -> None:
    attends(family, office)
    in_force(family)
    office.send(
        "send_from_school",
        family.case.ref,
        "meeting",
        text="In the library.",
        **on_day("meeting_on", TODAY + timedelta(days=21)),
    )
    now.at = AT + timedelta(days=2)
    other = Office(area, "Birch School")
    attends(family, other, began_on=TODAY + timedelta(days=1))
    page = words_of(office.get("pupil", family.case.ref))
    assert "In the library." in page
    assert "no longer on your roll" in page
    assert "Annual review" not in page
    assert "Pupils who have left" in office.get("pupils")
    office.send("send_from_school", family.case.ref, "held", status=404)
    assert "In the library." not in other.get("pupil", family.case.ref)


def test_the_family_sees_which_role_of_which_school_looked(family: Family, office: Office) -> None:
    attends(family, office)
    office.get("pupil", family.case.ref)
    assert LedgerEntry.objects.filter(verb=LOOK, subject_ref=family.case.ref).count() == 1
    looked = words_of(Home(family, family.account(family.mother, "Mo Testly")).get("looked"))
    assert "School SENCO Acorn School once" in looked
    father = family.contact("Pat Otherly", "father", restriction="He must not learn where.")
    hidden = words_of(Home(family, family.account(father, "Pat Otherly")).get("looked"))
    assert "School SENCO" in hidden
    assert "Acorn" not in hidden


def test_the_list_of_a_term_does_not_promise_a_day_that_has_passed(
    family: Family, office: Office
) -> None:
    attends(family, office)
    page = words_of(office.get("pupils"))
    assert "The council had to tell you by 18 December 2024." in page
    assert "The council tells you by" in page[page.index("Summer term 2025") :]
