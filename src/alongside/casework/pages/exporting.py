"""A case for a tribunal or the Ombudsman: choose the parts, check what is in it, and take it away."""

import io
import json
from dataclasses import dataclass
from typing import cast

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.forms.exporting import ExportForm
from alongside.casework.models import CaseExport
from alongside.casework.operations import exporting as operations
from alongside.casework.pages.sent_again import sent_again
from alongside.casework.pages.trail import case_address, case_crumbs
from alongside.casework.queries.exporting import case_document, export_of
from alongside.casework.queries.one_case import case_head
from alongside.casework.queries.values import CaseHead
from alongside.casework.rules.exporting import Part, Purpose, check_export
from alongside.casework.words import PARTS, PURPOSES
from alongside.documents.content import Bullets, Document, Heading, Table, from_json
from alongside.exchange.spreadsheets import MEDIA_TYPE, Sheet, write_xlsx
from alongside.files.serving import send
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.web import clock
from alongside.web.components import Crumb, Door, Row
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import counted, instant

TITLE = "Put the case together for somebody outside"
SUBJECT = "casework.case"


@dataclass(frozen=True, slots=True)
class ExportFormShown:
    crumbs: tuple[Crumb, ...]
    title: str
    caption: str
    after: str


@dataclass(frozen=True, slots=True)
class CheckShown:
    crumbs: tuple[Crumb, ...]
    title: str
    rows: tuple[Row, ...]
    left_out: tuple[str, ...]
    sent: tuple[tuple[str, str], ...]
    does: str
    back: str


@dataclass(frozen=True, slots=True)
class ExportShown:
    crumbs: tuple[Crumb, ...]
    title: str
    rows: tuple[Row, ...]
    doors: tuple[Door, ...]
    said: str


@page("GET", "POST", needs=perms.DECIDE)
def choose(request: PageRequest, area: str, ref: str) -> HttpResponse:
    """What is sent is only shown: nothing leaves here."""
    head = case_head(request.actor, case_ref=ref, today=clock.today())
    form = ExportForm(request.POST or None, initial={"parts": _usual()})
    if request.method == "POST" and form.is_valid():
        with form.refusals() as outcome:
            check_export(form.order())
        if outcome.accepted:
            content = _check(request, head, form)
            return render_page(request, "casework/export_check.html", {"page": content})
    return _shown(request, head, form)


@page("POST", needs=perms.DECIDE)
def make(request: PageRequest, area: str, ref: str) -> HttpResponse:
    head = case_head(request.actor, case_ref=ref, today=clock.today())
    form = ExportForm(request.POST)
    if form.is_valid():
        with form.refusals() as outcome:
            made = operations.export_case(
                actor=request.actor, at=clock.now(), case_ref=ref, order=form.order()
            )
        if outcome.accepted:
            return HttpResponseRedirect(reverse("casework:export", args=[area, made.ref]))
    return _shown(request, head, form)


@page("GET", needs=perms.DECIDE)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = export_of(actor, export_ref=ref, today=today)
    head = case_head(actor, case_ref=found.case.ref, today=today)
    content = ExportShown(
        crumbs=case_crumbs(actor, head, Crumb("Export")),
        title=f"Export of case {head.number}",
        rows=_about(found),
        doors=_doors(actor, found),
        said="" if found.pdf else found.refusal or "The PDF is being made. Look again in a minute.",
    )
    response = render_page(request, "casework/export.html", {"page": content})
    return as_look(response, subject=SUBJECT, ref=found.case.ref, reason="An export")


@page("GET", needs=perms.DECIDE)
def export_file(request: PageRequest, area: str, ref: str, kind: str) -> HttpResponseBase:
    found = export_of(request.actor, export_ref=ref, today=clock.today())
    if kind == "pdf" and found.pdf is not None:
        response = cast("HttpResponse", send(found.pdf))
    elif kind == "xlsx":
        response = HttpResponse(_xlsx(found), content_type=MEDIA_TYPE)
        response["Content-Disposition"] = f'attachment; filename="case-{found.ref}.xlsx"'
        response["Cache-Control"] = "private, no-store"
    else:
        raise Hidden("file")
    return as_look(response, subject=SUBJECT, ref=found.case.ref, reason="A file of an export")


def _usual() -> list[str]:
    return [part.value for part in Part if part is not Part.NOTES]


def _shown(request: PageRequest, head: CaseHead, form: ExportForm) -> HttpResponse:
    actor = request.actor
    content = ExportFormShown(
        crumbs=case_crumbs(actor, head, Crumb(TITLE)),
        title=TITLE,
        caption=f"Case {head.number}, {head.child.name}",
        after=case_address(actor, head.ref),
    )
    return render_page(
        request, "casework/export_form.html", {"page": content, "form": form},
        status=form.answer_status,
    )  # fmt: skip


def _check(request: PageRequest, head: CaseHead, form: ExportForm) -> CheckShown:
    actor, order = request.actor, form.order()
    document = case_document(actor, case_ref=head.ref, order=order, today=clock.today())
    return CheckShown(
        crumbs=case_crumbs(actor, head, Crumb(TITLE)),
        title="Check what goes out",
        rows=(Row("For whom", PURPOSES[order.purpose]), *_counts(document)),
        left_out=next(b.items for b in reversed(document.blocks) if isinstance(b, Bullets)),
        sent=tuple(sent_again(request)),
        does=reverse("casework:make_export", args=[actor.area_slug, head.ref]),
        back=reverse("casework:export_case", args=[actor.area_slug, head.ref]),
    )


def _counts(document: Document) -> tuple[Row, ...]:
    """How many rows stand below each heading."""
    found, title = [], ""
    for block in document.blocks:
        if isinstance(block, Heading):
            title = block.text
        elif isinstance(block, Table):
            found.append(Row(title, counted(len(block.rows), "entry,entries")))
    return tuple(found)


def _about(found: CaseExport) -> tuple[Row, ...]:
    return (
        Row("For whom", PURPOSES[Purpose(found.purpose)]),
        Row("What is in it", [PARTS[Part(part)] for part in found.parts]),
        Row("Put together", instant(found.made_at)),
        Row("By", found.made_by.name if found.made_by else ""),
        Row("Fingerprint of the content", found.content_sha256),
    )


def _doors(actor: Actor, found: CaseExport) -> tuple[Door, ...]:
    def at(kind: str) -> str:
        return reverse("casework:export_file", args=[actor.area_slug, found.ref, kind])

    pdf = (Door("Take the PDF", at("pdf"), is_main=True),) if found.pdf else ()
    return (*pdf, Door("Take the spreadsheet", at("xlsx"), is_main=True))


def _xlsx(found: CaseExport) -> bytes:
    """One sheet for each table of the frozen content."""
    document, out = from_json(json.loads(found.content)), io.BytesIO()
    write_xlsx(out, *_sheets(document), title=document.title)
    return out.getvalue()


def _sheets(document: Document) -> list[Sheet]:
    sheets, title = [], ""
    for block in document.blocks:
        if isinstance(block, Heading):
            title = block.text
        elif isinstance(block, Table):
            headings = [column.title for column in block.columns]
            sheets.append(Sheet(title, headings, [[c.text for c in row] for row in block.rows]))
        elif isinstance(block, Bullets):
            sheets.append(Sheet(title, [title], [[item] for item in block.items]))
    return sheets
