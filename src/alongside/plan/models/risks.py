"""What may go wrong and what has: risks and issues, assessed again and again, and the lines they
touch.
"""

from django.db import models
from django.db.models import Q

from alongside.people.constraints import one_of
from alongside.people.scoping import AreaRecord, NamedAreaRecord
from alongside.plan.models.lines import Line
from alongside.plan.models.statements import Statement
from alongside.plan.rules.codes import RiskKind


class Risk(NamedAreaRecord):
    """A risk, which may happen, or an issue, which has happened."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="risks")
    kind = models.CharField(max_length=5)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    mitigation = models.TextField(blank=True)
    owner_post = models.ForeignKey(
        "people.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    review_on = models.DateField(null=True, blank=True)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_on = models.DateField(null=True, blank=True)
    closing_words = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["area", "review_on"], name="plan_risk_review")]
        constraints = [
            one_of(field="kind", codes=RiskKind, name="plan_risk_kind"),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="plan_risk_has_title",
                violation_error_message="Give the risk or issue a title.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, closing_words="")
                | (Q(closed_on__isnull=False) & ~Q(closing_words="")),
                name="plan_risk_closed_with_words",
                violation_error_message="Say why the risk or issue is closed.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "statement", "kind", "owner_post", "review_on", "raised_at",
            "raised_by", "closed_on", "version",
        )  # fmt: skip
        personal = {
            "title": "words of our own",
            "description": "empty",
            "mitigation": "empty",
            "closing_words": "words of our own",
        }

    def __str__(self) -> str:
        return self.title


class RiskAssessment(AreaRecord):
    """Likelihood and impact, each 1 to 5, before and after what is done about it, on a day."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="assessments")
    assessed_on = models.DateField()
    likelihood_before = models.PositiveSmallIntegerField()
    impact_before = models.PositiveSmallIntegerField()
    likelihood_after = models.PositiveSmallIntegerField()
    impact_after = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["risk", "-assessed_on", "-id"], name="plan_assessment_latest")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    likelihood_before__range=(1, 5),
                    impact_before__range=(1, 5),
                    likelihood_after__range=(1, 5),
                    impact_after__range=(1, 5),
                ),
                name="plan_assessment_one_to_five",
                violation_error_message="Give likelihood and impact as whole numbers from 1 to 5.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "risk", "assessed_on", "likelihood_before", "impact_before",
            "likelihood_after", "impact_after", "recorded_at", "recorded_by",
        )  # fmt: skip
        personal = {"note": "empty"}

    def __str__(self) -> str:
        return f"{self.risk_id} on {self.assessed_on}"


class RiskLine(AreaRecord):
    """A line that a risk or issue touches."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="line_links")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="risk_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["risk", "line"],
                name="plan_risk_line_once",
                violation_error_message="The risk is already linked to this line.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "risk", "line")

    def __str__(self) -> str:
        return f"{self.risk_id} on {self.line_id}"
