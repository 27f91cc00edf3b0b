"""How council and health set to work on the imported action plan."""

from datetime import date, datetime
from typing import Any

from alongside.demonstration import content
from alongside.demonstration.content import example
from alongside.demonstration.events import happen
from alongside.demonstration.stage import Moment, Stage
from alongside.kernel.actor import Actor
from alongside.plan.models import Line, Statement, Workstream
from alongside.plan.operations import add_member, add_task, assign_lead, create_workstream
from alongside.plan.rules.codes import MemberSide, Partner


def set_to_work(stage: Stage, *, at: datetime) -> None:
    """Everything here is done by the nominated officer, who may change the action plan."""
    officer = stage.actor("nominated-officer", at)
    facts = content.read("living")
    statement = stage.statements[0]
    for each in facts["workstreams"]:
        begin_workstream(stage, statement, each, actor=officer, at=at)
    for each in facts["leads"]:
        give_leads(stage, stage.line(each["line"]), each["leads"], actor=officer, at=at)
    for each in facts["tasks"]:
        _task(stage, each, actor=officer, at=at)


def agree_dates(stage: Stage, *, at: datetime) -> None:
    """End dates for lines without a published one, each asked for with a reason and agreed."""
    officer, vice_chair = stage.actor("nominated-officer", at), stage.actor("vice-chair", at)
    for each in content.read("living")["dates"]:
        key = f"first date of {each['line']}"
        asked = {"do": "ask_date", "key": key, "new": each["end"], **each}
        happen(stage, Moment(at, asked, officer))
        happen(
            stage,
            Moment(at, {"do": "consent", "key": key, "note": "agreed for trying."}, vice_chair),
        )


def begin_workstream(
    stage: Stage, statement: Statement, facts: dict[str, Any], *, actor: Actor, at: datetime
) -> Workstream:
    workstream = create_workstream(
        actor=actor,
        at=at,
        statement_ref=statement.ref,
        title=facts["title"],
        weakness_number=facts.get("weakness"),
        officer_post_ref=stage.post(facts["officer"]).ref,
    )
    for side, title in facts["members"]:
        add_member(
            actor=actor,
            at=at,
            workstream_ref=workstream.ref,
            side=MemberSide(side),
            member_from=date.fromisoformat(facts.get("members_from", at.date().isoformat())),
            post_ref=stage.post(title).ref,
        )
    return workstream


def give_leads(
    stage: Stage, line: Line, leads: list[list[str]], *, actor: Actor, at: datetime
) -> None:
    for partner, title in leads:
        assign_lead(
            actor=actor,
            at=at,
            line_ref=line.ref,
            partner=Partner(partner),
            post_ref=stage.post(title).ref,
            lead_from=at.date(),
        )


def _task(stage: Stage, facts: dict[str, Any], *, actor: Actor, at: datetime) -> None:
    action = stage.line(facts["line"])
    workstream = stage.statements[0].workstreams.get(weakness=action.weakness)
    add_task(
        actor=actor,
        at=at,
        workstream_ref=workstream.ref,
        action_ref=action.ref,
        text=example(facts["text"]),
        start=content.partial(facts["start"]),
        end=content.partial(facts["end"]),
    )
