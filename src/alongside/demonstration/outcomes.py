"""York's outcomes framework by version, and its pages of evidence of impact."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from alongside.demonstration import content
from alongside.demonstration.content import example
from alongside.demonstration.stage import Moment, Stage
from alongside.measures.codes import ImpactOf
from alongside.measures.operations import (
    begin_framework,
    change_framework,
    change_impact,
    change_statement,
    put_in_use,
    remove_statement,
    write_impact,
    write_statement,
)
from alongside.measures.queries.framework import StatementView, framework_page
from alongside.measures.queries.impacts import chain_of
from alongside.measures.rules.frameworks import FrameworkWords, NewStatement
from alongside.measures.rules.impacts import Impact
from alongside.measures.words import IMPACT_QUESTIONS
from alongside.plan.operations import link_impact

CONTENT = "outcomes"
Do = Callable[[Stage, Moment], None]


def happenings() -> Iterator[tuple[datetime, Do, dict[str, Any]]]:
    """When, what and with which facts. Each of the facts says by whom."""
    read = content.read(CONTENT)
    for facts in read["versions"]:
        told = {**facts, "by": read["by"]}
        for step, do in (("begun", _begin), ("written", _write), ("used", _use)):
            yield content.instant(facts[step]), do, told
    chosen = {"by": read["measures"]["by"], "statements": read["versions"][-1]["statements"]}
    yield content.instant(read["measures"]["at"]), _choose_measures, chosen
    for facts in read["events"]:
        yield content.instant(facts["on"]), EVENTS[facts["do"]], facts


def _begin(stage: Stage, moment: Moment) -> None:
    words = FrameworkWords(content.read(CONTENT)["title"])
    made = begin_framework(actor=moment.actor, at=moment.at, words=words)
    stage.remember("framework", moment.facts["used"], made.ref)


def _write(stage: Stage, moment: Moment) -> None:
    """The draft begins with the statements in use; those that were worded anew take their place."""
    ref = stage.ref("framework", moment.facts["used"])
    for each in framework_page(moment.actor, ref).statements:
        remove_statement(
            actor=moment.actor,
            at=moment.at,
            statement_ref=each.ref,
            expected_version=each.version,
        )
    for facts in moment.facts["statements"]:
        new = NewStatement(facts["text"], tuple(facts["descriptors"]), tuple(facts["services"]))
        write_statement(actor=moment.actor, at=moment.at, framework_ref=ref, new=new)
    change_framework(
        actor=moment.actor,
        at=moment.at,
        framework_ref=ref,
        expected_version=framework_page(moment.actor, ref).head.version,
        words=FrameworkWords(content.read(CONTENT)["title"], example(moment.facts["made_with"])),
    )


def _use(stage: Stage, moment: Moment) -> None:
    ref = stage.ref("framework", moment.facts["used"])
    put_in_use(
        actor=moment.actor,
        at=moment.at,
        framework_ref=ref,
        expected_version=framework_page(moment.actor, ref).head.version,
        from_on=moment.on,
    )


def _choose_measures(stage: Stage, moment: Moment) -> None:
    """Once the measures have been defined."""
    used = content.read(CONTENT)["versions"][-1]["used"]
    page = framework_page(moment.actor, stage.ref("framework", used))
    for statement, facts in zip(page.statements, moment.facts["statements"], strict=True):
        if "measures" in facts:
            _choose(stage, moment, statement, facts["measures"])


def _choose(stage: Stage, moment: Moment, statement: StatementView, codes: list[str]) -> None:
    change_statement(
        actor=moment.actor,
        at=moment.at,
        statement_ref=statement.ref,
        expected_version=statement.version,
        new=NewStatement(
            statement.text, statement.descriptors, statement.services, _measures(stage, codes)
        ),
    )


def _write_impact(stage: Stage, moment: Moment) -> None:
    made = write_impact(actor=moment.actor, at=moment.at, new=_impact(stage, moment.facts))
    stage.remember("impact", moment.facts["key"], made.ref)


def _change_impact(stage: Stage, moment: Moment) -> None:
    """What this event does not say stays as it was."""
    first = next(
        each
        for each in content.read(CONTENT)["events"]
        if (each["do"], each.get("key")) == ("write", moment.facts["key"])
    )
    ref = stage.ref("impact", moment.facts["key"])
    change_impact(
        actor=moment.actor,
        at=moment.at,
        impact_ref=ref,
        expected_version=len(chain_of(moment.actor, ref)),
        new=_impact(stage, {**first, **moment.facts}),
    )


def _point(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    impact = stage.line(facts["line"]).impacts.order_by("order")[facts["impact"] - 1]
    link_impact(
        actor=moment.actor,
        at=moment.at,
        impact_ref=impact.ref,
        expected_version=impact.version,
        told_in_ref=stage.ref("impact", facts["to"]),
    )


def _impact(stage: Stage, facts: Mapping[str, Any]) -> Impact:
    return Impact(
        title=example(facts["title"]),
        about=ImpactOf(facts["about"]),
        measures=_measures(stage, facts.get("measures", ())),
        **{name: facts.get(name, "") for name in IMPACT_QUESTIONS},
    )


def _measures(stage: Stage, codes: list[str]) -> tuple[str, ...]:
    return tuple(stage.ref("measure", code) for code in codes)


EVENTS: Mapping[str, Do] = {"write": _write_impact, "change": _change_impact, "point": _point}
