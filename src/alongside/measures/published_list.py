"""Which releases are held, and for which codes there are published figures."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Min

from alongside.exchange.releases.authorities import authority_of, region_of
from alongside.kernel.refusals import Refusal
from alongside.measures.models import PublishedArea, PublishedFigure, PublishedRelease
from alongside.measures.published_codes import PublishedCode, published_codes
from alongside.measures.releasing import doubts_by_kind

NOTHING_YET = (
    "No published figures are held yet. Bring a release in with: alongside data import RELEASE"
)


@dataclass(frozen=True, slots=True)
class HeldRelease:
    title: str
    publisher: str
    licence: str
    period_words: str
    digest: str
    imported_at: datetime
    figure_count: int
    doubts: Mapping[str, int]
    folder: str


@dataclass(frozen=True, slots=True)
class HeldCode:
    """A code with how many areas have figures of it, and from when to when."""

    code: PublishedCode
    area_count: int
    first_from: date
    last_until: date


def held_releases() -> tuple[HeldRelease, ...]:
    """The latest first."""
    rows = PublishedRelease.objects.annotate(figure_count=Count("figures")).order_by(
        "-published_order", "-id"
    )
    return tuple(
        HeldRelease(
            row.title,
            row.publisher,
            row.licence,
            row.period_words,
            row.digest,
            row.imported_at,
            row.figure_count,
            doubts_by_kind(row.doubts),
            json.loads(row.kept_as).get("folder", ""),
        )
        for row in rows
    )


def held_codes(place: PublishedArea | None = None) -> tuple[HeldCode, ...]:
    """In the order of the table of codes; those of one place, or of any."""
    rows = PublishedFigure.objects.exclude(value=None)
    if place is not None:
        rows = rows.filter(area_code=place.code)
    told = rows.values("code").annotate(
        areas=Count("area_code", distinct=True), first=Min("period_from"), last=Max("period_until")
    )
    found = {row["code"]: row for row in told}
    return tuple(
        HeldCode(code, found[name]["areas"], found[name]["first"], found[name]["last"])
        for name, code in published_codes().items()
        if name in found
    )


def place_called(text: str) -> PublishedArea:
    """An authority, region or England by its ONS code, old or new, or by DfE's three digits.

    Raises Refusal.
    """
    authority = authority_of(text.upper())
    code = authority.code if authority else region_of(text.upper())
    found = PublishedArea.objects.filter(code=code).first() if code else None
    if found is not None:
        return found
    if not PublishedArea.objects.exists():
        raise Refusal(NOTHING_YET)
    raise Refusal(
        f"There is no area “{text}”. Name a local area of this installation, such as york, or an ONS "
        "code, such as E06000014."
    )
