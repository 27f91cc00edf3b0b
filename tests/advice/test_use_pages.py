"""How advice was used, and the family’s own evidence, as an officer and the author of the advice see them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from alongside.advice.models import (
    AdviceRequest,
    AdviceSubmission,
    FamilyReport,
    RowUse,
    UseAnswer,
)
from alongside.casework.models import Case
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.advice.test_pages import WRITTEN, At, asking
from tests.casework import plan_factories as plans
from tests.casework.factories import HEAD, actor_for, happen, make_case
from tests.casework.test_pages import day_boxes
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 6, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def june_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def officer(area: LocalArea) -> At:
    return At(area, "Olive Officer", "ehc_coordinator")


@pytest.fixture
def therapist(area: LocalArea) -> At:
    return At(area, "Sal Speech", "health_professional")


@pytest.fixture
def case(area: LocalArea, officer: At) -> Case:
    actor = actor_for(area, officer.account.person, HEAD)
    made = make_case(actor, officer.post)
    happen(actor, made, "request_received", date(2025, 4, 22))
    happen(actor, made, "decided_to_assess", date(2025, 5, 27))
    return made


@pytest.fixture
def given(officer: At, therapist: At, case: Case) -> AdviceSubmission:
    """By the service itself, not checked yet; and a draft that is being written."""
    officer.send("ask", case.ref, **asking(post=therapist.post.ref))
    request = AdviceRequest.objects.in_area(case.area_id).get()
    therapist.send(
        "do", request.ref, "receive", **day_boxes("on", date(2025, 5, 28)), source="email"
    )
    therapist.send("write", request.ref, **WRITTEN, give="1")
    actor = actor_for(officer.area, officer.account.person, HEAD)
    plans.write_whole(actor, plans.begin(actor, case, at=NOW), at=NOW)
    made: AdviceSubmission = AdviceSubmission.objects.in_area(case.area_id).get()
    return made


def key_of(case: Case, section: str) -> str:
    key: str = case.plan_versions.get().parts.get(section=section).key
    return key


def named(officer: At, case: Case, given: AdviceSubmission) -> RowUse:
    officer.send("name_source", case.ref, key_of(case, "F"), source=f"advice:{given.ref}")
    use: RowUse = RowUse.objects.in_area(case.area_id).get()
    return use


def test_one_click_says_yes(
    officer: At, therapist: At, case: Case, given: AdviceSubmission
) -> None:
    page = officer.get("uses", case.ref)
    assert "F1. A programme of understanding language" in page
    assert "Nothing behind it" in page
    use = named(officer, case, given)
    mine = therapist.get("used", given.request.ref)
    assert "Section F, row F1" in mine
    assert "Long instructions" not in mine
    seen = mine.split('name="seen" value="')[1].split('"')[0]
    therapist.send("answer_use", use.ref, answer="yes", seen=seen)
    assert "You said yes on 2 June 2025." in therapist.get("used", given.request.ref)
    page = officer.get("uses", case.ref)
    assert "of 1 answered, 1 asked" in page
    assert "(not accepted)" in page


def test_an_objection_needs_words_and_gets_an_answer(
    officer: At, therapist: At, case: Case, given: AdviceSubmission
) -> None:
    use = named(officer, case, given)
    page = therapist.get("answer_use", use.ref, answer="objects")
    seen = page.split('name="seen" value="')[1].split('"')[0]
    refused = therapist.post_to("answer_use", use.ref, answer="objects", seen=seen, words="")
    assert "Say what is not right." in refused.content.decode()
    therapist.send("answer_use", use.ref, answer="objects", seen=seen, words="Twice a week.")
    said = UseAnswer.objects.in_area(case.area_id).get()
    assert "Twice a week." in officer.get("uses", case.ref)
    officer.send("settle", said.ref, settled="kept", reason="The school gives it every day.")
    mine = therapist.get("used", given.request.ref)
    assert "The authority keeps the row: The school gives it every day." in mine
    officer.send("take_back", use.ref, sent="1")
    assert "No row of an EHC plan is said to rest" in therapist.get("used", given.request.ref)


def test_the_family_s_evidence_is_kept_considered_and_shared(
    officer: At, therapist: At, case: Case, given: AdviceSubmission
) -> None:
    officer.send("add_report", case.ref, **evidence(given))
    report = FamilyReport.objects.in_area(case.area_id).get()
    request = given.request.ref
    assert "has shared nothing" in therapist.get("shared_reports", request)
    therapist.get("report_file", report.ref, status=404)
    officer.send("consider_report", report.ref, outcome="used", words="It is the base of row F1.")
    sharing = {**day_boxes("on", NOW.date()), "agreed": "yes", "how": "His mother, by e-mail."}
    officer.send("share_report", report.ref, **sharing)
    page = officer.get("reports", case.ref)
    assert "The family paid for it, as ours was late" in page
    assert "It is the base of row F1." in page
    seen = therapist.get("shared_reports", request)
    assert "Report by a speech therapist" in seen
    assert "It is the base of row F1." not in seen
    opened = therapist.client.get(therapist.address("report_file", report.ref))
    assert b"".join(opened) == b"What she found.\n"
    opened.close()


def evidence(given: AdviceSubmission) -> dict[str, Any]:
    return {
        "title": "Report by a speech therapist",
        "given_by": "His mother",
        **day_boxes("received_on", NOW.date()),
        "source": "email",
        "upload": ContentFile(b"What she found.\n", "report.txt"),
        "bought": "late",
        "bought_words": "Nothing had come in week 5.",
        "late_request": given.request.ref,
    }


def test_the_page_of_the_case_leads_to_both(officer: At, case: Case) -> None:
    page = officer.client.get(reverse("casework:case", args=[officer.area.slug, case.ref]))
    shown = page.content.decode()
    assert officer.address("uses", case.ref) in shown
    assert officer.address("reports", case.ref) in shown
    assert "No EHC plan is begun in this case." in officer.get("uses", case.ref)
