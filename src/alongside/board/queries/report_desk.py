"""Everything that the reports of some months are made from, read in a constant number of queries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Min, Q

from alongside.board import perms
from alongside.board.models import AssuranceReport, Board, Meeting
from alongside.board.queries.governance import improvement_board
from alongside.board.queries.material_values import from_json
from alongside.board.queries.meetings import check_may_view
from alongside.board.queries.receiving import taking
from alongside.board.queries.report_values import MonthReport, Stream
from alongside.board.queries.sides import sides_of
from alongside.board.rules import reports as rules
from alongside.board.rules.codes import BoardKind, PackKind, SeatKind, Side
from alongside.kernel.actor import Actor
from alongside.people.models import Post
from alongside.people.queries import holders_of
from alongside.plan.queries.workstreams import WorkstreamHead, workstream_heads
from alongside.web.clock import london_day

CHAIRS = frozenset({SeatKind.CHAIR.value, SeatKind.VICE_CHAIR.value})
"""The roles that go with these seats."""
Chain = Sequence[AssuranceReport]
"""A report and its corrections, the first filed first."""


@dataclass(frozen=True, slots=True)
class Desk:
    """``board`` is None until the area has set it up, and then there are no ``heads``. ``held`` are
    the person ids and names of each officer's post today.
    """

    board: Board | None
    heads: tuple[WorkstreamHead, ...]
    held: Mapping[int, Mapping[int, str]]
    sides: Mapping[int, Side]
    chains: Mapping[tuple[int, date], Chain]
    frozen: Mapping[date, rules.Freezes]

    @property
    def due_day(self) -> int:
        return self.board.report_due_day if self.board else rules.USUAL_DUE_DAY

    @property
    def board_from(self) -> date:
        return begun_on(self.board) if self.board else date.max


def begun_on(board: Board) -> date:
    """From when the board asks for reports."""
    return london_day(board.created_at)


def desk_of(
    actor: Actor, months: Collection[date], *, today: date, with_material: bool = False
) -> Desk:
    """Raises Hidden."""
    check_may_view(actor)
    board = improvement_board(actor)
    heads = workstream_heads(actor) if board else ()
    posts = [head.officer_post for head in heads if head.officer_post]
    held = holders_of(posts, today)
    return Desk(
        board=board,
        heads=heads,
        held={pk: {each.person_id: each.person.name for each in held[pk]} for pk in held},
        sides=sides_of(actor, posts, on=today),
        chains=chains_of(actor, months, with_material=with_material) if board else {},
        frozen=freezes_of(actor, months) if board else {},
    )


def chains_of(
    actor: Actor, months: Collection[date], *, with_material: bool = False
) -> Mapping[tuple[int, date], Chain]:
    """By workstream and month, drafts included, in one query."""
    rows = AssuranceReport.objects.visible_to(actor).filter(month__in=months)
    rows = rows.select_related("filed_by").order_by("id")
    found: dict[tuple[int, date], list[AssuranceReport]] = {}
    for row in rows if with_material else rows.defer("material"):
        found.setdefault((row.workstream_id, row.month), []).append(row)
    return found


def freezes_of(actor: Actor, months: Collection[date]) -> Mapping[date, rules.Freezes]:
    """When the pack of the meeting that receives a month's reports was frozen: the first meeting that
    takes months and whose own month is that one or a later one. In one query.
    """
    edition, packs = "packs__editions__frozen_at", Q(packs__kind=PackKind.BOARD.value)
    rows = taking(actor, Meeting.objects.visible_to(actor)).filter(
        board__kind=BoardKind.IMPROVEMENT.value,
        cancelled_at=None,
        reports_month__gte=min(months),
    )
    frozen = (
        rows.order_by("reports_month")
        .values_list("reports_month")
        .annotate(first=Min(edition, filter=packs), last=Max(edition, filter=packs))
    )
    received = list(frozen)
    found = {}
    for month in months:
        first, last = next((row[1:] for row in received if row[0] >= month), (None, None))
        if first and last:
            found[month] = rules.Freezes(first, last)
    return found


def may_write(actor: Actor, post: Post | None, holder_ids: Collection[int]) -> bool:
    """Whoever holds the officer's post today and may report for it, or an officer who runs the board's
    business, on behalf. Never the chair or the vice chair: the board does not report to itself.

    ``post`` is the workstream's officer post.
    """
    if post is not None and not is_on_behalf(actor, holder_ids):
        return actor.may(perms.REPORT, organisation_id=post.organisation_id)
    runs = actor.may(perms.RUN) and actor.may(perms.REPORT)
    return runs and CHAIRS.isdisjoint(actor.roles)


def is_on_behalf(actor: Actor, holder_ids: Collection[int]) -> bool:
    """Whether somebody else holds the officer's post, or nobody does."""
    return actor.person_id not in holder_ids


