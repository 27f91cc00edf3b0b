"""Evidence of impact: the list by kind, and one page with its six questions."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.measures import perms
from alongside.measures.codes import ImpactOf
from alongside.measures.pages.framework import MeasureShown
from alongside.measures.pages.tabs import crumbs, tabs
from alongside.measures.queries.impacts import (
    ImpactPage,
    ImpactRow,
    WordingView,
    impact_page,
    impacts,
)
from alongside.measures.words import IMPACT_GROUPS, IMPACT_OF, NOT_KNOWN
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem, Tab
from alongside.web.offers import Beside, beside
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import day, in_a_sentence, shortened

TITLE = "Evidence of impact"
LENGTH = 160
EXPECTED = tuple(about for about in ImpactOf if about is not ImpactOf.OTHER)


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    items: tuple[RecordedItem, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """``missing`` says of which kinds nothing is written."""

    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    doors: tuple[Door, ...]
    groups: tuple[Group, ...]
    missing: str


@dataclass(frozen=True, slots=True)
class WordingShown:
    """``written`` says when and by whom."""

    title: str
    kind: str
    answers: tuple[tuple[str, str], ...]
    measures: tuple[MeasureShown, ...]
    written: str
    hidden: str


@dataclass(frozen=True, slots=True)
class ImpactView:
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    now: WordingShown
    unknown: str
    earlier: tuple[WordingShown, ...]
    beside: tuple[Beside, ...]


@page("GET", needs=perms.VIEW)
def impact(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    rows = impacts(actor)
    content = ListView(
        crumbs=crumbs(actor, Crumb(TITLE)),
        tabs=tabs(actor, current="impact"),
        doors=_list_doors(actor),
        groups=_groups(actor, rows),
        missing=_missing(rows),
    )
    return render_page(request, "measures/impact.html", {"page": content})


@page("GET", needs=perms.VIEW)
def one_impact(request: PageRequest, area: str, ref: str) -> HttpResponse:
    """What stands today, whichever of its wordings the address names."""
    actor = request.actor
    found = impact_page(actor, ref)
    others = beside(actor, "measures.impact", ref, clock.today())
    content = ImpactView(
        crumbs=impact_crumbs(actor, Crumb(found.now.title)),
        doors=_doors(actor, found),
        now=_shown(actor, found.now),
        unknown=_unknown([words for words, answer in found.now.answers if not answer]),
        earlier=tuple(_shown(actor, each) for each in found.earlier),
        beside=tuple(other for other in others if other.items),
    )
    return render_page(request, "measures/one_impact.html", {"page": content})


def impact_crumbs(actor: Actor, *rest: Crumb) -> tuple[Crumb, ...]:
    above = Crumb(TITLE, reverse("measures:impact", args=[actor.area_slug]))
    return crumbs(actor, above, *rest)


def impact_address(actor: Actor, ref: str) -> str:
    return reverse("measures:one_impact", args=[actor.area_slug, ref])


def _list_doors(actor: Actor) -> tuple[Door, ...]:
    if not actor.may(perms.ENTER):
        return ()
    address = reverse("measures:add_impact", args=[actor.area_slug])
    return (Door("Write evidence of impact", address, is_main=True),)


def _doors(actor: Actor, found: ImpactPage) -> tuple[Door, ...]:
    if not actor.may(perms.ENTER):
        return ()
    address = reverse("measures:change_impact", args=[actor.area_slug, found.now.ref])
    return (Door("Change", address, is_main=True),)


def _groups(actor: Actor, rows: Sequence[ImpactRow]) -> tuple[Group, ...]:
    found = (
        Group(title, tuple(_item(actor, row) for row in rows if row.about is about))
        for about, title in IMPACT_GROUPS.items()
    )
    return tuple(group for group in found if group.items)


def _item(actor: Actor, row: ImpactRow) -> RecordedItem:
    return RecordedItem(
        title=row.title,
        body=f"For whom: {shortened(row.for_whom, LENGTH)}",
        notes=tuple(
            note for note in (_unknown(row.unknown), f"Written {day(row.written_at)}") if note
        ),
        address=impact_address(actor, row.ref),
    )


def _missing(rows: Sequence[ImpactRow]) -> str:
    written = {row.about for row in rows}
    kinds = [in_a_sentence(IMPACT_GROUPS[each]) for each in EXPECTED if each not in written]
    return f"Nothing is written yet about {_listed(kinds, 'or')}." if kinds else ""


def _unknown(questions: Sequence[str]) -> str:
    """ "Not known yet: what changed and how we know"; empty when everything is answered."""
    if not questions:
        return ""
    return f"{NOT_KNOWN}: {_listed([in_a_sentence(each) for each in questions], 'and')}"


def _listed(words: Sequence[str], last: str) -> str:
    *first, final = words
    return f"{', '.join(first)} {last} {final}" if first else final


def _shown(actor: Actor, wording: WordingView) -> WordingShown:
    by = f" by {wording.written_by}" if wording.written_by else ""
    return WordingShown(
        title=wording.title,
        kind=in_a_sentence(IMPACT_OF[wording.about]),
        answers=wording.answers,
        measures=tuple(
            MeasureShown(
                f"{each.code} {each.title}",
                reverse("measures:measure", args=[actor.area_slug, each.ref]),
                "no longer used" if each.is_retired else "",
            )
            for each in wording.measures
        ),
        written=f"Written on {day(wording.written_at)}{by}",
        hidden=wording.hidden,
    )
