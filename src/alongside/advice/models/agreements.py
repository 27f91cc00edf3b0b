"""What the commissioning body did not agree to in section G of an EHC plan, and why."""

from django.db import models
from django.db.models import Q

from alongside.people.scoping import AreaRecord


class AgreementRefused(AreaRecord):
    """``of`` is the digest of the rows it was refused for: once section G is changed, it is asked anew. An
    agreement stands in the EHC plan itself.
    """

    plan = models.ForeignKey(
        "casework.PlanVersion", on_delete=models.PROTECT, related_name="agreements_refused"
    )
    of = models.CharField(max_length=64)
    body = models.CharField(max_length=200)
    refused_by = models.CharField(max_length=200)
    role = models.CharField(max_length=200)
    refused_on = models.DateField()
    reasons = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reasons=""),
                name="advice_agreement_refused_why",
                violation_error_message="Say what you do not agree to, and why.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "plan", "of", "body", "role", "refused_on", "recorded_at", "recorded_by",
        )  # fmt: skip
        personal = {"refused_by": "an invented name"}
        special = {"reasons": "words of our own"}

    def __str__(self) -> str:
        return f"Refused {self.plan_id}"
