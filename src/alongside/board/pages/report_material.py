"""What the action plan says about a workstream, as tables under a report. Words first."""

from dataclasses import dataclass

from django.urls import reverse

from alongside.board.queries.material_values import (
    ChangeNote,
    LineNote,
    Material,
    MeasureNote,
    RiskNote,
)
from alongside.kernel.actor import Actor
from alongside.measures.codes import Certainty
from alongside.measures.words import met_colour, met_words
from alongside.plan.pages.reading.views import line_address
from alongside.web.components import Cell, Column, KeyFigure, Table
from alongside.web.markup import counted, short_day, tag

LATE = (
    Column("Line", is_wide=True),
    Column("Status"),
    Column("End date"),
    Column("Late"),
)
NOT_YET = (
    Column("Line", is_wide=True),
    Column("Status"),
    Column("What its measures say", is_wide=True),
)
MEASURES = (
    Column("Measure", is_wide=True),
    Column("Target"),
    Column("Latest figure"),
    Column("Met?"),
)
RISKS = (
    Column("Risk or issue", is_wide=True),
    Column("Before", is_number=True),
    Column("After mitigation", is_number=True),
    Column("Looked after by"),
    Column("Touches"),
)
SLIPS = (Column("Line", is_wide=True), Column("Moved"), Column("End date now"))
OWNERLESS = (Column("Line", is_wide=True), Column("What is missing", is_wide=True))
CHANGES = (Column("Day"), Column("Line"), Column("What was recorded", is_wide=True))
LINES = (Column("Line", is_wide=True), Column("Status"), Column("End date"))
BANDS = {"low": "low", "medium": "medium", "high": "high", "very_high": "very high"}


@dataclass(frozen=True, slots=True)
class Part:
    """One table with a place in the page to jump to."""

    id: str
    table: Table


@dataclass(frozen=True, slots=True)
class MaterialView:
    """``lines`` are folded away at the end."""

    figures: tuple[KeyFigure, ...]
    counts: tuple[tuple[str, int], ...]
    parts: tuple[Part, ...]
    lines: Table


def material_view(actor: Actor, material: Material, *, month: str) -> MaterialView:
    """``month`` in words, for what changed in it."""
    return MaterialView(
        figures=_figures(material),
        counts=tuple((tag(each.words, each.colour), each.count) for each in material.counts),
        parts=(
            Part("not-yet", _not_yet(actor, material)),
            Part("late", _late(actor, material)),
            Part("measures", _measures(actor, material)),
            Part("risks", _risks(actor, material)),
            Part("slips", _slips(actor, material)),
            Part("no-lead", _ownerless(actor, material)),
            Part("changes", _changes(actor, material, month)),
        ),
        lines=Table(
            "Every line of the workstream",
            LINES,
            [(_line(actor, x), tag(x.status, x.colour), x.end) for x in material.lines],
            caption_hidden=True,
            stack=True,
        ),
    )


def _figures(material: Material) -> tuple[KeyFigure, ...]:
    lines = f"of {counted(material.line_count, 'line')}"
    counted_measures = [measure for measure in material.measures if measure.met is not None]
    missed = (
        f"of {len(counted_measures)} with a figure and a target"
        if counted_measures
        else "no measure has a figure and a target"
    )
    return (
        KeyFigure("Late", str(len(material.overdue)), lines, address="#late"),
        KeyFigure("Done, not yet making a difference", str(len(material.not_yet)), lines,
                  address="#not-yet"),
        KeyFigure("Measures not met", str(len(material.missed)), missed, address="#measures"),
        KeyFigure("A lead is missing", str(len(material.without_lead)), lines, address="#no-lead"),
    )  # fmt: skip


def _line(actor: Actor, note: LineNote) -> Cell:
    words = f"{note.reference} {note.text}"
    return Cell(words, address=line_address(actor, note.ref), is_header=True)


def _late(actor: Actor, material: Material) -> Table:
    rows = [(_line(actor, x), tag(x.status, x.colour), x.end, x.note) for x in material.overdue]
    return Table("Late", LATE, rows, stack=True, empty="Nothing is late.")


def _not_yet(actor: Actor, material: Material) -> Table:
    rows = [(_line(actor, x), tag(x.status, x.colour), x.note) for x in material.not_yet]
    return Table(
        "Done, not yet making a difference",
        NOT_YET,
        rows,
        stack=True,
        empty="No figure says this of anything that is done.",
    )


def _measures(actor: Actor, material: Material) -> Table:
    rows = [_measure(actor, each) for each in material.measures]
    return Table("Measures", MEASURES, rows, stack=True, empty="No measure stands beside it.")


def _measure(actor: Actor, note: MeasureNote) -> tuple[Cell | str, ...]:
    words = f"{note.reference} {note.text}".strip()
    base = ", ".join(part for part in (note.base, note.period) if part)
    met: Cell | str = "No target to meet" if note.figure else "Not known"
    if note.met is not None:
        certainty = Certainty(note.certainty)
        said = met_words(certainty, is_met=note.met).capitalize()
        met = Cell(said, tag_colour=met_colour(certainty, is_met=note.met))
    return (
        Cell(words, address=line_address(actor, note.line_ref), is_header=True),
        Cell(note.target or "No number", note=note.by),
        Cell(note.figure or "No figure yet", note=base),
        met,
    )


def _risks(actor: Actor, material: Material) -> Table:
    rows = [_risk(actor, each) for each in material.risks]
    return Table(
        "Risks and issues", RISKS, rows, stack=True, empty="No open risk or issue touches it."
    )


def _risk(actor: Actor, note: RiskNote) -> tuple[Cell | str, ...]:
    address = reverse("plan:risk", args=[actor.area_slug, note.ref])
    return (
        Cell(note.title, address=address, is_header=True, note=_risk_note(note)),
        str(note.score_before),
        Cell(str(note.score_after), note=BANDS[note.band]),
        note.owner or "Nobody",
        note.references,
    )


def _risk_note(note: RiskNote) -> str:
    return f"{note.kind}, due for review" if note.is_review_due else note.kind


def _slips(actor: Actor, material: Material) -> Table:
    rows = [(_line(actor, x), x.note, x.end) for x in material.slips]
    return Table(
        "Dates moved later with consent", SLIPS, rows, stack=True, empty="No date has been moved."
    )


def _ownerless(actor: Actor, material: Material) -> Table:
    rows = [(_line(actor, x), x.note) for x in material.without_lead]
    return Table(
        "A lead is missing",
        OWNERLESS,
        rows,
        stack=True,
        empty="Every unfinished line has a lead in every accountable partner.",
    )


def _changes(actor: Actor, material: Material, month: str) -> Table:
    rows = [_change(actor, each) for each in material.changes]
    return Table(
        f"What changed in {month}", CHANGES, rows, stack=True, empty="Nothing was recorded."
    )


def _change(actor: Actor, note: ChangeNote) -> tuple[Cell | str, ...]:
    return (
        short_day(note.day),
        Cell(note.reference, address=line_address(actor, note.ref), is_header=True),
        note.words,
    )
