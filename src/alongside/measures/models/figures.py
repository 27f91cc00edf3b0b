"""Series of figures that people enter, each figure for a period, corrected by later rows.

What a figure must reach, and what follows when it does, is for the rooms above.
"""

from django.db import models
from django.db.models import F, Q

from alongside.measures.codes import Better
from alongside.people.scoping import NamedAreaRecord


class Series(NamedAreaRecord):
    """One thing counted again and again in the same way. ``every_months`` is empty when it is
    irregular.
    """

    title = models.CharField(max_length=300)
    unit = models.CharField(max_length=40)
    source = models.CharField(max_length=300)
    counts_what = models.TextField(blank=True)
    counted_by = models.CharField(max_length=200, blank=True)
    every_months = models.PositiveSmallIntegerField(null=True, blank=True)
    better = models.CharField(max_length=6, default=Better.HIGHER.value)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "series"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "title"],
                name="measures_series_title_once",
                violation_error_message="There is already a series with this title.",
            ),
            models.CheckConstraint(
                condition=Q(better__in=[str(code) for code in Better]),
                name="measures_series_better",
                violation_error_message="Say whether higher or lower is better.",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(unit="") & ~Q(source=""),
                name="measures_series_described",
                violation_error_message=(
                    "Give the series a title, a unit and where its figures come from."
                ),
            ),
            models.CheckConstraint(
                condition=Q(every_months=None) | Q(every_months__range=(1, 24)),
                name="measures_series_every_months",
                violation_error_message="A series is counted every 1 to 24 months.",
            ),
        ]

    class Privacy:
        public = (
            "id", "area", "ref", "title", "unit", "source", "counts_what", "counted_by",
            "every_months", "better",
        )  # fmt: skip
        staff = ("created_at", "created_by", "version")

    def __str__(self) -> str:
        return self.title


class Figure(NamedAreaRecord):
    """One figure for one period. A percentage keeps its numerator and denominator."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="figures")
    period_from = models.DateField()
    period_until = models.DateField()
    numerator = models.PositiveIntegerField(null=True, blank=True)
    denominator = models.PositiveIntegerField(null=True, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=4)
    note = models.TextField(blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by_figure"
    )
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["series", "-period_from", "-id"], name="measures_figure_latest")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_until__gt=F("period_from")),
                name="measures_figure_period_in_order",
                violation_error_message="The period must end after it begins.",
            ),
            models.CheckConstraint(
                condition=Q(numerator=None, denominator=None)
                | Q(numerator__isnull=False, denominator__gt=0),
                name="measures_figure_has_its_base",
                violation_error_message=(
                    "Give both the number counted and the number it is out of, which is above 0."
                ),
            ),
            models.UniqueConstraint(
                fields=["series", "period_from", "period_until"],
                condition=Q(corrects=None),
                name="measures_figure_period_once",
                violation_error_message=(
                    "There is already a figure for this period. Correct that one."
                ),
            ),
        ]

    class Privacy:
        public = (
            "id", "area", "ref", "series", "period_from", "period_until", "numerator",
            "denominator", "value", "corrects",
        )  # fmt: skip
        staff = ("entered_at", "entered_by")
        personal = {"note": "empty"}

    def __str__(self) -> str:
        return f"{self.series_id} {self.period_from}"
