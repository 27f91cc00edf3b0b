"""The way to a page of advice, and the addresses in it."""

from django.urls import reverse

from alongside.access.by_link import link_ref
from alongside.advice import perms
from alongside.advice.queries.values import RequestRow
from alongside.advice.words import ADVISERS
from alongside.kernel.actor import Actor
from alongside.web.components import Crumb

OF_THE_REQUEST = ("request", "write", "do")


def at(actor: Actor, name: str, *parts: str) -> str:
    """A visitor by link has one request: their addresses do not name it."""
    if link_ref(actor):
        return reverse(f"asked:{name}", args=parts[1:] if name in OF_THE_REQUEST else parts)
    return reverse(f"advice:{name}", args=[actor.area_slug, *parts])


def crumbs(actor: Actor, *further: Crumb) -> tuple[Crumb, ...]:
    """By the list that this person has. A visitor by link has none."""
    if link_ref(actor):
        return further
    home = Crumb("Home", reverse("home", args=[actor.area_slug]))
    return (home, *_list_crumb(actor), *further)


def request_crumbs(actor: Actor, row: RequestRow, *further: Crumb) -> tuple[Crumb, ...]:
    return crumbs(actor, Crumb(title_of(row), at(actor, "request", row.ref)), *further)


def title_of(row: RequestRow) -> str:
    """With the number of the case: a name stands on the page, and in no address."""
    return f"{ADVISERS[row.adviser]}, case {row.case_number}"


def _list_crumb(actor: Actor) -> tuple[Crumb, ...]:
    if any(actor.may(each) for each in perms.OVERSEERS):
        return (Crumb("Advice", at(actor, "board")),)
    if actor.may_somewhere(perms.ANSWER):
        return (Crumb("Advice asked of you", at(actor, "mine")),)
    if actor.may_somewhere(perms.PROVIDER):
        return (Crumb("Advice of your organisation", at(actor, "provider")),)
    return (Crumb("Cases", reverse("casework:queue", args=[actor.area_slug])),)
