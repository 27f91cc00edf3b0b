"""Pages of moderation: the meeting, and what it agreed beside what both auditors answered."""

from collections.abc import Iterator
from dataclasses import replace

from django.http import HttpResponse

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.people.pages.filling import FormPage, fill_in
from alongside.quality import perms
from alongside.quality.forms.rounds import AgreeAnswerForm, AgreeForm, MeetingForm
from alongside.quality.operations import moderating
from alongside.quality.pages.answer_parts import BOTH, answers_shown
from alongside.quality.pages.round_parts import pair_of
from alongside.quality.pages.trail import at, item_crumbs, round_crumbs
from alongside.quality.queries.rounds import item_page, round_page
from alongside.quality.queries.values import ItemPage, MeetingRow
from alongside.quality.rules.codes import RoundState, Seat
from alongside.quality.rules.grading import marks_of
from alongside.quality.rules.moderating import NOT_BOTH, STANDS, check_is_moderated
from alongside.quality.rules.tools import Question, Tool
from alongside.quality.words import GRADES, SEATS, mark_words
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.writing import day

MEET = "Record a moderation meeting"
AGREE, AGREE_ANSWER = "Record the grade that was agreed", "Record an answer that was agreed"
ONCE = "This one is marked once, so that there is nothing to moderate."
MEET_FIRST = "Record the moderation meeting first."


def noting_look(response: HttpResponse, found: ItemPage) -> HttpResponse:
    """What auditors answered is about one child: that it was looked at is kept with the case."""
    if not found.answers and not found.family_answers:
        return response
    return as_look(response, subject="casework.case", ref=found.case_ref, reason=BOTH)


def why_no_answer(found: ItemPage) -> str:
    """Why a meeting agrees no answer of this one; empty where it may."""
    if sentence := _why_not(found.round.state):
        return sentence
    if not found.row.is_double:
        return ONCE
    return "" if pair_of(found.row) is not None else NOT_BOTH


def why_no_grade(found: ItemPage) -> str:
    return why_no_answer(found) or (STANDS if found.row.agreed_grade is not None else "")


@page("GET", "POST", needs=perms.LEAD)
def meeting(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, round_page(request.actor, round_ref=ref)
    form = MeetingForm(request.POST or None)
    content = FormPage(
        title=MEET,
        submit="Record it",
        crumbs=round_crumbs(actor, found.row, Crumb(MEET)),
        after=at(actor, "round", ref),
        done="The meeting is recorded. Record the grades that it agreed next.",
        closed=_why_not(found.row.state),
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
    response = fill_in(
        request,
        form,
        _agreeing(actor, found, AGREE, why_no_grade(found)),
        lambda: moderating.agree_grade(
            actor=actor,
            at=clock.now(),
            item_ref=ref,
            meeting_ref=form.cleaned_data["meeting"],
            grade=form.agreed_grade(),
            why=form.cleaned_data["why"],
        ),
    )
    return noting_look(response, found)


@page("GET", "POST", needs=perms.LEAD)
def agree_answer(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, item_page(request.actor, item_ref=ref)
    form = AgreeAnswerForm(request.POST or None)
    form.offer("meeting", [(each.ref, _meeting(each)) for each in found.meetings])
    sent = request.POST.get("question", "")
    form.offer(
        "question", [(each.code, f"{each.code}. {each.asks}") for each in _open_first(found, sent)]
    )
    form.offer("mark", _marks(found.tool))
    response = fill_in(
        request,
        form,
        _agreeing(actor, found, AGREE_ANSWER, why_no_answer(found)),
        lambda: moderating.agree_answer(
            actor=actor,
            at=clock.now(),
            item_ref=ref,
            meeting_ref=form.cleaned_data["meeting"],
            answer=form.agreed_answer(),
        ),
    )
    return noting_look(response, found)


def _marks(tool: Tool) -> list[tuple[str, str]]:
    """Of every scale that the tool has; a mark of another question’s scale is refused with a sentence."""
    found = {mark: mark_words(q.scale, mark) for q in tool.questions for mark in marks_of(q)}
    return list(found.items())


def _open_first(found: ItemPage, sent: str) -> list[Question]:
    """What the auditors differ on first, and without what a meeting agreed. What was sent stays chosen, so that
    it is told that somebody was first.
    """
    agreed = {code for code, _, _ in found.agreed} - {sent}
    return [each.question for each in found.answers if each.question.code not in agreed]


def _agreeing(actor: Actor, found: ItemPage, title: str, closed: str) -> FormPage:
    return FormPage(
        title=title,
        submit="Record it",
        crumbs=item_crumbs(actor, found.round, found.row, Crumb(title)),
        after=at(actor, "item", found.row.ref),
        done="It is recorded. Both originals stay beside it.",
        intro="What the meeting agreed counts. Both originals stay beside it.",
        facts=tuple(_originals(found)),
        closed=closed or ("" if found.meetings else MEET_FIRST),
        template="quality/agreeing.html",
        beside=answers_shown(actor, replace(found, family_answers=())),
    )


def _originals(found: ItemPage) -> Iterator[Row]:
    for each in found.row.audits:
        if each.grade is not None and each.seat is not Seat.FAMILY:
            yield Row(SEATS[each.seat], GRADES[each.grade])


def _meeting(each: MeetingRow) -> str:
    return f"Meeting of {day(each.held_on)}, {sum(each.present.values())} took part"


def _why_not(state: RoundState) -> str:
    try:
        check_is_moderated(state)
    except Refusal as refusal:
        return refusal.sentence
    return ""
