"""A family’s own reports and other evidence, on their own pages: given by themselves, seen with what came of it.

The same by an account and by a link.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from alongside.advice.forms.family_reports import GiveForm, OwnSharingForm
from alongside.advice.operations.family_reports import give_report, share_own_report
from alongside.advice.queries.family_side import FamilySide, family_file, family_side, own_report
from alongside.advice.queries.use_values import ReportView
from alongside.advice.rules.family_evidence import Bought
from alongside.advice.use_words import CONSIDERED, FAMILY_PAID
from alongside.advice.words import ADVISERS
from alongside.casework import perms
from alongside.casework.families.door import BY_LINK
from alongside.casework.pages.family.parts import area_words
from alongside.casework.pages.family.ways import Ways, ways_of
from alongside.files.serving import send
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem, Row
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day

CASE = "casework.case"
TITLE = "Your own reports and evidence"
GIVE = "Give us a report or other evidence"
INTRO = (
    "You may give us any report or other evidence, whoever wrote it and whoever paid for it. We have to "
    "consider it. Here you see how it was used, or why not."
)
SHARING = "Who may read it"
STILL_READ = (
    "The council always reads what you give us: the law says that it has to consider it. You decide about "
    "everybody else. Whoever read it before you said no has read it already."
)
ONLY_LOOKS = "You see this page, and somebody else acts. Only they can give something here."


@dataclass(frozen=True, slots=True)
class OwnEvidence:
    title: str
    intro: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    reports: tuple[RecordedItem, ...]


@page("GET", needs=perms.FAMILY)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    ways = ways_of(request, ref)
    found = family_side(request.actor, case_ref=ref, at=clock.now())
    give_door = Door(GIVE, _to(ways, "give"), is_main=True)
    content = OwnEvidence(
        title=TITLE,
        intro=INTRO if found.may_act else ONLY_LOOKS,
        crumbs=ways.crumbs(Crumb(TITLE)),
        doors=(give_door,) if found.may_act else (),
        reports=tuple(_item(ways, each, may_act=found.may_act) for each in found.reports),
    )
    response = render_page(request, "advice/own_evidence.html", {"page": content})
    return as_look(response, subject=CASE, ref=ref, reason="The family’s page")


@page("GET", "POST", needs=perms.FAMILY)
def give(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, ways = request.actor, ways_of(request, ref)
    found = family_side(actor, case_ref=ref, at=clock.now())
    form = GiveForm(
        request.POST or None, request.FILES or None, initial={"bought": Bought.NO.value}
    )
    asked = [(one, f"{ADVISERS[adviser]}, asked on {day(on)}") for one, adviser, on in found.asked]
    form.offer_or_leave_out("late_request", asked)
    return fill_in(
        request,
        form,
        _page(ways, found),
        lambda: give_report(actor=actor, at=clock.now(), case_ref=ref, new=form.new_report()),
    )


@page("GET", "POST", needs=perms.FAMILY)
def sharing(request: PageRequest, area: str, ref: str, report: str) -> HttpResponse:
    actor, ways = request.actor, ways_of(request, ref)
    found, may_act = own_report(actor, case_ref=ref, report_ref=report, at=clock.now())
    form = OwnSharingForm(
        request.POST or None, initial={"may_share": "yes" if found.shared_on else "no"}
    )
    content = _sharing_page(ways, found, may_act=may_act)
    return fill_in(
        request,
        form,
        content,
        lambda: share_own_report(
            actor=actor,
            at=clock.now(),
            case_ref=ref,
            report_ref=report,
            may_share=form.agreed(),
        ),
    )


@page("GET", needs=perms.FAMILY)
def file(request: PageRequest, area: str, ref: str, report: str) -> HttpResponseBase:
    return send(family_file(request.actor, case_ref=ref, report_ref=report, at=clock.now()))


def door_to(actor: Actor, case_ref: str) -> Door:
    """From the family’s page of the case."""
    is_by_link = actor.person_id is None and actor.name.startswith(BY_LINK)
    return Door(TITLE, _to(Ways(actor.area_slug, case_ref, is_by_link), "evidence"))


def _to(ways: Ways, name: str, *parts: str) -> str:
    if ways.by_link:
        return reverse(f"family_evidence:{name}", args=parts)
    return reverse(f"advice:family_{name}", args=[ways.slug, ways.case_ref, *parts])


def _page(ways: Ways, found: FamilySide) -> FormPage:
    return FormPage(
        title=GIVE,
        submit="Send",
        crumbs=ways.crumbs(Crumb(TITLE, _to(ways, "evidence")), Crumb(GIVE)),
        after=_to(ways, "evidence"),
        done="It reached us. You see here how it is considered.",
        intro="A photo of the pages is enough. Nothing is refused for being private or late.",
        closed="" if found.may_act else ONLY_LOOKS,
        template="casework/family/tell.html",
        beside=area_words(found.settings),
    )


def _sharing_page(ways: Ways, found: ReportView, *, may_act: bool) -> FormPage:
    return FormPage(
        title=SHARING,
        submit="Save",
        crumbs=ways.crumbs(Crumb(TITLE, _to(ways, "evidence")), Crumb(SHARING)),
        after=_to(ways, "evidence"),
        done="It is saved.",
        intro=STILL_READ,
        facts=(Row("What you gave", found.title),),
        closed="" if may_act else ONLY_LOOKS,
    )


def _item(ways: Ways, each: ReportView, *, may_act: bool) -> RecordedItem:
    state = CONSIDERED[each.considered[-1].outcome] if each.considered else "Not considered yet"
    return RecordedItem(
        title=each.title,
        notes=tuple(_notes(each)),
        tag=tag(state, "blue" if each.considered else "amber"),
        doors=tuple(_doors(ways, each, may_act=may_act)),
    )


def _doors(ways: Ways, each: ReportView, *, may_act: bool) -> Iterator[Door]:
    if each.has_file:
        yield Door("Open what you gave", _to(ways, "report", each.ref))
    if may_act:
        yield Door("Change who may read it", _to(ways, "sharing", each.ref))


def _notes(each: ReportView) -> Iterator[str]:
    yield f"It reached us on {day(each.received_on)}."
    if each.bought is not Bought.NO:
        yield f"{FAMILY_PAID[each.bought]}: {each.bought_words}"
    for one in each.considered:
        yield f"{CONSIDERED[one.outcome]}. Considered on {day(one.on)}: {one.words}"
    yield (
        "The people who are asked for advice may read it."
        if each.shared_on
        else "The people who are asked for advice may not read it."
    )
