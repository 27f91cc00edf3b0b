"""Marking: one’s own audits, what is read, the questions section by section, and submitting the whole.

Each answer is kept as it is given where scripts run, and with a button everywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.loader import get_template
from django.utils.safestring import SafeString

from alongside.documents.shown import shown
from alongside.files.serving import send
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.pages.filling import FormPage, fill_in
from alongside.quality import perms
from alongside.quality.forms.marking import ConflictForm, EvidenceForm, SectionForm, SubmitForm
from alongside.quality.operations import marking as operations
from alongside.quality.pages.marking_parts import (
    audit_facts,
    evidence_items,
    is_over,
    mine_table,
    progress,
    proposal_facts,
    section_items,
    title_of,
)
from alongside.quality.pages.trail import at, own_crumbs
from alongside.quality.pages.views import tabs
from alongside.quality.queries.marking import AUDITS, evidence_file, my_audits, own_audit
from alongside.quality.queries.reading import document_to_audit
from alongside.quality.queries.values import OwnAudit
from alongside.quality.rules.codes import AuditState, RoundState, Seat
from alongside.quality.rules.tools import Section
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem, Row, Tab, Table
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page

CASE = "casework.case"
LOOK = "An audit of what was drawn"
SAVING = "X-House-Save"


@dataclass(frozen=True, slots=True)
class MinePage:
    title: str
    intro: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class AuditShown:
    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    facts: tuple[Row, ...]
    intro: str
    sections: tuple[RecordedItem, ...]
    evidence: tuple[RecordedItem, ...]


@dataclass(frozen=True, slots=True)
class SectionShown:
    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    read_address: str
    back: str
    after: str
    progress: str
    add_evidence: tuple[Door, ...]
    closed: str


@dataclass(frozen=True, slots=True)
class ReadShown:
    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    back: str
    document: SafeString


@page("GET", needs=AUDITS)
def mine(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    content = MinePage(
        title="Your audits",
        intro="What was drawn and given to you. Nobody reads your marks before you hand them in.",
        crumbs=own_crumbs(actor)[:1],
        tabs=tabs(actor, current="mine"),
        table=mine_table(actor, my_audits(actor), clock.today()),
    )
    return render_page(request, "quality/mine.html", {"page": content})


@page("GET", needs=AUDITS)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, own_audit(request.actor, audit_ref=ref)
    content = AuditShown(
        title=title_of(found),
        caption=found.round_title,
        crumbs=own_crumbs(actor),
        doors=tuple(_doors(actor, found)),
        facts=audit_facts(found),
        intro=found.tool.intro,
        sections=section_items(actor, found) if _is_open_to_read(found) else (),
        evidence=evidence_items(actor, found),
    )
    return render_page(request, "quality/audit.html", {"page": content})


@page("GET", needs=AUDITS)
def read(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, own_audit(request.actor, audit_ref=ref)
    case_ref, document = document_to_audit(actor, audit_ref=ref, today=clock.today())
    template = get_template("documents/document.html")
    content = ReadShown(
        title=document.title,
        caption=title_of(found),
        crumbs=_crumbs(actor, found, Crumb("Read it")),
        back=at(actor, "audit", ref),
        document=SafeString(template.render({"document": shown(document)})),
    )
    response = render_page(request, "quality/read.html", {"page": content})
    return as_look(response, subject=CASE, ref=case_ref, reason=LOOK)


@page("GET", "POST", needs=AUDITS)
def mark(request: PageRequest, area: str, ref: str, code: str) -> HttpResponse:
    actor, found = request.actor, own_audit(request.actor, audit_ref=ref)
    form = _section_form(request, found, code)
    if request.method == "POST" and form.is_valid():
        with form.refusals() as outcome:
            operations.save_answers(
                actor=actor,
                at=clock.now(),
                audit_ref=ref,
                expected_version=form.cleaned_data["expected_version"],
                answers=form.answers(),
            )
        if outcome.accepted and SAVING not in request.headers:
            return HttpResponseRedirect(_next(actor, found, code))
        found = own_audit(actor, audit_ref=ref)
        form = _section_form(None, found, code) if outcome.accepted else form
    content = {"page": _section_shown(actor, found, code), "form": form}
    return render_page(request, "quality/section.html", content, status=form.answer_status)


@page("GET", "POST", needs=AUDITS)
def submit(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, own_audit(request.actor, audit_ref=ref)
    form = SubmitForm(request.POST or None, initial={"expected_version": found.version})
    content = FormPage(
        title="Hand in this audit",
        submit="Hand it in",
        crumbs=_crumbs(actor, found, Crumb("Hand in this audit")),
        after=at(actor, "audit", ref),
        done="Your audit is handed in.",
        intro="After this it is not changed any more.",
        facts=proposal_facts(found),
        closed="" if found.state is AuditState.ASSIGNED else "You have handed in this audit.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.submit_audit(
            actor=actor,
            at=clock.now(),
            audit_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            grade=form.cleaned_data["grade"],
            words=form.cleaned_data["words"],
        ),
    )


@page("GET", "POST", needs=AUDITS)
def conflict(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, own_audit(request.actor, audit_ref=ref)
    form = ConflictForm(request.POST or None)
    title = "Before you read: do you know this family?"
    content = FormPage(
        title=title,
        submit="Go on",
        crumbs=_crumbs(actor, found, Crumb("Before you read")),
        after=at(actor, "audit", ref),
        done="Thank you. You can read it now.",
        intro="Names, addresses and the school are hidden. You may still know who it is: then give it back.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.declare_no_conflict(
            actor=actor, at=clock.now(), audit_ref=ref, knows=form.cleaned_data["knows"] != "no"
        ),
    )


@page("GET", "POST", needs=AUDITS)
def add_evidence(request: PageRequest, area: str, ref: str, question: str) -> HttpResponse:
    actor, found = request.actor, own_audit(request.actor, audit_ref=ref)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    title = f"Add a file to question {question}"
    content = FormPage(
        title=title,
        submit="Add it",
        crumbs=_crumbs(actor, found, Crumb(title)),
        after=at(actor, "audit", ref),
        done="The file is added.",
        intro="It is kept with this audit, and opened by nobody else.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.add_evidence(
            actor=actor,
            at=clock.now(),
            audit_ref=ref,
            question=question,
            about=form.cleaned_data["about"],
            upload=form.cleaned_data["upload"],
        ),
    )


@page("GET", needs=AUDITS)
def evidence(request: PageRequest, area: str, ref: str) -> HttpResponseBase:
    case_ref, stored = evidence_file(request.actor, evidence_ref=ref)
    return as_look(send(stored), subject=CASE, ref=case_ref, reason=LOOK)


def _is_open_to_read(found: OwnAudit) -> bool:
    return found.seat is not Seat.FAMILY or found.has_no_conflict


def _crumbs(actor: Actor, found: OwnAudit, *further: Crumb) -> tuple[Crumb, ...]:
    return own_crumbs(actor, Crumb(title_of(found), at(actor, "audit", found.ref)), *further)


def _doors(actor: Actor, found: OwnAudit) -> Iterator[Door]:
    if not _is_open_to_read(found):
        yield Door(
            "Begin: do you know this family?", at(actor, "conflict", found.ref), is_main=True
        )
    elif found.round_state is not RoundState.CLOSED:
        yield Door("Read it", at(actor, "read", found.ref), is_main=not found.answers)
    if found.state is AuditState.ASSIGNED and found.round_state is RoundState.DRAWN:
        if _is_open_to_read(found):
            yield Door(
                "Hand in this audit", at(actor, "submit", found.ref), is_main=bool(found.answers)
            )
            yield Door("Raise an urgent concern", at(actor, "urgent", found.item_ref))
        yield Door("Give this audit back", at(actor, "give_back", found.ref))
    if found.state is AuditState.SUBMITTED and actor.may(perms.AUDIT):
        yield Door("Write down a finding", at(actor, "find_in_audit", found.ref), is_main=True)


def _section(found: OwnAudit, code: str) -> Section:
    """Raises Hidden for a section that the tool does not have, and before the copy may be read."""
    section = next((each for each in found.tool.sections if each.code == code), None)
    if section is None or not _is_open_to_read(found):
        raise Hidden("section")
    return section


def _section_form(request: PageRequest | None, found: OwnAudit, code: str) -> SectionForm:
    section = _section(found, code)
    return SectionForm(
        (request.POST or None) if request is not None else None,
        questions=found.tool.asked_in(section.code),
        kept=found.answers,
        initial={"expected_version": found.version},
    )


def _section_shown(actor: Actor, found: OwnAudit, code: str) -> SectionShown:
    section = _section(found, code)
    doors = [
        Door(f"Add a file to {each.code}", at(actor, "add_evidence", found.ref, each.code))
        for each in found.tool.asked_in(code)
    ]
    return SectionShown(
        title=section.title,
        caption=title_of(found),
        crumbs=_crumbs(actor, found, Crumb(section.title)),
        read_address=at(actor, "read", found.ref),
        back=at(actor, "audit", found.ref),
        after="Save and go on",
        progress=progress(found, section),
        add_evidence=tuple(doors),
        closed="This audit is over. Nothing is changed any more." if is_over(found) else "",
    )


def _next(actor: Actor, found: OwnAudit, code: str) -> str:
    """The section after this one, or the whole when it was the last."""
    codes = [each.code for each in found.tool.sections if found.tool.asked_in(each.code)]
    later = codes[codes.index(code) + 1 :]
    return at(actor, "mark", found.ref, later[0]) if later else at(actor, "audit", found.ref)
