"""Pages on which whoever leads a round says who marks what, takes an audit back, and clears a conflict."""

from django.http import HttpResponse

from alongside.access.queries import people_who_may
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.quality import perms
from alongside.quality.forms.rounds import AssignForm, ClearForm, GiveBackForm, ShareOutForm
from alongside.quality.operations import seating
from alongside.quality.pages.round_parts import has_free_seat
from alongside.quality.pages.trail import at, item_crumbs, own_crumbs, round_crumbs, rounds_crumbs
from alongside.quality.queries.marking import audit_to_give_back
from alongside.quality.queries.rounds import audit_to_clear, item_head, round_page
from alongside.quality.rules.codes import RoundState
from alongside.web import clock
from alongside.web.components import Crumb
from alongside.web.forms import Groups
from alongside.web.pages import PageRequest, page

SHARE_OUT = "Share it out to auditors"
ASSIGN, CLEAR = "Give it to an auditor", "Let this auditor go on"
NOT_NOW = {
    RoundState.PLANNED: "Draw the sample first.",
    RoundState.DRAWN: "",
    RoundState.CLOSED: "This round is closed. Nothing is given to auditors any more.",
}


@page("GET", "POST", needs=perms.LEAD)
def assign(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, item_head(request.actor, item_ref=ref)
    form = AssignForm(request.POST or None)
    form.offer("auditor", _everybody(actor))
    content = FormPage(
        title=ASSIGN,
        submit="Give it",
        crumbs=item_crumbs(actor, found.round, found.row, Crumb(ASSIGN)),
        after=at(actor, "item", ref),
        done="It is given. They are told.",
        intro="Nobody gets their own work, a case that was ever theirs, or a family that they belong to.",
        closed=NOT_NOW[found.round.state],
    )
    return fill_in(
        request,
        form,
        content,
        lambda: seating.assign_audit(
            actor=actor,
            at=clock.now(),
            item_ref=ref,
            seat=form.chosen_seat(),
            person_ref=form.cleaned_data["auditor"],
        ),
    )


@page("GET", "POST", needs=perms.LEAD)
def share_out(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, round_page(request.actor, round_ref=ref)
    form = ShareOutForm(request.POST or None)
    form.offer("auditors", _people(actor, perms.AUDIT))
    content = FormPage(
        title=SHARE_OUT,
        submit="Share it out",
        crumbs=round_crumbs(actor, found.row, Crumb(SHARE_OUT)),
        after=at(actor, "round", ref),
        done="What was free is shared out, except what none of them may mark.",
        closed=NOT_NOW[found.row.state] or ("" if has_free_seat(found) else seating.NO_FREE_PLACE),
        intro="Every free place goes to whoever has fewest. Second auditors never see the first.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: seating.share_out(
            actor=actor,
            at=clock.now(),
            round_ref=ref,
            person_refs=form.cleaned_data["auditors"],
        ),
    )


@page("GET", "POST", needs=(perms.LEAD, perms.AUDIT, perms.AUDIT_FAMILY))
def give_back(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, form = request.actor, GiveBackForm(request.POST or None)
    closed, leads = audit_to_give_back(actor, audit_ref=ref), actor.may(perms.LEAD)
    title = "Take this audit back" if leads else "Give this audit back"
    content = FormPage(
        title=title,
        submit=title,
        crumbs=own_crumbs(actor, Crumb(title)),
        after=at(actor, "rounds" if leads else "mine"),
        done="It is taken back, and the auditor is told. Somebody else can mark it."
        if leads
        else "It is given back. Somebody else can mark it.",
        intro="What was answered stays in the record, and counts nowhere.",
        closed=closed,
        is_grave=True,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: seating.give_back_audit(
            actor=actor, at=clock.now(), audit_ref=ref, why=form.cleaned_data["why"]
        ),
    )


@page("GET", "POST", needs=perms.LEAD)
def clear_conflict(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, form = request.actor, ClearForm(request.POST or None)
    item_ref, closed = audit_to_clear(request.actor, audit_ref=ref)
    content = FormPage(
        title=CLEAR,
        submit=CLEAR,
        crumbs=rounds_crumbs(actor, Crumb(CLEAR)),
        after=at(actor, "item", item_ref),
        done="They are told, and asked once more whether they know the family.",
        intro="This auditor said that they may know the family. Talk with them first. What they said stays.",
        closed=closed,
        is_grave=True,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: seating.clear_conflict(
            actor=actor, at=clock.now(), audit_ref=ref, why=form.cleaned_data["why"]
        ),
    )


def _everybody(actor: Actor) -> Groups:
    groups = (
        ("Auditors", _people(actor, perms.AUDIT)),
        ("Families’ auditors", _people(actor, perms.AUDIT_FAMILY)),
    )
    return [group for group in groups if group[1]]


def _people(actor: Actor, needed: str) -> list[tuple[str, str]]:
    return [(each.ref, each.name) for each in people_who_may(actor, needed, at=clock.now())]
