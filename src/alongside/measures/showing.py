"""A measure as a command shows it: every period with its base, its interval, its source and what stands
beside it, and the judgement of the whole.

It is a measure of this installation, or a published figure of any area without one. Only commands
load this module: it brings the statistics.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.measures.cases import Case, Counted, Other
from alongside.measures.codes import Better, MeasureState, Origin
from alongside.measures.finding import current_series
from alongside.measures.judging import judge_measure, not_judged
from alongside.measures.keeping import case_of
from alongside.measures.models import Measure, PublishedArea, Series
from alongside.measures.published import (
    ENGLAND,
    Neighbours,
    Theirs,
    as_other,
    neighbours_of,
    own_place,
    pooled,
    published_figures,
)
from alongside.measures.published_codes import PublishedCode
from alongside.measures.queries import check_may_view, points_by_series
from alongside.measures.readings import Judged, JudgedPoint
from alongside.measures.rules.figures import Point
from alongside.measures.words import full_words, origin_words, time_words


@dataclass(frozen=True, slots=True)
class Beside:
    """Everybody else's figures for one period. ``together`` is None without neighbours' figures, and
    says by which list they are neighbours.
    """

    england: Theirs | None = None
    region: Theirs | None = None
    neighbours: tuple[Theirs, ...] = ()
    together: Other | None = None


@dataclass(frozen=True, slots=True)
class ShownPeriod:
    """``point`` is None where there is no figure, and ``missing`` says why."""

    period_from: date
    period_until: date
    point: JudgedPoint | None
    missing: str
    doubt: str
    source: str
    beside: Beside
    looks_back_months: int | None = None

    @property
    def words(self) -> str:
        return time_words(self.period_from, self.period_until, self.looks_back_months)


@dataclass(frozen=True, slots=True)
class About:
    """What the measure counts. ``origin`` says where its figures come from."""

    code: str
    title: str
    question: str
    unit: str
    kind: str
    better: str
    numerator_words: str
    denominator_words: str
    left_out_words: str
    source: str
    origin: str
    published_code: str
    counted_anew: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    about: About
    area_code: str
    area_name: str
    periods: tuple[ShownPeriod, ...]
    judged: Judged


def show_published(code: PublishedCode, place: PublishedArea) -> Shown:
    """Raises Refusal when no release has figures of it for the area."""
    own, beside = _of_all(code.code, place)
    if not own:
        raise Refusal(
            f"No published figures of “{code.code}” are held for {place.name}. Import a release that "
            "has them. See: alongside data list"
        )
    case = _case(code, own, beside)
    judged = _judged(case)
    points = {point.period_from: point for point in judged.points}
    periods = tuple(
        ShownPeriod(
            each.period_from,
            each.period_until,
            points.get(each.period_from.isoformat()),
            each.missing,
            each.doubt,
            each.release,
            beside.get(each.period_from, Beside()),
        )
        for each in own
    )
    return Shown(_about_code(code, own), place.code, place.name, periods, judged)


def measure_called(actor: Actor, code: str) -> Measure | None:
    """The measure of the actor's area with this code, whatever its capitals."""
    check_may_view(actor)
    found: Measure | None = (
        Measure.objects.visible_to(actor).select_related("area").filter(code__iexact=code).first()
    )
    return found


def show_measure(measure: Measure) -> Shown:
    """The current series of the measure."""
    series = current_series(measure)
    place = own_place(measure)
    _, beside = _of_all(measure.published_code, place) if place else ((), {})
    judged = _judged(case_of(measure, series))
    sources = _sources(series) if series else {}
    periods = tuple(
        ShownPeriod(
            date.fromisoformat(point.period_from),
            date.fromisoformat(point.period_until),
            point,
            "",
            point.doubt,
            sources.get(point.period_from, ""),
            beside.get(date.fromisoformat(point.period_from), Beside()),
            measure.looks_back_months,
        )
        for point in judged.points
    )
    code = place.code if place else ""
    return Shown(_about_measure(measure, series), code, measure.area.name, periods, judged)


def _of_all(code: str, place: PublishedArea) -> tuple[tuple[Theirs, ...], Mapping[date, Beside]]:
    """Our own published figures, oldest first, and by period what stands beside them."""
    if not code:
        return (), {}
    near = neighbours_of(place.code)
    found = published_figures(code, [place.code, ENGLAND, place.region_code, *near.codes])
    by_period: dict[date, dict[str, Theirs]] = {}
    for each in found:
        by_period.setdefault(each.period_from, {})[each.area_code] = each
    own = tuple(each for each in found if each.area_code == place.code)
    return own, {day: _beside(there, place, near) for day, there in sorted(by_period.items())}


