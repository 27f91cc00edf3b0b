"""Section G that waits for the commissioning body’s agreement, at the single point of access; and what that
body did not agree to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside.advice import perms
from alongside.advice.models import AgreementRefused
from alongside.advice.queries.unchecked import FINAL_PLAN
from alongside.casework.plans.reading import parts_of
from alongside.casework.queries.health_agreements import (
    WaitingAgreement,
    health_agreements_waiting,
)
from alongside.casework.rules.plans.parts import digest_of_health
from alongside.casework.rules.plans.standing import agreement_in
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Hidden
from alongside.people.queries import posts_held_by, posts_of


@dataclass(frozen=True, slots=True)
class RefusedView:
    body: str
    by: str
    role: str
    on: date
    reasons: str


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


def refused_for(actor: Actor, waiting: Sequence[WaitingAgreement]) -> dict[str, RefusedView]:
    """By the ref of the case: what was refused as it stands now. One query."""
    now = {(each.version_ref, each.of): each.case_ref for each in waiting}
    rows = AgreementRefused.objects.in_area(actor.area_id).filter(
        plan__ref__in=[each.version_ref for each in waiting]
    )
    found = rows.order_by("id").values_list(
        "plan__ref", "of", "body", "refused_by", "role", "refused_on", "reasons"
    )
    return {
        now[version, of]: RefusedView(*told) for version, of, *told in found if (version, of) in now
    }


def refused_in(area_id: int, step: str, case_ref: str) -> Sequence[str]:
    """Why the commissioning body did not agree to section G as it stands: for whoever would send the final
    EHC plan.
    """
    if step != FINAL_PLAN:
        return ()
    rows = AgreementRefused.objects.in_area(area_id).filter(plan__case__ref=case_ref)
    last = rows.select_related("plan").order_by("-id").first()
    if last is None or not _stands(last):
        return ()
    day = day_in_words(last.refused_on)
    return (f"{last.body} did not agree to section G on {day}: {last.reasons}",)


def _stands(refused: AgreementRefused) -> bool:
    """Until section G is changed, or agreed to after all."""
    parts = parts_of(refused.plan)
    now, agreement = digest_of_health(parts), agreement_in(parts)
    return refused.of == now and (agreement is None or agreement.of != now)


def answers_for(actor: Actor, *, today: date) -> tuple[str, str]:
    """The body and the role of the first post that this person holds; empty for none."""
    held = posts_of(actor).filter(pk__in=posts_held_by(actor, today)).select_related("organisation")
    post = held.order_by("pk").first()
    return (post.organisation.name, post.title) if post else ("", "")
