"""From everybody's figures to three drawings: bars beside our neighbours, every published year, and the
funnel of all authorities.

Only the worker loads this module.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from alongside.documents.charts.chart import Shape, Specification
from alongside.documents.charts.comparison import Compared, ComparisonChart, comparison_bars
from alongside.documents.charts.funnel import FunnelArea, FunnelChart, FunnelLimits, funnel_plot
from alongside.documents.charts.store import drawn
from alongside.documents.charts.yearly import YearLine, YearlyChart, YearPoint, yearly_lines
from alongside.measures.cases import Case, Peer, PeerKind, Peers
from alongside.measures.codes import PERCENT
from alongside.measures.pictures import Picture
from alongside.measures.words import period_words
from alongside.stats.funnels import (
    HIGH_95,
    HIGH_998,
    LOW_95,
    LOW_998,
    funnel_lines_of_proportions,
    funnel_of_proportions,
)
from alongside.stats.intervals import wilson

PLACES = {
    HIGH_998: "Above the 99.8% limits",
    HIGH_95: "Above the 95% limits",
    LOW_95: "Below the 95% limits",
    LOW_998: "Below the 99.8% limits",
}
WITHIN = "Within the limits"
FUNNEL_KINDS: Mapping[PeerKind, Literal["own", "neighbour", "other"]] = {
    "own": "own",
    "neighbour": "neighbour",
    "region": "other",
    "country": "other",
    "other": "other",
}
MANY_OUTSIDE = 0.05
FEWEST_YEARS = 2
LINE_POINTS = 60


def bars(title: str, case: Case) -> Picture | None:
    """Ours, the neighbours', the region's and England's; None where there is nobody to compare."""
    peers = case.peers
    if peers is None or not any(each.value is not None for each in peers.beside[1:]):
        return None
    spec = comparison_bars(
        ComparisonChart(
            title=f"{title}: beside others, {_period(peers)}",
            unit="%" if case.unit == PERCENT else case.unit,
            bars=tuple(_bar(each, case.unit) for each in peers.beside),
            target=float(case.core.value) if case.core else None,
        )
    )
    return _picture(spec, peers.beside, _sources(peers.sources, peers))


def funnel(title: str, case: Case) -> Picture | None:
    """Every authority by how many its share is of; None unless the release has the counts of most."""
    peers = case.peers
    if peers is None or not peers.authorities or case.unit != PERCENT:
        return None
    areas, average = _areas(peers.authorities)
    spec = funnel_plot(
        FunnelChart(
            title=f"{title}: among all authorities, {_period(peers)}",
            unit="%",
            base_words=peers.base_words or "Out of how many",
            average=average,
            average_words="all of them together",
            areas=areas,
            limits=_limits(average, max(area.base for area in areas)),
        )
    )
    sources = _sources(peers.sources_of_all, peers)
    cautions = _caution([area.place for area in areas])
    made = _picture(spec, peers.authorities, sources, *cautions)
    by_name = {area.name: (area.value, area.base) for area in areas}
    return replace(made, sizes=tuple(by_name[row[0]] for row in made.rows))


def years(title: str, case: Case) -> Picture | None:
    """Every published year beside others, with intervals; None for fewer than two years of ours."""
    peers = case.peers
    if peers is None or sum(_has_figure(each.places[0]) for each in peers.years) < FEWEST_YEARS:
        return None
    columns = zip(*(each.places for each in peers.years), strict=True)
    spec = yearly_lines(
        YearlyChart(
            title=f"{title}: every published year",
            unit="%" if case.unit == PERCENT else case.unit,
            years=tuple(period_words(each.period_from, each.period_until) for each in peers.years),
            lines=tuple(made for each in columns if (made := _year_line(each, case.unit))),
            notes=tuple(each.doubt for each in peers.years),
            anew=peers.anew,
            remarks=(*peers.counted_anew, *filter(None, (peers.editions,))),
        )
    )
    counts = tuple(pair for each in peers.years for pair in each.counts)
    return _picture_of(spec, counts, ())


def _has_figure(each: Peer | None) -> bool:
    return each is not None and each.value is not None


