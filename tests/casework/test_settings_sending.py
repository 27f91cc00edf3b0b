"""What a school sends from its own page: requests, reviews, papers, what it found, and what was wrong."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from alongside.casework.models import Case, CaseEvent, SchoolSending
from alongside.casework.operations import take_back_event
from alongside.casework.rules.reviewing import Looked
from alongside.notices.models import Notice
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.access.factories import make_account
from tests.casework.factories import AT, TODAY, happen
from tests.casework.families import Family, words_of
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


def a_file(name: str = "papers.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"What we saw.\n", "text/plain")


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
