"""National figures beside our own: England, the region, and the statistical neighbours.

A release that came later says what holds now; a figure that is missing stays missing, with its
reason.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from alongside.measures.cases import Other
from alongside.measures.models import Measure, Neighbour, PublishedArea, PublishedFigure
from alongside.measures.rules.figures import Point

ENGLAND = "E92000001"
_SENTENCES = re.compile(r"(?<=\.) ")
MISSING = {
    "not applicable": "does not apply",
    "not available": "not available",
    "confidential": "hidden to protect people",
}

_COLUMNS = (
    "area_code", "period_from", "period_until", "value", "numerator", "denominator", "missing",
    "doubt", "release__title", "release__digest",
)  # fmt: skip
"""Of a release its name only: what it was kept as and its doubts are long."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """One published figure of another place for one period."""

    area_code: str
    name: str
    level: str
    period_from: date
    period_until: date
    value: float | None
    numerator: int | None
    denominator: int | None
    missing: str
    doubt: str
    release: str
    digest: str = ""


def own_place(measure: Measure) -> PublishedArea | None:
    """The area of the measure in published data, by its DfE code; None when it is not known."""
    code = measure.area.dfe_code
    return PublishedArea.objects.filter(dfe_code=code).first() if code else None


def neighbours_of(area_code: str) -> tuple[PublishedArea, ...]:
    """The statistical neighbours of the latest edition, the closest first."""
    latest = Neighbour.objects.filter(area_code=area_code).order_by("-edition").first()
    if latest is None:
        return ()
    codes = Neighbour.objects.filter(area_code=area_code, edition=latest.edition)
    ranked = list(codes.order_by("rank").values_list("neighbour_code", flat=True))
    held = {place.code: place for place in PublishedArea.objects.filter(code__in=ranked)}
    return tuple(held[code] for code in ranked if code in held)


def published_figures(
    code: str, area_codes: Iterable[str], *, since: date | None = None
) -> tuple[Theirs, ...]:
    """By period and place: what the latest release says of each, in two queries."""
    wanted = set(area_codes)
    rows = (
        PublishedFigure.objects.filter(
            Q(code=code, area_code__in=wanted) & (Q(period_from__gte=since) if since else Q())
        )
        .order_by("release__published_order", "release_id", "id")
        .values(*_COLUMNS)
    )
    latest = {(row["area_code"], row["period_from"]): row for row in rows}
    places = {place.code: place for place in PublishedArea.objects.filter(code__in=wanted)}
    found = [_theirs(row, places) for row in latest.values()]
    return tuple(sorted(found, key=lambda each: (each.period_from, each.level, each.name)))


def others_for(measure: Measure, latest: Point) -> tuple[Other, ...]:
    """England, the region and the pooled neighbours for the period of our latest figure."""
    place = own_place(measure)
    if not measure.published_code or place is None:
        return ()
    neighbours = neighbours_of(place.code)
    codes = [ENGLAND, place.region_code, *(each.code for each in neighbours)]
    found = published_figures(measure.published_code, codes, since=latest.period_from)
    now = {each.area_code: each for each in found if each.period_from == latest.period_from}
    told = [as_other(now[code]) for code in codes[:2] if code in now]
    beside = [now[each.code] for each in neighbours if each.code in now]
    has_bases = any(each.denominator for each in beside)
    return (*told, *((pooled(beside, len(neighbours)),) if has_bases else ()))


def as_other(theirs: Theirs) -> Other:
    note = theirs.missing or theirs.doubt
    return Other(
        theirs.name, theirs.level, theirs.value, theirs.numerator, theirs.denominator, note
    )


def pooled(beside: Sequence[Theirs], wanted: int) -> Other:
    """All neighbours together: so many of so many, since a mean of percentages has no base."""
    counted = [(each.numerator, each.denominator) for each in beside]
    with_base = [(top, base) for top, base in counted if top is not None and base]
    top, base = sum(t for t, _ in with_base), sum(b for _, b in with_base)
    note = "" if len(with_base) == wanted else f"{len(with_base)} of {wanted} have a figure"
    value = 100 * top / base if base else None
    return Other(
        "Statistical neighbours together", "Neighbours", value, top if base else None, base, note
    )


def theirs_of(row: PublishedFigure, place: PublishedArea) -> Theirs:
    """One row with its release, of that place."""
    told = {name: getattr(row, name) for name in _COLUMNS if "__" not in name}
    release = {"release__title": row.release.title, "release__digest": row.release.digest}
    return _theirs({**told, **release}, {place.code: place})


def doubts_of(group: Sequence[Theirs], named: Mapping[str, str]) -> str:
    """Each doubt of a period once; one that is not of all its figures names those that it is of, and
    ``named`` says how by the code of a place.
    """
    touched: dict[str, list[str]] = {}
    for each in group:
        for doubt in filter(None, _SENTENCES.split(each.doubt)):
            touched.setdefault(doubt, []).append(named.get(each.area_code, "neighbours"))
    told = [
        doubt if len(names) == len(group) else f"{doubt} ({', '.join(dict.fromkeys(names))})"
        for doubt, names in touched.items()
    ]
    return " ".join(told)


def _theirs(row: Mapping[str, Any], places: Mapping[str, PublishedArea]) -> Theirs:
    place = places.get(row["area_code"])
    return Theirs(
        area_code=row["area_code"],
        name=place.name if place else row["area_code"],
        level=place.level if place else "",
        period_from=row["period_from"],
        period_until=row["period_until"],
        value=float(row["value"]) if row["value"] is not None else None,
        numerator=row["numerator"],
        denominator=row["denominator"],
        missing=MISSING.get(row["missing"], row["missing"]),
        doubt=row["doubt"],
        release=row["release__title"],
        digest=row["release__digest"],
    )
