"""Importing again: nothing twice, differences first, and people's work is never undone."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from alongside.access.roles import permissions_of
from alongside.kernel.actor import Actor, Holding, Scope
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Refusals
from alongside.ledger.models import LedgerEntry
from alongside.people.models import LocalArea, Person
from alongside.plan import operations, perms
from alongside.plan.commands import NewLine, NewStatus, QuestionAnswer
from alongside.plan.models import (
    ImportQuestion,
    Lead,
    Line,
    Rewording,
    Statement,
    StatusEntry,
)
from alongside.plan.rules.codes import LineKind, WhichDate
from alongside.plan.transfer import ImportResult, export_document
from tests.plan.transfer.conftest import AT, Document, Importing

LATER = datetime(2022, 10, 3, 9, tzinfo=UTC)
CHANGED_SENTENCE = "The file differs from York written statement of action 2020 (SEND)"


def _line(officer: Actor, reference: str) -> Line:
    found: Line = Line.objects.in_area(officer.area_id).get(reference=reference)
    return found


def _person(role: str, officer: Actor, name: str) -> Actor:
    person = Person.objects.create(name=name)
    holding = Holding(role, frozenset(permissions_of(role)), purpose=role)
    return Actor(person.pk, name, officer.area_id, officer.area_slug, (holding,))


def _outcome(york: Document, reference: str) -> Document:
    outcomes = [o for area in york["areas_for_improvement"] for o in area["outcomes"]]
    found: Document = next(o for o in outcomes if o["id"] == reference)
    return found


@pytest.fixture
def area(york_and_progress_are_here: LocalArea, db: None) -> LocalArea:
    return york_and_progress_are_here


@pytest.fixture
def both(area: LocalArea) -> str:
    """York's two files, imported; the reference of the action plan."""
    return str(Statement.objects.in_area(area.pk).get().ref)


@pytest.mark.both_engines
def test_the_same_files_again_change_nothing_and_say_so(
    both: str, york: Document, progress: Document, importing: Importing
) -> None:
    entries = LedgerEntry.objects.count()
    for document, name in ((york, "plan.json"), (progress, "progress.json")):
        report = importing(document, name=name, at=LATER)
        assert report.result is ImportResult.NOTHING_CHANGED
        assert report.sentence.startswith("Nothing changed: everything in the file is already in")
        assert (report.differences, report.kept) == ((), ())
    assert LedgerEntry.objects.count() == entries


@pytest.mark.both_engines
def test_a_changed_file_shows_its_differences_first_and_is_applied_when_accepted(
    both: str, york: Document, importing: Importing, officer: Actor
) -> None:
    _outcome(york, "2.1")["actions"][0]["text"] = "Develop a strategy"
    _outcome(york, "2.1")["impact"].append("Families notice")
    before = export_document(actor=officer, ref=both)
    shown = importing(york)
    assert shown.result is ImportResult.DIFFERENCES
    assert shown.sentence == f"{CHANGED_SENTENCE} in 2 places. Nothing has been changed yet."
    assert export_document(actor=officer, ref=both) == before
    text, impact = shown.differences
    assert text.where == "Weakness 2, outcome 2.1, action 2.1-A, text"
    assert (text.was[:11], text.becomes) == ("Develop and", "Develop a strategy")
    assert (impact.where, impact.becomes) == ("Weakness 2, outcome 2.1, impact", "Families notice")
    done = importing(york, accepted=shown.digest, at=LATER)
    assert done.result is ImportResult.UPDATED
    assert export_document(actor=officer, ref=both, document="statement") == york
    rewording = Rewording.objects.in_area(officer.area_id).get()
    assert rewording.old_text.startswith("Develop and implement")


def test_a_digest_of_other_differences_is_not_an_acceptance(
    both: str, york: Document, importing: Importing
) -> None:
    _outcome(york, "2.1")["outcome"] = "Another outcome"
    seen = importing(york)
    _outcome(york, "2.1")["outcome"] = "Yet another outcome"
    again = importing(york, accepted=seen.digest)
    assert again.result is ImportResult.DIFFERENCES
    assert again.digest != seen.digest


def test_words_that_a_person_changed_stay_where_the_file_did_not_change(
    both: str, york: Document, importing: Importing, officer: Actor
) -> None:
    _reword(officer, "1.1", "Our own words")
    _outcome(york, "1.2")["outcome"] = "A framework"
    report = importing(york, accept_all=True)
    assert report.kept == ()
    assert _line(officer, "1.1").text == "Our own words"
    assert _line(officer, "1.2").text == "A framework"


