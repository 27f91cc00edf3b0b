"""Weaknesses, outcomes and actions: made, brought up to date, or left alone where people changed them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model, ProtectedError

from alongside.plan.models import Line, PublishedRow, Rewording, SourceDocument, Weakness
from alongside.plan.rules.codes import LineKind
from alongside.plan.transfer.formats import AREA
from alongside.plan.transfer.names import impact_name, line_name, weakness_name
from alongside.plan.transfer.records import columns_of
from alongside.plan.transfer.schema import Document
from alongside.plan.transfer.writing.context import CHANGED_HERE, Brought, Writing

REWORDED = "The action plan was imported again with other words."
STILL_USED = "Other records rest on it, so it stays."


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line of the document, in its place."""

    reference: str
    kind: LineKind
    text: str
    part: str
    order: int
    weakness: int
    parent: str = ""

    @property
    def words(self) -> str:
        return f"{'Action' if self.parent else 'Outcome'} {self.reference}"


def write_weaknesses(writing: Writing, brought: Brought, document: Document) -> dict[int, Weakness]:
    held = {weakness.number: weakness for weakness in writing.statement.weaknesses.all()}
    for area in document["areas_for_improvement"]:
        columns = columns_of(AREA, area)
        number = columns.pop("number")
        if number not in held:
            held[number] = Weakness.objects.create(
                area_id=writing.area_id, statement=writing.statement, number=number, **columns
            )
            brought.remember(weakness_name(number), columns)
        elif _speaks_of(writing, weakness_name(number)) and brought.merge(
            weakness_name(number), held[number], columns, f"Weakness {number}"
        ):
            held[number].version += 1
            held[number].save()
    return held


def write_lines(
    writing: Writing, brought: Brought, document: Document, weaknesses: Mapping[int, Weakness]
) -> dict[str, Line]:
    """Every line of the plan by its reference, outcomes first, so that actions find their outcome."""
    held = {line.reference: line for line in writing.statement.lines.all()}
    wanted = list(_wanted(document))
    for tops in (True, False):
        new = []
        for each in (w for w in wanted if (not w.parent) is tops):
            if each.reference in held:
                _bring_up_to_date(writing, brought, held, each, weaknesses)
            else:
                new.append(_new_line(writing, held, each, weaknesses))
                brought.remember(line_name(each.reference), {"text": each.text})
        for line in Line.objects.bulk_create(new):
            held[line.reference] = line
    return held


def remove_missing(
    writing: Writing, brought: Brought, source: SourceDocument, document: Document
) -> None:
    """What the source brought before and no longer has goes, unless something rests on it."""
    wanted = list(_wanted(document))
    references = {line_name(each.reference) for each in wanted}
    numbers = {weakness_name(area["number"]) for area in document["areas_for_improvement"]}
    lines = {line_name(line.reference): line for line in writing.statement.lines.all()}
    gone = [lines[name] for name in brought.before("line") - references if name in lines]
    for line in sorted(gone, key=lambda each: each.parent_id is None):
        name = line_name(line.reference)
        _remove_impacts(brought, line)
        PublishedRow.objects.in_area(line.area_id).filter(line=line, source=source).delete()
        if not brought.is_as_imported(name, {"text": line.text}) or not remove(line):
            _keep_line(writing, brought, name, line)
    weaknesses = {weakness_name(w.number): w for w in writing.statement.weaknesses.all()}
    for name in brought.before("weakness") - numbers:
        if name in weaknesses and not remove(weaknesses[name]):
            brought.carry_over(name)
            writing.keep(str(weaknesses[name]), weaknesses[name].title, None, STILL_USED)


def _remove_impacts(brought: Brought, line: Line) -> None:
    """Impacts go with their outcome when the source had brought them and nobody answered them."""
    for impact in line.impacts.all():
        if brought.had(impact_name(line.reference, impact.text)):
            remove(impact)


def remove(record: Model) -> bool:
    """False when other records rest on it; then nothing is removed."""
    try:
        with transaction.atomic():
            record.delete()
    except ProtectedError:
        return False
    return True


def _keep_line(writing: Writing, brought: Brought, name: str, line: Line) -> None:
    brought.carry_over(name)
    writing.keep(f"Line {line.reference}", line.text, None, STILL_USED)


def _wanted(document: Document) -> Iterator[Wanted]:
    order = 0
    for area in document["areas_for_improvement"]:
        for outcome in area["outcomes"]:
            order += 1
            yield Wanted(
                outcome["id"], LineKind.OUTCOME, outcome["outcome"], "", order, area["number"]
            )
            for action in outcome["actions"]:
                order += 1
                yield Wanted(
                    action["id"], LineKind.ACTION, action["text"], action["part"] or "",
                    order, area["number"], outcome["id"],
                )  # fmt: skip


def _new_line(
    writing: Writing, held: Mapping[str, Line], wanted: Wanted, weaknesses: Mapping[int, Weakness]
) -> Line:
    return Line(
        area_id=writing.area_id,
        statement=writing.statement,
        created_at=writing.at,
        created_by_id=writing.actor.person_id,
        kind=wanted.kind.value,
        reference=wanted.reference,
        text=wanted.text,
        **_place(held, wanted, weaknesses),
    )


def _place(
    held: Mapping[str, Line], wanted: Wanted, weaknesses: Mapping[int, Weakness]
) -> dict[str, Any]:
    return {
        "part": wanted.part,
        "order": wanted.order,
        "weakness_id": weaknesses[wanted.weakness].pk,
        "parent_id": held[wanted.parent].pk if wanted.parent else None,
    }


def _bring_up_to_date(
    writing: Writing,
    brought: Brought,
    held: Mapping[str, Line],
    wanted: Wanted,
    weaknesses: Mapping[int, Weakness],
) -> None:
    line = held[wanted.reference]
    place = _place(held, wanted, weaknesses)
    if line.kind != wanted.kind:
        writing.keep(wanted.words, f"{line.kind}", f"{wanted.kind}", CHANGED_HERE)
        return
    moved = any(getattr(line, name) != value for name, value in place.items())
    for name, value in place.items():
        setattr(line, name, value)
    old_text = line.text
    if _speaks_of(writing, line_name(wanted.reference)) and brought.merge(
        line_name(wanted.reference), line, {"text": wanted.text}, wanted.words
    ):
        _keep_old_words(writing, line, old_text)
        line.version += 1
        moved = True
    if moved:
        line.save()


def _keep_old_words(writing: Writing, line: Line, old_text: str) -> None:
    Rewording.objects.create(
        area_id=line.area_id,
        line=line,
        old_text=old_text,
        reason=REWORDED,
        changed_at=writing.at,
        changed_by_id=writing.actor.person_id,
    )


def _speaks_of(writing: Writing, name: str) -> bool:
    return writing.mentioned is None or name in writing.mentioned
