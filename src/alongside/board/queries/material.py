"""Reading the material of a report from the action plan, in a constant number of queries.

A whole action plan is read, and what the workstream carries is picked out: so several workstreams
of one plan, and a page that is opened again, share what was read.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from django.db.models import Q

from alongside.board.queries.material_values import (
    ChangeNote,
    CountNote,
    LineNote,
    Material,
    MeasureNote,
    RiskNote,
)
from alongside.kernel.actor import Actor
from alongside.kernel.dates import add_months
from alongside.ledger.remembering import remembered
from alongside.measures.words import base_words, figure_words, period_words
from alongside.plan.queries import changes_page, risks_page
from alongside.plan.queries.changes import Change
from alongside.plan.queries.loading import beside_line, check_may_view, load_lines
from alongside.plan.queries.risks import RiskView
from alongside.plan.queries.statements import counts_of
from alongside.plan.queries.values import LineView, MeasureView
from alongside.plan.queries.workstreams import WorkstreamHead, carried_by
from alongside.plan.rules.difference import Difference
from alongside.plan.words import NOT_PUBLISHED
from alongside.web.clock import LONDON, london_day
from alongside.web.writing import counted


def material_of(actor: Actor, head: WorkstreamHead, *, month: date, today: date) -> Material:
    """What changed in the month, and how the workstream's lines stand today. Raises Hidden."""
    check_may_view(actor)
    key = ("board.material", head.id, month, today)
    return remembered(key, lambda: _read(actor, head, month, today))


def _read(actor: Actor, head: WorkstreamHead, month: date, today: date) -> Material:
    plan = load_lines(actor, today=today, within=Q(statement_id=head.statement_id))
    lines = carried_by(head, plan)
    refs = {line.ref for line in lines}
    changes = changes_page(actor, statement_ref=head.statement_ref, since=month).changes
    risks = risks_page(actor, statement_ref=head.statement_ref, today=today).open
    return Material(
        made_on=today.isoformat(),
        line_count=len(lines),
        counts=tuple(CountNote(c.words, c.colour, c.count) for c in counts_of(lines) if c.count),
        changes=tuple(_change(each) for each in _within(changes, month) if each.line_ref in refs),
        overdue=tuple(_overdue(lines, today)),
        not_yet=tuple(_not_yet(lines)),
        without_lead=tuple(_without_lead(lines)),
        slips=tuple(_slips(lines)),
        measures=tuple(_measure(line, m) for line in lines for m in line.measures),
        risks=tuple(_risk(each) for each in risks if refs & {x.ref for x in each.lines}),
        lines=tuple(_line(line) for line in lines),
    )


def _within(changes: Sequence[Change], month: date) -> Iterator[Change]:
    """Those recorded in the month, in London, the newest first."""
    begun = datetime.combine(month, time(), tzinfo=LONDON)
    ended = datetime.combine(add_months(month, 1), time(), tzinfo=LONDON)
    return (change for change in changes if begun <= change.at < ended)


def _change(change: Change) -> ChangeNote:
    return ChangeNote(
        on=london_day(change.at).isoformat(),
        ref=change.line_ref,
        reference=change.line_reference,
        words=change.words,
        colour=change.colour,
    )


def _overdue(lines: Sequence[LineView], today: date) -> Iterator[LineNote]:
    """The longest overdue first; then those that somebody said to be late before their date."""
    past = [line for line in lines if line.status.overdue_since]
    for line in sorted(past, key=lambda line: line.status.overdue_since or today):
        since = line.status.overdue_since or today
        yield _line(line, f"{counted((today - since).days + 1, 'day')} past its end date")
    for line in lines:
        if line.status.is_delayed and line not in past:
            forecast = line.status.forecast
            yield _line(line, f"Expected {forecast}" if forecast else "Said to be delayed")


def _not_yet(lines: Sequence[LineView]) -> Iterator[LineNote]:
    known = {line.id: line for line in lines}
    for line in lines:
        if line.difference == Difference.NOT_YET:
            parent = known.get(line.parent_id or 0)
            beside = beside_line(parent.measures, line.id) if parent else line.measures
            yield _line(
                line, "; ".join(_bad(m) for m in beside if m.shown_met is False or m.worsened)
            )


def _bad(measure: MeasureView) -> str:
    """What keeps it from "made a difference", with its base."""
    latest = measure.latest
    if latest is None:
        return (
            f"{measure.reference}: {measure.too_small}" if measure.too_small else measure.reference
        )
    base = base_words(latest)
    figure = f"{figure_words(latest, measure.unit)}{f' ({base})' if base else ''}"
    if measure.shown_met is False:
        return f"{measure.reference}: {figure}, target {measure.target}"
    return f"{measure.reference}: {figure}, worse than before"


def _without_lead(lines: Sequence[LineView]) -> Iterator[LineNote]:
    for line in lines:
        if line.gaps and not line.status.is_finished:
            yield _line(line, "; ".join(line.gaps))


def _slips(lines: Sequence[LineView]) -> Iterator[LineNote]:
    for line in sorted(lines, key=lambda line: -line.slip_days):
        if line.slip_count:
            times = counted(line.slip_count, "time")
            yield _line(line, f"Moved {times}, {counted(line.slip_days, 'day')} in all")


def _line(line: LineView, note: str = "") -> LineNote:
    return LineNote(
        ref=line.ref,
        reference=line.reference,
        text=line.text,
        kind=line.kind_label,
        status=line.status.words,
        colour=line.status.colour,
        end=str(line.end or NOT_PUBLISHED),
        note=note,
    )


def _measure(line: LineView, measure: MeasureView) -> MeasureNote:
    latest = measure.latest
    return MeasureNote(
        line_ref=line.ref,
        reference=measure.reference,
        text=measure.text,
        target=measure.target,
        by=f"{measure.date_role} {measure.by}" if measure.by else "",
        figure=figure_words(latest, measure.unit) if latest else measure.too_small,
        base=base_words(latest) if latest else "",
        period=period_words(latest.period_from, latest.period_until) if latest else "",
        met=measure.met,
        certainty=measure.certainty.value,
        series_ref=measure.series_ref if latest else "",
    )


def _risk(risk: RiskView) -> RiskNote:
    return RiskNote(
        ref=risk.ref,
        kind=risk.kind_label,
        title=risk.title,
        score_before=risk.latest.score_before,
        score_after=risk.latest.score_after,
        band=risk.latest.band_after,
        owner=risk.owner,
        references=", ".join(line.reference for line in risk.lines),
        is_review_due=risk.is_review_due,
    )
