"""What a measure is to reach, by when, from where, and the steps on the way."""

from django.db import models
from django.db.models import Q

from alongside.measures.codes import Change, Comparator, Level, TargetState
from alongside.measures.models.definitions import Measure
from alongside.people.constraints import one_of, paired
from alongside.people.scoping import AreaRecord, NamedAreaRecord


class Target(NamedAreaRecord):
    """One promise. Changing it ends this row and begins another, so that history stays.

    ``value`` is the figure to reach, or by how much the baseline is to improve (``change``).
    ``expected_sample`` is how many records a figure will rest on. A draft that was withdrawn has
    ended without ever having been activated.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="targets")
    level = models.CharField(max_length=10)
    comparator = models.CharField(max_length=10, default=Comparator.AT_LEAST.value)
    value = models.DecimalField(max_digits=14, decimal_places=4)
    change = models.CharField(max_length=8, blank=True, default=Change.REACH.value)
    by_on = models.DateField(null=True, blank=True)
    baseline_value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    baseline_population = models.CharField(max_length=300, blank=True)
    expected_sample = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=8, default=TargetState.DRAFT.value)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    activated_at = models.DateTimeField(null=True, blank=True)
    activated_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    why_ended = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="level", codes=Level, name="measures_target_level"),
            one_of(field="comparator", codes=Comparator, name="measures_target_comparator"),
            one_of(field="change", codes=Change, name="measures_target_change", blank=True),
            one_of(field="state", codes=TargetState, name="measures_target_state"),
            models.UniqueConstraint(
                fields=["measure", "level"],
                condition=Q(state=TargetState.ACTIVE.value),
                name="measures_target_one_active",
                violation_error_message="This measure has an active target of that level already.",
            ),
            models.CheckConstraint(
                condition=~Q(state=TargetState.ACTIVE.value)
                | Q(change=Change.REACH.value)
                | (
                    Q(change__in=[Change.RELATIVE.value, Change.POINTS.value])
                    & Q(baseline_value__isnull=False)
                    & ~Q(baseline_population="")
                ),
                name="measures_target_improvement_has_its_baseline",
                violation_error_message=(
                    "An improvement needs its baseline, the population it is of, and whether it "
                    "is relative or in points."
                ),
            ),
            paired(
                fields=("baseline_value", "baseline_on"),
                name="measures_target_baseline_dated",
                sentence="Give both the baseline and its date.",
            ),
            models.CheckConstraint(
                condition=~Q(state=TargetState.ACTIVE.value) | Q(activated_at__isnull=False),
                name="measures_target_activated",
                violation_error_message="An active target says when it was activated.",
            ),
            models.CheckConstraint(
                condition=(~Q(state=TargetState.ENDED.value) & Q(ended_at=None))
                | (Q(state=TargetState.ENDED.value) & Q(ended_at__isnull=False) & ~Q(why_ended="")),
                name="measures_target_ended",
                violation_error_message="A target that has ended says when and why.",
            ),
        ]

    class Privacy:
        public = (
            "id", "area", "ref", "measure", "level", "comparator", "value", "change", "by_on",
            "baseline_value", "baseline_on", "baseline_population", "expected_sample", "state",
        )  # fmt: skip
        staff = (
            "set_at", "set_by", "activated_at", "activated_by", "ended_at", "why_ended", "version",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.measure_id} {self.level} {self.value}"


class TargetStep(AreaRecord):
    """A milestone on the way: what the figure should be on a day."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="steps")
    on = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=4)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["target", "on"],
                name="measures_step_day_once",
                violation_error_message="There is already a milestone on this day.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "target", "on", "value")

    def __str__(self) -> str:
        return f"{self.target_id} {self.on}"
