"""Measures of success and impact statements of each outcome."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from alongside.kernel.dates import PartialDate
from alongside.measures.codes import Comparator
from alongside.people.partial_dates import closing, opening
from alongside.plan.models import ImpactStatement, Line, MeasureOfSuccess
from alongside.plan.rules.codes import DateRole, PrintedComparator
from alongside.plan.transfer.formats import MEASURE
from alongside.plan.transfer.meaning import outcomes_of
from alongside.plan.transfer.names import evidence_name, impact_name, measure_name
from alongside.plan.transfer.records import columns_of
from alongside.plan.transfer.schema import Document
from alongside.plan.transfer.writing.context import Brought, Writing
from alongside.plan.transfer.writing.lines import STILL_USED, remove

COMPARED = {
    PrintedComparator.EQ: Comparator.AT_LEAST,
    PrintedComparator.GT: Comparator.MORE_THAN,
}
_SHIFT = 10_000


def write_measures(
    writing: Writing, brought: Brought, document: Document, lines: Mapping[str, Line]
) -> None:
    held = {m.reference: m for m in _measures_of(writing)}
    new = []
    for _, outcome in outcomes_of(document):
        for order, item in enumerate(outcome["key_performance_measures"], start=1):
            name, columns = measure_name(item["id"]), _columns(item)
            place = {
                "line_id": lines[outcome["id"]].pk,
                "order": order,
                "action": _action(outcome, item, lines),
            }
            if item["id"] not in held:
                brought.remember(name, columns)
                new.append(MeasureOfSuccess(area_id=writing.area_id, **columns, **place))
            else:
                _bring_up_to_date(writing, brought, held[item["id"]], columns, place)
    MeasureOfSuccess.objects.bulk_create(new)


def remove_missing_measures(writing: Writing, brought: Brought, document: Document) -> None:
    wanted = {
        measure_name(item["id"])
        for _, outcome in outcomes_of(document)
        for item in outcome["key_performance_measures"]
    }
    held = {measure_name(m.reference): m for m in _measures_of(writing)}
    for name in brought.before("measure") - wanted:
        measure = held.get(name)
        if measure is None:
            continue
        ours = {column: getattr(measure, column) for column in _columns(_NO_MEASURE)}
        if measure.series_id or not brought.is_as_imported(name, ours) or not remove(measure):
            brought.carry_over(name)
            writing.keep(f"Measure {measure.reference}", measure.text, None, STILL_USED)


def write_impacts(
    writing: Writing, brought: Brought, document: Document, lines: Mapping[str, Line]
) -> None:
    held: dict[int, list[ImpactStatement]] = defaultdict(list)
    impacts = ImpactStatement.objects.in_area(writing.area_id).filter(
        line__statement=writing.statement
    )
    for impact in impacts.order_by("order"):
        held[impact.line_id].append(impact)
    new: list[ImpactStatement] = []
    for _, outcome in outcomes_of(document):
        line = lines[outcome["id"]]
        new += _impacts_of(writing, brought, line, outcome["impact"], held[line.pk])
    ImpactStatement.objects.bulk_create(new)


def _impacts_of(
    writing: Writing,
    brought: Brought,
    line: Line,
    texts: list[str],
    held: list[ImpactStatement],
) -> list[ImpactStatement]:
    """Impacts have no reference: they are known again by their words, which answers rest on."""
    if [impact.text for impact in held] == texts:
        _remember_impacts(brought, writing, line, texts)
        return []
    left = list(held)
    order: list[ImpactStatement | str] = []
    for text in texts:
        match = next((impact for impact in left if impact.text == text), None)
        if match is not None:
            left.remove(match)
            order.append(match)
        elif not brought.had(impact_name(line.reference, text)):
            order.append(text)
    _remember_impacts(brought, writing, line, texts)
    order += [impact for impact in left if not _remove_impact(writing, brought, line, impact)]
    return _renumber(line, order)


def _remember_impacts(brought: Brought, writing: Writing, line: Line, texts: list[str]) -> None:
    for text in texts:
        name = impact_name(line.reference, text)
        if writing.mentioned is None or name in writing.mentioned:
            brought.remember(name, {"text": text})


def _remove_impact(writing: Writing, brought: Brought, line: Line, impact: ImpactStatement) -> bool:
    """People's own impacts stay without a word; one that the file dropped stays when it was answered, or
    when people said where it is shown.
    """
    name = impact_name(line.reference, impact.text)
    if writing.mentioned is not None or not brought.had(name):
        return False
    is_shown = impact.told_in_id and not brought.had(evidence_name(line.reference, impact.text))
    if not is_shown and remove(impact):
        return True
    brought.carry_over(name)
    writing.keep(f"Outcome {line.reference}, impact", impact.text, None, STILL_USED)
    return False


def _renumber(line: Line, order: list[ImpactStatement | str]) -> list[ImpactStatement]:
    """Places are taken once, so those that move step aside first."""
    new = []
    moving = [
        (p, e)
        for p, e in enumerate(order, start=1)
        if isinstance(e, ImpactStatement) and e.order != p
    ]
    for shift in (_SHIFT, 0):
        for place, impact in moving:
            impact.order = place + shift
            impact.save(update_fields=["order"])
    for place, each in enumerate(order, start=1):
        if isinstance(each, str):
            new.append(ImpactStatement(area_id=line.area_id, line=line, order=place, text=each))
    return new


def _bring_up_to_date(
    writing: Writing,
    brought: Brought,
    measure: MeasureOfSuccess,
    columns: dict[str, Any],
    place: dict[str, Any],
) -> None:
    name = measure_name(measure.reference)
    if writing.mentioned is not None and name not in writing.mentioned:
        return
    place.pop("action")
    changed = any(getattr(measure, column) != value for column, value in place.items())
    for column, value in place.items():
        setattr(measure, column, value)
    taken = brought.merge(name, measure, columns, f"Measure {measure.reference}")
    if taken:
        measure.version += 1
    if taken or changed:
        measure.save()


def _columns(item: Mapping[str, Any]) -> dict[str, Any]:
    """A plain number means at least; "over" and "above" mean more than."""
    columns = columns_of(MEASURE, item)
    printed = columns["printed_comparator"]
    compared = COMPARED[PrintedComparator(printed)] if printed else Comparator.AT_LEAST
    columns["comparator"] = "" if columns["target_value"] is None else compared.value
    date = PartialDate.parse(item["date"]) if item.get("date") else None
    column = opening if item.get("date_role") == DateRole.FROM else closing
    columns["date_on"], columns["date_precision"] = column(date)
    return columns


_NO_MEASURE: dict[str, Any] = {"kind": "qualitative"}


def _action(outcome: Document, item: Document, lines: Mapping[str, Line]) -> Line | None:
    """The action whose part the measure names."""
    part = item["action_part"]
    named = (lines[a["id"]] for a in outcome["actions"] if part and a["part"] == part)
    return next(named, None)


def _measures_of(writing: Writing) -> Any:
    return MeasureOfSuccess.objects.in_area(writing.area_id).filter(
        line__statement=writing.statement
    )
