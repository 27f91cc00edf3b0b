"""The letters of a case: what is still to be written, what stands how, and writing or leaving out some."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.forms.letters import LeaveOutForm, WriteForm
from alongside.casework.operations import letters
from alongside.casework.pages.letter_parts import (
    DETAILS,
    OPEN,
    choices_to_write,
    fell_away_table,
    letter_crumbs,
    to_write_table,
    written_table,
)
from alongside.casework.pages.trail import at_case
from alongside.casework.queries import letters as queries
from alongside.casework.queries.letter_values import CaseLetters
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Door, Table
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page


@dataclass(frozen=True, slots=True)
class LettersShown:
    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    to_write: Table
    open_ones: Table
    sent: Table
    ended: Table
    has_ended: bool
    fell_away: Table
    may_write: Table
    can_write: bool


@page("GET", needs=perms.READS)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = queries.letters_of_case(actor, case_ref=ref, today=clock.today())
    response = render_page(request, "casework/letters.html", {"page": _list(actor, found)})
    return as_look(response, subject="casework.case", ref=ref, reason="The letters")


@page("GET", "POST", needs=perms.RECORD)
def write(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = queries.letters_of_case(actor, case_ref=ref, today=clock.today())
    form = WriteForm(
        request.POST or None, initial={"letters": [each.key for each in found.to_write]}
    )
    form.offer("letters", choices_to_write((*found.to_write, *found.may_write)))
    content = _case_form(
        actor, found, "Write letters", "Write them", "They are written. Now read each of them."
    )
    return fill_in(
        request,
        form,
        content,
        lambda: letters.write_letters(
            actor=actor, at=clock.now(), case_ref=ref, wanted=form.wanted()
        ),
    )


@page("GET", "POST", needs=perms.RECORD)
def leave_out(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = queries.letters_of_case(actor, case_ref=ref, today=clock.today())
    form = LeaveOutForm(request.POST or None)
    form.offer("letter", choices_to_write(found.to_write))
    return fill_in(
        request,
        form,
        _case_form(actor, found, "A letter is not needed", "Leave it out", "It is left out."),
        lambda: letters.leave_out_letter(
            actor=actor,
            at=clock.now(),
            case_ref=ref,
            key=form.key(),
            why=form.cleaned_data["why"],
        ),
    )


def _list(actor: Actor, found: CaseLetters) -> LettersShown:
    rows = found.letters
    still = tuple(each for each in rows if each.state in OPEN)
    sent = tuple(each for each in rows if each.state == "sent")
    ended = tuple(each for each in rows if each not in (*still, *sent))
    can_write = actor.may_somewhere(perms.RECORD)
    return LettersShown(
        title="Letters",
        caption=f"Case {found.head.number}, {found.head.child}",
        crumbs=letter_crumbs(actor, found.head),
        doors=_list_doors(actor, found) if can_write else (),
        to_write=to_write_table(
            found.to_write, caption="Still to be written", empty="No letter waits to be written."
        ),
        open_ones=written_table(
            actor, still, caption="Written, and not sent yet", empty="Nothing waits to be sent."
        ),
        sent=written_table(actor, sent, caption="Sent", empty="No letter was sent yet."),
        ended=written_table(actor, ended, caption="Withdrawn, or not needed", empty="None."),
        has_ended=bool(ended),
        fell_away=fell_away_table(found.fell_away),
        may_write=to_write_table(
            found.may_write, caption="Letters that may be written too", empty="None now."
        ),
        can_write=can_write,
    )


def _list_doors(actor: Actor, found: CaseLetters) -> tuple[Door, ...]:
    ref = found.head.ref
    doors = []
    if found.to_write or found.may_write:
        doors.append(Door("Write letters", at_case(actor, "write_letters", ref), is_main=True))
    if found.to_write:
        doors.append(Door("One is not needed", at_case(actor, "leave_out_letter", ref)))
    if actor.may_somewhere(perms.DECIDE):
        address = reverse("casework:letter_details", args=[actor.area_slug])
        doors.append(Door(DETAILS, address))
    return tuple(doors)


def _case_form(actor: Actor, found: CaseLetters, title: str, submit: str, done: str) -> FormPage:
    return FormPage(
        title=title,
        submit=submit,
        crumbs=letter_crumbs(actor, found.head, Crumb(title)),
        after=at_case(actor, "letters", found.head.ref),
        done=done,
        intro=f"Case {found.head.number}, {found.head.child}.",
    )
