"""What a measure is: the question, what is counted, out of what, and who answers for it."""

from django.db import models
from django.db.models import F, Q

from alongside.measures.codes import (
    PERCENT,
    Accountability,
    Better,
    Kind,
    MeasureState,
    Release,
)
from alongside.people.constraints import one_of
from alongside.people.scoping import NamedAreaRecord


class Measure(NamedAreaRecord):
    """A share says what its numerator and denominator are. ``every_months`` is empty when there is
    no fixed rhythm. ``looks_back_months``: each figure counts so many months up to its end, and not its
    own period alone. ``published_code`` names the national figures that count the same thing.
    ``partners`` have a part in turning it, beside the organisation of the post that answers.
    """

    code = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    question = models.TextField()
    kind = models.CharField(max_length=10)
    accountability = models.CharField(max_length=12)
    unit = models.CharField(max_length=40)
    numerator_words = models.TextField(blank=True)
    denominator_words = models.TextField(blank=True)
    left_out_words = models.TextField(blank=True)
    better = models.CharField(max_length=8, default=Better.HIGHER.value)
    source = models.CharField(max_length=300)
    every_months = models.PositiveSmallIntegerField(null=True, blank=True)
    looks_back_months = models.PositiveSmallIntegerField(null=True, blank=True)
    owner = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    partners = models.ManyToManyField("people.Organisation", related_name="+", blank=True)
    plausible_from = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    plausible_until = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    release = models.CharField(max_length=12, default=Release.UNDER_FIVE.value)
    review_on = models.DateField(null=True, blank=True)
    published_code = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=8, default=MeasureState.IN_USE.value)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["code", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "code"],
                name="measures_measure_code_once",
                violation_error_message="Another measure already has this code.",
            ),
            one_of(field="kind", codes=Kind, name="measures_measure_kind"),
            one_of(
                field="accountability", codes=Accountability, name="measures_measure_accountability"
            ),
            one_of(field="better", codes=Better, name="measures_measure_better"),
            one_of(field="release", codes=Release, name="measures_measure_release"),
            one_of(field="state", codes=MeasureState, name="measures_measure_state"),
            models.CheckConstraint(
                condition=~Q(code="")
                & ~Q(title="")
                & ~Q(question="")
                & ~Q(unit="")
                & ~Q(source=""),
                name="measures_measure_described",
                violation_error_message=(
                    "Give the measure a code, a title, its question, a unit and its source."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(unit=PERCENT) | (~Q(numerator_words="") & ~Q(denominator_words="")),
                name="measures_measure_share_has_its_base",
                violation_error_message="Say what is counted, and out of what.",
            ),
            models.CheckConstraint(
                condition=Q(plausible_from=None)
                | Q(plausible_until=None)
                | Q(plausible_until__gt=F("plausible_from")),
                name="measures_measure_plausible_range",
                violation_error_message="The highest plausible figure must be above the lowest.",
            ),
            models.CheckConstraint(
                condition=Q(every_months=None) | Q(every_months__range=(1, 24)),
                name="measures_measure_every_months",
                violation_error_message="A measure is counted every 1 to 24 months.",
            ),
        ]

    class Privacy:
        public = (
            "id", "area", "ref", "code", "title", "question", "kind", "accountability", "unit",
            "numerator_words", "denominator_words", "left_out_words", "better", "source",
            "every_months", "looks_back_months", "owner", "partners", "plausible_from", "plausible_until", "release", "review_on",
            "published_code", "state",
        )  # fmt: skip
        staff = ("created_at", "created_by", "version")

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