def _beside(there: Mapping[str, Theirs], place: PublishedArea, neighbours: Neighbours) -> Beside:
    edition = neighbours.in_force(next(iter(there.values())).period_until)
    near = tuple(there[code] for code in edition.codes if code in there)
    has_bases = any(each.denominator for each in near)
    return Beside(
        england=there.get(ENGLAND) if place.code != ENGLAND else None,
        region=there.get(place.region_code),
        neighbours=near,
        together=pooled(near, edition) if has_bases else None,
    )


def _case(code: PublishedCode, own: Sequence[Theirs], beside: Mapping[date, Beside]) -> Case:
    held = tuple(made for each in own if (made := _counted(each)) is not None)
    latest = beside.get(held[-1].point.period_from, Beside()) if held else Beside()
    wide = (as_other(each) for each in (latest.england, latest.region) if each is not None)
    others = (*wide, *((latest.together,) if latest.together else ()))
    return Case(code.unit, Better(code.better), code.every_months, held, others=others)


def _counted(theirs: Theirs) -> Counted | None:
    if theirs.value is None:
        return None
    has_base = theirs.numerator is not None and bool(theirs.denominator)
    point = Point(
        theirs.period_from,
        theirs.period_until,
        Decimal(str(theirs.value)),
        theirs.numerator if has_base else None,
        theirs.denominator if has_base else None,
    )
    return Counted(point, doubt=theirs.doubt)


def _judged(case: Case) -> Judged:
    try:
        return judge_measure(case)
    except Refusal as refusal:
        return not_judged(case, refusal.sentence)


def _sources(series: Series) -> Mapping[str, str]:
    """By period, where each standing figure comes from."""
    rows = series.figures.filter(corrected_by_figure=None)
    return {row.period_from.isoformat(): row.made_from or series.source for row in rows}


def _about_code(code: PublishedCode, own: Sequence[Theirs]) -> About:
    first = own[0].period_from
    return About(
        code=code.code,
        title=code.title,
        question=code.question,
        unit=code.unit,
        kind=code.kind.value,
        better=code.better.value,
        numerator_words=code.numerator_words,
        denominator_words=code.denominator_words,
        left_out_words="",
        source="; ".join(dict.fromkeys(each.release for each in own)),
        origin="Published figures",
        published_code=code.code,
        counted_anew=tuple((e.on, e.sentence) for e in code.counted_anew if first < e.on),
    )


def _about_measure(measure: Measure, series: Series | None) -> About:
    return About(
        code=measure.code,
        title=measure.title,
        question=measure.question,
        unit=measure.unit,
        kind=measure.kind,
        better=measure.better,
        numerator_words=measure.numerator_words,
        denominator_words=measure.denominator_words,
        left_out_words=measure.left_out_words,
        source=series.source if series else measure.source,
        origin=origin_words(Origin(series.origin), series.publisher)
        if series
        else "No figures yet",
        published_code=measure.published_code,
    )


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure in a list. ``latest`` is its latest figure in words, empty without one."""

    code: str
    title: str
    unit: str
    origin: str
    published_code: str
    latest: str


def measures_of(actor: Actor) -> tuple[MeasureLine, ...]:
    """The measures in use in the actor's area, by code."""
    check_may_view(actor)
    rows = list(
        Measure.objects.visible_to(actor)
        .filter(state=MeasureState.IN_USE.value)
        .prefetch_related("series")
        .order_by("code", "id")
    )
    current = {
        row.pk: max(series, key=lambda each: each.pk)
        for row in rows
        if (series := list(row.series.all()))
    }
    points = points_by_series(actor, {each.pk for each in current.values()})
    return tuple(_line(row, current.get(row.pk), points) for row in rows)


def _line(
    row: Measure, series: Series | None, points: Mapping[int, Sequence[Point]]
) -> MeasureLine:
    held = points.get(series.pk, ()) if series else ()
    return MeasureLine(
        row.code,
        row.title,
        row.unit,
        series.origin if series else "",
        row.published_code,
        full_words(held[-1], row.unit, row.looks_back_months) if held else "",
    )
