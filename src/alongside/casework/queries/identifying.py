"""By what a child and their family could be known in a text: for hiding it before others read the text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from alongside.casework.models import Case, ChildSetting, PlanPart
from alongside.casework.rules.plans.codes import PartKind
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden

POST_FOR_NAME = "The "
"""Whoever is registered by their post, such as “The EHC Coordinator”, is told by no name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifying:
    """``children`` are the names of the child; ``people`` those of the family and of whoever works with them;
    ``places`` are schools and other places of education; ``numbers`` those of the NHS, schools and our case.
    """

    children: tuple[str, ...]
    people: tuple[str, ...]
    places: tuple[str, ...]
    addresses: tuple[str, ...]
    postcodes: tuple[str, ...]
    contacts: tuple[str, ...]
    numbers: tuple[str, ...]
    born_on: date


def identifying(actor: Actor, *, case_ref: str, today: date) -> Identifying:
    """Raises Hidden for a case that the actor may not read."""
    settings = ChildSetting.objects.in_area(actor.area_id).select_related("school")
    case = (
        Case.objects.open_to(actor, today=today)
        .select_related("child__school")
        .prefetch_related(
            "child__names",
            "child__contacts",
            "child__addresses",
            Prefetch("child__settings", settings),
        )
        .filter(ref=case_ref)
        .first()
    )
    if case is None:
        raise Hidden("case")
    child, contacts = case.child, list(case.child.contacts.all())
    written = _written(actor, case)
    addresses = list(child.addresses.all())
    return Identifying(
        children=_once(_names(child)),
        people=_once([*(each.name for each in contacts), *_workers(case), *written.people]),
        places=_once([*_places(child), *written.places]),
        addresses=_once(
            [*(each.address for each in addresses), *(each.address for each in contacts)]
        ),
        postcodes=_once(each.postcode for each in addresses),
        contacts=_once(text for each in contacts for text in (each.email, each.phone)),
        numbers=_once([child.nhs_number, child.upn, child.uln, case.number]),
        born_on=child.born_on,
    )


@dataclass(frozen=True, slots=True)
class _Written:
    """Whom and what the EHC plans of the case name in boxes of their own."""

    people: tuple[str, ...]
    places: tuple[str, ...]


def _written(actor: Actor, case: Case) -> _Written:
    """Section I names a school before the child goes there; section K and others name who wrote."""
    boxes = {PartKind.ADVICE: "author", PartKind.AGREEMENT: "agreed_by"}
    kinds = [each.value for each in (*boxes, PartKind.PLACEMENT)]
    rows = PlanPart.objects.visible_to(actor).filter(plan__case=case, kind__in=kinds)
    found = list(rows.values_list("kind", "body"))
    people = [
        body.get(boxes[PartKind(kind)], "") for kind, body in found if kind != PartKind.PLACEMENT
    ]
    places = [body.get("institution", "") for kind, body in found if kind == PartKind.PLACEMENT]
    return _Written(tuple(people), tuple(places))


def _names(child: Any) -> Iterator[str]:
    yield f"{child.given_names} {child.family_name}"
    yield child.known_as
    yield from (each.name for each in child.names.all())


def _places(child: Any) -> Iterator[str]:
    if child.school is not None:
        yield child.school.name
    for each in child.settings.all():
        yield each.school.name if each.school else each.place


def _workers(case: Any) -> Iterator[str]:
    """Whoever holds, or held, a post that has the case."""
    for each in case.assignments.select_related("post").prefetch_related("post__holdings__person"):
        for holding in each.post.holdings.all():
            if not holding.person.name.startswith(POST_FOR_NAME):
                yield holding.person.name


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in texts if text and text.strip()))
