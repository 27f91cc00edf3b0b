"""A board with workstreams whose officers report to it, for the tests of reports and contribution.

The factories' clock stands on 15 June 2020; the board begins on 1 June 2020 and its workstreams
earlier, so that reports are expected from June 2020.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from alongside.board.models import AssuranceReport, Board, Meeting, Pack, PackEdition
from alongside.board.operations import reports as operations
from alongside.board.rules.reports import ReportText
from alongside.kernel.actor import Actor
from alongside.measures.operations import NewFigure, SeriesDetails, create_series, enter_figure
from alongside.plan import operations as plan
from alongside.plan.models import Line, Statement, Workstream
from alongside.plan.rules.codes import MemberSide
from tests.board.factories import make_board, make_seat
from tests.plan.factories import (
    AT,
    Place,
    complete,
    make_action,
    make_outcome,
    make_statement,
    make_success,
)

JUNE, JULY, AUGUST = date(2020, 6, 1), date(2020, 7, 1), date(2020, 8, 1)
SURE = ReportText("assured", "Every action is on course: see the minutes of 2 July.")
PARTLY = ReportText("partly", "The strategy is written.", "Nobody leads 2.1-A.", "Name a lead.")


@dataclass
class Desk:
    """York's board, its action plan and one workstream with its officer."""

    place: Place
    board: Board
    statement: Statement
    stream: Workstream

    @property
    def officer(self) -> Actor:
        return self.place.actor("Wanda Works", "workstream_officer")

    @property
    def chair(self) -> Actor:
        return self.place.actor("Charlie Chair", "chair")

    @property
    def reader(self) -> Actor:
        return self.place.actor("Mona Member", "board_member")

    def another(self, title: str, officer: str = "", **more: object) -> Workstream:
        return make_workstream(self.place, self.statement, title, officer, **more)

    def save(
        self, text: ReportText = PARTLY, month: date = JUNE, **more: object
    ) -> AssuranceReport:
        chosen = {"actor": self.officer, "at": noon(2020, 7, 2), "stream": self.stream, **more}
        stream = chosen.pop("stream")
        return operations.save_draft(
            workstream_ref=stream.ref,
            month=month,
            expected_version=chosen.pop("expected", self.version(month, stream)),
            text=text,
            **chosen,
        )

    def file(
        self, text: ReportText = PARTLY, month: date = JUNE, **more: object
    ) -> AssuranceReport:
        """Written and filed in one go, on 2 July 2020 unless ``at`` says otherwise."""
        draft = self.save(text, month, **more)
        chosen = {"actor": self.officer, "at": noon(2020, 7, 2), **more}
        chosen.pop("stream", None)
        return operations.file_report(
            workstream_ref=draft.workstream.ref,
            month=month,
            expected_version=draft.version,
            **chosen,
        )

    def correct(self, report: AssuranceReport, text: ReportText, **more: object) -> AssuranceReport:
        chosen = {"actor": self.officer, "at": noon(2020, 7, 20), "why": "It was wrong.", **more}
        return operations.correct_report(
            report_ref=report.ref,
            expected_version=chosen.pop("expected", report.version),
            text=text,
            **chosen,
        )

    def version(self, month: date = JUNE, stream: Workstream | None = None) -> int:
        rows = AssuranceReport.objects.in_area(self.place.area.pk).filter(
            workstream=stream or self.stream, month=month
        )
        return rows.order_by("-id").values_list("version", flat=True).first() or 1


def make_desk(place: Place, **board: object) -> Desk:
    """The board's chair sits on it; the workstream's officer is Wanda Works."""
    made = make_board(place, **{"created_at": noon(2020, 6, 1), **board})
    make_seat(place, made, place.post("Director", holder="Charlie Chair"), kind="chair")
    statement = make_statement(place)
    stream = make_workstream(place, statement, "Joint commissioning", "Wanda Works")
    return Desk(place, made, statement, stream)


def make_workstream(
    place: Place,
    statement: Statement,
    title: str,
    officer: str = "",
    *,
    weakness: int | None = 2,
    side: MemberSide | None = MemberSide.EDUCATION,
    member_from: date = date(2020, 3, 1),
) -> Workstream:
    """With an officer's post named after the workstream, and a member unless ``side`` is None."""
    post = place.post(f"Officer for {title}", holder=officer) if officer else None
    stream = plan.create_workstream(
        actor=place.officer,
        at=AT,
        statement_ref=statement.ref,
        title=title,
        weakness_number=weakness,
        officer_post_ref=post.ref if post else "",
    )
    if side is not None:
        plan.add_member(
            actor=place.officer,
            at=AT,
            workstream_ref=stream.ref,
            side=side,
            member_from=member_from,
            post_ref=(post or place.post(f"Member of {title}")).ref,
        )
    return stream


def freeze_pack(desk: Desk, month: date, at: datetime) -> PackEdition:
    """A frozen pack of the meeting that receives the month's reports, made past the operations."""
    meeting = Meeting.objects.create(
        area=desk.place.area,
        board=desk.board,
        held_on=at.date(),
        papers_due_on=at.date(),
        reports_month=month,
        created_at=AT,
    )
    pack = Pack.objects.create(
        area=desk.place.area,
        board=desk.board,
        kind="board_pack",
        title="Pack of the board",
        meeting=meeting,
        created_at=at,
    )
    return PackEdition.objects.create(
        area=desk.place.area, pack=pack, number=1, content="{}", content_sha256="0", frozen_at=at
    )


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, 0, tzinfo=UTC)


def make_measured(desk: Desk) -> Line:
    """A completed action whose measure fell from 80 to 63 of 100, with a target of 75."""
    place = desk.place
    outcome = make_outcome(place, desk.statement)
    action = make_action(place, outcome)
    complete(place, action, date(2020, 6, 20))
    series = create_series(
        actor=place.officer, at=AT, details=SeriesDetails("Satisfied families", "percent", "Survey")
    )
    for number, month in ((80, date(2020, 4, 1)), (63, date(2020, 5, 1))):
        new = NewFigure(
            month, date(month.year, month.month + 1, 1), numerator=number, denominator=100
        )
        enter_figure(actor=place.officer, at=AT, series_ref=series.ref, new=new)
    make_success(place, outcome, series, text="Families are satisfied", printed=75, at=AT)
    return action
