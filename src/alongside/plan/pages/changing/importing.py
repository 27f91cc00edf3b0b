"""Importing an action plan from a file: what is wrong with it, what it would change, and what came
of it.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO, cast

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from alongside.exchange.problems import Problem, TableRefused
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal, Refusals
from alongside.plan import perms
from alongside.plan.forms.imports import ImportForm
from alongside.plan.forms.waiting_files import FILE, keep_waiting
from alongside.plan.pages.reading.views import crumbs
from alongside.plan.queries import statements
from alongside.plan.transfer import (
    DocumentProblem,
    DocumentRefused,
    ImportReport,
    ImportResult,
    import_action_plan,
)
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Row, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, sentence

TITLE = "Import an action plan"
DONE = "plan_import_done"


@dataclass(frozen=True, slots=True)
class ImportPage:
    """``problems`` is set when the file was read and refused."""

    title: str
    crumbs: tuple[Crumb, ...]
    after: str
    problems: Table | None


@dataclass(frozen=True, slots=True)
class DifferencesPage:
    title: str
    crumbs: tuple[Crumb, ...]
    sentence: str
    file_name: str
    differences: Table
    kept: Table | None
    notes: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    again: str


@dataclass(frozen=True, slots=True)
class DonePage:
    crumbs: tuple[Crumb, ...]
    title: str
    sentence: str
    counts: tuple[Row, ...]
    kept: Table | None
    notes: tuple[str, ...]
    questions: str
    questions_address: str
    address: str


@page("GET", "POST", needs=perms.IMPORT)
def import_plan(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    actor.check_may(perms.IMPORT)
    form = _form(request)
    problems = None
    if request.method == "POST" and form.is_valid():
        report, problems = _attempt(actor, form)
        if report is not None and report.result is ImportResult.DIFFERENCES:
            differing = _differences_page(actor, report, form)
            return render_page(request, "plan/changing/differences.html", {"page": differing})
        if report is not None:
            request.session[DONE] = _told(report)
            return redirect("plan:import_done", area)
    content = ImportPage(TITLE, crumbs(actor, Crumb(TITLE)), _list(actor), problems)
    return render_page(
        request,
        "plan/changing/import.html",
        {"page": content, "form": form},
        status=form.answer_status,
    )


@page("GET", needs=perms.IMPORT)
def import_done(request: PageRequest, area: str) -> HttpResponse:
    told: dict[str, Any] | None = request.session.get(DONE)
    if told is None:
        return redirect("plan:import_plan", area)
    content = _done_page(request.actor, told)
    return render_page(request, "plan/changing/import_done.html", {"page": content})


def _form(request: PageRequest) -> ImportForm:
    initial = {"into": request.GET.get("into", "")}
    form = ImportForm(
        request.POST or None, request.FILES or None, initial=initial, actor=request.actor
    )
    form.offer("into", [(row.ref, row.title) for row in statements(request.actor)])
    return form


def _attempt(actor: Actor, form: ImportForm) -> tuple[ImportReport | None, Table | None]:
    """What came of it; or, when the file was refused, its problems as a table if it has places."""
    file = form.cleaned_data[FILE]
    try:
        report = import_action_plan(
            actor=actor,
            at=clock.now(),
            upload=cast(BinaryIO, file.file),
            name=file.name,
            choice=form.choice(),
        )
    except (DocumentRefused, TableRefused) as refused:
        form.refuse(Refusal(_how_many(len(refused.refusals)), field=FILE))
        return None, _problems(refused.problems)
    except (Refusal, Refusals) as refused:
        form.refuse(refused)
        return None, None
    return report, None


def _how_many(count: int) -> str:
    return (
        f"Nothing was imported: the file has {counted(count, 'problem')}, listed below. Mend "
        "the file and choose it again."
    )


def _problems(problems: Sequence[DocumentProblem | Problem]) -> Table:
    return Table(
        caption="What is wrong with the file",
        columns=(
            Column("Line", is_number=True),
            Column("Column"),
            Column("What is wrong", is_wide=True),
            Column("How to mend it", is_wide=True),
        ),
        rows=[_problem_row(problem) for problem in problems],
        stack=True,
    )


def _problem_row(problem: DocumentProblem | Problem) -> tuple[Cell | str, ...]:
    if isinstance(problem, DocumentProblem):
        path = format_html_join(SafeString(".<wbr>"), "{}", ((x,) for x in problem.path.split(".")))
        column: Cell | str = Cell(str(problem.column), note=path)
        line = Cell(str(problem.line), is_header=True)
        return line, column, sentence(problem.what), problem.mend
    line = Cell(str(problem.row or problem.line), note=problem.sheet, is_header=True)
    column = Cell(problem.letter, note=problem.column) if problem.letter else "The whole row"
    return line, column, sentence(problem.what), problem.mend


def _differences_page(actor: Actor, report: ImportReport, form: ImportForm) -> DifferencesPage:
    file = form.cleaned_data[FILE]
    return DifferencesPage(
        title="Check what the file would change",
        crumbs=crumbs(actor, Crumb(TITLE, _again(actor)), Crumb("Check what would change")),
        sentence=report.sentence,
        file_name=file.name,
        differences=_changes([(d.where, d.was, d.becomes) for d in report.differences]),
        kept=_kept([(k.where, k.ours, k.theirs, k.why) for k in report.kept]),
        notes=report.notes,
        answers=(
            ("waiting_file", keep_waiting(actor, file)),
            ("into", form.cleaned_data["into"]),
            ("title", form.cleaned_data["title"]),
            ("kind", form.cleaned_data["kind"]),
            ("accepted", report.digest),
        ),
        again=_again(actor),
    )


def _changes(rows: Sequence[tuple[str, str, str]]) -> Table:
    return Table(
        caption="What would change",
        columns=(
            Column("Where"),
            Column("Now", is_wide=True),
            Column("Then", is_wide=True),
        ),
        rows=[(Cell(where, is_header=True), was, becomes) for where, was, becomes in rows],
        stack=True,
    )


def _kept(rows: Sequence[Sequence[str]]) -> Table | None:
    if not rows:
        return None
    return Table(
        caption="What people did here, which the file does not undo",
        columns=(
            Column("Where"),
            Column("Stays", is_wide=True),
            Column("In the file", is_wide=True),
            Column("Why it stays", is_wide=True),
        ),
        rows=[(Cell(where, is_header=True), *rest) for where, *rest in rows],
        stack=True,
    )


def _told(report: ImportReport) -> dict[str, Any]:
    """What the next page says, as plain values for the session."""
    return {
        "title": report.title,
        "sentence": report.sentence,
        "statement_ref": report.statement_ref,
        "counts": [list(pair) for pair in report.came_in],
        "kept": [list(asdict(each).values()) for each in report.kept],
        "notes": list(report.notes),
        "question_count": report.question_count,
    }


def _done_page(actor: Actor, told: dict[str, Any]) -> DonePage:
    count = told["question_count"]
    return DonePage(
        crumbs=crumbs(actor, Crumb(TITLE, _again(actor)), Crumb("Done")),
        title=told["title"],
        sentence=told["sentence"],
        counts=tuple(Row(name, str(number)) for name, number in told["counts"]),
        kept=_kept(told["kept"]),
        notes=tuple(told["notes"]),
        questions=f"{counted(count, 'question')} to answer" if count else "",
        questions_address=reverse("plan:questions", args=[actor.area_slug]),
        address=reverse("plan:statement", args=[actor.area_slug, told["statement_ref"]]),
    )


def _again(actor: Actor) -> str:
    return reverse("plan:import_plan", args=[actor.area_slug])


def _list(actor: Actor) -> str:
    return reverse("plan:statements", args=[actor.area_slug])
