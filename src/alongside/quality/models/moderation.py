"""Moderation: a meeting, who took part, and the grades on which they agreed beside the originals."""

from django.db import models
from django.db.models import Q

from alongside.people.constraints import one_of
from alongside.people.scoping import AreaRecord, NamedAreaRecord
from alongside.quality.models.rounds import AuditRound, DrawnItem
from alongside.quality.rules.codes import Present


class ModerationMeeting(NamedAreaRecord):
    round = models.ForeignKey(AuditRound, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    notes = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["held_on", "id"]

    class Privacy:
        staff = ("id", "area", "ref", "round", "held_on", "recorded_at", "recorded_by")
        special = {"notes": "words of our own"}

    def __str__(self) -> str:
        return self.ref


class MeetingPresence(AreaRecord):
    """How many took part as what. Nobody is named, so that nobody's grade can be told from it."""

    meeting = models.ForeignKey(ModerationMeeting, on_delete=models.PROTECT, related_name="present")
    present_as = models.CharField(max_length=12)
    count = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="present_as", codes=Present, name="quality_presence_as"),
            models.UniqueConstraint(
                fields=["meeting", "present_as"],
                name="quality_presence_once",
                violation_error_message="They are counted already.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "meeting", "present_as", "count")

    def __str__(self) -> str:
        return f"{self.count} {self.present_as}"


class AgreedGrade(AreaRecord):
    """The grade that a meeting agreed, of the whole or of one question, and why. Never changed."""

    item = models.ForeignKey(DrawnItem, on_delete=models.PROTECT, related_name="agreed")
    meeting = models.ForeignKey(ModerationMeeting, on_delete=models.PROTECT, related_name="agreed")
    question = models.CharField(max_length=30, blank=True)
    mark = models.CharField(max_length=24)
    why = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "question"],
                name="quality_agreed_once",
                violation_error_message="A grade is agreed already.",
            ),
            models.CheckConstraint(
                condition=~Q(why=""),
                name="quality_agreed_has_reason",
                violation_error_message="Say why this grade was agreed.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "item", "meeting", "question", "mark", "recorded_at", "recorded_by",
        )  # fmt: skip
        special = {"why": "words of our own"}

    def __str__(self) -> str:
        return f"{self.mark} of {self.item_id}"
