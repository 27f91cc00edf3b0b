"""Parts of the page of a round: its sample, its draws, its meetings, how far auditors agreed, and what it can
show.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from alongside.kernel.actor import Actor
from alongside.quality.pages.followed import followed_measures, promises_of
from alongside.quality.pages.trail import at, item_title
from alongside.quality.queries.values import (
    AuditRow,
    DrawRow,
    ItemRow,
    MeetingRow,
    RoundPage,
    RoundRow,
)
from alongside.quality.rules.codes import About, AuditState, Grade, RoundState, Seat
from alongside.quality.rules.moderating import takes_part
from alongside.quality.rules.tools import Measure
from alongside.quality.words import (
    AUDIT_STATES,
    DAYS,
    EXCLUSIONS,
    GRADE_COLOURS,
    GRADES,
    PRESENT,
    SEATS,
)
from alongside.web.components import Cell, Column, Door, RecordedItem, Table
from alongside.web.writing import counted, day, instant

PROMISED = (About.PLAN, About.REVIEW)
FEWEST_PAIRS = 10
LATER = "A later version was issued: left out of rates"
DRAW_FIRST = "Draw the sample first."
NO_TARGET = (
    "No target is set here for work of a high standard, so there is nothing that a sample could show. Set one with "
    "its measure."
)


def sample_table(actor: Actor, found: RoundPage) -> Table:
    return Table(
        caption="What was drawn",
        caption_hidden=True,
        columns=(
            Column("Drawn", is_wide=True),
            Column("Group"),
            Column("Auditors", is_wide=True),
            Column("Grade"),
        ),
        rows=[
            _row(actor, each, is_over=found.row.state is RoundState.CLOSED) for each in found.items
        ],
        stack=True,
        empty=DRAW_FIRST,
    )


def period_of(row: RoundRow) -> str:
    """A round of one day says it once."""
    first, last = day(row.from_on), day(row.last_on)
    return first if first == last else f"{first} to {last}"


def draw_items(actor: Actor, found: RoundPage) -> tuple[RecordedItem, ...]:
    return tuple(_draw(actor, found, each) for each in reversed(found.draws))


def meeting_items(found: RoundPage) -> tuple[RecordedItem, ...]:
    return tuple(meeting_item(each) for each in found.meetings)


def meeting_item(each: MeetingRow) -> RecordedItem:
    families, partners = takes_part(each.present)
    there = [f"{PRESENT[who]}: {count}" for who, count in each.present.items()]
    missing = [
        words
        for words, came in (
            ("No family took part.", families),
            ("No partner besides the council took part.", partners),
        )
        if not came
    ]
    counts = ((each.grades_count, "grade"), (each.answers_count, "answer"))
    told = " and ".join(counted(count, what) for count, what in counts if count)
    agreed = f"{told} agreed." if told else "No grade and no answer is agreed yet."
    return RecordedItem(
        title=f"Meeting of {day(each.held_on)}",
        body=each.notes,
        notes=(". ".join(there) + ".", agreed, *missing),
    )


def agreement_words(found: RoundPage) -> tuple[str, ...]:
    """Of the original grades of what both auditors submitted; empty for none."""
    pairs = [pair for each in found.items if (pair := pair_of(each))]
    if not pairs:
        return ()
    same = sum(first is second for first, second in pairs)
    counts = _counts(same, len(pairs))
    if len(pairs) < FEWEST_PAIRS:
        return (
            counts,
            f"That is too few to say how far they agree: at least {FEWEST_PAIRS} are wanted.",
        )
    agreeing: Any = import_module("alongside.quality.rules.agreeing")
    told = agreeing.agreement_of(pairs)
    return (
        counts,
        f"{told.gwet.sentence} A difference of one grade counts less than one of three.",
    )


def _counts(same: int, pairs: int) -> str:
    if pairs == 1:
        told = "the same grade" if same else "two different grades"
        return f"One was marked by both auditors so far. They gave {told}."
    return f"Of {pairs} that both auditors marked, {same or 'none'} got the same grade from both."


def pair_of(row: ItemRow) -> tuple[Grade, Grade] | None:
    grades = {each.seat: each.grade for each in row.audits if each.grade is not None}
    first, second = grades.get(Seat.FIRST), grades.get(Seat.SECOND)
    return (first, second) if first is not None and second is not None else None


def outlook(actor: Actor, found: RoundPage) -> str:
    """What a sample of this size can show of the area’s own target for a high standard: as planned, and once it
    is drawn by how many were drawn. EHC plans and annual reviews are held to it.
    """
    if found.row.about not in PROMISED or found.row.ended_why:
        return ""
    promised = promises_of(followed_measures(actor, opens_all=True)).get(Measure.HIGH_STANDARD)
    if promised is None:
        return NO_TARGET
    shares: Any = import_module("alongside.stats.target")
    stats: Any = import_module("alongside.stats.provability")
    told = stats.assess_target(
        shares.Target(promised.share),
        sample=found.row.drawn_count or found.row.sample_size,
        period="round",
        noun="audits",
    )
    return str(told.sentence)


def _row(actor: Actor, each: ItemRow, *, is_over: bool) -> tuple[Cell | str, ...]:
    note = f"{DAYS[each.about].capitalize()} on {day(each.happened_on)}"
    return (
        Cell(item_title(each), at(actor, "item", each.ref), is_header=True, note=note),
        each.stratum or "All",
        "; ".join(_auditors(each)) or ("Nobody" if is_over else "Nobody yet"),
        _grade(each, is_over=is_over),
    )


def has_free_seat(found: RoundPage) -> bool:
    """Whether anything that was drawn still wants an auditor."""
    return any(_wanted(each) - _seated(each) for each in found.items)


def _wanted(each: ItemRow) -> set[Seat]:
    return {Seat.FIRST, Seat.SECOND} if each.is_double else {Seat.FIRST}


def _seated(each: ItemRow) -> set[Seat]:
    return {audit.seat for audit in each.audits if audit.state is not AuditState.GIVEN_BACK}


def _auditors(each: ItemRow) -> Iterator[str]:
    for audit in each.audits:
        if audit.state is not AuditState.GIVEN_BACK:
            yield f"{audit.auditor} ({SEATS[audit.seat].lower()}): {_how_far(audit)}"
    there = _seated(each)
    if each.is_double and there and Seat.SECOND not in there:
        yield "second auditor: nobody yet"


def _how_far(audit: AuditRow) -> str:
    if audit.state is AuditState.SUBMITTED:
        return "handed in"
    return f"{counted(audit.answered_count, 'answer')} so far"


def _grade(each: ItemRow, *, is_over: bool) -> Cell:
    if each.agreed_grade is not None:
        note = LATER if each.was_superseded else ""
        return Cell(
            GRADES[each.agreed_grade], tag_colour=GRADE_COLOURS[each.agreed_grade], note=note
        )
    note = LATER if each.has_later else ""
    if each.is_apart:
        return Cell("To be moderated", tag_colour="amber", note=note)
    if is_over:
        return Cell("Not graded")
    is_marked = any(audit.state is not AuditState.GIVEN_BACK for audit in each.audits)
    return Cell(AUDIT_STATES[AuditState.ASSIGNED] if is_marked else "Open", note=note)


def _draw(actor: Actor, found: RoundPage, each: DrawRow) -> RecordedItem:
    left_out = [f"{EXCLUSIONS[why].lower()}: {count}" for why, count in each.left_out.items()]
    notes = [
        f"Drawn on {instant(each.drawn_at)}" + (f" by {each.drawn_by}." if each.drawn_by else "."),
        f"Drawn from {each.population_count:,}.",
        f"Left out: {'; '.join(left_out)}." if left_out else "Nobody was left out.",
        f"Random number: {each.seed}",
        f"Check number of everything it was drawn from: {each.population_sha256[:16]}",
    ]
    if each.why:
        notes.insert(1, f"Drawn again because: {each.why}")
    return RecordedItem(
        title=f"Draw {each.number}",
        notes=tuple(notes),
        doors=(Door("Was it drawn as it says?", at(actor, "check_draw", found.row.ref, each.ref)),),
    )
