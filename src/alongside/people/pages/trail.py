"""Breadcrumbs and tabs that the pages of this room share."""

from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.web.components import Crumb, Tab

TABS = (
    ("People", "people:persons"),
    ("Posts", "people:posts"),
    ("Organisations", "people:organisations"),
)


def crumbs(actor: Actor, *rest: Crumb) -> tuple[Crumb, ...]:
    return (
        Crumb("Home", f"/{actor.area_slug}/"),
        Crumb("People", reverse("people:persons", args=[actor.area_slug])),
        *rest,
    )


def tabs(actor: Actor, current: str) -> tuple[Tab, ...]:
    return tuple(
        Tab(title, reverse(name, args=[actor.area_slug]), is_current=name == current)
        for title, name in TABS
    )


def posts_crumb(actor: Actor) -> Crumb:
    return Crumb("Posts", reverse("people:posts", args=[actor.area_slug]))


def organisations_crumb(actor: Actor) -> Crumb:
    return Crumb("Organisations", reverse("people:organisations", args=[actor.area_slug]))
