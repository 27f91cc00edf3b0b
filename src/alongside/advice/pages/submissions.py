"""One version of a piece of advice as it was given, what the checklist finds in it, and its check."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from alongside.access.by_link import link_ref
from alongside.advice import perms
from alongside.advice.forms.writing import CheckForm
from alongside.advice.framework import framework_numbered
from alongside.advice.looking_through import checklist
from alongside.advice.operations.checking import check_advice
from alongside.advice.pages.rows import add_doors, row_items
from alongside.advice.pages.trail import at, request_crumbs
from alongside.advice.queries.one_request import submission_file, submission_page
from alongside.advice.queries.values import SubmissionPage
from alongside.advice.rules.codes import Outcome, SubmissionState
from alongside.advice.rules.deciding import OWN_ADVICE
from alongside.advice.words import ADVISERS, CAME, SUBMISSION_COLOURS, SUBMISSION_STATES
from alongside.casework.rules.codes import Source
from alongside.files.serving import send
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem, Row
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day

CASE = "casework.case"
UNCHECKED = (
    "This advice is not checked yet. It may inform a draft. Have it accepted before a final EHC plan "
    "rests on it."
)
CHECKS = (perms.OVERSEE_HEALTH, perms.OVERSEE_SOCIAL_CARE, perms.OVERSEE_EDUCATION)


@dataclass(frozen=True, slots=True)
class SubmissionShown:
    title: str
    caption: str
    state: str
    warning: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    facts: tuple[Row, ...]
    text: str
    rows: tuple[RecordedItem, ...]
    add: tuple[Door, ...]
    checklist: tuple[RecordedItem, ...]


@page("GET", needs=perms.SEES)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = submission_page(actor, submission_ref=ref, today=clock.today())
    content = {"page": _shown(actor, found)}
    response = render_page(request, "advice/submission.html", content)
    return as_look(response, subject=CASE, ref=found.row.case_ref, reason="Advice that was given")


@page("GET", needs=perms.SEES)
def advice_file(request: PageRequest, area: str, ref: str) -> HttpResponseBase:
    actor, today = request.actor, clock.today()
    found = submission_page(actor, submission_ref=ref, today=today)
    stored = submission_file(actor, submission_ref=ref, today=today)
    return as_look(send(stored), subject=CASE, ref=found.row.case_ref, reason="A file of advice")


@page("GET", needs=perms.SEES)
def paper(request: PageRequest, area: str, ref: str, number: int) -> HttpResponseBase:
    actor, today = request.actor, clock.today()
    found = submission_page(actor, submission_ref=ref, today=today)
    stored = submission_file(actor, submission_ref=ref, today=today, number=number)
    return as_look(send(stored), subject=CASE, ref=found.row.case_ref, reason="A file of advice")


@page("GET", "POST", needs=CHECKS)
def check(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = submission_page(actor, submission_ref=ref, today=clock.today())
    form = CheckForm(request.POST or None)
    frame = framework_numbered(found.framework)
    form.offer("themes", [(each.code, each.asks) for each in frame.items])
    return fill_in(
        request,
        form,
        _check_page(actor, found),
        lambda: check_advice(actor=actor, at=clock.now(), submission_ref=ref, new=form.new_check()),
    )


def _check_page(actor: Actor, found: SubmissionPage) -> FormPage:
    return FormPage(
        title="Check the advice",
        submit="Record this",
        crumbs=request_crumbs(actor, found.row, Crumb("Check the advice")),
        after=at(actor, "request", found.row.ref),
        done="The check is recorded.",
        intro="You accept it, or send it back with reasons. It has five working days and stops no clock.",
        closed=_why_not_checked(found),
        template="advice/check.html",
        beside=checklist(found),
    )


def _why_not_checked(found: SubmissionPage) -> str:
    if not found.waits_for_check:
        return "This version does not wait for a check."
    return OWN_ADVICE if found.line.is_own else ""


def _shown(actor: Actor, found: SubmissionPage) -> SubmissionShown:
    line = found.line
    own = OWN_ADVICE if found.waits_for_check and line.is_own else ""
    is_unchecked = line.state in (SubmissionState.GIVEN, SubmissionState.SENT_BACK)
    return SubmissionShown(
        title=f"Advice: {ADVISERS[found.row.adviser]}",
        caption=f"{found.row.name}, case {found.row.case_number}, version {line.number}",
        state=tag(SUBMISSION_STATES[line.state], SUBMISSION_COLOURS[line.state]),
        warning=f"{UNCHECKED} {own}".strip() if is_unchecked else "",
        crumbs=request_crumbs(actor, found.row, Crumb(f"Version {line.number}")),
        doors=tuple(_doors(actor, found)),
        facts=tuple(_facts(actor, found)),
        text=found.text,
        rows=row_items(actor, found),
        add=add_doors(actor, line.ref) if found.may_mark else (),
        checklist=checklist(found),
    )


def _doors(actor: Actor, found: SubmissionPage) -> Iterator[Door]:
    if found.waits_for_check and not found.line.is_own:
        yield Door("Check it", at(actor, "check", found.line.ref), is_main=True)
    if found.has_file:
        yield Door("Open the file", at(actor, "file", found.line.ref))
    for number in found.papers:
        yield Door(f"Open document {number}", at(actor, "paper", found.line.ref, str(number)))


def _facts(actor: Actor, found: SubmissionPage) -> Iterator[Row]:
    line = found.line
    yield Row("Written by", ", ".join(each for each in (line.author, line.role) if each))
    if found.registration:
        yield Row("Registered", found.registration)
    if found.seen_on:
        yield Row("Child last seen", day(found.seen_on))
    if found.basis:
        yield Row("Rests on", found.basis)
    if found.sharing:
        yield Row("Sharing", found.sharing)
    if line.given_on:
        how = CAME[Source(line.source)]
        by = f" {how}. Entered by {line.entered_by}" if line.is_entered_for else ""
        yield Row("Received", f"{day(line.given_on)}{by}")
    if line.by_link and not link_ref(actor):
        yield Row("Came from", line.by_link)
    if line.checked_on:
        yield Row("Checked", day(line.checked_on))
    if found.outcome is Outcome.SENT_BACK:
        yield Row("Sent back because", line.reasons)
