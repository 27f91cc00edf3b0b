"""The published releases that are held, and one of them: its file, how it was read, and what is in doubt."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.measures import perms
from alongside.measures.pages.tabs import crumbs, tabs
from alongside.measures.queries.releases import (
    CodeHeld,
    ReleaseLine,
    ReleaseView,
    all_releases,
    release,
)
from alongside.measures.words import DOUBT_KINDS
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, RecordedItem, Row, Tab, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import day, number

TITLE = "Published releases"
NONE_YET = "No published figures are held here yet."
HOW_MORE = "A further release is brought in on the machine itself, by whoever runs it: alongside data import."
A_FEW = (
    "A few figures were written down from the file. The file itself is not kept here, so its other "
    "figures cannot be read here."
)
WHOLE = (
    "It was read whole and checked, and all of it was kept or nothing. Its tables are kept as they were "
    "published; only figures that are known here by a code stand beside measures."
)
NO_DOUBT = "The checks found nothing to doubt."


@dataclass(frozen=True, slots=True)
class ListPage:
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    table: Table
    how_more: str


@dataclass(frozen=True, slots=True)
class OnePage:
    title: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[Row, ...]
    how: str
    tables: Table | None
    not_read: str
    kept: tuple[str, ...]
    doubts: tuple[tuple[str, tuple[str, ...]], ...]
    no_doubt: str
    codes: Table
    measures: tuple[RecordedItem, ...]


@page("GET", needs=perms.VIEW)
def releases(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    content = ListPage(
        crumbs=crumbs(actor, Crumb(TITLE)),
        tabs=tabs(actor, current="releases"),
        table=_list(actor, all_releases(actor)),
        how_more=HOW_MORE if actor.may(perms.ENTER) else "",
    )
    return render_page(request, "measures/releases.html", {"page": content})


@page("GET", needs=perms.VIEW)
def one_release(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = release(actor, ref=ref)
    above = Crumb(TITLE, reverse("measures:releases", args=[area]))
    content = OnePage(
        title=found.line.title,
        crumbs=crumbs(actor, above, Crumb(found.line.title)),
        facts=_facts(found),
        how=WHOLE if found.kept else A_FEW,
        tables=_tables(found),
        not_read=", ".join(found.not_read),
        kept=found.kept,
        doubts=_doubts(found),
        no_doubt=NO_DOUBT if found.kept else "",
        codes=_codes(found),
        measures=_measures(actor, found),
    )
    return render_page(request, "measures/release.html", {"page": content})


def address_of(actor: Actor, ref: str) -> str:
    return reverse("measures:release", args=[actor.area_slug, ref])


def _list(actor: Actor, found: tuple[ReleaseLine, ...]) -> Table:
    return Table(
        caption=TITLE,
        caption_hidden=True,
        columns=(
            Column("Release", is_wide=True),
            Column("Published by", is_wide=True),
            Column("Years"),
            Column("Figures", is_number=True),
            Column("Doubts", is_number=True),
            Column("Brought in"),
        ),
        rows=[
            (
                Cell(each.title, address=address_of(actor, each.ref), is_header=True),
                each.publisher,
                each.period_words,
                number(each.figure_count),
                number(each.doubt_count),
                _brought_in(each.imported_at),
            )
            for each in found
        ],
        stack=True,
        empty=NONE_YET,
    )


def _brought_in(at: datetime) -> str:
    """The real day, also in a demonstration that is seen on an earlier one."""
    return f"{day(at)}, by the real calendar" if at > clock.now() else day(at)


def _facts(found: ReleaseView) -> tuple[Row, ...]:
    line = found.line
    rows = (
        Row("Published by", line.publisher),
        Row("Years that it covers", line.period_words),
        Row("Licence", found.licence),
        Row("File as published", found.file),
        Row("SHA-256 of it", found.file_digest),
        Row("Brought in", _brought_in(line.imported_at)),
    )
    return tuple(row for row in rows if row.value)


def _tables(found: ReleaseView) -> Table | None:
    if not found.tables:
        return None
    return Table(
        caption="Tables that were read",
        columns=(
            Column("Table"),
            Column("Rows", is_number=True),
            Column("Left out", is_number=True),
            Column("Why", is_wide=True),
        ),
        rows=[
            (
                Cell(each.name, is_header=True),
                number(each.read_count),
                number(each.left_out_count),
                each.why or "–",
            )
            for each in found.tables
        ],
        stack=True,
    )


def _doubts(found: ReleaseView) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each kind in words with how many, and its sentences."""
    return tuple(
        (f"{DOUBT_KINDS.get(kind, 'Other doubts')} ({len(said)})", said)
        for kind, said in found.doubts.items()
    )


def _codes(found: ReleaseView) -> Table:
    return Table(
        caption="Figures that stand beside measures",
        columns=(
            Column("What is counted", is_wide=True),
            Column("Areas", is_number=True),
            Column("Figures", is_number=True),
            Column("Missing", is_number=True),
            Column("From and to"),
            Column("Where it stands in the release", is_wide=True),
        ),
        rows=[_code(each) for each in found.codes],
        stack=True,
        empty="None of its figures is known here by a code.",
    )


def _code(each: CodeHeld) -> tuple[Cell | str, ...]:
    return (
        Cell(each.code.title, is_header=True, note=f"in {each.code.unit}"),
        number(each.area_count),
        number(each.figure_count),
        number(each.missing_count),
        _years(each),
        "; ".join(each.places),
    )


def _years(each: CodeHeld) -> str:
    first, last = each.first_from.year, (each.last_until - timedelta(days=1)).year
    return str(first) if first == last else f"{first} to {last}"


def _measures(actor: Actor, found: ReleaseView) -> tuple[RecordedItem, ...]:
    return tuple(
        RecordedItem(title, address=reverse("measures:measure", args=[actor.area_slug, ref]))
        for ref, title in found.measures
    )
