"""Writing down what social care offered and what the family said, and the family’s own page of it."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse

from alongside.advice import perms
from alongside.advice.forms.offering import OfferAnswerForm, OfferForm, OwnAnswerForm
from alongside.advice.offer_words import (
    FAMILY_HELPS,
    FAMILY_SAYS,
    HELPS,
    OWN_SAYS,
    SAYS_COLOURS,
)
from alongside.advice.operations.offering import (
    answer_own_offer,
    record_offer,
    record_offer_answer,
)
from alongside.advice.pages.trail import at, request_crumbs
from alongside.advice.queries.offering import (
    OffersToFamily,
    has_offers_for,
    offer_page,
    offers_to_family,
    request_for_offer,
)
from alongside.advice.queries.values import OfferView, RequestRow
from alongside.advice.rules.offering import FamilySays
from alongside.advice.words import CAME
from alongside.casework import perms as casework
from alongside.casework.families.door import BY_LINK
from alongside.casework.pages.family.ways import Ways, ways_of
from alongside.casework.rules.codes import Source
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, page
from alongside.web.writing import day

OFFER, ANSWER = "Record what was offered", "Record what the family answered"
TITLE = "Help that social care offers"
INTRO = (
    "Social care told us that it did not know {whom}. It offers you this. You choose, and your answer changes "
    "nothing else. Social care has to give us its advice all the same."
)
STILL_OWED = "Whatever is offered, the day by which the advice is due stays the same."
NOTHING = "Nothing is offered to you here."
ONLY_LOOKS = "You see this page, and somebody else acts. Only they can answer here."


@page("GET", "POST", needs=perms.SEES)
def offer(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    row = request_for_offer(actor, request_ref=ref, today=today)
    initial = {"offered_on": today, "says": FamilySays.WAITING.value}
    form = OfferForm(request.POST or None, initial=initial)
    return fill_in(
        request,
        form,
        _page(actor, row, OFFER),
        lambda: record_offer(actor=actor, at=clock.now(), request_ref=ref, new=form.new_offer()),
    )


@page("GET", "POST", needs=perms.SEES)
def answer(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    row, _ = offer_page(actor, offer_ref=ref, today=today)
    form = OfferAnswerForm(request.POST or None, initial={"answered_on": today})
    return fill_in(
        request,
        form,
        _page(actor, row, ANSWER),
        lambda: record_offer_answer(
            actor=actor, at=clock.now(), offer_ref=ref, new=form.new_answer()
        ),
    )


@page("GET", "POST", needs=casework.FAMILY)
def own(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, ways = request.actor, ways_of(request, ref)
    found = offers_to_family(actor, case_ref=ref, at=clock.now())
    which = [(each.ref, FAMILY_HELPS[each.kind]) for each in found.offers]
    form = OwnAnswerForm(request.POST or None)
    form.offer_among(which)
    return fill_in(
        request,
        form,
        _own_page(ways, found),
        lambda: answer_own_offer(
            actor=actor,
            at=clock.now(),
            case_ref=ref,
            offer_ref=form.chosen(which),
            says=form.cleaned_data["says"],
        ),
    )


def offer_item(actor: Actor, each: OfferView, *, may_change: bool) -> RecordedItem:
    """For staff, on the page of the request."""
    door = Door(ANSWER, at(actor, "answer_offer", each.ref))
    return RecordedItem(
        title=HELPS[each.kind],
        notes=tuple(_notes(each)),
        tag=tag(FAMILY_SAYS[each.says], SAYS_COLOURS[each.says]),
        doors=(door,) if may_change else (),
    )


def offers_door(actor: Actor, case_ref: str, now: datetime) -> tuple[Door, ...]:
    """From the family’s page of the case, where there is something."""
    if not has_offers_for(actor, case_ref=case_ref, at=now):
        return ()
    is_by_link = actor.person_id is None and actor.name.startswith(BY_LINK)
    return (Door(TITLE, _to(Ways(actor.area_slug, case_ref, is_by_link), "help")),)


def _notes(each: OfferView) -> Iterator[str]:
    yield f"Offered on {day(each.offered_on)} by {each.offered_by}"
    if each.answered_on:
        how = CAME[Source(each.source)]
        yield f"Answered on {day(each.answered_on)}, {how}: {each.words}"


def _own_page(ways: Ways, found: OffersToFamily) -> FormPage:
    """The same for whoever may not know of it as where nothing was offered."""
    only_looks = "" if found.may_act else ONLY_LOOKS
    return FormPage(
        title=TITLE,
        submit="Send your answer",
        crumbs=ways.crumbs(Crumb(TITLE)),
        after=_to(ways, "help") if found.offers and found.may_act else ways.to(""),
        done="Your answer reached us.",
        intro=INTRO.format(whom="you" if found.is_own else "your child") if found.offers else "",
        closed=only_looks if found.offers else NOTHING,
        template="advice/own_offers.html",
        beside=tuple(_own_item(each) for each in found.offers),
    )


def _own_item(each: OfferView) -> RecordedItem:
    answered = f"Answered on {day(each.answered_on)}." if each.answered_on else ""
    return RecordedItem(
        title=FAMILY_HELPS[each.kind],
        notes=(f"Offered on {day(each.offered_on)}.", *((answered,) if answered else ())),
        tag=tag(OWN_SAYS[each.says], SAYS_COLOURS[each.says]),
    )


def _to(ways: Ways, name: str, *parts: str) -> str:
    if ways.by_link:
        return reverse(f"family_evidence:{name}", args=parts)
    return reverse(f"advice:family_{name}", args=[ways.slug, ways.case_ref, *parts])


def _page(actor: Actor, row: RequestRow, title: str) -> FormPage:
    return FormPage(
        title=title,
        submit="Record this",
        crumbs=request_crumbs(actor, row, Crumb(title)),
        after=at(actor, "request", row.ref),
        done="It is recorded.",
        intro=STILL_OWED,
    )
