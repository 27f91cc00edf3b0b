"""Which words about a measure this person may read, and whether words about it may tell a small number."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Manager

from alongside.kernel.actor import Actor
from alongside.measures.models import Measure, Series
from alongside.measures.queries.protected import (
    point_of,
    release_of,
    sees_small,
    small_by_series,
    why_point_hidden,
)
from alongside.measures.rules.protecting import rounds, small_periods
from alongside.measures.rules.spoken import (
    WARNING,
    WORDS_HIDDEN,
    WORDS_ROUNDED,
    Told,
    are_words_hidden,
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What stands in place of words, by the day that they are about; empty where they may be read."""

    told: Sequence[Told] = ()
    is_rounded: bool = False

    def why_hidden(self, on: date) -> str:
        if self.is_rounded:
            return WORDS_ROUNDED
        return WORDS_HIDDEN if are_words_hidden(on, self.told) else ""

    def shown(self, text: str, on: date) -> str:
        return self.why_hidden(on) or text


EVERYTHING = Spoken()
"""For whoever may read every figure, and for whoever is asked to approve what was written."""


def spoken_of(actor: Actor, series: Sequence[Series]) -> Spoken:
    """The series come with their measure and their figures."""
    if sees_small(actor):
        return EVERYTHING
    told = [each for one in series for each in _told(actor, one)]
    return Spoken(told, is_rounded=any(rounds(release_of(each)) for each in series))


def why_hidden_beside(actor: Actor, measures: Manager[Measure], on: date) -> str:
    """What stands in place of words of that day about several measures; empty where they may be read. The
    measures come with their series and figures for whoever may not read every figure.
    """
    if sees_small(actor):
        return ""
    return _why_any([spoken_of(actor, list(each.series.all())) for each in measures.all()], on)


def spoken_of_each(actor: Actor, refs: Collection[str]) -> tuple[Spoken, ...]:
    """Of series by their public names, for rooms above that hold words about them, after their own check."""
    if sees_small(actor) or not refs:
        return ()
    rows = Series.objects.visible_to(actor).filter(ref__in=refs)
    rows = rows.select_related("measure").prefetch_related("figures")
    return tuple(spoken_of(actor, [row]) for row in rows.order_by("id"))


def shown_beside(text: str, spoken: Sequence[Spoken], on: date) -> str:
    """The words, or what stands in their place where one of the figures of their time is hidden."""
    return (_why_any(spoken, on) or text) if text else ""


def _why_any(spoken: Iterable[Spoken], on: date) -> str:
    return next(filter(None, (each.why_hidden(on) for each in spoken)), "")


def warning_for(actor: Actor, refs: Collection[str], *, said: str = WARNING) -> str:
    """The same warning, of series by their public names."""
    if not refs:
        return ""
    rows = Series.objects.visible_to(actor).filter(ref__in=refs)
    return warning_of(rows.select_related("measure"), said=said)


def warning_of(series: Iterable[Series], *, said: str = WARNING) -> str:
    """What whoever writes about figures is to know; empty where none is hidden. They come with their measure."""
    found = list(series)
    may_tell = small_by_series(found) or any(rounds(release_of(each)) for each in found)
    return said if may_tell else ""


def _told(actor: Actor, series: Series) -> Sequence[Told]:
    rows = list(series.figures.all())
    corrected = {row.corrects_id for row in rows}
    standing = [row for row in rows if row.pk not in corrected]
    small = small_periods(release_of(series), series.unit, map(point_of, standing))
    return [
        (
            (row.period_from, row.period_until),
            row.told_as_id is not None
            or bool(why_point_hidden(actor, series, point_of(row), small)),
        )
        for row in standing
    ]
