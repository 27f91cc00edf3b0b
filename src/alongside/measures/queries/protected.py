"""What of figures a person may see. Who enters figures sees them as they are; everybody else sees what has
passed disclosure control, wherever the figures are shown.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from django.db.models import F, Q

from alongside.kernel.actor import Actor
from alongside.measures import perms
from alongside.measures.codes import Origin, Release
from alongside.measures.models import Figure, Measure, Series
from alongside.measures.readings import SMALL, Aim, Attention, Icon, Judged, JudgedPoint, period_of
from alongside.measures.rules import protecting
from alongside.measures.rules.figures import Point
from alongside.measures.rules.protecting import (
    Period,
    differs_by_few,
    hides_count,
    rounded,
    rounds,
    why_small,
)
from alongside.measures.rules.versions import Version, whys_beside

Chains = Mapping[int, tuple[Figure, ...]]
"""By the id of a figure all its versions, the oldest first; without figures that were never corrected."""
LARGEST = 30
"""No policy hides a count or a base above this; the exact rule is asked of what lies below."""
CHANGED = "It was corrected. The reason is hidden, because it may tell a small number."


def sees_small(actor: Actor) -> bool:
    return actor.may(perms.ENTER)


def release_of(series: Series) -> Release:
    """A series that belongs to no measure says nothing of small numbers, so they are hidden."""
    return Release(series.measure.release) if series.measure else Release.UNDER_FIVE


def point_of(row: Figure) -> Point:
    return Point(
        row.period_from,
        row.period_until,
        row.value,
        row.numerator,
        row.denominator,
        row.gives_away,
    )


def small_by_series(series: Collection[Series]) -> Mapping[int, tuple[Period, ...]]:
    """By series id the periods whose figures are small, in one query; without those that have none.

    They come with their measures.
    """
    told = {each.pk: each for each in series if release_of(each) is not Release.AS_PUBLISHED}
    if not told:
        return {}
    may_be = (
        Q(numerator__lte=LARGEST)
        | Q(denominator__lte=F("numerator") + LARGEST)
        | Q(numerator=None, value__lte=LARGEST)
        | Q(gives_away=True)
    )
    areas = {each.area_id for each in told.values()}
    rows = Figure.objects.in_area(areas.pop()).filter(
        may_be, series__in=told, corrected_by_figure=None, told_as=None
    )
    found: dict[int, tuple[Period, ...]] = {}
    for row in rows:
        of = told[row.series_id]
        if why_small(release_of(of), of.unit, point_of(row)):
            period = (row.period_from, row.period_until)
            found[row.series_id] = (*found.get(row.series_id, ()), period)
    return found


def why_figure_hidden(actor: Actor, row: Figure) -> str:
    """Why this figure may not be shown to this person; empty when it may. Then nothing that stands
    behind it is shown either. The figure comes with its series and measure.
    """
    if sees_small(actor):
        return ""
    small = small_by_series([row.series]).get(row.series_id, ())
    return why_row_hidden(actor, row, small, chains_in(row.series) if _has_versions(row) else {})


def why_row_hidden(actor: Actor, row: Figure, small: Collection[Period], chains: Chains) -> str:
    """The same, of a figure that may have been corrected: beside another version it may tell a few."""
    why = why_point_hidden(actor, row.series, point_of(row), small)
    if why or sees_small(actor):
        return why
    return why_version_hidden(row, chains)


def why_version_hidden(row: Figure, chains: Chains) -> str:
    """Why it is not told to everybody beside its other versions; empty where it may be."""
    chain = chains.get(row.pk, ())
    if not chain:
        return ""
    whys = whys_beside(release_of(row.series), row.series.unit, as_versions(chain))
    return next(why for each, why in zip(chain, whys, strict=True) if each.pk == row.pk)


def as_versions(chain: Iterable[Figure]) -> tuple[Version, ...]:
    return tuple(Version(point_of(each), each.released_at is not None) for each in chain)


def _has_versions(row: Figure) -> bool:
    return row.corrects_id is not None or hasattr(row, "corrected_by_figure")


def chains_in(series: Series) -> Chains:
    return chains_of(Figure.objects.in_area(series.area_id).filter(series=series))


def chains_of(rows: Iterable[Figure]) -> Chains:
    by_id = {row.pk: row for row in rows}
    later = {row.corrects_id for row in by_id.values() if row.corrects_id}
    found: dict[int, tuple[Figure, ...]] = {}
    for last in (row for row in by_id.values() if row.corrects_id and row.pk not in later):
        chain = [last]
        while chain[0].corrects_id in by_id:
            chain.insert(0, by_id[chain[0].corrects_id])
        found |= {each.pk: tuple(chain) for each in chain}
    return found


def told_to_all(row: Figure) -> Figure | None:
    """The version of the figure that everybody is told; None where none is. The figure comes with its series
    and measure.
    """
    if row.told_as is not None:
        row = row.told_as
    elif hasattr(row, "corrected_by_figure") and why_version_hidden(row, chains_in(row.series)):
        return None
    return None if why_small(release_of(row.series), row.series.unit, point_of(row)) else row


def why_point_hidden(actor: Actor, series: Series, point: Point, small: Collection[Period]) -> str:
    """The same, once ``small``, the periods of the series whose figures are small, is known."""
    if sees_small(actor):
        return ""
    return protecting.why_hidden(release_of(series), series.unit, point, small)


def point_shown(actor: Actor, series: Series, point: Point) -> Point:
    """Rounded where the measure says so, once it is not hidden."""
    return point if sees_small(actor) else rounded(release_of(series), point)


def why_hidden(
    actor: Actor, measure: Measure, point: JudgedPoint | None, small: Collection[Period] = ()
) -> str:
    """The same for a figure of a reading; ``small`` are the periods of its series that are small."""
    if point is None or sees_small(actor):
        return ""
    release = Release(measure.release)
    return protecting.why_hidden(release, measure.unit, plain_point(point), small)


def withheld(judged: Judged) -> Judged:
    """Nothing that could be worked back to a small number."""
    return replace(
        trendless(judged), points=(), core=None, stretched=None, comparisons=(), chart_summary=""
    )


def trendless(judged: Judged) -> Judged:
    """Without what is made from all the figures together."""
    return replace(
        judged,
        variation=Icon(),
        assurance=Icon(),
        notes=(),
        chart_summary="",
        attention=_attention_of_one(judged),
        trouble="",
        stale_why="",
        judged_count=0,
    )


def as_shown(actor: Actor, measure: Measure, judged: Judged) -> Judged:
    """Small counts beside a figure are hidden, and figures are rounded where the policy rounds."""
    release = Release(measure.release)
    if sees_small(actor) or release is Release.AS_PUBLISHED:
        return judged
    shown = replace(judged, points=tuple(_shown(release, each) for each in judged.points))
    if not rounds(release):
        return shown
    return replace(
        trendless(shown),
        comparisons=(),
        core=_promise_only(judged.core),
        stretched=_promise_only(judged.stretched),
        attention=Attention.NOT_JUDGED,
    )


def _promise_only(aim: Aim | None) -> Aim | None:
    return replace(aim, is_met=None, shown="", sentence="") if aim else None


def _attention_of_one(judged: Judged) -> Attention:
    """What the latest figure alone asks for."""
    if judged.core is None or judged.core.is_met is not False:
        return Attention.NOT_JUDGED
    return Attention.CANNOT_TELL if judged.core.cannot_tell else Attention.BELOW


def _shown(release: Release, point: JudgedPoint) -> JudgedPoint:
    beside = replace(
        point,
        left_out=SMALL if hides_count(release, point.left_out) else point.left_out,
        missing=SMALL if hides_count(release, point.missing) else point.missing,
    )
    if not rounds(release):
        return beside
    told = rounded(release, plain_point(point))
    return replace(
        beside,
        value=float(told.value),
        numerator=told.numerator,
        denominator=told.denominator,
        lower=None,
        upper=None,
        kind="none",
        why="",
    )


def plain_point(point: JudgedPoint) -> Point:
    value = Decimal(str(point.value))
    return Point(*period_of(point), value, point.numerator, point.denominator, point.gives_away)


def note_shown(actor: Actor, row: Figure) -> str:
    """Why a figure was recorded or corrected. A reason may tell the counts of the figure before it, and
    what the worker writes tells what was left out; where one of them is small it is not told.
    """
    note = row.note.strip()
    if sees_small(actor) or not row.corrects:
        return note
    return CHANGED if _tells_small(row, row.corrects) else note


def _tells_small(row: Figure, earlier: Figure) -> bool:
    release, unit, before = release_of(row.series), row.series.unit, point_of(earlier)
    if why_small(release, unit, before) or differs_by_few(release, unit, before, point_of(row)):
        return True
    if row.series.origin != Origin.COMPUTED.value:
        return False
    beside = (n for each in (row, earlier) for n in (each.left_out, each.missing))
    return any(hides_count(release, count) for count in beside)
