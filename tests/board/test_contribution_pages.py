"""The board sees at once who came, who reported, who answered and whose actions are late."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.board.models import (
    Attendance,
    Challenge,
    ChallengeAnswer,
    ChallengeMove,
    Seat,
)
from alongside.board.paper.contribution_sections import contribution as contribution_paper
from alongside.board.queries.contribution import ContributionPage, Partner, contribution_page
from alongside.board.rules.contribution import Group, Leaderless
from alongside.documents.content import Table
from alongside.kernel.dates import PartialDate
from alongside.kernel.proportion import Proportion
from alongside.kernel.refusals import Hidden
from alongside.plan.rules.codes import MemberSide
from alongside.plan.rules.codes import Partner as PlanPartner
from alongside.web import clock
from tests.board.factories import make_meeting, make_seat
from tests.board.reporting import AUGUST, JULY, JUNE, Desk, make_desk, noon
from tests.plan.factories import AT, lead, make_action, make_outcome, make_place, record
from tests.plan.pages_changing.conftest import SignIn, mail_to_memory, sign_in, words  # noqa: F401

pytestmark = pytest.mark.django_db
TODAY = date(2020, 9, 12)
SEPTEMBER = date(2020, 9, 1)


@pytest.fixture
def place(db: None) -> object:
    return make_place()


@pytest.fixture
def desk(place: object) -> Desk:
    return make_desk(place)  # type: ignore[arg-type]


@pytest.fixture
def care(desk: Desk) -> Seat:
    """A seat of social care, whose post is with the council as education's are."""
    post = desk.place.post("Assistant Director, Social Care", holder="Saul Care")
    return make_seat(desk.place, desk.board, post, side="social_care")


def read(desk: Desk, last: date = SEPTEMBER) -> ContributionPage:
    return contribution_page(desk.reader, last=last, today=TODAY)


def of(found: ContributionPage, side: Group) -> Partner:
    return next(each for each in found.partners if each.side is side)


def held(desk: Desk, on: date, presences: dict[Seat, str]) -> None:
    meeting = make_meeting(desk.place, desk.board, on, held_at=noon(on.year, on.month, on.day))
    for seat, presence in presences.items():
        Attendance.objects.create(
            area=desk.place.area, meeting=meeting, seat=seat, side=seat.side, presence=presence
        )


def challenge(desk: Desk, seat: Seat, number: str, due_on: date, answered: date | None) -> None:
    made = Challenge.objects.create(
        area=desk.place.area,
        board=desk.board,
        kind="challenge",
        number=number,
        by_seat="chair",
        raised_on=date(2020, 6, 15),
        text="Why is it late?",
        owner=seat.post,
        due_on=due_on,
        recorded_at=AT,
    )
    if answered:
        ChallengeAnswer.objects.create(
            area=desk.place.area, challenge=made, verdict="answered", answered_on=answered,
            text="Because.", answered_at=noon(answered.year, answered.month, answered.day),
        )  # fmt: skip


def test_attendance_is_counted_for_the_side_of_the_seat(desk: Desk, care: Seat) -> None:
    held(desk, date(2020, 7, 15), {care: "absent"})
    held(desk, date(2020, 8, 19), {care: "deputy"})
    found = of(read(desk), Group.SOCIAL_CARE)
    assert (found.whole.meetings, found.whole.deputy_count) == (Proportion(1, 2), 1)
    assert [month.meetings for month in found.months[:3]] == [
        Proportion(0, 0),
        Proportion(1, 1),
        Proportion(0, 1),
    ]


def test_a_challenge_without_an_answer_is_not_called_a_report_that_did_not_come(
    desk: Desk, care: Seat
) -> None:
    challenge(desk, care, "C1", date(2020, 7, 1), answered=None)
    table = next(iter(contribution_paper(read(desk))))
    assert isinstance(table, Table)
    row = next(row for row in table.rows if row[0].text == "Social care")
    assert (row[3].text, row[3].note) == ("0 of 1", "1 not answered")


def test_a_seat_whose_attendance_nobody_recorded_is_missing(desk: Desk, care: Seat) -> None:
    held(desk, date(2020, 7, 15), {})
    assert of(read(desk), Group.SOCIAL_CARE).whole.meetings == Proportion(0, 0, missing=1)


