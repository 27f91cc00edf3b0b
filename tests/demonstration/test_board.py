"""The demonstration's board: a year in which one partner seldom came and one report is missing."""

from datetime import date

import pytest

from alongside.board.models import Decision, Meeting, PackEdition, VisitPaper
from alongside.board.queries.assurances import all_assurances
from alongside.board.queries.challenges import all_challenges, open_on
from alongside.board.queries.contribution import contribution_page
from alongside.board.queries.decisions import due_on
from alongside.board.queries.governance import improvement_board, seats_on
from alongside.board.queries.reports import month_reports
from alongside.board.rules.codes import ChallengeKind, SeatKind, Side
from alongside.board.rules.reports import ReportState
from alongside.board.verification import verify_for
from alongside.kernel.actor import Actor
from tests.demonstration.conftest import TODAY

pytestmark = pytest.mark.django_db
AUGUST = date(2022, 8, 1)
MEETING = date(2022, 9, 14)


def test_the_chair_opens_the_month_with_one_report_missing(chair: Actor) -> None:
    reports = month_reports(chair, month=AUGUST, today=TODAY)
    missing = [report.stream.title for report in reports if report.state is ReportState.MISSING]
    assert missing == ["Joint commissioning"]
    assert len(reports) == 8


def test_social_care_came_to_few_meetings_and_the_others_to_most(chair: Actor) -> None:
    page = contribution_page(chair, last=date(2022, 9, 1), today=TODAY)
    came = {partner.side: partner.whole.meetings for partner in page.partners}
    assert (came[Side.SOCIAL_CARE].numerator, came[Side.SOCIAL_CARE].denominator) == (3, 10)
    assert came[Side.HEALTH].numerator == 10


def test_one_meeting_had_no_quorum_and_its_decision_says_so(chair: Actor) -> None:
    without = Meeting.objects.visible_to(chair).get(was_quorate=False)
    assert without.held_on == date(2022, 4, 13)
    assert not Decision.objects.visible_to(chair).get(meeting=without).was_quorate


def test_each_office_and_voice_has_its_seat(chair: Actor) -> None:
    board = improvement_board(chair)
    assert board is not None
    seats = seats_on(chair, board.pk, TODAY)
    kinds = {seat.kind for seat in seats}
    assert {SeatKind.CHAIR, SeatKind.VICE_CHAIR, SeatKind.SCRUTINEER} <= kinds
    titles = {seat.post.title for seat in seats if seat.post}
    assert {
        "Parent carer forum",
        "SENDIASS Adviser",
        "Local Offer and Participation Officer",
    } <= titles


def test_something_waits_to_be_looked_back_on_and_to_be_answered(chair: Actor) -> None:
    assert len(due_on(chair, MEETING)) == 2
    waiting = open_on(chair, TODAY)
    assert {each.kind for each in waiting} == {
        ChallengeKind.CHALLENGE,
        ChallengeKind.RECOMMENDATION,
    }
    assert any(each.answer for each in all_challenges(chair, TODAY))


def test_the_three_assurances_stand_with_evidence_for_and_against(chair: Actor) -> None:
    found = all_assurances(chair)
    assert len(found) == 3
    assert [each.has_newer_against for each in found] == [False, True, False]
    assert found[2].latest is None


def test_the_july_pack_has_two_editions_and_both_are_verified(chair: Actor) -> None:
    editions = PackEdition.objects.visible_to(chair).filter(pack__meeting__held_on="2022-07-20")
    own = editions.filter(pack__to_board=None).order_by("number")
    assert [edition.number for edition in own] == [1, 2]
    for edition in own:
        found = verify_for(chair, edition.file_sha256)
        assert found is not None
        assert found.faults == ()


@pytest.mark.scenario(40)
def test_the_evidence_of_the_spring_visit_is_frozen_and_has_one_addendum(chair: Actor) -> None:
    papers = VisitPaper.objects.visible_to(chair).order_by("added_at")
    assert [paper.is_addendum for paper in papers] == [False, True]
    edition = PackEdition.objects.visible_to(chair).get(pack__visit__isnull=False)
    assert edition.frozen_at < papers[1].added_at
    assert papers[0].file.sha256 in edition.content
    assert papers[1].file.sha256 not in edition.content
