"""The way to a page of quality, and the addresses in it."""

from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.quality import perms
from alongside.quality.queries.values import ItemRow, RoundRow
from alongside.quality.words import ONE
from alongside.web.components import Crumb


def at(actor: Actor, name: str, *parts: str) -> str:
    return reverse(f"quality:{name}", args=[actor.area_slug, *parts])


def crumbs(actor: Actor, *further: Crumb) -> tuple[Crumb, ...]:
    return (Crumb("Home", reverse("home", args=[actor.area_slug])), *further)


def rounds_crumbs(actor: Actor, *further: Crumb) -> tuple[Crumb, ...]:
    return crumbs(actor, Crumb("Audits", at(actor, "rounds")), *further)


def round_crumbs(actor: Actor, row: RoundRow, *further: Crumb) -> tuple[Crumb, ...]:
    return rounds_crumbs(actor, Crumb(row.title, at(actor, "round", row.ref)), *further)


def item_crumbs(actor: Actor, found: RoundRow, row: ItemRow, *further: Crumb) -> tuple[Crumb, ...]:
    return round_crumbs(actor, found, Crumb(item_title(row), at(actor, "item", row.ref)), *further)


def own_crumbs(actor: Actor, *further: Crumb) -> tuple[Crumb, ...]:
    return crumbs(actor, Crumb("Your audits", at(actor, "mine")), *further)


def item_title(row: ItemRow) -> str:
    """ "EHC plan 3": by its place in the sample, so that no name is needed."""
    return f"{ONE[row.about]} {row.position}"


def leads(actor: Actor) -> bool:
    return actor.may(perms.LEAD)
