"""York's second document: a strategy with the operational plan that inspectors found missing."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from alongside.demonstration import content
from alongside.demonstration.opening import begin_workstream, give_leads
from alongside.demonstration.stage import Stage
from alongside.kernel.actor import Actor
from alongside.plan.commands import NewLine, NewMeasure, StatementDetails
from alongside.plan.models import Line, Statement, Workstream
from alongside.plan.operations import (
    add_line,
    add_measure,
    add_task,
    create_statement,
    link_measure,
    link_outcome,
)
from alongside.plan.rules.codes import LineKind, MeasureKind, StatementKind


@dataclass(frozen=True, slots=True)
class _Writer:
    """Who writes, when, and what there is already."""

    stage: Stage
    actor: Actor
    at: datetime


def write_strategy(stage: Stage, *, at: datetime) -> None:
    """Priorities with objectives, actions and tasks; each serves outcomes of the action plan."""
    facts = content.read("strategy")
    writer = _Writer(stage, stage.actor(facts["by"], at), at)
    made = create_statement(
        actor=writer.actor,
        at=at,
        kind=StatementKind.STRATEGY,
        details=StatementDetails(title=facts["title"]),
    )
    statement = stage.add_statement(made.ref)
    for each in facts["priorities"]:
        _priority(writer, statement, each)


def link_figures(stage: Stage, *, at: datetime) -> None:
    """Say which series counts which measure, once the series are there."""
    facts = content.read("strategy")
    actor = stage.actor(facts["by"], at)
    for priority in facts["priorities"]:
        for each in priority.get("measures", ()):
            measure = stage.line(priority["reference"]).measures.get(reference=each["reference"])
            link_measure(
                actor=actor,
                at=at,
                measure_ref=measure.ref,
                expected_version=measure.version,
                series_ref=stage.ref("series", each["series"]),
            )


def _priority(writer: _Writer, statement: Statement, facts: dict[str, Any]) -> None:
    new = NewLine(LineKind.PRIORITY, facts["reference"], facts["text"])
    priority = add_line(actor=writer.actor, at=writer.at, statement_ref=statement.ref, new=new)
    workstream = begin_workstream(writer.stage, statement, facts, actor=writer.actor, at=writer.at)
    for reference in facts["serves"]:
        link_outcome(
            actor=writer.actor,
            at=writer.at,
            line_ref=priority.ref,
            outcome_ref=writer.stage.line(reference).ref,
        )
    for each in facts.get("measures", ()):
        _measure(writer, priority, each)
    for each in facts["lines"]:
        if each["kind"] == LineKind.TASK:
            _task(writer, workstream, each)
        else:
            _line(writer, priority, each)


def _measure(writer: _Writer, priority: Line, facts: dict[str, Any]) -> None:
    add_measure(
        actor=writer.actor,
        at=writer.at,
        line_ref=priority.ref,
        new=NewMeasure(
            reference=facts["reference"],
            text=facts["text"],
            kind=MeasureKind.QUANTIFIED,
            target_value=Decimal(facts["target"]),
            unit=facts["unit"],
            by=content.partial(facts.get("by")),
        ),
    )


def _line(writer: _Writer, priority: Line, facts: dict[str, Any]) -> None:
    """An objective below the priority, or an action below one of its objectives."""
    above = writer.stage.line(facts["below"]) if "below" in facts else priority
    line = add_line(
        actor=writer.actor,
        at=writer.at,
        statement_ref=priority.statement.ref,
        new=NewLine(
            kind=LineKind(facts["kind"]),
            reference=facts["reference"],
            text=facts["text"],
            parent_ref=above.ref,
            start=content.partial(facts["start"]),
            end=content.partial(facts["end"]),
        ),
    )
    leads = facts.get("leads", [])
    give_leads(writer.stage, line, leads, actor=writer.actor, at=writer.at)


def _task(writer: _Writer, workstream: Workstream, facts: dict[str, Any]) -> None:
    add_task(
        actor=writer.actor,
        at=writer.at,
        workstream_ref=workstream.ref,
        action_ref=writer.stage.line(facts["below"]).ref,
        text=facts["text"],
        start=content.partial(facts["start"]),
        end=content.partial(facts["end"]),
    )
