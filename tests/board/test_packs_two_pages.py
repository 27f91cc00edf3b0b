"""The summary of a pack never takes more than two pages, whatever people write, and a later edition says
on its first page why it is there.
"""

from datetime import UTC, date, datetime, timedelta

import pypdfium2
import pytest

from alongside.board.making import make_edition
from alongside.board.models import Meeting, PackEdition
from alongside.board.operations.packs import freeze_board_pack, freeze_upward_report
from alongside.board.queries.issuing import issue_facts
from alongside.board.queries.packs import edition_page
from alongside.board.rules.reports import ReportText
from alongside.documents.content import Document, Heading, Notice, Table
from alongside.files import store
from alongside.kernel.dates import PartialDate
from alongside.plan.models import Line
from alongside.plan.rules.codes import MemberSide
from tests.board.deciding import decide, held_meeting
from tests.board.deciding import make_desk as make_deciding
from tests.board.factories import make_board, make_meeting
from tests.board.packing import issued
from tests.board.reporting import JUNE, Desk, make_desk, noon
from tests.plan.factories import Place, complete, make_action, make_outcome, make_place

pytestmark = pytest.mark.django_db
AT = datetime(2020, 7, 10, 9, 0, tzinfo=UTC)
LONG = ("Whatever somebody may want to say about it at length. " * 90)[:4000]
UNBROKEN = "x" * 4000
SHORT = "Say it to every family."


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def desk(place: Place) -> Desk:
    return make_desk(place)


@pytest.fixture
def meeting(place: Place, desk: Desk) -> Meeting:
    made = make_meeting(place, desk.board)
    Meeting.objects.in_area(place.area.pk).filter(pk=made.pk).update(reports_month=JUNE)
    return made


def freeze(place: Place, meeting: Meeting, seen: int = 0, why: str = "") -> PackEdition:
    return freeze_board_pack(
        actor=place.officer, at=AT, meeting_ref=meeting.ref, seen_number=seen, why=why
    )


def fill_boxes(desk: Desk, words: str) -> None:
    """Every box that reaches the summary is full: reports, promises, and names."""
    place = desk.place
    text = ReportText("partly", words, words, words)
    desk.file(text, at=noon(2020, 7, 2))
    for number in range(3):
        stream = desk.another(f"{number} {words[:180]}", f"Olga Other {number}")
        desk.file(
            ReportText("partly", words, words, f"{number} {words[:3990]}"),
            stream=stream, actor=place.officer, at=noon(2020, 7, 2),
        )  # fmt: skip
    for number in range(8):
        desk.another(f"Silent {number} {words[:180]}", side=MemberSide.HEALTH)
    outcome = make_outcome(place, desk.statement)
    for number in range(8):
        action = make_action(place, outcome, f"2.1-{number}", end=PartialDate(2020, 6, 16))
        if number > 3:
            complete(place, action, date(2020, 6, 14))
    Line.objects.in_area(place.area.pk).update(text=words[:600])


def contents_page(edition: PackEdition) -> int:
    """On which page the list of contents stands: the summary is before it."""
    made = make_edition(edition_id=edition.pk, at=AT, progress=lambda done, total: None)
    assert made is not None
    with store.open_checked(made.file_sha256) as kept:
        paper = pypdfium2.PdfDocument(kept.read())
    try:
        texts = [page.get_textpage().get_text_range() for page in paper]
    finally:
        paper.close()
    return 1 + next(i for i, text in enumerate(texts) if "\nContents\r\n" in text)


@pytest.mark.parametrize("words", [LONG, UNBROKEN, SHORT], ids=["words", "unbroken", "short"])
def test_the_summary_stays_on_two_pages_with_every_box_full(
    place: Place, desk: Desk, meeting: Meeting, words: str
) -> None:
    fill_boxes(desk, words)
    first = freeze(place, meeting)
    assert contents_page(first) == 3
    assert contents_page(freeze(place, meeting, 1, words)) == 3


