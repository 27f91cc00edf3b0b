"""Monthly assurance reports: all workstreams by month, one month, one report, one's own to write."""

from collections.abc import Iterator, Sequence
from datetime import date

from alongside.board import perms
from alongside.board.models import AssuranceReport, EditionReport
from alongside.board.queries.governance import improvement_board
from alongside.board.queries.material import material_of
from alongside.board.queries.meetings import check_may_view
from alongside.board.queries.report_desk import (
    Chain,
    Desk,
    begun_on,
    desk_of,
    filed_at_of,
    report_of,
    stream_of,
    text_of,
)
from alongside.board.queries.report_values import (
    MonthReport,
    ReportPage,
    ReportsByMonth,
    StreamRow,
    Version,
    Writing,
)
from alongside.board.rules import reports as rules
from alongside.board.rules.reports import ReportState
from alongside.kernel.actor import Actor
from alongside.kernel.dates import add_months, first_of_month
from alongside.kernel.refusals import Hidden
from alongside.ledger.remembering import remembered


def reports_by_month(actor: Actor, *, last: date, today: date) -> ReportsByMonth:
    """Every workstream over the twelve months that end with ``last``, the newest first."""
    check_may_view(actor)
    key = ("board.reports_by_month", actor, last, today)
    return remembered(key, lambda: _by_month(actor, last, today))


def _by_month(actor: Actor, last: date, today: date) -> ReportsByMonth:
    months = rules.months_shown(last)
    desk = desk_of(actor, months, today=today)
    return ReportsByMonth(
        has_board=desk.board is not None,
        months=months,
        choices=choices_of_months(actor, desk, today),
        rows=tuple(
            StreamRow(
                stream_of(desk, head),
                tuple(report_of(actor, desk, head, month, today=today) for month in months),
            )
            for head in desk.heads
        ),
    )


def month_reports(actor: Actor, *, month: date, today: date) -> tuple[MonthReport, ...]:
    """Every workstream's report for the month with its material, or that there is none, in the order
    of the action plans.
    """
    return reports_of(actor, months=(month,), today=today)


def reports_of(actor: Actor, *, months: tuple[date, ...], today: date) -> tuple[MonthReport, ...]:
    """The same for several months, one after the other: what packs are made from."""
    check_may_view(actor)
    key = ("board.reports_of", actor, months, today)
    return remembered(key, lambda: _of_months(actor, months, today))


def _of_months(actor: Actor, months: tuple[date, ...], today: date) -> tuple[MonthReport, ...]:
    desk = desk_of(actor, months, today=today, with_material=True)
    return tuple(
        report_of(actor, desk, head, month, today=today) for month in months for head in desk.heads
    )


def report_page(actor: Actor, *, report_ref: str, today: date) -> ReportPage:
    """One filed report with its corrections. Raises Hidden; a draft is not a report."""
    check_may_view(actor)
    row = AssuranceReport.objects.visible_to(actor).filter(
        ref=report_ref, corrects=None, filed_at__isnull=False
    )
    found = row.values_list("workstream_id", "month").first()
    if found is None:
        raise Hidden("report")
    desk = desk_of(actor, [found[1]], today=today, with_material=True)
    head = next(head for head in desk.heads if head.id == found[0])
    chain = desk.chains[found]
    return ReportPage(
        report=report_of(actor, desk, head, found[1], today=today),
        version=chain[-1].version,
        versions=tuple(_version(row) for row in reversed(chain)),
        editions=_editions(actor, chain),
    )


def writing(actor: Actor, *, workstream_ref: str, month: date, today: date) -> Writing:
    """The draft of whoever may write it, with the material of today. Raises Hidden."""
    desk = desk_of(actor, [month], today=today)
    head = next((head for head in desk.heads if head.ref == workstream_ref), None)
    report = report_of(actor, desk, head, month, today=today) if head else None
    if head is None or report is None or not report.may_write or month > today:
        raise Hidden("report")
    chain = desk.chains.get((head.id, month), ())
    return Writing(
        stream=report.stream,
        month=month,
        due_on=report.due_on,
        version=chain[-1].version if chain else 1,
        text=text_of(chain[-1]) if chain else rules.ReportText(),
        material=material_of(actor, head, month=month, today=today),
        filed_ref=report.ref,
        is_begun=bool(chain),
        days_late=rules.days_late(report.due_on, today),
        is_pack_frozen=month in desk.frozen,
    )


def reports_to_write(actor: Actor, *, today: date) -> tuple[MonthReport, ...]:
    """Reports that are due from the person as a workstream's officer: those of the last twelve
    months that were not received, and the one of this month; the earliest first.

    Nothing for somebody who only runs the board's business: the officer writes.
    """
    if actor.person_id is None or not actor.may_somewhere(perms.REPORT):
        return ()
    months = rules.months_shown(first_of_month(today))
    return own_due(actor, desk_of(actor, months, today=today), months, today=today)


def own_due(
    actor: Actor, desk: Desk, months: Sequence[date], *, today: date
) -> tuple[MonthReport, ...]:
    """The same from a desk that has been read."""
    if actor.person_id is None or not actor.may_somewhere(perms.REPORT):
        return ()
    posts = {pk for pk, people in desk.held.items() if actor.person_id in people}
    own = [head for head in desk.heads if head.officer_post and head.officer_post.pk in posts]
    found = [report_of(actor, desk, head, month, today=today) for head in own for month in months]
    due = [
        r for r in found if r.may_write and r.state in (ReportState.MISSING, ReportState.NOT_DUE)
    ]
    return tuple(sorted(due, key=lambda report: report.due_on))


def choices_of_months(actor: Actor, desk: Desk, today: date) -> tuple[date, ...]:
    """From this month back to the board's first, or the first report's."""
    return tuple(_back_to(_begun(actor, desk.board_from), today))


def first_month(actor: Actor, today: date) -> date:
    """The board's first month, or that of the first report; a year back before there is a board."""
    check_may_view(actor)
    board = improvement_board(actor)
    usual = add_months(first_of_month(today), 1 - rules.MONTHS_SHOWN)
    return first_of_month(_begun(actor, begun_on(board) if board else usual))


def _begun(actor: Actor, board_from: date) -> date:
    first = AssuranceReport.objects.visible_to(actor).order_by("month").values_list("month").first()
    return min(board_from, *(first or ()), board_from)


def _back_to(first: date, today: date) -> Iterator[date]:
    month = first_of_month(today)
    while month >= first_of_month(first):
        yield month
        month = add_months(month, -1)


def _version(row: AssuranceReport) -> Version:
    return Version(
        text=text_of(row),
        filed_at=filed_at_of(row),
        filed_by=row.filed_by.name if row.filed_by else "",
        why=row.correction_why,
        is_on_behalf=row.is_on_behalf,
    )


def _editions(actor: Actor, chain: Chain) -> tuple[str, ...]:
    rows = (
        EditionReport.objects.visible_to(actor)
        .filter(report__in=[row.pk for row in chain])
        .order_by("edition__frozen_at", "id")
        .values_list("edition__pack__title", "edition__number")
    )
    return tuple(f"{title}, edition {number}" for title, number in rows)
