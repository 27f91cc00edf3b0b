"""Panels, the record of a child, look-alikes and several cases at once, as people see the pages."""

from datetime import date

import pytest

from alongside.casework.models import Case, CaseAssignment, Panel, PanelItem, PanelMeeting
from alongside.casework.operations import child_record, panels
from alongside.casework.operations.panels import NewSeat
from alongside.casework.rules.child_record import NewAddress, NewPeriod
from alongside.ledger.models import LedgerEntry
from alongside.people.models import LocalArea
from tests.casework.factories import actor_for, happen, make_case
from tests.casework.test_merging import MERGES, again
from tests.casework.test_pages import NOW, Desk, august_2025, day_boxes
from tests.casework.test_panels import RUNS
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db
__all__ = ["august_2025"]


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def head(area: LocalArea) -> Desk:
    return Desk(area, "Hetty Head", "head_of_send")


@pytest.fixture
def doctor(area: LocalArea) -> Desk:
    return Desk(area, "Dora Doctor", "designated_clinical_officer")


@pytest.fixture
def officer(area: LocalArea) -> Desk:
    return Desk(area, "Olive Officer", "ehc_coordinator")


@pytest.fixture
def case(area: LocalArea, head: Desk, officer: Desk) -> Case:
    actor = actor_for(area, head.account.person, RUNS)
    made = make_case(actor, officer.post, at=NOW)
    happen(actor, made, "request_received", at=NOW, note="The neighbour is ill.")
    happen(actor, made, "note_made", at=NOW, note="Rang the aunt.")
    return made


def test_a_panel_from_setting_up_to_a_decision(head: Desk, doctor: Desk, case: Case) -> None:
    head.client.post(
        head.address("set_up_panel"), {"name": "Assessment panel", "kind": "assessments"}
    )
    panel = Panel.objects.in_area(case.area_id).get()
    head.post_to("add_seat", panel.ref, post=doctor.post.ref, side="health")
    head.post_to("plan_panel_meeting", panel.ref, **day_boxes("meets_on", NOW.date()))
    meeting = PanelMeeting.objects.in_area(case.area_id).get()
    assert "due by 15 September 2025" in head.get("draw_agenda", meeting.ref)
    head.post_to("draw_agenda", meeting.ref, cases=[case.ref])
    item = PanelItem.objects.in_area(case.area_id).get()
    seat = panel.seats.get()
    head.post_to("who_came", meeting.ref, seats=[seat.ref])
    head.post_to("advise", item.ref, advice="in_favour", reasons="Needs may be complex.")
    page = head.get("panel_meeting", meeting.ref)
    assert "Without education and social care. This is counted." in page
    assert "Needs may be complex." in page
    form = head.get("record_event", case.ref, "decided_to_assess")
    assert "advised: to assess" in form
    assert "Needs may be complex." in form
    assert "“Assessment panel” of 4 August 2025 advised" in head.get("case", case.ref)
    assert "Health was there" in head.get("panels")


def test_a_member_reads_the_papers_and_no_more(head: Desk, doctor: Desk, case: Case) -> None:
    item = on_an_agenda(head, doctor, case)
    looks = LedgerEntry.objects.filter(verb="ledger.look", subject_ref=case.ref).count()
    page = doctor.get("panel_papers", item.ref)
    assert "Ada Testly" in page
    assert "The neighbour is ill." in page
    assert "Rang the aunt." not in page
    after = LedgerEntry.objects.filter(subject="casework.case", subject_ref=case.ref)
    assert after.order_by("-seq").first().person_id == doctor.account.person_id  # type: ignore[union-attr]
    assert looks == 0
    for name, part in (("case", case.ref), ("chronology", case.ref), ("child_record", case.ref)):
        doctor.get(name, part, status=404)
    doctor.get("queue", status=404)
    doctor.get("advise", item.ref, status=404)
    assert "Panels" in doctor.client.get(f"/{doctor.area.slug}/").content.decode()
    search = doctor.client.get(f"/{doctor.area.slug}/search/", {"q": "testly"}).content.decode()
    assert "Ada Testly" not in search


def test_an_officer_without_a_seat_finds_no_panel(officer: Desk, head: Desk, case: Case) -> None:
    item = on_an_agenda(head, officer, case)
    officer.get("panels", status=404)
    officer.get("panel_papers", item.ref, status=404)


