"""Every indicator of the rooms again, slowly: loops over the records themselves, and nothing of the facts,
the definitions or the engine that it checks.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from alongside.board.models import AssuranceReport, Board, Challenge
from alongside.plan.models import Evidence, Line, StatusEntry, Workstream, WorkstreamMember
from tests.plan.factories import Place

LONDON = ZoneInfo("Europe/London")
Counts = dict[date, list[int]]
"""By the first day of a month: numerator, denominator, left out, missing."""


def _month(day: date) -> date:
    return day.replace(day=1)


def _last(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _months(first: date, today: date) -> Iterator[date]:
    month = _month(first)
    while _last(month) < today:
        yield month
        month = _last(month) + timedelta(days=1)


def _past(counts: Counts, today: date) -> dict[date, tuple[int, ...]]:
    return {month: tuple(each) for month, each in sorted(counts.items()) if _last(month) < today}


def _day(status: StatusEntry) -> date:
    return status.status_on if status.status_precision == "day" else _last(status.status_on)


def _run(line: Line) -> tuple[list[StatusEntry], list[StatusEntry]]:
    """The statuses that stand before the present run of finished ones, and that run."""
    rows = [each for each in line.statuses.all() if not hasattr(each, "corrected_by_entry")]
    rows.sort(key=lambda each: (each.status_on, each.pk))
    run: list[StatusEntry] = []
    while rows and rows[-1].code in ("completed", "embedded"):
        run.insert(0, rows.pop())
    return rows, run


def _actions(place: Place) -> list[Line]:
    return list(Line.objects.in_area(place.area.pk).filter(kind="action"))


def completed_in_time(place: Place, today: date) -> dict[date, tuple[int, ...]]:
    counts: Counts = defaultdict(lambda: [0, 0, 0, 0])
    for line in _actions(place):
        if line.end_on is None:
            continue
        before, run = _run(line)
        heap = counts[_month(line.end_on)]
        if run and _day(run[0]) <= line.end_on:
            heap[0] += 1
            heap[1] += 1
        elif run and run[0].as_published and not (before and _day(before[-1]) > line.end_on):
            heap[3] += 1
        else:
            heap[1] += 1
    return _past(counts, today)


def with_evidence(place: Place, today: date) -> dict[date, tuple[int, ...]]:
    counts: Counts = defaultdict(lambda: [0, 0, 0, 0])
    for line in _actions(place):
        _, run = _run(line)
        if not run:
            continue
        heap = counts[_month(_day(run[0]))]
        proofs = Evidence.objects.in_area(place.area.pk).filter(line=line)
        if any(not hasattr(each, "withdrawal") for each in proofs):
            heap[0] += 1
            heap[1] += 1
        else:
            heap[3 if run[0].as_published else 1] += 1
    return _past(counts, today)


def overdue(place: Place, today: date) -> dict[date, tuple[int, ...]]:
    """A plain count: what is counted stands in the first place and in the second."""
    counts: Counts = defaultdict(lambda: [0, 0, 0, 0])
    for line in _actions(place):
        before, run = _run(line)
        for month in _months(line.end_on, today) if line.end_on else ():
            end = _last(month)
            if line.end_on >= end or (run and _day(run[0]) <= end):
                continue
            is_open = not run or not run[0].as_published
            is_open = is_open or bool(before and _day(before[-1]) >= end)
            for place_of in (0, 1) if is_open else (3,):
                counts[month][place_of] += 1
    first = min(counts, default=today)
    return {month: tuple(counts[month]) for month in _months(first, today)}


def filed_in_time(place: Place, today: date) -> dict[date, tuple[int, ...]]:
    counts: Counts = defaultdict(lambda: [0, 0, 0, 0])
    board = Board.objects.in_area(place.area.pk).get(kind="improvement_board")
    begun = board.created_at.astimezone(LONDON).date()
    reports = AssuranceReport.objects.in_area(place.area.pk).filter(corrects=None)
    for stream in Workstream.objects.in_area(place.area.pk):
        for month in _months(begun, today):
            row = reports.filter(workstream=stream, month=month).first()
            filed = row.filed_at.astimezone(LONDON).date() if row and row.filed_at else None
            if not filed and not (month >= begun and _belonged(place, stream, month)):
                continue
            due = row.due_on if row else _last(month) + timedelta(days=board.report_due_day)
            if due >= today:
                continue
            counts[month][1] += 1
            counts[month][0] += bool(filed and filed <= due)
    return _past(counts, today)


def _belonged(place: Place, stream: Workstream, month: date) -> bool:
    members = WorkstreamMember.objects.in_area(place.area.pk).filter(workstream=stream)
    return any(
        each.member_from <= _last(month) and (not each.member_until or each.member_until > month)
        for each in members
    )


def answered_in_time(place: Place, today: date) -> dict[date, tuple[int, ...]]:
    counts: Counts = defaultdict(lambda: [0, 0, 0, 0])
    for row in Challenge.objects.in_area(place.area.pk):
        answer = getattr(row, "answer", None)
        came = answer.answered_at.astimezone(LONDON).date() if answer else None
        heap = counts[_month(row.due_on)]
        if row.withdrawn_at:
            heap[2] += 1
        else:
            heap[1] += 1
            heap[0] += bool(came and came <= row.due_on)
        for move in row.moves.all():
            if move.moved_at.astimezone(LONDON).date() > move.old_due_on:
                counts[_month(move.old_due_on)][1] += 1
    return _past(counts, today)
