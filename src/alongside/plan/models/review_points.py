"""How many review points embedded needs, and every change of that number: it decides what counts as
done for good, so nobody lowers it without the chair and a reason.
"""

from django.db import models
from django.db.models import F, Q

from alongside.people.scoping import AreaRecord
from alongside.plan.models.statements import Statement


class ReviewPointChange(AreaRecord):
    """The number before and after. A lower one has a reason."""

    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, related_name="review_point_changes"
    )
    old_points = models.PositiveSmallIntegerField()
    new_points = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["statement", "changed_at"], name="plan_review_points_when")]
        constraints = [
            models.CheckConstraint(
                condition=Q(new_points__gte=F("old_points")) | ~Q(reason=""),
                name="plan_review_points_lowered_with_reason",
                violation_error_message="Say why fewer review points are enough.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "statement", "old_points", "new_points")
        staff = ("changed_at", "changed_by")
        personal = {"reason": "words of our own"}

    def __str__(self) -> str:
        return f"{self.old_points} to {self.new_points}"
