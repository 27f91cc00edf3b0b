"""The first two pages of a pack, in plain English, for the forum and for young people.

Only what is known is said, each number with what it is a part of. Nothing is praised or excused.
Every number and every list is of the same lines: all of every action plan.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from alongside.board.paper.hard_words import explained
from alongside.board.paper.line_words import late_by, short
from alongside.board.paper.plan_material import PlanMaterial
from alongside.board.paper.plan_sections import status_chart
from alongside.documents.content import (
    BarChart,
    Block,
    Bullets,
    Fact,
    Heading,
    KeyFigures,
    Paragraph,
)
from alongside.plan.queries.lists import late_first
from alongside.plan.queries.statements import counts_of
from alongside.plan.queries.values import LineView
from alongside.web.writing import counted, day, sentence

WAITING = "What the board will talk about"
"""The heading in the summary. What is listed in it is cut to what two pages hold."""
CHART_TITLE = "How far each promise has got"
TITLE_LETTERS = 80
LETTERS_A_LINE = 84
ROOM = 78
"""So many lines fit on two pages below the title."""
FIRST_PAGE, CHART = 29, 11
"""So many of them on the first page; a chart that would be cut by its end stands on the second."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How many of each list are named, and in how many letters."""

    letters: int
    late: int
    waiting: int
    done: int
    not_working: int


FITTINGS = tuple(
    Measure(letters, most, most, most, most)
    for most, letters in ((4, 140), (4, 100), (3, 90), (2, 80), (1, 70))
)
"""From the fullest to the shortest: the first that fits is used, and then each list takes in turn what
room is left.
"""
LISTS = ("late", "waiting", "done", "not_working")
MOST, MOST_UNKNOWN = 12, 4


@dataclass(frozen=True, slots=True)
class Wording:
    """What the paper is: where ``more`` of a list stands, and what the ``rest`` of it gives."""

    more: str
    rest: str


PACK = Wording("listed in this pack", "The rest of this pack gives the detail.")
REPORT = Wording(
    "listed in the board’s own pack",
    "The rest of this report is about each weakness and the work of the board.",
)
EVIDENCE = Wording("listed in this evidence", "The rest of this evidence gives the detail.")


@dataclass(frozen=True, slots=True)
class Told:
    """What the board's own work adds to the summary, in whole sentences. ``rows_above``: what the edition
    says of itself needs so many lines.
    """

    coming_up: tuple[str, ...]
    not_known: tuple[str, ...]
    who_came: str
    paper: Wording = PACK
    rows_above: float = 0


def summary(
    plans: Sequence[PlanMaterial], told: Told, *, today: date, since: date
) -> Iterator[Block]:
    """``since`` is the day from which changes are told."""
    yield Heading(1, "In two pages")

    def fits(fitting: Measure) -> bool:
        return _needed(_told(plans, told, today, since, fitting), told.rows_above) <= ROOM

    base = next((each for each in FITTINGS if fits(each)), FITTINGS[-1])
    yield from _told(plans, told, today, since, _grown(base, fits))


def _grown(fitting: Measure, fits: Callable[[Measure], bool]) -> Measure:
    growing = list(LISTS)
    while growing:
        for name in tuple(growing):
            most = getattr(fitting, name) + 1
            larger = replace(fitting, **{name: most})
            if most <= MOST and fits(larger):
                fitting = larger
            else:
                growing.remove(name)
    return fitting


def _told(
    plans: Sequence[PlanMaterial], told: Told, today: date, since: date, fitting: Measure
) -> Iterator[Block]:
    parts = (_promises(plans, told, today, since, fitting), _board_work(plans, told, fitting))
    said = tuple(chain(*parts))
    yield from said
    words = explained(chain.from_iterable(_texts(block) for block in said))
    if words:
        yield Heading(2, "Hard words in these pages")
        yield Bullets(words)


def _needed(blocks: Iterable[Block], above: float) -> float:
    used = above
    for block in blocks:
        if isinstance(block, BarChart) and used < FIRST_PAGE < used + CHART:
            used = FIRST_PAGE
        used += _height(block)
    return used


def _height(block: Block) -> float:
    """About how many lines it takes on paper, the space around it included."""
    match block:
        case Heading():
            return 2.6
        case Paragraph(text=text, is_lead=is_lead):
            return (1.3 if is_lead else 1) * _rows(text) + 0.6
        case Bullets(items=items):
            return sum(_rows(item) + 0.15 for item in items) + 1
        case _:
            return 6


