"""Invented children and young people with their cases, made by the real operations at their own times.

Every name says that it is invented: a tree or a bird stands for the family. The courses that the cases
take are drawn with a fixed seed, so that every demonstration tells the same. They are no figures of York.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from alongside.casework.finding import version_of
from alongside.casework.operations import add_contact, record_event, register_child
from alongside.casework.operations.children import ContactDetails
from alongside.casework.registering import NewChild
from alongside.casework.rules.bodies import TELLS
from alongside.casework.rules.children import ChildFacts
from alongside.casework.rules.folding import class_of
from alongside.casework.rules.recording import NewEvent
from alongside.casework.the_law import clock_of_the_law
from alongside.demonstration import content, plans
from alongside.demonstration.chance import Chance
from alongside.demonstration.schools import school_ref
from alongside.demonstration.stage import Stage
from alongside.kernel.actor import Actor

CONTENT = "cases"
ON_PAPER = "A letter on paper went to the family that day. The copy is in the paper file."
Do = Callable[[Stage, datetime], None]


@dataclass(frozen=True, slots=True)
class Course:
    """One invented child and what happens to them, as (day, kind, words)."""

    key: str
    child: ChildFacts
    contact: str
    begins: datetime
    events: tuple[tuple[int, str, Mapping[str, Any]], ...]


def happenings() -> Iterator[tuple[datetime, Do]]:
    """When, and what. Nothing lies after the day on which the demonstration begins."""
    ends = content.instant(content.read(CONTENT)["ends"])
    for course in courses():
        yield course.begins, _register(course)
        for day, kind, words in course.events:
            at = course.begins + timedelta(days=day, minutes=5)
            if at < ends:
                yield at, plans.instead(course.key, kind) or happen(course.key, kind, words)
    yield from plans.later()


def courses() -> Iterator[Course]:
    """Drawn with the seed of the content; each course as often as the content says."""
    facts = content.read(CONTENT)
    chance = Chance(facts["seed"])
    number = 0
    for kind in facts["courses"]:
        for _ in range(kind["count"]):
            number += 1
            yield _course(facts, kind, number, chance)


def _course(
    facts: Mapping[str, Any], kind: Mapping[str, Any], number: int, chance: Chance
) -> Course:
    first = content.instant(f"{kind['from']} 09:00")
    begins = first + timedelta(days=chance.below(kind["within"]))
    age = 365 * kind["ages"][0] + chance.below(365 * (kind["ages"][1] - kind["ages"][0]))
    family = facts["families"][number % len(facts["families"])]
    given = chance.of(facts["given_names"])
    born_on = (begins - timedelta(days=age)).date()
    child = ChildFacts(
        given_names=given,
        family_name=family,
        born_on=born_on,
        sex=chance.of("FM"),
        languages=chance.of(facts["languages"]),
        communication=chance.of(facts["communication"]),
    )
    shift = chance.below(9) - 4
    events = tuple(
        (max(day + (shift if day else 0), 0), step, words) for day, step, words in kind["events"]
    )
    return Course(
        f"case {number}", child, f"{facts['parents'][number % 4]} {family}", begins, events
    )


def _register(course: Course) -> Do:
    def register(stage: Stage, at: datetime) -> None:
        actor = _actor(stage, at)
        new = NewChild(
            facts=course.child,
            post_ref=_post(stage),
            school_ref=school_ref(course.child.born_on, at.date()),
            is_somebody_else=True,
        )
        case = register_child(actor=actor, at=at, new=new)
        stage.remember("case", course.key, case.ref)
        details = ContactDetails(name=course.contact, relation="mother", has_responsibility=True)
        add_contact(actor=actor, at=at, case_ref=case.ref, new=details)

    return register


def happen(key: str, kind: str, words: Mapping[str, Any]) -> Do:
    """Recorded by the head of SEND on the day itself, in the case of that key."""

    def record(stage: Stage, at: datetime) -> None:
        actor, ref = _actor(stage, at), stage.ref("case", key)
        version = version_of(actor, ref)
        note = {"note": ON_PAPER} if kind in TELLS else {}
        new = new_event(kind, at.date(), {**note, **words})
        record_event(actor=actor, at=at, case_ref=ref, expected_version=version, new=new)

    return record


def new_event(kind: str, on: date, words: Mapping[str, Any]) -> NewEvent:
    said: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in words.items()}
    body = class_of(kind, clock_of_the_law().rules)(**said)
    return NewEvent(kind=kind, happened_on=on, source="email", body=body)


def _actor(stage: Stage, at: datetime) -> Actor:
    return stage.actor("head-of-send", at)


def _post(stage: Stage) -> str:
    return stage.post("EHC Coordinator").ref
