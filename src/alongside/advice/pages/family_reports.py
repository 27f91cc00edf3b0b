"""The family’s own evidence: for the officer all of it, for an adviser what the family agreed to show."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from alongside.advice import perms
from alongside.advice.forms.family_reports import ConsiderForm, ReportForm, SharingForm
from alongside.advice.operations import family_reports as operations
from alongside.advice.pages.trail import at, request_crumbs
from alongside.advice.queries.family_reports import (
    case_reports,
    givers_of,
    report_file,
    report_page,
    requests_of,
    shared_reports,
)
from alongside.advice.queries.use_values import ReportView
from alongside.advice.rules.family_evidence import Bought
from alongside.advice.use_words import CONSIDERED, PAID
from alongside.advice.words import ADVISERS, CAME
from alongside.casework.pages.trail import case_crumbs
from alongside.casework.queries.values import CaseHead
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
TITLE = "The family’s own evidence"
SHARED = "What the family shared"
INTRO = (
    "Whatever the family gives us is considered, whoever wrote it. Say how it was used, or why not. "
    "Advisers read it only when the family has agreed."
)
FOR_ADVISERS = "The family agreed that advisers in this case read these."


@dataclass(frozen=True, slots=True)
class ReportsPage:
    title: str
    caption: str
    intro: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    reports: tuple[RecordedItem, ...]
    empty: str


@page("GET", needs=perms.ASK)
def reports(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head, found = case_reports(actor, case_ref=ref, today=clock.today())
    content = ReportsPage(
        title=TITLE,
        caption=f"{head.child.name}, case {head.number}",
        intro=INTRO,
        crumbs=_crumbs(actor, head),
        doors=(
            Door("Record what came", at(actor, "add_report", ref), is_main=True),
            Door("How advice was used", at(actor, "uses", ref)),
        ),
        reports=tuple(_item(actor, each, may=True) for each in found),
        empty="The family has given nothing of their own yet.",
    )
    response = render_page(request, "advice/reports.html", {"page": content})
    return as_look(response, subject=CASE, ref=ref, reason=TITLE)


@page("GET", needs=perms.ANSWER)
def shared(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    row, found = shared_reports(actor, request_ref=ref, today=clock.today())
    content = ReportsPage(
        title=SHARED,
        caption=f"{row.name}, case {row.case_number}",
        intro=FOR_ADVISERS,
        crumbs=request_crumbs(actor, row, Crumb(SHARED)),
        doors=(),
        reports=tuple(_item(actor, each, may=False) for each in found),
        empty="The family has shared nothing of their own with advisers.",
    )
    response = render_page(request, "advice/reports.html", {"page": content})
    return as_look(response, subject=CASE, ref=row.case_ref, reason=SHARED)


@page("GET", "POST", needs=perms.ASK)
def add(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    head, _ = case_reports(actor, case_ref=ref, today=today)
    form = ReportForm(
        request.POST or None,
        request.FILES or None,
        initial={"received_on": today, "bought": Bought.NO.value},
    )
    form.offer_or_leave_out("contact", givers_of(actor, case_ref=ref, today=today))
    asked = requests_of(actor, case_ref=ref)
    form.offer_or_leave_out(
        "late_request",
        [(one, f"{ADVISERS[adviser]}, asked on {day(on)}") for one, adviser, on in asked],
    )
    return fill_in(
        request,
        form,
        _page(actor, head, "Record what the family gave"),
        lambda: operations.record_report(
            actor=actor, at=clock.now(), case_ref=ref, new=form.new_report()
        ),
    )


@page("GET", "POST", needs=perms.ASK)
def consider(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head, report = report_page(actor, report_ref=ref, today=clock.today())
    form = ConsiderForm(request.POST or None)
    return fill_in(
        request,
        form,
        replace(_page(actor, head, "How it was considered"), facts=tuple(_facts(report))),
        lambda: operations.consider_report(
            actor=actor, at=clock.now(), report_ref=ref, **form.cleaned_data
        ),
    )


@page("GET", "POST", needs=perms.ASK)
def sharing(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    head, report = report_page(actor, report_ref=ref, today=today)
    form = SharingForm(request.POST or None, initial={"on": today})
    return fill_in(
        request,
        form,
        replace(_page(actor, head, "May advisers read it?"), facts=tuple(_facts(report))),
        lambda: operations.share_report(
            actor=actor, at=clock.now(), report_ref=ref, new=form.new_sharing()
        ),
    )


@page("GET", needs=(perms.ASK, perms.ANSWER))
def file(request: PageRequest, area: str, ref: str) -> HttpResponseBase:
    case_ref, stored = report_file(request.actor, report_ref=ref, today=clock.today())
    return as_look(send(stored), subject=CASE, ref=case_ref, reason=TITLE)


def _item(actor: Actor, each: ReportView, *, may: bool) -> RecordedItem:
    """An adviser reads what it is, and nothing of what we made of it."""
    state = CONSIDERED[each.considered[-1].outcome] if each.considered else "Not considered yet"
    colour = "blue" if each.considered else "amber"
    return RecordedItem(
        title=each.title,
        notes=(*_came(each), *(_considered(each) if may else ())),
        tag=tag(state, colour) if may else "",
        doors=tuple(_doors(actor, each, may=may)),
    )


def _doors(actor: Actor, each: ReportView, *, may: bool) -> Iterator[Door]:
    if each.has_file:
        yield Door("Open the file", at(actor, "report_file", each.ref))
    if may:
        yield Door("Say how it was considered", at(actor, "consider_report", each.ref))
        yield Door("May advisers read it?", at(actor, "share_report", each.ref))


def _came(each: ReportView) -> Iterator[str]:
    how = CAME[Source(each.source)]
    yield f"Received on {day(each.received_on)}, {how}. Given by: {each.given_by}"
    if each.author or each.dated_on:
        by = f"Written by: {each.author}" if each.author else ""
        yield ". ".join(
            words for words in (by, f"Dated {day(each.dated_on)}" if each.dated_on else "") if words
        )


def _considered(each: ReportView) -> Iterator[str]:
    if each.bought is not Bought.NO:
        late = f" ({ADVISERS[each.late_request[1]]})" if each.late_request else ""
        yield f"{PAID[each.bought]}{late}: {each.bought_words}"
    for one in each.considered:
        by = f" by {one.by}" if one.by else ""
        yield f"{CONSIDERED[one.outcome]}, considered on {day(one.on)}{by}: {one.words}"
    if each.shared_on:
        yield f"Advisers may read it since {day(each.shared_on)}: {each.shared_how}"
    else:
        yield "Advisers may not read it."


def _facts(each: ReportView) -> Iterator[Row]:
    yield Row("What it is", each.title)
    yield Row("Came", next(_came(each)))
    if each.shared_on:
        yield Row("Shared with advisers", day(each.shared_on))


def _crumbs(actor: Actor, head: CaseHead, *further: Crumb) -> tuple[Crumb, ...]:
    here = Crumb(TITLE, at(actor, "reports", head.ref)) if further else Crumb(TITLE)
    return case_crumbs(actor, head, here, *further)


def _page(actor: Actor, head: CaseHead, title: str) -> FormPage:
    return FormPage(
        title=title,
        submit="Save",
        crumbs=_crumbs(actor, head, Crumb(title)),
        after=at(actor, "reports", head.ref),
        done="It is saved.",
        intro=f"{head.child.name}, case {head.number}.",
    )
