"""The board's part of the bench's data: in each area a board with ten seats, a year of meetings with
attendance, reports of four workstreams, challenges, decisions and follow-ups. One frozen pack.

Rows are written in bulk, past the operations, because only reading is measured here.
"""

from datetime import date, datetime, timedelta

from alongside.board.making import make_edition
from alongside.board.models import (
    AssuranceReport,
    Attendance,
    Board,
    Challenge,
    Decision,
    DecisionBasis,
    FollowUp,
    Meeting,
    PackEdition,
    Seat,
)
from alongside.board.operations.packs import freeze_board_pack
from alongside.kernel.actor import system_actor
from alongside.people.models import LocalArea, Post
from alongside.plan.models import Statement, Workstream, WorkstreamMember
from alongside.web import clock

SEATS = 10
MEETINGS = 12
WORKSTREAMS = 4
CHALLENGES = 20
SIDES = ("education", "health", "social_care", "families")


def load(areas: list[LocalArea], posts: dict[int, list[Post]], *, at: datetime) -> None:
    """For every area; the caller holds the transaction."""
    boards = Board.objects.bulk_create(
        Board(
            area=area,
            kind="improvement_board",
            title="Improvement board",
            quorum_count=5,
            created_at=at,
        )
        for area in areas
    )
    for board in boards:
        _fill(board, posts[board.area_id], at)


def issue_one_pack(area: LocalArea) -> None:
    """By the real operations, in the first area."""
    actor = system_actor(
        name="the bench",
        area_id=area.pk,
        area_slug=area.slug,
        permissions={"board.view", "board.packs", "board.run", "plan.view", "measures.view"},
    )
    meeting = Meeting.objects.in_area(area.pk).order_by("-held_on")[0]
    edition = freeze_board_pack(actor=actor, at=clock.now(), meeting_ref=meeting.ref, seen_number=0)
    make_edition(edition_id=edition.pk, at=clock.now(), progress=lambda done, total: None)


def counts() -> dict[str, int]:
    everywhere = "the bench counts what it loaded"
    return {
        model.__name__: model.objects.across_areas(reason=everywhere).count()
        for model in (Board, Seat, Meeting, Attendance, AssuranceReport, Challenge)
    }


def wanted(areas: int) -> dict[str, int]:
    return {
        "Board": areas,
        "Seat": areas * SEATS,
        "Meeting": areas * MEETINGS,
        "Attendance": areas * MEETINGS * SEATS,
        "AssuranceReport": areas * WORKSTREAMS * (MEETINGS - 2),
        "Challenge": areas * CHALLENGES,
    }


def first_edition(area: LocalArea) -> PackEdition:
    found: PackEdition = PackEdition.objects.in_area(area.pk).select_related("pack").get()
    return found


def _fill(board: Board, posts: list[Post], at: datetime) -> None:
    seats = _seats(board, posts)
    meetings = _meetings(board, seats, at)
    _reports(board, _workstreams(board, posts), at)
    _asked(board, posts, at)
    _decided(board, meetings, posts, at)


def _seats(board: Board, posts: list[Post]) -> list[Seat]:
    return Seat.objects.bulk_create(
        Seat(
            area_id=board.area_id,
            board=board,
            kind="chair" if number == 0 else "member",
            side=SIDES[number % len(SIDES)],
            post=post,
            seat_from=date(2020, 1, 1),
        )
        for number, post in enumerate(posts[:SEATS])
    )


def _meetings(board: Board, seats: list[Seat], at: datetime) -> list[Meeting]:
    today = at.date()
    meetings = Meeting.objects.bulk_create(
        Meeting(
            area_id=board.area_id,
            board=board,
            held_on=_month(today, -number) + timedelta(days=13),
            papers_due_on=_month(today, -number) + timedelta(days=6),
            reports_month=_month(today, -number - 1),
            was_quorate=True,
            held_at=at,
            created_at=at,
        )
        for number in range(MEETINGS)
    )
    Attendance.objects.bulk_create(
        Attendance(
            area_id=board.area_id,
            meeting=meeting,
            seat=seat,
            side=seat.side,
            presence=("attended", "attended", "apologies")[(index + number) % 3],
        )
        for number, meeting in enumerate(meetings)
        for index, seat in enumerate(seats)
    )
    return meetings


def _workstreams(board: Board, posts: list[Post]) -> list[Workstream]:
    statement = Statement.objects.in_area(board.area_id).get()
    weaknesses = list(statement.weaknesses.order_by("number"))
    streams = Workstream.objects.bulk_create(
        Workstream(
            area_id=board.area_id,
            statement=statement,
            weakness=weaknesses[number],
            title=f"Workstream {number + 1}",
            order=number + 1,
            officer_post=posts[number],
        )
        for number in range(WORKSTREAMS)
    )
    WorkstreamMember.objects.bulk_create(
        WorkstreamMember(
            area_id=board.area_id,
            workstream=stream,
            side=("education", "health", "care", "families")[number],
            post=posts[4 + number],
            member_from=date(2020, 1, 1),
        )
        for stream in streams
        for number in range(4)
    )
    return streams


def _reports(board: Board, streams: list[Workstream], at: datetime) -> None:
    """Two months of the year have none."""
    AssuranceReport.objects.bulk_create(
        AssuranceReport(
            area_id=board.area_id,
            board=board,
            workstream=stream,
            month=_month(at.date(), -number - 1),
            due_on=_month(at.date(), -number) + timedelta(days=4),
            side="education",
            assured=("assured", "partly", "not_assured")[number % 3],
            assurance="Most tasks were done in time.",
            begun_at=at,
            filed_at=at,
        )
        for stream in streams
        for number in range(MEETINGS - 2)
    )


def _asked(board: Board, posts: list[Post], at: datetime) -> None:
    Challenge.objects.bulk_create(
        Challenge(
            area_id=board.area_id,
            board=board,
            kind="challenge",
            number=f"C{number + 1}",
            by_seat="chair",
            raised_on=_month(at.date(), -(number % MEETINGS)),
            text="When will families be told, and by whom?",
            owner=posts[number % len(posts)],
            due_on=_month(at.date(), 0) + timedelta(days=number + 1),
            recorded_at=at,
        )
        for number in range(CHALLENGES)
    )


def _decided(board: Board, meetings: list[Meeting], posts: list[Post], at: datetime) -> None:
    decisions = Decision.objects.bulk_create(
        Decision(
            area_id=board.area_id,
            meeting=meeting,
            number=f"D{number + 1}",
            text="The weekly meeting goes on.",
            should_change="Fewer assessments are late.",
            look_back_on=_month(at.date(), 0) + timedelta(days=number),
            was_quorate=True,
            recorded_at=at,
        )
        for number, meeting in enumerate(meetings)
    )
    DecisionBasis.objects.bulk_create(
        DecisionBasis(area_id=board.area_id, decision=decision, kind="document", document="Minutes")
        for decision in decisions
    )
    FollowUp.objects.bulk_create(
        FollowUp(
            area_id=board.area_id,
            meeting=meeting,
            text="Write to each service.",
            owner=posts[number % len(posts)],
            due_on=meeting.held_on + timedelta(days=20),
            recorded_at=at,
        )
        for number, meeting in enumerate(meetings)
    )


def _month(day: date, away: int) -> date:
    """The first of the month so many months away."""
    count = day.year * 12 + day.month - 1 + away
    return date(count // 12, count % 12 + 1, 1)
