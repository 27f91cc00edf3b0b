"""A family’s consent to copies without names: recorded by an officer, or given by the family on its own page."""

from django.http import HttpResponse
from django.urls import reverse

from alongside.casework import perms as casework
from alongside.casework.families.door import BY_LINK, viewer_of
from alongside.casework.pages.family.ways import ways_of
from alongside.casework.queries.one_case import case_head
from alongside.casework.rules.codes import Source
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.pages.filling import FormPage, fill_in
from alongside.quality import perms
from alongside.quality.forms.copies import ConsentForm, OwnConsentForm, WithdrawForm
from alongside.quality.operations import consenting as operations
from alongside.quality.pages.trail import crumbs
from alongside.quality.queries.copies import ConsentRow, consents_of
from alongside.web import clock
from alongside.web.components import Crumb, Door, Row
from alongside.web.pages import PageRequest, page
from alongside.web.writing import day

DOOR = "A copy without names for other families"
TITLE = "May other families read a copy without names?"
WHAT_IT_IS = (
    "Parents and young people help to check EHC plans. They read a copy in which names, addresses and the "
    "school are hidden, on a page that cannot be taken away."
)
INTRO = f"{WHAT_IT_IS} You decide, and you can take it back on any day."
RECORD_INTRO = f"{WHAT_IT_IS} The family decides, and may take it back on any day. Record here what they have said to you."
WITHDRAW_INTRO = (
    "From now on nobody reads the copy, and its words are removed. What was marked stays."
)


@page("GET", "POST", needs=perms.CONSENT)
def record(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    head = case_head(actor, case_ref=ref, today=today)
    rows = consents_of(actor, case_ref=ref)
    is_given = bool(rows) and rows[0].withdrawn_on is None
    form = (WithdrawForm if is_given else ConsentForm)(
        request.POST or None, initial={"given_on": today}
    )
    case = Crumb(f"Case {head.number}", reverse("casework:case", args=[actor.area_slug, ref]))
    content = FormPage(
        title=TITLE,
        submit="The family no longer allows it" if is_given else "Record that the family allows it",
        crumbs=crumbs(actor, case, Crumb("Copy without names")),
        after=reverse("casework:case", args=[actor.area_slug, ref]),
        done="It is recorded that the family no longer allows it."
        if is_given
        else "It is recorded that the family allows it.",
        intro=WITHDRAW_INTRO if is_given else RECORD_INTRO,
        facts=tuple(_row(each) for each in rows),
        is_grave=is_given,
    )
    return fill_in(request, form, content, lambda: _record(actor, ref, form))


@page("GET", "POST", needs=casework.FAMILY)
def own(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    viewer = viewer_of(actor, case_ref=ref, at=clock.now())
    if not viewer.standing.may_see:
        raise Hidden("case")
    rows = consents_of(actor, case_ref=ref)
    is_given = bool(rows) and rows[0].withdrawn_on is None
    ways = ways_of(request, ref)
    chosen = {"allow": "yes" if is_given else "no"} if rows else {}
    form = OwnConsentForm(request.POST or None, initial=chosen)
    content = FormPage(
        title=TITLE,
        submit="Save my choice",
        crumbs=ways.crumbs(Crumb("Copy without names")),
        after=ways.to(""),
        done=_said(request.POST.get("allow", ""), is_given=is_given),
        intro=INTRO,
        facts=tuple(_row(each) for each in rows),
        closed="" if viewer.standing.may_act else viewer.standing.why,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: _choose(actor, ref, form.cleaned_data["allow"], is_given=is_given),
    )


def _record(actor: Actor, ref: str, form: ConsentForm | WithdrawForm) -> object:
    if isinstance(form, WithdrawForm):
        return operations.withdraw_consent(actor=actor, at=clock.now(), case_ref=ref)
    given = form.cleaned_data
    return operations.record_consent(
        actor=actor,
        at=clock.now(),
        case_ref=ref,
        given_by=given["given_by"],
        given_on=given["given_on"],
        source=Source(given["source"]),
    )


def _choose(actor: Actor, ref: str, allow: str, *, is_given: bool) -> object:
    if (allow == "yes") == is_given:
        return None
    act = operations.give_own_consent if allow == "yes" else operations.withdraw_consent
    return act(actor=actor, at=clock.now(), case_ref=ref)


def _said(allow: str, *, is_given: bool) -> str:
    """Back to the family, by what was so before."""
    if allow == "yes":
        return (
            "You allow it already. Nothing has changed."
            if is_given
            else "Thank you. You allow it from now on."
        )
    if is_given:
        return (
            "You no longer allow it. From now on nobody reads the copy, and its words are removed."
        )
    return "You do not allow it. Nobody reads a copy, and nothing has changed."


def _row(each: ConsentRow) -> Row:
    until = f", until {day(each.withdrawn_on)}" if each.withdrawn_on else ", and still does"
    return Row(f"{each.given_by} allowed it", f"From {day(each.given_on)}{until}")


def door_to_consent(actor: Actor, case_ref: str) -> Door:
    """From the family’s page of the case."""
    if actor.person_id is None and actor.name.startswith(BY_LINK):
        return Door(DOOR, reverse("family_audits:own_consent"))
    return Door(DOOR, reverse("quality:own_consent", args=[actor.area_slug, case_ref]))
