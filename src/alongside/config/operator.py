"""Who acts when an operator types a command at the machine."""

from alongside.access import perms as access_perms
from alongside.advice import perms as advice_perms
from alongside.board import perms as board_perms
from alongside.casework import perms as casework_perms
from alongside.kernel.actor import Actor, system_actor
from alongside.kernel.refusals import Refusal
from alongside.measures import perms as measures_perms
from alongside.people import perms as people_perms
from alongside.people.models import LocalArea
from alongside.people.queries import area_by_slug
from alongside.plan import perms as plan_perms

NAME = "operator"
MAY = (
    *people_perms.MEANINGS,
    access_perms.GRANT,
    access_perms.ADMINISTER,
    plan_perms.VIEW,
    plan_perms.EDIT,
    plan_perms.IMPORT,
    board_perms.VIEW,
    board_perms.RUN,
    casework_perms.BRING_OVER,
    casework_perms.REBUILD,
    casework_perms.TERM_DATES,
    advice_perms.EXCHANGE,
    measures_perms.VIEW,
    measures_perms.IMPORT,
)


def operator_anywhere() -> Actor:
    """For making a local area, before there is one to act in."""
    return system_actor(name=NAME, area_id=0, area_slug="", permissions=MAY)


def operator_in(area: LocalArea) -> Actor:
    return system_actor(name=NAME, area_id=area.pk, area_slug=area.slug, permissions=MAY)


def area_named(slug: str) -> LocalArea:
    """Raises Refusal when there is no such area."""
    area = area_by_slug(slug)
    if area is None:
        raise Refusal(f"There is no local area {slug!r}. See: alongside area list")
    return area
