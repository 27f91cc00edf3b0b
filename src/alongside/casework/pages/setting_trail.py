"""The way to the pages of a school, and the addresses in it. A name stands in no address."""

from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.web.components import Crumb

PUPILS = "Our pupils"


def at_pupils(actor: Actor, name: str, *parts: str) -> str:
    return reverse(f"casework:{name}", args=[actor.area_slug, *parts])


def school_crumbs(actor: Actor, *further: Crumb) -> tuple[Crumb, ...]:
    home = Crumb("Home", reverse("home", args=[actor.area_slug]))
    listed = Crumb(PUPILS, at_pupils(actor, "pupils") if further else "")
    return (home, listed, *further)
