"""Reading visits: the list with its gaps, one visit with its frozen evidence and what came later."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from alongside.board import perms
from alongside.board.pages.views import crumbs, tabs
from alongside.board.pages.visit_words import (
    AFTERWARDS,
    evidence_in_short,
    evidence_in_words,
    no_paper_words,
)
from alongside.board.queries.packs import pack_of_visit
from alongside.board.queries.visits import (
    PaperView,
    VisitRow,
    VisitsPage,
    visit_letter_file,
    visit_page,
    visit_paper_file,
    visits_page,
)
from alongside.board.queries.visits import VisitPage as FoundVisit
from alongside.board.rules.visits import Gap
from alongside.files.serving import send
from alongside.kernel.actor import Actor
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Door, RecordedItem, Row, Tab, Table
from alongside.web.markup import counted, day, size
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import instant

COMING = (
    Column("Day"),
    Column("Who visits", is_wide=True),
    Column("Evidence"),
    Column("Papers", is_number=True),
)
PAST = (
    Column("Day"),
    Column("Who visited", is_wide=True),
    Column("Papers", is_number=True),
    Column("Outcome letter", is_wide=True),
)
CALLED_OFF = (Column("Day"), Column("Who was to visit", is_wide=True), Column("Why", is_wide=True))
Cells = tuple[Cell | str, ...]


@dataclass(frozen=True, slots=True)
class VisitsView:
    """``letter`` is the day of the latest letter of a revisit; ``ended`` of the one that ended
    visits; ``gap`` is the running quarter without a visit.
    """

    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    doors: tuple[Door, ...]
    needs_board: bool
    boards_address: str
    gap: str
    coming: Table
    past: Table
    called_off: Table | None
    letter: str
    ended: str
    letters_address: str


@dataclass(frozen=True, slots=True)
class OneVisit:
    title: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    facts: tuple[Row, ...]
    evidence: tuple[RecordedItem, ...]
    evidence_words: str
    none_yet: str
    addenda: tuple[RecordedItem, ...]
    is_frozen: bool
    pack_address: str
    taken_out: tuple[RecordedItem, ...]
    outcome: str
    letter_name: str
    letter_words: str
    letter_address: str


@page("GET", needs=perms.SEES_VISITS)
def visits(request: PageRequest, area: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = visits_page(actor, today=today)
    content = VisitsView(
        crumbs=crumbs(actor, Crumb("Visits")),
        tabs=tabs(actor, current="visits"),
        doors=_list_doors(actor, found),
        needs_board=not found.has_board,
        boards_address=reverse("board:boards", args=[area]),
        gap=found.gaps.running.words if found.gaps.running else "",
        coming=_coming(actor, found, today),
        past=_past(actor, found),
        called_off=_called_off(actor, found.called_off),
        letter=day(found.letter.letter_on) if found.letter else "",
        ended=day(found.ended_on),
        letters_address=reverse("board:revisits", args=[area]) if _reads_all(actor) else "",
    )
    return render_page(request, "board/visits.html", {"page": content})


@page("GET", needs=perms.SEES_VISITS)
def visit(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = visit_page(actor, ref, today=clock.today())
    row, papers = found.visit, found.papers
    is_frozen = row.frozen_on is not None
    visits_crumb = Crumb("Visits", reverse("board:visits", args=[area]))
    content = OneVisit(
        title=f"Visit on {day(row.held_on)}",
        crumbs=crumbs(actor, visits_crumb, Crumb(day(row.held_on))),
        doors=_visit_doors(actor, row),
        facts=tuple(_facts(row)),
        evidence=tuple(_paper(actor, each, found) for each in papers.evidence),
        evidence_words=evidence_in_words(row),
        none_yet=no_paper_words(row),
        addenda=tuple(_paper(actor, each, found) for each in papers.addenda),
        is_frozen=is_frozen,
        pack_address=_pack_address(actor, row),
        taken_out=tuple(_taken_out(actor, each) for each in papers.taken_out),
        outcome=row.outcome,
        letter_name=row.letter_name,
        letter_words=f"Letter of {day(row.letter_on)}" if row.letter_on else "",
        letter_address=reverse("board:visit_letter", args=[area, ref]),
    )
    return render_page(request, "board/visit.html", {"page": content})


@page("GET", needs=perms.SEES_VISITS)
def visit_paper(request: PageRequest, area: str, ref: str) -> HttpResponseBase:
    return send(visit_paper_file(request.actor, ref))


@page("GET", needs=perms.SEES_VISITS)
def visit_letter(request: PageRequest, area: str, ref: str) -> HttpResponseBase:
    return send(visit_letter_file(request.actor, ref))


def _reads_all(actor: Actor) -> bool:
    """Whether the letters of a revisit are open to them too."""
    return actor.may_somewhere(perms.VIEW)


def _list_doors(actor: Actor, found: VisitsPage) -> tuple[Door, ...]:
    if not (actor.may(perms.RUN) and found.has_board):
        return ()
    return (Door("Plan a visit", reverse("board:plan_visit", args=[actor.area_slug]), True),)


def _visit_doors(actor: Actor, row: VisitRow) -> tuple[Door, ...]:
    if not (actor.may(perms.RUN) and row.is_open):
        return ()
    here = [actor.area_slug, row.ref]
    add = "Add a late paper" if row.frozen_on else "Add a paper"
    freeze = Door("Freeze the evidence as a pack", reverse("board:issue_evidence", args=here))
    return (
        Door(add, reverse("board:add_visit_paper", args=here), True),
        *(() if row.has_edition or row.is_history else (freeze,)),
        Door("File the outcome letter", reverse("board:file_visit_letter", args=here)),
        Door("Change the visit", reverse("board:change_visit", args=here)),
        Door("Call the visit off", reverse("board:call_off_visit", args=here)),
    )


def _pack_address(actor: Actor, row: VisitRow) -> str:
    """Readers see the pack once it is issued."""
    pack = pack_of_visit(actor, row.ref) if row.has_edition else None
    return reverse("board:pack", args=[actor.area_slug, pack.ref]) if pack else ""


def _coming(actor: Actor, found: VisitsPage, today: date) -> Table:
    empty = "No visit is planned."
    if found.ended_on is not None:
        empty = "No visit is planned, and none is owed."
    return Table(
        "Coming visits",
        COMING,
        [_coming_row(actor, row) for row in found.coming],
        stack=True,
        empty=empty,
    )


def _coming_row(actor: Actor, row: VisitRow) -> Cells:
    return (
        _day_cell(actor, row),
        Cell(row.visitors, note=row.focus),
        _evidence_cell(row),
        _paper_count(row),
    )


def _evidence_cell(row: VisitRow) -> Cell:
    late = ", planned too late for the two weeks" if row.is_too_late else ""
    if row.frozen_on:
        word = "Fixed" if late else "Frozen"
        return Cell(word, tag_colour="blue", note=f"Since {day(row.frozen_on)}{late}")
    if row.is_history:
        return Cell("Not frozen", tag_colour="grey", note=AFTERWARDS)
    verb = "Fixed after" if late else "Freezes on"
    return Cell("Open", tag_colour="green", note=f"{verb} {day(row.freezes_on)}{late}")


def _past(actor: Actor, found: VisitsPage) -> Table:
    """Visits and the quarters without one, the latest first."""
    rows = [(row.held_on, _past_row(actor, row)) for row in found.past]
    rows += [(gap.begins_on, _gap_row(gap)) for gap in found.gaps.past]
    rows.sort(key=lambda pair: pair[0], reverse=True)
    return Table(
        "Past visits",
        PAST,
        [cells for _, cells in rows],
        stack=True,
        empty="No visit has taken place yet.",
    )


def _past_row(actor: Actor, row: VisitRow) -> Cells:
    letter: Cell | str = Cell("Not filed yet", tag_colour="amber")
    if row.letter_on:
        letter = Cell(row.outcome, note=f"Letter of {day(row.letter_on)}")
    return _day_cell(actor, row), Cell(row.visitors, note=row.focus), _paper_count(row), letter


def _gap_row(gap: Gap) -> Cells:
    count = gap.quarter_count
    note = "For this quarter" if count == 1 else f"For these {count} quarters"
    return Cell(gap.words, is_header=True), Cell("None recorded here", note=note), "", ""


def _called_off(actor: Actor, rows: Sequence[VisitRow]) -> Table | None:
    if not rows:
        return None
    cells = [(_day_cell(actor, row), row.visitors, row.called_off_why) for row in rows]
    return Table("Called off", CALLED_OFF, cells, stack=True)


def _day_cell(actor: Actor, row: VisitRow) -> Cell:
    address = reverse("board:visit", args=[actor.area_slug, row.ref])
    return Cell(day(row.held_on), address=address, is_header=True)


def _paper_count(row: VisitRow) -> Cell:
    late = f"and {counted(row.addendum_count, 'addendum,addenda')}" if row.addendum_count else ""
    return Cell(str(row.paper_count), note=late)


def _facts(row: VisitRow) -> Iterator[Row]:
    yield Row("Who visits", row.visitors)
    yield Row("What it looks at", row.focus or "Not written down")
    if row.called_off_on:
        yield Row("Called off", f"{day(row.called_off_on)}. {row.called_off_why}")
    else:
        yield Row("Evidence", evidence_in_short(row))


def _paper(actor: Actor, paper: PaperView, found: FoundVisit) -> RecordedItem:
    may = actor.may(perms.RUN) and found.visit.is_open and found.visit.frozen_on is None
    out = reverse("board:take_out_paper", args=[actor.area_slug, paper.ref])
    return RecordedItem(
        title=paper.title,
        body=f"Late because: {paper.why_late}" if paper.why_late else "",
        notes=_stamp(paper),
        address=reverse("board:visit_paper", args=[actor.area_slug, paper.ref]),
        doors=(Door("Take it out", out),) if may else (),
    )


def _taken_out(actor: Actor, paper: PaperView) -> RecordedItem:
    """Only those who run the board's business may still open it."""
    by = f" by {paper.taken_out_by}" if paper.taken_out_by else ""
    address = reverse("board:visit_paper", args=[actor.area_slug, paper.ref])
    return RecordedItem(
        title=paper.title,
        body=paper.taken_out_why,
        notes=(f"Taken out {instant(paper.taken_out_at)}{by}",),
        address=address if actor.may(perms.RUN) else "",
        is_struck=True,
    )


def _stamp(paper: PaperView) -> tuple[str, ...]:
    by = f" by {paper.added_by}" if paper.added_by else ""
    return (
        f"Added {instant(paper.added_at)}{by}. {paper.file_name}, {size(paper.size_bytes)}",
        f"Fingerprint of the file: {paper.sha256}",
    )
