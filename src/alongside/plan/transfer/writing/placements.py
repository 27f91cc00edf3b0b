"""Beside which part of the table each measure was printed; a part that exists ties the measure to its action."""

from collections.abc import Mapping

from alongside.plan.models import Line, MeasureOfSuccess, MeasurePlacement, SourceDocument
from alongside.plan.transfer.schema import Document
from alongside.plan.transfer.writing.context import Writing


def write_placements(writing: Writing, source: SourceDocument, document: Document) -> None:
    held = list(
        MeasurePlacement.objects.in_area(writing.area_id)
        .filter(source=source)
        .select_related("measure")
        .order_by("order")
    )
    measures = {
        (m.line.reference, m.reference): m
        for m in MeasureOfSuccess.objects.in_area(writing.area_id)
        .filter(line__statement=writing.statement)
        .select_related("line")
    }
    wanted = [
        (measures[outcome, reference], label)
        for outcome, by_label in document.get("measure_to_action_part", {}).items()
        if outcome != "note"
        for label, references in by_label.items()
        for reference in references
    ]
    if [(p.measure_id, p.label) for p in held] == [(m.pk, label) for m, label in wanted]:
        return
    actions = _actions(writing)
    _tie(wanted, {p.measure_id: actions.get((p.measure.line_id, p.label)) for p in held}, actions)
    MeasurePlacement.objects.in_area(writing.area_id).filter(source=source).delete()
    MeasurePlacement.objects.bulk_create(
        MeasurePlacement(
            area_id=writing.area_id, source=source, measure=measure, label=label, order=order
        )
        for order, (measure, label) in enumerate(wanted, start=1)
    )


def _tie(
    wanted: list[tuple[MeasureOfSuccess, str]],
    before: Mapping[int, Line | None],
    actions: Mapping[tuple[int, str], Line],
) -> None:
    """A measure that people tied to another action stays there."""
    for measure, label in wanted:
        action, tied = actions.get((measure.line_id, label)), before.get(measure.pk)
        is_ours = measure.action_id is None or (tied is not None and tied.pk == measure.action_id)
        if action is not None and is_ours and measure.action_id != action.pk:
            measure.action = action
            measure.version += 1
            measure.save(update_fields=["action", "version"])


def _actions(writing: Writing) -> dict[tuple[int, str], Line]:
    lines = writing.statement.lines.exclude(part="").exclude(parent=None)
    return {(line.parent_id, line.part): line for line in lines}
