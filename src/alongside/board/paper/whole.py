"""Whole packs: for a meeting, for another board, for a visit. One order, so that readers know where
to look.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from alongside.board.models import AssuranceReport, Board, Meeting, Visit
from alongside.board.paper import (
    board_sections,
    changed,
    contribution_sections,
    plan_page,
    plan_sections,
)
from alongside.board.paper import report_sections as reported
from alongside.board.paper.board_material import BoardMaterial, board_material
from alongside.board.paper.edition import Edition
from alongside.board.paper.plan_material import PlanMaterial, plans_of
from alongside.board.paper.since import (
    Since,
    since_last_evidence,
    since_last_pack,
    since_last_report,
)
from alongside.board.paper.summary import EVIDENCE, PACK, REPORT, Told, Wording, summary
from alongside.board.queries.receiving import receiving
from alongside.board.queries.visits import PaperView, visit_papers
from alongside.board.rules.reports import IN_A_LATER_EDITION
from alongside.documents.content import (
    Block,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    TableCell,
    TableColumn,
)
from alongside.kernel.actor import Actor
from alongside.kernel.dates import add_months, day_in_words, first_of_month, month_in_words
from alongside.people.queries import own_area
from alongside.web.clock import london_day
from alongside.web.writing import counted, instant, shortened

MOST_SILENT = 4
WAITS = "What waits for the board"
"""All of it, where the summary names the first few. On a screen it is read before the contents."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """``report_ids``: the filed reports that are in it; ``series`` and ``figures``: the public names of those
    whose figures it tells, all that stand or single ones.
    """

    document: Document
    report_ids: tuple[int, ...]
    series: tuple[str, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that a pack is made from, read once. ``since`` begins what changed; ``months`` are
    those whose reports are in it, the oldest first.
    """

    area: str
    today: date
    since: Since
    months: tuple[date, ...]
    plans: tuple[PlanMaterial, ...]
    board: BoardMaterial


def board_pack(actor: Actor, meeting: Meeting, at: datetime, edition: Edition) -> Frozen:
    """Everything: two pages in plain English, then the whole."""
    months = _months_of(actor, meeting, at)
    since = since_last_pack(actor, meeting, at, months[0])
    found = _sources(actor, at, since, months, of=meeting.held_on)
    if meeting.reports_month is not None:
        found = _held_here(found)
    title = f"{meeting.board.title}: pack for {day_in_words(meeting.held_on)}"
    blocks = (*_front(found, PACK, edition), *_plans(found), *_reports(found), *_board(found))
    return _frozen(actor, found, title, _stamp(at, edition), blocks)


def upward_report(
    actor: Actor, meeting: Meeting, upper: Board, at: datetime, edition: Edition
) -> Frozen:
    """The same material, without the detail of each line."""
    months = _months_of(actor, meeting, at)
    since = since_last_report(actor, meeting, upper, at, months[0])
    found = _sources(actor, at, since, months, of=meeting.held_on)
    title = f"{meeting.board.title}: report to {upper.title}"
    blocks = (
        *_front(found, REPORT, edition),
        *_weaknesses(found),
        *_reports(found),
        *_upward(found),
    )
    return _frozen(actor, found, title, _stamp(at, edition), blocks)


def visit_evidence(actor: Actor, visit: Visit, at: datetime, edition: Edition) -> Frozen:
    """What those who come to support and challenge are given, two weeks ahead."""
    month = add_months(first_of_month(london_day(at)), -1)
    since = since_last_evidence(actor, visit, at, month)
    found = _sources(actor, at, since, (month,), of=visit.held_on)
    title = f"Evidence for the visit of {day_in_words(visit.held_on)}"
    asked = (Heading(1, "What the visit looks at"), Paragraph(visit.focus)) if visit.focus else ()
    papers = visit_papers(actor, visit.pk).evidence
    blocks = (
        *_front(found, EVIDENCE, edition),
        *asked,
        *_papers(papers),
        *_plans(found),
        *_reports(found),
        *_board(found),
    )
    return _frozen(actor, found, title, _stamp(at, edition), blocks)


