"""Tables and facts of sweeps and of what they found."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from alongside.advice.queries.to_sweep import AskedAdvice
from alongside.advice.words import ADVISERS
from alongside.casework.queries.to_sweep import Listed
from alongside.casework.rules.plans.codes import Section
from alongside.kernel.actor import Actor
from alongside.kernel.proportion import Proportion
from alongside.law.words import days_in_words
from alongside.quality.pages.trail import at
from alongside.quality.put_right_words import (
    JUDGED_COLOURS,
    JUDGED_SHORT,
    SWEEP_COLOURS,
    SWEEP_RULES,
    SWEEP_STATES,
)
from alongside.quality.queries.sweeps import (
    CandidatePage,
    CandidateRow,
    JudgedBefore,
    SweepRow,
)
from alongside.quality.rules.codes import Judges, SweepState
from alongside.quality.rules.sweeping import age_in_words
from alongside.web.clock import london_day
from alongside.web.components import Cell, Column, KeyFigure, RecordedItem, Row, Table
from alongside.web.writing import day, number

NOT_YET = "Not yet"


def sweep_table(actor: Actor, rows: Sequence[SweepRow]) -> Table:
    return Table(
        caption="Sweeps",
        caption_hidden=True,
        columns=(
            Column("Sweep", is_wide=True),
            Column("State"),
            Column("Found", is_number=True),
            Column("Judged", is_number=True),
            Column("Not appropriate", is_number=True),
            Column("Put right", is_number=True),
            Column("Target"),
        ),
        rows=[_sweep(actor, each) for each in rows],
        stack=True,
        empty="No sweep was begun yet.",
    )


def figures_of(row: SweepRow) -> Iterator[KeyFigure]:
    """None before it began."""
    if row.state is SweepState.WAITING:
        return
    yield KeyFigure("Looked through", number(row.done_count), f"of {number(row.whole_count)}")
    yield KeyFigure("Found", number(row.found), f"of {number(row.done_count)} looked through")
    yield KeyFigure("Judged", number(row.judged), f"of {number(row.found)} found")
    yield KeyFigure("Not appropriate", number(row.not_appropriate), f"of {number(row.judged)}")
    yield KeyFigure("Put right", number(row.put_right), f"of {number(row.not_appropriate)}")
    yield KeyFigure("Families told", number(row.told), f"of {number(row.not_appropriate)}")


def sweep_facts(row: SweepRow, today: date) -> tuple[Row, ...]:
    return tuple(_facts(row, today))


def candidate_table(actor: Actor, rows: Sequence[CandidateRow]) -> Table:
    return Table(
        caption="What was found",
        caption_hidden=True,
        columns=(
            Column("Child or young person", is_wide=True),
            Column("Why it was found", is_wide=True),
            Column("Judged"),
            Column("Put right by"),
            Column("Family"),
        ),
        rows=[_candidate(actor, each) for each in rows],
        stack=True,
        empty="Nothing that you judge is among these.",
    )


def candidate_facts(found: CandidatePage) -> tuple[Row, ...]:
    return tuple(_candidate_facts(found))


def section_items(found: CandidatePage) -> tuple[RecordedItem, ...]:
    """Each section in which that side speaks, as it reads; section K with who gave advice on which day."""
    return tuple(
        RecordedItem(
            title=each.title,
            body="\n\n".join(each.sentences),
            notes=tuple(_listed(one) for one in found.listed)
            if each.section is Section.K
            else tuple(row.headline for row in each.rows),
        )
        for each in found.sections
    )


def advice_items(actor: Actor, found: CandidatePage) -> tuple[RecordedItem, ...]:
    """What that side was asked for in this case. Whether the advice opens is the advice room’s to say."""
    return tuple(_asked(actor, each) for each in found.advice)


def _listed(each: Listed) -> str:
    who = ", ".join(one for one in dict.fromkeys((each.author, each.role)) if one)
    return f"{who}: {day(each.given_on)}" if each.given_on else f"{who}: no day is given"


def _asked(actor: Actor, each: AskedAdvice) -> RecordedItem:
    came = f"First received on {day(each.given_on)}" if each.given_on else "Not received"
    by = f"{came}, by {each.author}" if each.author else came
    notes = [f"{each.organisation}, asked on {day(each.asked_on)}", by]
    if each.seen_on:
        notes.append(f"The child or young person was seen on {day(each.seen_on)}")
    notes.append(f"Accepted on {day(each.accepted_on)}" if each.accepted_on else "Not accepted")
    opens = "submission" if each.submission_ref else "request"
    ref = each.submission_ref or each.ref
    return RecordedItem(
        title=ADVISERS[each.adviser],
        notes=tuple(notes),
        address=reverse(f"advice:{opens}", args=[actor.area_slug, ref]),
    )


def _facts(row: SweepRow, today: date) -> Iterator[Row]:
    yield Row("Looks for", [SWEEP_RULES[each] for each in row.rules])
    if row.older_than_on:
        yield Row("Older than", day(row.older_than_on))
    from_on = f"Issued from {day(row.issued_from)} on" if row.issued_from else "Every one in force"
    yield Row("EHC plans", from_on)
    yield Row("Begun on", day(row.begun_at))
    yield Row("Target", _target(row, today))


def _target(row: SweepRow, today: date) -> str:
    """Until when, and how many are judged, and put right where that was needed."""
    settled = Proportion(numerator=row.settled, denominator=row.found)
    percent = settled.percent(0)
    share = f" ({percent}%)" if percent is not None else ""
    words = f"{day(row.target_on)}: {row.settled} of {row.found} are settled{share}"
    late = (today - row.target_on).days
    is_open = row.state is not SweepState.DONE or row.settled < row.found
    return f"{words}. Late by {days_in_words(late)}." if late > 0 and is_open else f"{words}."


def _sweep(actor: Actor, each: SweepRow) -> tuple[Cell | str, ...]:
    progress = f"{number(each.done_count)} of {number(each.whole_count)}"
    return (
        Cell(each.title, at(actor, "sweep", each.ref), is_header=True, note=day(each.begun_at)),
        Cell(SWEEP_STATES[each.state], tag_colour=SWEEP_COLOURS[each.state], note=progress),
        number(each.found),
        number(each.judged),
        number(each.not_appropriate),
        number(each.put_right),
        day(each.target_on),
    )


def _candidate(actor: Actor, each: CandidateRow) -> tuple[Cell | str, ...]:
    code = each.judged.value if each.judged else ""
    return (
        Cell(
            each.name,
            at(actor, "candidate", each.ref),
            is_header=True,
            note=f"Case {each.case_number}",
        ),
        "; ".join(SWEEP_RULES[one] for one in each.found_by),
        Cell(JUDGED_SHORT[code], tag_colour=JUDGED_COLOURS[code], note=day(each.judged_on)),
        _put_right(each),
        f"Told on {day(each.told_on)}" if each.told_on else NOT_YET if each.owner else "",
    )


def _put_right(each: CandidateRow) -> Cell | str:
    if not each.owner:
        return ""
    if each.closed_on:
        return Cell(each.owner, note=f"Closed on {day(each.closed_on)}")
    return Cell(each.owner, note=f"Due: {day(each.due_on)}")


def _age_facts(found: CandidatePage) -> Iterator[Row]:
    """The day that was chosen, and how old the newest health advice was when the sweep began."""
    if found.sweep.older_than_on:
        yield Row("Not older than", day(found.sweep.older_than_on))
    if found.newest_on is None:
        yield Row("Newest health advice", "None with a day is known")
        return
    on = london_day(found.sweep.begun_at)
    age = age_in_words(found.newest_on, on=on)
    yield Row("Newest health advice", f"{day(found.newest_on)}: {age} before the sweep")


def _said_before(each: JudgedBefore) -> Row:
    who = f", {each.by}" if each.by else ""
    told = f"{JUDGED_SHORT[each.judged]}, {day(each.on)}{who}: {each.why}"
    return Row(f"Judged in “{each.sweep_title}”", told)


def _candidate_facts(found: CandidatePage) -> Iterator[Row]:
    row = found.row
    yield Row("EHC plan", f"Issued on {day(found.issued_on)}")
    yield Row("Why it was found", [SWEEP_RULES[each] for each in row.found_by])
    if found.judges is Judges.HEALTH:
        yield from _age_facts(found)
    for each in found.before:
        if not each.is_together:
            yield _said_before(each)
    if row.judged is not None:
        yield Row("Judged", f"{JUDGED_SHORT[row.judged]}, {day(row.judged_on)}, {found.judged_by}")
        yield Row("Why", found.judged_why)
        together = [f"“{each.sweep_title}”" for each in found.before if each.is_together]
        if together:
            yield Row("Also judged by this", together)
    if row.owner:
        until = f"closed on {day(row.closed_on)}" if row.closed_on else f"due: {day(row.due_on)}"
        yield Row("To put right", f"With {row.owner}, {until}")
        yield Row("The family", f"Told on {day(row.told_on)}" if row.told_on else "Not told yet")
