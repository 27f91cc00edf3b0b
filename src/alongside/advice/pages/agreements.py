"""Section G that waits for the commissioning body’s agreement: what is to be agreed, since when, and its
answer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse

from alongside.advice import perms
from alongside.advice.forms.agreements import AgreeForm, RefuseForm
from alongside.advice.operations.agreements import (
    NOT_WRITTEN,
    agree_section_g,
    refuse_section_g,
)
from alongside.advice.pages.trail import at, crumbs
from alongside.advice.queries.agreements import (
    RefusedView,
    agreement_waiting,
    agreements_waiting,
    answers_for,
    refused_for,
)
from alongside.casework.plans.words import KINDS
from alongside.casework.queries.health_agreements import WaitingAgreement
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day

CASE = "casework.case"
TITLE = "Section G that waits for agreement"
AGREE, REFUSE = "Agree to section G", "Do not agree"
LAPSED = "It was agreed to, and changed since. It has to be asked again."


@dataclass(frozen=True, slots=True)
class AgreementsShown:
    title: str
    crumbs: tuple[Crumb, ...]
    waiting: tuple[RecordedItem, ...]
    notes: tuple[str, ...] = ()
    doors: tuple[Door, ...] = ()


@page("GET", needs=perms.OVERSEE_HEALTH)
def show(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    waiting = agreements_waiting(actor)
    refused = refused_for(actor, waiting)
    content = AgreementsShown(
        title=TITLE,
        crumbs=crumbs(actor, Crumb(TITLE)),
        waiting=tuple(_item(actor, each, refused.get(each.case_ref)) for each in waiting),
    )
    return render_page(request, "advice/agreements.html", {"page": content})


@page("GET", needs=perms.OVERSEE_HEALTH)
def one(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = agreement_waiting(actor, case_ref=ref)
    refused = refused_for(actor, [found]).get(ref)
    content = AgreementsShown(
        title=f"Section G of {found.name}, case {found.case_number}",
        crumbs=crumbs(actor, Crumb(TITLE, at(actor, "health_agreements")), Crumb("Section G")),
        waiting=tuple(
            RecordedItem(title=first, notes=tuple(_said(first, boxes)))
            for first, boxes in found.rows
        ),
        notes=(*_notes(found), *_refused(refused), *(() if found.is_written else (NOT_WRITTEN,))),
        doors=tuple(_answers(actor, found)),
    )
    response = render_page(request, "advice/agreements.html", {"page": content})
    return as_look(response, subject=CASE, ref=ref, reason=TITLE)


@page("GET", "POST", needs=perms.OVERSEE_HEALTH)
def agree(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = agreement_waiting(actor, case_ref=ref)
    form = AgreeForm(request.POST or None, initial=_initial(actor, found))
    return fill_in(
        request,
        form,
        _page(actor, found, AGREE),
        lambda: agree_section_g(
            actor=actor,
            at=clock.now(),
            case_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            by=form.by(),
        ),
    )


@page("GET", "POST", needs=perms.OVERSEE_HEALTH)
def refuse(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = agreement_waiting(actor, case_ref=ref)
    form = RefuseForm(request.POST or None, initial=_initial(actor, found))
    return fill_in(
        request,
        form,
        _page(actor, found, REFUSE),
        lambda: refuse_section_g(
            actor=actor,
            at=clock.now(),
            case_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            by=form.by(),
            reasons=form.cleaned_data["reasons"],
        ),
    )


def _initial(actor: Actor, found: WaitingAgreement) -> dict[str, object]:
    body, role = answers_for(actor, today=clock.today())
    return {"expected_version": found.version, "body": body, "role": role}


def _page(actor: Actor, found: WaitingAgreement, title: str) -> FormPage:
    return FormPage(
        title=title,
        submit="Record this",
        crumbs=crumbs(actor, Crumb(TITLE, at(actor, "health_agreements")), Crumb(title)),
        after=at(actor, "health_agreements"),
        done="It is recorded with your name and today’s date. The officer of the case is told.",
        intro=f"{found.name}, case {found.case_number}: {counted(len(found.rows), 'row,rows')} of help.",
        closed="" if found.is_written else NOT_WRITTEN,
    )


def _answers(actor: Actor, found: WaitingAgreement) -> Iterator[Door]:
    if found.is_written:
        yield Door(AGREE, at(actor, "agree_section_g", found.case_ref), is_main=True)
        yield Door(REFUSE, at(actor, "refuse_section_g", found.case_ref))


def _refused(each: RefusedView | None) -> tuple[str, ...]:
    if each is None:
        return ()
    return (f"Not agreed to on {day(each.on)} by {each.by}, {each.role}: {each.reasons}",)


def _said(first: str, boxes: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What stands in the headline already is not said twice."""
    for label, words in boxes:
        if words != first:
            yield f"{label}: {words}"


def _item(actor: Actor, each: WaitingAgreement, refused: RefusedView | None) -> RecordedItem:
    waits = "To be asked again" if each.is_lapsed else "Not agreed yet"
    return RecordedItem(
        title=f"{each.name}, case {each.case_number}",
        notes=(*_notes(each), *_refused(refused)),
        tag=tag("Refused", "red") if refused else tag(waits, "amber"),
        doors=(Door("Read what is to be agreed", at(actor, "health_agreement", each.case_ref)),),
    )


def _notes(each: WaitingAgreement) -> tuple[str, ...]:
    waited = (clock.today() - each.since).days
    return (
        f"{counted(len(each.rows), 'row,rows')} of help. Waits since {day(each.since)}, "
        f"{counted(waited, 'day,days')}.",
        f"{KINDS[each.kind]}, version {each.number}",
        *((LAPSED,) if each.is_lapsed else ()),
    )
