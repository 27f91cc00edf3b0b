"""One figure opened: what it is made of, where it came from, what happened to it, and who recorded it."""

from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.ledger.queries import happenings, timeline
from alongside.measures import perms, queries
from alongside.measures.codes import Origin
from alongside.measures.models import Figure
from alongside.measures.pages.figure_rows import ways_to_rows
from alongside.measures.pages.releases import address_of
from alongside.measures.pages.tabs import crumbs
from alongside.measures.queries.protected import (
    note_shown,
    point_of,
    point_shown,
    release_of,
    sees_small,
    why_figure_hidden,
)
from alongside.measures.queries.releases import PublishedAs, published_as
from alongside.measures.rules.figures import Point
from alongside.measures.rules.protecting import hides_count
from alongside.measures.words import HAPPENED, HIDDEN_COUNT, origin_words, time_words, value_words
from alongside.web.components import Crumb, Door, KeyFigure, RecordedItem, Row, TimelineEntry
from alongside.web.offers import indicators
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import instant, number

SUBJECT = "measures.figure"
DIGEST = ", SHA-256 "
"""Stands between the words and the digest of what a figure was made from."""
MISSING = "It is not known yet whether they count"
STOPS = (
    "These counts are as far as this page goes for you. The records behind them are about people, "
    "and are open to those who work with them."
)


@dataclass(frozen=True, slots=True)
class FigurePage:
    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    figures: tuple[KeyFigure, ...]
    hidden: str
    facts: tuple[Row, ...]
    release: tuple[RecordedItem, ...]
    analysts: tuple[Row, ...]
    doors: tuple[Door, ...]
    stops: str
    story: tuple[TimelineEntry, ...]


def _is_counted(row: Figure) -> bool:
    """Whether there are records behind it: none are behind a figure that was entered."""
    return Origin(row.series.origin) is Origin.COMPUTED


@page("GET", needs=perms.VIEW)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    queries.check_may_view(actor)
    row = queries.figure_for(actor, ref)
    hidden = why_figure_hidden(actor, row)
    doors = () if hidden else ways_to_rows(actor, row)
    published = None if hidden else published_as(actor, row)
    content = FigurePage(
        title=_title(actor, row, hidden),
        caption=row.series.measure.title if row.series.measure else row.series.title,
        crumbs=_crumbs(actor, row),
        figures=() if hidden else _figures(actor, row),
        hidden=hidden,
        facts=_facts(actor, row, hidden),
        release=_release(actor, row, published),
        analysts=_analysts(row, published),
        doors=doors,
        stops="" if doors or hidden or not _is_counted(row) else STOPS,
        story=() if hidden else _story(actor, row),
    )
    return render_page(request, "measures/figure.html", {"page": content})


def _story(actor: Actor, row: Figure) -> tuple[TimelineEntry, ...]:
    """What changed it. Who only looked at the records behind it stands with the records."""
    happened = happenings(actor, SUBJECT, row.ref)
    return timeline(
        [
            replace(each, what=HAPPENED.get(each.what, each.what), why=_why(actor, row))
            for each in happened
            if not each.is_look
        ]
    )


def _why(actor: Actor, row: Figure) -> str:
    """Why it was recorded: its own note, or where it comes from. What somebody signed in for says nothing of
    a figure.
    """
    return note_shown(actor, row) or f"From: {row.series.source}"


def _title(actor: Actor, row: Figure, hidden: str) -> str:
    period = _time(row)
    if hidden:
        return f"{row.series.title}, {period}"
    return f"{value_words(float(_point(actor, row).exact), row.series.unit)}, {period}"


def _point(actor: Actor, row: Figure) -> Point:
    return point_shown(actor, row.series, point_of(row))


def _time(row: Figure) -> str:
    measure = row.series.measure
    looks_back = measure.looks_back_months if measure else None
    return time_words(row.period_from, row.period_until, looks_back)


