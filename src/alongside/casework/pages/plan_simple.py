"""The simple text of an issued EHC plan, for officers: what is too long for it, and with whom it was read."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from alongside.casework import perms
from alongside.casework.forms.glossary import ReadWithForm
from alongside.casework.operations import simple_texts as operations
from alongside.casework.operations.simple_texts import NewReading
from alongside.casework.pages.plan_trail import SUBJECT, at_version, version_crumbs
from alongside.casework.pages.simple_parts import PICTURES, Frame, shown
from alongside.casework.plans.words import KINDS
from alongside.casework.queries.simple_texts import SimpleAtDesk, simple_at_desk, simple_file
from alongside.files.serving import send
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Door
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import counted

TITLE = "Simple text"
READ_WITH = "Record with whom it was read"


@page("GET", needs=perms.READS)
def simple(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = simple_at_desk(actor, version_ref=ref, today=clock.today())
    version = found.version
    frame = Frame(
        title=TITLE,
        caption=f"{KINDS[version.kind]}, version {version.number}, {found.head.child.name}",
        crumbs=version_crumbs(actor, found.head, version, Crumb(TITLE)),
        doors=tuple(_doors(actor, found)),
        pictures=PICTURES in request.GET,
    )
    content = {"page": shown(found.view, frame, is_officer=True)}
    response = render_page(request, "casework/plan_simple.html", content)
    return as_look(response, subject=SUBJECT, ref=found.head.ref, reason="The simple text")


@page("GET", needs=perms.READS)
def paper(request: PageRequest, area: str, ref: str) -> HttpResponseBase:
    head, stored = simple_file(request.actor, version_ref=ref, today=clock.today())
    return as_look(send(stored), subject=SUBJECT, ref=head.ref, reason="The simple text on paper")


@page("GET", "POST", needs=perms.RECORD)
def read_with(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = simple_at_desk(actor, version_ref=ref, today=clock.today())
    form = ReadWithForm(request.POST or None)
    crumb = Crumb(TITLE, at_version(actor, "plan_simple", ref))
    content = FormPage(
        title=READ_WITH,
        submit="Record it",
        crumbs=version_crumbs(actor, found.head, found.version, crumb, Crumb(READ_WITH)),
        after=at_version(actor, "plan_simple", ref),
        done="It is recorded. The simple text says so.",
        intro="A text is easy read only once people have read it. The family reads with whom.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.record_reading(
            actor=actor, at=clock.now(), version_ref=ref, new=NewReading(**form.cleaned_data)
        ),
    )


def _doors(actor: Actor, found: SimpleAtDesk) -> Iterator[Door]:
    ref = found.version.ref
    if found.view.has_paper:
        pages = counted(found.view.page_count, "page")
        yield Door(f"Download it to print, {pages}", at_version(actor, "simple_paper", ref))
    if actor.may_somewhere(perms.RECORD):
        yield Door(READ_WITH, at_version(actor, "read_simple_with", ref))
