"""The action log: giving, moving and closing, and a follow-up whose owner left."""

from datetime import date

import pytest

from alongside.board.models import FollowUp, FollowUpMove, Meeting
from alongside.board.operations.follow_ups import (
    NewFollowUp,
    close_follow_up,
    give_follow_up,
    move_follow_up,
)
from alongside.board.queries.follow_ups import (
    ALL,
    DONE,
    LATE,
    LEFT,
    NOBODY,
    OPEN,
    action_log,
    follow_up_page,
    open_follow_ups,
)
from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.notices.models import Notice
from tests.board.sitting import (
    BEFORE,
    LATER,
    THAT_DAY,
    Room,
    close_post,
    leave_post,
    make_room,
    plan,
)
from tests.plan.factories import make_place

pytestmark = pytest.mark.django_db
DUE = date(2020, 9, 1)


@pytest.fixture
def room(db: None) -> Room:
    return make_room(make_place())


@pytest.fixture
def meeting(room: Room) -> Meeting:
    return plan(room)


def give(room: Room, meeting: Meeting, owner: str = "director", due: date = DUE) -> FollowUp:
    return give_follow_up(
        actor=room.officer,
        at=THAT_DAY,
        meeting_ref=meeting.ref,
        new=NewFollowUp(f"Ask the {owner}", room.posts[owner].ref, due),
    )


def move(room: Room, follow_up: FollowUp, **changed: object) -> FollowUp:
    facts = {
        "expected_version": follow_up.version,
        "owner_ref": room.posts["nurse"].ref,
        "due_on": DUE,
        "why": "She knows the clinics.",
        **changed,
    }
    return move_follow_up(actor=room.officer, at=LATER, follow_up_ref=follow_up.ref, **facts)


def close(room: Room, follow_up: FollowUp, **changed: object) -> FollowUp:
    facts = {
        "actor": room.officer,
        "expected_version": follow_up.version,
        "done_on": date(2020, 7, 18),
        "done_words": "They answered.",
        **changed,
    }
    return close_follow_up(at=LATER, follow_up_ref=follow_up.ref, **facts)


def told(room: Room, sentence: str) -> set[str]:
    found = Notice.objects.in_area(room.place.area.pk).filter(sentence=sentence)
    return set(found.values_list("person__name", flat=True))


def test_a_follow_up_is_given_to_a_post_and_its_holder_is_told(
    room: Room, meeting: Meeting
) -> None:
    made = give(room, meeting)
    assert told(room, "The board asks you to follow something up, by 1 September 2020.") == {
        "Dora Director"
    }
    event = LedgerEntry.objects.order_by("-seq")[0]
    assert (event.verb, event.subject_ref) == ("board.give_follow_up", meeting.ref)
    assert made.ref in event.detail.content
    assert "Ask the" not in event.detail.content


def test_a_vacant_post_may_have_one_and_it_shows(room: Room, meeting: Meeting) -> None:
    give(room, meeting, "care")
    (row,) = open_follow_ups(room.member, LATER.date())
    assert (row.owner_left, row.holder_words) == (True, NOBODY)


@pytest.mark.parametrize(
    ("new", "sentence", "field"),
    [
        (("", "director", DUE), "Say what is to be followed up", "text"),
        (("X", "", DUE), "Choose the post that looks after it", "owner"),
        (("X", "director", date(2020, 7, 14)), "It was given on 15 July 2020", "due_on"),
        (("X", "director", date(2030, 7, 14)), "more than three years away", "due_on"),
    ],
)
def test_a_follow_up_that_makes_no_sense_is_refused(
    room: Room, meeting: Meeting, new: tuple[str, str, date], sentence: str, field: str
) -> None:
    text, owner, due = new
    owner_ref = room.posts[owner].ref if owner else ""
    with pytest.raises(Refusal, match=sentence) as refused:
        give_follow_up(
            actor=room.officer,
            at=THAT_DAY,
            meeting_ref=meeting.ref,
            new=NewFollowUp(text, owner_ref, due),
        )
    assert refused.value.field == field


def test_nothing_is_followed_up_before_the_meeting_nor_by_a_closed_post(
    room: Room, meeting: Meeting
) -> None:
    with pytest.raises(Refusal, match=r"Record it on that day or later\."):
        give_follow_up(
            actor=room.officer,
            at=BEFORE,
            meeting_ref=meeting.ref,
            new=NewFollowUp("X", room.posts["director"].ref, DUE),
        )
    close_post(room, room.posts["care"], date(2020, 7, 1))
    with pytest.raises(Refusal, match=r"closed on 1 July 2020"):
        give(room, meeting, "care")


