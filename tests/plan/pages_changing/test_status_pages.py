"""Recording progress with evidence, as an officer does it in the browser."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from alongside.files import store
from alongside.files.models import StoredFile
from alongside.plan.models import Evidence, Line, StatusEntry
from alongside.plan.rules.codes import Partner
from tests.plan.factories import Place, complete, lead, record
from tests.plan.pages_changing.conftest import SignIn, boxes, to, words

NOTES = b"Minutes of the meeting on 15 June 2020.\n"


def notes() -> SimpleUploadedFile:
    return SimpleUploadedFile("minutes.txt", NOTES, content_type="text/plain")


def answers(line: Line, code: str = "on_track", **more: object) -> dict[str, object]:
    line.refresh_from_db()
    return {
        "code": code,
        "note": "The draft went to families",
        "expected_version": line.version,
        **boxes("status_on", 15, 6, 2020),
        **more,
    }


def kept_word(page: object) -> str:
    found = re.search(r'name="waiting_file" value="([^"]+)"', page.content.decode())  # type: ignore[attr-defined]
    assert found is not None
    return found[1]


def test_a_status_is_recorded_and_the_line_is_shown(officer: Client, line: Line) -> None:
    answer = officer.post(to("record_status", line.ref), answers(line), follow=True)
    assert answer.redirect_chain == [(to("line", line.ref), 302)]
    assert "The status of 2.1-A has been recorded." in words(answer)
    entry = StatusEntry.objects.in_area(line.area_id).get()
    assert (entry.code, entry.note) == ("on_track", "The draft went to families")


def test_each_step_says_what_it_means(officer: Client, line: Line) -> None:
    page = words(officer.get(to("record_status", line.ref)))
    assert "Everything that was promised has been done. Name the evidence." in page
    assert "Progressing but delayed Part of it is done, and it will be late." in page


@pytest.mark.scenario(35)
def test_completed_needs_evidence_and_nothing_typed_is_lost(officer: Client, line: Line) -> None:
    page = officer.post(to("record_status", line.ref), answers(line, "completed"))
    assert page.status_code == 422
    assert "Completed needs evidence." in words(page)
    assert "The draft went to families" in page.content.decode()
    assert re.search(r'value="completed"[^>]*checked', page.content.decode())
    assert 'href="#id_title"' in page.content.decode()
    assert not StatusEntry.objects.in_area(line.area_id).exists()


def test_a_file_is_kept_with_the_status(officer: Client, line: Line) -> None:
    sent = answers(line, "completed", title="Minutes", file=notes())
    assert officer.post(to("record_status", line.ref), sent).status_code == 302
    evidence = Evidence.objects.in_area(line.area_id).get()
    assert (evidence.kind, evidence.file.name) == ("file", "minutes.txt")
    served = officer.get(to("evidence_file", evidence.ref))
    assert b"".join(served.streaming_content) == NOTES
    assert "attachment" in served["Content-Disposition"]


def test_a_chosen_file_is_kept_while_the_rest_is_mended(officer: Client, line: Line) -> None:
    address = to("record_status", line.ref)
    page = officer.post(address, answers(line, "completed", file=notes()))
    assert page.status_code == 422
    assert "Give the evidence a title." in words(page)
    assert "“minutes.txt” is kept until you save." in words(page)
    assert not StoredFile.objects.in_area(line.area_id).exists()
    again = answers(line, "completed", title="Minutes", waiting_file=kept_word(page))
    assert officer.post(address, again).status_code == 302
    assert StoredFile.objects.in_area(line.area_id).get().name == "minutes.txt"


def test_a_kept_file_can_be_left_out(officer: Client, line: Line) -> None:
    address = to("record_status", line.ref)
    page = officer.post(address, answers(line, "completed", file=notes()))
    assert "Leave out the file that is kept" in words(page)
    again = answers(
        line,
        "completed",
        title="Minutes",
        document_reference="SIB/7",
        waiting_file=kept_word(page),
        leave_file_out="on",
    )
    assert officer.post(address, again).status_code == 302
    assert Evidence.objects.in_area(line.area_id).get().kind == "document"


def test_a_kept_file_is_of_no_use_to_anybody_else(
    officer: Client, sign_in: SignIn, line: Line
) -> None:
    address = to("record_status", line.ref)
    page = officer.post(address, answers(line, "completed", file=notes()))
    other = sign_in("Nora Nominated", "nominated_officer")
    stolen = answers(line, "completed", title="Minutes", waiting_file=kept_word(page))
    refused = other.post(address, stolen)
    assert refused.status_code == 422
    assert "The file you chose is no longer kept. Choose it again." in words(refused)


def test_a_kept_file_that_was_cleared_has_to_be_chosen_again(officer: Client, line: Line) -> None:
    address = to("record_status", line.ref)
    page = officer.post(address, answers(line, "completed", file=notes()))
    for content in store.contents():
        content.unlink()
    again = answers(line, "completed", title="Minutes", waiting_file=kept_word(page))
    assert "The file you chose is no longer kept." in words(officer.post(address, again))


def test_a_file_that_is_not_what_it_says_is_refused_beside_its_box(
    officer: Client, line: Line
) -> None:
    wrong = SimpleUploadedFile(
        "minutes.pdf", b"MZ\x90\x00 a program", content_type="application/pdf"
    )
    page = officer.post(
        to("record_status", line.ref), answers(line, "completed", title="Minutes", file=wrong)
    )
    assert page.status_code == 422
    assert 'id="id_file_error"' in page.content.decode()
    assert "is kept until you save" not in words(page)
    assert not StoredFile.objects.in_area(line.area_id).exists()
    assert not StatusEntry.objects.in_area(line.area_id).exists()


@pytest.mark.scenario(35)
def test_embedded_too_early_is_refused_with_the_reason(
    officer: Client, place: Place, line: Line
) -> None:
    early = officer.post(to("record_status", line.ref), answers(line, "embedded"))
    assert early.status_code == 422
    assert "Embedded comes only after completed." in words(early)
    complete(place, line)
    page = officer.post(to("record_status", line.ref), answers(line, "embedded"))
    assert page.status_code == 422
    assert "Embedded has to be earned after completion." in words(page)
    assert 'id="id_code_error"' in page.content.decode()


def test_the_second_of_two_people_sees_what_changed_and_chooses(
    officer: Client, place: Place, line: Line
) -> None:
    stale = answers(line, "progressing_delayed", **boxes("forecast", "", 9, 2021))
    record(place, line, "on_track")
    page = officer.post(to("record_status", line.ref), stale)
    assert page.status_code == 422
    said = words(page)
    assert "Somebody changed this while you were writing" in said
    assert "Status Progressing and on track Progressing but delayed" in said
    assert "Record mine as well" in said
    line.refresh_from_db()
    fresh = {**stale, "expected_version": line.version}
    assert f'name="expected_version" value="{line.version}"' in page.content.decode()
    assert officer.post(to("record_status", line.ref), fresh).status_code == 302


def test_evidence_that_is_there_can_be_named(officer: Client, place: Place, line: Line) -> None:
    officer.post(
        to("attach_evidence", line.ref), {"title": "Minutes", "document_reference": "SIB/7"}
    )
    evidence = Evidence.objects.in_area(line.area_id).get()
    page = words(officer.get(to("record_status", line.ref)))
    assert "Minutes Document held elsewhere" in page
    sent = answers(line, "completed", evidence=[evidence.ref])
    assert officer.post(to("record_status", line.ref), sent).status_code == 302


def test_the_latest_status_is_corrected_and_stays_readable(
    officer: Client, place: Place, line: Line
) -> None:
    record(place, line, "on_track")
    wrong = StatusEntry.objects.in_area(line.area_id).get()
    page = officer.get(to("correct_status", wrong.ref))
    assert re.search(r'value="on_track"[^>]*checked', page.content.decode())
    sent = answers(line, "progressing_delayed", **boxes("forecast", "", 9, 2021))
    assert officer.post(to("correct_status", wrong.ref), sent).status_code == 302
    later = StatusEntry.objects.in_area(line.area_id).get(corrects=wrong)
    assert later.code == "progressing_delayed"


def test_an_organisation_records_only_for_lines_that_it_leads(
    sign_in: SignIn, place: Place, line: Line
) -> None:
    nurse = sign_in("Nia Nurse", "designated_clinical_officer", organisation=place.health)
    assert nurse.get(to("record_status", line.ref)).status_code == 404
    assert nurse.post(to("record_status", line.ref), answers(line)).status_code == 404
    lead(place, line, Partner.HEALTH, "Chief Nurse")
    assert nurse.get(to("record_status", line.ref)).status_code == 200
    assert nurse.post(to("record_status", line.ref), answers(line)).status_code == 302


def test_withdrawn_evidence_says_what_rests_on_it_and_why_it_went(
    officer: Client, place: Place, line: Line
) -> None:
    complete(place, line)
    evidence = Evidence.objects.in_area(line.area_id).get()
    address = to("withdraw_evidence", evidence.ref)
    assert "1 status rests on it" in words(officer.get(address))
    assert "Say why the evidence is withdrawn" in words(officer.post(address, {"reason": " "}))
    assert officer.post(address, {"reason": "The wrong minutes"}).status_code == 302
    assert "has been withdrawn already" in words(officer.post(address, {"reason": "Again"}))


def test_a_missing_file_is_told_plainly(officer: Client, line: Line) -> None:
    officer.post(to("attach_evidence", line.ref), {"title": "Minutes", "file": notes()})
    evidence = Evidence.objects.in_area(line.area_id).select_related("file").get()
    store.path_of(evidence.file.sha256).unlink()
    answer = officer.get(to("evidence_file", evidence.ref))
    assert answer.status_code == 500
    assert "This file is missing from the store." in words(answer)
