"""Breadcrumbs and tabs that the pages of this room share."""

from django.urls import reverse

from alongside.access import perms
from alongside.kernel.actor import Actor
from alongside.web.components import Crumb, Tab

TABS = (
    ("People with access", "access:grants", perms.GRANT),
    ("Accounts", "access:accounts", perms.ADMINISTER),
    ("Emergency access", "access:emergencies", perms.SEE_EMERGENCIES),
)


def crumbs(actor: Actor, *rest: Crumb) -> tuple[Crumb, ...]:
    return (Crumb("Home", f"/{actor.area_slug}/"), *rest)


def tabs(actor: Actor, current: str) -> tuple[Tab, ...]:
    return tuple(
        Tab(title, reverse(name, args=[actor.area_slug]), is_current=name == current)
        for title, name, permission in TABS
        if actor.may_somewhere(permission)
    )
