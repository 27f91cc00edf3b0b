"""Parts that the pages of panels share: the way to them, and who was not there."""

from collections.abc import Iterable

from django.urls import reverse

from alongside.casework import perms
from alongside.casework.pages.trail import queue_address
from alongside.casework.rules.panels import Side
from alongside.casework.words import SIDES
from alongside.kernel.actor import Actor
from alongside.web.components import Crumb


def at_panel(actor: Actor, name: str, ref: str) -> str:
    return reverse(f"casework:{name}", args=[actor.area_slug, ref])


def panel_crumbs(actor: Actor, *further: Crumb) -> tuple[Crumb, ...]:
    """By way of the cases for those who read some."""
    panels = Crumb("Panels", reverse("casework:panels", args=[actor.area_slug]))
    home = Crumb("Home", reverse("home", args=[actor.area_slug]))
    reads = any(actor.may_somewhere(each) for each in perms.READS)
    before = (home, Crumb("Cases", queue_address(actor))) if reads else (home,)
    return (*before, panels, *further)


def without_words(missing: Iterable[Side]) -> str:
    """
    >>> without_words([Side.HEALTH, Side.SOCIAL_CARE])
    'Without health and social care'
    """
    names = [SIDES[side].lower() for side in missing]
    *most, last = names
    return f"Without {', '.join(most)} and {last}" if most else f"Without {last}"
