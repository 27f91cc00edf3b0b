"""The invented family that signs in to the demonstration: their cases, how they were let in, and what they
asked. Everything is done by the real operations at its own time.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from alongside.access.operations import grant_role
from alongside.casework.operations import add_contact, register_child
from alongside.casework.operations.children import ContactDetails
from alongside.casework.operations.families import (
    answer_family,
    change_family_settings,
    give_access_by_account,
    record_choice,
    say,
)
from alongside.casework.operations.families.access import YOUNG_PERSON, NewAccess
from alongside.casework.operations.families.choosing import NewChoice
from alongside.casework.operations.families.saying import NewWords
from alongside.casework.operations.families.settling import NewSettings
from alongside.casework.operations.glossary import vote_on_word
from alongside.casework.queries.families import family_page
from alongside.casework.registering import NewChild
from alongside.casework.rules.children import ChildFacts
from alongside.casework.rules.family_codes import Said
from alongside.demonstration import content, plans
from alongside.demonstration.beginning import PURPOSE
from alongside.demonstration.cases import happen
from alongside.demonstration.stage import Stage
from alongside.kernel.actor import Actor

CONTENT = "families"
Do = Callable[[Stage, datetime], None]
Facts = Mapping[str, Any]


def happenings() -> Iterator[tuple[datetime, Do]]:
    """When, and what."""
    facts = content.read(CONTENT)
    yield content.instant(facts["settings"]["at"]), partial(_settle, facts["settings"])
    for case in facts["cases"]:
        yield content.instant(case["at"]), partial(_register, case, facts["mother"])
        for day, kind, words in case["events"]:
            at = content.instant(f"{day} 10:00")
            yield at, plans.instead(case["key"], kind) or happen(case["key"], kind, words)
    yield content.instant(facts["access"]), partial(_let_in, facts)
    for vote in facts["votes"]:
        yield content.instant(vote["at"]), partial(_vote, vote)
    for number, said in enumerate(facts["said"]):
        yield content.instant(said["at"]), partial(_say, said, number)
        if "answer" in said:
            yield content.instant(said["answer"]["at"]), partial(_answer, said["answer"], number)


def _head(stage: Stage, at: datetime) -> Actor:
    return stage.actor("head-of-send", at)


def _settle(facts: Facts, stage: Stage, at: datetime) -> None:
    told = {name: value for name, value in facts.items() if name not in ("at", "worry_post")}
    new = NewSettings(worry_post_ref=stage.post(facts["worry_post"]).ref, **told)
    change_family_settings(actor=_head(stage, at), at=at, expected_version=1, new=new)


def _register(facts: Facts, mother: Facts, stage: Stage, at: datetime) -> None:
    known = {**facts["child"], "born_on": date.fromisoformat(facts["child"]["born_on"])}
    new = NewChild(facts=ChildFacts(**known), post_ref=stage.post("EHC Coordinator").ref)
    case = register_child(actor=_head(stage, at), at=at, new=new)
    stage.remember("case", facts["key"], case.ref)
    details = ContactDetails(**mother)
    contact = add_contact(actor=_head(stage, at), at=at, case_ref=case.ref, new=details)
    stage.remember("mother", facts["key"], contact.ref)


def _let_in(facts: Facts, stage: Stage, at: datetime) -> None:
    """First what the daughter chose, on which her mother's access to her case rests."""
    choice = facts["choice"]
    record_choice(
        actor=_head(stage, at),
        at=at,
        case_ref=stage.ref("case", choice["case"]),
        new=NewChoice(
            contact_ref=stage.ref("mother", choice["case"]),
            reach=choice["reach"],
            source=choice["source"],
            note=choice["note"],
        ),
    )
    for way in facts["ways"]:
        _connect(way, stage, at)


def _connect(way: Facts, stage: Stage, at: datetime) -> None:
    person, case_ref = (
        stage.person(stage.holder_of(way["account"])),
        stage.ref("case", way["case"]),
    )
    grant_role(
        actor=stage.loader,
        at=at,
        person=person,
        role=way["role"],
        purpose=PURPOSE,
        case_ref=case_ref,
    )
    is_mother = way["role"] == "parent"
    new = NewAccess(
        contact_ref=stage.ref("mother", way["case"]) if is_mother else YOUNG_PERSON,
        checked_how="documents",
        checked_on=at.date(),
        person_ref=person.ref,
    )
    give_access_by_account(actor=_head(stage, at), at=at, case_ref=case_ref, new=new)


def _vote(facts: Facts, stage: Stage, at: datetime) -> None:
    """On a word of the EHC plan that they were sent last."""
    actor, case_ref = stage.actor(facts["account"], at), stage.ref("case", facts["case"])
    papers = family_page(actor, case_ref=case_ref, at=at).papers
    vote_on_word(
        actor=actor,
        at=at,
        case_ref=case_ref,
        version_ref=next(each.ref for each in papers if each.is_plan),
        word=facts["word"],
        suggested=facts["suggested"],
    )


def _say(facts: Facts, number: int, stage: Stage, at: datetime) -> None:
    made = say(
        actor=stage.actor(facts["account"], at),
        at=at,
        case_ref=stage.ref("case", facts["case"]),
        new=NewWords(
            said=Said(facts["said"]),
            text=facts["text"],
            about=facts.get("about", ""),
            section=facts.get("section", ""),
        ),
    )
    stage.remember("said", str(number), made.ref)


def _answer(facts: Facts, number: int, stage: Stage, at: datetime) -> None:
    answer_family(
        actor=stage.actor("ehc-coordinator", at),
        at=at,
        message_ref=stage.ref("said", str(number)),
        text=facts["text"],
    )
