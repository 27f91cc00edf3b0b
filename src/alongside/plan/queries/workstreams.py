"""Workstreams: who belongs to them, the actions they carry out, and their tasks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from alongside.kernel.actor import Actor
from alongside.kernel.dates import Period
from alongside.kernel.refusals import Hidden
from alongside.people.models import Post
from alongside.plan.models import Line, Workstream, WorkstreamMember
from alongside.plan.queries.loading import check_may_view, load_lines
from alongside.plan.queries.statements import statement_head
from alongside.plan.queries.values import Branch, LineView, StatementHead, branches_of
from alongside.plan.rules.codes import MemberSide
from alongside.plan.words import MEMBER_SIDES


@dataclass(frozen=True, slots=True)
class WorkstreamRow:
    ref: str
    title: str
    weakness_title: str
    officer: str
    member_count: int
    task_count: int


@dataclass(frozen=True, slots=True)
class WorkstreamsPage:
    head: StatementHead
    workstreams: tuple[WorkstreamRow, ...]


@dataclass(frozen=True, slots=True)
class MemberView:
    """A post with its holders today, or a person. ``people`` is empty while the post is vacant."""

    ref: str
    side: str
    side_label: str
    post_title: str
    people: tuple[str, ...]
    member_from: date
    member_until: date | None


@dataclass(frozen=True, slots=True)
class WorkstreamPage:
    """``branches``: the outcomes and actions of its weakness with all tasks; ``tasks``: its own
    tasks.
    """

    statement_ref: str
    statement_title: str
    ref: str
    version: int
    title: str
    weakness_title: str
    officer_post_ref: str
    officer: str
    members: tuple[MemberView, ...]
    missing_sides: tuple[str, ...]
    branches: tuple[Branch, ...]
    tasks: tuple[LineView, ...]

    @property
    def actions(self) -> tuple[LineView, ...]:
        """Actions below which a task may be added."""
        return tuple(a.line for outcome in self.branches for a in outcome.children)


@dataclass(frozen=True, slots=True)
class WorkstreamHead:
    """What the rooms above need of a workstream. ``officer_post`` comes with its organisation;
    ``joined`` are the periods of its members.
    """

    id: int
    ref: str
    title: str
    statement_id: int
    statement_ref: str
    statement_title: str
    weakness_id: int | None
    weakness: str
    officer_post: Post | None
    joined: tuple[Period, ...]


def workstream_heads(actor: Actor) -> tuple[WorkstreamHead, ...]:
    """Every workstream of every action plan of the area, in two queries."""
    check_may_view(actor)
    members = WorkstreamMember.objects.visible_to(actor).order_by("member_from", "id")
    joined: dict[int, list[Period]] = {}
    for pk, *days in members.values_list("workstream_id", "member_from", "member_until"):
        joined.setdefault(pk, []).append(Period(*days))
    rows = (
        Workstream.objects.visible_to(actor)
        .select_related("statement", "weakness", "officer_post__organisation")
        .order_by("statement_id", "order", "id")
    )
    return tuple(_head(row, tuple(joined.get(row.pk, ()))) for row in rows)


def carried_by(head: WorkstreamHead, lines: Sequence[LineView]) -> tuple[LineView, ...]:
    """Of its action plan's lines: those of its weakness, its tasks, and what stands above them."""
    parents = {line.id: line.parent_id for line in lines}
    carried = {
        line.id
        for line in lines
        if head.weakness_id is not None and line.weakness_id == head.weakness_id
    }
    for line in lines:
        place = line.id if line.workstream_id == head.id else None
        while place is not None:
            carried.add(place)
            place = parents.get(place)
    return tuple(line for line in lines if line.id in carried)


def workstreams_page(actor: Actor, *, statement_ref: str, today: date) -> WorkstreamsPage:
    head = statement_head(actor, statement_ref)
    current = Q(members__member_until=None) | Q(members__member_until__gt=today)
    rows = (
        Workstream.objects.visible_to(actor)
        .filter(statement_id=head.id)
        .select_related("weakness", "officer_post")
        .annotate(
            has_officer=_has_officer(actor, today),
            member_count=Count("members", filter=current, distinct=True),
            task_count=Count("tasks", distinct=True),
        )
        .order_by("order", "id")
    )
    return WorkstreamsPage(
        head,
        tuple(
            WorkstreamRow(
                row.ref,
                row.title,
                row.weakness.title if row.weakness else "",
                _officer(row),
                row.member_count,
                row.task_count,
            )
            for row in rows
        ),
    )


