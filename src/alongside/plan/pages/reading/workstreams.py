"""Workstreams: who is in them, and the operational plan of tasks below the actions."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.plan import perms
from alongside.plan.pages.changing.doors import (
    doors_for_member,
    doors_for_workstream,
    doors_for_workstreams,
)
from alongside.plan.pages.reading.statement import RowView, row_of
from alongside.plan.pages.reading.views import crumbs, tabs
from alongside.plan.queries import workstream_page, workstreams_page
from alongside.plan.queries.values import Branch
from alongside.plan.queries.workstreams import MemberView, WorkstreamPage, WorkstreamRow
from alongside.web import clock, offers
from alongside.web.components import Cell, Column, Crumb, Door, RecordedItem, Tab, Table
from alongside.web.markup import day
from alongside.web.offers import Beside
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

COLUMNS = (
    Column("Workstream", is_wide=True),
    Column("Responsible officer"),
    Column("Members", is_number=True),
    Column("Tasks", is_number=True),
)


@dataclass(frozen=True, slots=True)
class WorkstreamsView:
    head_title: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    doors: tuple[Door, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class OneWorkstream:
    title: str
    weakness: str
    officer: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    missing: tuple[str, ...]
    members: tuple[RecordedItem, ...]
    rows: tuple[RowView, ...]
    beside: tuple[Beside, ...] = ()


@page("GET", needs=perms.VIEW)
def workstreams(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = workstreams_page(actor, statement_ref=ref, today=clock.today())
    rows = [_row(actor, each) for each in found.workstreams]
    content = WorkstreamsView(
        head_title=found.head.title,
        crumbs=crumbs(actor, Crumb(found.head.title)),
        tabs=tabs(actor, found.head, current="workstreams"),
        doors=doors_for_workstreams(actor, found.head),
        table=Table(
            "Workstreams",
            COLUMNS,
            rows,
            caption_hidden=True,
            stack=True,
            empty="No workstream has been set up for this action plan.",
        ),
    )
    return render_page(request, "plan/reading/workstreams.html", {"page": content})


@page("GET", needs=perms.VIEW)
def workstream(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = workstream_page(actor, workstream_ref=ref, today=clock.today())
    others = offers.beside(actor, "plan.workstream", ref, clock.today())
    plan = Crumb(found.statement_title, reverse("plan:statement", args=[area, found.statement_ref]))
    streams = Crumb("Workstreams", reverse("plan:workstreams", args=[area, found.statement_ref]))
    content = OneWorkstream(
        title=found.title,
        weakness=found.weakness_title,
        officer=found.officer,
        crumbs=crumbs(actor, plan, streams, Crumb(found.title)),
        doors=(*doors_for_workstream(actor, found), *(d for o in others for d in o.doors)),
        beside=tuple(other for other in others if other.items),
        missing=found.missing_sides,
        members=tuple(_member(actor, each) for each in found.members),
        rows=_plan(actor, found),
    )
    return render_page(request, "plan/reading/workstream.html", {"page": content})


def _row(actor: Actor, each: WorkstreamRow) -> tuple[Cell | str, ...]:
    address = reverse("plan:workstream", args=[actor.area_slug, each.ref])
    return (
        Cell(each.title, address=address, is_header=True, note=each.weakness_title),
        each.officer or "Nobody",
        str(each.member_count),
        str(each.task_count),
    )


def _member(actor: Actor, member: MemberView) -> RecordedItem:
    until = f" until {day(member.member_until)}" if member.member_until else ""
    return RecordedItem(
        title=f"{member.side_label}: {member.post_title or ', '.join(member.people)}",
        body=(", ".join(member.people) or "Nobody is in this post") if member.post_title else "",
        notes=(f"Since {day(member.member_from)}{until}",),
        doors=() if member.member_until else doors_for_member(actor, member),
    )


def _plan(actor: Actor, found: WorkstreamPage) -> tuple[RowView, ...]:
    return tuple(row for branch in found.branches for row in _rows(actor, branch, 0))


def _rows(actor: Actor, branch: Branch, level: int) -> Iterator[RowView]:
    yield row_of(actor, branch.line, level)
    for child in branch.children:
        yield from _rows(actor, child, level + 1)
