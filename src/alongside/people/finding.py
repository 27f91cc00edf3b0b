"""Finding records as the actor: not there and not theirs are the same.

What is found for a change is locked until the transaction ends.
"""

from typing import Any, TypeVar

from django.db.models import Max

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.models import Post
from alongside.people.queries import post
from alongside.people.scoping import NamedAreaRecord

Record = TypeVar("Record", bound=NamedAreaRecord)


def find(model: type[Record], actor: Actor, ref: str) -> Record:
    """The record of that public name in the actor's area, locked. Raises Hidden."""
    found: Record | None = (
        model.objects.visible_to(actor).select_for_update(of=("self",)).filter(ref=ref).first()
    )
    if found is None:
        raise Hidden(model.__name__)
    return found


def found(model: type[Record], actor: Actor, ref: str, *related: str) -> Record:
    """The record of that public name in the actor's area, to be looked at. Raises Hidden."""
    row: Record | None = (
        model.objects.visible_to(actor).select_related(*related).filter(ref=ref).first()
    )
    if row is None:
        raise Hidden(model.__name__)
    return row


def find_post(actor: Actor, ref: str) -> Post | None:
    """The post of that name in the area; None for an empty name. Raises Hidden."""
    return post(actor, ref) if ref else None


def next_order(siblings: Any) -> int:
    """The place after the last of the siblings."""
    last: int | None = siblings.aggregate(last=Max("order"))["last"]
    return (last or 0) + 1
