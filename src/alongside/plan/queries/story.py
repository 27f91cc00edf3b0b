"""One line from promise to proof: the line with everything recorded about it, in a constant
number of queries.
"""

from datetime import date
from typing import Any

from django.db.models import Q

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.ledger.remembering import remembered
from alongside.measures.queries.protected import sees_small
from alongside.plan.models import Line, RiskLine
from alongside.plan.queries.lead_events import lead_events_of_line
from alongside.plan.queries.loading import (
    beside_line,
    check_may_view,
    lines_for,
    load_lines,
)
from alongside.plan.queries.story_events import story_events
from alongside.plan.queries.story_rows import (
    date_changes_of,
    evidence_of,
    impacts_of,
    judgements_of,
    milestones_of,
    named_evidence,
    notes_of,
    rewordings_of,
    statuses_of,
)
from alongside.plan.queries.story_values import LinePage, RiskLink, StoryRows
from alongside.plan.queries.values import LineView, MeasureView
from alongside.plan.rules.codes import LineKind


def line_page(actor: Actor, *, line_ref: str, today: date) -> LinePage:
    """Raises Hidden."""
    check_may_view(actor)
    key = ("plan.story", actor.area_id, line_ref, today, sees_small(actor))
    return remembered(key, lambda: _read_story(actor, line_ref, today))


def _read_story(actor: Actor, line_ref: str, today: date) -> LinePage:
    row = _line(actor, line_ref)
    around = _around(actor, row, today)
    rows = _rows(actor, row.pk, today)
    far = tuple(each for each in around.values() if each.statement_id != row.statement_id)
    is_outcome = row.kind == LineKind.OUTCOME
    parent, above = around.get(row.parent_id or 0), _top(around, row)
    return LinePage(
        statement_ref=row.statement.ref,
        statement_title=row.statement.title,
        weakness_title=row.weakness.title if row.weakness else "",
        line=around[row.pk],
        parent=parent,
        above=above,
        children=tuple(each for each in around.values() if each.parent_id == row.pk),
        serves=() if is_outcome else far,
        served_by=far if is_outcome else (),
        measures=_measures(around[row.pk], parent),
        rewordings=rewordings_of(actor, row.pk),
        impacts=impacts_of(actor, around[row.pk]),
        risks=_risks(actor, row.pk),
        notes=notes_of(actor, row.pk),
        story=story_events(row, rows),
        rows=rows,
    )


def _line(actor: Actor, ref: str) -> Any:
    beside = ("statement", "weakness", "parent")
    row = lines_for(actor).select_related(*beside).filter(ref=ref).first()
    if row is None:
        raise Hidden("line")
    return row


def _top(around: dict[int, LineView], row: Line) -> LineView | None:
    """What stands at the top above it: for a task the outcome of its action. None for the top."""
    above = row.parent.parent_id if row.parent else None
    return around.get(above or row.parent_id or 0)


def _rows(actor: Actor, line_id: int, today: date) -> StoryRows:
    named = named_evidence(actor, line_id)
    return StoryRows(
        statuses=statuses_of(actor, line_id, named),
        evidence=evidence_of(actor, line_id),
        date_changes=date_changes_of(actor, line_id),
        judgements=judgements_of(actor, line_id, named),
        milestones=milestones_of(actor, line_id, today),
        leads=tuple(event for event in lead_events_of_line(actor, line_id) if event.on <= today),
    )


def _around(actor: Actor, row: Line, today: date) -> dict[int, LineView]:
    """The line, the one or two above, those below and those linked across action plans, by id."""
    near = (
        Q(pk=row.pk)
        | Q(pk=row.parent_id or row.pk)
        | Q(pk=(row.parent.parent_id if row.parent else None) or row.pk)
        | Q(parent_id=row.pk)
        | Q(serving_links__line_id=row.pk)
        | Q(outcome_links__outcome_id=row.pk)
    )
    ids = Line.objects.visible_to(actor).filter(near).values("pk")
    return {line.id: line for line in load_lines(actor, today=today, within=Q(pk__in=ids))}


def _measures(line: LineView, parent: LineView | None) -> tuple[MeasureView, ...]:
    """An outcome's own measures, or those that stand beside the action."""
    if parent is None or line.measures:
        return line.measures
    return beside_line(parent.measures, line.id)


def _risks(actor: Actor, line_id: int) -> tuple[RiskLink, ...]:
    rows = RiskLine.objects.visible_to(actor).filter(line_id=line_id).order_by("risk__raised_at")
    found = rows.values_list("risk__ref", "risk__title", "risk__closed_on")
    return tuple(RiskLink(ref, title, closed is not None) for ref, title, closed in found)
