"""What comes up at a meeting by itself, as tables: reports, challenges, decisions, follow-ups."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from alongside.board.pages.challenges import asker_in_words
from alongside.board.queries.came_up_values import CameUp, ExpectedReport, OpenFollowUp
from alongside.board.queries.follow_ups import NOBODY
from alongside.board.queries.meeting_values import MeetingHead
from alongside.kernel.actor import Actor
from alongside.kernel.dates import month_in_words
from alongside.web.components import Cell, Column, Table
from alongside.web.writing import counted, day, short_day

REPORTS = (Column("Workstream", is_wide=True), Column("Officer"), Column("Report"))
CHALLENGES = (
    Column("Number"),
    Column("What is asked", is_wide=True),
    Column("Who is to answer"),
    Column("By"),
)
DECISIONS = (
    Column("Number"),
    Column("What was decided", is_wide=True),
    Column("What should change", is_wide=True),
    Column("To look at since"),
)
FOLLOW_UPS = (Column("What is to be done", is_wide=True), Column("Looked after by"), Column("Due"))


@dataclass(frozen=True, slots=True)
class CameUpShown:
    """What comes up by itself: a table for each list that is not empty, with a note below it.
    ``as_of`` is a sentence.
    """

    as_of: str
    tables: tuple[tuple[str, Table], ...]


def came_up_shown(actor: Actor, found: CameUp, head: MeetingHead, *, today: date) -> CameUpShown:
    lists = (
        *(_of_month(actor, found, month) for month in found.months),
        ("", _challenges_table(actor, found)),
        ("", _decisions_table(actor, found)),
        ("", _follow_ups_table(actor, found)),
    )
    return CameUpShown(
        as_of_words(head, today), tuple((note, table) for note, table in lists if table.rows)
    )


def as_of_words(head: MeetingHead, today: date) -> str:
    if head.row.held_on > today:
        return "Worked out as of the day of the meeting."
    known = f"As it was known when {day(head.row.held_on)} ended"
    return f"{known}, kept with the signed record." if head.is_came_up_kept else f"{known}."


def _of_month(actor: Actor, found: CameUp, month: date) -> tuple[str, Table]:
    """The reports of one month, with how many came."""
    own = [each for each in found.reports if each.month == month]
    came = sum(not each.is_missing for each in own)
    title = f"Assurance reports for {month_in_words(month)}"
    table = Table(title, REPORTS, [_report_row(actor, each) for each in own], stack=True)
    return f"{came} of {counted(len(own), 'report')} received", table


def _report_row(actor: Actor, each: ExpectedReport) -> tuple[Cell | str, ...]:
    address = _at(actor, "report", each.ref) if each.ref else ""
    return (
        Cell(each.workstream, address=address, is_header=True),
        each.officer or "Nobody named",
        Cell(each.words, tag_colour=each.colour, note=each.note),
    )


def _challenges_table(actor: Actor, found: CameUp) -> Table:
    rows = [
        (
            Cell(each.number, address=_at(actor, "challenge", each.ref), is_header=True),
            Cell(each.text, note=f"From the {asker_in_words(each.by)}"),
            each.owner,
            Cell(short_day(each.due_on), note="Late" if each.is_late else ""),
        )
        for each in found.challenges
    ]
    title = "Challenges and recommendations without an answer"
    return Table(title, CHALLENGES, rows, stack=True)


def _decisions_table(actor: Actor, found: CameUp) -> Table:
    rows = [
        (
            Cell(each.number, address=_at(actor, "decision", each.ref), is_header=True),
            Cell(each.text, note=f"Decided on {day(each.decided_on)}"),
            each.should_change,
            short_day(each.since),
        )
        for each in found.decisions
    ]
    return Table("Decisions to look back on", DECISIONS, rows, stack=True)


def _follow_ups_table(actor: Actor, found: CameUp) -> Table:
    rows = [_follow_up_row(actor, each) for each in found.follow_ups]
    return Table("Follow-ups of earlier meetings that are open", FOLLOW_UPS, rows, stack=True)


def _follow_up_row(actor: Actor, each: OpenFollowUp) -> tuple[Cell | str, ...]:
    return (
        Cell(each.text, address=_at(actor, "follow_up", each.ref), is_header=True),
        Cell(each.owner, note=NOBODY if each.owner_left else ""),
        Cell(short_day(each.due_on), note="Late" if each.is_late else ""),
    )


def _at(actor: Actor, name: str, ref: str) -> str:
    return reverse(f"board:{name}", args=[actor.area_slug, ref])
