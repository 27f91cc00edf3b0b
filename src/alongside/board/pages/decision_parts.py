"""The parts of a decision that its pages share: what it rests on, then and now, and what was seen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from alongside.board.queries.decision_values import (
    DecisionView,
    EvidenceBasis,
    FigureBasis,
    KeptFigure,
    LookBackView,
)
from alongside.board.rules.decisions import Moved
from alongside.kernel.actor import Actor
from alongside.web.components import Cell, Column, Crumb, Row, Table
from alongside.web.markup import counted, day, link, tag

MOVED_COLOURS = {
    Moved.NO_NEWER: "grey",
    Moved.SAME: "grey",
    Moved.GOOD_WAY: "green",
    Moved.WRONG_WAY: "red",
}
FIGURES = (
    Column("Figure", is_wide=True),
    Column("When it was decided"),
    Column("Now"),
    Column("Which way"),
)
KEPT = (
    Column("Figure", is_wide=True),
    Column("When it was decided"),
    Column("When the board looked"),
    Column("Which way"),
)


@dataclass(frozen=True, slots=True)
class LookOnPage:
    """One look-back; ``figures`` is None when the decision rests on none."""

    title: str
    verdict: str
    text: str
    by: str
    again: str
    figures: Table | None


def list_crumb(actor: Actor) -> Crumb:
    return Crumb("Decisions", reverse("board:decisions", args=[actor.area_slug]))


def address_of(actor: Actor, ref: str) -> str:
    return reverse("board:decision", args=[actor.area_slug, ref])


def facts_of(actor: Actor, one: DecisionView) -> Iterator[Row]:
    meeting = reverse("board:meeting", args=[actor.area_slug, one.meeting_ref])
    yield Row("Meeting", link(f"{one.board_title}, {day(one.meeting_on)}", meeting))
    if one.item_title:
        yield Row("Item of the agenda", one.item_title)
    if one.quorum_words:
        yield Row("Quorum", tag(one.quorum_words, "amber"))
    yield Row("Look back", day(one.look_back_on))
    yield Row("Recorded by", _recorded(one))


def _recorded(one: DecisionView) -> str:
    """By whom; and when, where that is not the day of the meeting."""
    by = one.recorded_by or "The system"
    if not one.days_after:
        return by
    return f"{by} on {day(one.recorded_on)}, {counted(one.days_after, 'day')} after the meeting"


def figures_table(
    actor: Actor, figures: Sequence[FigureBasis], *, caption_hidden: bool = False
) -> Table | None:
    """Then and now side by side; each title opens its series. None when there are none."""
    if not figures:
        return None
    rows = [
        (
            _series_cell(actor, each.series_ref, each.title),
            Cell(each.then, note=f"Corrected since to {each.corrected}" if each.corrected else ""),
            each.now,
            Cell(each.moved_words, tag_colour=MOVED_COLOURS[each.moved]),
        )
        for each in figures
    ]
    return Table("Figures, then and now", FIGURES, rows, caption_hidden=caption_hidden, stack=True)


def other_bases(actor: Actor, one: DecisionView) -> Iterator[Row]:
    """Evidence of the action plan, with links, and documents held elsewhere."""
    if one.evidence:
        yield Row("Evidence", tuple(_evidence(actor, each) for each in one.evidence))
    if one.documents:
        yield Row("Documents", one.documents)


def look_on_page(actor: Actor, each: LookBackView) -> LookOnPage:
    return LookOnPage(
        title=day(each.looked_on),
        verdict=each.verdict_label,
        text=each.text,
        by=each.by,
        again=f"The board meant to look again on {day(each.again_on)}." if each.again_on else "",
        figures=_kept(actor, each),
    )


def _series_cell(actor: Actor, ref: str, title: str) -> Cell:
    address = reverse("measures:series", args=[actor.area_slug, ref])
    return Cell(title, address=address, is_header=True)


def _evidence(actor: Actor, each: EvidenceBasis) -> str:
    address = reverse("plan:line", args=[actor.area_slug, each.line_ref])
    title = f"{each.title}, for {each.line_reference}"
    return link(f"{title} (withdrawn since)" if each.is_withdrawn else title, address)


def _kept(actor: Actor, look: LookBackView) -> Table | None:
    if not look.figures:
        return None
    rows = [_kept_row(actor, each) for each in look.figures]
    return Table(f"Figures on {day(look.looked_on)}", KEPT, rows, stack=True)


def _kept_row(actor: Actor, each: KeptFigure) -> tuple[Cell | str, ...]:
    title = _series_cell(actor, each.series_ref, each.title)
    return title, each.then, each.now, each.moved_words
