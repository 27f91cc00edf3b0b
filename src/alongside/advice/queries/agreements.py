"""Section G that waits for the commissioning body’s agreement, at the single point of access."""

from alongside.advice import perms
from alongside.casework.queries.health_agreements import (
    WaitingAgreement,
    health_agreements_waiting,
)
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden


def agreements_waiting(actor: Actor) -> tuple[WaitingAgreement, ...]:
    """For whoever looks after health, the longest waiting first. Raises Hidden."""
    actor.check_may(perms.OVERSEE_HEALTH)
    return health_agreements_waiting(actor)


def agreement_waiting(actor: Actor, *, case_ref: str) -> WaitingAgreement:
    """Raises Hidden for a case in which nothing waits."""
    found = next((each for each in agreements_waiting(actor) if each.case_ref == case_ref), None)
    if found is None:
        raise Hidden("agreement")
    return found
