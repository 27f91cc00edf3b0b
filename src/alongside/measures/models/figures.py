"""Series of figures, each figure for a period, corrected by later rows.

Another way of counting is another series: a series never changes its basis.
"""

from django.db import models
from django.db.models import F, Q

from alongside.measures.codes import Better, Origin
from alongside.measures.models.definitions import Measure
from alongside.people.constraints import one_of
from alongside.people.scoping import NamedAreaRecord


class Series(NamedAreaRecord):
    """One thing counted again and again in the same way. ``every_months`` is empty when it is
    irregular.

    ``basis`` says how this series counts, where its measure has been counted in several ways;
    ``follows`` is the series that counted before, and ``why_anew`` why it ended. ``counted_as`` is
    the code of the computed indicator or of the published figures. ``publisher`` is who published its
    figures, whoever wrote them down here; empty for figures that were never published.
    """

    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="series"
    )
    origin = models.CharField(max_length=8, default=Origin.ENTERED.value)
    counted_as = models.CharField(max_length=80, blank=True)
    basis = models.CharField(max_length=300, blank=True)
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    why_anew = models.TextField(blank=True)
    title = models.CharField(max_length=300)
    unit = models.CharField(max_length=40)
    source = models.CharField(max_length=300)
    counts_what = models.TextField(blank=True)
    counted_by = models.CharField(max_length=200, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    every_months = models.PositiveSmallIntegerField(null=True, blank=True)
    better = models.CharField(max_length=8, default=Better.HIGHER.value)
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
            one_of(field="better", codes=Better, name="measures_series_better"),
            one_of(field="origin", codes=Origin, name="measures_series_origin"),
            models.CheckConstraint(
                condition=Q(origin=Origin.ENTERED.value) | ~Q(counted_as=""),
                name="measures_series_counted_as",
                violation_error_message="Say which figures are computed or imported.",
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
            "every_months", "better", "measure", "origin", "counted_as", "basis", "follows",
            "why_anew", "publisher",
        )  # fmt: skip
        staff = ("created_at", "created_by", "version")

    def __str__(self) -> str:
        return self.title


class Figure(NamedAreaRecord):
    """One figure for one period. A percentage keeps its numerator and denominator, and how many were
    left out by rule or are missing. ``made_from`` names the snapshot or the release it came from.
    ``gives_away``: beside a figure of another measure it tells a small number; the worker marks it anew.

    ``released_at``: since when a paper or a record that stays keeps it in words that everybody reads.
    ``told_as`` is the released version that everybody is told in its place, because between the two lie few.
    """

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="figures")
    period_from = models.DateField()
    period_until = models.DateField()
    numerator = models.PositiveIntegerField(null=True, blank=True)
    denominator = models.PositiveIntegerField(null=True, blank=True)
    left_out = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)
    value = models.DecimalField(max_digits=14, decimal_places=4)
    made_from = models.CharField(max_length=200, blank=True)
    doubt = models.TextField(blank=True)
    gives_away = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by_figure"
    )
    released_at = models.DateTimeField(null=True, blank=True)
    told_as = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
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
            "denominator", "left_out", "missing", "value", "made_from", "doubt", "corrects",
        )  # fmt: skip
        staff = ("gives_away", "released_at", "told_as", "entered_at", "entered_by")
        personal = {"note": "empty"}

    def __str__(self) -> str:
        return f"{self.series_id} {self.period_from}"