def test_words_that_both_changed_stay_the_persons_and_are_reported(
    both: str, york: Document, importing: Importing, officer: Actor
) -> None:
    _reword(officer, "1.1", "Our own words")
    _outcome(york, "1.1")["outcome"] = "The file's words"
    _outcome(york, "1.2")["outcome"] = "A framework"
    report = importing(york, accept_all=True)
    assert [(k.where, k.ours, k.theirs) for k in report.kept] == [
        ("Outcome 1.1, text", "Our own words", "The file's words")
    ]
    assert _line(officer, "1.1").text == "Our own words"
    assert importing(york).result is ImportResult.NOTHING_CHANGED


def test_a_date_changed_with_consent_stays_and_is_reported(
    both: str, progress: Document, importing: Importing, officer: Actor
) -> None:
    _consent(officer, "1.1", PartialDate(2020, 12))
    progress["rows"][0] |= {"end_date": "2020-08", "end_date_printed": "August 2020"}
    report = importing(progress, name="progress.json", accept_all=True)
    assert [(k.where, k.ours, k.theirs) for k in report.kept] == [
        ("1.1, end date", "December 2020", "August 2020")
    ]
    assert str(_line(officer, "1.1").end_on) == "2020-12-31"
    assert export_document(actor=officer, ref=both, document="published_progress") == progress


def test_a_date_that_would_come_before_a_changed_one_is_reported_too(
    both: str, progress: Document, importing: Importing, officer: Actor
) -> None:
    _consent(officer, "1.1", PartialDate(2020, 12))
    progress["rows"][0] |= {
        "start_date": "2021-02", "end_date": "2021-07", "end_date_printed": "July 2021",
    }  # fmt: skip
    report = importing(progress, name="progress.json", accept_all=True)
    assert {k.where for k in report.kept} == {"1.1, start date", "1.1, end date"}
    assert str(_line(officer, "1.1").start_on) == "2020-02-01"


@pytest.mark.parametrize("way", ["all", "digest"])
def test_a_promised_date_stays_and_the_files_date_is_reported(
    way: str, both: str, progress: Document, importing: Importing, officer: Actor
) -> None:
    progress["rows"][0] |= {
        "start_date": "2020-03", "end_date": "2020-08", "end_date_printed": "August 2020",
    }  # fmt: skip
    shown = importing(progress, name="progress.json")
    assert shown.result is ImportResult.DIFFERENCES
    accepted: Any = {"accept_all": True} if way == "all" else {"accepted": shown.digest}
    report = importing(progress, name="progress.json", **accepted)
    assert report.kept == shown.kept
    assert [(k.where, k.ours, k.theirs) for k in report.kept] == [
        ("1.1, start date", "February 2020", "March 2020"),
        ("1.1, end date", "July 2020", "August 2020"),
    ]
    assert {k.why for k in report.kept} == {
        "A promised date moves only with a reason and the chair’s consent. Ask for a date change on "
        "the line’s own page."
    }
    line = _line(officer, "1.1")
    assert (str(line.start_on), str(line.end_on)) == ("2020-02-01", "2020-07-31")
    assert export_document(actor=officer, ref=both, document="published_progress") == progress
    again = importing(progress, name="progress.json")
    assert again.result is ImportResult.NOTHING_CHANGED


def test_a_person_whose_grant_reaches_one_organisation_gets_the_export(
    both: str, officer: Actor
) -> None:
    seen = Holding("senco", frozenset({perms.VIEW}), Scope(organisation_id=1), purpose="school")
    senco = Actor(1, "A SENCO", officer.area_id, officer.area_slug, (seen,))
    assert not senco.may(perms.VIEW)
    assert export_document(actor=senco, ref=both) == export_document(actor=officer, ref=both)


def test_a_date_that_a_file_no_longer_gives_stays(
    both: str, progress: Document, importing: Importing, officer: Actor
) -> None:
    progress["rows"][0] |= {"end_date": None, "end_date_printed": None}
    report = importing(progress, name="progress.json", accept_all=True)
    assert [(k.where, k.ours, k.theirs) for k in report.kept] == [
        ("1.1, end date", "July 2020", "Not published")
    ]
    assert str(_line(officer, "1.1").end_on) == "2020-07-31"


def test_a_line_without_a_date_takes_its_first_one_from_the_file(
    both: str, progress: Document, importing: Importing, officer: Actor
) -> None:
    progress["rows"].append(progress["rows"][0] | {"outcome": "4.2", "progress": None})
    report = importing(progress, name="progress.json", accept_all=True)
    assert report.kept == ()
    assert str(_line(officer, "4.2").end_on) == "2020-07-31"


