"""The way to the officer's side of a family, and the addresses in it."""

from django.urls import reverse

from alongside.casework.pages.trail import case_crumbs
from alongside.casework.queries.values import CaseHead
from alongside.kernel.actor import Actor
from alongside.web.components import Crumb

SIDE = "The family’s page and messages"


def at_family(actor: Actor, name: str, ref: str) -> str:
    return reverse(f"casework:{name}", args=[actor.area_slug, ref])


def said_address(actor: Actor, ref: str) -> str:
    return at_family(actor, "message", ref)


def family_crumbs(actor: Actor, head: CaseHead, *further: Crumb) -> tuple[Crumb, ...]:
    side = Crumb(SIDE, at_family(actor, "family_side", head.ref))
    return case_crumbs(actor, head, side, *further)
