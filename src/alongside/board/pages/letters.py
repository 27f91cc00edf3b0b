"""Writing the letter of a revisit down by hand, for areas that have no file of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from alongside.board import perms
from alongside.board.forms.revisits import (
    ChangeFindingForm,
    ChangeLetterForm,
    CompleteForm,
    FindingForm,
    LetterFileForm,
    LetterPersonForm,
    NewLetterForm,
    WithdrawLetterForm,
)
from alongside.board.models import Finding, LetterPerson, Revisit
from alongside.board.operations import letters as operations
from alongside.board.pages.views import crumbs
from alongside.board.queries.letters import (
    facts_of_finding,
    facts_of_letter,
    letter_to_write,
    state_of_letter,
    weaknesses_to_choose,
)
from alongside.kernel.actor import Actor
from alongside.people.finding import found
from alongside.people.pages.filling import FormPage, fill_in
from alongside.plan.forms.waiting_files import FILE
from alongside.plan.queries.statements import inspected_plans
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.forms import HouseForm
from alongside.web.markup import counted, day
from alongside.web.pages import PageRequest, page


@page("GET", "POST", needs=perms.RUN)
def begin_letter(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    actor.check_may(perms.RUN)
    plans = [(plan.ref, plan.title) for plan in inspected_plans(actor)]
    form = NewLetterForm(request.POST or None, initial={"statement": plans[0][0] if plans else ""})
    form.offer("statement", plans)
    return fill_in(
        request,
        form,
        _first_page(actor),
        lambda: operations.begin_letter(
            actor=actor,
            at=clock.now(),
            statement_ref=form.cleaned_data["statement"],
            facts=form.facts(),
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def change_letter(request: PageRequest, area: str, ref: str) -> HttpResponse:
    letter = letter_to_write(request.actor, ref)
    form = ChangeLetterForm(request.POST or None, initial=facts_of_letter(letter))
    return fill_in(
        request,
        form,
        _form_page(request.actor, letter, title="Change the facts", submit="Save"),
        lambda: operations.change_letter(
            actor=request.actor,
            at=clock.now(),
            letter_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            facts=form.facts(),
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def add_finding(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, letter = request.actor, letter_to_write(request.actor, ref)
    form = FindingForm(request.POST or None, initial={"number": letter.findings.count() + 1})
    form.offer("weakness", weaknesses_to_choose(actor, letter))
    return fill_in(
        request,
        form,
        _form_page(actor, letter, title="Add a finding", submit="Add the finding"),
        lambda: operations.add_finding(
            actor=actor, at=clock.now(), letter_ref=ref, facts=form.facts()
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def change_finding(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    finding = _finding(actor, ref)
    form = ChangeFindingForm(request.POST or None, initial=facts_of_finding(finding))
    form.offer("weakness", weaknesses_to_choose(actor, finding.revisit))
    title = f"Change finding {finding.number}"
    return fill_in(
        request,
        form,
        _form_page(actor, finding.revisit, title=title, submit="Save"),
        lambda: operations.change_finding(
            actor=actor,
            at=clock.now(),
            finding_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            facts=form.facts(),
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def remove_finding(request: PageRequest, area: str, ref: str) -> HttpResponse:
    finding = _finding(request.actor, ref)
    content = _form_page(
        request.actor,
        finding.revisit,
        title=f"Take finding {finding.number} out",
        submit="Take it out",
        warning="The finding and all its sentences are removed.",
        facts=(Row("The weakness", finding.weakness_text),),
    )
    return fill_in(
        request,
        _nothing_asked(request),
        content,
        lambda: operations.remove_finding(actor=request.actor, at=clock.now(), finding_ref=ref),
    )


@page("GET", "POST", needs=perms.RUN)
def add_letter_person(request: PageRequest, area: str, ref: str) -> HttpResponse:
    letter = letter_to_write(request.actor, ref)
    form = LetterPersonForm(request.POST or None)
    content = _form_page(
        request.actor,
        letter,
        title="Add somebody whom the letter names",
        submit="Add",
        intro="The name is kept as printed. It gives nobody access.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.add_person(
            actor=request.actor, at=clock.now(), letter_ref=ref, person=form.person()
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def remove_letter_person(request: PageRequest, area: str, ref: str) -> HttpResponse:
    request.actor.check_may(perms.RUN)
    person = found(LetterPerson, request.actor, ref, "revisit__statement")
    content = _form_page(
        request.actor,
        person.revisit,
        title="Take somebody out of the letter",
        submit="Take them out",
        warning="They are removed from this letter.",
        facts=(Row("Name", person.name),),
    )
    return fill_in(
        request,
        _nothing_asked(request),
        content,
        lambda: operations.remove_person(actor=request.actor, at=clock.now(), person_ref=ref),
    )


@page("GET", "POST", needs=perms.RUN)
def complete_letter(request: PageRequest, area: str, ref: str) -> HttpResponse:
    letter = letter_to_write(request.actor, ref)
    form = CompleteForm(request.POST or None, initial={"seen": state_of_letter(letter)})
    content = _form_page(
        request.actor,
        letter,
        title="Complete the letter",
        submit="Complete the letter",
        done="The letter is recorded in full.",
        warning="Nothing in the letter can be changed afterwards.",
        facts=(
            Row("Date of the letter", day(letter.letter_on)),
            Row("Overall judgement", letter.overall_judgement),
            Row("Findings", counted(letter.findings.count(), "finding")),
            Row("People named", counted(letter.people.count(), "person,people")),
        ),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.complete_letter(
            actor=request.actor, at=clock.now(), letter_ref=ref, seen=form.cleaned_data["seen"]
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def discard_letter(request: PageRequest, area: str, ref: str) -> HttpResponse:
    letter = letter_to_write(request.actor, ref)
    content = _form_page(
        request.actor,
        letter,
        title="Give this letter up",
        submit="Give it up",
        done="What was written down of the letter has been removed.",
        warning="Everything that was written down of this letter is removed.",
    )
    return fill_in(
        request,
        _nothing_asked(request),
        replace(content, onward=lambda _: _list(request.actor)),
        lambda: operations.discard_letter(actor=request.actor, at=clock.now(), letter_ref=ref),
    )


@page("GET", "POST", needs=perms.RUN)
def withdraw_letter(request: PageRequest, area: str, ref: str) -> HttpResponse:
    letter = letter_to_write(request.actor, ref)
    form = WithdrawLetterForm(request.POST or None)
    content = _form_page(
        request.actor,
        letter,
        title="Withdraw the letter",
        submit="Withdraw the letter",
        done="The letter has been withdrawn and no longer counts.",
        warning="Do this only for a letter recorded by mistake. It cannot be undone. The letter "
        "stays readable as withdrawn.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.withdraw_letter(
            actor=request.actor, at=clock.now(), letter_ref=ref, why=form.cleaned_data["why"]
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def keep_letter_file(request: PageRequest, area: str, ref: str) -> HttpResponse:
    letter = letter_to_write(request.actor, ref)
    form = LetterFileForm(request.POST or None, request.FILES or None, actor=request.actor)
    content = _form_page(
        request.actor,
        letter,
        title="Keep the letter itself here",
        submit="Keep the letter",
        done="The letter itself is kept here.",
        intro="The file stands beside what was recorded of it. It is never replaced.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.keep_letter_file(
            actor=request.actor, at=clock.now(), letter_ref=ref, upload=form.cleaned_data[FILE]
        ),
    )


def _first_page(actor: Actor) -> FormPage:
    title = "Write a letter down by hand"
    return FormPage(
        title=title,
        submit="Continue",
        crumbs=_trail(actor, Crumb(title)),
        after=_list(actor),
        done="The facts are recorded. Add what the letter says about each weakness.",
        intro="First the facts of the letter. Its findings and its people follow.",
        onward=lambda made: _address(actor, made.ref),
    )


def _finding(actor: Actor, ref: str) -> Finding:
    actor.check_may(perms.RUN)
    return found(Finding, actor, ref, "revisit__statement")


def _nothing_asked(request: PageRequest) -> HouseForm:
    """A step that is only confirmed."""
    return HouseForm(request.POST if request.method == "POST" else None)


def _form_page(
    actor: Actor,
    letter: Revisit,
    *,
    title: str,
    submit: str,
    facts: Sequence[Row] = (),
    **more: Any,
) -> FormPage:
    said: dict[str, Any] = {"done": "Your change has been saved.", **more}
    here = Crumb(letter.title, _address(actor, letter.ref))
    return FormPage(
        title=title,
        submit=submit,
        crumbs=_trail(actor, here, Crumb(title)),
        after=_address(actor, letter.ref),
        facts=(Row("Letter", letter.title), *facts),
        is_grave="warning" in more,
        **said,
    )


def _trail(actor: Actor, *rest: Crumb) -> tuple[Crumb, ...]:
    visits = Crumb("Visits", reverse("board:visits", args=[actor.area_slug]))
    return crumbs(actor, visits, Crumb("Letters of a revisit", _list(actor)), *rest)


def _list(actor: Actor) -> str:
    return reverse("board:revisits", args=[actor.area_slug])


def _address(actor: Actor, ref: str) -> str:
    return reverse("board:revisit", args=[actor.area_slug, ref])