@pytest.mark.both_engines
def test_what_stood_before_a_move_is_kept_with_the_reason(room: Room, meeting: Meeting) -> None:
    follow_up = give(room, meeting)
    moved = move(room, follow_up, due_on=date(2020, 10, 1))
    kept = FollowUpMove.objects.in_area(room.place.area.pk).get()
    assert (kept.old_owner, kept.old_due_on) == (room.posts["director"], DUE)
    assert kept.why == "She knows the clinics."
    assert (moved.owner, moved.due_on) == (room.posts["nurse"], date(2020, 10, 1))
    assert told(room, "The board asks you to follow something up, by 1 October 2020.") == {
        "Nora Nurse"
    }
    page = follow_up_page(room.member, follow_up.ref, today=LATER.date())
    assert [each.old_owner for each in page.moves] == ["Director of education"]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"why": " "}, "Say why it is moved"),
        ({"owner": "director"}, "Choose another post or another day"),
        ({"due_on": date(2020, 7, 19)}, "19 July 2020 has passed"),
        ({"due_on": date(2020, 7, 1)}, "It was given on 15 July 2020"),
    ],
)
def test_a_move_that_makes_no_sense_is_refused(
    room: Room, meeting: Meeting, changed: dict[str, object], sentence: str
) -> None:
    follow_up = give(room, meeting)
    if "owner" in changed:
        changed = {"owner_ref": room.posts["director"].ref}
    with pytest.raises(Refusal, match=sentence):
        move(room, follow_up, **changed)
    assert not FollowUpMove.objects.in_area(room.place.area.pk).exists()


def test_the_second_of_two_who_move_it_sees_both(room: Room, meeting: Meeting) -> None:
    follow_up = give(room, meeting)
    move(room, follow_up)
    with pytest.raises(Changed) as changed:
        move(room, follow_up, expected_version=1, owner_ref=room.posts["forum"].ref)
    assert changed.value.differences == (
        ("Who looks after it", "Chief nurse", "Forum representative"),
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"done_words": " "}, "Say what was done"),
        ({"done_on": date(2020, 7, 21)}, "21 July 2020 has not come yet"),
        ({"done_on": date(2020, 7, 14)}, "It was given on 15 July 2020"),
    ],
)
def test_it_is_done_with_words_and_on_a_day(
    room: Room, meeting: Meeting, changed: dict[str, object], sentence: str
) -> None:
    follow_up = give(room, meeting)
    with pytest.raises(Refusal, match=sentence):
        close(room, follow_up, **changed)
    done = close(room, follow_up)
    assert (done.done_words, done.closed_at) == ("They answered.", LATER)
    with pytest.raises(Refusal, match=r"This follow-up is done already\."):
        close(room, done)
    with pytest.raises(Refusal, match=r"This follow-up is done already\."):
        move(room, done)


def test_whoever_holds_the_post_records_it_as_done_and_nobody_else(
    room: Room, meeting: Meeting
) -> None:
    follow_up = give(room, meeting)
    elsewhere = make_place("shire", "Shire").officer
    nurse = room.place.actor("Nora Nurse", "board_member")
    for actor in (nurse, room.outsider, elsewhere):
        with pytest.raises(Hidden):
            close(room, follow_up, actor=actor)
    assert close(room, follow_up, actor=room.member).closed_by_id == room.member.person_id


def test_only_who_runs_the_board_gives_and_moves(room: Room, meeting: Meeting) -> None:
    follow_up = give(room, meeting)
    elsewhere = make_place("shire", "Shire").officer
    for actor in (room.member, room.outsider, elsewhere):
        with pytest.raises(Hidden):
            give_follow_up(
                actor=actor,
                at=THAT_DAY,
                meeting_ref=meeting.ref,
                new=NewFollowUp("X", room.posts["director"].ref, DUE),
            )
        with pytest.raises(Hidden):
            move_follow_up(
                actor=actor,
                at=LATER,
                follow_up_ref=follow_up.ref,
                expected_version=1,
                owner_ref=room.posts["nurse"].ref,
                due_on=DUE,
                why="W",
            )


def test_a_follow_up_whose_owner_left_is_listed_for_the_chair(room: Room, meeting: Meeting) -> None:
    follow_up, other = give(room, meeting), give(room, meeting, "nurse", date(2020, 7, 16))
    done = close(room, give(room, meeting, "forum"))
    leave_post(room, "director", date(2020, 7, 18))
    today = LATER.date()

    def shown(show: str) -> set[str]:
        return {row.ref for row in action_log(room.chair, today=today, show=show)}

    assert shown(LEFT) == {follow_up.ref}
    assert shown(LATE) == {other.ref}
    assert shown(OPEN) == {follow_up.ref, other.ref}
    assert shown(DONE) == {done.ref}
    assert shown(ALL) == {follow_up.ref, other.ref, done.ref}
    with pytest.raises(Hidden):
        action_log(room.outsider, today=today, show=ALL)
