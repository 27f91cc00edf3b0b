"""Writing a monthly report: the draft, the check before it is filed, and a correction."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from alongside.board import perms
from alongside.board.forms.reports import CorrectForm, FileForm, ReportForm, written
from alongside.board.operations import reports as operations
from alongside.board.pages.report_material import MaterialView, material_view
from alongside.board.pages.report_words import (
    month_address,
    month_named,
    officer_words,
    reports_crumb,
    texts_of,
)
from alongside.board.pages.views import crumbs
from alongside.board.queries.report_values import ReportPage, Writing
from alongside.board.queries.reports import report_page, writing
from alongside.board.rules.codes import Assured
from alongside.board.rules.reports import check_may_file, late_words
from alongside.board.words import ASSURED
from alongside.kernel.actor import Actor
from alongside.kernel.dates import month_in_words
from alongside.kernel.refusals import Hidden, Refusal, Refusals
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.markup import day
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

CHECK = "check"
WARNING = (
    "Once filed, the report stays as it is, with what the action plan says today. "
    "You can correct it later, with a reason."
)
FILED = "The report has been filed, with what the action plan says today."
SAVED = "The draft has been saved. It is not a report until you file it."


@dataclass(frozen=True, slots=True)
class WritingPage:
    """``due`` says by when, or how late it would be."""

    title: str
    stream: str
    officer: str
    due: str
    crumbs: tuple[Crumb, ...]
    cancel: str
    material: MaterialView


@dataclass(frozen=True, slots=True)
class CheckPage:
    """``missing`` are sentences: while there is one, the report cannot be filed."""

    title: str
    stream: str
    crumbs: tuple[Crumb, ...]
    rows: tuple[Row, ...]
    missing: tuple[str, ...]
    warning: str
    change: str
    material: MaterialView


@page("GET", "POST", needs=perms.VIEW)
def write_report(request: PageRequest, area: str, ref: str, month: str) -> HttpResponse:
    first = month_named(month)
    found = writing(request.actor, workstream_ref=ref, month=first, today=clock.today())
    if found.filed_ref and request.method != "POST":
        return HttpResponseRedirect(_report_address(area, found.filed_ref))
    before = {**written(found.text), "expected_version": found.version}
    form = ReportForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        with form.refusals() as outcome:
            operations.save_draft(
                actor=request.actor,
                at=clock.now(),
                workstream_ref=ref,
                month=first,
                expected_version=form.cleaned_data["expected_version"],
                text=form.text,
            )
        if outcome.accepted:
            return _onward(request, area, ref, month)
    context = {"page": _writing_page(request.actor, found), "form": form}
    return render_page(request, "board/reports/write.html", context, status=form.answer_status)


@page("GET", "POST", needs=perms.VIEW)
def file_report(request: PageRequest, area: str, ref: str, month: str) -> HttpResponse:
    actor, first, today = request.actor, month_named(month), clock.today()
    found = writing(actor, workstream_ref=ref, month=first, today=today)
    if not found.is_begun:
        raise Hidden("draft")
    if found.filed_ref:
        return HttpResponseRedirect(_report_address(area, found.filed_ref))
    form = FileForm(request.POST or None, initial={"expected_version": found.version})
    if request.method == "POST" and form.is_valid():
        with form.refusals() as outcome:
            filed = operations.file_report(
                actor=actor,
                at=clock.now(),
                workstream_ref=ref,
                month=first,
                expected_version=form.cleaned_data["expected_version"],
            )
        if outcome.accepted:
            messages.success(request, FILED)
            return HttpResponseRedirect(_report_address(area, filed.ref))
        form.conflict = None  # the draft stands on this very page, as it is now
    context = {"page": _check_page(actor, found, today), "form": form}
    return render_page(request, "board/reports/file.html", context, status=form.answer_status)


@page("GET", "POST", needs=perms.VIEW)
def correct_report(request: PageRequest, area: str, ref: str) -> HttpResponse:
    found = report_page(request.actor, report_ref=ref, today=clock.today())
    if not found.report.may_write:
        raise Hidden("report")
    text = found.versions[0].text
    form = CorrectForm(
        request.POST or None, initial={**written(text), "expected_version": found.version}
    )
    return fill_in(
        request,
        form,
        _correction_page(request.actor, found),
        lambda: operations.correct_report(
            actor=request.actor,
            at=clock.now(),
            report_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            text=form.text,
            why=form.cleaned_data["why"],
        ),
    )


def _onward(request: PageRequest, area: str, ref: str, month: str) -> HttpResponse:
    if request.POST.get("then") == CHECK:
        return HttpResponseRedirect(reverse("board:file_report", args=[area, ref, month]))
    messages.success(request, SAVED)
    return HttpResponseRedirect(request.path)


def _report_address(area: str, ref: str) -> str:
    return reverse("board:report", args=[area, ref])


def _writing_page(actor: Actor, found: Writing) -> WritingPage:
    return WritingPage(
        title=_title(found),
        stream=found.stream.title,
        officer=officer_words(found.stream),
        due=due_words(found),
        crumbs=_crumbs(actor, found, "Write the report"),
        cancel=month_address(actor, found.month),
        material=material_view(actor, found.material, month=month_in_words(found.month)),
    )


def _check_page(actor: Actor, found: Writing, today: date) -> CheckPage:
    args = [actor.area_slug, found.stream.ref, f"{found.month:%Y-%m}"]
    change = reverse("board:write_report", args=args)
    return CheckPage(
        title="Check the report before you file it",
        stream=f"{found.stream.title}, {month_in_words(found.month)}",
        crumbs=_crumbs(actor, found, "Check and file"),
        rows=_answers(found, change),
        missing=_missing(found, today),
        warning=WARNING,
        change=change,
        material=material_view(actor, found.material, month=month_in_words(found.month)),
    )


def _answers(found: Writing, change: str) -> tuple[Row, ...]:
    sure = ASSURED[Assured(found.text.assured)] if found.text.assured else ""
    return (
        Row("How sure the officer is", sure, change),
        *(Row(label, text, change) for label, text in texts_of(found.text)),
        Row("Due", due_words(found)),
    )


def _missing(found: Writing, today: date) -> tuple[str, ...]:
    try:
        check_may_file(found.text, month=found.month, today=today)
    except Refusals as refused:
        return tuple(each.sentence for each in refused.refusals)
    except Refusal as refused:
        return (refused.sentence,)
    return ()


def due_words(found: Writing) -> str:
    said = [f"Due on {day(found.due_on)}."]
    if found.days_late:
        said.append(f"Filed today it is {late_words(found.days_late)}.")
    if found.is_pack_frozen:
        said.append("The pack was frozen without it; the report will say so.")
    return " ".join(said)


def _correction_page(actor: Actor, found: ReportPage) -> FormPage:
    one = found.report
    after = _report_address(actor.area_slug, one.ref)
    month = month_in_words(one.month)
    return FormPage(
        title="Correct the report",
        submit="Save the correction",
        crumbs=crumbs(
            actor,
            reports_crumb(actor),
            Crumb(f"Report for {month}", after),
            Crumb("Correct the report"),
        ),
        after=after,
        done="The correction stands. What was filed before is kept beside it.",
        intro="What was filed stays on record. Packs that hold it do not change.",
        facts=(Row("Workstream", one.stream.title), Row("Month", month)),
    )


def _title(found: Writing) -> str:
    return f"Assurance report for {month_in_words(found.month)}"


def _crumbs(actor: Actor, found: Writing, last: str) -> tuple[Crumb, ...]:
    month = Crumb(month_in_words(found.month), month_address(actor, found.month))
    return crumbs(actor, reports_crumb(actor), month, Crumb(last))
