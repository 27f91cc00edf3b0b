"""What goes with a letter: enclosing it, taking it out again, and its file."""

from dataclasses import dataclass
from typing import cast

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from alongside.casework import perms
from alongside.casework.forms.enclosing import EncloseForm, TakeOutForm
from alongside.casework.operations import letter_enclosing as operations
from alongside.casework.pages.letter_parts import at_letter, letter_crumbs
from alongside.casework.queries import letters as queries
from alongside.casework.queries.enclosures import enclosure, plans_to_enclose
from alongside.casework.queries.letter_values import LetterPage
from alongside.casework.rules.enclosing import EnclosureKind
from alongside.casework.rules.letter_acts import Act
from alongside.casework.rules.letter_codes import LetterState
from alongside.files.serving import send
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.writing import day, size

ENCLOSE, TAKE_OUT = "Enclose something", "Take out what is enclosed"
OPEN = (LetterState.NOT_MADE, LetterState.DRAFTED, LetterState.CHECKED)
INTRO = "The letter names it, and is then written again with today’s day. Read it once more."
RESTRICTED = (
    "Whoever this letter is for has a restriction. Only a Word or text file without pictures can go "
    "with it: it is read through for names and addresses that they must not learn."
)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """``take_out`` is empty once the letter has left."""

    title: str
    file: str
    note: str
    take_out: str


@page("GET", "POST", needs=perms.RECORD)
def enclose(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = queries.letter_page(actor, letter_ref=ref, today=today)
    form = EncloseForm(request.POST or None, request.FILES or None, initial=_usual(found))
    form.offer("plan", plans_to_enclose(actor, case_ref=found.head.ref, today=today))
    restricted = bool(found.recipient and found.recipient.restriction)
    return fill_in(
        request,
        form,
        _page(actor, found, ENCLOSE, f"{INTRO} {RESTRICTED}" if restricted else INTRO),
        lambda: operations.enclose(
            actor=actor,
            at=clock.now(),
            letter_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            new=form.new_enclosure(),
        ),
    )


def _usual(found: LetterPage) -> dict[str, object]:
    """The EHC plan, where it goes with the letter and is not enclosed yet."""
    known: dict[str, object] = {"expected_version": found.letter.version}
    if found.lacks_plan:
        known |= {"kind": EnclosureKind.PLAN.value, "plan": found.lacks_plan}
    return known


@page("GET", "POST", needs=perms.RECORD)
def take_out(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    _, row, _ = enclosure(actor, enclosure_ref=ref, today=today)
    found = queries.letter_page(actor, letter_ref=row.letter.ref, today=today)
    form = TakeOutForm(request.POST or None, initial={"expected_version": found.letter.version})
    return fill_in(
        request,
        form,
        _page(actor, found, TAKE_OUT, f"{row.title}. {INTRO}"),
        lambda: operations.take_out_enclosure(
            actor=actor,
            at=clock.now(),
            enclosure_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
        ),
    )


@page("GET", needs=perms.READS)
def file(request: PageRequest, area: str, ref: str) -> HttpResponseBase:
    case_ref, _, found = enclosure(request.actor, enclosure_ref=ref, today=clock.today())
    response = cast("HttpResponse", send(found))
    return as_look(response, subject="casework.case", ref=case_ref, reason="What a letter encloses")


def enclosed_of(actor: Actor, found: LetterPage) -> tuple[Enclosed, ...]:
    may_change = found.letter.state in OPEN and actor.may_somewhere(perms.RECORD)
    return tuple(
        Enclosed(
            title=each.title,
            file=at_letter(actor, "enclosure_file", each.ref),
            note=f"{each.kind}, {size(each.size_bytes)}",
            take_out=at_letter(actor, "take_out_enclosure", each.ref) if may_change else "",
        )
        for each in found.enclosed
    )


def _page(actor: Actor, found: LetterPage, title: str, intro: str) -> FormPage:
    after, closed = at_letter(actor, "letter", found.letter.ref), found.why_not(Act.AGAIN)
    return FormPage(
        title=title,
        submit=title,
        crumbs=letter_crumbs(actor, found.head, Crumb(found.letter.title, after), Crumb(title)),
        after=after,
        done="The letter was written again. Read it before it goes out.",
        intro="" if closed else intro,
        closed=closed,
        facts=(Row("To", found.letter.recipient), Row("Dated", day(found.letter.dated_on))),
    )
