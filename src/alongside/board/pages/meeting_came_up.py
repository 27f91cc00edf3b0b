"""What comes up at a meeting by itself, as tables: reports, challenges, decisions, follow-ups."""

from dataclasses import dataclass

from django.urls import reverse

from alongside.board.queries.agenda import CameUp
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
    """What comes up by itself: a table for each list that is not empty, with a note above it."""

    tables: tuple[tuple[str, Table], ...]


def came_up_shown(actor: Actor, found: CameUp) -> CameUpShown:
    came = len(found.reports) - found.missing_count
    note = f"{came} of {counted(len(found.reports), 'report')} received" if found.reports else ""
    lists = (
        (note, _reports_table(actor, found)),
        ("", _challenges_table(actor, found)),
        ("", _decisions_table(actor, found)),
        ("", _follow_ups_table(actor, found)),
    )
    return CameUpShown(tuple((note, table) for note, table in lists if table.rows))


def _reports_table(actor: Actor, found: CameUp) -> Table:
    month = month_in_words(found.reports_month) if found.reports_month else ""
    rows = [
        (
            Cell(
                each.workstream,
                address=_at(actor, "report", each.ref) if each.ref else "",
                is_header=True,
            ),
            each.officer or "Nobody named",
            Cell(each.words, tag_colour=each.colour),
        )
        for each in found.reports
    ]
    return Table(f"Assurance reports for {month}", REPORTS, rows, stack=True)


def _challenges_table(actor: Actor, found: CameUp) -> Table:
    rows = [
        (
            Cell(each.number, address=_at(actor, "challenge", each.ref), is_header=True),
            Cell(each.text, note=f"From {each.by}"),
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
    rows = [
        (
            Cell(each.text, address=_at(actor, "follow_up", each.ref), is_header=True),
            Cell(each.owner, note=each.holder_words),
            Cell(short_day(each.due_on), note="Late" if each.is_late else ""),
        )
        for each in found.follow_ups
    ]
    return Table("Follow-ups of earlier meetings that are open", FOLLOW_UPS, rows, stack=True)


def _at(actor: Actor, name: str, ref: str) -> str:
    return reverse(f"board:{name}", args=[actor.area_slug, ref])