def _record_delay(officer: Actor, reference: str, on: date, at: datetime) -> None:
    line = _line(officer, reference)
    operations.record_status(
        actor=_person("workstream_officer", officer, "Officer"),
        at=at,
        line_ref=line.ref,
        expected_version=line.version,
        new=NewStatus("progressing_delayed", on, note="It began again."),
    )


def test_statuses_that_people_recorded_stay(
    both: str, progress: Document, importing: Importing, officer: Actor
) -> None:
    _record_delay(officer, "1.2", date(2022, 10, 1), LATER)
    progress["rows"][1]["progress"] = ["Not yet started", *[None] * 8]
    importing(progress, name="progress.json", accept_all=True)
    codes = [s.code for s in _line(officer, "1.2").statuses.order_by("status_on")]
    assert codes == ["not_started", "progressing_delayed"]


def test_another_word_in_a_published_cell_corrects_the_first_and_keeps_it(
    both: str, progress: Document, importing: Importing, officer: Actor
) -> None:
    progress["rows"][0]["progress"][1] = "Progressing and on track"
    importing(progress, name="progress.json", accept_all=True, at=LATER)
    corrected = StatusEntry.objects.in_area(officer.area_id).get(corrects__isnull=False)
    assert (corrected.corrects.printed, corrected.printed) == (
        "Completed",
        "Progressing and on track",
    )
    progress["rows"][0]["progress"][1] = "Embedded"
    importing(progress, name="progress.json", accept_all=True, at=LATER)
    assert export_document(actor=officer, ref=both, document="published_progress") == progress


def test_a_new_column_adds_its_statuses_and_leaves_the_others(
    both: str, progress: Document, importing: Importing, officer: Actor
) -> None:
    kept = set(StatusEntry.objects.in_area(officer.area_id).values_list("pk", flat=True))
    progress["progress_columns"].append("2022-09")
    progress["progress_column_labels"].append("RAG September 22")
    for row in progress["rows"]:
        row["progress"] = row["progress"] and [*row["progress"], "Embedded"]
    shown = importing(progress, name="progress.json")
    importing(progress, name="progress.json", accepted=shown.digest)
    now = set(StatusEntry.objects.in_area(officer.area_id).values_list("pk", flat=True))
    assert (kept <= now, len(now - kept)) == (True, 3)
    assert export_document(actor=officer, ref=both, document="published_progress") == progress


def _with_a_column(progress: Document, on: str, label: str) -> Document:
    progress["progress_columns"].append(on)
    progress["progress_column_labels"].append(label)
    for row in progress["rows"]:
        row["progress"] = row["progress"] and [*row["progress"], "Embedded"]
    return progress


def test_a_column_of_a_day_to_come_is_refused(
    both: str, progress: Document, importing: Importing, officer: Actor
) -> None:
    ahead = _with_a_column(progress, "2030-12", "RAG December 30")
    with pytest.raises(Refusals, match="dated December 2030, which is still to come"):
        importing(ahead, name="progress.json", accept_all=True)
    assert not StatusEntry.objects.in_area(officer.area_id).filter(status_on__year=2030)


def test_a_table_does_not_go_past_what_people_recorded(
    both: str, progress: Document, importing: Importing, officer: Actor
) -> None:
    """Else a cell of a table could say "embedded" where the rules say no."""
    _record_delay(officer, "1.1", date(2022, 8, 20), AT)
    later = _with_a_column(progress, "2022-09", "RAG September 22")
    with pytest.raises(Refusals, match=r"1\.1: the status “Embedded” of September 2022 cannot"):
        importing(later, name="progress.json", accept_all=True)
    assert not StatusEntry.objects.in_area(officer.area_id).filter(column__label="RAG September 22")


def test_a_column_that_the_file_drops_goes_with_its_published_statuses(
    both: str, progress: Document, importing: Importing, officer: Actor
) -> None:
    for name in ("progress_columns", "progress_column_labels"):
        del progress[name][4]
    for row in progress["rows"]:
        if row["progress"]:
            del row["progress"][4]
    importing(progress, name="progress.json", accept_all=True)
    assert StatusEntry.objects.in_area(officer.area_id).count() == 24
    assert export_document(actor=officer, ref=both, document="published_progress") == progress