def test_a_seat_is_expected_only_while_it_is_there(desk: Desk, care: Seat) -> None:
    care.seat_from, care.seat_until = date(2020, 7, 1), date(2020, 8, 1)
    care.save()
    for on in (date(2020, 6, 17), date(2020, 7, 15), date(2020, 8, 19)):
        held(desk, on, {})
    assert of(read(desk), Group.SOCIAL_CARE).whole.meetings.missing == 1


def test_a_meeting_that_is_planned_or_of_another_time_does_not_count(
    desk: Desk, care: Seat
) -> None:
    make_meeting(desk.place, desk.board, date(2020, 9, 10))
    held(desk, date(2019, 9, 18), {care: "absent"})
    held(desk, date(2020, 9, 9), {care: "attended"})
    assert of(read(desk), Group.SOCIAL_CARE).whole.meetings == Proportion(1, 1)
    assert of(read(desk, AUGUST), Group.SOCIAL_CARE).whole.meetings == Proportion(0, 1)


def test_reports_are_in_time_late_or_missing_by_the_officers_side(desk: Desk) -> None:
    other = desk.another("Care", "Carl Care", weakness=None, side=MemberSide.CARE)
    desk.file(month=JUNE, at=noon(2020, 7, 2))
    desk.file(month=JULY, at=noon(2020, 8, 9))
    desk.file(month=JUNE, stream=other, actor=desk.place.officer, at=noon(2020, 7, 2))
    found = read(desk)
    education, social = of(found, Group.EDUCATION).whole, of(found, Group.SOCIAL_CARE).whole
    assert education.reports.in_time == Proportion(1, 3)
    assert (education.reports.late_count, education.reports.missing_count) == (1, 1)
    assert social.reports.in_time == Proportion(1, 3)
    assert (social.reports.late_count, social.reports.missing_count) == (0, 2)


def test_answers_count_in_the_month_in_which_they_were_due(desk: Desk, care: Seat) -> None:
    challenge(desk, care, "C1", date(2020, 7, 10), date(2020, 7, 10))
    challenge(desk, care, "C2", date(2020, 7, 20), date(2020, 7, 21))
    challenge(desk, care, "C3", date(2020, 8, 10), None)
    challenge(desk, care, "C4", date(2020, 9, 12), None)
    found = of(read(desk), Group.SOCIAL_CARE)
    answers = found.whole.answers
    assert answers.in_time == Proportion(1, 3, excluded=1)
    assert (answers.late_count, answers.missing_count) == (1, 1)
    assert found.months[2].answers.in_time == Proportion(1, 2)


def test_an_action_counts_once_for_each_side_that_leads_it(desk: Desk, care: Seat) -> None:
    place = desk.place
    action = make_action(place, make_outcome(place, desk.statement), end=PartialDate(2020, 8))
    lead(place, action, PlanPartner.COUNCIL, "Assistant Director, Social Care")
    second = place.post("Head of Safeguarding", holder="Selma Safe")
    make_seat(place, desk.board, second, side="social_care")
    lead(place, action, PlanPartner.SOCIAL_CARE, "Head of Safeguarding")
    lead(place, action, PlanPartner.HEALTH, "Chief Nurse", "Nora Nurse")
    record(place, action, "on_track", date(2020, 6, 20))
    found = read(desk)
    assert of(found, Group.SOCIAL_CARE).whole.late_actions == Proportion(1, 1)
    assert of(found, Group.HEALTH).whole.late_actions == Proportion(1, 1)
    assert of(found, Group.EDUCATION).whole.late_actions == Proportion(0, 0)


def test_the_four_partners_are_always_there_and_others_when_expected(desk: Desk) -> None:
    sides = [each.side for each in read(desk).partners]
    assert sides == [Group.EDUCATION, Group.HEALTH, Group.SOCIAL_CARE, Group.FAMILIES]
    desk.another("Nobody’s", weakness=None, side=MemberSide.CARE)
    assert [each.side for each in read(desk).partners][-1] is Group.OTHER


