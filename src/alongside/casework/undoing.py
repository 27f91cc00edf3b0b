"""Undoing a merge, row by row, inside the transaction of the parting: what moved goes back, and what changed
in place is as it was before, unless somebody has changed it since.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models

from alongside.casework.models import Case, CaseMerge, Child, ChildName, ChildSetting, SiblingLink
from alongside.casework.moving import described, pointing_at, table_of
from alongside.casework.rules.merging import FACTS
from alongside.casework.rules.parting import Since

State = dict[str, dict[str, dict[str, Any]]]
"""By table, row and field."""
_FACTS = tuple(f"{name}_id" if name == "school" else name for name in FACTS)
_FIELDS: Mapping[type[models.Model], tuple[str, ...]] = {
    Child: _FACTS,
    ChildName: ("ended_on",),
    ChildSetting: ("began_on", "ended_on"),
    SiblingLink: ("child_id", "sibling_id", "ended_on"),
}
"""What a merge changes in place."""


@dataclass(frozen=True, slots=True)
class SinceRow:
    """Something recorded after the merge, with the row itself and the field by which it hangs."""

    since: Since
    row: Any
    name: str


def in_place(kept: Child, merged: Child) -> State:
    """As it stands before the merge."""
    links = models.Q(child=merged) | models.Q(sibling=merged)
    found: Mapping[type[models.Model], Any] = {
        Child: Child.objects.in_area(kept.area_id).filter(pk__in=(kept.pk, merged.pk)),
        ChildName: merged.names.all(),
        ChildSetting: merged.settings.all(),
        SiblingLink: SiblingLink.objects.in_area(kept.area_id).filter(links),
    }
    return {
        model.__name__.lower(): {str(row.pk): _told(row, model) for row in rows}
        for model, rows in found.items()
    }


def what_changed(before: State) -> State:
    """The same rows read again: (before, after) of each field that is another now."""
    changed: State = {}
    for model in _FIELDS:
        table = model.__name__.lower()
        for row in _rows(model, before.get(table, {})):
            was, now = before[table][str(row.pk)], _told(row, model)
            differs = {name: [was[name], now[name]] for name in now if was[name] != now[name]}
            if differs:
                changed.setdefault(table, {})[str(row.pk)] = differs
    return changed


def put_back(merge: CaseMerge) -> None:
    """What was changed in place. A number leaves the kept record before it comes back to the other."""
    for model in _FIELDS:
        found = merge.changed.get(model.__name__.lower(), {})
        kept_first = sorted(_rows(model, found), key=lambda row: row.pk == merge.merged.child_id)
        for row in kept_first:
            _put_back(row, found[str(row.pk)])


def _put_back(row: Any, changes: Mapping[str, list[Any]]) -> None:
    now = _told(row, type(row))
    names = [name for name, (_, after) in changes.items() if now[name] == after]
    for name in names:
        setattr(row, name, _field(type(row), name).to_python(changes[name][0]))
    if names:
        row.save(update_fields=names)


def move_back(merge: CaseMerge) -> None:
    """Every row that the merge moved and that still hangs on the kept one."""
    for table, model, name, kept, merged in _tables(merge):
        ids = merge.moved.get(table, [])
        rows = model.objects.in_area(merge.area_id).filter(pk__in=ids, **{name: kept})
        rows.update(**{name: merged})


def rows_since(merge: CaseMerge) -> tuple[SinceRow, ...]:
    """What was recorded on the kept one after the merge, the oldest first."""
    hangs = {model: name for _, model, name, _, _ in _tables(merge)}
    found = [each for each in _since(merge) if each.row is not None]
    return tuple(
        SinceRow(Since(key=each.since.key, follows=_leader(each.row, hangs)), each.row, each.name)
        for each in sorted(found, key=lambda each: written_at(each.row))
    )


def hand_over(rows: tuple[SinceRow, ...], merge: CaseMerge) -> None:
    """To the one who is parted."""
    for each in rows:
        target = merge.merged if _is_of_case(each) else merge.merged.child
        setattr(each.row, each.name, target)
        each.row.save(update_fields=[each.name])


def moved_keys(merge: CaseMerge) -> frozenset[str]:
    return frozenset(
        f"{table.partition('.')[0]}.{pk}" for table, ids in merge.moved.items() for pk in ids
    )


def written_at(row: Any) -> datetime:
    """When a row was written: the first of its instants that is never empty."""
    found: datetime = getattr(row, _instant(type(row)))
    return found


def _since(merge: CaseMerge) -> Iterator[SinceRow]:
    """One query finds what there is, and one more reads each table that has something."""
    tables = {
        table: (model, name) for table, model, name, _, _ in _tables(merge) if _instant(model)
    }
    found: dict[str, list[int]] = {}
    for table, pk in _later(merge):
        if pk not in merge.moved.get(table, []):
            found.setdefault(table, []).append(pk)
    for table, ids in found.items():
        model, name = tables[table]
        for row in model.objects.in_area(merge.area_id).filter(pk__in=ids):
            yield SinceRow(Since(key=_key(row)), row, name)


def _later(merge: CaseMerge) -> Any:
    """(table, id) of every row that hangs on the kept one and was written after the merge."""
    each = [
        model.objects.in_area(merge.area_id)
        .filter(**{name: kept, f"{_instant(model)}__gt": merge.merged_at})
        .order_by()
        .values_list(models.Value(table), "pk")
        for table, model, name, kept, _ in _tables(merge)
        if _instant(model)
    ]
    return each[0].union(*each[1:], all=True)


def _tables(merge: CaseMerge) -> Iterator[tuple[str, Any, str, Any, Any]]:
    pairs = ((merge.kept, merge.merged), (merge.kept.child, merge.merged.child))
    for kept, merged in pairs:
        for model, name, _ in pointing_at(type(kept)):
            yield table_of(model, name), model, name, kept, merged


def _leader(row: Any, hangs: Mapping[type[models.Model], str]) -> str:
    """The key of the first row that it points to and that hangs on the case or the child as well."""
    for field in described(type(row)).concrete_fields:
        if field.many_to_one or field.one_to_one:
            pk = getattr(row, field.attname)
            if pk is not None and field.related_model in hangs:
                return f"{field.related_model.__name__.lower()}.{pk}"
    return ""


def _key(row: Any) -> str:
    return f"{type(row).__name__.lower()}.{row.pk}"


def _is_of_case(each: SinceRow) -> bool:
    return bool(_field(type(each.row), each.name).related_model is Case)


def _instant(model: type[models.Model]) -> str:
    instants = (
        field.name
        for field in described(model).concrete_fields
        if isinstance(field, models.DateTimeField) and not field.null
    )
    return next(instants, "")


def _rows(model: type[models.Model], wanted: Mapping[str, object]) -> list[Any]:
    manager: Any = model
    return list(
        manager.objects.across_areas(reason="Rows that this merge itself names.").filter(
            pk__in=[int(pk) for pk in wanted]
        )
    )


def _told(row: Any, model: type[models.Model]) -> dict[str, Any]:
    found = {name: getattr(row, name) for name in _FIELDS[model]}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in found.items()
    }


def _field(model: type[models.Model], name: str) -> Any:
    return described(model).get_field(name.removesuffix("_id"))
