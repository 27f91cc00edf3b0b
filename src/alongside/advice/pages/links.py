"""Links for people without an account: those of one request, sending one, ending one; and the domains at
which work addresses are.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from alongside.access.letters import is_set_up
from alongside.advice import perms
from alongside.advice.forms.links import AdviceLinkForm, EndLinkForm
from alongside.advice.mailing import send_link
from alongside.advice.operations import links as operations
from alongside.advice.pages.one_request import SENDERS
from alongside.advice.pages.trail import at, request_crumbs
from alongside.advice.queries.links import LinkView, link_to_end, links_of, readable_advice
from alongside.advice.queries.one_request import request_page
from alongside.advice.queries.values import RequestPage, RequestRow
from alongside.advice.rules.codes import CLOSED, Adviser
from alongside.advice.rules.links import AddressCheck, LinkState
from alongside.advice.words import ADVISERS, LINK_COLOURS, LINK_STATES
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.pages.filling import FormPage, fill_in
from alongside.people.queries import organisations
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import day, instant

LINKS, SEND, END = "Links for people without an account", "Send a link", "End this link"
EMPLOYERS = ("health", "provider", "school", "council", "voluntary")
INTRO = (
    "It opens this one request, with a one-time code that goes to the same address. They read what is "
    "asked, which other services are asked, what the family agreed to, and the advice that you choose."
)


@dataclass(frozen=True, slots=True)
class LinksShown:
    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    links: tuple[RecordedItem, ...]


@dataclass(frozen=True, slots=True)
class LinkGiven:
    """``secret`` is the whole address, shown once."""

    title: str
    crumbs: tuple[Crumb, ...]
    sent: str
    secret: str
    warning: str
    after: str


@page("GET", needs=perms.SEES)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = _request(actor, ref)
    row = found.row
    doors = (Door(SEND, at(actor, "give_link", ref), is_main=True),)
    content = LinksShown(
        title=LINKS,
        caption=f"{ADVISERS[row.adviser]}, case {row.case_number}",
        crumbs=request_crumbs(actor, row, Crumb(LINKS)),
        doors=(*(() if why_not(found) else doors), *_domains(actor)),
        links=tuple(_item(actor, e) for e in links_of(actor, request_ref=ref, at=clock.now())),
    )
    return render_page(request, "advice/links.html", {"page": content})


@page("GET", "POST", needs=perms.SEES)
def give(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = _request(actor, ref)
    form = AdviceLinkForm(request.POST or None, initial={"lasts": "28"})
    _offer(actor, form, ref)
    if request.method == "POST" and form.is_valid():
        with form.refusals() as outcome:
            made = operations.give_advice_link(
                actor=actor, at=clock.now(), request_ref=ref, new=form.new_link()
            )
        if outcome.accepted:
            return _given(request, found.row, made)
    content = _page(actor, found.row, SEND, closed=why_not(found), intro=INTRO)
    content = replace(content, warning="" if content.closed else _no_codes())
    return render_page(
        request, content.template, {"page": content, "form": form}, status=form.answer_status
    )


@page("GET", "POST", needs=perms.SEES)
def end(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    link, request_ref = link_to_end(actor, link_ref=ref, at=clock.now())
    row = _request(actor, request_ref).row
    form = EndLinkForm(request.POST or None)
    intro = f"For {link.email}. It ends at once, in the middle of a visit too."
    closed = "This link has ended already." if link.state is LinkState.ENDED else ""
    return fill_in(
        request,
        form,
        _page(actor, row, END, closed=closed, intro=intro),
        lambda: operations.end_advice_link(
            actor=actor, at=clock.now(), link_ref=ref, why=form.cleaned_data["why"]
        ),
    )


def why_not(found: RequestPage) -> str:
    if found.row.state in CLOSED:
        return "This request is closed. No link can be sent for it."
    return "This was shared. Send a link for the part of one service." if found.parts else ""


def _request(actor: Actor, ref: str) -> RequestPage:
    """Raises Hidden."""
    found = request_page(actor, request_ref=ref, today=clock.today())
    if found.stands.isdisjoint(SENDERS):
        raise Hidden("links")
    return found


def _offer(actor: Actor, form: AdviceLinkForm, ref: str) -> None:
    found = readable_advice(actor, request_ref=ref, today=clock.today())
    advice = [(each.ref, _advice_words(each.request.adviser, each)) for each in found]
    form.offer_or_leave_out("shows", advice)
    rows = organisations().filter(kind__in=EMPLOYERS)
    form.offer("organisation", [(each.ref, each.name) for each in rows])


def _advice_words(adviser: str, each: object) -> str:
    on, role = getattr(each, "given_on", None), getattr(each, "author_role", "")
    return f"{ADVISERS[Adviser(adviser)]}: {role}, received on {day(on)}"


def _given(request: PageRequest, row: RequestRow, made: operations.GivenLink) -> HttpResponse:
    address = f"{settings.ENVIRONMENT.address}{reverse('asked:enter', args=[made.secret])}"
    days = (made.link.given_until - made.link.given_at).days
    is_sent = send_link(made.link.email, address, days)
    content = LinkGiven(
        title="The link",
        crumbs=request_crumbs(request.actor, row, Crumb("The link")),
        sent=f"It is on its way to {made.link.email}." if is_sent else NOT_SENT,
        secret="" if is_sent else address,
        warning=_no_codes(),
        after=at(request.actor, "links", row.ref),
    )
    response = render_page(request, "advice/link_given.html", {"page": content})
    response["Cache-Control"] = "private, no-store"
    return response


NO_CODES = (
    "This installation sends no e-mail, so no one-time code can reach them. Until it does, the link opens nothing. "
    "Ask for the advice by e-mail or post, and enter it."
)
NOT_SENT = (
    "No e-mail could be sent from here. Give this link to the person, and to nobody else. "
    "It is shown only now. Nobody can look it up again."
)


def _no_codes() -> str:
    return "" if is_set_up() else NO_CODES


def _domains(actor: Actor) -> Iterator[Door]:
    if any(actor.may(each) for each in perms.OVERSEERS):
        yield Door("Domains of work addresses", at(actor, "domains"))


def _item(actor: Actor, each: LinkView) -> RecordedItem:
    is_open = each.state is LinkState.OPEN
    return RecordedItem(
        title=f"{each.role}, {each.organisation}",
        body=f"Agreed with the family: {each.consent}",
        notes=tuple(_notes(each)),
        tag=tag(LINK_STATES[each.state], LINK_COLOURS[each.state]),
        doors=(Door(END, at(actor, "end_link", each.ref)),) if is_open else (),
    )


def _notes(each: LinkView) -> Iterator[str]:
    is_domain = each.checked_by is AddressCheck.DOMAIN
    how = "at a domain of the organisation" if is_domain else f"checked: {each.checked_how}"
    yield f"{each.email}, {how}"
    by = f" by {each.given_by}" if each.given_by else ""
    yield f"Sent on {instant(each.given_at)}{by}, until {instant(each.given_until)}"
    yield _opened(each.visit_count)
    if each.ended_at:
        yield f"Ended on {instant(each.ended_at)}: {each.ended_why}"


def _opened(count: int) -> str:
    if count == 0:
        return "Not opened yet"
    return "Opened once" if count == 1 else f"Opened {count} times"


def _page(actor: Actor, row: RequestRow, title: str, *, closed: str, intro: str) -> FormPage:
    return FormPage(
        title=title,
        submit="End it" if title == END else "Send it",
        crumbs=request_crumbs(actor, row, Crumb(LINKS, at(actor, "links", row.ref)), Crumb(title)),
        after=at(actor, "links", row.ref),
        done="It is done.",
        intro=intro,
        closed=closed,
    )