def _rows(text: str) -> int:
    return -(-len(text) // LETTERS_A_LINE)


def _promises(
    plans: Sequence[PlanMaterial], told: Told, today: date, since: date, fitting: Measure
) -> Iterator[Block]:
    lines = [line for plan in plans for line in plan.lines]
    late = late_first(lines, today)
    not_working = [line for plan in plans for line in plan.not_working]
    yield Paragraph(_opening(lines, late, today), is_lead=True)
    yield Paragraph(_scope(plans, told.paper, today))
    yield _key_figures(plans, lines)
    chart = tuple(status_chart(CHART_TITLE, counts_of(lines), lines, is_stacked=True))
    if not told.rows_above:
        yield from chart
    yield Heading(2, f"What has been done since {day(since)}")
    letters = fitting.letters
    done = [_said(x, letters, _mark(x, since)) for plan in plans for x in plan.newly_done]
    yield from _list(done, told.paper, "Nothing was finished in this time.", fitting.done)
    yield from _brought_in(sum(len(plan.newly_copied) for plan in plans))
    yield Heading(2, "What is late")
    ordered = [_said(x, letters, late_by(x, today)) for x in late]
    yield from _list(ordered, told.paper, "Nothing is late.", fitting.late)
    yield Heading(2, "Done, but families may not feel it yet")
    known = "No figure says this of anything that was done."
    felt = [_said(x, letters) for x in not_working]
    yield from _list(felt, told.paper, known, fitting.not_working)
    # What a later edition says of itself leaves too little of the first page for it.
    if told.rows_above:
        yield from chart


def _brought_in(count: int) -> Iterator[Block]:
    """So that the number of the done does not grow without a word."""
    if count:
        counts = "counts" if count == 1 else "count"
        yield Paragraph(
            f"{count} more {counts} as done because published statuses were brought in. "
            "They were finished before this time."
        )


def _board_work(plans: Sequence[PlanMaterial], told: Told, fitting: Measure) -> Iterator[Block]:
    yield Heading(2, WAITING)
    yield from _list(told.coming_up, told.paper, "Nothing waits for the board.", fitting.waiting)
    if told.who_came:
        yield Paragraph(told.who_came)
    yield Heading(2, "What we do not know")
    unknown = (*told.not_known, *_unknown(plans))
    yield from _list(unknown, told.paper, "No gap is known.", MOST_UNKNOWN)


def _opening(lines: Sequence[LineView], late: Sequence[LineView], today: date) -> str:
    done = [line for line in lines if line.status.is_finished]
    copied = sum(line.status.as_published for line in done)
    marked = (
        f"For {copied} of these the published action plan says so, and its evidence is not held here. "
        if copied
        else ""
    )
    return (
        f"The council, the NHS and their partners promised {counted(len(lines), 'thing')} to "
        "children and young people with special educational needs and disabilities. "
        f"{len(done)} of {len(lines)} are done. {marked}"
        f"{len(late)} of {len(lines)} are late{_longest(late, today)}."
    )


def _longest(late: Sequence[LineView], today: date) -> str:
    since = late[0].status.overdue_since if late else None
    return f", the longest by {counted((today - since).days + 1, 'day')}" if since else ""


def _scope(plans: Sequence[PlanMaterial], paper: Wording, today: date) -> str:
    named = " and ".join(
        f"{short(plan.title, TITLE_LETTERS)} ({len(plan.lines)})" for plan in plans
    )
    where = f"The promises stand in {named}. " if plans else ""
    return (
        f"{where}Every number and list here counts all of them, as they stood on {day(today)}. "
        f"{paper.rest}"
    )


def _key_figures(plans: Sequence[PlanMaterial], lines: Sequence[LineView]) -> KeyFigures:
    whole = len(lines)
    done = sum(len(plan.finished) for plan in plans)
    late = sum(len(plan.late) for plan in plans)
    leaderless = sum(len(plan.ownerless) for plan in plans)
    not_working = sum(len(plan.not_working) for plan in plans)
    return KeyFigures(
        (
            Fact("Done", str(done), f"of {whole}"),
            Fact("Late", str(late), f"of {whole}"),
            Fact("A lead is missing", str(leaderless), f"of {whole - done} not done"),
            Fact("Done, not yet making a difference", str(not_working), f"of {done} done"),
        )
    )


def _unknown(plans: Sequence[PlanMaterial]) -> Iterator[str]:
    measures = [m for plan in plans for line in plan.lines for m in line.measures]
    without = sum(not measure.has_figure for measure in measures)
    if without:
        yield (
            f"{without} of {counted(len(measures), 'measure')} of success "
            f"{'has' if without == 1 else 'have'} no figure, so nobody can say whether "
            f"{'it is' if without == 1 else 'they are'} met."
        )
    lines = [line for plan in plans for line in plan.lines]
    silent = sum(not line.status.code for line in lines)
    if silent:
        yield f"{silent} of {counted(len(lines), 'promise')} {_have(silent)} no status recorded."
    unfinished = sum(len(plan.lines) - len(plan.finished) for plan in plans)
    unpublished = sum(len(plan.lead_not_published) for plan in plans)
    if unpublished:
        yield (
            f"For {unpublished} other promises of {unfinished} that are not done, no lead was "
            "published."
        )


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _mark(line: LineView, since: date) -> str:
    """What a reader must know beside the word done."""
    status = line.status
    if status.as_published:
        return "As published; evidence not held here"
    if status.on is not None and status.on.last < since:
        return f"Done for {status.on}, and written down since"
    return ""


def _said(line: LineView, letters: int, more: str = "") -> str:
    said = f"{line.reference}: {sentence(short(_first_sentence(line.text), letters))}"
    return f"{said} {sentence(more)}" if more else said


def _first_sentence(text: str) -> str:
    """A promise may go on for several sentences; the first says what it is."""
    return re.split(r"(?<=[.?!])\s", text, maxsplit=1)[0]


def _list(items: Sequence[str], paper: Wording, empty: str, most: int) -> Iterator[Block]:
    """The first few; how many more there are is said, never hidden."""
    if not items:
        yield Paragraph(empty)
        return
    more = len(items) - most
    shown = (*items[:most], f"And {more} more, {paper.more}.") if more > 1 else tuple(items)
    yield Bullets(shown)


def _texts(block: Block) -> Iterator[str]:
    """What a reader of the summary reads, so that its hard words can be found."""
    match block:
        case Paragraph(text=text) | Heading(text=text):
            yield text
        case Bullets(items=items):
            yield from items
        case BarChart(alt=alt):
            yield alt
        case KeyFigures(facts=facts):
            yield from (fact.label for fact in facts)
