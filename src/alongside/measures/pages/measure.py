"""One measure: what it says today, and everything that stands behind it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from alongside.kernel.actor import Actor
from alongside.measures import perms
from alongside.measures.pages import beside_others, marks, measure_parts, promises
from alongside.measures.pages.beside_others import ShownPicture
from alongside.measures.pages.tabs import crumbs
from alongside.measures.pages.twice import twice
from alongside.measures.pictures import picture_from
from alongside.measures.queries.one_measure import OneMeasure, one_measure
from alongside.measures.words import ACCOUNTABILITIES, KINDS, RULES
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem, Row, Table
from alongside.web.offers import Beside, beside, drawn_beside
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import in_a_sentence, instant

NOT_JUDGED_YET = "There are figures. They are judged and drawn within a minute: look again soon."


@dataclass(frozen=True, slots=True)
class MeasurePage:
    title: str
    caption: str
    question: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    cautions: tuple[str, ...]
    headline: str
    variation: str
    assurance: str
    sentences: tuple[str, ...]
    nothing: str
    chart: SafeString
    chart_narrow: SafeString
    chart_summary: str
    points: Table | None
    opens: str
    targets: tuple[RecordedItem, ...]
    bars: ShownPicture | None
    years: ShownPicture | None
    every_year: Table | None
    curves: ShownPicture | None
    releases: tuple[RecordedItem, ...]
    all_address: str
    story: tuple[RecordedItem, ...]
    beside: tuple[Beside, ...]
    impact: tuple[RecordedItem, ...]
    remarks: tuple[RecordedItem, ...]
    restated: Table | None
    twice: Table | None
    facts: tuple[Row, ...]
    series: tuple[RecordedItem, ...]
    as_at: str
    profile: str


@page("GET", needs=perms.VIEW)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = one_measure(actor, measure_ref=ref, today=today)
    current = found.current
    others = beside(actor, "measures.series", current.ref, today) if current else ()
    content = _page(actor, found, others)
    return render_page(request, "measures/measure.html", {"page": content})


def _page(actor: Actor, found: OneMeasure, others: tuple[Beside, ...]) -> MeasurePage:
    told, judged = found.definition, found.judged
    counted_for = in_a_sentence(ACCOUNTABILITIES[told.accountability])
    latest, addresses = judged.latest, measure_parts.figure_addresses(actor, found)
    return MeasurePage(
        title=told.title,
        caption=f"{told.code}: {KINDS[told.kind]} Counted for {counted_for}",
        question=told.question,
        crumbs=crumbs(actor, Crumb(told.title)),
        doors=measure_parts.doors(actor, found),
        cautions=measure_parts.cautions(found),
        **_said(found),
        **_drawn(found),
        points=measure_parts.points(found, addresses),
        opens=addresses.get(latest.period_from, "") if latest else "",
        targets=promises.targets(actor, found, clock.today()),
        **_beside_others(actor, found),
        curves=_curves(actor, found),
        story=measure_parts.story(found),
        beside=others,
        impact=_impact(actor, found),
        remarks=measure_parts.remarks(actor, found),
        restated=measure_parts.restated(actor, found),
        twice=twice(found),
        facts=measure_parts.facts(found),
        series=measure_parts.series(actor, found),
        as_at=instant(found.as_at) if found.as_at else "",
        profile=f"{RULES[judged.profile]}." if judged.profile and _is_judged(found) else "",
    )


def _is_judged(found: OneMeasure) -> bool:
    """Whether this person sees anything that the rules of charts have made."""
    return found.judged.latest is not None and not found.is_trendless


def _drawn(found: OneMeasure) -> dict[str, Any]:
    return {
        "chart": marks.picture(found.chart),
        "chart_narrow": marks.picture(found.chart_narrow),
        "chart_summary": found.judged.chart_summary,
    }


def _beside_others(actor: Actor, found: OneMeasure) -> dict[str, Any]:
    return {
        "bars": beside_others.bars(found),
        "years": beside_others.years(found),
        "every_year": beside_others.every_year(found),
        "releases": beside_others.releases(actor, found),
        "all_address": _all_address(actor, found),
    }


def _said(found: OneMeasure) -> dict[str, Any]:
    """What the latest figure says, or why there is nothing to say."""
    judged = found.judged
    latest = judged.latest
    if latest is None:
        nothing = found.hidden or (NOT_JUDGED_YET if found.figures else "No figure yet.")
        return {
            "headline": "", "variation": "", "assurance": "", "sentences": (), "nothing": nothing
        }  # fmt: skip
    has_assurance = judged.is_judged and judged.core is not None
    return {
        "headline": marks.figure(latest, judged.unit, found.definition.looks_back_months),
        "variation": marks.variation(judged.variation) if _has_icon(found) else "",
        "assurance": marks.assurance(judged.assurance) if has_assurance else "",
        "sentences": measure_parts.sentences(found),
        "nothing": "",
    }


def _has_icon(found: OneMeasure) -> bool:
    """Not where the page says why the figures are not judged: they need not be too few."""
    return not found.is_trendless and not found.judged.trouble


def _curves(actor: Actor, found: OneMeasure) -> ShownPicture | None:
    """How long it takes of all that were started, where a room has drawn it for this person."""
    counted_as = found.current.counted_as if found.current else ""
    picture = picture_from(drawn_beside(actor, counted_as or found.definition.published_code))
    return beside_others.shown(picture) if picture else None


def _all_address(actor: Actor, found: OneMeasure) -> str:
    if not found.others.has_all:
        return ""
    return reverse("measures:all_authorities", args=[actor.area_slug, found.ref])


def _impact(actor: Actor, found: OneMeasure) -> tuple[RecordedItem, ...]:
    return tuple(
        RecordedItem(title, address=reverse("measures:one_impact", args=[actor.area_slug, ref]))
        for ref, title in found.impact
    )
