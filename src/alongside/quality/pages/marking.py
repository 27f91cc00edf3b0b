"""Marking: one’s own audits, what is read, the questions section by section, and submitting the whole.

Each answer is kept as it is given where scripts run, and with a button everywhere.
"""

from dataclasses import dataclass
from http import HTTPStatus

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
from alongside.quality.forms.marking import (
    ConflictForm,
    EvidenceForm,
    SectionForm,
    SubmitForm,
)
from alongside.quality.operations import marking as operations
from alongside.quality.pages.answer_parts import AnswersShown, group_shown
from alongside.quality.pages.marking_parts import (
    HAND_IN,
    audit_doors,
    audit_facts,
    evidence_items,
    is_open_to_read,
    mine_table,
    missing_items,
    needed,
    progress,
    proposal_facts,
    section_items,
    title_of,
    why_over,
)
from alongside.quality.pages.trail import at, own_crumbs
from alongside.quality.pages.views import tabs
from alongside.quality.queries.answers import own_answers
from alongside.quality.queries.marking import (
    AUDITS,
    ended_audit,
    evidence_file,
    my_audits,
    own_audit,
)
from alongside.quality.queries.reading import document_to_audit
from alongside.quality.queries.values import EndedAudit, OwnAudit
from alongside.quality.rules.codes import Seat
from alongside.quality.rules.tools import Section
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem, Row, Tab, Table
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day

CASE = "casework.case"
LOOK = "An audit of what was drawn"
SAVING = "X-House-Save"
MAY_KNOW = (
    "You said that you may know this family. Whoever leads the round is told, and decides. "
    "Nothing opens here until then. You may also give it back."
)
NOT_ASKED = "Only a family’s auditor is asked this."
FILES = (
    "Nobody else opens it before you hand in. Then whoever leads the round may, and the other auditor "
    "once both have handed in."
)


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
    needed: str
    add_evidence: tuple[Door, ...]
    closed: str
    answers: tuple[AnswersShown, ...]


