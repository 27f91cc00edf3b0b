"""Reading series and their figures. A corrected figure gives way to the row that corrects it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import CharField, F, Q, Value

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.measures import perms
from alongside.measures.codes import Better, Origin
from alongside.measures.models import Figure, Measure, Series
from alongside.measures.queries.kept import reading_of
from alongside.measures.queries.protected import (
    Chains,
    chains_of,
    note_shown,
    point_of,
    point_shown,
    release_of,
    sees_small,
    small_by_series,
    why_point_hidden,
    why_row_hidden,
)
from alongside.measures.readings import from_json
from alongside.measures.rules.figures import Point, Target, met_at_last, review_points
from alongside.measures.rules.protecting import Period, rounds


@dataclass(frozen=True, slots=True)
class SeriesPoints:
    """A series with the figures that stand, oldest first."""

    ref: str
    title: str
    unit: str
    better: Better
    every_months: int | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series in a list, with its latest figure."""

    ref: str
    title: str
    unit: str
    source: str
    latest: Point | None
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One entered figure; ``is_corrected`` when a later row stands in its place. ``hidden`` says why this
    person may not see it; then its ``point`` only says the period.
    """

    ref: str
    point: Point
    hidden: str
    note: str
    entered_at: datetime
    entered_by: str
    is_corrected: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """The control chart of the measure that a series counts now, in both shapes, and what it says."""

    wide: str
    narrow: str
    summary: str


@dataclass(frozen=True, slots=True)
class SeriesPage:
    ref: str
    version: int
    title: str
    unit: str
    source: str
    counts_what: str
    counted_by: str
    publisher: str
    every_months: int | None
    better: str
    figures: tuple[FigureRow, ...]
    is_drawn: bool = True
    chart: Chart | None = None
    origin: Origin = Origin.ENTERED

    @property
    def is_entered(self) -> bool:
        """By hand, and so corrected by hand."""
        return self.origin is Origin.ENTERED


def check_may_view(actor: Actor) -> None:
    """However narrow the reach: figures are of the whole area and name nobody. Raises Hidden."""
    if not actor.may_somewhere(perms.VIEW):
        raise Hidden(perms.VIEW)


OF_A_POINT = ("period_from", "period_until", "value", "numerator", "denominator", "gives_away")


def points_by_series(
    actor: Actor, series_ids: Collection[int], *, as_counted: bool = False
) -> Mapping[int, tuple[Point, ...]]:
    """The figures that stand, oldest first, by series id, in one query; none for no series. They are as
    everybody is told them, or ``as_counted``, for whoever sees small numbers.
    """
    if not series_ids:
        return {}
    rows = (
        Figure.objects.visible_to(actor)
        .filter(series_id__in=series_ids, corrected_by_figure=None)
        .order_by("period_from", "id")
        .values_list("series_id", "told_as_id", *OF_A_POINT, *(f"told_as__{n}" for n in OF_A_POINT))
    )
    found: dict[int, list[Point]] = {}
    for series_id, told_as, *rest in rows:
        half = len(OF_A_POINT)
        told = rest[half:] if told_as and not as_counted else rest[:half]
        found.setdefault(series_id, []).append(_point(*told))
    return {series_id: tuple(points) for series_id, points in found.items()}


def points_of_series(actor: Actor, series_ids: Iterable[int]) -> Mapping[int, SeriesPoints]:
    """By series, in one query each for the series and their figures.

    For the rooms above, which show figures beside their own records after their own check.
    """
    wanted = set(series_ids)
    if not wanted:
        return {}
    points = points_by_series(actor, wanted)
    rows = Series.objects.visible_to(actor).filter(pk__in=wanted)
    return {
        row.pk: SeriesPoints(
            row.ref,
            row.title,
            row.unit,
            Better(row.better),
            row.every_months,
            points.get(row.pk, ()),
        )
        for row in rows
    }


@dataclass(frozen=True, slots=True)
class RegularSeries:
    """A series that is counted every so many months, and when it was set up."""

    every_months: int
    created_at: datetime


def regular_series(actor: Actor) -> Mapping[str, RegularSeries]:
    """By reference, every regular series of the area. For the rooms above, after their own check."""
    rows = Series.objects.visible_to(actor).filter(every_months__isnull=False)
    return {
        ref: RegularSeries(every_months, created_at)
        for ref, every_months, created_at in rows.values_list("ref", "every_months", "created_at")
    }


def met_at_last_review_points(
    actor: Actor, *, series_ref: str, target: Target, after: date, count: int
) -> bool:
    """Whether the target was met at each of the last ``count`` review points in a row after
    ``after``.
    """
    series = series_for(actor, series_ref)
    points = points_by_series(actor, {series.pk}).get(series.pk, ())
    run = review_points(points, after=after, every_months=series.every_months)
    return met_at_last(run, target, count=count)


def all_series(actor: Actor) -> tuple[SeriesRow, ...]:
    """Every series of the area by title, with its latest figure."""
    check_may_view(actor)
    rows = list(Series.objects.visible_to(actor).select_related("measure").order_by("title"))
    points = points_by_series(actor, {row.pk for row in rows}, as_counted=sees_small(actor))
    small = {} if sees_small(actor) else small_by_series(rows)
    return tuple(
        _series_row(actor, row, (points.get(row.pk) or (None,))[-1], small.get(row.pk, ()))
        for row in rows
    )


def _series_row(
    actor: Actor, row: Series, latest: Point | None, small: Collection[Period]
) -> SeriesRow:
    if latest is None:
        return SeriesRow(row.ref, row.title, row.unit, row.source, None)
    hidden = why_point_hidden(actor, row, latest, small)
    shown = None if hidden else point_shown(actor, row, latest)
    return SeriesRow(row.ref, row.title, row.unit, row.source, shown, hidden)


def series_without_measure(actor: Actor, *, unit: str) -> list[tuple[str, str]]:
    """Series of that unit which belong to no measure yet, to choose from in a form."""
    rows = Series.objects.visible_to(actor).filter(measure=None, unit=unit).order_by("title")
    return list(rows.values_list("ref", "title"))


@dataclass(frozen=True, slots=True)
class FoundSeries:
    """``code`` is of a measure, which ``ref`` then names; empty for a series."""

    ref: str
    title: str
    source: str
    code: str


def found_series(actor: Actor, words: str, *, most: int) -> tuple[FoundSeries, ...]:
    """Measures whose code holds the words, such as "4.2" or "EHC-5", then series whose title, source or
    words on what is counted do. One query.
    """
    check_may_view(actor)
    held = Q(title__icontains=words) | Q(source__icontains=words)
    columns = ("ref", "title", "source", "named")
    series = (
        Series.objects.visible_to(actor)
        .filter(held | Q(counts_what__icontains=words))
        .annotate(named=Value("", output_field=CharField()))
        .order_by()
        .values_list(*columns)
    )
    measures = (
        Measure.objects.visible_to(actor)
        .filter(code__icontains=words)
        .annotate(named=F("code"))
        .order_by()
        .values_list(*columns)
    )
    rows = measures.union(series, all=True).order_by("-named", "title", "ref")[:most]
    found = [FoundSeries(*row) for row in rows]
    return tuple(sorted(found, key=lambda each: (not each.code, each.code, each.title)))


def series_page(actor: Actor, series_ref: str) -> SeriesPage:
    """One series with every figure ever entered, newest first."""
    check_may_view(actor)
    row = series_for(actor, series_ref)
    figures = (
        Figure.objects.visible_to(actor)
        .filter(series=row)
        .select_related("entered_by", "corrected_by_figure", "corrects", "series__measure")
        .order_by("-period_from", "-id")
    )
    small = () if sees_small(actor) else small_by_series([row]).get(row.pk, ())
    chains = chains_of(figures)
    is_drawn = not small and (sees_small(actor) or not rounds(release_of(row)))
    return SeriesPage(
        ref=row.ref,
        version=row.version,
        title=row.title,
        unit=row.unit,
        source=row.source,
        counts_what=row.counts_what,
        counted_by=row.counted_by,
        publisher=row.publisher,
        every_months=row.every_months,
        better=row.better,
        figures=tuple(_figure_row(actor, figure, small, chains) for figure in figures),
        is_drawn=is_drawn,
        chart=_chart(actor, row) if is_drawn else None,
        origin=Origin(row.origin),
    )


def _chart(actor: Actor, row: Series) -> Chart | None:
    """None for a series that another has followed, and until the worker has drawn it."""
    if row.measure_id is None or Series.objects.visible_to(actor).filter(follows=row).exists():
        return None
    reading = reading_of(actor, row.measure_id)
    if reading is None or not reading.chart:
        return None
    return Chart(reading.chart, reading.chart_narrow, from_json(reading.content).chart_summary)


def series_for(actor: Actor, ref: str) -> Series:
    """The series of that public name in the actor's area. Raises Hidden."""
    found: Series | None = (
        Series.objects.visible_to(actor).select_related("measure").filter(ref=ref).first()
    )
    if found is None:
        raise Hidden("series")
    return found


def figure_for(actor: Actor, ref: str) -> Figure:
    """The figure of that public name in the actor's area, with its series. Raises Hidden."""
    found: Figure | None = (
        Figure.objects.visible_to(actor)
        .select_related("series__measure", "entered_by", "corrected_by_figure")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Hidden("figure")
    return found


def _figure_row(
    actor: Actor, figure: Figure, small: Collection[Period], chains: Chains
) -> FigureRow:
    point = point_of(figure)
    hidden = why_row_hidden(actor, figure, small, chains)
    period_only = Point(point.period_from, point.period_until, Decimal(0))
    return FigureRow(
        ref=figure.ref,
        point=period_only if hidden else point_shown(actor, figure.series, point),
        hidden=hidden,
        note="" if hidden else note_shown(actor, figure),
        entered_at=figure.entered_at,
        entered_by=figure.entered_by.name if figure.entered_by else "",
        is_corrected=hasattr(figure, "corrected_by_figure"),
    )


def _point(*values: date | Decimal | int | None) -> Point:
    return Point(*values)  # type: ignore[arg-type]