def _sources(
    actor: Actor, at: datetime, since: Since, months: tuple[date, ...], *, of: date
) -> Sources:
    today = london_day(at)
    return Sources(
        area=own_area(actor).name,
        today=today,
        since=since,
        months=months,
        plans=plans_of(actor, today=today, since=since),
        board=board_material(actor, months=months, today=today, meeting_on=of),
    )


def _held_here(found: Sources) -> Sources:
    """A report that came after the last edition of this pack was frozen stands in the one being made."""
    reports = tuple(
        replace(each, freeze_words=IN_A_LATER_EDITION) if each.freeze_words else each
        for each in found.board.reports
    )
    return replace(found, board=replace(found.board, reports=reports))


def _months_of(actor: Actor, meeting: Meeting, at: datetime) -> tuple[date, ...]:
    """Those whose reports the meeting receives, or for a board that receives none the month before."""
    received = receiving(actor, meeting, until=at).months
    return received or (add_months(first_of_month(meeting.held_on), -1),)


def _papers(papers: Sequence[PaperView]) -> Iterator[Block]:
    """The digest says exactly which file was there; what comes later is not among them."""
    yield Heading(1, "Papers that belong to this evidence")
    yield Table(
        caption="Papers",
        columns=(
            TableColumn("Paper", width=6),
            TableColumn("Added", width=4),
            TableColumn("Fingerprint of the file", width=9),
        ),
        rows=tuple(
            (
                TableCell(paper.title, is_header=True),
                TableCell(instant(paper.added_at)),
                TableCell(paper.sha256),
            )
            for paper in papers
        ),
        empty="No paper was added before the evidence was frozen.",
    )
    if papers:
        yield Paragraph(
            "The papers are kept with the visit. If you cannot open it, ask the Local Area "
            "Nominated Officer for a copy."
        )


def _front(found: Sources, paper: Wording, edition: Edition) -> Iterator[Block]:
    """The summary is handed out alone, so nothing else stands on its pages; the rest flows."""
    told = Told(
        paper=paper,
        rows_above=edition.rows,
        coming_up=_coming_up(found),
        not_known=_not_known(found),
        who_came=contribution_sections.who_came(found.board.contribution),
    )
    yield from summary(found.plans, told, today=found.today, since=found.since.day)
    yield PageBreak()
    yield Contents()
    yield Heading(1, WAITS)
    yield from board_sections.waiting(told.coming_up)


def _plans(found: Sources) -> Iterator[Block]:
    yield Heading(1, f"What changed since {day_in_words(found.since.day)}")
    yield Paragraph(found.since.words)
    for plan in found.plans:
        yield from changed.what_changed(plan)
    yield Heading(1, "The action plan in short")
    yield from plan_page.on_a_page(found.plans)
    yield Heading(1, "The action plan line by line")
    for plan in found.plans:
        yield from plan_sections.line_by_line(plan)
    yield from _weaknesses(found)
    yield Heading(1, "Dates that moved, and leads that are missing")
    for plan in found.plans:
        yield plan_sections.slips(plan)
        yield plan_sections.ownerless(plan)
        yield plan_sections.not_published(plan)
    yield from _risks(found)


def _weaknesses(found: Sources) -> Iterator[Block]:
    yield Heading(1, "Each weakness")
    for plan in found.plans:
        yield from plan_sections.each_weakness(plan)


def _risks(found: Sources) -> Iterator[Block]:
    yield Heading(1, "Risks and issues")
    for plan in found.plans:
        yield plan_sections.risks(plan)


def _reports(found: Sources) -> Iterator[Block]:
    yield Heading(1, reported.SECTION)
    for month in found.months:
        own = [report for report in found.board.reports if report.month == month]
        yield Heading(2, month_in_words(month))
        yield from reported.reports(own, month_in_words(month))