@dataclass(frozen=True, slots=True)
class EndedShown:
    """``typed`` are question and words, as somebody typed them into a page that was still open."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    sentence: str
    why: str
    typed: tuple[tuple[str, str], ...]


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
    actor = request.actor
    if ended := ended_audit(actor, audit_ref=ref):
        return _told_ended(request, ended)
    found = own_audit(actor, audit_ref=ref)
    is_open = is_open_to_read(found)
    content = AuditShown(
        title=title_of(found),
        caption=found.round_title,
        crumbs=own_crumbs(actor),
        doors=tuple(audit_doors(actor, found)),
        facts=audit_facts(found),
        intro=MAY_KNOW if found.may_know else found.tool.intro,
        sections=section_items(actor, found) if is_open else (),
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
    actor = request.actor
    if ended := ended_audit(actor, audit_ref=ref):
        return _told_ended(request, ended)
    found = own_audit(actor, audit_ref=ref)
    form = _section_form(request, found, code)
    if request.method == "POST":
        found = _keep(request, found, form)
        if not form.errors and SAVING not in request.headers:
            return HttpResponseRedirect(_next(actor, found, code))
    content = {"page": _section_shown(actor, found, code), "form": form}
    return render_page(request, "quality/section.html", content, status=form.answer_status)


@page("GET", "POST", needs=AUDITS)
def submit(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    if ended := ended_audit(actor, audit_ref=ref):
        return _told_ended(request, ended)
    found = own_audit(actor, audit_ref=ref)
    form = SubmitForm(request.POST or None, initial={"expected_version": found.version})
    content = FormPage(
        title=HAND_IN,
        submit="Hand it in",
        crumbs=_crumbs(actor, found, Crumb(HAND_IN)),
        after=at(actor, "audit", ref),
        done="Your audit is handed in.",
        intro="After this it is not changed any more.",
        facts=proposal_facts(found),
        closed=why_over(found),
        template="quality/handing_in.html",
        beside=missing_items(actor, found),
    )
    return fill_in(request, form, content, lambda: _hand_in(actor, ref, form))


@page("GET", "POST", needs=AUDITS)
def conflict(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, own_audit(request.actor, audit_ref=ref)
    form, is_family = ConflictForm(request.POST or None), found.seat is Seat.FAMILY
    title = "Before you read: do you know this family?"
    content = FormPage(
        title=title,
        submit="Go on",
        crumbs=_crumbs(actor, found, Crumb("Before you read")),
        after=at(actor, "audit", ref),
        done="Thank you. It is noted.",
        intro="Names, addresses and the school are hidden. You may still know who it is: then say so.",
        closed=(why_over(found) or (MAY_KNOW if found.may_know else ""))
        if is_family
        else NOT_ASKED,
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
    if question not in {each.code for each in found.tool.questions}:
        raise Hidden("question")
    form = EvidenceForm(request.POST or None, request.FILES or None)
    title = f"Add a file to question {question}"
    content = FormPage(
        title=title,
        submit="Add it",
        crumbs=_crumbs(actor, found, Crumb(title)),
        after=at(actor, "audit", ref),
        done="The file is added.",
        intro=FILES,
        closed=why_over(found),
    )
    return fill_in(request, form, content, lambda: _add(actor, ref, question, form))


@page("GET", needs=(*AUDITS, perms.LEAD))
def evidence(request: PageRequest, area: str, ref: str) -> HttpResponseBase:
    case_ref, stored = evidence_file(request.actor, evidence_ref=ref)
    return as_look(send(stored), subject=CASE, ref=case_ref, reason=LOOK)


def _crumbs(actor: Actor, found: OwnAudit, *further: Crumb) -> tuple[Crumb, ...]:
    return own_crumbs(actor, Crumb(title_of(found), at(actor, "audit", found.ref)), *further)


def _section(found: OwnAudit, code: str) -> Section:
    """Raises Hidden for a section that the tool does not have, and before the copy may be read."""
    section = next((each for each in found.tool.sections if each.code == code), None)
    if section is None or not is_open_to_read(found):
        raise Hidden("section")
    return section


def _section_form(request: PageRequest, found: OwnAudit, code: str) -> SectionForm:
    asked = found.tool.asked_in(_section(found, code).code)
    return SectionForm(request.POST or None, questions=asked, kept=found.answers)


def _keep(request: PageRequest, found: OwnAudit, form: SectionForm) -> OwnAudit:
    """Whatever can be read is kept, though another box be wrong. The audit as it is then."""
    actor, apart = request.actor, frozenset[str]()
    form.is_valid()
    with form.refusals() as outcome:
        saved = operations.save_answers(
            actor=actor, at=clock.now(), audit_ref=found.ref, answers=form.answers()
        )
        apart = frozenset(saved.apart)
    found = own_audit(actor, audit_ref=found.ref)
    if outcome.accepted:
        form.settle(found.answers, apart, is_typing=SAVING in request.headers)
    return found


def _add(actor: Actor, ref: str, question: str, form: EvidenceForm) -> object:
    return operations.add_evidence(
        actor=actor,
        at=clock.now(),
        audit_ref=ref,
        question=question,
        about=form.cleaned_data["about"],
        upload=form.cleaned_data["upload"],
    )


def _hand_in(actor: Actor, ref: str, form: SubmitForm) -> object:
    return operations.submit_audit(
        actor=actor,
        at=clock.now(),
        audit_ref=ref,
        expected_version=form.cleaned_data["expected_version"],
        grade=form.cleaned_data["grade"],
        words=form.cleaned_data["words"],
    )


def _told_ended(request: PageRequest, ended: EndedAudit) -> HttpResponse:
    """What happened to it, and what somebody was typing meanwhile."""
    typed = [(name, str(words).strip()) for name, words in request.POST.items()]
    content = EndedShown(
        title=title_of(ended),
        caption=ended.round_title,
        crumbs=own_crumbs(request.actor),
        sentence=f"This audit stopped being yours on {day(ended.ended_on)}. You need do nothing more here.",
        why=ended.why,
        typed=tuple(
            (name.removeprefix("words").removeprefix("-"), words)
            for name, words in typed
            if words and name.startswith("words")
        ),
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render_page(request, "quality/ended.html", {"page": content}, status=status)


def _section_shown(actor: Actor, found: OwnAudit, code: str) -> SectionShown:
    section, closed = _section(found, code), why_over(found)
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
        needed=needed(found, section),
        add_evidence=tuple(doors),
        closed=closed,
        answers=_answered(actor, found, code) if closed else (),
    )


def _answered(actor: Actor, found: OwnAudit, code: str) -> tuple[AnswersShown, ...]:
    """One’s own answers in this section, and the other auditor’s once both have handed in."""
    rows = own_answers(actor, audit_ref=found.ref)
    here = [each for each in rows if each.question.section == code]
    return (group_shown(actor, here),) if here else ()


def _next(actor: Actor, found: OwnAudit, code: str) -> str:
    """The section after this one, or the whole when it was the last."""
    codes = [each.code for each in found.tool.sections if found.tool.asked_in(each.code)]
    later = codes[codes.index(code) + 1 :]
    return at(actor, "mark", found.ref, later[0]) if later else at(actor, "audit", found.ref)
