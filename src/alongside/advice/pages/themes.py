"""What advice was sent back for, by service and quarter: for whoever looks after it; an author sees their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse

from alongside.advice import perms
from alongside.advice.pages.trail import crumbs
from alongside.advice.queries.themes import ThemesPage, theme_words, themes_sent_back
from alongside.advice.rules.codes import Adviser
from alongside.advice.words import ADVISERS
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

TITLE = "What was sent back, and why"
OWN = "This is what you wrote yourself. You see nothing of what others wrote."
ALL = "Of the advice that you look after, by the day of its check. No author is named or counted."
MONTHS = 3


@dataclass(frozen=True, slots=True)
class ThemesShown:
    title: str
    intro: str
    crumbs: tuple[Crumb, ...]
    checks: Table
    themes: Table


@page("GET", needs=(perms.ANSWER, *perms.OVERSEERS))
def show(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    found = themes_sent_back(actor, today=clock.today())
    content = ThemesShown(
        title=TITLE,
        intro=OWN if found.is_own else ALL,
        crumbs=crumbs(actor, Crumb(TITLE)),
        checks=_checks(found),
        themes=_themes(found),
    )
    return render_page(request, "advice/themes.html", {"page": content})


def _checks(found: ThemesPage) -> Table:
    """How many of the checks sent the advice back."""
    return Table(
        caption="Checks that sent advice back",
        columns=(Column("Service", is_wide=True), *_quarters(found)),
        rows=[
            (
                Cell(ADVISERS[each.adviser], is_header=True),
                *(
                    f"{back} of {checks}" if checks else "None"
                    for back, checks in zip(each.sent_back, each.checks, strict=True)
                ),
            )
            for each in found.services
        ],
        stack=True,
        empty="No advice was checked in this time.",
    )


def _themes(found: ThemesPage) -> Table:
    rows: list[tuple[Cell | str, ...]] = [
        (
            Cell(theme_words(each.theme), is_header=True, note=ADVISERS[Adviser(each.adviser)]),
            *(str(count or 0) for count in each.counts),
        )
        for each in found.themes
    ]
    return Table(
        caption="What was not so yet",
        columns=(Column("What was looked for", is_wide=True), *_quarters(found)),
        rows=rows,
        stack=True,
        empty="Nothing was sent back with one of the points of the checklist.",
    )


def _quarters(found: ThemesPage) -> Iterator[Column]:
    for first in found.quarters:
        yield Column(_quarter(first), is_number=True)


def _quarter(first: date) -> str:
    """ "Jan to Mar 2025"."""
    last = first.replace(month=first.month + MONTHS - 1)
    return f"{first:%b} to {last:%b %Y}"
