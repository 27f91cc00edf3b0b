"""Areas, organisations and people for tests, made by the real operations."""

from datetime import UTC, datetime

from alongside.kernel.actor import Actor, system_actor
from alongside.people import operations, perms
from alongside.people.models import LocalArea, Organisation, Person

AT = datetime(2021, 3, 1, 9, 0, tzinfo=UTC)


def operator(area: LocalArea | None = None, *extra: str) -> Actor:
    return system_actor(
        name="operator",
        area_id=area.pk if area else 0,
        area_slug=area.slug if area else "",
        permissions={perms.EDIT, perms.CREATE_AREA, *extra},
    )


def make_area(slug: str = "york", name: str = "City of York") -> LocalArea:
    return operations.create_area(actor=operator(), at=AT, slug=slug, name=name)


def make_organisation(
    area: LocalArea, name: str = "City of York Council", kind: str = "council", **codes: str
) -> Organisation:
    return operations.register_organisation(
        actor=operator(area), at=AT, name=name, kind=kind, **codes
    )


def make_person(area: LocalArea, name: str = "Ada Okafor", email: str = "") -> Person:
    return operations.register_person(actor=operator(area), at=AT, name=name, email=email)
