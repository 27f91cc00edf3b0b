"""Monthly reports, contribution and the overview: one report filed, one begun, and many of both."""

from datetime import date, datetime

from alongside.board.models import AssuranceReport
from alongside.board.operations.governance import BoardDetails, create_board
from alongside.board.operations.reports import file_report, save_draft
from alongside.board.queries.governance import improvement_board
from alongside.board.rules.codes import BoardKind
from alongside.board.rules.reports import ReportText
from alongside.kernel.actor import Actor
from alongside.kernel.dates import add_months, first_of_month
from alongside.plan.models import Statement, Workstream
from alongside.plan.operations import add_member, create_workstream
from alongside.plan.rules.codes import MemberSide
from alongside.web.clock import london_day
from tests.filling import Fill, Filled, nothing, ref
from tests.make_lines import LONG, UNBROKEN
from tests.world import Side

STREAM = "Made for the tests"
"""The workstream of tests/make_world.py: nobody is its officer, so only who runs the board writes."""
TEXT = ReportText("partly", "The drafts are written.", "Two people are ill.", "Find two others.")
STREAMS, MONTHS = 6, 3
BEGUN = date(2022, 1, 1)


def _month(side: Side) -> Filled:
    """The one before that of the draft."""
    draft = side.first(AssuranceReport, filed_at=None, workstream__title=STREAM)
    return {"month": f"{add_months(draft.month, -1):%Y-%m}"}


def _draft(side: Side) -> Filled:
    draft = side.first(AssuranceReport, filed_at=None, workstream__title=STREAM)
    return {"ref": draft.workstream.ref, "month": f"{draft.month:%Y-%m}"}


_FILED = ref(AssuranceReport, filed_at__isnull=False, corrects=None, workstream__title=STREAM)

ADDRESSES: dict[str, Fill] = {
    "board:overview": nothing,
    "board:contribution": nothing,
    "board:reports": nothing,
    "board:month_of_reports": _month,
    "board:report": _FILED,
    "board:write_report": _draft,
    "board:file_report": _draft,
    "board:correct_report": _FILED,
}
NARROWER = {
    "board:write_report": "plan.import",
    "board:file_report": "plan.import",
    "board:correct_report": "plan.import",
}
"""Pages for whoever may write the report of that workstream: it has no officer. So only officers who run
the board's business may, and never a chair; no other role imports action plans.
"""


def furnish(side: Side, at: datetime) -> None:
    """A report of last month, filed, and a draft of this one. Needs the workstream, makes the board
    if no other subject has.
    """
    actor = side.actor("nominated_officer")
    if improvement_board(actor) is None:
        details = BoardDetails(title="SEND Improvement Board")
        create_board(actor=actor, at=at, kind=BoardKind.IMPROVEMENT, details=details)
    stream = side.first(Workstream, title=STREAM)
    month = first_of_month(london_day(at))
    file_at(actor, at, stream, add_months(month, -1), TEXT)
    _save(actor, at, stream, month, TEXT)


def crowd(side: Side, at: datetime) -> None:
    """Workstreams with long names, each with some reports in long words and some months without."""
    actor = side.actor("nominated_officer")
    month = first_of_month(london_day(at))
    for number in range(STREAMS):
        stream = stream_in_long_words(side, actor, at, f"{LONG[:180]} {UNBROKEN} {number}")
        for back in range(1, MONTHS + 1):
            if (number + back) % 3:
                file_at(actor, at, stream, add_months(month, -back), text_in_long_words(number))


def stream_in_long_words(side: Side, actor: Actor, at: datetime, title: str) -> Workstream:
    statement = side.first(Statement)
    weakness = statement.weaknesses.order_by("number").first()
    stream = create_workstream(
        actor=actor,
        at=at,
        statement_ref=statement.ref,
        title=title,
        weakness_number=weakness.number,
    )
    post = side.first(Workstream, title=STREAM).members.first().post
    add_member(
        actor=actor,
        at=at,
        workstream_ref=stream.ref,
        side=MemberSide.HEALTH,
        member_from=BEGUN,
        post_ref=post.ref,
    )
    return stream


def text_in_long_words(number: int) -> ReportText:
    sure = ("assured", "partly", "not_assured")[number % 3]
    return ReportText(sure, f"{LONG * 3}{UNBROKEN}", LONG * 2, f"{LONG}{UNBROKEN}")


def file_at(actor: Actor, at: datetime, stream: Workstream, month: date, text: ReportText) -> None:
    draft = _save(actor, at, stream, month, text)
    file_report(
        actor=actor,
        at=at,
        workstream_ref=stream.ref,
        month=month,
        expected_version=draft.version,
    )


def _save(
    actor: Actor, at: datetime, stream: Workstream, month: date, text: ReportText
) -> AssuranceReport:
    return save_draft(
        actor=actor, at=at, workstream_ref=stream.ref, month=month, expected_version=1, text=text
    )
