"""What a pack reads of the board's own work, once, on the day it is frozen."""

from dataclasses import dataclass
from datetime import date

from alongside.board.queries.assurances import AssuranceView, all_assurances
from alongside.board.queries.challenge_values import ChallengeView
from alongside.board.queries.challenges import open_on
from alongside.board.queries.contribution import ContributionPage, contribution_page
from alongside.board.queries.decision_values import DecisionView
from alongside.board.queries.decisions import all_decisions, due_on
from alongside.board.queries.follow_ups import FollowUpRow, open_follow_ups
from alongside.board.queries.report_values import MonthReport
from alongside.board.queries.reports import reports_of
from alongside.board.rules.reports import ReportState
from alongside.kernel.actor import Actor
from alongside.kernel.dates import add_months

MONTHS_OF_DECISIONS = 12


@dataclass(frozen=True, slots=True)
class BoardMaterial:
    """``reports`` that were expected for the months, one month after the other; the rest as of the
    meeting or visit.
    """

    reports: tuple[MonthReport, ...]
    look_backs: tuple[DecisionView, ...]
    decisions: tuple[DecisionView, ...]
    unanswered: tuple[ChallengeView, ...]
    follow_ups: tuple[FollowUpRow, ...]
    assurances: tuple[AssuranceView, ...]
    contribution: ContributionPage


def board_material(
    actor: Actor, *, months: tuple[date, ...], today: date, meeting_on: date
) -> BoardMaterial:
    since = add_months(months[-1], -MONTHS_OF_DECISIONS)
    return BoardMaterial(
        reports=tuple(
            report
            for report in reports_of(actor, months=months, today=today)
            if report.state is not ReportState.NOT_EXPECTED
        ),
        look_backs=due_on(actor, meeting_on),
        decisions=tuple(each for each in all_decisions(actor) if each.meeting_on >= since),
        unanswered=open_on(actor, today),
        follow_ups=open_follow_ups(actor, today),
        assurances=all_assurances(actor),
        contribution=contribution_page(actor, last=months[-1], today=today),
    )