def stream_of(desk: Desk, head: WorkstreamHead) -> Stream:
    post = head.officer_post
    return Stream(
        id=head.id,
        ref=head.ref,
        title=head.title,
        statement_ref=head.statement_ref,
        statement=head.statement_title,
        weakness=head.weakness,
        officer=post.title if post else "",
        officers=tuple(desk.held.get(post.pk, {}).values()) if post else (),
        side=desk.sides[post.pk] if post else Side.OTHER,
        is_empty=not head.joined,
    )


def report_of(
    actor: Actor, desk: Desk, head: WorkstreamHead, month: date, *, today: date
) -> MonthReport:
    """What there is of one workstream and month. A desk without a board has none to ask about."""
    chain = desk.chains.get((head.id, month), ())
    filed = [row for row in chain if row.filed_at]
    due = chain[0].due_on if chain else rules.due_on(month, desk.due_day)
    expected = rules.is_expected(month, board_from=desk.board_from, joined=head.joined)
    post = head.officer_post
    stream = stream_of(desk, head)
    may = may_write(actor, post, desk.held.get(post.pk, {}) if post else ())
    blank = MonthReport(
        stream=stream,
        month=month,
        due_on=due,
        state=rules.state_of(is_filed=bool(filed), is_expected=expected, due=due, today=today),
        side=stream.side,
        has_draft=bool(chain) and not filed,
        may_write=may and (bool(filed) or expected),
    )
    return received(blank, filed, desk.frozen.get(month)) if filed else blank


def received(blank: MonthReport, filed: Chain, freezes: rules.Freezes | None) -> MonthReport:
    """The same month with the report that came; the last row of the chain stands."""
    first, standing = filed[0], filed[-1]
    filed_at = filed_at_of(first)
    return MonthReport(
        stream=blank.stream,
        month=blank.month,
        due_on=first.due_on,
        state=blank.state,
        side=Side(first.side) if first.side else blank.side,
        ref=first.ref,
        filed_at=filed_at,
        filed_by=first.filed_by.name if first.filed_by else "",
        on_behalf_by=by_on_behalf(standing),
        days_late=rules.days_late(first.due_on, london_day(filed_at)),
        freeze_words=rules.freeze_words(filed_at, freezes),
        is_corrected=len(filed) > 1,
        text=text_of(standing),
        material=None if "material" in first.get_deferred_fields() else from_json(first.material),
        may_write=blank.may_write,
    )


def text_of(row: AssuranceReport) -> rules.ReportText:
    return rules.ReportText(row.assured, row.assurance, row.concerns, row.asks)


def by_on_behalf(row: AssuranceReport) -> str:
    """Who wrote it for the officer; empty when the officer did."""
    return row.filed_by.name if row.is_on_behalf and row.filed_by else ""


def filed_at_of(row: AssuranceReport) -> datetime:
    """Of a filed row, which always has it."""
    return row.filed_at or row.begun_at