def test_the_contribution_asks_as_often_whatever_there_is(desk: Desk, care: Seat) -> None:
    reader = desk.reader

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            contribution_page(reader, last=SEPTEMBER, today=TODAY)
        return len(asked)

    place = desk.place
    outcome = make_outcome(place, desk.statement)
    lead(place, make_action(place, outcome), PlanPartner.COUNCIL, "Lead", "Lou Lead")
    held(desk, date(2020, 7, 15), {care: "absent"})
    challenge(desk, care, "C1", date(2020, 7, 10), date(2020, 7, 10))
    few = queries()
    for number in range(4):
        held(desk, date(2020, 8, 10 + number), {care: "attended"})
        challenge(desk, care, f"C9{number}", date(2020, 7, 10), None)
        lead(place, make_action(place, outcome, f"2.1-X{number}"), PlanPartner.COUNCIL,
             f"Lead {number}", f"Lou {number}")  # fmt: skip
        desk.another(f"More {number}", f"Olga {number}", weakness=None)
    assert queries() == few
    assert few <= 26


def test_who_may_not_read_the_boards_work_finds_nothing(desk: Desk) -> None:
    with pytest.raises(Hidden):
        contribution_page(
            desk.place.actor("Sam Scrutiny", "scrutiny_member"), last=SEPTEMBER, today=TODAY
        )


