"""A measure beside others: the bars of one period, every published year, and all authorities on a page
of their own.
"""

from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from alongside.exchange.csv_out import MEDIA_TYPE, csv_lines
from alongside.kernel.actor import Actor
from alongside.measures import perms
from alongside.measures.pages import marks
from alongside.measures.pages.releases import address_of
from alongside.measures.pages.tabs import crumbs
from alongside.measures.pictures import Picture
from alongside.measures.published import ENGLAND, Edition, Theirs, doubts_of
from alongside.measures.queries.all_areas import AmongAll, among_all
from alongside.measures.queries.one_measure import OneMeasure
from alongside.measures.queries.others import Places, by_period
from alongside.measures.words import period_words, value_words
from alongside.web.components import Cell, Column, Crumb, RecordedItem, Tab, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

ORDERS = {
    "": "Ours and its neighbours first",
    "name": "By name",
    "share": "By share, the highest first",
    "size": "By size, the largest first",
}
NONE_YET = (
    "There is no release here with the counts of most authorities for this measure, so they cannot "
    "be drawn beside each other."
)


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A drawing with its words, its table, and where its figures come from."""

    wide: SafeString
    narrow: SafeString
    summary: str
    table: Table
    sources: str


@dataclass(frozen=True, slots=True)
class AllPage:
    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    picture: ShownPicture | None
    nothing: str
    orders: tuple[Tab, ...]
    is_open: bool
    export: str


@page("GET", needs=perms.VIEW)
def all_authorities(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = among_all(actor, measure_ref=ref)
    order = _order(request.GET.get("order", ""))
    above = Crumb(found.title, reverse("measures:measure", args=[actor.area_slug, found.ref]))
    content = AllPage(
        title="Among all authorities",
        caption=found.title,
        crumbs=crumbs(actor, above, Crumb("Among all authorities")),
        picture=shown(in_order(found.picture, order)) if found.picture else None,
        nothing=_nothing(found),
        orders=_orders(request.path, order) if found.picture and found.picture.sizes else (),
        is_open="order" in request.GET,
        export=reverse("measures:export_all", args=[actor.area_slug, found.ref]),
    )
    return render_page(request, "measures/all_authorities.html", {"page": content})


@page("GET", needs=perms.VIEW)
def export(request: PageRequest, area: str, ref: str) -> HttpResponse:
    """The list as CSV, each line with where it comes from."""
    found = among_all(request.actor, measure_ref=ref)
    picture = found.picture
    headings = [title for title, _ in picture.columns] if picture else [_nothing(found)]
    source = "; ".join(picture.sources) if picture else ""
    rows = [(*row, source) for row in picture.rows] if picture else []
    lines = b"".join(csv_lines([*headings, *(["Source"] if picture else [])], rows))
    response = HttpResponse(lines, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = 'attachment; filename="all-authorities.csv"'
    return response


def _nothing(found: AmongAll) -> str:
    return "" if found.picture else found.hidden or NONE_YET


def in_order(picture: Picture, order: str) -> Picture:
    """Its rows by one of ``ORDERS``; as they were drawn where it has no sizes."""
    rows = list(zip(picture.rows, picture.sizes, strict=False))
    match order:
        case "name":
            rows.sort(key=lambda row: row[0][0].casefold())
        case "share":
            rows.sort(key=lambda row: -row[1][0])
        case "size":
            rows.sort(key=lambda row: -row[1][1])
    return replace(picture, rows=tuple(row for row, _ in rows) or picture.rows)


def _order(asked: str) -> str:
    """What is no order asks for the first."""
    return asked if asked in ORDERS else ""


def _orders(path: str, current: str) -> tuple[Tab, ...]:
    return tuple(
        Tab(words, f"{path}?order={order}#list", order == current)
        for order, words in ORDERS.items()
    )


def shown(picture: Picture) -> ShownPicture:
    return ShownPicture(
        wide=marks.picture(picture.wide),
        narrow=marks.picture(picture.narrow),
        summary=picture.summary,
        table=Table(
            caption=picture.title,
            columns=[Column(title, is_number=is_number) for title, is_number in picture.columns],
            rows=[(Cell(row[0], is_header=True), *row[1:]) for row in picture.rows],
            caption_hidden=True,
            stack=True,
        ),
        sources="; ".join(picture.sources),
    )


def bars(found: OneMeasure) -> ShownPicture | None:
    return shown(found.others.bars) if found.others.bars else None


def releases(actor: Actor, found: OneMeasure) -> tuple[RecordedItem, ...]:
    """Where the published figures stand, the latest first."""
    told = dict.fromkeys((each.digest, each.release) for each in reversed(found.others.published))
    return tuple(RecordedItem(title, address=address_of(actor, ref)) for ref, title in told)


def years(found: OneMeasure) -> ShownPicture | None:
    return shown(found.others.years) if found.others.years else None


def every_year(found: OneMeasure) -> Table | None:
    """Each published period: ours, England's, the region's, and the neighbours' together. None where the
    drawing of the years has a table of them, with its intervals.
    """
    if not found.others.published or found.others.years:
        return None
    places = found.others.places
    return Table(
        caption="As published, each year",
        caption_hidden=True,
        columns=(
            Column("Period"),
            Column(places.own_name, is_number=True),
            Column("England", is_number=True),
            Column("Region", is_number=True),
            Column("Statistical neighbours", is_number=True),
            Column("What to bear in mind", is_wide=True),
        ),
        rows=[
            (
                Cell(period_words(*period), is_header=True),
                *(_theirs(group, code, found) for code in (places.own, ENGLAND, places.region)),
                _neighbours(group, found, edition),
                _doubts(group, edition, places),
            )
            for period, group in sorted(by_period(found.others.published).items(), reverse=True)
            for edition in (places.neighbours.in_force(period[1]),)
        ],
        stack=True,
    )


def _doubts(group: tuple[Theirs, ...], edition: Edition, places: Places) -> str:
    named = {places.own: places.own_name, ENGLAND: "England", places.region: "the region"}
    meant = [each for each in group if each.area_code in {*named, *edition.codes}]
    return doubts_of(meant, named) or "–"


def _theirs(group: tuple[Theirs, ...], code: str, found: OneMeasure) -> Cell | str:
    each = next((one for one in group if one.area_code == code), None)
    if each is None:
        return "–"
    if each.value is None:
        return Cell("–", note=each.missing)
    base = f"{each.numerator:,} of {each.denominator:,}" if each.denominator else ""
    return Cell(value_words(each.value, found.definition.unit), note=base)


def _neighbours(group: tuple[Theirs, ...], found: OneMeasure, edition: Edition) -> Cell | str:
    """All of them together, since a mean of percentages has no number of children behind it."""
    there = [each for each in group if each.area_code in edition.codes and each.denominator]
    top = sum(each.numerator or 0 for each in there)
    base = sum(each.denominator or 0 for each in there)
    if not base:
        return "–"
    told = f"{top:,} of {base:,}, {len(there)} authorities, by the list of {edition.words}"
    return Cell(value_words(100 * top / base, found.definition.unit), note=told)
