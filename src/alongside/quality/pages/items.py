"""One item of a sample for whoever leads the round: who marks it, how, and what a meeting agreed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse

from alongside.kernel.actor import Actor
from alongside.quality import perms
from alongside.quality.pages.answer_parts import AnswersShown, answers_shown
from alongside.quality.pages.moderating import (
    AGREE,
    AGREE_ANSWER,
    MEET,
    noting_look,
    why_no_answer,
    why_no_grade,
)
from alongside.quality.pages.seating import ASSIGN, CLEAR
from alongside.quality.pages.trail import at, item_crumbs, item_title
from alongside.quality.queries.rounds import item_page
from alongside.quality.queries.values import AuditRow, ItemPage, ItemRow
from alongside.quality.rules.codes import AuditState, CopyState, RoundState
from alongside.quality.rules.tools import Tool
from alongside.quality.words import (
    AUDIT_STATES,
    COPY_STATES,
    DAYS,
    GRADE_COLOURS,
    GRADES,
    SEATS,
    consent_words,
    mark_words,
)
from alongside.web.components import Crumb, Door, RecordedItem, Row
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import day

BLIND = "Its marks are shown once both auditors have handed theirs in."
MIGHT_KNOW = "Said that they may know this family."
MAY_KNOW = "Says that they may know this family. Talk with them: they go on only once you allow it."


@dataclass(frozen=True, slots=True)
class OneItem:
    title: str
    caption: str
    state: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    facts: tuple[Row, ...]
    audits: tuple[RecordedItem, ...]
    nobody: str
    answers: tuple[AnswersShown, ...]
    agreed: tuple[RecordedItem, ...]
    comments: tuple[RecordedItem, ...]


@page("GET", needs=perms.LEAD)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = item_page(actor, item_ref=ref)
    content = OneItem(
        title=item_title(found.row),
        caption=found.round.title,
        state=_state(found.row, is_over=found.round.state is RoundState.CLOSED),
        crumbs=item_crumbs(actor, found.round, found.row)[:-1],
        doors=tuple(_doors(actor, found)),
        facts=tuple(_facts(found)),
        audits=tuple(_audit(actor, each) for each in found.row.audits),
        nobody="Nobody audited it."
        if found.round.state is RoundState.CLOSED
        else "Nobody audits it yet.",
        answers=answers_shown(actor, found),
        agreed=tuple(_agreed(found.tool, each) for each in found.agreed),
        comments=tuple(
            RecordedItem(title="The author says", body=e) for e in found.author_comments
        ),
    )
    return noting_look(render_page(request, "quality/item.html", {"page": content}), found)


def _state(row: ItemRow, *, is_over: bool) -> str:
    if row.agreed_grade is not None:
        return tag(GRADES[row.agreed_grade], GRADE_COLOURS[row.agreed_grade])
    if is_over:
        return tag("Not graded", "grey")
    return tag("To be moderated", "amber") if row.is_apart else tag("No grade yet", "grey")


def _doors(actor: Actor, found: ItemPage) -> Iterator[Door]:
    if found.round.state is not RoundState.DRAWN:
        return
    row = found.row
    if not found.meetings and not why_no_answer(found):
        yield Door(MEET, at(actor, "meeting", found.round.ref), is_main=row.is_apart)
    if found.meetings and not why_no_grade(found):
        yield Door(AGREE, at(actor, "agree", row.ref), is_main=row.is_apart)
    if found.meetings and not why_no_answer(found):
        yield Door(AGREE_ANSWER, at(actor, "agree_answer", row.ref))
    is_open = all(each.state is AuditState.GIVEN_BACK for each in row.audits)
    yield Door(ASSIGN, at(actor, "assign", row.ref), is_main=is_open)
    if found.copy is not None or found.has_consent:
        yield Door("Copy without names", at(actor, "copy", row.ref))


def _facts(found: ItemPage) -> Iterator[Row]:
    row = found.row
    yield Row(DAYS[row.about].capitalize(), day(row.happened_on))
    if found.version:
        yield Row("Version", found.version)
    yield Row("Group", row.stratum or "All together")
    yield Row("Marked", "By two auditors who are blind to each other" if row.is_double else "Once")
    if row.was_superseded:
        yield Row("Left out of rates", "A later version had been issued when it was marked.")
    elif row.has_later:
        yield Row("Left out of rates", "A later version of the EHC plan has been issued since.")
    consent = consent_words(has_consent=found.has_consent, was_allowed=found.was_allowed)
    copy = COPY_STATES[found.copy] if found.copy else "None is made"
    is_told = found.has_consent or found.copy not in (None, CopyState.TAKEN_BACK)
    yield Row("Copy without names", f"{consent}. {copy}." if is_told else f"{consent}.")


def _audit(actor: Actor, each: AuditRow) -> RecordedItem:
    is_open = each.state is AuditState.ASSIGNED
    notes = []
    if each.submitted_on:
        notes.append(f"Handed in on {day(each.submitted_on)}")
        notes.append(f"Grade: {GRADES[each.grade]}" if each.grade else BLIND)
    if each.ended_why:
        notes.append(f"Given back because: {each.ended_why}")
    doors: tuple[Door, ...] = ()
    if is_open:
        doors = (Door("Take it back", at(actor, "give_back", each.ref)),)
    if each.may_know:
        notes.append(MAY_KNOW if is_open else MIGHT_KNOW)
    if each.cleared_why:
        notes.append(
            f"Said that they may know this family, and may go on because: {each.cleared_why}"
        )
    if is_open and each.may_know:
        doors = (Door(CLEAR, at(actor, "clear_conflict", each.ref)), *doors)
    if each.grade:
        doors = (Door("Write down a finding", at(actor, "find_in_audit", each.ref)),)
    return RecordedItem(
        title=f"{SEATS[each.seat]}: {each.auditor}",
        body=each.words,
        notes=tuple(notes),
        tag=tag(AUDIT_STATES[each.state], "blue" if is_open else "grey"),
        doors=doors,
    )


def _agreed(tool: Tool, said: tuple[str, str, str]) -> RecordedItem:
    code, mark, why = said
    if not code:
        grades = {each.value: name for each, name in GRADES.items()}
        return RecordedItem(title=f"The whole: {grades.get(mark, mark)}", body=why)
    question = tool.question(code)
    told = mark_words(question.scale, mark)
    return RecordedItem(title=f"{code}. {question.asks}", tag=tag(told, "blue"), body=why)
