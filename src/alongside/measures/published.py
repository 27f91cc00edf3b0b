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

from alongside.kernel.dates import month_in_words
from alongside.measures.cases import Other
from alongside.measures.models import Measure, Neighbour, PublishedArea, PublishedFigure
from alongside.measures.rules.figures import REGION_TOTAL, Point
from alongside.measures.rules.publishing import doubt_since, first_to_give

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
_SAID = ("period_until", "value", "numerator", "denominator", "missing")


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


@dataclass(frozen=True, slots=True)
class Edition:
    """Who the statistical neighbours of a place are by one list, the closest first. ``name`` is its month,
    such as 2021-04.
    """

    name: str = ""
    codes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return month_in_words(date.fromisoformat(f"{self.name}-01")) if self.name else ""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Every edition that is held for a place, the oldest first."""

    editions: tuple[Edition, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Those of any edition."""
        return tuple(dict.fromkeys(code for each in self.editions for code in each.codes))

    def in_force(self, until: date) -> Edition:
        """For a period up to ``until``: the latest that was out by then, else the first that is held."""
        out = [each for each in self.editions if each.name <= f"{until:%Y-%m}"]
        return (*self.editions[:1], *out)[-1] if self.editions else Edition()


def own_place(measure: Measure) -> PublishedArea | None:
    """The area of the measure in published data, by its DfE code; None when it is not known."""
    code = measure.area.dfe_code
    return PublishedArea.objects.filter(dfe_code=code).first() if code else None


def neighbours_of(area_code: str) -> Neighbours:
    rows = Neighbour.objects.filter(area_code=area_code).order_by("edition", "rank")
    found: dict[str, tuple[str, ...]] = {}
    for edition, code in rows.values_list("edition", "neighbour_code"):
        found[edition] = (*found.get(edition, ()), code)
    return Neighbours(tuple(Edition(name, codes) for name, codes in found.items()))


def editions_words(neighbours: Neighbours, periods: Iterable[tuple[date, date]]) -> str:
    """Such as: The neighbours are those of April 2021; from 2025 those of May 2025. Empty without any."""
    told: dict[str, str] = {}
    for start, until in sorted(periods):
        words = neighbours.in_force(until).words
        told.setdefault(words, f"from {start.year} " if told else "")
    said = "; ".join(f"{since}those of {words}" for words, since in told.items() if words)
    return f"The neighbours are {said}." if said else ""


def published_figures(
    code: str, area_codes: Iterable[str], *, since: date | None = None
) -> tuple[Theirs, ...]:
    """By period and place: what the latest release says of each, named by the release that said it first,
    in two queries.
    """
    wanted = set(area_codes)
    rows = (
        PublishedFigure.objects.filter(
            Q(code=code, area_code__in=wanted) & (Q(period_from__gte=since) if since else Q())
        )
        .order_by("release__published_order", "release_id", "id")
        .values(*_COLUMNS)
    )
    given: dict[tuple[str, date], list[Mapping[str, Any]]] = {}
    for row in rows:
        given.setdefault((row["area_code"], row["period_from"]), []).append(row)
    places = {place.code: place for place in PublishedArea.objects.filter(code__in=wanted)}
    found = [_theirs(_as_first_given(each), places) for each in given.values()]
    return tuple(sorted(found, key=lambda each: (each.period_from, each.level, each.name)))


def _as_first_given(rows: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    first = rows[first_to_give([tuple(row[name] for name in _SAID) for row in rows])]
    return {**first, "doubt": doubt_since(rows[-1]["doubt"], first["doubt"])}


def others_for(measure: Measure, latest: Point) -> tuple[Other, ...]:
    """England, the region and the pooled neighbours for the period of our latest figure."""
    place = own_place(measure)
    if not measure.published_code or place is None:
        return ()
    edition = neighbours_of(place.code).in_force(latest.period_until)
    codes = [ENGLAND, place.region_code, *edition.codes]
    found = published_figures(measure.published_code, codes, since=latest.period_from)
    now = {each.area_code: each for each in found if each.period_from == latest.period_from}
    told = [as_other(now[code]) for code in codes[:2] if code in now]
    beside = [now[code] for code in edition.codes if code in now]
    has_bases = any(each.denominator for each in beside)
    return (*told, *((pooled(beside, edition),) if has_bases else ()))


def as_other(theirs: Theirs) -> Other:
    note = theirs.missing or theirs.doubt
    return Other(
        theirs.name, theirs.level, theirs.value, theirs.numerator, theirs.denominator, note
    )


def pooled(beside: Sequence[Theirs], edition: Edition) -> Other:
    """All neighbours together: so many of so many, since a mean of percentages has no base."""
    own = [each for each in beside if REGION_TOTAL not in each.doubt]
    counted = [(each.numerator, each.denominator) for each in own]
    with_base = [(top, base) for top, base in counted if top is not None and base]
    top, base = sum(t for t, _ in with_base), sum(b for _, b in with_base)
    wanted = len(edition.codes)
    note = "" if len(with_base) == wanted else f"{len(with_base)} of {wanted} have a figure"
    return Other(
        "Statistical neighbours together",
        "Neighbours",
        100 * top / base if base else None,
        top if base else None,
        base,
        note,
        edition.words,
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
