"""The decisions of the board: those to look back on, all of them, and one with its figures then and
now.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from alongside.board import perms
from alongside.board.pages.decision_parts import (
    LookOnPage,
    address_of,
    facts_of,
    figures_table,
    list_crumb,
    look_on_page,
    other_bases,
)
from alongside.board.pages.views import crumbs, tabs
from alongside.board.queries.decision_values import (
    DecisionView,
)
from alongside.board.queries.decisions import all_decisions, meetings_to_decide
from alongside.board.queries.decisions import (
    decision as decision_of,
)
from alongside.kernel.actor import Actor
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Door, Row, Tab, Table
from alongside.web.markup import counted, day, tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import shortened

SHORT = 140
MOST_DOORS = 3
LIST = (
    Column("What was decided", is_wide=True),
    Column("What it rests on"),
    Column("Looking back"),
)


@dataclass(frozen=True, slots=True)
class DecisionsView:
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    doors: tuple[Door, ...]
    due: Table
    all: Table


@dataclass(frozen=True, slots=True)
class OneDecision:
    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    quorum_words: str
    text: str
    should_change: str
    facts: tuple[Row, ...]
    figures: Table | None
    others: tuple[Row, ...]
    next_look: str
    looks: tuple[LookOnPage, ...]


@page("GET", needs=perms.VIEW)
def decisions(request: PageRequest, area: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = all_decisions(actor)
    due = sorted(
        (one for one in found if one.is_due(today)), key=lambda one: one.next_look or today
    )
    content = DecisionsView(
        crumbs=crumbs(actor, Crumb("Decisions")),
        tabs=tabs(actor, current="decisions"),
        doors=_doors_for_list(actor),
        due=_list(actor, "Look back on these now", due, today, "No look-back is due today."),
        all=_list(actor, "Every decision", found, today, "No decision has been recorded yet."),
    )
    return render_page(request, "board/decisions/decisions.html", {"page": content})


@page("GET", needs=perms.VIEW)
def decision(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    one = decision_of(actor, decision_ref=ref)
    content = OneDecision(
        title=f"Decision {one.number}",
        caption=f"{one.board_title}, {day(one.meeting_on)}",
        crumbs=crumbs(actor, list_crumb(actor), Crumb(one.number)),
        doors=_doors_for_one(actor, one),
        quorum_words=one.quorum_words,
        text=one.text,
        should_change=one.should_change,
        facts=tuple(facts_of(actor, one)),
        figures=figures_table(actor, one.figures, caption_hidden=True),
        others=tuple(other_bases(actor, one)),
        next_look=next_look_words(one, today),
        looks=tuple(look_on_page(actor, each) for each in reversed(one.looks)),
    )
    return render_page(request, "board/decisions/decision.html", {"page": content})


def _doors_for_list(actor: Actor) -> tuple[Door, ...]:
    """One for each of the latest meetings that may still decide."""
    if not actor.may(perms.RUN):
        return ()
    return tuple(
        Door(
            f"Record a decision of {day(each.held_on)}",
            reverse("board:record_decision", args=[actor.area_slug, each.ref]),
            is_main=place == 0,
        )
        for place, each in enumerate(meetings_to_decide(actor)[:MOST_DOORS])
    )


def _doors_for_one(actor: Actor, one: DecisionView) -> tuple[Door, ...]:
    if not actor.may(perms.RUN):
        return ()
    address = reverse("board:look_back", args=[actor.area_slug, one.ref])
    title = "Look back again" if one.looks else "Look back"
    return (Door(title, address, is_main=True),)


def _list(actor: Actor, title: str, rows: Sequence[DecisionView], today: date, empty: str) -> Table:
    return Table(title, LIST, [_row(actor, one, today) for one in rows], stack=True, empty=empty)


def _row(actor: Actor, one: DecisionView, today: date) -> tuple[Cell | str, ...]:
    note = day(one.meeting_on)
    if one.quorum_words:
        note = format_html("{} {}", note, tag(one.quorum_words, "amber"))
    title = f"{one.number} {_short(one.text)}"
    return (
        Cell(title, address=address_of(actor, one.ref), is_header=True, note=note),
        _rests_on(one),
        _looking_back(one, today),
    )


def _rests_on(one: DecisionView) -> str:
    counts = (
        (len(one.figures), "figure"),
        (len(one.evidence), "piece of evidence,pieces of evidence"),
        (len(one.documents), "document"),
    )
    return ", ".join(counted(count, words) for count, words in counts if count)


def _looking_back(one: DecisionView, today: date) -> Cell:
    latest = one.latest_look
    note = f"{day(latest.looked_on)}: {latest.verdict_label}" if latest else ""
    if one.next_look is None:
        return Cell("Looked back", note=note)
    if one.is_due(today):
        words = "Today" if one.next_look == today else f"Since {day(one.next_look)}"
        return Cell(words, tag_colour="amber" if one.next_look == today else "red", note=note)
    return Cell(day(one.next_look), note=note)


def next_look_words(one: DecisionView, today: date) -> str:
    if one.next_look is None:
        return ""
    if one.next_look == today:
        return "The board looks back on it today."
    if one.is_due(today):
        return f"The board was to look back on {day(one.next_look)}. It has not done so yet."
    return f"The board looks back on {day(one.next_look)}."


def _short(text: str) -> str:
    return shortened(" ".join(text.split()), SHORT)
