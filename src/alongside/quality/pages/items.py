"""One item of a sample for whoever leads the round: who marks it, how, and what a meeting agreed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse

from alongside.access.queries import people_who_may
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.quality import perms
from alongside.quality.forms.rounds import (
    AgreeAnswerForm,
    AgreeForm,
    AssignForm,
    GiveBackForm,
    MeetingForm,
    ShareOutForm,
)
from alongside.quality.operations import moderating, seating
from alongside.quality.pages.round_parts import pair_of
from alongside.quality.pages.trail import (
    at,
    item_crumbs,
    item_title,
    own_crumbs,
    round_crumbs,
)
from alongside.quality.queries.marking import audit_to_give_back
from alongside.quality.queries.rounds import item_head, item_page, round_page
from alongside.quality.queries.values import AuditRow, ItemPage, ItemRow, MeetingRow
from alongside.quality.rules.codes import AuditState, CopyState, RoundState, Seat
from alongside.quality.rules.grading import marks_of
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
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem, Row
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import day

AGREE, ASSIGN = "Record the grade that was agreed", "Give it to an auditor"
AGREE_ANSWER = "Record an answer that was agreed"
BLIND = "Its marks are shown once both auditors have handed theirs in."


@dataclass(frozen=True, slots=True)
class OneItem:
    title: str
    caption: str
    state: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    facts: tuple[Row, ...]
    audits: tuple[RecordedItem, ...]
    agreed: tuple[RecordedItem, ...]
    comments: tuple[RecordedItem, ...]


@page("GET", needs=perms.LEAD)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = item_page(actor, item_ref=ref)
    content = OneItem(
        title=item_title(found.row),
        caption=found.round.title,
        state=_state(found.row),
        crumbs=item_crumbs(actor, found.round, found.row)[:-1],
        doors=tuple(_doors(actor, found)),
        facts=tuple(_facts(found)),
        audits=tuple(_audit(actor, each) for each in found.row.audits),
        agreed=tuple(_agreed(each) for each in found.agreed),
        comments=tuple(
            RecordedItem(title="The author says", body=e) for e in found.author_comments
        ),
    )
    return render_page(request, "quality/item.html", {"page": content})


@page("GET", "POST", needs=perms.LEAD)
def assign(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, item_head(request.actor, item_ref=ref)
    form = AssignForm(request.POST or None)
    form.offer("auditor", _auditors(actor, perms.AUDIT, perms.AUDIT_FAMILY))
    content = FormPage(
        title=ASSIGN,
        submit="Give it",
        crumbs=item_crumbs(actor, found.round, found.row, Crumb(ASSIGN)),
        after=at(actor, "item", ref),
        done="It is given. They are told.",
        intro="Nobody gets their own work, or a case that was ever theirs.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: seating.assign_audit(
            actor=actor,
            at=clock.now(),
            item_ref=ref,
            seat=form.chosen_seat(),
            person_ref=form.cleaned_data["auditor"],
        ),
    )


@page("GET", "POST", needs=perms.LEAD)
def share_out(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, round_page(request.actor, round_ref=ref)
    form = ShareOutForm(request.POST or None)
    form.offer("auditors", _auditors(actor, perms.AUDIT))
    title = "Share it out to auditors"
    content = FormPage(
        title=title,
        submit="Share it out",
        crumbs=round_crumbs(actor, found.row, Crumb(title)),
        after=at(actor, "round", ref),
        done="It is shared out. What nobody of them may mark is still open.",
        intro="Every free place goes to whoever has fewest. Second auditors never see the first.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: seating.share_out(
            actor=actor,
            at=clock.now(),
            round_ref=ref,
            person_refs=form.cleaned_data["auditors"],
        ),
    )


@page("GET", "POST", needs=(perms.LEAD, perms.AUDIT, perms.AUDIT_FAMILY))
def give_back(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, form = request.actor, GiveBackForm(request.POST or None)
    closed, leads = audit_to_give_back(actor, audit_ref=ref), actor.may(perms.LEAD)
    title = "Take this audit back" if leads else "Give this audit back"
    content = FormPage(
        title=title,
        submit=title,
        crumbs=own_crumbs(actor, Crumb(title)),
        after=at(actor, "rounds" if leads else "mine"),
        done="It is given back. Somebody else can mark it.",
        intro="What was answered stays in the record, and counts nowhere.",
        closed=closed,
        is_grave=True,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: seating.give_back_audit(
            actor=actor, at=clock.now(), audit_ref=ref, why=form.cleaned_data["why"]
        ),
    )


@page("GET", "POST", needs=perms.LEAD)
def meeting(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, round_page(request.actor, round_ref=ref)
    form = MeetingForm(request.POST or None)
    title = "Record a moderation meeting"
    content = FormPage(
        title=title,
        submit="Record it",
        crumbs=round_crumbs(actor, found.row, Crumb(title)),
        after=at(actor, "round", ref),
        done="The meeting is recorded. Record the grades that it agreed next.",
        intro="Parents and partners take part. Nobody is named; people are counted by what they came as.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: moderating.record_meeting(
            actor=actor, at=clock.now(), round_ref=ref, new=form.new_meeting()
        ),
    )


@page("GET", "POST", needs=perms.LEAD)
def agree(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, item_page(request.actor, item_ref=ref)
    form = AgreeForm(request.POST or None)
    form.offer("meeting", [(each.ref, _meeting(each)) for each in found.meetings])
    return fill_in(
        request,
        form,
        _agreeing(actor, found),
        lambda: moderating.agree_grade(
            actor=actor,
            at=clock.now(),
            item_ref=ref,
            meeting_ref=form.cleaned_data["meeting"],
            grade=form.agreed_grade(),
            why=form.cleaned_data["why"],
        ),
    )


@page("GET", "POST", needs=perms.LEAD)
def agree_answer(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, item_page(request.actor, item_ref=ref)
    form = AgreeAnswerForm(request.POST or None)
    form.offer("meeting", [(each.ref, _meeting(each)) for each in found.meetings])
    form.offer(
        "question", [(each.code, f"{each.code}. {each.asks}") for each in found.tool.questions]
    )
    form.offer("mark", _marks(found.tool))
    return fill_in(
        request,
        form,
        _agreeing(actor, found, title=AGREE_ANSWER),
        lambda: moderating.agree_answer(
            actor=actor,
            at=clock.now(),
            item_ref=ref,
            meeting_ref=form.cleaned_data["meeting"],
            answer=form.agreed_answer(),
        ),
    )


def _marks(tool: Tool) -> list[tuple[str, str]]:
    """Of every scale that the tool has; a mark of another question’s scale is refused with a sentence."""
    found = {mark: mark_words(q.scale, mark) for q in tool.questions for mark in marks_of(q)}
    return list(found.items())


def _agreeing(actor: Actor, found: ItemPage, *, title: str = AGREE) -> FormPage:
    return FormPage(
        title=title,
        submit="Record it",
        crumbs=item_crumbs(actor, found.round, found.row, Crumb(title)),
        after=at(actor, "item", found.row.ref),
        done="It is recorded. Both originals stay beside it.",
        intro="What the meeting agreed counts. Both originals stay beside it.",
        facts=tuple(_originals(found.row)),
        closed="" if found.meetings else "Record the moderation meeting first.",
    )


def _auditors(actor: Actor, *needed: str) -> list[tuple[str, str]]:
    found = {
        each.ref: each.name for one in needed for each in people_who_may(actor, one, at=clock.now())
    }
    return sorted(found.items(), key=lambda pair: pair[1])


def _state(row: ItemRow) -> str:
    if row.agreed_grade is not None:
        return tag(GRADES[row.agreed_grade], GRADE_COLOURS[row.agreed_grade])
    return tag("To be moderated", "amber") if row.is_apart else tag("No grade yet", "grey")


def _doors(actor: Actor, found: ItemPage) -> Iterator[Door]:
    if found.round.state is not RoundState.DRAWN:
        return
    row = found.row
    if row.is_apart:
        yield Door(AGREE, at(actor, "agree", row.ref), is_main=True)
    if pair_of(row) is not None:
        yield Door(AGREE_ANSWER, at(actor, "agree_answer", row.ref))
    yield Door(ASSIGN, at(actor, "assign", row.ref), is_main=not row.audits)
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
    doors = (Door("Take it back", at(actor, "give_back", each.ref)),) if is_open else ()
    if each.grade:
        doors = (Door("Write down a finding", at(actor, "find_in_audit", each.ref)),)
    return RecordedItem(
        title=f"{SEATS[each.seat]}: {each.auditor}",
        body=each.words,
        notes=tuple(notes),
        tag=tag(AUDIT_STATES[each.state], "blue" if is_open else "grey"),
        doors=doors,
    )


def _agreed(said: tuple[str, str, str]) -> RecordedItem:
    question, mark, why = said
    words = f"Question {question}" if question else "The whole"
    grades = {each.value: name for each, name in GRADES.items()}
    return RecordedItem(title=f"{words}: {grades.get(mark, mark)}", body=why)


def _originals(row: ItemRow) -> Iterator[Row]:
    for each in row.audits:
        if each.grade is not None and each.seat is not Seat.FAMILY:
            yield Row(SEATS[each.seat], GRADES[each.grade])


def _meeting(each: MeetingRow) -> str:
    return f"Meeting of {day(each.held_on)}"
