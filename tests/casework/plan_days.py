"""An EHC plan from its draft to its sending, on the days on which tests expect it."""

from datetime import UTC, datetime

from alongside.casework.models import Case, PlanVersion
from alongside.casework.operations import plans
from alongside.casework.rules.plans.codes import VersionKind
from alongside.casework.rules.plans.parts import Placement
from alongside.kernel.actor import Actor
from tests.casework.plan_factories import begin

DRAFTED = datetime(2025, 6, 9, 10, tzinfo=UTC)
SENT = datetime(2025, 7, 14, 10, tzinfo=UTC)
SCHOOL = Placement(named="institution", institution="Example Primary", type="Mainstream primary")


def send_draft(actor: Actor, plan: PlanVersion, at: datetime = DRAFTED) -> PlanVersion:
    plan.refresh_from_db()
    return plans.issue_draft(
        actor=actor, at=at, version_ref=plan.ref, expected_version=plan.version
    )


def send_final(actor: Actor, plan: PlanVersion, at: datetime = SENT) -> PlanVersion:
    plan.refresh_from_db()
    return plans.issue_final(
        actor=actor, at=at, version_ref=plan.ref, expected_version=plan.version
    )


def again(officer: Actor, case: Case) -> PlanVersion:
    return begin(officer, case, VersionKind.DRAFT, at=DRAFTED)
