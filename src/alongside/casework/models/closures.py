"""When a school, college or early years provider is closed, as it gave it, and for which time that is known."""

from django.db import models
from django.db.models import F, Q

from alongside.people.scoping import AreaRecord


class SchoolClosures(AreaRecord):
    """One list, given at one time. The latest counts; the earlier stay. ``covered_until`` and the end of each time in
    ``closed`` are the first days after it. ``closed`` holds pairs of days, as texts.
    """

    school = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    covered_from = models.DateField()
    covered_until = models.DateField()
    closed = models.JSONField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(covered_until__gt=F("covered_from")),
                name="casework_closures_in_order",
                violation_error_message="The last day comes after the first.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "school", "covered_from", "covered_until", "closed", "given_at",
            "given_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)
