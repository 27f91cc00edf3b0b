"""The area's outcomes framework: statements and their descriptors, by version of the wording."""

from django.db import models
from django.db.models import Q

from alongside.measures.codes import FrameworkState
from alongside.measures.models.definitions import Measure
from alongside.people.constraints import one_of
from alongside.people.scoping import NamedAreaRecord


class OutcomesFramework(NamedAreaRecord):
    """One version of the wording. It is edited as a draft; once in use, a new version replaces it."""

    title = models.CharField(max_length=200)
    number = models.PositiveSmallIntegerField()
    made_with = models.TextField(blank=True)
    state = models.CharField(max_length=8, default=FrameworkState.DRAFT.value)
    in_use_from = models.DateField(null=True, blank=True)
    in_use_until = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-number"]
        constraints = [
            one_of(field="state", codes=FrameworkState, name="measures_framework_state"),
            models.UniqueConstraint(
                fields=["area", "number"],
                name="measures_framework_number_once",
                violation_error_message="There is already a version with this number.",
            ),
            models.UniqueConstraint(
                fields=["area"],
                condition=Q(state=FrameworkState.IN_USE.value),
                name="measures_framework_one_in_use",
                violation_error_message="Another version is in use. It must be replaced first.",
            ),
            models.UniqueConstraint(
                fields=["area"],
                condition=Q(state=FrameworkState.DRAFT.value),
                name="measures_framework_one_draft",
                violation_error_message="There is already a draft of the next version.",
            ),
        ]

    class Privacy:
        public = (
            "id", "area", "ref", "title", "number", "made_with", "state", "in_use_from",
            "in_use_until",
        )  # fmt: skip
        staff = ("version",)

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"


class OutcomeStatement(NamedAreaRecord):
    """What a child or young person should be able to say, such as "I am safe"."""

    framework = models.ForeignKey(
        OutcomesFramework, on_delete=models.PROTECT, related_name="statements"
    )
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    measures = models.ManyToManyField(Measure, related_name="outcome_statements", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "order"],
                name="measures_statement_order_once",
                violation_error_message="Another outcome statement stands in this place.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="measures_statement_says_something",
                violation_error_message="Write the outcome statement in a child's words.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "ref", "framework", "order", "text", "measures")
        staff = ("version",)

    def __str__(self) -> str:
        return self.text


class Descriptor(NamedAreaRecord):
    """What the statement looks like when it is true."""

    statement = models.ForeignKey(
        OutcomeStatement, on_delete=models.PROTECT, related_name="descriptors"
    )
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["order", "id"]

    class Privacy:
        public = ("id", "area", "ref", "statement", "order", "text")

    def __str__(self) -> str:
        return self.text


class OutcomeService(NamedAreaRecord):
    """A service that is to help children towards a statement."""

    statement = models.ForeignKey(
        OutcomeStatement, on_delete=models.PROTECT, related_name="services"
    )
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="measures_service_has_a_name",
                violation_error_message="Name the service.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "ref", "statement", "name", "organisation")

    def __str__(self) -> str:
        return self.name
