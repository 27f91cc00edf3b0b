"""From when a pack tells what changed, which months' reports it holds, and what it does not draw."""

from datetime import UTC, date, datetime

import pytest

from alongside.board.models import AssuranceReport, EditionReport, Meeting, PackEdition
from alongside.board.operations.packs import freeze_board_pack, freeze_upward_report
from alongside.board.paper.board_sections import follow_ups
from alongside.board.paper.since import since_last_pack, since_last_report
from alongside.board.paper.whole import drawn
from alongside.board.queries.packs import edition_page
from alongside.documents.content import Heading, Paragraph, Table
from alongside.plan.models import Line
from tests.board.factories import make_board, make_meeting
from tests.board.packing import issued
from tests.board.reporting import JULY, JUNE, Desk, make_desk, noon
from tests.plan.factories import make_action, make_outcome, make_place, record

pytestmark = pytest.mark.django_db
FROZEN = datetime(2020, 7, 10, 9, 30, tzinfo=UTC)
AGAIN = datetime(2020, 7, 14, 9, 30, tzinfo=UTC)
AUGUST = datetime(2020, 8, 12, 9, 30, tzinfo=UTC)


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk(make_place())


@pytest.fixture
def line(desk: Desk) -> Line:
    return make_action(desk.place, make_outcome(desk.place, desk.statement))


@pytest.fixture
def meetings(desk: Desk) -> tuple[Meeting, Meeting]:
    july = make_meeting(desk.place, desk.board, date(2020, 7, 15))
    august = make_meeting(desk.place, desk.board, date(2020, 8, 19))
    Meeting.objects.in_area(desk.place.area.pk).filter(pk=july.pk).update(reports_month=JUNE)
    Meeting.objects.in_area(desk.place.area.pk).filter(pk=august.pk).update(reports_month=JULY)
    july.refresh_from_db()
    august.refresh_from_db()
    return july, august


def freeze(desk: Desk, meeting: Meeting, at: datetime, seen: int = 0) -> PackEdition:
    return issued(
        freeze_board_pack(
            actor=desk.place.officer, at=at, meeting_ref=meeting.ref, seen_number=seen,
            why="A correction." if seen else "",
        ),
        at,
    )  # fmt: skip


def written(desk: Desk, edition: PackEdition) -> list[str]:
    """Headings, paragraphs and the cells of tables, in their order."""
    found: list[str] = []
    for block in edition_page(desk.place.officer, edition.ref).document.blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                found.append(text)
            case Table(rows=rows):
                found += [cell.text for row in rows for cell in row]
    return found


def test_the_first_pack_tells_from_the_first_day_of_its_month(
    desk: Desk, meetings: tuple[Meeting, Meeting]
) -> None:
    july, _ = meetings
    assert since_last_pack(desk.place.officer, july, FROZEN, JUNE).day == JUNE
    assert "What changed since 1 June 2020" in written(desk, freeze(desk, july, FROZEN))


def test_the_next_pack_tells_from_the_moment_the_last_edition_was_frozen(
    desk: Desk, meetings: tuple[Meeting, Meeting]
) -> None:
    july, august = meetings
    freeze(desk, july, FROZEN)
    freeze(desk, july, AGAIN, seen=1)
    found = written(desk, freeze(desk, august, AUGUST))
    assert "What changed since 14 July 2020" in found
    assert (
        "The last pack before this one, for 15 July 2020, was frozen on 14 July 2020 at 10:30am. "
        "Everything recorded after that is told here."
    ) in found


def test_nothing_falls_between_two_packs_and_nothing_is_told_twice(
    desk: Desk, meetings: tuple[Meeting, Meeting], line: Line
) -> None:
    july, august = meetings
    freeze(desk, july, FROZEN)
    for hour, number in ((8, 1), (10, 2)):
        late = make_action(desk.place, line.parent, f"2.1-L{number}")
        at = datetime(2020, 7, 10, hour, 0, tzinfo=UTC)
        record(desk.place, late, "on_track", date(2020, 7, 10), at=at)
    found = written(desk, freeze(desk, august, AUGUST))
    changed = found[found.index("What changed since 10 July 2020") :]
    changed = changed[: changed.index("The action plan in short")]
    assert "2.1-L2" in changed
    assert "2.1-L1" not in changed


def test_another_edition_begins_where_the_first_did(
    desk: Desk, meetings: tuple[Meeting, Meeting]
) -> None:
    july, august = meetings
    freeze(desk, august, AUGUST)
    freeze(desk, july, datetime(2020, 8, 13, 9, 0, tzinfo=UTC))
    since = since_last_pack(
        desk.place.officer, august, datetime(2020, 8, 14, 9, 0, tzinfo=UTC), JULY
    )
    assert since.day == JULY


def test_a_report_upward_tells_from_the_last_one_to_the_same_board(
    desk: Desk, meetings: tuple[Meeting, Meeting]
) -> None:
    july, august = meetings
    upper = make_board(desk.place, title="Council executive", kind="council_executive")
    other = make_board(desk.place, title="Health board", kind="health_and_wellbeing_board")
    edition = freeze_upward_report(
        actor=desk.place.officer, at=FROZEN, meeting_ref=july.ref, to_board_ref=upper.ref,
        seen_number=0,
    )  # fmt: skip
    days = [
        since_last_report(desk.place.officer, august, each, AUGUST, JULY).day
        for each in (upper, other)
    ]
    assert days == [date(2020, 7, 10), JULY]
    found = written(desk, issued(edition, FROZEN))
    assert not [text for text in found if "pack gives" in text or "in this pack" in text]


def test_a_pack_holds_the_reports_of_every_month_that_no_meeting_received(
    desk: Desk, meetings: tuple[Meeting, Meeting]
) -> None:
    july, august = meetings
    Meeting.objects.in_area(desk.place.area.pk).filter(pk=july.pk).update(
        cancelled_at=FROZEN, cancelled_why="Nobody could come."
    )
    filed = desk.file(month=JUNE, at=noon(2020, 7, 3))
    edition = freeze(desk, august, AUGUST)
    found = written(desk, edition)
    months = found[found.index("Monthly reports") :]
    assert months.index("June 2020") < months.index("July 2020")
    assert "No report received" in found
    kept = EditionReport.objects.in_area(desk.place.area.pk).values_list("report_id", flat=True)
    assert list(kept) == [filed.pk]
    assert AssuranceReport.objects.in_area(desk.place.area.pk).count() == 1


def test_a_table_without_rows_is_a_sentence() -> None:
    (said,) = drawn([follow_ups(())])
    assert said == Paragraph("Follow-ups that are not done. Every follow-up is done.")
