"""The second area: small and invented, to show that one area sees nothing of another."""

from datetime import datetime
from typing import Any

from alongside.demonstration import content
from alongside.demonstration.opening import give_leads
from alongside.demonstration.stage import Stage
from alongside.kernel.actor import Actor
from alongside.plan.commands import NewLine, StatementDetails
from alongside.plan.models import Statement
from alongside.plan.operations import add_line, add_weakness, create_statement
from alongside.plan.rules.codes import LineKind, StatementKind


def write_plan(stage: Stage, *, at: datetime) -> None:
    facts = content.read("shire")
    actor = stage.actor(facts["by"], at)
    made = create_statement(
        actor=actor,
        at=at,
        kind=StatementKind.ACCELERATED_PROGRESS,
        details=StatementDetails(title=facts["title"]),
    )
    statement = stage.add_statement(made.ref)
    add_weakness(actor=actor, at=at, statement_ref=statement.ref, **facts["weakness"])
    for each in facts["lines"]:
        _line(stage, statement, each, actor=actor, at=at)
    leads = facts["leads"]
    give_leads(stage, stage.line(leads["line"]), leads["leads"], actor=actor, at=at)


def _line(
    stage: Stage, statement: Statement, facts: dict[str, Any], *, actor: Actor, at: datetime
) -> None:
    kind = LineKind(facts["kind"])
    new = NewLine(
        kind=kind,
        reference=facts["reference"],
        text=facts["text"],
        parent_ref=stage.line(facts["below"]).ref if "below" in facts else "",
        weakness_number=1 if kind is LineKind.OUTCOME else None,
        start=content.partial(facts["start"]),
        end=content.partial(facts["end"]),
    )
    add_line(actor=actor, at=at, statement_ref=statement.ref, new=new)
