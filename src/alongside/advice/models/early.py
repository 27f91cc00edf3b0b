"""Early notifications by health, their steps, and the lists of children whom health identified."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from alongside.advice import perms
from alongside.advice.rules.early import EarlyStep, Says
from alongside.advice.rules.reconciling import Unmatchable
from alongside.kernel.actor import Actor
from alongside.people.constraints import one_of
from alongside.people.scoping import AreaQuerySet, AreaRecord, NamedAreaRecord


class NoticeQuerySet(AreaQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """All of the area for officers and for whoever looks after health; for others of health those that
        they began.
        """
        inside = self.in_area(actor.area_id)
        if actor.may(perms.RECORD_EARLY) or actor.may(perms.OVERSEE_HEALTH):
            return inside
        if actor.may(perms.NOTIFY) and actor.person_id is not None:
            return inside.filter(begun_by=actor.person_id)
        return inside.none()


class EarlyNotice(NamedAreaRecord):
    """What a health body says of one child under compulsory school age. ``born_on`` and the names are the
    body's; the case that it is joined to keeps its own.

    ``says`` is what staff read in it, with their reasons: if the child has or may have special educational
    needs, time runs from its receipt.
    """

    body = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    given_names = models.CharField(max_length=200)
    family_name = models.CharField(max_length=200)
    born_on = models.DateField()
    nhs_number = models.CharField(max_length=10, blank=True)
    opinion = models.TextField()
    basis = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    says = models.CharField(max_length=12, blank=True)
    reasons = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    case = models.ForeignKey(
        "casework.Case",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="early_notices",
    )
    is_start = models.BooleanField(default=False)

    objects: ClassVar[Any] = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["area", "nhs_number"], name="advice_early_number")]
        constraints = [
            one_of(field="says", codes=Says, name="advice_early_says", blank=True),
            models.CheckConstraint(
                condition=Q(says="", decided_at=None) | ~Q(says="") & ~Q(reasons=""),
                name="advice_early_decided_why",
                violation_error_message="Write the reasons of the decision.",
            ),
            models.CheckConstraint(
                condition=~Q(says=Says.NEEDS.value) | Q(case__isnull=False),
                name="advice_early_needs_case",
                violation_error_message="Say in which case time runs.",
            ),
            models.CheckConstraint(
                condition=~Q(opinion=""),
                name="advice_early_has_opinion",
                violation_error_message="Write the opinion.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "body", "begun_at", "begun_by", "says", "decided_at", "decided_by",
            "case", "is_start",
        )  # fmt: skip
        personal = {
            "given_names": "an invented name",
            "family_name": "an invented name",
            "born_on": "a day of the same month",
            "nhs_number": "an invented number",
        }
        special = {
            "opinion": "words of our own",
            "basis": "words of our own",
            "reasons": "words of our own",
        }

    def __str__(self) -> str:
        return self.ref


class EarlyNoticeStep(AreaRecord):
    """A step of section 23, with its day. Never changed."""

    notice = models.ForeignKey(EarlyNotice, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=12)
    happened_on = models.DateField()
    words = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["happened_on", "id"]
        constraints = [
            one_of(field="step", codes=EarlyStep, name="advice_early_step"),
            models.UniqueConstraint(
                fields=["notice", "step"],
                name="advice_early_step_once",
                violation_error_message="This step is recorded already.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "notice", "step", "happened_on", "recorded_at", "recorded_by")
        special = {"words": "words of our own"}

    def __str__(self) -> str:
        return f"{self.step} of {self.notice_id}"


class IdentifiedList(NamedAreaRecord):
    """A list of health, as it was brought in. The latest one counts."""

    listed_until = models.DateField()
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]

    class Privacy:
        staff = ("id", "area", "ref", "listed_until", "brought_at", "brought_by")

    def __str__(self) -> str:
        return self.ref


class IdentifiedChild(AreaRecord):
    """One line of a list. ``unmatchable`` says why no NHS number is kept."""

    of_list = models.ForeignKey(IdentifiedList, on_delete=models.PROTECT, related_name="children")
    line = models.PositiveIntegerField()
    nhs_number = models.CharField(max_length=10, blank=True)
    born_on = models.DateField()
    identified_on = models.DateField()
    body = models.CharField(max_length=200)
    unmatchable = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["line"]
        constraints = [
            one_of(
                field="unmatchable", codes=Unmatchable, name="advice_identified_why", blank=True
            ),
            models.CheckConstraint(
                condition=Q(unmatchable="") & ~Q(nhs_number="")
                | ~Q(unmatchable="") & Q(nhs_number=""),
                name="advice_identified_number_or_why",
                violation_error_message="A line has an NHS number, or it is said why not.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "of_list", "line", "body", "unmatchable")
        personal = {"nhs_number": "an invented number", "born_on": "a day of the same month"}
        special = {"identified_on": "a day of the same month"}

    def __str__(self) -> str:
        return f"line {self.line} of {self.of_list_id}"
