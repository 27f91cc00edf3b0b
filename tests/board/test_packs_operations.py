"""Freezing a pack, issuing it, another edition, and what each leaves behind."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from alongside.board.making import footer_of, freeze_what_is_due, make_edition
from alongside.board.models import AssuranceReport, EditionReport, Meeting, PackEdition, Visit
from alongside.board.operations.packs import (
    MAKE,
    freeze_board_pack,
    freeze_upward_report,
    freeze_visit_evidence,
    issue_edition,
)
from alongside.board.queries import packs as queries
from alongside.board.verification import digest_of, verify_anywhere, verify_for
from alongside.files import store
from alongside.files.models import StoredFile
from alongside.jobs.models import Job
from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.notices.models import Notice
from alongside.plan.models import Line, Statement, Workstream
from alongside.plan.operations import add_member, create_workstream
from alongside.plan.rules.codes import MemberSide
from tests.board.factories import make_board, make_meeting, make_seat
from tests.board.packing import issued
from tests.plan.factories import Place, make_action, make_line, make_place

AT = datetime(2020, 7, 10, 9, 0, tzinfo=UTC)
LATER = AT + timedelta(days=2)


@pytest.fixture
def meeting(place: Place) -> Meeting:
    make_line(place)
    board = make_board(place)
    make_seat(place, board, place.post("Chief Nurse", place.health, "Nora Nurse"), side="health")
    return make_meeting(place, board)


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


def freeze(place: Place, meeting: Meeting, seen: int = 0, why: str = "") -> PackEdition:
    return freeze_board_pack(
        actor=place.chair, at=AT, meeting_ref=meeting.ref, seen_number=seen, why=why
    )


def made(edition: PackEdition, at: datetime = AT) -> PackEdition | None:
    """The real paper, from the frozen content."""
    return make_edition(edition_id=edition.pk, at=at, progress=lambda done, total: None)


def test_freezing_keeps_the_content_and_asks_for_the_paper(place: Place, meeting: Meeting) -> None:
    edition = freeze(place, meeting)
    assert edition.issued_at is None
    assert '"2.1-A"' in edition.content
    job = Job.objects.get(name=MAKE, key=edition.ref)
    assert job.arguments == {"edition": edition.pk}
    event = LedgerEntry.objects.get(verb="board.freeze_edition")
    assert event.detail.words["facts"]["content_sha256"] == edition.content_sha256


def test_issuing_keeps_the_bytes_tells_the_board_and_is_in_the_ledger(
    place: Place, meeting: Meeting
) -> None:
    edition = made(freeze(place, meeting))
    assert edition is not None
    with store.open_checked(edition.file_sha256) as kept:
        assert kept.read().startswith(b"%PDF-")
    assert edition.page_count is not None
    assert edition.page_count >= 4
    facts = LedgerEntry.objects.get(verb="board.issue_edition").detail.words["facts"]
    assert facts["file_sha256"] == edition.file_sha256
    assert facts["content_sha256"] == edition.content_sha256
    notice = Notice.objects.in_area(place.area.pk).get()
    assert notice.person == place.person("Nora Nurse")
    assert notice.sentence == "The pack for the board meeting on 15 July 2020 was issued."


def test_the_same_content_makes_the_same_bytes_again(place: Place, meeting: Meeting) -> None:
    edition = made(freeze(place, meeting))
    assert edition is not None
    again = PackEdition.objects.across_areas(reason="test").filter(pk=edition.pk)
    again.update(issued_at=None, file=None, file_sha256="", page_count=None)
    second = made(edition, LATER)
    assert second is not None
    assert second.file_sha256 == edition.file_sha256


def test_making_twice_changes_nothing(place: Place, meeting: Meeting) -> None:
    edition = issued(freeze(place, meeting))
    assert made(edition, LATER) is None
    again = issue_edition(
        actor=place.chair, at=LATER, edition_ref=edition.ref, paper=b"other", page_count=1
    )
    assert again.file_sha256 == edition.file_sha256
    assert StoredFile.objects.in_area(place.area.pk).count() == 1


def test_a_correction_makes_a_second_edition_beside_the_first(
    place: Place, meeting: Meeting
) -> None:
    first = issued(freeze(place, meeting))
    line = make_more(place)
    second = issued(freeze(place, meeting, seen=1, why="An action was missing."))
    assert (first.number, second.number) == (1, 2)
    assert first.content_sha256 != second.content_sha256
    page = queries.edition_page(place.chair, second.ref)
    assert "The action plan in short" in page.changed_sections
    assert line.reference in second.content
    assert line.reference not in PackEdition.objects.in_area(place.area.pk).get(number=1).content


def test_another_edition_says_why(place: Place, meeting: Meeting) -> None:
    issued(freeze(place, meeting))
    with pytest.raises(Refusal, match="Say why"):
        freeze(place, meeting, seen=1)


def test_two_people_issue_at_once_and_the_second_is_told(place: Place, meeting: Meeting) -> None:
    issued(freeze(place, meeting))
    with pytest.raises(Changed):
        freeze(place, meeting, seen=0, why="Mine.")
    assert PackEdition.objects.in_area(place.area.pk).count() == 1


def test_nobody_issues_while_the_last_edition_is_being_made(place: Place, meeting: Meeting) -> None:
    freeze(place, meeting)
    with pytest.raises(Refusal, match="still being made"):
        freeze(place, meeting, seen=1, why="Mine.")


def test_a_report_after_the_freeze_is_in_the_next_edition_only(
    place: Place, meeting: Meeting
) -> None:
    stream = make_stream(place)
    first = issued(freeze(place, meeting))
    report = late_report(place, meeting, stream)
    second = issued(freeze(place, meeting, seen=1, why="A report came."))
    held = EditionReport.objects.in_area(place.area.pk)
    assert not held.filter(edition=first).exists()
    assert held.get(edition=second).report == report
    assert "All went well" in second.content
    assert "No report came from: Joint commissioning (July 2020)." in first.content
    assert "No report came from" not in second.content


def test_only_those_who_run_the_board_freeze(place: Place, meeting: Meeting) -> None:
    for role in ("board_member", "independent_scrutineer", "scrutiny_member", "forum_officer"):
        with pytest.raises(Hidden):
            freeze_board_pack(
                actor=place.actor("Somebody", role), at=AT, meeting_ref=meeting.ref, seen_number=0
            )


def test_another_areas_meeting_is_not_there(place: Place, meeting: Meeting) -> None:
    other = make_place("leeds", "Leeds")
    with pytest.raises(Hidden):
        freeze_board_pack(actor=other.chair, at=AT, meeting_ref=meeting.ref, seen_number=0)


def test_a_report_upward_is_made_from_the_same_material(place: Place, meeting: Meeting) -> None:
    upper = make_board(place, title="Health and Wellbeing Board", kind="health_and_wellbeing_board")
    edition = issued(
        freeze_upward_report(
            actor=place.officer,
            at=AT,
            meeting_ref=meeting.ref,
            to_board_ref=upper.ref,
            seen_number=0,
        )
    )
    assert edition.pack.to_board == upper
    assert "In two pages" in edition.content
    assert "The action plan in short" not in edition.content


def test_a_board_does_not_report_to_itself(place: Place, meeting: Meeting) -> None:
    with pytest.raises(Refusal, match="another board"):
        freeze_upward_report(
            actor=place.officer,
            at=AT,
            meeting_ref=meeting.ref,
            to_board_ref=meeting.board.ref,
            seen_number=0,
        )


@pytest.mark.scenario(40)
def test_the_evidence_of_a_visit_freezes_by_itself_and_once(place: Place, meeting: Meeting) -> None:
    visit = make_visit(place, meeting)
    assert freeze_what_is_due(at=AT, today=date(2020, 7, 31)) == 0
    that_day = datetime(2020, 8, 1, 4, tzinfo=UTC)
    assert freeze_what_is_due(at=that_day, today=date(2020, 8, 1)) == 1
    assert freeze_what_is_due(at=that_day, today=date(2020, 8, 1)) == 0
    edition = issued(PackEdition.objects.in_area(place.area.pk).get(pack__visit=visit))
    with pytest.raises(Refusal, match="does not change"):
        freeze_visit_evidence(
            actor=place.officer,
            at=datetime(2020, 8, 2, 9, tzinfo=UTC),
            visit_ref=visit.ref,
            seen_number=1,
            why="A better table.",
        )
    assert edition.number == 1


def test_whoever_reads_packs_sees_only_what_was_issued(place: Place, meeting: Meeting) -> None:
    edition = freeze(place, meeting)
    councillor = place.actor("Cleo Councillor", "scrutiny_member")
    assert queries.packs(councillor) == ()
    with pytest.raises(Hidden):
        queries.edition_page(councillor, edition.ref)
    with pytest.raises(Hidden):
        queries.edition_file(councillor, edition.ref)
    issued(edition)
    assert [pack.latest.number for pack in queries.packs(councillor) if pack.latest] == [1]
    assert queries.edition_page(councillor, edition.ref).document.title
    with pytest.raises(Hidden):
        queries.packs(place.actor("Paul Parent", "parent"))


def test_an_issued_file_is_verified_and_an_altered_one_is_not(
    place: Place, meeting: Meeting, tmp_path: Path
) -> None:
    edition = issued(freeze(place, meeting))
    assert edition.file is not None
    with store.open_checked(edition.file.sha256) as kept:
        content = kept.read()
    copy = tmp_path / "pack.pdf"
    copy.write_bytes(content)
    scrutineer = place.actor("Sam Scrutineer", "independent_scrutineer")
    with copy.open("rb") as file:
        found = verify_for(scrutineer, digest_of(file))
    assert found is not None
    assert (found.number, found.faults) == (1, ())
    assert found.ledger_seq == LedgerEntry.objects.get(verb="board.issue_edition").seq
    copy.write_bytes(content + b" ")
    with copy.open("rb") as file:
        assert verify_anywhere(digest_of(file)) is None


def test_a_content_changed_behind_the_back_is_told(place: Place, meeting: Meeting) -> None:
    edition = issued(freeze(place, meeting))
    rows = PackEdition.objects.across_areas(reason="test").filter(pk=edition.pk)
    rows.update(content=edition.content.replace("2.1-A", "2.1-B"))
    found = verify_anywhere(edition.file_sha256)
    assert found is not None
    assert found.faults == ("The content kept here is no longer what was frozen.",)


def test_another_area_cannot_verify_our_file(place: Place, meeting: Meeting) -> None:
    edition = issued(freeze(place, meeting))
    assert verify_for(make_place("leeds", "Leeds").chair, edition.file_sha256) is None


def test_every_page_carries_the_edition_and_the_digest_of_its_content(
    place: Place, meeting: Meeting
) -> None:
    edition = freeze(place, meeting)
    assert footer_of(edition) == (
        f"Edition 1. Fingerprint of the content: {edition.content_sha256}"
    )
    assert settings.UPLOAD_LIMIT_BYTES > 1_000_000


def make_more(place: Place) -> Line:
    outcome = Line.objects.in_area(place.area.pk).get(kind="outcome")
    return make_action(place, outcome, reference="2.1-Z")


def make_stream(place: Place) -> Workstream:
    statement = Statement.objects.in_area(place.area.pk).get()
    made = create_workstream(
        actor=place.officer,
        at=AT,
        statement_ref=statement.ref,
        title="Joint commissioning",
        weakness_number=2,
        officer_post_ref=place.post("Commissioner", place.council, "Carla Commissioner").ref,
    )
    add_member(
        actor=place.officer,
        at=AT,
        workstream_ref=made.ref,
        side=MemberSide.HEALTH,
        member_from=date(2020, 6, 1),
        post_ref=place.post("Chief Nurse").ref,
    )
    return made


def late_report(place: Place, meeting: Meeting, stream: Workstream) -> AssuranceReport:
    made: AssuranceReport = AssuranceReport.objects.create(
        area=place.area,
        board=meeting.board,
        workstream=stream,
        month=meeting.reports_month,
        due_on=date(2020, 8, 5),
        assured="assured",
        assurance="All went well.",
        begun_at=AT,
        filed_at=LATER,
    )
    return made


def make_visit(place: Place, meeting: Meeting) -> Visit:
    made: Visit = Visit.objects.create(
        area=place.area,
        board=meeting.board,
        held_on=date(2020, 8, 15),
        freezes_on=date(2020, 8, 1),
        visitors="Department for Education",
        created_at=AT,
    )
    return made
