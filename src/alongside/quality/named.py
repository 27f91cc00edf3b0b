"""Whom words of learning may not tell of: everybody around what was audited, or found by a sweep.

Children who were never drawn or found are not looked for: whoever writes would learn from the refusal that a
child of that name has a case here. The boxes ask for no name instead.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from alongside.kernel.actor import Actor
from alongside.people.queries import own_area
from alongside.quality.models import Audit, DrawnItem, Sweep
from alongside.quality.rules.redacting.known import Known

_CHILD = ("given_names", "family_name", "known_as", "names__name", "contacts__name")
_WROTE = ("author__name", "submission__author_name")


def known_in_audit(audit: Audit) -> Known:
    """The child by name, number and date of birth, the people around them, and whoever wrote or marked it."""
    item: Any = audit.item
    case, child = item.case, item.case.child
    contacts = list(child.contacts.all())
    wrote = (item.author, item.submission)
    return Known(
        child=_once(
            [_whole(child.given_names, child.family_name), child.known_as, *_earlier(child)]
        ),
        people=_once(
            [
                *(each.name for each in contacts),
                wrote[0].name if wrote[0] else "",
                wrote[1].author_name if wrote[1] else "",
                audit.auditor.name,
            ]
        ),
        numbers=_once([case.number, child.upn, child.nhs_number, child.uln]),
        emails=_once(each.email for each in contacts),
        telling_days=(child.born_on,),
        public=_public(audit.area.name),
    )


def known_in_audits(actor: Actor) -> Known:
    """By name, everybody around all that was drawn for an audit in the area. Whoever calls has asked whether
    this person keeps lessons or decides on them.
    """
    rows = DrawnItem.objects.in_area(actor.area_id).order_by()
    fields = (*(f"case__child__{each}" for each in _CHILD), *_WROTE)
    marked = Audit.objects.in_area(actor.area_id).order_by().values_list("auditor__name")
    found = list(rows.values_list(*fields).distinct())
    people = [*_others(found), *(name for (name,) in marked.distinct())]
    return Known(child=_children(found), people=_once(people), public=_public(own_area(actor).name))


def known_in_sweep(sweep: Sweep) -> Known:
    """By name, everybody around the cases that it found."""
    fields = [f"case__child__{each}" for each in _CHILD]
    found = list(sweep.candidates.order_by().values_list(*fields).distinct())
    public = _public(sweep.area.name)
    return Known(child=_children(found), people=_once(_others(found)), public=public)


def _public(area: str) -> tuple[str, ...]:
    """ "City of York" and "York": everybody may read which council it is."""
    return (area, *area.split())


def _earlier(child: Any) -> Iterator[str]:
    return (each.name for each in child.names.all())


def _children(rows: Iterable[Sequence[str | None]]) -> tuple[str, ...]:
    return _once(_whole(each[0], each[1]) for each in rows)


def _others(rows: Iterable[Sequence[str | None]]) -> Iterator[str | None]:
    return (each for row in rows for each in row[2:])


def _whole(given: str | None, family: str | None) -> str:
    return f"{given or ''} {family or ''}"


def _once(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in texts if text and text.strip()))
