"""The limits of one case that a ground may excuse."""

from collections.abc import Mapping
from datetime import date

from alongside.casework.models import Case, CaseDuty
from alongside.casework.rules.relying import limits_with_grounds
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor
from alongside.law.provisions import Provision


def excusable(actor: Actor, *, case_ref: str, today: date) -> Mapping[str, Provision]:
    """By rule, in the order of the law's files; empty for a case that the actor may not read."""
    mine = Case.objects.open_to(actor, today=today).filter(ref=case_ref)
    there = CaseDuty.objects.in_area(actor.area_id).filter(case__in=mine, due_on__isnull=False)
    rules = set(there.values_list("rule", flat=True))
    return {
        code: each
        for code, each in limits_with_grounds(clock_of_the_law().rules).items()
        if code in rules
    }
