"""Who may be here already: somebody of that birth date and a close name, or of the same NHS number. A person
decides whether it is the same child.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from alongside.casework.models import Case, Child
from alongside.casework.queries.queue import name_of
from alongside.casework.rules.merging import KnownChild, named_alike
from alongside.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class AlikeCase:
    """``ref`` is empty for a case that the actor may not read."""

    ref: str
    words: str


def cases_alike(
    actor: Actor, who: KnownChild, *, today: date, nhs_number: str = ""
) -> tuple[AlikeCase, ...]:
    """Names are compared by the same rule as those of two cases that may be one."""
    same = Q(born_on=who.born_on)
    if nhs_number:
        same |= Q(nhs_number=nhs_number)
    rows = Child.objects.visible_to(actor).filter(same).select_related("case")
    found = [each for each in rows if _is_alike(who, each, nhs_number)]
    mine = Case.objects.open_to(actor, today=today).filter(child__in=found)
    is_open = set(mine.values_list("ref", flat=True))
    return tuple(_case(each, is_open=each.case.ref in is_open) for each in found)


def known_child(row: Any, case_ref: str = "") -> KnownChild:
    """Of a record that has names and a birth date."""
    return KnownChild(
        case_ref=case_ref,
        number="",
        given_names=row.given_names,
        family_name=row.family_name,
        known_as=getattr(row, "known_as", ""),
        born_on=row.born_on,
    )


def _is_alike(who: KnownChild, child: Child, nhs_number: str) -> bool:
    if nhs_number and child.nhs_number == nhs_number:
        return True
    return child.born_on == who.born_on and named_alike(who, known_child(child, child.case.ref))


def _case(child: Child, *, is_open: bool) -> AlikeCase:
    if not is_open:
        return AlikeCase(
            "", "Somebody in a case that you may not read. Ask the head of SEND to file this."
        )
    return AlikeCase(child.case.ref, f"{name_of(child)}, case {child.case.number}")
