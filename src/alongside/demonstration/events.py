"""What people did in the demonstration, one function for each kind of event in ``living.json``.

Each calls the operation that a page would call, as the person who did it, at the time it was done.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from alongside.demonstration import content
from alongside.demonstration.content import example
from alongside.demonstration.stage import Moment, NotInContentError, Stage
from alongside.files.operations import keep_file
from alongside.people import queries as people
from alongside.people.finding import find
from alongside.people.operations import end_holding
from alongside.plan.commands import Assessment, ImpactReply, NewEvidence, NewStatus, RiskDetails
from alongside.plan.models import ImpactStatement, Milestone, Risk
from alongside.plan.operations import (
    add_milestone,
    answer_impact,
    ask_date_change,
    assess_risk,
    attach_evidence,
    close_risk,
    complete_milestone,
    consent_to_date_change,
    raise_risk,
    record_forum_view,
    record_judgement,
    record_status,
)
from alongside.plan.rules.codes import AnswerKind, RiskKind, Verdict, WhichDate


def happen(stage: Stage, moment: Moment) -> None:
    """Do one event of the content. Raises whatever its operation refuses."""
    EVENTS[moment.facts["do"]](stage, moment)


def _evidence(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    upload = ContentFile(content.document(facts["file"]), name=facts["file"])
    line = stage.line(facts["line"])
    evidence = attach_evidence(
        actor=moment.actor,
        at=moment.at,
        new=NewEvidence(
            title=example(facts["title"]),
            file=keep_file(actor=moment.actor, upload=upload, at=moment.at),
            dated_on=date.fromisoformat(facts["dated"]),
        ),
        line_ref="" if "impact" in facts else line.ref,
        impact_ref=_impact(stage, facts).ref if "impact" in facts else "",
    )
    stage.remember("evidence", facts["title"], evidence.ref)


def _status(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    line = stage.line(facts["line"])
    record_status(
        actor=moment.actor,
        at=moment.at,
        line_ref=line.ref,
        expected_version=line.version,
        new=NewStatus(
            code=facts["step"],
            status_on=moment.on,
            note=example(facts["note"]),
            forecast=content.partial(facts.get("forecast")),
            evidence_refs=_evidence_refs(stage, facts),
        ),
    )


def _ask_date(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    line = stage.line(facts["line"])
    new_date = content.partial(facts["new"])
    if new_date is None:
        raise NotInContentError(f"the new date of {facts['line']}")
    change = ask_date_change(
        actor=moment.actor,
        at=moment.at,
        line_ref=line.ref,
        expected_version=line.version,
        which=WhichDate.END,
        new_date=new_date,
        reason=example(facts["reason"]),
    )
    stage.remember("change", facts["key"], change.ref)


def _consent(stage: Stage, moment: Moment) -> None:
    consent_to_date_change(
        actor=moment.actor,
        at=moment.at,
        change_ref=stage.ref("change", moment.facts["key"]),
        note=example(moment.facts["note"]),
    )


def _judge(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    record_judgement(
        actor=moment.actor,
        at=moment.at,
        line_ref=stage.line(facts["line"]).ref,
        verdict=Verdict(facts["verdict"]),
        judged_on=moment.on,
        text=example(facts["text"]),
        evidence_refs=_evidence_refs(stage, facts),
    )


def _forum_view(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    record_forum_view(
        actor=moment.actor,
        at=moment.at,
        line_ref=stage.line(facts["line"]).ref,
        verdict=Verdict(facts["verdict"]),
        viewed_on=moment.on,
        text=example(facts["text"]),
    )


def _answer_impact(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    title = facts.get("evidence", "")
    answer_impact(
        actor=moment.actor,
        at=moment.at,
        impact_ref=_impact(stage, facts).ref,
        reply=ImpactReply(
            kind=AnswerKind(facts["kind"]),
            answered_on=moment.on,
            verdict=Verdict(facts["verdict"]) if "verdict" in facts else None,
            text=example(facts["text"]),
            evidence_ref=stage.ref("evidence", title) if title else "",
        ),
    )


def _milestone(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    milestone = add_milestone(
        actor=moment.actor,
        at=moment.at,
        line_ref=stage.line(facts["line"]).ref,
        text=example(facts["text"]),
        due=content.partial(facts["due"]),
    )
    stage.remember("milestone", facts["text"], milestone.ref)


def _milestone_done(stage: Stage, moment: Moment) -> None:
    milestone = find(Milestone, moment.actor, stage.ref("milestone", moment.facts["text"]))
    complete_milestone(
        actor=moment.actor,
        at=moment.at,
        milestone_ref=milestone.ref,
        expected_version=milestone.version,
        done_on=moment.on,
    )


def _risk(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    lines = [stage.line(reference) for reference in facts["lines"]]
    risk = raise_risk(
        actor=moment.actor,
        at=moment.at,
        statement_ref=lines[0].statement.ref,
        details=RiskDetails(
            kind=RiskKind(facts["kind"]),
            title=example(facts["title"]),
            description=example(facts["description"]),
            mitigation=example(facts["mitigation"]),
            owner_post_ref=stage.post(facts["owner"]).ref,
            review_on=date.fromisoformat(facts["review"]),
            line_refs=tuple(line.ref for line in lines),
        ),
        assessment=_assessment(moment),
    )
    stage.remember("risk", facts["key"], risk.ref)


def _assess(stage: Stage, moment: Moment) -> None:
    assess_risk(
        actor=moment.actor,
        at=moment.at,
        risk_ref=stage.ref("risk", moment.facts["key"]),
        assessment=_assessment(moment),
    )


def _close_risk(stage: Stage, moment: Moment) -> None:
    risk = find(Risk, moment.actor, stage.ref("risk", moment.facts["key"]))
    close_risk(
        actor=moment.actor,
        at=moment.at,
        risk_ref=risk.ref,
        expected_version=risk.version,
        closed_on=moment.on,
        closing_words=example(moment.facts["words"]),
    )


def _leaves(stage: Stage, moment: Moment) -> None:
    """Nobody follows: the lines that the post leads are without an owner from then on."""
    post = stage.post(moment.facts["post"])
    held = people.holdings_of(moment.actor).filter(post=post, held_until=None).get()
    end_holding(
        actor=moment.actor,
        at=moment.at,
        ref=held.ref,
        held_until=date.fromisoformat(moment.facts["until"]),
    )


def _evidence_refs(stage: Stage, facts: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(stage.ref("evidence", title) for title in facts.get("evidence", ()))


def _impact(stage: Stage, facts: Mapping[str, Any]) -> ImpactStatement:
    """The impact by its place under the outcome, counted from 1."""
    impacts: list[ImpactStatement] = list(stage.line(facts["line"]).impacts.order_by("order"))
    place: int = facts["impact"]
    return impacts[place - 1]


def _assessment(moment: Moment) -> Assessment:
    facts = moment.facts
    return Assessment(
        assessed_on=moment.on,
        likelihood_before=facts["before"][0],
        impact_before=facts["before"][1],
        likelihood_after=facts["after"][0],
        impact_after=facts["after"][1],
        note=example(facts["note"]) if "note" in facts else "",
    )


EVENTS: Mapping[str, Callable[[Stage, Moment], None]] = {
    "evidence": _evidence,
    "status": _status,
    "ask_date": _ask_date,
    "consent": _consent,
    "judge": _judge,
    "forum_view": _forum_view,
    "answer_impact": _answer_impact,
    "milestone": _milestone,
    "milestone_done": _milestone_done,
    "risk": _risk,
    "assess": _assess,
    "close_risk": _close_risk,
    "leaves": _leaves,
}