def test_answered_questions_stay_answered_and_are_not_asked_again(
    both: str, progress: Document, importing: Importing, officer: Actor
) -> None:
    person = _person("workstream_officer", officer, "Officer")
    questions = ImportQuestion.objects.in_area(officer.area_id)
    unclear, lead = questions.get(kind="unclear_date"), questions.get(printed="M.S")
    post = lead.candidates.get().post
    for question, answer in (
        (unclear, QuestionAnswer(on=PartialDate(2021, 3))),
        (lead, QuestionAnswer(post_ref=post.ref)),
    ):
        operations.answer_question(actor=person, at=LATER, question_ref=question.ref, answer=answer)
    progress["why"] = "Another reason"
    report = importing(progress, name="progress.json", accept_all=True)
    assert (report.kept, report.question_count) == ((), 2)
    assert str(_line(officer, "2.1-A").end_on) == "2021-03-31"
    assert _line(officer, "1.2").leads.get().post == post


def test_a_question_that_a_corrected_file_settles_goes_away(
    both: str, progress: Document, importing: Importing, officer: Actor
) -> None:
    progress["rows"][2] |= {"end_date": "2021-03", "end_date_printed": "March 2021"}
    report = importing(progress, name="progress.json", accept_all=True)
    assert report.question_count == 3
    assert str(_line(officer, "2.1-A").end_on) == "2021-03-31"


def test_a_lead_that_a_person_ended_is_not_assigned_again(
    both: str, progress: Document, importing: Importing, officer: Actor
) -> None:
    person = _person("workstream_officer", officer, "Officer")
    lead = _line(officer, "4.1").leads.get()
    operations.end_lead(actor=person, at=LATER, lead_ref=lead.ref, lead_until=date(2022, 10, 1))
    progress["rows"][5]["start_date"] = "2020-07"
    importing(progress, name="progress.json", accept_all=True)
    assert not _line(officer, "4.1").leads.filter(lead_until=None).exists()


def test_a_lead_that_a_changed_cell_drops_ends_and_the_new_one_begins(
    both: str, progress: Document, importing: Importing, officer: Actor
) -> None:
    progress["rows"][5]["lead_printed"] = "CYC (L.B)"
    importing(progress, name="progress.json", accept_all=True, at=LATER)
    held = Lead.objects.in_area(officer.area_id).filter(line__reference="4.1").order_by("id")
    assert [(x.post.title[:14], x.lead_until) for x in held] == [
        ("Senior Quality", date(2022, 10, 3)),
        ("Local Offer an", None),
    ]


def test_lines_that_people_added_stay_and_appear_in_no_difference(
    both: str, york: Document, importing: Importing, officer: Actor
) -> None:
    person = _person("workstream_officer", officer, "Officer")
    operations.add_line(
        actor=person,
        at=LATER,
        statement_ref=both,
        new=NewLine(LineKind.ACTION, "2.2-a9", "Ours", parent_ref=_line(officer, "2.2").ref),
    )
    york["vision"]["heading"] = "Vision"
    report = importing(york, accept_all=True)
    assert [d.where for d in report.differences] == ["Vision, heading"]
    assert report.kept == ()
    assert _line(officer, "2.2-a9").text == "Ours"


def test_what_a_changed_file_drops_stays_when_people_worked_on_it(
    both: str, york: Document, importing: Importing, officer: Actor
) -> None:
    dropped = york["areas_for_improvement"].pop()
    report = importing(york, accept_all=True)
    assert "Line 4.1" in {k.where for k in report.kept}
    assert _line(officer, "4.1").statement.ref == both
    assert not Line.objects.in_area(officer.area_id).filter(reference="4.2").exists()
    assert dropped["outcomes"][1]["id"] == "4.2"


def test_a_line_that_moved_has_a_new_version_for_those_who_edit_it(
    both: str, progress: Document, importing: Importing, officer: Actor
) -> None:
    before = _line(officer, "1.1").version
    progress["rows"][0]["progress"][8] = "Completed"
    importing(progress, name="progress.json", accept_all=True, at=LATER)
    assert _line(officer, "1.1").version > before


def _reword(officer: Actor, reference: str, text: str) -> None:
    person = _person("workstream_officer", officer, "Officer")
    line = _line(officer, reference)
    operations.reword_line(
        actor=person,
        at=LATER,
        line_ref=line.ref,
        expected_version=line.version,
        text=text,
        reason="Plainer",
    )


def _consent(officer: Actor, reference: str, new: PartialDate) -> None:
    line = _line(officer, reference)
    change: Any = operations.ask_date_change(
        actor=_person("workstream_officer", officer, "Officer"),
        at=AT,
        line_ref=line.ref,
        expected_version=line.version,
        which=WhichDate.END,
        new_date=new,
        reason="The audit is late",
    )
    operations.consent_to_date_change(
        actor=_person("chair", officer, "Chair"), at=LATER, change_ref=change.ref
    )
