"""Attaching evidence to a line or an impact, withdrawing it, and handing over a kept file."""

from typing import cast

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase

from alongside.files.serving import send
from alongside.kernel.actor import Actor
from alongside.people.finding import found
from alongside.people.pages.filling import FormPage, fill_in
from alongside.plan import operations, perms
from alongside.plan.forms.evidence import EvidenceForm, WithdrawForm
from alongside.plan.models import Evidence, ImpactStatement, Line
from alongside.plan.pages.changing.trail import line_address, line_crumbs, promise
from alongside.plan.queries.for_forms import LineInPlan, line_for_change, statuses_naming
from alongside.plan.queries.loading import check_may_view
from alongside.plan.rules.codes import EvidenceKind
from alongside.plan.words import EVIDENCE_KINDS
from alongside.web import clock
from alongside.web.components import Row
from alongside.web.pages import PageRequest, page
from alongside.web.writing import counted, instant


@page("GET", "POST", needs=perms.RECORD_STATUS)
def attach_evidence(request: PageRequest, area: str, ref: str) -> HttpResponse:
    place = line_for_change(request.actor, ref, needs=perms.RECORD_STATUS, today=clock.today())
    form = EvidenceForm(request.POST or None, request.FILES or None, actor=request.actor)
    content = _attach_page(request.actor, place, promise(place.line))
    return fill_in(
        request,
        form,
        content,
        lambda: operations.attach_evidence(
            actor=request.actor, at=clock.now(), line_ref=ref, new=form.new_evidence()
        ),
    )


@page("GET", "POST", needs=perms.RECORD_STATUS)
def attach_impact_evidence(request: PageRequest, area: str, ref: str) -> HttpResponse:
    impact = found(ImpactStatement, request.actor, ref, "line")
    place = line_for_change(
        request.actor, impact.line.ref, needs=perms.RECORD_STATUS, today=clock.today()
    )
    form = EvidenceForm(request.POST or None, request.FILES or None, actor=request.actor)
    content = _attach_page(request.actor, place, promise(place.line), Row("Impact", impact.text))
    return fill_in(
        request,
        form,
        content,
        lambda: operations.attach_evidence(
            actor=request.actor, at=clock.now(), impact_ref=ref, new=form.new_evidence()
        ),
    )


@page("GET", "POST", needs=perms.RECORD_STATUS)
def withdraw_evidence(request: PageRequest, area: str, ref: str) -> HttpResponse:
    evidence = found(Evidence, request.actor, ref, "line", "impact__line", "file", "attached_by")
    line = evidence.impact.line if evidence.impact else cast(Line, evidence.line)
    place = line_for_change(request.actor, line.ref, needs=perms.RECORD_STATUS, today=clock.today())
    form = WithdrawForm(request.POST or None)
    return fill_in(
        request,
        form,
        _withdraw_page(request.actor, place, evidence),
        lambda: operations.withdraw_evidence(
            actor=request.actor,
            at=clock.now(),
            evidence_ref=ref,
            reason=form.cleaned_data["reason"],
        ),
    )


@page("GET", needs=perms.VIEW)
def evidence_file(request: PageRequest, area: str, ref: str) -> HttpResponseBase:
    """Whoever reads the action plan reads its evidence; what was withdrawn stays readable."""
    check_may_view(request.actor)
    evidence = found(Evidence, request.actor, ref, "file")
    if evidence.file is None:
        raise Http404
    return send(evidence.file)


def _attach_page(actor: Actor, place: LineInPlan, *facts: Row) -> FormPage:
    return FormPage(
        title=f"Attach evidence to {place.line.reference}",
        submit="Attach evidence",
        crumbs=line_crumbs(actor, place, "Attach evidence"),
        after=line_address(actor, place.line),
        done="The evidence has been attached.",
        intro=(
            "Everybody who may read the action plan may read its evidence. Leave out anything "
            "that could tell readers who a child or family is."
        ),
        facts=facts,
    )


def _withdraw_page(actor: Actor, place: LineInPlan, evidence: Evidence) -> FormPage:
    return FormPage(
        title="Withdraw evidence",
        submit="Withdraw the evidence",
        crumbs=line_crumbs(actor, place, "Withdraw evidence"),
        after=line_address(actor, place.line),
        done="The evidence has been withdrawn. It stays readable, and shows why.",
        warning=_what_rests_on_it(statuses_naming(actor, evidence)),
        facts=(
            promise(place.line),
            Row("Evidence", evidence.title),
            Row("What it is", _what_it_is(evidence)),
            Row("Attached", _attached(evidence)),
        ),
        is_grave=True,
    )


def _what_rests_on_it(count: int) -> str:
    if not count:
        return "It no longer counts from then on. No status rests on it."
    rest = "rests" if count == 1 else "rest"
    return (
        f"It no longer counts from then on. {counted(count, 'status,statuses')} {rest} on it and "
        "will show that it was withdrawn."
    )


def _what_it_is(evidence: Evidence) -> str:
    label = EVIDENCE_KINDS[EvidenceKind(evidence.kind)]
    name = evidence.file.name if evidence.file else evidence.address or evidence.document_reference
    return f"{label}: {name}"


def _attached(evidence: Evidence) -> str:
    by = f" by {evidence.attached_by.name}" if evidence.attached_by else ""
    return f"{instant(evidence.attached_at)}{by}"
