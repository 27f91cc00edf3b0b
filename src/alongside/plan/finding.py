"""Finding a line, and its evidence, as the actor before an operation changes them."""

from collections.abc import Sequence

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.people.finding import find
from alongside.people.scoping import AreaQuerySet
from alongside.plan.models import Evidence, Lead, Line


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


def standing_evidence(line: Line, refs: Sequence[str]) -> list[Evidence]:
    """The line's named evidence, none of it withdrawn. Raises Refusal if a name does not stand."""
    return _named(Evidence.objects.in_area(line.area_id).filter(line=line), refs)


def standing_evidence_of(actor: Actor, refs: Sequence[str]) -> list[Evidence]:
    """The same among all evidence of the actor's area."""
    return _named(Evidence.objects.visible_to(actor), refs)


def _named(among: AreaQuerySet, refs: Sequence[str]) -> list[Evidence]:
    wanted = list(dict.fromkeys(refs))
    found = list(among.filter(ref__in=wanted, withdrawal=None).order_by("id"))
    if len(found) != len(wanted):
        raise Refusal(
            "Some of the evidence has been withdrawn or belongs elsewhere. Choose again.",
            field="evidence",
        )
    return found
