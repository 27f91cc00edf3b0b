"""Importing the letter of a revisit from a file: what is wrong with it, or where it is now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from alongside.board import perms
from alongside.board.forms.revisits import ImportLetterForm
from alongside.board.pages.views import crumbs
from alongside.board.transfer import LetterDiffers, LetterReport, LetterResult, import_revisit
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal, Refusals
from alongside.plan.forms.waiting_files import FILE
from alongside.plan.queries.statements import inspected_plans
from alongside.plan.transfer import Difference, DocumentProblem, DocumentRefused
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, sentence

TITLE = "Import the letter of a revisit"
PROBLEMS = (
    Column("Line", is_number=True),
    Column("Column"),
    Column("What is wrong", is_wide=True),
    Column("How to mend it", is_wide=True),
)
DIFFERENCES = (
    Column("Where"),
    Column("Recorded", is_wide=True),
    Column("In the file", is_wide=True),
)


@dataclass(frozen=True, slots=True)
class ImportPage:
    """``table`` is set when the file was read and refused: its problems, or what differs."""

    title: str
    crumbs: tuple[Crumb, ...]
    after: str
    table: Table | None


@page("GET", "POST", needs=perms.RUN)
def import_letter(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    actor.check_may(perms.RUN)
    form = _form(request)
    table = None
    if request.method == "POST" and form.is_valid():
        report, table = _attempt(actor, form)
        if report is not None:
            _say(request, report)
            return redirect("board:revisit", area, report.revisit_ref)
    content = ImportPage(TITLE, _trail(actor), reverse("board:revisits", args=[area]), table)
    return render_page(
        request,
        "board/import_letter.html",
        {"page": content, "form": form},
        status=form.answer_status,
    )


def _trail(actor: Actor) -> tuple[Crumb, ...]:
    area = [actor.area_slug]
    return crumbs(
        actor,
        Crumb("Visits", reverse("board:visits", args=area)),
        Crumb("Letters of a revisit", reverse("board:revisits", args=area)),
        Crumb(TITLE),
    )


def _form(request: PageRequest) -> ImportLetterForm:
    form = ImportLetterForm(request.POST or None, request.FILES or None, actor=request.actor)
    plans = [(plan.ref, plan.title) for plan in inspected_plans(request.actor)]
    form.offer_or_leave_out("into", plans if len(plans) > 1 else [])
    return form


def _attempt(actor: Actor, form: ImportLetterForm) -> tuple[LetterReport | None, Table | None]:
    """What came of it; or, when the file was refused, what to look at beneath the form."""
    file = form.cleaned_data[FILE]
    try:
        report = import_revisit(
            actor=actor,
            at=clock.now(),
            upload=cast(BinaryIO, file.file),
            name=file.name,
            into=form.cleaned_data.get("into", ""),
        )
    except DocumentRefused as refused:
        form.refuse(Refusal(_how_many(len(refused.refusals)), field=FILE))
        return None, _problems(refused.problems)
    except LetterDiffers as differs:
        form.refuse(Refusal(differs.sentence, field=FILE))
        return None, _differences(differs.differences)
    except (Refusal, Refusals) as refused:
        form.refuse(_of_file(refused))
        return None, None
    return report, None


def _of_file(refused: Refusal | Refusals) -> Refusal | Refusals:
    """A refusal that names no other box is about the file, which is then not kept."""
    if isinstance(refused, Refusal) and not refused.field:
        return Refusal(refused.sentence, field=FILE)
    return refused


def _say(request: PageRequest, report: LetterReport) -> None:
    is_new = report.result is LetterResult.IMPORTED
    (messages.success if is_new else messages.info)(request, report.sentence)


def _how_many(count: int) -> str:
    return (
        f"Nothing was imported: the file has {counted(count, 'problem')}, listed below. Mend "
        "the file and choose it again."
    )


def _problems(problems: Sequence[DocumentProblem]) -> Table:
    rows = [_problem(problem) for problem in problems]
    return Table("What is wrong with the file", PROBLEMS, rows, stack=True)


def _problem(problem: DocumentProblem) -> tuple[Cell | str, ...]:
    path = format_html_join(SafeString(".<wbr>"), "{}", ((x,) for x in problem.path.split(".")))
    return (
        Cell(str(problem.line), is_header=True),
        Cell(str(problem.column), note=path),
        sentence(problem.what),
        problem.mend,
    )


def _differences(found: Sequence[Difference]) -> Table:
    rows = [(Cell(each.where, is_header=True), each.was, each.becomes) for each in found]
    return Table("What differs from the letter of that day", DIFFERENCES, rows, stack=True)