@pytest.fixture
def member(desk: Desk, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> Client:  # noqa: F811
    _stand(monkeypatch, noon(2020, 9, 12))
    return sign_in("Mona Member", "board_member")


def _stand(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    fixed: Callable[[], datetime] = lambda: at  # noqa: E731
    monkeypatch.setattr(clock, "now", fixed)
    monkeypatch.setattr(clock, "today", lambda: at.date())


def page(client: Client, query: str = "") -> str:
    response = client.get(reverse("board:contribution", args=["york"]) + query)
    assert response.status_code == 200
    return words(response)


def test_the_page_says_it_in_a_sentence_and_gives_every_base(
    desk: Desk, care: Seat, member: Client
) -> None:
    for month, presence in ((6, "absent"), (7, "absent"), (8, "attended")):
        held(desk, date(2020, month, 17), {care: presence})
    text = page(member)
    assert "Social care attended 1 of 3 meetings." in text
    assert "Meetings attended: 1 of 3" in text
    assert "Social care 1 of 3" in text
    assert "%" not in text
    assert "October 2019 to September 2020" in text


def test_the_year_is_chosen_in_the_address(desk: Desk, care: Seat, member: Client) -> None:
    held(desk, date(2020, 8, 17), {care: "absent"})
    assert "Social care attended 0 of 1 meeting." in page(member)
    assert "No meeting was held in this time." in page(member, "?until=2020-07")
    assert "Social care attended 0 of 1 meeting." in page(member, "?until=nonsense")


def test_a_month_without_figures_tells_none(desk: Desk, care: Seat, member: Client) -> None:
    text = page(member, "?until=1900-01")
    assert "There are no figures for that time." in text
    assert "Here is what each of them brought" not in text
    assert "Social care attended" not in text


def test_the_page_says_that_a_month_can_change_after_it_ended(desk: Desk, member: Client) -> None:
    assert "So a month can change after it ended" in page(member)


def test_an_area_without_a_board_has_nothing_to_show(desk: Desk, member: Client) -> None:
    desk.board.seats.all().delete()
    desk.board.delete()
    assert "no improvement board yet" in page(member)


def test_who_only_attends_does_not_count_as_families(desk: Desk, member: Client) -> None:
    adviser = make_seat(
        desk.place, desk.board, desk.place.post("SENDIASS Adviser"), kind="attends", side="families"
    )
    parent = make_seat(desk.place, desk.board, desk.place.post("Forum"), side="families")
    held(desk, date(2020, 7, 15), {adviser: "attended", parent: "absent"})
    held(desk, date(2020, 8, 19), {adviser: "attended"})
    families = of(read(desk), Group.FAMILIES).whole
    assert families.meetings == Proportion(0, 1, missing=1)
    assert "those who only attend do not count" in page(member)


def test_actions_led_and_late_are_told_at_each_months_end(desk: Desk, member: Client) -> None:
    place = desk.place
    action = make_action(place, make_outcome(place, desk.statement), end=PartialDate(2020, 8))
    lead(place, action, PlanPartner.HEALTH, "Chief Nurse", "Nora Nurse")
    record(place, action, "on_track", date(2020, 6, 20))
    months = of(read(desk), Group.HEALTH).months
    assert [month.late_actions for month in months[:4]] == [
        Proportion(1, 1),
        Proportion(0, 1),
        Proportion(0, 1),
        Proportion(0, 1),
    ]
    text = page(member)
    assert "Actions late of those led, at each month’s end" in text
    assert "Leads none" in text


def test_no_meeting_is_told_from_no_member_and_from_not_expected(
    desk: Desk, care: Seat, member: Client
) -> None:
    held(desk, date(2020, 8, 19), {care: "attended"})
    text = page(member)
    for said in ("No meeting", "No member’s seat", "Not expected", "None due"):
        assert said in text


def test_an_answer_recorded_late_is_late_whatever_day_was_typed(desk: Desk, care: Seat) -> None:
    challenge(desk, care, "C1", date(2020, 7, 10), date(2020, 7, 21))
    ChallengeAnswer.objects.in_area(desk.place.area.pk).update(answered_on=date(2020, 7, 1))
    answers = of(read(desk), Group.SOCIAL_CARE).whole.answers
    assert (answers.in_time, answers.late_count) == (Proportion(0, 1), 1)


def test_a_miss_stays_with_the_partner_that_was_asked_on_the_day(desk: Desk, care: Seat) -> None:
    nurse = make_seat(desk.place, desk.board, desk.place.post("Chief Nurse"), side="health")
    challenge(desk, care, "C1", date(2020, 9, 20), None)
    ChallengeMove.objects.create(
        area=desk.place.area,
        challenge=Challenge.objects.in_area(desk.place.area.pk).get(),
        old_owner=nurse.post,
        old_due_on=date(2020, 8, 10),
        why="Social care knows.",
        moved_at=noon(2020, 9, 1),
    )
    found = read(desk)
    health, social = of(found, Group.HEALTH), of(found, Group.SOCIAL_CARE)
    assert (health.whole.answers.in_time, health.whole.answers.missing_count) == (
        Proportion(0, 1),
        1,
    )
    assert health.months[1].answers.missing_count == 1
    assert social.whole.answers.in_time == Proportion(0, 0, excluded=1)


def test_a_challenge_that_moved_before_its_day_moves_with_the_post(desk: Desk, care: Seat) -> None:
    nurse = make_seat(desk.place, desk.board, desk.place.post("Chief Nurse"), side="health")
    challenge(desk, care, "C1", date(2020, 8, 10), None)
    ChallengeMove.objects.create(
        area=desk.place.area,
        challenge=Challenge.objects.in_area(desk.place.area.pk).get(),
        old_owner=nurse.post,
        old_due_on=date(2020, 8, 10),
        why="Social care knows.",
        moved_at=noon(2020, 8, 10),
    )
    found = read(desk)
    assert of(found, Group.HEALTH).whole.answers.in_time == Proportion(0, 0)
    assert of(found, Group.SOCIAL_CARE).whole.answers.missing_count == 1


def test_what_was_withdrawn_counts_for_nobody(desk: Desk, care: Seat) -> None:
    challenge(desk, care, "C1", date(2020, 7, 10), None)
    Challenge.objects.in_area(desk.place.area.pk).update(withdrawn_at=AT, withdrawn_why="Twice.")
    assert of(read(desk), Group.SOCIAL_CARE).whole.answers.in_time == Proportion(0, 0)


def test_a_council_post_without_a_service_is_named_and_actions_of_nobody_are_said(
    desk: Desk, member: Client
) -> None:
    place = desk.place
    outcome = make_outcome(place, desk.statement)
    late = {"end": PartialDate(2020, 8)}
    lead(place, make_action(place, outcome, **late), PlanPartner.COUNCIL, "Senior Solicitor")
    make_action(place, outcome, "2.1-B", **late)
    found = read(desk)
    council = of(found, Group.COUNCIL)
    assert (council.whole.late_actions, council.posts) == (Proportion(1, 1), ("Senior Solicitor",))
    assert found.nobody_leads == Leaderless(no_lead=Proportion(1, 1))
    text = page(member)
    for said in (
        "Council, no service named",
        "The one action led by council posts that name no service is late.",
        "Posts: Senior Solicitor.",
        "1 action has no lead; it is late. It counts for no partner.",
        "Sep 2020 so far",
    ):
        assert said in text
    assert "Aug 2020 so far" not in text
