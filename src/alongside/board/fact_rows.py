"""The facts that the board's work offers: one row for each assurance report that is expected, whether it
came or not, and one for each post that was asked to answer a challenge.

Codes and days only; no free text becomes a fact.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from alongside.board import perms
from alongside.board.models import AssuranceReport, Challenge, ChallengeMove
from alongside.board.queries.governance import improvement_board
from alongside.board.queries.meetings import check_may_view
from alongside.board.queries.report_desk import begun_on
from alongside.board.rules.reports import due_on, is_expected
from alongside.kernel.actor import Actor
from alongside.kernel.dates import add_months, first_of_month
from alongside.measures.pseudonyms import fact_key
from alongside.people.queries import partner_of
from alongside.plan import perms as plan_perms
from alongside.plan.queries.workstreams import WorkstreamHead, workstream_heads
from alongside.web.clock import london_day

BATCH = 500
NEEDS = (perms.VIEW, perms.PACKS, plan_perms.VIEW)
"""Reports are expected of the workstreams of the action plan."""
REPORT, CHALLENGE, MOVE = "assurance report", "challenge", "challenge moved on"
Values = tuple[object, ...]
Reports = Mapping[tuple[int, date], AssuranceReport]


@dataclass(frozen=True, slots=True)
class Expected:
    """One workstream's report for one month. ``row`` is None while nobody began it; a draft is a row
    that was not filed.
    """

    key: str
    head: WorkstreamHead
    month: date
    deadline: date
    row: AssuranceReport | None

    @property
    def filed_on(self) -> date | None:
        filed_at = self.row.filed_at if self.row else None
        return london_day(filed_at) if filed_at else None


@dataclass(frozen=True, slots=True)
class AskedOf:
    """A post that was asked to answer. Where the challenge was put to another post after its day had
    passed, the miss stays with the first: ``move`` says so, and nothing answered it.
    """

    key: str
    challenge: Challenge
    due_on: date
    answered_on: date | None
    partner: str
    move: ChallengeMove | None = None


def report_rows(actor: Actor, today: date) -> Iterator[Values]:
    for each in expected_reports(actor, today):
        filed = each.filed_on
        is_late = filed > each.deadline if filed else each.deadline < today
        yield each.key, each.month, each.head.ref, each.deadline, filed, is_late


def challenge_rows(actor: Actor, today: date) -> Iterator[Values]:
    for each in asked_of(actor):
        row = each.challenge
        withdrawn = row.withdrawn_at is not None and each.move is None
        yield (
            each.key, row.kind, row.raised_on, each.due_on, each.answered_on, each.partner, withdrawn,
        )  # fmt: skip


def expected_reports(actor: Actor, today: date) -> Iterator[Expected]:
    """From the board's first month to this one, by month and in the order of the action plans. A report
    that came though none was expected counts too. Raises Hidden.
    """
    check_may_view(actor)
    board = improvement_board(actor)
    if board is None:
        return
    begun, heads, rows = begun_on(board), workstream_heads(actor), _first_reports(actor)
    months = [month for _, month in rows]
    month = first_of_month(min([begun, *months]))
    while month <= today:
        for head in heads:
            row = rows.get((head.id, month))
            came = row is not None and row.filed_at is not None
            if came or is_expected(month, board_from=begun, joined=head.joined):
                deadline = row.due_on if row else due_on(month, board.report_due_day)
                key = fact_key(actor.area_slug, REPORT, f"{head.id} {month}")
                yield Expected(key, head, month, deadline, row)
        month = add_months(month, 1)


def asked_of(actor: Actor) -> Iterator[AskedOf]:
    """By challenge, the post that is asked now and then those that let their day pass. Raises Hidden."""
    check_may_view(actor)
    rows = (
        Challenge.objects.visible_to(actor)
        .select_related("answer__answered_by", "owner__organisation", "recorded_by")
        .prefetch_related("moves__old_owner__organisation", "moves__moved_by")
        .order_by("id")
    )
    for row in rows.iterator(chunk_size=BATCH):
        yield _now_asked(actor, row)
        for move in row.moves.all():
            if london_day(move.moved_at) > move.old_due_on:
                yield _was_asked(actor, row, move)


def _now_asked(actor: Actor, row: Challenge) -> AskedOf:
    answer = getattr(row, "answer", None)
    return AskedOf(
        key=fact_key(actor.area_slug, CHALLENGE, row.pk),
        challenge=row,
        due_on=row.due_on,
        answered_on=london_day(answer.answered_at) if answer else None,
        partner=partner_of(row.owner.organisation),
    )


def _was_asked(actor: Actor, row: Challenge, move: ChallengeMove) -> AskedOf:
    return AskedOf(
        key=fact_key(actor.area_slug, MOVE, move.pk),
        challenge=row,
        due_on=move.old_due_on,
        answered_on=None,
        partner=partner_of(move.old_owner.organisation),
        move=move,
    )


def _first_reports(actor: Actor) -> Reports:
    """By workstream and month, the first row: a correction comes later and is not what was due."""
    rows = AssuranceReport.objects.visible_to(actor).filter(corrects=None)
    rows = rows.select_related("filed_by").defer("material").order_by("id")
    return {(row.workstream_id, row.month): row for row in rows.iterator(chunk_size=BATCH)}
