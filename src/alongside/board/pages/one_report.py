"""One filed report: its text, the material that was kept with it, and its corrections."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from alongside.board import perms
from alongside.board.pages.report_material import MaterialView, material_view
from alongside.board.pages.report_words import month_address, reports_crumb, texts_of
from alongside.board.pages.views import crumbs
from alongside.board.queries.report_values import MonthReport, ReportPage, Version
from alongside.board.queries.reports import report_page
from alongside.board.rules.codes import Assured
from alongside.board.words import ASSURED
from alongside.kernel.actor import Actor
from alongside.kernel.dates import month_in_words
from alongside.web import clock
from alongside.web.components import Crumb, Door, Row, TimelineEntry
from alongside.web.markup import day, instant, tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page


@dataclass(frozen=True, slots=True)
class OneReport:
    title: str
    stream: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    state: str
    notes: tuple[str, ...]
    facts: tuple[Row, ...]
    texts: tuple[tuple[str, str], ...]
    as_of: str
    material: MaterialView | None
    history: tuple[TimelineEntry, ...]


@page("GET", needs=perms.VIEW)
def report(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = report_page(actor, report_ref=ref, today=clock.today())
    one, month = found.report, month_in_words(found.report.month)
    content = OneReport(
        title=f"Assurance report for {month}",
        stream=one.stream.title,
        crumbs=crumbs(
            actor,
            reports_crumb(actor),
            Crumb(month, month_address(actor, one.month)),
            Crumb(one.stream.title),
        ),
        doors=_doors_of_report(actor, one),
        state=tag(one.words, one.colour),
        notes=one.notes,
        facts=tuple(_facts(found)),
        texts=texts_of(one.text),
        as_of=_as_of(one),
        material=material_view(actor, one.material, month=month) if one.material else None,
        history=tuple(_history(found)),
    )
    return render_page(request, "board/reports/report.html", {"page": content})


def _doors_of_report(actor: Actor, one: MonthReport) -> tuple[Door, ...]:
    if not one.may_write:
        return ()
    return (
        Door(
            "Correct this report", reverse("board:correct_report", args=[actor.area_slug, one.ref])
        ),
    )


def _as_of(one: MonthReport) -> str:
    """Over what the action plan said. It is not the state of the month when the report came late."""
    if one.material is None:
        return ""
    said = f"What the action plan said on {day(one.material.day)}, when it was filed"
    return f"{said}, not in {month_in_words(one.month)}" if one.days_late else said


def _facts(found: ReportPage) -> Iterator[Row]:
    one = found.report
    yield Row("Workstream", one.stream.title)
    if one.stream.weakness:
        yield Row("Weakness", one.stream.weakness)
    yield Row("Filed against", f"The operational plan in {one.stream.statement}")
    yield Row("Filed", f"{instant(one.filed_at)}{_by(found.versions[-1])}")
    late = f", so it came {one.lateness}" if one.lateness else ""
    yield Row("Due", f"{day(one.due_on)}{late}")
    yield Row("In these packs", found.editions or "None yet")


def _by(version: Version) -> str:
    """ " by Olive Officer, for the officer"."""
    if not version.filed_by:
        return ""
    return f" by {version.filed_by}{', for the officer' if version.is_on_behalf else ''}"


def _history(found: ReportPage) -> Iterator[TimelineEntry]:
    """Every version, the latest first, with what those before it said; nothing for a report that
    was never corrected.
    """
    if len(found.versions) < 2:
        return
    for place, each in enumerate(found.versions):
        said = _said(each) if place else ()
        yield TimelineEntry(
            title="Corrected" if each.why else "Filed",
            when=each.filed_at,
            by=_by(each).removeprefix(" by "),
            body="\n\n".join(part for part in (each.why, *said) if part),
        )


def _said(version: Version) -> Iterator[str]:
    yield f"It said: {ASSURED[Assured(version.text.assured)].lower()}."
    for label, text in texts_of(version.text):
        if text:
            yield f"{label}: {text}"