def _year_line(places: Sequence[Peer | None], unit: str) -> YearLine | None:
    name = next((each.name for each in places if each is not None), "")
    if not any(map(_has_figure, places)):
        return None
    return YearLine(name=name, points=tuple(_year_point(each, unit) for each in places))


def _year_point(each: Peer | None, unit: str) -> YearPoint:
    if each is None:
        return YearPoint(value=None)
    made = _bar(replace(each, note="" if each.value is not None else each.note), unit)
    return YearPoint(value=made.value, lower=made.lower, upper=made.upper, base=made.base)


def _areas(authorities: Sequence[Peer]) -> tuple[tuple[FunnelArea, ...], float]:
    """Each with its place, and the share of all of them together."""
    tops = [float(each.numerator or 0) for each in authorities]
    bases = [float(each.base or 0) for each in authorities]
    found = funnel_of_proportions(tops, bases, multiplier=100.0)
    told = zip(authorities, bases, found.value.tolist(), found.significance, strict=True)
    areas = tuple(
        FunnelArea(
            name=each.name,
            base=base,
            value=value,
            kind=FUNNEL_KINDS[each.kind],
            place=PLACES.get(str(words), WITHIN),
        )
        for each, base, value, words in told
    )
    return areas, float(np.asarray(found.average))


def _period(peers: Peers) -> str:
    return period_words(peers.period_from, peers.period_until)


def _bar(each: Peer, unit: str) -> Compared:
    lower = upper = None
    base = ""
    if each.numerator is not None and each.base:
        base = f"{each.numerator:,} of {each.base:,}"
        if unit == PERCENT:
            found = wilson(each.numerator, each.base, multiplier=100.0)
            lower, upper = float(found.lower), float(found.upper)
    told = "; ".join(filter(None, (base, each.note)))
    return Compared(
        name=each.name,
        value=each.value,
        kind=each.kind,
        lower=lower,
        upper=upper,
        base=told,
    )


def _limits(average: float, largest: float) -> tuple[FunnelLimits, ...]:
    """Closer together where the lines bend, and beyond the largest, as far as the scale may reach."""
    bases = np.linspace(1.0, np.sqrt(largest * 1.4), LINE_POINTS) ** 2
    lines = funnel_lines_of_proportions(average / 100, denominator=bases, multiplier=100.0)
    columns = (lines.denominator, lines.lower_998, lines.lower_95, lines.upper_95, lines.upper_998)
    return tuple(
        FunnelLimits(base=n, lower_998=a, lower_95=b, upper_95=c, upper_998=d)
        for n, a, b, c, d in zip(*(column.tolist() for column in columns), strict=True)
    )


def _caution(places: Sequence[str]) -> tuple[str, ...]:
    """Where more lie outside than chance could put there, a place outside says less about one of them."""
    outside = sum("99.8%" in place for place in places)
    if outside < MANY_OUTSIDE * len(places):
        return ()
    return (
        f"By chance alone hardly any would lie outside the 99.8% limits; {outside} do.",
        "So authorities differ for other reasons too. To lie outside is a question to ask, and no verdict.",
    )


def _sources(releases: tuple[str, ...], peers: Peers) -> tuple[str, ...]:
    return (*releases, f"statistical neighbours of {peers.edition}") if peers.edition else releases


def _picture(
    spec: Specification, shown: Sequence[Peer], sources: tuple[str, ...], *cautions: str
) -> Picture:
    counts = tuple(
        (each.numerator, each.base)
        for each in shown
        if each.numerator is not None and each.base is not None
    )
    return _picture_of(spec, counts, sources, *cautions)


def _picture_of(
    spec: Specification,
    counts: tuple[tuple[int, int], ...],
    sources: tuple[str, ...],
    *cautions: str,
) -> Picture:
    table = spec.table
    return Picture(
        title=spec.title,
        summary=" ".join((spec.summary, *cautions)),
        wide=drawn(spec).svg,
        narrow=drawn(spec, Shape.NARROW).svg,
        columns=tuple((column.title, column.is_number) for column in table.columns),
        rows=tuple(tuple(cell.text for cell in row) for row in table.rows),
        counts=counts,
        sources=sources,
    )
