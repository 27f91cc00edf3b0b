"""Posts of the area and who holds them: list, one post, add, change, appoint, end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.people import operations, perms, queries
from alongside.people.forms import (
    AppointForm,
    ChangePostForm,
    EndHoldingForm,
    ListFilters,
    PostForm,
)
from alongside.people.models import Post, PostHolding
from alongside.people.pages.filling import FormPage, fill_in
from alongside.people.pages.listing import ListPage
from alongside.people.pages.looking import WITH_SEARCH, look_for_organisations
from alongside.people.pages.trail import crumbs, posts_crumb, tabs
from alongside.people.words import period_words
from alongside.web import clock
from alongside.web.addresses import paginate
from alongside.web.components import Cell, Column, Crumb, Row, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day


@dataclass(frozen=True, slots=True)
class PostPage:
    crumbs: tuple[Crumb, ...]
    title: str
    facts: tuple[Row, ...]
    holders: Table
    change_address: str
    appoint_address: str


@page("GET", needs=perms.EDIT)
def posts(request: PageRequest, area: str) -> HttpResponse:
    filters = ListFilters(request.GET)
    found = queries.posts_of(request.actor)
    if words := filters.chosen().get("q"):
        found = found.filter(title__icontains=words)
    total = found.count()
    pagination = paginate(request, total=total)
    shown = list(found[pagination.start : pagination.stop])
    content = ListPage(
        title="Posts",
        crumbs=crumbs(request.actor, Crumb("Posts")),
        tabs=tabs(request.actor, "people:posts"),
        table=_table(request.actor, shown, clock.today()),
        add_address=reverse("people:add_post", args=[area]),
        add_words="Add a post",
        filters=filters,
        clear_address=reverse("people:posts", args=[area]),
        summary=counted(total, "post"),
        pagination=pagination,
    )
    return render_page(request, "people/list.html", {"page": content})


@page("GET", needs=perms.EDIT)
def post(request: PageRequest, area: str, ref: str) -> HttpResponse:
    found = queries.post(request.actor, ref)
    held = list(queries.holdings_of(request.actor).filter(post=found))
    content = PostPage(
        crumbs=crumbs(request.actor, posts_crumb(request.actor), Crumb(found.title)),
        title=found.title,
        facts=(
            Row("Title", found.title),
            Row("Organisation", found.organisation.name),
            Row("Team", found.team or "None"),
            Row("Closed on", day(found.closed_on) or "Not closed"),
        ),
        holders=_holders_table(request.actor, held, clock.today()),
        change_address=reverse("people:change_post", args=[area, ref]),
        appoint_address=reverse("people:appoint", args=[area, ref]),
    )
    return render_page(request, "people/post.html", {"page": content})


@page("GET", "POST", needs=perms.EDIT)
def add_post(request: PageRequest, area: str) -> HttpResponse:
    search, others = look_for_organisations(request)
    form = PostForm(request.POST or None, others=others)
    content = FormPage(
        title="Add a post",
        submit="Add",
        crumbs=crumbs(request.actor, posts_crumb(request.actor), Crumb("Add a post")),
        after=reverse("people:posts", args=[area]),
        done="The post has been added.",
        template=WITH_SEARCH,
        beside=search,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.create_post(actor=request.actor, at=clock.now(), **_values(form)),
    )


@page("GET", "POST", needs=perms.EDIT)
def change_post(request: PageRequest, area: str, ref: str) -> HttpResponse:
    found = queries.post(request.actor, ref)
    now = {
        "title": found.title,
        "team": found.team,
        "organisation": found.organisation.ref,
        "closed_on": found.closed_on,
        "expected_version": found.version,
    }
    search, others = look_for_organisations(request)
    form = ChangePostForm(request.POST or None, initial=now, others=others)
    content = replace(
        _post_form(request.actor, found, title=f"Change {found.title}", submit="Save"),
        template=WITH_SEARCH,
        beside=search,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.change_post(
            actor=request.actor, at=clock.now(), ref=ref, **_values(form)
        ),
    )


@page("GET", "POST", needs=perms.EDIT)
def appoint(request: PageRequest, area: str, ref: str) -> HttpResponse:
    found = queries.post(request.actor, ref)
    form = AppointForm(request.POST or None, people=queries.people_of(request.actor))
    content = _post_form(request.actor, found, title=f"Who holds {found.title}?", submit="Save")
    return fill_in(
        request,
        form,
        content,
        lambda: operations.appoint(
            actor=request.actor,
            at=clock.now(),
            post=found,
            **{
                **form.cleaned_data,
                "person": queries.person(request.actor, form.cleaned_data["person"]),
            },
        ),
    )


@page("GET", "POST", needs=perms.EDIT)
def end_holding(request: PageRequest, area: str, ref: str) -> HttpResponse:
    found = queries.holding(request.actor, ref)
    form = EndHoldingForm(request.POST or None)
    title = f"{found.person.name} leaves the post {found.post.title}"
    content = _post_form(request.actor, found.post, title=title, submit="Save")
    return fill_in(
        request,
        form,
        content,
        lambda: operations.end_holding(
            actor=request.actor, at=clock.now(), ref=ref, held_until=form.cleaned_data["held_until"]
        ),
    )


def _post_form(actor: Actor, found: Post, *, title: str, submit: str) -> FormPage:
    address = reverse("people:post", args=[actor.area_slug, found.ref])
    return FormPage(
        title=title,
        submit=submit,
        crumbs=crumbs(actor, posts_crumb(actor), Crumb(found.title, address), Crumb("Change")),
        after=address,
        done="Your change has been saved.",
    )


def _values(form: PostForm) -> dict[str, Any]:
    chosen = queries.organisation(form.cleaned_data["organisation"])
    return {**form.cleaned_data, "organisation": chosen}


def _table(actor: Actor, shown: Sequence[Post], today: date) -> Table:
    holders = queries.holders_of(shown, today)
    names = queries.words_of_organisations((each.organisation for each in shown), today)
    return Table(
        caption="Posts of the area",
        caption_hidden=True,
        columns=(Column("Post"), Column("Organisation"), Column("Held now by")),
        rows=[
            (
                Cell(
                    each.title,
                    address=reverse("people:post", args=[actor.area_slug, each.ref]),
                    is_header=True,
                ),
                names[each.organisation_id],
                _holder_words(each, holders.get(each.pk, ())),
            )
            for each in shown
        ],
        empty="No post matches.",
    )


def _holder_words(each: Post, held: Sequence[PostHolding]) -> str:
    names = ", ".join(holding.person.name for holding in held)
    return names or ("Closed" if each.closed_on else "Nobody")


def _holders_table(actor: Actor, held: list[PostHolding], today: date) -> Table:
    return Table(
        caption="Who has held it",
        columns=(Column("Name"), Column("When"), Column("Printed as"), Column("What you can do")),
        rows=[_holder_row(actor, each, today) for each in held],
        empty="Nobody holds this post, and nobody is known to have held it.",
    )


def _holder_row(actor: Actor, each: PostHolding, today: date) -> tuple[Cell | str, ...]:
    end = reverse("people:end_holding", args=[actor.area_slug, each.ref])
    share = " (job share)" if each.is_job_share else ""
    return (
        Cell(
            each.person.name,
            address=reverse("people:person", args=[actor.area_slug, each.person.ref]),
            is_header=True,
        ),
        f"{period_words(each.held_from, each.held_until, today)}{share}",
        each.initials,
        Cell("Leaves the post", address=end) if each.held_until is None else "",
    )
