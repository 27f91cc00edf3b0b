"""How my advice was used: for an author, the rows that rest on their advice, and no others."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse

from alongside.advice import perms
from alongside.advice.forms.using import AnswerForm
from alongside.advice.operations.using import answer_use
from alongside.advice.pages.trail import at, request_crumbs
from alongside.advice.pages.using import said_of_row
from alongside.advice.queries.use_values import AuthorUses, UsedRow, UseView
from alongside.advice.queries.using import author_uses, use_of_author
from alongside.advice.rules.using import ASKED_ABOUT, Answer, Settled, UseState
from alongside.advice.use_words import AUTHOR_STATES, USE_COLOURS
from alongside.advice.words import ROW_KINDS
from alongside.casework.queries.draft_rows import DraftRow
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day

CASE = "casework.case"
HOW_USED = "How my advice was used"
INTRO = (
    "These are the rows of the EHC plan that rest on your advice. Words are needed only if you object. "
    "Your answer never delays the EHC plan: the authority decides what it says, and gives you its reason."
)


@dataclass(frozen=True, slots=True)
class OwnRow:
    """``yes`` is where one click says yes, with ``seen``; empty when nothing is asked."""

    heading: str
    facts: tuple[Row, ...]
    state: str
    notes: tuple[str, ...]
    yes: str
    seen: str
    objects: str
    objects_words: str


@dataclass(frozen=True, slots=True)
class UsedPage:
    title: str
    caption: str
    intro: str
    crumbs: tuple[Crumb, ...]
    summary: str
    rows: tuple[OwnRow, ...]


@page("GET", needs=perms.ANSWER)
def used(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = author_uses(actor, request_ref=ref, today=today)
    content = UsedPage(
        title=HOW_USED,
        caption=f"{found.request.name}, case {found.request.case_number}",
        intro=INTRO,
        crumbs=request_crumbs(actor, found.request, Crumb(HOW_USED)),
        summary=_summary(found),
        rows=tuple(_own_rows(actor, found, today)),
    )
    response = render_page(request, "advice/used.html", {"page": content})
    return as_look(response, subject=CASE, ref=found.request.case_ref, reason=HOW_USED)


@page("GET", "POST", needs=perms.ANSWER)
def answer(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found, row = use_of_author(actor, use_ref=ref, today=clock.today())
    seen = row.row.digest if row.row else ""
    first = {"seen": seen, "answer": request.GET.get("answer", "")}
    form = AnswerForm(request.POST or None, initial=first)
    content = FormPage(
        title="Is this row right?",
        submit="Say so",
        crumbs=request_crumbs(
            actor,
            found.request,
            Crumb(HOW_USED, at(actor, "used", found.request.ref)),
            Crumb("Is this row right?"),
        ),
        after=at(actor, "used", found.request.ref),
        done="Thank you. Your answer is kept.",
        facts=tuple(_facts(row)),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: answer_use(actor=actor, at=clock.now(), use_ref=ref, new=form.new_answer()),
    )


def _summary(found: AuthorUses) -> str:
    waits = [use for each in found.rows for use in each.uses if use.state in ASKED_ABOUT]
    if not found.rows:
        return "No row of an EHC plan is said to rest on this advice yet."
    rows = counted(len([each for each in found.rows if each.row]), "row")
    asked = "nothing is asked of you now" if not waits else f"{len(waits)} not answered yet"
    return f"Version {found.version}: {rows}, {asked}."


def _own_rows(actor: Actor, found: AuthorUses, today: date) -> Iterator[OwnRow]:
    for each in found.rows:
        for use in each.uses:
            yield _own_row(actor, each, use)


def _own_row(actor: Actor, each: UsedRow, use: UseView) -> OwnRow:
    may_answer = each.row is not None and use.state is not UseState.MENDED
    is_asked = use.state in ASKED_ABOUT
    address = at(actor, "answer_use", use.ref)
    return OwnRow(
        heading=_heading(each.row),
        facts=tuple(_facts(UsedRow(row=each.row, uses=(use,)))),
        state=tag(AUTHOR_STATES[use.state], USE_COLOURS[use.state]),
        notes=tuple(_notes(use)),
        yes=address if is_asked and may_answer else "",
        seen=each.row.digest if each.row else "",
        objects=f"{address}?answer={Answer.OBJECTS.value}" if may_answer else "",
        objects_words="Object" if is_asked or use.state is UseState.YES else "Answer again",
    )


def _heading(row: DraftRow | None) -> str:
    if row is None:
        return "A row that is not in the EHC plan any more"
    return f"Section {row.section}, row {row.number}"


def _facts(each: UsedRow) -> Iterator[Row]:
    (use,) = each.uses
    if each.row is not None:
        for label, words in each.row.boxes:
            yield Row(label, words)
    yield Row("Your advice", _own_words(use))


def _own_words(use: UseView) -> str:
    if use.source.kind is None:
        return "The advice as a whole"
    return f"{ROW_KINDS[use.source.kind]}: {use.source.words}"


def _notes(use: UseView) -> Iterator[str]:
    if use.state in ASKED_ABOUT:
        yield f"Asked on {day(use.asked_on)}. We hope for an answer by {day(use.answer_by)}."
        if use.last:
            yield "The row was changed since your last answer."
    if use.last:
        yield from said_of_row(use.last, "You")
    if use.last and use.last.settled is Settled.KEPT:
        yield f"The authority keeps the row: {use.last.reason}"
