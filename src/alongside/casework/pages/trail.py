"""The way to a page of casework, and the addresses in it."""

from django.urls import reverse

from alongside.casework.queries.values import CaseHead
from alongside.kernel.actor import Actor
from alongside.web.addresses import at_record
from alongside.web.components import Crumb


def queue_address(actor: Actor) -> str:
    return reverse("casework:queue", args=[actor.area_slug])


def case_address(actor: Actor, ref: str) -> str:
    return at_case(actor, "case", ref)


def at_case(actor: Actor, name: str, ref: str) -> str:
    return at_record(f"casework:{name}", area=actor.area_slug, ref=ref)


def crumbs(actor: Actor, *further: Crumb) -> tuple[Crumb, ...]:
    home = Crumb("Home", reverse("home", args=[actor.area_slug]))
    return (home, Crumb("Cases", queue_address(actor)), *further)


def case_crumbs(actor: Actor, head: CaseHead, *further: Crumb) -> tuple[Crumb, ...]:
    """By the number: a name stands on the page of the case, and in no address."""
    return crumbs(actor, Crumb(f"Case {head.number}", case_address(actor, head.ref)), *further)
