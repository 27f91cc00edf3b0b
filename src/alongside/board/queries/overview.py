"""What the chair opens the month with, gathered from the board's own records and the action plans in
a constant number of queries.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from alongside.board.models import PackEdition
from alongside.board.queries import challenges, decisions, revisits, visits
from alongside.board.queries.challenge_values import ChallengeView
from alongside.board.queries.decision_values import DecisionView
from alongside.board.queries.follow_ups import FollowUpRow, open_follow_ups
from alongside.board.queries.meetings import MeetingRow, check_may_view, next_meeting
from alongside.board.queries.report_desk import desk_of, report_of
from alongside.board.queries.report_values import MonthReport
from alongside.board.queries.revisits import LetterInBrief
from alongside.board.queries.visits import VisitRow
from alongside.board.rules.codes import PackKind
from alongside.kernel.actor import Actor
from alongside.kernel.dates import add_months, first_of_month
from alongside.kernel.proportion import Proportion
from alongside.ledger.remembering import remembered
from alongside.plan.queries.loading import load_lines
from alongside.plan.rules.difference import Difference


@dataclass(frozen=True, slots=True)
class Standing:
    """How all lines of all action plans stand today, each with what it is a part of. ``late`` is what
    the packs print.
    """

    late: Proportion
    ownerless: Proportion
    not_yet: Proportion


@dataclass(frozen=True, slots=True)
class LatestPack:
    """The edition of a board pack that was issued last."""

    edition_ref: str
    title: str
    number: int
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """``month`` is the last that has ended: its ``reports`` are those that the board receives now.
    ``follow_ups`` are late or have nobody to do them; ``decisions`` come up by the next meeting.
    """

    board_title: str
    month: date
    meeting: MeetingRow | None
    reports: tuple[MonthReport, ...]
    standing: Standing
    challenges: tuple[ChallengeView, ...]
    follow_ups: tuple[FollowUpRow, ...]
    decisions: tuple[DecisionView, ...]
    pack: LatestPack | None
    last_visit: VisitRow | None
    next_visit: VisitRow | None
    revisit: LetterInBrief | None


def overview(actor: Actor, *, today: date) -> Overview:
    """Raises Hidden."""
    check_may_view(actor)
    return remembered(("board.overview", actor, today), lambda: _read(actor, today))


def _read(actor: Actor, today: date) -> Overview:
    month = add_months(first_of_month(today), -1)
    desk = desk_of(actor, [month], today=today)
    meeting = next_meeting(actor, today)
    follow_ups = open_follow_ups(actor, today)
    return Overview(
        board_title=desk.board.title if desk.board else "",
        month=month,
        meeting=meeting,
        reports=tuple(report_of(actor, desk, head, month, today=today) for head in desk.heads),
        standing=_standing(actor, today),
        challenges=challenges.open_on(actor, today),
        follow_ups=tuple(each for each in follow_ups if each.is_late or each.owner_left),
        decisions=decisions.due_on(actor, meeting.held_on if meeting else today),
        pack=_latest_pack(actor),
        last_visit=visits.latest_visit(actor, today),
        next_visit=visits.next_visit(actor, today),
        revisit=revisits.latest_revisit(actor),
    )


def _standing(actor: Actor, today: date) -> Standing:
    lines = load_lines(actor, today=today, within=Q())
    late = sum(line.status.is_late for line in lines)
    unfinished = [line for line in lines if not line.status.is_finished]
    finished = [line for line in lines if line.status.is_finished]
    not_yet = sum(line.difference == Difference.NOT_YET for line in finished)
    return Standing(
        late=Proportion(late, len(lines)),
        ownerless=Proportion(sum(bool(line.gaps) for line in unfinished), len(unfinished)),
        not_yet=Proportion(not_yet, len(finished)),
    )


def _latest_pack(actor: Actor) -> LatestPack | None:
    row = (
        PackEdition.objects.visible_to(actor)
        .filter(pack__kind=PackKind.BOARD.value, issued_at__isnull=False)
        .order_by("-issued_at", "-id")
        .values_list("ref", "pack__title", "number", "issued_at")
        .first()
    )
    return LatestPack(*row) if row else None
