"""The views of the measures, as tabs, and the crumbs above them."""

from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.web.components import Crumb, Tab

TITLE = "Measures"
VIEWS = (
    ("dashboard", "Dashboard"),
    ("all_series", "Series of figures"),
    ("framework", "Outcomes framework"),
    ("impact", "Evidence of impact"),
    ("releases", "Published releases"),
)


def tabs(actor: Actor, *, current: str) -> tuple[Tab, ...]:
    return tuple(
        Tab(title, reverse(f"measures:{name}", args=[actor.area_slug]), is_current=name == current)
        for name, title in VIEWS
    )


def crumbs(actor: Actor, *rest: Crumb) -> tuple[Crumb, ...]:
    """From the home page down; the last one is this page."""
    area = [actor.area_slug]
    return (
        Crumb("Home", reverse("home", args=area)),
        Crumb(TITLE, reverse("measures:dashboard", args=area)),
        *rest,
    )