def _figures(actor: Actor, row: Figure) -> tuple[KeyFigure, ...]:
    """From the percentage to its four counts."""
    if row.denominator is None:
        return ()
    point = _point(actor, row)
    measure = row.series.measure
    words = (measure.numerator_words, measure.denominator_words, measure.left_out_words) if measure else ("", "", "")  # fmt: skip
    return (
        KeyFigure("Counted", number(point.numerator or 0), note=words[0]),
        KeyFigure("Out of", number(point.denominator or 0), note=words[1]),
        KeyFigure("Left out", _known(actor, row, row.left_out), note=words[2]),
        KeyFigure("Missing", _known(actor, row, row.missing), note=MISSING if row.missing else ""),
    )


def _known(actor: Actor, row: Figure, count: int) -> str:
    """Nought is only known where the records themselves were counted."""
    if not sees_small(actor) and hides_count(release_of(row.series), count):
        return HIDDEN_COUNT
    is_counted = row.series.origin == Origin.COMPUTED.value
    return number(count) if count or is_counted else "Not told"


def _facts(actor: Actor, row: Figure, hidden: str) -> tuple[Row, ...]:
    series = row.series
    said = (
        Row("Series", series.title),
        Row("Where the figures come from", series.source),
        Row("How it counts", series.basis),
        Row("Which day counts", _which_day(row)),
        Row("Kind of source", origin_words(Origin(series.origin), series.publisher)),
        Row("Made from", "" if hidden and not _is_counted(row) else _made_from(row)[0]),
        Row("Doubt", "" if hidden else row.doubt),
        Row("Note", "" if hidden else note_shown(actor, row)),
        Row("Recorded", f"{instant(row.entered_at)}{_by(row)}"),
        Row("Corrected", "A later figure stands in its place" if _is_corrected(row) else ""),
    )
    return tuple(each for each in said if each.value)


def _which_day(row: Figure) -> str:
    """Which day puts a record into the period; empty where nothing was counted here."""
    offered = {each.code: each.counted_by for each in indicators()}
    words = offered.get(row.series.counted_as, "") if _is_counted(row) else ""
    return f"{words[:1].upper()}{words[1:]}"


def _made_from(row: Figure) -> tuple[str, str]:
    """In words, and the digest of what was read; empty where it was entered by hand."""
    words, _, digest = row.made_from.partition(DIGEST)
    return words, digest


def _analysts(row: Figure, published: PublishedAs | None) -> tuple[Row, ...]:
    """What only somebody who works it out again needs, in the words of the files."""
    said = (
        Row("Counted as", row.series.counted_as),
        Row("SHA-256 of what it was made from", _made_from(row)[1]),
        Row("Where it stands in the release", published.places if published else ""),
    )
    return tuple(each for each in said if each.value)


def _release(actor: Actor, row: Figure, found: PublishedAs | None) -> tuple[RecordedItem, ...]:
    """The way to the file that a figure was published in."""
    if found is None:
        return ()
    theirs, unit = found.theirs, row.series.unit
    base = f" ({theirs.numerator:,} of {theirs.denominator:,})" if theirs.denominator else ""
    said = f"{value_words(theirs.value or 0.0, unit)}{base}"
    notes = (
        f"Published as {said}, {'the same as here' if found.is_same else 'which is not what stands here'}",
        f"Published by {found.release.publisher}",
        *found.counts,
        theirs.doubt,
    )
    address = address_of(actor, found.release.ref)
    return (RecordedItem(found.release.title, address=address, notes=tuple(filter(None, notes))),)


def _by(row: Figure) -> str:
    return f" by {row.entered_by.name}" if row.entered_by else ""


def _is_corrected(row: Figure) -> bool:
    return hasattr(row, "corrected_by_figure")


def _series_title(row: Figure) -> str:
    """A series often has the title of its measure, which stands before it."""
    is_said = row.series.measure is not None and row.series.measure.title == row.series.title
    return "Its series of figures" if is_said else row.series.title


def _crumbs(actor: Actor, row: Figure) -> tuple[Crumb, ...]:
    series = reverse("measures:series", args=[actor.area_slug, row.series.ref])
    measure = row.series.measure
    above = (
        (Crumb(measure.title, reverse("measures:measure", args=[actor.area_slug, measure.ref])),)
        if measure
        else ()
    )
    return crumbs(
        actor,
        *above,
        Crumb(_series_title(row), series),
        Crumb(_time(row)),
    )
