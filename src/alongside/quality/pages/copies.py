"""The copy without names, for whoever looks it through and releases it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import get_template
from django.utils.safestring import SafeString

from alongside.documents.shown import shown
from alongside.people.pages.filling import FormPage, fill_in
from alongside.quality import perms
from alongside.quality.forms.copies import CopyForm, ReleaseForm
from alongside.quality.operations import copying as operations
from alongside.quality.pages.marking import CASE, LOOK
from alongside.quality.pages.trail import at, item_crumbs
from alongside.quality.queries.copies import CopyPage, copy_page
from alongside.quality.queries.rounds import item_head
from alongside.quality.rules.codes import CopyState
from alongside.quality.rules.redacting.looking import LookAt
from alongside.quality.words import COPY_STATES, LOOK_AT
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Door, Table
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import counted

TITLE = "Copy without names"
RELEASE = "Release it to families’ auditors"
NO_CONSENT = "The family has not allowed this, or no longer allows it. Nothing is shown."


@dataclass(frozen=True, slots=True)
class CopyShown:
    title: str
    caption: str
    state: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    look_at: Table
    document: SafeString
    closed: str
    submit: str


@page("GET", "POST", needs=perms.LEAD)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, item = request.actor, item_head(request.actor, item_ref=ref)
    found = copy_page(actor, item_ref=ref, today=clock.today())
    first = {"words": "\n".join(found.marked), "expected_version": found.version}
    form = CopyForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        with form.refusals() as outcome:
            operations.make_copy(
                actor=actor,
                at=clock.now(),
                item_ref=ref,
                expected_version=form.cleaned_data["expected_version"],
                words=form.hidden_words(),
            )
        if outcome.accepted:
            messages.success(request, "The copy is made. Read it to its end before you release it.")
            return HttpResponseRedirect(at(actor, "copy", ref))
    crumbs = item_crumbs(actor, item.round, item.row, Crumb(TITLE))
    content = {"page": _shown(request, ref, found, crumbs), "form": form}
    response = render_page(request, "quality/copy.html", content, status=form.answer_status)
    return as_look(response, subject=CASE, ref=item.case_ref, reason=LOOK)


@page("GET", "POST", needs=perms.LEAD)
def release(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, item = request.actor, item_head(request.actor, item_ref=ref)
    found = copy_page(actor, item_ref=ref, today=clock.today())
    form = ReleaseForm(request.POST or None, initial={"expected_version": found.version})
    content = FormPage(
        title=RELEASE,
        submit="Release it",
        crumbs=item_crumbs(actor, item.round, item.row, Crumb(RELEASE)),
        after=at(actor, "copy", ref),
        done="It is released. Give it to a family’s auditor next.",
        intro="Families’ auditors read it on a page. There is no file to take away.",
        closed="" if found.document else "Make the copy first.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.release_copy(
            actor=actor,
            at=clock.now(),
            item_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
        ),
    )


def _shown(request: PageRequest, ref: str, found: CopyPage, crumbs: tuple[Crumb, ...]) -> CopyShown:
    doors = []
    if found.document and found.state is CopyState.MADE:
        doors.append(Door(RELEASE, at(request.actor, "release_copy", ref), is_main=True))
    hidden = f"{counted(found.hidden_count, 'place')} hidden." if found.document else ""
    return CopyShown(
        title=TITLE,
        caption=crumbs[-2].title,
        state=f"{COPY_STATES[found.state] if found.state else 'Not made yet'}. {hidden}".strip(),
        crumbs=crumbs,
        doors=tuple(doors),
        look_at=_look_at(found.look_at),
        document=_document(found),
        closed="" if found.has_consent else NO_CONSENT,
        submit="Make it again" if found.document else "Make the copy",
    )


def _document(found: CopyPage) -> SafeString:
    if found.document is None:
        return SafeString("")
    template = get_template("documents/document.html")
    return SafeString(template.render({"document": shown(found.document)}))


def _look_at(found: Sequence[LookAt]) -> Table:
    """Each word once, with where it first stands."""
    once: dict[str, LookAt] = {}
    for each in found:
        once.setdefault(each.words.casefold(), each)
    return Table(
        caption="Look at these",
        caption_hidden=True,
        columns=(Column("Words"), Column("Why", is_wide=True), Column("Where", is_wide=True)),
        rows=[
            (Cell(each.words, is_header=True), LOOK_AT[each.why], f"… {each.context} …")
            for each in once.values()
        ],
        stack=True,
        empty="Nothing stands out. Read the copy all the same.",
    )
