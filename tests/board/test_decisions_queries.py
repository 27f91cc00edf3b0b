"""Look-backs come up by themselves, with the figures then and now."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.board.models import Meeting
from alongside.board.operations.decisions import NewLookBack, look_back
from alongside.board.queries.decisions import (
    all_decisions,
    deciding_meeting,
    decision,
    decisions_of_meeting,
    due_on,
    meetings_to_decide,
)
from alongside.board.rules.codes import LookBackVerdict
from alongside.board.rules.decisions import Moved
from alongside.kernel.refusals import Hidden
from alongside.measures.operations import NewFigure, correct_figure
from tests.board.deciding import Desk, decide, held_meeting, make_desk, make_figure, make_series
from tests.board.factories import make_meeting
from tests.plan.factories import AT, make_place

pytestmark = pytest.mark.django_db
DAY = date(2020, 9, 1)


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk(make_place())


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    return held_meeting(desk)


def look(desk: Desk, ref: str, on: date, again_on: date | None = None) -> None:
    new = NewLookBack(LookBackVerdict.PARTLY, "Fewer were late.", on, again_on)
    at = datetime(on.year, on.month, on.day, 12, 0, tzinfo=UTC)
    look_back(actor=desk.chair, at=at, decision_ref=ref, new=new)


def test_a_look_back_comes_up_on_its_day_and_stays_until_somebody_looks(
    desk: Desk, meeting: Meeting
) -> None:
    made = decide(desk, meeting, look_back_on=DAY)
    assert due_on(desk.member, date(2020, 8, 31)) == ()
    assert [one.number for one in due_on(desk.member, DAY)] == ["D1"]
    look(desk, made.ref, date(2020, 9, 9), again_on=date(2020, 12, 1))
    assert [one.number for one in due_on(desk.member, date(2020, 9, 8))] == ["D1"]
    assert due_on(desk.member, date(2020, 11, 30)) == ()
    assert [one.next_look for one in due_on(desk.member, date(2020, 12, 2))] == [date(2020, 12, 1)]
    look(desk, made.ref, date(2020, 12, 2))
    assert due_on(desk.member, date(2030, 1, 1)) == ()
    assert [one.looked_on for one in decision(desk.chair, decision_ref=made.ref).looks] == [
        date(2020, 9, 9), date(2020, 12, 2),
    ]  # fmt: skip


def test_the_longest_due_comes_first(desk: Desk, meeting: Meeting) -> None:
    decide(desk, meeting, look_back_on=date(2020, 8, 2))
    decide(desk, meeting, look_back_on=date(2020, 8, 1))
    decide(desk, meeting, look_back_on=date(2021, 8, 1))
    assert [one.number for one in due_on(desk.chair, DAY)] == ["D2", "D1"]


def test_the_figures_stand_side_by_side_then_and_now(desk: Desk, meeting: Meeting) -> None:
    series = make_series(desk.place)
    old = make_figure(desk.place, series, 2018, 90, 150)
    made = decide(desk, meeting, figure_refs=(old.ref,))
    (before,) = decision(desk.chair, decision_ref=made.ref).figures
    assert (before.then, before.now, before.moved) == (
        "60.0% (90 of 150), 2018", "60.0% (90 of 150), 2018", Moved.NO_NEWER,
    )  # fmt: skip
    make_figure(desk.place, series, 2019, 121, 192)
    (after,) = decision(desk.chair, decision_ref=made.ref).figures
    assert (after.then, after.now, after.moved_words) == (
        "60.0% (90 of 150), 2018", "63.0% (121 of 192), 2019", "Moved the good way",
    )  # fmt: skip
    assert after.series_ref == series.ref


def test_a_figure_that_was_corrected_since_is_followed_and_its_old_words_stay(
    desk: Desk, meeting: Meeting
) -> None:
    """Read by itself the figure rose; against what it should have read, it fell."""
    series = make_series(desk.place)
    wrong = make_figure(desk.place, series, 2018, 90, 150)
    made = decide(desk, meeting, figure_refs=(wrong.ref,))
    make_figure(desk.place, series, 2019, 121, 192)
    new = NewFigure(
        date(2018, 1, 1), date(2019, 1, 1), numerator=120, denominator=150, note="Miscounted."
    )
    correct_figure(actor=desk.officer, at=AT, figure_ref=wrong.ref, new=new)
    (basis,) = decision(desk.chair, decision_ref=made.ref).figures
    assert basis.then == "60.0% (90 of 150), 2018"
    assert basis.corrected == "80.0% (120 of 150), 2018"
    assert basis.moved is Moved.WRONG_WAY


def test_the_latest_figure_as_corrected_is_now(desk: Desk, meeting: Meeting) -> None:
    series = make_series(desk.place)
    made = decide(desk, meeting, figure_refs=(make_figure(desk.place, series, 2018, 90, 150).ref,))
    wrong = make_figure(desk.place, series, 2019, 150, 150)
    new = NewFigure(
        date(2019, 1, 1), date(2020, 1, 1), numerator=75, denominator=150, note="Miscounted."
    )
    correct_figure(actor=desk.officer, at=AT, figure_ref=wrong.ref, new=new)
    (basis,) = decision(desk.chair, decision_ref=made.ref).figures
    assert (basis.now, basis.moved, basis.corrected) == (
        "50.0% (75 of 150), 2019",
        Moved.WRONG_WAY,
        "",
    )


def test_the_decisions_of_a_meeting_are_in_their_order(desk: Desk, meeting: Meeting) -> None:
    decide(desk, meeting, text="First.")
    decide(desk, held_meeting(desk, date(2020, 6, 1)), text="Elsewhere.")
    decide(desk, meeting, text="Second.")
    assert [one.text for one in decisions_of_meeting(desk.member, meeting.pk)] == [
        "First.",
        "Second.",
    ]
    assert [one.number for one in all_decisions(desk.member)] == ["D3", "D1", "D2"]


def test_decisions_are_for_those_who_read_the_board_s_work(desk: Desk, meeting: Meeting) -> None:
    made = decide(desk, meeting)
    for role in ("scrutiny_member", "data_analyst", "senco"):
        reader = desk.place.actor("Rita Reader", role)
        for read in (
            lambda who: due_on(who, DAY),
            lambda who: decisions_of_meeting(who, meeting.pk),
            lambda who: decision(who, decision_ref=made.ref),
            all_decisions,
        ):
            with pytest.raises(Hidden):
                read(reader)
    other = make_place("shire", "Shire").chair
    with pytest.raises(Hidden):
        decision(other, decision_ref=made.ref)
    assert due_on(other, DAY) == decisions_of_meeting(other, meeting.pk) == ()


def test_under_which_meetings_a_decision_may_be_recorded(desk: Desk, meeting: Meeting) -> None:
    planned = make_meeting(desk.place, desk.board, date(2020, 7, 15))
    assert [each.ref for each in meetings_to_decide(desk.chair)] == [meeting.ref]
    assert deciding_meeting(desk.chair, meeting_ref=meeting.ref).closed == ""
    assert "not been held" in deciding_meeting(desk.chair, meeting_ref=planned.ref).closed


def test_a_list_asks_as_often_whatever_its_length(desk: Desk, meeting: Meeting) -> None:
    series = make_series(desk.place)
    figure = make_figure(desk.place, series, 2018, 90, 150)

    def one_more(text: str = "Add an officer.") -> None:
        due = date(2020, 8, 1)
        made = decide(desk, meeting, text=text, figure_refs=(figure.ref,), look_back_on=due)
        look(desk, made.ref, date(2020, 8, 2), again_on=date(2020, 8, 3))

    one_more()
    with CaptureQueriesContext(connection) as few:
        due_on(desk.chair, DAY)
    for number in range(4):
        one_more(f"Add officer {number}.")
    with CaptureQueriesContext(connection) as many:
        assert len(due_on(desk.chair, DAY)) == 5
    assert len(few) == len(many) == 5
