"""EHC plans as an officer, the head of SEND and everybody else see them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from alongside.casework.models import Case, PlanVersion
from alongside.casework.operations import add_contact, letters, plans, take_back_event
from alongside.casework.operations.children import ContactDetails
from alongside.casework.operations.families.settling import change_family_settings
from alongside.casework.plans.making import make_plan_paper
from alongside.casework.queries.reviewing import review_to_write_down
from alongside.casework.rules.plans.codes import Section, VersionKind
from alongside.casework.rules.plans.parts import Need, Placement
from alongside.ledger.models import LedgerEntry
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.casework.factories import HEAD, actor_for, happen, make_case
from tests.casework.known_letters import OF_AN_AREA, told_to_families
from tests.casework.plan_factories import add, begin, go_out, write_whole
from tests.casework.test_pages import Desk, day_boxes
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 6, 10, 9, tzinfo=UTC)
SCHOOL = Placement(named="institution", institution="Example Primary", type="Mainstream primary")


@pytest.fixture(autouse=True)
def june_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def officer(area: LocalArea) -> Desk:
    return Desk(area, "Olive Officer", "ehc_coordinator")


@pytest.fixture
def head(area: LocalArea) -> Desk:
    return Desk(area, "Hetty Head", "head_of_send")


@pytest.fixture
def writer(area: LocalArea, officer: Desk) -> Any:
    return actor_for(area, officer.account.person, HEAD)


@pytest.fixture
def case(officer: Desk, writer: Any) -> Case:
    made = make_case(writer, officer.post)
    happen(writer, made, "request_received")
    happen(writer, made, "decided_to_assess", date(2025, 4, 7))
    happen(writer, made, "advice_request_sent", date(2025, 4, 8), body="health")
    happen(writer, made, "advice_request_received", date(2025, 4, 8), body="health")
    happen(writer, made, "advice_returned", date(2025, 5, 12), body="health")
    happen(writer, made, "decided_to_issue", date(2025, 6, 2))
    return made


@pytest.fixture
def draft(writer: Any, case: Case) -> PlanVersion:
    made = begin(writer, case, at=NOW)
    write_whole(writer, made, at=NOW)
    return made


def issue(writer: Any, plan: PlanVersion) -> PlanVersion:
    plan.refresh_from_db()
    send = plans.issue_draft if plan.kind in ("draft", "amended_draft") else plans.issue_final
    return send(actor=writer, at=NOW, version_ref=plan.ref, expected_version=plan.version)


def test_the_case_page_leads_to_the_plan(officer: Desk, case: Case) -> None:
    page = officer.get("case", case.ref)
    assert "No version is written here yet." in page
    assert officer.address("plan", case.ref) in page


def test_a_version_is_begun_written_and_sent_by_hand(officer: Desk, case: Case) -> None:
    begun = officer.post_to("begin_plan", case.ref, kind="draft")
    plan = PlanVersion.objects.in_area(case.area_id).get(case=case)
    assert begun["Location"] == officer.address("plan_desk", plan.ref)
    desk = officer.get("plan_desk", plan.ref)
    assert "Section B: No special educational need is written down." in desk
    answered = officer.post_to(
        "add_plan_part", plan.ref, "B", "need",
        area="learning", need="Reading is slow.", asked_by="school",
    )  # fmt: skip
    assert answered.status_code == 302
    desk = officer.get("plan_desk", plan.ref)
    assert "B1. Reading is slow." in desk
    assert "Section B: No special educational need is written down." not in desk


def test_a_form_says_what_is_missing_and_loses_nothing(officer: Desk, draft: PlanVersion) -> None:
    answered = officer.post_to(
        "add_plan_part", draft.ref, "E", "outcome", outcome="She swims.", asked_by="family",
        **day_boxes("by_on", date(2025, 6, 31 - 1)) | {"by_on_day": "31"},
    )  # fmt: skip
    page = answered.content.decode()
    assert answered.status_code == 422
    assert "She swims." in page


def test_advice_that_came_in_is_offered_for_section_k(officer: Desk, draft: PlanVersion) -> None:
    desk = officer.get("plan_desk", draft.ref)
    assert "List the advice of 12 May 2025: Health, through the single point of access" in desk
    event = draft.case.events.get(kind="advice_returned")
    form = officer.get("add_plan_part", draft.ref, "K", "advice", **{"from": event.ref})
    assert f'value="{event.ref}"' in form
    officer.post_to(
        "add_plan_part", draft.ref, "K", "advice", author="Dr Example", role="Paediatrician",
        event=event.ref, asked_by="officer", **day_boxes("given_on", date(2025, 5, 12)),
    )  # fmt: skip
    assert "List the advice" not in officer.get("plan_desk", draft.ref)


def test_the_plan_reads_by_yorks_parts_and_the_laws_sections(
    officer: Desk, draft: PlanVersion
) -> None:
    page = officer.get("plan_version", draft.ref)
    assert "Part 3: Special educational needs" in page
    for section in Section:
        assert f"Section {section}: " in page
    assert "This version is being written." in page
    assert "This section is left blank in a draft." in page
    assert "I like trains." in page


def test_each_look_at_a_plan_is_noted(officer: Desk, draft: PlanVersion) -> None:
    for name in ("plan_version", "plan_desk"):
        officer.get(name, draft.ref)
    looks = LedgerEntry.objects.filter(verb="looked", subject_ref=draft.case.ref)
    assert looks.count() == 2


def test_what_stands_in_the_way_closes_the_door(officer: Desk, writer: Any, case: Case) -> None:
    plan = begin(writer, case, at=NOW)
    page = officer.get("issue_plan", plan.ref)
    assert "This cannot be sent yet." in page
    assert "Section F: No special educational provision is written down." in page
    sent = officer.post_to("issue_plan", plan.ref, is_read="on", expected_version="1")
    assert sent.status_code == 422
    assert not case.events.filter(kind="draft_sent").exists()


def test_a_draft_is_checked_and_sent(officer: Desk, draft: PlanVersion) -> None:
    draft.refresh_from_db()
    page = officer.get("issue_plan", draft.ref)
    assert "Nothing stands in the way." in page
    unread = officer.post_to("issue_plan", draft.ref, expected_version=str(draft.version))
    assert unread.status_code == 422
    sent = officer.post_to(
        "issue_plan", draft.ref, is_read="on", expected_version=str(draft.version)
    )
    assert sent.status_code == 302
    assert draft.case.events.get(kind="decision_made").body["decides"] == "draft_sent"
    officer.get("plan_desk", draft.ref, status=404)
    assert (
        "Draft EHC plan: issued on 10 June 2025. It is not sent to the family yet."
        in officer.get("case", draft.case.ref)
    )


def test_a_stale_check_is_not_sent(officer: Desk, writer: Any, draft: PlanVersion) -> None:
    draft.refresh_from_db()
    seen = draft.version
    add(writer, draft, Section.B, Need(area="learning", need="Reading is slow."), at=NOW)
    sent = officer.post_to("issue_plan", draft.ref, is_read="on", expected_version=str(seen))
    assert sent.status_code == 422
    assert "Somebody else changed this first" in sent.content.decode()


def test_the_final_plan_waits_for_whoever_decides(
    officer: Desk, head: Desk, writer: Any, draft: PlanVersion
) -> None:
    go_out(writer, issue(writer, draft))
    final = begin(writer, draft.case, VersionKind.FINAL, at=NOW)
    add(writer, final, Section.PLACE, SCHOOL, at=NOW)
    final.refresh_from_db()
    page = officer.get("issue_plan", final.ref)
    assert "is issued by an officer who may decide" in page
    sent = {"is_read": "on", "expected_version": str(final.version)}
    assert officer.post_to("issue_plan", final.ref, **sent).status_code == 404
    assert "reached the family is not recorded" in head.get("issue_plan", final.ref)
    happen(writer, draft.case, "draft_served", NOW.date())
    page = head.get("issue_plan", final.ref)
    assert "The family may still answer the draft, until 24 June 2025." in page
    assert head.post_to("issue_plan", final.ref, **sent).status_code == 302
    page = officer.get("case", draft.case.ref)
    assert "Version 2 was issued on 10 June 2025. It is not sent to the family yet." in page
    assert "It is not sent to the family yet." in officer.get("plan", draft.case.ref)
    happen(writer, draft.case, "final_plan_sent", NOW.date())
    page = officer.get("case", draft.case.ref)
    assert "Version 2 is in force, issued on 10 June 2025." in page
    Case.objects.in_area(draft.area_id).filter(pk=draft.case_id).update(stage="ceased")
    assert "Version 2 was the last, issued on 10 June 2025." in officer.get("case", draft.case.ref)


def test_what_a_review_found_is_written_down_row_by_row(
    officer: Desk, writer: Any, draft: PlanVersion
) -> None:
    case = draft.case
    go_out(writer, issue(writer, draft))
    happen(writer, case, "draft_served", date(2025, 6, 10))
    happen(writer, case, "representations_received", date(2025, 6, 10))
    final = begin(writer, case, VersionKind.FINAL, at=NOW)
    add(writer, final, Section.PLACE, SCHOOL, at=NOW)
    issue(writer, final)
    happen(writer, case, "final_plan_sent", NOW.date())
    assert officer.address("review_found", case.ref) not in officer.get("case", case.ref)
    happen(writer, case, "review_held", NOW.date())
    assert officer.address("review_found", case.ref) in officer.get("case", case.ref)
    form = officer.get("review_found", case.ref)
    assert "Is it given?" in form
    _, looked = review_to_write_down(writer, case_ref=case.ref, today=NOW.date())
    case.refresh_from_db()
    sent = {
        "expected_version": str(case.version),
        "note": "She likes it there.",
        **{f"outcome_{key}": "reached" for key, _ in looked.outcomes},
    }
    lacking = officer.post_to("review_found", case.ref, **sent)
    assert lacking.status_code == 422
    assert "She likes it there." in lacking.content.decode()
    whole = {**sent, **{f"help_{key}": "in_part" for key, _ in looked.helps}}
    assert officer.post_to("review_found", case.ref, **whole).status_code == 302
    page = officer.get("case", case.ref)
    assert "Given in part" in page
    assert "She likes it there." in page


@pytest.mark.scenario(20)
def test_two_versions_are_compared_by_word_with_who_asked(
    officer: Desk, writer: Any, draft: PlanVersion
) -> None:
    issue(writer, draft)
    final = begin(writer, draft.case, VersionKind.FINAL, at=NOW)
    row = final.parts.get(section="F")
    link = {name: row.body[name] for name in ("needs", "outcomes")}
    kept = {"what": row.body["what"], "who": row.body["who"], "how_much": "20 minutes"}
    changed = officer.post_to(
        "change_plan_part", row.ref, **kept, **link, how_often="Four times a week",
        how_long="Two terms", expected_version="1", asked_by="family", why_asked="Three was too few",
    )  # fmt: skip
    assert changed.status_code == 302, changed.content.decode()
    officer.get("plan_changes", final.ref)  # says that the change was saved
    page = officer.get("plan_changes", final.ref)
    assert "[taken out: </span>Three<" in page
    assert "[put in: </span>Four<" in page
    assert "Asked for by: The family. Three was too few." in page
    assert "1 row changed" in page
    assert officer.get("plan_changes", final.ref, **{"with": draft.ref}) == page
    officer.get("plan_changes", draft.ref, status=404)
    officer.post_to(
        "change_plan_part", final.parts.get(section="B").ref, area="learning", need="He reads slowly.",
        expected_version="1", asked_by="officer",
    )  # fmt: skip
    page = officer.get("plan_changes", final.ref)
    assert "Nobody asked for it: it is the officer’s own work. Written in by" in page


@pytest.mark.scenario(20)
def test_an_issued_version_has_no_way_to_be_edited(
    officer: Desk, writer: Any, draft: PlanVersion
) -> None:
    issue(writer, draft)
    row = draft.parts.filter(section="B").get()
    assert "is not being written" in officer.get("change_plan_part", row.ref)
    sent = officer.post_to(
        "change_plan_part", row.ref, area="learning", need="X", asked_by="officer",
        expected_version="1",
    )  # fmt: skip
    assert sent.status_code == 422
    assert "It is never changed" in sent.content.decode()


def test_the_paper_is_downloaded_by_whoever_reads_the_case(
    area: LocalArea, officer: Desk, writer: Any, draft: PlanVersion
) -> None:
    officer.get("plan_paper", draft.ref, "pdf", status=404)
    issued = issue(writer, draft)
    assert "Its paper is being made." in officer.get("plan_version", draft.ref)
    make_plan_paper(version_id=issued.pk, at=NOW, progress=lambda done, total: None)
    for what, begins in (("pdf", b"%PDF-"), ("word", b"PK")):
        response = officer.client.get(officer.address("plan_paper", draft.ref, what))
        assert response.getvalue().startswith(begins)
        assert "Testly" not in response["Content-Disposition"]
    officer.get("plan_paper", draft.ref, "xlsx", status=404)
    Desk(area, "Otto Other", "ehc_coordinator").get("plan_paper", draft.ref, "pdf", status=404)


def test_what_was_issued_leads_to_its_letter_and_the_letter_asks_for_it_at_once(
    officer: Desk, head: Desk, writer: Any, case: Case, draft: PlanVersion
) -> None:
    assert head.post_to("letter_details", **OF_AN_AREA, expected_version="1").status_code == 302
    knows = actor_for(case.area, head.account.person, HEAD | {"casework.family_settings"})
    told = told_to_families(head.post.ref)
    change_family_settings(actor=knows, at=NOW, expected_version=1, new=told)
    new = ContactDetails(name="Mo Testly", relation="mother", has_responsibility=True)
    add_contact(actor=writer, at=NOW, case_ref=case.ref, new=new)
    assert "Write its letter" not in officer.get("plan_version", draft.ref)
    issued = issue(writer, draft)
    page = officer.get("plan_version", draft.ref)
    assert "Write its letter, and send both" in page
    assert officer.address("letters", case.ref) in page
    made = letters.write_letters(actor=writer, at=NOW, case_ref=case.ref)
    (letter,) = [each for each in made if each.template == "draft_plan"]
    read = officer.get("letter", letter.ref)
    assert "is not enclosed yet. Enclose it first." in read
    assert "Enclose the EHC plan" in read
    make_plan_paper(version_id=issued.pk, at=NOW, progress=lambda done, total: None)
    assert f'<option value="{draft.ref}" selected' in officer.get("enclose", letter.ref)
    sent = {"kind": "plan", "plan": draft.ref, "title": ""}
    letter.refresh_from_db()
    answer = officer.post_to("enclose", letter.ref, expected_version=str(letter.version), **sent)
    assert answer.status_code == 302
    assert "is not enclosed yet" not in officer.get("letter", letter.ref)


@pytest.mark.scenario(49)
def test_another_officers_plan_looks_like_nonsense(area: LocalArea, draft: PlanVersion) -> None:
    other = Desk(area, "Otto Other", "ehc_coordinator")
    part = draft.parts.filter(section="B").get()
    for name in ("plan_version", "plan_desk", "plan_changes", "issue_plan", "discard_plan"):
        theirs = other.get(name, draft.ref, status=404)
        assert theirs == other.get(name, "zzzzzzzzzzzzzzzz", status=404)
    for name in ("change_plan_part", "remove_plan_part"):
        theirs = other.get(name, part.ref, status=404)
        assert theirs == other.get(name, "zzzzzzzzzzzzzzzz", status=404)
    other.get("plan", draft.case.ref, status=404)


@pytest.mark.scenario(51)
@pytest.mark.parametrize("role", ["chair", "administrator", "scrutiny_member"])
def test_a_high_office_reads_no_plan(area: LocalArea, draft: PlanVersion, role: str) -> None:
    outsider = Desk(area, "Somebody Else", role)
    outsider.get("plan_version", draft.ref, status=404)
    outsider.get("plan", draft.case.ref, status=404)


@pytest.mark.parametrize(("section", "kind"), [("B", "budget"), ("Z", "need"), ("G", "agreement")])
def test_nothing_is_added_where_it_does_not_belong(
    officer: Desk, draft: PlanVersion, section: str, kind: str
) -> None:
    officer.get("add_plan_part", draft.ref, section, kind, status=404)


def test_a_version_is_discarded(officer: Desk, draft: PlanVersion) -> None:
    draft.refresh_from_db()
    sent = officer.post_to(
        "discard_plan", draft.ref, is_meant="on", expected_version=str(draft.version)
    )
    assert sent.status_code == 302
    assert "Discarded" in officer.get("plan", draft.case.ref)


def test_a_version_says_when_its_event_was_taken_back(
    officer: Desk, writer: Any, draft: PlanVersion
) -> None:
    issued = issue(writer, draft)
    assert issued.event is not None
    take_back_event(actor=writer, at=NOW, event_ref=issued.event.ref, why="It was not sent.")
    assert "was corrected later" in officer.get("plan_version", draft.ref)