def test_a_report_to_another_board_stays_on_two_pages_too(
    place: Place, desk: Desk, meeting: Meeting
) -> None:
    fill_boxes(desk, LONG)
    council = make_board(place, title="Cabinet", kind="council_executive")
    edition = freeze_upward_report(
        actor=place.officer, at=AT, meeting_ref=meeting.ref, to_board_ref=council.ref, seen_number=0
    )
    assert contents_page(edition) == 3


def test_before_a_report_is_issued_the_warning_speaks_of_the_report(
    place: Place, desk: Desk, meeting: Meeting
) -> None:
    desk.another("Silent")
    today = date(2020, 8, 10)
    assert "The pack will say so." in issue_facts(place.officer, meeting, today=today).warning
    report = issue_facts(place.officer, meeting, today=today, what="report")
    assert "The report will say so." in report.warning


def test_a_long_ask_says_where_the_rest_of_it_stands(
    place: Place, desk: Desk, meeting: Meeting
) -> None:
    desk.file(ReportText("partly", "Sure.", "None of it.", LONG), at=noon(2020, 7, 2))
    content = freeze(place, meeting).content
    assert "In full under “Monthly reports”. Asked by Joint commissioning." in content
    assert LONG.strip() in content


def test_a_later_edition_says_why_when_the_first_was_frozen_and_what_differs(
    place: Place, desk: Desk, meeting: Meeting
) -> None:
    issued(freeze(place, meeting), AT)
    desk.file(at=AT + timedelta(hours=1))
    again = freeze(place, meeting, 1, "A report came late")
    document = shown(place, again)
    note = document.blocks[0]
    assert isinstance(note, Notice)
    assert note.text.startswith(
        "Edition 2. Issued again because: A report came late. "
        "Edition 1 was frozen on 10 July 2020 at 10am. What differs: "
    )
    assert "“Monthly reports”" in note.text
    assert "“Risks and issues”" not in note.text


def test_an_edition_in_which_nothing_differs_says_so(
    place: Place, desk: Desk, meeting: Meeting
) -> None:
    issued(freeze(place, meeting), AT)
    note = shown(place, freeze(place, meeting, 1, "The printer failed.")).blocks[0]
    assert isinstance(note, Notice)
    assert note.text.endswith("Nothing in it differs from that edition.")


def test_a_report_that_came_after_the_first_edition_is_said_to_stand_in_the_later_one(
    place: Place, desk: Desk, meeting: Meeting
) -> None:
    issued(freeze(place, meeting), AT)
    desk.file(at=AT + timedelta(hours=1))
    content = freeze(place, meeting, 1, "A report came late").content
    assert "Only in a later edition of the pack" in content
    assert "Received after the pack was frozen" not in content


def test_the_first_edition_says_nothing_of_itself(
    place: Place, desk: Desk, meeting: Meeting
) -> None:
    first = shown(place, freeze(place, meeting)).blocks[0]
    assert isinstance(first, Heading)


def test_the_file_is_named_by_area_kind_day_and_edition(
    place: Place, desk: Desk, meeting: Meeting
) -> None:
    edition = issued(freeze(place, meeting), AT)
    assert edition.file is not None
    assert edition.file.name == "york-send-improvement-board-pack-2020-07-15-edition-1.pdf"


def test_a_look_back_with_long_words_is_shortened_too(place: Place) -> None:
    desk = make_deciding(place)
    decide(desk, held_meeting(desk), text=LONG, should_change=LONG)
    edition = freeze(place, make_meeting(place, desk.board))
    assert contents_page(edition) == 3
    document = shown(place, edition)
    assert "D1 in full" in [b.text for b in document.blocks if isinstance(b, Heading)]
    cells = [c.text for b in document.blocks if isinstance(b, Table) for r in b.rows for c in r]
    assert max(map(len, cells)) < 500


def shown(place: Place, edition: PackEdition) -> Document:
    return edition_page(place.officer, edition.ref).document
