"""The people of the area: list, one person with their posts, add and change."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.people import operations, perms, queries
from alongside.people.forms import ChangePersonForm, ListFilters, PersonForm
from alongside.people.models import Person, PostHolding
from alongside.people.pages.filling import FormPage, fill_in
from alongside.people.pages.listing import ListPage
from alongside.people.pages.trail import crumbs, tabs
from alongside.people.words import period_words
from alongside.web import clock
from alongside.web.addresses import paginate
from alongside.web.components import Cell, Column, Crumb, Row, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted


@dataclass(frozen=True, slots=True)
class PersonPage:
    crumbs: tuple[Crumb, ...]
    name: str
    facts: tuple[Row, ...]
    posts: Table
    change_address: str


@page("GET", needs=perms.EDIT)
def persons(request: PageRequest, area: str) -> HttpResponse:
    filters = ListFilters(request.GET)
    found = queries.people_of(request.actor)
    if words := filters.chosen().get("q"):
        found = found.filter(name__icontains=words)
    total = found.count()
    pagination = paginate(request, total=total)
    shown = list(found[pagination.start : pagination.stop])
    content = ListPage(
        title="People",
        crumbs=(*crumbs(request.actor)[:-1], Crumb("People")),
        tabs=tabs(request.actor, "people:persons"),
        table=_table(request.actor, shown, clock.today()),
        add_address=reverse("people:add_person", args=[area]),
        add_words="Add a person",
        filters=filters,
        clear_address=reverse("people:persons", args=[area]),
        summary=counted(total, "person,people"),
        pagination=pagination,
    )
    return render_page(request, "people/list.html", {"page": content})


@page("GET", needs=perms.EDIT)
def person(request: PageRequest, area: str, ref: str) -> HttpResponse:
    found = queries.person(request.actor, ref)
    held = list(queries.holdings_of(request.actor).filter(person=found))
    is_ours = found.registered_in_id == request.actor.area_id
    content = PersonPage(
        crumbs=crumbs(request.actor, Crumb(found.name)),
        name=found.name,
        facts=(Row("Full name", found.name), Row("E-mail address", found.email)),
        posts=_posts_table(request.actor, held, clock.today()),
        change_address=reverse("people:change_person", args=[area, ref]) if is_ours else "",
    )
    return render_page(request, "people/person.html", {"page": content})


@page("GET", "POST", needs=perms.EDIT)
def add_person(request: PageRequest, area: str) -> HttpResponse:
    form = PersonForm(request.POST or None)
    content = FormPage(
        title="Add a person",
        submit="Add",
        crumbs=crumbs(request.actor, Crumb("Add a person")),
        after=reverse("people:persons", args=[area]),
        done="The person has been added.",
        intro="Two people may have the same name. "
        "Look in the list first, so that nobody is there twice.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.register_person(
            actor=request.actor, at=clock.now(), **form.cleaned_data
        ),
    )


@page("GET", "POST", needs=perms.EDIT)
def change_person(request: PageRequest, area: str, ref: str) -> HttpResponse:
    found = queries.person(request.actor, ref)
    now = {"name": found.name, "email": found.email, "expected_version": found.version}
    form = ChangePersonForm(request.POST or None, initial=now)
    address = reverse("people:person", args=[area, ref])
    content = FormPage(
        title=f"Change {found.name}",
        submit="Save",
        crumbs=crumbs(request.actor, Crumb(found.name, address), Crumb("Change")),
        after=address,
        done="Your change has been saved.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.change_person(
            actor=request.actor, at=clock.now(), ref=ref, **form.cleaned_data
        ),
    )


def _table(actor: Actor, shown: list[Person], today: date) -> Table:
    titles: dict[int, list[str]] = defaultdict(list)
    held_now = [
        held for held in queries.holdings_of(actor).filter(person__in=shown) if held.is_held(today)
    ]
    names = queries.words_of_organisations((h.post.organisation for h in held_now), today)
    for held in held_now:
        titles[held.person_id].append(f"{held.post.title}, {names[held.post.organisation_id]}")
    return Table(
        caption="People of the area",
        caption_hidden=True,
        columns=(Column("Name"), Column("Posts now", is_wide=True), Column("E-mail address")),
        rows=[
            (
                Cell(
                    each.name,
                    address=reverse("people:person", args=[actor.area_slug, each.ref]),
                    is_header=True,
                ),
                "; ".join(titles[each.pk]) or "None",
                each.email or "Not given",
            )
            for each in shown
        ],
        empty="Nobody matches.",
    )


def _posts_table(actor: Actor, held: list[PostHolding], today: date) -> Table:
    return Table(
        caption="Posts",
        columns=(Column("Post"), Column("Organisation"), Column("When"), Column("Printed as")),
        rows=[
            (
                Cell(
                    each.post.title,
                    address=reverse("people:post", args=[actor.area_slug, each.post.ref]),
                ),
                each.post.organisation.name,
                period_words(each.held_from, each.held_until, today),
                each.initials,
            )
            for each in held
        ],
        empty="They hold no post and have held none.",
    )