def _board(found: Sources) -> Iterator[Block]:
    board = found.board
    yield Heading(1, "Decisions to look back on")
    yield from board_sections.look_backs(board.look_backs)
    yield board_sections.decided(board.decisions)
    yield from board_sections.decided_in_full(board.decisions)
    yield Heading(1, "Challenges and follow-ups")
    yield board_sections.unanswered(board.unanswered)
    yield from board_sections.asked_in_full(board.unanswered)
    yield board_sections.follow_ups(board.follow_ups)
    yield Heading(1, "How sure the board is")
    yield from board_sections.assurances(board.assurances)
    yield Heading(1, "What each partner contributed")
    yield from contribution_sections.contribution(board.contribution)


def _upward(found: Sources) -> Iterator[Block]:
    yield from _risks(found)
    yield Heading(1, "What the board decided")
    yield board_sections.decided(found.board.decisions)
    yield from board_sections.decided_in_full(found.board.decisions)
    yield Heading(1, "What waits for an answer")
    yield board_sections.unanswered(found.board.unanswered)
    yield from board_sections.asked_in_full(found.board.unanswered)
    yield Heading(1, "What each partner contributed")
    yield from contribution_sections.contribution(found.board.contribution)


def _coming_up(found: Sources) -> tuple[str, ...]:
    board = found.board
    looks = [board_sections.look_back_question(each) for each in board.look_backs]
    late = sum(each.late_days > 0 for each in board.unanswered)
    waits = (
        [f"{counted(len(board.unanswered), 'question waits,questions wait')} for an answer; "
         f"{late} of them {'is' if late == 1 else 'are'} late."]
        if board.unanswered
        else []
    )  # fmt: skip
    return (*reported.asks(board.reports), *looks, *waits)


def _not_known(found: Sources) -> tuple[str, ...]:
    months: dict[str, list[str]] = {}
    for report in found.board.reports:
        if not report.is_filed:
            months.setdefault(report.stream.title, []).append(month_in_words(report.month))
    silent = [
        f"{shortened(title, reported.TITLE_LETTERS)} ({', '.join(named)})"
        for title, named in months.items()
    ]
    more = len(silent) - MOST_SILENT
    if more > 1:
        silent = [*silent[:MOST_SILENT], f"and {more} more, named under “{reported.SECTION}”"]
    return (f"No report came from: {'; '.join(silent)}.",) if silent else ()


def _stamp(at: datetime, edition: Edition) -> str:
    return f"Edition {edition.number}, as everything stood on {instant(at)}"


def _frozen(
    actor: Actor, found: Sources, title: str, subtitle: str, blocks: Sequence[Block]
) -> Frozen:
    rows = AssuranceReport.objects.visible_to(actor).filter(
        month__in=found.months, filed_at__isnull=False, corrected_by_report=None
    )
    document = Document(
        title=title,
        subtitle=subtitle,
        author=found.area,
        dated=found.today,
        blocks=tuple(drawn(blocks)),
    )
    report_ids = tuple(rows.values_list("pk", flat=True))
    return Frozen(document, report_ids, tuple(_series_of(found)), tuple(_figures_of(found.board)))


def _series_of(found: Sources) -> Iterator[str]:
    """Whose figures stand beside the lines of the action plans."""
    for plan in found.plans:
        for line in plan.lines:
            yield from (each.series_ref for each in line.measures if each.points)


def _figures_of(board: BoardMaterial) -> Iterator[str]:
    """On which the board rests something."""
    for decision in (*board.decisions, *board.look_backs):
        yield from (ref for figure in decision.figures for ref in figure.refs)
    for assurance in board.assurances:
        for weight in (*assurance.speaks_for, *assurance.speaks_against):
            yield from (each.figure_ref for each in weight.sources if each.figure_ref)


def drawn(blocks: Sequence[Block]) -> Iterator[Block]:
    """A table without rows is not drawn: what it would say stands as a sentence."""
    for block in blocks:
        if isinstance(block, Table) and not block.rows:
            yield Paragraph(f"{block.caption.rstrip('.')}. {block.empty}")
        else:
            yield block
