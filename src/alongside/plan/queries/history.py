"""Status history by date, what has not moved, and the timeline: the plan drawn against days."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate
from alongside.ledger.remembering import remembered
from alongside.people.partial_dates import read
from alongside.plan.models import DateChange, Milestone, StatusEntry
from alongside.plan.queries.filters import (
    EVERYTHING,
    LineFilters,
    below_their_parents,
    kept_with_parents,
)
from alongside.plan.queries.loading import load_lines
from alongside.plan.queries.statements import statement_head, weakness_numbers
from alongside.plan.queries.values import LineView, StatementHead
from alongside.plan.rules.codes import Step, WhichDate
from alongside.plan.words import STEP_COLOURS, STEPS


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """One recorded status. ``until`` is the day the next one, or today, takes over. ``is_lapsed``: the
    end date passed, and nobody recorded a status.
    """

    on: PartialDate
    until: date
    code: str
    words: str
    colour: str
    as_published: bool
    printed: str
    is_lapsed: bool = False


@dataclass(frozen=True, slots=True)
class HistoryLine:
    line: LineView
    points: tuple[HistoryPoint, ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """``first`` and ``last`` bound the drawing; equal when nothing has been recorded."""

    head: StatementHead
    first: date
    last: date
    lines: tuple[HistoryLine, ...]


@dataclass(frozen=True, slots=True)
class UnmovedLine:
    """A line that reads what it read on the day asked about. ``since`` is when it began to, if
    ever recorded.
    """

    line: LineView
    since: PartialDate | None


@dataclass(frozen=True, slots=True)
class UnmovedPage:
    head: StatementHead
    since: date
    line_count: int
    lines: tuple[UnmovedLine, ...]


@dataclass(frozen=True, slots=True)
class MilestoneMark:
    text: str
    due: PartialDate | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """``first_end`` is the end that was promised first, when it has moved since."""

    line: LineView
    first_end: PartialDate | None
    milestones: tuple[MilestoneMark, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    head: StatementHead
    first: date
    last: date
    lines: tuple[TimelineLine, ...]


def history_page(
    actor: Actor, *, statement_ref: str, today: date, filters: LineFilters = EVERYTHING
) -> HistoryPage:
    """Every status of every line, by its date."""
    head, lines = _filtered(actor, statement_ref, today, filters)
    entries = remembered(("plan.entries", head.id), lambda: _entries(actor, head.id))
    drawn = tuple(
        HistoryLine(line, _points(line, entries.get(line.id, ()), today)) for line in lines
    )
    days = [entry[1] for each in entries.values() for entry in each]
    return HistoryPage(head, min(days, default=today), max([today, *days]), drawn)


def unmoved_page(
    actor: Actor, *, statement_ref: str, since: date, today: date, with_finished: bool = False
) -> UnmovedPage:
    """Lines whose recorded step is the same as on ``since``, the longest unmoved first.

    Completed and embedded lines are left out unless asked for. A line with nothing recorded has
    not moved.
    """
    head, lines = _filtered(actor, statement_ref, today, EVERYTHING)
    entries = remembered(("plan.entries", head.id), lambda: _entries(actor, head.id))
    asked = [line for line in lines if with_finished or not line.status.is_finished]
    still = [
        UnmovedLine(line, began)
        for line in asked
        for began in [_began(entries.get(line.id, ()))]
        if began is None or began.first <= since
    ]
    still.sort(key=lambda each: each.since.first if each.since else date.min)
    return UnmovedPage(head, since, len(asked), tuple(still))


def timeline_page(
    actor: Actor, *, statement_ref: str, today: date, filters: LineFilters = EVERYTHING
) -> TimelinePage:
    """Start, end, first promised end, forecast and milestones of each line."""
    head, lines = _filtered(actor, statement_ref, today, filters)
    first_ends = remembered(("plan.first_ends", head.id), lambda: _first_ends(actor, head.id))
    milestones = remembered(("plan.milestones", head.id), lambda: _milestones(actor, head.id))
    drawn = tuple(
        TimelineLine(line, first_ends.get(line.id), tuple(milestones.get(line.id, ())))
        for line in lines
    )
    days = [today, *(day for each in drawn for day in _days(each))]
    return TimelinePage(head, min(days), max(days), drawn)


def _filtered(
    actor: Actor, statement_ref: str, today: date, filters: LineFilters
) -> tuple[StatementHead, Sequence[LineView]]:
    head = statement_head(actor, statement_ref)
    lines = below_their_parents(
        load_lines(actor, today=today, within=Q(statement_id=head.id), with_measures=False)
    )
    if filters.is_empty:
        return head, lines
    numbers = weakness_numbers(actor, head.id)
    matching = [line for line in lines if filters.matches(line, today=today, numbers=numbers)]
    return head, kept_with_parents(lines, matching)


def _entries(actor: Actor, statement_id: int) -> Mapping[int, Sequence[Any]]:
    """Entries that no later one corrects, oldest first, by line id."""
    rows = (
        StatusEntry.objects.visible_to(actor)
        .filter(line__statement_id=statement_id, corrected_by_entry=None)
        .order_by("status_on", "id")
        .values_list("line_id", "code", "status_on", "status_precision", "as_published", "printed")
    )
    return _by_first(rows)


def _points(line: LineView, entries: Sequence[Any], today: date) -> tuple[HistoryPoint, ...]:
    """The recorded statuses, and at the end the delay that began when the date itself passed."""
    lapsed = line.status.delayed_since
    end = max(lapsed, entries[-1][1]) if lapsed and entries else today
    untils = [on for _, on, *_ in entries[1:]] + [end]
    recorded = [_point(entry, until) for entry, until in zip(entries, untils, strict=False)]
    if lapsed is None:
        return tuple(recorded)
    status = line.status
    delay = HistoryPoint(
        PartialDate.on(end), today, status.code, status.words, status.colour, False, "", True
    )
    return (*recorded, delay)


def _point(entry: Sequence[Any], until: date) -> HistoryPoint:
    code, on, precision, as_published, printed = entry
    return HistoryPoint(
        on=read(on, precision) or PartialDate.on(on),
        until=until,
        code=code,
        words=STEPS[Step(code)],
        colour=STEP_COLOURS[Step(code)],
        as_published=as_published,
        printed=printed,
    )


def _began(entries: Sequence[Any]) -> PartialDate | None:
    """When the line came to read what it reads now."""
    began: PartialDate | None = None
    before = ""
    for code, on, precision, *_ in entries:
        if code != before:
            began, before = read(on, precision), code
    return began


def _first_ends(actor: Actor, statement_id: int) -> dict[int, PartialDate]:
    """By line id, the end before its first consented change."""
    rows = (
        DateChange.objects.visible_to(actor)
        .filter(
            line__statement_id=statement_id,
            which=WhichDate.END.value,
            consented_at__isnull=False,
            old_on__isnull=False,
        )
        .order_by("-consented_at", "-id")
        .values_list("line_id", "old_on", "old_precision")
    )
    return {
        pk: PartialDate.on(on) if exact == "day" else PartialDate(on.year, on.month)
        for pk, on, exact in rows
    }


def _milestones(actor: Actor, statement_id: int) -> dict[int, list[MilestoneMark]]:
    rows = (
        Milestone.objects.visible_to(actor)
        .filter(line__statement_id=statement_id)
        .order_by("order", "id")
        .values_list("line_id", "text", "due_on", "due_precision", "done_on")
    )
    found: dict[int, list[MilestoneMark]] = {}
    for line_id, text, due_on, due_precision, done_on in rows:
        mark = MilestoneMark(text, read(due_on, due_precision), done_on)
        found.setdefault(line_id, []).append(mark)
    return found


def _days(each: TimelineLine) -> list[date]:
    line = each.line
    openings = [line.start.first] if line.start else []
    closings = [d.last for d in (line.end, each.first_end, line.status.forecast) if d is not None]
    return openings + closings + [m.due.last for m in each.milestones if m.due is not None]


def _by_first(rows: Iterable[Sequence[Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for key, *rest in rows:
        found.setdefault(key, []).append(rest)
    return found
