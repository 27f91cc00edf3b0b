"""The record of a child over time: each part with its days, and what of it stands today in short."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, Value

from alongside.casework.models import (
    Case,
    Child,
    ChildAddress,
    ChildName,
    ChildPeriod,
    ChildSetting,
    SiblingLink,
)
from alongside.casework.queries.one_case import case_head
from alongside.casework.queries.values import CaseHead
from alongside.casework.rules.child_record import Sort
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden

ROWS: Mapping[Sort, Any] = {
    Sort.NAME: ChildName,
    Sort.ADDRESS: ChildAddress,
    Sort.SETTING: ChildSetting,
    Sort.PERIOD: ChildPeriod,
    Sort.SIBLING: SiblingLink,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """One row. ``code`` is the stored code of a kind, where it has one; ``notes`` are further words."""

    sort: Sort
    ref: str
    words: str
    began_on: date | None
    ended_on: date | None
    code: str = ""
    notes: tuple[str, ...] = ()
    restriction: str = ""
    case_ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildRecord:
    head: CaseHead
    rows: Mapping[Sort, tuple[RecordRow, ...]]


@dataclass(frozen=True, slots=True)
class ShortLine:
    """What stands today, for the page of the case. ``restriction`` only of an address."""

    sort: Sort
    words: str
    restriction: str
    began_on: date | None


def child_record(actor: Actor, *, case_ref: str, today: date) -> ChildRecord:
    """Everything, the oldest first. A brother's or sister's case has its address only for those who may
    read it. Raises Hidden.
    """
    head = case_head(actor, case_ref=case_ref, today=today)
    child = Child.objects.visible_to(actor).get(ref=head.child.ref)
    return ChildRecord(
        head=head,
        rows={
            Sort.NAME: tuple(_name(row) for row in child.names.all()),
            Sort.ADDRESS: tuple(_address(row) for row in child.addresses.all()),
            Sort.SETTING: tuple(_setting(r) for r in child.settings.select_related("school")),
            Sort.PERIOD: tuple(
                _period(row) for row in child.periods.select_related("head_post", "worker")
            ),
            Sort.SIBLING: _siblings(actor, child, today),
        },
    )


def row_of(actor: Actor, *, sort: str, row_ref: str, today: date) -> tuple[CaseHead, RecordRow]:
    """Raises Hidden."""
    found = child_record(
        actor,
        case_ref=case_ref_of_row(actor, sort=sort, row_ref=row_ref, today=today),
        today=today,
    )
    return found.head, next(row for row in found.rows[Sort(sort)] if row.ref == row_ref)


def case_ref_of_row(actor: Actor, *, sort: str, row_ref: str, today: date) -> str:
    """Of a case that the actor may read. A link between two may be ended from either. Raises Hidden."""
    if sort not in set(Sort):
        raise Hidden("sort")
    ends = ("child", "sibling") if sort == Sort.SIBLING else ("child",)
    rows = ROWS[Sort(sort)].objects.visible_to(actor).filter(ref=row_ref)
    wanted = Q()
    for end in ends:
        wanted |= Q(child__in=rows.values(end))
    found = Case.objects.open_to(actor, today=today).filter(wanted).order_by("id").first()
    if found is None:
        raise Hidden("row")
    return str(found.ref)


def in_short(actor: Actor, head: CaseHead) -> tuple[ShortLine, ...]:
    """What stands today, in one query, of a case that was read."""
    parts = [_part(actor, sort, found, head.child_id) for sort, found in _SHORT]
    first, *others = parts
    return tuple(
        ShortLine(Sort(sort), words or "", restriction, began_on)
        for sort, words, restriction, began_on in first.union(*others, all=True)
    )


_SHORT: tuple[tuple[Sort, dict[str, Any]], ...] = (
    (Sort.NAME, {"words": F("name")}),
    (Sort.ADDRESS, {"words": F("address"), "restricted": F("restriction")}),
    (Sort.PERIOD, {"words": F("kind")}),
    (Sort.SIBLING, {"words": F("sibling__case__number")}),
    (Sort.SIBLING, {"words": F("child__case__number"), "by": "sibling"}),
)


def _part(actor: Actor, sort: Sort, found: Mapping[str, Any], child_id: int) -> Any:
    by = found.get("by", "child")
    rows = ROWS[sort].objects.visible_to(actor).filter(**{by: child_id, "ended_on": None})
    told = (Value(sort.value), found["words"], found.get("restricted", Value("")))
    return rows.order_by().values_list(*told, "began_on")


def _name(row: ChildName) -> RecordRow:
    return RecordRow(
        sort=Sort.NAME, ref=row.ref, words=row.name, began_on=row.began_on, ended_on=row.ended_on
    )


def _address(row: ChildAddress) -> RecordRow:
    return RecordRow(
        sort=Sort.ADDRESS,
        ref=row.ref,
        words=row.address,
        began_on=row.began_on,
        ended_on=row.ended_on,
        notes=(row.postcode,) if row.postcode else (),
        restriction=row.restriction,
    )


def _setting(row: ChildSetting) -> RecordRow:
    return RecordRow(
        sort=Sort.SETTING,
        ref=row.ref,
        words=row.school.name if row.school else row.place,
        began_on=row.began_on,
        ended_on=row.ended_on,
        code=row.kind,
    )


def _period(row: ChildPeriod) -> RecordRow:
    notes = (
        row.responsible,
        f"Virtual School Head: {row.head_post.title}" if row.head_post else "",
        f"Social worker: {row.worker.name}" if row.worker else "",
    )
    return RecordRow(
        sort=Sort.PERIOD,
        ref=row.ref,
        words="",
        began_on=row.began_on,
        ended_on=row.ended_on,
        code=row.kind,
        notes=tuple(note for note in notes if note),
    )


def _siblings(actor: Actor, child: Child, today: date) -> tuple[RecordRow, ...]:
    links = (
        SiblingLink.objects.visible_to(actor)
        .filter(Q(child=child) | Q(sibling=child))
        .select_related("child__case", "sibling__case")
    )
    found = [(link, link.sibling if link.child_id == child.pk else link.child) for link in links]
    ids = [other.case.pk for _, other in found]
    open_to = Case.objects.open_to(actor, today=today).filter(pk__in=ids)
    readable = set(open_to.values_list("pk", flat=True)) if ids else set()
    return tuple(
        RecordRow(
            sort=Sort.SIBLING,
            ref=link.ref,
            words=f"Case {other.case.number}",
            began_on=None,
            ended_on=link.ended_on,
            case_ref=other.case.ref if other.case.pk in readable else "",
        )
        for link, other in found
    )
