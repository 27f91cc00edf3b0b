"""Keeping the trace of a changed number of review points, in the change's own transaction."""

from datetime import datetime

from alongside.kernel.actor import Actor
from alongside.plan.models import ReviewPointChange, Statement


def keep_points_change(
    actor: Actor, at: datetime, statement: Statement, before: int, reason: str = ""
) -> None:
    """Nothing when the number is the same as before."""
    if statement.embedded_review_points != before:
        ReviewPointChange.objects.create(
            area_id=actor.area_id,
            statement=statement,
            old_points=before,
            new_points=statement.embedded_review_points,
            reason=reason,
            changed_at=at,
            changed_by_id=actor.person_id,
        )
