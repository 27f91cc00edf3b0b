"""Measures, a framework and evidence of impact, made by the real operations."""

from datetime import UTC, date, datetime

from alongside.kernel.actor import Actor
from alongside.measures import operations
from alongside.measures.codes import ImpactOf
from alongside.measures.models import (
    ImpactEvidence,
    Measure,
    OutcomesFramework,
    OutcomeStatement,
)
from alongside.measures.rules.frameworks import FrameworkWords, NewStatement
from alongside.measures.rules.impacts import Impact
from tests.measures.factories import make_measure
from tests.plan.factories import Place

MAY = datetime(2021, 5, 17, 9, 0, tzinfo=UTC)
SAFE = NewStatement(
    "I am safe", ("I know whom to tell", "People listen when I do"), ("Early help", "School nurses")
)
EASY_READ = Impact(
    title="Easy-read strategy",
    about=ImpactOf.RESOURCE,
    what_was_done="The strategy was written in easy read.",
    for_whom="Young people who find long texts hard.",
)


def measure(place: Place, code: str = "4.1a") -> Measure:
    return make_measure(place, code=code)


def begin(actor: Actor, title: str = "What we hope for") -> OutcomesFramework:
    return operations.begin_framework(actor=actor, at=MAY, words=FrameworkWords(title))


def write(actor: Actor, framework: OutcomesFramework, new: NewStatement = SAFE) -> OutcomeStatement:
    return operations.write_statement(actor=actor, at=MAY, framework_ref=framework.ref, new=new)


def use(actor: Actor, framework: OutcomesFramework, on: date) -> OutcomesFramework:
    framework.refresh_from_db()
    return operations.put_in_use(
        actor=actor,
        at=MAY,
        framework_ref=framework.ref,
        expected_version=framework.version,
        from_on=on,
    )


def in_use(actor: Actor, on: date = date(2020, 7, 20)) -> OutcomesFramework:
    """A version with one statement, in use from that day."""
    framework = begin(actor)
    write(actor, framework)
    return use(actor, framework, on)


def impact(actor: Actor, new: Impact = EASY_READ, at: datetime = MAY) -> ImpactEvidence:
    return operations.write_impact(actor=actor, at=at, new=new)
