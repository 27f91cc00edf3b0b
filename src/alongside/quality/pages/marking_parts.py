"""Parts of the pages on which somebody marks: lists, progress, and what the answers propose."""

from collections.abc import Iterator, Sequence
from datetime import date

from alongside.kernel.actor import Actor
from alongside.law.words import days_in_words
from alongside.quality import perms
from alongside.quality.pages.trail import at
from alongside.quality.queries.marking import MyAudit
from alongside.quality.queries.values import EndedAudit, OwnAudit
from alongside.quality.rules.answering import finished
from alongside.quality.rules.codes import AuditState, RoundState, Seat
from alongside.quality.rules.grading import (
    failed_blockers,
    marks_of,
    proposed_grade,
    unanswered,
)
from alongside.quality.rules.marking import days_late
from alongside.quality.rules.tools import Question, Section
from alongside.quality.words import DAYS, GRADES, ONE, SEATS
from alongside.web.components import Cell, Column, Door, RecordedItem, Row, Table
from alongside.web.markup import tag
from alongside.web.writing import counted, day, partial

HAND_IN = "Hand in this audit"


def title_of(found: OwnAudit | MyAudit | EndedAudit) -> str:
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


def needed(found: OwnAudit, section: Section) -> str:
    """What must be met, and what is typed and not finished; empty for neither."""
    asked = found.tool.asked_in(section.code)
    blockers = [each.code for each in asked if each.is_blocker]
    open_ones = [each.code for each in asked if _lacks_reason(found, each)]
    told = []
    if blockers:
        told.append(f"Must be met, or the whole is Inadequate: {', '.join(blockers)}.")
    if open_ones:
        told.append(f"Still to say why it does not apply: {', '.join(open_ones)}.")
    return " ".join(told)


def missing_items(actor: Actor, found: OwnAudit) -> tuple[RecordedItem, ...]:
    """Each question that is open, or must be met and is not, with the way to it."""
    marks = _marks(found)
    open_ones, failed = unanswered(found.tool, marks), failed_blockers(found.tool, marks)
    return tuple(
        RecordedItem(
            title=f"{each.code}. {each.asks}",
            notes=(_missing(found, each, is_open=each in open_ones),),
            address=f"{at(actor, 'mark', found.ref, each.section)}#id_mark-{each.code}",
        )
        for each in found.tool.questions
        if each in open_ones or each in failed
    )


def proposal_facts(found: OwnAudit) -> tuple[Row, ...]:
    """What the answers propose. The auditor decides."""
    marks = _marks(found)
    open_ones = unanswered(found.tool, marks)
    if open_ones:
        return (Row("Still to be answered", counted(len(open_ones), "question")),)
    proposal = proposed_grade(found.tool, marks)
    if proposal is None:
        return (Row("The answers propose", "Nothing: no question applies."),)
    return (
        Row("The answers propose", GRADES[proposal.grade]),
        Row("Because", proposal.why),
    )


def is_open_to_read(found: OwnAudit) -> bool:
    return found.seat is not Seat.FAMILY or found.has_no_conflict


def why_over(found: OwnAudit) -> str:
    """Why nothing is written in it any more; empty while it may be."""
    if found.state is AuditState.SUBMITTED:
        return "You have handed in this audit. It is not changed any more."
    if found.round_state is RoundState.CLOSED:
        return "This round is closed. Nothing is changed in it any more."
    return ""


def audit_doors(actor: Actor, found: OwnAudit) -> Iterator[Door]:
    if not is_open_to_read(found) and not found.may_know and not why_over(found):
        begin = "Begin: do you know this family?"
        yield Door(begin, at(actor, "conflict", found.ref), is_main=True)
    elif is_open_to_read(found) and found.round_state is not RoundState.CLOSED:
        yield Door("Read it", at(actor, "read", found.ref), is_main=not found.answers)
    if not why_over(found) and found.round_state is RoundState.DRAWN:
        yield from _doors_while_open(actor, found)
    if found.state is AuditState.SUBMITTED and actor.may(perms.AUDIT):
        yield Door("Write down a finding", at(actor, "find_in_audit", found.ref), is_main=True)


def _doors_while_open(actor: Actor, found: OwnAudit) -> Iterator[Door]:
    if is_open_to_read(found):
        yield Door(HAND_IN, at(actor, "submit", found.ref), is_main=bool(found.answers))
        yield Door("Raise an urgent concern", at(actor, "urgent", found.item_ref))
        if found.seat is Seat.FAMILY:
            yield Door("I may know this family", at(actor, "conflict", found.ref))
    yield Door("Give this audit back", at(actor, "give_back", found.ref))


def _missing(found: OwnAudit, each: Question, *, is_open: bool) -> str:
    if _lacks_reason(found, each):
        return "Say why it does not apply."
    return (
        "Not answered yet." if is_open else "It must be met and is not, so the whole is Inadequate."
    )


def _lacks_reason(found: OwnAudit, each: Question) -> bool:
    there = found.answers.get(each.code)
    return there is not None and bool(there.mark) and each.code not in _marks(found)


def _facts(found: OwnAudit) -> Iterator[Row]:
    yield Row(DAYS[found.about].capitalize(), partial(found.happened))
    yield Row("You are", SEATS[found.seat])
    if found.seat is not Seat.FAMILY:
        yield Row("Case", found.case_number)
    blockers = [each.code for each in found.tool.questions if each.is_blocker]
    yield Row("Tool", f"{found.tool.title}, version {found.tool.version}")
    if blockers:
        yield Row("Must be met", f"{', '.join(blockers)}. Absent, the whole is Inadequate.")
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
    when = "in" if each.seat is Seat.FAMILY else "on"
    note = f"{DAYS[each.about].capitalize()} {when} {partial(each.happened)}"
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
    return finished({code: (each.mark, each.words) for code, each in found.answers.items()})


def _open_in(found: OwnAudit, section: Section) -> int:
    marks = _marks(found)
    asked = found.tool.asked_in(section.code)
    return sum(marks.get(each.code, "") not in marks_of(each) for each in asked)


def _is_done(found: OwnAudit, section: Section) -> bool:
    return not _open_in(found, section)
