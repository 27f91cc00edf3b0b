"""A day of a step that was written down wrongly: what it said, what it says now, and why."""

from django.db import models
from django.db.models import F, Q

from alongside.advice.models.requests import AdviceStep
from alongside.people.scoping import AreaRecord


class DayCorrected(AreaRecord):
    """The step stays as it was recorded. Its day is that of the last correction. ``shown_by``: what shows it."""

    step = models.ForeignKey(AdviceStep, on_delete=models.PROTECT, related_name="corrections")
    was_on = models.DateField()
    now_on = models.DateField()
    why = models.TextField()
    shown_by = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(now_on=F("was_on")),
                name="advice_day_corrected_to_another",
                violation_error_message="This is the day that it has already.",
            ),
            models.CheckConstraint(
                condition=~Q(why="") & ~Q(shown_by=""),
                name="advice_day_corrected_says_why",
                violation_error_message="Say what was wrong, and what shows the right day.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "step", "was_on", "now_on", "recorded_at", "recorded_by")
        special = {"why": "words of our own", "shown_by": "words of our own"}

    def __str__(self) -> str:
        return f"day of {self.step_id}"
