"""What people say about a measure: notes on its chart, the story behind it, and new beginnings."""

from django.db import models
from django.db.models import Q

from alongside.measures.models.definitions import Measure
from alongside.measures.models.figures import Series
from alongside.people.scoping import NamedAreaRecord


class Recalculation(NamedAreaRecord):
    """From this day the chart's limits are worked out anew. It names its cause and who approved it;
    nothing makes one by itself. One that was withdrawn stays to be read and moves no limits.
    """

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="recalculations")
    from_on = models.DateField()
    cause = models.TextField()
    approved_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_why = models.TextField(blank=True)
    withdrawal_approved_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "from_on"],
                condition=Q(withdrawn_at=None),
                name="measures_recalculation_day_once",
                violation_error_message="The limits are worked out anew from this day already.",
            ),
            models.CheckConstraint(
                condition=~Q(cause=""),
                name="measures_recalculation_has_a_cause",
                violation_error_message="Say what changed, so that the limits must change.",
            ),
            models.CheckConstraint(
                condition=Q(
                    withdrawn_at=None,
                    withdrawn_by=None,
                    withdrawn_why="",
                    withdrawal_approved_by=None,
                )
                | (
                    Q(withdrawn_at__isnull=False, withdrawal_approved_by__isnull=False)
                    & ~Q(withdrawn_why="")
                ),
                name="measures_recalculation_withdrawn",
                violation_error_message="Limits are withdrawn with a reason and an approver.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "ref", "series", "from_on", "cause")
        staff = (
            "approved_by", "recorded_at", "recorded_by", "withdrawn_at", "withdrawn_by",
            "withdrawn_why", "withdrawal_approved_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.series_id} {self.from_on}"


class Baseline(NamedAreaRecord):
    """The limits rest on the figures up to the period that begins on this day, and later ones do not move
    them. The latest stands; one without a day lets every figure count again.
    """

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="baselines")
    until_on = models.DateField(null=True, blank=True)
    why = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(why=""),
                name="measures_baseline_has_a_reason",
                violation_error_message="Say why the baseline is frozen or let go.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "ref", "series", "until_on", "why")
        staff = ("recorded_at", "recorded_by")

    def __str__(self) -> str:
        return f"{self.series_id} {self.until_on or 'no baseline'}"


class Annotation(NamedAreaRecord):
    """A note on a chart: what happened on a day."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="annotations")
    on = models.DateField()
    text = models.CharField(max_length=200)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="measures_annotation_says_something",
                violation_error_message="Say what happened.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "ref", "measure", "on", "text")
        staff = ("written_at", "written_by")

    def __str__(self) -> str:
        return f"{self.on} {self.text}"


class Story(NamedAreaRecord):
    """The story behind the curve as told on a day. The latest is shown; the ones before stay."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="stories")
    text = models.TextField()
    partners = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-written_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="measures_story_says_something",
                violation_error_message="Tell the story behind the figures.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "ref", "measure", "text", "partners")
        staff = ("written_at", "written_by")

    def __str__(self) -> str:
        return f"{self.measure_id} {self.written_at:%Y-%m-%d}"
