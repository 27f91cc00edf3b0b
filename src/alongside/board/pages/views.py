"""The views of the board's work, as tabs, and the crumbs above them."""

from django.urls import reverse

from alongside.board import perms
from alongside.kernel.actor import Actor
from alongside.web.components import Crumb, Tab

VIEWS = (
    ("overview", "This month"),
    ("meetings", "Meetings"),
    ("reports", "Monthly reports"),
    ("challenges", "Challenges"),
    ("decisions", "Decisions"),
    ("contribution", "Contribution"),
    ("assurances", "Assurances"),
    ("activity", "Activity"),
    ("visits", "Visits"),
    ("packs", "Packs"),
    ("boards", "Boards"),
)
OPEN_TO_READERS_OF_PACKS = ("challenges", "packs")
"""Scrutiny sees its own recommendations among the challenges, and what was issued."""


def tabs(actor: Actor, *, current: str) -> tuple[Tab, ...]:
    """Those that this person may open."""
    reads_all = actor.may_somewhere(perms.VIEW)
    also = ("visits",) if actor.may_somewhere(perms.VISITS) else ()
    return tuple(
        Tab(title, reverse(f"board:{name}", args=[actor.area_slug]), is_current=name == current)
        for name, title in VIEWS
        if reads_all or name in (*OPEN_TO_READERS_OF_PACKS, *also)
    )


def crumbs(actor: Actor, *rest: Crumb) -> tuple[Crumb, ...]:
    """From the home page down; the last one is this page."""
    area = [actor.area_slug]
    first = "overview" if actor.may_somewhere(perms.VIEW) else "packs"
    return (
        Crumb("Home", reverse("home", args=area)),
        Crumb("Board", reverse(f"board:{first}", args=area)),
        *rest,
    )
