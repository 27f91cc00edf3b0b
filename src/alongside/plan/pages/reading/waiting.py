"""What waits for somebody's answer: date changes for the chair, and questions that an import left."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.safestring import SafeString

from alongside.plan import perms
from alongside.plan.pages.changing.doors import doors_for_date_change, doors_for_question
from alongside.plan.pages.reading.views import crumbs, line_address
from alongside.plan.queries import date_changes as date_changes_of
from alongside.plan.queries import questions as questions_of
from alongside.plan.queries.lists import DateChangeView, QuestionView
from alongside.web.components import Crumb, Door
from alongside.web.markup import counted, day, tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits or has been answered."""

    title: str
    line: str
    line_address: str
    tag: SafeString | str
    notes: tuple[str, ...]
    doors: tuple[Door, ...]


@dataclass(frozen=True, slots=True)
class WaitingPage:
    title: str
    intro: str
    crumbs: tuple[Crumb, ...]
    waiting: tuple[Waiting, ...]
    answered: tuple[Waiting, ...]


@page("GET", needs=perms.VIEW)
def date_changes(request: PageRequest, area: str) -> HttpResponse:
    found = [(each.is_waiting, _change(request, each)) for each in date_changes_of(request.actor)]
    content = WaitingPage(
        title="Date changes",
        intro="A promised date moves only with a reason and the consent of the chair or vice chair. The old date is kept, "
        "and a later end date counts as a slip.",
        crumbs=crumbs(request.actor, Crumb("Date changes")),
        waiting=tuple(each for waits, each in found if waits),
        answered=tuple(each for waits, each in found if not waits),
    )
    return render_page(request, "plan/reading/waiting.html", {"page": content})


@page("GET", needs=perms.EDIT)
def questions(request: PageRequest, area: str) -> HttpResponse:
    found = [
        (q.answered_on is None, _question(request, q))
        for q in questions_of(request.actor, only_open=False)
    ]
    content = WaitingPage(
        title="Questions from the import",
        intro="Initials are not identities and a misprint is not a date. Nothing was guessed: each of these needs a person’s answer.",
        crumbs=crumbs(request.actor, Crumb("Questions")),
        waiting=tuple(each for waits, each in found if waits),
        answered=tuple(each for waits, each in found if not waits),
    )
    return render_page(request, "plan/reading/waiting.html", {"page": content})


def _change(request: PageRequest, each: DateChangeView) -> Waiting:
    colour = {"": "amber", "Consented": "blue", "Refused": "grey", "Withdrawn": "grey"}[each.answer]
    asked = f"Asked by {each.asked_by or 'the system'} on {day(each.asked_on)}"
    notes = [
        f"Reason: {each.reason}",
        asked,
        f"A slip of {counted(each.slip_days, 'day,days')}" if each.slip_days else "",
        f"{each.answer} by {each.answered_by} on {day(each.answered_on)}"
        if each.answered_on
        else "",
        each.answer_note,
    ]
    return Waiting(
        title=each.title,
        line=f"{each.line_reference} {each.line_text}",
        line_address=line_address(request.actor, each.line_ref),
        tag=tag(each.answer or "Waits for consent", colour),
        notes=tuple(note for note in notes if note),
        doors=doors_for_date_change(request.actor, each),
    )


def _question(request: PageRequest, each: QuestionView) -> Waiting:
    candidates = [
        f"{c.words}{' (proposed, not chosen)' if c.proposed else ''}" for c in each.candidates
    ]
    notes = [
        f"In: {each.context}" if each.context else "",
        f"It may be: {'; '.join(candidates)}" if candidates else "",
        f"Answered by {each.answered_by} on {day(each.answered_on)}: {each.answer}"
        if each.answered_on
        else "",
    ]
    return Waiting(
        title=f"“{each.printed}” was printed as the {each.about}. {each.kind_label}.",
        line=f"{each.line_reference} {each.line_text}".strip(),
        line_address=line_address(request.actor, each.line_ref) if each.line_ref else "",
        tag="" if each.answered_on else tag("Waits for an answer", "amber"),
        notes=tuple(note for note in notes if note),
        doors=doors_for_question(request.actor, each),
    )
