"""The assurances of the area: all of them, and one with what speaks for and against it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from alongside.board import perms
from alongside.board.operations.assurances import WEIGHERS
from alongside.board.pages.views import crumbs, tabs
from alongside.board.queries.assurance_doubts import SilentAndLate, silent_and_late
from alongside.board.queries.assurances import (
    AssuranceView,
    JudgementView,
    WeightSource,
    WeightView,
    all_assurances,
    to_take_over,
)
from alongside.board.queries.assurances import (
    assurance as assurance_of,
)
from alongside.board.rules.assurances import NEWER_AGAINST, NOT_SAID
from alongside.kernel.actor import Actor
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem, Tab
from alongside.web.markup import counted, day, link, tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page


@dataclass(frozen=True, slots=True)
class AssuranceRow:
    """``newer_against`` is a tag, or empty."""

    order: int
    text: str
    address: str
    standing: str
    newer_against: str
    said: str
    counts: str


@dataclass(frozen=True, slots=True)
class AssurancesView:
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    doors: tuple[Door, ...]
    rows: tuple[AssuranceRow, ...]


@dataclass(frozen=True, slots=True)
class BothSides:
    """What speaks for and against, newest first."""

    speaks_for: tuple[RecordedItem, ...]
    speaks_against: tuple[RecordedItem, ...]


@dataclass(frozen=True, slots=True)
class OneAssurance:
    """``doubts`` are actions of the same outcome as the evidence for it: late, without a status."""

    caption: str
    title: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    standing: str
    newer_against: str
    sides: BothSides
    doubts: tuple[RecordedItem, ...]
    judgements: tuple[RecordedItem, ...]
    not_said: str


@page("GET", needs=perms.VIEW)
def assurances(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    content = AssurancesView(
        crumbs=crumbs(actor, Crumb("Assurances")),
        tabs=tabs(actor, current="assurances"),
        doors=_doors_for_list(actor),
        rows=tuple(_row(actor, one) for one in all_assurances(actor)),
    )
    return render_page(request, "board/assurances/assurances.html", {"page": content})


@page("GET", needs=perms.VIEW)
def assurance(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    one = assurance_of(actor, assurance_ref=ref)
    content = OneAssurance(
        caption=f"Assurance {one.order}"
        + (f", from: {one.statement_title}" if one.statement_title else ""),
        title=one.text,
        crumbs=crumbs(actor, list_crumb(actor), Crumb(f"Assurance {one.order}")),
        doors=_doors_for_one(actor, one),
        standing=tag(one.words, one.colour),
        newer_against=newer_tag(one),
        sides=sides_of(actor, one),
        doubts=tuple(_doubt(actor, x) for x in silent_and_late(actor, one, today=clock.today())),
        judgements=tuple(_judgement(each) for each in one.judgements),
        not_said=f"{NOT_SAID}.",
    )
    return render_page(request, "board/assurances/assurance.html", {"page": content})


def list_crumb(actor: Actor) -> Crumb:
    return Crumb("Assurances", reverse("board:assurances", args=[actor.area_slug]))


def address_of(actor: Actor, ref: str) -> str:
    return reverse("board:assurance", args=[actor.area_slug, ref])


def sides_of(actor: Actor, one: AssuranceView) -> BothSides:
    return BothSides(
        tuple(_weight(actor, each) for each in one.speaks_for),
        tuple(_weight(actor, each) for each in one.speaks_against),
    )


def newer_tag(one: AssuranceView) -> str:
    return tag(NEWER_AGAINST, "red") if one.has_newer_against else ""


def _row(actor: Actor, one: AssuranceView) -> AssuranceRow:
    latest = one.latest
    return AssuranceRow(
        order=one.order,
        text=one.text,
        address=address_of(actor, one.ref),
        standing=tag(one.words, one.colour),
        newer_against=newer_tag(one),
        said=f"{day(latest.judged_on)}. {latest.text}" if latest else "",
        counts=f"{_counts(one.speaks_for)} for, {_counts(one.speaks_against)} against",
    )


def _counts(weights: Sequence[WeightView]) -> str:
    return counted(len(weights), "piece of evidence,pieces of evidence") if weights else "nothing"


def _weight(actor: Actor, each: WeightView) -> RecordedItem:
    by = f"Added by {each.by}" if each.by else ""
    sources = tuple(_source(actor, source) for source in each.sources)
    return RecordedItem(
        title=day(each.dated_on), body=each.text, notes=tuple(filter(None, (*sources, by)))
    )


def _source(actor: Actor, source: WeightSource) -> str:
    name = "measures:series" if source.kind == "figure" else "plan:line"
    return link(source.words, reverse(name, args=[actor.area_slug, source.ref]))


def _doubt(actor: Actor, each: SilentAndLate) -> RecordedItem:
    return RecordedItem(
        title=f"{each.reference} {each.text}",
        address=reverse("plan:line", args=[actor.area_slug, each.line_ref]),
        notes=(
            f"Late since {day(each.since)}, and no status is recorded",
            f"Part of {each.beside}",
        ),
    )


def _judgement(each: JudgementView) -> RecordedItem:
    return RecordedItem(
        title=day(each.judged_on),
        body=each.text,
        notes=(f"Recorded by {each.by}",) if each.by else (),
        tag=tag(each.words, each.colour),
    )


def _doors_for_list(actor: Actor) -> tuple[Door, ...]:
    if not actor.may(perms.RUN):
        return ()
    add = Door("Add an assurance", reverse("board:add_assurance", args=[actor.area_slug]))
    if not to_take_over(actor):
        return (add,)
    address = reverse("board:take_over_assurances", args=[actor.area_slug])
    return (Door("Take over from the action plan", address, is_main=True), add)


def _doors_for_one(actor: Actor, one: AssuranceView) -> tuple[Door, ...]:
    args = [actor.area_slug, one.ref]
    may_judge = actor.may(perms.SIGN)
    judge = Door("Record what the board says", reverse("board:judge_assurance", args=args), True)
    weigh = Door("Add evidence", reverse("board:add_weight", args=args), is_main=not may_judge)
    may_weigh = any(actor.may_somewhere(permission) for permission in WEIGHERS)
    return tuple(door for may, door in ((may_judge, judge), (may_weigh, weigh)) if may)
