"""What the board judged and the forum sees: of a line, and of what it should change for families."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from alongside.kernel.actor import Actor
from alongside.measures import perms as measures_perms
from alongside.measures.queries.impacts import impact_choices, impacts_now
from alongside.people.finding import found
from alongside.people.pages.filling import FormPage, fill_in
from alongside.plan import operations, perms
from alongside.plan.forms.judgements import (
    ForumViewForm,
    ImpactEvidenceForm,
    ImpactForm,
    ImpactVerdictForm,
    JudgementForm,
    LinkImpactForm,
)
from alongside.plan.models import ImpactStatement
from alongside.plan.operations.judgements import NEEDS
from alongside.plan.pages.changing.trail import line_address, line_crumbs, promise, standing
from alongside.plan.queries.for_forms import (
    LineInPlan,
    evidence_of_impact,
    evidence_of_line,
    line_for_change,
    warning_of_impact,
    warning_of_line,
)
from alongside.plan.rules.codes import AnswerKind
from alongside.plan.words import ANSWER_KINDS
from alongside.web import clock
from alongside.web.components import Row
from alongside.web.markup import link
from alongside.web.pages import PageRequest, page
from alongside.web.writing import in_a_sentence


@page("GET", "POST", needs=perms.JUDGE)
def record_judgement(request: PageRequest, area: str, ref: str) -> HttpResponse:
    place = line_for_change(request.actor, ref, needs=perms.JUDGE, today=clock.today())
    form = JudgementForm(request.POST or None, initial={"judged_on": clock.today()})
    held = evidence_of_line(request.actor, place.line.id)
    form.offer_or_leave_out(
        "evidence",
        [(each.ref, each.title) for each in held],
        hints={each.ref: each.hint for each in held},
    )
    return fill_in(
        request,
        form,
        _judgement_page(request.actor, place),
        lambda: operations.record_judgement(
            actor=request.actor, at=clock.now(), line_ref=ref, **form.answers()
        ),
    )


@page("GET", "POST", needs=perms.FORUM_VIEW)
def record_forum_view(request: PageRequest, area: str, ref: str) -> HttpResponse:
    place = line_for_change(request.actor, ref, needs=perms.FORUM_VIEW, today=clock.today())
    form = ForumViewForm(request.POST or None, initial={"viewed_on": clock.today()})
    content = FormPage(
        title=f"Record the forum’s view of {place.line.reference}",
        submit="Record the view",
        crumbs=line_crumbs(request.actor, place, "Record the forum’s view"),
        after=line_address(request.actor, place.line),
        done="The forum’s view has been recorded.",
        facts=standing(place.line),
        warning=warning_of_line(request.actor, place.line.id),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.record_forum_view(
            actor=request.actor, at=clock.now(), line_ref=ref, **form.answers()
        ),
    )


@page("GET", "POST", needs=perms.EDIT)
def add_impact(request: PageRequest, area: str, ref: str) -> HttpResponse:
    place = line_for_change(request.actor, ref, needs=perms.EDIT, today=clock.today())
    form = ImpactForm(request.POST or None)
    content = FormPage(
        title=f"Add an impact to {place.line.reference}",
        submit="Add the impact",
        crumbs=line_crumbs(request.actor, place, "Add an impact"),
        after=line_address(request.actor, place.line),
        done="The impact has been added. It waits for evidence, the board and the forum.",
        facts=(promise(place.line),),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.add_impact(
            actor=request.actor, at=clock.now(), line_ref=ref, text=form.cleaned_data["text"]
        ),
    )


@page("GET", "POST", needs=perms.RECORD_STATUS)
def link_impact(request: PageRequest, area: str, ref: str) -> HttpResponse:
    impact = found(ImpactStatement, request.actor, ref, "line")
    place = line_for_change(
        request.actor, impact.line.ref, needs=perms.RECORD_STATUS, today=clock.today()
    )
    now = impacts_now(request.actor, {impact.told_in_id or 0}).get(impact.told_in_id or 0)
    initial = {"told_in": now.ref if now else "", "expected_version": impact.version}
    form = LinkImpactForm(request.POST or None, initial=initial)
    form.offer("told_in", [(each.ref, each.title) for each in impact_choices(request.actor)])
    return fill_in(
        request,
        form,
        _link_page(request.actor, place, impact),
        lambda: operations.link_impact(
            actor=request.actor,
            at=clock.now(),
            impact_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            told_in_ref=form.cleaned_data["told_in"],
        ),
    )


@page("GET", "POST", needs=perms.VIEW)
def answer_impact(request: PageRequest, area: str, ref: str, kind: str) -> HttpResponse:
    """Each kind of answer has its own permission, asked for here and again by the operation."""
    if kind not in set(AnswerKind):
        raise Http404
    wanted = AnswerKind(kind)
    impact = found(ImpactStatement, request.actor, ref, "line")
    place = line_for_change(
        request.actor, impact.line.ref, needs=NEEDS[wanted], today=clock.today()
    )
    form = _impact_form(request, wanted, impact)
    return fill_in(
        request,
        form,
        _impact_page(request.actor, place, impact, wanted),
        lambda: operations.answer_impact(
            actor=request.actor, at=clock.now(), impact_ref=ref, reply=form.reply_of(wanted)
        ),
    )


def _impact_form(
    request: PageRequest, kind: AnswerKind, impact: ImpactStatement
) -> ImpactEvidenceForm | ImpactVerdictForm:
    held = evidence_of_impact(request.actor, impact)
    choices = [(each.ref, f"{each.title} ({in_a_sentence(each.hint)})") for each in held]
    initial = {"answered_on": clock.today()}
    if kind is AnswerKind.EVIDENCE:
        form = ImpactEvidenceForm(request.POST or None, initial=initial)
        form.offer("evidence", choices)
        return form
    verdict = ImpactVerdictForm(request.POST or None, initial=initial)
    verdict.offer_or_leave_out("evidence", choices)
    return verdict


def _judgement_page(actor: Actor, place: LineInPlan) -> FormPage:
    return FormPage(
        title=f"Record the board’s judgement of {place.line.reference}",
        submit="Record the judgement",
        crumbs=line_crumbs(actor, place, "Record the board’s judgement"),
        after=line_address(actor, place.line),
        done="The board’s judgement has been recorded.",
        intro="A judgement stays. When the board judges again, it is recorded beside this one.",
        facts=standing(place.line),
        warning=warning_of_line(actor, place.line.id),
    )


def _link_page(actor: Actor, place: LineInPlan, impact: ImpactStatement) -> FormPage:
    return FormPage(
        title=f"Point an impact of {place.line.reference} to its evidence",
        submit="Save",
        crumbs=line_crumbs(actor, place, "Point to evidence of impact"),
        after=line_address(actor, place.line),
        done="Your choice has been saved.",
        intro=_write_first(actor),
        facts=(promise(place.line), Row("What should be different", impact.text)),
    )


def _write_first(actor: Actor) -> str:
    if not actor.may(measures_perms.ENTER):
        return ""
    address = reverse("measures:add_impact", args=[actor.area_slug])
    return format_html(
        "If it is not in the list, {} first.", link("write the evidence of impact", address)
    )


def _attach_first(actor: Actor, impact: ImpactStatement) -> str:
    address = reverse("plan:attach_impact_evidence", args=[actor.area_slug, impact.ref])
    return format_html("If it is not in the list, {} first.", link("attach the evidence", address))


def _impact_page(
    actor: Actor, place: LineInPlan, impact: ImpactStatement, kind: AnswerKind
) -> FormPage:
    label = ANSWER_KINDS[kind]
    return FormPage(
        title=f"Answer an impact of {place.line.reference}: {in_a_sentence(label)}",
        submit="Record the answer",
        crumbs=line_crumbs(actor, place, "Answer an impact"),
        after=line_address(actor, place.line),
        done="The answer has been recorded beside the impact.",
        intro=_attach_first(actor, impact) if kind is AnswerKind.EVIDENCE else "",
        facts=(promise(place.line), Row("What should be different", impact.text)),
        warning=warning_of_impact(actor, impact),
    )
