"""A school's pages: own pupils while on roll, what it sends, and what it never sees."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from alongside.casework.models import Case, CaseEvent, SchoolSending
from alongside.casework.operations import register_child, take_back_event
from alongside.casework.operations.child_record import add_to_record
from alongside.casework.pages import setting_pupils
from alongside.casework.registering import NewChild
from alongside.casework.rules.child_record import NewSetting
from alongside.casework.rules.children import ChildFacts
from alongside.casework.rules.reviewing import Looked
from alongside.ledger.models import LOOK, LedgerEntry
from alongside.notices.models import Notice
from alongside.people.models import LocalArea, Organisation
from alongside.people.operations import appoint, create_post
from alongside.web import clock
from tests.access.factories import give, make_account
from tests.casework.factories import AT, TODAY, happen
from tests.casework.families import Family, Home, words_of
from tests.people.factories import make_area, make_organisation, operator

pytestmark = pytest.mark.django_db


class Now:
    at = AT


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


class Office:
    """The SENCO of a school, signed in."""

    def __init__(self, area: LocalArea, name: str = "Acorn School") -> None:
        self.area = area
        self.school: Organisation = make_organisation(area, name, "school")
        email = f"{name.split()[0].lower()}@school.example"
        account = make_account(area, f"Sam of {name}", email)
        give(area, account.person, "senco", organisation=self.school)
        desk = operator(area)
        post = create_post(actor=desk, at=AT, organisation=self.school, title="SENCO")
        appoint(actor=desk, at=AT, post=post, person=account.person, held_from=date(2020, 1, 1))
        self.client = Client()
        self.client.force_login(account)

    def address(self, name: str, *parts: str) -> str:
        return reverse(f"casework:{name}", args=[self.area.slug, *parts])

    def get(self, name: str, *parts: str, status: int = 200) -> str:
        response = self.client.get(self.address(name, *parts))
        assert response.status_code == status, response.content.decode()[:2000]
        return response.content.decode()

    def send(self, name: str, *parts: str, status: int = 302, **given: Any) -> Any:
        response = self.client.post(self.address(name, *parts), given)
        assert response.status_code == status, words_of(response.content.decode())[:2000]
        return response


@pytest.fixture
def office(area: LocalArea) -> Office:
    return Office(area)


def attends(family: Family, office: Office, began_on: date = date(2023, 9, 1)) -> None:
    new = NewSetting(school_ref=office.school.ref, place="", kind="mainstream", began_on=began_on)
    add_to_record(actor=family.officer, at=clock.now(), case_ref=family.case.ref, new=new)


def in_force(family: Family, on: date = date(2024, 9, 2)) -> None:
    happen(family.officer, family.case, "earlier_plan_recorded", on, at=AT)


def on_day(name: str, day: date) -> dict[str, str]:
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"{name}_{part}": str(value) for part, value in parts.items()}


def a_file(name: str = "papers.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"What we saw.\n", "text/plain")


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


def test_a_request_for_a_pupil_begins_the_assessment(
    family: Family, office: Office, now: Now
) -> None:
    attends(family, office)
    office.send(
        "send_from_school", family.case.ref, "request", text="He is far behind. We tried much."
    )
    (event,) = CaseEvent.objects.in_area(family.area.pk).filter(kind="request_received")
    assert event.body == {"asker": "2"}
    assert event.recorded_by is not None
    assert event.recorded_by.name == "Sam of Acorn School"
    notice = Notice.objects.in_area(family.area.pk).get(code="casework.school_sent")
    assert "Ada" not in notice.sentence
    closed = words_of(office.get("send_from_school", family.case.ref, "request"))
    assert "An assessment is under way, or was asked for already." in closed
    office.send("send_from_school", family.case.ref, "request", status=422, text="Once more.")
    office.get("send_from_school", family.case.ref, "nonsense", status=404)


def test_a_request_for_a_pupil_who_is_new_makes_a_case_that_is_with_nobody(
    office: Office, area: LocalArea
) -> None:
    lead = make_account(area, "Hetty Lead", "hetty@council.example", "head_of_send")
    given = {
        "school": office.school.ref,
        "given_names": "Noa",
        "family_name": "Newly",
        "sex": "F",
        "text": "Nothing that we tried was enough.",
        "parent": "Ned Newly",
        "reach": "01632 960003",
        **on_day("born_on", date(2015, 4, 2)),
    }
    answer = office.send("ask_for_pupil", **given)
    case = Case.objects.in_area(area.pk).get(child__family_name="Newly")
    assert answer["Location"] == office.address("pupil", case.ref)
    assert "A request for an assessment" in office.get("pupil", case.ref)
    sent = SchoolSending.objects.in_area(area.pk).get(case=case)
    assert sent.text.endswith("Parent or carer: Ned Newly\n\nHow to reach them: 01632 960003")
    assert case.stage == "considering"
    assert not case.assignments.exists()
    told = Notice.objects.in_area(area.pk).get(code="casework.school_asks")
    assert told.person_id == lead.person_id
    again = office.send("ask_for_pupil", status=422, **given)
    assert "is in your list" in again.content.decode()


def test_whether_a_child_is_known_under_another_school_is_not_told(
    family: Family, office: Office, area: LocalArea
) -> None:
    attends(family, Office(area, "Birch School"))
    child = family.case.child
    office.send(
        "ask_for_pupil",
        school=office.school.ref,
        given_names=child.given_names,
        family_name=child.family_name,
        sex="F",
        text="She came last week.",
        parent="Mo Testly",
        reach="01632 960001",
        **on_day("born_on", child.born_on),
    )
    assert Case.objects.in_area(area.pk).filter(child__born_on=child.born_on).count() == 2


def test_a_review_from_the_meeting_to_the_report_with_the_day_of_the_papers(
    family: Family, office: Office, now: Now
) -> None:
    attends(family, office)
    in_force(family)
    meets_on = TODAY + timedelta(days=21)
    office.send("send_from_school", family.case.ref, "meeting", **on_day("meeting_on", meets_on))
    form = words_of(office.get("send_from_school", family.case.ref, "papers"))
    assert "The papers are due By 10 March 2025, in 7 days" in form
    office.send("send_from_school", family.case.ref, "invited", text="")
    now.at = AT + timedelta(days=8)
    assert "Late by 1 day" in office.get("pupil", family.case.ref)
    office.send("send_from_school", family.case.ref, "papers", upload=a_file())
    assert "late by 1 day" in office.get("pupil", family.case.ref)
    now.at = AT + timedelta(days=22)
    held = office.send(
        "send_from_school", family.case.ref, "held", **on_day("meeting_on", meets_on)
    )
    assert held["Location"] == office.address("pupil", family.case.ref)
    office.send("send_from_school", family.case.ref, "report", text="It went well.")
    kinds = CaseEvent.objects.in_area(family.area.pk).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == [
        "earlier_plan_recorded",
        "review_meeting_arranged",
        "review_invited",
        "review_papers_circulated",
        "review_held",
        "review_report_received",
    ]


def test_what_a_form_lacks_is_said_and_nothing_typed_is_lost(
    family: Family, office: Office
) -> None:
    attends(family, office)
    in_force(family)
    tomorrow = on_day("meeting_on", TODAY + timedelta(days=1))
    answer = office.send(
        "send_from_school", family.case.ref, "held", status=422, text="All typed", **tomorrow
    ).content.decode()
    assert "This day is still to come." in answer
    assert "All typed" in answer


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


def test_a_file_is_the_schools_own_and_the_officers(
    family: Family, office: Office, area: LocalArea
) -> None:
    attends(family, office)
    in_force(family)
    office.send(
        "send_from_school",
        family.case.ref,
        "meeting",
        **on_day("meeting_on", TODAY + timedelta(days=21)),
    )
    office.send("send_from_school", family.case.ref, "papers", upload=a_file())
    made = SchoolSending.objects.in_area(area.pk).get(sent="papers")
    address = office.address("own_sent_file", family.case.ref, made.ref)
    assert b"".join(office.client.get(address).streaming_content) == b"What we saw.\n"
    assert Office(area, "Birch School").client.get(address).status_code == 404


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


@pytest.mark.parametrize(
    ("held_on", "sentence"),
    [
        (date(2024, 9, 1), "of 2 September 2024"),
        (date(2025, 2, 14), "They came to you on 15 February 2025"),
        (TODAY - timedelta(days=1), "The last step before this meeting was recorded on"),
    ],
)
def test_a_meeting_that_was_no_part_of_this_review_is_refused(
    family: Family, office: Office, held_on: date, sentence: str
) -> None:
    attends(family, office, began_on=date(2025, 2, 15))
    in_force(family)
    meets_on = on_day("meeting_on", TODAY + timedelta(days=21))
    office.send("send_from_school", family.case.ref, "meeting", **meets_on)
    answer = office.send(
        "send_from_school", family.case.ref, "held", status=422, **on_day("meeting_on", held_on)
    )
    assert sentence in words_of(answer.content.decode())
    assert not CaseEvent.objects.in_area(family.area.pk).filter(kind="review_held").exists()


def test_a_school_says_that_what_it_sent_is_wrong_and_an_officer_takes_it_back(
    family: Family, office: Office, area: LocalArea, now: Now
) -> None:
    attends(family, office)
    in_force(family)
    held_on = on_day("meeting_on", TODAY - timedelta(days=30))
    office.send("send_from_school", family.case.ref, "held", **held_on)
    assert "This was written down 30 days after the meeting." in words_of(
        office.get("pupil", family.case.ref)
    )
    made = SchoolSending.objects.in_area(area.pk).get(sent="held")
    address = ("say_sent_wrong", family.case.ref, made.ref)
    Office(area, "Birch School").get(*address, status=404)
    office.send(*address, status=422, why="")
    office.send(*address, why="It was another pupil.")
    assert Notice.objects.in_area(area.pk).filter(code="casework.school_sent").count() == 2
    assert "You said already that this is wrong." in words_of(office.get(*address))
    head = Client()
    head.force_login(make_account(area, "Hetty Lead", "hetty@council.example", "head_of_send"))
    page = head.get(office.address("from_schools", family.case.ref)).content.decode()
    assert "is wrong: It was another pupil." in words_of(page)
    assert office.address("take_back_event", made.event.ref) in page
    take_back_event(actor=family.officer, at=AT, event_ref=made.event.ref, why="Another pupil.")
    assert "The council took this back." in words_of(office.get("pupil", family.case.ref))
    assert "The council has put this right already." in words_of(office.get(*address))


def test_a_school_sees_whether_its_request_was_answered(
    family: Family, office: Office, now: Now
) -> None:
    attends(family, office)
    office.send("send_from_school", family.case.ref, "request", text="He is far behind.")
    now.at = AT + timedelta(days=45)
    page = words_of(office.get("pupil", family.case.ref))
    assert "The council’s answer to your request: whether it will assess" in page
    assert "Late by 3 days" in page


def test_the_list_of_a_term_does_not_promise_a_day_that_has_passed(
    family: Family, office: Office
) -> None:
    attends(family, office)
    page = words_of(office.get("pupils"))
    assert "The council had to tell you by 18 December 2024." in page
    assert "The council tells you by" in page[page.index("Summer term 2025") :]


def ask_anew(office: Office, family: Family) -> Case:
    """The school asks for a child of whom it does not know that there is a case."""
    child = family.case.child
    office.send(
        "ask_for_pupil",
        given_names=child.given_names,
        family_name=child.family_name,
        sex="F",
        text="She came last week.",
        parent="Mo Testly",
        reach="01632 960001",
        **on_day("born_on", child.born_on),
    )
    return Case.objects.in_area(family.area.pk).exclude(pk=family.case.pk).get()


def merge_page(family: Family, kept: Case, gone: Case, **given: str) -> Any:
    client = Client()
    lead = make_account(family.area, "Hetty Lead", "hetty@council.example", "head_of_send")
    client.force_login(lead)
    address = reverse("casework:merge", args=[family.area.slug, kept.ref, gone.ref])
    page = words_of(client.get(address).content.decode())
    assert "I made sure that the child attends Acorn School" in page
    assert "Moves to the kept case: 1 event" in page
    has_way_in = gone.family_accesses.exists()
    assert ("Whoever has a way in to the case that goes" in page) is has_way_in
    kept.refresh_from_db()
    gone.refresh_from_db()
    given |= {"expected_version": str(kept.version), "other_version": str(gone.version)}
    return client.post(address, {"why": "The same birth certificate.", **given})


@pytest.mark.parametrize("is_known", [False, True])
def test_a_school_that_only_its_own_request_gave_reads_nothing_by_a_merge(
    family: Family, office: Office, is_known: bool
) -> None:
    gone = ask_anew(office, family)
    happen(family.officer, family.case, "earlier_plan_recorded", date(2024, 9, 2), at=AT)
    tick = {"is_school_known": "on"} if is_known else {}
    assert merge_page(family, family.case, gone, **tick).status_code == 302
    family.case.child.refresh_from_db()
    assert (family.case.child.school == office.school) is is_known
    there = office.get("pupil", family.case.ref)
    assert ("What is due, and by when" in there) is is_known


def test_a_case_that_a_school_opened_takes_no_other_in_without_the_tick(
    family: Family, office: Office
) -> None:
    kept = ask_anew(office, family)
    happen(family.officer, family.case, "note_made", note="It is one child.")
    family.link(family.mother)
    answer = merge_page(family, kept, family.case)
    assert answer.status_code == 422
    assert "Only Acorn School itself says that this child attends it." in words_of(
        answer.content.decode()
    )


def test_the_report_is_still_taken_after_the_decision(
    family: Family, office: Office, now: Now
) -> None:
    attends(family, office)
    in_force(family)
    office.send("send_from_school", family.case.ref, "held", **on_day("meeting_on", TODAY))
    happen(family.head, family.case, "review_decided_maintain", TODAY, note="By letter, on file.")
    office.send("send_from_school", family.case.ref, "report", text="It went well.")
    assert "The report of the review meeting" in office.get("pupil", family.case.ref)
    duty = family.case.duties.get(rule="REV-REPORT")
    assert duty.done_on == TODAY


def test_a_school_that_held_a_review_writes_down_what_it_found_row_by_row(
    family: Family, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    attends(family, office)
    in_force(family)
    looked = Looked(
        outcomes=[("k1", "E1: She reads.")], helps=[("k2", "F1: A game.")], year_group=5
    )
    for room in ("queries.settings", "operations.reviewing"):
        monkeypatch.setattr(f"alongside.casework.{room}.looked_at", lambda case, today: looked)
    ref = family.case.ref
    assert "What the review found" not in office.get("pupil", ref)
    closed = words_of(office.get("pupil_found", ref))
    assert "First record that the review meeting was held." in closed
    office.send("send_from_school", ref, "held", **on_day("meeting_on", TODAY))
    assert office.address("pupil_found", ref) in office.get("pupil", ref)
    family.case.refresh_from_db()
    sent = {"expected_version": str(family.case.version), "outcome_k1": "reached", "note": "Good."}
    lacking = office.send("pupil_found", ref, status=422, **sent)
    assert "Good." in lacking.content.decode()
    office.send("pupil_found", ref, **sent, help_k2="not_given")
    made = CaseEvent.objects.in_area(family.area.pk).get(kind="review_found")
    assert made.body["helps"] == ["k2 not_given F1: A game."]
    assert (made.source, made.recorded_by.name) == ("online", "Sam of Acorn School")
    other = Office(family.area, "Birch School")
    other.get("pupil_found", ref, status=404)
