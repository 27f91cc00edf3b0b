"""Rounds of audits for whoever leads them: the list, one round, planning it, drawing its sample, closing it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.people.pages.filling import FormPage, fill_in
from alongside.quality import perms
from alongside.quality.forms.rounds import CloseForm, DrawForm, FirstDrawForm
from alongside.quality.operations import rounds as operations
from alongside.quality.pages.moderating import MEET
from alongside.quality.pages.planning import CHANGE, PLAN, TAKE_BACK
from alongside.quality.pages.round_parts import (
    agreement_words,
    draw_items,
    has_free_seat,
    meeting_items,
    outlook,
    period_of,
    sample_table,
)
from alongside.quality.pages.seating import SHARE_OUT
from alongside.quality.pages.trail import at, round_crumbs, rounds_crumbs
from alongside.quality.pages.views import tabs
from alongside.quality.queries.rounds import is_drawn_again_the_same, round_page, rounds
from alongside.quality.queries.values import RoundPage, RoundRow
from alongside.quality.rules.codes import RoundState
from alongside.quality.rules.drawing import RoundFacts, check_may_draw
from alongside.quality.tools import tool_in_force
from alongside.quality.words import ABOUT, EXCLUSIONS, ROUND_COLOURS, ROUND_STATES, STRATA
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Door, RecordedItem, Row, Tab, Table
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import day, in_a_sentence

DRAW, AGAIN = "Draw the sample", "Draw again"
DRAWING = (
    "A random number decides, and is kept, so that anybody can draw the same again. "
    "Nobody chooses what is audited."
)


@dataclass(frozen=True, slots=True)
class RoundsPage:
    title: str
    intro: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    doors: tuple[Door, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class OneRound:
    title: str
    caption: str
    state: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    facts: tuple[Row, ...]
    outlook: str
    agreement: tuple[str, ...]
    table: Table
    draws: tuple[RecordedItem, ...]
    meetings: tuple[RecordedItem, ...]


@page("GET", needs=perms.LEAD)
def listed(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    content = RoundsPage(
        title="Audits",
        intro="Each round draws a random sample of a period, marks it by one tool, and moderates it.",
        crumbs=rounds_crumbs(actor)[:1],
        tabs=tabs(actor, current="rounds"),
        doors=(
            Door(PLAN, at(actor, "plan_round"), is_main=True),
            Door("Standards and tools", at(actor, "tools")),
        ),
        table=_table(actor, rounds(actor)),
    )
    return render_page(request, "quality/rounds.html", {"page": content})


@page("GET", needs=perms.LEAD)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = round_page(actor, round_ref=ref)
    content = OneRound(
        title=found.row.title,
        caption=f"Audit: {in_a_sentence(ABOUT[found.row.about])}",
        state=tag(state_of(found.row), ROUND_COLOURS[found.row.state]),
        crumbs=round_crumbs(actor, found.row)[:-1],
        doors=tuple(_doors(actor, found)),
        facts=tuple(_facts(actor, found)),
        outlook=outlook(actor, found),
        agreement=agreement_words(found),
        table=sample_table(actor, found),
        draws=draw_items(actor, found),
        meetings=meeting_items(found),
    )
    return render_page(request, "quality/round.html", {"page": content})


@page("GET", "POST", needs=perms.LEAD)
def draw(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, round_page(request.actor, round_ref=ref)
    kind = DrawForm if found.draws else FirstDrawForm
    form = kind(request.POST or None, initial={"expected_version": found.version})
    title = AGAIN if found.draws else DRAW
    content = FormPage(
        title=title,
        submit=title,
        crumbs=round_crumbs(actor, found.row, Crumb(title)),
        after=at(actor, "round", ref),
        done="The sample is drawn. Give it to auditors next.",
        intro=DRAWING,
        closed=_why_not_drawn(found),
        is_grave=bool(found.draws),
    )
    return fill_in(request, form, content, lambda: _drawn(actor, ref, form))


@page("GET", needs=perms.LEAD)
def check_draw(request: PageRequest, area: str, ref: str, draw_ref: str) -> HttpResponse:
    actor, found = request.actor, round_page(request.actor, round_ref=ref)
    same = is_drawn_again_the_same(actor, draw_ref=draw_ref)
    title = "Was it drawn as it says?"
    content = FormPage(
        title=title,
        submit="",
        crumbs=round_crumbs(actor, found.row, Crumb(title)),
        after=at(actor, "round", ref),
        done="",
        closed=_SAME[same],
    )
    return render_page(request, content.template, {"page": content, "form": CloseForm()})


@page("GET", "POST", needs=perms.LEAD)
def close(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, round_page(request.actor, round_ref=ref)
    form = CloseForm(request.POST or None, initial={"expected_version": found.version})
    title = "Close this round"
    content = FormPage(
        title=title,
        submit=title,
        crumbs=round_crumbs(actor, found.row, Crumb(title)),
        after=at(actor, "round", ref),
        done="The round is closed. Its grades stand.",
        intro="Nothing is marked or moderated in it any more.",
        warning=_without_grade(found),
        closed=NOT_CLOSED[found.row.state],
        is_grave=True,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.close_round(
            actor=actor,
            at=clock.now(),
            round_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
        ),
    )


def _without_grade(found: RoundPage) -> str:
    """What gets no grade once the round is closed."""
    open_ones = [each for each in found.items if each.agreed_grade is None]
    if found.row.state is not RoundState.DRAWN or not open_ones:
        return ""
    apart = sum(each.is_apart for each in open_ones)
    waits = f" A meeting has still to agree {apart} of these grades." if apart else ""
    all_told = f"{len(open_ones)} of {len(found.items)}"
    return f"Without a grade: {all_told}. None of them gets one once the round is closed.{waits}"


NOT_CLOSED = {
    RoundState.PLANNED: "Draw the sample first, or take the round back.",
    RoundState.DRAWN: "",
    RoundState.CLOSED: "This round is closed.",
}
_SAME = {
    True: "Yes. The recorded number draws the same sample from the same population.",
    False: "No. The recorded number draws another sample. Tell whoever looks after this installation.",
    None: (
        "The population has changed since: something in the period was added, corrected or left out. The "
        "recorded number and population stay in the record."
    ),
}


def _table(actor: Actor, rows: tuple[RoundRow, ...]) -> Table:
    return Table(
        caption="Rounds of audits",
        caption_hidden=True,
        columns=(
            Column("Round", is_wide=True),
            Column("Period"),
            Column("Graded", is_number=True),
            Column("Due"),
            Column("State"),
        ),
        rows=[
            (
                Cell(
                    each.title, at(actor, "round", each.ref), is_header=True, note=ABOUT[each.about]
                ),
                period_of(each),
                f"{each.graded_count} of {each.drawn_count}" if each.drawn_count else "Not drawn",
                day(each.due_on),
                Cell(state_of(each), tag_colour=ROUND_COLOURS[each.state]),
            )
            for each in rows
        ],
        stack=True,
        empty="No round is planned yet.",
    )


def _drawn(actor: Actor, ref: str, form: DrawForm | FirstDrawForm) -> object:
    return operations.draw_sample(
        actor=actor,
        at=clock.now(),
        round_ref=ref,
        expected_version=form.cleaned_data["expected_version"],
        why=form.cleaned_data.get("why", ""),
    )


def state_of(row: RoundRow) -> str:
    return "Taken back" if row.ended_why else ROUND_STATES[row.state]


def _why_not_drawn(found: RoundPage) -> str:
    facts = RoundFacts(state=found.row.state, draws=len(found.draws), submitted=_submitted(found))
    try:
        check_may_draw(facts, why="asked for below")
    except Refusal as refusal:
        return refusal.sentence
    return ""


def _submitted(found: RoundPage) -> int:
    return sum(audit.submitted_on is not None for item in found.items for audit in item.audits)


def _doors(actor: Actor, found: RoundPage) -> Iterator[Door]:
    ref = found.row.ref
    if found.row.state is RoundState.PLANNED:
        yield Door(DRAW, at(actor, "draw", ref), is_main=True)
        yield Door(CHANGE, at(actor, "change_round", ref))
        yield Door(TAKE_BACK, at(actor, "take_back_round", ref))
    if found.row.state is RoundState.DRAWN:
        yield from _doors_of_drawn(actor, found)


def _doors_of_drawn(actor: Actor, found: RoundPage) -> Iterator[Door]:
    """What waits is done first: a meeting where two differ, then free places, then closing it."""
    ref, is_apart = found.row.ref, any(each.is_apart for each in found.items)
    is_graded = all(each.agreed_grade is not None for each in found.items)
    if has_free_seat(found):
        yield Door(SHARE_OUT, at(actor, "share_out", ref), is_main=not is_apart)
    yield Door(MEET, at(actor, "meeting", ref), is_main=is_apart)
    if not _submitted(found):
        yield Door(AGAIN, at(actor, "draw", ref))
    yield Door("Close this round", at(actor, "close_round", ref), is_main=is_graded)


def _facts(actor: Actor, found: RoundPage) -> Iterator[Row]:
    row, tool = found.row, found.tool
    if row.ended_why:
        yield Row("Taken back because", row.ended_why)
    yield Row("Period", period_of(row))
    asks = at(actor, "tool", tool.code, str(tool.version))
    yield Row("Tool", _tool_words(found), asks, "See what it asks")
    yield Row("Sample", f"{row.drawn_count or row.sample_size} in {_groups(found)}{_fewer(row)}")
    left_out = [EXCLUSIONS[each].lower() for each in found.exclusions]
    yield Row("Left out", "; ".join(["Ended, or moved away", *left_out]))
    yield Row("Families audit too", "Yes, copies without names" if found.with_families else "No")
    yield Row("Audits done by", day(row.due_on))
    yield Row("Graded so far", f"{row.graded_count} of {row.drawn_count}")


def _fewer(row: RoundRow) -> str:
    """That there were not as many as were asked for."""
    if not 0 < row.drawn_count < row.sample_size:
        return ""
    return f". {row.sample_size} were asked for, and there are no more."


def _tool_words(found: RoundPage) -> str:
    """That a newer version is there, while the round is open: it keeps its own all the same."""
    tool = found.tool
    words = f"{tool.title}, version {tool.version}"
    newest = tool_in_force(tool.code, clock.today())
    if newest.version == tool.version or found.row.state is RoundState.CLOSED:
        return words
    since = f"Version {newest.version} is in use since {day(newest.begins)}"
    return f"{words}. {since}. This round keeps the version with which it was planned."


def _groups(found: RoundPage) -> str:
    if not found.strata:
        return "one group"
    return "proportion to " + " and ".join(STRATA[each].lower() for each in found.strata)
