"""What each outcome promises to show: measures of success with their targets, and impact
statements.
"""

from django.db import models
from django.db.models import Q

from alongside.measures.codes import Comparator
from alongside.people.constraints import one_of, precision_field, whole_partial_date
from alongside.people.scoping import AreaRecord, NamedAreaRecord
from alongside.plan.models.lines import Line
from alongside.plan.models.statements import SourceDocument
from alongside.plan.rules.codes import DateRole, MeasureKind, PrintedComparator


class MeasureOfSuccess(NamedAreaRecord):
    """A measure as promised. ``line`` is the outcome; ``action`` the action that it stands beside.

    ``date_on`` of a month is its last day when the role is "by" and its first when it is "from".
    """

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="measures")
    action = models.ForeignKey(
        Line, on_delete=models.PROTECT, null=True, blank=True, related_name="action_measures"
    )
    reference = models.CharField(max_length=30)
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    kind = models.CharField(max_length=12)
    target_value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    comparator = models.CharField(max_length=10, blank=True)
    printed_comparator = models.CharField(max_length=2, blank=True)
    quantifier = models.CharField(max_length=10, blank=True)
    date_on = models.DateField(null=True, blank=True)
    date_precision = precision_field()
    date_role = models.CharField(max_length=4, blank=True)
    measure_type = models.CharField(max_length=60, blank=True)
    table_row = models.CharField(max_length=100, blank=True)
    action_part_printed = models.CharField(max_length=20, blank=True)
    counted_by = models.CharField(max_length=200, blank=True)
    series = models.ForeignKey(
        "measures.Series", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["line", "order"]
        constraints = [
            one_of(field="kind", codes=MeasureKind, name="plan_measure_kind"),
            one_of(
                field="comparator", codes=Comparator, name="plan_measure_comparator", blank=True
            ),
            one_of(
                field="printed_comparator",
                codes=PrintedComparator,
                name="plan_measure_printed_comparator",
                blank=True,
            ),
            one_of(field="quantifier", codes=("all",), name="plan_measure_quantifier", blank=True),
            one_of(field="date_role", codes=DateRole, name="plan_measure_date_role", blank=True),
            whole_partial_date(field="date", name="plan_measure_date_whole"),
            models.CheckConstraint(
                condition=Q(target_value=None, comparator="")
                | (Q(target_value__isnull=False) & ~Q(comparator="")),
                name="plan_measure_target_compared",
                violation_error_message=(
                    "A target number says how it is compared: at least, or more than."
                ),
            ),
            models.UniqueConstraint(
                fields=["line", "reference"],
                name="plan_measure_reference_once",
                violation_error_message="There is already a measure with this reference.",
            ),
        ]

    class Privacy:
        public = (
            "id", "area", "ref", "line", "action", "reference", "order", "text", "kind",
            "target_value", "unit", "comparator", "printed_comparator", "quantifier",
            "date_on", "date_precision", "date_role", "measure_type", "table_row",
            "action_part_printed", "counted_by", "series",
        )  # fmt: skip
        staff = ("version",)

    def __str__(self) -> str:
        return self.reference


class MeasurePlacement(AreaRecord):
    """Beside which part of the table a source printed a measure: "A", or "row 1"."""

    source = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="placements")
    measure = models.ForeignKey(
        MeasureOfSuccess, on_delete=models.PROTECT, related_name="placements"
    )
    label = models.CharField(max_length=40)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["source", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "measure", "label"],
                name="plan_placement_once",
                violation_error_message="The source already places this measure there.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "source", "measure", "label", "order")

    def __str__(self) -> str:
        return self.label


class ImpactStatement(NamedAreaRecord):
    """What will be different for children and families. Answered later, more than once.

    ``told_in`` is the page of evidence of impact that shows it, by any of its wordings.
    """

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="impacts")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    told_in = models.ForeignKey(
        "measures.ImpactEvidence",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["line", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "order"],
                name="plan_impact_order_once",
                violation_error_message="There is already an impact in this place.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "ref", "line", "order", "text", "told_in")
        staff = ("version",)

    def __str__(self) -> str:
        return f"Impact {self.order} of {self.line_id}"
