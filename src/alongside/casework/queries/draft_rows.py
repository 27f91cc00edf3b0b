"""Needs and rows of help of an EHC plan, one by one: for the room that follows on which advice each rests.

A row says what it says itself and no more: no other row, and no other adviser. Somebody who is shown some
rows learns nothing of the rest.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Prefetch

from alongside.casework.models import PlanChange, PlanPart, PlanVersion
from alongside.casework.plans.reading import part_of
from alongside.casework.plans.saying import headline, said
from alongside.casework.queries.exporting import Cleaner
from alongside.casework.queries.one_case import case_head
from alongside.casework.queries.values import CaseHead
from alongside.casework.rules.plans.codes import (
    FINALS,
    NEEDS,
    PROVISIONS,
    PartKind,
    Section,
    VersionKind,
    VersionState,
)
from alongside.casework.rules.plans.parts import Part, numbers, written
from alongside.kernel.actor import Actor
from alongside.kernel.canonical import canonical_bytes
from alongside.web.clock import london_day

OF_OTHERS = frozenset({"needs", "outcomes", "source"})
"""Boxes that name another row, or somebody else’s advice."""
KINDS = (PartKind.NEED, PartKind.PROVISION)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """``digest`` is of what the row itself says. ``changed_on`` is when it was last written."""

    key: str
    number: str
    section: Section
    kind: PartKind
    headline: str
    boxes: tuple[tuple[str, str], ...]
    digest: str
    changed_on: date | None

    @property
    def text(self) -> str:
        return "\n".join(f"{label}: {words}" for label, words in self.boxes)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftVersion:
    """One version of the EHC plan, in its rows that help or say a need."""

    pk: int
    ref: str
    number: int
    kind: VersionKind
    state: VersionState
    issued_on: date | None
    issued_at: datetime | None
    rows: tuple[DraftRow, ...]

    @property
    def is_final(self) -> bool:
        return self.kind in FINALS

    def row(self, key: str) -> DraftRow | None:
        return next((each for each in self.rows if each.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDraft:
    """``shown`` is the version that was asked for, the newest where none was; None while there is none.
    ``numbers`` are those of every version that was not discarded, the newest first.
    """

    head: CaseHead
    shown: DraftVersion | None
    numbers: tuple[int, ...]

    @property
    def is_newest(self) -> bool:
        return self.shown is None or self.shown.number == self.numbers[0]


def case_draft(
    actor: Actor,
    *,
    case_ref: str,
    today: date,
    number: int | None = None,
    for_adviser: bool = False,
) -> CaseDraft:
    """Raises Hidden for a case that the actor may not read. ``for_adviser``: without addresses, and without
    the place where help is given if it is restricted where the child lives.
    """
    head = case_head(actor, case_ref=case_ref, today=today)
    kept = PlanVersion.objects.visible_to(actor).exclude(state=VersionState.DISCARDED.value)
    versions = kept.filter(case__ref=case_ref).order_by("-number")
    known = tuple(versions.values_list("number", flat=True))
    wanted = number if number in known else (known[0] if known else None)
    if wanted is None:
        return CaseDraft(head=head, shown=None, numbers=())
    rows = PlanPart.objects.visible_to(actor).order_by("section", "position", "id")
    related = versions.select_related("case__child").prefetch_related(Prefetch("parts", rows))
    plan = related.get(number=wanted)
    shape = _Shape(plan.case) if for_adviser else None
    return CaseDraft(head=head, shown=_version(actor, plan, shape), numbers=known)


class _Shape:
    """What an adviser is not told of a row that rests on their advice."""

    def __init__(self, case: Any) -> None:
        self.clean = Cleaner(case)
        self.hidden = {"where"} if case.child.addresses.exclude(restriction="").exists() else set()


def _version(actor: Actor, plan: PlanVersion, shape: _Shape | None) -> DraftVersion:
    parts = tuple(part_of(each) for each in plan.parts.all())
    changed, called = _changed(actor, plan), numbers(parts)
    found = tuple(_row(each, called, changed, shape) for each in parts if _is_asked_about(each))
    return DraftVersion(
        pk=plan.pk,
        ref=plan.ref,
        number=plan.number,
        kind=VersionKind(plan.kind),
        state=VersionState(plan.state),
        issued_on=plan.issued_on,
        issued_at=plan.issued_at,
        rows=found,
    )


def _is_asked_about(part: Part) -> bool:
    return part.kind in KINDS and part.section in (*NEEDS, *PROVISIONS)


def _row(
    part: Part, called: Mapping[str, str], changed: Mapping[str, datetime], shape: _Shape | None
) -> DraftRow:
    boxes = tuple(_boxes(part, shape))
    first = headline(part.body)
    written_at = changed.get(part.key)
    return DraftRow(
        key=part.key,
        number=called.get(part.key, ""),
        section=part.section,
        kind=part.kind,
        headline=shape.clean(first) if shape else first,
        boxes=boxes,
        digest=_digest(part),
        changed_on=london_day(written_at) if written_at else None,
    )


def _boxes(part: Part, shape: _Shape | None) -> Iterator[tuple[str, str]]:
    hidden = OF_OTHERS | (shape.hidden if shape else set())
    for name, label, words in said(part.body, {}):
        if name not in hidden:
            yield label, shape.clean(words) if shape else words


def _digest(part: Part) -> str:
    own = {name: kept for name, kept in written(part.body).items() if name not in OF_OTHERS}
    return hashlib.sha256(canonical_bytes({"section": part.section.value, **own})).hexdigest()


def _changed(actor: Actor, plan: PlanVersion) -> Mapping[str, datetime]:
    """By key, when the row was last written, in this version or one before it."""
    rows = PlanChange.objects.visible_to(actor).filter(
        plan__case=plan.case_id, plan__number__lte=plan.number
    )
    kept = rows.exclude(plan__state=VersionState.DISCARDED.value)
    return dict(kept.values_list("key").annotate(last=Max("changed_at")))