def workstream_page(actor: Actor, *, workstream_ref: str, today: date) -> WorkstreamPage:
    """Raises Hidden."""
    check_may_view(actor)
    row = (
        Workstream.objects.visible_to(actor)
        .select_related("statement", "weakness", "officer_post")
        .annotate(has_officer=_has_officer(actor, today))
        .filter(ref=workstream_ref)
        .first()
    )
    if row is None:
        raise Hidden("workstream")
    members = _members(actor, row, today)
    lines = load_lines(actor, today=today, within=_carried(actor, row), with_measures=False)
    present = {member.side for member in members if member.member_until is None}
    return WorkstreamPage(
        statement_ref=row.statement.ref,
        statement_title=row.statement.title,
        ref=row.ref,
        version=row.version,
        title=row.title,
        weakness_title=row.weakness.title if row.weakness else "",
        officer_post_ref=row.officer_post.ref if row.officer_post else "",
        officer=_officer(row),
        members=members,
        missing_sides=tuple(MEMBER_SIDES[side] for side in MemberSide if side not in present),
        branches=branches_of(lines),
        tasks=tuple(line for line in lines if line.workstream_id == row.pk),
    )


def member_sides(actor: Actor, post_ids: Iterable[int], *, on: date) -> dict[int, MemberSide]:
    """Post id -> the side it speaks for in the workstreams it belongs to on the day."""
    rows = WorkstreamMember.objects.visible_to(actor).filter(
        Q(member_until=None) | Q(member_until__gt=on),
        post_id__in=list(post_ids),
        member_from__lte=on,
    )
    found = rows.order_by("-id").values_list("post_id", "side")
    return {post_id: MemberSide(side) for post_id, side in found}


def _head(row: Workstream, joined: tuple[Period, ...]) -> WorkstreamHead:
    return WorkstreamHead(
        id=row.pk,
        ref=row.ref,
        title=row.title,
        statement_id=row.statement_id,
        statement_ref=row.statement.ref,
        statement_title=row.statement.title,
        weakness_id=row.weakness_id,
        weakness=str(row.weakness) if row.weakness else "",
        officer_post=row.officer_post,
        joined=joined,
    )


def _has_officer(actor: Actor, today: date) -> Exists:
    """Whether somebody holds the officer's post today."""
    began = Q(officer_post__holdings__held_from=None) | Q(
        officer_post__holdings__held_from__lte=today
    )
    still = Q(officer_post__holdings__held_until=None) | Q(
        officer_post__holdings__held_until__gt=today
    )
    held = Workstream.objects.visible_to(actor).filter(
        began & still, pk=OuterRef("pk"), officer_post__holdings__person__isnull=False
    )
    return Exists(held)


def _officer(row: Any) -> str:
    """ "Head of Commissioning (nobody in post)"; empty when no post is named."""
    if row.officer_post is None:
        return ""
    return str(row.officer_post.title) + ("" if row.has_officer else " (nobody in post)")


def _carried(actor: Actor, row: Workstream) -> Q:
    """Its weakness's lines, its own tasks, and what stands above those tasks."""
    tasks = Line.objects.visible_to(actor).filter(workstream=row)
    above = Q(pk__in=tasks.values("parent_id")) | Q(pk__in=tasks.values("parent__parent_id"))
    own = Q(workstream=row) | above
    if row.weakness_id is None:
        return own
    return own | Q(weakness_id=row.weakness_id)


def _members(actor: Actor, row: Workstream, today: date) -> tuple[MemberView, ...]:
    rows = (
        WorkstreamMember.objects.visible_to(actor)
        .filter(workstream=row)
        .order_by("side", "id")
        .values_list(
            "ref",
            "side",
            "post__title",
            "person__name",
            "member_from",
            "member_until",
            "post__holdings__person__name",
            "post__holdings__held_from",
            "post__holdings__held_until",
        )
    )
    by_ref: dict[str, list[Any]] = {}
    for each in rows:
        by_ref.setdefault(each[0], []).append(each)
    return tuple(_member(joined, today) for joined in by_ref.values())


def _member(joined: list[Any], today: date) -> MemberView:
    ref, side, post_title, person, member_from, member_until = joined[0][:6]
    people = [person] if person else _in_post((row[6:] for row in joined), today)
    return MemberView(
        ref=ref,
        side=side,
        side_label=MEMBER_SIDES[MemberSide(side)],
        post_title=post_title or "",
        people=tuple(people),
        member_from=member_from,
        member_until=member_until,
    )


def _in_post(holdings: Iterable[Any], today: date) -> list[str]:
    return [
        name
        for name, held_from, held_until in holdings
        if name is not None
        and (held_from is None or held_from <= today)
        and (held_until is None or today < held_until)
    ]
