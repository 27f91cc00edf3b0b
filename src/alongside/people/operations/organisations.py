"""Organisations and who followed whom.

Organisations are the same in every local area. ``dealing`` says which area keeps one up to date.
"""

from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Hidden, Refusal, Refusals
from alongside.ledger.operations import record
from alongside.people import perms
from alongside.people.dealing import keeps, organisation_kept
from alongside.people.models import ORGANISATION_KINDS, Organisation, Succession
from alongside.people.rules import (
    OrganisationFacts,
    check_may_answer_for,
    check_no_cycle,
    checked_organisation,
)
from alongside.people.versions import apply, check_version

SUBJECT = "people.organisation"
LABELS = {
    "name": "Name",
    "kind": "Kind",
    "ods_code": "ODS code",
    "dfe_code": "DfE code",
    "parent": "Part of",
}


@transaction.atomic
def register_organisation(
    *,
    actor: Actor,
    at: datetime,
    name: str,
    kind: str,
    ods_code: str = "",
    dfe_code: str = "",
    parent: Organisation | None = None,
) -> Organisation:
    """Raises Refusals with every reason why not. A code that is taken names who has it."""
    actor.check_may(perms.EDIT)
    facts = _checked(OrganisationFacts(name, kind, ods_code, dfe_code), but=None)
    organisation = Organisation.objects.create(
        **asdict(facts), parent=parent, registered_in_id=actor.area_id or None
    )
    record(
        actor=actor,
        at=at,
        verb="people.register_organisation",
        subject=SUBJECT,
        subject_ref=organisation.ref,
        detail={**asdict(facts), "parent": parent.ref if parent else None},
    )
    return organisation


@transaction.atomic
def change_organisation(
    *,
    actor: Actor,
    at: datetime,
    ref: str,
    expected_version: int,
    name: str,
    kind: str,
    ods_code: str = "",
    dfe_code: str = "",
    parent: Organisation | None = None,
) -> Organisation:
    actor.check_may(perms.EDIT)
    organisation = organisation_kept(actor, ref)
    facts = _checked(OrganisationFacts(name, kind, ods_code, dfe_code), but=organisation)
    _check_parent(organisation, parent)
    wanted = {**asdict(facts), "parent": parent}
    check_version(organisation, expected_version, wanted=wanted, labels=LABELS)
    changed = apply(organisation, wanted)
    record(
        actor=actor,
        at=at,
        verb="people.change_organisation",
        subject=SUBJECT,
        subject_ref=organisation.ref,
        detail=changed,
    )
    return organisation


@transaction.atomic
def record_succession(
    *,
    actor: Actor,
    at: datetime,
    predecessor: Organisation,
    successor: Organisation,
    followed_on: date,
) -> Succession:
    """From ``followed_on`` the successor answers for what the predecessor promised, in every area.

    Raises Hidden where the predecessor is not the actor's to speak for.
    """
    actor.check_may(perms.EDIT)
    if not keeps(actor, predecessor):
        raise Hidden("organisation")
    check_may_answer_for(predecessor.kind, successor.kind, name=predecessor.name)
    _check_may_follow(predecessor, successor, followed_on)
    succession = Succession.objects.create(
        predecessor=predecessor, successor=successor, followed_on=followed_on
    )
    record(
        actor=actor,
        at=at,
        verb="people.record_succession",
        subject=SUBJECT,
        subject_ref=predecessor.ref,
        detail={"successor": successor.ref, "on": followed_on.isoformat()},
    )
    return succession


def _checked(facts: OrganisationFacts, *, but: Organisation | None) -> OrganisationFacts:
    """In their kept form, with codes that nobody else has."""
    kept = checked_organisation(facts, kinds=ORGANISATION_KINDS)
    others = Organisation.objects.exclude(pk=but.pk) if but else Organisation.objects.all()
    found: list[Refusal] = []
    for field, label in (("ods_code", "ODS code"), ("dfe_code", "DfE code")):
        code = getattr(kept, field)
        holder = others.filter(**{field: code}).first() if code else None
        if holder is not None:
            found.append(Refusal(f"{holder.name} already has this {label}.", field=field))
    if found:
        raise Refusals(found)
    return kept


def _check_may_follow(
    predecessor: Organisation, successor: Organisation, followed_on: date
) -> None:
    links = dict(
        Succession.objects.select_for_update().values_list("predecessor_id", "successor_id")
    )
    if predecessor.pk in links:
        raise Refusal(f"{predecessor.name} has been followed by another organisation already.")
    check_no_cycle(
        start=predecessor.pk,
        towards=successor.pk,
        next_of=links,
        sentence=f"{successor.name} was itself followed by {predecessor.name}. "
        "Check which came first.",
    )
    _check_after_its_own(predecessor, followed_on)


def _check_parent(organisation: Organisation, parent: Organisation | None) -> None:
    if parent is None:
        return
    parents = dict(Organisation.objects.exclude(parent=None).values_list("id", "parent_id"))
    parents.pop(organisation.pk, None)
    check_no_cycle(
        start=organisation.pk,
        towards=parent.pk,
        next_of={child: above for child, above in parents.items() if above is not None},
        sentence=f"{parent.name} is itself part of {organisation.name}.",
    )


def _check_after_its_own(predecessor: Organisation, followed_on: date) -> None:
    """An organisation cannot be followed before it followed its own predecessor."""
    latest = predecessor.predecessions.order_by("-followed_on").first()
    if latest is not None and followed_on <= latest.followed_on:
        began = day_in_words(latest.followed_on)
        raise Refusal(
            f"{predecessor.name} itself began on {began}. Choose a later day.", field="followed_on"
        )
