"""Parts of the pages on which somebody marks: lists, progress, and what the answers propose."""

from collections.abc import Iterator, Sequence
from datetime import date

from alongside.kernel.actor import Actor
from alongside.law.words import days_in_words
from alongside.quality.pages.trail import at
from alongside.quality.queries.marking import MyAudit
from alongside.quality.queries.values import OwnAudit
from alongside.quality.rules.codes import AuditState, RoundState, Seat
from alongside.quality.rules.grading import marks_of, proposed_grade, unanswered
from alongside.quality.rules.marking import days_late
from alongside.quality.rules.tools import Section
from alongside.quality.words import DAYS, GRADES, ONE, SEATS
from alongside.web.components import Cell, Column, Door, RecordedItem, Row, Table
from alongside.web.markup import tag
from alongside.web.writing import day


def title_of(found: OwnAudit | MyAudit) -> str:
    return f"{ONE[found.about]} {found.position}"


def mine_table(actor: Actor, rows: Sequence[MyAudit], today: date) -> Table:
    return Table(
        caption="Your audits",
        caption_hidden=True,
        columns=(
            Column("What", is_wide=True),
            Column("Round", is_wide=True),
            Column("Answered", is_number=True),
            Column("Due"),
        ),
        rows=[_mine(actor, each, today) for each in rows],
        stack=True,
        empty="Nothing is given to you to audit.",
    )


def audit_facts(found: OwnAudit) -> tuple[Row, ...]:
    return tuple(_facts(found))


def section_items(actor: Actor, found: OwnAudit) -> tuple[RecordedItem, ...]:
    return tuple(
        RecordedItem(
            title=each.title,
            notes=(progress(found, each),),
            tag=tag("Done", "green") if _is_done(found, each) else "",
            address=at(actor, "mark", found.ref, each.code),
        )
        for each in found.tool.sections
        if found.tool.asked_in(each.code)
    )


def progress(found: OwnAudit, section: Section) -> str:
    """ "3 of 5 answered" """
    asked = found.tool.asked_in(section.code)
    return f"{len(asked) - _open_in(found, section)} of {len(asked)} answered"


def evidence_items(actor: Actor, found: OwnAudit) -> tuple[RecordedItem, ...]:
    return tuple(
        RecordedItem(
            title=f"Question {each.question}: {each.name}",
            body=each.about,
            doors=(Door("Open it", at(actor, "evidence", each.ref)),),
        )
        for each in found.evidence
    )


def proposal_facts(found: OwnAudit) -> tuple[Row, ...]:
    """What the answers propose. The auditor decides."""
    marks = _marks(found)
    open_ones = unanswered(found.tool, marks)
    if open_ones:
        listed = ", ".join(each.code for each in open_ones)
        return (Row("Still to be answered", listed),)
    proposal = proposed_grade(found.tool, marks)
    if proposal is None:
        return (Row("The answers propose", "Nothing: no question applies."),)
    return (
        Row("The answers propose", GRADES[proposal.grade]),
        Row("Because", proposal.why),
    )


def _facts(found: OwnAudit) -> Iterator[Row]:
    yield Row(DAYS[found.about].capitalize(), day(found.happened_on))
    yield Row("You are", SEATS[found.seat])
    if found.seat is not Seat.FAMILY:
        yield Row("Case", found.case_number)
    yield Row("Tool", f"{found.tool.title}, version {found.tool.version}")
    yield Row("Done by", day(found.due_on))
    if found.is_superseded:
        yield Row("Left out of rates", "A later version of the EHC plan has been issued.")
    if found.grade is not None:
        yield Row("Your grade", GRADES[found.grade])
    if found.other_grade is not None:
        yield Row("The other auditor’s grade", GRADES[found.other_grade])
    if found.agreed_grade is not None:
        yield Row("The grade that counts", GRADES[found.agreed_grade])


def _mine(actor: Actor, each: MyAudit, today: date) -> tuple[Cell | str, ...]:
    late = days_late(each.due_on, today) if each.is_open else 0
    note = f"{DAYS[each.about].capitalize()} on {day(each.happened_on)}"
    due = Cell(day(each.due_on), note=f"Late by {days_in_words(late)}" if late else "")
    if each.state is AuditState.SUBMITTED:
        due = Cell("Handed in", tag_colour="green")
    elif not each.is_open:
        due = Cell("The round is closed", tag_colour="grey")
    return (
        Cell(title_of(each), at(actor, "audit", each.ref), is_header=True, note=note),
        each.round_title,
        f"{each.answered_count} of {each.question_count}",
        due,
    )


def _marks(found: OwnAudit) -> dict[str, str]:
    return {code: each.mark for code, each in found.answers.items() if each.mark}


def _open_in(found: OwnAudit, section: Section) -> int:
    marks = _marks(found)
    asked = found.tool.asked_in(section.code)
    return sum(marks.get(each.code, "") not in marks_of(each) for each in asked)


def _is_done(found: OwnAudit, section: Section) -> bool:
    return not _open_in(found, section)


def is_over(found: OwnAudit) -> bool:
    return found.state is not AuditState.ASSIGNED or found.round_state is RoundState.CLOSED
