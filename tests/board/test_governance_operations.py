"""Setting up boards, their lines, seats, terms, standing items and forward plan."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from alongside.board.models import AgendaItem, Board, ForwardItem, ReportingLine, Seat
from alongside.board.operations import forward_plan, governance
from alongside.board.operations.governance import BoardDetails, NewSeat
from alongside.board.operations.terms import NewTerms, add_terms
from alongside.board.queries.governance import improvement_board, seat_holders, seats_on
from alongside.board.rules.codes import BoardKind, LineKind, SeatKind, Side, Voice
from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from tests.board.factories import make_board, make_seat
from tests.board.sitting import BEFORE, Room, close_post, make_room, plan
from tests.plan.factories import AT, TODAY, make_place

pytestmark = pytest.mark.django_db
DETAILS = BoardDetails(
    title="Health and wellbeing board", quorum_count=4, quorum_sides=(Side.HEALTH, Side.FAMILIES)
)
Do = Callable[[Actor], object]


@pytest.fixture
def room(db: None) -> Room:
    return make_room(make_place())


def upper(room: Room, title: str = "Health and wellbeing board") -> Board:
    return make_board(room.place, title=title, kind="health_and_wellbeing_board")


def last_event() -> LedgerEntry:
    return LedgerEntry.objects.order_by("-seq")[0]


def test_a_board_is_set_up_with_its_quorum(room: Room) -> None:
    board = governance.create_board(
        actor=room.officer, at=AT, kind=BoardKind.HEALTH_AND_WELLBEING, details=DETAILS
    )
    assert (board.quorum_count, board.quorum_sides) == (4, ["health", "families"])
    event = last_event()
    assert (event.verb, event.subject, event.subject_ref) == (
        "board.create_board", "board.board", board.ref,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "details", "sentence"),
    [
        (BoardKind.OTHER, BoardDetails(title=" "), "Give the board a title."),
        (BoardKind.OTHER, BoardDetails(title="SEND Improvement Board"), "There is already a board"),
        (BoardKind.IMPROVEMENT, BoardDetails(title="Another"), "already has its improvement board"),
        (BoardKind.OTHER, BoardDetails(title="X", quorum_count=0), "A quorum is from 1 to 99"),
        (BoardKind.OTHER, BoardDetails(title="X", report_due_day=31), "a day from 1 to 28"),
    ],
)
def test_a_board_that_makes_no_sense_is_refused(
    room: Room, kind: BoardKind, details: BoardDetails, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        governance.create_board(actor=room.officer, at=AT, kind=kind, details=details)


def test_the_second_of_two_who_change_a_board_sees_both_in_words(room: Room) -> None:
    first = BoardDetails(title="SEND Board", quorum_count=3, quorum_sides=(Side.HEALTH,))
    change = {"actor": room.officer, "at": AT, "board_ref": room.board.ref, "expected_version": 1}
    governance.change_board(**change, details=first)
    mine = BoardDetails(title="SEND Board", quorum_count=5, quorum_sides=(Side.FAMILIES,))
    with pytest.raises(Changed) as changed:
        governance.change_board(**change, details=mine)
    assert changed.value.differences == (
        ("Members needed for a quorum", "3", "5"),
        ("Sides needed for a quorum", "Health", "Families"),
    )


def test_a_quorum_that_the_members_could_never_make_is_refused(room: Room) -> None:
    """One that was set before is no hindrance to another change."""
    change = {"actor": room.officer, "at": AT, "board_ref": room.board.ref}
    for count in (6, 99):
        with pytest.raises(Refusal, match="5 members sit on the board"):
            governance.change_board(
                **change,
                expected_version=1,
                details=BoardDetails(title="SEND Board", quorum_count=count),
            )
    Board.objects.in_area(room.place.area.pk).filter(pk=room.board.pk).update(quorum_count=99)
    details = BoardDetails(title="SEND Board", quorum_count=99)
    governance.change_board(**change, expected_version=1, details=details)
    details = BoardDetails(title="SEND Board", quorum_count=5)
    governance.change_board(**change, expected_version=2, details=details)


def test_a_line_is_added_once_ends_and_may_begin_again(room: Room) -> None:
    above = upper(room)
    facts = {
        "actor": room.officer, "at": AT, "lower_ref": room.board.ref, "upper_ref": above.ref,
        "kind": LineKind.REPORTS,
    }  # fmt: skip
    line = governance.add_reporting_line(**facts, line_from=date(2020, 6, 1))
    with pytest.raises(Refusal, match=r"This reporting line is there already\."):
        governance.add_reporting_line(**facts, line_from=TODAY)
    with pytest.raises(Refusal, match=r"in a ring"):
        governance.add_reporting_line(
            **{**facts, "lower_ref": above.ref, "upper_ref": room.board.ref}, line_from=TODAY
        )
    end = {"actor": room.officer, "at": AT, "line_ref": line.ref}
    with pytest.raises(Refusal, match=r"It began on 1 June 2020"):
        governance.end_reporting_line(**end, line_until=date(2020, 6, 1))
    governance.end_reporting_line(**end, line_until=TODAY)
    with pytest.raises(Refusal, match=r"has ended already"):
        governance.end_reporting_line(**end, line_until=TODAY)
    again = governance.add_reporting_line(**facts, line_from=TODAY)
    assert ReportingLine.objects.in_area(room.place.area.pk).count() == 2
    assert last_event().verb == "board.add_reporting_line"
    assert again.line_until is None


def test_a_seat_follows_the_holder_of_its_post(room: Room) -> None:
    sendiass = room.place.post("SENDIASS adviser", holder="Ada Adviser")
    seat = governance.add_seat(
        actor=room.officer,
        at=AT,
        board_ref=room.board.ref,
        new=NewSeat(
            SeatKind.ATTENDS, Side.OTHER, TODAY, post_ref=sendiass.ref, voice=Voice.SENDIASS
        ),
    )
    holders = {each.ref: each for each in seat_holders(room.member, room.board, TODAY)}
    assert holders[seat.ref].names == ("Ada Adviser",)
    assert holders[seat.ref].voice is Voice.SENDIASS
    assert holders[room.seats["care"].ref].is_vacant
    assert seats_on(room.member, room.board.pk, TODAY)[0].kind == "chair"


def test_a_seat_for_a_closed_post_is_refused(room: Room) -> None:
    closed = room.place.post("Closed post")
    close_post(room, closed, date(2020, 6, 1))
    new = NewSeat(SeatKind.MEMBER, Side.HEALTH, date(2020, 5, 1), post_ref=closed.ref)
    with pytest.raises(Refusal, match=r"The post “Closed post” closed on 1 June 2020") as refused:
        governance.add_seat(actor=room.officer, at=AT, board_ref=room.board.ref, new=new)
    assert refused.value.field == "post"


def test_one_seat_for_each_post_and_one_chair_at_a_time(room: Room) -> None:
    add = {"actor": room.officer, "at": AT, "board_ref": room.board.ref}
    twice = NewSeat(SeatKind.MEMBER, Side.HEALTH, TODAY, post_ref=room.posts["nurse"].ref)
    with pytest.raises(Refusal, match=r"They already have a seat on the board\."):
        governance.add_seat(**add, new=twice)
    other = room.place.post("Another chair", holder="Otto Other")
    chair = NewSeat(SeatKind.CHAIR, Side.OTHER, TODAY, post_ref=other.ref)
    with pytest.raises(Refusal, match=r"has a chair already\. End that seat first\."):
        governance.add_seat(**add, new=chair)
    governance.end_seat(
        actor=room.officer, at=AT, seat_ref=room.seats["chair"].ref, seat_until=TODAY
    )
    governance.add_seat(**add, new=chair)
    with pytest.raises(Refusal, match=r"Choose either a post or a person, not both\."):
        governance.add_seat(**add, new=NewSeat(SeatKind.MEMBER, Side.OTHER, TODAY))


def test_a_seat_ends_after_it_begins_and_once(room: Room) -> None:
    end = {"actor": room.officer, "at": AT, "seat_ref": room.seats["nurse"].ref}
    with pytest.raises(Refusal, match=r"It began on 1 January 2020") as refused:
        governance.end_seat(**end, seat_until=date(2019, 12, 31))
    assert refused.value.field == "seat_until"
    governance.end_seat(**end, seat_until=TODAY)
    with pytest.raises(Refusal, match=r"This seat has ended already\."):
        governance.end_seat(**end, seat_until=TODAY)
    assert room.seats["nurse"].pk not in {s.pk for s in seats_on(room.member, room.board.pk, TODAY)}


def test_terms_are_versions_with_what_changed(room: Room) -> None:
    add = {"actor": room.officer, "at": AT, "board_ref": room.board.ref}
    first = add_terms(**add, new=NewTerms(date(2020, 1, 1), text="The board meets monthly."))
    with pytest.raises(Refusal, match=r"Say what changed since the version before\."):
        add_terms(**add, new=NewTerms(TODAY, text="The board meets."))
    with pytest.raises(Refusal, match=r"Write the terms of reference, or give the file\."):
        add_terms(**add, new=NewTerms(TODAY))
    file = ContentFile(b"The board meets.\n", name="terms.txt")
    second = add_terms(**add, new=NewTerms(TODAY, upload=file, what_changed="Meets less often."))
    assert (first.number, second.number, second.file.name) == (1, 2, "terms.txt")


def test_a_standing_item_comes_to_planned_meetings_and_leaves_them_when_it_ends(room: Room) -> None:
    meeting = plan(room)
    item = forward_plan.add_standing_item(
        actor=room.officer,
        at=AT,
        board_ref=room.board.ref,
        title="Report of the engagement and communication officer",
        item_from=TODAY,
        presenter_ref=room.posts["forum"].ref,
    )
    assert [each.title for each in meeting.items.all()] == [item.title]
    with pytest.raises(Refusal, match=r"already a standing item with this title"):
        forward_plan.add_standing_item(
            actor=room.officer, at=AT, board_ref=room.board.ref, title=item.title, item_from=TODAY
        )
    forward_plan.end_standing_item(
        actor=room.officer, at=AT, item_ref=item.ref, item_until=date(2020, 7, 1)
    )
    assert not AgendaItem.objects.in_area(room.place.area.pk).filter(withdrawn_at=None).exists()


def test_a_forward_item_is_kept_by_month_and_withdrawn_with_a_reason(room: Room) -> None:
    add = {"actor": room.officer, "at": AT, "board_ref": room.board.ref}
    item = forward_plan.add_forward_item(
        **add, title="Transport", due=PartialDate(2020, 9), owner_ref=room.posts["director"].ref
    )
    assert (item.due_on, item.due_precision) == (date(2020, 9, 30), "month")
    with pytest.raises(Refusal, match=r"May 2020 has passed"):
        forward_plan.add_forward_item(**add, title="Late", due=PartialDate(2020, 5))
    out = {"actor": room.officer, "at": AT, "item_ref": item.ref}
    with pytest.raises(Refusal, match=r"Say why the item is withdrawn\."):
        forward_plan.withdraw_forward_item(**out, why=" ")
    forward_plan.withdraw_forward_item(**out, why="Another board took it.")
    with pytest.raises(Refusal, match=r"withdrawn already"):
        forward_plan.withdraw_forward_item(**out, why="Again.")
    assert ForwardItem.objects.in_area(room.place.area.pk).get().withdrawn_why


def test_what_a_meeting_has_taken_is_not_withdrawn(room: Room) -> None:
    item = forward_plan.add_forward_item(
        actor=room.officer, at=AT, board_ref=room.board.ref, title="T", due=PartialDate(2020, 7)
    )
    plan(room)
    with pytest.raises(Refusal, match=r"Take it off that agenda first\."):
        forward_plan.withdraw_forward_item(
            actor=room.officer, at=AT, item_ref=item.ref, why="Not now."
        )


def everything(room: Room) -> list[Do]:
    """Every verb of this subject, as somebody."""
    board, seat = room.board.ref, room.seats["nurse"].ref
    line = ReportingLine.objects.create(
        area=room.place.area,
        lower=room.board,
        upper=upper(room, "Council executive"),
        kind="reports",
        line_from=TODAY,
    )
    standing = forward_plan.add_standing_item(
        actor=room.officer, at=AT, board_ref=board, title="S", item_from=TODAY
    )
    ahead = forward_plan.add_forward_item(
        actor=room.officer, at=AT, board_ref=board, title="F", due=PartialDate(2020, 9)
    )
    new = NewSeat(SeatKind.MEMBER, Side.OTHER, TODAY, post_ref=room.place.post("New post").ref)
    terms, month = NewTerms(TODAY, text="T"), PartialDate(2020, 9)
    return [
        lambda a: governance.change_board(
            actor=a, at=AT, board_ref=board, expected_version=1, details=DETAILS
        ),
        lambda a: governance.end_reporting_line(
            actor=a, at=AT, line_ref=line.ref, line_until=date(2020, 7, 1)
        ),
        lambda a: governance.add_seat(actor=a, at=AT, board_ref=board, new=new),
        lambda a: governance.end_seat(actor=a, at=AT, seat_ref=seat, seat_until=TODAY),
        lambda a: add_terms(actor=a, at=AT, board_ref=board, new=terms),
        lambda a: forward_plan.add_standing_item(
            actor=a, at=AT, board_ref=board, title="X", item_from=TODAY
        ),
        lambda a: forward_plan.end_standing_item(
            actor=a, at=AT, item_ref=standing.ref, item_until=date(2020, 7, 1)
        ),
        lambda a: forward_plan.add_forward_item(
            actor=a, at=AT, board_ref=board, title="X", due=month
        ),
        lambda a: forward_plan.withdraw_forward_item(actor=a, at=AT, item_ref=ahead.ref, why="W"),
    ]


def test_who_does_not_run_the_board_and_who_is_elsewhere_find_nothing(room: Room) -> None:
    elsewhere = make_place("shire", "Shire").officer
    for do in everything(room):
        for actor in (room.member, room.outsider, elsewhere):
            with pytest.raises(Hidden):
                do(actor)
    with pytest.raises(Hidden):
        governance.create_board(actor=room.member, at=AT, kind=BoardKind.OTHER, details=DETAILS)


def test_every_verb_leaves_an_event_without_a_name_or_a_text(room: Room) -> None:
    before = last_event().seq
    verbs = everything(room)
    for do in verbs:
        do(room.officer)
    events = LedgerEntry.objects.filter(seq__gt=before, subject="board.board").order_by("seq")
    assert events.count() == len(verbs) + 2
    told = " ".join(event.detail.content for event in events)
    assert not re.search("Nora|Health and wellbeing", told)


@pytest.mark.both_engines
def test_the_database_keeps_one_chair_and_one_open_seat_for_a_post(room: Room) -> None:
    for again in (
        {"post": room.posts["nurse"], "kind": "member"},
        {"post": room.place.post("Other"), "kind": "chair"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_seat(room.place, room.board, again["post"], kind=again["kind"])
    with pytest.raises(IntegrityError), transaction.atomic():
        make_board(room.place, title="A second improvement board")
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.in_area(room.place.area.pk).filter(kind="member").update(voice="nobody")


def test_the_improvement_board_is_found_by_its_readers(room: Room) -> None:
    assert improvement_board(room.outsider) == room.board
    assert improvement_board(make_place("shire", "Shire").officer) is None
    with pytest.raises(Hidden):
        improvement_board(room.place.actor("Nina Nobody", "senco"))
    assert plan(room, at=BEFORE).board == room.board
