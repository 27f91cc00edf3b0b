"""The views of one action plan, as tabs, and the crumbs above them."""

from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.plan.queries.values import StatementHead
from alongside.web.components import Crumb, Tab

VIEWS = (
    ("statement", "On a page"),
    ("timeline", "Timeline"),
    ("history", "Progress by date"),
    ("changes", "Changes"),
    ("unmoved", "Not moved"),
    ("overdue", "Late"),
    ("ownerless", "A lead is missing"),
    ("risks", "Risks"),
    ("workstreams", "Workstreams"),
    ("document", "Document"),
)


def tabs(actor: Actor, head: StatementHead, *, current: str) -> tuple[Tab, ...]:
    return tuple(
        Tab(
            title,
            reverse(f"plan:{name}", args=[actor.area_slug, head.ref]),
            is_current=name == current,
        )
        for name, title in VIEWS
    )


def crumbs(actor: Actor, *rest: Crumb) -> tuple[Crumb, ...]:
    """From the home page down; the last one is this page."""
    area = [actor.area_slug]
    return (
        Crumb("Home", reverse("home", args=area)),
        Crumb("Action plans", reverse("plan:statements", args=area)),
        *rest,
    )


def line_address(actor: Actor, ref: str) -> str:
    return reverse("plan:line", args=[actor.area_slug, ref])
