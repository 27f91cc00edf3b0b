"""The learning loop: findings under themes, lessons, what was changed, what came of it, what the board did."""

from django.db import models
from django.db.models import Q

from alongside.people.constraints import exactly_one, one_of, paired
from alongside.people.scoping import AreaRecord, NamedAreaRecord
from alongside.quality.models.audits import Audit
from alongside.quality.models.sweeps import Sweep
from alongside.quality.rules.codes import (
    Agency,
    ChangeKind,
    Effect,
    FindingKind,
    LessonState,
    Verdict,
)


class Theme(NamedAreaRecord):
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "title"],
                name="quality_theme_once",
                violation_error_message="There is a theme with this title already.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "ref", "title", "about", "opened_at", "opened_by")

    def __str__(self) -> str:
        return self.title


class Finding(NamedAreaRecord):
    """What an audit or a sweep found, in words that name no child and nobody who wrote."""

    audit = models.ForeignKey(
        Audit, on_delete=models.PROTECT, null=True, blank=True, related_name="findings"
    )
    sweep = models.ForeignKey(
        Sweep, on_delete=models.PROTECT, null=True, blank=True, related_name="findings"
    )
    question = models.CharField(max_length=30, blank=True)
    agency = models.CharField(max_length=12)
    kind = models.CharField(max_length=8)
    words = models.TextField()
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="findings"
    )
    found_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-found_on", "-id"]
        indexes = [models.Index(fields=["area", "theme"], name="quality_finding_theme")]
        constraints = [
            one_of(field="agency", codes=Agency, name="quality_finding_agency"),
            one_of(field="kind", codes=FindingKind, name="quality_finding_kind"),
            exactly_one(
                fields=("audit", "sweep"),
                name="quality_finding_from_one",
                sentence="A finding comes from an audit, or from a sweep.",
            ),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="quality_finding_not_empty",
                violation_error_message="Write what was found.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "audit", "sweep", "question", "agency", "kind", "theme", "found_on",
            "recorded_at", "recorded_by", "version",
        )  # fmt: skip
        special = {"words": "words of our own"}

    def __str__(self) -> str:
        return self.ref


class Lesson(NamedAreaRecord):
    """What a theme teaches, and by what it will be seen whether it worked: ``effect``, and for a question
    of a tool which one. ``changed_into``: the board asked for
    another try.
    """

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="lessons")
    title = models.CharField(max_length=200)
    words = models.TextField()
    effect = models.CharField(max_length=16)
    tool = models.CharField(max_length=40, blank=True)
    question = models.CharField(max_length=30, blank=True)
    owner = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=12, default=LessonState.WRITTEN.value)
    changed_into = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="changed_from"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-written_on", "-id"]
        indexes = [models.Index(fields=["area", "state"], name="quality_lesson_state")]
        constraints = [
            one_of(field="effect", codes=Effect, name="quality_lesson_effect"),
            one_of(field="state", codes=LessonState, name="quality_lesson_state_code"),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(words=""),
                name="quality_lesson_says_what",
                violation_error_message="Give the lesson a title, and say what was learned.",
            ),
            models.CheckConstraint(
                condition=Q(effect=Effect.QUESTION.value) & ~Q(tool="") & ~Q(question="")
                | ~Q(effect=Effect.QUESTION.value) & Q(tool="", question=""),
                name="quality_lesson_effect_whole",
                violation_error_message="Say which question of which tool is compared.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "theme", "title", "words", "effect", "tool", "question", "owner",
            "written_on", "due_on", "state", "changed_into", "recorded_at", "recorded_by", "version",
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title


class LessonChange(NamedAreaRecord):
    """What is done so that the lesson reaches practice. ``done_on`` is the day from which what is written is
    compared; ``teams`` are those it reached, none for all, so that the others are the comparison.
    """

    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=16)
    words = models.TextField()
    owner = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    teams = models.JSONField(default=list)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            one_of(field="kind", codes=ChangeKind, name="quality_change_kind"),
            paired(
                fields=("done_on", "done_at"),
                name="quality_change_done_whole",
                sentence="A change is made on a day.",
            ),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="quality_change_says_what",
                violation_error_message="Say what is changed.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "lesson", "kind", "words", "owner", "due_on", "done_on", "done_at",
            "teams", "recorded_at", "recorded_by", "version",
        )  # fmt: skip

    def __str__(self) -> str:
        return self.ref


class LessonReading(AreaRecord):
    """What the comparison said on one day, kept as it was said, with its numbers."""

    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="readings")
    read_on = models.DateField()
    verdict = models.CharField(max_length=12)
    sentence = models.TextField()
    numbers = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-read_on", "-id"]
        constraints = [one_of(field="verdict", codes=Verdict, name="quality_reading_verdict")]

    class Privacy:
        staff = ("id", "area", "lesson", "read_on", "verdict", "sentence", "numbers", "recorded_at")

    def __str__(self) -> str:
        return f"{self.verdict} for {self.lesson_id}"


class LessonDecision(AreaRecord):
    """What the board decided of a lesson, on which reading, and why. Never changed."""

    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="decisions")
    decided = models.CharField(max_length=12)
    reason = models.TextField()
    reading = models.ForeignKey(
        LessonReading, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(
                field="decided",
                codes=(LessonState.KEPT, LessonState.CHANGED, LessonState.DROPPED),
                name="quality_decision_decided",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="quality_decision_has_reason",
                violation_error_message="Say why.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "lesson", "decided", "reason", "reading", "decided_on", "recorded_at",
            "recorded_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.decided} for {self.lesson_id}"
