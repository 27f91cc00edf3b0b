"""Finding a version of an EHC plan before something in it changes. Not there and not theirs are the same."""

from datetime import date

from alongside.casework import perms
from alongside.casework.finding import find_case
from alongside.casework.models import PlanPart, PlanVersion
from alongside.casework.rules.plans.codes import VersionState
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal

LOCKED = "This version was issued. It is never changed: begin the next version."
GONE = "This version was discarded. Begin another."


def find_version(actor: Actor, ref: str, *, today: date, needs: str = perms.RECORD) -> PlanVersion:
    """Locked with its case until the transaction ends. Raises Hidden, and Refusal for what is not being
    written.
    """
    versions = PlanVersion.objects.visible_to(actor)
    case_ref = versions.filter(ref=ref).values_list("case__ref", flat=True).first()
    if case_ref is None:
        raise Hidden("version")
    actor.check_may(needs, case_ref=case_ref)
    case = find_case(actor, case_ref, today=today)
    found: PlanVersion = versions.select_for_update(of=("self",)).get(ref=ref)
    found.case = case
    check_being_written(found)
    return found


def find_part(actor: Actor, ref: str, *, today: date) -> tuple[PlanVersion, PlanPart]:
    """The part with its version, locked. Raises Hidden, and Refusal for what was issued."""
    row = PlanPart.objects.visible_to(actor).filter(ref=ref).values_list("plan__ref", flat=True)
    plan_ref = row.first()
    if plan_ref is None:
        raise Hidden("part")
    plan = find_version(actor, plan_ref, today=today)
    found: PlanPart | None = plan.parts.select_for_update().filter(ref=ref).first()
    if found is None:
        raise Hidden("part")
    return plan, found


def check_being_written(plan: PlanVersion) -> None:
    """Raises Refusal."""
    if plan.state == VersionState.ISSUED:
        raise Refusal(LOCKED)
    if plan.state == VersionState.DISCARDED:
        raise Refusal(GONE)
