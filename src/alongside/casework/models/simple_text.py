"""The simple text of an issued EHC plan on paper, and with whom it was read."""

from django.db import models
from django.db.models import Q

from alongside.casework.models.plans import PlanVersion
from alongside.people.scoping import AreaRecord


class SimpleText(AreaRecord):
    """The paper for the family, made once from what was issued."""

    plan = models.OneToOneField(PlanVersion, on_delete=models.PROTECT, related_name="simple_text")
    content_sha256 = models.CharField(max_length=64)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    page_count = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    class Privacy:
        staff = ("id", "area", "plan", "content_sha256", "file", "page_count", "made_at")

    def __str__(self) -> str:
        return str(self.pk)


class SimpleTextReading(AreaRecord):
    """Somebody read the simple text with readers. ``with_whom`` says who, by role and never by name."""

    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="simple_readings")
    with_whom = models.CharField(max_length=200)
    found = models.TextField(blank=True)
    read_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["read_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(with_whom=""),
                name="casework_simple_reading_with_somebody",
                violation_error_message="Say with whom it was read.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "plan", "read_on", "recorded_at", "recorded_by")
        special = {"with_whom": "words of our own", "found": "words of our own"}

    def __str__(self) -> str:
        return str(self.pk)
