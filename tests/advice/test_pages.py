"""Advice as an officer, a service, the designated clinical officer and everybody else see it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from alongside.advice.models import AdviceRequest, AdviceRow, AdviceSubmission
from alongside.casework.models import Case, CaseEvent
from alongside.ledger.models import LOOK, LedgerEntry
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.casework.factories import HEAD, actor_for, happen, make_case
from tests.casework.test_pages import Desk, day_boxes
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 6, 2, 9, tzinfo=UTC)
ASKED = date(2025, 5, 28)


class At(Desk):
    """The same, at the addresses of advice."""

    def address(self, name: str, *parts: str) -> str:
        return reverse(f"advice:{name}", args=[self.area.slug, *parts])

    def send(self, name: str, *parts: str, **sent: Any) -> str:
        """Accepted: it leads on."""
        response = self.post_to(name, *parts, **sent)
        assert response.status_code == 302, response.content.decode()[-3000:]
        return str(response["Location"])


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
def doctor(area: LocalArea) -> At:
    return At(area, "Dora Doctor", "designated_clinical_officer")


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
def asked(officer: At, doctor: At, case: Case) -> AdviceRequest:
    officer.send("ask", case.ref, **asking(post=doctor.post.ref))
    request: AdviceRequest = AdviceRequest.objects.in_area(case.area_id).get()
    doctor.send("do", request.ref, "receive", **day_boxes("on", ASKED), source="email")
    request.refresh_from_db()
    return request


def asking(**changed: Any) -> dict[str, Any]:
    known = {"adviser": "health", "purpose": "assessment", "source": "email"}
    return {**known, **day_boxes("on", ASKED), **changed}


WRITTEN = {
    "text": "He needs regular sessions from a therapist.",
    "author_name": "Sal Speech",
    "author_role": "Speech and language therapist",
}


def test_advice_from_asking_to_acceptance(
    officer: At, doctor: At, therapist: At, case: Case, asked: AdviceRequest
) -> None:
    assert "9 July 2025" in doctor.get("board")
    doctor.send("share", asked.ref, speech_and_language=therapist.post.ref)
    part = AdviceRequest.objects.in_area(case.area_id).get(part_of=asked)
    assert "Speech and language therapy" in therapist.get("mine")
    assert "shows here once something is saved." in therapist.get("write", part.ref)
    therapist.send("write", part.ref, **WRITTEN)
    desk = therapist.get("write", part.ref)
    assert "It could mean every day or once a year." in desk
    writing = AdviceSubmission.objects.in_area(case.area_id).get()
    row = {"words": "Speech therapy", "who": "A therapist", "how_much": "45 minutes"}
    therapist.send("add_row", writing.ref, "provision", **row)
    assert "This provision does not say how often or for how long." in therapist.get(
        "write", part.ref
    )
    writing.refresh_from_db()
    therapist.send("write", part.ref, **WRITTEN, expected_version=writing.version, give="1")
    read = doctor.get("submission", writing.ref)
    assert "This advice is not checked yet." in read
    doctor.send("check", writing.ref, outcome="sent_back", reasons="How often?", themes="provision")
    again = therapist.get("write", part.ref)
    assert "How often?" in again
    assert "Provision: Speech therapy" in again
    assert "They come with it." in again
    assert "/rows/" not in again
    assert "This provision does not say how often or for how long." in again
    therapist.send("write", part.ref, **{**WRITTEN, "text": "Once a week."}, give="1")
    second = AdviceSubmission.objects.in_area(case.area_id).get(number=2)
    doctor.send("check", second.ref, outcome="accepted")
    part.refresh_from_db()
    assert part.state == "accepted"
    shown = officer.get("request", asked.ref)
    assert "Accepted" in shown
    assert "First received on 2 June 2025, in time" in shown


def test_the_page_of_the_case_shows_whom_it_asked(
    officer: At, case: Case, asked: AdviceRequest
) -> None:
    address = reverse("casework:case", args=[officer.area.slug, case.ref])
    page = officer.client.get(address).content.decode()
    assert "Health, through the single point of access" in page
    assert officer.address("ask", case.ref) in page
    assert officer.address("request", asked.ref) in page


def test_before_the_family_is_told_of_an_assessment_no_advice_is_asked_for(
    area: LocalArea, officer: At
) -> None:
    actor = actor_for(area, officer.account.person, HEAD)
    early = make_case(actor, officer.post)
    happen(actor, early, "request_received", date(2025, 4, 22))
    of_case = reverse("casework:case", args=[area.slug, early.ref])
    offered = officer.address("ask", early.ref)
    assert offered not in officer.client.get(of_case).content.decode()
    page = officer.get("ask", early.ref)
    assert "once the family was told that the authority will assess" in page
    assert "<button" not in page.split("<main")[1].split("</main>")[0]
    happen(actor, early, "decided_to_assess", date(2025, 5, 27))
    assert offered in officer.client.get(of_case).content.decode()
    page = officer.get("ask", early.ref)
    assert "An assessment" in page
    assert "A re-assessment" not in page


def test_each_look_is_noted_with_the_child(doctor: At, case: Case, asked: AdviceRequest) -> None:
    looks = LedgerEntry.objects.filter(verb=LOOK, subject_ref=case.ref)
    before = looks.count()
    doctor.get("request", asked.ref)
    assert looks.count() == before + 1


def test_somebody_else_s_request_is_not_found(
    area: LocalArea, therapist: At, asked: AdviceRequest
) -> None:
    for name in ("request", "write", "share"):
        therapist.get(name, asked.ref, status=404)
    therapist.get("do", asked.ref, "receive", status=404)
    social = At(area, "Sid Social", "designated_social_care_officer")
    social.get("request", asked.ref, status=404)
    chair = At(area, "Cher Chair", "chair")
    chair.get("board", status=404)
    chair.get("mine", status=404)


def test_a_third_ground_is_told_why_it_is_none(doctor: At, asked: AdviceRequest) -> None:
    response = doctor.post_to(
        "do",
        asked.ref,
        "decline",
        **day_boxes("on", NOW.date()),
        source="email",
        ground="capacity",
        note="We are full.",
    )
    assert response.status_code == 422
    assert "Too little capacity is no ground of section 31" in response.content.decode()


def test_every_other_step_by_its_page(doctor: At, officer: At, asked: AdviceRequest) -> None:
    on = day_boxes("on", NOW.date())
    doctor.send("do", asked.ref, "take_on", **on)
    doctor.send("do", asked.ref, "not_brought", **on, note="The bus did not come.")
    reliance = {"because": "No test.", "evidence": "Letter", "authorised_by": "The doctor"}
    doctor.send("do", asked.ref, "rely", **on, ground="EXC-8C", **reliance)
    doctor.send("do", asked.ref, "not_known", **on, source="phone", note="No record.")
    officer.send("do", asked.ref, "chase", note="")
    officer.send("do", asked.ref, "escalate", post=officer.post.ref, note="Please help.")
    until = day_boxes("until", NOW.date() + timedelta(days=3))
    doctor.send("do", asked.ref, "cover", post=officer.post.ref, **until)
    doctor.send("do", asked.ref, "hand_over", post=officer.post.ref, note="")
    shown = doctor.get("request", asked.ref)
    assert "That is a reply and no advice" in shown
    assert "The child was not brought to an appointment" in shown
    officer.send("do", asked.ref, "withdraw", **on, note="They moved.")
    assert "The request was withdrawn." in officer.get("do", asked.ref, "chase")


def test_what_came_as_a_file_is_entered_and_its_rows_marked(
    officer: At, case: Case, asked: AdviceRequest
) -> None:
    upload = ContentFile(b"The advice as it came.\n", name="advice.txt")
    author = {"author_name": "Sal Speech", "author_role": "Therapist"}
    officer.send(
        "enter", asked.ref, **day_boxes("on", ASKED), source="post", upload=upload, **author
    )
    given = AdviceSubmission.objects.in_area(case.area_id).get()
    officer.send("add_row", given.ref, "need", words="She tires.", found_at="Page 2")
    row = AdviceRow.objects.in_area(case.area_id).get()
    officer.send("change_row", row.ref, words="She tires early.", found_at="Page 2")
    shown = officer.get("submission", given.ref)
    assert "She tires early." in shown
    assert "Entered by Olive Officer" in shown
    response = officer.client.get(officer.address("file", given.ref))
    assert b"".join(response.streaming_content) == b"The advice as it came.\n"
    officer.send("remove_row", row.ref, meant="1")
    assert "No row is marked." in officer.get("submission", given.ref)


def test_earlier_advice_needs_all_three(officer: At, asked: AdviceRequest) -> None:
    known = {"title": "Report", "author": "Dr Do", "how": "By e-mail."}
    days = {**day_boxes("dated_on", ASKED), **day_boxes("provider_on", ASKED)}
    response = officer.post_to("reuse", asked.ref, **known, **days)
    assert response.status_code == 422
    assert "Say when the authority agreed" in response.content.decode()
    rest = {**day_boxes("authority_on", ASKED), **day_boxes("family_on", ASKED)}
    officer.send("reuse", asked.ref, **known, **days, **rest)
    assert "Used again" in officer.get("request", asked.ref)


def test_two_tabs_at_the_desk_do_not_overwrite_each_other(
    doctor: At, case: Case, asked: AdviceRequest
) -> None:
    doctor.send("write", asked.ref, **WRITTEN)
    version = AdviceSubmission.objects.in_area(case.area_id).get().version
    doctor.send("write", asked.ref, **WRITTEN, expected_version=version)
    response = doctor.post_to(
        "write", asked.ref, **{**WRITTEN, "text": "Mine."}, expected_version=version
    )
    assert response.status_code == 422
    assert "Somebody else changed this first" in response.content.decode()


def test_a_board_filters_by_the_services_of_its_own_side(
    area: LocalArea, doctor: At, asked: AdviceRequest
) -> None:
    page = doctor.get("board")
    assert "Speech and language therapy" in page
    assert "Educational psychology" not in page
    assert "Health, through" in doctor.get("board", adviser="health")
    social = At(area, "Sol Social", "designated_social_care_officer")
    assert "Every service" not in social.get("board", adviser="social_care")


def test_what_was_shared_sends_its_reader_to_the_parts(doctor: At, asked: AdviceRequest) -> None:
    assert "Nothing has been received yet." in doctor.get("request", asked.ref)
    doctor.send("share", asked.ref, camhs=doctor.post.ref)
    page = doctor.get("request", asked.ref)
    assert "Each service gives its own part." in page
    assert "Nothing has been received yet." not in page


def test_the_home_page_says_what_waits(doctor: At, asked: AdviceRequest) -> None:
    home = doctor.client.get(reverse("home", args=[doctor.area.slug])).content.decode()
    assert "Advice asked of you" in home
    assert "Advice that is late" in home


def test_the_case_keeps_what_the_law_asks(case: Case, asked: AdviceRequest) -> None:
    kinds = CaseEvent.objects.in_area(case.area_id).filter(case=case).values_list("kind", flat=True)
    assert {"advice_request_sent", "advice_request_received"} <= set(kinds)


def test_a_day_is_corrected_on_the_page_of_the_request_and_the_old_one_stays(
    officer: At, therapist: At, doctor: At, asked: AdviceRequest
) -> None:
    page = doctor.get("request", asked.ref)
    assert "Correct the day" in page
    right = {**day_boxes("on", date(2025, 5, 30)), "why": "Typed wrongly."}
    refused = doctor.post_to("correct_day", asked.ref, "2", **right, shown_by="")
    assert refused.status_code == 422
    assert "Typed wrongly." in refused.content.decode()
    doctor.send("correct_day", asked.ref, "2", **right, shown_by="The e-mail of that day.")
    page = doctor.get("request", asked.ref)
    assert "30 May 2025: The request was received" in page
    assert "It said 28 May 2025 before. Typed wrongly." in page
    assert therapist.get("correct_day", asked.ref, "2", status=404)
    assert doctor.get("correct_day", asked.ref, "1", status=404)
    assert officer.get("correct_day", asked.ref, "9", status=404)


def test_what_ended_by_mistake_is_opened_again_on_its_own_page(
    officer: At, doctor: At, asked: AdviceRequest
) -> None:
    today = day_boxes("on", NOW.date())
    officer.send("do", asked.ref, "withdraw", **today, note="Asked twice.")
    assert "Open it again" not in doctor.get("request", asked.ref)
    assert "Open it again" in officer.get("request", asked.ref)
    assert officer.post_to("do", asked.ref, "open_again", note="").status_code == 422
    assert doctor.get("do", asked.ref, "open_again", status=404)
    officer.send("do", asked.ref, "open_again", note="It was another child’s.")
    page = doctor.get("request", asked.ref)
    assert "Opened again: it had ended by mistake" in page
    assert "It was another child’s." in page
    assert "This was a mistake, and counts no more." in page


def test_the_case_says_before_what_is_taken_back_at_a_request_and_leads_there(
    officer: At, doctor: At, asked: AdviceRequest
) -> None:
    today = day_boxes("on", NOW.date())
    doctor.send("do", asked.ref, "not_brought", **today, note="The bus did not come.")
    event = CaseEvent.objects.in_area(officer.area.pk).get(kind="appointment_missed")
    in_case = reverse("casework:take_back_event", args=[officer.area.slug, event.ref])
    page = officer.client.get(in_case).content.decode()
    assert "chooses “Take it back”" in page
    assert officer.address("request", asked.ref) in page
    assert "<textarea" not in page
    to_correct = reverse("casework:correct_event", args=[officer.area.slug, event.ref])
    page = officer.client.get(to_correct).content.decode()
    assert "choose “Correct the day”: the day here then follows. Only what is noted" in page
    assert officer.address("request", asked.ref) in page
    assert "<textarea" in page
    number = str(asked.steps.count())
    assert officer.get("take_back_step", asked.ref, number, status=404)
    assert doctor.address("take_back_step", asked.ref, number) in doctor.get("request", asked.ref)
    doctor.send("take_back_step", asked.ref, number, why="Another child’s.")
    assert "Taken back: it was recorded by mistake" in officer.get("request", asked.ref)
    event.refresh_from_db()
    assert event.corrected_by.body["note"] == "Another child’s."


def test_whoever_wrote_advice_is_not_offered_to_check_it(
    doctor: At, case: Case, asked: AdviceRequest
) -> None:
    doctor.send("write", asked.ref, **WRITTEN, give="1")
    given = AdviceSubmission.objects.in_area(case.area_id).get()
    assert "Read and check it" not in doctor.get("request", asked.ref)
    shown = doctor.get("submission", given.ref)
    assert doctor.address("check", given.ref) not in shown
    assert "You wrote this advice. Somebody else checks it." in shown
    assert "You wrote this advice." in doctor.get("check", given.ref)
