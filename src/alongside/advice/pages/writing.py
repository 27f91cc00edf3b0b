"""The writing desk: the advice, its rows and the checklist beside it; and entering what came another way.

It saves as somebody types where scripts run, and with a button everywhere. The checklist blocks nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect

from alongside.access.by_link import link_ref
from alongside.advice import perms
from alongside.advice.forms.writing import AdviceForm, DeskForm, EnterForm
from alongside.advice.framework import framework_numbered
from alongside.advice.looking_through import checklist
from alongside.advice.operations import giving as operations
from alongside.advice.pages.parts import due_words
from alongside.advice.pages.rows import add_doors, row_items
from alongside.advice.pages.trail import at, request_crumbs
from alongside.advice.queries.one_request import asked_to_do, desk_of
from alongside.advice.queries.values import RequestPage, RequestRow, SubmissionPage
from alongside.advice.rules.codes import Act, SubmissionState
from alongside.advice.rules.framework import EXAMPLES
from alongside.advice.words import ADVISERS, ROW_KINDS
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem, Row
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page

CASE = "casework.case"
GIVE, SAVING = "give", "X-House-Save"
KEPT = ("text", "basis", "sharing", "registration", "seen_on")


NOTHING_OPEN = "Nothing is open that the checklist can see."
NOTHING_YET = "What is vague, unexplained or left out shows here once something is saved."


@dataclass(frozen=True, slots=True)
class DeskShown:
    title: str
    caption: str
    due: str
    reasons: str
    crumbs: tuple[Crumb, ...]
    asked: tuple[str, ...]
    besides: str
    examples: tuple[Row, ...]
    rows: tuple[RecordedItem, ...]
    add: tuple[Door, ...]
    checklist: tuple[RecordedItem, ...]
    nothing: str
    back: str
    closed: bool


@page("GET", "POST", needs=perms.ANSWER)
def write(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found, written = desk_of(actor, request_ref=ref, today=today)
    form = _form(request, actor, written)
    if request.method == "POST" and form.is_valid():
        with form.refusals() as outcome:
            _do(actor, ref, form, is_given=GIVE in request.POST)
        if outcome.accepted and SAVING not in request.headers:
            return _on(request, ref, is_given=GIVE in request.POST)
        found, written = desk_of(actor, request_ref=ref, today=today)
        form = _as_kept(form, written) if outcome.accepted else form
    content = {"page": _shown(actor, found, written, today), "form": form}
    response = render_page(request, "advice/desk.html", content, status=form.answer_status)
    return as_look(response, subject=CASE, ref=found.row.case_ref, reason="Writing advice")


@page("GET", "POST", needs=(perms.ASK, *perms.OVERSEERS))
def enter(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    row, why_not = asked_to_do(actor, request_ref=ref, act=Act.ENTER, today=today)
    form = EnterForm(request.POST or None, request.FILES or None, initial={"source": "email"})
    title = "Enter advice that came another way"
    content = FormPage(
        title=title,
        submit="Enter it",
        crumbs=request_crumbs(actor, row, Crumb(title)),
        after=at(actor, "request", ref),
        done="It is entered. Now mark its rows, if you can.",
        intro="The day on which it was received counts, not today. Say who wrote it.",
        closed=why_not,
        onward=lambda made: at(actor, "submission", made.ref),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.enter_advice(
            actor=actor, at=clock.now(), request_ref=ref, new=form.written(), said=form.said()
        ),
    )


def _form(request: PageRequest, actor: Actor, written: SubmissionPage | None) -> AdviceForm:
    """Before anything was written there is no version that somebody else could have changed."""
    kind = DeskForm if _is_writing(written) else AdviceForm
    first = _as_it_stands(written) if written else _author(actor)
    form = kind(request.POST or None, request.FILES or None, initial=first)
    form.say_what_is_there(len(written.papers) if written else 0)
    return form


def _author(actor: Actor) -> Mapping[str, str]:
    """Whoever came by a link says themselves who they are."""
    return {} if link_ref(actor) else {"author_name": actor.name}


def _as_kept(form: AdviceForm, written: SubmissionPage | None) -> AdviceForm:
    """After it was kept as somebody types: the same boxes with the version that was made."""
    if written is None:
        return form
    kept = DeskForm(initial=_as_it_stands(written))
    kept.say_what_is_there(len(written.papers))
    return kept


def _is_writing(written: SubmissionPage | None) -> bool:
    return written is not None and written.line.state is SubmissionState.WRITING


def _as_it_stands(written: SubmissionPage) -> Mapping[str, Any]:
    kept = {name: getattr(written, name) for name in KEPT}
    who = {"author_name": written.line.author, "author_role": written.line.role}
    return {**kept, **who, "expected_version": written.version}


def _do(actor: Actor, ref: str, form: AdviceForm, *, is_given: bool) -> object:
    act = operations.give_advice if is_given else operations.save_writing
    return act(
        actor=actor,
        at=clock.now(),
        request_ref=ref,
        expected_version=form.cleaned_data.get("expected_version") or 0,
        new=form.written(),
    )


def _on(request: PageRequest, ref: str, *, is_given: bool) -> HttpResponse:
    if is_given:
        messages.success(request, "Your advice is given. It waits for its check.")
        return HttpResponseRedirect(at(request.actor, "request", ref))
    return HttpResponseRedirect(at(request.actor, "write", ref))


def _shown(
    actor: Actor, found: RequestPage, written: SubmissionPage | None, today: date
) -> DeskShown:
    row, frame = found.row, framework_numbered(found.framework)
    examples = frame.advisers[row.adviser].examples
    writing = written if _is_writing(written) else None
    return DeskShown(
        title=f"Advice: {ADVISERS[row.adviser]}",
        caption=f"{row.name}, case {row.case_number}",
        due=_due(row, today),
        reasons=_reasons(found),
        crumbs=request_crumbs(actor, row, Crumb("Write the advice")),
        asked=frame.asked_of(row.adviser, is_later=found.is_later),
        besides=found.asks,
        examples=tuple(Row(ROW_KINDS[kind], examples[kind]) for kind in EXAMPLES),
        rows=_rows(actor, written),
        add=add_doors(actor, writing.line.ref) if writing else (),
        checklist=checklist(written) if written else (),
        nothing=NOTHING_OPEN if written else NOTHING_YET,
        back=at(actor, "request", row.ref),
        closed=Act.GIVE not in found.may,
    )


def _rows(actor: Actor, written: SubmissionPage | None) -> tuple[RecordedItem, ...]:
    """Those of the version that was sent back are only read, until the next one is begun with them."""
    items = row_items(actor, written) if written else ()
    return items if _is_writing(written) else tuple(replace(each, doors=()) for each in items)


def _due(row: RequestRow, today: date) -> str:
    """ "Due on 19 August 2022. Late by 24 days." """
    if row.due_on is None:
        return ""
    due, note = due_words(row, today)
    return f"Due on {due}. {note}." if note else f"Due on {due}."


def _reasons(found: RequestPage) -> str:
    """Why the version before was sent back."""
    sent_back = [e.reasons for e in found.submissions if e.state is SubmissionState.SENT_BACK]
    return sent_back[0] if sent_back else ""
