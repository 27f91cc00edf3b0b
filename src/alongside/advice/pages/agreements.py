"""Section G that waits for the commissioning body’s agreement: what is to be agreed, and since when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse

from alongside.advice import perms
from alongside.advice.pages.trail import at, crumbs
from alongside.advice.queries.agreements import agreement_waiting, agreements_waiting
from alongside.casework.plans.words import KINDS
from alongside.casework.queries.health_agreements import WaitingAgreement
from alongside.kernel.actor import Actor
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day

CASE = "casework.case"
TITLE = "Section G that waits for agreement"
LAPSED = "It was agreed to, and changed since. It has to be asked again."


@dataclass(frozen=True, slots=True)
class AgreementsShown:
    title: str
    crumbs: tuple[Crumb, ...]
    waiting: tuple[RecordedItem, ...]
    notes: tuple[str, ...] = ()


@page("GET", needs=perms.OVERSEE_HEALTH)
def show(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    content = AgreementsShown(
        title=TITLE,
        crumbs=crumbs(actor, Crumb(TITLE)),
        waiting=tuple(_item(actor, each) for each in agreements_waiting(actor)),
    )
    return render_page(request, "advice/agreements.html", {"page": content})


@page("GET", needs=perms.OVERSEE_HEALTH)
def one(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = agreement_waiting(actor, case_ref=ref)
    content = AgreementsShown(
        title=f"Section G of {found.name}, case {found.case_number}",
        crumbs=crumbs(actor, Crumb(TITLE, at(actor, "health_agreements")), Crumb("Section G")),
        waiting=tuple(
            RecordedItem(title=first, notes=tuple(_said(first, boxes)))
            for first, boxes in found.rows
        ),
        notes=_notes(found),
    )
    response = render_page(request, "advice/agreements.html", {"page": content})
    return as_look(response, subject=CASE, ref=ref, reason=TITLE)


def _said(first: str, boxes: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What stands in the headline already is not said twice."""
    for label, words in boxes:
        if words != first:
            yield f"{label}: {words}"


def _item(actor: Actor, each: WaitingAgreement) -> RecordedItem:
    return RecordedItem(
        title=f"{each.name}, case {each.case_number}",
        notes=_notes(each),
        tag=tag("To be asked again" if each.is_lapsed else "Not agreed yet", "amber"),
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
