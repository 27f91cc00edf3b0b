"""The first days of an area: its organisations, its people and posts, and who may sign in."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from alongside.access.operations import create_account, grant_role
from alongside.demonstration import content
from alongside.demonstration.stage import Stage, loader
from alongside.people import queries as people
from alongside.people.models import Organisation, Person
from alongside.people.operations import (
    add_partner,
    appoint,
    create_area,
    create_post,
    end_partner,
    record_succession,
    register_organisation,
    register_person,
)

PURPOSE = "Trying Alongside in the demonstration"


def begin_area(key: str, *, at: datetime) -> Stage:
    """A new local area with the organisations that answer in it."""
    stage = Stage(create_area(actor=loader(), at=at, **content.read("places")[key]), key)
    _register(stage, at, is_new=False)
    return stage


def succeed(stage: Stage, *, at: datetime) -> None:
    """The integrated care board follows the clinical commissioning groups and their promises."""
    facts = content.read("places")["succession"]
    _register(stage, at, is_new=True)
    for key in facts["predecessors"]:
        predecessor = stage.organisations[key]
        for partner in people.partners_of(stage.area.pk, on=at.date()):
            if partner.organisation_id == predecessor.pk:
                end_partner(
                    actor=stage.loader,
                    at=at,
                    organisation=predecessor,
                    partner=partner.partner,
                    partner_until=at.date(),
                )
        record_succession(
            actor=stage.loader,
            at=at,
            predecessor=predecessor,
            successor=stage.organisations[facts["successor"]],
            followed_on=at.date(),
        )


def later_starts() -> Sequence[str]:
    """The days on which somebody is given a role after the beginning."""
    return sorted({each["from"] for each in content.read("sign_ins")["york"] if "from" in each})


def open_accounts(stage: Stage, *, at: datetime, starting: str = "") -> None:
    """One account for each role, each held by the person who has that post in the action plan.

    ``starting`` is a day for those who begin later. Whoever is let into one case gets their role then.
    """
    listed = content.read("sign_ins")
    for facts in listed[stage.key]:
        if facts.get("from", "") != starting:
            continue
        person = _person(stage, facts, at)
        create_account(
            actor=stage.loader,
            at=at,
            person=person,
            email=facts["email"],
            password=listed["password"],
        )
        if "later" not in facts:
            _grant(stage, facts, person, at)


def _register(stage: Stage, at: datetime, *, is_new: bool) -> None:
    """The organisations that are there from the beginning, or those that are new now."""
    for facts in content.read("places")["organisations"]:
        if facts.get("area", "york") == stage.key and ("from" in facts) == is_new:
            stage.organisations[facts["key"]] = _organisation(stage, facts, at)


def _organisation(stage: Stage, facts: dict[str, Any], at: datetime) -> Organisation:
    parent = stage.organisations.get(facts.get("parent", ""))
    organisation = register_organisation(
        actor=stage.loader,
        at=at,
        name=facts["name"],
        kind=facts["kind"],
        ods_code=facts.get("ods_code", ""),
        dfe_code=facts.get("dfe_code", ""),
        parent=parent,
    )
    if "partner" in facts:
        add_partner(
            actor=stage.loader,
            at=at,
            organisation=organisation,
            partner=facts["partner"],
            abbreviation=facts["abbreviation"],
            partner_from=date.fromisoformat(facts["from"]) if "from" in facts else None,
        )
    return organisation


def _person(stage: Stage, facts: dict[str, Any], at: datetime) -> Person:
    """Whoever the imported document lists under that name, or somebody new."""
    known = stage.find_person(facts["person"])
    if known is not None:
        return known
    person = register_person(actor=stage.loader, at=at, name=facts["person"])
    if "post" in facts:
        organisation = stage.organisations[facts["organisation"]]
        post = stage.find_post(facts["post"]) or create_post(
            actor=stage.loader, at=at, organisation=organisation, title=facts["post"]
        )
        appoint(actor=stage.loader, at=at, post=post, person=person, held_from=at.date())
    return person


def _grant(stage: Stage, facts: dict[str, Any], person: Person, at: datetime) -> None:
    within = stage.organisations.get(facts.get("within", ""))
    days = facts.get("days")
    grant_role(
        actor=stage.loader,
        at=at,
        person=person,
        role=facts["role"],
        purpose=PURPOSE,
        organisation=within,
        until=at + timedelta(days=days) if days else None,
    )
