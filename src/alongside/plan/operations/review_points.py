"""How many review points embedded needs: anybody who edits the action plan may raise the number; only
those who consent to date changes may lower it, and they say why.
"""

from datetime import datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.ledger.operations import record
from alongside.people.finding import find
from alongside.people.versions import apply, check_version
from alongside.plan import perms
from alongside.plan.models import Statement
from alongside.plan.review_points import keep_points_change
from alongside.plan.rules.embedding import check_may_lower_points

LABELS = {"embedded_review_points": "Review points for embedded"}


@transaction.atomic
def lower_review_points(
    *,
    actor: Actor,
    at: datetime,
    statement_ref: str,
    expected_version: int,
    points: int,
    reason: str,
) -> Statement:
    """The number before, the number after and the reason stay readable under what changed."""
    actor.check_may(perms.CONSENT)
    statement = find(Statement, actor, statement_ref)
    before = statement.embedded_review_points
    wanted = {"embedded_review_points": points}
    check_version(statement, expected_version, wanted=wanted, labels=LABELS)
    check_may_lower_points(before, points, reason)
    apply(statement, wanted)
    keep_points_change(actor, at, statement, before, reason.strip())
    record(
        actor=actor,
        at=at,
        verb="plan.lower_review_points",
        subject="plan.statement",
        subject_ref=statement.ref,
        detail={"before": before, "after": points},
    )
    return statement
