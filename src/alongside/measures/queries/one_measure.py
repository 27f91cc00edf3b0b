"""One measure with everything that is said about it: judged, promised, told, defined, corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.measures import perms, provable
from alongside.measures.codes import (
    Accountability,
    Better,
    Kind,
    Level,
    Origin,
    Release,
    TargetState,
)
from alongside.measures.models import Measure, Series, Target
from alongside.measures.queries.baselines import Frozen, baselines_of
from alongside.measures.queries.beginnings import Beginning, beginnings_of
from alongside.measures.queries.kept import reading_of
from alongside.measures.queries.listed import Listed, listed
from alongside.measures.queries.others import Others, others_of
from alongside.measures.queries.protected import (
    as_shown,
    plain_point,
    sees_small,
    trendless,
    why_hidden,
    withheld,
)
from alongside.measures.queries.series import check_may_view
from alongside.measures.queries.spoken import EVERYTHING, Spoken, spoken_of
from alongside.measures.queries.told import Dated, Told, annotations_of, stories_of
from alongside.measures.queries.twice import Twice, counted_twice
from alongside.measures.readings import Judged, from_json
from alongside.measures.rules.beginnings import FEWEST_FIGURES
from alongside.measures.rules.computed import APPEARED
from alongside.measures.rules.definitions import review_words
from alongside.measures.rules.protecting import rounds, small_periods
from alongside.measures.rules.targets import Promise, figure_to_reach
from alongside.measures.targets import promise_of
from alongside.measures.words import period_words, target_words
from alongside.people.queries import holders_of
from alongside.web.clock import LONDON


@dataclass(frozen=True, slots=True)
class TargetView:
    ref: str
    version: int
    level: Level
    state: TargetState
    promise: Promise
    set_by: str
    set_at: datetime
    activated_at: datetime | None
    ended_at: datetime | None
    why_ended: str


@dataclass(frozen=True, slots=True)
class SeriesView:
    """One way of counting. ``is_current``: the one that is judged."""

    ref: str
    title: str
    origin: Origin
    source: str
    basis: str
    counted_by: str
    publisher: str
    why_anew: str
    is_current: bool
    figure_count: int
    counted_as: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    code: str
    title: str
    question: str
    kind: Kind
    accountability: Accountability
    unit: str
    numerator_words: str
    denominator_words: str
    left_out_words: str
    better: Better
    source: str
    every_months: int | None
    looks_back_months: int | None
    owner: str
    holders: str
    partners: tuple[str, ...]
    plausible: tuple[str, str]
    release: Release
    review_on: date | None
    review: str
    published_code: str
    is_in_use: bool


@dataclass(frozen=True, slots=True)
class OneMeasure:
    """``warnings`` are of targets, by their public names, that so many records as are expected can never
    prove. ``is_trendless``: an earlier figure is hidden from this person, or all are rounded for them, so nothing
    made from all of them is shown.
    """

    ref: str
    version: int
    definition: Definition
    judged: Judged
    chart: str
    chart_narrow: str
    as_at: datetime | None
    hidden: str
    targets: tuple[TargetView, ...]
    warnings: Mapping[str, str]
    series: tuple[SeriesView, ...]
    figures: tuple[tuple[date, str], ...]
    stories: tuple[Told, ...]
    annotations: tuple[Dated, ...]
    beginnings: tuple[Beginning, ...]
    baselines: tuple[Frozen, ...]
    twice: tuple[Twice, ...]
    has_corrections: bool
    others: Others
    impact: tuple[tuple[str, str], ...]
    is_trendless: bool
    listed: tuple[Listed, ...]

    @property
    def current(self) -> SeriesView | None:
        return next((each for each in self.series if each.is_current), None)


def one_measure(actor: Actor, *, measure_ref: str, today: date) -> OneMeasure:
    """Raises Hidden."""
    row = measure_for(actor, measure_ref)
    reading = reading_of(actor, row.pk, without=("summary", "spark", "funnel"))
    judged = from_json(reading.content) if reading else Judged(unit=row.unit)
    earlier = next(filter(None, (why_hidden(actor, row, each) for each in judged.points)), "")
    hidden = why_latest_hidden(actor, row, judged)
    is_drawn = not earlier and (sees_small(actor) or not rounds(Release(row.release)))
    series = _newest_first(row)
    spoken = spoken_of(actor, series)
    targets = _targets(actor, row, spoken)
    return OneMeasure(
        ref=row.ref,
        version=row.version,
        definition=_definition(row, today),
        judged=_shown(actor, row, judged, hidden=hidden, earlier=earlier),
        chart=reading.chart if reading and is_drawn else "",
        chart_narrow=reading.chart_narrow if reading and is_drawn else "",
        as_at=reading.as_at if reading else None,
        hidden=hidden,
        targets=targets,
        warnings=_warnings(row, judged, targets),
        series=tuple(_series(each, spoken) for each in series),
        figures=_figures(actor, series),
        twice=counted_twice(actor, series),
        **_told(actor, row, series, spoken),
        has_corrections=_has_corrections(series),
        others=others_of(actor, row, reading, is_hidden=bool(earlier)),
        impact=_impact(row),
        is_trendless=not is_drawn,
        listed=listed(actor, row, judged, is_drawn=is_drawn),
    )


def _told(actor: Actor, row: Measure, series: Sequence[Series], spoken: Spoken) -> dict[str, Any]:
    """What people said, in the words that this person may read."""
    return {
        "stories": stories_of(row, spoken),
        "annotations": annotations_of(row, spoken),
        "beginnings": beginnings_of(actor, series, spoken),
        "baselines": baselines_of(actor, series, spoken),
    }


def why_latest_hidden(actor: Actor, row: Measure, judged: Judged) -> str:
    """Why the latest figure may not be shown to this person, by itself or because one of the same time
    is small; empty when it may.
    """
    release, points = Release(row.release), [plain_point(each) for each in judged.points]
    small = small_periods(release, row.unit, points)
    return why_hidden(actor, row, judged.latest, small)


def _warnings(row: Measure, judged: Judged, targets: Sequence[TargetView]) -> Mapping[str, str]:
    """They rest on the promise alone, so they tell nothing of a figure. Of a target that the worker has not
    judged, as a draft, it is worked out here.
    """
    standing = [each for each in targets if each.state is not TargetState.ENDED]
    told = {each.ref: _warning(row, judged, each) for each in standing}
    return {ref: words for ref, words in told.items() if words}


def _warning(row: Measure, judged: Judged, each: TargetView) -> str:
    aim = judged.core if each.level is Level.CORE else judged.stretched
    reach = figure_to_reach(each.promise, Better(row.better))
    is_active = each.state is TargetState.ACTIVE
    if is_active and aim and reach and aim.words == target_words(reach, row.unit):
        return aim.warning
    return provable.warning(
        each.promise, unit=row.unit, better=Better(row.better), every_months=row.every_months
    )


def _shown(actor: Actor, row: Measure, judged: Judged, *, hidden: str, earlier: str) -> Judged:
    """All of it, the latest figure alone where an earlier one is hidden, or nothing."""
    if hidden:
        return withheld(judged)
    if not earlier:
        return as_shown(actor, row, judged)
    latest = tuple(replace(each, kind="", why="") for each in judged.points[-1:])
    alone = replace(trendless(judged), points=latest, comparisons=())
    return as_shown(actor, row, alone)


def measure_for(actor: Actor, ref: str) -> Measure:
    """With its owner. Raises Hidden."""
    check_may_view(actor)
    found: Measure | None = (
        Measure.objects.visible_to(actor)
        .select_related("owner__organisation", "area")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Hidden("measure")
    return found


def measure_choices(actor: Actor) -> list[tuple[str, str]]:
    """Every measure in use, by code, to choose from in a form."""
    rows = Measure.objects.visible_to(actor).filter(state="in_use").order_by("code", "id")
    return [(row.ref, str(row)) for row in rows]


def period_choices(measure: Measure) -> list[tuple[str, str]]:
    """The periods of the current series from which its limits can be worked out anew, the newest first: from
    the second on, while enough figures follow.
    """
    series = measure.series.filter(followed_by=None).order_by("-id").first()
    if series is None:
        return []
    rows = series.figures.filter(corrected_by_figure=None).order_by("period_from")
    periods = list(rows.values_list("period_from", "period_until"))[1 : 1 - FEWEST_FIGURES]
    return [(start.isoformat(), period_words(start, until)) for start, until in reversed(periods)]


def target_for(actor: Actor, ref: str) -> tuple[Measure, TargetView]:
    """Raises Hidden."""
    check_may_view(actor)
    found: Target | None = (
        Target.objects.visible_to(actor)
        .select_related("measure__owner__organisation", "measure__area", "set_by")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Hidden("target")
    return found.measure, _target(found)


def _definition(row: Measure, today: date) -> Definition:
    held = holders_of([row.owner], today).get(row.owner_id, ())
    return Definition(
        code=row.code,
        title=row.title,
        question=row.question,
        kind=Kind(row.kind),
        accountability=Accountability(row.accountability),
        unit=row.unit,
        numerator_words=row.numerator_words,
        denominator_words=row.denominator_words,
        left_out_words=row.left_out_words,
        better=Better(row.better),
        source=row.source,
        every_months=row.every_months,
        looks_back_months=row.looks_back_months,
        owner=f"{row.owner.title}, {row.owner.organisation.name}",
        holders=" and ".join(each.person.name for each in held) or "vacant",
        partners=tuple(each.name for each in row.partners.order_by("name", "id")),
        plausible=(_plain(row.plausible_from), _plain(row.plausible_until)),
        release=Release(row.release),
        review_on=row.review_on,
        review=review_words(row.review_on, today),
        published_code=row.published_code,
        is_in_use=row.state == "in_use",
    )


def _plain(value: object) -> str:
    return "" if value is None else f"{value:,f}".rstrip("0").rstrip(".")


def _targets(actor: Actor, row: Measure, spoken: Spoken) -> tuple[TargetView, ...]:
    """A draft promises nothing, so only those who may set targets see it."""
    rows = row.targets.select_related("set_by").prefetch_related("steps").order_by("-id")
    drafts = () if actor.may(perms.DEFINE) else (TargetState.DRAFT.value,)
    return tuple(_target(each, spoken) for each in rows if each.state not in drafts)


def _target(row: Target, spoken: Spoken = EVERYTHING) -> TargetView:
    return TargetView(
        ref=row.ref,
        version=row.version,
        level=Level(row.level),
        state=TargetState(row.state),
        promise=promise_of(row),
        set_by=row.set_by.name if row.set_by else "",
        set_at=row.set_at,
        activated_at=row.activated_at,
        ended_at=row.ended_at,
        why_ended=_of_that_day(spoken, row.why_ended, row.ended_at),
    )


def _series(row: Series, spoken: Spoken) -> SeriesView:
    return SeriesView(
        ref=row.ref,
        title=row.title,
        origin=Origin(row.origin),
        source=row.source,
        basis=row.basis,
        counted_by=row.counted_by,
        publisher=row.publisher,
        why_anew=_of_that_day(spoken, row.why_anew, row.created_at),
        is_current=not hasattr(row, "followed_by"),
        figure_count=len(row.figures.all()) - _corrected_count(row),
        counted_as=row.counted_as,
    )


def _of_that_day(spoken: Spoken, text: str, at: datetime | None) -> str:
    return spoken.shown(text, at.astimezone(LONDON).date()) if text and at else text


def _newest_first(row: Measure) -> list[Series]:
    held = row.series.select_related("followed_by", "measure").prefetch_related("figures")
    return list(held.order_by("-id"))


def _has_corrections(series: Sequence[Series]) -> bool:
    rows = (row for each in series for row in each.figures.all())
    return any(row.corrects_id or row.note == APPEARED for row in rows)


def _corrected_count(row: Series) -> int:
    return sum(1 for each in row.figures.all() if each.corrects_id)


def _figures(actor: Actor, series: Sequence[Series]) -> tuple[tuple[date, str], ...]:
    """(first day, public name) of the figures that the person reads of the current series."""
    current = [each for each in series if not hasattr(each, "followed_by")]
    rows = [row for each in current for row in each.figures.all()]
    corrected = {row.corrects_id for row in rows}
    standing = [row for row in rows if row.pk not in corrected]
    if not sees_small(actor):
        by_id = {row.pk: row for row in rows}
        standing = [by_id.get(row.told_as_id, row) for row in standing]
    return tuple((row.period_from, row.ref) for row in standing)


def _impact(row: Measure) -> tuple[tuple[str, str], ...]:
    """(public name, title) of the pages of evidence that stand."""
    pages = row.impact_evidence.filter(replaced_by=None).order_by("title")
    return tuple(pages.values_list("ref", "title"))