def test_the_case_page_says_what_everybody_has_to_know_first(
    head: Desk, officer: Desk, case: Case
) -> None:
    actor = actor_for(case.area, head.account.person, RUNS)
    for new in (
        NewPeriod(kind="looked_after", began_on=date(2025, 1, 2), responsible="Example council"),
        NewAddress(
            address="1 Invented Street",
            postcode="YO1 6GA",
            began_on=date(2025, 1, 2),
            restriction="The father is not told.",
        ),
    ):
        child_record.add_to_record(actor=actor, at=NOW, case_ref=case.ref, new=new)
    page = officer.get("case", case.ref)
    assert "Looked after by a local authority" in page
    assert "Since 2 January 2025" in page
    assert "The father is not told." in page
    record = officer.get("child_record", case.ref)
    assert "Restricted: The father is not told." in record
    assert "Example council" in record


def test_a_row_is_added_and_ended_by_its_forms(officer: Desk, case: Case) -> None:
    officer.client.post(officer.address("add_to_record", case.ref, "name"), {"name": "Adelheid"})
    (row,) = case.child.names.all()
    assert "Adelheid" in officer.get("child_record", case.ref)
    answered = officer.post_to(
        "end_in_record", "name", row.ref, **day_boxes("ended_on", NOW.date())
    )
    assert answered.status_code == 302
    row.refresh_from_db()
    assert row.ended_on == NOW.date()
    officer.get("add_to_record", case.ref, "mood", status=404)


def test_a_merged_case_leads_on_to_the_kept_one(area: LocalArea, head: Desk, case: Case) -> None:
    actor = actor_for(area, head.account.person, MERGES)
    gone = again((actor, head.post))
    assert gone.number in head.get("duplicates")
    side_by_side = head.get("merge", case.ref, gone.ref)
    assert "The same" in side_by_side
    case.refresh_from_db()
    answered = head.post_to(
        "merge",
        case.ref,
        gone.ref,
        why="One mother, one birth certificate.",
        expected_version=str(case.version),
        other_version=str(gone.version),
    )
    assert answered.status_code == 302
    led = head.client.get(head.address("case", gone.ref))
    assert (led.status_code, led["Location"]) == (302, head.address("case", case.ref))
    head.get("chronology", gone.ref, status=404)
    kept = head.get("child_record", case.ref)
    assert f"Case {gone.number}" in kept
    assert "One mother, one birth certificate." in kept


def test_two_numbers_lead_to_both_and_stand_in_no_address(
    area: LocalArea, head: Desk, case: Case
) -> None:
    gone = again((actor_for(area, head.account.person, MERGES), head.post))
    answered = head.post_to("two_cases", first=case.number, second=gone.number)
    assert answered["Location"] == head.address("merge", case.ref, gone.ref)
    assert head.post_to("two_cases", first=case.number, second="1").status_code == 422


def test_several_cases_change_hands_only_after_the_preview(
    head: Desk, officer: Desk, case: Case
) -> None:
    sent = {"action": "give", "post": head.post.ref, "is_all": "on"}
    before = CaseAssignment.objects.in_area(case.area_id).count()
    shown = head.post_to("bulk", **sent).content.decode()
    assert "1 case of 1 will change. Nothing has changed yet." in shown
    assert "Goes from Post of Olive Officer to Post of Hetty Head, from today." in shown
    assert CaseAssignment.objects.in_area(case.area_id).count() == before
    assert head.post_to("change_cases", **sent).status_code == 302
    officer.get("case", case.ref, status=404)
    assert head.post_to("change_cases", action="give").status_code == 422
    assert officer.post_to("change_cases", **sent).status_code == 404


def on_an_agenda(head: Desk, member: Desk, case: Case) -> PanelItem:
    actor = actor_for(case.area, head.account.person, RUNS)
    panel = panels.set_up_panel(actor=actor, at=NOW, name="The panel", kind="assessments")
    seat = NewSeat(post_ref=member.post.ref, side="health")
    panels.give_seat(actor=actor, at=NOW, panel_ref=panel.ref, new=seat)
    meeting = panels.plan_panel(actor=actor, at=NOW, panel_ref=panel.ref, meets_on=NOW.date())
    (item,) = panels.draw_agenda(actor=actor, at=NOW, meeting_ref=meeting.ref, case_refs=[case.ref])
    return item
