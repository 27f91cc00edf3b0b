"""Figures on which the rooms above rest something: the latest of each series to choose from, and how
a chosen one stands now. A corrected figure gives way to the row that corrects it.

Agendas, decisions and packs are read by everybody, so their words hide small figures from everybody.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.measures.codes import Better
from alongside.measures.models import Figure
from alongside.measures.queries.protected import point_of, release_of, told_to_all
from alongside.measures.rules.figures import Point
from alongside.measures.rules.protecting import rounded
from alongside.measures.words import full_words, time_words
from alongside.people.scoping import AreaQuerySet

TOO_SMALL = "Hidden, because it is small"
CORRECTED = "A figure was corrected meanwhile, or belongs elsewhere. Choose again."
NOT_KNOWN = "A figure came later than that day, was corrected before it, or belongs elsewhere. Choose again."


@dataclass(frozen=True, slots=True)
class FigureChoice:
    """The latest figure that stands in a series. ``words``: "88.7% (133 of 150), 2019"."""

    ref: str
    series_ref: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class FigureNow:
    """A chosen figure and its series today. ``then`` is the figure as corrected since it was
    chosen; ``now`` is the latest that stands, which may be the same one. The words are for everybody;
    ``refs`` name the two.
    """

    series_ref: str
    title: str
    unit: str
    better: Better
    then: Point
    is_corrected: bool
    now: Point
    then_words: str
    now_words: str
    refs: tuple[str, str]


def latest_figures(actor: Actor, *, known_by: datetime | None = None) -> tuple[FigureChoice, ...]:
    """One for each series of the area that has a figure, by title, in one query. With ``known_by`` the
    latest that had been entered before that instant, as it stood then.
    """
    rows = _standing(actor, known_by).select_related(
        "series__measure", "told_as", "corrected_by_figure"
    )
    rows = rows.order_by("-period_from", "-id")
    latest: dict[int, Figure] = {}
    for row in rows:
        latest.setdefault(row.series_id, row)
    found = sorted(latest.values(), key=lambda row: (row.series.title, row.pk))
    return tuple(
        FigureChoice(row.ref, row.series.ref, row.series.title, words_of(row)) for row in found
    )


def standing_figures(
    actor: Actor, refs: Iterable[str], *, known_by: datetime | None = None
) -> Sequence[Figure]:
    """The named figures with their series, none of them corrected, or none by the instant ``known_by``
    before which all had been entered. Raises Refusal if one is not.
    """
    wanted = list(dict.fromkeys(refs))
    rows = (
        _standing(actor, known_by)
        .filter(ref__in=wanted)
        .select_related("series__measure", "told_as", "corrected_by_figure")
    )
    found = list(rows.order_by("id"))
    if len(found) != len(wanted):
        raise Refusal(CORRECTED if known_by is None else NOT_KNOWN, field="figures")
    return found


def words_of(figure: Figure) -> str:
    """With its base and its period, as everybody is told it; a small one is hidden. The figure comes with its
    series and measure.
    """
    series, point, told = figure.series, point_of(figure), told_to_all(figure)
    looks_back = series.measure.looks_back_months if series.measure else None
    if told is not None:
        return full_words(rounded(release_of(series), point_of(told)), series.unit, looks_back)
    return f"{TOO_SMALL}, {time_words(point.period_from, point.period_until, looks_back)}"


def figures_now(actor: Actor, figure_ids: Collection[int]) -> Mapping[int, FigureNow]:
    """By the id of the chosen figure, in two queries; none for no figures."""
    if not figure_ids:
        return {}
    chosen = Figure.objects.visible_to(actor).filter(pk__in=set(figure_ids))
    series = set(chosen.values_list("series_id", flat=True))
    rows = list(
        Figure.objects.visible_to(actor)
        .filter(series_id__in=series)
        .select_related("series__measure", "told_as", "corrected_by_figure")
        .order_by("period_from", "id")
    )
    by_id = {row.pk: row for row in rows}
    later = {row.corrects_id: row for row in rows if row.corrects_id}
    latest = {row.series_id: row for row in rows if row.pk not in later}
    return {pk: _now(by_id[pk], later, latest) for pk in set(figure_ids) & by_id.keys()}


def _now(chosen: Figure, later: Mapping[int, Figure], latest: Mapping[int, Figure]) -> FigureNow:
    standing = chosen
    while standing.pk in later:
        standing = later[standing.pk]
    series = chosen.series
    return FigureNow(
        series_ref=series.ref,
        title=series.title,
        unit=series.unit,
        better=Better(series.better),
        then=point_of(standing),
        is_corrected=standing is not chosen,
        now=point_of(latest[series.pk]),
        then_words=words_of(standing),
        now_words=words_of(latest[series.pk]),
        refs=(standing.ref, latest[series.pk].ref),
    )


def _standing(actor: Actor, known_by: datetime | None = None) -> AreaQuerySet:
    rows: AreaQuerySet = Figure.objects.visible_to(actor)
    if known_by is None:
        return rows.filter(corrected_by_figure=None)
    stood = Q(corrected_by_figure=None) | Q(corrected_by_figure__entered_at__gte=known_by)
    return rows.filter(stood, entered_at__lt=known_by)
