"""A case's EHC plan: its versions, one version as it reads, and its paper."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString

from alongside.casework import perms
from alongside.casework.forms.plans import BeginForm
from alongside.casework.operations import plans as operations
from alongside.casework.pages.plan_trail import (
    NOT_SENT,
    SUBJECT,
    at_version,
    plan_crumbs,
    version_title,
)
from alongside.casework.pages.trail import at_case, case_crumbs
from alongside.casework.plans.paper import document_of
from alongside.casework.plans.words import KINDS, STATE_COLOURS, STATES
from alongside.casework.queries.plan_values import CasePlans, VersionPage, VersionRow
from alongside.casework.queries.plans import case_plans, plan_file, version_page
from alongside.casework.rules.plans.codes import VersionState
from alongside.documents.content import Document, from_json
from alongside.documents.shown import shown
from alongside.files.serving import send
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day, instant

BEGIN = "Begin the next version"


@dataclass(frozen=True, slots=True)
class VersionsPage:
    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    versions: tuple[RecordedItem, ...]


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """``document`` is written out already. ``facts`` are sentences about this version."""

    title: str
    caption: str
    state: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    facts: tuple[str, ...]
    document: SafeString


@page("GET", needs=perms.READS)
def versions(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = case_plans(actor, case_ref=ref, today=clock.today())
    content = VersionsPage(
        title="EHC plan",
        caption=f"Case {found.head.number}, {found.head.child.name}",
        crumbs=case_crumbs(actor, found.head, Crumb("EHC plan")),
        doors=tuple(_case_doors(actor, found)),
        versions=tuple(_item(actor, each) for each in found.versions),
    )
    return render_page(request, "casework/plan_versions.html", {"page": content})


@page("GET", "POST", needs=perms.RECORD)
def begin(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = case_plans(actor, case_ref=ref, today=clock.today())
    form = BeginForm(request.POST or None)
    form.offer("kind", [(each.value, KINDS[each]) for each in found.may_begin])
    content = FormPage(
        title=BEGIN,
        submit="Begin",
        crumbs=plan_crumbs(actor, found.head, Crumb(BEGIN)),
        after=at_case(actor, "plan", ref),
        done="The version is begun.",
        intro="It begins as a copy of the last version that was issued.",
        onward=lambda made: at_version(actor, "plan_desk", made.ref),
        closed="" if found.may_begin else "A version is being written already. Finish that first.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.begin_version(
            actor=actor, at=clock.now(), case_ref=ref, kind=form.version_kind()
        ),
    )


@page("GET", needs=perms.READS)
def read(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = version_page(actor, version_ref=ref, today=clock.today())
    document = shown(_document(found))
    content = ReadingPage(
        title=f"{found.view.title}: {found.view.child}",
        caption=f"{KINDS[found.version.kind]}, version {found.version.number}",
        state=_state(found.version),
        crumbs=plan_crumbs(actor, found.head, Crumb(version_title(found.version))),
        doors=(*_its_sending(actor, found), *_doors(actor, found.version)),
        facts=(*_facts(found.version), *((NOTHING_SAYS,) if found.is_owed else ())),
        document=SafeString(get_template("documents/document.html").render({"document": document})),
    )
    response = render_page(request, "casework/plan_version.html", {"page": content})
    return as_look(response, subject=SUBJECT, ref=found.head.ref, reason="The EHC plan")


@page("GET", needs=perms.READS)
def paper(request: PageRequest, area: str, ref: str, what: str) -> HttpResponseBase:
    head, stored = plan_file(request.actor, version_ref=ref, what=what, today=clock.today())
    return as_look(send(stored), subject=SUBJECT, ref=head.ref, reason="The EHC plan on paper")


def _document(found: VersionPage) -> Document:
    """What was issued reads as it was kept; what is being written, as it stands now."""
    if found.content:
        return from_json(json.loads(found.content))
    return document_of(found.view, author=found.author, dated=clock.today())


def _state(version: VersionRow) -> SafeString:
    return tag(STATES[version.state], STATE_COLOURS[version.state])


def _case_doors(actor: Actor, found: CasePlans) -> Iterator[Door]:
    if not actor.may_somewhere(perms.RECORD):
        return
    for each in found.versions:
        yield from _its_letter(actor, ref=found.head.ref, one=each)
        if each.state is VersionState.WRITING:
            yield Door("Go on writing", at_version(actor, "plan_desk", each.ref), is_main=True)
    if found.may_begin:
        yield Door(BEGIN, at_case(actor, "begin_plan", found.head.ref), is_main=True)


NOTHING_SAYS = (
    "Nothing says that it was sent to the family. Send it with its letter. If it was sent, an officer who may decide "
    "says how."
)


def _its_sending(actor: Actor, found: VersionPage) -> Iterator[Door]:
    one, ref = found.version, found.head.ref
    yield from _its_letter(actor, ref=ref, one=one)
    if found.is_owed and actor.may_somewhere(perms.DECIDE):
        yield Door("Say how it was sent", at_version(actor, "plan_sent", one.ref), is_main=True)
    if found.is_owed and actor.may_somewhere(perms.RECORD):
        yield Door("Send it with its letter", at_case(actor, "letters", ref), is_main=True)


def _its_letter(actor: Actor, *, ref: str, one: VersionRow) -> Iterator[Door]:
    """What is issued goes to the family with its letter."""
    if one.is_unsent and actor.may_somewhere(perms.RECORD):
        yield Door("Write its letter, and send both", at_case(actor, "letters", ref), is_main=True)


def _doors(actor: Actor, version: VersionRow) -> Iterator[Door]:
    may_write = actor.may_somewhere(perms.RECORD)
    if version.state is VersionState.WRITING and may_write:
        yield Door("Go on writing", at_version(actor, "plan_desk", version.ref), is_main=True)
    if version.has_paper:
        words = f"Download the PDF, {counted(version.page_count, 'page')}"
        yield Door(words, _paper(actor, version, "pdf"), is_main=True)
        yield Door("Download it for Word", _paper(actor, version, "word"))
    yield Door("From needs to help, drawn", at_version(actor, "plan_thread", version.ref))
    yield Door("How it reads", at_version(actor, "plan_reading", version.ref))
    if version.state is VersionState.ISSUED:
        yield Door("Simple text for the family", at_version(actor, "plan_simple", version.ref))
    if version.based_on_ref:
        words = f"What changed since version {version.based_on}"
        yield Door(words, at_version(actor, "plan_changes", version.ref))


def _paper(actor: Actor, version: VersionRow, what: str) -> str:
    return reverse("casework:plan_paper", args=[actor.area_slug, version.ref, what])


def _item(actor: Actor, version: VersionRow) -> RecordedItem:
    doors = [
        Door("Read it", at_version(actor, "plan_version", version.ref)),
        *_doors(actor, version),
    ]
    return RecordedItem(
        title=f"Version {version.number}: {KINDS[version.kind]}",
        notes=tuple(_facts(version)),
        tag=_state(version),
        doors=tuple(doors),
    )


def _facts(version: VersionRow) -> Iterator[str]:
    by = f" by {version.begun_by}" if version.begun_by else ""
    copied = f", as a copy of version {version.based_on}" if version.based_on else ""
    yield f"Begun on {instant(version.begun_at)}{by}{copied}."
    if version.issued_on is not None:
        by = f" by {version.issued_by}" if version.issued_by else ""
        yield f"Issued on {day(version.issued_on)}{by}. It is never changed."
        if version.is_unsent:
            yield NOT_SENT
        if version.is_event_corrected:
            yield "The event by which it was sent was corrected later. Look at it in the case."
        if not version.has_paper:
            yield "Its paper is being made. Open this page again in a minute."
