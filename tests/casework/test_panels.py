"""Panels advise and a named officer decides: seats, meetings, agendas, who came, advice, and who may read."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.casework import perms
from alongside.casework.models import Case, Panel, PanelItem, PanelMeeting
from alongside.casework.operations import panels as operations
from alongside.casework.operations.panels import NewAdvice, NewSeat
from alongside.casework.pages.panel_advice import advised, panel_lines
from alongside.casework.queries.panel_values import PanelAdvice
from alongside.casework.queries.panels import (
    advice_on,
    item_papers,
    meeting_page,
    panel_list,
    panel_page,
    waiting_at,
)
from alongside.casework.rules.panels import Question, Side, may_wait_for
from alongside.kernel.actor import Actor
from alongside.kernel.proportion import Proportion
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.notices.models import Notice
from alongside.people.models import LocalArea, Post
from tests.casework.factories import AT, HEAD, TODAY, happen, make_case, make_officer, weeks
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db
RUNS = HEAD | {perms.PANELS}
SITS = frozenset({perms.SIT})


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def head(area: LocalArea) -> tuple[Actor, Post]:
    return make_officer(area, "Hetty Head", RUNS)


@pytest.fixture
def doctor(area: LocalArea) -> tuple[Actor, Post]:
    return make_officer(area, "Dora Doctor", SITS)


@pytest.fixture
def panel(head: tuple[Actor, Post]) -> Panel:
    return operations.set_up_panel(
        actor=head[0], at=AT, name="Assessment panel", kind="assessments"
    )


@pytest.fixture
def case(head: tuple[Actor, Post]) -> Case:
    made = make_case(*head)
    happen(head[0], made, "request_received")
    return made


def meets(head: tuple[Actor, Post], panel: Panel, day: date) -> PanelMeeting:
    return operations.plan_panel(actor=head[0], at=AT, panel_ref=panel.ref, meets_on=day)


def seat(head: tuple[Actor, Post], panel: Panel, post: Post, side: str) -> str:
    made = operations.give_seat(
        actor=head[0], at=AT, panel_ref=panel.ref, new=NewSeat(post_ref=post.ref, side=side)
    )
    return made.ref


def listed(
    head: tuple[Actor, Post], meeting: PanelMeeting, case: Case, day: date = TODAY
) -> PanelItem:
    return operations.draw_agenda(
        actor=head[0], at=at(day), meeting_ref=meeting.ref, case_refs=[case.ref]
    )[0]


def test_a_case_that_waits_is_put_on_the_agenda(
    head: tuple[Actor, Post], panel: Panel, case: Case
) -> None:
    meeting = meets(head, panel, weeks(4))
    (waits,) = waiting_at(head[0], meeting_ref=meeting.ref, today=TODAY)
    assert (waits.case, waits.waiting.due_on) == (case, weeks(6))
    item = listed(head, meeting, case)
    assert (item.question, item.due_on) == ("assess", weeks(6))
    assert waiting_at(head[0], meeting_ref=meeting.ref, today=TODAY) == []


@pytest.mark.parametrize(
    ("days", "may"),
    [(41, True), (42, True), (43, False)],
)
def test_no_decision_waits_past_its_day_for_a_panel(
    head: tuple[Actor, Post], panel: Panel, case: Case, days: int, may: bool
) -> None:
    meeting = meets(head, panel, TODAY + timedelta(days=days))
    (waits,) = waiting_at(head[0], meeting_ref=meeting.ref, today=TODAY)
    assert may_wait_for(waits.waiting, meeting.meets_on) is may
    if may:
        assert listed(head, meeting, case).pk
        return
    with pytest.raises(Refusal, match="without the panel"):
        listed(head, meeting, case)
    assert not PanelItem.objects.in_area(case.area_id).exists()


def test_a_case_that_was_decided_waits_for_no_panel(
    head: tuple[Actor, Post], panel: Panel, case: Case
) -> None:
    happen(head[0], case, "decided_to_assess", weeks(2))
    meeting = meets(head, panel, weeks(4))
    (waits,) = waiting_at(head[0], meeting_ref=meeting.ref, today=weeks(2))
    assert waits.waiting.question == "plan"
    assert waits.waiting.due_on == weeks(16)


def test_a_panel_without_health_is_recorded_as_such_and_counted(
    head: tuple[Actor, Post], doctor: tuple[Actor, Post], panel: Panel
) -> None:
    own = seat(head, panel, head[1], "education")
    theirs = seat(head, panel, doctor[1], "health")
    for day, came in ((weeks(1), [own]), (weeks(2), [own, theirs])):
        meeting = meets(head, panel, day)
        operations.record_who_came(
            actor=head[0], at=at(day), meeting_ref=meeting.ref, seat_refs=came
        )
    page = panel_page(head[0], panel_ref=panel.ref, today=weeks(2))
    assert [row.without for row in page.meetings] == [
        (Side.SOCIAL_CARE,),
        (Side.HEALTH, Side.SOCIAL_CARE),
    ]
    present = panel_list(head[0], today=weeks(2)).present
    assert present[Side.EDUCATION] == Proportion(2, 2)
    assert present[Side.HEALTH] == Proportion(1, 2)
    assert present[Side.SOCIAL_CARE] == Proportion(0, 2)


def test_advice_has_reasons_and_fills_in_the_form_of_whoever_decides(
    head: tuple[Actor, Post], panel: Panel, case: Case
) -> None:
    meeting = meets(head, panel, weeks(4))
    item = listed(head, meeting, case)
    with pytest.raises(Refusal, match="Come back then"):
        advise(head, item, AT)
    with pytest.raises(Refusal, match="reasons"):
        advise(head, item, at(weeks(4)), reasons=" ")
    advise(head, item, at(weeks(4)))
    words = advised(head[0], case_ref=case.ref, kind="decided_not_to_assess")
    assert "advised: not to assess" in words
    assert "The school meets the needs." in words
    assert advised(head[0], case_ref=case.ref, kind="decided_to_issue") == ""
    assert advised(head[0], case_ref=case.ref, kind="note_made") == ""
    (line,) = panel_lines(advice_on(head[0], case_ref=case.ref))
    assert "It is not written down who was there." in line


def test_what_a_coming_panel_is_asked_keeps_its_capitals() -> None:
    coming = PanelAdvice(
        panel="The panel", meeting_ref="ref", meets_on=TODAY, question=Question.PLAN,
        advice=None, reasons="", is_recorded=False, without=(),
    )  # fmt: skip
    (line,) = panel_lines([coming])
    assert line.endswith(": whether to issue an EHC plan.")


def test_the_officer_may_decide_otherwise(
    head: tuple[Actor, Post], panel: Panel, case: Case
) -> None:
    item = listed(head, meets(head, panel, weeks(4)), case)
    advise(head, item, at(weeks(4)))
    happen(head[0], case, "decided_to_assess", weeks(5), panel_advised="Not to assess.")
    page = meeting_page(head[0], meeting_ref=item.meeting.ref, today=weeks(5))
    assert (page.items[0].advice, page.items[0].decided_on) == ("against", weeks(5))


def test_a_member_reads_what_is_on_the_agenda_and_only_in_its_time(
    head: tuple[Actor, Post], doctor: tuple[Actor, Post], panel: Panel, case: Case
) -> None:
    seat(head, panel, doctor[1], "health")
    other = make_case(*head, given_names="Bea", born_on=date(2015, 1, 2))
    happen(head[0], other, "request_received")
    meeting = meets(head, panel, weeks(4))
    item = listed(head, meeting, case)
    for day, may in (
        (weeks(4) - timedelta(days=15), False),
        (weeks(4) - timedelta(days=14), True),
        (weeks(4) + timedelta(days=1), True),
        (weeks(4) + timedelta(days=2), False),
    ):
        names = [
            each.name for each in meeting_page(doctor[0], meeting_ref=meeting.ref, today=day).items
        ]
        assert names == (["Ada Testly"] if may else [""])
        if may:
            papers = item_papers(doctor[0], item_ref=item.ref, today=day)
            assert papers.head.child.name == "Ada Testly"
        else:
            with pytest.raises(Hidden):
                item_papers(doctor[0], item_ref=item.ref, today=day)
        assert not Case.objects.open_to(doctor[0], today=day).exists()


def test_whoever_sits_on_another_panel_finds_nothing(
    head: tuple[Actor, Post], doctor: tuple[Actor, Post], panel: Panel, case: Case
) -> None:
    meeting = meets(head, panel, weeks(1))
    item = listed(head, meeting, case)
    for find in (
        lambda: meeting_page(doctor[0], meeting_ref=meeting.ref, today=TODAY),
        lambda: panel_page(doctor[0], panel_ref=panel.ref, today=TODAY),
        lambda: item_papers(doctor[0], item_ref=item.ref, today=TODAY),
    ):
        with pytest.raises(Hidden):
            find()
    assert panel_list(doctor[0], today=TODAY).rows == ()


def test_whoever_no_longer_sits_reads_nothing(
    head: tuple[Actor, Post], doctor: tuple[Actor, Post], panel: Panel, case: Case
) -> None:
    ref = seat(head, panel, doctor[1], "health")
    item = listed(head, meets(head, panel, weeks(1)), case)
    operations.end_seat(actor=head[0], at=at(TODAY + timedelta(days=1)), seat_ref=ref)
    with pytest.raises(Hidden):
        item_papers(doctor[0], item_ref=item.ref, today=TODAY + timedelta(days=1))


def test_a_cancelled_meeting_opens_nothing_and_its_cases_wait_again(
    head: tuple[Actor, Post], doctor: tuple[Actor, Post], panel: Panel, case: Case
) -> None:
    seat(head, panel, doctor[1], "health")
    first, second = meets(head, panel, weeks(1)), meets(head, panel, weeks(3))
    item = listed(head, first, case)
    operations.cancel_panel(actor=head[0], at=AT, meeting_ref=first.ref, why="Too few.")
    with pytest.raises(Hidden):
        item_papers(doctor[0], item_ref=item.ref, today=TODAY)
    assert len(waiting_at(head[0], meeting_ref=second.ref, today=TODAY)) == 1
    with pytest.raises(Refusal, match="cancelled"):
        advise(head, item, at(weeks(1)))
    told = set(Notice.objects.in_area(case.area_id).values_list("sentence", flat=True))
    assert told == {
        "A panel on which you sit meets: 10 March 2025.",
        "A panel on which you sit meets: 24 March 2025.",
        "The panel on 10 March 2025 does not meet.",
    }


def test_only_whoever_runs_panels_changes_them(
    area: LocalArea, head: tuple[Actor, Post], doctor: tuple[Actor, Post], panel: Panel
) -> None:
    seat(head, panel, doctor[1], "health")
    before = LedgerEntry.objects.count()
    with pytest.raises(Hidden):
        operations.set_up_panel(actor=doctor[0], at=AT, name="Mine", kind="reviews")
    with pytest.raises(Hidden):
        operations.plan_panel(actor=doctor[0], at=AT, panel_ref=panel.ref, meets_on=weeks(1))
    assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize("days", [-1, -400])
def test_a_meeting_is_planned_for_a_day_to_come(
    head: tuple[Actor, Post], panel: Panel, days: int
) -> None:
    with pytest.raises(Refusal, match="is over"):
        meets(head, panel, TODAY + timedelta(days=days))


def test_the_same_twice_is_said_in_a_sentence(
    head: tuple[Actor, Post], panel: Panel, case: Case
) -> None:
    seat(head, panel, head[1], "education")
    with pytest.raises(Refusal, match="already"):
        seat(head, panel, head[1], "education")
    meeting = meets(head, panel, weeks(1))
    with pytest.raises(Refusal, match="already"):
        meets(head, panel, weeks(1))
    listed(head, meeting, case)
    with pytest.raises(Refusal, match="no longer waits"):
        listed(head, meeting, case)


def test_what_was_advised_stays_on_the_agenda(
    head: tuple[Actor, Post], panel: Panel, case: Case
) -> None:
    item = listed(head, meets(head, panel, TODAY), case)
    advise(head, item, AT)
    with pytest.raises(Refusal, match="stays"):
        operations.take_off_agenda(actor=head[0], at=AT, item_ref=item.ref)


def advise(
    head: tuple[Actor, Post],
    item: PanelItem,
    when: datetime,
    reasons: str = "The school meets the needs.",
) -> None:
    operations.record_advice(
        actor=head[0],
        at=when,
        item_ref=item.ref,
        new=NewAdvice(advice="against", reasons=reasons),
    )
