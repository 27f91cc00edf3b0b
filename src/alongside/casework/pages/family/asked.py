"""Requests for an assessment that came in by the public page: the list, and filing or setting aside one."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.families.words import WHO_ASKS
from alongside.casework.families.worries import worry_cues
from alongside.casework.forms.asking import NEW, FileForm, SetAsideForm
from alongside.casework.operations.families import asking as operations
from alongside.casework.pages.family.inbox import due_cell
from alongside.casework.pages.family.trail import at_family
from alongside.casework.pages.trail import case_address, crumbs
from alongside.casework.queries.alike import AlikeCase
from alongside.casework.queries.asked import (
    RequestView,
    one_request,
    requests_set_aside,
    requests_waiting,
    waits_twice,
)
from alongside.casework.rules.asking import OTHER, is_for_another
from alongside.casework.rules.children import rights_pass_on
from alongside.casework.rules.families import cues_in
from alongside.kernel.actor import Actor
from alongside.people.choices import post_choices
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, RecordedItem, Row, Table
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day

TITLE = "Requests from the public page"
FILE, ASIDE = "File this request", "Set this request aside"
SUBJECT = "casework.request"
COLUMNS = (
    Column("Child or young person", is_wide=True),
    Column("Who asks"),
    Column("Came on"),
    Column("Decision whether to assess"),
)


@dataclass(frozen=True, slots=True)
class RequestsPage:
    """``public`` is the address that families and schools are given."""

    title: str
    crumbs: tuple[Crumb, ...]
    public: str
    table: Table
    set_aside: tuple[RecordedItem, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """``cues`` are words that may point to a worry about safety. ``alike`` says who may be here already."""

    text: str
    cues: tuple[str, ...]
    alike: tuple[str, ...]
    twice: str
    aside: str


@page("GET", needs=perms.REGISTER)
def listed(request: PageRequest, area: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    content = RequestsPage(
        title=TITLE,
        crumbs=crumbs(actor, Crumb(TITLE)),
        public=reverse("family:how_to_ask", args=[actor.area_slug]),
        table=_table(actor, requests_waiting(actor), today),
        set_aside=tuple(_aside(each) for each in requests_set_aside(actor)),
    )
    return render_page(request, "casework/family/requests.html", {"page": content})


@page("GET", "POST", needs=perms.REGISTER)
def one(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    asked, alike = one_request(actor, request_ref=ref, today=today)
    form = FileForm(request.POST or None)
    known = [(each.ref, each.words) for each in alike if each.ref]
    form.offer("case", [*known, (NEW, "Somebody new: register them")])
    form.offer("post", post_choices(actor, today=today))
    content = FormPage(
        title=FILE,
        submit="File it",
        crumbs=_crumbs(actor, FILE),
        after=at_list(actor),
        done=JOINED
        if form.data.get("joins")
        else f"It is filed. Time runs since {day(asked.received_on)}.",
        warning=_whose_right(asked),
        intro=INTRO,
        facts=_facts(asked),
        onward=lambda made: case_address(actor, made.case.ref),
        template="casework/family/request.html",
        beside=_beside(actor, asked, alike),
    )
    response = fill_in(request, form, content, lambda: _file(actor, ref, form))
    return as_look(response, subject=SUBJECT, ref=ref, reason=FILE)


@page("GET", "POST", needs=perms.REGISTER)
def set_aside(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    asked, _ = one_request(actor, request_ref=ref, today=clock.today())
    form = SetAsideForm(request.POST or None)
    content = FormPage(
        title=ASIDE,
        submit="Set it aside",
        crumbs=_crumbs(actor, ASIDE),
        after=at_list(actor),
        done="It is set aside. It stays on the list with the reason.",
        intro=ASIDE_INTRO,
        facts=_facts(asked),
        is_grave=True,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.set_aside_request(
            actor=actor, at=clock.now(), request_ref=ref, why=form.cleaned_data["why"]
        ),
    )


JOINED = "It is filed. The words joined the assessment that is under way, and wait for an answer."
INTRO = (
    "Filing puts it into a case, with the day on which it came. Look first whether the child or young "
    "person is here already. Where an assessment is under way, the request joins it, and no other time runs."
)
ASIDE_INTRO = (
    "Only for what is no request, or is dealt with already. The law’s time runs for every real request, "
    "whether or not it is filed."
)


BROUGHT = (
    "Whoever wrote this has no right to ask for an assessment of their own. Filing it records that they brought the "
    "child or young person to the council’s attention (section 24). The same time runs, from the day on which it came."
)


def _whose_right(one: RequestView) -> str:
    """Where somebody of the family asks for a young person whose own right it is; or nobody asks who has the right."""
    if one.asker == OTHER:
        return BROUGHT
    if one.born_on is None or not is_for_another(one.asker, one.born_on, one.received_on):
        return ""
    return (
        f"The right to ask is the young person’s own since {day(rights_pass_on(one.born_on))}. "
        "Find out first whether they want this, or who speaks for them."
    )


def at_list(actor: Actor) -> str:
    return reverse("casework:requests", args=[actor.area_slug])


def _file(actor: Actor, ref: str, form: FileForm) -> object:
    return operations.file_request(
        actor=actor, at=clock.now(), request_ref=ref, filing=form.filing()
    )


def _crumbs(actor: Actor, title: str) -> tuple[Crumb, ...]:
    return crumbs(actor, Crumb(TITLE, at_list(actor)), Crumb(title))


def _facts(one: RequestView) -> tuple[Row, ...]:
    found = (
        Row("Child or young person", f"{one.child}, born {day(one.born_on)}"),
        Row("Who asks", f"{one.name}. {WHO_ASKS[one.asker]}."),
        Row("Who they are" if one.asker == OTHER else "School or college", one.place),
        Row("E-mail", one.email),
        Row("Phone", one.phone),
        Row("How to reach them safely", one.safely),
        Row("Came on", day(one.received_on)),
        *(Row(each.title, f"By {day(each.due_on)}, within {each.within}") for each in one.answers),
    )
    return tuple(each for each in found if each.value)


def _beside(actor: Actor, one: RequestView, alike: tuple[AlikeCase, ...]) -> Beside:
    others = waits_twice(actor, one)
    return Beside(
        text=one.text,
        cues=_cues(one),
        alike=tuple(each.words for each in alike),
        twice=f"Requests that also wait for this date of birth: {others}." if others else "",
        aside=at_family(actor, "set_request_aside", one.ref),
    )


def _cues(one: RequestView) -> tuple[str, ...]:
    return cues_in(f"{one.text} {one.safely}", worry_cues())


def _table(actor: Actor, found: tuple[RequestView, ...], today: date) -> Table:
    return Table(
        caption="What waits to be filed, the earliest first",
        caption_hidden=True,
        columns=COLUMNS,
        rows=[_row(actor, each, today) for each in found],
        stack=True,
        empty="No request waits to be filed.",
    )


def _row(actor: Actor, each: RequestView, today: date) -> tuple[Cell | str, ...]:
    note = "Some words may point to a worry about safety: read it now" if _cues(each) else ""
    return (
        Cell(each.child, at_family(actor, "request", each.ref), note=note, is_header=True),
        each.place or WHO_ASKS[each.asker],
        day(each.received_on),
        due_cell(each.answers[0].due_on, today),
    )


def _aside(each: RequestView) -> RecordedItem:
    return RecordedItem(
        title=each.child, body=each.why, notes=(f"Came on {day(each.received_on)}.",)
    )
