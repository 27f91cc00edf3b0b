"""Papers for a meeting: in time or late, taken back with a reason, and added by whoever presents."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.base import ContentFile

from alongside.board.models import AgendaItem, Meeting, Paper
from alongside.board.operations import agenda, papers
from alongside.board.operations.agenda import ItemDetails
from alongside.board.operations.papers import NewPaper
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from tests.board.sitting import (
    BEFORE,
    Room,
    make_room,
    plan,
)
from tests.plan.factories import make_place

pytestmark = pytest.mark.django_db
FILE = b"What the board is asked to agree.\n"


@pytest.fixture
def room(db: None) -> Room:
    return make_room(make_place())


@pytest.fixture
def meeting(room: Room) -> Meeting:
    return plan(room)


def last_event() -> LedgerEntry:
    return LedgerEntry.objects.order_by("-seq")[0]


def add_item(room: Room, meeting: Meeting, title: str) -> AgendaItem:
    return agenda.add_item(
        actor=room.officer, at=BEFORE, meeting_ref=meeting.ref, details=ItemDetails(title)
    )


def add_paper(room: Room, meeting: Meeting, at: datetime = BEFORE, title: str = "Paper 1") -> Paper:
    new = NewPaper(title, ContentFile(FILE, name="paper.txt"))
    return papers.add_paper(actor=room.officer, at=at, meeting_ref=meeting.ref, new=new)


def test_a_paper_after_the_day_papers_were_due_is_recorded_as_late(
    room: Room, meeting: Meeting
) -> None:
    add_paper(room, meeting)
    assert '"late":false' in last_event().detail.content
    add_paper(room, meeting, datetime(2020, 7, 9, 9, 0, tzinfo=UTC))
    assert '"late":true' in last_event().detail.content


def test_a_paper_without_title_or_file_is_refused(room: Room, meeting: Meeting) -> None:
    add = {"actor": room.officer, "at": BEFORE, "meeting_ref": meeting.ref}
    with pytest.raises(Refusal, match=r"Give the paper a title\."):
        papers.add_paper(**add, new=NewPaper(" ", ContentFile(FILE, name="paper.txt")))
    with pytest.raises(Refusal, match=r"Choose the file of the paper\."):
        papers.add_paper(**add, new=NewPaper("Paper 1", None))
    with pytest.raises(Refusal) as refused:
        papers.add_paper(**add, new=NewPaper("Paper 1", ContentFile(b"MZ", name="virus.exe")))
    assert refused.value.field == "file"
    assert not Paper.objects.in_area(room.place.area.pk).exists()


def test_a_paper_for_an_item_of_another_meeting_is_refused(room: Room, meeting: Meeting) -> None:
    other = add_item(room, plan(room, date(2020, 8, 19)), "One")
    new = NewPaper("Paper 1", ContentFile(FILE, name="paper.txt"), other.ref)
    with pytest.raises(Hidden):
        papers.add_paper(actor=room.officer, at=BEFORE, meeting_ref=meeting.ref, new=new)


def test_a_paper_is_taken_back_with_a_reason(room: Room, meeting: Meeting) -> None:
    back = {
        "actor": room.officer, "at": BEFORE, "paper_ref": add_paper(room, meeting).ref,
    }  # fmt: skip
    with pytest.raises(Refusal, match=r"Say why the paper is taken back\."):
        papers.withdraw_paper(**back, why="")
    papers.withdraw_paper(**back, why="The wrong file.")
    with pytest.raises(Refusal, match=r"taken back already"):
        papers.withdraw_paper(**back, why="Again.")


def test_whoever_holds_the_presenters_post_adds_a_paper_to_that_item_only(
    room: Room, meeting: Meeting
) -> None:
    own, other = add_item(room, meeting, "Families"), add_item(room, meeting, "Figures")
    AgendaItem.objects.in_area(room.place.area.pk).filter(pk=own.pk).update(
        presenter=room.posts["forum"]
    )
    forum = room.place.actor("Frances Forum", "forum_officer")

    def paper_for(item_ref: str) -> NewPaper:
        return NewPaper("What families say", ContentFile(FILE, name="paper.txt"), item_ref)

    add = {"at": BEFORE, "meeting_ref": meeting.ref}
    assert papers.add_paper(actor=forum, new=paper_for(own.ref), **add).item == own
    for ref in ("", other.ref):
        with pytest.raises(Hidden):
            papers.add_paper(actor=forum, new=paper_for(ref), **add)
    room.posts["forum"].holdings.update(held_until=BEFORE.date())
    with pytest.raises(Hidden):
        papers.add_paper(actor=forum, new=paper_for(own.ref), **add)
