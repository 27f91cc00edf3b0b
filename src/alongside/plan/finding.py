"""Finding records as the actor before an operation changes them: not there and not theirs are
the same.

What is found for a change is locked until the transaction ends.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Max

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.people.models import Post
from alongside.people.queries import post
from alongside.people.scoping import NamedAreaRecord
from alongside.plan.models import Evidence, Lead, Line
from alongside.web.clock import LONDON

Record = TypeVar("Record", bound=NamedAreaRecord)


def london_day(at: datetime) -> date:
    """The day in London on which something was done."""
    return at.astimezone(LONDON).date()


def find(model: type[Record], actor: Actor, ref: str) -> Record:
    """The record of that public name in the actor's area, locked. Raises Hidden."""
    found: Record | None = (
        model.objects.visible_to(actor).select_for_update(of=("self",)).filter(ref=ref).first()
    )
    if found is None:
        raise Hidden(model.__name__)
    return found


def find_line(actor: Actor, ref: str, *, permission: str) -> Line:
    """A locked line on which the actor has the permission: for the whole area, or because the
    organisation it was given for leads the line."""
    line = find(Line, actor, ref)
    check_may_on_line(actor, permission, line)
    return line


def check_may_on_line(actor: Actor, permission: str, line: Line) -> None:
    organisations = actor.organisations_for(permission)
    if organisations is None:
        return
    leads = Lead.objects.visible_to(actor).filter(line=line, lead_until=None)
    if not leads.filter(post__organisation_id__in=organisations).exists():
        raise Hidden(permission)


def find_post(actor: Actor, ref: str) -> Post | None:
    """The post of that name in the area; None for an empty name. Raises Hidden."""
    return post(actor, ref) if ref else None


def standing_evidence(line: Line, refs: Sequence[str]) -> list[Evidence]:
    """The line's named evidence, none of it withdrawn. Raises Refusal if a name does not stand."""
    wanted = list(dict.fromkeys(refs))
    found = list(
        Evidence.objects.in_area(line.area_id)
        .filter(line=line, ref__in=wanted, withdrawal=None)
        .order_by("id")
    )
    if len(found) != len(wanted):
        raise Refusal(
            "Some of the evidence has been withdrawn or belongs elsewhere. Choose again.",
            field="evidence",
        )
    return found


def next_order(siblings: Any) -> int:
    """The place after the last of the siblings."""
    last: int | None = siblings.aggregate(last=Max("order"))["last"]
    return (last or 0) + 1
