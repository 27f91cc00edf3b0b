"""Published releases as they are held: what each is, how it was read, and which figures of ours it gives."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Min, Q

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.measures.models import Figure, Measure, PublishedFigure, PublishedRelease
from alongside.measures.published import Theirs, own_place, theirs_of
from alongside.measures.published_codes import PublishedCode, Source, published_codes
from alongside.measures.queries.others import policy_for, safe_theirs
from alongside.measures.queries.protected import point_of
from alongside.measures.queries.series import check_may_view
from alongside.measures.rules.figures import Point


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """``ref`` names it in an address: the SHA-256 of what was read."""

    ref: str
    title: str
    publisher: str
    period_words: str
    figure_count: int
    doubt_count: int
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class CodeHeld:
    """What a release gives of one code, and in which of its tables it stands."""

    code: PublishedCode
    figure_count: int
    missing_count: int
    area_count: int
    first_from: date
    last_until: date
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table of the release as it was read. ``why`` says why rows were left out."""

    name: str
    read_count: int
    left_out_count: int
    why: str


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """``file_digest`` is the SHA-256 of the file as published, where only a few figures were taken of
    it; ``kept`` are the Parquet files. ``doubts`` are sentences by the code of their kind.
    """

    line: ReleaseLine
    licence: str
    file: str
    file_digest: str
    kept: tuple[str, ...]
    tables: tuple[TableRead, ...]
    not_read: tuple[str, ...]
    doubts: Mapping[str, tuple[str, ...]]
    codes: tuple[CodeHeld, ...]
    measures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PublishedAs:
    """A figure of ours as a release gives it. ``is_same``: with the same counts. ``counts`` says in plain words
    what stands there, and ``places`` where, in the words of the release.
    """

    release: ReleaseLine
    theirs: Theirs
    is_same: bool
    counts: tuple[str, ...]
    places: tuple[str, ...]


def all_releases(actor: Actor) -> tuple[ReleaseLine, ...]:
    """The latest first."""
    check_may_view(actor)
    rows = PublishedRelease.objects.annotate(figure_count=Count("figures"))
    return tuple(_line(row, row.figure_count) for row in rows.order_by("-published_order", "-id"))


def release(actor: Actor, *, ref: str) -> ReleaseView:
    """Raises Hidden."""
    check_may_view(actor)
    row = PublishedRelease.objects.filter(digest=ref).first()
    if row is None:
        raise Hidden("release")
    kept: dict[str, Any] = json.loads(row.kept_as or "{}")
    codes = _codes(row, _tables_of(kept))
    return ReleaseView(
        line=_line(row, sum(each.figure_count + each.missing_count for each in codes)),
        licence=row.licence,
        file=kept.get("file", ""),
        file_digest=kept.get("made_from", row.digest),
        kept=tuple(kept.get("files", ())),
        tables=tuple(TableRead(*each) for each in kept.get("read", ())),
        not_read=tuple(kept.get("not_read", ())),
        doubts=_doubts(row),
        codes=codes,
        measures=_measures(actor, [each.code.code for each in codes]),
    )


def published_as(actor: Actor, row: Figure) -> PublishedAs | None:
    """What the releases say of a figure of ours: the first with the same counts, else the latest. None
    where nothing is published of it, or this person may not see that.
    """
    measure = row.series.measure
    code = measure.published_code if measure else ""
    place = own_place(measure) if measure and code else None
    if measure is None or place is None:
        return None
    found = (
        PublishedFigure.objects.filter(
            code=code,
            area_code=place.code,
            period_from=row.period_from,
            period_until=row.period_until,
        )
        .exclude(value=None)
        .select_related("release")
        .order_by("release__published_order", "release_id")
    )
    rows = list(found)
    if not rows:
        return None
    same = next((each for each in rows if _says_the_same(each, point_of(row))), None)
    chosen = same or rows[-1]
    theirs = safe_theirs(theirs_of(chosen, place), policy_for(actor, measure))
    if theirs.value is None:
        return None
    known = published_codes()[code]
    places = _places(known, _tables_of(json.loads(chosen.release.kept_as or "{}")))
    return PublishedAs(_line(chosen.release, 0), theirs, same is not None, _counts(known), places)


def _counts(code: PublishedCode) -> tuple[str, ...]:
    if not code.is_share:
        return (f"What it counts: {code.title}",)
    return (
        f"What it counts: {code.numerator_words}",
        f"Out of what: {code.denominator_words}",
    )


def _says_the_same(published: PublishedFigure, point: Point) -> bool:
    if published.denominator and point.denominator:
        return (published.numerator, published.denominator) == (point.numerator, point.denominator)
    return published.value == point.value


def _line(row: PublishedRelease, figure_count: int) -> ReleaseLine:
    return ReleaseLine(
        row.digest,
        row.title,
        row.publisher,
        row.period_words,
        figure_count,
        len(json.loads(row.doubts or "[]")),
        row.imported_at,
    )


def _tables_of(kept: Mapping[str, Any]) -> frozenset[str]:
    """Names of the tables that were kept; a file is named by its table and its content."""
    return frozenset(name.rpartition("-")[0] for name in kept.get("files", ()))


def _codes(row: PublishedRelease, tables: frozenset[str]) -> tuple[CodeHeld, ...]:
    """In the order of the table of codes, in one query."""
    told = row.figures.values("code").annotate(
        given=Count("id", filter=Q(value__isnull=False)),
        missing_count=Count("id", filter=Q(value=None)),
        areas=Count("area_code", distinct=True),
        first=Min("period_from"),
        last=Max("period_until"),
    )
    found = {each["code"]: each for each in told}
    return tuple(
        CodeHeld(
            code,
            found[name]["given"],
            found[name]["missing_count"],
            found[name]["areas"],
            found[name]["first"],
            found[name]["last"],
            _places(code, tables),
        )
        for name, code in published_codes().items()
        if name in found
    )


def _places(code: PublishedCode, tables: frozenset[str]) -> tuple[str, ...]:
    """Where in the release it stands; all that are known of the code while no table was kept."""
    held = [each for each in code.sources if not tables or each.table in tables]
    return tuple(_place(each) for each in held or code.sources)


def _place(source: Source) -> str:
    part = "" if source.breakdown == source.value else f", {source.breakdown}: {source.value}"
    return f"Table “{source.table}”: “{source.indicator}{part}”"


def _doubts(row: PublishedRelease) -> Mapping[str, tuple[str, ...]]:
    """The most frequent kind first."""
    told = json.loads(row.doubts or "[]")
    counts = Counter(each["kind"] for each in told)
    return {
        kind: tuple(each["sentence"] for each in told if each["kind"] == kind)
        for kind, _ in counts.most_common()
    }


def _measures(actor: Actor, codes: list[str]) -> tuple[tuple[str, str], ...]:
    """(public name, title) of the measures here that stand beside its figures."""
    rows = Measure.objects.visible_to(actor).filter(published_code__in=codes, state="in_use")
    return tuple(rows.order_by("code", "id").values_list("ref", "title"))
