"""Recording how far a line has got, in the database, and nothing when it is refused."""

from datetime import date

import pytest

from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Changed, Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerEntry
from alongside.plan import operations, queries
from alongside.plan.commands import NewEvidence, NewStatus
from alongside.plan.models import Evidence, Line, StatusEntry
from alongside.plan.rules.codes import Partner
from tests.plan.factories import (
    AT,
    LETTER,
    TODAY,
    Place,
    complete,
    lead,
    make_line,
    make_place,
    record,
)

pytestmark = pytest.mark.django_db


def statuses(line: Line) -> list[StatusEntry]:
    return list(StatusEntry.objects.in_area(line.area_id).filter(line=line).order_by("id"))


def test_a_status_is_a_row_with_its_author_note_and_ledger_entry(place: Place, line: Line) -> None:
    record(place, line, "on_track", note="Two drafts are out.")
    (entry,) = statuses(line)
    assert (entry.code, entry.status_on, entry.note) == ("on_track", TODAY, "Two drafts are out.")
    assert entry.recorded_by == place.person("Olive Officer")
    event = LedgerEntry.objects.get(verb="plan.record_status")
    assert event.subject_ref == line.ref
    assert event.detail.words["facts"]["code"] == "on_track"
    assert "note" not in event.detail.words["facts"]


def test_a_later_status_leaves_the_earlier_one_alone(place: Place, line: Line) -> None:
    record(place, line, "not_started", date(2020, 6, 1))
    record(place, line, "on_track", date(2020, 7, 1))
    assert [entry.code for entry in statuses(line)] == ["not_started", "on_track"]


@pytest.mark.scenario(35)
def test_completed_without_evidence_saves_nothing(place: Place, line: Line) -> None:
    with pytest.raises(Refusals, match="Completed needs evidence"):
        record(place, line, "completed")
    assert statuses(line) == []
    assert not LedgerEntry.objects.filter(verb="plan.record_status").exists()


def test_a_refused_status_leaves_none_of_its_new_evidence_behind(place: Place, line: Line) -> None:
    with pytest.raises(Refusals):
        record(place, line, "embedded", new_evidence=(LETTER,))
    assert not Evidence.objects.in_area(line.area_id).exists()


def test_completed_names_its_evidence(place: Place, line: Line) -> None:
    complete(place, line)
    (entry,) = statuses(line)
    assert [link.evidence.title for link in entry.evidence_links.all()] == ["Minutes of the board"]


def test_withdrawn_evidence_completes_nothing(place: Place, line: Line) -> None:
    evidence = operations.attach_evidence(actor=place.officer, at=AT, new=LETTER, line_ref=line.ref)
    operations.withdraw_evidence(
        actor=place.officer, at=AT, evidence_ref=evidence.ref, reason="Wrong minutes."
    )
    with pytest.raises(Refusal, match="has been withdrawn"):
        record(place, line, "completed", evidence_refs=(evidence.ref,))


def test_evidence_of_another_line_proves_nothing_here(place: Place, line: Line) -> None:
    outcome = line.parent
    evidence = operations.attach_evidence(
        actor=place.officer, at=AT, new=LETTER, line_ref=outcome.ref
    )
    with pytest.raises(Refusal, match="belongs elsewhere"):
        record(place, line, "completed", evidence_refs=(evidence.ref,))


@pytest.mark.both_engines
def test_the_second_of_two_people_sees_what_changed_and_chooses(place: Place, line: Line) -> None:
    seen = line.version
    record(place, line, "on_track")
    late = NewStatus(code="progressing_delayed", status_on=TODAY, forecast=PartialDate(2021, 5))
    with pytest.raises(Changed) as changed:
        operations.record_status(
            actor=place.officer, at=AT, line_ref=line.ref, expected_version=seen, new=late
        )
    assert changed.value.differences == (
        ("Status", "Progressing and on track", "Progressing but delayed"),
        ("Date", "15 June 2020", "15 June 2020"),
        ("Note", "Nothing", "Nothing"),
    )
    line.refresh_from_db()
    operations.record_status(
        actor=place.officer, at=AT, line_ref=line.ref, expected_version=line.version, new=late
    )
    assert [entry.code for entry in statuses(line)] == ["on_track", "progressing_delayed"]


def test_a_mistake_is_corrected_by_a_later_row_that_stands_in_its_place(
    place: Place, line: Line
) -> None:
    record(place, line, "started_delayed", forecast=PartialDate(2021, 5))
    (wrong,) = statuses(line)
    line.refresh_from_db()
    right = NewStatus(
        code="not_started", status_on=TODAY, note="It was another action that had started."
    )
    operations.correct_status(
        actor=place.officer, at=AT, status_ref=wrong.ref, expected_version=line.version, new=right
    )
    assert len(statuses(line)) == 2
    page = queries.line_page(place.chair, line_ref=line.ref, today=TODAY)
    assert page.line.status.code == "not_started"
    assert [(s.code, bool(s.corrected_by_ref)) for s in page.statuses] == [
        ("not_started", False),
        ("started_delayed", True),
    ]


