"""Who marks what was drawn, each answer as it is saved, what is shown as evidence, and the author's word."""

from django.db import models
from django.db.models import Q

from alongside.people.constraints import one_of
from alongside.people.scoping import AreaRecord, NamedAreaRecord
from alongside.quality.models.rounds import DrawnItem
from alongside.quality.rules.codes import AuditState, Grade, Seat


class Audit(NamedAreaRecord):
    """One person's marking of one item. Until it is submitted nobody else reads it. ``was_superseded``:
    a later version had been issued by then, so that it is left out of every rate. ``may_know_at``: when a
    family’s auditor said that they may know the family. It stays; only whoever leads rounds clears it.
    """

    item = models.ForeignKey(DrawnItem, on_delete=models.PROTECT, related_name="audits")
    seat = models.CharField(max_length=8)
    auditor = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default=AuditState.ASSIGNED.value)
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    has_no_conflict = models.BooleanField(default=False)
    may_know_at = models.DateTimeField(null=True, blank=True)
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cleared_why = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_on = models.DateField(null=True, blank=True)
    grade = models.CharField(max_length=24, blank=True)
    words = models.TextField(blank=True)
    was_superseded = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["auditor", "state"], name="quality_audit_mine")]
        constraints = [
            one_of(field="seat", codes=Seat, name="quality_audit_seat"),
            one_of(field="state", codes=AuditState, name="quality_audit_state"),
            one_of(field="grade", codes=Grade, name="quality_audit_grade", blank=True),
            models.UniqueConstraint(
                fields=["item", "seat"],
                condition=~Q(state=AuditState.GIVEN_BACK.value),
                name="quality_audit_seat_once",
                violation_error_message="Somebody marks this in that place already.",
            ),
            models.UniqueConstraint(
                fields=["item", "auditor"],
                condition=~Q(state=AuditState.GIVEN_BACK.value),
                name="quality_audit_person_once",
                violation_error_message="This person marks it already.",
            ),
            models.CheckConstraint(
                condition=Q(state=AuditState.SUBMITTED.value, submitted_at__isnull=False)
                & ~Q(grade="")
                | ~Q(state=AuditState.SUBMITTED.value) & Q(submitted_at=None),
                name="quality_audit_submitted_whole",
                violation_error_message="An audit is submitted with its grade.",
            ),
            models.CheckConstraint(
                condition=Q(state=AuditState.GIVEN_BACK.value, ended_at__isnull=False)
                & ~Q(ended_why="")
                | ~Q(state=AuditState.GIVEN_BACK.value) & Q(ended_at=None, ended_why=""),
                name="quality_audit_given_back_whole",
                violation_error_message="Say why the audit is given back.",
            ),
            models.CheckConstraint(
                condition=Q(cleared_at=None, cleared_why="")
                | Q(cleared_at__isnull=False, may_know_at__isnull=False) & ~Q(cleared_why=""),
                name="quality_audit_cleared_whole",
                violation_error_message="Say why this auditor may go on.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "item", "seat", "auditor", "state", "assigned_at", "assigned_by",
            "has_no_conflict", "may_know_at", "cleared_at", "cleared_by", "submitted_at", "submitted_on", "grade", "was_superseded",
            "ended_at", "ended_why", "version",
        )  # fmt: skip
        special = {"words": "words of our own", "cleared_why": "words of our own"}

    def __str__(self) -> str:
        return self.ref


class AuditAnswer(AreaRecord):
    """The answer to one question: a mark of its scale, or that it does not apply and why."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=30)
    mark = models.CharField(max_length=24, blank=True)
    words = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["area", "question", "mark"], name="quality_answer_question")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["audit", "question"],
                name="quality_answer_once",
                violation_error_message="This question is answered already.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "audit", "question", "mark", "saved_at", "version")
        special = {"words": "words of our own"}

    def __str__(self) -> str:
        return f"{self.question} of {self.audit_id}"


class AuditEvidence(NamedAreaRecord):
    """A file that shows why a question was answered as it was."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="evidence")
    question = models.CharField(max_length=30)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    class Privacy:
        staff = ("id", "area", "ref", "audit", "question", "file", "added_at")
        special = {"about": "words of our own"}

    def __str__(self) -> str:
        return self.ref


class AuthorComment(NamedAreaRecord):
    """What the author of the EHC plan, review or advice says to the grade. Never changed."""

    item = models.ForeignKey(DrawnItem, on_delete=models.PROTECT, related_name="comments")
    words = models.TextField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="quality_comment_not_empty",
                violation_error_message="Write what you want to say.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "ref", "item", "said_at", "said_by")
        special = {"words": "words of our own"}

    def __str__(self) -> str:
        return self.ref
