"""The records behind one part of a figure that was worked out, for whoever may see them.

Whoever may not stops at the counts. Looking is noted in the ledger.
"""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.measures import perms, queries
from alongside.measures.codes import FigurePartName, Origin
from alongside.measures.models import Figure
from alongside.measures.pages.tabs import crumbs
from alongside.measures.queries.computed import keys_of
from alongside.measures.queries.protected import why_figure_hidden
from alongside.measures.words import PARTS, RECORDS, period_words
from alongside.web.components import Crumb, Door, RecordedItem, Tab
from alongside.web.offers import rows_behind
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import instant, number

MOST = 200
SUBJECT = "measures.figure"


@dataclass(frozen=True, slots=True)
class RowsPage:
    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    told: str
    rows: tuple[RecordedItem, ...]
    empty: str


def ways_to_rows(actor: Actor, row: Figure) -> tuple[Door, ...]:
    """None for figures that were entered or published, and for whoever may not see the records."""
    if row.series.origin != Origin.COMPUTED.value:
        return ()
    if rows_behind(actor, row.series.counted_as, ()) is None:
        return ()
    return tuple(
        Door(RECORDS[part], _address(actor, row, part))
        for part, count in _counts(row).items()
        if count
    )


@page("GET", needs=perms.VIEW)
def show(request: PageRequest, area: str, ref: str, part: str) -> HttpResponse:
    actor = request.actor
    queries.check_may_view(actor)
    row, name = queries.figure_for(actor, ref), _named(part)
    keys = keys_of(actor, row, name)
    found = None if why_figure_hidden(actor, row) else _found(actor, row, keys)
    if found is None:
        raise Hidden("records")
    content = RowsPage(
        title=RECORDS[name],
        caption=f"{row.series.title}, {period_words(row.period_from, row.period_until)}",
        crumbs=_crumbs(actor, row, name),
        tabs=_tabs(actor, row, name),
        told=_told(row, len(keys), len(found)),
        rows=found[:MOST],
        empty="No record stands here.",
    )
    response = render_page(request, "measures/figure_rows.html", {"page": content})
    return as_look(response, subject=SUBJECT, ref=row.ref, reason=RECORDS[name])


def _found(actor: Actor, row: Figure, keys: tuple[str, ...]) -> tuple[RecordedItem, ...] | None:
    if row.series.origin != Origin.COMPUTED.value:
        return None
    return rows_behind(actor, row.series.counted_as, keys)


def _named(part: str) -> FigurePartName:
    if part not in set(FigurePartName):
        raise Hidden("part")
    return FigurePartName(part)


def _counts(row: Figure) -> dict[FigurePartName, int]:
    """A plain count has one part with records, and those left out or missing beside it."""
    is_share = row.denominator is not None
    return {
        FigurePartName.NUMERATOR: row.numerator or 0 if is_share else int(row.value),
        FigurePartName.DENOMINATOR: row.denominator or 0,
        FigurePartName.LEFT_OUT: row.left_out,
        FigurePartName.MISSING: row.missing,
    }


def _tabs(actor: Actor, row: Figure, current: FigurePartName) -> tuple[Tab, ...]:
    return tuple(
        Tab(PARTS[part], _address(actor, row, part), is_current=part is current, count=count)
        for part, count in _counts(row).items()
        if count or part is current
    )


def _told(row: Figure, wanted: int, found: int) -> str:
    said = [
        f"As the records stood on {instant(row.entered_at)}. Their dates are shown as they are now."
    ]
    if found > MOST:
        said.append(f"The first {number(MOST)} of {number(found)} are shown.")
    if found < wanted:
        said.append(f"{number(wanted - found)} of them can no longer be found.")
    return " ".join(said)


def _address(actor: Actor, row: Figure, part: FigurePartName) -> str:
    return reverse("measures:figure_rows", args=[actor.area_slug, row.ref, part.value])


def _crumbs(actor: Actor, row: Figure, part: FigurePartName) -> tuple[Crumb, ...]:
    figure = reverse("measures:figure", args=[actor.area_slug, row.ref])
    period = period_words(row.period_from, row.period_until)
    return crumbs(actor, Crumb(f"{row.series.title}, {period}", figure), Crumb(PARTS[part]))
