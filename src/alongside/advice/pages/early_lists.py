"""Health's list of children whom it identified, compared with the notifications that came."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse

from alongside.advice import perms
from alongside.advice.forms.early import BringListForm
from alongside.advice.operations.early_lists import bring_identified_list
from alongside.advice.pages.early import TITLE, notice_table
from alongside.advice.pages.parts import base, share
from alongside.advice.pages.trail import at, crumbs
from alongside.advice.queries.early import ListedChild, Reconciliation, reconciliation
from alongside.advice.words import UNMATCHABLE
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Column, Crumb, Door, KeyFigure, Table
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day, instant

COMPARE, BRING = "Health’s list compared", "Bring in health’s list"
SUBJECT = "advice.identified_list"
READS = (perms.OVERSEE_HEALTH, perms.RECORD_EARLY)
UNKNOWN = "How many children health ought to have identified is not known to anybody here."


@dataclass(frozen=True, slots=True)
class ComparedShown:
    title: str
    since: str
    unknown: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    figures: tuple[KeyFigure, ...]
    quarters: Table
    not_notified: Table | None
    unmatchable: Table | None
    not_listed: Table
    without_number: Table


@page("GET", needs=READS)
def show(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    found = reconciliation(actor)
    response = render_page(request, "advice/identified.html", {"page": _shown(actor, found)})
    if not found.list_ref:
        return response
    return as_look(response, subject=SUBJECT, ref=found.list_ref, reason=COMPARE)


@page("GET", "POST", needs=perms.OVERSEE_HEALTH)
def bring(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    form = BringListForm(request.POST or None, request.FILES or None)
    content = FormPage(
        title=BRING,
        submit="Bring it in",
        crumbs=crumbs(actor, *_above(actor), Crumb(BRING)),
        after=at(actor, "identified"),
        done="The list is here. It takes the place of the one before.",
        intro="The whole list, and not only what is new. Children are matched by NHS number alone.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: bring_identified_list(
            actor=actor,
            at=clock.now(),
            upload=form.cleaned_data["upload"],
            listed_until=form.cleaned_data["listed_until"],
        ),
    )


def _above(actor: Actor) -> tuple[Crumb, Crumb]:
    return Crumb(TITLE, at(actor, "early")), Crumb(COMPARE, at(actor, "identified"))


def _shown(actor: Actor, found: Reconciliation) -> ComparedShown:
    may_bring = actor.may(perms.OVERSEE_HEALTH)
    is_there = found.listed_until is not None
    may_see = may_bring and is_there
    doors = (Door(BRING, at(actor, "bring_identified"), is_main=True),)
    return ComparedShown(
        title=COMPARE,
        since=_since(found),
        unknown=UNKNOWN,
        crumbs=crumbs(actor, Crumb(TITLE, at(actor, "early")), Crumb(COMPARE)),
        doors=doors if may_bring else (),
        figures=tuple(_figures(found)) if is_there else (),
        quarters=_quarters(found),
        not_notified=_children("Not notified", found.not_notified) if may_see else None,
        unmatchable=_children("Not to be matched", found.unmatchable) if may_see else None,
        not_listed=notice_table(actor, found.not_listed, empty="None."),
        without_number=notice_table(actor, found.notices_without_number, empty="None."),
    )


def _since(found: Reconciliation) -> str:
    if found.listed_until is None or found.brought_at is None:
        return "No list was brought in yet. Without it no coverage can be told."
    return f"The list goes up to {day(found.listed_until)}. It was brought in on {instant(found.brought_at)}."


def _figures(found: Reconciliation) -> Iterator[KeyFigure]:
    done = found.found
    missing = done.coverage.missing
    yield KeyFigure(
        "Notified, of those on health’s list",
        share(done.coverage) if done.coverage.denominator else "No list",
        base(done.coverage),
        f"{missing} more on the list cannot be matched" if missing else "",
    )
    yield KeyFigure("On both", str(len(done.both)))
    yield KeyFigure("Only on health’s list", str(len(done.not_notified)), "not notified")
    yield KeyFigure("Only with us", str(len(done.not_listed)), "not on health’s list")
    without = len(done.unmatchable_lines) + len(done.unmatchable_notices)
    yield KeyFigure("Cannot be matched", str(without), "no NHS number that is right")
    if done.repeated:
        yield KeyFigure("Repeated lines", str(len(done.repeated)), "each child counts once")


def _quarters(found: Reconciliation) -> Table:
    return Table(
        caption="By the quarter in which health identified the child",
        columns=(
            Column("Quarter from"),
            Column("Notified", is_number=True),
            Column("On the list", is_number=True),
            Column("Share", is_number=True),
            Column("Cannot be matched", is_number=True),
        ),
        rows=[
            (
                day(quarter),
                str(each.numerator),
                str(each.denominator),
                share(each) if each.denominator else "None",
                str(each.missing),
            )
            for quarter, each in found.found.quarters.items()
        ],
        stack=True,
        empty="No list was brought in yet.",
    )


def _children(caption: str, children: tuple[ListedChild, ...]) -> Table:
    return Table(
        caption=caption,
        caption_hidden=True,
        columns=(
            Column("Line", is_number=True),
            Column("NHS number"),
            Column("Born"),
            Column("Identified"),
            Column("Health body", is_wide=True),
        ),
        rows=[
            (
                str(each.line),
                UNMATCHABLE[each.unmatchable] if each.unmatchable else each.nhs_number,
                day(each.born_on),
                day(each.identified_on),
                each.body,
            )
            for each in children
        ],
        stack=True,
        empty="None.",
    )
