"""How far a line has got: dated statuses with the evidence they name, and milestones.

A status is added, never overwritten: a mistake is corrected by a later row that names it.
"""

from django.db import models
from django.db.models import Q

from alongside.people.constraints import (
    one_of,
    paired,
    precision_field,
    whole_partial_date,
)
from alongside.people.scoping import AreaRecord, NamedAreaRecord
from alongside.plan.models.evidence import Evidence
from alongside.plan.models.lines import Line
from alongside.plan.models.statements import SourceDocument
from alongside.plan.rules.codes import Step


class ProgressColumn(AreaRecord):
    """A column of statuses in a published table: the month it stands for and its printed label."""

    source = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="columns")
    order = models.PositiveSmallIntegerField()
    column_on = models.DateField()
    column_precision = models.CharField(max_length=5, default="month")
    label = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["source", "order"]
        constraints = [
            whole_partial_date(field="column", name="plan_column_date_whole"),
            models.UniqueConstraint(
                fields=["source", "order"],
                name="plan_column_order_once",
                violation_error_message="There is already a column in this place.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "source", "order", "column_on", "column_precision", "label")

    def __str__(self) -> str:
        return self.label


class StatusEntry(NamedAreaRecord):
    """One dated status. The latest that no other entry corrects is the line's own word on itself.

    An entry ``as_published`` keeps its printed words; the evidence for it is not held here.
    """

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="statuses")
    code = models.CharField(max_length=20)
    status_on = models.DateField()
    status_precision = models.CharField(max_length=5, default="day")
    note = models.TextField(blank=True)
    forecast_on = models.DateField(null=True, blank=True)
    forecast_precision = precision_field()
    as_published = models.BooleanField(default=False)
    printed = models.CharField(max_length=200, blank=True)
    column = models.ForeignKey(
        ProgressColumn, on_delete=models.PROTECT, null=True, blank=True, related_name="statuses"
    )
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by_entry"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["line", "-status_on", "-id"], name="plan_status_latest"),
            models.Index(fields=["area", "recorded_at"], name="plan_status_recorded"),
        ]
        constraints = [
            one_of(field="code", codes=Step, name="plan_status_code"),
            whole_partial_date(field="status", name="plan_status_date_whole"),
            whole_partial_date(field="forecast", name="plan_status_forecast_whole"),
            models.CheckConstraint(
                condition=Q(as_published=True) | Q(printed="", column__isnull=True),
                name="plan_status_printed_words_are_published",
                violation_error_message=(
                    "Only a status from a published table has printed words and a column."
                ),
            ),
            models.UniqueConstraint(
                fields=["line", "column"],
                condition=Q(column__isnull=False),
                name="plan_status_column_once",
                violation_error_message="The line already has a status in this column.",
            ),
        ]

    class Privacy:
        public = (
            "id", "area", "ref", "line", "code", "status_on", "status_precision", "forecast_on",
            "forecast_precision", "as_published", "printed", "column", "corrects",
        )  # fmt: skip
        staff = ("recorded_at", "recorded_by")
        personal = {"note": "words of our own"}

    def __str__(self) -> str:
        return f"{self.code} on {self.status_on}"


class StatusEvidence(AreaRecord):
    """Evidence that a status names."""

    status = models.ForeignKey(StatusEntry, on_delete=models.PROTECT, related_name="evidence_links")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="status_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["status", "evidence"],
                name="plan_status_evidence_once",
                violation_error_message="The status already names this evidence.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "status", "evidence")

    def __str__(self) -> str:
        return f"{self.evidence_id} for {self.status_id}"


class Milestone(NamedAreaRecord):
    """A step on the way, with its own date."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="milestones")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    due_precision = precision_field()
    done_on = models.DateField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["line", "order"]
        constraints = [
            whole_partial_date(field="due", name="plan_milestone_due_whole"),
            paired(
                fields=("done_on", "completed_at"),
                name="plan_milestone_done_recorded",
                sentence="A milestone that is done has a day and a record of who said so.",
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=False) | Q(completed_by__isnull=True),
                name="plan_milestone_done_at_and_by",
                violation_error_message="Say when the milestone was recorded as done.",
            ),
            models.UniqueConstraint(
                fields=["line", "order"],
                name="plan_milestone_order_once",
                violation_error_message="There is already a milestone in this place.",
            ),
        ]

    class Privacy:
        public = (
            "id",
            "area",
            "ref",
            "line",
            "order",
            "text",
            "due_on",
            "due_precision",
            "done_on",
        )
        staff = ("completed_at", "completed_by", "version")

    def __str__(self) -> str:
        return f"Milestone {self.order} of {self.line_id}"
