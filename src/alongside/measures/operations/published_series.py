"""Series that are made of published figures, brought up to date after a release.

A figure that is published anew is a correction, never an overwrite; the same figure again writes
nothing, and one that is no longer published stays as it was.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F, Q

from alongside.kernel.actor import Actor, system_actor
from alongside.kernel.canonical import JSON
from alongside.ledger.operations import record
from alongside.measures import perms
from alongside.measures.codes import MeasureState, Origin
from alongside.measures.holding import hold_back
from alongside.measures.models import Figure, Measure, PublishedFigure, Series
from alongside.measures.published import own_place
from alongside.measures.published_codes import published_codes
from alongside.measures.refreshing import ask_for_refresh
from alongside.measures.rules.figures import Point
from alongside.measures.rules.publishing import doubt_since, first_to_give, is_later
from alongside.measures.words import base_words, figure_words
from alongside.people.models import LocalArea
from alongside.people.queries import all_areas

_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class SeriesChange:
    """What became of one series; ``why_not`` when it could not be brought up to date."""

    area_slug: str
    title: str
    new_count: int = 0
    corrected_count: int = 0
    why_not: str = ""


@transaction.atomic
def bring_up_to_date(
    *, actor: Actor, at: datetime, codes: Collection[str]
) -> tuple[SeriesChange, ...]:
    """In every local area, the current series that are counted as one of the ``codes``.

    Readings that stand beside such figures are asked for again.
    """
    actor.check_may(perms.IMPORT)
    found: list[SeriesChange] = []
    for area in all_areas():
        there = _acting_in(area, actor)
        for series in _imported_series(area, codes):
            change = _bring(there, at, series)
            if change.new_count or change.corrected_count or change.why_not:
                found.append(change)
        compared = Q(published_code__in=codes) if codes else ~Q(published_code="")
        if Measure.objects.in_area(area.pk).filter(compared).exists():
            ask_for_refresh(area_id=area.pk, at=at)
    return tuple(found)


@transaction.atomic
def fill_from_releases(*, actor: Actor, at: datetime, series: Series) -> SeriesChange:
    """The published figures of a series that has just begun to follow them; more come with each release."""
    actor.check_may(perms.DEFINE)
    if series.counted_as not in published_codes():
        return SeriesChange(actor.area_slug, series.title, why_not="No release gives such figures.")
    return _bring(actor, at, series)


def _acting_in(area: LocalArea, actor: Actor) -> Actor:
    """The same work within one area, so that its ledger tells of it."""
    return system_actor(
        name=actor.name, area_id=area.pk, area_slug=area.slug, permissions=(perms.IMPORT,)
    )


def _imported_series(area: LocalArea, codes: Collection[str]) -> list[Series]:
    return list(
        Series.objects.in_area(area.pk)
        .select_for_update(of=("self",))
        .select_related("measure__area")
        .filter(
            origin=Origin.IMPORTED.value,
            followed_by=None,
            counted_as__in=codes,
            measure__published_code=F("counted_as"),
            measure__state=MeasureState.IN_USE.value,
        )
        .order_by("id")
    )


def _bring(actor: Actor, at: datetime, series: Series) -> SeriesChange:
    measure = series.measure
    place = own_place(measure) if measure else None
    if place is None:
        why = "The area has no DfE code that published figures know."
        return SeriesChange(actor.area_slug, series.title, why_not=why)
    unit = published_codes()[series.counted_as].unit
    if series.unit != unit:
        why = f"The series counts {series.unit} and the published figures {unit}."
        return SeriesChange(actor.area_slug, series.title, why_not=why)
    standing = _standing(series)
    made = [
        _row(series, published, value, standing.get(published.period_from), at)
        for published, value in _latest(series.counted_as, place.code)
        if not _says_the_same(published, standing.get(published.period_from))
    ]
    for row in made:
        row.save()
    if made:
        _record(actor, at, series, made)
    corrected = sum(row.corrects is not None for row in made)
    if corrected:
        hold_back(series)
    return SeriesChange(actor.area_slug, series.title, len(made) - corrected, corrected)


def _standing(series: Series) -> Mapping[date, Figure]:
    rows = series.figures.filter(corrected_by_figure=None)
    return {row.period_from: row for row in rows}


def _latest(code: str, area_code: str) -> list[tuple[PublishedFigure, Decimal]]:
    """What the latest release says of each period, oldest first, where it says a figure: as the release
    that said it first.
    """
    rows = (
        PublishedFigure.objects.filter(code=code, area_code=area_code)
        .select_related("release")
        .order_by("period_from", "release__published_order", "release_id", "id")
    )
    given: dict[date, list[PublishedFigure]] = {}
    for row in rows:
        given.setdefault(row.period_from, []).append(row)
    first = [_as_first_given(each) for each in given.values()]
    return [(row, row.value) for row in first if row.value is not None]


def _as_first_given(rows: list[PublishedFigure]) -> PublishedFigure:
    said = [(row.period_until, row.value, row.numerator, row.denominator) for row in rows]
    first = rows[first_to_give(said)]
    first.doubt = doubt_since(rows[-1].doubt, first.doubt)
    return first


def _says_the_same(published: PublishedFigure, held: Figure | None) -> bool:
    """The same figure, and not known by now to have come out before the day of the demonstration."""
    if held is None or (is_later(held.doubt) and not is_later(published.doubt)):
        return False
    return _said(held) == (published.period_until, published.value, *_counts(published))


def _said(held: Figure) -> tuple[date, Decimal, int | None, int | None]:
    return held.period_until, held.value, held.numerator, held.denominator


def _counts(published: PublishedFigure) -> tuple[int | None, int | None]:
    """A figure has both or none, and its base is above nought."""
    if published.numerator is None or not published.denominator:
        return None, None
    return published.numerator, published.denominator


def _row(
    series: Series,
    published: PublishedFigure,
    value: Decimal,
    corrects: Figure | None,
    at: datetime,
) -> Figure:
    release = published.release
    numerator, denominator = _counts(published)
    return Figure(
        area_id=series.area_id,
        series=series,
        period_from=published.period_from,
        period_until=published.period_until,
        numerator=numerator,
        denominator=denominator,
        value=value,
        made_from=f"{release.title[:_LONGEST_TITLE]}, SHA-256 {release.digest}",
        doubt=published.doubt,
        note=_anew(published, corrects) if corrects else "",
        corrects=corrects,
        entered_at=at,
    )


def _anew(published: PublishedFigure, before: Figure) -> str:
    """Such as: Published anew in “…”. Before it was 30.0% (30 of 100)."""
    title = published.release.title
    if _said(before) == (published.period_until, published.value, *_counts(published)):
        return f"First published in “{title}”, which was brought in after a later release."
    point = Point(
        before.period_from, before.period_until, before.value, before.numerator, before.denominator
    )
    base = base_words(point)
    was = figure_words(point, before.series.unit)
    return f"Published anew in “{title}”. Before it was {was}{f' ({base})' if base else ''}."


def _record(actor: Actor, at: datetime, series: Series, made: list[Figure]) -> None:
    told: list[JSON] = [
        {
            "from": row.period_from.isoformat(),
            "value": str(row.value),
            "numerator": row.numerator,
            "denominator": row.denominator,
            "corrects": row.corrects.ref if row.corrects else "",
            "made_from": row.made_from,
        }
        for row in made
    ]
    record(
        actor=actor,
        at=at,
        verb="measures.import_figures",
        subject="measures.series",
        subject_ref=series.ref,
        detail={"counted_as": series.counted_as, "figures": told},
    )