def test_only_the_latest_status_can_be_corrected(place: Place, line: Line) -> None:
    record(place, line, "not_started", date(2020, 6, 1))
    record(place, line, "on_track", date(2020, 6, 10))
    line.refresh_from_db()
    with pytest.raises(Refusal, match="Only the latest status can be corrected"):
        operations.correct_status(
            actor=place.officer,
            at=AT,
            status_ref=statuses(line)[0].ref,
            expected_version=line.version,
            new=NewStatus("on_track", TODAY, note="Wrong."),
        )


def test_a_published_status_keeps_its_words_and_is_not_corrected(place: Place, line: Line) -> None:
    published = StatusEntry.objects.create(
        area_id=line.area_id,
        line=line,
        code="embedded",
        status_on=date(2020, 5, 1),
        status_precision="month",
        as_published=True,
        printed="Embedded",
        recorded_at=AT,
    )
    page = queries.line_page(place.chair, line_ref=line.ref, today=TODAY)
    assert (page.line.status.words, page.line.status.printed) == ("Embedded", "Embedded")
    assert page.line.status.as_published
    with pytest.raises(Refusal, match="stands as it was published"):
        operations.correct_status(
            actor=place.officer,
            at=AT,
            status_ref=published.ref,
            expected_version=line.version,
            new=NewStatus("on_track", TODAY, note="Wrong."),
        )


def test_the_rules_bind_a_new_status_after_a_published_one(place: Place, line: Line) -> None:
    StatusEntry.objects.create(
        area_id=line.area_id,
        line=line,
        code="completed",
        status_on=date(2020, 5, 1),
        status_precision="month",
        as_published=True,
        printed="Completed",
        recorded_at=AT,
    )
    with pytest.raises(Refusals, match="Embedded has to be earned"):
        record(place, line, "embedded")


def test_a_stranger_finds_no_line(place: Place, line: Line) -> None:
    new = NewStatus("on_track", TODAY)
    stranger = make_place("leeds", "Leeds").officer
    for actor in (
        stranger,
        place.forum,
        place.actor("Nobody"),
        place.actor("Ada", "administrator"),
    ):
        with pytest.raises(Hidden):
            operations.record_status(
                actor=actor, at=AT, line_ref=line.ref, expected_version=1, new=new
            )


def test_a_grant_for_one_organisation_reaches_the_lines_it_leads(place: Place, line: Line) -> None:
    nurse = place.actor("Nora Nurse", "designated_clinical_officer", organisation=place.health)
    new = NewStatus("on_track", TODAY)
    with pytest.raises(Hidden):
        operations.record_status(actor=nurse, at=AT, line_ref=line.ref, expected_version=1, new=new)
    lead(place, line, Partner.HEALTH, "Chief Nurse")
    operations.record_status(actor=nurse, at=AT, line_ref=line.ref, expected_version=1, new=new)
    assert len(statuses(line)) == 1


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        (NewEvidence(title=" ", document_reference="A"), "Give the evidence a title"),
        (NewEvidence(title="A"), "Give one of these"),
        (
            NewEvidence(title="A", address="https://a.example", document_reference="B"),
            "Give one of these",
        ),
        (NewEvidence(title="A", address="javascript:alert(1)"), "begins with https"),
        (
            NewEvidence(title="A", document_reference="B", dated_on=date(2020, 6, 16)),
            "has not come yet",
        ),
    ],
)
def test_evidence_is_one_thing_with_a_title_and_a_day_that_has_come(
    place: Place, line: Line, new: NewEvidence, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        operations.attach_evidence(actor=place.officer, at=AT, new=new, line_ref=line.ref)


def test_an_unknown_step_is_refused(place: Place, line: Line) -> None:
    with pytest.raises(Refusal, match="one of the six steps"):
        record(place, line, "green")


def test_the_lines_of_another_area_are_never_shown(place: Place, line: Line) -> None:
    other = make_place("leeds", "Leeds")
    theirs = make_line(other)
    with pytest.raises(Hidden):
        queries.line_page(place.chair, line_ref=theirs.ref, today=TODAY)
    assert {x.ref for x in queries.delayed_lines(place.chair, today=date(2022, 1, 1))} == set()


def test_two_people_who_record_the_same_step_see_both_notes(place: Place, line: Line) -> None:
    seen = line.version
    record(place, line, "on_track", note="Two drafts are out.")
    with pytest.raises(Changed) as changed:
        operations.record_status(
            actor=place.officer,
            at=AT,
            line_ref=line.ref,
            expected_version=seen,
            new=NewStatus(code="on_track", status_on=TODAY, note="The forum has read it."),
        )
    assert changed.value.differences[-1] == (
        "Note",
        "Two drafts are out.",
        "The forum has read it.",
    )
