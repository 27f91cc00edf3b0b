"""Writing an EHC plan: adding, changing and removing the parts of a version that is being written.

Each change is kept with who asked for it. Own words are added or taken out, never altered.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from alongside.casework.models import PlanChange, PlanPart, PlanVersion
from alongside.casework.plans.finding import find_part, find_version
from alongside.casework.plans.reading import part_of, parts_of
from alongside.casework.plans.saying import names_of, said
from alongside.casework.rules.plans.changing import check_may_remove
from alongside.casework.rules.plans.checking import check_may_change, check_part
from alongside.casework.rules.plans.codes import (
    Act,
    AskedBy,
    PartKind,
    Section,
    VersionKind,
)
from alongside.casework.rules.plans.parts import (
    KIND_OF,
    SCHEMA,
    Agreement,
    Part,
    PartBody,
    digest_of_health,
    of_kind,
    written,
)
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people.versions import check_version
from alongside.web.clock import london_day

NOTHING_TO_AGREE = "Section G holds no help to agree to."


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who asked for a change, and why, if that is worth saying."""

    by: AskedBy
    why: str = ""


@transaction.atomic
def add_part(
    *,
    actor: Actor,
    at: datetime,
    version_ref: str,
    section: Section,
    body: PartBody,
    asked: Asked,
) -> PlanPart:
    """At the end of its section. Raises Refusals, a sentence for each box."""
    plan = find_version(actor, version_ref, today=london_day(at))
    return _add(actor, at, plan, section, body, asked)


@transaction.atomic
def change_part(
    *,
    actor: Actor,
    at: datetime,
    part_ref: str,
    expected_version: int,
    body: PartBody,
    asked: Asked,
) -> PlanPart:
    """Raises Changed when somebody else changed the same part first."""
    plan, row = find_part(actor, part_ref, today=london_day(at))
    return _change(actor, at, plan, row, expected_version, body, asked)


@transaction.atomic
def remove_part(
    *, actor: Actor, at: datetime, part_ref: str, expected_version: int, asked: Asked
) -> PlanVersion:
    """Raises Refusal while another row names it. What it said stays in the record of changes."""
    plan, row = find_part(actor, part_ref, today=london_day(at))
    check_version(row, expected_version, wanted={}, labels={})
    check_may_remove(row.key, parts_of(plan))
    before = dict(row.body)
    kept = _Kept(row, Act.REMOVED, before=before, after={})
    row.delete()
    _keep_change(actor, at, plan, kept, asked)
    return plan


@transaction.atomic
def agree_health_provision(
    *, actor: Actor, at: datetime, version_ref: str, agreement: Agreement, asked: Asked
) -> PlanPart:
    """The commissioning body's agreement to section G as it is written now. A later one takes its place; a
    change to section G undoes it.
    """
    plan = find_version(actor, version_ref, today=london_day(at))
    parts = parts_of(plan)
    health = [part for part in parts if part.section is Section.G]
    if not of_kind(health, PartKind.PROVISION):
        raise Refusal(NOTHING_TO_AGREE)
    body = replace(agreement, of=digest_of_health(parts))
    earlier = plan.parts.filter(kind=PartKind.AGREEMENT.value).first()
    if earlier is None:
        return _add(actor, at, plan, Section.G, body, asked)
    return _change(actor, at, plan, earlier, earlier.version, body, asked)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What became of one part."""

    row: PlanPart
    act: Act
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def _add(
    actor: Actor, at: datetime, plan: PlanVersion, section: Section, body: PartBody, asked: Asked
) -> PlanPart:
    parts = parts_of(plan)
    _check(plan, section, body, parts, at)
    last = max((part.position for part in parts if part.section is section), default=0)
    made = PlanPart.objects.create(
        area_id=plan.area_id,
        plan=plan,
        section=section.value,
        kind=KIND_OF[type(body)].value,
        position=last + 1,
        schema=SCHEMA,
        body=written(body),
    )
    _keep_change(actor, at, plan, _Kept(made, Act.ADDED, before={}, after=made.body), asked)
    return made


def _change(
    actor: Actor,
    at: datetime,
    plan: PlanVersion,
    row: PlanPart,
    expected_version: int,
    body: PartBody,
    asked: Asked,
) -> PlanPart:
    before, parts = part_of(row), parts_of(plan)
    check_may_change(before.body)
    if before.kind is not KIND_OF[type(body)]:
        raise Refusal("A part keeps its kind. Remove it, and add another.")
    beside = _beside(before, body, parts)
    check_version(row, expected_version, wanted={}, labels={}, beside=beside)
    others = [part for part in parts if part.key != row.key]
    _check(plan, before.section, body, others, at)
    kept = _Kept(row, Act.CHANGED, before=dict(row.body), after=written(body))
    row.body, row.schema, row.version = written(body), SCHEMA, row.version + 1
    row.save(update_fields=["body", "schema", "version"])
    _keep_change(actor, at, plan, kept, asked)
    return row


def _check(plan: PlanVersion, section: Section, body: PartBody, others: Any, at: datetime) -> None:
    check_part(
        body,
        section=section,
        version=VersionKind(plan.kind),
        others=others,
        today=london_day(at),
    )


def _beside(before: Part, body: PartBody, parts: Any) -> list[tuple[str, str, str]]:
    """Each box as it stands and as it is wanted, for whoever came second."""
    names = names_of(parts)
    theirs = {label: words for _, label, words in said(before.body, names)}
    yours = {label: words for _, label, words in said(body, names)}
    labels = dict.fromkeys([*theirs, *yours])
    return [(label, theirs.get(label, ""), yours.get(label, "")) for label in labels]


def _keep_change(actor: Actor, at: datetime, plan: PlanVersion, kept: _Kept, asked: Asked) -> None:
    """Beside the version, with who asked; in the ledger without a word of it."""
    row = kept.row
    PlanChange.objects.create(
        area_id=plan.area_id,
        plan=plan,
        key=row.key,
        section=row.section,
        kind=row.kind,
        act=kept.act.value,
        asked_by=asked.by.value,
        why=asked.why.strip(),
        before=dict(kept.before),
        after=dict(kept.after),
        changed_at=at,
        changed_by_id=actor.person_id,
    )
    plan.version += 1
    plan.save(update_fields=["version"])
    record(
        actor=actor,
        at=at,
        verb=f"casework.plan_part_{kept.act.value}",
        subject="casework.case",
        subject_ref=plan.case.ref,
        detail={
            "version": plan.ref,
            "section": row.section,
            "part": row.key,
            "asked_by": asked.by.value,
        },
    )
