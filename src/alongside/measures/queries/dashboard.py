"""All measures of an area as the worker last judged them, for one page, in a constant number of queries.

People who enter figures see small numbers; everybody else sees what has passed disclosure control.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from alongside.kernel.actor import Actor
from alongside.kernel.dates import add_months
from alongside.measures.codes import Accountability, Kind, MeasureState, Origin, Release
from alongside.measures.models import (
    Computation,
    Measure,
    OutcomeStatement,
    Reading,
    ReadingForAll,
    Series,
)
from alongside.measures.queries.protected import (
    as_shown,
    sees_small,
    small_by_series,
    trendless,
    why_hidden,
    withheld,
)
from alongside.measures.queries.series import check_may_view
from alongside.measures.readings import Attention, Judged, JudgedPoint, from_json, period_of
from alongside.measures.rules.definitions import review_words
from alongside.measures.rules.figures import MONTHS_TO_PUBLISH
from alongside.measures.rules.protecting import Period, rounds
from alongside.people.words import partner_of_kind
from alongside.web.offers import Tied, ties


@dataclass(frozen=True, slots=True)
class Line:
    """One measure on the dashboard. ``ties`` are the lines of the action plan that it counts for.

    ``partners`` are codes: the partner whose post answers for it, then those who have a part in it.

    ``hidden`` says why the latest figure may not be shown to this person; then nothing made from it
    is shown either. ``is_trendless``: an earlier one may not, so nothing made from all of them is.
    ``is_counted``: its figures are counted from records, so nought left out is known.
    ``no_cases`` is the time since the latest figure of which the records have been
    counted and gave no case: then nothing is overdue. ``past_on`` is the day by which an active target
    was to be reached, once it has passed.
    """

    ref: str
    code: str
    title: str
    question: str
    kind: Kind
    accountability: Accountability
    owner: str
    partners: tuple[str, ...]
    every_months: int | None
    looks_back_months: int | None
    judged: Judged
    spark: str
    as_at: datetime | None
    due_since: date | None
    no_cases: tuple[date, date] | None
    review: str
    statements: tuple[str, ...]
    ties: tuple[Tied, ...]
    is_counted: bool = False
    hidden: str = ""
    is_trendless: bool = False
    past_on: date | None = None

    @property
    def latest(self) -> JudgedPoint | None:
        return self.judged.latest

    @property
    def attention(self) -> Attention:
        if self.hidden:
            return Attention.NOT_JUDGED
        return Attention.NO_FIGURE if self.latest is None else self.judged.attention


@dataclass(frozen=True, slots=True)
class Days:
    """``counted_on`` is the day up to which the records have been counted; None where nothing is."""

    today: date
    counted_on: date | None


@dataclass(frozen=True, slots=True)
class Choices:
    """What the reader asked for; empty asks for everything."""

    weakness: str = ""
    statement: str = ""
    partner: str = ""
    kind: str = ""
    accountability: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a reading keeps for this page."""

    summary: str
    spark: str
    as_at: datetime


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the measures, each in one query: ties by the public name of a series, the rest
    by the id of a measure. ``owners`` are title and partner of the post that answers.
    """

    tied: Mapping[str, Sequence[Tied]]
    statements: Mapping[int, tuple[str, ...]]
    days: Days
    small: Mapping[int, tuple[Period, ...]]
    series: Mapping[int, Sequence[Series]]
    readings: Mapping[int, Kept]
    owners: Mapping[int, tuple[str, str]]
    partners: Mapping[int, tuple[str, ...]]


def dashboard(actor: Actor, *, today: date) -> tuple[Line, ...]:
    """Every measure in use, by code."""
    check_may_view(actor)
    rows = list(Measure.objects.visible_to(actor).filter(state=MeasureState.IN_USE.value))
    series = _series(actor, rows)
    around = Around(
        tied=ties(actor),
        statements=_statements(actor),
        days=Days(today, _counted_on(actor, series)),
        small=_small(actor, series),
        series=series,
        readings=_readings(actor),
        owners=_owners(actor),
        partners=_partners(actor),
    )
    return tuple(_line(actor, row, around) for row in rows)


def chosen(lines: Sequence[Line], choices: Choices) -> tuple[Line, ...]:
    """Those that were asked for, by code, or what needs attention first: what is hidden from the reader
    tells them nothing, so it comes last.
    """
    kept = [line for line in lines if _is_chosen(line, choices)]
    if choices.order == "code":
        return tuple(kept)
    return tuple(sorted(kept, key=_urgency))


def _urgency(line: Line) -> tuple[bool, Attention, bool]:
    return bool(line.hidden), line.attention, line.due_since is None


def _is_chosen(line: Line, choices: Choices) -> bool:
    return (
        (not choices.weakness or choices.weakness in {tie.group for tie in line.ties})
        and (not choices.statement or choices.statement in line.statements)
        and (not choices.partner or choices.partner in line.partners)
        and (not choices.kind or choices.kind == line.kind)
        and (not choices.accountability or choices.accountability == line.accountability)
    )


def _line(actor: Actor, row: Measure, around: Around) -> Line:
    days, small = around.days, around.small.get(row.pk, ())
    reading, series = around.readings.get(row.pk), around.series.get(row.pk, ())
    judged = from_json(reading.summary) if reading else Judged(unit=row.unit)
    hidden = why_hidden(actor, row, judged.latest, small)
    is_trendless = bool(small) or _is_rounded(actor, row)
    due_since, no_cases = _since_latest(row, judged.latest, days, series)
    return Line(
        ref=row.ref,
        code=row.code,
        title=row.title,
        question=row.question,
        kind=Kind(row.kind),
        accountability=Accountability(row.accountability),
        **_who(row, around),
        every_months=row.every_months,
        looks_back_months=row.looks_back_months,
        judged=_shown(actor, row, judged, hidden=hidden, is_trendless=is_trendless),
        spark="" if reading is None or hidden or is_trendless else reading.spark,
        as_at=reading.as_at if reading else None,
        due_since=due_since,
        no_cases=no_cases,
        review=review_words(row.review_on, days.today),
        statements=around.statements.get(row.pk, ()),
        ties=tuple(tie for each in series for tie in around.tied.get(each.ref, ())),
        is_counted=bool(series) and series[-1].origin == Origin.COMPUTED.value,
        hidden=hidden,
        is_trendless=is_trendless,
        past_on=_past_on(judged, days.today),
    )


def _who(row: Measure, around: Around) -> dict[str, Any]:
    """The post that answers, and every partner with its own first."""
    owner, partner = around.owners[row.pk]
    partners = tuple(dict.fromkeys((partner, *around.partners.get(row.pk, ()))))
    return {"owner": owner, "partners": partners}


def _past_on(judged: Judged, today: date) -> date | None:
    """The first of the days that have passed."""
    aims = (aim for aim in (judged.core, judged.stretched) if aim and aim.by_on)
    past = [on for on in (date.fromisoformat(aim.by_on) for aim in aims) if on < today]
    return min(past, default=None)


def _shown(
    actor: Actor, row: Measure, judged: Judged, *, hidden: str, is_trendless: bool
) -> Judged:
    if hidden:
        return withheld(judged)
    return as_shown(actor, row, trendless(judged) if is_trendless else judged)


def _series(actor: Actor, rows: Sequence[Measure]) -> Mapping[int, Sequence[Series]]:
    """The oldest first; the last one counts the measure now."""
    by_id = {row.pk: row for row in rows}
    found: dict[int, list[Series]] = {}
    told = Series.objects.visible_to(actor).filter(measure__state=MeasureState.IN_USE.value)
    for each in told.order_by("id"):
        each.measure = by_id[each.measure_id]
        found.setdefault(each.measure_id, []).append(each)
    return found


def _readings(actor: Actor) -> Mapping[int, Kept]:
    """As everybody is told them, but to whoever sees small numbers."""
    found: dict[int, Kept] = {}
    for kind in (Reading,) if sees_small(actor) else (Reading, ReadingForAll):
        told = kind.objects.visible_to(actor).values_list("measure_id", "summary", "spark", "as_at")
        found |= {measure_id: Kept(*kept) for measure_id, *kept in told}
    return found


def _owners(actor: Actor) -> Mapping[int, tuple[str, str]]:
    rows = Measure.objects.visible_to(actor)
    told = rows.values_list("id", "owner__title", "owner__organisation__kind")
    return {measure_id: (title, partner_of_kind(kind)) for measure_id, title, kind in told}


def _partners(actor: Actor) -> Mapping[int, tuple[str, ...]]:
    """Those who have a part in it beside the one whose post answers."""
    rows = Measure.objects.visible_to(actor).filter(partners__isnull=False)
    found: dict[int, tuple[str, ...]] = {}
    for measure_id, kind in rows.order_by("id", "partners__name").values_list(
        "id", "partners__kind"
    ):
        found[measure_id] = (*found.get(measure_id, ()), partner_of_kind(kind))
    return found


def _small(
    actor: Actor, series: Mapping[int, Sequence[Series]]
) -> Mapping[int, tuple[Period, ...]]:
    """By measure id, the periods of small figures that this person may not see."""
    if sees_small(actor):
        return {}
    current = {measure_id: held[-1] for measure_id, held in series.items()}
    small = small_by_series(current.values())
    return {key: small[each.pk] for key, each in current.items() if each.pk in small}


def _is_rounded(actor: Actor, row: Measure) -> bool:
    return not sees_small(actor) and rounds(Release(row.release))


def _since_latest(
    row: Measure, latest: JudgedPoint | None, days: Days, series: Sequence[Series]
) -> tuple[date | None, tuple[date, date] | None]:
    """When the period after the latest figure ended, once its figure should be there; and the whole
    periods since then that were counted and had no cases.
    """
    if row.every_months is None or latest is None:
        return None, None
    counted = first = period_of(latest)[1]
    if days.counted_on and _is_computed(series):
        while _next(counted, row) <= days.counted_on:
            counted = _next(counted, row)
    ended = _next(counted, row)
    is_due = add_months(ended, MONTHS_TO_PUBLISH) < days.today
    due_since = ended - timedelta(days=1) if is_due else None
    return due_since, (first, counted) if counted > first else None


def _next(start: date, row: Measure) -> date:
    return add_months(start, row.every_months or 1)


def _is_computed(series: Sequence[Series]) -> bool:
    """Whether the series that counts it now is worked out from the records."""
    return bool(series) and series[-1].origin == Origin.COMPUTED.value


def _counted_on(actor: Actor, series: Mapping[int, Sequence[Series]]) -> date | None:
    """Up to which day the records of the area have been counted."""
    if not any(map(_is_computed, series.values())):
        return None
    held = Computation.objects.visible_to(actor).values_list("counted_on", flat=True)
    found: date | None = held.first()
    return found


def _statements(actor: Actor) -> Mapping[int, tuple[str, ...]]:
    """By measure, the statements of the outcomes framework in use that it shows."""
    pairs = (
        OutcomeStatement.objects.visible_to(actor)
        .filter(framework__state="in_use", measures__isnull=False)
        .order_by("order")
        .values_list("measures", "text")
    )
    found: dict[int, tuple[str, ...]] = {}
    for measure_id, text in pairs:
        found[measure_id] = (*found.get(measure_id, ()), text)
    return found
