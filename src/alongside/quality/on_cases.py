"""Reading cases on behalf of a round: the same person, with leave for this one purpose. The ledger names them.

Whoever leads a round may not read the area’s cases. Drawing counts them, and an auditor reads the one that
was drawn for them.
"""

from collections.abc import Iterable
from dataclasses import replace

from alongside.advice import perms as advice
from alongside.casework import perms as casework
from alongside.kernel.actor import Actor, Holding, Scope

DRAWING = "Drawing a sample"
AUDITING = "An audit of what was drawn"


def as_drawer(actor: Actor) -> Actor:
    """May count every EHC plan, review and piece of health advice of the area, and names nobody."""
    return _lent(actor, {casework.ALL, advice.OVERSEE_HEALTH}, Scope(), DRAWING)


def for_case(actor: Actor, case_ref: str) -> Actor:
    """May read this one case."""
    return _lent(actor, {casework.OWN}, Scope(case_ref=case_ref), AUDITING)


def _lent(actor: Actor, permissions: Iterable[str], scope: Scope, purpose: str) -> Actor:
    holding = Holding("quality", frozenset(permissions), scope, purpose)
    return replace(actor, holdings=(*actor.holdings, holding))
