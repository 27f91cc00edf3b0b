"""Moving what hangs on one case and child to another, inside the transaction of the merge.

Every table that points to a case or a child is moved, so that what a later version adds moves as well.
What is worked out anew, and the posts of the case that goes, stay behind.
"""

from collections.abc import Callable, Iterator
from datetime import date
from operator import attrgetter
from typing import Any

from django.db import models

from alongside.casework.models import (
    Case,
    CaseAssignment,
    CaseDuty,
    CaseMerge,
    CaseWord,
    Child,
    ChildSetting,
    DifferentChildren,
    SiblingLink,
)

STAYS = (Case, CaseAssignment, CaseDuty, CaseMerge, CaseWord, DifferentChildren, SiblingLink)
Moved = dict[str, list[int]]
described: Callable[[type[models.Model]], Any] = attrgetter("_meta")
"""What Django documents of a table: its fields, and which tables point to it."""


def move_everything(
    merged: Case, kept: Case, *, today: date, stays: frozenset[int] = frozenset()
) -> Moved:
    """Which rows moved, by table. ``stays`` are settings that do not move."""
    _end_what_would_be_twice(merged.child, kept.child, today)
    moved: Moved = {}
    for old, new in ((merged, kept), (merged.child, kept.child)):
        for model, name, is_single in pointing_at(type(old)):
            if is_single and model.objects.in_area(kept.area_id).filter(**{name: new}).exists():
                continue
            rows = model.objects.in_area(kept.area_id).filter(**{name: old})
            if model is ChildSetting:
                rows = rows.exclude(pk__in=stays)
            ids = list(rows.order_by("pk").values_list("pk", flat=True))
            if ids:
                model.objects.in_area(kept.area_id).filter(pk__in=ids).update(**{name: new})
                moved.setdefault(table_of(model, name), []).extend(ids)
    _move_links(merged.child, kept.child, today)
    return moved


def table_of(model: type[models.Model], name: str) -> str:
    """ "contact.child": the table, and the field by which a row hangs there."""
    return f"{model.__name__.lower()}.{name}"


def end_assignments(case: Case, today: date) -> None:
    """Nobody works on a case that has gone. What began today never was."""
    standing = case.assignments.filter(
        models.Q(assigned_until=None) | models.Q(assigned_until__gt=today)
    )
    standing.filter(assigned_from__gte=today).delete()
    standing.update(assigned_until=today)


def pointing_at(target: type[models.Model]) -> Iterator[tuple[Any, str, bool]]:
    """Each table that points there, by which field, and whether there is at most one row."""
    for relation in described(target).get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        if relation.related_model not in STAYS:
            yield relation.related_model, relation.field.name, bool(relation.one_to_one)


def _end_what_would_be_twice(merged: Child, kept: Child, today: date) -> None:
    names = set(kept.names.filter(ended_on=None).values_list("name", flat=True))
    merged.names.filter(ended_on=None, name__in=names).update(ended_on=today)
    if not kept.settings.filter(ended_on=None).exists():
        return
    attended = merged.settings.filter(ended_on=None)
    attended.filter(began_on__gte=today).update(began_on=None)
    attended.update(ended_on=today)


def _move_links(merged: Child, kept: Child, today: date) -> None:
    """Brothers and sisters of the one are those of the other. The two are no brothers or sisters."""
    links = SiblingLink.objects.in_area(kept.area_id).filter(
        models.Q(child=merged) | models.Q(sibling=merged), ended_on=None
    )
    for link in links.select_related("child", "sibling"):
        other = link.sibling if link.child_id == merged.pk else link.child
        first, second = sorted((kept, other), key=lambda each: each.pk)
        if other == kept or first.younger_links.filter(sibling=second, ended_on=None).exists():
            link.ended_on = today
            link.save(update_fields=["ended_on"])
            continue
        link.child, link.sibling = first, second
        link.save(update_fields=["child", "sibling"])
