"""Section G of EHC plans that waits for the commissioning body’s agreement (regulation 12(2)): for the room
that looks after health. It tells what is to be agreed, and since when, and nothing else of the EHC plan.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q

from alongside.casework.models import PlanChange, PlanPart, PlanVersion
from alongside.casework.plans.reading import parts_of
from alongside.casework.plans.saying import headline, said
from alongside.casework.queries.draft_rows import OF_OTHERS
from alongside.casework.queries.exporting import Cleaner
from alongside.casework.queries.queue import name_of
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.plans.codes import (
    DRAFTS,
    PartKind,
    Section,
    VersionKind,
    VersionState,
)
from alongside.casework.rules.plans.parts import Part, digest_of_health
from alongside.casework.rules.plans.standing import agreement_in
from alongside.kernel.actor import Actor
from alongside.web.clock import london_day

OVER = (Stage.REFUSED, Stage.NO_PLAN, Stage.WITHDRAWN, Stage.MOVED, Stage.CEASED)
"""Nothing is asked of anybody for a draft that was left behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingAgreement:
    """``rows`` are the rows of help, each a headline with what it says in full, without where anybody lives.
    ``is_lapsed``: it was agreed to, and changed since. ``since`` is when section G was last written.
    ``version_ref`` and ``of`` say to what an agreement is given; ``is_written``: it can be recorded now.
    ``version`` grows with each change of section G.
    """

    case_ref: str
    version_ref: str
    of: str
    is_written: bool
    version: int
    case_number: str
    name: str
    number: int
    kind: VersionKind
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    is_lapsed: bool
    since: date


def health_agreements_waiting(actor: Actor) -> tuple[WaitingAgreement, ...]:
    """Of the area, the longest waiting first. The caller has asked whether this person looks after health."""
    return tuple(sorted(_waiting(actor), key=lambda each: (each.since, each.case_number)))


def _waiting(actor: Actor) -> Iterator[WaitingAgreement]:
    for plan in _versions(actor):
        parts = parts_of(plan)
        agreement = agreement_in(parts)
        if agreement is not None and agreement.of == digest_of_health(parts):
            continue
        clean, hidden, changes = Cleaner(plan.case), _hidden(plan), plan.changes.all()
        written_at = max((each.changed_at for each in changes), default=plan.begun_at)
        yield WaitingAgreement(
            case_ref=plan.case.ref,
            version_ref=plan.ref,
            of=digest_of_health(parts),
            is_written=plan.state == VersionState.WRITING,
            version=1 + len(changes),
            case_number=plan.case.number,
            name=name_of(plan.case.child),
            number=plan.number,
            kind=VersionKind(plan.kind),
            rows=tuple(
                _row(each, clean, hidden) for each in parts if each.kind is PartKind.PROVISION
            ),
            is_lapsed=agreement is not None,
            since=london_day(written_at),
        )


def _row(
    part: Part, clean: Cleaner, hidden: Collection[str]
) -> tuple[str, tuple[tuple[str, str], ...]]:
    told = tuple(
        (label, clean(words)) for name, label, words in said(part.body, {}) if name not in hidden
    )
    return clean(headline(part.body)), told


def _hidden(plan: PlanVersion) -> Collection[str]:
    """Other rows; and the place where help is given, if it is restricted where the child lives."""
    is_restricted = any(each.restriction for each in plan.case.child.addresses.all())
    return OF_OTHERS | ({"where"} if is_restricted else set())


def _versions(actor: Actor) -> Any:
    """The newest of each case, while it is written or a draft, with its section G."""
    rows = PlanVersion.objects.in_area(actor.area_id)
    kept = rows.exclude(state=VersionState.DISCARDED.value)
    later = kept.filter(case=OuterRef("case"), number__gt=OuterRef("number"))
    health = PlanPart.objects.in_area(actor.area_id).filter(section=Section.G.value)
    changes = PlanChange.objects.in_area(actor.area_id).filter(
        section=Section.G.value, kind=PartKind.PROVISION.value
    )
    is_open = Q(state=VersionState.WRITING.value) | Q(kind__in=[each.value for each in DRAFTS])
    helps = health.filter(plan=OuterRef("pk"), kind=PartKind.PROVISION.value)
    return (
        kept.filter(is_open, ~Exists(later), Exists(helps), case__merged_into=None)
        .exclude(case__stage__in=[each.value for each in OVER])
        .select_related("case__child")
        .prefetch_related(
            Prefetch("parts", health),
            Prefetch("changes", changes),
            "case__child__addresses",
            "case__child__contacts",
        )
    )
