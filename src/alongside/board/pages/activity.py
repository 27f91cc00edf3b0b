"""What was done since the inspection, month by month, and adding to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from alongside.board import perms
from alongside.board.forms.activity import ActivityForm
from alongside.board.pages.views import crumbs, tabs
from alongside.board.queries.activity import (
    ActivityPage,
    BoardDeed,
    MonthOfActivity,
    activity_page,
    months_of,
)
from alongside.kernel.actor import Actor
from alongside.kernel.dates import month_in_words
from alongside.people.pages.filling import FormPage, fill_in
from alongside.plan import perms as plan_perms
from alongside.plan.operations import add_activity as add
from alongside.plan.queries.of_area import ActivityOfPlan, statement_choices
from alongside.web import clock
from alongside.web.components import Crumb, Door, Tab
from alongside.web.markup import counted, day
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

NAMES = {
    "meeting": "board:meeting",
    "pack": "board:pack",
    "visit": "board:visit",
    "letter": "board:visit",
    "revisit": "board:revisit",
}
NO_PLAN = "The area has no action plan yet to which this could belong."


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was done. ``note`` says when, where the heading does not say it whole."""

    words: str
    note: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    title: str
    by_area: tuple[Done, ...]
    by_board: tuple[Done, ...]


@dataclass(frozen=True, slots=True)
class ActivityView:
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    doors: tuple[Door, ...]
    intro: str
    months: tuple[Month, ...]


@page("GET", needs=perms.VIEW)
def activity(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    found = activity_page(actor, today=clock.today())
    content = ActivityView(
        crumbs=crumbs(actor, Crumb("Activity")),
        tabs=tabs(actor, current="activity"),
        doors=_doors(actor),
        intro=_intro(found),
        months=(*(_month(actor, each) for each in found.months), *_undated(found.undated)),
    )
    return render_page(request, "board/activity/activity.html", {"page": content})


@page("GET", "POST", needs=plan_perms.EDIT)
def add_activity(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    plans = statement_choices(actor)
    first = plans[0][0] if len(plans) == 1 else ""
    form = ActivityForm(request.POST or None, initial={"statement": first})
    form.offer("statement", plans)
    title = "Add what was done"
    content = FormPage(
        title=title,
        submit="Add it",
        crumbs=crumbs(actor, Crumb("Activity", _address(actor)), Crumb(title)),
        after=_address(actor),
        done="It has been added to what was done since the inspection.",
        closed="" if plans else NO_PLAN,
    )
    return fill_in(
        request, form, content, lambda: add(actor=actor, at=clock.now(), **form.answers())
    )


def _address(actor: Actor) -> str:
    return reverse("board:activity", args=[actor.area_slug])


def _doors(actor: Actor) -> tuple[Door, ...]:
    if not actor.may(plan_perms.EDIT):
        return ()
    return (Door("Add what was done", reverse("board:add_activity", args=[actor.area_slug]), True),)


def _intro(found: ActivityPage) -> str:
    if not found.area_count and not found.board_count:
        return ""
    area = counted(found.area_count, "activity,activities")
    return (
        f"{area} of the area, and {found.board_count:,} of the board: meetings, packs and visits."
    )


def _month(actor: Actor, month: MonthOfActivity) -> Month:
    title = month_in_words(month.month)
    return Month(
        title,
        tuple(_by_area(each, title) for each in month.by_area),
        tuple(_by_board(actor, each) for each in month.by_board),
    )


def _by_area(each: ActivityOfPlan, title: str) -> Done:
    """Its months are said where the heading does not say them whole."""
    months = months_of(each)
    if len(months) > 1:
        return Done(each.text, months_in_words(months))
    return Done(each.text, "" if each.month_text == title else each.month_text)


def months_in_words(months: Sequence[date]) -> str:
    """ "January and March 2020"; the year is said once where it is the same."""
    *others, last = months
    said = [f"{each:%B}" if each.year == last.year else month_in_words(each) for each in others]
    return f"{', '.join(said)} and {month_in_words(last)}"


def _by_board(actor: Actor, deed: BoardDeed) -> Done:
    address = reverse(NAMES[deed.kind], args=[actor.area_slug, deed.ref])
    return Done(deed.words, day(deed.on), address)


def _undated(undated: Sequence[ActivityOfPlan]) -> tuple[Month, ...]:
    if not undated:
        return ()
    return (Month("No month recorded", tuple(Done(each.text) for each in undated), ()),)
